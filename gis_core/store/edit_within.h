// Many rows in a transaction that is open already.
#pragma once

#include <cstddef>
#include <functional>

#include "gis_core/base/progress.h"
#include "gis_core/store/edit.h"

namespace gis::store {

/// At its end the rows of a command are freed by the thread that the program has for that: a million take 100 ms, and
/// who cancelled waits.
class FreesRowsBeside {
 public:
  explicit FreesRowsBeside(EditCommand& command) : m_command(command) {}
  FreesRowsBeside(const FreesRowsBeside&) = delete;
  FreesRowsBeside& operator=(const FreesRowsBeside&) = delete;
  ~FreesRowsBeside();

 private:
  EditCommand& m_command;
};

/// What apply() does, inside the Transaction that the caller opened, and without a savepoint of its own: when it
/// throws, the caller lets the whole transaction go. For thousands of rows: with a savepoint open, the end of each
/// statement costs SQLite the more the more pages were written since (100,000 rows: minutes instead of seconds).
/// `progress`: told after each row, and asked before the next whether the work shall end (Error(cancelled)).
EditResult applyWithin(const CityDatabase& city, const EditCommand& command, Progress progress = {});

/// The same for rows that are made as they are needed: a million at once would take some 300 MB, and who cancels would
/// wait until they are freed. `head` has no rows. All rows are of one kind and table and set the same columns; where
/// more than one row may matter at a time (shapes, codes of parcels, removals) they are made at once all the same.
EditResult applyInParts(const CityDatabase& city, EditCommand head, std::size_t rows,
                        const std::function<RowEdit(std::size_t)>& row, Progress progress = {});

/// apply() in a transaction of its own, with progress. Errors: as there, and cancelled.
EditResult applyLong(const CityDatabase& city, const EditCommand& command, Progress progress);

/// undo() and redo() with progress. Errors: as there, and cancelled.
EditResult undoLong(const CityDatabase& city, const std::string& actor, Progress progress);
EditResult redoLong(const CityDatabase& city, const std::string& actor, Progress progress);

}  // namespace gis::store
