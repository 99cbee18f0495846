// Cases with their history into city_incident. Private to sample_data.
#pragma once

#include <vector>

#include "sample_data/incidents.h"
#include "sample_data/plan.h"
#include "sample_data/sample_city.h"

namespace gis::sample {

/// One transaction: all cases or none. The entries of the journal are loads: no step of Ctrl+Z takes them back.
void writeIncidents(const store::CityDatabase& city, const CityPlan& plan, const CodeTables& tables,
                    std::vector<IncidentSite> sites, Progress& progress);

}  // namespace gis::sample
