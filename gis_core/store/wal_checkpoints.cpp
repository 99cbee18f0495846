#include "gis_core/store/wal_checkpoints.h"

#include <sqlite3.h>

#include <system_error>
#include <utility>

#include "gis_core/base/platform/disk_hints.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/thread_time.h"

namespace gis::store {

namespace {

/// Four times SQLite's own default: an edit that meets a merge waits for the disk beside it, and a case changes two
/// dozen pages, so that 1,000 would let one in forty wait.
constexpr int kPagesAfterEdits = 4000;
/// Who edits without a pause, such as a script, waits for a merge now and then.
constexpr int kMostPagesAfterEdits = 4 * kPagesAfterEdits;
constexpr std::chrono::milliseconds kPause{250};
/// An edit changes a dozen pages: when more were added between two of our last ones, others are loading.
constexpr int kPagesOfEdit = 128;
constexpr int kQuietEdits = 8;
constexpr int kBytesOfLoad = 8 << 20;  // a million parcels are some 350 MiB
/// A load that is never done with writing lets nobody begin the log anew: from here on it waits for the merge, which is
/// a twentieth of a second. Of a longer log, asking for its memory and room on the disk would take longer than that.
constexpr int kMostOfLoad = 16;

int pageBytes(sqlite3* db) {
  sqlite3_stmt* statement = nullptr;
  int bytes = 0;
  if (sqlite3_prepare_v2(db, "PRAGMA page_size", -1, &statement, nullptr) == SQLITE_OK &&
      sqlite3_step(statement) == SQLITE_ROW)
    bytes = sqlite3_column_int(statement, 0);
  sqlite3_finalize(statement);
  return bytes > 0 ? bytes : kBytesOfLoad;
}

/// SQLite calls the hook below when a commit has given the write lock back (sqlite.org/c3ref/wal_hook.html).
thread_local std::chrono::nanoseconds t_givenBack{0};

}  // namespace

WalMerger::WalMerger(sqlite3* db, std::filesystem::path file)
    : m_file(std::move(file)), m_pagesOfLoad(kBytesOfLoad / pageBytes(db)) {
  sqlite3_wal_hook(db, &WalMerger::afterCommit, this);
}

WalMerger::~WalMerger() {
  m_thread.request_stop();
}

int WalMerger::afterCommit(void* context, sqlite3* db, const char* name, int pages) {
  t_givenBack = platform::threadCpuTime();
  auto& self = *static_cast<WalMerger*>(context);
  const int grown = pages >= self.m_pages ? pages - self.m_pages : pages;  // a log that is begun anew is short
  self.m_pages = pages;
  if (pages < self.m_askedAt) self.m_askedAt = 0;
  self.m_quietEdits = grown <= kPagesOfEdit ? self.m_quietEdits + 1 : 0;
  if (self.m_loads > 0) {
    if (pages >= kMostOfLoad * self.m_pagesOfLoad) {
      sqlite3_wal_checkpoint_v2(db, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
    } else if (pages >= self.m_askedAt + self.m_pagesOfLoad) {
      self.m_askedAt = pages;
      self.ask(true);
    }
  } else if (pages >= kPagesAfterEdits && self.m_quietEdits >= kQuietEdits) {
    self.ask(pages >= kMostPagesAfterEdits);
  }
  return SQLITE_OK;
}

void WalMerger::ask(bool pressing) {
  {
    const std::lock_guard lock(m_mutex);
    m_wanted = true;
    m_pressing = m_pressing || pressing;
    ++m_commits;
  }
  wake();
}

void WalMerger::beginSync() {
  {
    const std::lock_guard lock(m_mutex);
    m_syncWanted = true;
  }
  wake();
}

void WalMerger::wake() {
  m_asked.notify_one();
  if (m_thread.joinable()) return;
  try {
    m_thread = std::jthread([this](const std::stop_token& stop) { merge(stop); });
  } catch (const std::system_error&) {
    // without a thread the log is merged by the next program that opens the city
  }
}

void WalMerger::merge(const std::stop_token& stop) {
  sqlite3* own = nullptr;
  std::filesystem::path log = m_file;
  log += "-wal";
  if (sqlite3_open_v2(platform::pathToUtf8(m_file).c_str(), &own, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX,
                      nullptr) == SQLITE_OK &&
      // a connection that never read does not know of the log, and merges nothing
      sqlite3_exec(own, "SELECT count(*) FROM sqlite_schema", nullptr, nullptr, nullptr) == SQLITE_OK) {
    for (;;) {
      std::unique_lock lock(m_mutex);
      if (!m_asked.wait(lock, stop, [this] { return m_wanted || m_syncWanted; }) || stop.stop_requested()) break;
      if (std::exchange(m_syncWanted, false)) {
        lock.unlock();
        platform::beginSync(log);
        continue;
      }
      for (std::uint64_t seen = m_commits; !m_pressing; seen = m_commits) {
        const auto more = [&] { return m_pressing || m_commits != seen; };
        if (!m_asked.wait_for(lock, stop, kPause, more)) break;
      }
      if (stop.stop_requested()) break;
      m_wanted = m_pressing = false;
      lock.unlock();
      sqlite3_wal_checkpoint_v2(own, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
      platform::beginSync(m_file);  // whoever merges the last page syncs the file
    }
  }
  sqlite3_close(own);
}

std::chrono::nanoseconds lockGivenBack(std::chrono::nanoseconds begun) {
  return t_givenBack > begun ? t_givenBack : platform::threadCpuTime();
}

void emptyWalNow(sqlite3* db) noexcept {
  sqlite3_wal_checkpoint_v2(db, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
}

void mergeWalNow(sqlite3* db) noexcept {
  sqlite3_wal_checkpoint_v2(db, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

}  // namespace gis::store
