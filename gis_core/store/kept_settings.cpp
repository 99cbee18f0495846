#include "gis_core/store/kept_settings.h"

#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"

namespace gis::store {

namespace {

constexpr std::size_t kLongestName = 100;  // characters

}  // namespace

std::string keptName(const std::string& typed, const char* refused) {
  std::string name(text::trim(typed));
  const auto control = [](unsigned char c) { return c < 0x20 || c == 0x7f; };
  const auto characters = std::count_if(name.begin(), name.end(), [](unsigned char c) { return (c & 0xc0) != 0x80; });
  if (name.empty() || !text::isValidUtf8(name) || std::size_t(characters) > kLongestName ||
      std::any_of(name.begin(), name.end(), control)) {
    throw Error(ErrorCode::invalidValue, {refused, {text::repairUtf8(name)}},
                {GIS_TR("its name has 1 to {0} characters in one line"), {std::to_string(kLongestName)}});
  }
  return name;
}

std::vector<std::pair<std::string, std::string>> settingsUnder(const CityDatabase& city, std::string_view prefix) {
  std::string end(prefix);
  ++end.back();
  std::vector<std::pair<std::string, std::string>> all;
  Statement rows(city.connection(), "SELECT key, value FROM city_setting WHERE key >= ?1 AND key < ?2 ORDER BY key");
  rows.bind(1, prefix).bind(2, std::string_view(end));
  while (rows.step()) all.emplace_back(std::string(rows.text(0)).substr(prefix.size()), std::string(rows.text(1)));
  return all;
}

void removeSetting(const CityDatabase& city, std::string_view key) {
  Statement(city.connection(), "DELETE FROM city_setting WHERE key = ?1").bind(1, key).run();
}

}  // namespace gis::store
