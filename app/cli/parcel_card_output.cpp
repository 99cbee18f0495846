#include "app/cli/parcel_card_output.h"

#include <fmt/format.h>

#include <optional>

#include "app/cli/error_text.h"
#include "app/cli/parcel_units_output.h"
#include "gis_core/city/parcel_card.h"
#include "gis_core/city/parcel_edit.h"

namespace gis::cli {

int tellParcelCard(const Context& context, const store::CityDatabase& city, const std::string& code) {
  const city::ParcelCard card = city::parcelByFid(city, city::parcelFidOf(city, code));
  const bool chinese = wantsChinese(context.language);
  const std::string use = chinese ? card.landUseZh : card.landUseEn;
  const auto number = [](const std::optional<double>& value) {
    return value ? fmt::format("{:.2f}", *value) : std::string("-");
  };
  if (!context.json) {
    print(fmt::format("{}\n{}\n{} {} {}\nregistered {} m², measured {} m², difference {} m²\n", card.groupedCode,
                      card.location, card.landUse, use, card.landUseSystem, number(card.registeredSquareMetres),
                      number(card.measuredSquareMetres), number(card.differenceSquareMetres)));
    if (card.codeFault) print(textIn(*card.codeFault, context.language) + "\n");
    for (const city::ParcelBuilding& building : card.buildings) {
      print(fmt::format("  {} {} {:.2f} m²\n", building.code, building.name, building.squareMetres));
    }
    return kDone;
  }
  JsonWriter json;
  json.beginObject().member("layer", card.layer).member("id", card.fid).memberOrNull("code", card.code);
  json.memberOrNull("code_fault", card.codeFault ? card.codeFault->str() : "").memberOrNull("location", card.location);
  json.memberOrNull("land_use", card.landUse).memberOrNull("land_use_system", card.landUseSystem);
  json.memberOrNull("land_use_name", use);
  const auto put = [&](const char* key, const std::optional<double>& value) {
    json.key(key);
    value ? json.value(*value) : json.null();
  };
  put("registered_area", card.registeredSquareMetres);
  put("measured_area", card.measuredSquareMetres);
  put("area_difference", card.differenceSquareMetres);
  json.member("area_tolerance", card.tolerancePercent).member("area_beyond_tolerance", card.isBeyondTolerance);
  json.memberOrNull("district", card.district).memberOrNull("subdistrict", card.subdistrict);
  json.memberOrNull("community", card.community).memberOrNull("grid", card.grid).memberOrNull("road", card.road);
  json.key("buildings").beginArray();
  for (const city::ParcelBuilding& building : card.buildings) {
    json.beginObject().member("id", building.fid).memberOrNull("code", building.code);
    json.memberOrNull("name", building.name).member("area_inside", building.squareMetres).endObject();
  }
  json.endArray();
  writeUnits(json, city::unitTable(city, card.code));
  writeBuildingFaults(json, city::buildingFaults(city, card.fid));
  json.member("cases", card.cases.size()).key("fields").beginObject();
  for (const auto& [field, value] : card.otherFields) json.memberOrNull(field, value);
  json.endObject().memberOrNull("geometry", card.wkb.empty() ? "" : geom::toWkt(card.wkb)).endObject().finish();
  return kDone;
}

}  // namespace gis::cli
