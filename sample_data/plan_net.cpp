#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "gis_core/base/error.h"
#include "sample_data/plan_steps.h"
#include "sample_data/purpose.h"

namespace gis::sample {

namespace {

constexpr Point kCentre{444751.0, 3585617.0};  // Yangzhou, EPSG:4549
constexpr double kSouthLimit = 17500;          // the Yangtze flows there; the city grows north of it
constexpr double kLargestHalfWidth = 62000;    // then parcels get smaller instead

/// From the straight net to the ground: turned a little and bent in long waves, never folded (the sum of the
/// slopes stays below 1/3).
Point bent(double u, double v) {
  const Point turn = turned({u, v}, 0.05);
  const double dx = 120 * std::sin(v / 1900 + 0.7) + 42 * std::sin(u / 760 + v / 940) + 300 * std::sin(v / 8800 + 0.2);
  const double dy = 100 * std::sin(u / 2300 + 2.1) + 38 * std::cos(v / 690 - u / 1100) + 480 * std::sin(u / 9400 + 0.4);
  const double dx0 = 120 * std::sin(0.7) + 300 * std::sin(0.2), dy0 = 100 * std::sin(2.1) + 38 + 480 * std::sin(0.4);
  return {kCentre.x + turn.x + dx - dx0, kCentre.y + turn.y + dy - dy0};
}

std::vector<double> layLines(Random random, double low, double high, double urban, double scale) {
  const auto step = [&](double at) {
    const double beyond = std::clamp((std::abs(at) - urban) / (0.7 * urban), 0.0, 1.0);
    return (random.range(300, 440) * (1 - beyond) + random.range(720, 1020) * beyond) * scale;
  };
  std::vector<double> up{0.0}, down;
  while (up.back() < high - 150 * scale) up.push_back(up.back() + step(up.back()));
  double at = 0;
  while (at > low + 150 * scale) {
    at -= step(at);
    down.push_back(at);
  }
  // the outer lines lie exactly on the border of the mapped square
  for (double& v : up) v *= high / up.back();
  for (double& v : down) v *= low / down.back();
  std::vector<double> lines(down.rbegin(), down.rend());
  lines.insert(lines.end(), up.begin(), up.end());
  return lines;
}

int nearestLine(const std::vector<double>& lines, double at) {
  int best = 0;
  for (int k = 1; k < static_cast<int>(lines.size()); ++k) {
    if (std::abs(lines[static_cast<std::size_t>(k)] - at) < std::abs(lines[static_cast<std::size_t>(best)] - at))
      best = k;
  }
  return best;
}

struct TownSite {
  double east, north, radius;
};
// Seats of towns around the city, kilometres from its middle; roughly where they are.
constexpr std::array<TownSite, 27> kTowns{
    {{14.5, 3, 2.6},  {9, -1, 1.0},   {9.5, 5, 0.7}, {4.6, 5.2, 0.7}, {8, -8, 0.7},    {13, -9.5, 0.8}, {18, -12, 0.8},
     {1, 9.5, 0.8},   {3, 15, 0.8},   {-3, 20, 0.9}, {-2, -15, 0.9},  {-10.5, 4, 0.7}, {-13, 9.5, 0.7}, {-6.2, -4.6, 1},
     {10.5, 15, 1.1}, {18, 10, 0.8},  {24, 6.5, 1},  {20, -6, 1},     {-22, -12, 2.4}, {-14, -4, 0.8},  {-18, 4, 0.7},
     {-21, 9.5, 0.8}, {-18, 16, 0.8}, {27, 14, 0.8}, {26, 28, 0.9},   {5, 42, 2.4},    {-5, 94, 2.2}}};

bool inTown(double u, double v) {
  return std::any_of(kTowns.begin(), kTowns.end(), [&](const TownSite& t) {
    return std::hypot(u - t.east * 1000, v - t.north * 1000) < t.radius * 1000;
  });
}

/// The bank of the Yangtze (长江), which flows in the south.
double riverBank(double u) {
  return -15600 + 900 * std::sin(u / 5200);
}

/// The middle of the lake 邵伯湖 at this latitude, and its half axes.
constexpr double kLakeNorth = 21500, kLakeHalfWidth = 2600, kLakeHalfLength = 7200;
double lakeEast(double v) {
  return 9000 + 1500 * std::sin(v / 7000);
}

/// Below 1 in the lake.
double lakeReach(double u, double v) {
  return std::hypot((u - lakeEast(v)) / kLakeHalfWidth, (v - kLakeNorth) / kLakeHalfLength);
}

bool inBigWater(double u, double v) {
  return v < riverBank(u) || lakeReach(u, v) < 1;
}

/// A node of the net that is near a shore moves onto it, by less than half a mesh.
Point toShore(Point at, double gapEast, double gapNorth) {
  const double bank = riverBank(at.x);
  if (std::abs(at.y - bank) < 0.45 * gapNorth) return {at.x, bank};
  const double reach = lakeReach(at.x, at.y);
  const Point middle{lakeEast(at.y), kLakeNorth};
  const Point out = at - middle;
  if (reach > 0.3 && length(out) * std::abs(1 / reach - 1) < 0.42 * std::min(gapEast, gapNorth)) {
    return middle + out * (1 / reach);
  }
  return at;
}

Zone urbanZone(const CityPlan& plan, Random& random, double u, double v, double radius) {
  const double d = std::hypot(u, v), t = d / radius, angle = std::atan2(v, u) * 180 / std::numbers::pi;
  const bool south = angle > -115 && angle<-55, east = angle> - 38 && angle < -8;
  if (t > 0.55 && (south || east) && random.chance(0.75)) return Zone::industry;
  if (angle > 118 && angle < 150 && d > plan.urbanRadius * 0.33 && t < 0.8 && random.chance(0.45)) return Zone::park;
  if (t > 0.42 && angle > 150 && random.chance(0.3)) return Zone::campus;
  if (random.chance(0.035)) return Zone::park;
  if (random.chance(0.03)) return Zone::campus;
  return random.chance(1.25 - 2.1 * t) ? Zone::core : Zone::residential;
}

}  // namespace

double usualDensity(Zone zone) {
  switch (zone) {
    case Zone::oldTown: return 2200;
    case Zone::core: return 620;
    case Zone::residential: return 400;
    case Zone::industry: return 120;
    case Zone::campus: return 130;
    case Zone::park: return 70;
    case Zone::town: return 800;
    case Zone::rural: return 330;
    case Zone::water: return 8;
  }
  return 300;
}

NetDraft layNet(CityPlan& plan, double halfWidth) {
  plan.centre = kCentre;
  plan.halfWidth = halfWidth;
  plan.urbanRadius = std::min({0.92 * halfWidth, 2500 + 0.28 * halfWidth, 13000.0});
  const double scale = std::clamp(halfWidth / 2600, 0.55, 1.0);
  const double south = -std::min(halfWidth, kSouthLimit);
  NetDraft net;
  net.east = layLines(plan.random(Purpose::lines, 0), -halfWidth, halfWidth, plan.urbanRadius, scale);
  net.north = layLines(plan.random(Purpose::lines, 1), south, south + 2 * halfWidth, plan.urbanRadius, scale);
  const double core = std::min(halfWidth, 3800.0);
  net.oldWest = nearestLine(net.east, -0.25 * core);
  net.oldEast = nearestLine(net.east, 0.25 * core);
  net.oldSouth = nearestLine(net.north, -0.28 * core);
  net.oldNorth = nearestLine(net.north, 0.26 * core);

  plan.columns = static_cast<int>(net.east.size()) - 1;
  plan.rows = static_cast<int>(net.north.size()) - 1;
  const auto columns = static_cast<std::size_t>(plan.columns), rows = static_cast<std::size_t>(plan.rows);
  plan.nodes.assign((columns + 1) * (rows + 1), {});
  plan.eastward.assign(columns * (rows + 1), {});
  plan.northward.assign((columns + 1) * rows, {});
  plan.quarters.assign(columns * rows, {});
  for (int j = 0; j <= plan.rows; ++j) {
    for (int i = 0; i <= plan.columns; ++i) {
      const auto gap = [](const std::vector<double>& lines, int k) {
        const int last = static_cast<int>(lines.size()) - 1;
        const auto at = [&](int n) { return lines[static_cast<std::size_t>(n)]; };
        return std::min(k > 0 ? at(k) - at(k - 1) : 1e9, k < last ? at(k + 1) - at(k) : 1e9);
      };
      Random random = plan.random(Purpose::nodes, static_cast<std::uint64_t>(i), static_cast<std::uint64_t>(j));
      const bool old = i > net.oldWest && i < net.oldEast && j > net.oldSouth && j < net.oldNorth;
      const double loose = old ? 0.15 : 0.085;
      const double u = net.east[static_cast<std::size_t>(i)] + loose * gap(net.east, i) * random.bell() * 0.6;
      const double v = net.north[static_cast<std::size_t>(j)] + loose * gap(net.north, j) * random.bell() * 0.6;
      const bool border = i == 0 || j == 0 || i == plan.columns || j == plan.rows;
      const Point at = border ? Point{u, v} : toShore({u, v}, gap(net.east, i), gap(net.north, j));
      net.nodes.push_back(at);
      plan.nodes[plan.node(i, j)] = surveyed(bent(at.x, at.y));
    }
  }
  return net;
}

void layZones(CityPlan& plan, const NetDraft& net) {
  for (int j = 0; j < plan.rows; ++j) {
    for (int i = 0; i < plan.columns; ++i) {
      Quarter& q = plan.quarters[plan.quarter(i, j)];
      q.column = i;
      q.row = j;
      const auto mid = [](const std::vector<double>& lines, int k) {
        return (lines[static_cast<std::size_t>(k)] + lines[static_cast<std::size_t>(k) + 1]) / 2;
      };
      const double u = mid(net.east, i), v = mid(net.north, j);
      const Ring corners{plan.nodes[plan.node(i, j)], plan.nodes[plan.node(i + 1, j)],
                         plan.nodes[plan.node(i + 1, j + 1)], plan.nodes[plan.node(i, j + 1)]};
      q.area = areaOf(corners);
      const Point middle = between(between(net.nodes[plan.node(i, j)], net.nodes[plan.node(i + 1, j + 1)], 0.5),
                                   between(net.nodes[plan.node(i + 1, j)], net.nodes[plan.node(i, j + 1)], 0.5), 0.5);
      q.centreDistance = std::hypot(u, v);
      Random random = plan.random(Purpose::zones, static_cast<std::uint64_t>(i), static_cast<std::uint64_t>(j));
      const double angle = std::atan2(v, u);
      const double radius = plan.urbanRadius * (1 + 0.16 * std::sin(2 * angle + 0.6) +
                                                0.12 * std::sin(3 * angle + 1.9) + 0.05 * random.bell());
      const bool old = i >= net.oldWest && i < net.oldEast && j >= net.oldSouth && j < net.oldNorth;
      if (old) {
        q.zone = Zone::oldTown;
      } else if (inBigWater(middle.x, middle.y)) {
        q.zone = Zone::water;
      } else if (q.centreDistance < radius) {
        q.zone = urbanZone(plan, random, u, v, radius);
      } else if (inTown(u, v)) {
        q.zone = random.chance(0.2) ? Zone::industry : Zone::town;
      } else {
        q.zone = random.chance(0.02) ? Zone::industry : Zone::rural;
      }
    }
  }
}

void shareOut(CityPlan& plan) {
  constexpr std::array<double, kZoneCount> kGridArea{9000, 12000, 15000, 24000, 22000, 24000, 11000, 42000, 150000};
  std::vector<double> weight;
  double total = 0;
  for (const Quarter& q : plan.quarters) {
    Random random =
        plan.random(Purpose::shares, static_cast<std::uint64_t>(q.column), static_cast<std::uint64_t>(q.row));
    weight.push_back(q.area * usualDensity(q.zone) * random.range(0.72, 1.32));
    total += weight.back();
  }
  // every quarter gets three parcels and its reaches of river; the rest goes by weight, to the last one
  std::int64_t left = plan.options.parcels;
  for (const Quarter& q : plan.quarters) left -= 3 + static_cast<std::int64_t>(q.reaches.size());
  if (left < 0) {
    throw Error(ErrorCode::internal, GIS_TR("cannot plan the sample city"), GIS_TR("more quarters than parcels"));
  }
  double sum = 0;
  std::int64_t given = 0;
  for (std::size_t k = 0; k < plan.quarters.size(); ++k) {
    Quarter& q = plan.quarters[k];
    sum += weight[k];
    const std::int64_t until =
        k + 1 == plan.quarters.size() ? left : std::llround(sum / total * static_cast<double>(left));
    const int own = 3 + static_cast<int>(until - given);
    given = until;
    q.parcels = own + static_cast<int>(q.reaches.size());
    const double gridArea = kGridArea[static_cast<std::size_t>(q.zone)];
    q.grids = std::clamp(static_cast<int>(std::lround(q.area / gridArea)), 1, std::max(1, own * 2 / 3));
  }
  std::vector<int> nextParcel(plan.communities.size(), 1), nextGrid(plan.communities.size(), 1);
  for (Quarter& q : plan.quarters) {
    const auto c = static_cast<std::size_t>(q.community);
    q.firstParcel = nextParcel[c];
    q.firstGrid = nextGrid[c];
    nextParcel[c] += q.parcels;
    nextGrid[c] += q.grids;
    plan.communities[c].parcels += q.parcels;
  }
}

namespace {

/// Where things happen: in the middle more than outside, and in a few hot spots far more.
void shareOutIncidents(CityPlan& plan) {
  constexpr std::array<double, kZoneCount> kPull{9, 8, 4, 2, 3, 2, 4, 0.15, 0};
  const std::int64_t asked = plan.options.incidents;
  const std::int64_t count = asked >= 0 ? asked : std::min<std::int64_t>(plan.options.parcels / 20, 50000);
  std::vector<double> weight;
  double total = 0;
  for (Quarter& q : plan.quarters) {
    Random random =
        plan.random(Purpose::incidents, static_cast<std::uint64_t>(q.column), static_cast<std::uint64_t>(q.row));
    const double pull = kPull[static_cast<std::size_t>(q.zone)];
    q.hotSpot = pull >= 4 && random.chance(0.06);
    weight.push_back(q.area * pull * random.range(0.2, 1.8) * (q.hotSpot ? 8 : 1));
    total += weight.back();
  }
  double sum = 0;
  std::int64_t given = 0;
  for (std::size_t k = 0; k < plan.quarters.size(); ++k) {
    sum += weight[k];
    const std::int64_t until = std::llround(sum / total * static_cast<double>(count));
    plan.quarters[k].incidents = static_cast<int>(until - given);
    given = until;
  }
}

}  // namespace

CityPlan makePlan(const PlanOptions& options, const CodeTables& tables) {
  if (options.parcels < 2000 || options.parcels > 10000000) {
    throw Error(ErrorCode::invalidValue,
                {GIS_TR("cannot make a sample city of {0} parcels"), {std::to_string(options.parcels)}},
                GIS_TR("it can have 2000 to 10000000"), GIS_TR("choose another number"));
  }
  CityPlan plan;
  plan.options = options;
  const auto wanted = static_cast<double>(options.parcels);
  double halfWidth = std::sqrt(wanted * 2200) / 2;
  NetDraft net;
  // the size of the square follows from what the quarters in it would hold
  for (int round = 0; round < 4; ++round) {
    halfWidth = std::min(halfWidth, kLargestHalfWidth);
    net = layNet(plan, halfWidth);
    layZones(plan, net);
    double holds = 0;
    for (const Quarter& q : plan.quarters) holds += q.area * 1e-6 * usualDensity(q.zone);
    if (round < 3) halfWidth *= std::sqrt(wanted / holds);
  }
  layWaters(plan, net);
  layRoads(plan, net);
  cutReaches(plan, net);
  layDivisions(plan, tables);
  shareOut(plan);
  shareOutIncidents(plan);
  return plan;
}

}  // namespace gis::sample
