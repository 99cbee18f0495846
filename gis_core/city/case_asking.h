// Which steps that ask for something are worth offering.
#pragma once

#include "gis_core/base/clock.h"
#include "gis_core/city/case_flow.h"

namespace gis::city {

/// Whether a step that asks for something can be granted at all: an extension before the deadline and for the third
/// time not, an appeal against what was overdue and once only. Every other step: yes. Taking it says why not.
/// `incident` as incidentById() gives it.
[[nodiscard]] bool mayAsk(const CaseRule& rule, const Incident& incident, UtcMillis now);

/// Was an inspector sent to check who showed nothing yet?
[[nodiscard]] bool hasOpenCheck(const Incident& incident);

}  // namespace gis::city
