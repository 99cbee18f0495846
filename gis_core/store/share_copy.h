// A city on a file server is looked at in a local copy: SQLite's locks and shared memory are not safe there, and one
// desk only writes a city.
#pragma once

#include <filesystem>

#include "gis_core/base/clock.h"
#include "gis_core/base/message.h"

namespace gis::store {

struct ShareCopy {
  std::filesystem::path file;  ///< the copy, in this person's cache
  UtcMillis changedAt = 0;     ///< when the original was changed last before it was copied
};

/// The copy of `city`, made anew when the original was changed since. Errors: notFound, locked (it is written all the
/// time), diskFull. Any thread.
[[nodiscard]] ShareCopy shareCopyOf(const std::filesystem::path& city);

/// What is said to whoever opens the city of this file: of when its copy is, how old, and what that means.
[[nodiscard]] Message shareNote(const std::filesystem::path& city, UtcMillis changedAt, UtcMillis now);

/// "3 h 20 min", "2 d 4 h": how long ago.
[[nodiscard]] Message ageText(std::int64_t millis);

}  // namespace gis::store
