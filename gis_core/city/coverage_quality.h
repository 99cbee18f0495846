// Private to this room: overlaps, gaps and missing vertices of areas as one of the checks of quality.
#pragma once

#include <string>
#include <vector>

#include "gis_core/city/quality.h"
#include "gis_core/query/topology.h"

namespace gis::city {

/// Can the check be made here: areas in a known coordinate system?
[[nodiscard]] bool mayBeCoverage(const store::LayerInfo& layer);
/// Lengths as the layer is marked; where it is not, gaps up to the width that the rule's argument gives in metres.
[[nodiscard]] query::TopologyQuery coverageQuestion(const store::CityDatabase& city, const store::LayerInfo& layer,
                                                    const std::string& argument);
/// What told one fault from another, the same each time: "overlap 12, 13".
[[nodiscard]] std::string coverageFaultValue(const geom::CoverageFinding& finding);
/// Mends the findings of the check "coverage" that are among these and still there; narrow gaps are filled and the
/// larger of two areas loses an overlap. Returns how many features changed or went.
std::int64_t mendCoverage(const store::CityDatabase& city, const store::LayerInfo& layer,
                          const std::vector<QualityFinding>& findings, const std::string& actor, Progress& progress);

}  // namespace gis::city
