// What the parcel card shows, read from the city.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/city/building_units.h"
#include "gis_core/city/parcel_card.h"
#include "gis_core/city/parcel_lineage.h"

namespace gis::ui {

/// A parcel with where it came from and what does not fit together at its buildings; or one that ended, with what came
/// of it.
struct ParcelLook {
  std::optional<city::ParcelCard> card;  ///< of the parcel, or of the only one that came of it
  std::optional<city::ParcelLineage> lineage;
  std::vector<city::BuildingFault> faults;
  std::string endedCode;                   ///< of the parcel that was looked for, when it ended
  std::string endedAt;                     ///< ISO UTC
  std::vector<city::ParcelNode> cameOfIt;  ///< current ones
};

/// Errors: those of reading.
[[nodiscard]] ParcelLook lookAtParcel(const store::CityDatabase& city, geom::MapPoint at);
/// By code, or "#fid"; a retired code tells what came of it. Errors: notFound.
[[nodiscard]] ParcelLook lookForParcel(const store::CityDatabase& city, const std::string& code);
/// A parcel that somebody changed. `before`: the code under which it was looked for when that one had ended; it may be
/// there again. Errors: notFound.
[[nodiscard]] ParcelLook lookAgain(const store::CityDatabase& city, const std::optional<city::ParcelCard>& card,
                                   const std::string& before);

}  // namespace gis::ui
