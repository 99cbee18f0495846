#include "gis_core/city/desk_settings.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/case_duplicates.h"
#include "gis_core/city/case_number.h"
#include "gis_core/city/check_words.h"
#include "gis_core/city/codes.h"
#include "gis_core/city/deadline.h"
#include "gis_core/city/place.h"

namespace gis::city {

namespace {

using Kind = DeskSetting::Kind;

DeskSetting numberSetting(const char* name, const char* title, double usual, double least, double most,
                          int decimals = 0) {
  return {name, Kind::number, title, fmt::format("{:g}", usual), least, most, decimals};
}

std::vector<DeskSetting> allSettings() {
  constexpr double kDayMinutes = 24 * 60, kMostMetres = 1000, kMonthHours = 31 * 24;
  return {
      {"report_no_pattern", Kind::pattern, GIS_TR("Numbers of reports"), std::string(usualPattern(NumberKind::report))},
      {"case_no_pattern", Kind::pattern, GIS_TR("Numbers of cases"), std::string(usualPattern(NumberKind::filing))},
      numberSetting("accept_minutes", GIS_TR("Minutes to accept a report"), kAcceptMinutes, 1, kDayMinutes),
      numberSetting("duplicate_metres", GIS_TR("Duplicates lie within metres"), DuplicateRule{}.metres, 1, kMostMetres),
      numberSetting("duplicate_hours", GIS_TR("Duplicates are reported within hours"), DuplicateRule{}.hours, 1,
                    kMonthHours),
      numberSetting("component_metres", GIS_TR("A click means a component within metres"), kClickMetres, 0,
                    kFarthestRoadMetres, 1),
      numberSetting("boundary_metres", GIS_TR("Near a border: within metres"), kNearBoundaryMetres, 0,
                    kFarthestRoadMetres, 1),
      {"report_needs",
       Kind::choice,
       GIS_TR("A report needs"),
       "free",
       0,
       0,
       0,
       {{"free", GIS_TR("Category and place")},
        {"photo", GIS_TR("A photo, too, when an inspector reports")},
        {"all", GIS_TR("A description, and a photo when an inspector reports")}}},
      {std::string(kOnTheSpotSetting), Kind::codes, GIS_TR("May be handled on the spot"), std::string(kAllCodes)},
      {"close_photos",
       Kind::choice,
       GIS_TR("Photos from before and after, to close"),
       "inspector",
       0,
       0,
       0,
       {{"inspector", GIS_TR("Cases that an inspector reported with a photo")},
        {"always", GIS_TR("All cases")},
        {"never", GIS_TR("Only those handled on the spot")}}},
      {"check_tasks",
       Kind::choice,
       GIS_TR("A case that an inspector was sent to check"),
       "free",
       0,
       0,
       0,
       {{"free", GIS_TR("May be closed before the inspector answers")},
        {"first", GIS_TR("Is closed after a photo of the check only")}}},
      {kCheckWordsSetting,
       Kind::choice,
       GIS_TR("Chinese words for looking before filing and before closing"),
       "usual",
       0,
       0,
       0,
       {{"usual", GIS_TR("核实 before filing, 核查 before closing")},
        {"swapped", GIS_TR("核查 before filing, 核实 before closing")}}},
  };
}

const DeskSetting& settingNamed(std::string_view name) {
  const auto& all = deskSettings();
  const auto found = std::find_if(all.begin(), all.end(), [&](const DeskSetting& one) { return one.name == name; });
  if (found != all.end()) return *found;
  std::string names;
  for (const DeskSetting& one : all) names += (names.empty() ? "" : ", ") + one.name;
  throw Error(ErrorCode::noSuchField, {GIS_TR("the incident desk has no setting \"{0}\""), {std::string(name)}},
              {GIS_TR("the settings are {0}"), {names}});
}

[[noreturn]] void refuseValue(const DeskSetting& setting, std::string_view value, Message why) {
  throw Error(ErrorCode::invalidValue,
              {GIS_TR("\"{0}\" cannot be the value of {1}"), {std::string(value), setting.name}}, std::move(why));
}

void checkNumber(const DeskSetting& setting, const std::string& value) {
  char* end = nullptr;
  const double number = std::strtod(value.c_str(), &end);
  const bool whole = end == value.c_str() + value.size() && !value.empty() && std::isfinite(number);
  const bool round = setting.decimals > 0 || std::floor(number) == number;
  if (whole && round && number >= setting.least && number <= setting.most) return;
  refuseValue(
      setting, value,
      {setting.decimals > 0 ? GIS_TR("it is a number from {0} to {1}") : GIS_TR("it is a whole number from {0} to {1}"),
       {fmt::format("{:g}", setting.least), fmt::format("{:g}", setting.most)}});
}

void checkChoice(const DeskSetting& setting, std::string_view value) {
  std::string words;
  for (const DeskSetting::Choice& one : setting.choices) {
    if (one.value == value) return;
    words += (words.empty() ? "" : ", ") + one.value;
  }
  refuseValue(setting, value, {GIS_TR("the choices are {0}"), {words}});
}

/// The words stand alone, and every code begins one of the tables'.
void checkCodes(const DeskSetting& setting, std::string_view value) {
  const std::vector<std::string> codes = settingCodes(value);
  for (const std::string& code : codes) {
    if (code == kAllCodes || code == kNoCodes) {
      if (codes.size() == 1) return;
      refuseValue(setting, value, {GIS_TR("\"{0}\" stands alone"), {code}});
    }
    const auto& known = CodeTables::current().categories();
    const auto begins = [&](const Category& one) { return text::fold(one.code).starts_with(code); };
    if (std::none_of(known.begin(), known.end(), begins))
      refuseValue(setting, value, {GIS_TR("no category begins with {0}"), {code}});
  }
  if (codes.empty()) refuseValue(setting, value, GIS_TR("it is all, none, or codes such as 06 or 06010"));
}

void checkValue(const DeskSetting& setting, std::string_view value) {
  switch (setting.kind) {
    case Kind::pattern: return checkNumberPattern(value);
    case Kind::number: return checkNumber(setting, std::string(value));
    case Kind::choice: return checkChoice(setting, value);
    case Kind::codes: return checkCodes(setting, value);
  }
}

}  // namespace

const std::vector<DeskSetting>& deskSettings() {
  static const std::vector<DeskSetting> settings = allSettings();
  return settings;
}

std::string deskSetting(const store::CityDatabase& city, std::string_view name) {
  const DeskSetting& setting = settingNamed(name);
  const std::string kept = city.setting(setting.name);
  return kept.empty() ? setting.usual : kept;
}

std::vector<std::string> settingCodes(std::string_view value) {
  const std::string plain = text::fold(value);  // full width and its commas become plain ones
  constexpr std::string_view kPause = "、", kMarks = " ,;\t\r\n";
  std::vector<std::string> codes;
  std::string code;
  const auto endCode = [&] {
    if (!code.empty()) codes.push_back(std::exchange(code, std::string()));
  };
  for (std::size_t i = 0; i < plain.size();) {
    const bool pause = std::string_view(plain).substr(i).starts_with(kPause);
    if (pause || kMarks.find(plain[i]) != std::string_view::npos) {
      endCode();
      i += pause ? kPause.size() : 1;
    } else {
      code += plain[i++];
    }
  }
  endCode();
  return codes;
}

bool allowsCode(const std::vector<std::string>& codes, std::string_view code) {
  const std::string folded = text::fold(code);
  return std::any_of(codes.begin(), codes.end(),
                     [&](const std::string& one) { return one == kAllCodes || folded.starts_with(one); });
}

void checkDeskSetting(std::string_view name, std::string_view value) {
  const DeskSetting& setting = settingNamed(name);
  if (!value.empty()) checkValue(setting, value);
}

void changeDeskSettings(const store::CityDatabase& city, const store::SettingValues& values, const std::string& actor) {
  (void)CodeTables::of(city);  // codes are looked up in the city's own tables, too
  store::SettingValues kept;
  for (const auto& [name, typed] : values) {
    std::string value(text::trim(typed));
    checkDeskSetting(name, value);
    if (settingNamed(name).kind == Kind::codes) value = fmt::format("{}", fmt::join(settingCodes(value), " "));
    kept.emplace_back(name, value == settingNamed(name).usual ? std::string() : value);
  }
  store::changeSettings(city, kept, GIS_TR("settings of the incident desk"), actor);
  takeCheckWords(city);
}

}  // namespace gis::city
