// Numbers of reports and cases, by a pattern of the city's own.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "gis_core/base/clock.h"
#include "gis_core/city/codes.h"
#include "gis_core/store/city.h"

namespace gis::city {

/// Which number, and so which setting and which column of city_incident.
enum class NumberKind {
  report,  ///< setting "report_no_pattern", default "R{date}{seq5}"
  filing,  ///< setting "case_no_pattern", default "{type}{category}{date}{seq4}"
};

/// The pattern of a city that decided nothing.
[[nodiscard]] std::string_view usualPattern(NumberKind kind);

/// Can numbers be made of this pattern? Throws Error(invalidValue), saying what is wrong with it.
void checkNumberPattern(std::string_view pattern);

/// What the first number of a pattern would be. Throws Error(invalidValue) as checkNumberPattern() does.
[[nodiscard]] std::string firstNumber(std::string_view pattern, std::string_view category,
                                      std::string_view categoryKind, UtcMillis when);

/// Numbers given in a transaction whose rows are not written yet: beginning → the last one.
using GivenNumbers = std::map<std::string, std::string>;

/// The next free number. A pattern may hold {date} (yyyyMMdd in the city's zone), {category}, {type} (C for a
/// component, E otherwise) and ends with {seqN}: a sequence of at least N digits that begins with 1 for
/// every different beginning. Call it inside the transaction that writes the number: the write lock keeps
/// two writers from taking the same. Throws Error(invalidValue) as checkNumberPattern() does.
[[nodiscard]] std::string nextNumber(const store::CityDatabase& city, NumberKind kind, std::string_view category,
                                     std::string_view categoryKind, UtcMillis when, GivenNumbers* given = nullptr);

}  // namespace gis::city
