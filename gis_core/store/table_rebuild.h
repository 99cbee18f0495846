// A layer's table with other columns: a new one filled from the old, in its place. Private to the room.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/store/connection.h"
#include "gis_core/store/layer.h"

namespace gis::store {

/// A column of the table, as PRAGMA table_xinfo tells it.
struct TableColumn {
  std::string name, type;
  bool notNull = false, isKey = false;
  std::string source;  ///< what it is filled with: SQL over the old table; empty: the old column of its name
};
[[nodiscard]] std::vector<TableColumn> tableColumns(const Connection& c, std::string_view table);

/// Inside a transaction. Every row keeps its fid and geometry, so that the R*Tree stays what it is; the indexes of the
/// table and its triggers are made anew. SQLite rewrites every row for DROP COLUMN, too: it costs the same.
/// `told`: how many rows are done, after each few thousand of them; it may throw.
using RowsTold = std::function<void(std::uint64_t rows)>;
void rebuildTable(const Connection& c, const LayerInfo& layer, const std::vector<TableColumn>& columns,
                  const RowsTold& told = {});

/// Drops the triggers of the layer's table, and makes them at the end of the scope: one notice for the layer instead of
/// one for each row.
class TriggersOff {
 public:
  TriggersOff(const Connection& c, const LayerInfo& layer);
  TriggersOff(const TriggersOff&) = delete;
  TriggersOff& operator=(const TriggersOff&) = delete;
  /// Call it when all went well; otherwise the transaction is undone, and they are there again.
  void on();

 private:
  const Connection& m_connection;
  const LayerInfo& m_layer;
};

}  // namespace gis::store
