// KML through GDAL's LIBKML driver: what of its fixed columns is worth having.
#pragma once

#include <set>
#include <string>

class OGRLayer;

namespace gis::io::worker {

/// Reads the layer once and returns the columns that LIBKML adds to every layer (tessellate, visibility,
/// icon …) and that no feature of this one uses. The pass also brings out, while the source is being
/// opened, the files on which LIBKML crashes: the parent then opens them with the KML driver.
[[nodiscard]] std::set<std::string> unusedKmlColumns(OGRLayer& layer);

}  // namespace gis::io::worker
