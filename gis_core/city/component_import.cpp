#include "gis_core/city/component_import.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/case_exchange.h"
#include "gis_core/city/code_check.h"
#include "gis_core/city/codes.h"
#include "gis_core/city/component_ids.h"
#include "gis_core/io/table_columns.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/value_text.h"

namespace gis::city {
namespace {

constexpr const char* kIdField = "GLBJBSM";
constexpr const char* kTypeField = "BJLXDM";
constexpr const char* kNameField = "GLBJMC";
/// Under which the mapping is remembered, beside those of lists of cases.
constexpr const char* kProfile = "components";
constexpr std::array<std::string_view, 5> kStates = {"完好", "破损", "丢失", "废弃", "移除"};

class ComponentReader {
 public:
  ComponentReader(const store::CityDatabase& city, const store::KeyTable& table, const ComponentMapping& mapping,
                  const ComponentImport& options)
      : m_city(city), m_table(table), m_mapping(mapping), m_options(options) {}

  ComponentImported run(const std::string& actor, Progress& progress) {
    if (!m_mapping.columns.contains("x") || !m_mapping.columns.contains("y")) {
      throw Error(ErrorCode::usage, GIS_TR("cannot take the components in"), GIS_TR("no columns hold their place"),
                  GIS_TR("say which ones are x and y"));
    }
    findLayer();
    choosePlaceCrs();
    readKnown(progress);
    store::EditCommand command;
    command.actor = actor;
    command.reason = GIS_TR("components imported");
    for (m_row = 0; m_row < m_table.rows(); ++m_row) {
      progress.report(m_row, m_table.rows());
      takeRow(command);
    }
    if (m_options.plan) return std::move(m_told);
    store::Transaction transaction(m_city.connection());
    if (!command.rows.empty()) m_told.tx = store::apply(m_city, command).tx;
    transaction.commit();
    if (m_options.number && hasField(kTypeField)) {
      const ComponentNumbers numbers = giveComponentIds(
          m_city, {m_told.layer, fieldName(kIdField), fieldName(kTypeField), {}, false}, actor, progress);
      m_told.numbered = numbers.given.size();
    }
    return std::move(m_told);
  }

 private:
  [[nodiscard]] std::string cell(const std::string& field) const {
    const auto found = m_mapping.columns.find(field);
    if (found == m_mapping.columns.end()) return {};
    return std::string(text::trim(text::repairUtf8(m_table.columns[std::size_t(found->second)].cells[m_row])));
  }
  [[nodiscard]] const store::Field* layerField(const std::string& field) const {
    const auto found = std::find_if(m_fields.begin(), m_fields.end(),
                                    [&](const store::Field& one) { return text::fold(one.name) == text::fold(field); });
    return found == m_fields.end() ? nullptr : &*found;
  }
  [[nodiscard]] bool hasField(const char* field) const { return layerField(field) != nullptr; }
  [[nodiscard]] std::string fieldName(const char* field) const {
    const store::Field* found = layerField(field);
    return found != nullptr ? found->name : std::string(field);
  }

  [[nodiscard]] std::optional<store::LayerInfo> layerCalled(const std::string& name) const {
    for (store::LayerInfo& layer : store::listLayers(m_city.connection())) {
      if (text::fold(layer.name) == text::fold(name)) return std::move(layer);
    }
    return std::nullopt;
  }

  void findLayer() {
    const store::Connection& c = m_city.connection();
    std::optional<store::LayerInfo> layer;
    if (!m_options.layer.empty()) {
      layer = layerCalled(m_options.layer);
    } else {
      layer = store::layerOfRole(c, "component");
      if (!layer) layer = layerCalled("components");
    }
    m_told.layer = layer ? layer->name : m_options.layer.empty() ? "components" : m_options.layer;
    m_told.newLayer = !layer;
    if (layer) {
      m_fields = layer->fields;
      m_crs = layer->crs;
      if (!layer->geometryType || layer->geometryType->dimension() != 0)
        throw Error(ErrorCode::unsupported, {GIS_TR("cannot take components into \"{0}\""), {layer->name}},
                    GIS_TR("it is no layer of points"), GIS_TR("choose another layer"));
    } else {
      m_crs = m_city.crs();
      for (const StandardField& one : componentFields()) {
        if (one.field == "x" || one.field == "y") continue;
        m_fields.push_back({one.field, one.type});
      }
      if (!m_options.plan) makeLayer();
    }
    for (const auto& [field, column] : m_mapping.columns) {
      if (field != "x" && field != "y" && layerField(field) == nullptr) m_told.lacking.push_back(field);
    }
  }

  void makeLayer() const {
    store::LayerDraft draft;
    draft.name = m_told.layer;
    draft.fields = m_fields;
    draft.crs = m_crs;
    draft.type = geom::GeometryType{geom::GeometryKind::point};
    store::BulkLoad load(m_city, draft);
    Progress quiet;
    (void)load.finish(quiet);
    store::Transaction transaction(m_city.connection());
    if (!store::layerOfRole(m_city.connection(), "component"))
      store::bindRole(m_city.connection(), "component", m_told.layer, kIdField, kNameField);
    transaction.commit();
  }

  void choosePlaceCrs() {
    std::optional<crs::Crs> from = m_options.placeCrs;
    if (!from) {
      bool degrees = m_table.rows() > 0;
      for (m_row = 0; m_row < m_table.rows() && degrees; ++m_row) {
        const auto x = io::numberOf(cell("x")), y = io::numberOf(cell("y"));
        if (x && y) degrees = std::abs(*x) <= 180 && std::abs(*y) <= 90;
      }
      from = degrees ? crs::Crs::fromEpsg(4490) : m_city.crs();
    }
    if (!from->equivalentTo(m_crs)) m_toLayer.emplace(*from, m_crs);
  }

  void readKnown(Progress& progress) {
    if (m_told.newLayer || !hasField(kIdField)) return;
    const store::LayerInfo layer = store::layerByName(m_city.connection(), m_told.layer);
    store::readFeatures(
        m_city.connection(), layer, {},
        [&](store::Feature& feature) {
          Known known{feature.fid, {}, std::move(feature.wkb)};
          std::string id;
          for (std::size_t i = 0; i < layer.fields.size(); ++i) {
            known.values.emplace_back(layer.fields[i].name, store::textOf(feature.values[i]));
            if (text::fold(layer.fields[i].name) == text::fold(kIdField))
              id = text::normaliseCode(store::textOf(feature.values[i]));
          }
          if (!id.empty()) m_known.emplace(id, std::move(known));
          return true;
        },
        progress.token());
  }

  void refuse(Message why) { m_told.refused.push_back({m_row + 1, std::move(why)}); }
  void flag(Message why) { m_told.flagged.push_back({m_row + 1, std::move(why)}); }

  /// The cell in the standard's form.
  std::string checkedCell(const StandardField& field) {
    std::string told = cell(field.field);
    if (told.empty()) return told;
    if (field.type == store::FieldType::date) {
      std::string day = io::toldDay(told).iso;
      if (day.empty()) flag({GIS_TR("\"{0}\" is no day"), {told}});
      return day;
    }
    if (field.field == kIdField) {
      told = text::normaliseCode(told);
      if (const auto fault = componentIdFault(told)) flag(*fault);
    } else if (field.field == "GLBJZT" && std::find(kStates.begin(), kStates.end(), told) == kStates.end()) {
      flag({GIS_TR("\"{0}\" is no state of a component"), {told}});
    } else if (field.field == kTypeField) {
      told = typeOf(told);
    }
    return told;
  }

  std::string typeOf(const std::string& told) {
    const CodeTables& tables = CodeTables::of(m_city);
    const std::string code = text::normaliseCode(told);
    for (const Category& one : tables.categories()) {
      if (one.kind != CategoryKind::component || (one.code != code && one.zh != told)) continue;
      if (one.system == kCurrentCaseSystem) return one.code;
      if (!one.currentCode.empty()) return one.currentCode;  // a type of the old system
    }
    flag({GIS_TR("no component is of the type \"{0}\""), {told}});
    return told;
  }

  void takeRow(store::EditCommand& command) {
    bool any = false;
    for (const auto& [field, column] : m_mapping.columns) any = any || !cell(field).empty();
    if (!any) return;
    ++m_told.read;
    const auto x = io::numberOf(cell("x")), y = io::numberOf(cell("y"));
    if (!x || !y) {
      refuse(GIS_TR("it has no place"));
      return;
    }
    geom::MapPoint at{*x, *y};
    if (m_toLayer) at = m_toLayer->apply(at);
    if (!std::isfinite(at.x) || !std::isfinite(at.y)) {
      refuse(GIS_TR("its place lies outside the coordinate system"));
      return;
    }
    store::ColumnValues values;
    std::string id;
    for (const StandardField& field : componentFields()) {
      const store::Field* column = layerField(field.field);
      if (column == nullptr || !m_mapping.columns.contains(field.field)) continue;
      std::string told = checkedCell(field);
      if (field.field == kIdField) id = told;
      if (!told.empty()) values.emplace_back(column->name, std::move(told));
    }
    const geom::Bytes place = geom::pointWkb(at.x, at.y);
    const auto known = id.empty() ? m_known.end() : m_known.find(id);
    if (!id.empty() && !m_taken.insert(id).second) {
      refuse({GIS_TR("the identifier {0} stands twice in the table"), {id}});
      return;
    }
    store::RowEdit row;
    row.table = m_told.layer;
    if (known == m_known.end()) {
      row.kind = store::RowEdit::Kind::insert;
      row.values = std::move(values);
      row.values.emplace_back("geometry", place);
      ++m_told.added;
    } else {
      row.fid = known->second.fid;
      for (auto& [column, value] : values) {
        if (!known->second.has(column, std::get<std::string>(value))) row.values.emplace_back(column, std::move(value));
      }
      if (known->second.wkb != place) row.values.emplace_back("geometry", place);
      ++(row.values.empty() ? m_told.unchanged : m_told.updated);
      if (row.values.empty()) return;
    }
    command.rows.push_back(std::move(row));
  }

  struct Known {
    std::int64_t fid = 0;
    std::vector<std::pair<std::string, std::string>> values;
    geom::Bytes wkb;
    [[nodiscard]] bool has(const std::string& column, const std::string& value) const {
      return std::any_of(values.begin(), values.end(),
                         [&](const auto& one) { return one.first == column && one.second == value; });
    }
  };

  const store::CityDatabase& m_city;
  const store::KeyTable& m_table;
  const ComponentMapping& m_mapping;
  const ComponentImport& m_options;
  ComponentImported m_told;
  std::vector<store::Field> m_fields;
  crs::Crs m_crs;
  std::optional<crs::Transformer> m_toLayer;
  std::map<std::string, Known> m_known;  // by identifier
  std::set<std::string> m_taken;
  std::size_t m_row = 0;
};

}  // namespace

const std::vector<StandardField>& componentFields() {
  static const std::vector<StandardField> fields = [] {
    std::vector<StandardField> all = standardLayer("component").fields;
    all.push_back({"x",
                   "X坐标",
                   "x",
                   {"coordinate_x", "PointX", "东坐标", "横坐标", "经度", "lon", "lng", "longitude"},
                   {},
                   0,
                   false});
    all.push_back(
        {"y", "Y坐标", "y", {"coordinate_y", "PointY", "北坐标", "纵坐标", "纬度", "lat", "latitude"}, {}, 0, false});
    for (StandardField& one : all) {
      if (one.field == "x" || one.field == "y") one.type = store::FieldType::real;
    }
    return all;
  }();
  return fields;
}

ComponentMapping mapComponentColumns(const std::vector<std::string>& headings, const HeadingWords& told) {
  return matchHeadings(componentFields(), headings, told, GIS_TR("components have no field \"{0}\""), false);
}

HeadingWords rememberedComponentHeadings(const store::CityDatabase& city) {
  return rememberedHeadings(city, kProfile);
}

void rememberComponentHeadings(const store::CityDatabase& city, const HeadingWords& words) {
  store::Transaction transaction(city.connection());
  rememberHeadings(city, kProfile, words);
  transaction.commit();
}

ComponentImported importComponents(const store::CityDatabase& city, const store::KeyTable& table,
                                   const ComponentMapping& mapping, const ComponentImport& options,
                                   const std::string& actor, Progress& progress) {
  return ComponentReader(city, table, mapping, options).run(actor, progress);
}

}  // namespace gis::city
