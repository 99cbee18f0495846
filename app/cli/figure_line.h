// Figures of the features found, asked for on the command line and told there.
#pragma once

#include <string>
#include <vector>

#include "app/cli/command.h"
#include "gis_core/query/question_figures.h"

namespace gis::cli {

/// "count,sum:area_m2,mean:price" → figures. Throws Error(usage).
[[nodiscard]] std::vector<query::Figure> figuresOfLine(const std::string& text);
/// "class_code,reported:day,in:communities,in:grid:code" → groups; what stands behind a colon is year, month, day or
/// hour, else part of the name; behind "in" a layer of zones and the column that tells them.
[[nodiscard]] std::vector<query::Grouping> groupingsOfLine(const std::string& text);
/// The table as text, or as {"count", "columns", "rows"}; `count`: of the features.
void printFigures(const Context& context, std::int64_t count, const query::FigureTable& table);

}  // namespace gis::cli
