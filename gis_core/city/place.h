// What lies at a place, by the roles that the city's layers play.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "gis_core/geometry/envelope.h"
#include "gis_core/store/city.h"

namespace gis::city {

/// A feature of a role's layer. `code` is the value of the role's code field, `name` that of its name field
/// (either may be empty).
struct PlaceHit {
  std::string layer;
  std::int64_t fid = 0;
  std::string code, name;
};

/// A feature near a place, and how far away it is; 0 on its border or inside.
struct NearHit {
  PlaceHit hit;
  double metres = 0;
};

/// A road further away says nothing of a place: a case in the fields lies on none.
inline constexpr double kFarthestRoadMetres = 500;
/// An address further away is that of another house.
inline constexpr double kFarthestAddressMetres = 50;
/// So near to a border the place may as well lie beyond it; the city's setting "boundary_metres" says otherwise.
inline constexpr double kNearBoundaryMetres = 5;
/// How exactly a place is clicked, beside the accuracy of a component's class; setting "component_metres".
inline constexpr double kClickMetres = 2;

/// Everything that is known of a place; what has no role or no hit is nothing.
struct Place {
  geom::MapPoint at;                      ///< in the city's CRS
  std::optional<geom::GeoPoint> degrees;  ///< the same place in degrees of the city's datum
  std::optional<PlaceHit> grid, dutyGrid, community, subdistrict, district, parcel;
  std::optional<PlaceHit> road;  ///< the nearest named one within kFarthestRoadMetres
  double roadMetres = 0;         ///< how far away it is

  /// Beyond a border that is near: the area that the place would lie in if it were a little elsewhere.
  std::optional<NearHit> secondGrid, secondDutyGrid, secondCommunity, secondSubdistrict, secondDistrict;
  std::optional<NearHit> component;  ///< the nearest one that the place may mean, by the accuracy class of its type
  std::string componentClass;        ///< that class, "A", "B" or "C"
  std::optional<NearHit> address;    ///< the nearest one within kFarthestAddressMetres
  std::string asked;                 ///< the state of the layers that were asked (PlaceFinder::isCurrent)

  /// The road's name (its code when the layer has no names), or empty.
  [[nodiscard]] std::string roadName() const;
  /// The text of the address, or empty.
  [[nodiscard]] std::string addressText() const;
};

/// Looks places up. It remembers which layer plays which role: make a new one after roles changed.
/// Candidates come from the layers' R*Trees (32-bit boxes, which may be metres too large in zone-prefixed
/// coordinates), the exact geometry decides; on a common border the lower fid wins.
/// Belongs to the thread of `city`, which must outlive it.
class PlaceFinder {
 public:
  explicit PlaceFinder(const store::CityDatabase& city);
  PlaceFinder(PlaceFinder&&) noexcept;
  PlaceFinder& operator=(PlaceFinder&&) noexcept;
  ~PlaceFinder();

  /// `at` in the city's CRS. A few milliseconds on a million parcels. Without what is beyond near borders.
  [[nodiscard]] Place at(geom::MapPoint at) const;
  /// The same with the second candidates.
  [[nodiscard]] Place around(geom::MapPoint at) const;
  /// Would the layers of now tell the same? Also of a place that a finder of another connection looked up.
  [[nodiscard]] bool isCurrent(const Place& place) const;
  /// The feature of one role ("parcel", "unit_grid" …) that covers the place.
  [[nodiscard]] std::optional<PlaceHit> covering(std::string_view role, geom::MapPoint at) const;

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

}  // namespace gis::city
