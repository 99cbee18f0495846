// Land check: what lies on plots of land, by layer and class, with areas that add up to the plot.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/crs/measure.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::query {

class OriginNote;

inline constexpr double kSquareMetresOfAHectare = 10'000;
inline constexpr double kSquareMetresOfAMu = 2000.0 / 3;  ///< 亩

/// A plot that is drawn, typed or read from a file.
struct LandPlot {
  std::string name;
  geom::Bytes wkb;  ///< an area
};

/// A layer that plots are checked against.
struct LandTheme {
  std::string layer;
  std::string field;  ///< whose values are the classes; empty: one class
  std::string where;  ///< SQL condition, or empty
};

/// The plots are features of `plotLayer`, or `plots`.
struct LandCheckQuery {
  std::string plotLayer, plotWhere;
  std::vector<std::int64_t> plotFids;  ///< of plotLayer; empty: all
  std::string plotName;                ///< field of plotLayer; empty: the name or code field of its role, or the fid
  std::vector<LandPlot> plots;
  crs::Crs plotsCrs;  ///< of `plots`; unknown: the city's
  std::vector<LandTheme> themes;
  crs::AreaKind area = crs::AreaKind::plane;
  std::string into;          ///< name of a new layer of the parts, or empty
  bool keepsShapes = false;  ///< hands the plots' shapes back, for a map of them
};

struct LandCheckResult {
  struct Plot {
    std::int64_t fid = 0;  ///< of the layer, else 1, 2 …
    std::string name;
    double area = 0;    ///< m²
    geom::Bytes wkb{};  ///< as it was measured, in `crs`; only when shapes are kept
  };
  struct Theme {
    store::LayerInfo layer;
    std::string field;
    int dimension = 2;
    std::int64_t repaired = 0;  ///< invalid features near the plots, taken in their repaired form
    std::int64_t broken = 0;    ///< took no part
  };
  /// One class of one theme in one plot.
  struct Row {
    std::uint32_t plot = 0, theme = 0;
    store::Value value;      ///< of the field; NULL where there is none
    std::int64_t count = 0;  ///< features of which a part lies in the plot
    double area = 0;         ///< m², areas only
    double length = 0;       ///< m on the plane, lines only; NaN in degrees
    double share = 0;        ///< of the plot's area; areas only
  };
  /// How the areas of a theme add up in a plot: sum − repeated + uncovered = the plot's area.
  struct Balance {
    std::uint32_t plot = 0, theme = 0;
    double sum = 0;        ///< of the rows, m²
    double uncovered = 0;  ///< by no feature of the theme
    double repeated = 0;   ///< what sum counts more than once
    double gap = 0;        ///< what is left of the equation where that is more than the rounding of the coordinates
    std::int64_t undecided = 0;  ///< features whose part in the plot could not be computed; they are in `uncovered`
  };
  struct SetAside {
    std::string layer;  ///< empty: a plot
    std::int64_t fid = 0;
    Message reason;
  };

  crs::Crs crs;  ///< of the work; that of the plane
  crs::AreaKind kind = crs::AreaKind::plane;
  std::vector<Plot> plots;
  std::vector<Theme> themes;
  std::vector<Row> rows;          ///< by plot, theme, value (NULL first)
  std::vector<Balance> balances;  ///< by plot, theme; themes of areas only
  std::vector<SetAside> setAside;
  std::int64_t plotsWithoutArea = 0;  ///< without geometry or with a broken one: took no part
  std::int64_t plotsRepaired = 0;
  std::string into;
  std::int64_t rowsInto = 0;
  double seconds = 0;
};

/// Answers for every plot and every theme. Parts are found in the plots' CRS, or in the city's where that is in degrees
/// and the city's is not; the plane is that of this CRS. A point counts in a plot that it lies in or on the border of
/// (on a common border once: in the plot with the lowest fid); a line where a part of it lies, its length shared out in
/// the same way; an area where a part of it lies that is wider than the coordinates' rounding.
/// With `into`: writes a layer of the parts, one row a result row and one for what no feature covers, with the merged
/// parts as geometry (themes of areas; NULL for lines and points), and `origin` with it. It is in the plots' CRS; in
/// the city's, if it has one, when the plots are no layer of it.
/// Errors: noSuchLayer, noSuchField, exists, usage (no plot, no theme), unsupported (plots that are no areas, the plane
/// of degrees, layers of several dimensions), unknownCrs, ballparkCrs, sql, those of store::BulkLoad, cancelled.
[[nodiscard]] LandCheckResult landCheck(const store::CityDatabase& city, const LandCheckQuery& query,
                                        Progress& progress, OriginNote* origin = nullptr);

}  // namespace gis::query
