#include "gis_core/snapshot/snapshot.h"

#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <map>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/snapshot/coverage.h"
#include "gis_core/snapshot/layer_view.h"
#include "tests/support/map_fixture.h"

namespace gis::snapshot {
namespace {

using test::parcelFields;
using test::parcelRows;
using test::ScratchFolder;
using test::snapshotOf;

double ringArea(const Shape& shape) {
  double sum = 0;
  std::uint32_t begin = 0;
  for (std::size_t r = 0; r < shape.ends.size(); begin = shape.ends[r++]) {
    double ring = 0;
    for (std::uint32_t i = begin + 1; i < shape.ends[r]; ++i) {
      ring += shape.xy[i - 1].x * shape.xy[i].y - shape.xy[i].x * shape.xy[i - 1].y;
    }
    sum += shape.kinds[r] == 2 ? std::fabs(ring) / 2 : -std::fabs(ring) / 2;
  }
  return sum;
}

TEST(Snapshot, HoldsEveryRowExactly) {
  const ScratchFolder folder;
  auto rows = parcelRows(20, 15, 40);
  rows.push_back({"", {std::monostate{}, std::string("no place")}});
  const auto s = snapshotOf(folder.path(), "parcels", parcelFields(), rows);
  ASSERT_EQ(s->info().count, rows.size());
  EXPECT_EQ(s->info().dimension, 2);
  for (std::size_t k = 0; k < rows.size(); ++k) {
    const auto i = s->indexOfFid(std::int64_t(k) + 1);
    ASSERT_TRUE(i.has_value());
    EXPECT_EQ(s->fidOf(*i), std::int64_t(k) + 1);
    const geom::Bytes wkb = rows[k].wkt.empty() ? geom::Bytes() : geom::fromWkt(rows[k].wkt);
    const geom::BytesView held = s->wkbOf(*i);
    EXPECT_TRUE(std::equal(held.begin(), held.end(), wkb.begin(), wkb.end()));
    EXPECT_EQ(s->valueOf(0, *i), rows[k].cells[0]);
    EXPECT_EQ(s->valueOf(1, *i), rows[k].cells[1]);
  }
  EXPECT_FALSE(s->indexOfFid(0).has_value());
  EXPECT_FALSE(s->indexOfFid(100000).has_value());
}

TEST(Snapshot, KnowsWhereEachFeatureStandsByItsFid) {
  const ScratchFolder folder;
  auto rows = parcelRows(40, 30, 40);
  rows.insert(rows.begin() + 7, {{"", {std::monostate{}, std::string("no place")}}, {"POLYGON EMPTY", {}}});
  const auto s = snapshotOf(folder.path(), "parcels", parcelFields(), rows);
  const std::shared_ptr<const AllFeatures> all = s->allFeatures({});
  EXPECT_EQ(all->withoutBox, 2U);
  ASSERT_EQ(all->ranks.size(), rows.size());
  for (Index i = 0; i < rows.size(); ++i) EXPECT_EQ(s->fidOrder()[all->ranks[i]], i);
  EXPECT_EQ(s->allFeatures({}), all) << "made once";
  CancelToken cancelled;
  cancelled.cancel();
  const auto other = snapshotOf(folder.path(), "others", parcelFields(), rows);
  EXPECT_THROW((void)other->allFeatures(cancelled), Error);
  EXPECT_EQ(other->allFeatures({})->ranks, all->ranks) << "a question that was cancelled leaves nothing half made";
  const auto none = snapshotOf(folder.path(), "none", parcelFields(), {});
  EXPECT_TRUE(none->allFeatures({})->ranks.empty());
}

TEST(Snapshot, FindsByBoxWhatALoopFinds) {
  const ScratchFolder folder;
  const auto s = snapshotOf(folder.path(), "parcels", parcelFields(), parcelRows(31, 17, 25));
  for (int k = 0; k < 40; ++k) {
    const double x = -400 + 20 * k, y = -200 + 9 * k;
    const geom::Envelope box{x, y, x + 7 * k, y + 90};
    std::set<Index> wanted, found;
    for (Index i = 0; i < s->info().count; ++i) {
      if (s->boxOf(i).intersects(box)) wanted.insert(i);
    }
    s->forEachIn(box, [&](Index i) { return found.insert(i).second; });
    EXPECT_EQ(found, wanted);
  }
}

TEST(Snapshot, KeepsTheAreaOfEachClassAtEveryLevel) {
  const ScratchFolder folder;
  const auto rows = withPonds(parcelRows(120, 100, 37), 1500);
  const auto s = snapshotOf(folder.path(), "parcels", parcelFields(), rows);
  ASSERT_GE(s->levels().size(), 4U);
  std::vector<std::uint16_t> classOf(s->info().count);
  std::map<int, double> exact;
  Shape shape;
  for (Index i = 0; i < s->info().count; ++i) {
    classOf[i] = static_cast<std::uint16_t>(std::stoi(s->textOf(0, i)));
    exact[classOf[i]] += geom::area(s->wkbOf(i));
  }
  Progress progress;
  const auto coverage = Coverage::openOrBuild(*s, classOf, "use", progress);
  bool onlyCoverage = false;
  for (int level = 0; level < int(s->levels().size()); ++level) {
    std::map<int, double> drawn;
    const double r = s->levels()[std::size_t(level)].resolution;
    std::uint64_t shapes = 0;
    s->forEachShape(level, s->info().extent, {0, 0}, [&](Index i, const Shape& simplified) {
      drawn[classOf[i]] += ringArea(simplified);
      return ++shapes > 0;
    });
    coverage->forEachCell(level, s->info().extent, [&](std::int64_t, std::int64_t, auto entries) {
      for (const CoverageEntry& e : entries) drawn[e.classId] += e.area / 65535.0 * r * r;
    });
    onlyCoverage = onlyCoverage || shapes == 0;
    for (const auto& [k, area] : exact) EXPECT_NEAR(drawn[k] / area, 1, 0.01) << "class " << k << " at " << r;
  }
  EXPECT_TRUE(onlyCoverage);
}

TEST(Snapshot, HasNoLevelThatShowsWhatTheFinerOneDoes) {
  const ScratchFolder folder;
  // four corners stay four corners until the whole parcel is under two pixels
  const auto s = snapshotOf(folder.path(), "parcels", parcelFields(), parcelRows(120, 100, 37));
  ASSERT_GE(s->levels().size(), 2U);
  EXPECT_EQ(s->levels()[0].shapes, s->info().count);
  EXPECT_LT(s->levels()[1].shapes, s->info().count * 9 / 10);
  EXPECT_GE(s->levels()[1].resolution, 4 * s->levels()[0].resolution);
  // between the two the finer one is drawn
  EXPECT_EQ(s->levelFor(s->levels()[1].resolution / 2), 0);
  EXPECT_EQ(s->levelFor(s->levels()[1].resolution), 1);
}

TEST(Snapshot, SimplifiesNoVertexByMoreThanAPixel) {
  const ScratchFolder folder;
  const auto s = snapshotOf(folder.path(), "parcels", parcelFields(), parcelRows(120, 60, 37));
  const int level = s->levelFor(9);
  ASSERT_GE(level, 0);
  const double r = s->levels()[std::size_t(level)].resolution;
  Shape exact;
  s->forEachShape(level, s->info().extent, {0, 0}, [&](Index i, const Shape& shape) {
    readShape(s->wkbOf(i), {0, 0}, exact);
    exact.dimension = 1;
    for (const geom::MapPoint& p : shape.xy) EXPECT_LT(distanceTo(exact, p), r * 0.75);
    return true;
  });
}

TEST(Snapshot, NoticesDamage) {
  const ScratchFolder folder;
  const auto rows = parcelRows(60, 60, 30);
  const auto file = snapshotOf(folder.path(), "parcels", parcelFields(), rows)->file();
  const auto size = std::filesystem::file_size(file);
  const auto codeOf = [&] {
    try {
      const auto s = Snapshot::open(file);
      for (Index i = 0; i < s->info().count; ++i) (void)(s->wkbOf(i).size() + s->textOf(0, i).size());
      return std::string("none");
    } catch (const Error& e) {
      return std::string(errorCodeName(e.code()));
    }
  };
  EXPECT_EQ(codeOf(), "none");
  for (const std::uintmax_t at : {std::uintmax_t{3}, std::uintmax_t{40}, size / 2, size - 5}) {
    std::fstream f(file, std::ios::in | std::ios::out | std::ios::binary);
    f.seekg(std::streamoff(at));
    const char old = char(f.get());
    f.seekp(std::streamoff(at));
    f.put(char(old ^ 0x55));
    f.close();
    EXPECT_EQ(codeOf(), "damaged") << "byte " << at;
    std::fstream back(file, std::ios::in | std::ios::out | std::ios::binary);
    back.seekp(std::streamoff(at));
    back.put(old);
  }
  EXPECT_EQ(codeOf(), "none");
  std::filesystem::resize_file(file, size / 3);
  EXPECT_EQ(codeOf(), "damaged");
  std::filesystem::resize_file(file, 0);
  EXPECT_EQ(codeOf(), "damaged");
}

TEST(LayerView, PicksTheParcelUnderThePoint) {
  const ScratchFolder folder;
  const auto rows = parcelRows(30, 30, 50);
  const LayerView view(snapshotOf(folder.path(), "parcels", parcelFields(), rows));
  for (const double x : {-512.3, 0.5, 333.3}) {
    const geom::MapPoint p{x, x / 2 + 7};
    const auto hits = view.pick(p, 0);
    ASSERT_EQ(hits.size(), 1U);
    Shape shape;
    readShape(view.wkbOf(hits[0]), p, shape);
    EXPECT_EQ(distanceTo(shape, {0, 0}), 0);
  }
}

}  // namespace
}  // namespace gis::snapshot
