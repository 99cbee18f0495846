// Many rows in a transaction that is open already.
#pragma once

#include "gis_core/base/progress.h"
#include "gis_core/store/edit.h"

namespace gis::store {

/// At its end the rows of a command are freed by a thread of their own: a million take 100 ms, and who cancelled waits.
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

/// apply() in a transaction of its own, with progress. Errors: as there, and cancelled.
EditResult applyLong(const CityDatabase& city, const EditCommand& command, Progress progress);

/// undo() and redo() with progress. Errors: as there, and cancelled.
EditResult undoLong(const CityDatabase& city, const std::string& actor, Progress progress);
EditResult redoLong(const CityDatabase& city, const std::string& actor, Progress progress);

}  // namespace gis::store
