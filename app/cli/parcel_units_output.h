// The units of a parcel's buildings and their checks, as text and JSON.
#pragma once

#include <string>
#include <vector>

#include "app/cli/command.h"
#include "gis_core/city/building_units.h"
#include "gis_core/store/city.h"

namespace gis::cli {

void writeUnits(JsonWriter& json, const std::vector<city::UnitBuilding>& buildings);
void writeBuildingFaults(JsonWriter& json, const std::vector<city::BuildingFault>& faults);
/// `parcel units`: takes `file` first when it is not empty, then tells of the parcel `code` when that is not empty.
[[nodiscard]] int tellUnits(const Context& context, const store::CityDatabase& city, const std::string& code,
                            const std::string& file);

}  // namespace gis::cli
