#include "gis_core/store/same_state.h"

namespace gis::store {

std::vector<Connection> readersOfOneState(const Connection& c, std::size_t count) {
  std::vector<Connection> readers;
  if (count == 0 || c.inTransaction() || !c.note().empty()) return readers;
  if (c.intValue("SELECT count(*) FROM sqlite_temp_schema") > 0) return readers;
  for (std::size_t i = 0; i < count; ++i) readers.push_back(Connection::open(c.file(), OpenMode::readOnly));
  // told by a connection that writes nothing meanwhile: it moves with each commit of any other one
  const auto version = [&] { return c.intValue("PRAGMA data_version"); };
  constexpr int kTries = 20;
  for (int i = 0; i < kTries; ++i) {
    const std::int64_t before = version();
    for (const Connection& reader : readers) {
      reader.exec("BEGIN");
      (void)reader.intValue("SELECT count(*) FROM sqlite_schema");  // a transaction begins with its first read
    }
    if (version() == before) return readers;
    for (const Connection& reader : readers) reader.exec("ROLLBACK");
  }
  return {};
}

}  // namespace gis::store
