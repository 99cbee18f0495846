// Snapshots that stay open: what was checked of a file when it was first read needs no second look, whoever asks next.
#pragma once

#include <filesystem>
#include <memory>

#include "gis_core/snapshot/snapshot.h"

namespace gis::snapshot {

/// The snapshot in a file, opened once for all who ask while it is in use; the few that were asked for last stay open.
/// A file that was written or replaced meanwhile is opened anew. Notes that it was used, so that others go from the
/// cache first. Throws what Snapshot::open throws, and Error(damaged) for a file that was found so by whoever read it
/// last. Thread rule: any thread.
[[nodiscard]] std::shared_ptr<const Snapshot> opened(const std::filesystem::path& file);
/// Lets go of files that are not there any more, so that the disk gets their room back.
void letGoOfGone() noexcept;

}  // namespace gis::snapshot
