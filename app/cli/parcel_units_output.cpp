#include "app/cli/parcel_units_output.h"

#include <fmt/format.h>

#include <optional>

#include "app/cli/error_text.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/parcel_card.h"
#include "gis_core/city/parcel_edit.h"
#include "gis_core/io/table_file.h"

namespace gis::cli {

void writeUnits(JsonWriter& json, const std::vector<city::UnitBuilding>& buildings) {
  const auto put = [&](const char* key, const std::optional<double>& value) {
    json.key(key);
    value ? json.value(*value) : json.null();
  };
  json.key("unit_table").beginArray();
  for (const city::UnitBuilding& building : buildings) {
    json.beginObject().member("building", building.number).member("units", building.units);
    json.member("measured_area", building.measuredArea).key("floors").beginArray();
    for (const city::UnitFloor& floor : building.floors) {
      json.beginObject().key("floor");
      floor.floor ? json.value(*floor.floor) : json.null();
      json.key("units").beginArray();
      for (const city::BuildingUnit& unit : floor.units) {
        json.beginObject().member("code", unit.code).memberOrNull("number", unit.number);
        json.memberOrNull("room", unit.room).memberOrNull("use", unit.use).memberOrNull("state", unit.state);
        put("planned_area", unit.plannedArea);
        put("measured_area", unit.measuredArea);
        put("inner_area", unit.innerArea);
        put("shared_area", unit.sharedArea);
        json.endObject();
      }
      json.endArray().endObject();
    }
    json.endArray().endObject();
  }
  json.endArray();
}
void writeBuildingFaults(JsonWriter& json, const std::vector<city::BuildingFault>& faults) {
  json.key("checks").beginArray();
  for (const city::BuildingFault& fault : faults) {
    json.beginObject().member("building", fault.building).memberOrNull("code", fault.code);
    json.member("message", fault.text.str()).endObject();
  }
  json.endArray();
}

namespace {

void writeUnitsText(const Context& context, const std::optional<city::UnitImport>& taken,
                    const std::vector<city::UnitBuilding>& buildings, const std::vector<city::BuildingFault>& faults) {
  if (taken) {
    print(fmt::format("{} read, {} added, {} changed, {} rejected\n", taken->read, taken->added, taken->changed,
                      taken->rejected));
    for (const auto& reason : taken->reasons) {
      print(fmt::format("  {} {}: {}\n", reason.row, reason.code, textIn(reason.why, context.language)));
    }
  }
  for (const city::UnitBuilding& building : buildings) {
    print(fmt::format("{}: {}\n", building.number, building.units));
    for (const city::UnitFloor& floor : building.floors) {
      std::string line = floor.floor ? std::to_string(*floor.floor) : std::string("-");
      for (const city::BuildingUnit& unit : floor.units) {
        line += "\t" + (unit.room.empty() ? unit.number : unit.room) + (unit.state.empty() ? "" : " " + unit.state);
      }
      print("  " + line + "\n");
    }
  }
  for (const city::BuildingFault& fault : faults) {
    print(fault.code + ": " + textIn(fault.text, context.language) + "\n");
  }
}
void writeUnitsJson(const std::optional<city::UnitImport>& taken, const std::vector<city::UnitBuilding>& buildings,
                    const std::vector<city::BuildingFault>& faults) {
  JsonWriter json;
  json.beginObject();
  if (taken) {
    json.key("import").beginObject().member("read", taken->read).member("added", taken->added);
    json.member("changed", taken->changed).member("rejected", taken->rejected).memberOrNull("tx", taken->tx);
    json.key("reasons").beginArray();
    for (const auto& reason : taken->reasons) {
      json.beginObject().member("row", reason.row).memberOrNull("code", reason.code);
      json.member("message", reason.why.str()).endObject();
    }
    json.endArray().endObject();
  }
  writeUnits(json, buildings);
  writeBuildingFaults(json, faults);
  json.endObject().finish();
}

}  // namespace

int tellUnits(const Context& context, const store::CityDatabase& city, const std::string& code,
              const std::string& file) {
  std::optional<city::UnitImport> taken;
  if (!file.empty()) {
    const auto table = io::tableFromFile(platform::pathFromUtf8(file), {}, context.progress.token());
    taken = city::takeUnits(city, table, context.operatorName);
  }
  std::vector<city::UnitBuilding> buildings;
  std::vector<city::BuildingFault> faults;
  if (!code.empty()) {
    const std::int64_t fid = city::parcelFidOf(city, code);
    buildings = city::unitTable(city, city::parcelByFid(city, fid).code);
    faults = city::buildingFaults(city, fid);
  }
  if (context.json) {
    writeUnitsJson(taken, buildings, faults);
  } else {
    writeUnitsText(context, taken, buildings, faults);
  }
  return taken && taken->rejected > 0 ? kPartly : kDone;
}

}  // namespace gis::cli
