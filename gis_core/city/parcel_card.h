// Everything about one parcel on one card.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/city/incident.h"
#include "gis_core/geometry/wkb.h"
#include "gis_core/store/city.h"

namespace gis::city {

struct ParcelBuilding {
  std::int64_t fid = 0;
  std::string code, name;
  double squareMetres = 0;  ///< of its footprint inside the parcel
};

/// A parcel as the planner sees it. Names of right holders are left out on purpose.
struct ParcelCard {
  std::string layer;
  std::int64_t fid = 0;
  std::string code;         ///< as kept
  std::string groupedCode;  ///< "320302 015175 GB00625"
  std::optional<Message> codeFault;
  std::string location;                                      ///< 坐落, or empty
  std::string district, subdistrict, community, grid, road;  ///< where its inner point lies, names before codes

  std::string landUse;               ///< code as kept, or empty
  std::string landUseSystem;         ///< "GB/T 21010-2017", or empty: not known
  std::string landUseZh, landUseEn;  ///< empty when the system is not known or has no such code

  std::optional<double> registeredSquareMetres;
  std::optional<double> measuredSquareMetres;  ///< on the plane of a projected CRS, on the ellipsoid otherwise
  /// measured − registered, in square metres and per cent of registered; when both are known.
  std::optional<double> differenceSquareMetres, differencePercent;
  double tolerancePercent = 0;  ///< the city's
  bool isBeyondTolerance = false;

  std::vector<ParcelBuilding> buildings;                         ///< that share area with it, largest first
  std::vector<Incident> cases;                                   ///< inside it, newest first, at most 100
  std::vector<std::pair<std::string, std::string>> otherFields;  ///< field, value; nothing personal

  geom::Bytes wkb;     ///< in the layer's CRS
  geom::Envelope box;  ///< in the city's CRS
};

/// By code (spaces, hyphens, small letters and full width forgiven). Errors: notFound (no parcel has the code,
/// or no layer plays the role parcel).
[[nodiscard]] ParcelCard parcelByCode(const store::CityDatabase& city, std::string_view code);
/// The parcel that covers a place of the city's CRS; nothing when there is none.
[[nodiscard]] std::optional<ParcelCard> parcelAt(const store::CityDatabase& city, geom::MapPoint at);
/// How much a measured area may differ from the registered one, per cent of the registered: a setting of the city, 1
/// when nobody set it.
[[nodiscard]] double parcelAreaTolerance(const store::CityDatabase& city);
/// Errors: invalidValue (not from 0 to 100).
void setParcelAreaTolerance(const store::CityDatabase& city, double percent);
/// By row id in the layer of role parcel. Errors: notFound.
[[nodiscard]] ParcelCard parcelByFid(const store::CityDatabase& city, std::int64_t fid);

/// Does a column's name say that it holds a right holder (权利人, QLR, owner …), a person's number or a phone?
[[nodiscard]] bool isPersonalField(std::string_view field);

}  // namespace gis::city
