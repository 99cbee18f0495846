// The exact extent of a layer through its R*Tree. Private to the room.
#pragma once

#include <string_view>

#include "gis_core/geometry/envelope.h"
#include "gis_core/store/connection.h"

namespace gis::store {

/// Follows the outermost boxes from the root to the leaves (a few nodes a side), then reads the exact boxes of
/// the rows found: the tree's own are 32-bit. Rounding is monotone, so the outermost row is among them.
[[nodiscard]] geom::Envelope extentThroughTree(const Connection& c, std::string_view table);

}  // namespace gis::store
