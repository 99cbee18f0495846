// Cases as service requests of Open311 GeoReport v2 (JSON), to and from other cities' systems.
// Source: wiki.open311.org/GeoReport_v2; the mapping of states is ours: final ones are closed, all others open.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/city/case_columns.h"
#include "gis_core/city/case_exchange.h"

namespace gis::city {

/// "GBT47678.5:06010": the code system stands before the code, which alone is ambiguous. Kinds other than the system's
/// usual one (matter, event) are named: "GBT47678.5/component:01003".
[[nodiscard]] std::string serviceCode(std::string_view system, std::string_view kind, std::string_view code);

/// The requests of a document (an array, or an object that holds one as "requests"). Longitude and latitude become x
/// and y, times keep their offsets. Throws Error(damaged) with the place of the fault.
[[nodiscard]] std::vector<CaseRecord> readOpen311(std::string_view json);

/// Writes the cases as a JSON array, oldest first: WGS 84, never an offset; no reporter. Errors as exportCases().
CaseExportReport exportOpen311(const store::CityDatabase& city, const std::filesystem::path& file,
                               const CaseExportOptions& options, Progress& progress);

}  // namespace gis::city
