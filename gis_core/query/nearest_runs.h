// Private to this room: the nearest item of probes that come one after the other along the curve.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>

#include "gis_core/query/candidate_runs.h"

namespace gis::query {

/// What is nearest to a point is no further from its neighbour than that and the way between them: so little of the
/// tree has to be looked at. Belongs to one thread.
class NearestRuns {
 public:
  struct Nearest {
    std::uint32_t item = 0;
    double distance = 0;
  };

  NearestRuns(const SpatialIndex& index, std::size_t probes) : m_index(&index), m_runs(index, probes) {}

  /// The item with the smallest `exact(item)`, of equal ones the lowest, within `maxDistance` of the k-th probe.
  /// `exact` must not be less than the distance of the boxes; NaN: that item has none.
  template <class BoxOfProbe, class BoxOfItem, class Exact>
  std::optional<Nearest> nearestOf(std::size_t k, double maxDistance, const BoxOfProbe& boxOfProbe,
                                   const BoxOfItem& boxOfItem, const Exact& exact) {
    const geom::Envelope box = boxOfProbe(k);
    std::optional<Nearest> found;
    const auto reachOf = [&](const geom::Envelope& probe) { return std::min(maxDistance, reachFrom(probe)); };
    const auto* few = m_last ? m_runs.near(
                                   k,
                                   [&](std::size_t probe) {
                                     const geom::Envelope its = boxOfProbe(probe);
                                     return its.grown(reachOf(its));
                                   },
                                   boxOfItem)
                             : nullptr;
    if (few != nullptr && isPoint(box)) {
      found = nearestAmong(*few, box, maxDistance, exact);
    } else {
      const double reach = reachOf(box);
      found = search(box, reach, exact);
      if (!found && reach < maxDistance) found = search(box, maxDistance, exact);
    }
    m_last.reset();
    if (found && isPoint(box)) m_last = Last{box.centre(), *found};
    return found;
  }

 private:
  struct Last {
    geom::MapPoint place;
    Nearest nearest;
  };
  static bool isPoint(const geom::Envelope& box) { return box.width() == 0 && box.height() == 0; }

  /// No less than the distance from a point there to its nearest item; infinite where that is not known.
  [[nodiscard]] double reachFrom(const geom::Envelope& probe) const {
    if (!m_last || !isPoint(probe)) return std::numeric_limits<double>::infinity();
    constexpr double kSlack = 1e-9;
    const geom::MapPoint p = probe.centre();
    const double way = std::hypot(p.x - m_last->place.x, p.y - m_last->place.y);
    return (m_last->nearest.distance + way) * (1 + kSlack) + kSlack;
  }

  template <class Exact>
  std::optional<Nearest> search(const geom::Envelope& box, double maxDistance, const Exact& exact) const {
    std::optional<Nearest> found;
    m_index->nearest(box, maxDistance, exact, [&](std::uint32_t item, double distance) {
      found = Nearest{item, distance};
      return false;
    });
    return found;
  }

  template <class Exact>
  std::optional<Nearest> nearestAmong(const std::vector<CandidateRuns::Near>& few, const geom::Envelope& box,
                                      double maxDistance, const Exact& exact) const {
    std::optional<Nearest> best;
    double most = maxDistance;
    const auto look = [&](std::uint32_t item) {
      const double distance = exact(item);
      if (!(distance <= most) || (best && distance == best->distance && item > best->item)) return;
      best = Nearest{item, distance};
      most = distance;
    };
    const std::uint32_t first = m_last->nearest.item;  // often the nearest of its neighbour, too
    look(first);
    for (const CandidateRuns::Near& one : few) {
      // the distance of boxes and that of shapes are rounded differently: a bound must stay a bound
      if (one.item != first && one.box.distanceTo(box) * (1 - 1e-12) <= most) look(one.item);
    }
    return best;
  }

  const SpatialIndex* m_index;
  CandidateRuns m_runs;
  std::optional<Last> m_last;
};

}  // namespace gis::query
