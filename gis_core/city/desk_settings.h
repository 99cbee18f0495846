// What a city decides about its incident desk: how cases are numbered, what counts as a duplicate, what closing needs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/store/city.h"
#include "gis_core/store/setting_step.h"

namespace gis::city {

/// One decision; a row of deskSettings().
struct DeskSetting {
  enum class Kind {
    pattern,  ///< of numbers, see case_number.h
    number,   ///< from `least` to `most`
    choice,   ///< one of `choices`
    codes,    ///< beginnings of codes of categories, or "all" or "none"
  };
  struct Choice {
    std::string value;
    Message title;
  };
  std::string name;  ///< of the city's setting
  Kind kind = Kind::number;
  Message title;
  std::string usual;              ///< what holds while the city decided nothing
  double least = 0, most = 0;     ///< numbers
  int decimals = 0;               ///< numbers: places behind the point
  std::vector<Choice> choices{};  ///< choices
};

/// All of them, in the order of a form. Thread rule: immutable.
[[nodiscard]] const std::vector<DeskSetting>& deskSettings();

/// What holds: the city's decision, or what is usual. Errors: noSuchField for a name that is not in the list.
[[nodiscard]] std::string deskSetting(const store::CityDatabase& city, std::string_view name);

/// The setting of Kind::codes that says what may be handled on the spot, and its two words.
inline constexpr std::string_view kOnTheSpotSetting = "on_the_spot";
inline constexpr std::string_view kAllCodes = "all", kNoCodes = "none";
/// The codes of such a value, however they are parted (blanks, commas, also full width), or one of the two words.
[[nodiscard]] std::vector<std::string> settingCodes(std::string_view value);
/// Is it among them?
[[nodiscard]] bool allowsCode(const std::vector<std::string>& codes, std::string_view code);

/// Does it stand in the list, and may it have this value? Errors: noSuchField, invalidValue.
void checkDeskSetting(std::string_view name, std::string_view value);

/// Checks all, then keeps them as one step that undo takes back; an empty value is the usual one. Errors: those of
/// checkDeskSetting(), locked, diskFull, readOnly.
void changeDeskSettings(const store::CityDatabase& city, const store::SettingValues& values, const std::string& actor);

}  // namespace gis::city
