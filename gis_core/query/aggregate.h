// Figures of a layer for each zone of another one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"

namespace gis::query {

class OriginNote;

/// No figure at all: count.
struct AggregateQuery {
  std::string layer, zones;  ///< layer names; zones are areas
  bool count = false;
  std::vector<std::string> sums, means;  ///< fields of `layer` that hold numbers
  bool area = false;                     ///< of a layer of areas
  bool length = false;                   ///< of a layer of lines
  std::optional<std::string> by;         ///< field of `layer`: a row for each of its values in each zone
  std::string into;
  std::string where, zonesWhere;  ///< SQL conditions on the layers, or empty
};

struct AggregateResult {
  std::int64_t rows = 0;
  std::int64_t zones = 0;
  std::int64_t features = 0;         ///< of the layer, those that took part
  std::int64_t counted = 0;          ///< of them, those that a zone counts
  std::int64_t outside = 0;          ///< of them, those that none counts
  std::int64_t repaired = 0;         ///< invalid ones of both layers, taken in their repaired form
  std::int64_t setAside = 0;         ///< that could not be repaired or cut; their figures are missing
  std::int64_t withoutGeometry = 0;  ///< of both layers: took no part
  std::int64_t broken = 0;
  std::string setAsideTable;  ///< layer that lists them with the reason, or empty
  std::string into;
  double seconds = 0;
};

/// Writes the zones with figures behind their fields (a name in use becomes LAYER_NAME): the field `by`, count, sum_F,
/// mean_F, area (m²), length (m), ordered by zone and value (NULL first). Without `by` every zone has a row and keeps
/// its fid; with it a zone has a row for each value that occurs in it.
/// A point counts in the zone whose inside it lies in; on a border, in no inside, once: in the zone with the lowest
/// fid. A line or an area counts where its interior point lies. Sums of lines and areas are shared out by the measure
/// of the part in each zone, those of points go where they count; means are those of the features that count. Area and
/// length are those of the parts in each zone; what lies along a border counts as a point does. Where nothing is,
/// count, sum, area and length are 0 and the mean is NULL. Zones that overlap each have what is in them. Work is done
/// in the zones' CRS, or the layer's where only that one is in metres. Errors: noSuchLayer, noSuchField, invalidValue
/// (a field without numbers), exists, unknownCrs, ballparkCrs, unsupported (zones that are no areas, area of what has
/// none, measures in degrees), sql, those of store::BulkLoad, cancelled.
[[nodiscard]] AggregateResult aggregate(const store::CityDatabase& city, const AggregateQuery& query,
                                        Progress& progress, OriginNote* origin = nullptr);

}  // namespace gis::query
