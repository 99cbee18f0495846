// Which layer holds the parcels, and what its fields are.
#pragma once

#include <optional>

#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::city {

/// The layer of role parcel. Error(notFound) when none plays it.
[[nodiscard]] store::LayerInfo requireParcelLayer(const store::CityDatabase& city);

/// The field with the location text (坐落), the land use, or the registered area, by the names in use; null: none.
[[nodiscard]] const store::Field* parcelLocationField(const store::LayerInfo& layer);
[[nodiscard]] const store::Field* parcelLandUseField(const store::LayerInfo& layer);
[[nodiscard]] const store::Field* parcelAreaField(const store::LayerInfo& layer);

/// The area on the plane of a projected system, on the ellipsoid otherwise; nothing without system or area.
[[nodiscard]] std::optional<double> measuredSquareMetres(const geom::Bytes& wkb, const crs::Crs& system);

}  // namespace gis::city
