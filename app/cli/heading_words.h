// --map HEADING=FIELD, as several commands take it.
#pragma once

#include <string>
#include <vector>

#include "gis_core/city/case_columns.h"

namespace gis::cli {

/// Throws Error(usage) for a pair without an equals sign; the last one divides.
[[nodiscard]] city::HeadingWords parseHeadingWords(const std::vector<std::string>& pairs);

}  // namespace gis::cli
