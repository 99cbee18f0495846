#include "gis_core/io/people_counts.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <string>

#include "gis_core/base/text.h"

namespace gis::io {
namespace {

constexpr std::array<std::string_view, 6> kChinese{"人口", "人数", "户数", "户籍", "居民数", "常住"};
constexpr std::array<std::string_view, 6> kEnglish{"population", "persons",    "people",
                                                   "residents",  "households", "inhabitants"};

std::optional<double> figureOf(const store::Value& value) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return static_cast<double>(*integer);
  if (const auto* real = std::get_if<double>(&value)) return *real;
  return std::nullopt;
}

}  // namespace

bool countsPeople(const store::Field& field) {
  if (field.type != store::FieldType::integer && field.type != store::FieldType::real) return false;
  std::string name = text::fold(field.name);
  if (name.starts_with("sum_")) name.erase(0, 4);
  const auto inName = [&](std::string_view word) { return name.find(word) != std::string::npos; };
  return std::any_of(kChinese.begin(), kChinese.end(), inName) ||
         std::find(kEnglish.begin(), kEnglish.end(), name) != kEnglish.end();
}

PeopleCounts::PeopleCounts(const store::Connection& c, const store::LayerInfo& layer, store::FeatureRequest request,
                           const std::vector<store::Field>& fields, std::int64_t least,
                           const std::function<bool(store::Feature&)>& keeps, const CancelToken& token) {
  request.fields.clear();
  for (std::size_t i = 0; i < fields.size() && least > 0; ++i) {
    if (!countsPeople(fields[i])) continue;
    m_hidden.emplace_back(i, 0);
    request.fields.push_back(fields[i].name);
  }
  if (m_hidden.empty()) return;
  request.allFields = false;
  struct Next {
    std::int64_t fid = 0;
    double figure = std::numeric_limits<double>::infinity();
    std::vector<bool> told;
  } next;  // the smallest row that may be told
  const auto note = [&](std::int64_t fid, const std::vector<bool>& told) {
    m_rows.insert(fid);
    for (std::size_t k = 0; k < told.size(); ++k) m_hidden[k].second += told[k] ? 1 : 0;
  };
  store::readFeatures(
      c, layer, request,
      [&](store::Feature& feature) {
        if (!keeps(feature)) return true;
        double smallest = std::numeric_limits<double>::infinity();
        std::vector<bool> told;
        for (const store::Value& value : feature.values) {
          const std::optional<double> figure = figureOf(value);
          told.push_back(figure.has_value());
          if (figure && *figure > 0) smallest = std::min(smallest, *figure);
        }
        if (smallest < static_cast<double>(least))
          note(feature.fid, told);
        else if (smallest < next.figure)
          next = {feature.fid, smallest, std::move(told)};
        return true;
      },
      token);
  // one row alone could be reckoned from the total of all
  if (m_rows.size() == 1 && !next.told.empty()) note(next.fid, next.told);
}

void PeopleCounts::hide(store::Feature& feature) const {
  if (m_rows.count(feature.fid) == 0) return;
  for (const auto& [column, count] : m_hidden) feature.values[column] = std::monostate{};
}

}  // namespace gis::io
