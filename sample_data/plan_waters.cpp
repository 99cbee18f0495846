#include <algorithm>
#include <cmath>

#include "sample_data/plan_steps.h"

namespace gis::sample {

namespace {

constexpr double kBankRoad = 9;   // width of the road on the bank
constexpr double kBankVerge = 3;  // between water and road, and between road and land

Side& sideBetween(CityPlan& plan, std::pair<int, int> a, std::pair<int, int> b) {
  const auto [i, j] = std::min(a, b);
  return a.second == b.second ? plan.eastward[plan.eastSide(i, j)] : plan.northward[plan.northSide(i, j)];
}

void goTo(River& river, int i, int j) {
  if (river.nodes.empty()) {
    river.nodes.emplace_back(i, j);
    return;
  }
  int x = river.nodes.back().first;
  int y = river.nodes.back().second;
  while (x != i) river.nodes.emplace_back(x += i > x ? 1 : -1, y);
  while (y != j) river.nodes.emplace_back(x, y += j > y ? 1 : -1);
}

int lineAt(const std::vector<double>& lines, double at) {
  int best = 1;
  for (int k = 1; k + 1 < static_cast<int>(lines.size()); ++k) {
    if (std::abs(lines[static_cast<std::size_t>(k)] - at) < std::abs(lines[static_cast<std::size_t>(best)] - at))
      best = k;
  }
  return best;
}

/// The lake northwest of the old town: down its long, winding bed in steps.
River slenderLake(const CityPlan& plan, const NetDraft& net, double trim) {
  River lake{"瘦西湖", 21, "1102", {}, trim, 28};
  int i = net.oldWest, j = net.oldNorth;
  goTo(lake, i, j);
  const int steps = std::clamp(plan.columns / 3, 3, 8);
  for (int k = 0; k < steps && i > 1 && j + 1 < plan.rows; ++k) {
    if (k % 3 == 1) {
      --i;
    } else {
      ++j;
    }
    goTo(lake, i, j);
  }
  return lake;
}

bool inWater(const CityPlan& plan, int i, int j) {
  return i >= 0 && j >= 0 && i < plan.columns && j < plan.rows && plan.quarters[plan.quarter(i, j)].zone == Zone::water;
}

/// Rivers end where they flow into the lake or the Yangtze, and begin again behind.
std::vector<River> ashore(const CityPlan& plan, const std::vector<River>& rivers) {
  constexpr double kFromShore = 16;
  std::vector<River> out;
  for (const River& river : rivers) {
    River part = river;
    part.nodes.clear();
    const auto end = [&](double trim) {
      part.trimEnd = trim;
      if (part.nodes.size() > 1) out.push_back(part);
      part.nodes.clear();
      part.trimStart = kFromShore;
    };
    for (std::size_t k = 0; k + 1 < river.nodes.size(); ++k) {
      const auto [i, j] = std::min(river.nodes[k], river.nodes[k + 1]);
      const bool east = river.nodes[k].second == river.nodes[k + 1].second;
      if (inWater(plan, i, j) && (east ? inWater(plan, i, j - 1) : inWater(plan, i - 1, j))) {
        end(kFromShore);
        continue;
      }
      if (part.nodes.empty()) part.nodes.push_back(river.nodes[k]);
      part.nodes.push_back(river.nodes[k + 1]);
    }
    end(river.trimEnd);
  }
  return out;
}

}  // namespace

void layWaters(CityPlan& plan, NetDraft& net) {
  const int west = net.oldWest, east = net.oldEast, south = net.oldSouth, north = net.oldNorth;
  const int top = plan.rows;
  River canal{"古运河", 20, "1101", {}, 0, 0};
  goTo(canal, std::min(east + 2, plan.columns - 1), top);
  goTo(canal, std::min(east + 2, plan.columns - 1), north);
  goTo(canal, east, north);
  goTo(canal, east, south);
  const int mouth = std::max(west + 1, (west + east) / 2);
  goTo(canal, mouth, south);
  goTo(canal, mouth, 0);
  net.rivers.push_back(canal);
  const double join = canal.halfWidth + kBankRoad + 2 * kBankVerge;

  River moat{"北护城河", 10, "1107", {}, join, 0};
  goTo(moat, east, north);
  goTo(moat, west, north);
  goTo(moat, west, south);
  moat.name = "护城河";
  moat.trimEnd = 0;
  goTo(moat, mouth, south);
  moat.trimEnd = join;
  net.rivers.push_back(moat);
  net.rivers.push_back(slenderLake(plan, net, join + 8));

  if (plan.halfWidth > 1800) {
    River grand{"京杭大运河", 46, "1101", {}, 0, 0};
    const int i =
        std::max(lineAt(net.east, std::min(0.66 * plan.halfWidth, 5200.0)), std::min(east + 4, plan.columns - 1));
    goTo(grand, i, 0);
    goTo(grand, i, top);
    net.rivers.push_back(grand);
  }
  if (plan.halfWidth > 9500) {
    River floodway{"廖家沟", 85, "1101", {}, 0, 0};
    goTo(floodway, lineAt(net.east, 7800), 0);
    goTo(floodway, floodway.nodes.back().first, top);
    net.rivers.push_back(floodway);
    River west2{"仪扬河", 24, "1101", {}, 0, 0};
    goTo(west2, 0, lineAt(net.north, -8600));
    goTo(west2, mouth, west2.nodes.back().second);
    west2.trimEnd = join;
    net.rivers.push_back(west2);
  }
  net.rivers = ashore(plan, net.rivers);
  for (const River& river : net.rivers) {
    for (std::size_t k = 0; k + 1 < river.nodes.size(); ++k) {
      const auto [i, j] = river.nodes[k];
      Side& side = sideBetween(plan, river.nodes[k], river.nodes[k + 1]);
      side.waterHalf = std::max(side.waterHalf, river.halfWidth);
      if (river.landUse[3] != '2') continue;
      // the lake lies in a park
      for (int dj = -1; dj <= 0; ++dj) {
        for (int di = -1; di <= 0; ++di) {
          if (i + di < 0 || j + dj < 0 || i + di >= plan.columns || j + dj >= plan.rows) continue;
          Quarter& q = plan.quarters[plan.quarter(i + di, j + dj)];
          if (q.zone == Zone::residential || q.zone == Zone::core) q.zone = Zone::park;
        }
      }
    }
  }
}

namespace {

/// One bank: each point of the centre line moved by `offset`. On the outside of a sharp turn the bank keeps near the
/// node, because land begins close behind it there.
std::vector<Point> bank(const std::vector<Point>& line, double offset, bool leftSide, double outsideOfTurn) {
  std::vector<Point> out;
  for (std::size_t k = 0; k < line.size(); ++k) {
    const Point d0 = k > 0 ? unit(line[k] - line[k - 1]) : unit(line[1] - line[0]);
    const Point d1 = k + 1 < line.size() ? unit(line[k + 1] - line[k]) : d0;
    const double sign = leftSide ? 1 : -1;
    const Point n0 = leftOf(d0) * sign, n1 = leftOf(d1) * sign;
    const double turn = cross(d0, d1) * sign;  // > 0: we are on the inside of the turn
    const Point n = unit(n0 + n1);
    const double way = turn < -0.45 ? std::min(offset, outsideOfTurn) : offset / std::max(0.5, dot(n, n0));
    out.push_back(surveyed(line[k] + n * way));
  }
  return out;
}

/// The line without its first `distanceToDrop` metres.
void trimFront(std::vector<Point>& line, std::vector<std::size_t>& nodeAt, double toDrop) {
  if (toDrop <= 0) return;
  const Point start = line.front();
  std::size_t k = 1;
  while (k + 1 < line.size() && distance(start, line[k]) <= toDrop + 1) ++k;
  const Point first = surveyed(start + unit(line[k] - start) * toDrop);
  line.erase(line.begin(), line.begin() + static_cast<std::ptrdiff_t>(k - 1));
  line.front() = first;
  for (std::size_t& at : nodeAt) at = at > k - 1 ? at - (k - 1) : 0;
}

void reverseLine(std::vector<Point>& line, std::vector<std::size_t>& nodeAt) {
  std::reverse(line.begin(), line.end());
  for (std::size_t& at : nodeAt) at = line.size() - 1 - at;
  std::reverse(nodeAt.begin(), nodeAt.end());
}

void cutRiver(CityPlan& plan, const River& river) {
  std::vector<Point> line;
  std::vector<std::size_t> nodeAt;
  for (std::size_t k = 0; k + 1 < river.nodes.size(); ++k) {
    std::vector<Point> part = sideBetween(plan, river.nodes[k], river.nodes[k + 1]).points;
    if (part.front() != plan.nodes[plan.node(river.nodes[k].first, river.nodes[k].second)]) {
      std::reverse(part.begin(), part.end());
    }
    if (!line.empty()) line.pop_back();
    nodeAt.push_back(line.size());
    line.insert(line.end(), part.begin(), part.end());
  }
  nodeAt.push_back(line.size() - 1);
  trimFront(line, nodeAt, river.trimStart);
  reverseLine(line, nodeAt);
  trimFront(line, nodeAt, river.trimEnd);
  reverseLine(line, nodeAt);

  const auto left = bank(line, river.halfWidth, true, 5), right = bank(line, river.halfWidth, false, 5);
  for (std::size_t k = 0; k + 1 < river.nodes.size(); ++k) {
    WaterReach reach{{}, river.name, river.landUse};
    const auto first = static_cast<std::ptrdiff_t>(nodeAt[k]), last = static_cast<std::ptrdiff_t>(nodeAt[k + 1]);
    reach.ring.assign(right.begin() + first, right.begin() + last + 1);
    for (std::ptrdiff_t m = last; m >= first; --m) reach.ring.push_back(left[static_cast<std::size_t>(m)]);
    if (areaOf(reach.ring) < 50) continue;
    const auto [i, j] = std::min(river.nodes[k], river.nodes[k + 1]);
    const int qi = std::min(i, plan.columns - 1), qj = std::min(j, plan.rows - 1);
    plan.quarters[plan.quarter(qi, qj)].reaches.push_back(static_cast<int>(plan.reaches.size()));
    plan.reaches.push_back(std::move(reach));
  }
  for (const bool leftSide : {true, false}) {
    MainRoad road;
    road.cls = RoadClass::embankment;
    road.width = kBankRoad;
    road.name = river.name + (leftSide ? "左岸路" : "右岸路");
    road.line = bank(line, river.halfWidth + kBankVerge + kBankRoad / 2, leftSide, 9);
    plan.embankments.push_back(std::move(road));
  }
}

}  // namespace

void cutReaches(CityPlan& plan, const NetDraft& net) {
  for (const River& river : net.rivers) cutRiver(plan, river);
}

}  // namespace gis::sample
