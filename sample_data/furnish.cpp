// What stands along the streets of a quarter, and the places people look for.
#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string_view>

#include "sample_data/names.h"
#include "sample_data/purpose.h"
#include "sample_data/quarter_steps.h"

namespace gis::sample {

namespace {

/// A door plate every few metres of road: odd numbers on its left, even ones on its right.
int houseNumber(const QuarterRoad& road, Point at, bool narrow) {
  const Point d = unit(road.to - road.from);
  const double along = road.chainage + std::max(0.0, dot(at - road.from, d));
  const bool left = cross(d, at - road.from) > 0;
  const int n = static_cast<int>(along / (narrow ? 6.0 : 11.0));
  return 2 * n + (left ? 1 : 2);
}

void plates(QuarterWork& work) {
  QuarterCity& city = work.city;
  std::set<std::pair<int, int>> taken;
  for (std::size_t k = 0; k < city.parcels.size(); ++k) {
    Parcel& parcel = city.parcels[k];
    const std::string_view use = parcel.landUse;
    const bool house = use.starts_with("05") || use.starts_with("06") || use.starts_with("07") || use.starts_with("08");
    if (parcel.road < 0 || !house) continue;
    const QuarterRoad& road = city.roads[static_cast<std::size_t>(parcel.road)];
    if (road.name.empty()) continue;
    int number = houseNumber(road, parcel.front, road.width < 10);
    while (!taken.insert({parcel.road, number}).second) number += 2;
    parcel.houseNumber = number;
    city.plates.push_back({surveyed(parcel.front), static_cast<int>(k), parcel.road, number});
  }
}

struct NamedPlace {
  std::string name;
  const char* kind;
};

template <std::size_t N>
const char* oneOf(Random& random, const std::array<const char*, N>& list) {
  return list[static_cast<std::size_t>(random.below(static_cast<int>(N)))];
}

NamedPlace placeOn(const Parcel& parcel, Random& random, const std::string& community) {
  static constexpr std::array<const char*, 6> kShop{"超市", "便利店", "药房", "五金店", "水果店", "书店"};
  static constexpr std::array<const char*, 6> kFood{"茶社", "面馆", "包子铺", "饭店", "早茶店", "小吃店"};
  static constexpr std::array<const char*, 4> kClinic{"社区卫生服务中心", "卫生服务站", "门诊部", "口腔诊所"};
  static constexpr std::array<const char*, 4> kEstate{"花园", "苑", "新村", "家园"};
  static constexpr std::array<const char*, 4> kWorks{"机械有限公司", "电子有限公司", "纺织有限公司", "新材料有限公司"};
  const std::string_view use = parcel.landUse;
  const std::string proper = properName(random.next() % 2304);
  std::string place = community;
  for (const std::string_view tail : {"社区", "村"}) {
    if (place.ends_with(tail)) place.resize(place.size() - tail.size());
  }
  if (use == "0803") {
    if (parcel.area < 4000) return {place + "幼儿园", "幼儿园"};
    if (parcel.area > 16000) return {"扬州市" + proper + "中学", "中学"};
    return {"扬州市" + place + "小学", "小学"};
  }
  if (use == "0805") {
    if (parcel.area > 6000) return {"扬州市" + proper + "医院", "医院"};
    return {place + oneOf(random, kClinic), "诊所"};
  }
  if (use == "0502") return {place + "农贸市场", "市场"};
  if (use == "0504") return {proper + "大酒店", "宾馆"};
  if (use == "0505") return {proper + "大厦", "写字楼"};
  if (use == "0501") {
    if (parcel.area > 2600) return {place + "农贸市场", "市场"};
    if (parcel.area > 1600) return {proper + "购物中心", "商场"};
    if (random.chance(0.14)) return {proper + oneOf(random, kFood), "餐饮"};
    if (random.chance(0.16)) return {proper + oneOf(random, kShop), "商店"};
    return {};
  }
  if (use == "0701" && parcel.area > 2600) return {proper + oneOf(random, kEstate), "住宅小区"};
  if (use == "0601" && parcel.area > 3000) return {"扬州" + proper + oneOf(random, kWorks), "企业"};
  if (use == "0801") return {place + (random.chance(0.4) ? "派出所" : "便民服务中心"), "政府机构"};
  if (use == "0806") return {place + "养老院", "养老院"};
  if (use == "0807") return {proper + (random.chance(0.5) ? "文化馆" : "博物馆"), "文化设施"};
  if (use == "0808") return {proper + "体育馆", "体育设施"};
  if (use == "0810" && parcel.area > 2500) return {proper + "公园", "公园"};
  if (use == "0904") return {proper + (random.chance(0.7) ? "寺" : "观"), "宗教场所"};
  if (use == "0906") return {proper + "园", "景点"};
  if (use == "0809") return {place + (random.chance(0.5) ? "公共厕所" : "垃圾中转站"), "公用设施"};
  if (use == "1005") return {proper + "公交站", "交通站场"};
  return {};
}

void places(QuarterWork& work) {
  Random random = work.plan.random(Purpose::places, static_cast<std::uint64_t>(work.quarter.column),
                                   static_cast<std::uint64_t>(work.quarter.row));
  const std::string& community = work.plan.communities[static_cast<std::size_t>(work.quarter.community)].name;
  std::set<std::string> taken;
  std::set<std::pair<int, std::string_view>> single;  // a unit grid has one park, one clinic …
  for (std::size_t k = 0; k < work.city.parcels.size(); ++k) {
    Parcel& parcel = work.city.parcels[k];
    NamedPlace place = placeOn(parcel, random, community);
    if (place.name.empty() || !taken.insert(place.name).second) continue;
    const std::string_view kind = place.kind;
    const bool many = kind == "餐饮" || kind == "商店" || kind == "写字楼" || kind == "企业" || kind == "住宅小区";
    if (!many && !single.insert({parcel.grid, kind}).second) continue;
    if (parcel.area > 1500) parcel.name = place.name;
    Point at = centroidOf(work.city.pointsOf(parcel.ring));
    if (!inside(work.city.pointsOf(parcel.ring), at)) at = parcel.front;
    work.city.places.push_back({surveyed(at), std::move(place.name), place.kind, static_cast<int>(k)});
  }
}

/// Components along one stretch of road in front of one unit grid.
class Kerb {
 public:
  Kerb(QuarterWork& work, Random& random) : m_work(work), m_random(random), m_urban(builtUp(work.quarter.zone)) {
    // very large samples are thinned: a county numbers at most 999,999 of a type
    m_thin = std::max(1.0, static_cast<double>(work.plan.options.parcels) / 1.5e6);
  }

  void along(Point a, Point b, RoadClass cls, double inset, int grid, int road) {
    m_road = road;
    const bool lane = cls == RoadClass::lane, country = cls == RoadClass::country;
    const double lamps = country ? 160 : lane ? 48 : m_urban ? 38 : 120;
    row(a, b, inset * 0.78, lamps, "01037", grid);
    if (m_urban) {
      static constexpr std::array<const char*, 7> kCovers{"01003", "01002", "01001", "01007",
                                                          "01005", "01011", "01004"};
      row(a, b, inset * 0.3, lane ? 45 : 55, kCovers[static_cast<std::size_t>(m_random.below(7))], grid);
      row(a, b, inset * 0.88, 130, "03005", grid);
      if (!lane) row(a, b, inset * 0.82, 260, "04002", grid);
      if (cls == RoadClass::arterial || cls == RoadClass::secondary) {
        row(a, b, inset * 0.85, 420, "02012", grid);
        row(a, b, inset * 0.84, 520, "02004", grid);
      }
    }
  }

 private:
  void row(Point a, Point b, double off, double spacing, const char* type, int grid) {
    const double l = distance(a, b);
    const double wanted = l / (spacing * m_thin);
    int count = static_cast<int>(wanted);
    if (m_random.chance(wanted - count)) ++count;
    const Point d = unit(b - a);
    for (int k = 0; k < count; ++k) {
      const double t = (k + 0.5 + m_random.range(-0.12, 0.12)) / count;
      m_work.city.components.push_back({surveyed(between(a, b, t) + leftOf(d) * off), type, grid, m_road});
    }
  }

  QuarterWork& m_work;
  Random& m_random;
  bool m_urban;
  double m_thin;
  int m_road = 0;
};

void components(QuarterWork& work) {
  if (work.quarter.zone == Zone::water) return;
  Random random = work.plan.random(Purpose::furniture, static_cast<std::uint64_t>(work.quarter.column),
                                   static_cast<std::uint64_t>(work.quarter.row));
  Kerb kerb(work, random);
  for (std::size_t g = 0; g < work.pieces.size(); ++g) {
    for (const Mesh::Use use : work.mesh.leaves(work.pieces[g].grid)) {
      const Mesh::EdgeData& edge = work.mesh.data(use.edge);
      if (edge.road < 0) continue;
      const QuarterRoad& road = work.city.roads[static_cast<std::size_t>(edge.road)];
      if (road.cls == RoadClass::none) continue;
      kerb.along(work.mesh.from(use), work.mesh.to(use), road.cls, edge.inset, work.pieces[g].gridIndex, edge.road);
    }
  }
}

}  // namespace

void furnish(QuarterWork& work) {
  plates(work);
  places(work);
  components(work);
}

}  // namespace gis::sample
