// Conditions on fields as SQL.
#pragma once

#include <string>
#include <vector>

#include "gis_core/query/condition.h"
#include "gis_core/store/layer.h"

namespace gis::query {

/// A value as SQL writes it: 'text' with its quotes doubled, digits that read back equal, NULL.
[[nodiscard]] std::string sqlLiteral(const store::Value& value);

/// One expression for conditions that look at fields only (looksAtFieldsOnly), empty for none. What is unknown (NULL)
/// is not met: groups join with IS TRUE. A day that is compared with a field of times is the whole day of the city, a
/// time without an offset the city's. Errors: noSuchField; invalidValue (a value that the field cannot hold); usage (a
/// parameter without a value).
[[nodiscard]] std::string sqlOf(const std::vector<Condition>& conditions, const store::LayerInfo& layer);

/// "(a) AND (b)", either may be empty.
[[nodiscard]] std::string bothSql(const std::string& a, const std::string& b);

}  // namespace gis::query
