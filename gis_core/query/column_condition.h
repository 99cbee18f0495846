// Private to this room: the words of a plain condition.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "gis_core/query/column_filter.h"

namespace gis::query {

/// See ColumnFilter::parse().
[[nodiscard]] std::optional<ColumnFilter::Node> parseColumnCondition(std::string_view condition,
                                                                     const std::vector<store::Field>& fields);

/// As SQLite's LIKE without ESCAPE: % any text, _ one character, letters of ASCII in either case.
[[nodiscard]] bool isLike(std::string_view text, std::string_view pattern);

/// The text between two % when that is all of the pattern and has no letter of ASCII; else empty. What holds it is like
/// the pattern.
[[nodiscard]] std::string_view needleOf(std::string_view pattern);

}  // namespace gis::query
