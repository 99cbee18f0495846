// SpatiaLite's function that keeps a layer's R*Tree, without its detour. Private to the room.
#pragma once

struct sqlite3;

namespace gis::store {

class StatementPool;

/// Puts our RTreeAlign(tree, fid, geometry), which the triggers of every spatial layer call, in the place of
/// SpatiaLite's: that one writes the box as SQL text and has it read anew for each row. The answer is the same, 1, or
/// -1 for arguments of wrong types; but a row that the tree does not take fails the statement, where SpatiaLite answers
/// 0 and the layer loses the feature from its index. `pool` must outlive the connection's statements. Source:
/// "fnct_RTreeAlign" in SpatiaLite 5.0.1's spatialite.c.
void replaceRTreeAlign(sqlite3* db, StatementPool& pool);

}  // namespace gis::store
