#include "gis_core/store/table_rows.h"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/store/features.h"
#include "gis_core/store/read_only_sql.h"

namespace gis::store {
namespace {

const Field& fieldOf(const LayerInfo& layer, const std::string& name) {
  const auto found =
      std::find_if(layer.fields.begin(), layer.fields.end(), [&](const Field& f) { return f.name == name; });
  if (found == layer.fields.end()) {
    throw Error(ErrorCode::noSuchField, {GIS_TR("layer {0} has no field \"{1}\""), {layer.name, name}}, {},
                GIS_TR("check the name"));
  }
  return *found;
}

constexpr std::size_t kFewFids = 10000;

std::string conditionSql(const Connection& c, const LayerInfo& layer, const std::string& where) {
  if (where.empty()) return {};
  checkCondition(c, layer.name, where);
  return " WHERE (\n" + where + "\n)";  // the condition may end with a comment
}

Value valueAt(const Statement& row, int column) {
  switch (row.type(column)) {
    case Statement::Type::null: return {};
    case Statement::Type::integer: return row.integer(column);
    case Statement::Type::real: return row.real(column);
    case Statement::Type::text: return row.text(column);
    case Statement::Type::blob: break;
  }
  const geom::BytesView bytes = row.blob(column);
  return geom::Bytes(bytes.begin(), bytes.end());
}

/// `text` with every occurrence of `find` replaced; folds case when `matchCase` is off (byte positions
/// are kept by comparing character by character, so only equal-length foldings match).
std::string replaced(const std::string& text, const Replacement& how) {
  if (how.wholeCell) {
    const bool same = how.matchCase ? text == how.find : text::fold(text) == text::fold(how.find);
    return same ? how.replace : text;
  }
  if (how.find.empty()) return text;
  const auto equalAt = [&](std::size_t at) {
    const std::string_view piece = std::string_view(text).substr(at, how.find.size());
    return how.matchCase ? piece == how.find : text::fold(piece) == text::fold(how.find);
  };
  std::string out;
  std::size_t at = 0;
  while (at < text.size()) {
    const bool characterStart = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    if (characterStart && at + how.find.size() <= text.size() && equalAt(at)) {
      out += how.replace;
      at += how.find.size();
    } else {
      out += text[at++];
    }
  }
  return out;
}

/// Calls `change(fid, before, after)` for each cell that the replacement would change.
void eachReplacement(const Connection& c, const LayerInfo& layer, const Replacement& how, const CancelToken& token,
                     const std::function<void(std::int64_t, const std::string&, const std::string&)>& change) {
  const Field& field = fieldOf(layer, how.field);
  if (field.type != FieldType::text) {
    throw Error(ErrorCode::invalidValue, {GIS_TR("cannot replace in \"{0}\""), {how.field}},
                GIS_TR("it is not a text column"), GIS_TR("choose a text column"));
  }
  FeatureRequest request;
  request.fields = {how.field};
  request.allFields = false;
  request.geometry = false;
  request.where = how.rows.where;
  request.fids = how.rows.onlyFids;
  readFeatures(
      c, layer, request,
      [&](Feature& feature) {
        if (const auto* text = std::get_if<std::string>(&feature.values.front())) {
          const std::string after = replaced(*text, how);
          if (after != *text) change(feature.fid, *text, after);
        }
        return true;
      },
      token);
}

}  // namespace

std::vector<std::int64_t> orderedFids(const Connection& c, const LayerInfo& layer, const TableOrder& order,
                                      std::int64_t limit, const CancelToken& token) {
  std::string sql = "SELECT fid FROM " + store::quoted(layer.name) + conditionSql(c, layer, order.where);
  // A few wanted rows are looked up; many are filtered while all are read.
  const bool few = !order.onlyFids.empty() && order.onlyFids.size() <= kFewFids;
  if (few) sql += (order.where.empty() ? " WHERE" : " AND") + std::string(" fid IN (SELECT value FROM json_each(?1))");
  const char* direction = order.descending ? " DESC" : "";
  if (order.orderBy.empty() || order.orderBy == "fid") {
    sql += std::string(" ORDER BY fid") + direction;
  } else {
    sql += " ORDER BY " + store::quoted(fieldOf(layer, order.orderBy).name) + direction + ", fid";
  }
  // with a limit the database keeps only the best rows while it sorts
  const bool limited = limit >= 0 && (few || order.onlyFids.empty());
  if (limited) sql += fmt::format(" LIMIT {}", limit);
  std::vector<std::int64_t> wanted = order.onlyFids;
  std::sort(wanted.begin(), wanted.end());
  c.interruptOn(token);
  std::vector<std::int64_t> fids;
  Statement rows = c.prepare(sql);
  if (few) rows.bind(1, "[" + fmt::format("{}", fmt::join(wanted, ",")) + "]");
  while ((limit < 0 || static_cast<std::int64_t>(fids.size()) < limit) && rows.step()) {
    const std::int64_t fid = rows.integer(0);
    if (order.onlyFids.empty() || std::binary_search(wanted.begin(), wanted.end(), fid)) fids.push_back(fid);
  }
  return fids;
}

ReplacementPreview previewReplacement(const Connection& c, const LayerInfo& layer, const Replacement& how,
                                      const CancelToken& token) {
  constexpr std::size_t kExamples = 20;
  ReplacementPreview preview;
  eachReplacement(c, layer, how, token, [&](std::int64_t fid, const std::string& before, const std::string& after) {
    ++preview.cells;
    if (preview.examples.size() < kExamples) preview.examples.push_back({fid, before, after});
  });
  return preview;
}

EditCommand replacementCommand(const Connection& c, const LayerInfo& layer, const Replacement& how,
                               const CancelToken& token) {
  EditCommand command;
  command.reason = GIS_TR("find and replace");
  eachReplacement(c, layer, how, token, [&](std::int64_t fid, const std::string&, const std::string& after) {
    command.rows.push_back({RowEdit::Kind::update, layer.name, fid, {}, {{how.field, Value(after)}}});
  });
  return command;
}

ColumnStatistics columnStatistics(const Connection& c, const LayerInfo& layer, const std::string& field,
                                  const std::string& where, const CancelToken& token) {
  const Field& column = fieldOf(layer, field);
  const std::string name = store::quoted(column.name);
  const std::string from = " FROM " + store::quoted(layer.name) + conditionSql(c, layer, where);
  const bool number = column.type == FieldType::integer || column.type == FieldType::real;
  c.interruptOn(token);
  ColumnStatistics out;
  out.mean = out.standardDeviation = out.sum = std::numeric_limits<double>::quiet_NaN();
  Statement figures = c.prepare("SELECT count(*), count(" + name + "), count(DISTINCT " + name + "), min(" + name +
                                "), max(" + name + "), total(" + name + "), avg(" + name + ")" + from);
  if (figures.step()) {
    out.rows = figures.integer(0);
    out.nulls = out.rows - figures.integer(1);
    out.distinct = figures.integer(2);
    out.minimum = valueAt(figures, 3);
    out.maximum = valueAt(figures, 4);
    if (number && out.rows > out.nulls) {
      out.sum = figures.real(5);
      out.mean = figures.real(6);
      // two passes: the squares of large eastings would swallow the variance
      Statement spread = c.prepare("SELECT avg((" + name + " - ?1) * (" + name + " - ?1))" + from);
      spread.bind(1, out.mean);
      if (spread.step()) out.standardDeviation = std::sqrt(spread.real(0));
    }
  }
  Statement common = c.prepare("SELECT " + name + ", count(*) AS n" + from + " GROUP BY 1 ORDER BY n DESC, 1 LIMIT 10");
  while (common.step()) out.commonest.emplace_back(valueAt(common, 0), common.integer(1));
  return out;
}

}  // namespace gis::store
