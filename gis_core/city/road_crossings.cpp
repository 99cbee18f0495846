#include "gis_core/city/road_crossings.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

namespace gis::city {

namespace {

struct Segment {
  geom::MapPoint a, b;
  std::uint32_t name = 0;
};

class SegmentCollector : public geom::WkbVisitor {
 public:
  SegmentCollector(std::vector<Segment>& out, std::uint32_t name) : m_out(out), m_name(name) {}
  void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t) override {
    for (std::uint32_t i = 1; i < count; ++i) {
      const double* p = xyzm + std::size_t(i - 1) * std::size_t(stride);
      const double* q = p + stride;
      if (std::isfinite(p[0] + p[1] + q[0] + q[1])) m_out.push_back({{p[0], p[1]}, {q[0], q[1]}, m_name});
    }
  }

 private:
  std::vector<Segment>& m_out;
  std::uint32_t m_name;
};

geom::MapPoint nearestOn(const Segment& s, geom::MapPoint p) {
  const double dx = s.b.x - s.a.x, dy = s.b.y - s.a.y;
  const double length = dx * dx + dy * dy;
  const double t = length > 0 ? std::clamp(((p.x - s.a.x) * dx + (p.y - s.a.y) * dy) / length, 0.0, 1.0) : 0;
  return {s.a.x + t * dx, s.a.y + t * dy};
}

double distance(geom::MapPoint a, geom::MapPoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

/// The place where two segments cross or come nearer than `tolerance`; false when they do neither.
bool meet(const Segment& s, const Segment& t, double tolerance, geom::MapPoint& at) {
  const double rx = s.b.x - s.a.x, ry = s.b.y - s.a.y, qx = t.b.x - t.a.x, qy = t.b.y - t.a.y;
  const double cross = rx * qy - ry * qx;
  if (cross != 0) {
    const double u = ((t.a.x - s.a.x) * qy - (t.a.y - s.a.y) * qx) / cross;
    const double v = ((t.a.x - s.a.x) * ry - (t.a.y - s.a.y) * rx) / cross;
    if (u >= 0 && u <= 1 && v >= 0 && v <= 1) {
      at = {s.a.x + u * rx, s.a.y + u * ry};
      return true;
    }
  }
  // Not crossing: the shortest way between them begins at one of the four ends.
  double best = tolerance;
  bool found = false;
  const auto offer = [&](geom::MapPoint end, const Segment& other) {
    const geom::MapPoint p = nearestOn(other, end);
    if (const double d = distance(end, p); d <= best) {
      best = d;
      at = p;
      found = true;
    }
  };
  offer(s.a, t);
  offer(s.b, t);
  offer(t.a, s);
  offer(t.b, s);
  return found;
}

/// Segments by square of a grid, so that only neighbours are compared.
class Grid {
 public:
  explicit Grid(double cell) : m_cell(cell) {}
  template <typename Each>
  void forCells(const Segment& s, double margin, Each each) const {
    const auto number = [this](double v) { return std::int64_t(std::floor(v / m_cell)); };
    const std::int64_t x1 = number(std::min(s.a.x, s.b.x) - margin), x2 = number(std::max(s.a.x, s.b.x) + margin);
    const std::int64_t y1 = number(std::min(s.a.y, s.b.y) - margin), y2 = number(std::max(s.a.y, s.b.y) + margin);
    if ((x2 - x1 + 1) * (y2 - y1 + 1) > 4096) return;  // one stroke over the whole city is no street
    for (std::int64_t x = x1; x <= x2; ++x) {
      for (std::int64_t y = y1; y <= y2; ++y) each(std::uint64_t(x) * 0x9E3779B97F4A7C15ULL ^ std::uint64_t(y));
    }
  }

 private:
  double m_cell;
};

}  // namespace

std::vector<Crossing> findCrossings(const std::vector<NamedLine>& lines, Progress& progress, double toleranceMetres,
                                    double mergeMetres) {
  std::map<std::string, std::uint32_t> numbers;
  for (const NamedLine& line : lines) numbers.emplace(line.name, 0);
  std::vector<std::string> names;
  for (auto& [name, number] : numbers) {
    number = std::uint32_t(names.size());
    names.push_back(name);
  }
  std::vector<Segment> segments;
  for (const NamedLine& line : lines) {
    SegmentCollector collector(segments, numbers[line.name]);
    geom::visit(line.wkb, collector);
  }
  const Grid grid(toleranceMetres * 120);
  std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> cells;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<geom::MapPoint>> places;
  for (std::uint32_t i = 0; i < segments.size(); ++i) {
    if (i % 1024 == 0) progress.check();
    const Segment& s = segments[i];
    grid.forCells(s, toleranceMetres, [&](std::uint64_t cell) {
      auto& here = cells[cell];
      for (const std::uint32_t j : here) {
        const Segment& t = segments[j];
        geom::MapPoint at;
        if (s.name == t.name || !meet(s, t, toleranceMetres, at)) continue;
        auto& known = places[std::minmax(s.name, t.name)];
        const auto near = [&](geom::MapPoint p) { return distance(p, at) <= mergeMetres; };
        if (std::none_of(known.begin(), known.end(), near)) known.push_back(at);
      }
      here.push_back(i);
    });
  }
  std::vector<Crossing> crossings;
  for (const auto& [pair, points] : places) {
    for (const geom::MapPoint& p : points) crossings.push_back({names[pair.first], names[pair.second], p});
  }
  return crossings;
}

}  // namespace gis::city
