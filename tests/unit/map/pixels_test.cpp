// Pixels: the arithmetic of several at once, and areas that become pixels.
#include <gtest/gtest.h>

#include <QImage>
#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <random>

#include "ui/map/area_buffer.h"
#include "ui/map/blend.h"
#include "ui/map/vectors.h"

namespace gis::ui {
namespace {

TEST(AreaBuffer, CountsEachPixelsShare) {
  AreaBuffer buffer(20, 20);
  const auto shapeOf = [](std::vector<geom::MapPoint> ring) {
    snapshot::Shape s;
    s.dimension = 2;
    s.xy = std::move(ring);
    s.ends = {static_cast<std::uint32_t>(s.xy.size())};
    s.kinds = {2};
    return s;
  };
  // two triangles that make a rectangle of 10.5 × 7.25 at (2.25, 3.5): no seam along the diagonal
  const geom::MapPoint a{2.25, -3.5}, b{12.75, -3.5}, c{12.75, -10.75}, d{2.25, -10.75};
  const Ink ink = Ink::of({200, 100, 50, 255});
  buffer.fill(shapeOf({a, b, c, a}), 1, 0, 0, ink);
  buffer.fill(shapeOf({a, c, d, a}), 1, 0, 0, ink);
  const QImage image = buffer.toImage(1);
  double sum = 0;
  for (int y = 0; y < 20; ++y) {
    for (int x = 0; x < 20; ++x) sum += qAlpha(image.pixel(x, y)) / 255.0;
  }
  EXPECT_NEAR(sum, 10.5 * 7.25, 0.3);
  for (int x = 3; x < 12; ++x) {
    for (int y = 4; y < 10; ++y) EXPECT_EQ(qAlpha(image.pixel(x, y)), 255) << x << " " << y;
  }
  EXPECT_EQ(qRed(image.pixel(7, 7)), 200);
}

/// The processor's own instructions must give what plain arithmetic gives: a desk without them draws the same map.
TEST(Vectors, AreThePlainArithmetic) {
  std::mt19937 random(7);
  std::array<std::uint16_t, 8> a{}, b{};
  for (int round = 0; round < 2000; ++round) {
    for (std::size_t k = 0; k < 8; ++k) {
      a[k] = static_cast<std::uint16_t>(round == 0 ? 0xffff : random());
      b[k] = static_cast<std::uint16_t>(round < 2 ? 0xffff : random());
    }
    const UShort8 va = loadU8(a.data()), vb = loadU8(b.data());
    const UShort8 sum = addMost8(va, vb), product = mulHigh8(va, vb);
    const UShort8 first = pairFourTimes<0>(va), next = pairFourTimes<1>(va), low = loadLowHalf(a.data());
    const UShort8 lasts = lastsFourTimes(va), wideBytes = shortsOfBytes(bytesOf(va >> 8));
    const Short8 positive = std::bit_cast<Short8>(va >> 4);  // 0 … 4095
    const auto factor = static_cast<short>(b[0] >> 8);
    const UShort8 shares = roundedShares8<11>(positive, factor);
    const Int4 wide{a[0], a[1] / 2, int(a[2]) << 4, a[3] / 300};
    const Int4 other{b[0], 5, int(b[2]) << 4, b[3]};
    const UShort8 narrow = lowHalfOf(wide), both = shortsOfTwo(wide, other), bytes = va >> 8;
    bool above = false;
    for (int k = 0; k < 8; ++k) {
      const std::uint32_t x = a[std::size_t(k)], y = b[std::size_t(k)];
      ASSERT_EQ(sum[k], std::min(x + y, 65535U));
      ASSERT_EQ(product[k], x * y >> 16);
      ASSERT_EQ(first[k], a[std::size_t(k / 4)]);
      ASSERT_EQ(next[k], a[std::size_t(2 + k / 4)]);
      ASSERT_EQ(lasts[k], a[k < 4 ? 3U : 7U]);
      ASSERT_EQ(wideBytes[k], x >> 8);
      ASSERT_EQ(shares[k], (int{positive[k]} * factor + 1024) >> 11);
      ASSERT_EQ(both[k], std::min(k < 4 ? wide[k] : other[k - 4], 32767));
      ASSERT_EQ(bytesOf(bytes) >> (8 * k) & 255, x >> 8);
      if (k < 4) {
        ASSERT_EQ(low[k], x);
        ASSERT_EQ(narrow[k], std::min(wide[k], 32767));
      }
      above = above || x > y;
    }
    ASSERT_EQ(anyAbove8(va, vb), above);
    const Float4 floats{float(a[0]), float(a[1]), float(a[2]), float(a[3])};
    ASSERT_EQ(noneBelow4(floats, all4(float(b[0]))),
              std::all_of(a.begin(), a.begin() + 4, [&](auto v) { return v >= b[0]; }));
    std::array<std::uint16_t, 4> back{};
    storeLowHalf(back.data(), va);
    ASSERT_TRUE(std::equal(back.begin(), back.end(), a.begin()));
  }
}

/// Two pixels at once give what one after the other gives.
TEST(Blend, TwoAtOnceAreTheSame) {
  std::mt19937 random(11);
  const auto pixel = [&](quint32 alpha) -> quint32 {
    return alpha << 24 | random() % (alpha + 1) << 16 | random() % (alpha + 1) << 8 | random() % (alpha + 1);
  };
  for (int round = 0; round < 5000; ++round) {
    const quint32 above[2] = {pixel(random() % 3 == 0 ? 255 : quint32(random() % 256)), pixel(quint32(random() % 256))};
    const quint32 below[2] = {pixel(255), pixel(quint32(random() % 256))};
    quint32 made[2] = {};
    storeTwo(made, bytesOf(overTwo(shortsOfBytes(loadTwo(above)), shortsOfBytes(loadTwo(below)))));
    const auto share = static_cast<unsigned short>(random() % 256);
    quint32 less[2] = {};
    storeTwo(less, bytesOf(scaledTwo(shortsOfBytes(loadTwo(below)), allU8(share))));
    for (int k = 0; k < 2; ++k) {
      ASSERT_EQ(made[k], over(above[k], below[k]));
      ASSERT_EQ(less[k], scaled(below[k], share));
    }
  }
}

TEST(AreaBuffer, SmallAreasFillWhatTheyCover) {
  // random triangles of some pixels that meet along a diagonal: as much ink as area, none where they turn back
  std::mt19937 random(5);
  std::uniform_real_distribution<double> at(1, 11);
  for (int round = 0; round < 200; ++round) {
    AreaBuffer buffer(16, 16);
    const auto point = [&] { return geom::MapPoint{at(random), -at(random)}; };
    const geom::MapPoint a = point(), b = point(), c = point();
    snapshot::Shape s;
    s.dimension = 2;
    s.xy = {a, b, c, a};
    s.ends = {4};
    s.kinds = {2};
    buffer.fill(s, 1, 0, 0, Ink::of({255, 255, 255, 255}));
    const QImage image = buffer.toImage(1);
    double sum = 0;
    for (int k = 0; k < 256; ++k) sum += qAlpha(image.pixel(k % 16, k / 16)) / 255.0;
    const double area = std::fabs((b.x - a.x) * (c.y - a.y) - (c.x - a.x) * (b.y - a.y)) / 2;
    ASSERT_NEAR(sum, area, 0.05 + area * 0.01) << round;
  }
  // a hole stays open whichever way it turns, and a bow-tie does no harm
  for (const bool reversed : {false, true}) {
    AreaBuffer buffer(16, 16);
    snapshot::Shape s;
    s.dimension = 2;
    s.xy = {{1, -1}, {11, -1}, {11, -11}, {1, -11}, {1, -1}, {4, -4}, {8, -4}, {8, -8}, {4, -8}, {4, -4}};
    if (reversed) std::reverse(s.xy.begin() + 5, s.xy.end());
    s.ends = {5, 10};
    s.kinds = {2, 3};
    buffer.fill(s, 1, 0, 0, Ink::of({255, 0, 0, 255}));
    s.xy = {{1, -12}, {5, -15}, {5, -12}, {1, -15}, {1, -12}};
    s.ends = {5};
    s.kinds = {2};
    buffer.fill(s, 1, 0, 0, Ink::of({0, 0, 255, 255}));
    const QImage image = buffer.toImage(1);
    EXPECT_EQ(qAlpha(image.pixel(6, 6)), 0);
    EXPECT_EQ(qAlpha(image.pixel(2, 2)), 255);
    EXPECT_EQ(qAlpha(image.pixel(9, 9)), 255);
    EXPECT_EQ(qAlpha(image.pixel(7, 13)), 0) << "nothing leaks along the row";
  }
}

TEST(AreaBuffer, ACoverOfManyPiecesIsWhole) {
  // a row of strips that meet inside pixels, and the same again: neither a seam nor too much of a colour
  AreaBuffer buffer(32, 8);
  const Ink ink = Ink::of({200, 100, 50, 255});
  for (int again = 0; again < 2; ++again) {
    for (int k = 0; k < 50; ++k) {
      const double from = k * 0.64, to = from + 0.64;
      snapshot::Shape s;
      s.dimension = 2;
      s.xy = {{from, 0}, {to, 0}, {to, -8}, {from, -8}, {from, 0}};
      s.ends = {5};
      s.kinds = {2};
      buffer.fill(s, 1, 0, 0, ink);
    }
  }
  const QImage image = buffer.toImage(1);
  for (int y = 0; y < 8; ++y) {
    for (int x = 0; x < 32; ++x) {
      EXPECT_EQ(qAlpha(image.pixel(x, y)), 255) << x;
      EXPECT_NEAR(qRed(image.pixel(x, y)), 200, 1) << x;
      EXPECT_NEAR(qBlue(image.pixel(x, y)), 50, 1) << x;
    }
  }
}

TEST(AreaBuffer, AHoleStaysOpenHoweverItTurns) {
  for (const bool turned : {false, true}) {
    snapshot::Shape s;
    s.dimension = 2;
    s.xy = {{0, 0}, {10, 0}, {10, -10}, {0, -10}, {0, 0}};
    std::vector<geom::MapPoint> hole{{3, -3}, {7, -3}, {7, -7}, {3, -7}, {3, -3}};
    if (turned) std::reverse(hole.begin(), hole.end());
    s.xy.insert(s.xy.end(), hole.begin(), hole.end());
    s.ends = {5, 10};
    s.kinds = {2, 3};
    AreaBuffer buffer(10, 10);
    buffer.fill(s, 1, 0, 0, Ink::of({0, 0, 0, 255}));
    const QImage image = buffer.toImage(1);
    EXPECT_EQ(qAlpha(image.pixel(5, 5)), 0);
    EXPECT_EQ(qAlpha(image.pixel(1, 1)), 255);
  }
}

}  // namespace
}  // namespace gis::ui
