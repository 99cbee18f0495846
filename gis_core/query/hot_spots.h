// Where high and low values lie together more than by chance.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"

namespace gis::query {

class OriginNote;

/// The value of a zone is the number of features of `of` in it, or its own field `value`: exactly one of the two.
struct HotSpotQuery {
  std::string zones, zonesWhere;
  std::string of, ofWhere;
  std::string value;
  std::optional<double> metres;  ///< zones whose interior points are so near are neighbours
  int neighbours = 8;            ///< without `metres`: the nearest so many are
  std::string into;
};

struct HotSpotResult {
  std::int64_t rows = 0;
  std::int64_t zones = 0;                 ///< that took part: with an area and a value
  std::int64_t features = 0;              ///< of `of`, counted by zones
  std::int64_t outside = 0;               ///< of `of`, in no zone
  std::int64_t withoutGeometry = 0;       ///< of both layers, or with a broken one: took no part
  std::array<std::int64_t, 7> classes{};  ///< zones with hot = −3 … 3
  std::int64_t withoutNeighbours = 0;     ///< zones that have none within `metres`
  std::int64_t setAside = 0;
  std::string setAsideTable;
  std::string classField;  ///< how the column `hot` is called in the new layer
  std::string into;
  double seconds = 0;
};

/// Writes the zones with value, neighbours (their number, the zone itself not counted), z (Gi*), p (two-sided), q (p
/// corrected for the number of zones) and hot: 3, 2, 1 where the false discovery rate is below 1, 5, 10 % and the zone
/// and its neighbours have more than the mean, −3 … −1 where they have less, 0 elsewhere. Zones without area or value
/// have NULL. Where all values are equal, or all zones are neighbours of each other, z is 0.
/// Sources: Ord and Getis 1995, "Local spatial autocorrelation statistics" (Gi*, binary weights); Benjamini and
/// Hochberg 1995, "Controlling the false discovery rate".
/// `origin`: noted with the layer. Errors: noSuchLayer, noSuchField, invalidValue, usage (both or neither of `of` and
/// `value`; no neighbours), unsupported (zones that are no areas; metres in degrees), unknownCrs, ballparkCrs, sql,
/// those of store::BulkLoad, cancelled.
[[nodiscard]] HotSpotResult hotSpots(const store::CityDatabase& city, const HotSpotQuery& query, Progress& progress,
                                     OriginNote* origin = nullptr);

}  // namespace gis::query
