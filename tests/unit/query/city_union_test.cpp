#include "gis_core/query/city_union.h"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/operations.h"

namespace gis::query {
namespace {

using geom::MapPoint;

// coordinates as large as those of the city's system: the last digits count
constexpr double kEast = 440'000;
constexpr double kNorth = 3'580'000;

std::vector<Piece> unite(const std::vector<geom::Bytes>& shapes, bool areas = true,
                         std::size_t mostVertices = kUnionVertices) {
  UnionInput input;
  for (const geom::Bytes& shape : shapes) input.boxes.push_back(geom::envelopeOf(shape));
  input.shape = [&](std::uint32_t i) { return shapes[i]; };
  input.areas = areas;
  input.mostVertices = mostVertices;
  Progress progress;
  UnionReport report;
  std::vector<Piece> parts = unionParts(input, progress, report);
  EXPECT_TRUE(report.setAside.empty());
  EXPECT_EQ(report.seamsMoved, 0);
  return parts;
}

double areaOf(const std::vector<Piece>& parts) {
  return parts.empty() ? 0 : geom::area(wkbOf(parts, true));
}

void expectValid(const std::vector<Piece>& parts, bool areas = true) {
  for (const Piece& part : parts) {
    const auto fault = geom::invalidity(wkbOf(part, areas));
    EXPECT_FALSE(fault) << fault->reason << " at " << fault->place.x << " " << fault->place.y;
  }
}

/// The same places as one call to GEOS gives, up to the last digits.
void expectLikeGeos(const std::vector<geom::Bytes>& shapes, const std::vector<Piece>& parts) {
  const std::vector<geom::BytesView> views(shapes.begin(), shapes.end());
  const geom::Bytes wanted = geom::unionOf(views);
  const std::vector<Piece> pieces = piecesOf(wanted, true);
  const double area = geom::area(wanted);
  EXPECT_NEAR(areaOf(parts), area, 1e-9 * area);
  EXPECT_EQ(parts.size(), pieces.size());
  const auto holes = [](const std::vector<Piece>& all) {
    std::size_t count = 0;
    for (const Piece& piece : all) count += piece.rings.size() - 1;
    return count;
  };
  EXPECT_EQ(holes(parts), holes(pieces));
  EXPECT_NEAR(geom::area(geom::difference(wkbOf(parts, true), wanted)), 0, 1e-9 * area);
  EXPECT_NEAR(geom::area(geom::difference(wanted, wkbOf(parts, true))), 0, 1e-9 * area);
}

geom::Bytes disc(double x, double y, double radius) {
  return geom::buffer(geom::pointWkb(kEast + x, kNorth + y), radius, 8);
}

/// A coverage of `n` × `n` crooked fields that share all their vertices.
std::vector<geom::Bytes> fields(int n, std::mt19937& random) {
  std::uniform_real_distribution<double> off(-0.4, 0.4);
  std::vector<MapPoint> corners;
  for (int y = 0; y <= n; ++y) {
    for (int x = 0; x <= n; ++x)
      corners.push_back({kEast + 10.0 * (x + off(random)), kNorth + 10.0 * (y + off(random))});
  }
  std::vector<geom::Bytes> out;
  const auto corner = [&](int x, int y) { return corners[std::size_t(y * (n + 1) + x)]; };
  for (int y = 0; y < n; ++y) {
    for (int x = 0; x < n; ++x) {
      const MapPoint ring[] = {corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1), corner(x, y)};
      out.push_back(geom::polygonWkb(ring));
    }
  }
  return out;
}

TEST(CityUnion, fieldsBecomeTheirOutline) {
  std::mt19937 random(1);
  const int n = 60;
  const std::vector<geom::Bytes> all = fields(n, random);
  double sum = 0;
  for (const geom::Bytes& field : all) sum += geom::area(field);
  for (const std::size_t most : {50UL, 300UL, kUnionVertices}) {
    SCOPED_TRACE(most);
    const std::vector<Piece> parts = unite(all, true, most);
    ASSERT_EQ(parts.size(), 1U);
    EXPECT_EQ(parts[0].rings.size(), 1U) << "no sliver stays between neighbours";
    EXPECT_EQ(parts[0].vertices(), std::size_t(4 * n)) << "and no vertex where a seam was";
    EXPECT_NEAR(areaOf(parts), sum, 1e-9 * sum);
    expectValid(parts);
  }
}

TEST(CityUnion, classesOfFieldsAddUp) {
  for (unsigned seed = 1; seed <= 4; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    const std::vector<geom::Bytes> all = fields(40, random);
    double sum = 0;
    double united = 0;
    std::vector<std::vector<geom::Bytes>> classes(2);
    for (const geom::Bytes& field : all) {
      sum += geom::area(field);
      classes[random() % 2].push_back(field);
    }
    for (const auto& of : classes) {
      const std::vector<Piece> parts = unite(of, true, 120);
      expectValid(parts);
      expectLikeGeos(of, parts);
      united += areaOf(parts);
    }
    EXPECT_NEAR(united, sum, 1e-9 * sum);
  }
}

TEST(CityUnion, discsLikeGeosWhereverTheSeamsLie) {
  for (unsigned seed = 1; seed <= 6; ++seed) {
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> place(0, 1000);
    std::uniform_real_distribution<double> radius(5, 60);
    std::vector<geom::Bytes> discs;
    for (int i = 0; i < 400; ++i) discs.push_back(disc(place(random), place(random), radius(random)));
    const std::vector<Piece> parts = unite(discs, true, 60 + 100 * (seed % 4));
    expectValid(parts);
    expectLikeGeos(discs, parts);
  }
}

TEST(CityUnion, holesAndIslandsInThem) {
  std::vector<geom::Bytes> shapes;
  for (int ring = 1; ring <= 6; ++ring) {  // rings of discs around each other, each ring closed, not meeting the next
    const int count = 24 * ring;
    for (int i = 0; i < count; ++i) {
      const double angle = 2 * std::numbers::pi * i / count;
      shapes.push_back(disc(100 * ring * std::cos(angle), 100 * ring * std::sin(angle), 20));
    }
  }
  for (const std::size_t most : {64UL, 200UL, 1000UL}) {
    SCOPED_TRACE(most);
    const std::vector<Piece> parts = unite(shapes, true, most);
    EXPECT_EQ(parts.size(), 6U);
    for (const Piece& part : parts) EXPECT_EQ(part.rings.size(), 2U);
    expectValid(parts);
    expectLikeGeos(shapes, parts);
  }
}

TEST(CityUnion, shapesOnTopOfEachOther) {
  const std::vector<geom::Bytes> same(500, disc(0, 0, 50));
  const std::vector<Piece> parts = unite(same, true, 100);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].vertices(), 32U);
}

TEST(CityUnion, aShapeLargerThanTheLimitStaysWhole) {
  const std::vector<geom::Bytes> one{geom::buffer(geom::pointWkb(kEast, kNorth), 500, 200)};
  const std::vector<Piece> parts = unite(one, true, 100);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].vertices(), 800U);
}

TEST(CityUnion, areasThatTouchInAPointStayApart) {
  std::vector<geom::Bytes> board;
  for (int y = 0; y < 20; ++y) {
    for (int x = y % 2; x < 20; x += 2) {
      board.push_back(geom::boxWkb({kEast + x, kNorth + y, kEast + x + 1, kNorth + y + 1}));
    }
  }
  const std::vector<Piece> parts = unite(board, true, 40);
  EXPECT_EQ(parts.size(), 200U);
  expectValid(parts);
  EXPECT_NEAR(areaOf(parts), 200, 1e-9);
}

TEST(CityUnion, threadsAndOrderDoNotMatter) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> place(0, 1000);
  std::vector<geom::Bytes> discs;
  for (int i = 0; i < 700; ++i) discs.push_back(disc(place(random), place(random), 25));
  const auto text = [](const std::vector<Piece>& parts) { return geom::toWkt(wkbOf(parts, true)); };
  setThreadCount(1);
  const std::string one = text(unite(discs, true, 300));
  setThreadCount(3);
  const std::string three = text(unite(discs, true, 300));
  setThreadCount(0);
  EXPECT_EQ(one, three);
  std::shuffle(discs.begin(), discs.end(), random);
  EXPECT_EQ(text(unite(discs, true, 300)), one);
}

TEST(CityUnion, linesJoinAndPartAtCrossings) {
  std::vector<geom::Bytes> streets;
  for (int i = 0; i < 20; ++i) {  // each street in pieces of 50 m, ten crossing ten
    for (int k = 0; k < 20; ++k) {
      const double from = 50.0 * k;
      const double at = 100.0 * (i / 2) + 25;
      std::string wkt = "LINESTRING (";
      const auto p = [&](double s) {
        const double x = i % 2 == 0 ? s : at;
        const double y = i % 2 == 0 ? at : s;
        return std::to_string(kEast + x) + " " + std::to_string(kNorth + y);
      };
      streets.push_back(geom::fromWkt(wkt + p(from) + "," + p(from + 50) + ")"));
    }
  }
  for (const std::size_t most : {20UL, 100UL, kUnionVertices}) {
    SCOPED_TRACE(most);
    const std::vector<Piece> parts = unite(streets, false, most);
    EXPECT_EQ(parts.size(), 220U);  // 10 + 10 streets of 11 stretches
    EXPECT_NEAR(geom::length(wkbOf(parts, false)), 20'000, 1e-6);
    std::size_t vertices = 0;
    for (const Piece& part : parts) vertices += part.vertices();
    // ends and crossings of the stretches, and the inner ends of the pieces, of which no crossing is one
    EXPECT_EQ(vertices, 220U * 2 + 20U * 19);
  }
}

TEST(CityUnion, aClosedLineKeepsNoPlaceOfACut) {
  std::string wkt = "LINESTRING (";
  const int n = 200;
  for (int i = 0; i <= n; ++i) {
    const double angle = 2 * std::numbers::pi * (i % n) / n;
    wkt += (i > 0 ? "," : "") + std::to_string(kEast + 100 * std::cos(angle)) + " " +
           std::to_string(kNorth + 100 * std::sin(angle));
  }
  const std::vector<geom::Bytes> ring{geom::fromWkt(wkt + ")"), geom::fromWkt(wkt + ")")};
  const std::vector<Piece> parts = unite(ring, false, 20);
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].vertices(), std::size_t(n + 1));
}

TEST(CityUnion, cancels) {
  const CancelToken token;
  token.cancel();
  Progress progress(token);
  UnionInput input;
  const geom::Bytes shape = disc(0, 0, 1);
  input.boxes.assign(1000, geom::envelopeOf(shape));
  input.shape = [&](std::uint32_t) { return shape; };
  UnionReport report;
  try {
    (void)unionParts(input, progress, report);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::cancelled);
  }
}

}  // namespace
}  // namespace gis::query
