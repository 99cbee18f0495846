#include "gis_core/base/platform/disk_hints.h"

#include <fcntl.h>
#include <unistd.h>

namespace gis::platform {

namespace {

void syncRange(const std::filesystem::path& file, unsigned how) noexcept {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  (void)::sync_file_range(fd, 0, 0, how);
  ::close(fd);
}

}  // namespace

void beginSync(const std::filesystem::path& file) noexcept {
  syncRange(file, SYNC_FILE_RANGE_WRITE);
}

void continueSync(const std::filesystem::path& file) noexcept {
  syncRange(file, SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE);
}

}  // namespace gis::platform
