// Typed text → a value of a column's type, and a value as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gis_core/store/value.h"

namespace gis::store {

/// Reads what a person typed for this column: full-width digits are digits, a date may have slashes,
/// "true/false/yes/no/1/0/是/否" are the booleans. Empty text is NULL, except in a text column.
/// Throws Error(invalidValue) naming the column and its type; blob columns are refused.
[[nodiscard]] Value parseValue(std::string_view text, const Field& field);

/// The same without exceptions, for many values: nothing when the text is no value of the type.
[[nodiscard]] std::optional<Value> valueIn(std::string_view text, FieldType type);

/// Text as it is, numbers in the fewest digits that read back equal; NULL and bytes: empty.
[[nodiscard]] std::string textOf(const Value& value);

}  // namespace gis::store
