// What the system may do ahead of time.
#pragma once

#include <filesystem>

namespace gis::platform {

/// Asks the disk to begin with what was written to a file so far, without waiting: a later syncFile waits less.
void beginSync(const std::filesystem::path& file) noexcept;

}  // namespace gis::platform
