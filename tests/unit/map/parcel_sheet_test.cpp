#include "ui/map/parcel_sheet.h"

#include <gtest/gtest.h>

#include <QColor>
#include <algorithm>
#include <cmath>
#include <vector>

namespace gis::ui {
namespace {

constexpr double kDpi = 150, kDotsPerMm = kDpi / 25.4;

/// A parcel of 40 by 20 metres, its ring in the order that is given.
ParcelSheet sheetOf(std::vector<geom::MapPoint> ring) {
  ParcelSheet sheet;
  sheet.facts.code = "321071051003JC00005";
  sheet.facts.crs = crs::Crs::fromEpsg(4549);
  sheet.facts.squareMetres = 800;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    const geom::MapPoint next = ring[(i + 1) % ring.size()];
    city::BoundaryPointRow row;
    row.name = "J" + std::to_string(i + 1);
    row.east = ring[i].x;
    row.north = ring[i].y;
    row.metresToNext = std::hypot(next.x - ring[i].x, next.y - ring[i].y);
    row.next = "J" + std::to_string((i + 1) % ring.size() + 1);
    sheet.facts.points.push_back(row);
  }
  sheet.facts.wkb = geom::boxWkb({443600, 3584600, 443640, 3584620});
  return sheet;
}

bool isRed(QRgb c) {
  return qRed(c) > 200 && qGreen(c) < 90 && qBlue(c) < 90;
}

/// Dark dots of letters in the middle of a line's neighbourhood: from `near` to `far` dots below the line (negative:
/// above).
int letters(const QImage& page, int line, int from, int to) {
  int dark = 0;
  for (int y = line + from; y < line + to; ++y) {
    for (int x = page.width() / 2 - int(8 * kDotsPerMm); x < page.width() / 2 + int(8 * kDotsPerMm); ++x)
      dark += qGray(page.pixel(x, y)) < 110 && !isRed(page.pixel(x, y)) ? 1 : 0;
  }
  return dark;
}

TEST(ParcelSheet, lengthsStandInsideWhicheverWayTheRingGoes) {
  std::vector<geom::MapPoint> ring{{443600, 3584620}, {443640, 3584620}, {443640, 3584600}, {443600, 3584600}};
  for (const char* way : {"clockwise", "anticlockwise"}) {
    const QImage page = ParcelSheetPages(sheetOf(ring)).image(0, kDpi).convertToFormat(QImage::Format_RGB32);
    std::vector<int> lines;  // rows of dots that are red in the middle: the upper and the lower side
    for (int y = 0; y < page.height(); ++y) {
      if (isRed(page.pixel(page.width() / 2 + int(20 * kDotsPerMm), y))) lines.push_back(y);
    }
    ASSERT_GE(lines.size(), 2U);
    ASSERT_GT(lines.back() - lines.front(), 20 * kDotsPerMm);
    const int near = 3, far = int(3.2 * kDotsPerMm);
    EXPECT_GT(letters(page, lines.front(), near, far), 10) << way;
    EXPECT_EQ(letters(page, lines.front(), -far, -near), 0) << way;
    EXPECT_GT(letters(page, lines.back(), -far, -near), 10) << way;
    EXPECT_EQ(letters(page, lines.back(), near, far), 0) << way;
    std::reverse(ring.begin(), ring.end());
  }
}

}  // namespace
}  // namespace gis::ui
