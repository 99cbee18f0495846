// One border for both sides: what becomes of the neighbours when a vertex of an area in a coverage is moved, put into
// an edge or taken away. Private to the room.
#pragma once

#include <vector>

#include "gis_core/store/edit.h"
#include "gis_core/store/feature_edits.h"
#include "gis_core/store/layer.h"

namespace gis::store {

/// Rows for the neighbours that have the changed vertices and edges with the same bits; empty unless the layer is
/// marked as coverage. A vertex that is moved goes along in all of them; one that is put into an edge comes into the
/// edge of the neighbour; one that is taken away is taken away there when the edges on both sides of it are common,
/// too. Shapes that got other parts or rings have no such rows. Errors: damaged.
[[nodiscard]] std::vector<RowEdit> neighboursOfBorders(const Connection& c, const LayerInfo& layer,
                                                       const std::vector<ShapeReplacement>& shapes);

}  // namespace gis::store
