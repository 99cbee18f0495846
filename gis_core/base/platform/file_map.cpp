#include "gis_core/base/platform/file_map.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/mapping_watch.h"

namespace gis::platform {

FileMap::FileMap(const std::filesystem::path& file) {
  m_fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  struct stat info {};
  if (m_fd < 0 || ::fstat(m_fd, &info) != 0) {
    const int number = errno;
    close();
    throw Error(ErrorCode::notFound, {GIS_TR("cannot open {0}"), {file.string()}}, std::strerror(number));
  }
  m_size = static_cast<std::size_t>(info.st_size);
  if (m_size == 0) return;
  void* address = ::mmap(nullptr, m_size, PROT_READ, MAP_SHARED, m_fd, 0);
  if (address == MAP_FAILED) {
    const int number = errno;
    m_size = 0;
    close();
    throw Error(ErrorCode::internal, {GIS_TR("cannot map {0}"), {file.string()}}, std::strerror(number));
  }
  m_data = static_cast<const std::byte*>(address);
  m_watch = watchMapping(m_data, m_size);
}

FileMap::FileMap(FileMap&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)),
      m_size(std::exchange(other.m_size, 0)),
      m_fd(std::exchange(other.m_fd, -1)),
      m_watch(std::exchange(other.m_watch, -1)) {}

FileMap& FileMap::operator=(FileMap&& other) noexcept {
  if (this != &other) {
    close();
    m_data = std::exchange(other.m_data, nullptr);
    m_size = std::exchange(other.m_size, 0);
    m_fd = std::exchange(other.m_fd, -1);
    m_watch = std::exchange(other.m_watch, -1);
  }
  return *this;
}

FileMap::~FileMap() {
  close();
}

void FileMap::close() noexcept {
  unwatchMapping(m_watch);  // first: the addresses may be another's the moment after
  if (m_data != nullptr) ::munmap(const_cast<std::byte*>(m_data), m_size);
  if (m_fd >= 0) ::close(m_fd);
  m_data = nullptr;
  m_size = 0;
  m_fd = -1;
  m_watch = -1;
}

bool FileMap::isBroken() const noexcept {
  return isMappingBroken(m_watch);
}

std::size_t FileMap::sizeOnDisk() const {
  struct stat info {};
  return m_fd >= 0 && ::fstat(m_fd, &info) == 0 ? static_cast<std::size_t>(info.st_size) : 0;
}

bool FileMap::read(std::size_t offset, std::span<std::byte> to) const {
  while (!to.empty()) {
    const ssize_t got = ::pread(m_fd, to.data(), to.size(), static_cast<off_t>(offset));
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    offset += static_cast<std::size_t>(got);
    to = to.subspan(static_cast<std::size_t>(got));
  }
  return true;
}

void FileMap::willNeed(std::size_t offset, std::size_t size) const {
  if (m_data == nullptr || offset >= m_size) return;
  const std::size_t page = 4096;
  const std::size_t start = offset / page * page;
  ::madvise(const_cast<std::byte*>(m_data) + start, std::min(size + (offset - start), m_size - start), MADV_WILLNEED);
}

}  // namespace gis::platform
