#include "gis_core/io/paste_rows.h"

#include <algorithm>
#include <map>
#include <optional>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/io/csv_parser.h"
#include "gis_core/io/table_columns.h"
#include "gis_core/store/case_keeping.h"
#include "gis_core/store/edit_within.h"
#include "gis_core/store/features.h"
#include "gis_core/store/field_rules.h"
#include "gis_core/store/parcel_keeping.h"
#include "gis_core/store/value_text.h"

namespace gis::io {
namespace {

using Rows = std::vector<std::vector<CsvCell>>;
using store::Field;
using store::RowEdit;
using store::Value;

[[noreturn]] void refusePaste(Message why, Message remedy) {
  throw Error(ErrorCode::invalidValue, GIS_TR("the rows cannot be pasted"), std::move(why), std::move(remedy));
}

Rows pastedRows(const std::string& text) {
  std::size_t at = 0;
  CsvParser parser(
      [&](char* buffer, std::size_t size) {
        const std::size_t count = std::min(size, text.size() - at);
        std::copy_n(text.data() + at, count, buffer);
        at += count;
        return count;
      },
      text.substr(0, text.find('\n')).find('\t') != std::string::npos ? "\t" : guessSeparator(text.substr(0, 65536)),
      false);
  Rows rows;
  for (std::vector<CsvCell> row; parser.next(row);) {
    const bool empty = std::all_of(row.begin(), row.end(), [](const CsvCell& cell) { return cell.text.empty(); });
    if (!empty) rows.push_back(row);
  }
  return rows;
}

/// What the columns of the text are for.
struct Heading {
  std::vector<const Field*> fields;  ///< by column; null: another use, or none
  int fid = -1, wkt = -1, x = -1, y = -1;
  std::vector<std::string> ignored;
};

Heading readHeading(const store::LayerInfo& layer, const std::vector<CsvCell>& row) {
  Heading heading;
  for (std::size_t i = 0; i < row.size(); ++i) {
    const std::string name = text::fold(text::trim(row[i].text));
    const auto field = std::find_if(layer.fields.begin(), layer.fields.end(),
                                    [&](const Field& one) { return text::fold(one.name) == name; });
    const int at = static_cast<int>(i);
    heading.fields.push_back(field == layer.fields.end() ? nullptr : &*field);
    if (field != layer.fields.end()) continue;
    if (name == "fid" || name == "id")
      heading.fid = at;
    else if (layer.geometryType && (name == "geometry" || name == "wkt" || name == "几何"))
      heading.wkt = at;
    else if (layer.geometryType && name == "x")
      heading.x = at;
    else if (layer.geometryType && name == "y")
      heading.y = at;
    else
      heading.ignored.push_back(row[i].text);
  }
  return heading;
}

/// The features by the text of their key.
std::map<std::string, std::vector<std::int64_t>> byKey(const store::Connection& c, const store::LayerInfo& layer,
                                                       const std::string& key, const CancelToken& token) {
  std::map<std::string, std::vector<std::int64_t>> fids;
  store::FeatureRequest request;
  request.allFields = false;
  request.geometry = false;
  if (key != "fid") request.fields = {key};
  store::readFeatures(
      c, layer, request,
      [&](store::Feature& feature) {
        const std::string text = key == "fid" ? std::to_string(feature.fid) : store::textOf(feature.values.front());
        if (!text.empty()) fids[text].push_back(feature.fid);
        return true;
      },
      token);
  return fids;
}

/// Turns rows of cells into edits.
class Paster {
 public:
  Paster(const store::Connection& c, const store::LayerInfo& layer, const PasteRequest& request, Heading heading,
         const CancelToken& token)
      : m_c(c),
        m_layer(layer),
        m_heading(std::move(heading)),
        m_rules(store::fieldRules(c, layer.uid)),
        m_retired(c, layer) {
    if (request.key.empty()) return;
    m_keyed = true;
    const bool isFid = text::fold(request.key) == "fid";
    const std::string name = isFid ? "fid" : store::requireField(layer, request.key).name;
    if (isFid) {
      m_keyColumn = m_heading.fid;
    } else {
      for (std::size_t i = 0; i < m_heading.fields.size(); ++i) {
        if (m_heading.fields[i] != nullptr && m_heading.fields[i]->name == name) m_keyColumn = static_cast<int>(i);
      }
    }
    if (m_keyColumn < 0) {
      refusePaste({GIS_TR("the key \"{0}\" is no column of the text"), {request.key}},
                  GIS_TR("add the column, or name another key"));
    }
    m_byKey = byKey(c, layer, name, token);
  }

  /// Throws Error(invalidValue | damaged) when the row cannot be taken.
  void take(const std::vector<CsvCell>& row, PastePlan& plan) {
    const std::int64_t fid = m_keyed ? targetOf(row) : 0;
    store::ColumnValues values;
    for (std::size_t i = 0; i < row.size() && i < m_heading.fields.size(); ++i) {
      const Field* field = m_heading.fields[i];
      if (field == nullptr) continue;
      Value value;
      if (!row[i].text.empty()) value = store::parseValue(row[i].text, *field);
      if (const auto rule = m_rules.find(field->name); rule != m_rules.end()) {
        store::checkRule(m_layer.name, *field, rule->second, value);
      }
      m_retired.refuse(*field, fid, value);
      values.emplace_back(field->name, std::move(value));
    }
    if (auto wkb = geometryOf(row)) values.emplace_back("geometry", std::move(*wkb));
    if (fid == 0) {
      checkRequired(values);
      plan.command.rows.push_back({RowEdit::Kind::insert, m_layer.name, 0, {}, std::move(values)});
      ++plan.added;
      return;
    }
    if (isAsItWas(fid, values)) {
      ++plan.unchanged;
      return;
    }
    plan.command.rows.push_back({RowEdit::Kind::update, m_layer.name, fid, {}, std::move(values)});
    ++plan.changed;
  }

 private:
  std::int64_t targetOf(const std::vector<CsvCell>& row) {
    const std::string key(m_keyColumn < static_cast<int>(row.size())
                              ? text::trim(row[static_cast<std::size_t>(m_keyColumn)].text)
                              : std::string_view());
    if (key.empty()) return 0;
    const Field* field = m_heading.fields[static_cast<std::size_t>(m_keyColumn)];
    const std::string asKept = field == nullptr ? key : store::textOf(store::parseValue(key, *field));
    if (!m_seen.emplace(asKept, true).second) {
      throw Error(ErrorCode::invalidValue, {GIS_TR("the key \"{0}\" stands in the rows twice"), {key}}, {}, {});
    }
    const auto found = m_byKey.find(asKept);
    if (found == m_byKey.end()) {
      if (field != nullptr) return 0;
      throw Error(ErrorCode::notFound, {GIS_TR("there is no feature {0} in \"{1}\""), {key, m_layer.name}}, {}, {});
    }
    if (found->second.size() == 1) return found->second.front();
    throw Error(ErrorCode::invalidValue, {GIS_TR("the key \"{0}\" belongs to several features"), {key}}, {}, {});
  }

  std::optional<geom::Bytes> geometryOf(const std::vector<CsvCell>& row) const {
    const auto cell = [&](int column) {
      return column >= 0 && column < static_cast<int>(row.size())
                 ? text::trim(row[static_cast<std::size_t>(column)].text)
                 : std::string_view();
    };
    if (const std::string_view wkt = cell(m_heading.wkt); !wkt.empty()) return geom::fromWkt(wkt);
    if (m_heading.x < 0 || m_heading.y < 0 || (cell(m_heading.x).empty() && cell(m_heading.y).empty())) return {};
    const auto x = numberOf(cell(m_heading.x)), y = numberOf(cell(m_heading.y));
    if (!x || !y) throw Error(ErrorCode::invalidValue, GIS_TR("x and y are no two numbers"), {}, {});
    return geom::pointWkb(*x, *y);
  }

  void checkRequired(const store::ColumnValues& values) const {
    for (const Field& field : m_layer.fields) {
      const auto rule = m_rules.find(field.name);
      if (rule == m_rules.end() || !rule->second.required) continue;
      const bool given =
          std::any_of(values.begin(), values.end(), [&](const auto& one) { return one.first == field.name; });
      if (!given) store::checkRule(m_layer.name, field, rule->second, {});
    }
  }

  [[nodiscard]] bool isAsItWas(std::int64_t fid, const store::ColumnValues& values) const {
    const auto feature = store::featureByFid(m_c, m_layer, fid);
    if (!feature) return false;
    for (const auto& [name, value] : values) {
      if (name == "geometry") {
        const auto* wkb = std::get_if<geom::Bytes>(&value);
        if (wkb == nullptr || geom::promoted(*wkb, geom::typeOf(feature->wkb)) != feature->wkb) return false;
        continue;
      }
      for (std::size_t i = 0; i < m_layer.fields.size(); ++i) {
        if (m_layer.fields[i].name == name && !(feature->values[i] == value)) return false;
      }
    }
    return true;
  }

  const store::Connection& m_c;
  const store::LayerInfo& m_layer;
  Heading m_heading;
  store::FieldRules m_rules;
  store::RetiredCodes m_retired;
  bool m_keyed = false;
  int m_keyColumn = -1;
  std::map<std::string, std::vector<std::int64_t>> m_byKey;
  std::map<std::string, bool> m_seen;
};

}  // namespace

PastePlan planPaste(const store::Connection& c, const PasteRequest& request, const CancelToken& token) {
  const store::LayerInfo layer = store::layerByName(c, request.layer);
  if (layer.name != store::kCaseTable) store::checkLayerName(layer.name);  // a case's rules are asked with the edit
  std::string utf8 = request.text;
  if (!text::isValidUtf8(utf8)) refusePaste(GIS_TR("the text is no valid UTF-8"), {});
  if (utf8.rfind("\xEF\xBB\xBF", 0) == 0) utf8.erase(0, 3);
  const Rows rows = pastedRows(utf8);
  if (rows.size() < 2) refusePaste(GIS_TR("there is no row below the heading"), GIS_TR("copy the heading, too"));
  Heading heading = readHeading(layer, rows.front());
  const bool any =
      std::any_of(heading.fields.begin(), heading.fields.end(), [](const Field* f) { return f != nullptr; });
  if (!any && heading.wkt < 0 && (heading.x < 0 || heading.y < 0)) {
    refusePaste({GIS_TR("the first row names no column of \"{0}\""), {layer.name}}, GIS_TR("copy the heading, too"));
  }
  PastePlan plan;
  plan.ignoredColumns = heading.ignored;
  plan.rows = rows.size() - 1;
  plan.command.reason = GIS_TR("paste rows");
  Paster paster(c, layer, request, std::move(heading), token);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    if (i % 64 == 0) token.check();
    try {
      paster.take(rows[i], plan);
    } catch (const Error& error) {
      if (error.code() == ErrorCode::cancelled) throw;
      plan.faults.push_back({i, error.whatFailed(), error.why()});
    }
  }
  return plan;
}

PastePlan pasteRows(const store::CityDatabase& city, const PasteRequest& request, bool skipFaulty,
                    const std::string& reason, const std::string& actor, store::EditResult& result, Progress progress) {
  const store::Connection& c = city.connection();
  store::Transaction transaction(c);
  PastePlan plan = planPaste(c, request, progress.token());
  if (!plan.faults.empty() && !skipFaulty) {
    const PasteFault& first = plan.faults.front();
    throw Error(ErrorCode::invalidValue,
                {GIS_TR("{0} of {1} rows cannot be pasted, row {2} first"),
                 {std::to_string(plan.faults.size()), std::to_string(plan.rows), std::to_string(first.row)}},
                first.what, GIS_TR("correct them, or leave the faulty ones out (--skip-faulty)"));
  }
  if (!plan.command.rows.empty()) {
    if (!reason.empty()) plan.command.reason = reason;
    plan.command.actor = actor;
    result = store::applyWithin(city, plan.command, std::move(progress));
  }
  transaction.commit();
  return plan;
}

}  // namespace gis::io
