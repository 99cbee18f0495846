#include "gis_core/store/wal_buffer.h"

#include <sqlite3.h>

#include <cstddef>
#include <cstring>
#include <memory>
#include <new>

namespace gis::store {
namespace {

constexpr int kFrameHeader = 24;
constexpr int kSmallestPage = 512;
constexpr int kRoom = 120 * 1024;  // SQLite's own xWrite on Unix cannot take 128 KiB at once

/// What lies in the memory that SQLite gives for an open log; the default file system's own part lies behind it.
struct LogFile {
  sqlite3_file base{};
  std::unique_ptr<std::byte[]> bytes{};
  sqlite3_int64 begin = 0;  ///< place in the file of what waits
  int size = 0;             ///< of what waits
  sqlite3_int64 end = -1;   ///< of the last write: what is appended comes here
  bool hasHeader = false;   ///< the last write was a frame's header, and it waits
  bool isCommit = false;    ///< … of the frame that ends a transaction

  [[nodiscard]] sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  int flush();
  int write(const void* data, int amount, sqlite3_int64 offset);

 private:
  [[nodiscard]] bool mayWait(int amount, sqlite3_int64 offset);
  int writeThrough(const void* data, int amount, sqlite3_int64 offset);
};

LogFile& logOf(sqlite3_file* file) {
  return *reinterpret_cast<LogFile*>(file);
}

int LogFile::flush() {
  hasHeader = isCommit = false;
  if (size == 0) return SQLITE_OK;
  const int waited = size;
  size = 0;
  const int code = inner()->pMethods->xWrite(inner(), bytes.get(), waited, begin);
  if (code != SQLITE_OK) end = -1;
  return code;
}

int LogFile::writeThrough(const void* data, int amount, sqlite3_int64 offset) {
  if (const int code = flush(); code != SQLITE_OK) return code;
  end = offset + amount;
  return inner()->pMethods->xWrite(inner(), data, amount, offset);
}

/// A frame's header behind the last write, or the page of a header that waits. Headers that are written again (their
/// checksums, when a page changed twice in a transaction) stand elsewhere.
bool LogFile::mayWait(int amount, sqlite3_int64 offset) {
  if (offset != end || amount > kRoom) return false;
  if (amount != kFrameHeader && !(hasHeader && amount >= kSmallestPage)) return false;
  if (!bytes) bytes.reset(new (std::nothrow) std::byte[kRoom]);
  return bytes != nullptr;
}

int LogFile::write(const void* data, int amount, sqlite3_int64 offset) {
  if (!mayWait(amount, offset)) return writeThrough(data, amount, offset);
  const bool isHeader = amount == kFrameHeader;
  const bool commits = isCommit && !isHeader;
  if (size + amount > kRoom) {
    if (const int code = flush(); code != SQLITE_OK) return code;
  }
  if (size == 0) begin = offset;
  std::memcpy(bytes.get() + size, data, std::size_t(amount));
  size += amount;
  end = offset + amount;
  hasHeader = isHeader;
  // bytes 4 to 7 of a header: the pages of the file after the transaction, nought before its last frame
  static constexpr std::byte kNought[4]{};
  isCommit = isHeader && std::memcmp(static_cast<const std::byte*>(data) + 4, kNought, sizeof kNought) != 0;
  return commits ? flush() : SQLITE_OK;
}

/// Flushes what waits, then calls the default file system's function.
template <auto Method, class... Arguments>
int afterFlush(sqlite3_file* file, Arguments... arguments) {
  LogFile& log = logOf(file);
  if (const int code = log.flush(); code != SQLITE_OK) return code;
  return (log.inner()->pMethods->*Method)(log.inner(), arguments...);
}

template <auto Method, class... Arguments>
int pass(sqlite3_file* file, Arguments... arguments) {
  LogFile& log = logOf(file);
  return (log.inner()->pMethods->*Method)(log.inner(), arguments...);
}

int closeLog(sqlite3_file* file) {
  LogFile& log = logOf(file);
  const int code = log.inner()->pMethods->xClose(log.inner());  // what waits belongs to no transaction that ended
  log.~LogFile();
  return code;
}

int writeLog(sqlite3_file* file, const void* data, int amount, sqlite3_int64 offset) {
  return logOf(file).write(data, amount, offset);
}

int truncateLog(sqlite3_file* file, sqlite3_int64 size) {
  logOf(file).end = -1;
  return afterFlush<&sqlite3_io_methods::xTruncate>(file, size);
}

const sqlite3_io_methods* logMethods() {
  static const sqlite3_io_methods methods = [] {
    sqlite3_io_methods m{};
    m.iVersion = 1;  // shared memory and mapping belong to the database's own file
    m.xClose = &closeLog;
    m.xRead = &afterFlush<&sqlite3_io_methods::xRead, void*, int, sqlite3_int64>;
    m.xWrite = &writeLog;
    m.xTruncate = &truncateLog;
    m.xSync = &afterFlush<&sqlite3_io_methods::xSync, int>;
    m.xFileSize = &afterFlush<&sqlite3_io_methods::xFileSize, sqlite3_int64*>;
    m.xLock = &pass<&sqlite3_io_methods::xLock, int>;
    m.xUnlock = &pass<&sqlite3_io_methods::xUnlock, int>;
    m.xCheckReservedLock = &pass<&sqlite3_io_methods::xCheckReservedLock, int*>;
    m.xFileControl = &pass<&sqlite3_io_methods::xFileControl, int, void*>;
    m.xSectorSize = &pass<&sqlite3_io_methods::xSectorSize>;
    m.xDeviceCharacteristics = &pass<&sqlite3_io_methods::xDeviceCharacteristics>;
    return m;
  }();
  return &methods;
}

sqlite3_vfs* defaultFileSystem() {
  static sqlite3_vfs* const found = sqlite3_vfs_find(nullptr);
  return found;
}

int openFile(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags) {
  sqlite3_vfs* const parent = defaultFileSystem();
  if ((flags & SQLITE_OPEN_WAL) == 0) return parent->xOpen(parent, name, file, flags, outFlags);
  auto* log = new (file) LogFile;
  log->inner()->pMethods = nullptr;
  const int code = parent->xOpen(parent, name, log->inner(), flags, outFlags);
  if (log->inner()->pMethods != nullptr) {
    log->base.pMethods = logMethods();  // SQLite closes it, also after a failure
  } else {
    log->~LogFile();
  }
  return code;
}

}  // namespace

const char* bufferedLogFileSystem() noexcept {
  static const char* const name = []() -> const char* {
    if (sqlite3_initialize() != SQLITE_OK || defaultFileSystem() == nullptr) return nullptr;
    static sqlite3_vfs made = *defaultFileSystem();  // everything but opening a log is the default's
    made.zName = "citydesk";
    made.pNext = nullptr;
    made.szOsFile += int(sizeof(LogFile));
    made.xOpen = &openFile;
    return sqlite3_vfs_register(&made, 0) == SQLITE_OK ? made.zName : nullptr;
  }();
  return name;
}

}  // namespace gis::store
