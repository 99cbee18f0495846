#include "app/cli/figure_line.h"

#include "app/cli/feature_output.h"
#include "app/cli/json_writer.h"
#include "app/cli/value_json.h"
#include "gis_core/base/error.h"

namespace gis::cli {

namespace {

/// "A:B" → A, B; without a colon B is empty. Names of fields may hold colons themselves: the first, or the last one.
std::pair<std::string, std::string> partedAt(const std::string& text, std::size_t colon) {
  if (colon == std::string::npos) return {text, {}};
  return {text.substr(0, colon), text.substr(colon + 1)};
}

}  // namespace

std::vector<query::Figure> figuresOfLine(const std::string& text) {
  std::vector<query::Figure> figures;
  for (const std::string& one : parseList(text)) {
    const auto [word, field] = partedAt(one, one.find(':'));
    const auto kind = query::figureOf(word);
    using Kind = query::Figure::Kind;
    const bool needsField = kind && *kind != Kind::count && *kind != Kind::area && *kind != Kind::length;
    if (!kind || needsField == field.empty()) {
      throw Error(ErrorCode::usage, {GIS_TR("cannot read --figures \"{0}\""), {one}}, {},
                  GIS_TR("write count, area, length, sum:FIELD, mean:FIELD, min:FIELD or max:FIELD"));
    }
    figures.push_back({*kind, field});
  }
  return figures;
}

std::vector<query::Grouping> groupingsOfLine(const std::string& text) {
  std::vector<query::Grouping> by;
  for (const std::string& one : parseList(text)) {
    const auto [field, word] = partedAt(one, one.rfind(':'));
    const auto step = query::stepOf(word);
    constexpr std::string_view kIn = "in:";
    if (one.starts_with(kIn) && !(field == "in" && step)) {
      const std::string zones = one.substr(kIn.size());
      const auto [layer, column] = partedAt(zones, zones.find(':'));
      by.push_back({column, query::Grouping::Step::value, layer});
    } else {
      by.push_back(step ? query::Grouping{field, *step} : query::Grouping{one});
    }
  }
  return by;
}

void printFigures(const Context& context, std::int64_t count, const query::FigureTable& table) {
  if (!context.json) {
    std::string line;
    for (const store::Field& column : table.columns) line += (line.empty() ? "" : "\t") + column.name;
    print(line + "\n");
    for (const auto& row : table.rows) {
      line.clear();
      for (std::size_t k = 0; k < row.size(); ++k)
        line += (k == 0 ? "" : "\t") + cellText(row[k], table.columns[k].type);
      print(line + "\n");
    }
    return;
  }
  JsonWriter json;
  json.beginObject().member("count", count).key("columns").beginArray();
  for (const store::Field& column : table.columns) json.value(column.name);
  json.endArray().key("rows").beginArray();
  for (const auto& row : table.rows) {
    json.beginArray();
    for (std::size_t k = 0; k < row.size(); ++k) writeCell(json, row[k], table.columns[k].type);
    json.endArray();
  }
  json.endArray().endObject().finish();
}

}  // namespace gis::cli
