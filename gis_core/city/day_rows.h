// Rows of cases as they travel in day packages. Private to the room.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/store/city.h"
#include "gis_core/store/edit.h"

namespace gis::city {

inline constexpr std::string_view kDayFormat = "citydesk-day-package";
inline constexpr int kDayVersion = 1;
inline constexpr const char* kDayFile = "day.json";

/// The row of this UUID as the journal would write it (geometry: hex of its WKB, bytes: {"blob": hex}); fid beside it.
struct DayRow {
  std::int64_t fid = 0;
  nlohmann::json image;
};
/// `table`: city_incident, city_request or city_attachment.
[[nodiscard]] std::optional<DayRow> dayRow(const store::CityDatabase& city, const std::string& table,
                                           std::string_view uid);
/// A cell of such an image. Error(damaged).
[[nodiscard]] store::Value dayValue(const nlohmann::json& cell, bool isGeometry);
/// All columns of an image but uid. Error(damaged).
[[nodiscard]] store::ColumnValues dayValues(const nlohmann::json& image);
/// A cell for people: text as it is, null as nothing.
[[nodiscard]] std::string dayText(const nlohmann::json& cell);
/// Are the two cells the same? Letters of hex numbers may differ in case.
[[nodiscard]] bool sameCell(const nlohmann::json& a, const nlohmann::json& b, bool isGeometry);

}  // namespace gis::city
