// How a step is refused. Private to the room.
#pragma once

#include "gis_core/base/message.h"
#include "gis_core/city/case_flow.h"

namespace gis::city {

/// Throws Error(forbiddenStep) that names step and case.
[[noreturn]] void forbidStep(const CaseStep& step, const Incident& incident, Message why, Message remedy);

}  // namespace gis::city
