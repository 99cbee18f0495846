#include "gis_core/query/key_join.h"

#include <algorithm>
#include <charconv>
#include <functional>
#include <unordered_map>
#include <unordered_set>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/query/layer_origin.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/features.h"

namespace gis::query {
namespace {

constexpr std::size_t kGuessRows = 1000;
constexpr std::size_t kRowsWritten = 4096;

std::string textOf(const store::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value)) {
    std::string digits(40, '\0');
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), *real);
    digits.resize(static_cast<std::size_t>(end.ptr - digits.data()));
    return digits;
  }
  return {};
}

/// A cell in the type that its column had; text that is no number of it is no value.
store::Value cellOf(const std::string& text, store::FieldType type) {
  const char* const end = text.data() + text.size();
  if (type == store::FieldType::integer || type == store::FieldType::boolean) {
    std::int64_t number = 0;
    if (std::from_chars(text.data(), end, number).ptr != end) return {};
    return number;
  }
  if (type == store::FieldType::real) {
    double number = 0;
    if (std::from_chars(text.data(), end, number).ptr != end) return {};
    return number;
  }
  return text;
}

const store::KeyTable::Column& columnOf(const store::KeyTable& table, const std::string& name) {
  const auto found =
      std::find_if(table.columns.begin(), table.columns.end(), [&](const auto& column) { return column.name == name; });
  if (found == table.columns.end()) {
    throw Error(ErrorCode::noSuchField, {GIS_TR("the table {0} has no column \"{1}\""), {table.name, name}}, {},
                GIS_TR("check the name"));
  }
  return *found;
}

void checkField(const store::LayerInfo& layer, const std::string& name) {
  if (name == "fid") return;
  const auto found = std::find_if(layer.fields.begin(), layer.fields.end(),
                                  [&](const store::Field& field) { return field.name == name; });
  if (found == layer.fields.end()) {
    throw Error(ErrorCode::noSuchField, {GIS_TR("layer {0} has no field \"{1}\""), {layer.name, name}}, {},
                GIS_TR("check the name"));
  }
}

/// Calls `row(fid, key text)` for each feature of the layer.
void eachKey(const store::Connection& c, const store::LayerInfo& layer, const std::string& field,
             const std::string& where, const CancelToken& token,
             const std::function<void(std::int64_t, const std::string&)>& row) {
  store::FeatureRequest request;
  request.allFields = false;
  request.geometry = false;
  request.where = where;
  if (field != "fid") request.fields = {field};
  store::readFeatures(
      c, layer, request,
      [&](store::Feature& feature) {
        row(feature.fid, field == "fid" ? std::to_string(feature.fid) : textOf(feature.values.front()));
        return true;
      },
      token);
}

}  // namespace

std::string keyOf(std::string_view cell, const KeyRule& rule) {
  std::string key = rule.normalise ? text::normaliseCode(cell) : std::string(cell);
  if (rule.ignoreLeadingZeros) {
    const std::size_t first = key.find_first_not_of('0');
    if (first != std::string::npos) key.erase(0, first);
  }
  return key;
}

ColumnGuess guessKeyColumns(const store::Connection& c, const store::LayerInfo& left, const store::KeyTable& table,
                            const KeyRule& rule, const CancelToken& token, const std::string& where) {
  ColumnGuess best;
  std::vector<std::unordered_set<std::string>> right;
  for (const auto& column : table.columns) {
    std::unordered_set<std::string> keys;
    for (std::size_t row = 0; row < std::min(kGuessRows, column.cells.size()); ++row) {
      if (std::string key = keyOf(column.cells[row], rule); !key.empty()) keys.insert(std::move(key));
    }
    right.push_back(std::move(keys));
  }
  double bestScore = 0;
  for (const store::Field& field : left.fields) {
    if (field.type != store::FieldType::text && field.type != store::FieldType::integer) continue;
    // the whole column: the table's first keys may belong to the layer's last features
    std::unordered_set<std::string> keys;
    eachKey(c, left, field.name, where, token, [&](std::int64_t, const std::string& cell) {
      if (std::string key = keyOf(cell, rule); !key.empty()) keys.insert(std::move(key));
    });
    for (std::size_t i = 0; i < right.size(); ++i) {
      if (right[i].empty()) continue;
      const auto hits =
          std::count_if(right[i].begin(), right[i].end(), [&](const std::string& key) { return keys.count(key) != 0; });
      const double share = static_cast<double>(hits) / static_cast<double>(right[i].size());
      // columns with many different values are keys; a land-use class that matches everywhere is none
      const double variety =
          std::min(1.0, static_cast<double>(right[i].size()) / static_cast<double>(std::min(kGuessRows, table.rows())));
      const bool sameName = text::fold(field.name) == text::fold(table.columns[i].name);
      const double score = share * (0.2 + 0.8 * variety) + (sameName ? 0.05 : 0);
      if (hits > 0 && score > bestScore) {
        bestScore = score;
        best = {field.name, table.columns[i].name, share};
      }
    }
  }
  return best;
}

KeyMatch matchKeys(const store::Connection& c, const store::LayerInfo& left, const std::string& leftField,
                   const store::KeyTable& table, const std::string& rightColumn, const KeyRule& rule,
                   Progress& progress, const std::string& where) {
  checkField(left, leftField);
  const store::KeyTable::Column& column = columnOf(table, rightColumn);
  if (column.cutNumbers != 0) {
    throw Error(ErrorCode::invalidValue, {GIS_TR("cannot join by the column \"{0}\""), {rightColumn}},
                {GIS_TR("{0} of its cells are numbers of more than 15 digits, which the spreadsheet has cut"),
                 {std::to_string(column.cutNumbers)}},
                GIS_TR("make the column text in the spreadsheet, enter the codes again and save"));
  }
  KeyMatch out;
  std::unordered_map<std::string, std::size_t> rowOfKey;
  rowOfKey.reserve(column.cells.size());
  for (std::size_t row = 0; row < column.cells.size(); ++row) {
    std::string key = keyOf(column.cells[row], rule);
    if (!key.empty() && !rowOfKey.emplace(std::move(key), row).second) ++out.doubles;
  }
  std::vector<bool> used(column.cells.size(), false);
  std::uint64_t done = 0;
  eachKey(c, left, leftField, where, progress.token(), [&](std::int64_t fid, const std::string& cell) {
    if ((++done & 0x3FFU) == 0) progress.report(done, static_cast<std::uint64_t>(left.count));
    const auto found = rowOfKey.find(keyOf(cell, rule));
    if (found == rowOfKey.end()) return;
    used[found->second] = true;
    out.fids.push_back(fid);
    out.rows.push_back(found->second);
  });
  out.matched = static_cast<std::int64_t>(out.fids.size());
  std::unordered_set<std::string> told;
  for (std::size_t row = 0; row < column.cells.size(); ++row) {
    const std::string key = keyOf(column.cells[row], rule);
    const auto first = rowOfKey.find(key);
    if (first != rowOfKey.end() && used[first->second]) continue;
    ++out.unmatched;
    if (told.insert(key).second) out.unmatchedKeys.push_back(column.cells[row]);
  }
  return out;
}

store::KeyTable tableOfLayer(const store::Connection& c, const store::LayerInfo& layer, const CancelToken& token,
                             const std::string& where) {
  store::KeyTable table;
  table.name = layer.name;
  for (const store::Field& field : layer.fields) table.columns.push_back({field.name, {}, {}, 0, field.type});
  store::FeatureRequest request;
  request.geometry = false;
  request.where = where;
  store::readFeatures(
      c, layer, request,
      [&](store::Feature& feature) {
        for (std::size_t i = 0; i < table.columns.size(); ++i) {
          table.columns[i].isNull.push_back(std::holds_alternative<std::monostate>(feature.values[i]) ? 1 : 0);
          table.columns[i].cells.push_back(textOf(feature.values[i]));
        }
        return true;
      },
      token);
  return table;
}

std::int64_t writeKeyJoin(const store::CityDatabase& city, const store::LayerInfo& left, const store::KeyTable& table,
                          const std::string& rightColumn, const KeyMatch& match, bool keepAll, const std::string& into,
                          Progress& progress, const std::string& where, OriginNote* origin) {
  std::vector<const store::KeyTable::Column*> taken;
  std::vector<store::Field> fields = left.fields;
  std::unordered_set<std::string> names;
  for (const store::Field& field : fields) names.insert(text::fold(field.name));
  for (const auto& column : table.columns) {
    if (column.name == rightColumn) continue;
    std::string name = column.name;
    if (!names.insert(text::fold(name)).second) {
      name = table.name + "_" + column.name;
      names.insert(text::fold(name));
    }
    fields.push_back({name, column.type, 0, 0});
    taken.push_back(&column);
  }
  store::LayerDraft draft;
  draft.name = into;
  draft.titleZh = draft.titleEn = into;
  draft.fields = fields;
  draft.hasGeometry = left.geometryType.has_value();
  draft.crs = left.crs;
  draft.type = left.geometryType;
  draft.provenance.source = left.name + " + " + table.name;
  draft.provenance.driver = "join";
  draft.provenance.importedAt = toIsoUtc(utcNow());
  store::BulkLoad load(city, draft);
  std::int64_t written = 0;
  store::FeatureBatch batch = store::FeatureBatch::withFields(fields);
  const auto flush = [&] {
    if (batch.rows() != 0) load.append(store::encode(std::move(batch), load.srid()));
    batch = store::FeatureBatch::withFields(fields);
  };
  store::FeatureRequest request;
  request.where = where;
  store::readFeatures(
      city.connection(), left, request,
      [&](store::Feature& feature) {
        const auto at = std::lower_bound(match.fids.begin(), match.fids.end(), feature.fid);
        const bool hit = at != match.fids.end() && *at == feature.fid;
        if (!hit && !keepAll) return true;
        std::vector<store::Value> cells = std::move(feature.values);
        for (const auto* column : taken) {
          const std::size_t row = hit ? match.rows[static_cast<std::size_t>(at - match.fids.begin())] : 0;
          cells.emplace_back();
          if (hit && column->isNull[row] == 0) cells.back() = cellOf(column->cells[row], column->type);
        }
        batch.addRow(feature.fid, cells, feature.wkb);
        ++written;
        if (batch.rows() >= kRowsWritten) flush();
        if ((written & 0xFFF) == 0)
          progress.report(static_cast<std::uint64_t>(written), static_cast<std::uint64_t>(left.count));
        return true;
      },
      progress.token());
  flush();
  if (origin != nullptr) origin->read(city.connection());
  (void)load.finish(progress, keeping(city, origin));
  return written;
}

}  // namespace gis::query
