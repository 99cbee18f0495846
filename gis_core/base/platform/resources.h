// Where the files that come with the program are.
#pragma once

#include <filesystem>
#include <string_view>

namespace gis::platform {

/// The full path of a shipped file such as "codes/events.csv": looked for in $CITYDESK_RESOURCES, in
/// share/citydesk beside the program's bin folder (installed), then in the `resources` folder of the
/// source tree above the program (built, not installed). Throws Error(notFound).
[[nodiscard]] std::filesystem::path resourceFile(std::string_view relative);

}  // namespace gis::platform
