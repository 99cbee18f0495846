// Private to this room: what the values of a test of a field mean.
#pragma once

#include <string>

#include "gis_core/query/condition.h"

namespace gis::query {

/// From the first to the last instant, both included, as utc_time() gives them (gis_core/store/time_text.h).
struct UtcSpan {
  std::string first, last;
};

/// What a value that is compared with a field of times stands for: a day is the whole day of the city; a time without
/// an offset is the city's. Errors: invalidValue, naming the field and the value.
[[nodiscard]] UtcSpan utcSpanOf(const store::Value& value, const store::Field& field);

/// A value that is compared (not looked for in a text) with a field of another type than datetime: texts in the type
/// of a field of numbers, days or booleans, anything else as it is. Errors: as above.
[[nodiscard]] store::Value comparedValue(const store::Value& value, const store::Field& field);

}  // namespace gis::query
