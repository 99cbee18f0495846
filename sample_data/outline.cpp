#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "sample_data/plan.h"

namespace gis::sample {

namespace {

/// Walks round connected sets of quarters on the net of nodes.
class OutlineWalker {
 public:
  OutlineWalker(const CityPlan& plan, const std::vector<int>& quarters)
      : m_plan(plan), m_open(quarters.begin(), quarters.end()) {}

  std::vector<std::vector<Ring>> polygons() {
    std::vector<std::vector<Ring>> out;
    while (!m_open.empty()) {
      takeComponent();
      std::vector<Ring> rings;
      for (const int q : m_component) {
        for (int side = 0; side < 4; ++side) {
          if (isBorder(q, side) && !m_walked.contains({q, side})) rings.push_back(walk(q, side));
        }
      }
      // of one connected set exactly one ring runs counter-clockwise: the shell
      std::stable_partition(rings.begin(), rings.end(), [](const Ring& r) { return areaOf(r) > 0; });
      out.push_back(std::move(rings));
    }
    return out;
  }

 private:
  // sides counter-clockwise: 0 south, 1 east, 2 north, 3 west
  [[nodiscard]] int neighbour(int q, int side) const {
    constexpr std::array<int, 4> di{0, 1, 0, -1}, dj{-1, 0, 1, 0};
    const Quarter& quarter = m_plan.quarters[static_cast<std::size_t>(q)];
    const int i = quarter.column + di[static_cast<std::size_t>(side)],
              j = quarter.row + dj[static_cast<std::size_t>(side)];
    if (i < 0 || j < 0 || i >= m_plan.columns || j >= m_plan.rows) return -1;
    return static_cast<int>(m_plan.quarter(i, j));
  }
  [[nodiscard]] bool isBorder(int q, int side) const { return !m_component.contains(neighbour(q, side)); }

  void takeComponent() {
    m_component.clear();
    std::vector<int> pending{*m_open.begin()};
    m_open.erase(m_open.begin());
    while (!pending.empty()) {
      const int q = pending.back();
      pending.pop_back();
      m_component.insert(q);
      for (int side = 0; side < 4; ++side) {
        const auto it = m_open.find(neighbour(q, side));
        if (it == m_open.end()) continue;
        pending.push_back(*it);
        m_open.erase(it);
      }
    }
  }

  void appendSide(int q, int side, Ring& ring) const {
    const Quarter& quarter = m_plan.quarters[static_cast<std::size_t>(q)];
    const int i = quarter.column, j = quarter.row;
    const Side& s = side == 0   ? m_plan.eastward[m_plan.eastSide(i, j)]
                    : side == 1 ? m_plan.northward[m_plan.northSide(i + 1, j)]
                    : side == 2 ? m_plan.eastward[m_plan.eastSide(i, j + 1)]
                                : m_plan.northward[m_plan.northSide(i, j)];
    if (side < 2) {
      ring.insert(ring.end(), s.points.begin(), s.points.end() - 1);
    } else {
      ring.insert(ring.end(), s.points.rbegin(), s.points.rend() - 1);
    }
  }

  Ring walk(int q, int side) {
    Ring ring;
    const int firstQuarter = q, firstSide = side;
    do {
      m_walked.insert({q, side});
      appendSide(q, side, ring);
      // At the end of the side: straight on along the outside. Where two quarters of the set touch at a corner only,
      // this keeps to the hole or outside we are walking along, so no ring meets itself.
      const int nextSide = (side + 1) % 4;
      const int ahead = neighbour(q, nextSide);
      const int diagonal = ahead < 0 ? -1 : neighbour(ahead, side);
      const int across = neighbour(q, side);
      const int diagonalToo = diagonal >= 0 ? diagonal : across < 0 ? -1 : neighbour(across, nextSide);
      if (diagonalToo >= 0 && m_component.contains(diagonalToo) && !m_component.contains(across)) {
        q = diagonalToo;
        side = (side + 3) % 4;
      } else if (ahead >= 0 && m_component.contains(ahead)) {
        q = ahead;
      } else {
        side = nextSide;
      }
    } while (q != firstQuarter || side != firstSide);
    return ring;
  }

  const CityPlan& m_plan;
  std::set<int> m_open;
  std::set<int> m_component;
  std::set<std::pair<int, int>> m_walked;
};

}  // namespace

std::vector<std::vector<Ring>> outlineOf(const CityPlan& plan, const std::vector<int>& quarters) {
  return OutlineWalker(plan, quarters).polygons();
}

}  // namespace gis::sample
