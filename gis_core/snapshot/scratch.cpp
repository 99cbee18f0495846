#include "gis_core/snapshot/scratch.h"

#include <algorithm>
#include <atomic>
#include <cstring>
#include <new>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/uuid.h"

namespace gis::snapshot {

namespace fs = std::filesystem;

namespace {

constexpr const char* kBuildPrefix = ".build-";
constexpr const char* kAsidePrefix = ".aside-";
constexpr const char* kLockName = "lock";
constexpr std::size_t kBuffer = 1 << 16;
/// An import of a million parcels may take 700 MiB, its reader and SQLite's cache included.
constexpr std::size_t kMemoryBudget = std::size_t{352} << 20;
/// More is worth large pages, of which the last one is seldom full.
constexpr std::size_t kFew = std::size_t{512} << 10;
/// Growing moves pages, not bytes: a large file needs no room in advance.
constexpr std::size_t kMostGrowth = std::size_t{16} << 20;
constexpr int kTries = 4;  // somebody who sweeps may take a lock in the moment before we do

std::atomic<std::size_t> g_inMemory{0};  ///< of all scratch in this program

[[noreturn]] void cannotWrite(const fs::path& file, ErrorCode code = ErrorCode::readOnly) {
  throw Error(code, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(file)}});
}

}  // namespace

BuildFolder::BuildFolder(const fs::path& parent) {
  for (int k = 0; k < kTries && !m_lock; ++k) {
    m_path = parent / (kBuildPrefix + newRevision());
    std::error_code error;
    fs::create_directories(m_path, error);
    if (error) cannotWrite(m_path);
    m_lock = platform::FileLock::tryLock(m_path / kLockName);
  }
  if (!m_lock) cannotWrite(m_path);
}

BuildFolder::~BuildFolder() {
  std::error_code ignored;
  fs::remove_all(m_path, ignored);
}

AsideFile::AsideFile(const fs::path& folder) {
  std::error_code ignored;
  fs::create_directories(folder, ignored);
  for (int k = 0; k < kTries && !lock; ++k) {
    path = folder / (kAsidePrefix + newRevision());
    lock = platform::FileLock::tryLock(path);
  }
  if (!lock) cannotWrite(path);
}

void sweepDeadBuilds(const fs::path& folder) noexcept {
  std::error_code ignored;
  try {
    for (const auto& entry : fs::directory_iterator(folder, ignored)) {
      const std::string name = entry.path().filename().string();
      const bool isBuild = name.starts_with(kBuildPrefix);
      if (!isBuild && !name.starts_with(kAsidePrefix)) continue;
      const auto lock = platform::FileLock::tryLock(isBuild ? entry.path() / kLockName : entry.path());
      if (lock) fs::remove_all(entry.path(), ignored);
    }
  } catch (...) {
    // a folder that may not be written, or that goes meanwhile: the next one who looks sweeps it
  }
}

ScratchFile::ScratchFile(fs::path file) : m_file(std::move(file)) {}

ScratchFile::~ScratchFile() {
  close();
}

void ScratchFile::close() noexcept {
  if (m_out != nullptr) std::fclose(m_out);
  m_out = nullptr;
  m_buffer.reset();
  dropMemory();
}

void ScratchFile::dropMemory() noexcept {
  m_few = {};
  m_memory = {};
  g_inMemory -= std::exchange(m_capacity, 0);
}

/// Room for `capacity` bytes in memory; false when all scratch together would take too much.
bool ScratchFile::reserve(std::size_t capacity) {
  if (capacity <= m_capacity) return true;
  std::size_t wanted = std::max(capacity, m_capacity + std::min(m_capacity / 2, kMostGrowth));
  const bool isFew = wanted <= kFew;
  if (!isFew)
    wanted = (wanted + platform::LargeMemory::kPage - 1) / platform::LargeMemory::kPage * platform::LargeMemory::kPage;
  const std::size_t more = wanted - m_capacity;
  try {
    if (g_inMemory.fetch_add(more) + more <= kMemoryBudget) {
      if (isFew) {
        m_few.resize(wanted);
      } else {
        m_memory.grow(wanted);
        if (!m_few.empty()) std::memcpy(m_memory.data(), m_few.data(), m_size);
        m_few = {};
      }
      m_capacity = wanted;
      return true;
    }
  } catch (const std::bad_alloc&) {
    // then a file
  }
  g_inMemory -= more;
  return false;
}

/// From memory into the file.
void ScratchFile::spill() {
  m_inFile = true;
  m_buffer = std::make_unique<char[]>(kBuffer);
  m_out = std::fopen(m_file.c_str(), "wb");
  if (m_out == nullptr) cannotWrite(m_file);
  std::setvbuf(m_out, m_buffer.get(), _IOFBF, kBuffer);
  if (m_size > 0 && std::fwrite(memory(), 1, m_size, m_out) != m_size) cannotWrite(m_file, ErrorCode::diskFull);
  dropMemory();
}

void ScratchFile::write(const void* bytes, std::size_t size) {
  if (size == 0) return;
  if (!m_inFile && !reserve(m_size + size)) spill();
  if (!m_inFile) {
    std::memcpy(memory() + m_size, bytes, size);
  } else if (std::fwrite(bytes, 1, size, m_out) != size) {
    cannotWrite(m_file, ErrorCode::diskFull);
  }
  m_size += size;
}

std::span<const std::byte> ScratchFile::map() {
  if (!m_inFile) return {memory(), m_size};
  if (m_out != nullptr) {
    const bool failed = std::fclose(m_out) != 0;
    m_out = nullptr;
    m_buffer.reset();
    if (failed) cannotWrite(m_file, ErrorCode::diskFull);
    m_map = platform::FileMap(m_file);
  }
  return m_map.bytes();
}

void ScratchFile::drop() {
  close();
  const bool broken = m_map.isBroken();
  m_map = platform::FileMap();
  std::error_code ignored;
  if (m_inFile) fs::remove(m_file, ignored);
  if (broken) {
    throw Error(ErrorCode::damaged, {GIS_TR("cannot read {0}"), {platform::pathToUtf8(m_file)}},
                GIS_TR("somebody cut it, or the disk is failing"));
  }
}

}  // namespace gis::snapshot
