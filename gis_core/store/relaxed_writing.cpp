#include "gis_core/store/relaxed_writing.h"

#include <sqlite3.h>

#include "gis_core/base/platform/files.h"
#include "gis_core/store/wal_checkpoints.h"

namespace gis::store {

RelaxedWriting::RelaxedWriting(const Connection& c) : m_connection(c) {
  // No page is asked for twice, and memory that was just used is quicker than more of it. A log that is begun anew keeps
  // its room: to give it back to the disk, and to ask for it again, takes longer than filling it.
  c.exec("PRAGMA synchronous=NORMAL; PRAGMA cache_size=-8192; PRAGMA journal_size_limit=-1");
  ++c.walMerger().m_loads;
}

RelaxedWriting::~RelaxedWriting() {
  if (--m_connection.walMerger().m_loads == 0)
    sqlite3_exec(m_connection.handle(), kCarefulWriting, nullptr, nullptr, nullptr);
}

bool RelaxedWriting::isAlone() const {
  return m_connection.walMerger().m_loads == 1;
}

void RelaxedWriting::settle() const {
  // what was merged already was synced with that
  std::filesystem::path wal = m_connection.file();
  wal += "-wal";
  std::error_code ignored;
  if (std::filesystem::exists(wal, ignored)) platform::syncFile(wal);
}

}  // namespace gis::store
