#include "gis_core/store/relaxed_writing.h"

#include <sqlite3.h>

#include "gis_core/base/platform/files.h"
#include "gis_core/store/wal_checkpoints.h"

namespace gis::store {

RelaxedWriting::RelaxedWriting(const Connection& c) : m_connection(c) {
  // no page is asked for twice, and memory that was just used is quicker than more of it
  c.exec("PRAGMA synchronous=NORMAL; PRAGMA cache_size=-8192");
  ++c.walMerger().m_loads;
}

RelaxedWriting::~RelaxedWriting() {
  if (--m_connection.walMerger().m_loads == 0)
    sqlite3_exec(m_connection.handle(), "PRAGMA synchronous=FULL; PRAGMA cache_size=-65536", nullptr, nullptr, nullptr);
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
