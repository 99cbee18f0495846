#include "gis_core/base/platform/shared_memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>
#include <utility>

#include "gis_core/base/error.h"

namespace gis::platform {
namespace {

[[noreturn]] void fail(int number) {
  throw Error(ErrorCode::internal, GIS_TR("cannot share memory with the reading program"), std::strerror(number));
}

std::size_t sizeOf(int fd) {
  struct stat info {};
  if (::fstat(fd, &info) != 0) fail(errno);
  return static_cast<std::size_t>(info.st_size);
}

}  // namespace

SharedMemory SharedMemory::create(std::string_view name, std::size_t bytes) {
  SharedMemory memory(::memfd_create(std::string(name).c_str(), MFD_CLOEXEC | MFD_ALLOW_SEALING));
  if (memory.m_fd < 0) fail(errno);
  if (::ftruncate(memory.m_fd, static_cast<off_t>(bytes)) != 0) fail(errno);
  if (::fcntl(memory.m_fd, F_ADD_SEALS, F_SEAL_SHRINK) != 0) fail(errno);
  memory.map(bytes);
  return memory;
}

SharedMemory SharedMemory::adopt(int fd) {
  SharedMemory memory(fd);
  memory.map(sizeOf(fd));
  return memory;
}

SharedMemory::SharedMemory(SharedMemory&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)),
      m_size(std::exchange(other.m_size, 0)),
      m_fd(std::exchange(other.m_fd, -1)) {}

SharedMemory& SharedMemory::operator=(SharedMemory&& other) noexcept {
  if (this != &other) {
    close();
    m_data = std::exchange(other.m_data, nullptr);
    m_size = std::exchange(other.m_size, 0);
    m_fd = std::exchange(other.m_fd, -1);
  }
  return *this;
}

SharedMemory::~SharedMemory() {
  close();
}

void SharedMemory::close() noexcept {
  if (m_data != nullptr) ::munmap(m_data, m_size);
  if (m_fd >= 0) ::close(m_fd);
  m_data = nullptr;
  m_fd = -1;
}

void SharedMemory::map(std::size_t bytes) {
  if (m_data != nullptr) ::munmap(m_data, m_size);
  m_data = nullptr;
  m_size = 0;
  if (bytes == 0) return;
  void* address = ::mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, m_fd, 0);
  if (address == MAP_FAILED) fail(errno);
  m_data = static_cast<std::byte*>(address);
  m_size = bytes;
}

void SharedMemory::grow(std::size_t bytes) {
  if (bytes <= m_size) return;
  if (::ftruncate(m_fd, static_cast<off_t>(bytes)) != 0) fail(errno);
  map(bytes);
}

void SharedMemory::follow() {
  const std::size_t bytes = sizeOf(m_fd);
  if (bytes > m_size) map(bytes);
}

void SharedMemory::release(std::size_t offset) const {
  if (offset >= m_size) return;
  (void)::fallocate(m_fd, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, static_cast<off_t>(offset),
                    static_cast<off_t>(m_size - offset));
}

}  // namespace gis::platform
