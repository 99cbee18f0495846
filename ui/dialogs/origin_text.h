// Where a layer comes from, in words.
#pragma once

#include <QString>
#include <string>

#include "gis_core/query/layer_origin.h"
#include "gis_core/store/city.h"

namespace gis::ui {

/// What made a layer: "Dissolve", "Land check"; a driver of files stays as it is called.
[[nodiscard]] QString madeByText(const std::string& driver);
/// "roads.geojson (GeoJSON), UTF-8, 2026-11-28 17:02"; `madeAt` (UTC), when known, is when the layer itself was made.
[[nodiscard]] QString sourceText(const store::Provenance& made, const std::string& madeAt);
/// A question as a sentence, another work by its name and layers, with an option a line; what says nothing is left
/// out. Any thread.
[[nodiscard]] QString originText(const store::CityDatabase& city, const query::LayerOrigin& origin, bool chinese);
/// "Parcels (20,000)": the layer as it is called now; one that is gone as it was called.
[[nodiscard]] QString inputText(const store::CityDatabase& city, const query::OriginInput& input);

}  // namespace gis::ui
