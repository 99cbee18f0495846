// A city on a file server is looked at in a local copy: SQLite's locks and shared memory are not safe there, and one
// desk only writes a city.
#pragma once

#include <filesystem>

#include "gis_core/base/clock.h"

namespace gis::store {

struct ShareCopy {
  std::filesystem::path file;  ///< the copy, in this person's cache
  UtcMillis changedAt = 0;     ///< when the original was changed last before it was copied
};

/// The copy of `city`, made anew when the original was changed since. Errors: notFound, locked (it is written all the
/// time), diskFull. Any thread.
[[nodiscard]] ShareCopy shareCopyOf(const std::filesystem::path& city);

/// "3 h 20 min", "2 d 4 h": how long ago, in the short form of both languages.
[[nodiscard]] std::string ageText(std::int64_t millis);

}  // namespace gis::store
