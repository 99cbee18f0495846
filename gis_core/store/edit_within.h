// Many rows in a transaction that is open already.
#pragma once

#include "gis_core/store/edit.h"

namespace gis::store {

/// What apply() does, inside the Transaction that the caller opened, and without a savepoint of its own: when it
/// throws, the caller lets the whole transaction go. For thousands of rows: with a savepoint open, the end of each
/// statement costs SQLite the more the more pages were written since (100,000 rows: minutes instead of seconds).
EditResult applyWithin(const CityDatabase& city, const EditCommand& command);

}  // namespace gis::store
