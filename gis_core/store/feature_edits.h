// Edits of many features as one command: which ones, deleting, changing their shapes.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/progress.h"
#include "gis_core/geometry/shape_edit.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/layer.h"

namespace gis::store {

/// The features named by `fids` (every one must be there: Error(notFound)), or those that meet `where`; with both, the
/// named ones that meet it. Ascending. Errors: sql, noSuchField, cancelled.
[[nodiscard]] std::vector<std::int64_t> chosenFids(const Connection& c, const LayerInfo& layer,
                                                   const std::vector<std::int64_t>& fids, const std::string& where,
                                                   const CancelToken& token);

[[nodiscard]] EditCommand removeCommand(const LayerInfo& layer, const std::vector<std::int64_t>& fids);

/// The box of all these features together; empty when none has a geometry.
[[nodiscard]] geom::Envelope extentOf(const Connection& c, const LayerInfo& layer,
                                      const std::vector<std::int64_t>& fids, const CancelToken& token);

/// Throws the failure of one feature among many again, with the feature in its sentence.
[[noreturn]] void rethrowFor(const LayerInfo& layer, std::int64_t fid, const Error& error);

/// What becomes of a shape that an edit would make invalid.
enum class InvalidShape { refuse, keep };

/// Each feature's shape changed by `change`. Features without geometry are left out. A shape that was valid and would
/// not be any more is refused with reason and place, unless kept. Errors: invalidValue (which feature, why), cancelled.
[[nodiscard]] EditCommand reshapeCommand(const Connection& c, const LayerInfo& layer,
                                         const std::vector<std::int64_t>& fids,
                                         const std::function<void(geom::EditableShape&)>& change, InvalidShape invalid,
                                         const CancelToken& token);

/// The same, read and written in one transaction. Nothing changes: no entry, no tx.
EditResult reshapeFeatures(const CityDatabase& city, const std::string& layer, const std::vector<std::int64_t>& fids,
                           const std::function<void(geom::EditableShape&)>& change, InvalidShape invalid,
                           const std::string& reason, const std::string& actor, Progress progress);

/// Shapes that a person drew anew over what was shown.
struct ShapeReplacement {
  std::int64_t fid = 0;
  geom::Bytes before, after;
};
/// The edit that it is. In a layer marked as coverage a shared border is one border: vertices that are moved, put in or
/// taken away are so in the neighbours, too. Errors: as replaceShapes.
[[nodiscard]] EditCommand shapesCommand(const Connection& c, const std::string& layer,
                                        const std::vector<ShapeReplacement>& shapes, InvalidShape invalid);
/// One transaction. Error(forbiddenStep) names the feature whose shape is no longer `before`: somebody else changed it
/// meanwhile, and that is not overwritten. Errors: notFound, invalidValue (the new shape is invalid, the old was not).
EditResult replaceShapes(const CityDatabase& city, const std::string& layer,
                         const std::vector<ShapeReplacement>& shapes, InvalidShape invalid, const std::string& reason,
                         const std::string& actor);

}  // namespace gis::store
