#include "gis_core/store/parcel_keeping.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/crs/measure.h"
#include "gis_core/store/code_index.h"
#include "gis_core/store/layer_names.h"
#include "gis_core/store/row_image.h"
#include "gis_core/store/value_text.h"
#include "gis_core/store/vanished_parcels.h"

namespace gis::store {

namespace {

using nlohmann::json;

/// Digits and capital letters only: normalising changes nothing.
bool isPlainCode(std::string_view code) {
  return std::all_of(code.begin(), code.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); });
}

RowEdit rowInto(const char* table, ColumnValues values) {
  RowEdit row;
  row.kind = RowEdit::Kind::insert;
  row.table = table;
  row.values = std::move(values);
  return row;
}

/// The layer of role parcel, by its name in the table of layers.
struct ParcelTable {
  std::string name, codeField;  // codeField in small letters; empty: the parcels have no codes

  /// The code that the row gives to a parcel.
  [[nodiscard]] const Value* codeIn(const RowEdit& row) const {
    if (codeField.empty() || row.table != name || row.kind == RowEdit::Kind::remove) return nullptr;
    for (const auto& [column, value] : row.values) {
      if (lowerAscii(column) == codeField) return &value;
    }
    return nullptr;
  }
};

std::optional<ParcelTable> parcelTable(const Connection& c) {
  if (c.intValue("PRAGMA user_version") < 2) return std::nullopt;
  Statement role(c,
                 "SELECT l.name, r.code_field FROM city_role r JOIN city_layer l ON l.uid = r.layer_uid"
                 " WHERE r.role = 'parcel'");
  if (!role.step()) return std::nullopt;
  return ParcelTable{role.text(0), lowerAscii(role.text(1))};
}

/// The layer of role parcel, when the command changes rows of it in a way that concerns parcels.
std::optional<LayerInfo> concernedLayer(const Connection& c, const EditCommand& command) {
  const auto table = parcelTable(c);
  if (!table) return std::nullopt;
  const auto concerns = [&](const RowEdit& row) {
    if (row.kind == RowEdit::Kind::remove) return row.table == table->name;
    return row.kind == RowEdit::Kind::update && table->codeIn(row) != nullptr;
  };
  if (std::none_of(command.rows.begin(), command.rows.end(), concerns)) return std::nullopt;
  return layerByName(c, table->name);
}

/// Who has a code? By an index over the column where there is one, or when few are asked for; else the column is read
/// once.
class CodeHolders {
 public:
  CodeHolders(const Connection& c, const LayerInfo& layer, std::size_t asked) {
    const std::string field = quotedName(layer.roleCodeField), table = quotedName(layer.name);
    constexpr std::size_t kFew = 3;
    if (asked <= kFew || hasCodeIndex(c, layer)) {
      m_ask.emplace(c, "SELECT fid FROM " + table + " WHERE " + field + " = ?1");
      return;
    }
    Statement all(c, "SELECT fid, " + field + " FROM " + table + " WHERE " + field + " IS NOT NULL");
    while (all.step()) m_all[std::hash<std::string_view>{}(all.textView(1))].push_back(all.integer(0));
  }
  [[nodiscard]] bool isHeldBut(const std::string& code, const std::unordered_set<std::int64_t>& others) {
    const auto isOther = [&](std::int64_t fid) { return !others.contains(fid); };
    if (!m_ask) {
      const std::vector<std::int64_t>& fids = m_all[std::hash<std::string_view>{}(code)];
      return std::any_of(fids.begin(), fids.end(), isOther);
    }
    bool held = false;
    for (m_ask->bind(1, code); !held && m_ask->step();) held = isOther(m_ask->integer(0));
    m_ask->reset();
    return held;
  }

 private:
  std::optional<Statement> m_ask;
  std::unordered_map<std::size_t, std::vector<std::int64_t>> m_all;  // by the hash of the code
};

class ParcelKeeping {
 public:
  ParcelKeeping(const Connection& c, LayerInfo layer, std::string_view tx, std::string_view at)
      : m_connection(c),
        m_layer(std::move(layer)),
        m_tx(tx),
        m_at(at),
        m_inLineage(c, "SELECT 1 FROM city_lineage WHERE parent_uid = ?1 OR child_uid = ?1 LIMIT 1"),
        m_codeField(lowerAscii(m_layer.roleCodeField)) {
    if (m_layer.crs.isKnown()) {
      m_meter.emplace(m_layer.crs, m_layer.crs.isGeographic() ? crs::AreaKind::ellipsoid : crs::AreaKind::plane);
    }
    if (m_layer.hasUid) m_uid.emplace(c, "SELECT uid FROM " + quotedName(m_layer.name) + " WHERE fid = ?1");
  }

  void look(const EditCommand& command) {
    std::set<std::int64_t> keptByItself;
    for (const RowEdit& row : command.rows) {
      if (row.table != "city_parcel_past") continue;
      for (const auto& [name, value] : row.values) {
        const auto* fid = std::get_if<std::int64_t>(&value);
        if (name == "parcel_fid" && fid != nullptr) keptByItself.insert(*fid);
      }
    }
    for (const RowEdit& row : command.rows) noteGiven(row);
    for (const RowEdit& row : command.rows) {
      if (row.table != m_layer.name || keptByItself.contains(row.fid)) continue;
      if (row.kind == RowEdit::Kind::remove) remove(row.fid);
      if (row.kind == RowEdit::Kind::update) recode(row);
    }
  }
  [[nodiscard]] std::vector<RowEdit> rows() { return std::move(m_rows); }

 private:
  [[nodiscard]] std::string codeOf(const Feature& parcel) const {
    for (std::size_t i = 0; i < m_layer.fields.size(); ++i) {
      if (m_layer.fields[i].name == m_layer.roleCodeField) return textOf(parcel.values[i]);
    }
    return {};
  }
  void keep(const Feature& parcel, const std::string& name, const std::string& code) {
    std::optional<double> area;
    if (m_meter && !parcel.wkb.empty() && geom::typeOf(parcel.wkb).dimension() == 2) area = m_meter->of(parcel.wkb);
    m_rows.push_back(parcelPastRow(m_layer, parcel, name, code, m_tx, m_at, area));
  }
  /// Parcels whose code the command changes or takes away with them, and the codes that it gives.
  void noteGiven(const RowEdit& row) {
    if (row.table != m_layer.name) return;
    if (row.kind == RowEdit::Kind::remove) m_touched.insert(row.fid);
    for (const auto& [name, value] : row.values) {
      if (m_codeField.empty() || lowerAscii(name) != m_codeField) continue;
      if (row.kind == RowEdit::Kind::update) m_touched.insert(row.fid);
      if (std::string code = textOf(value); !code.empty()) m_given.insert(text::normaliseCode(code));
    }
  }
  void remove(std::int64_t fid) {
    const auto parcel = featureByFid(m_connection, m_layer, fid);
    if (!parcel) return;  // the edit itself says so
    const std::string code = codeOf(*parcel);
    keep(*parcel, parcelName(uidOf(fid), code, fid), code);
  }
  /// The code that an update takes from a parcel is retired, unless somebody has it after the command, too.
  void recode(const RowEdit& row) {
    for (const auto& [name, value] : row.values) {
      if (m_codeField.empty() || lowerAscii(name) != m_codeField) continue;
      const auto parcel = featureByFid(m_connection, m_layer, row.fid);
      if (!parcel) return;  // the edit itself says so
      const std::string was = codeOf(*parcel);
      const std::string is = textOf(value);
      if (was == is) return;
      const std::string before = m_layer.hasUid ? uidOf(row.fid) : parcelName({}, was, row.fid);
      const bool known = !m_layer.hasUid && isInLineage(before);
      const bool goesOut = !was.empty() && text::normaliseCode(was) != text::normaliseCode(is) && !isHeldAfter(was);
      if (!known && !goesOut) return;
      keep(*parcel, before, was);
      if (m_layer.hasUid) return;  // it is called by its uid as before
      m_rows.push_back(
          rowInto("city_lineage", {{"tx", m_tx}, {"parent_uid", before}, {"child_uid", parcelName({}, is, row.fid)}}));
    }
  }
  [[nodiscard]] bool isInLineage(const std::string& name) {
    const bool known = m_inLineage.bind(1, name).step();
    m_inLineage.reset();
    return known;
  }
  [[nodiscard]] std::string uidOf(std::int64_t fid) {
    std::string uid = m_uid && m_uid->bind(1, fid).step() ? m_uid->text(0) : std::string();
    if (m_uid) m_uid->reset();
    return uid;
  }
  /// By the command itself, or by a parcel that the command leaves alone: codes that stand twice are mended that way.
  [[nodiscard]] bool isHeldAfter(const std::string& code) {
    if (m_given.contains(text::normaliseCode(code))) return true;
    if (!m_holders) m_holders.emplace(m_connection, m_layer, m_touched.size());
    return m_holders->isHeldBut(code, m_touched);
  }

  const Connection& m_connection;
  LayerInfo m_layer;
  std::string m_tx, m_at;
  Statement m_inLineage;
  std::string m_codeField;  // in small letters
  std::unordered_set<std::int64_t> m_touched;
  std::unordered_set<std::string> m_given;
  std::optional<CodeHolders> m_holders;
  std::optional<Statement> m_uid;
  std::optional<crs::AreaMeter> m_meter;
  std::vector<RowEdit> m_rows;
};

}  // namespace

std::string parcelName(const std::string& uid, const std::string& code, std::int64_t fid) {
  if (!uid.empty()) return uid;
  return code.empty() ? "#" + std::to_string(fid) : code;
}

RowEdit parcelPastRow(const LayerInfo& layer, const Feature& parcel, const std::string& name, const std::string& code,
                      std::string_view tx, std::string_view at, std::optional<double> squareMetres) {
  json image = json::object();
  for (std::size_t i = 0; i < layer.fields.size(); ++i) {
    const Value& value = parcel.values[i];
    if (const auto* whole = std::get_if<std::int64_t>(&value)) image[layer.fields[i].name] = *whole;
    if (const auto* real = std::get_if<double>(&value)) image[layer.fields[i].name] = *real;
    if (const auto* text = std::get_if<std::string>(&value)) image[layer.fields[i].name] = *text;
  }
  return rowInto("city_parcel_past", {{"tx", std::string(tx)},
                                      {"layer", layer.uid},
                                      {"parcel_fid", parcel.fid},
                                      {"name", name},
                                      {"code", text::normaliseCode(code)},  // however it was written
                                      {"ended_at", std::string(at)},
                                      {"area", squareMetres ? Value(*squareMetres) : Value()},
                                      {"image", dumped(image)},
                                      {"shape", parcel.wkb.empty() ? Value() : Value(parcel.wkb)}});
}

void refuseRetiredCodes(const CityDatabase& city, const EditCommand& command) {
  const Connection& c = city.connection();
  const auto table = parcelTable(c);
  if (!table) return;
  std::optional<LayerInfo> layer;
  std::optional<RetiredCodes> retired;
  for (const RowEdit& row : command.rows) {
    const Value* code = table->codeIn(row);
    if (code == nullptr) continue;
    if (!retired) {
      layer = layerByName(c, table->name);
      retired.emplace(c, *layer);
    }
    retired->refuse(requireField(*layer, layer->roleCodeField), row.fid, *code);
  }
}

RetiredCodes::RetiredCodes(const Connection& c, const LayerInfo& layer) {
  if (layer.role != "parcel" || layer.roleCodeField.empty() || !parcelTable(c)) return;
  m_codeField = layer.roleCodeField;
  m_past.emplace(c, fmt::format("SELECT {} FROM {} WHERE code IN (?1, ?2) LIMIT 1", kEndedDay, retiredCodes(c)));
  m_own.emplace(c, "SELECT " + quotedName(m_codeField) + " FROM " + quotedName(layer.name) + " WHERE fid = ?1");
}

void RetiredCodes::refuse(const Field& field, std::int64_t fid, const Value& value) {
  if (!m_past || field.name != m_codeField) return;
  const std::string code = textOf(value);
  if (code.empty()) return;
  const std::string normal = text::normaliseCode(code);
  std::string day;
  if (m_past->bind(1, code).bind(2, normal).step()) day = m_past->text(0);
  m_past->reset();
  if (day.empty()) return;
  const bool goesOn = m_own->bind(1, fid).step() && text::normaliseCode(m_own->text(0)) == normal;
  m_own->reset();
  if (goesOn) return;
  throw Error(ErrorCode::invalidValue, {GIS_TR("the parcel code {0} cannot be given"), {code}},
              {GIS_TR("it was retired on {0}"), {day}},
              GIS_TR("give the next free code; undo its last change to have the old parcel back"));
}

RetiredCodesOfTable::RetiredCodesOfTable(const Connection& c, std::string table, std::string codeField,
                                         LayerInfo goesOn)
    : m_connection(c), m_table(std::move(table)), m_codeField(std::move(codeField)), m_goesOn(std::move(goesOn)) {}

void RetiredCodesOfTable::refuse(const CancelToken& token) {
  const Connection& c = m_connection;
  if (m_codeField.empty() || c.intValue("PRAGMA user_version") < 2) return;
  std::unordered_map<std::string, std::string> days;  // by the code without blanks and hyphens
  Statement past(c, fmt::format("SELECT fid, code, {} FROM city_parcel_past WHERE fid > ?1 AND code <> ''", kEndedDay));
  for (past.bind(1, m_seen); past.step();) {
    m_seen = std::max(m_seen, past.integer(0));
    days[text::normaliseCode(past.textView(1))] = past.text(2);
  }
  past.reset();
  if (const std::string all = retiredCodes(c); all.front() == '(') {  // some are still being written there
    Statement listed(c, fmt::format("SELECT code, {} FROM {} WHERE code <> ''", kEndedDay, all));
    while (listed.step()) days[std::string(listed.textView(0))] = listed.text(1);
  }
  if (days.empty()) return;
  const auto forEachCode = [&](const std::string& table, const std::string& field, const auto& take) {
    Statement rows(c, "SELECT " + quotedName(field) + " FROM " + quotedName(table) + " WHERE " + quotedName(field) +
                          " IS NOT NULL");
    for (std::size_t i = 0; rows.step(); ++i) {
      if (i % 4096 == 0) token.check();
      take(std::string(rows.textView(0)));
    }
  };
  std::map<std::string, std::pair<std::string, std::int64_t>> found;  // as it is written, and how often
  forEachCode(m_table, m_codeField, [&](const std::string& code) {
    const std::string normal = isPlainCode(code) ? code : text::normaliseCode(code);
    if (!days.contains(normal)) return;
    auto& [written, count] = found[normal];
    written = code;
    ++count;
  });
  if (!found.empty() && !m_goesOn.roleCodeField.empty()) {
    forEachCode(m_goesOn.name, m_goesOn.roleCodeField,
                [&](const std::string& code) { found.erase(text::normaliseCode(code)); });
  }
  if (found.empty()) return;
  std::int64_t parcels = 0;
  for (const auto& [normal, one] : found) parcels += one.second;
  throw Error(ErrorCode::invalidValue,
              {GIS_TR("{0} parcels have codes that were retired, {1} first"),
               {std::to_string(parcels), found.begin()->second.first}},
              {GIS_TR("it was retired on {0}"), {days[found.begin()->first]}},
              GIS_TR("give them the next free codes in the source, or leave them out"));
}

bool setsParcelCode(const Connection& c, const RowEdit& row) {
  const auto table = parcelTable(c);
  return table && table->codeIn(row) != nullptr;
}

void prepareCodeHolders(const CityDatabase& city, const EditCommand& command) {
  constexpr std::int64_t kMany = 50'000;  // fewer are read in a few milliseconds
  const Connection& c = city.connection();
  const auto table = c.inTransaction() ? std::nullopt : parcelTable(c);
  const auto takesCode = [&](const RowEdit& row) {
    return row.kind == RowEdit::Kind::update && table->codeIn(row) != nullptr;
  };
  if (!table || std::none_of(command.rows.begin(), command.rows.end(), takesCode)) return;
  const LayerInfo layer = layerByName(c, table->name);
  Progress progress;
  if (layer.count >= kMany) (void)makeCodeIndex(city, layer, progress);
}

std::vector<RowEdit> keptParcelRows(const CityDatabase& city, const EditCommand& command, std::string_view tx,
                                    std::string_view at) {
  const Connection& c = city.connection();
  auto layer = concernedLayer(c, command);
  if (!layer) return {};
  ParcelKeeping keeping(c, std::move(*layer), tx, at);
  keeping.look(command);
  return keeping.rows();
}

}  // namespace gis::store
