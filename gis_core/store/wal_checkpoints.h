// When the write-ahead log goes into the file. Private to the room.
#pragma once

#include <chrono>

struct sqlite3;

namespace gis::store {

/// What a connection remembers about the log; lives as long as the connection.
struct WalGrowth {
  int pages = 0;  ///< at our last commit
};

/// A connection that makes small edits merges the log every 1,000 pages, but not the pages of somebody who is loading
/// millions of rows beside it: an edit must not wait until his 64 MiB are on the disk. He merges them himself.
void mergeAfterEdits(sqlite3* db, WalGrowth& growth);

/// While it lives, the connection merges the log as one who loads in bulk: seldom, since every time costs two syncs.
class BulkCheckpoints {
 public:
  explicit BulkCheckpoints(sqlite3* db);
  BulkCheckpoints(const BulkCheckpoints&) = delete;
  BulkCheckpoints& operator=(const BulkCheckpoints&) = delete;
  ~BulkCheckpoints();

 private:
  sqlite3* m_db;
  void* m_before;
};

/// Processor time of this thread when its last commit gave the lock back, if that was after `begun`, else now. The
/// commit itself may take longer: the log is merged at its end, when the lock is free and others may write.
[[nodiscard]] std::chrono::nanoseconds lockGivenBack(std::chrono::nanoseconds begun);

/// Merges what is there without waiting for anybody; the next commit has little to sync then.
void mergeWalNow(sqlite3* db) noexcept;

}  // namespace gis::store
