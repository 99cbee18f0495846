// Many incidents from JSON lines.
#pragma once

#include <string>

#include "app/cli/command.h"
#include "gis_core/store/city.h"

namespace gis::cli {

/// Reads one JSON object a line from `file` ("-": standard input) with the members category, at [x, y] (or x
/// and y), at_crs, kind, system, description, urgency, reporter, source, component, address, reported_at,
/// photos [FILE…], and logs `chunk` of them in one transaction (0: 1 from standard input, else 100).
/// Without --json each saved one is printed as soon as it is durable. Bad lines are counted and told.
/// Returns the exit status: 3 when some lines were refused, 1 when all were.
int reportBatch(Context& context, const store::CityDatabase& city, const std::string& file, int chunk);

}  // namespace gis::cli
