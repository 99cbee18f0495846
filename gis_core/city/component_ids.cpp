#include "gis_core/city/component_ids.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/code_check.h"
#include "gis_core/city/codes.h"
#include "gis_core/city/place.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "gis_core/store/value_text.h"

namespace gis::city {
namespace {

constexpr std::size_t kCountyDigits = 6, kTypeDigits = 5, kWholeDigits = 17;
constexpr std::int64_t kMostNumbers = 999'999;
constexpr const char* kUsualIdField = "GLBJBSM";
constexpr const char* kGridField = "SZDYWGBSM";

bool isDigits(const std::string& text, std::size_t count) {
  return text.size() == count && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The five digits of a type by its code or name; empty when no component of the standard is called so.
std::string typeCodeOf(const std::string& told) {
  const CodeTables& tables = CodeTables::current();
  std::string code = text::normaliseCode(told);
  if (tables.category(kCurrentCaseSystem, CategoryKind::component, code) != nullptr) return code;
  for (const Category& one : tables.categories()) {
    if (one.kind == CategoryKind::component && one.system == kCurrentCaseSystem && one.zh == told) return one.code;
  }
  return {};
}

class Numbering {
 public:
  Numbering(const store::CityDatabase& city, const ComponentNumbering& asked)
      : m_city(city), m_asked(asked), m_layer(store::layerByName(city.connection(), asked.layer)), m_places(city) {
    if (!asked.county.empty() && !isDigits(asked.county, kCountyDigits))
      throw Error(ErrorCode::invalidValue, {GIS_TR("\"{0}\" is no code of a county"), {asked.county}},
                  GIS_TR("it has six digits"));
    const std::string wanted = !asked.idField.empty()           ? asked.idField
                               : !m_layer.roleCodeField.empty() ? m_layer.roleCodeField
                                                                : kUsualIdField;
    m_result.idField = store::requireField(m_layer, wanted).name;
    m_fields = {m_result.idField, store::requireField(m_layer, asked.typeField).name};
    const auto grid = std::find_if(m_layer.fields.begin(), m_layer.fields.end(), [](const store::Field& field) {
      return text::fold(field.name) == text::fold(kGridField);
    });
    if (grid != m_layer.fields.end()) m_fields.push_back(grid->name);
    if (m_layer.crs.isKnown() && !m_layer.crs.equivalentTo(city.crs())) m_toCity.emplace(m_layer.crs, city.crs(), true);
  }

  ComponentNumbers run(const std::string& actor, Progress& progress) {
    std::optional<store::Transaction> transaction;
    // under the write lock: no other writer gives the same number meanwhile
    if (!m_asked.plan) transaction.emplace(m_city.connection());
    std::vector<store::Feature> waiting;
    read(waiting, progress);
    for (const store::Feature& feature : waiting) give(feature);
    if (transaction && !m_result.given.empty()) write(actor, progress, *transaction);
    return std::move(m_result);
  }

 private:
  /// Takes note of the numbers that are there; those without one wait.
  void read(std::vector<store::Feature>& waiting, Progress& progress) {
    store::FeatureRequest request;
    request.allFields = false;
    request.fields = m_fields;
    store::readFeatures(
        m_city.connection(), m_layer, request,
        [&](store::Feature& feature) {
          progress.report(static_cast<std::uint64_t>(++m_result.features), static_cast<std::uint64_t>(m_layer.count));
          const std::string id = text::normaliseCode(store::textOf(feature.values[0]));
          if (id.empty()) {
            waiting.push_back(std::move(feature));
          } else if (auto fault = componentIdFault(id)) {
            m_result.refused.push_back({feature.fid, std::move(*fault)});
          } else {
            ++m_result.kept;
            if (id.size() == kWholeDigits) raise(id.substr(0, kCountyDigits + kTypeDigits), std::stoll(id.substr(11)));
          }
          return true;
        },
        progress.token());
  }

  void raise(const std::string& beginning, std::int64_t number) {
    std::int64_t& last = m_last[beginning];
    last = std::max(last, number);
  }

  void give(const store::Feature& feature) {
    const std::string told(text::trim(store::textOf(feature.values[1])));
    const std::string type = typeCodeOf(told);
    if (type.empty()) {
      m_result.refused.push_back({feature.fid, told.empty()
                                                   ? Message(GIS_TR("it has no type"))
                                                   : Message(GIS_TR("no component is of the type \"{0}\""), {told})});
      return;
    }
    const std::string county = countyOf(feature);
    if (county.empty()) {
      m_result.refused.push_back({feature.fid, GIS_TR("neither its unit grid nor its place tells the county")});
      return;
    }
    const std::string beginning = county + type;
    if (m_counted.insert_or_assign(beginning, true).second) raise(beginning, counted(beginning));
    const std::int64_t number = ++m_last[beginning];
    if (number > kMostNumbers) {
      m_result.refused.push_back({feature.fid, {GIS_TR("all numbers that begin with {0} are used up"), {beginning}}});
      return;
    }
    m_result.given.push_back({feature.fid, fmt::format("{}{:06}", beginning, number)});
  }

  [[nodiscard]] std::string countyOf(const store::Feature& feature) const {
    if (!m_asked.county.empty()) return m_asked.county;
    if (feature.values.size() > 2) {
      const std::string grid = text::normaliseCode(store::textOf(feature.values[2]));
      if (grid.size() > kCountyDigits && isDigits(grid.substr(0, kCountyDigits), kCountyDigits))
        return grid.substr(0, kCountyDigits);
    }
    if (feature.wkb.empty() || geom::isEmpty(feature.wkb)) return {};
    const geom::Envelope box = geom::envelopeOf(feature.wkb);
    const geom::MapPoint at{(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2};
    const auto district = m_places.covering("district", m_toCity ? m_toCity->apply(at) : at);
    if (!district || !isDigits(district->code.substr(0, kCountyDigits), kCountyDigits)) return {};
    return district->code.substr(0, kCountyDigits);
  }

  [[nodiscard]] static std::string counterName(const std::string& beginning) { return "component " + beginning; }
  [[nodiscard]] std::int64_t counted(const std::string& beginning) const {
    store::Statement counter(m_city.connection(), "SELECT value FROM city_counter WHERE table_name = ?1");
    return counter.bind(1, counterName(beginning)).step() ? counter.integer(0) : 0;
  }

  void write(const std::string& actor, Progress& progress, store::Transaction& transaction) {
    store::EditCommand command;
    command.actor = actor;
    command.reason = GIS_TR("component identifiers");
    for (const ComponentNumbers::Given& one : m_result.given) {
      store::RowEdit row;
      row.table = m_layer.name;
      row.fid = one.fid;
      row.values = {{m_result.idField, one.id}};
      command.rows.push_back(std::move(row));
    }
    m_result.tx = store::apply(m_city, command).tx;
    for (const auto& [beginning, last] : m_last) {
      store::Statement(m_city.connection(),
                       "INSERT INTO city_counter(table_name, value) VALUES (?1, ?2)"
                       " ON CONFLICT(table_name) DO UPDATE SET value = max(value, excluded.value)")
          .bindAll(counterName(beginning), last)
          .run();
    }
    progress.check();
    transaction.commit();
  }

  const store::CityDatabase& m_city;
  const ComponentNumbering& m_asked;
  store::LayerInfo m_layer;
  PlaceFinder m_places;
  std::optional<crs::Transformer> m_toCity;
  std::vector<std::string> m_fields;           ///< identifier, type and, where there is one, the unit grid
  std::map<std::string, std::int64_t> m_last;  ///< by the first eleven digits
  std::map<std::string, bool> m_counted;       ///< of which the city's counter was asked
  ComponentNumbers m_result;
};

}  // namespace

ComponentNumbers giveComponentIds(const store::CityDatabase& city, const ComponentNumbering& numbering,
                                  const std::string& actor, Progress& progress) {
  return Numbering(city, numbering).run(actor, progress);
}

}  // namespace gis::city
