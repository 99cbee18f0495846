#include "gis_core/city/parcel_codes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/code_check.h"
#include "gis_core/store/vanished_parcels.h"

namespace gis::city {

namespace {

constexpr std::size_t kPrefix = 14;
constexpr int kLastNumber = 99999;
constexpr std::string_view kBoundarySetting = "parcel_code_boundary";
constexpr std::string_view kLettersSetting = "parcel_code_letters";

bool isStandard(std::string_view code) {
  return !parcelCodeFault(code).has_value();
}

[[noreturn]] void refuseCode(std::string_view code, Message why) {
  throw Error(ErrorCode::invalidValue, {GIS_TR("the parcel code {0} cannot be given"), {std::string(code)}},
              std::move(why), {});
}

}  // namespace

ParcelCodeRules parcelCodeRules(const store::CityDatabase& city) {
  return {city.setting(kBoundarySetting, "new") == "keep", city.setting(kLettersSetting, "new") == "keep"};
}

void setParcelCodeRules(const store::CityDatabase& city, const ParcelCodeRules& rules) {
  city.setSetting(kBoundarySetting, rules.keepsWhenBoundaryChanges ? "keep" : "new");
  city.setSetting(kLettersSetting, rules.keepsNumberWhenLettersChange ? "keep" : "new");
}

ParcelCodeGiver::ParcelCodeGiver(const store::CityDatabase& city, const store::LayerInfo& layer)
    : m_city(city), m_column(city, layer) {}

std::string ParcelCodeGiver::highestUnder(const std::string& prefix) const {
  store::Statement past(m_city.connection(),
                        "SELECT code FROM " + store::retiredCodes(m_city.connection()) +
                            " WHERE code BETWEEN ?1 AND ?2 AND length(code) = 19 ORDER BY code DESC LIMIT 1");
  const std::string retired =
      past.bind(1, prefix + "00000").bind(2, prefix + "99999").step() ? past.text(0) : std::string();
  return std::max(retired, m_column.highestUnder(prefix));
}

std::string ParcelCodeGiver::next(std::string_view like) {
  if (!isStandard(like)) {
    for (int n = 1;; ++n) {
      const std::string base = like.empty() ? std::string("P") : std::string(like);
      std::string code = fmt::format("{}-{}", base, n + m_given[base]);
      if (isTaken(code)) continue;
      m_given[base] += n;
      return code;
    }
  }
  const std::string code = text::normaliseCode(like);
  const std::string prefix = code.substr(0, kPrefix);
  auto [given, isNew] = m_given.try_emplace(prefix, 0);
  if (isNew) {
    const std::string top = highestUnder(prefix);
    if (!top.empty()) given->second = std::atoi(top.c_str() + kPrefix);
  }
  if (given->second >= kLastNumber) refuseCode(prefix, GIS_TR("the numbers under these letters are used up"));
  return fmt::format("{}{:05}", prefix, ++given->second);
}

bool ParcelCodeGiver::isTaken(std::string_view code) const {
  const store::Connection& c = m_city.connection();
  store::Statement past(c, "SELECT 1 FROM " + store::retiredCodes(c) + " WHERE code IN (?1, ?2)");
  return past.bind(1, code).bind(2, text::normaliseCode(code)).step() || !m_column.fidsOf(code, 1).empty();
}

void ParcelCodeGiver::check(std::string_view code) const {
  if (const auto fault = parcelCodeFault(code)) refuseCode(code, *fault);
  if (isTaken(text::normaliseCode(code))) {
    refuseCode(code, GIS_TR("a parcel has it or had it; a code that was retired is never given again"));
  }
}

std::string codeWithLetters(const store::CityDatabase& city, const store::LayerInfo& layer, std::string_view typed,
                            std::string_view letters) {
  if (const auto fault = parcelCodeFault(typed)) refuseCode(typed, *fault);
  std::string code = text::normaliseCode(typed);
  std::string changed = code.substr(0, 12) + text::normaliseCode(letters) + code.substr(kPrefix);
  if (const auto fault = parcelCodeFault(changed)) refuseCode(changed, *fault);
  if (changed == code) return code;
  ParcelCodeGiver giver(city, layer);
  if (parcelCodeRules(city).keepsNumberWhenLettersChange && !giver.isTaken(changed)) return changed;
  return giver.next(changed);
}

}  // namespace gis::city
