// A folder for what is only needed for a while.
#pragma once

#include <filesystem>
#include <string_view>
#include <system_error>

#include "gis_core/base/platform/files.h"

namespace gis::platform {

/// Made in the system's place for such folders; goes away with everything in it. Errors: as makeScratchFolder().
class ScratchFolder {
 public:
  explicit ScratchFolder(std::string_view prefix) : m_path(makeScratchFolder(prefix)) {}
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
  }
  [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

 private:
  std::filesystem::path m_path;
};

}  // namespace gis::platform
