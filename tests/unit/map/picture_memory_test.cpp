// Memory of pictures: nobody's pixels are another's, and what is left goes back.
#include "ui/map/picture_memory.h"

#include <gtest/gtest.h>

#include <QImage>
#include <array>
#include <thread>
#include <vector>

#include "ui/map/tile_painter.h"

namespace gis::ui {
namespace {

QImage newTile() {
  return newPicture({kTilePixels, kTilePixels}, QImage::Format_ARGB32_Premultiplied);
}

TEST(PictureMemory, NoPictureLiesOnAnother) {
  std::vector<QImage> pictures;
  for (int k = 0; k < 40; ++k) {
    pictures.push_back(newTile());
    pictures.back().fill(quint32(0xff000000 + k));
  }
  for (int k = 1; k < 40; k += 2) pictures[std::size_t(k)] = QImage();
  for (int k = 1; k < 40; k += 2) {
    pictures[std::size_t(k)] = newTile();
    pictures[std::size_t(k)].fill(quint32(0xff000000 + k));
  }
  for (int k = 0; k < 40; ++k) {
    const QImage& one = pictures[std::size_t(k)];
    ASSERT_EQ(one.bytesPerLine(), kTilePixels * 4);
    for (const QPoint at : {QPoint(0, 0), QPoint(kTilePixels - 1, 0), QPoint(kTilePixels - 1, kTilePixels - 1)}) {
      ASSERT_EQ(one.pixel(at), quint32(0xff000000 + k)) << k;
    }
  }
}

TEST(PictureMemory, ACopyKeepsThePixels) {
  QImage copy;
  {
    QImage picture = newTile();
    picture.fill(quint32(0xff123456));
    copy = picture;
    picture.fill(quint32(0xff654321));  // becomes one of its own
  }
  const QImage other = newTile();
  EXPECT_EQ(copy.pixel(5, 5), 0xff123456U);
}

TEST(PictureMemory, WhatIsLeftGoesBack) {
  const std::size_t before = tileMemoryBytes();
  {
    std::vector<QImage> many(400);
    for (QImage& one : many) one = newTile();
    const std::size_t bytes = std::size_t{4} * kTilePixels * kTilePixels * many.size();
    EXPECT_GE(tileMemoryBytes(), bytes);
    EXPECT_LE(tileMemoryBytes(), before + bytes + (std::size_t{4} << 20)) << "no more than is needed";
    many.erase(many.begin() + 30, many.end() - 30);
    EXPECT_LE(tileMemoryBytes(), before + (std::size_t{40} << 20));
  }
  EXPECT_LE(tileMemoryBytes(), std::size_t{16} << 20) << "a screen of tiles is kept";
}

TEST(PictureMemory, IsWarmedForAScreenOfTiles) {
  std::vector<QImage> many(64);
  for (QImage& one : many) one = newTile();  // nothing is left
  int rounds = 0;
  while (warmTileMemory(kTilesOfScreen)) ASSERT_LT(++rounds, 100) << "it ends";
  EXPECT_LT(rounds, 10) << "a screen, and no more";
  while (warmTileMemory()) ASSERT_LT(++rounds, 100) << "it ends";
  EXPECT_GE(rounds, 4);
  const std::size_t before = tileMemoryBytes();
  std::vector<QImage> next(40);
  for (QImage& one : next) one = newTile();
  EXPECT_EQ(tileMemoryBytes(), before) << "the next tiles need nothing new";
  EXPECT_TRUE(warmTileMemory());
}

TEST(PictureMemory, ManyThreadsAtOnce) {
  std::vector<std::jthread> threads;
  std::array<bool, 4> good{};
  for (unsigned t = 0; t < 4; ++t) {
    threads.emplace_back([&right = good[t], colour = 0xff000000U + t] {
      bool same = true;
      for (int round = 0; round < 60; ++round) {
        std::array<QImage, 11> some;
        for (QImage& one : some) {
          one = newTile();
          one.fill(colour);
        }
        for (const QImage& one : some) same = same && one.pixel(200, 100) == colour;
      }
      right = same;
    });
  }
  threads.clear();
  for (const bool one : good) EXPECT_TRUE(one);
}

TEST(PictureMemory, EverySizeIsServed) {
  for (const QSize size : {QSize(1, 1), QSize(300, 200), QSize(1600, 1000), QSize(1601, 997)}) {
    QImage picture = newPicture(size, QImage::Format_RGB32);
    ASSERT_EQ(picture.size(), size);
    ASSERT_EQ(picture.format(), QImage::Format_RGB32);
    picture.fill(quint32(0xffabcdef));
    EXPECT_EQ(picture.pixel(size.width() - 1, size.height() - 1), 0xffabcdefU);
  }
}

TEST(PictureMemory, OfAPartNothingElseIsTouched) {
  QImage image = newTile();
  image.fill(quint32(0xff112233));
  MapScene scene;
  PixelFrame frame = tileFrame(scene, 1, 1, 0, 0);
  frame.part = QRect(10, 20, 30, 40);
  paintFrameInto(image, scene, frame, CancelToken());
  for (int y = 0; y < kTilePixels; ++y) {
    for (int x = 0; x < kTilePixels; ++x) {
      ASSERT_EQ(image.pixel(x, y), frame.part.contains(x, y) ? scene.background.rgba() : 0xff112233U) << x << " " << y;
    }
  }
}

}  // namespace
}  // namespace gis::ui
