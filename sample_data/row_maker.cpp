#include "sample_data/row_maker.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "sample_data/purpose.h"

namespace gis::sample {

namespace {

double lineLength(std::span<const Point> line) {
  double sum = 0;
  for (std::size_t k = 0; k + 1 < line.size(); ++k) sum += distance(line[k], line[k + 1]);
  return sum;
}

/// 001 … 999, then A01 … Z99: three places are all that the code has.
std::string gridNumber(int sequence) {
  if (sequence <= 999) return fmt::format("{:03}", sequence);
  const int rest = sequence - 1000;
  return fmt::format("{}{:02}", static_cast<char>('A' + rest / 99 % 26), rest % 99 + 1);
}

const char* rightOf(const Parcel& parcel, Random& random) {
  if (parcel.letters[0] == 'J') return std::string_view(parcel.letters) == "JC" ? "宅基地批准" : "集体所有";
  const std::string_view use = parcel.landUse;
  const bool public_ = use.starts_with("08") || use.starts_with("09") || use.starts_with("10") || use.starts_with("11");
  return public_ || random.chance(0.2) ? "划拨" : "出让";
}

double storeyHeight(const Building& b) {
  const std::string_view use = b.use;
  return use == "工业仓储" ? 8.5 : use.starts_with("商") ? 4.2 : 3.0;
}

const char* componentOwner(std::string_view type) {
  if (type == "01037") return "市路灯管理所";
  if (type == "01001") return "市自来水公司";
  if (type == "01002" || type == "01003" || type == "01004") return "市排水管理处";
  if (type == "01005") return "市供电公司";
  if (type == "01007") return "市电信公司";
  if (type == "01011") return "市燃气公司";
  if (type == "03005") return "市环境卫生管理处";
  if (type == "04002") return "市园林管理处";
  if (type == "02004") return "市公交公司";
  return "市市政设施管理处";
}

}  // namespace

RowMaker::RowMaker(const CityPlan& plan, const CodeTables& tables) : m_plan(plan), m_tables(tables) {
  for (std::size_t k = 0; k < kLayerCount; ++k) m_rows.emplace_back(static_cast<Layer>(k));
}

void RowMaker::addRoad(const std::string& name, RoadClass cls, double width, std::span<const Point> line) {
  rows(Layer::roads)
      .text(fmt::format("L{:08}", ++m_roads))
      .text(name)
      .text(roadClassName(cls))
      .integer(roadGrade(cls))
      .real(width)
      .real(std::round(lineLength(line) * 10) / 10)
      .line(line);
}

void RowMaker::addOutlines() {
  std::vector<std::vector<int>> byCommunity(m_plan.communities.size()), bySubdistrict(m_plan.subdistricts.size()),
      byDistrict(m_plan.districts.size());
  for (std::size_t q = 0; q < m_plan.quarters.size(); ++q) {
    const auto c = static_cast<std::size_t>(m_plan.quarters[q].community);
    const auto s = static_cast<std::size_t>(m_plan.communities[c].subdistrict);
    const auto d = static_cast<std::size_t>(m_plan.subdistricts[s].district);
    byCommunity[c].push_back(static_cast<int>(q));
    bySubdistrict[s].push_back(static_cast<int>(q));
    byDistrict[d].push_back(static_cast<int>(q));
  }
  for (std::size_t c = 0; c < byCommunity.size(); ++c) {
    const Community& community = m_plan.communities[c];
    rows(Layer::communities)
        .text(community.code)
        .text(community.name)
        .text(m_plan.subdistricts[static_cast<std::size_t>(community.subdistrict)].code)
        .text(community.name.ends_with("村") ? "行政村" : "社区")
        .polygons(outlineOf(m_plan, byCommunity[c]));
  }
  for (std::size_t s = 0; s < bySubdistrict.size(); ++s) {
    const Subdistrict& subdistrict = m_plan.subdistricts[s];
    rows(Layer::subdistricts)
        .text(subdistrict.code)
        .text(subdistrict.name)
        .text(subdistrict.nameEn)
        .text(m_plan.districts[static_cast<std::size_t>(subdistrict.district)].code)
        .polygons(outlineOf(m_plan, bySubdistrict[s]));
  }
  for (std::size_t d = 0; d < byDistrict.size(); ++d) {
    const District& district = m_plan.districts[d];
    rows(Layer::districts).text(district.code).text(district.name).text(district.nameEn);
    rows(Layer::districts).polygons(outlineOf(m_plan, byDistrict[d]));
  }
}

void RowMaker::addPlan() {
  addOutlines();
  // small classes first: they are drawn below the large ones
  for (const MainRoad& road : m_plan.embankments) addRoad(road.name, road.cls, road.width, road.line);
  std::vector<const MainRoad*> order;
  for (const MainRoad& road : m_plan.roads) order.push_back(&road);
  std::stable_sort(order.begin(), order.end(),
                   [](const MainRoad* a, const MainRoad* b) { return roadGrade(a->cls) > roadGrade(b->cls); });
  for (const MainRoad* road : order) addRoad(road->name, road->cls, road->width, road->line);
}

void RowMaker::addQuarter(const QuarterCity& city) {
  const Quarter& quarter = m_plan.quarters[static_cast<std::size_t>(city.quarter)];
  const Community& community = m_plan.communities[static_cast<std::size_t>(quarter.community)];
  const Subdistrict& subdistrict = m_plan.subdistricts[static_cast<std::size_t>(community.subdistrict)];
  const District& district = m_plan.districts[static_cast<std::size_t>(subdistrict.district)];
  const Prefix prefix{community.code, subdistrict.code, district.code, district.name, subdistrict.name, community.name};
  for (std::size_t k = 4; k < city.roads.size(); ++k) {
    const QuarterRoad& road = city.roads[k];
    addRoad(road.name, road.cls, road.width, city.pointsOf(road.line));
  }
  addGrids(city, prefix);
  addParcels(city, prefix);
  addBuildings(city);
  addPlates(city, prefix);
  addComponents(city, prefix);
  addPlaces(city, prefix);
  addSites(city);
}

void RowMaker::addGrids(const QuarterCity& city, const Prefix& prefix) {
  m_gridCodes.clear();
  for (const UnitGrid& grid : city.grids) {
    const std::string number = gridNumber(grid.sequence);
    m_gridCodes.push_back(prefix.community + number);
    rows(Layer::grid)
        .text(m_gridCodes.back())
        .text(prefix.communityName + "第" + number + "网格")
        .text(prefix.community)
        .real(std::round(grid.area * 10) / 10)
        .polygon(city.pointsOf(grid.ring));
  }
}

void RowMaker::addParcels(const QuarterCity& city, const Prefix& prefix) {
  m_parcelCodes.clear();
  m_addresses.clear();
  Random random = m_plan.random(Purpose::rights, static_cast<std::uint64_t>(city.quarter));
  for (const Parcel& parcel : city.parcels) {
    m_parcelCodes.push_back(fmt::format("{}{}{:05}", prefix.community, parcel.letters, parcel.sequence));
    std::string place = prefix.districtName;
    if (parcel.houseNumber > 0) {
      place += fmt::format("{}{}号", city.roads[static_cast<std::size_t>(parcel.road)].name, parcel.houseNumber);
    } else {
      place += prefix.subdistrictName + prefix.communityName;
    }
    const auto use = m_tables.landUse.find(std::string_view(parcel.landUse));
    rows(Layer::parcels)
        .text(m_parcelCodes.back())
        .text(place)
        .text(parcel.landUse)
        .text(use == m_tables.landUse.end() ? std::string_view() : std::string_view(use->second))
        .text(rightOf(parcel, random))
        .real(parcel.registered)
        .text(parcel.name)
        .text(prefix.community)
        .polygon(city.pointsOf(parcel.ring));
    m_addresses.push_back(std::move(place));
  }
}

void RowMaker::addBuildings(const QuarterCity& city) {
  for (const Building& b : city.buildings) {
    const std::string& parcel = m_parcelCodes[static_cast<std::size_t>(b.parcel)];
    rows(Layer::buildings)
        .text(fmt::format("{}F{:04}", parcel, b.number))
        .text(parcel)
        .integer(b.storeys)
        .real(std::round(b.storeys * storeyHeight(b) * 10) / 10)
        .integer(b.year)
        .text(b.structure)
        .text(b.use)
        .real(std::round(b.area * 100) / 100)
        .real(std::round(b.area * b.storeys * 100) / 100)
        .polygon(city.pointsOf(b.ring));
  }
}

void RowMaker::addPlates(const QuarterCity& city, const Prefix& prefix) {
  for (const DoorPlate& plate : city.plates) {
    const auto parcel = static_cast<std::size_t>(plate.parcel);
    rows(Layer::addresses)
        .text("D" + m_parcelCodes[parcel])
        .text(m_addresses[parcel])
        .text(city.roads[static_cast<std::size_t>(plate.road)].name)
        .text(std::to_string(plate.number))
        .text(m_parcelCodes[parcel])
        .text(prefix.community)
        .point(plate.at);
  }
}

void RowMaker::addComponents(const QuarterCity& city, const Prefix& prefix) {
  m_componentCodes.clear();
  Random random = m_plan.random(Purpose::dates, static_cast<std::uint64_t>(city.quarter));
  constexpr int kLastNumber = 999999;  // six places
  for (const Component& component : city.components) {
    int& number = m_componentNumbers[{prefix.district, component.type}];
    const int year = 2012 + random.below(13), month = 1 + random.below(12), day = 1 + random.below(28);
    const double wear = random.unit();
    if (number == kLastNumber) {
      m_componentCodes.emplace_back();
      continue;
    }
    m_componentCodes.push_back(fmt::format("{}{}{:06}", prefix.district, component.type, ++number));
    rows(Layer::components)
        .text(m_componentCodes.back())
        .text(m_tables.components.find(std::string_view(component.type))->second)
        .text(component.type)
        .text(componentOwner(component.type))
        .text(wear < 0.96   ? "完好"
              : wear < 0.99 ? "破损"
                            : "丢失")
        .text(m_gridCodes[static_cast<std::size_t>(component.grid)])
        .text(fmt::format("{:04}-{:02}-{:02}", year, month, day))
        .point(component.at);
  }
}

void RowMaker::addPlaces(const QuarterCity& city, const Prefix& prefix) {
  for (const Place& place : city.places) {
    rows(Layer::poi)
        .text(place.name)
        .text(place.kind)
        .text(m_addresses[static_cast<std::size_t>(place.parcel)])
        .text(prefix.community)
        .point(place.at);
  }
}

void RowMaker::addSites(const QuarterCity& city) {
  const Quarter& quarter = m_plan.quarters[static_cast<std::size_t>(city.quarter)];
  Random random = m_plan.random(Purpose::sites, static_cast<std::uint64_t>(city.quarter));
  if (city.plates.empty() && city.components.empty()) return;
  for (int k = 0; k < quarter.incidents; ++k) {
    IncidentSite site;
    site.quarter = city.quarter;
    site.hot = quarter.hotSpot;
    const bool atComponent = city.plates.empty() || (!city.components.empty() && random.chance(0.45));
    if (atComponent) {
      const auto c = static_cast<std::size_t>(random.below(static_cast<int>(city.components.size())));
      const Component& component = city.components[c];
      site.at = component.at;
      site.component = m_componentCodes[c];
      site.componentType = component.type;
      site.grid = m_gridCodes[static_cast<std::size_t>(component.grid)];
      site.road = city.roads[static_cast<std::size_t>(component.road)].name;
    } else {
      const DoorPlate& plate =
          city.plates[static_cast<std::size_t>(random.below(static_cast<int>(city.plates.size())))];
      const auto parcel = static_cast<std::size_t>(plate.parcel);
      site.at = plate.at;
      site.road = city.roads[static_cast<std::size_t>(plate.road)].name;
      site.parcel = m_parcelCodes[parcel];
      site.address = m_addresses[parcel];
      site.grid = m_gridCodes[static_cast<std::size_t>(city.parcels[parcel].grid)];
    }
    m_sites.push_back(std::move(site));
  }
}

}  // namespace gis::sample
