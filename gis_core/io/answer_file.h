// Answers that become files: tables and sheets that somebody asked for.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>

#include "gis_core/store/city.h"

namespace gis::io {

/// Throws Error(exists) when the file is there and may not be replaced, and always when it is a city or belongs to one.
void refuseTarget(const store::CityDatabase& city, const std::filesystem::path& file, bool overwrite);

/// Writes the bytes beside `file` and renames them into place. Errors: those of refuseTarget(), diskFull, readOnly.
void writeAnswer(const store::CityDatabase& city, const std::filesystem::path& file, std::span<const std::byte> bytes,
                 bool overwrite);

}  // namespace gis::io
