#include "gis_core/city/value_faults.h"

#include <algorithm>
#include <memory>
#include <unordered_map>
#include <unordered_set>

#include "gis_core/base/text.h"
#include "gis_core/city/code_check.h"
#include "gis_core/city/codes.h"
#include "gis_core/city/place.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/io/table_columns.h"
#include "gis_core/store/value_text.h"

namespace gis::city {
namespace {

using Fault = ValueFault;
using FaultOf = ValueFaultOf;

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
    const auto found = std::find_if(m_fields.begin(), m_fields.end(), [&](const std::string& one) {
      return text::fold(one) == text::fold(rule.argument);
    });
    if (found == m_fields.end()) return {};
    const auto at = static_cast<std::size_t>(found - m_fields.begin());
    return [at, name = *found](const store::Feature&, const std::string& value,
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

}  // namespace

ValueFaultOf valueFaultOf(const store::CityDatabase& city, const store::LayerInfo& layer,
                          const std::vector<std::string>& fields, const QualityRule& rule) {
  return FaultMaker(city, layer, fields).make(rule);
}

}  // namespace gis::city
