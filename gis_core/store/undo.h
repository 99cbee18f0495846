// What undo and its state share. Private to the room.
#pragma once

#include <string_view>

namespace gis::store {

inline constexpr std::string_view kUndoPrefix = "undo: ";
inline constexpr std::string_view kRedoPrefix = "redo: ";
/// Setting: the newest entry that cannot be undone and that a person was told of.
inline constexpr std::string_view kPassedObstacle = "undo_passed";

}  // namespace gis::store
