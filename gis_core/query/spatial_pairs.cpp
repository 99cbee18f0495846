#include "gis_core/query/spatial_pairs.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "gis_core/base/error.h"
#include "gis_core/geometry/point_tests.h"
#include "gis_core/query/blocks.h"
#include "gis_core/query/candidate_runs.h"
#include "gis_core/query/grouped.h"
#include "gis_core/query/nearest_runs.h"
#include "gis_core/query/spatial_index.h"

namespace gis::query {

namespace {

constexpr std::size_t kBlocksForAll = 64, kFewestAtOnce = 32;
constexpr double kBoxSlack = 1e-9;  // relative growth of a box before a distance is asked

/// How dear it is to look at a feature of the set: the dearer side is prepared, the other one probes.
double weight(const GeometrySet& set) {
  return set.size() == 0 ? 0 : double(set.bytes()) / double(set.size());
}

/// From feature `i` of the set behind the cache to another shape.
double distanceBetween(PreparedCache<GeometrySet>& cache, const GeometrySet& set, std::uint32_t i,
                       geom::BytesView other) {
  if (const auto point = geom::singlePoint(other)) {
    if (const auto known = geom::distanceToPoint(set.wkb(i), *point)) return *known;
  }
  return cache.get(i).distanceTo(other);
}

/// One question put to two sets.
class Asker {
 public:
  Asker(const GeometrySet& left, const GeometrySet& right, const PairTest& test, PairReport& report)
      : m_left(left),
        m_right(right),
        m_test(test),
        m_report(report),
        m_preparesRight(weight(right) >= weight(left)),
        m_pointTest(test.relation,
                    m_preparesRight ? geom::PointRelation::Order::pointFirst : geom::PointRelation::Order::areaFirst) {}

  [[nodiscard]] bool preparesRight() const { return m_preparesRight; }
  [[nodiscard]] const GeometrySet& prepared() const { return m_preparesRight ? m_right : m_left; }
  [[nodiscard]] const GeometrySet& probes() const { return m_preparesRight ? m_left : m_right; }
  /// Must a pair's boxes meet (grown by the distance)?
  [[nodiscard]] bool needsBoxes() const { return m_test.distance || m_test.relation.needsMeetingBoxes(); }
  [[nodiscard]] geom::Envelope searchBox(std::uint32_t probe) const {
    const geom::Envelope box = probes().box(probe);
    if (!m_test.distance) return box;
    const double size = std::abs(box.minX) + std::abs(box.minY) + *m_test.distance;
    return box.grown(*m_test.distance + size * kBoxSlack * 1e-3);
  }
  /// Does the pair pass? `distance` is set for distance questions.
  bool passes(PreparedCache<GeometrySet>& cache, std::uint32_t probe, std::uint32_t other, double& distance) const {
    try {
      const geom::BytesView wkb = probes().wkb(probe);
      if (m_test.distance) {
        distance = distanceBetween(cache, prepared(), other, wkb);
        // large shapes are measured through an index, off by the last digit: at the border the plain way decides
        if (std::abs(distance - *m_test.distance) <= *m_test.distance * 1e-12)
          distance = geom::distance(prepared().wkb(other), wkb);
        return distance <= *m_test.distance;
      }
      if (const auto point = geom::singlePoint(wkb)) {
        if (const auto known = m_pointTest.holds(prepared().wkb(other), *point)) return *known;
      }
      const geom::Prepared& made = cache.get(other);
      return m_preparesRight ? made.relatedBy(wkb, m_test.relation) : made.relate(wkb, m_test.relation);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::invalidValue && error.code() != ErrorCode::damaged) throw;
      ++m_report.undecided;
      return false;
    }
  }

 private:
  const GeometrySet& m_left;
  const GeometrySet& m_right;
  const PairTest& m_test;
  PairReport& m_report;
  bool m_preparesRight;
  geom::PointRelation m_pointTest;
};

/// The candidates of probes that come one after the other along the curve. Belongs to one thread.
class RunOfProbes {
 public:
  RunOfProbes(const Asker& asker, const SpatialIndex& index, const std::vector<std::uint32_t>& probes)
      : m_asker(asker), m_probes(probes), m_runs(index, probes.size()) {}

  /// Calls `candidate(other)` for what may pair with probes[i], until it returns false.
  template <class Candidate>
  void candidatesOf(std::size_t i, const Candidate& candidate) {
    const GeometrySet& others = m_asker.prepared();
    if (m_asker.needsBoxes()) {
      m_runs.candidatesOf(
          i, [&](std::size_t probe) { return m_asker.searchBox(m_probes[probe]); },
          [&](std::uint32_t other) { return others.box(other); }, candidate);
      return;
    }
    for (std::size_t other = 0; other < others.size(); ++other) {
      if (others.takesPart(other) && !candidate(std::uint32_t(other))) return;
    }
  }

 private:
  const Asker& m_asker;
  const std::vector<std::uint32_t>& m_probes;
  CandidateRuns m_runs;
};

std::uint32_t leftOf(const Pair& pair) {
  return pair.left;
}

}  // namespace

std::vector<Pair> allPairs(const GeometrySet& left, const GeometrySet& right, const PairTest& test, Progress& progress,
                           PairReport& report) {
  const Asker asker(left, right, test, report);
  const SpatialIndex index = asker.prepared().index();
  const CurveOrder order = asker.probes().alongCurve();
  const std::vector<std::uint32_t>& probes = *order;
  std::vector<Found<Pair>> blocks((probes.size() + kProbesAtOnce - 1) / kProbesAtOnce);
  inBlocks(probes.size(), progress, [&] {
    return [&, cache = PreparedCache(asker.prepared()), run = RunOfProbes(asker, index, probes)](
               std::size_t block, std::size_t i) mutable {
      const std::uint32_t probe = probes[i];
      run.candidatesOf(i, [&](std::uint32_t other) {
        progress.check();
        double distance = 0;
        if (asker.passes(cache, probe, other, distance)) {
          blocks[block].push_back(asker.preparesRight() ? Pair{probe, other, distance} : Pair{other, probe, distance});
        }
        return true;
      });
    };
  });
  Grouped<Pair> pairs = grouped(blocks, left.size(), leftOf, progress.token());
  sortGroups(
      pairs, [](const Pair& a, const Pair& b) { return a.right < b.right; }, progress.token());
  return std::move(pairs.items);
}

std::vector<std::uint8_t> havePartner(const GeometrySet& left, const std::vector<std::uint8_t>& wanted,
                                      const GeometrySet& right, const PairTest& test, Progress& progress,
                                      PairReport& report) {
  std::vector<std::uint8_t> flags(left.size(), 0);
  const Asker asker(left, right, test, report);
  const auto isWanted = [&](std::uint32_t i) { return wanted.empty() || wanted[i] != 0; };
  const SpatialIndex index = asker.prepared().index();
  CurveOrder order = asker.probes().alongCurve();
  if (asker.preparesRight() && !wanted.empty())
    order = orderWithout(order, [&](std::uint32_t i) { return wanted[i] == 0; });
  const std::vector<std::uint32_t>& probes = *order;
  // few probes, as those of one class: smaller blocks, so that no core waits for the last one
  const std::size_t atOnce = std::clamp<std::size_t>(probes.size() / kBlocksForAll, kFewestAtOnce, kProbesAtOnce);
  inBlocks(
      probes.size(), progress,
      [&] {
        return [&, cache = PreparedCache(asker.prepared()), run = RunOfProbes(asker, index, probes)](
                   std::size_t, std::size_t i) mutable {
          const std::uint32_t probe = probes[i];
          double distance = 0;
          run.candidatesOf(i, [&](std::uint32_t other) {
            progress.check();
            const std::uint32_t one = asker.preparesRight() ? probe : other;
            // several threads may find the same partner of a left feature when the right side probes
            std::atomic_ref<std::uint8_t> flag(flags[one]);
            if (!isWanted(one) || flag.load(std::memory_order_relaxed) != 0) return true;
            if (!asker.passes(cache, probe, other, distance)) return true;
            flag.store(1, std::memory_order_relaxed);
            return !asker.preparesRight();
          });
        };
      },
      atOnce);
  return flags;
}

std::vector<Pair> nearestPairs(const GeometrySet& left, const GeometrySet& right, int count, double maxDistance,
                               Progress& progress, PairReport& report) {
  const SpatialIndex index = right.index();
  const CurveOrder order = left.alongCurve();
  const std::vector<std::uint32_t>& probes = *order;
  const bool preparesRight = weight(right) > weight(left);
  std::vector<Found<Pair>> blocks((probes.size() + kProbesAtOnce - 1) / kProbesAtOnce);
  inBlocks(probes.size(), progress, [&] {
    return [&, cache = PreparedCache(preparesRight ? right : left), nearest = NearestRuns(index, probes.size())](
               std::size_t block, std::size_t i) mutable {
      const std::uint32_t probe = probes[i];
      const auto exact = [&](std::uint32_t item) {
        progress.check();
        try {
          return preparesRight ? distanceBetween(cache, right, item, left.wkb(probe))
                               : distanceBetween(cache, left, probe, right.wkb(item));
        } catch (const Error& error) {
          if (error.code() != ErrorCode::invalidValue && error.code() != ErrorCode::damaged) throw;
          ++report.undecided;
          return std::numeric_limits<double>::quiet_NaN();  // no distance: never accepted
        }
      };
      if (count == 1) {
        const auto found = nearest.nearestOf(
            i, maxDistance, [&](std::size_t k) { return left.box(probes[k]); },
            [&](std::uint32_t item) { return right.box(item); }, exact);
        if (found) blocks[block].push_back({probe, found->item, found->distance});
        return;
      }
      int found = 0;
      index.nearest(left.box(probe), maxDistance, exact, [&](std::uint32_t item, double distance) {
        blocks[block].push_back({probe, item, distance});
        return ++found < count;
      });
    };
  });
  return grouped(blocks, left.size(), leftOf, progress.token()).items;
}

}  // namespace gis::query
