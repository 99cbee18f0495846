// What a row of a code table must hold. Private to the room.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/city/dictionary.h"

namespace gis::city {

/// Fills what follows from the rest where it is empty: system and kind of a category, its class, its subclass.
void fillUsualCells(const Dictionary& dictionary, std::vector<std::string>& cells);
/// Why the row cannot be kept, or nothing.
[[nodiscard]] std::optional<Message> dictionaryFault(const Dictionary& dictionary,
                                                     const std::vector<std::string>& cells);
/// What is unusual about a row that is kept all the same. `isKnown`: a row with its key was there.
[[nodiscard]] std::optional<Message> dictionaryWarning(const Dictionary& dictionary,
                                                       const std::vector<std::string>& cells, bool isKnown);

}  // namespace gis::city
