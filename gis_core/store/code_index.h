// The index over the codes of a layer that plays a role: a code is found without reading a row.
#pragma once

#include <string_view>

#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::store {

/// Is there one, over the field that has the layer's codes now?
[[nodiscard]] bool hasCodeIndex(const Connection& c, const LayerInfo& layer);

/// Makes it where there is none. CREATE INDEX would keep everybody from writing for a second a million rows: this
/// writes the same tree in short transactions while others go on editing, and the last one makes an index of it. Inside
/// an open transaction it is CREATE INDEX. Does nothing for a layer without codes and in a city that is only read.
/// False, with nothing changed, when the layer was loaded anew or changed much meanwhile. Errors: cancelled, locked,
/// diskFull.
bool makeCodeIndex(const CityDatabase& city, const LayerInfo& layer, Progress& progress);

/// Takes it away before the column goes; for the transaction that is open.
void dropCodeIndexOver(const Connection& c, const LayerInfo& layer, std::string_view column);

/// Does the index belong to us? Others' stay when a table takes the place of another one.
[[nodiscard]] bool isCodeIndex(std::string_view index);

}  // namespace gis::store
