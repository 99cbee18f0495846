#include "gis_core/city/quality.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>
#include <unordered_set>

#include "gis_core/base/error.h"
#include "gis_core/base/sha256.h"
#include "gis_core/base/text.h"
#include "gis_core/city/coverage_quality.h"
#include "gis_core/city/value_faults.h"
#include "gis_core/geometry/invalid_reason.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/coverage_guard.h"
#include "gis_core/store/coverage_rule.h"
#include "gis_core/store/features.h"
#include "gis_core/store/value_text.h"

namespace gis::city {
namespace {

using Fault = ValueFault;

constexpr std::string_view kGeometryField = "@geometry", kCodeField = "@code";
constexpr std::size_t kIdDigits = 12;

bool equalButCase(std::string_view a, std::string_view b) {
  return text::fold(a) == text::fold(b);
}

std::string idOf(const store::LayerInfo& layer, std::int64_t fid, const QualityRule& rule, const std::string& field,
                 const std::string& value) {
  const std::string key =
      layer.uid + '\n' + std::to_string(fid) + '\n' + rule.check + '\n' + rule.argument + '\n' + field + '\n' + value;
  return sha256(std::as_bytes(std::span(key.data(), key.size()))).substr(0, kIdDigits);
}

std::optional<Fault> plainFault(Message what) {
  return Fault{std::move(what), {}};
}

/// A rule that is at work on the layer.
struct ActiveRule {
  std::size_t check = 0;  ///< in LayerQuality::checks
  int column = -1;        ///< in the fields; −1: the geometry
  ValueFaultOf faultOf;
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
    if (store::coverageRule(city.connection(), m_layer.uid))
      activate({"*", std::string(kGeometryField), std::string(kCoverageCheck), {}, Severity::error});
  }

  LayerQuality run(Progress& progress) {
    if (m_active.empty()) {
      m_quality.features = m_layer.count;
      return std::move(m_quality);
    }
    for (const ActiveRule& active : m_active) {
      if (m_quality.checks[active.check].rule.check == kCoverageCheck) checkBorders(active, progress);
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
      if (rule.check == kCoverageCheck && (!mayBeCoverage(m_layer) || has(kCoverageCheck))) return;
    } else {
      const std::string wanted = rule.field == kCodeField ? m_layer.roleCodeField : rule.field;
      const auto found = std::find_if(m_fields.begin(), m_fields.end(),
                                      [&](const std::string& one) { return equalButCase(one, wanted); });
      if (wanted.empty() || found == m_fields.end()) return;
      active.column = static_cast<int>(found - m_fields.begin());
      name = *found;
      active.faultOf = valueFaultOf(m_city, m_layer, m_fields, rule);
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

  [[nodiscard]] bool has(std::string_view check) const {
    return std::any_of(m_quality.checks.begin(), m_quality.checks.end(),
                       [&](const QualityCheck& one) { return one.rule.check == check; });
  }

  /// All borders at once, before the features are looked at one by one: they are told then whether they have a part.
  void checkBorders(const ActiveRule& active, Progress& progress) {
    QualityCheck& check = m_quality.checks[active.check];
    const query::TopologyResult result =
        query::checkTopology(m_city, coverageQuestion(m_city, m_layer, check.rule.argument), progress);
    check.examined = result.features - result.report.withoutArea;
    for (const geom::CoverageFinding& one : result.report.findings) {
      if (one.fault == geom::CoverageFault::invalid || one.fids.empty()) continue;  // "valid" says so
      QualityFinding finding;
      finding.value = coverageFaultValue(one);
      finding.id = idOf(m_layer, one.fids.front(), check.rule, check.field, finding.value);
      if (m_options.ignored.count(finding.id) > 0) {
        ++check.ignored;
        continue;
      }
      const bool isError = check.rule.severity == Severity::error && one.fault != geom::CoverageFault::tJunction;
      for (const std::int64_t fid : one.fids) (isError ? m_badBorders : m_doubtfulBorders).insert(fid);
      if (static_cast<std::size_t>(check.findings++) >= m_options.mostFindings) continue;
      finding.fid = one.fids.front();
      finding.check = check.rule.check;
      finding.field = check.field;
      finding.argument = check.rule.argument;
      finding.what = store::faultText(one);
      finding.severity = isError ? Severity::error : Severity::warning;
      finding.at = one.place;
      finding.shape = one.shape;
      finding.fix = geom::coverageFaultName(one.fault);
      m_quality.findings.push_back(std::move(finding));
    }
  }

  void examine(const store::Feature& feature, const std::vector<std::string>& row) {
    bool error = false, warning = false;
    for (const ActiveRule& active : m_active) {
      QualityCheck& check = m_quality.checks[active.check];
      const std::string value = active.column >= 0 ? row[static_cast<std::size_t>(active.column)] : std::string();
      std::optional<Fault> fault;
      if (check.rule.check == kCoverageCheck) {
        error = error || m_badBorders.count(feature.fid) > 0;
        warning = warning || m_doubtfulBorders.count(feature.fid) > 0;
        continue;
      }
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
      return wkb.empty() || geom::isEmpty(wkb) ? plainFault(GIS_TR("it has no geometry")) : std::nullopt;
    if (wkb.empty() || geom::certainlyValid(wkb)) return std::nullopt;
    const auto invalid = geom::invalidity(wkb);
    if (!invalid) return std::nullopt;
    m_place = invalid->place;
    return Fault{geom::invalidText(invalid->reason), "valid"};
  }

  void add(const store::Feature& feature, const QualityCheck& check, const std::string& value, Fault& fault) {
    QualityFinding finding;
    finding.id = idOf(m_layer, feature.fid, check.rule, check.field, value);
    finding.fid = feature.fid;
    finding.check = check.rule.check;
    finding.field = check.field;
    finding.value = value;
    finding.argument = check.rule.argument;
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
  std::unordered_set<std::int64_t> m_badBorders, m_doubtfulBorders;  ///< features
  std::optional<geom::MapPoint> m_place;                             ///< where the last geometry is invalid
};

}  // namespace

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

}  // namespace gis::city
