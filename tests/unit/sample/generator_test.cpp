// The laws of the sample city, without any file.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <regex>
#include <set>
#include <utility>

#include "gis_core/base/error.h"
#include "sample_data/mesh.h"
#include "sample_data/plan.h"
#include "sample_data/quarter.h"

namespace gis::sample {
namespace {

const CodeTables& tables() {
  static const CodeTables kTables = loadCodeTables();
  return kTables;
}

const CityPlan& smallPlan() {
  static const CityPlan kPlan = makePlan({3000, 7}, tables());
  return kPlan;
}

const std::vector<QuarterCity>& smallCity() {
  static const std::vector<QuarterCity> kCity = [] {
    std::vector<QuarterCity> out;
    for (int q = 0; q < static_cast<int>(smallPlan().quarters.size()); ++q) out.push_back(makeQuarter(smallPlan(), q));
    return out;
  }();
  return kCity;
}

TEST(Mesh, CutsKeepAreaAndSeams) {
  Mesh mesh;
  const Ring square{{0, 0}, {100, 0}, {100, 80}, {0, 80}};
  const std::vector<Mesh::EdgeData> data(4);
  const Mesh::Face face = mesh.addFace(square, data);
  const auto first = mesh.cut(face, {{40, 0}, {0, 1}, {}, 0.5, 0, {}});
  ASSERT_TRUE(first);
  const auto second = mesh.cut(first->right, {{0, 33.3333333}, {1, 0.1}, {}, 0.5, 0, {}});
  ASSERT_TRUE(second);
  const double left = areaOf(mesh.ring(first->left));
  EXPECT_NEAR(left, 40 * 80, 1e-6);
  EXPECT_NEAR(left + areaOf(mesh.ring(second->left)) + areaOf(mesh.ring(second->right)), 8000, 1e-6);
  // the left part, cut earlier, has the new point on its border
  EXPECT_EQ(mesh.ring(first->left).size(), 5U);
}

TEST(Mesh, RefusesLinesThatMissOrCrossTooOften) {
  Mesh mesh;
  const Ring hollow{{0, 0}, {30, 0}, {30, 30}, {20, 30}, {20, 10}, {10, 10}, {10, 30}, {0, 30}};
  const Mesh::Face face = mesh.addFace(hollow, std::vector<Mesh::EdgeData>(hollow.size()));
  EXPECT_FALSE(mesh.cut(face, {{0, 50}, {1, 0}, {}, 0.5, 0, {}}));
  EXPECT_FALSE(mesh.cut(face, {{0, 20}, {1, 0}, {}, 0.5, 0, {}}));
  EXPECT_TRUE(mesh.cut(face, {{15, 0}, {0, 1}, {}, 0.5, 0, {}}));
  EXPECT_EQ(mesh.ring(face).size(), hollow.size() + 2) << "a refused cut leaves no points behind";
}

TEST(SampleCity, HasExactlyTheParcelsAskedFor) {
  std::size_t parcels = 0;
  for (const QuarterCity& q : smallCity()) parcels += q.parcels.size();
  EXPECT_EQ(parcels, 3000U);
}

TEST(SampleCity, NumberOutOfRangeIsRefused) {
  EXPECT_THROW((void)makePlan({1999, 1}, tables()), Error);
  EXPECT_THROW((void)makePlan({10000001, 1}, tables()), Error);
}

TEST(SampleCity, SameSeedSameCityOtherSeedAnother) {
  const CityPlan again = makePlan({3000, 7}, tables());
  const CityPlan other = makePlan({3000, 8}, tables());
  const int q = static_cast<int>(again.quarters.size()) / 2;
  const QuarterCity a = makeQuarter(again, q);
  const QuarterCity& b = smallCity()[static_cast<std::size_t>(q)];
  EXPECT_EQ(a.points, b.points);
  EXPECT_EQ(a.parcels.size(), b.parcels.size());
  EXPECT_EQ(a.components.size(), b.components.size());
  EXPECT_NE(makeQuarter(other, 0).points, smallCity()[0].points);
}

TEST(SampleCity, ParcelsAreSoundRingsInsideTheirUnitGrid) {
  for (const QuarterCity& q : smallCity()) {
    const auto reaches = smallPlan().quarters[static_cast<std::size_t>(q.quarter)].reaches.size();
    for (std::size_t k = 0; k < q.parcels.size(); ++k) {
      const auto ring = q.pointsOf(q.parcels[k].ring);
      ASSERT_GE(ring.size(), 3U);
      ASSERT_GT(areaOf(ring), 1.0);
      if (k + reaches >= q.parcels.size()) continue;  // rivers run over the borders of unit grids
      const auto grid = q.pointsOf(q.grids[static_cast<std::size_t>(q.parcels[k].grid)].ring);
      EXPECT_TRUE(inside(grid, centroidOf(ring))) << "quarter " << q.quarter << " parcel " << k;
    }
  }
}

TEST(SampleCity, UnitGridsCoverTheirQuarterWithoutGapOrOverlap) {
  const CityPlan& plan = smallPlan();
  for (const QuarterCity& q : smallCity()) {
    double sum = 0;
    for (const UnitGrid& g : q.grids) {
      EXPECT_GT(g.area, 100);
      sum += g.area;
    }
    const auto outline = outlineOf(plan, {q.quarter});
    ASSERT_EQ(outline.size(), 1U);
    EXPECT_NEAR(sum, areaOf(outline[0][0]), 1e-3);
    EXPECT_LE(static_cast<int>(q.grids.size()), plan.quarters[static_cast<std::size_t>(q.quarter)].grids);
  }
}

/// Every border between two faces must be run through once in each direction, with the same points.
TEST(SampleCity, NeighboursShareTheirBordersBitByBit) {
  using Key = std::pair<std::pair<double, double>, std::pair<double, double>>;
  std::map<Key, int> edges;
  const auto collect = [&](std::span<const Point> ring) {
    for (std::size_t k = 0; k < ring.size(); ++k) {
      const Point a = ring[k], b = ring[(k + 1) % ring.size()];
      ++edges[{{a.x, a.y}, {b.x, b.y}}];
    }
  };
  for (const QuarterCity& q : smallCity()) {
    for (const UnitGrid& g : q.grids) collect(q.pointsOf(g.ring));
  }
  const CityPlan& plan = smallPlan();
  std::vector<int> all(plan.quarters.size());
  for (std::size_t k = 0; k < all.size(); ++k) all[k] = static_cast<int>(k);
  std::size_t outside = 0;
  for (const auto& [edge, count] : edges) {
    ASSERT_EQ(count, 1) << "two unit grids lie on the same side of a border";
    if (!edges.contains({edge.second, edge.first})) ++outside;
  }
  const auto outline = outlineOf(plan, all);
  ASSERT_EQ(outline.size(), 1U);
  EXPECT_EQ(outside, outline[0][0].size()) << "only the edge of the city has no neighbour";
}

TEST(SampleCity, ParcelsOfAQuarterDoNotOverlap) {
  // Directed edges are unique when no two rings lie on one side of the same border; and the areas of the parcels
  // never exceed what the unit grid holds.
  for (const QuarterCity& q : smallCity()) {
    std::set<std::pair<std::pair<double, double>, std::pair<double, double>>> edges;
    std::vector<double> filled(q.grids.size(), 0.0);
    const auto reaches = smallPlan().quarters[static_cast<std::size_t>(q.quarter)].reaches.size();
    for (std::size_t k = 0; k + reaches < q.parcels.size(); ++k) {
      const auto ring = q.pointsOf(q.parcels[k].ring);
      for (std::size_t m = 0; m < ring.size(); ++m) {
        const Point a = ring[m], b = ring[(m + 1) % ring.size()];
        EXPECT_TRUE(edges.insert({{a.x, a.y}, {b.x, b.y}}).second);
      }
      filled[static_cast<std::size_t>(q.parcels[k].grid)] += q.parcels[k].area;
    }
    for (std::size_t g = 0; g < filled.size(); ++g) EXPECT_LE(filled[g], q.grids[g].area + 1e-3);
  }
}

TEST(SampleCity, BuildingsStandInsideTheirParcels) {
  std::size_t buildings = 0;
  for (const QuarterCity& q : smallCity()) {
    for (const Building& b : q.buildings) {
      const auto parcel = q.pointsOf(q.parcels[static_cast<std::size_t>(b.parcel)].ring);
      EXPECT_TRUE(ringInside(parcel, q.pointsOf(b.ring), 0.2));
      EXPECT_GE(b.storeys, 1);
      ++buildings;
    }
  }
  EXPECT_GT(buildings, 2000U);
}

TEST(SampleCity, CommunitiesNestInSubdistrictsAndAreNumberedLikeThem) {
  const CityPlan& plan = smallPlan();
  ASSERT_GE(plan.districts.size(), 2U);
  std::vector<double> area(plan.communities.size(), 0.0);
  for (std::size_t c = 0; c < plan.communities.size(); ++c) {
    const Community& community = plan.communities[c];
    const Subdistrict& subdistrict = plan.subdistricts[static_cast<std::size_t>(community.subdistrict)];
    EXPECT_EQ(community.code.size(), 12U);
    EXPECT_EQ(community.code.substr(0, 9), subdistrict.code);
    EXPECT_EQ(subdistrict.code.substr(0, 6), plan.districts[static_cast<std::size_t>(subdistrict.district)].code);
    std::vector<int> members;
    for (std::size_t q = 0; q < plan.quarters.size(); ++q) {
      if (plan.quarters[q].community == static_cast<int>(c)) members.push_back(static_cast<int>(q));
    }
    ASSERT_FALSE(members.empty());
    EXPECT_EQ(outlineOf(plan, members).size(), 1U) << "a community is one connected area";
  }
}

TEST(SampleCity, SequencesAreUniqueInEveryCommunity) {
  std::set<std::pair<int, int>> parcels, grids;
  for (const QuarterCity& q : smallCity()) {
    const int community = smallPlan().quarters[static_cast<std::size_t>(q.quarter)].community;
    for (const Parcel& p : q.parcels) {
      EXPECT_TRUE(parcels.insert({community, p.sequence}).second);
      EXPECT_LE(p.sequence, 99999);
    }
    for (const UnitGrid& g : q.grids) EXPECT_TRUE(grids.insert({community, g.sequence}).second);
  }
}

TEST(SampleCity, TheLargestCityHasRoomForItsNumbers) {
  const CityPlan plan = makePlan({10000000, 1}, tables());
  std::vector<int> grids(plan.communities.size(), 0);
  std::int64_t parcels = 0;
  for (const Quarter& q : plan.quarters) {
    grids[static_cast<std::size_t>(q.community)] += q.grids;
    parcels += q.parcels;
  }
  EXPECT_EQ(parcels, 10000000);
  for (std::size_t c = 0; c < grids.size(); ++c) {
    EXPECT_LE(plan.communities[c].parcels, 99999) << plan.communities[c].name;
    EXPECT_LE(grids[c], 999 + 26 * 99) << plan.communities[c].name;  // 001 … 999, A01 … Z99
  }
}

TEST(Outline, HolesAndCornersGiveSoundRings) {
  const CityPlan& plan = smallPlan();
  const auto at = [&](int i, int j) { return static_cast<int>(plan.quarter(i, j)); };
  // a ring of eight quarters round one
  std::vector<int> ring;
  for (int j = 0; j < 3; ++j) {
    for (int i = 0; i < 3; ++i) {
      if (i != 1 || j != 1) ring.push_back(at(i, j));
    }
  }
  auto outline = outlineOf(plan, ring);
  ASSERT_EQ(outline.size(), 1U);
  ASSERT_EQ(outline[0].size(), 2U);
  EXPECT_GT(areaOf(outline[0][0]), 0);
  EXPECT_LT(areaOf(outline[0][1]), 0);
  // two quarters that touch at a corner are two polygons
  outline = outlineOf(plan, {at(0, 0), at(1, 1)});
  EXPECT_EQ(outline.size(), 2U);
}

}  // namespace
}  // namespace gis::sample
