#include "gis_core/store/parcel_keeping.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/crs/measure.h"
#include "gis_core/store/layer_names.h"
#include "gis_core/store/row_image.h"
#include "gis_core/store/value_text.h"

namespace gis::store {

namespace {

using nlohmann::json;

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

class ParcelKeeping {
 public:
  ParcelKeeping(const Connection& c, LayerInfo layer, std::string_view tx, std::string_view at)
      : m_connection(c),
        m_layer(std::move(layer)),
        m_tx(tx),
        m_at(at),
        m_inLineage(c, "SELECT 1 FROM city_lineage WHERE parent_uid = ?1 OR child_uid = ?1 LIMIT 1") {
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
    for (const RowEdit& row : command.rows) {
      if (row.table != m_layer.name || keptByItself.contains(row.fid)) continue;
      if (row.kind == RowEdit::Kind::remove) remove(row.fid);
      if (row.kind == RowEdit::Kind::update && !m_layer.hasUid) recode(row);
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
  void remove(std::int64_t fid) {
    const auto parcel = featureByFid(m_connection, m_layer, fid);
    if (!parcel) return;  // the edit itself says so
    std::string uid;
    if (m_uid && m_uid->bind(1, fid).step()) uid = m_uid->text(0);
    if (m_uid) m_uid->reset();
    const std::string code = codeOf(*parcel);
    keep(*parcel, parcelName(uid, code, fid), code);
  }
  void recode(const RowEdit& row) {
    const std::string codeField = lowerAscii(m_layer.roleCodeField);
    for (const auto& [name, value] : row.values) {
      if (codeField.empty() || lowerAscii(name) != codeField) continue;
      const auto parcel = featureByFid(m_connection, m_layer, row.fid);
      if (!parcel) return;
      const std::string was = codeOf(*parcel);
      const std::string is = textOf(value);
      if (was == is) return;
      const std::string before = parcelName({}, was, row.fid);
      const bool known = m_inLineage.bind(1, before).step();
      m_inLineage.reset();
      if (!known) return;
      keep(*parcel, before, was);
      m_rows.push_back(
          rowInto("city_lineage", {{"tx", m_tx}, {"parent_uid", before}, {"child_uid", parcelName({}, is, row.fid)}}));
    }
  }

  const Connection& m_connection;
  LayerInfo m_layer;
  std::string m_tx, m_at;
  Statement m_inLineage;
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
                                      {"code", code},
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
  m_past.emplace(c, "SELECT substr(ended_at, 1, 10) FROM city_parcel_past WHERE code IN (?1, ?2) LIMIT 1");
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
