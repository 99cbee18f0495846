// Private to this room: which datums may be taken for one another (resources/codes/datum_equal.csv).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace gis::crs::detail {

/// How well the two datums agree ("1 m") when one row of the table holds both, or when they are the same.
/// Thread rule: any thread; the table is read once.
[[nodiscard]] std::optional<std::string> datumAgreement(std::string_view a, std::string_view b);

}  // namespace gis::crs::detail
