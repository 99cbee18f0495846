// What lies within a distance of features.
#pragma once

#include <cstdint>
#include <string>

#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"

namespace gis::query {

class OriginNote;

struct BufferQuery {
  std::string layer;
  std::string where;      ///< SQL condition on the layer, or empty
  double metres = 0;      ///< negative: areas shrink
  bool dissolve = false;  ///< one row for each connected part instead of one for each feature
  std::string into;
};

struct BufferResult {
  std::int64_t rows = 0;
  std::int64_t features = 0;         ///< that have a buffer
  std::int64_t withoutGeometry = 0;  ///< NULL or empty: took no part
  std::int64_t broken = 0;           ///< no geometry at all: took no part
  std::int64_t repaired = 0;         ///< invalid areas, buffered as they are after repair
  std::int64_t vanished = 0;         ///< nothing is left of them
  std::int64_t setAside = 0;         ///< GEOS refused them
  std::string setAsideTable;         ///< layer that lists them with the reason, or empty
  std::string into;
  double seconds = 0;
};

/// Writes the new layer of MULTIPOLYGONs (XY; 16 segments a quarter circle). By features: each with its fid and all its
/// attributes, in the order of fids. Dissolved: the connected parts of all buffers without attributes, with `count`,
/// the number of features in the part, in the order of their lowest corners. A distance of 0 leaves areas as they are.
/// Distances are refused on a geographic layer and where they can leave nothing: 0 or less around points and lines.
/// Errors: noSuchLayer, sql, unsupported, unknownCrs, usage (such a distance), those of store::BulkLoad, cancelled.
[[nodiscard]] BufferResult buffer(const store::CityDatabase& city, const BufferQuery& query, Progress& progress,
                                  OriginNote* origin = nullptr);

}  // namespace gis::query
