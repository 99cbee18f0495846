// The density of points as a grid of cells.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/store/city.h"

namespace gis::query {

class OriginNote;

struct DensityQuery {
  std::string layer, where;  ///< points; of lines and areas an interior point
  std::string weight;        ///< field that says how much a feature counts, or empty: 1
  double radiusMetres = 500;
  double cellMetres = 0;  ///< 0: a tenth of the radius, rounded to 1, 2 or 5 metres, tens, hundreds …
  std::string into;
};

struct DensityResult {
  std::int64_t rows = 0;             ///< cells with a density above 0
  std::int64_t features = 0;         ///< that took part
  std::int64_t withoutGeometry = 0;  ///< or with a broken one: took no part
  std::int64_t withoutWeight = 0;    ///< took no part
  double cellMetres = 0;
  double total = 0;               ///< density × area over all cells: nearly the features' total weight
  std::vector<double> densities;  ///< of the cells, per km²
  std::string into;
  double seconds = 0;
};

/// Writes square cells, aligned to whole multiples of their side, with density (per km², at the middle of the cell) by
/// the quartic kernel, in rows from the south-west. Cells without density are left out. At most 4 million cells.
/// The answer does not depend on the order of rows or on threads. Source: Silverman 1986, "Density estimation", 4.5.
/// `origin`: noted with the layer. Errors: noSuchLayer, noSuchField, invalidValue, usage (a radius or cell that is
/// none, too many cells), unsupported (degrees), unknownCrs, sql, those of store::BulkLoad, cancelled.
[[nodiscard]] DensityResult densityGrid(const store::CityDatabase& city, const DensityQuery& query, Progress& progress,
                                        OriginNote* origin = nullptr);

}  // namespace gis::query
