#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <map>
#include <queue>
#include <string_view>

#include "sample_data/names.h"
#include "sample_data/plan_steps.h"

namespace gis::sample {

namespace {

/// Where a township lies, kilometres east and north of the middle of the city; roughly right.
struct Site {
  std::string_view code;
  double east, north;
};
constexpr std::array kSites{
    Site{"321002001", 0.55, 0.25}, Site{"321002002", -0.55, 0.0}, Site{"321002003", 0.4, -1.7},
    Site{"321002004", 2.3, 0.7},   Site{"321002005", 2.1, -1.6},  Site{"321002106", 3.9, 3.0},
    Site{"321002400", 5.6, -0.9},  Site{"321002401", 9, -1},      Site{"321002402", 9.5, 5},
    Site{"321002103", 8, -8},      Site{"321002102", 13, -9.5},   Site{"321002104", 18, -12},
    Site{"321003001", -2.6, -1.2}, Site{"321003005", -1.9, 0.9},  Site{"321003006", 0.3, 1.7},
    Site{"321003052", -1.4, 2.4},  Site{"321003053", 1.6, 3.0},   Site{"321003010", 3.2, 5},
    Site{"321003009", -4.7, -0.2}, Site{"321003011", -4.4, 2.2},  Site{"321003002", -5.8, -3.2},
    Site{"321003003", -3.8, -5},   Site{"321003007", -7.5, 8},    Site{"321003350", -3.5, 5},
    Site{"321003110", -10.5, 4},   Site{"321003108", -13, 9.5},   Site{"321003102", 1, 9.5},
    Site{"321003101", 3, 15},      Site{"321003100", -3, 20},     Site{"321003103", -2, -15},
    Site{"321003401", -8.5, -6},   Site{"321003402", -0.8, 6.8},  Site{"321003403", 5.5, -5},
    Site{"321071051", -1.5, -2.7}, Site{"321071050", 0.2, -5.2},  Site{"321071150", 3.5, -10.5},
    Site{"321071151", -2, -10},    Site{"321071152", -12, -11},   Site{"321012100", 14.5, 3},
    Site{"321012114", 12.5, 13},   Site{"321012116", 18, 10},     Site{"321012109", 24, 6.5},
    Site{"321012118", 20, -6},     Site{"321012119", 27, -2.5},   Site{"321012120", 31, -5},
    Site{"321012112", 33, 4},      Site{"321012110", 27, 14},     Site{"321012108", 22, 20},
    Site{"321012106", 26, 28},     Site{"321012101", 34, 19},     Site{"321012103", 38, 27},
    Site{"321012400", 12, -3.5},   Site{"321081100", -22, -12},   Site{"321081103", -14, -4},
    Site{"321081104", -17, -9},    Site{"321081105", -28, -2},    Site{"321081106", -18, 4},
    Site{"321081107", -21, 9.5},   Site{"321081108", -18, 16},    Site{"321081109", -30, 6},
    Site{"321081150", -31, -14},   Site{"321081412", -26, 2},     Site{"321081454", -27, -12.5},
    Site{"321084001", 5, 42},      Site{"321084101", 12, 46},     Site{"321084106", 24, 38},
    Site{"321084107", 14, 36},     Site{"321084108", 20, 46},     Site{"321084109", 30, 50},
    Site{"321084112", 3, 62},      Site{"321084113", 12, 60},     Site{"321084115", 20, 64},
    Site{"321084116", -6, 28},     Site{"321084200", -10, 36},    Site{"321084401", 8, 33},
    Site{"321084406", 6, 50},      Site{"321023100", -5, 94},     Site{"321023101", 2, 76},
    Site{"321023102", 14, 74},     Site{"321023103", 18, 82},     Site{"321023104", 22, 92},
    Site{"321023105", 24, 100},    Site{"321023106", 10, 86},     Site{"321023107", 4, 84},
    Site{"321023108", 6, 94},      Site{"321023109", 10, 104},    Site{"321023110", 20, 107},
    Site{"321023111", -8, 104},    Site{"321023112", 2, 100},     Site{"321023113", -4, 106},
    Site{"321084409", -20, 40},
};

constexpr std::size_t kFirstInvented = 600;  // the sequences of real ones end with 5xx
constexpr std::size_t kMostCommunities = 390;

Point middleOf(const CityPlan& plan, int quarter) {
  const Quarter& q = plan.quarters[static_cast<std::size_t>(quarter)];
  const Point a = plan.nodes[plan.node(q.column, q.row)], b = plan.nodes[plan.node(q.column + 1, q.row + 1)];
  return between(a, b, 0.5);
}

/// Neighbours across the four sides, with what the way costs: its length, more over water and big roads.
template <typename F>
void forNeighbours(const CityPlan& plan, int quarter, const F& f) {
  const Quarter& q = plan.quarters[static_cast<std::size_t>(quarter)];
  const auto go = [&](int i, int j, const Side& side) {
    if (i < 0 || j < 0 || i >= plan.columns || j >= plan.rows) return;
    const int other = static_cast<int>(plan.quarter(i, j));
    const double border = side.waterHalf > 0 ? 2.2 : side.cls == RoadClass::expressway ? 1.7 : 1.0;
    f(other, distance(middleOf(plan, quarter), middleOf(plan, other)) * border);
  };
  go(q.column - 1, q.row, plan.northward[plan.northSide(q.column, q.row)]);
  go(q.column + 1, q.row, plan.northward[plan.northSide(q.column + 1, q.row)]);
  go(q.column, q.row - 1, plan.eastward[plan.eastSide(q.column, q.row)]);
  go(q.column, q.row + 1, plan.eastward[plan.eastSide(q.column, q.row + 1)]);
}

/// Grows regions from seeds, nearest first, over the quarters for which `open` holds: connected by construction.
std::vector<int> grow(const CityPlan& plan, const std::vector<int>& seeds, const std::function<bool(int)>& open) {
  std::vector<int> label(plan.quarters.size(), -1);
  using Entry = std::tuple<double, int, int>;  // cost, quarter, region
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  for (int k = 0; k < static_cast<int>(seeds.size()); ++k) queue.emplace(0.0, seeds[static_cast<std::size_t>(k)], k);
  while (!queue.empty()) {
    const auto [cost, at, region] = queue.top();
    queue.pop();
    if (label[static_cast<std::size_t>(at)] >= 0) continue;
    label[static_cast<std::size_t>(at)] = region;
    forNeighbours(plan, at, [&, cost = cost, region = region](int next, double way) {
      if (label[static_cast<std::size_t>(next)] < 0 && open(next)) queue.emplace(cost + way, next, region);
    });
  }
  return label;
}

int nearestQuarter(const CityPlan& plan, Point p) {
  int best = 0;
  double bestDistance = std::numeric_limits<double>::infinity();
  for (int k = 0; k < static_cast<int>(plan.quarters.size()); ++k) {
    const double d = distance(middleOf(plan, k), p);
    if (d < bestDistance) bestDistance = d, best = k;
  }
  return best;
}

/// Seeds as far from each other as can be, the first one in the middle of the region.
std::vector<int> spread(const CityPlan& plan, const std::vector<int>& region, std::size_t count) {
  std::vector<int> seeds;
  std::vector<double> gap(region.size(), std::numeric_limits<double>::infinity());
  Point middle;
  for (const int q : region) middle = middle + middleOf(plan, q) * (1.0 / static_cast<double>(region.size()));
  std::size_t next = 0;
  for (std::size_t k = 1; k < region.size(); ++k) {
    if (distance(middleOf(plan, region[k]), middle) < distance(middleOf(plan, region[next]), middle)) next = k;
  }
  while (seeds.size() < count) {
    seeds.push_back(region[next]);
    const Point p = middleOf(plan, region[next]);
    for (std::size_t k = 0; k < region.size(); ++k) gap[k] = std::min(gap[k], distance(middleOf(plan, region[k]), p));
    next = static_cast<std::size_t>(std::max_element(gap.begin(), gap.end()) - gap.begin());
    if (gap[next] <= 0) break;
  }
  return seeds;
}

struct Chosen {
  const Division* division;
  int quarter;
};

std::vector<Chosen> chooseSubdistricts(const CityPlan& plan, const CodeTables& tables) {
  // a small sample has the same neighbourhoods, drawn together
  const double scale = std::min(1.0, plan.halfWidth / 3600);
  double low = 1e18, high = -1e18, left = 1e18, right = -1e18;
  for (const Point p : plan.nodes) {
    left = std::min(left, p.x), right = std::max(right, p.x);
    low = std::min(low, p.y), high = std::max(high, p.y);
  }
  std::vector<Chosen> out;
  for (const Site& site : kSites) {
    const Point p = plan.centre + Point{site.east, site.north} * (1000 * scale);
    if (p.x < left || p.x > right || p.y < low || p.y > high) continue;
    const auto list = tables.subdistricts.find(std::string(site.code.substr(0, 6)));
    if (list == tables.subdistricts.end()) continue;
    const auto found =
        std::find_if(list->second.begin(), list->second.end(), [&](const Division& d) { return d.code == site.code; });
    if (found == list->second.end() || !tables.communities.contains(found->code)) continue;
    const int quarter = nearestQuarter(plan, p);
    if (std::any_of(out.begin(), out.end(), [&](const Chosen& c) { return c.quarter == quarter; })) continue;
    out.push_back({&*found, quarter});
  }
  return out;
}

void layCommunities(CityPlan& plan, const std::vector<Division>& names, int subdistrict, const std::vector<int>& region,
                    const std::vector<int>& label) {
  double wanted = 0;
  for (const int q : region) {
    const Quarter& quarter = plan.quarters[static_cast<std::size_t>(q)];
    wanted += quarter.zone == Zone::water     ? 0.02
              : quarter.zone == Zone::rural   ? 0.3
              : quarter.zone == Zone::oldTown ? 0.75
                                              : 0.42;
  }
  // A very large sample reaches beyond the real townships; there invented communities follow the real ones, so that
  // none gets more parcels than its five digits can number.
  const auto usual = std::max(1.0, std::round(wanted));
  const auto count = std::min(kMostCommunities, std::max(std::min(static_cast<std::size_t>(usual), names.size()),
                                                         static_cast<std::size_t>(usual / 4)));
  const std::vector<int> seeds = spread(plan, region, count);
  const std::vector<int> part =
      grow(plan, seeds, [&](int q) { return label[static_cast<std::size_t>(q)] == subdistrict; });
  const int first = static_cast<int>(plan.communities.size());
  for (std::size_t k = 0; k < seeds.size(); ++k) {
    const Zone zone = plan.quarters[static_cast<std::size_t>(seeds[k])].zone;
    const bool real = k < names.size();
    const auto number = static_cast<std::uint64_t>(k + static_cast<std::size_t>(subdistrict) * 40);
    plan.communities.push_back(
        {real ? names[k].code : names[0].code.substr(0, 9) + std::to_string(kFirstInvented + k - names.size()),
         real ? names[k].name : properName(number) + "村", subdistrict, 0, zone == Zone::rural});
  }
  for (const int q : region) {
    plan.quarters[static_cast<std::size_t>(q)].community = first + part[static_cast<std::size_t>(q)];
  }
}

}  // namespace

void layDivisions(CityPlan& plan, const CodeTables& tables) {
  const std::vector<Chosen> chosen = chooseSubdistricts(plan, tables);
  std::map<std::string, int> districtOf;
  std::vector<int> seeds;
  for (const Chosen& c : chosen) {
    const std::string code = c.division->code.substr(0, 6);
    if (!districtOf.contains(code)) {
      const auto d = std::find_if(tables.districts.begin(), tables.districts.end(),
                                  [&](const Division& x) { return x.code == code; });
      districtOf[code] = static_cast<int>(plan.districts.size());
      plan.districts.push_back({code, d->name, d->nameEn});
    }
    plan.subdistricts.push_back({c.division->code, c.division->name, c.division->nameEn, districtOf[code]});
    seeds.push_back(c.quarter);
  }
  const std::vector<int> label = grow(plan, seeds, [](int) { return true; });
  std::vector<std::vector<int>> regions(chosen.size());
  for (std::size_t q = 0; q < label.size(); ++q) {
    regions[static_cast<std::size_t>(label[q])].push_back(static_cast<int>(q));
  }
  for (std::size_t s = 0; s < regions.size(); ++s) {
    layCommunities(plan, tables.communities.at(chosen[s].division->code), static_cast<int>(s), regions[s], label);
  }
}

}  // namespace gis::sample
