// A sheet with a title or a heading of two rows, read as a text table.
#pragma once

#include <memory>
#include <string>

#include "gis_core/io/worker/layer_source.h"
#include "gis_core/io/worker/members.h"

namespace gis::io::worker {

/// The layer for a sheet whose heading findSheetHeading() finds below its first row; null when the sheet is an ordinary
/// one. Types and places are then told as in a text table.
[[nodiscard]] std::unique_ptr<LayerSource> titledSheet(const Member& member, const std::string& sheet,
                                                       const std::string& driver, const SourceRequest& request);

}  // namespace gis::io::worker
