#include "gis_core/geometry/coverage_check.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <random>
#include <set>

#include "gis_core/geometry/operations.h"

namespace gis::geom {
namespace {

std::string boxWkt(double x, double y, double w, double h) {
  const auto n = [](double v) { return std::to_string(v); };
  return "POLYGON ((" + n(x) + " " + n(y) + ", " + n(x + w) + " " + n(y) + ", " + n(x + w) + " " + n(y + h) + ", " +
         n(x) + " " + n(y + h) + ", " + n(x) + " " + n(y) + "))";
}

CoverageShapes shapesOf(const std::vector<std::string>& wkts) {
  CoverageShapes shapes;
  std::int64_t fid = 0;
  for (const std::string& wkt : wkts) shapes.add(++fid, fromWkt(wkt));
  return shapes;
}

CoverageReport check(const CoverageShapes& shapes, const CoverageOptions& options = {}) {
  return checkCoverage(shapes, searchByScan(shapes), options, {});
}

std::vector<CoverageFinding> ofKind(const CoverageReport& report, CoverageFault fault) {
  std::vector<CoverageFinding> found;
  for (const CoverageFinding& f : report.findings) {
    if (f.fault == fault) found.push_back(f);
  }
  return found;
}

using Fids = std::vector<std::int64_t>;

TEST(CoverageCheck, ASoundCoverageHasNoFinding) {
  const CoverageReport report = check(shapesOf({boxWkt(0, 0, 10, 10), boxWkt(10, 0, 10, 10), boxWkt(0, 10, 10, 10),
                                                boxWkt(10, 10, 10, 10), boxWkt(50, 0, 10, 10)}));
  EXPECT_TRUE(report.isSound());
  EXPECT_EQ(report.edges, 20);
  EXPECT_EQ(report.matched, 8);
}

TEST(CoverageCheck, AnOverlapHasItsPlaceAndSize) {
  // 10×10 beside one that reaches 0.5 into it: 0.5 × 10 m², 2·5/21 wide
  const CoverageReport report = check(shapesOf({boxWkt(0, 0, 10, 10), boxWkt(9.5, 0, 10, 10)}));
  const auto overlaps = ofKind(report, CoverageFault::overlap);
  ASSERT_EQ(overlaps.size(), 1U);
  EXPECT_EQ(overlaps[0].fids, (Fids{1, 2}));
  EXPECT_NEAR(overlaps[0].size, 5, 1e-12);
  EXPECT_NEAR(overlaps[0].width, 10.0 / 21, 1e-12);
  EXPECT_NEAR(overlaps[0].place.x, 9.75, 0.25);
}

TEST(CoverageCheck, AParentThatWasNotRetiredOverlapsAllItsParts) {
  const CoverageReport report = check(shapesOf({boxWkt(0, 0, 10, 10), boxWkt(10, 0, 10, 10), boxWkt(0, 0, 20, 10)}));
  const auto overlaps = ofKind(report, CoverageFault::overlap);
  ASSERT_EQ(overlaps.size(), 2U);
  EXPECT_EQ(overlaps[0].fids, (Fids{1, 3}));
  EXPECT_EQ(overlaps[1].fids, (Fids{2, 3}));
}

TEST(CoverageCheck, WhatLiesDeepInsideIsFoundThoughAllItsEdgesMatch) {
  // nine cells of 2×2 inside one large area: the middle cell has only matched edges
  std::vector<std::string> wkts{boxWkt(-10, -10, 40, 40)};
  for (int y = 0; y < 3; ++y) {
    for (int x = 0; x < 3; ++x) wkts.push_back(boxWkt(2 * x, 2 * y, 2, 2));
  }
  const auto overlaps = ofKind(check(shapesOf(wkts)), CoverageFault::overlap);
  ASSERT_EQ(overlaps.size(), 9U);
  for (const CoverageFinding& f : overlaps) EXPECT_NEAR(f.size, 4, 1e-12);
}

TEST(CoverageCheck, TwiceTheSameAreaIsADuplicate) {
  const CoverageReport report = check(shapesOf({boxWkt(0, 0, 10, 10), boxWkt(10, 0, 10, 10), boxWkt(0, 0, 10, 10)}));
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].fault, CoverageFault::duplicate);
  EXPECT_EQ(report.findings[0].fids, (Fids{1, 3}));
  EXPECT_NEAR(report.findings[0].size, 100, 1e-12);
}

TEST(CoverageCheck, AVertexThatTheNeighbourLacksIsATJunction) {
  const CoverageReport report = check(shapesOf({boxWkt(0, 0, 10, 20), boxWkt(10, 0, 10, 8), boxWkt(10, 8, 10, 12)}));
  ASSERT_EQ(report.findings.size(), 1U);
  const CoverageFinding& f = report.findings[0];
  EXPECT_EQ(f.fault, CoverageFault::tJunction);
  EXPECT_EQ(f.fids[0], 1);
  EXPECT_EQ(f.place, (MapPoint{10, 8}));
}

TEST(CoverageCheck, AVertexBesideTheBorderIsOneWithinTheToleranceAndAnOverlapBeyond) {
  const CoverageShapes shapes = shapesOf({boxWkt(0, 0, 10, 20), "POLYGON ((10 0, 20 0, 20 20, 10 20, 9.996 8, 10 0))"});
  CoverageOptions options;
  options.tolerance = 0.01;
  CoverageReport report = check(shapes, options);
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].fault, CoverageFault::tJunction);
  EXPECT_NEAR(report.findings[0].size, 0.004, 1e-12);
  options.tolerance = 0.001;
  report = check(shapes, options);
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].fault, CoverageFault::overlap);
  EXPECT_NEAR(report.findings[0].size, 0.04, 1e-9);  // 20 × 0.004 / 2
}

TEST(CoverageCheck, WhatIsClosedInIsAGap) {
  // a ring of eight cells around an empty one
  std::vector<std::string> wkts;
  for (int y = 0; y < 3; ++y) {
    for (int x = 0; x < 3; ++x) {
      if (x != 1 || y != 1) wkts.push_back(boxWkt(10 * x, 10 * y, 10, 10));
    }
  }
  const CoverageReport report = check(shapesOf(wkts));
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].fault, CoverageFault::gap);
  EXPECT_NEAR(report.findings[0].size, 100, 1e-9);
  EXPECT_EQ(report.findings[0].fids, (Fids{2, 4, 5, 7}));
  CoverageOptions options;
  options.maxGapWidth = 4;  // it is 5 wide by area and perimeter
  EXPECT_TRUE(check(shapesOf(wkts), options).isSound());
}

TEST(CoverageCheck, AGapThatTouchesTheOutsideInAVertexIsOne) {
  // a block with a hole whose corner lies on the outer border
  const CoverageReport report = check(
      shapesOf({"POLYGON ((0 0, 5 0, 3 4, 5 8, 0 10, 0 0))", "POLYGON ((5 0, 10 0, 10 10, 0 10, 5 8, 7 4, 5 0))"}));
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].fault, CoverageFault::gap);
  EXPECT_NEAR(report.findings[0].size, 16, 1e-9);
}

TEST(CoverageCheck, AnIslandIsNoPartOfTheGapAroundIt) {
  const CoverageReport report =
      check(shapesOf({"POLYGON ((0 0, 30 0, 30 30, 0 30, 0 0), (5 5, 5 25, 25 25, 25 5, 5 5))", boxWkt(10, 10, 4, 5)}));
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_NEAR(report.findings[0].size, 400 - 20, 1e-9);
}

TEST(CoverageCheck, AnInvalidAreaIsToldAndHidesNothing) {
  // a bow tie beside a sound pair that overlaps, and one that overlaps the bow tie itself
  const CoverageReport report =
      check(shapesOf({"POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))", boxWkt(8, 2, 10, 6), boxWkt(17, 2, 10, 6)}));
  ASSERT_EQ(ofKind(report, CoverageFault::invalid).size(), 1U);
  EXPECT_EQ(ofKind(report, CoverageFault::invalid)[0].place, (MapPoint{5, 5}));
  const auto overlaps = ofKind(report, CoverageFault::overlap);
  ASSERT_EQ(overlaps.size(), 2U);
  EXPECT_EQ(overlaps[0].fids, (Fids{1, 2}));
  EXPECT_EQ(overlaps[1].fids, (Fids{2, 3}));
}

TEST(CoverageCheck, ThinAreasAreSlivers) {
  CoverageOptions options;
  options.sliverWidth = 0.1;
  const CoverageReport report = check(shapesOf({boxWkt(0, 0, 10, 10), boxWkt(10, 0, 0.05, 10)}), options);
  ASSERT_EQ(report.findings.size(), 1U);
  EXPECT_EQ(report.findings[0].fault, CoverageFault::sliver);
  EXPECT_NEAR(report.findings[0].width, 1 / 20.1, 1e-9);
}

/// What GEOS says of every pair, and of the holes in the union of all.
struct Truth {
  std::map<std::pair<std::int64_t, std::int64_t>, double> overlaps;
  double gaps = 0;
};

Truth truthOf(const CoverageShapes& shapes) {
  Truth truth;
  std::vector<Bytes> sound;
  for (std::uint32_t i = 0; i < shapes.size(); ++i) {
    sound.push_back(makeValid(shapes.wkb(i), {GeometryKind::multiPolygon}));
  }
  for (std::uint32_t i = 0; i < shapes.size(); ++i) {
    for (std::uint32_t k = i + 1; k < shapes.size(); ++k) {
      if (!shapes.boxes()[i].intersects(shapes.boxes()[k])) continue;
      const Bytes both = intersection(sound[i], sound[k]);
      double size = 0;
      for (const Bytes& part : partsOfDimension(both, 2)) size += area(part);
      if (size > 1e-6) truth.overlaps[{shapes.fid(i), shapes.fid(k)}] = size;
    }
  }
  const Bytes all = unionOf(std::vector<BytesView>(sound.begin(), sound.end()));
  // what is left of a frame around everything: one part reaches its rim, all others are closed in
  const Envelope frame = shapes.extent().grown(10);
  for (const Bytes& part : parts(difference(boxWkb(frame), all))) {
    if (envelopeOf(part).minX > frame.minX) truth.gaps += area(part);
  }
  return truth;
}

/// A crooked grid of quadrilaterals with planted faults, against GEOS on every pair.
TEST(CoverageCheck, AgreesWithGeosOnRandomCoveragesWithPlantedFaults) {
  std::mt19937 random(20261126);
  const auto uniform = [&](double a, double b) { return std::uniform_real_distribution<double>(a, b)(random); };
  int found = 0;
  for (int round = 0; round < 120; ++round) {
    constexpr int kSide = 6;
    std::vector<MapPoint> nodes;
    for (int y = 0; y <= kSide; ++y) {
      for (int x = 0; x <= kSide; ++x) {
        nodes.push_back({424500 + 20 * x + uniform(-6, 6), 3580000 + 20 * y + uniform(-6, 6)});
      }
    }
    CoverageShapes shapes;
    std::int64_t fid = 0;
    const auto addRing = [&](std::vector<MapPoint> ring) {
      std::string wkt = "POLYGON ((";
      ring.push_back(ring.front());
      for (std::size_t i = 0; i < ring.size(); ++i) {
        char text[80];
        std::snprintf(text, sizeof text, "%s%.17g %.17g", i == 0 ? "" : ", ", ring[i].x, ring[i].y);
        wkt += text;
      }
      shapes.add(++fid, fromWkt(wkt + "))"));
    };
    for (int y = 0; y < kSide; ++y) {
      for (int x = 0; x < kSide; ++x) {
        const auto at = [&](int dx, int dy) { return nodes[std::size_t((y + dy) * (kSide + 1) + x + dx)]; };
        std::vector<MapPoint> ring{at(0, 0), at(1, 0), at(1, 1), at(0, 1)};
        const int fault = int(random() % 40);
        if (round % 4 == 0 || fault > 7) {
          addRing(ring);
        } else if (fault == 0) {
          continue;  // a gap, or a bay at the rim
        } else if (fault == 1) {
          ring[random() % 4].x += uniform(-5, 5);  // its vertex beside those of the neighbours
          addRing(ring);
        } else if (fault == 2) {
          addRing(ring);
          addRing(ring);
        } else if (fault == 3) {
          for (MapPoint& p : ring) p = {p.x + 3, p.y + 2};
          addRing(ring);
        } else if (fault == 4) {
          const MapPoint m{(ring[0].x + ring[1].x) / 2, (ring[0].y + ring[1].y) / 2};
          ring.insert(ring.begin() + 1, m);
          addRing(ring);
        } else if (fault == 5) {
          addRing(ring);  // something inside that nobody touches
          const MapPoint c{(ring[0].x + ring[2].x) / 2, (ring[0].y + ring[2].y) / 2};
          addRing({{c.x - 1, c.y - 1}, {c.x + 1, c.y - 1}, {c.x + 1, c.y + 1}});
        } else if (fault == 6) {
          std::swap(ring[1], ring[2]);  // a bow tie
          addRing(ring);
        } else {
          addRing(ring);  // one that lies over many
          addRing({{ring[0].x + 1, ring[0].y + 1}, {ring[0].x + 45, ring[0].y + 3}, {ring[0].x + 30, ring[0].y + 50}});
        }
      }
    }
    const CoverageReport report = check(shapes);
    const Truth truth = truthOf(shapes);
    std::map<std::pair<std::int64_t, std::int64_t>, double> ours;
    double gaps = 0;
    for (const CoverageFinding& f : report.findings) {
      if (f.fault == CoverageFault::gap) gaps += f.size;
      if (f.fault != CoverageFault::overlap && f.fault != CoverageFault::duplicate) continue;
      if (f.size > 1e-6) ours[{f.fids[0], f.fids[1]}] = f.size;
    }
    for (const auto& [pair, size] : truth.overlaps) {
      ASSERT_TRUE(ours.contains(pair)) << "round " << round << ": " << pair.first << " and " << pair.second;
      EXPECT_NEAR(ours[pair], size, 1e-6) << "round " << round;
    }
    EXPECT_EQ(ours.size(), truth.overlaps.size()) << "round " << round;
    EXPECT_NEAR(gaps, truth.gaps, 1e-5) << "round " << round;
    if (round % 4 == 0) {
      EXPECT_TRUE(report.isSound()) << "round " << round;
    }
    found += int(report.findings.size());
  }
  EXPECT_GT(found, 1000);
}

}  // namespace
}  // namespace gis::geom
