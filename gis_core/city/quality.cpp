#include "gis_core/city/quality.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <unordered_map>
#include <unordered_set>

#include "gis_core/base/error.h"
#include "gis_core/base/sha256.h"
#include "gis_core/base/text.h"
#include "gis_core/city/code_check.h"
#include "gis_core/city/codes.h"
#include "gis_core/city/csv_table.h"
#include "gis_core/city/place.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/io/table_columns.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "gis_core/store/value_text.h"

namespace gis::city {
namespace {

constexpr std::string_view kGeometryField = "@geometry", kCodeField = "@code";
constexpr std::size_t kIdDigits = 12;

/// What a check says of one value: nothing when it is right.
struct Fault {
  Message what;
  std::string fix;
};
using FaultOf = std::function<std::optional<Fault>(const store::Feature& feature, const std::string& value,
                                                   const std::vector<std::string>& row)>;

std::vector<QualityRule> rulesOf(const CsvTable& table, std::string_view name) {
  const std::size_t role = table.column("role"), field = table.column("field"), check = table.column("check"),
                    argument = table.column("argument"), severity = table.column("severity");
  std::vector<QualityRule> rules;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    QualityRule rule{table.cell(row, role), table.cell(row, field), table.cell(row, check), table.cell(row, argument),
                     table.cell(row, severity) == "warning" ? Severity::warning : Severity::error};
    const auto& known = qualityChecks();
    if (std::find(known.begin(), known.end(), rule.check) == known.end()) {
      throw Error(ErrorCode::invalidValue,
                  {GIS_TR("cannot use row {0} of {1}"), {std::to_string(row + 1), std::string(name)}},
                  {GIS_TR("there is no check \"{0}\""), {rule.check}});
    }
    rules.push_back(std::move(rule));
  }
  return rules;
}

bool equalButCase(std::string_view a, std::string_view b) {
  return text::fold(a) == text::fold(b);
}

std::string idOf(const store::LayerInfo& layer, std::int64_t fid, const QualityRule& rule, const std::string& field,
                 const std::string& value) {
  const std::string key =
      layer.uid + '\n' + std::to_string(fid) + '\n' + rule.check + '\n' + rule.argument + '\n' + field + '\n' + value;
  return sha256(std::as_bytes(std::span(key.data(), key.size()))).substr(0, kIdDigits);
}

/// The codes of the layer that plays a role.
std::unordered_set<std::string> codesOfRole(const store::CityDatabase& city, const std::string& role, bool& known) {
  std::unordered_set<std::string> codes;
  const auto layer = store::layerOfRole(city.connection(), role);
  known = layer && !layer->roleCodeField.empty();
  if (!known) return codes;
  store::FeatureRequest request;
  request.allFields = request.geometry = false;
  request.fields = {layer->roleCodeField};
  store::readFeatures(city.connection(), *layer, request, [&](store::Feature& feature) {
    codes.insert(text::normaliseCode(store::textOf(feature.values[0])));
    return true;
  });
  codes.erase(std::string());
  return codes;
}

/// A code that is right once it is written properly (blanks, hyphens, full width, small letters) has a fix.
std::optional<Fault> faultOfCode(const std::string& value, std::optional<Message> (*faultOf)(std::string_view)) {
  std::optional<Message> fault = faultOf(value);
  std::string proper = text::normaliseCode(value);
  if (fault) return Fault{std::move(*fault), {}};
  if (proper == value) return std::nullopt;
  return Fault{GIS_TR("the code is right, but not written in its plain form"), std::move(proper)};
}

std::optional<Message> divisionFault(std::string_view value, std::size_t digits) {
  const std::string code = text::normaliseCode(value);
  const bool numeric = std::all_of(code.begin(), code.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (code.size() == digits && numeric) return std::nullopt;
  return Message(GIS_TR("a division code of this level has {0} digits"), {std::to_string(digits)});
}

std::optional<Fault> dayFault(const std::string& value) {
  std::string digits;
  for (const char c : text::fold(value)) {
    if (c >= '0' && c <= '9') digits += c;
  }
  const bool good = digits.size() >= 8 && io::isDay(std::stoi(digits.substr(0, 4)), std::stoi(digits.substr(4, 2)),
                                                    std::stoi(digits.substr(6, 2)));
  if (good) return std::nullopt;
  return Fault{GIS_TR("it is no day"), {}};
}

std::vector<std::string> listOf(std::string_view text) {
  std::vector<std::string> parts;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(';'), text.size());
    if (end > 0) parts.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parts;
}

std::optional<Fault> simple(Message what) {
  return Fault{std::move(what), {}};
}

/// Makes the functions that look at values.
class FaultMaker {
 public:
  FaultMaker(const store::CityDatabase& city, const store::LayerInfo& layer, const std::vector<std::string>& fields)
      : m_city(city), m_layer(layer), m_fields(fields) {}

  /// Nothing when the rule cannot be applied here (a role without a layer, a field that is not there).
  FaultOf make(const QualityRule& rule) {
    const std::string& check = rule.check;
    if (check == "required") {
      return [](const store::Feature&, const std::string& value, const auto&) {
        return text::trim(value).empty() ? simple(GIS_TR("a value is required")) : std::nullopt;
      };
    }
    if (check == "grid_code") return code(&unitGridFault);
    if (check == "component_id") return code(&componentIdFault);
    if (check == "parcel_code") return code(&parcelCodeFault);
    if (check == "unit_code") return code(&realEstateUnitFault);
    if (check == "credit_code") return code(&creditCodeFault);
    if (check == "day")
      return [](const store::Feature&, const std::string& value, const auto&) { return dayFault(value); };
    if (check == "division") return division(rule);
    if (check == "one_of") return oneOf(rule);
    if (check == "unique") return unique();
    if (check == "in_role" || check == "begins_with_role") return inRole(rule);
    if (check == "begins_with_field") return beginsWithField(rule);
    if (check == "inside_role") return insideRole(rule);
    return codeSystem(rule);
  }

 private:
  static FaultOf code(std::optional<Message> (*faultOf)(std::string_view)) {
    return
        [faultOf](const store::Feature&, const std::string& value, const auto&) { return faultOfCode(value, faultOf); };
  }
  static FaultOf division(const QualityRule& rule) {
    const auto digits = static_cast<std::size_t>(std::atoi(rule.argument.c_str()));
    return [digits](const store::Feature&, const std::string& value, const auto&) -> std::optional<Fault> {
      auto fault = divisionFault(value, digits);
      if (!fault) return std::nullopt;
      return Fault{std::move(*fault), {}};
    };
  }
  static FaultOf oneOf(const QualityRule& rule) {
    auto words = std::make_shared<std::vector<std::string>>(listOf(rule.argument));
    const std::string list = rule.argument;
    return [words, list](const store::Feature&, const std::string& value, const auto&) -> std::optional<Fault> {
      if (std::find(words->begin(), words->end(), value) != words->end()) return std::nullopt;
      const std::string trimmed(text::trim(value));
      const bool close = std::find(words->begin(), words->end(), trimmed) != words->end();
      return Fault{{GIS_TR("it is none of {0}"), {list}}, close ? trimmed : std::string()};
    };
  }
  static FaultOf unique() {
    auto seen = std::make_shared<std::unordered_map<std::string, std::int64_t>>();
    return [seen](const store::Feature& feature, const std::string& value, const auto&) -> std::optional<Fault> {
      const auto [first, fresh] = seen->emplace(text::normaliseCode(value), feature.fid);
      if (fresh) return std::nullopt;
      return simple({GIS_TR("feature {0} has the same"), {std::to_string(first->second)}});
    };
  }
  FaultOf inRole(const QualityRule& rule) {
    bool known = false;
    auto codes = std::make_shared<std::unordered_set<std::string>>(codesOfRole(m_city, rule.argument, known));
    if (!known || codes->empty()) return {};
    const bool whole = rule.check == "in_role";
    std::size_t digits = 0;
    for (const std::string& one : *codes) digits = digits == 0 || digits == one.size() ? one.size() : std::string::npos;
    if (!whole && digits == std::string::npos) return {};  // codes of several lengths are no beginning
    const std::string role = rule.argument;
    return [codes, whole, digits, role](const store::Feature&, const std::string& value,
                                        const auto&) -> std::optional<Fault> {
      const std::string code = text::normaliseCode(value);
      if (codes->count(whole ? code : code.substr(0, digits)) > 0) return std::nullopt;
      return simple(whole ? Message(GIS_TR("no feature of the role {0} has this code"), {role})
                          : Message(GIS_TR("it begins with the code of no feature of the role {0}"), {role}));
    };
  }
  FaultOf beginsWithField(const QualityRule& rule) {
    const auto found = std::find_if(m_fields.begin(), m_fields.end(),
                                    [&](const std::string& one) { return equalButCase(one, rule.argument); });
    if (found == m_fields.end()) return {};
    const auto at = static_cast<std::size_t>(found - m_fields.begin());
    const std::string name = *found;
    return [at, name](const store::Feature&, const std::string& value,
                      const std::vector<std::string>& row) -> std::optional<Fault> {
      const std::string beginning = text::normaliseCode(row[at]);
      if (beginning.empty() || text::normaliseCode(value).starts_with(beginning)) return std::nullopt;
      return simple({GIS_TR("it does not begin with {0} of the same feature"), {name}});
    };
  }
  /// The feature must lie in the one of the role whose code begins its own.
  FaultOf insideRole(const QualityRule& rule) {
    const auto layer = store::layerOfRole(m_city.connection(), rule.argument);
    if (!layer || layer->roleCodeField.empty() || !m_layer.geometryType || !m_layer.crs.isKnown()) return {};
    auto places = std::make_shared<PlaceFinder>(m_city);
    std::shared_ptr<crs::Transformer> toCity;
    if (!m_layer.crs.equivalentTo(m_city.crs()))
      toCity = std::make_shared<crs::Transformer>(m_layer.crs, m_city.crs(), true);
    const std::string role = rule.argument;
    return [places, toCity, role](const store::Feature& feature, const std::string& value,
                                  const auto&) -> std::optional<Fault> {
      if (feature.wkb.empty() || geom::isEmpty(feature.wkb)) return std::nullopt;  // said by another check
      if (!geom::certainlyValid(feature.wkb) && geom::invalidity(feature.wkb)) return std::nullopt;
      const geom::MapPoint at = geom::interiorPoint(feature.wkb);
      const auto hit = places->covering(role, toCity ? toCity->apply(at) : at);
      if (!hit) return simple({GIS_TR("it lies in no feature of the role {0}"), {role}});
      const std::string code = text::normaliseCode(hit->code);
      if (code.empty() || text::normaliseCode(value).starts_with(code)) return std::nullopt;
      return simple({GIS_TR("it lies in {0}, but its code does not say so"), {hit->code}});
    };
  }
  static FaultOf codeSystem(const QualityRule& rule) {
    const CodeTables& tables = CodeTables::current();
    if (!tables.knowsLandUseSystem(rule.argument)) return {};
    const std::string system = rule.argument;
    return [&tables, system](const store::Feature&, const std::string& value, const auto&) -> std::optional<Fault> {
      if (tables.landUse(system, std::string(text::trim(value))) != nullptr) return std::nullopt;
      return simple({GIS_TR("{0} has no such code"), {system}});
    };
  }

  const store::CityDatabase& m_city;
  const store::LayerInfo& m_layer;
  const std::vector<std::string>& m_fields;
};

/// A rule that is at work on the layer.
struct ActiveRule {
  std::size_t check = 0;  ///< in LayerQuality::checks
  int column = -1;        ///< in the fields; −1: the geometry
  FaultOf faultOf;
};

class LayerChecker {
 public:
  LayerChecker(const store::CityDatabase& city, const std::string& layer, const QualityOptions& options)
      : m_city(city), m_options(options), m_layer(store::layerByName(city.connection(), layer)) {
    for (const store::Field& field : m_layer.fields) m_fields.push_back(field.name);
    m_quality.layer = m_layer.name;
    for (const QualityRule& rule : shippedQualityRules()) activate(rule);
    for (const QualityRule& rule : options.rules) activate(rule);
    for (const QualityRule& rule : codeSystemRules()) activate(rule);
  }

  LayerQuality run(Progress& progress) {
    if (m_active.empty()) {
      m_quality.features = m_layer.count;
      return std::move(m_quality);
    }
    store::FeatureRequest request;
    request.allFields = false;
    request.fields = m_fields;
    request.geometry = m_layer.geometryType.has_value();
    std::vector<std::string> row(m_fields.size());
    store::readFeatures(
        m_city.connection(), m_layer, request,
        [&](store::Feature& feature) {
          progress.report(static_cast<std::uint64_t>(++m_quality.features), static_cast<std::uint64_t>(m_layer.count));
          for (std::size_t i = 0; i < row.size(); ++i) row[i] = store::textOf(feature.values[i]);
          examine(feature, row);
          return true;
        },
        progress.token());
    return std::move(m_quality);
  }

 private:
  /// Columns whose code system the layer names.
  [[nodiscard]] std::vector<QualityRule> codeSystemRules() const {
    std::vector<QualityRule> rules;
    const auto systems = nlohmann::json::parse(m_layer.codeSystems, nullptr, false);
    if (!systems.is_object()) return rules;
    for (const auto& [field, system] : systems.items()) {
      if (system.is_string()) rules.push_back({"*", field, "code_system", system.get<std::string>(), Severity::error});
    }
    return rules;
  }

  void activate(const QualityRule& rule) {
    if (rule.role != "*" && rule.role != m_layer.role) return;
    if (!m_options.only.empty() &&
        std::find(m_options.only.begin(), m_options.only.end(), rule.check) == m_options.only.end())
      return;
    ActiveRule active;
    std::string name = "geometry";
    if (rule.field == kGeometryField) {
      if (!m_layer.geometryType) return;
    } else {
      const std::string wanted = rule.field == kCodeField ? m_layer.roleCodeField : rule.field;
      const auto found = std::find_if(m_fields.begin(), m_fields.end(),
                                      [&](const std::string& one) { return equalButCase(one, wanted); });
      if (wanted.empty() || found == m_fields.end()) return;
      active.column = static_cast<int>(found - m_fields.begin());
      name = *found;
      active.faultOf = FaultMaker(m_city, m_layer, m_fields).make(rule);
      if (!active.faultOf) return;
    }
    // two rows may name one column ("@code" and its own name)
    for (const QualityCheck& one : m_quality.checks) {
      if (one.field == name && one.rule.check == rule.check && one.rule.argument == rule.argument) return;
    }
    active.check = m_quality.checks.size();
    m_quality.checks.push_back({rule, name, 0, 0});
    m_active.push_back(std::move(active));
  }

  void examine(const store::Feature& feature, const std::vector<std::string>& row) {
    bool error = false, warning = false;
    for (const ActiveRule& active : m_active) {
      QualityCheck& check = m_quality.checks[active.check];
      const std::string value = active.column >= 0 ? row[static_cast<std::size_t>(active.column)] : std::string();
      std::optional<Fault> fault;
      if (active.column < 0) {
        ++check.examined;
        fault = geometryFault(feature.wkb, check.rule.check);
      } else if (check.rule.check == "required" || !text::trim(value).empty()) {
        ++check.examined;
        fault = active.faultOf(feature, value, row);
      }
      if (!fault) continue;
      if (!m_options.ignored.empty() &&
          m_options.ignored.count(idOf(m_layer, feature.fid, check.rule, check.field, value)) > 0) {
        ++check.ignored;
        continue;
      }
      (check.rule.severity == Severity::error ? error : warning) = true;
      if (static_cast<std::size_t>(check.findings++) < m_options.mostFindings) add(feature, check, value, *fault);
    }
    m_quality.withErrors += error ? 1 : 0;
    m_quality.withWarnings += warning && !error ? 1 : 0;
  }

  [[nodiscard]] std::optional<Fault> geometryFault(const geom::Bytes& wkb, const std::string& check) {
    m_place.reset();
    if (check == "given")
      return wkb.empty() || geom::isEmpty(wkb) ? simple(GIS_TR("it has no geometry")) : std::nullopt;
    if (wkb.empty() || geom::certainlyValid(wkb)) return std::nullopt;
    const auto invalid = geom::invalidity(wkb);
    if (!invalid) return std::nullopt;
    m_place = invalid->place;
    return Fault{{"{0}", {invalid->reason}}, "valid"};
  }

  void add(const store::Feature& feature, const QualityCheck& check, const std::string& value, Fault& fault) {
    QualityFinding finding;
    finding.id = idOf(m_layer, feature.fid, check.rule, check.field, value);
    finding.fid = feature.fid;
    finding.check = check.rule.check;
    finding.field = check.field;
    finding.value = value;
    finding.what = std::move(fault.what);
    finding.severity = check.rule.severity;
    finding.fix = std::move(fault.fix);
    if (check.rule.check == "valid") finding.at = m_place;
    if (!finding.at && !feature.wkb.empty()) {
      const geom::Envelope box = geom::envelopeOf(feature.wkb);
      if (!box.isEmpty()) finding.at = geom::MapPoint{(box.minX + box.maxX) / 2, (box.minY + box.maxY) / 2};
    }
    m_quality.findings.push_back(std::move(finding));
  }

  const store::CityDatabase& m_city;
  const QualityOptions& m_options;
  store::LayerInfo m_layer;
  std::vector<std::string> m_fields;
  std::vector<ActiveRule> m_active;
  LayerQuality m_quality;
  std::optional<geom::MapPoint> m_place;  ///< where the last geometry is invalid
};

}  // namespace

const std::vector<std::string>& qualityChecks() {
  static const std::vector<std::string> checks{"valid",
                                               "given",
                                               "required",
                                               "unique",
                                               "day",
                                               "one_of",
                                               "in_role",
                                               "begins_with_role",
                                               "begins_with_field",
                                               "inside_role",
                                               "division",
                                               "grid_code",
                                               "component_id",
                                               "parcel_code",
                                               "unit_code",
                                               "credit_code",
                                               "code_system"};
  return checks;
}

const std::vector<QualityRule>& shippedQualityRules() {
  static const std::vector<QualityRule> rules =
      rulesOf(CsvTable::shipped("codes/quality_rules.csv"), "codes/quality_rules.csv");
  return rules;
}

std::vector<QualityRule> readQualityRules(std::string_view csv, std::string_view nameForErrors) {
  if (csv.starts_with("\xEF\xBB\xBF")) csv.remove_prefix(3);
  return rulesOf(CsvTable::parse(csv, nameForErrors), nameForErrors);
}

std::optional<double> LayerQuality::score() const {
  if (features == 0 || checks.empty()) return std::nullopt;
  return 100 * (1 - (double(withErrors) + 0.5 * double(withWarnings)) / double(features));
}

LayerQuality checkLayer(const store::CityDatabase& city, const std::string& layer, const QualityOptions& options,
                        Progress& progress) {
  for (const std::string& one : options.only) {
    const auto& known = qualityChecks();
    if (std::find(known.begin(), known.end(), one) != known.end()) continue;
    std::string names;
    for (const std::string& name : known) names += " " + name;
    throw Error(ErrorCode::usage, {GIS_TR("there is no check \"{0}\""), {one}}, {},
                {GIS_TR("the checks are:{0}"), {names}});
  }
  return LayerChecker(city, layer, options).run(progress);
}

void writeFindings(const store::CityDatabase& city, const std::vector<LayerQuality>& all, const std::string& into,
                   const std::vector<std::string>& whats, Progress& progress) {
  store::LayerDraft draft;
  draft.name = into;
  draft.crs = city.crs();
  draft.fields = {
      {"layer"},  {"feature", store::FieldType::integer}, {"check"}, {"field"}, {"value"}, {"what"}, {"severity"},
      {"finding"}};
  store::BulkLoad load(city, draft);
  auto batch = store::FeatureBatch::withFields(draft.fields);
  std::size_t number = 0;
  for (const LayerQuality& quality : all) {
    const store::LayerInfo layer = store::layerByName(city.connection(), quality.layer);
    std::optional<crs::Transformer> toCity;
    if (layer.crs.isKnown() && !layer.crs.equivalentTo(city.crs())) toCity.emplace(layer.crs, city.crs(), true);
    for (const QualityFinding& one : quality.findings) {
      progress.check();
      geom::Bytes wkb;
      if (one.at && layer.crs.isKnown()) {
        const geom::MapPoint at = toCity ? toCity->apply(*one.at) : *one.at;
        wkb = geom::pointWkb(at.x, at.y);
      }
      const std::vector<store::Value> cells{quality.layer,
                                            one.fid,
                                            one.check,
                                            one.field,
                                            one.value,
                                            whats[number++],
                                            std::string(one.severity == Severity::error ? "error" : "warning"),
                                            one.id};
      batch.addRow(-1, cells, wkb);
    }
  }
  load.append(store::encode(std::move(batch), load.srid()));
  (void)load.finish(progress);
}

std::int64_t fixFindings(const store::CityDatabase& city, const LayerQuality& quality, const std::string& actor) {
  const store::LayerInfo layer = store::layerByName(city.connection(), quality.layer);
  store::EditCommand command;
  command.actor = actor;
  command.reason = GIS_TR("quality repair");
  std::unordered_map<std::int64_t, std::size_t> places;
  for (const QualityFinding& one : quality.findings) {
    if (one.fix.empty()) continue;
    const auto [place, fresh] = places.emplace(one.fid, command.rows.size());
    if (fresh) {
      store::RowEdit row;
      row.table = layer.name;
      row.fid = one.fid;
      command.rows.push_back(std::move(row));
    }
    store::RowEdit& row = command.rows[place->second];
    if (one.check == "valid") {
      const auto feature = store::featureByFid(city.connection(), layer, one.fid);
      if (!feature || feature->wkb.empty()) continue;
      row.values.emplace_back("geometry", geom::makeValid(feature->wkb, *layer.geometryType));
    } else {
      row.values.emplace_back(one.field, one.fix);
    }
  }
  std::erase_if(command.rows, [](const store::RowEdit& row) { return row.values.empty(); });
  if (!command.rows.empty()) store::apply(city, command);
  return static_cast<std::int64_t>(command.rows.size());
}

}  // namespace gis::city
