#include "gis_core/query/topology.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "tests/unit/query/small_city.h"

namespace gis::query {
namespace {

using geom::CoverageFault;
using Cut = geom::CoverageRepairRule::Cut;

std::string cellWkt(double x1, double y1, double x2, double y2) {
  const auto n = [](double v) { return std::to_string(v); };
  return "POLYGON ((" + n(x1) + " " + n(y1) + ", " + n(x2) + " " + n(y1) + ", " + n(x2) + " " + n(y2) + ", " + n(x1) +
         " " + n(y2) + ", " + n(x1) + " " + n(y1) + "))";
}

class TopologyTest : public ::testing::Test {
 protected:
  TopologyResult check(double tolerance = 0.01) {
    m_query.layer = "cells";
    m_query.tolerance = tolerance;
    Progress progress;
    return checkTopology(m.city(), m_query, progress);
  }
  TopologyRepair repair(const TopologyResult& checked, Cut cut = Cut::larger, double gaps = 5,
                        const std::vector<std::size_t>& only = {}) {
    Progress progress;
    return repairTopology(m.city(), checked, m_query, cut, gaps, only, "tester", progress);
  }
  double total() {
    double sum = 0;
    store::readFeatures(m.connection(), store::layerByName(m.connection(), "cells"), {}, [&](store::Feature& feature) {
      if (!feature.wkb.empty()) sum += geom::area(feature.wkb);
      return true;
    });
    return sum;
  }
  SmallCity m;
  TopologyQuery m_query;
};

TEST_F(TopologyTest, FindsAndMendsWhatIsPlanted) {
  // a strip of cells of 10 × 10 m: an overlap of 1 m², a missing vertex, a twin, a sliver of 0.02 m, a gap of 0.2 m
  m.addLayer("cells", {{"name"}},
             {{1, cellWkt(0, 0, 10, 10), {word("a")}},
              {2, cellWkt(9.9, 0, 20, 10), {word("b")}},
              {3, cellWkt(20, 0, 30, 4), {word("c")}},
              {4, cellWkt(20, 4, 30, 10), {word("d")}},
              {5, cellWkt(30, 0, 40, 10), {word("e")}},
              {6, cellWkt(30, 0, 40, 10), {word("f")}},
              {7, cellWkt(40, 0, 40.02, 10), {word("g")}},
              {8, cellWkt(40.02, 0, 50, 10), {word("h")}},
              {9, "POLYGON ((0 10, 50 10, 50 20, 0 20, 0 10), (20 12, 20 12.2, 30 12.2, 30 12, 20 12))", {word("i")}},
              {10, "", {word("j")}}});
  m_query.sliverWidth = 0.1;
  const TopologyResult before = check();
  EXPECT_EQ(before.features, 10);
  EXPECT_EQ(before.report.withoutArea, 1);
  const auto count = [](const TopologyResult& r, CoverageFault f) { return r.report.counts[std::size_t(f)]; };
  EXPECT_EQ(count(before, CoverageFault::overlap), 1);
  EXPECT_EQ(count(before, CoverageFault::duplicate), 1);
  EXPECT_EQ(count(before, CoverageFault::sliver), 1);
  EXPECT_EQ(count(before, CoverageFault::gap), 1);
  EXPECT_GT(count(before, CoverageFault::tJunction), 3);
  EXPECT_EQ(count(before, CoverageFault::invalid), 0);
  const double was = total();
  const TopologyRepair repaired = repair(before);
  EXPECT_NEAR(repaired.overlaps, 1, 1e-9);
  EXPECT_NEAR(repaired.duplicates, 100, 1e-9);
  EXPECT_NEAR(repaired.gaps, 2, 1e-9);
  EXPECT_NEAR(repaired.residue, 0, 1e-9);
  EXPECT_EQ(repaired.removed, 2);
  EXPECT_NEAR(total(), was - 1 - 100 + 2, 1e-9);
  const TopologyResult after = check();
  EXPECT_TRUE(after.report.isSound()) << after.report.findings.size();
  EXPECT_EQ(after.features, 8);
  EXPECT_EQ(after.report.edges - after.report.matched, 12);  // the rim: south 7, east and west 2 each, north 1
  EXPECT_EQ(store::undoState(m.city()).undoReason, "topology repair");
  store::undo(m.city(), "");
  EXPECT_EQ(check().report.findings.size(), before.report.findings.size());
  EXPECT_DOUBLE_EQ(total(), was);
}

TEST_F(TopologyTest, MendsOnlyWhatIsAskedFor) {
  m.addLayer("cells", {},
             {{1, cellWkt(0, 0, 10, 10), {}},
              {2, cellWkt(9, 0, 20, 10), {}},
              {3, cellWkt(100, 0, 110, 10), {}},
              {4, cellWkt(109, 0, 120, 10), {}}});
  const TopologyResult before = check();
  ASSERT_EQ(before.report.counts[std::size_t(CoverageFault::overlap)], 2);
  std::size_t second = 0;
  for (std::size_t i = 0; i < before.report.findings.size(); ++i) {
    if (before.report.findings[i].fault == CoverageFault::overlap && before.report.findings[i].fids[0] == 3) second = i;
  }
  EXPECT_NEAR(repair(before, Cut::newer, 0, {second}).overlaps, 10, 1e-9);
  const TopologyResult after = check();
  ASSERT_EQ(after.report.counts[std::size_t(CoverageFault::overlap)], 1);
  EXPECT_EQ(after.report.findings[0].fids[0], 1);
  // who loses: 2 is larger
  (void)repair(after, Cut::older, 0);
  const auto layer = store::layerByName(m.connection(), "cells");
  EXPECT_NEAR(geom::area(store::featureByFid(m.connection(), layer, 1)->wkb), 90, 1e-9);
  EXPECT_NEAR(geom::area(store::featureByFid(m.connection(), layer, 2)->wkb), 110, 1e-9);
  EXPECT_THROW((void)repair(after), Error) << "the layer was changed since the check";
}

TEST_F(TopologyTest, ShakenCoveragesStaySoundAfterRandomDamageAndRepair) {
  std::mt19937 random(1126);
  auto rows = shakenCells(random, 12, 1000);
  // some corners are moved by millimetres in one cell only
  for (Row& row : rows) {
    row.cells.clear();
    if (random() % 5 != 0) continue;
    geom::Bytes wkb = geom::fromWkt(row.wkt);
    int n = 0;
    const double dx = 0.001 * double(random() % 9);
    geom::transformCoordinates(wkb, [&](double* xyzm, std::uint32_t points, int) {
      if (n++ == 0 && points > 3) xyzm[2] += dx;
    });
    row.wkt = geom::toWkt(wkb);
  }
  m.addLayer("cells", {}, rows);
  const TopologyResult before = check(0.05);
  EXPECT_GT(before.report.findings.size(), 5U);
  const TopologyRepair repaired = repair(before);
  EXPECT_NEAR(repaired.residue, repaired.after - repaired.before + repaired.overlaps - repaired.gaps, 1e-9);
  const TopologyResult after = check(0.05);
  EXPECT_TRUE(after.report.isSound()) << after.report.findings.size();
  EXPECT_NEAR(total(), 100 * 100, 1);
}

/// What is brought up to date edit by edit is what a check of the whole layer says.
TEST_F(TopologyTest, FindingsFollowRandomEdits) {
  std::mt19937 random(2611);
  constexpr int kSide = 14;
  std::vector<Row> rows;
  for (int i = 0; i < kSide * kSide; ++i) {
    const double x = 10 * (i % kSide) + 40 * ((i % kSide) / 5);  // blocks with streets between them
    const double y = 10 * (i / kSide);
    rows.push_back({i + 1, cellWkt(x, y, x + 10, y + 10), {}});
  }
  m.addLayer("cells", {}, rows);
  const auto key = [](const TopologyResult& r) {
    std::multiset<std::string> all;
    for (const geom::CoverageFinding& f : r.report.findings) {
      std::string one = geom::coverageFaultName(f.fault);
      // of a vertex on two borders either may be named; of a gap's size the last digits depend on where it was begun
      if (f.fault != CoverageFault::tJunction) {
        for (const std::int64_t fid : f.fids) one += " " + std::to_string(fid);
        one += " " + std::to_string(std::llround(f.size * 1000));
      } else {
        one +=
            " " + std::to_string(std::llround(f.place.x * 1000)) + " " + std::to_string(std::llround(f.place.y * 1000));
      }
      all.insert(std::move(one));
    }
    return all;
  };
  const auto layer = [&] { return store::layerByName(m.connection(), "cells"); };
  TopologyResult followed = check();
  EXPECT_TRUE(followed.report.isSound());
  Progress progress;
  std::size_t most = 0;
  int wholes = 0;
  for (int step = 0; step < 160; ++step) {
    store::EditCommand command;
    command.mayBreakCoverage = true;
    for (int n = 1 + int(random() % 2); n > 0; --n) {
      const std::int64_t fid = 1 + std::int64_t(random() % (kSide * kSide));
      const auto there = store::featureByFid(m.connection(), layer(), fid);
      const int kind = int(random() % 5);
      if (!there) {
        command.rows.push_back({store::RowEdit::Kind::insert,
                                "cells",
                                fid,
                                {},
                                {{"geometry", geom::fromWkt(rows[std::size_t(fid - 1)].wkt)}}});
      } else if (kind == 0) {
        command.rows.push_back({store::RowEdit::Kind::remove, "cells", fid, {}, {}});
      } else {
        geom::Bytes wkb = geom::fromWkt(rows[std::size_t(fid - 1)].wkt);
        const double by = kind < 3 ? 0.0 : double(random() % 5) - 2;
        int at = 0;
        geom::transformCoordinates(wkb, [&](double* xyzm, std::uint32_t count, int) {
          if (at++ == 0 && count > 3) xyzm[2] += by;
          if (kind == 1) {
            for (std::uint32_t i = 0; i < count; ++i) xyzm[2 * i] += 0.25;
          }
        });
        command.rows.push_back({store::RowEdit::Kind::update, "cells", fid, {}, {{"geometry", wkb}}});
      }
      if (n > 1 && command.rows.back().fid == fid) break;  // a row once an edit
    }
    if (step % 9 == 8) {
      store::undo(m.city(), "");
    } else {
      store::apply(m.city(), command);
    }
    auto next = updatedTopology(m.city(), followed, m_query, progress);
    const TopologyResult whole = check();
    if (!next) {
      ++wholes;
      followed = whole;
      continue;
    }
    ASSERT_EQ(key(*next), key(whole)) << "step " << step;
    most = std::max(most, whole.report.findings.size());
    followed = std::move(*next);
  }
  EXPECT_GT(most, 20U);
  EXPECT_EQ(wholes, 0) << "every edit of ours is in the journal, so none needs the whole check";
  // past the journal: nothing to go by
  m.connection().exec("UPDATE cells SET geometry = geometry WHERE fid = 1");
  EXPECT_FALSE(updatedTopology(m.city(), followed, m_query, progress));
}

/// The snapshot, with fresh edits over it, tells what the table tells; also of what the table alone has.
TEST_F(TopologyTest, TheSnapshotTellsTheSame) {
  m.addLayer(
      "cells", {},
      {{1, cellWkt(0, 0, 10, 10), {}}, {2, cellWkt(9, 0, 20, 10), {}}, {3, cellWkt(20, 0, 30, 10), {}}, {4, "", {}}});
  const auto layer = [&] { return store::layerByName(m.connection(), "cells"); };
  const auto told = [](const TopologyResult& r) {
    std::vector<std::string> all{std::to_string(r.features), std::to_string(r.report.withoutArea)};
    for (const geom::CoverageFinding& f : r.report.findings) {
      all.push_back(std::string(geom::coverageFaultName(f.fault)) + std::to_string(f.fids.at(0)) + f.reason);
    }
    return all;
  };
  m.connection().exec("DROP TRIGGER ggu_cells_geometry");  // another program's slip
  m.connection().exec("UPDATE cells SET geometry = x'0001' WHERE fid = 4");
  const auto ofTable = told(check());
  const auto tells = [&](const char* what) {
    return std::any_of(ofTable.begin(), ofTable.end(), [&](const std::string& one) { return one.starts_with(what); });
  };
  EXPECT_TRUE(tells("overlap1"));
  EXPECT_TRUE(tells("invalid4")) << "it cannot be read";
  Progress progress;
  (void)snapshot::openOrBuild(m.city(), layer(), progress);
  ASSERT_NE(snapshot::existing(m.connection(), layer()), nullptr);
  EXPECT_EQ(told(check()), ofTable);
  store::EditCommand edit;
  edit.mayBreakCoverage = true;
  edit.rows = {{store::RowEdit::Kind::update, "cells", 3, {}, {{"geometry", geom::fromWkt(cellWkt(19, 0, 30, 10))}}},
               {store::RowEdit::Kind::remove, "cells", 1, {}, {}}};
  store::apply(m.city(), edit);
  const auto fresh = told(check());
  EXPECT_NE(fresh, ofTable);
  std::filesystem::remove_all(snapshot::cacheFolder(m.city().uid()));
  EXPECT_EQ(told(check()), fresh);
}

TEST_F(TopologyTest, FindingsBecomeALayer) {
  m.addLayer("cells", {}, {{1, cellWkt(0, 0, 10, 10), {}}, {2, cellWkt(9, 0, 20, 10), {}}});
  m_query.into = "faults";
  const TopologyResult result = check();
  EXPECT_EQ(result.into, "faults");
  const auto layer = store::layerByName(m.connection(), "faults");
  EXPECT_EQ(layer.count, std::int64_t(result.report.findings.size()));
  EXPECT_THROW((void)check(), Error) << "the name is taken";
}

TEST_F(TopologyTest, AsksForAreas) {
  m.addLayer("cells", {}, {{1, "POINT (1 1)", {}}});
  EXPECT_THROW((void)check(), Error);
}

}  // namespace
}  // namespace gis::query
