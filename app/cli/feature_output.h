// Features that a question found, on standard output.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/cli/command.h"
#include "gis_core/query/select.h"

namespace gis::cli {

enum class GeometryForm { wkt, geoJson, none };
/// "wkt", "geojson" or "none"; throws Error(usage) naming --geometry.
[[nodiscard]] GeometryForm parseGeometryForm(const std::string& text);

/// {"count":N}, or the number as text.
void printCount(const Context& context, std::int64_t count);
/// {"count":N,"features":[…]}, or lines with tabs.
void printFeatures(Context& context, const store::Connection& c, const query::SelectResult& result,
                   const std::optional<std::vector<std::string>>& fields, GeometryForm form);
/// What took no part is said on standard error, never dropped in silence.
void tellLosses(const Context& context, const query::SelectResult& result);

}  // namespace gis::cli
