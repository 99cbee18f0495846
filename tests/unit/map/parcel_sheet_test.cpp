#include "ui/map/parcel_sheet.h"

#include <gtest/gtest.h>

#include <QColor>
#include <algorithm>
#include <cmath>
#include <vector>

#include "gis_core/geometry/operations.h"

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

/// Rows of dots, outside of the parcel, that are as dark as letters (the borders of neighbours are light grey).
std::vector<int> rowsOfLetters(const QImage& page, double leftMm, double rightMm, double topMm, double bottomMm) {
  std::vector<int> rows;
  for (int y = int(topMm * kDotsPerMm); y < int(bottomMm * kDotsPerMm); ++y) {
    int dark = 0;
    for (int x = int(leftMm * kDotsPerMm); x < int(rightMm * kDotsPerMm); ++x) {
      const QRgb c = page.pixel(x, y);
      dark += qGray(c) < 125 && !isRed(c) ? 1 : 0;
    }
    if (dark > 0) rows.push_back(y);
  }
  return rows;
}

/// North of the parcel lies a strip of `high` metres; 40 m fill less than the drawing's 174 mm by 128 mm.
QImage pageWithStrip(double high) {
  ParcelSheet sheet = sheetOf({{443600, 3584620}, {443640, 3584620}, {443640, 3584600}, {443600, 3584600}});
  sheet.facts.neighbourShapes.push_back(
      {"321071051003GB00007", geom::boxWkb({443500, 3584620, 443740, 3584620 + high})});
  return ParcelSheetPages(sheet).image(0, kDpi).convertToFormat(QImage::Format_RGB32);
}

TEST(ParcelSheet, ANeighboursCodeKeepsClearOfItsBorders) {
  const double middle = 105;
  const double mmPerMetre =
      1000 /
      ParcelSheetPages(sheetOf({{443600, 3584620}, {443640, 3584620}, {443640, 3584600}, {443600, 3584600}})).scale();
  const double border = 52 + 64 - 10 * mmPerMetre;  // the parcel's upper side on the page
  for (const double high : {2.5, 4.0, 8.0}) {
    const QImage page = pageWithStrip(high);
    const double top = border - high * mmPerMetre;
    const std::vector<int> rows = rowsOfLetters(page, middle - 15, middle + 15, top - 3, border - 0.4);
    ASSERT_FALSE(rows.empty()) << high << " m: the code is shown";
    EXPECT_GT(rows.front(), (top + 0.3) * kDotsPerMm) << high;
    EXPECT_LT(rows.back(), (border - 0.5) * kDotsPerMm) << high;
  }
  // of a strip lower than any letters nothing but its border is drawn
  EXPECT_TRUE(rowsOfLetters(pageWithStrip(0.5), middle - 15, middle + 15, border - 8, border - 0.4).empty());
}

/// Of an L the inner corner's name stands outside, too, which is nearer to the middle of the drawing.
TEST(ParcelSheet, NamesOfPointsStandOutside) {
  ParcelSheet sheet = sheetOf({{443600, 3584640},
                               {443620, 3584640},
                               {443620, 3584620},
                               {443640, 3584620},
                               {443640, 3584600},
                               {443600, 3584600}});
  sheet.facts.wkb = geom::fromWkt(
      "POLYGON ((443600 3584640, 443620 3584640, 443620 3584620, 443640 3584620, 443640 3584600, 443600 3584600, "
      "443600 3584640))");
  const ParcelSheetPages pages(sheet);
  const QImage page = pages.image(0, kDpi).convertToFormat(QImage::Format_RGB32);
  if (const QString folder = qEnvironmentVariable("CITYDESK_TEST_PICTURES"); !folder.isEmpty()) {
    page.save(folder + QStringLiteral("/parcel_sheet_l.png"));
  }
  const double cx = 105 * kDotsPerMm, cy = (52 + 64.0) * kDotsPerMm;  // the inner corner is the middle
  const auto lettersIn = [&](int dx, int dy) {
    int count = 0;
    for (double y = 1.1; y < 4.6; y += 1 / kDotsPerMm) {
      for (double x = 1.1; x < 4.6; x += 1 / kDotsPerMm) {
        const QRgb c = page.pixel(int(cx + dx * x * kDotsPerMm), int(cy + dy * y * kDotsPerMm));
        count += qGray(c) < 125 && !isRed(c) ? 1 : 0;
      }
    }
    return count;
  };
  EXPECT_GT(lettersIn(1, -1), 15) << "north-east of it is outside";
  EXPECT_EQ(lettersIn(-1, 1), 0) << "south-west of it is inside";
}

}  // namespace
}  // namespace gis::ui
