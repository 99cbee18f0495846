// Laws of questions about place, on random coverages.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <string>
#include <utility>
#include <vector>

#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/query/aggregate.h"
#include "gis_core/query/overlay.h"
#include "gis_core/query/spatial_pairs.h"
#include "gis_core/store/features.h"
#include "tests/unit/query/every_pair.h"
#include "tests/unit/query/small_city.h"

namespace gis::query {
namespace {

/// From the first cases on as likely as any other: rapidcheck begins with the lowest alone.
template <class Number>
Number between(Number first, Number last) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<Number>(first, last + 1));
}

constexpr int kSide = 60;  // metres: the square that a coverage fills

/// n × n cells that fill the square, their inner corners moved on whole metres, so that some lie on borders of another
/// coverage. With `leavesOut` some cells are missing, never all.
std::vector<geom::Bytes> anyCoverage(bool leavesOut) {
  const int n = *rc::gen::element(1, 2, 3, 4, 5, 6);
  const int cell = kSide / n;
  std::vector<geom::MapPoint> corners;
  for (int y = 0; y <= n; ++y) {
    for (int x = 0; x <= n; ++x) {
      // less than half a cell: no ring crosses itself
      const int most = x == 0 || y == 0 || x == n || y == n ? 0 : (cell - 1) / 2;
      corners.push_back({double(x * cell + between(-most, most)), double(y * cell + between(-most, most))});
    }
  }
  std::vector<geom::Bytes> cells;
  for (int y = 0; y < n; ++y) {
    for (int x = 0; x < n; ++x) {
      if (leavesOut && between(0, 3) == 0 && !(cells.empty() && x + 1 == n && y + 1 == n)) continue;
      const auto at = std::size_t(y * (n + 1) + x);
      const auto above = at + std::size_t(n) + 1;
      const geom::MapPoint ring[] = {corners[at], corners[at + 1], corners[above + 1], corners[above], corners[at]};
      cells.push_back(geom::polygonWkb(ring));
    }
  }
  return cells;
}

geom::MapPoint anyPlace() {
  return {double(between(-5, kSide + 5)), double(between(-5, kSide + 5))};
}

std::string textOf(geom::MapPoint p) {
  return std::to_string(p.x) + " " + std::to_string(p.y);
}

/// Points and lines between whole metres, and some of nothing.
std::vector<geom::Bytes> anyThings() {
  std::vector<geom::Bytes> things;
  for (int i = between(0, 24); i > 0; --i) {
    const int kind = between(0, 9);
    const geom::MapPoint one = anyPlace();
    if (kind == 0) {
      things.emplace_back();
    } else if (kind < 4) {
      geom::MapPoint other = anyPlace();
      if (other.x == one.x && other.y == one.y) other.x += 1;
      things.push_back(geom::fromWkt("LINESTRING (" + textOf(one) + "," + textOf(other) + ")"));
    } else {
      things.push_back(geom::pointWkb(one.x, one.y));
    }
  }
  return things;
}

/// Areas, or points and lines.
std::vector<geom::Bytes> anyLayer() {
  return *rc::gen::arbitrary<bool>() ? anyCoverage(true) : anyThings();
}

GeometrySet setOf(const std::vector<geom::Bytes>& shapes) {
  GeometrySet set;
  for (std::size_t i = 0; i < shapes.size(); ++i) set.add(std::int64_t(i) + 1, shapes[i]);
  set.complete({}, {}, {});
  return set;
}

constexpr std::array kNames{"intersects", "contains", "within",   "covers", "covered_by",
                            "touches",    "crosses",  "overlaps", "equals", "disjoint"};
constexpr std::array kPatterns{"FF*FF****", "T*F**F***", "F***1****", "T********", "****T****", "FF0******"};

PairTest anyTest() {
  PairTest test;
  const int kind = between(0, 2);
  if (kind == 0) {
    test.distance = double(between(0, 29));
  } else {
    test.relation = geom::Relation::parse(kind == 1 ? *rc::gen::elementOf(kNames) : *rc::gen::elementOf(kPatterns));
  }
  return test;
}

std::vector<Pair> found(const GeometrySet& left, const GeometrySet& right, const PairTest& test) {
  Progress progress;
  PairReport report;
  std::vector<Pair> pairs = allPairs(left, right, test, progress, report);
  RC_ASSERT(report.undecided == 0);
  return pairs;
}

RC_GTEST_PROP(QuestionLaws, aJoinIsWhatLookingAtEveryPairFinds, ()) {
  const GeometrySet left = setOf(anyLayer());
  const GeometrySet right = setOf(anyLayer());
  const PairTest test = anyTest();
  const std::vector<Pair> pairs = found(left, right, test);
  RC_ASSERT(pairs == everyPair(left, right, test));
  Progress progress;
  PairReport report;
  std::vector<std::uint8_t> some(left.size(), 0);
  for (const Pair& pair : pairs) some[pair.left] = 1;
  RC_ASSERT(havePartner(left, {}, right, test, progress, report) == some);
}

RC_GTEST_PROP(QuestionLaws, theNearestAreThoseOfLookingAtAll, ()) {
  const GeometrySet left = setOf(anyLayer());
  const GeometrySet right = setOf(anyLayer());
  const int k = between(1, 5);
  Progress progress;
  PairReport report;
  constexpr double kAnywhere = std::numeric_limits<double>::infinity();
  RC_ASSERT(nearestPairs(left, right, k, kAnywhere, progress, report) == nearestOfEvery(left, right, k, kAnywhere));
}

// OGC 06-103r4 §6.1.15.3
RC_GTEST_PROP(QuestionLaws, aPatternMeansItsName, ()) {
  const GeometrySet left = setOf(anyCoverage(true));
  const GeometrySet right = setOf(anyCoverage(true));
  const std::pair<const char*, const char*> kSame[] = {{"within", "T*F**F***"},   {"contains", "T*****FF*"},
                                                       {"overlaps", "T*T***T**"}, {"disjoint", "FF*FF****"},
                                                       {"equals", "T*F**FFF*"},   {"covers", "T*****FF*"}};
  for (const auto& [name, pattern] : kSame) {
    const std::vector<Pair> byName = found(left, right, {geom::Relation::parse(name), {}});
    RC_ASSERT(byName == found(left, right, {geom::Relation::parse(pattern), {}}));
  }
}

RC_GTEST_PROP(QuestionLaws, orderPartsAndThreadsChangeNothing, ()) {
  const std::vector<geom::Bytes> shapes = anyLayer();
  const GeometrySet left = setOf(shapes);
  const GeometrySet right = setOf(anyLayer());
  const PairTest test = anyTest();
  const std::vector<Pair> pairs = found(left, right, test);
  for (const unsigned threads : {1U, 3U}) {
    setThreadCount(threads);
    const std::vector<Pair> again = found(left, right, test);
    setThreadCount(0);
    RC_ASSERT(again == pairs);
  }
  // the features in another order
  std::vector<std::size_t> order(shapes.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[between<std::size_t>(0, i - 1)]);
  std::vector<geom::Bytes> shuffled;
  shuffled.reserve(order.size());
  for (const std::size_t i : order) shuffled.push_back(shapes[i]);
  std::vector<Pair> back = found(setOf(shuffled), right, test);
  for (Pair& pair : back) pair.left = std::uint32_t(order[pair.left]);
  std::sort(back.begin(), back.end(),
            [](const Pair& a, const Pair& b) { return a.left != b.left ? a.left < b.left : a.right < b.right; });
  RC_ASSERT(back == pairs);
  // in two parts
  const auto cut = between<std::size_t>(0, shapes.size());
  std::vector<Pair> parts = found(setOf({shapes.begin(), shapes.begin() + std::ptrdiff_t(cut)}), right, test);
  for (Pair pair : found(setOf({shapes.begin() + std::ptrdiff_t(cut), shapes.end()}), right, test)) {
    pair.left += std::uint32_t(cut);
    parts.push_back(pair);
  }
  RC_ASSERT(parts == pairs);
}

/// One for all cases: making a city takes longer than a case.
const SmallCity& city() {
  static const SmallCity one;
  return one;
}

/// The layers of one case.
class Layers {
 public:
  Layers() = default;
  Layers(const Layers&) = delete;
  Layers& operator=(const Layers&) = delete;
  ~Layers() {
    const store::Connection& c = city().connection();
    for (const std::string& name : m_names)
      if (store::layerExists(c, name)) store::removeLayer(c, name);
  }
  std::string freshName() { return m_names.emplace_back("layer" + std::to_string(m_names.size())); }
  std::string add(const std::vector<geom::Bytes>& shapes) {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < shapes.size(); ++i)
      rows.push_back({std::int64_t(i) + 1, geom::toWkt(shapes[i]), {std::int64_t(i * i) + 1}});
    std::string name = freshName();
    city().addLayer(name, {{"n", store::FieldType::integer}}, rows);
    return name;
  }

 private:
  std::vector<std::string> m_names;
};

std::vector<store::Feature> featuresOf(const std::string& layer) {
  std::vector<store::Feature> all;
  const store::Connection& c = city().connection();
  store::readFeatures(c, store::layerByName(c, layer), {}, [&](store::Feature& feature) {
    all.push_back(feature);
    return true;
  });
  return all;
}

double areaOf(const std::vector<geom::Bytes>& shapes) {
  double area = 0;
  for (const geom::Bytes& shape : shapes) area += geom::area(shape);
  return area;
}

geom::Bytes unionOfAll(std::vector<geom::Bytes> shapes, const std::vector<geom::Bytes>& others) {
  shapes.insert(shapes.end(), others.begin(), others.end());
  return geom::unionOf(std::vector<geom::BytesView>(shapes.begin(), shapes.end()));
}

constexpr double kRounding = 1e-6;  // m², of coordinates below 100 m

RC_GTEST_PROP(QuestionLaws, thePiecesOfAUnionAreTheUnionOfTheLayers, ()) {
  Layers layers;
  const std::vector<geom::Bytes> a = anyCoverage(true);
  const std::vector<geom::Bytes> b = anyCoverage(true);
  Progress progress;
  const OverlayQuery query{layers.add(a), layers.add(b), OverlayKind::combined, layers.freshName(), {}, {}};
  const OverlayResult result = overlay(city().city(), query, progress);
  std::vector<geom::Bytes> pieces;
  for (const store::Feature& feature : featuresOf(query.into)) pieces.push_back(feature.wkb);
  const geom::Bytes whole = unionOfAll(a, b);
  const geom::Bytes made = unionOfAll(pieces, {});
  RC_ASSERT(geom::area(geom::difference(whole, made)) < kRounding);
  RC_ASSERT(geom::area(geom::difference(made, whole)) < kRounding);
  RC_ASSERT(std::abs(areaOf(pieces) - geom::area(whole)) < kRounding);  // no piece lies on another
  RC_ASSERT(result.balanced && result.setAside == 0);
}

RC_GTEST_PROP(QuestionLaws, figuresOfAnyPartitionAddUpToTheWhole, ()) {
  Layers layers;
  const std::vector<geom::Bytes> features = anyCoverage(true);
  Progress progress;
  AggregateQuery query;
  query.layer = layers.add(features);
  query.count = query.area = true;
  query.sums = {"n"};
  double total = 0;
  for (std::size_t i = 0; i < features.size(); ++i) total += double(i * i + 1);
  for (int partition = 0; partition < 2; ++partition) {
    query.zones = layers.add(anyCoverage(false));
    query.into = layers.freshName();
    (void)aggregate(city().city(), query, progress);
    std::int64_t count = 0;
    double sum = 0, area = 0;
    for (const store::Feature& zone : featuresOf(query.into)) {
      count += std::get<std::int64_t>(zone.values[1]);
      sum += std::get<double>(zone.values[2]);
      area += std::get<double>(zone.values[3]);
    }
    RC_ASSERT(count == std::int64_t(features.size()));
    RC_ASSERT(std::abs(sum - total) < 1e-9 * (1 + total));
    RC_ASSERT(std::abs(area - areaOf(features)) < kRounding);
  }
}

}  // namespace
}  // namespace gis::query
