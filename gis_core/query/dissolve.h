// Features put together by the value of fields.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"

namespace gis::query {

class OriginNote;

struct DissolveQuery {
  std::string layer;
  std::string where;            ///< SQL condition on the layer, or empty
  std::vector<std::string> by;  ///< fields, at least one; features that agree in all of them become one
  std::string into;
};

struct DissolveResult {
  std::int64_t rows = 0;             ///< values: NULL is one of its own
  std::int64_t features = 0;         ///< put together; the sum of the column `count`
  std::int64_t withoutGeometry = 0;  ///< NULL or empty: took no part
  std::int64_t broken = 0;           ///< no geometry at all: took no part
  std::int64_t repaired = 0;         ///< invalid areas, put together as they are after repair
  std::int64_t setAside = 0;         ///< could not be repaired, or GEOS refused them
  std::string setAsideTable;         ///< layer that lists them with the reason, or empty
  std::string into;
  double seconds = 0;
};

/// Writes the new layer: the fields of `by`, `count` (of the features; in use: LAYER_count) and the geometry: the union
/// of areas (MULTIPOLYGON), lines united and joined where exactly two ends meet (MULTILINESTRING), each place of points
/// once (MULTIPOINT). XY. Rows are in the order of the values, NULL first, numbers before texts, texts by their bytes.
/// Works in the layer's own coordinates, whatever they are. Errors: noSuchLayer, noSuchField, sql, unsupported (a table
/// without geometry; features of several kinds), usage (no field, or one twice), those of store::BulkLoad, cancelled.
[[nodiscard]] DissolveResult dissolve(const store::CityDatabase& city, const DissolveQuery& query, Progress& progress,
                                      OriginNote* origin = nullptr);

}  // namespace gis::query
