#include "gis_core/store/wal_checkpoints.h"

#include <sqlite3.h>

#include "gis_core/base/platform/thread_time.h"

namespace gis::store {

namespace {

constexpr int kPagesAfterEdits = 1000;  // SQLite's own default
/// An edit changes a dozen pages: when more were added since our last one, others are loading.
constexpr int kPagesOfEdit = 128;
/// 32 MiB; a million parcels are some 90,000 pages.
constexpr int kPagesOfLoad = 8192;

/// SQLite calls the hooks below when a commit has given the write lock back (sqlite.org/c3ref/wal_hook.html).
thread_local std::chrono::nanoseconds t_givenBack{0};

int afterEdit(void* context, sqlite3* db, const char* name, int pages) {
  t_givenBack = platform::threadCpuTime();
  auto& growth = *static_cast<WalGrowth*>(context);
  const int grown = pages >= growth.pages ? pages - growth.pages : pages;  // a log that is begun anew is short
  growth.pages = pages;
  if (pages >= kPagesAfterEdits && grown <= kPagesOfEdit)
    sqlite3_wal_checkpoint_v2(db, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  return SQLITE_OK;
}

int afterChunk(void*, sqlite3* db, const char* name, int pages) {
  t_givenBack = platform::threadCpuTime();
  if (pages >= kPagesOfLoad) sqlite3_wal_checkpoint_v2(db, name, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  return SQLITE_OK;
}

}  // namespace

void mergeAfterEdits(sqlite3* db, WalGrowth& growth) {
  sqlite3_wal_hook(db, &afterEdit, &growth);
}

BulkCheckpoints::BulkCheckpoints(sqlite3* db) : m_db(db), m_before(sqlite3_wal_hook(db, &afterChunk, nullptr)) {}

BulkCheckpoints::~BulkCheckpoints() {
  if (m_before != nullptr)
    sqlite3_wal_hook(m_db, &afterEdit, m_before);
  else
    sqlite3_wal_autocheckpoint(m_db, kPagesAfterEdits);
}

std::chrono::nanoseconds lockGivenBack(std::chrono::nanoseconds begun) {
  return t_givenBack > begun ? t_givenBack : platform::threadCpuTime();
}

void mergeWalNow(sqlite3* db) noexcept {
  sqlite3_wal_checkpoint_v2(db, nullptr, SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

}  // namespace gis::store
