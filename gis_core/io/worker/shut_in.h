// What the reading program may still touch once it knows its file.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "gis_core/io/source.h"

namespace gis::io::worker {

/// The folder that holds the file (of a source that is a folder: itself), and what links of its stem point to; the
/// archive's folder for a path inside one.
[[nodiscard]] std::vector<std::filesystem::path> readablePlaces(const std::string& source);

/// From here on: no network, no other program, no other folder but the scratch one, as far as the system guards it
/// (platform/sandbox.h).
void shutIn(const SourceRequest& request);

}  // namespace gis::io::worker
