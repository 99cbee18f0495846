#include "sample_data/mesh.h"

#include <cassert>
#include <cmath>

namespace gis::sample {

int Mesh::addVertex(Point p) {
  m_points.push_back(p);
  return static_cast<int>(m_points.size()) - 1;
}

int Mesh::addEdge(int from, int to, EdgeData data) {
  m_edges.push_back({from, to, -1, -1, data});
  return static_cast<int>(m_edges.size()) - 1;
}

Mesh::Face Mesh::addFace(std::span<const Point> ring, std::span<const EdgeData> data) {
  assert(ring.size() == data.size());
  const int first = static_cast<int>(m_points.size());
  const int count = static_cast<int>(ring.size());
  for (const Point p : ring) addVertex(p);
  Face face;
  for (int k = 0; k < count; ++k) {
    face.push_back({addEdge(first + k, first + (k + 1) % count, data[static_cast<std::size_t>(k)]), false});
  }
  return face;
}

void Mesh::appendLeaves(Use use, Face& out) const {
  const Edge& e = m_edges[static_cast<std::size_t>(use.edge)];
  if (e.first < 0) {
    out.push_back(use);
    return;
  }
  appendLeaves({use.reversed ? e.second : e.first, use.reversed}, out);
  appendLeaves({use.reversed ? e.first : e.second, use.reversed}, out);
}

Mesh::Face Mesh::leaves(const Face& face) const {
  Face out;
  out.reserve(face.size() + 4);
  for (const Use use : face) appendLeaves(use, out);
  return out;
}

Ring Mesh::ring(const Face& face) const {
  Ring out;
  const Face fine = leaves(face);
  out.reserve(fine.size());
  for (const Use use : fine) out.push_back(from(use));
  return out;
}

int Mesh::split(int edge, Point p) {
  const Edge old = m_edges[static_cast<std::size_t>(edge)];
  const int middle = addVertex(p);
  const int first = addEdge(old.from, middle, old.data);
  const int second = addEdge(middle, old.to, old.data);
  m_edges[static_cast<std::size_t>(edge)].first = first;
  m_edges[static_cast<std::size_t>(edge)].second = second;
  return middle;
}

std::optional<int> Mesh::vertexAt(Use use, double t, double snap) {
  const Point a = from(use), b = to(use);
  const double l = distance(a, b);
  const bool frozen = data(use.edge).frozen;
  if (frozen || t * l < snap || (1 - t) * l < snap) {
    return fromVertex({use.edge, t < 0.5 ? use.reversed : !use.reversed});
  }
  return split(use.edge, surveyed(between(a, b, t)));
}

std::optional<Mesh::Cut> Mesh::cut(const Face& coarse, const CutWish& wish) {
  const Face face = leaves(coarse);
  const std::size_t n = face.size();
  const Point normal = leftOf(wish.direction);
  std::size_t enter = n, leave = n;
  double enterT = 0, leaveT = 0;
  const auto height = [&](std::size_t k) { return dot(from(face[k]) - wish.through, normal); };
  double a = height(0);
  for (std::size_t k = 0; k < n; ++k) {
    const double b = k + 1 == n ? height(0) : height(k + 1);
    if ((a < 0) != (b < 0)) {
      std::size_t& slot = a < 0 ? enter : leave;  // enter: from right of the line to left of it
      if (slot != n) return std::nullopt;         // more than two crossings
      slot = k;
      (a < 0 ? enterT : leaveT) = a / (a - b);
    }
    a = b;
  }
  if (enter == n || leave == n) return std::nullopt;

  const auto snappedIndex = [&](std::size_t k, double t) -> std::optional<std::size_t> {
    const double l = distance(from(face[k]), to(face[k]));
    if (!data(face[k].edge).frozen && t * l >= wish.snap && (1 - t) * l >= wish.snap) return std::nullopt;
    return t < 0.5 ? k : (k + 1) % n;
  };
  const auto place = [&](std::size_t k, double t) {
    const auto corner = snappedIndex(k, t);
    return corner ? from(face[*corner]) : surveyed(between(from(face[k]), to(face[k]), t));
  };
  // First look, then touch: a refused cut must leave no points behind.
  const Point p = place(enter, enterT), q = place(leave, leaveT);
  if (distance(p, q) < 1.0) return std::nullopt;
  for (const Point no : wish.avoid) {
    if (p == no || q == no) return std::nullopt;
  }
  Ring leftRing{p}, rightRing{q};
  for (std::size_t k = (enter + 1) % n;; k = (k + 1) % n) {
    if (from(face[k]) != p && from(face[k]) != q) leftRing.push_back(from(face[k]));
    if (k == leave) break;
  }
  leftRing.push_back(q);
  for (std::size_t k = (leave + 1) % n;; k = (k + 1) % n) {
    if (from(face[k]) != p && from(face[k]) != q) rightRing.push_back(from(face[k]));
    if (k == enter) break;
  }
  rightRing.push_back(p);
  const double least = std::max(wish.leastArea, 1.0);
  if (areaOf(leftRing) < least || areaOf(rightRing) < least) return std::nullopt;
  for (std::size_t k = 0; k < n; ++k) {
    const Point c = from(face[k]), d = to(face[k]);
    if (k == enter || k == leave || c == p || c == q || d == p || d == q) continue;
    if (segmentsMeet(p, q, c, d)) return std::nullopt;
  }

  const auto vertex = [&](std::size_t k, double t) {
    const auto found = vertexAt(face[k], t, wish.snap);
    return *found;
  };
  const int pVertex = vertex(enter, enterT), qVertex = vertex(leave, leaveT);
  Cut out;
  out.from = q;
  out.to = p;
  out.edge = addEdge(qVertex, pVertex, wish.data);
  const Face fine = leaves(face);
  Face* side = nullptr;
  // walk once round, starting at p: from p to q is the left side
  std::size_t start = 0;
  while (fromVertex(fine[start]) != pVertex) ++start;
  side = &out.left;
  for (std::size_t k = 0; k < fine.size(); ++k) {
    const Use use = fine[(start + k) % fine.size()];
    if (fromVertex(use) == qVertex) side = &out.right;
    side->push_back(use);
  }
  out.left.push_back({out.edge, false});
  out.right.push_back({out.edge, true});
  return out;
}

}  // namespace gis::sample
