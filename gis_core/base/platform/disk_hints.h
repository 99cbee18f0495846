// What the system may do ahead of time.
#pragma once

#include <filesystem>

namespace gis::platform {

/// Asks the disk to begin with what was written to a file so far, without waiting: a later syncFile waits less.
void beginSync(const std::filesystem::path& file) noexcept;
/// The same, once what an earlier call began is on the disk: whoever writes much and calls this every few megabytes
/// never fills the disk's queue, so that a small file of somebody else can be synced meanwhile.
void continueSync(const std::filesystem::path& file) noexcept;

}  // namespace gis::platform
