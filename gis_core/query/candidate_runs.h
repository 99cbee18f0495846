// Private to this room: what lies near probes that come one after the other along the curve.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "gis_core/query/spatial_index.h"

namespace gis::query {

/// Asks the tree once for a run of probes, as long as that finds few items. `boxOfProbe(k)` is the box around the k-th
/// probe, `boxOfItem(item)` that of what the tree holds. Belongs to one thread.
class CandidateRuns {
 public:
  struct Near {
    geom::Envelope box;
    std::uint32_t item = 0;
  };

  CandidateRuns(const SpatialIndex& index, std::size_t probes) : m_index(&index), m_count(probes) {}

  /// Every item whose box meets that of the k-th probe is among these, in an order that is fixed for the same input;
  /// nullptr: there are many, the tree itself must be asked.
  template <class BoxOfProbe, class BoxOfItem>
  const std::vector<Near>* near(std::size_t k, const BoxOfProbe& boxOfProbe, const BoxOfItem& boxOfItem) {
    if (k < m_begin || k >= m_end) gather(k, boxOfProbe, boxOfItem);
    return m_isUsed ? &m_near : nullptr;
  }
  /// Calls `candidate(item)` for every item whose box meets that of the k-th probe, until it returns false. The order
  /// is fixed for the same input.
  template <class BoxOfProbe, class BoxOfItem, class Candidate>
  void candidatesOf(std::size_t k, const BoxOfProbe& boxOfProbe, const BoxOfItem& boxOfItem,
                    const Candidate& candidate) {
    const std::vector<Near>* few = near(k, boxOfProbe, boxOfItem);
    const geom::Envelope box = boxOfProbe(k);
    if (few == nullptr) return m_index->search(box, candidate);
    for (const Near& one : *few) {
      if (one.box.intersects(box) && !candidate(one.item)) return;
    }
  }

 private:
  static constexpr std::size_t kRun = 16;
  static constexpr std::size_t kFew = 128;        // going through so many is quicker than the tree
  static constexpr std::size_t kRunsWithout = 2;  // after one that found more

  template <class BoxOfProbe, class BoxOfItem>
  void gather(std::size_t k, const BoxOfProbe& boxOfProbe, const BoxOfItem& boxOfItem) {
    m_begin = k;
    m_end = std::min(k + kRun, m_count);
    m_near.clear();
    if (m_waiting > 0) {
      --m_waiting;
      m_isUsed = false;
      return;
    }
    geom::Envelope all;
    for (std::size_t probe = m_begin; probe < m_end; ++probe) all.include(boxOfProbe(probe));
    m_isUsed = true;
    m_index->search(all, [&](std::uint32_t item) {
      m_near.push_back({boxOfItem(item), item});
      return m_isUsed = m_near.size() <= kFew;
    });
    if (!m_isUsed) m_waiting = kRunsWithout;
  }

  const SpatialIndex* m_index;
  std::size_t m_count;
  std::size_t m_begin = 0, m_end = 0;
  std::size_t m_waiting = 0;
  bool m_isUsed = false;
  std::vector<Near> m_near;
};

}  // namespace gis::query
