// Private to this room: a text looked for in a whole column.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "gis_core/snapshot/snapshot.h"

namespace gis::query {

/// Marks with 1 each text of the run that holds the needle (not empty), with 0 each other one: all of them are gone
/// through in one go.
void markTextsWith(const snapshot::Snapshot::TextRun& run, std::string_view needle, std::span<std::uint8_t> marks);

}  // namespace gis::query
