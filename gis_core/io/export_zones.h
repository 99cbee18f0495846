// One layer as files in the 3-degree zones of CGCS2000 in which its features lie.
// Source: EPSG:4534 to 4554 (CM 75E to 135E, without zone prefix).
#pragma once

#include <vector>

#include "gis_core/io/export.h"

namespace gis::io {

/// The word of ExportRequest::crs that asks for it.
inline constexpr const char* kZones = "zones";

/// A request in "zones" as one for each zone in which it has features, by the middle of their boxes: FILE_117E in
/// EPSG:4548, FILE_120E in EPSG:4549 …; every feature is in one of them, those without geometry in the last. Other
/// requests stay as they are. Reads the rows of a layer that lies in several zones. Errors: as previewExport, and
/// unsupported (a format that has degrees only).
[[nodiscard]] std::vector<ExportRequest> byZones(const store::CityDatabase& city, const ExportRequest& request,
                                                 Progress& progress);

}  // namespace gis::io
