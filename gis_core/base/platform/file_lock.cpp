#include "gis_core/base/platform/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "gis_core/base/error.h"

namespace gis::platform {

std::optional<FileLock> FileLock::tryLock(const std::filesystem::path& file) {
  const int fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (fd < 0) throw Error(ErrorCode::readOnly, {GIS_TR("cannot lock {0}"), {file.string()}}, std::strerror(errno));
  if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return FileLock(fd);
  const int number = errno;
  ::close(fd);
  if (number == EWOULDBLOCK) return std::nullopt;
  throw Error(ErrorCode::internal, {GIS_TR("cannot lock {0}"), {file.string()}}, std::strerror(number));
}

FileLock::FileLock(FileLock&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
  std::swap(m_fd, other.m_fd);
  return *this;
}

FileLock::~FileLock() {
  if (m_fd >= 0) ::close(m_fd);
}

}  // namespace gis::platform
