// Pictures of tiles while some read them and others come: nobody draws into what is still read.
#include "ui/map/tile_cache.h"

#include <gtest/gtest.h>

#include <QImage>
#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "ui/map/blend.h"
#include "ui/map/picture_memory.h"
#include "ui/map/tile_painter.h"
#include "ui/map/tile_parts.h"

namespace gis::ui {
namespace {

TilePicture tileOf(quint32 colour) {
  QImage image = newPicture({kTilePixels, kTilePixels}, QImage::Format_RGB32);
  for (int y = 0; y < kTilePixels; ++y) std::fill_n(pixelsOf(image, y), kTilePixels, colour);
  return std::make_shared<const QImage>(std::move(image));
}
bool isOfOneColour(const QImage& image) {
  const quint32 colour = *pixelsOf(image, 0);
  for (int y = 0; y < kTilePixels; ++y) {
    const quint32* const row = pixelsOf(image, y);
    if (!std::all_of(row, row + kTilePixels, [&](quint32 pixel) { return pixel == colour; })) return false;
  }
  return true;
}

// The reader has left, and nothing but its share tells so: for the thread sanitizer, which has to see it as well.
TEST(TileCacheTest, WhatNobodyReadsAnyMoreIsDrawnInto) {
  TileCache cache(std::size_t(64) << 20);
  const TileKey key{1, 1, 0, 0};
  cache.put(key, tileOf(0xff112233U), kWholeTile, 1, 1);
  const uchar* const place = cache.picture(key, 1).first->constBits();
  std::atomic<bool> left = false;
  bool same = false;
  std::jthread reader([&, picture = cache.picture(key, 1).first]() mutable {
    same = isOfOneColour(*picture);
    picture = nullptr;
    left.store(true, std::memory_order_relaxed);
  });
  while (!left.load(std::memory_order_relaxed)) std::this_thread::yield();
  cache.put(key, tileOf(0xff445566U), kWholeTile, 1, 2);
  std::vector<TilePicture> next;
  while (next.size() < 1000 && (next.empty() || next.back()->constBits() != place)) {
    next.push_back(tileOf(0xff778899U));
  }
  EXPECT_EQ(next.back()->constBits(), place) << "its memory serves another";
  reader.join();
  EXPECT_TRUE(same);
}

TEST(TileCacheTest, NobodyDrawsIntoWhatIsRead) {
  TileCache cache(1);  // what comes pushes out what was there
  cache.put({1, 1, 0, 0}, tileOf(0xff112233U), kWholeTile, 1, 1);
  const TilePicture read = cache.picture({1, 1, 0, 0}, 1).first;
  for (std::uint64_t k = 1; k < 100; ++k)
    cache.put({1, 1, std::int64_t(k), 0}, tileOf(0xff445566U), kWholeTile, 1, k + 1);
  EXPECT_EQ(cache.picture({1, 1, 0, 0}, 1).first, nullptr);
  EXPECT_EQ(cache.bytes(), std::size_t(read->sizeInBytes())) << "one tile is left";
  EXPECT_TRUE(isOfOneColour(*read));
  EXPECT_EQ(*pixelsOf(*read, 0), 0xff112233U);
}

// As the workers of the map do it.
TEST(TileCacheTest, ManyThreadsReadAndReplace) {
  std::mutex mutex;
  TileCache cache(std::size_t(64) << 20);
  std::array<bool, 3> good{};
  std::vector<std::jthread> threads;
  for (unsigned t = 0; t < good.size(); ++t) {
    threads.emplace_back([&, t] {
      bool same = true;
      for (unsigned round = 0; round < 60; ++round) {
        const TileKey key{1, 1, std::int64_t(round % 2), 0};
        TilePicture before;
        {
          const std::lock_guard lock(mutex);
          before = cache.picture(key, 1).first;
        }
        TilePicture made = tileOf(0xff000000U + t * 1000 + round);
        same = same && (before == nullptr || isOfOneColour(*before));
        before = nullptr;
        const std::lock_guard lock(mutex);
        cache.put(key, std::move(made), kWholeTile, 1, round);
      }
      good[t] = same;
    });
  }
  threads.clear();
  for (const bool one : good) EXPECT_TRUE(one);
}

}  // namespace
}  // namespace gis::ui
