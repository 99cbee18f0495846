// What a row of the table of steps asks of the case and of the step. Private to the room.
#pragma once

#include "gis_core/city/case_flow.h"

namespace gis::city {

/// The guards of the row, with what the city decided about them. Errors: forbiddenStep, and why.
void checkGuards(const store::CityDatabase& city, const CaseStep& step, const CaseRule& rule, const Incident& incident);

}  // namespace gis::city
