// Our own converters against Qt's painter, and what they promise beyond it.
#include <gtest/gtest.h>

#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <cmath>
#include <cstdlib>
#include <random>

#include "ui/map/point_buffer.h"
#include "ui/map/stroke_mask.h"
#include "ui/map/symbols.h"

namespace gis::ui {
namespace {

constexpr int kPicture = 96;
const QRect kAll(0, 0, kPicture, kPicture);
const style::Colour kBlack{0, 0, 0, 255};

QImage paper() {
  QImage image(kPicture, kPicture, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::white);
  return image;
}

QImage masked(const std::vector<std::vector<PixelPoint>>& lines, float width) {
  StrokeMask mask;
  mask.reset(kPicture, kPicture);
  for (const auto& line : lines) mask.add(line.data(), std::uint32_t(line.size()), width);
  QImage image = paper();
  mask.composeOver(image, kBlack, 1, kAll);
  return image;
}

/// The exact shape of the stroke, filled: Qt's own way for thin lines makes slanted ones too light.
QImage byQt(const std::vector<std::vector<PixelPoint>>& lines, double width) {
  QImage image = paper();
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  const QPainterPathStroker stroker(QPen(Qt::black, width, Qt::SolidLine, Qt::SquareCap, Qt::BevelJoin));
  for (const auto& line : lines) {
    QPainterPath path(QPointF(double(line.front().x), double(line.front().y)));
    for (const PixelPoint p : line) path.lineTo(double(p.x), double(p.y));
    QPainterPath stroke = stroker.createStroke(path);
    stroke.setFillRule(Qt::WindingFill);
    painter.fillPath(stroke, Qt::black);
  }
  return image;
}

/// Blackness of the whole picture, in pixels.
double ink(const QImage& image) {
  double sum = 0;
  for (int y = 0; y < image.height(); ++y) {
    for (int x = 0; x < image.width(); ++x) sum += (255 - qGreen(image.pixel(x, y))) / 255.0;
  }
  return sum;
}

/// Mean difference of the pixels that one of the two has drawn.
double meanDifference(const QImage& a, const QImage& b) {
  double sum = 0, count = 0;
  for (int y = 0; y < a.height(); ++y) {
    for (int x = 0; x < a.width(); ++x) {
      const int p = qGreen(a.pixel(x, y)), q = qGreen(b.pixel(x, y));
      if (p == 255 && q == 255) continue;
      sum += std::abs(p - q);
      ++count;
    }
  }
  return count > 0 ? sum / count : 0;
}

/// Rings of some size around (48, 48), with corners that lie anywhere.
std::vector<PixelPoint> ring(float radius, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<float> jitter(-0.2F, 0.2F);
  std::vector<PixelPoint> points;
  for (int k = 0; k < 8; ++k) {
    const float a = float(k) * 0.785398F, r = radius * (1 + jitter(random));
    points.push_back({48.3F + r * std::cos(a), 47.6F + r * std::sin(a)});
  }
  points.push_back(points.front());
  return points;
}

TEST(StrokeMask, DrawsWhatQtDraws) {
  for (const float width : {0.7F, 0.98F, 1.2F, 1.6F, 2.4F}) {
    for (const float radius : {2.5F, 6.0F, 20.0F, 40.0F}) {
      const std::vector<std::vector<PixelPoint>> lines{ring(radius, unsigned(radius * 7))};
      const QImage ours = masked(lines, width), theirs = byQt(lines, double(width));
      EXPECT_NEAR(ink(ours) / ink(theirs), 1, 0.1) << "width " << width << ", radius " << radius;
      // wider ones show that our joins are square
      EXPECT_LT(meanDifference(ours, theirs), width < 2 ? 24 : 32) << "width " << width << ", radius " << radius;
    }
  }
}

TEST(StrokeMask, ALineOverALineCountsOnce) {
  for (const float radius : {5.0F, 30.0F}) {
    const auto one = ring(radius, 3);
    auto turned = one;
    std::reverse(turned.begin(), turned.end());
    EXPECT_NEAR(ink(masked({one, turned, one}, 0.98F)), ink(masked({one}, 0.98F)), 0.02 * ink(masked({one}, 0.98F)));
  }
}

TEST(StrokeMask, LinesBeyondThePictureDoNoHarm) {
  const std::vector<std::vector<PixelPoint>> lines{{{-500, -400}, {700, 800}},
                                                   {{-30, 50}, {-3, 52}},
                                                   {{94, 94}, {99, 110}, {90, 101}, {94, 94}},
                                                   {{-8, -8}, {3, 2}}};
  const QImage ours = masked(lines, 0.98F), theirs = byQt(lines, 0.98);
  EXPECT_NEAR(ink(ours) / ink(theirs), 1, 0.1);
}

TEST(StrokeMask, IsEmptyAfterComposing) {
  StrokeMask mask;
  mask.reset(kPicture, kPicture);
  const auto line = ring(20, 5);
  mask.add(line.data(), std::uint32_t(line.size()), 1);
  EXPECT_FALSE(mask.isEmpty());
  QImage first = paper(), second = paper();
  mask.composeOver(first, kBlack, 1, kAll);
  EXPECT_TRUE(mask.isEmpty());
  mask.reset(kPicture, kPicture);
  mask.composeOver(second, kBlack, 1, kAll);
  EXPECT_EQ(second, paper());
}

TEST(PointBuffer, UncoveredSymbolsLookAsQtDrawsThem) {
  style::Symbol symbol;
  symbol.sizeMm = 2;
  symbol.outline = {kBlack, 0.1, 0, {}, false, {}};
  const Marker marker(markerImage(symbol, 7.5, 3.78));
  PointSet places;
  QImage expected = paper();
  QPainter painter(&expected);
  painter.setRenderHint(QPainter::Antialiasing);
  int n = 0;
  for (const QPoint p : {QPoint(10, 10), QPoint(50, 20), QPoint(0, 60), QPoint(95, 95), QPoint(60, 94)}) {
    places.add(p.x(), p.y(), std::uint32_t(n++));
    painter.drawImage(p - QPoint(marker.half, marker.half), marker.image);
  }
  painter.end();
  PointBuffer buffer;
  buffer.reset(kPicture, kPicture);
  buffer.place(marker, places);
  QImage got = paper();
  buffer.composeOver(got, kAll);
  EXPECT_LT(meanDifference(got, expected), 1.0);
}

TEST(PointBuffer, ACrowdHidesThePaperAndCutsNoSymbolAtTheEdge) {
  const style::Symbol symbol;
  const Marker marker(markerImage(symbol, 7.5, 3.78));
  // the same crowd in one picture and in its right half alone
  std::mt19937 random(11);
  std::uniform_int_distribution<int> place(-8, kPicture + 8);
  PointSet whole, half;
  for (std::uint32_t k = 0; k < 4000; ++k) {
    const int x = place(random), y = place(random);
    whole.add(x, y, k);
    half.add(x - kPicture / 2, y, k);
  }
  PointBuffer a, b;
  a.reset(kPicture, kPicture);
  a.place(marker, whole);
  b.reset(kPicture / 2, kPicture);
  b.place(marker, half);
  QImage all = paper(), right(kPicture / 2, kPicture, QImage::Format_ARGB32_Premultiplied);
  right.fill(Qt::white);
  a.composeOver(all, kAll);
  b.composeOver(right, QRect(0, 0, kPicture / 2, kPicture));
  EXPECT_EQ(all.copy(kPicture / 2, 0, kPicture / 2, kPicture), right);
  EXPECT_LT(meanDifference(all,
                           [] {
                             QImage filled(kPicture, kPicture, QImage::Format_ARGB32_Premultiplied);
                             filled.fill(qRgb(200, 200, 200));
                             return filled;
                           }()),
            3.0);
}

}  // namespace
}  // namespace gis::ui
