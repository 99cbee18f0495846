#include "gis_core/city/building_units.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <initializer_list>
#include <map>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/code_check.h"
#include "gis_core/city/parcel_card.h"
#include "gis_core/city/parcel_fields.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/value_text.h"

namespace gis::city {

namespace {

constexpr std::size_t kParcelLength = 19;
constexpr std::size_t kBuildingLength = 5;  // fixture letter and four digits

std::optional<double> figureOf(const std::string& text) {
  char* end = nullptr;
  const double number = std::strtod(text.c_str(), &end);
  if (end == text.c_str() || !std::isfinite(number)) return std::nullopt;
  return number;
}

/// A column of the table by one of its names, folded; null: none.
const store::KeyTable::Column* columnOf(const store::KeyTable& table, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    for (const store::KeyTable::Column& column : table.columns) {
      if (text::fold(column.name) == text::fold(name)) return &column;
    }
  }
  return nullptr;
}

std::string cellOf(const store::KeyTable::Column* column, std::size_t row) {
  return column == nullptr || column->isNull[row] != 0 ? std::string() : std::string(text::trim(column->cells[row]));
}

/// The states of the floor × unit table by the words in use; others stay as they are.
std::string stateOf(const std::string& told) {
  static const std::map<std::string, std::string, std::less<>> kStates{
      {"可售", "for_sale"}, {"待售", "for_sale"},  {"未售", "for_sale"},    {"已售", "sold"},
      {"已登记", "sold"},   {"抵押", "mortgaged"}, {"已抵押", "mortgaged"}, {"查封", "sealed"},
      {"已查封", "sealed"}, {"预告", "notice"},    {"预告登记", "notice"}};
  const auto found = kStates.find(told);
  return found == kStates.end() ? told : found->second;
}

store::Value valueOf(const std::optional<double>& number) {
  return number ? store::Value(*number) : store::Value();
}

store::ColumnValues valuesOf(const BuildingUnit& unit) {
  return {{"code", unit.code},
          {"building", unit.building},
          {"floor", unit.floor ? store::Value(*unit.floor) : store::Value()},
          {"number", unit.number},
          {"room", unit.room},
          {"location", unit.location},
          {"use", unit.use},
          {"planned_area", valueOf(unit.plannedArea)},
          {"measured_area", valueOf(unit.measuredArea)},
          {"inner_area", valueOf(unit.innerArea)},
          {"shared_area", valueOf(unit.sharedArea)},
          {"state", unit.state}};
}

std::optional<double> realOf(const store::Statement& row, int column) {
  return row.isNull(column) ? std::nullopt : std::optional(row.real(column));
}

}  // namespace

UnitImport takeUnits(const store::CityDatabase& city, const store::KeyTable& table, const std::string& actor) {
  const auto* code = columnOf(table, {"BDCDYH", "不动产单元号", "不动产单元代码", "unit_code", "code"});
  if (code == nullptr) {
    throw Error(ErrorCode::noSuchField, GIS_TR("the units are not taken"),
                GIS_TR("the table has no column of unit codes"), GIS_TR("call it BDCDYH"));
  }
  const auto* floor = columnOf(table, {"SJCS", "CH", "实际层数", "层号", "floor"});
  const auto* number = columnOf(table, {"HH", "户号", "number"});
  const auto* room = columnOf(table, {"SHBW", "室号部位", "room"});
  const auto* location = columnOf(table, {"ZL", "坐落", "location"});
  const auto* use = columnOf(table, {"FWYT1", "房屋用途1", "use"});
  const auto* planned = columnOf(table, {"YCJZMJ", "预测建筑面积", "planned_area"});
  const auto* measured = columnOf(table, {"SCJZMJ", "实测建筑面积", "measured_area"});
  const auto* inner = columnOf(table, {"SCTNJZMJ", "实测套内建筑面积", "inner_area"});
  const auto* shared = columnOf(table, {"SCFTJZMJ", "实测分摊建筑面积", "shared_area"});
  const auto* state = columnOf(table, {"ZT", "状态", "state"});
  UnitImport result;
  store::EditCommand command;
  command.reason = GIS_TR("units taken from a table");
  command.actor = actor;
  store::Transaction transaction(city.connection());
  store::Statement known(city.connection(), "SELECT fid FROM city_unit WHERE code = ?1");
  std::set<std::string> seen;
  for (std::size_t i = 0; i < table.rows(); ++i) {
    ++result.read;
    BuildingUnit unit;
    unit.code = text::normaliseCode(cellOf(code, i));
    std::optional<Message> fault = realEstateUnitFault(unit.code);
    if (!fault && !seen.insert(unit.code).second) fault = Message(GIS_TR("the code comes twice in the table"));
    if (fault) {
      ++result.rejected;
      if (result.reasons.size() < 100) result.reasons.push_back({i + 1, unit.code, *fault});
      continue;
    }
    unit.building = unit.code.substr(kParcelLength, kBuildingLength);
    if (const auto told = figureOf(cellOf(floor, i))) unit.floor = std::llround(*told);
    unit.number = cellOf(number, i);
    unit.room = cellOf(room, i);
    unit.location = cellOf(location, i);
    unit.use = cellOf(use, i);
    unit.plannedArea = figureOf(cellOf(planned, i));
    unit.measuredArea = figureOf(cellOf(measured, i));
    unit.innerArea = figureOf(cellOf(inner, i));
    unit.sharedArea = figureOf(cellOf(shared, i));
    unit.state = stateOf(cellOf(state, i));
    store::RowEdit row;
    row.table = "city_unit";
    row.values = valuesOf(unit);
    if (known.bind(1, unit.code).step()) {
      row.fid = known.integer(0);
      ++result.changed;
    } else {
      row.kind = store::RowEdit::Kind::insert;
      ++result.added;
    }
    known.reset();
    command.rows.push_back(std::move(row));
  }
  if (!command.rows.empty()) result.tx = store::apply(city, command).tx;
  transaction.commit();
  return result;
}

std::vector<UnitBuilding> unitTable(const store::CityDatabase& city, std::string_view parcelCode) {
  std::vector<UnitBuilding> buildings;
  const std::string code = text::normaliseCode(parcelCode);
  if (code.size() != kParcelLength || city.connection().intValue("PRAGMA user_version") < 2) return buildings;
  store::Statement row(city.connection(),
                       "SELECT code, building, floor, number, room, location, use, planned_area, measured_area,"
                       " inner_area, shared_area, state FROM city_unit WHERE code >= ?1 AND code < ?2"
                       " ORDER BY building, floor DESC, number, code");
  row.bind(1, code).bind(2, code + "~");
  while (row.step()) {
    BuildingUnit unit;
    unit.code = row.text(0);
    unit.building = row.text(1);
    if (!row.isNull(2)) unit.floor = row.integer(2);
    unit.number = row.text(3);
    unit.room = row.text(4);
    unit.location = row.text(5);
    unit.use = row.text(6);
    unit.plannedArea = realOf(row, 7);
    unit.measuredArea = realOf(row, 8);
    unit.innerArea = realOf(row, 9);
    unit.sharedArea = realOf(row, 10);
    unit.state = row.text(11);
    if (buildings.empty() || buildings.back().number != unit.building) {
      buildings.emplace_back();
      buildings.back().number = unit.building;
    }
    UnitBuilding& building = buildings.back();
    if (building.floors.empty() || building.floors.back().floor != unit.floor) {
      building.floors.emplace_back();
      building.floors.back().floor = unit.floor;
    }
    ++building.units;
    building.plannedArea += unit.plannedArea.value_or(0);
    building.measuredArea += unit.measuredArea.value_or(0);
    building.floors.back().units.push_back(std::move(unit));
  }
  return buildings;
}

std::vector<BuildingFault> buildingFaults(const store::CityDatabase& city, std::int64_t parcelFid) {
  constexpr double kOutside = 0.5;  // m²: less is a drawing error, as on the card
  constexpr double kAreaSlack = 0.05;
  std::vector<BuildingFault> faults;
  const ParcelCard card = parcelByFid(city, parcelFid);
  const std::vector<UnitBuilding> units = unitTable(city, card.code);
  for (const UnitBuilding& building : units) {
    for (const UnitFloor& floor : building.floors) {
      for (const BuildingUnit& unit : floor.units) {
        if (!unit.measuredArea || !unit.innerArea || !unit.sharedArea) continue;
        const double difference = *unit.innerArea + *unit.sharedArea - *unit.measuredArea;
        if (std::abs(difference) > kAreaSlack) {
          faults.push_back({0,
                            unit.code,
                            {GIS_TR("inner and shared area differ from the floor area by {0} m²"),
                             {fmt::format("{:.2f}", difference)}}});
        }
      }
    }
  }
  const auto layer = store::layerOfRole(city.connection(), "building");
  if (!layer) return faults;
  for (const ParcelBuilding& building : card.buildings) {
    const auto feature = store::featureByFid(city.connection(), *layer, building.fid);
    if (!feature) continue;
    std::map<std::string, double> figures;
    std::string parcel;
    for (std::size_t i = 0; i < layer->fields.size(); ++i) {
      const std::string name = text::fold(layer->fields[i].name);
      const std::string value = store::textOf(feature->values[i]);
      if (name == "zddm") parcel = text::normaliseCode(value);
      if (const auto number = figureOf(value)) figures[name] = *number;
    }
    const auto tell = [&](Message text) { faults.push_back({building.fid, building.code, std::move(text)}); };
    const auto has = [&](std::initializer_list<const char*> names) {
      return std::all_of(names.begin(), names.end(), [&](const char* name) { return figures.contains(name); });
    };
    const double whole = measuredSquareMetres(feature->wkb, layer->crs).value_or(building.squareMetres);
    if (whole - building.squareMetres > kOutside) {
      tell({GIS_TR("{0} m² of the building lie outside of the parcel"),
            {fmt::format("{:.2f}", whole - building.squareMetres)}});
    }
    const std::string own = text::normaliseCode(card.code);
    if (!parcel.empty() && parcel != own) tell({GIS_TR("it names another parcel, {0}"), {groupedParcelCode(parcel)}});
    const std::string code = text::normaliseCode(building.code);
    const std::string prefix = code.substr(0, kParcelLength);
    if (code.size() == kParcelLength + kBuildingLength && prefix != own) {
      if (prefix != parcel) {
        tell({GIS_TR("its code begins with that of another parcel, {0}"), {groupedParcelCode(prefix)}});
      }
      for (const UnitBuilding& told : unitTable(city, prefix)) {
        if (code.ends_with(told.number)) {
          tell({GIS_TR("{0} units of it are kept under the parcel {1}"),
                {std::to_string(told.units), groupedParcelCode(prefix)}});
        }
      }
    }
    if (has({"zcs", "dscs", "dxcs"}) && figures["dscs"] + figures["dxcs"] != figures["zcs"]) {
      tell({GIS_TR("storeys above {0} and below {1} are not the {2} in all"),
            {fmt::format("{:g}", figures["dscs"]), fmt::format("{:g}", figures["dxcs"]),
             fmt::format("{:g}", figures["zcs"])}});
    }
    if (has({"zcs", "scjzmj"}) && figures["scjzmj"] > whole * figures["zcs"] * 1.5 + 1) {
      tell({GIS_TR("the floor area of {0} m² is more than footprint × storeys allows"),
            {fmt::format("{:.2f}", figures["scjzmj"])}});
    }
    for (const UnitBuilding& told : units) {
      if (building.code.empty() || !building.code.ends_with(told.number)) continue;
      if (has({"zts"}) && figures["zts"] != double(told.units)) {
        tell({GIS_TR("{0} units are told, {1} are known"),
              {fmt::format("{:g}", figures["zts"]), std::to_string(told.units)}});
      }
      if (has({"scjzmj"}) && told.measuredArea > 0 && std::abs(told.measuredArea - figures["scjzmj"]) > 1) {
        tell({GIS_TR("the units have {0} m², the building {1} m²"),
              {fmt::format("{:.2f}", told.measuredArea), fmt::format("{:.2f}", figures["scjzmj"])}});
      }
    }
  }
  return faults;
}

}  // namespace gis::city
