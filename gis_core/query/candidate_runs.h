// Private to this room: what lies near probes that come one after the other along the curve.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "gis_core/query/spatial_index.h"

namespace gis::query {

/// The tree is asked once for a run of probes, as long as that finds few items. `boxOfProbe(k)` is the box around the
/// k-th of them, `boxOfItem(item)` that of what the tree holds. Belongs to one thread.
template <class BoxOfProbe, class BoxOfItem>
class CandidateRuns {
 public:
  CandidateRuns(const SpatialIndex& index, std::size_t probes, BoxOfProbe boxOfProbe, BoxOfItem boxOfItem)
      : m_index(index), m_count(probes), m_boxOfProbe(std::move(boxOfProbe)), m_boxOfItem(std::move(boxOfItem)) {}

  /// Calls `candidate(item)` for every item whose box meets that of the k-th probe, until it returns false. The order
  /// is fixed for the same input.
  template <class Candidate>
  void candidatesOf(std::size_t k, const Candidate& candidate) {
    if (k < m_begin || k >= m_end) gather(k);
    const geom::Envelope box = m_boxOfProbe(k);
    if (!m_isUsed) return m_index.search(box, candidate);
    for (const auto& [itsBox, item] : m_found) {
      if (itsBox.intersects(box) && !candidate(item)) return;
    }
  }

 private:
  static constexpr std::size_t kRun = 16;
  static constexpr std::size_t kFew = 128;        // going through so many is quicker than the tree
  static constexpr std::size_t kRunsWithout = 2;  // after one that found more

  void gather(std::size_t k) {
    m_begin = k;
    m_end = std::min(k + kRun, m_count);
    m_found.clear();
    if (m_waiting > 0) {
      --m_waiting;
      m_isUsed = false;
      return;
    }
    geom::Envelope all;
    for (std::size_t probe = m_begin; probe < m_end; ++probe) all.include(m_boxOfProbe(probe));
    m_isUsed = true;
    m_index.search(all, [&](std::uint32_t item) {
      m_found.emplace_back(m_boxOfItem(item), item);
      return m_isUsed = m_found.size() <= kFew;
    });
    if (!m_isUsed) m_waiting = kRunsWithout;
  }

  const SpatialIndex& m_index;
  std::size_t m_count;
  BoxOfProbe m_boxOfProbe;
  BoxOfItem m_boxOfItem;
  std::size_t m_begin = 0, m_end = 0;
  std::size_t m_waiting = 0;
  bool m_isUsed = false;
  std::vector<std::pair<geom::Envelope, std::uint32_t>> m_found;
};

}  // namespace gis::query
