// An R*Tree written at once as full nodes instead of row by row. Private to the room.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "gis_core/geometry/envelope.h"
#include "gis_core/store/chunks.h"
#include "gis_core/store/connection.h"

namespace gis::store {

/// A box as SQLite's R*Tree keeps it: 32-bit floats rounded outwards.
struct TreeEntry {
  std::int64_t id = 0;
  float minX = 0, maxX = 0, minY = 0, maxY = 0;
};
[[nodiscard]] TreeEntry treeEntry(std::int64_t fid, const geom::Envelope& box);

/// Fills the shadow tables of the empty R*Tree `tree` (made by CREATE VIRTUAL TABLE … USING rtree with two
/// dimensions): leaves along a Hilbert curve, 40 of 51 cells used, so that later inserts find room.
/// Sources: "Database Format of R-Tree Tables" in SQLite's rtree.c; Kamel & Faloutsos 1994 for the packing.
void writePackedTree(Chunks& chunks, std::string_view tree, std::vector<TreeEntry> entries);
class TreeLevels;
/// The same for entries that were put in order before.
void writePackedTree(Chunks& chunks, std::string_view tree, const TreeLevels& levels);

/// Adds entries through the R*Tree itself, for few rows in a tree that has content.
void insertIntoTree(const Connection& c, std::string_view tree, const std::vector<TreeEntry>& entries);

}  // namespace gis::store
