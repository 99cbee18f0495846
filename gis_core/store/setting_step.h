// Settings of the city that people change as a step of their work: kept in the journal, taken back by undo.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gis_core/store/city.h"

namespace gis::store {

/// Entries of the journal with this op have {"value"} as images; feature is the setting's name, table city_setting.
inline constexpr std::string_view kSettingStep = "setting";

/// Setting → new value; an empty one stands for a setting that was never made.
using SettingValues = std::vector<std::pair<std::string, std::string>>;

/// One transaction and one step of undo; what has its value already is passed over. `actor` empty: the default one.
/// Inside an open transaction it joins it. Errors: locked, diskFull, readOnly.
void changeSettings(const CityDatabase& city, const SettingValues& values, const std::string& reason,
                    const std::string& actor);

/// Brings a setting from `after` back to `before`, images of the journal. Inside a transaction. Errors: forbiddenStep
/// when it was changed again since.
void takeBackSetting(const Connection& c, const std::string& name, const std::string& before, const std::string& after);

}  // namespace gis::store
