// The order of a snapshot's features.
#pragma once

#include <span>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/geometry/envelope.h"
#include "gis_core/snapshot/snapshot.h"

namespace gis::snapshot {

/// Row numbers along the Hilbert curve through the centres of the boxes; rows of the same place, and those
/// without a place at the end, in the order of their numbers. Memory: 16 bytes a row. Uses all cores.
[[nodiscard]] std::vector<Index> curveOrder(std::span<const geom::Envelope> boxes, const geom::Envelope& extent,
                                            const CancelToken& token);

}  // namespace gis::snapshot
