// The SQL of resources/schema, built into the program so that it needs no file. Private to the room.
#pragma once

#include <string_view>

namespace gis::store {

/// The tables of a new city of version 1.
[[nodiscard]] std::string_view schemaVersion1();
/// What version 2 adds.
[[nodiscard]] std::string_view schemaVersion2();
/// The same for cases; does nothing where it is there already.
[[nodiscard]] std::string_view schemaVersion2Cases();

}  // namespace gis::store
