// Three versions of a layer: as it was handed out, as it is now, as it comes back. Private to the room.
#pragma once

#include "gis_core/io/update_layer.h"

namespace gis::io {

/// What the others did, told from two comparisons of the layer: with the file that comes back (`theirs`) and with the
/// one that was handed out (`base`). What only the layer changed is left out; what both changed in the same way, too;
/// what both changed otherwise is a conflict of that column, that shape or that feature, on the side of `conflicts`.
/// `step`: within which two places are the same, in units of the layer.
[[nodiscard]] UpdatePlan threeWay(UpdatePlan theirs, const UpdatePlan& base, double step, UpdateSide conflicts);

}  // namespace gis::io
