// What asking for and deciding a request changes. Private to the room.
#pragma once

#include <string>
#include <vector>

#include "gis_core/city/case_flow.h"
#include "gis_core/store/edit.h"

namespace gis::city {

/// Error(forbiddenStep) when the request may not be made or decided now; `rule` is the one of the step.
void checkRequest(const store::CityDatabase& city, const CaseStep& step, const CaseRule& rule, const Incident& incident,
                  UtcMillis now);
/// The rows of the step: the request's own, and the case's.
[[nodiscard]] std::vector<store::RowEdit> requestRows(const store::CityDatabase& city, const CaseStep& step,
                                                      const CaseRule& rule, const Incident& incident,
                                                      const std::string& actor, UtcMillis now);
/// Fills openRequest and requestState.
void readOpenRequest(const store::CityDatabase& city, Incident& incident);

}  // namespace gis::city
