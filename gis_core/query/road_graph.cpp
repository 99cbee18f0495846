#include "gis_core/query/road_graph.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>
#include <unordered_map>

#include "gis_core/base/error.h"
#include "gis_core/query/spatial_index.h"

namespace gis::query {

namespace {

constexpr double kNoWay = std::numeric_limits<double>::infinity();

double lengthOf(geom::MapPoint a, geom::MapPoint b) {
  return std::hypot(b.x - a.x, b.y - a.y);
}

/// How far along a segment the place nearest to `p` lies, and how far from `p` that is.
std::pair<double, double> nearestOnSegment(geom::MapPoint a, geom::MapPoint b, geom::MapPoint p) {
  const double dx = b.x - a.x;
  const double dy = b.y - a.y;
  const double square = dx * dx + dy * dy;
  const double t = square > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0.0, 1.0) : 0;
  return {t * std::sqrt(square), std::hypot(a.x + t * dx - p.x, a.y + t * dy - p.y)};
}

/// Places by numbers: two within the tolerance have the same one (the first that was there).
class Places {
 public:
  explicit Places(double snap) : m_snap(snap > 0 ? snap : 1e-9) {}

  [[nodiscard]] std::optional<std::uint32_t> find(geom::MapPoint p) const {
    const auto [x, y] = cellOf(p);
    for (std::int64_t i = x - 1; i <= x + 1; ++i) {
      for (std::int64_t k = y - 1; k <= y + 1; ++k) {
        const auto [first, last] = m_cells.equal_range(keyOf(i, k));
        for (auto at = first; at != last; ++at) {
          if (lengthOf(m_places[at->second], p) <= m_snap) return at->second;
        }
      }
    }
    return std::nullopt;
  }
  std::uint32_t add(geom::MapPoint p) {
    if (const auto known = find(p)) return *known;
    const auto number = std::uint32_t(m_places.size());
    m_places.push_back(p);
    const auto [x, y] = cellOf(p);
    m_cells.emplace(keyOf(x, y), number);
    return number;
  }
  [[nodiscard]] std::size_t size() const { return m_places.size(); }

 private:
  [[nodiscard]] std::pair<std::int64_t, std::int64_t> cellOf(geom::MapPoint p) const {
    return {std::int64_t(std::floor(p.x / m_snap)), std::int64_t(std::floor(p.y / m_snap))};
  }
  static std::uint64_t keyOf(std::int64_t x, std::int64_t y) {
    return std::uint64_t(x) * 0x9E3779B97F4A7C15ULL ^ std::uint64_t(y);
  }
  double m_snap;
  std::vector<geom::MapPoint> m_places;
  std::unordered_multimap<std::uint64_t, std::uint32_t> m_cells;
};

/// The corners of every line of a geometry.
struct LineCollector : geom::WkbVisitor {
  void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t) override {
    std::vector<geom::MapPoint> line;
    for (std::uint32_t i = 0; i < count; ++i, xyzm += stride) line.push_back({xyzm[0], xyzm[1]});
    if (line.size() > 1) lines.push_back(std::move(line));
  }
  std::vector<std::vector<geom::MapPoint>> lines;
};

}  // namespace

/// Ends first, then lines cut at the ends of others.
class RoadGraph::Builder {
 public:
  Builder(RoadGraph& graph, double snap) : m_graph(graph), m_nodes(snap) {}

  void run(const GeometrySet& set, Progress& progress) {
    LineCollector collector;
    for (std::size_t i = 0; i < set.size(); ++i) {
      if (i % 4096 == 0) progress.check();
      if (set.takesPart(i)) geom::visit(set.wkb(i), collector);
    }
    for (const auto& line : collector.lines) {
      (void)m_nodes.add(line.front());
      (void)m_nodes.add(line.back());
    }
    for (const auto& line : collector.lines) {
      progress.check();
      cut(line);
    }
    connect();
  }

 private:
  void cut(const std::vector<geom::MapPoint>& line) {
    Edge edge;
    edge.from = *m_nodes.find(line.front());
    for (std::size_t i = 1; i < line.size(); ++i) {
      const double length = lengthOf(line[i - 1], line[i]);
      m_graph.m_segments.push_back({line[i - 1], line[i], std::uint32_t(m_graph.m_edges.size()), edge.length});
      edge.length += length;
      const bool last = i + 1 == line.size();
      const auto node = m_nodes.find(line[i]);
      if (!node || (!last && *node == edge.from && edge.length <= 0)) continue;
      edge.to = *node;
      m_graph.m_edges.push_back(edge);
      edge = {*node, 0, 0};
    }
  }
  void connect() {
    std::vector<std::uint32_t>& first = m_graph.m_firstWay;
    first.assign(m_nodes.size() + 1, 0);
    for (const Edge& edge : m_graph.m_edges) {
      ++first[edge.from + 1];
      ++first[edge.to + 1];
    }
    for (std::size_t i = 1; i < first.size(); ++i) first[i] += first[i - 1];
    m_graph.m_ways.resize(first.back());
    std::vector<std::uint32_t> next(first.begin(), first.end() - 1);
    for (const Edge& edge : m_graph.m_edges) {
      m_graph.m_ways[next[edge.from]++] = {edge.to, edge.length};
      m_graph.m_ways[next[edge.to]++] = {edge.from, edge.length};
    }
  }

  RoadGraph& m_graph;
  Places m_nodes;
};

RoadGraph::RoadGraph(const GeometrySet& lines, double snap, Progress& progress) {
  Builder(*this, snap).run(lines, progress);
  std::vector<geom::Envelope> boxes;
  boxes.reserve(m_segments.size());
  for (const Segment& segment : m_segments) {
    geom::Envelope box;
    box.include(segment.a.x, segment.a.y);
    box.include(segment.b.x, segment.b.y);
    boxes.push_back(box);
  }
  m_index = std::make_unique<SpatialIndex>(boxes);
}

RoadGraph::RoadGraph(RoadGraph&&) noexcept = default;
RoadGraph& RoadGraph::operator=(RoadGraph&&) noexcept = default;
RoadGraph::~RoadGraph() = default;

std::optional<RoadGraph::Place> RoadGraph::nearestTo(geom::MapPoint p) const {
  std::optional<Place> found;
  m_index->nearest(
      {p.x, p.y, p.x, p.y}, kNoWay,
      [&](std::uint32_t item) { return nearestOnSegment(m_segments[item].a, m_segments[item].b, p).second; },
      [&](std::uint32_t item, double distance) {
        const Segment& segment = m_segments[item];
        found = Place{segment.edge, segment.before + nearestOnSegment(segment.a, segment.b, p).first, distance};
        return false;
      });
  return found;
}

RoadGraph::Distances RoadGraph::from(std::span<const Place> sources, const CancelToken& token) const {
  Distances out;
  out.m_graph = this;
  out.m_nodes.assign(nodes(), kNoWay);
  out.m_sources.assign(sources.begin(), sources.end());
  std::stable_sort(out.m_sources.begin(), out.m_sources.end(),
                   [](const Place& a, const Place& b) { return a.edge < b.edge; });
  out.m_firstSource.assign(edges() + 1, 0);
  for (const Place& source : out.m_sources) ++out.m_firstSource[source.edge + 1];
  for (std::size_t i = 1; i < out.m_firstSource.size(); ++i) out.m_firstSource[i] += out.m_firstSource[i - 1];

  using Reached = std::pair<double, std::uint32_t>;
  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> queue;
  const auto reach = [&](std::uint32_t node, double distance) {
    if (distance >= out.m_nodes[node]) return;
    out.m_nodes[node] = distance;
    queue.emplace(distance, node);
  };
  for (const Place& source : out.m_sources) {
    const Edge& edge = m_edges[source.edge];
    reach(edge.from, source.access + source.along);
    reach(edge.to, source.access + edge.length - source.along);
  }
  std::size_t steps = 0;
  while (!queue.empty()) {
    if (++steps % 4096 == 0) token.check();
    const auto [distance, node] = queue.top();
    queue.pop();
    if (distance > out.m_nodes[node]) continue;
    for (std::uint32_t way = m_firstWay[node]; way < m_firstWay[node + 1]; ++way) {
      reach(m_ways[way].node, distance + m_ways[way].length);
    }
  }
  return out;
}

double RoadGraph::Distances::to(const Place& place) const {
  const Edge& edge = m_graph->m_edges[place.edge];
  double best = std::min(m_nodes[edge.from] + place.along, m_nodes[edge.to] + edge.length - place.along);
  for (std::uint32_t i = m_firstSource[place.edge]; i < m_firstSource[place.edge + 1]; ++i) {
    best = std::min(best, m_sources[i].access + std::abs(m_sources[i].along - place.along));
  }
  return best + place.access;
}

}  // namespace gis::query
