#include "gis_core/city/division_columns.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "gis_core/base/text.h"
#include "gis_core/city/codes.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/features.h"

namespace gis::city {
namespace {

constexpr const char* kCodeColumn = "XZQDM";
constexpr const char* kNameColumn = "XZQMC";
constexpr std::size_t kDigitsOfCounty = 6;
constexpr std::array<std::string_view, 3> kCities{"3201", "3210", "3211"};  // Nanjing, Yangzhou, Zhenjiang
/// Columns whose values begin with a county, after that of the layer's role.
constexpr std::array kCountyColumns{"QXDM", "ZDDM", "BDCDYH", "GLBJBSM", "SZDYWGBSM", "SZSQDM", "SZJDDM", "code"};

/// The county of a feature: by code, else by place. Belongs to one export.
class CountyFinder {
 public:
  CountyFinder(const store::CityDatabase& city, const store::LayerInfo& layer, const std::vector<store::Field>& read) {
    std::vector<std::string> names;
    if (!layer.roleCodeField.empty()) names.push_back(layer.roleCodeField);
    names.insert(names.end(), kCountyColumns.begin(), kCountyColumns.end());
    for (const std::string& name : names) {
      for (std::size_t i = 0; i < read.size(); ++i) {
        if (text::fold(read[i].name) == text::fold(name) && read[i].type == store::FieldType::text)
          m_columns.push_back(i);
      }
    }
    for (const Division& one : CodeTables::of(city).divisions()) {
      const bool regional = std::find(kCities.begin(), kCities.end(), one.parentCode) != kCities.end();
      if (regional && one.code.size() == kDigitsOfCounty) m_counties.emplace(one.code, one.zh);
    }
    readDistricts(city, layer);
  }

  /// Code and name; empty when it is not known.
  [[nodiscard]] const std::pair<std::string, std::string>& countyOf(const store::Feature& feature) {
    if (feature.fid == m_asked) return m_answer;  // both columns ask
    m_asked = feature.fid;
    m_answer = {find(feature), {}};
    const auto known = m_counties.find(m_answer.first);
    if (known != m_counties.end()) m_answer.second = known->second;
    return m_answer;
  }

 private:
  struct District {
    std::string code;
    geom::Envelope box;
    geom::Prepared area;
  };

  [[nodiscard]] std::string find(const store::Feature& feature) const {
    for (const std::size_t column : m_columns) {
      const auto* told = std::get_if<std::string>(&feature.values[column]);
      if (told == nullptr || told->size() < kDigitsOfCounty) continue;
      std::string county = told->substr(0, kDigitsOfCounty);
      if (m_counties.contains(county)) return county;
    }
    if (m_districts.empty() || feature.wkb.empty() || geom::isEmpty(feature.wkb)) return {};
    static const geom::Relation kCovers{geom::Predicate::covers, {}};
    const geom::MapPoint inside = geom::interiorPoint(feature.wkb);
    const geom::Bytes point = geom::pointWkb(inside.x, inside.y);
    for (const District& one : m_districts) {
      if (one.box.contains(inside) && one.area.relate(point, kCovers)) return one.code;
    }
    return {};
  }

  void readDistricts(const store::CityDatabase& city, const store::LayerInfo& layer) {
    const auto districts = store::layerOfRole(city.connection(), "district");
    if (!districts || districts->roleCodeField.empty() || !layer.geometryType || !layer.crs.isKnown() ||
        !districts->crs.isKnown() || crs::isForbiddenBallpark(districts->crs, layer.crs))
      return;
    const crs::Transformer toLayer(districts->crs, layer.crs);
    store::readFeatures(city.connection(), *districts, {}, [&](store::Feature& feature) {
      if (feature.wkb.empty()) return true;
      for (std::size_t i = 0; i < districts->fields.size(); ++i) {
        const auto* code = std::get_if<std::string>(&feature.values[i]);
        if (districts->fields[i].name != districts->roleCodeField || code == nullptr) continue;
        geom::transformCoordinates(feature.wkb, [&](double* xyzm, std::uint32_t count, int stride) {
          (void)toLayer.apply(xyzm, count, stride);
        });
        m_districts.push_back(
            {code->substr(0, kDigitsOfCounty), geom::envelopeOf(feature.wkb), geom::Prepared(feature.wkb)});
      }
      return true;
    });
  }

  std::vector<std::size_t> m_columns;
  std::vector<District> m_districts;
  std::map<std::string, std::string> m_counties;  ///< of the three cities: code, name
  std::int64_t m_asked = std::numeric_limits<std::int64_t>::min();
  std::pair<std::string, std::string> m_answer;
};

}  // namespace

std::vector<io::AddedColumn> divisionColumns(const store::CityDatabase& city, const store::LayerInfo& layer) {
  const auto has = [&](const char* name) {
    return std::any_of(layer.fields.begin(), layer.fields.end(),
                       [&](const store::Field& field) { return text::fold(field.name) == text::fold(name); });
  };
  std::vector<io::AddedColumn> all;
  const auto shared = std::make_shared<std::shared_ptr<CountyFinder>>();  // one for both columns
  for (const char* name : {kCodeColumn, kNameColumn}) {
    if (has(name)) continue;
    const bool wantsName = name == kNameColumn;
    all.push_back({{name, store::FieldType::text},
                   [&city, shared, wantsName](const store::LayerInfo& of, const std::vector<store::Field>& read) {
                     if (!*shared) *shared = std::make_shared<CountyFinder>(city, of, read);
                     return [finder = *shared, wantsName](const store::Feature& feature) -> store::Value {
                       const auto& [code, title] = finder->countyOf(feature);
                       const std::string& told = wantsName ? title : code;
                       return told.empty() ? store::Value() : store::Value(told);
                     };
                   }});
  }
  return all;
}

}  // namespace gis::city
