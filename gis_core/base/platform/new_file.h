// Putting a finished file in its place without taking another's.
#pragma once

#include <filesystem>
#include <string>

namespace gis::platform {

/// Renames `from` to `to` in one step that fails when `to` is there already: of several programs that make the same
/// file one wins. The folder is synced. Throws Error(exists | diskFull | readOnly | notFound | internal) naming `to`.
void renameToNew(const std::filesystem::path& from, const std::filesystem::path& to);

/// NAME for "NAME.0a1b2c3d.part", the file beside it that is written first; other names as they are.
[[nodiscard]] std::string targetOfPart(std::string name);

}  // namespace gis::platform
