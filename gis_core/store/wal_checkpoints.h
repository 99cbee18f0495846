// When the write-ahead log goes into the file. Private to the room.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <thread>

struct sqlite3;

namespace gis::store {

/// How a connection writes unless it says otherwise (RelaxedWriting).
inline constexpr const char* kCarefulWriting =
    "PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA journal_size_limit=67108864";

/// Merges the log of a connection that makes small edits: every 4,000 pages, but not the pages of somebody who is
/// loading millions of rows beside it (he has a merger of his own). It works in a thread of its own with a connection
/// of its own, so that an edit is confirmed when it is durable and not when the log was merged. As both wait for one
/// disk, it begins in a pause between edits, unless the log grows too long without one. Lives as long as the
/// connection; its functions belong to the connection's thread.
class WalMerger {
 public:
  /// Watches `db`, whose file lies at `file`.
  WalMerger(sqlite3* db, std::filesystem::path file);
  WalMerger(const WalMerger&) = delete;
  WalMerger& operator=(const WalMerger&) = delete;
  ~WalMerger();

  /// Lets the disk begin with what was written to the log, in the thread beside: asking the disk may itself wait.
  void beginSync();

 private:
  friend class RelaxedWriting;
  static int afterCommit(void* context, sqlite3* db, const char* name, int pages);
  void ask(bool pressing);
  void wake();
  void merge(const std::stop_token& stop);

  std::filesystem::path m_file;
  const int m_pagesOfLoad;  // that a load adds between two merges
  int m_pages = 0;          // of the log at our last commit
  int m_quietEdits = 0;     // commits in a row between which nobody wrote much
  int m_askedAt = 0;        // pages of the log when a load last asked for a merge
  int m_loads = 0;          // RelaxedWriting that live
  std::mutex m_mutex;
  std::condition_variable_any m_asked;
  bool m_wanted = false;
  bool m_syncWanted = false;
  bool m_pressing = false;      // it waits for no pause
  std::uint64_t m_commits = 0;  // ours
  std::jthread m_thread;        // from the first need on
};

/// Processor time of this thread when its last commit gave the lock back, if that was after `begun`, else now. The
/// commit itself may take longer: the log is merged at its end, when the lock is free and others may write.
[[nodiscard]] std::chrono::nanoseconds lockGivenBack(std::chrono::nanoseconds begun);

/// Merges everything and gives the log's room back to the disk; waits for readers as long as for any lock.
void emptyWalNow(sqlite3* db) noexcept;

/// Merges what is there without waiting for anybody; the next commit has little to sync then.
void mergeWalNow(sqlite3* db) noexcept;

}  // namespace gis::store
