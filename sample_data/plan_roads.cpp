#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "sample_data/names.h"
#include "sample_data/plan_steps.h"
#include "sample_data/purpose.h"

namespace gis::sample {

namespace {

constexpr double kPointSpacing = 42;  // metres between the points of a side
constexpr double kBankSpace = 15;     // from water to land: verge, road, verge

struct Profile {
  RoadClass cls;
  double width;
};

/// What a main road is between two quarters. A trunk road stays one between the towns.
Profile profile(RoadClass line, bool trunk, Zone a, Zone b) {
  if (a == Zone::water && b == Zone::water) return {RoadClass::none, 0};
  if (a == Zone::oldTown && b == Zone::oldTown) {
    return line == RoadClass::secondary ? Profile{RoadClass::local, 13} : Profile{RoadClass::secondary, 24};
  }
  if (a == Zone::park && b == Zone::park && line == RoadClass::secondary) return {RoadClass::local, 12};
  if ((builtUp(a) && builtUp(b)) || (trunk && line == RoadClass::arterial)) {
    switch (line) {
      case RoadClass::expressway: return {line, 60};
      case RoadClass::arterial: return {line, 42};
      default: return {RoadClass::secondary, 27};
    }
  }
  switch (line) {
    case RoadClass::expressway: return {line, 54};
    case RoadClass::arterial: return {RoadClass::secondary, 26};
    default: return builtUp(a) || builtUp(b) ? Profile{RoadClass::secondary, 24} : Profile{RoadClass::country, 11};
  }
}

/// The rank of line k (0 = the one through the middle).
RoadClass lineClass(const std::vector<double>& lines, int k, double urbanRadius) {
  int middle = 0, westRing = 0, eastRing = 0;
  const auto off = [&](int n, double at) { return std::abs(lines[static_cast<std::size_t>(n)] - at); };
  for (int n = 0; n < static_cast<int>(lines.size()); ++n) {
    if (off(n, 0) < off(middle, 0)) middle = n;
    if (off(n, -0.8 * urbanRadius) < off(westRing, -0.8 * urbanRadius)) westRing = n;
    if (off(n, 0.8 * urbanRadius) < off(eastRing, 0.8 * urbanRadius)) eastRing = n;
  }
  if (urbanRadius > 2200 && (k == westRing || k == eastRing)) return RoadClass::expressway;
  return (k - middle) % 3 == 0 ? RoadClass::arterial : RoadClass::secondary;
}

/// The points of a side from a to b: a soft bow, a wider one where a river runs.
std::vector<Point> bow(Random random, Point a, Point b, bool water) {
  const double l = distance(a, b);
  const int parts = std::clamp(static_cast<int>(std::lround(l / kPointSpacing)), 4, 40);
  const Point normal = leftOf(unit(b - a));
  const double amplitude =
      l * (water ? random.range(0.03, 0.075) : random.range(0.0, 0.022)) * (random.chance(0.5) ? 1 : -1);
  const double wave = water ? l * random.range(-0.02, 0.02) : 0;
  std::vector<Point> points;
  for (int k = 0; k <= parts; ++k) {
    const double t = static_cast<double>(k) / parts;
    const double bulge = 4 * t * (1 - t) * amplitude + std::sin(2 * 3.14159265358979 * t) * wave;
    points.push_back(k == 0 ? a : k == parts ? b : surveyed(between(a, b, t) + normal * bulge));
  }
  return points;
}

/// Gives consecutive sides of one line their road: a new one where class or name changes.
class RoadLayer {
 public:
  explicit RoadLayer(CityPlan& plan) : m_plan(plan) {}

  void begin() { m_road = -1; }
  void add(Side& side, const std::string& name) {
    if (side.cls == RoadClass::none) {
      m_road = -1;
      return;
    }
    if (m_road < 0 || road().name != name || road().cls != side.cls || road().width != side.roadWidth) {
      const bool sameName = m_road >= 0 && road().name == name;
      if (!sameName) m_chainage = 0;
      m_road = static_cast<int>(m_plan.roads.size());
      m_plan.roads.push_back({name, side.cls, side.roadWidth, {side.points.front()}});
    }
    side.road = m_road;
    side.chainage = m_chainage;
    auto& line = road().line;
    line.insert(line.end(), side.points.begin() + 1, side.points.end());
    for (std::size_t k = 0; k + 1 < side.points.size(); ++k) m_chainage += distance(side.points[k], side.points[k + 1]);
  }

 private:
  MainRoad& road() { return m_plan.roads[static_cast<std::size_t>(m_road)]; }
  CityPlan& m_plan;
  int m_road = -1;
  double m_chainage = 0;
};

int middleLine(const std::vector<double>& lines) {
  int best = 0;
  for (int n = 0; n < static_cast<int>(lines.size()); ++n) {
    if (std::abs(lines[static_cast<std::size_t>(n)]) < std::abs(lines[static_cast<std::size_t>(best)])) best = n;
  }
  return best;
}

void shapeSides(CityPlan& plan, const NetDraft& net) {
  const auto zone = [&](int i, int j, Zone other) {
    return i < 0 || j < 0 || i >= plan.columns || j >= plan.rows ? other : plan.quarters[plan.quarter(i, j)].zone;
  };
  const auto shape = [&](Side& side, RoadClass line, bool trunk, Zone a, Zone b, Point from, Point to, Random random) {
    const bool water = side.waterHalf > 0;
    if (water) {
      side.inset = side.waterHalf + kBankSpace;
    } else {
      const Profile p = profile(line, trunk, a, b);
      side.cls = p.cls;
      side.roadWidth = p.width;
      side.inset = p.width / 2;
    }
    side.points = bow(random, from, to, water);
  };
  for (int j = 0; j <= plan.rows; ++j) {
    const RoadClass line = lineClass(net.north, j, plan.urbanRadius);
    const bool trunk = (j - middleLine(net.north)) % 12 == 0;
    for (int i = 0; i < plan.columns; ++i) {
      const Zone up = zone(i, j, zone(i, j - 1, Zone::rural)), down = zone(i, j - 1, up);
      shape(plan.eastward[plan.eastSide(i, j)], line, trunk, up, down, plan.nodes[plan.node(i, j)],
            plan.nodes[plan.node(i + 1, j)], plan.random(Purpose::meander, plan.eastSide(i, j), 0));
    }
  }
  for (int i = 0; i <= plan.columns; ++i) {
    const RoadClass line = lineClass(net.east, i, plan.urbanRadius);
    const bool trunk = (i - middleLine(net.east)) % 12 == 0;
    for (int j = 0; j < plan.rows; ++j) {
      const Zone right = zone(i, j, zone(i - 1, j, Zone::rural)), left = zone(i - 1, j, right);
      shape(plan.northward[plan.northSide(i, j)], line, trunk, right, left, plan.nodes[plan.node(i, j)],
            plan.nodes[plan.node(i, j + 1)], plan.random(Purpose::meander, plan.northSide(i, j), 1));
    }
  }
}

}  // namespace

const char* roadClassName(RoadClass cls) {
  switch (cls) {
    case RoadClass::none: return "";
    case RoadClass::expressway: return "快速路";
    case RoadClass::arterial: return "主干路";
    case RoadClass::secondary: return "次干路";
    case RoadClass::local: return "支路";
    case RoadClass::lane: return "街巷";
    case RoadClass::country: return "乡村道路";
    case RoadClass::embankment: return "滨河路";
  }
  return "";
}

int roadGrade(RoadClass cls) {
  switch (cls) {
    case RoadClass::none: return 0;
    case RoadClass::expressway: return 1;
    case RoadClass::arterial: return 2;
    case RoadClass::secondary: return 3;
    case RoadClass::local: return 4;
    case RoadClass::country:
    case RoadClass::embankment: return 5;
    case RoadClass::lane: return 6;
  }
  return 0;
}

void layRoads(CityPlan& plan, const NetDraft& net) {
  shapeSides(plan, net);
  const int middleColumn = middleLine(net.east), middleRow = middleLine(net.north);
  RoadLayer layer(plan);
  for (int j = 0; j <= plan.rows; ++j) {
    layer.begin();
    for (int i = 0; i < plan.columns; ++i) {
      const double u = (net.east[static_cast<std::size_t>(i)] + net.east[static_cast<std::size_t>(i) + 1]) / 2;
      Side& side = plan.eastward[plan.eastSide(i, j)];
      layer.add(side, mainRoadName(true, j - middleRow, u, lineClass(net.north, j, plan.urbanRadius)));
    }
  }
  for (int i = 0; i <= plan.columns; ++i) {
    layer.begin();
    for (int j = 0; j < plan.rows; ++j) {
      const double v = (net.north[static_cast<std::size_t>(j)] + net.north[static_cast<std::size_t>(j) + 1]) / 2;
      Side& side = plan.northward[plan.northSide(i, j)];
      layer.add(side, mainRoadName(false, i - middleColumn, v, lineClass(net.east, i, plan.urbanRadius)));
    }
  }
}

}  // namespace gis::sample
