#include "gis_core/base/platform/large_memory.h"

#include <sys/mman.h>

#include <cstdint>
#include <cstring>
#include <new>
#include <utility>

namespace gis::platform {

LargeMemory::LargeMemory(std::size_t bytes) : m_size((bytes + kPage - 1) / kPage * kPage) {
  if (m_size == 0) return;
  // a page more, of which what lies before and behind the multiple goes back
  void* const address =
      ::mmap(nullptr, m_size + kPage, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (address == MAP_FAILED) throw std::bad_alloc();
  auto* const begin = static_cast<std::byte*>(address);
  const std::size_t before = (kPage - reinterpret_cast<std::uintptr_t>(begin) % kPage) % kPage;
  if (before > 0) ::munmap(begin, before);
  m_data = begin + before;
  if (before < kPage) ::munmap(m_data + m_size, kPage - before);
  // a system without large pages takes small ones
  (void)::madvise(m_data, m_size, MADV_HUGEPAGE);
}

LargeMemory::LargeMemory(LargeMemory&& other) noexcept
    : m_data(std::exchange(other.m_data, nullptr)), m_size(std::exchange(other.m_size, 0)) {}

LargeMemory& LargeMemory::operator=(LargeMemory&& other) noexcept {
  if (this != &other) {
    close();
    m_data = std::exchange(other.m_data, nullptr);
    m_size = std::exchange(other.m_size, 0);
  }
  return *this;
}

LargeMemory::~LargeMemory() {
  close();
}

void LargeMemory::grow(std::size_t bytes) {
  if (bytes <= m_size) return;
  LargeMemory larger(bytes);
  if (m_data != nullptr && larger.m_data != nullptr) {
    if (::mremap(m_data, m_size, m_size, MREMAP_MAYMOVE | MREMAP_FIXED, larger.m_data) == MAP_FAILED)
      std::memcpy(larger.m_data, m_data, m_size);
    else
      m_data = nullptr;
  }
  *this = std::move(larger);
}

void LargeMemory::close() noexcept {
  if (m_data != nullptr) ::munmap(m_data, m_size);
  m_data = nullptr;
  m_size = 0;
}

}  // namespace gis::platform
