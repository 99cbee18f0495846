// The one edit command: every change of data goes through it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gis_core/store/city.h"
#include "gis_core/store/value.h"

namespace gis::store {

/// Column → new value. The geometry column's value is ISO WKB bytes (or NULL).
using ColumnValues = std::vector<std::pair<std::string, Value>>;

struct RowEdit {
  enum class Kind { insert, update, remove } kind = Kind::update;
  std::string table;  ///< a layer, city_incident, or city_attachment or city_request (plain tables with fid and uid, no
                      ///< geometry)
  std::int64_t fid = 0;  ///< update, remove; insert: 0 = give one
  std::string uid;       ///< insert into a table with uid: this one, or made when empty
  ColumnValues values;
};

struct EditCommand {
  std::vector<RowEdit> rows;
  std::string reason;  ///< "edit", "incident report", "undo" … shown in the history
  std::string actor;
  std::string undoes;  ///< tx that this compensates, or empty
  std::string tx{};    ///< UUIDv7 of the transaction where its rows name it; made when empty
  std::string at{};    ///< when it is done (ISO, UTC), where its rows name that moment too; now when empty
  /// More than 0: goes on with the step of undo `tx`, of which so many rows are written.
  int firstPart = 0;
  /// Applies it though it makes an overlap or a gap in a layer marked as coverage (coverage_guard.h).
  bool mayBreakCoverage = false;
};

/// Who works in this program: written into entries whose actor is empty (loads and removals of layers among them).
/// Any thread.
void setDefaultActor(std::string name);

struct EditResult {
  std::string tx;                  ///< UUIDv7 of the transaction
  std::vector<std::int64_t> fids;  ///< one a row
  std::vector<std::string> uids;   ///< one a row, empty where the table has none
};

/// One transaction: rows, their before/after images in city_history, the layer's new revision. Durable
/// (synchronous=FULL) when it returns. Inside an open Transaction it joins it (durable with that commit).
/// Errors: noSuchLayer, noSuchField, invalidValue (rules of fields, too: field_rules.h), locked, diskFull, readOnly;
/// forbiddenStep when it would make an overlap or a gap in a layer marked as coverage, with what and where.
EditResult apply(const CityDatabase& city, const EditCommand& command);

/// The next number for a row of the table, one that no row ever had: for commands whose rows name each other. Counts as
/// given with the transaction that is open. Errors: noSuchLayer.
[[nodiscard]] std::int64_t takeFeatureNumber(const CityDatabase& city, const std::string& table);

/// Undo and redo read the journal: they work after saving and after a restart. Undo of a change whose
/// rows were changed since by another is refused with Error(forbiddenStep) naming what stands in the way.
/// A load and a removal of a layer cannot be undone, nor what was edited in that layer before: that is passed over.
/// Edits, the renaming of a layer and changes of its columns can.
struct UndoState {
  std::string undoTx, undoReason;  ///< what Ctrl+Z would take back; empty = nothing
  std::string redoTx, redoReason;
  std::string undoTable, redoTable;       ///< the layer (or table) of its first row, by its name now
  std::int64_t undoFid = 0, redoFid = 0;  ///< the first feature; 0: the layer as a whole
  /// A load or removal newer than what undo would take back, which nobody was told of yet.
  struct Obstacle {
    std::int64_t seq = 0;  ///< its place in the journal
    std::string layer;
    bool isRemoval = false;
  };
  std::optional<Obstacle> obstacle;
};
[[nodiscard]] UndoState undoState(const CityDatabase& city);
/// With an obstacle: refused with Error(forbiddenStep) that names it and the older edit behind it, so that no older
/// edit is lost by surprise; the next call takes that edit back.
EditResult undo(const CityDatabase& city, const std::string& actor);
EditResult redo(const CityDatabase& city, const std::string& actor);

struct HistoryEntry {
  std::string tx, at, actor, reason, layerUid, table, featureUid, op;  ///< op: insert update remove load drop rename
                                                                       ///< column column_{name,type,values} rule
  std::int64_t fid = 0;
  std::string beforeJson, afterJson;  ///< changed columns; geometry as hex WKB
  std::string kind;                   ///< edit undo redo load
  std::string undoes;                 ///< tx that this one takes back, or empty
};
/// Newest first; `table` empty: everything; `fid` 0: all rows of the table.
[[nodiscard]] std::vector<HistoryEntry> history(const CityDatabase& city, std::string_view table, std::int64_t fid,
                                                int limit = 1000);

/// Reads the notices of city_change after `seq` (edits of ours and of other programs).
struct ChangeNotice {
  std::int64_t seq = 0;
  std::string layer;  ///< its name now; notices of layers that are gone are left out
  std::int64_t fid = 0;
  char op = 'U';  ///< I U D, or L: the layer was loaded anew
};
[[nodiscard]] std::vector<ChangeNotice> changesSince(const Connection& c, std::int64_t seq);
[[nodiscard]] std::int64_t lastChange(const Connection& c);
/// PRAGMA data_version: changes when another connection wrote.
[[nodiscard]] std::int64_t dataVersion(const Connection& c);

}  // namespace gis::store
