#include "gis_core/base/platform/disk_hints.h"

#include <fcntl.h>
#include <unistd.h>

namespace gis::platform {

void beginSync(const std::filesystem::path& file) noexcept {
  const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return;
  (void)::sync_file_range(fd, 0, 0, SYNC_FILE_RANGE_WRITE);
  ::close(fd);
}

}  // namespace gis::platform
