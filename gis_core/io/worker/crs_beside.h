// A coordinate system that stands in a file beside the data. Private to the reading child.
#pragma once

#include "gis_core/io/worker/layer_source.h"
#include "gis_core/io/worker/members.h"

namespace gis::io::worker {

/// Gives a layer with places and without a system the one of STEM.prj or STEM.qpj, and says so in its notes. A file of
/// that name that holds no WKT is left alone.
void takeCrsBeside(const Member& member, SourceLayer& layer);

}  // namespace gis::io::worker
