// 核实 and 核查: most cities verify (核实) before filing and check (核查) before closing, some name them the other way
// round.
#pragma once

#include <string>

#include "gis_core/store/city.h"

namespace gis::city {

/// The city's setting: "usual" or "swapped".
inline constexpr const char* kCheckWordsSetting = "check_words";

/// From now on Chinese texts are in the words of this city; CodeTables::of() does so, too. Belongs to the thread of the
/// city.
void takeCheckWords(const store::CityDatabase& city);
/// Are the two words the other way round in the city that was asked for last? Any thread.
[[nodiscard]] bool swapsCheckWords();
/// A text of ours in that city's words, or its text in ours: each word becomes the other one when they are swapped.
/// Any thread.
[[nodiscard]] std::string inCheckWords(std::string text);

}  // namespace gis::city
