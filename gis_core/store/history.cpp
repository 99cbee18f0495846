// Reading the journal and the notices.
#include "gis_core/store/edit.h"

namespace gis::store {

std::vector<HistoryEntry> history(const CityDatabase& city, std::string_view table, std::int64_t fid, int limit) {
  std::vector<HistoryEntry> entries;
  Statement statement(city.connection(),
                      "SELECT tx, at, actor, reason, layer, table_name, feature, op, fid, before, after, kind, undoes"
                      " FROM city_history WHERE (?1 = '' OR table_name = ?1 OR layer IN (SELECT uid FROM city_layer"
                      " WHERE name = ?1)) AND (?2 = 0 OR fid = ?2) ORDER BY seq DESC LIMIT ?3");
  statement.bindAll(table, fid, limit);
  while (statement.step()) {
    HistoryEntry entry;
    entry.tx = statement.text(0);
    entry.at = statement.text(1);
    entry.actor = statement.text(2);
    entry.reason = statement.text(3);
    entry.layerUid = statement.text(4);
    entry.table = statement.text(5);
    entry.featureUid = statement.text(6);
    entry.op = statement.text(7);
    entry.fid = statement.integer(8);
    entry.beforeJson = statement.text(9);
    entry.afterJson = statement.text(10);
    entry.kind = statement.text(11);
    entry.undoes = statement.text(12);
    entries.push_back(std::move(entry));
  }
  return entries;
}

std::vector<ChangeNotice> changesSince(const Connection& c, std::int64_t seq) {
  std::vector<ChangeNotice> notices;
  Statement statement(c,
                      "SELECT n.seq, l.name, n.fid, n.op FROM city_change n JOIN city_layer l ON l.uid = n.layer"
                      " WHERE n.seq > ?1 ORDER BY n.seq");
  statement.bind(1, seq);
  while (statement.step()) {
    const std::string_view op = statement.textView(3);
    notices.push_back({statement.integer(0), statement.text(1), statement.integer(2), op.empty() ? 'U' : op[0]});
  }
  return notices;
}

std::int64_t lastChange(const Connection& c) {
  return c.intValue("SELECT coalesce(max(seq), 0) FROM city_change");
}

std::int64_t dataVersion(const Connection& c) {
  return c.intValue("PRAGMA data_version");
}

}  // namespace gis::store
