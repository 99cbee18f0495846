// The edits of the desk.
#pragma once

#include "gis_core/store/edit.h"

namespace gis::store {

/// What apply() does for a step of the life cycle of cases, its correction, or its way in from another list: it may
/// change what belongs to the life cycle. apply() itself refuses that (case_keeping.h).
EditResult applyCaseStep(const CityDatabase& city, const EditCommand& command);

/// The same inside the Transaction that the caller opened, as applyWithin() (edit_within.h).
EditResult applyCaseStepWithin(const CityDatabase& city, const EditCommand& command);

}  // namespace gis::store
