// Checks an edit before it is applied: does it make an overlap or a gap in a layer that is marked as coverage?
//
// How to use it: store::apply() asks refuseCoverageFaults() by itself, so that no path can forget it; an edit that
// breaks a coverage throws Error(forbiddenStep) with what and where, and nothing is changed. Whoever wants to show the
// faults on the map before, or to offer a repair, asks faultsOfEdit() with the same command: it gives kind, features,
// place and size of each. A vertex that the edit puts on the border of a neighbour is put into that border by the same
// edit (withSharedVertices), and one that lies nearer to a neighbour's border than the tolerance comes to lie on it.
// When a person decides for the faults all the same, set EditCommand::mayBreakCoverage. Undo and redo are never
// refused.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "gis_core/geometry/coverage_check.h"
#include "gis_core/store/edit.h"

namespace gis::store {

/// A fault that the edit would make. A feature that is added without a number is called 0, a second one −1 …
struct EditFault {
  std::string layer;
  geom::CoverageFinding finding;  ///< in the layer's coordinates and units
  /// Overlaps, duplicates, gaps and invalid areas stop the edit; a vertex that a neighbour lacks (t_junction) is told.
  bool stops = true;
};

/// The faults that are there after the edit and were not before (or were smaller), by looking at the changed features
/// and their neighbours only. Faults that were there already do not count. Reads through the connection of `city`,
/// inside the open transaction when there is one. Errors: noSuchLayer, damaged.
[[nodiscard]] std::vector<EditFault> faultsOfEdit(const CityDatabase& city, const EditCommand& command);

/// The edit with the vertices of its borders made common with the neighbours': its own geometries may change by up to
/// the tolerance, and rows of neighbours follow behind those of the command. Nothing when no vertex is lacking.
[[nodiscard]] std::optional<EditCommand> withSharedVertices(const CityDatabase& city, const EditCommand& command);

/// The edit as it would not be refused: what overlaps is taken from the shapes that the edit brings, and a gap that it
/// leaves goes to the neighbour with the longest common border. Nothing when that is not enough, or leaves nothing of a
/// shape of the edit.
[[nodiscard]] std::optional<EditCommand> mendedEdit(const CityDatabase& city, const EditCommand& command);

/// Throws Error(forbiddenStep) naming the first fault that stops the edit and how many more there are.
void refuseCoverageFaults(const CityDatabase& city, const EditCommand& command);

/// One fault in words: "features 12 and 13 would overlap by 3.2 m² at 424542.1, 3580011.4".
[[nodiscard]] Message faultText(const geom::CoverageFinding& finding);

}  // namespace gis::store
