// How a node of SQLite's R*Tree lies in its bytes (sqlite.org/src rtree.c "Database Format of R-Tree Tables"). Private
// to the room.
#pragma once

#include <cstddef>

namespace gis::store {

constexpr std::size_t kNodeHeader = 4;    ///< depth and number of cells, two bytes each, big endian
constexpr std::size_t kNodeCell = 24;     ///< id (8), then xmin xmax ymin ymax as 32-bit floats
constexpr std::size_t kCellsOfNode = 51;  ///< RTREE_MAXCELLS, for pages of at least 1292 bytes

}  // namespace gis::store
