// Integrity and copies.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"

namespace gis::store {

struct Finding {
  std::string severity;  ///< "error", "warning", "note"
  std::string subject;   ///< table, file or index
  Message text;
};

/// SQLite's integrity and foreign keys, R*Tree nodes (rtreecheck) against the rows, registrations in
/// geometry_columns and city_layer, statistics, stages, media files (missing, orphaned, changed).
[[nodiscard]] std::vector<Finding> checkCity(const CityDatabase& city, Progress& progress);

/// A consistent copy while others write: VACUUM INTO beside the target, checked, renamed; media folder taken along.
struct BackupResult {
  std::uint64_t bytes = 0;
  std::size_t mediaFiles = 0;
};
BackupResult backupCity(const std::filesystem::path& city, const std::filesystem::path& target, Progress& progress);

}  // namespace gis::store
