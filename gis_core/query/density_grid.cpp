#include "gis_core/query/density_grid.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/query/blocks.h"
#include "gis_core/query/extended_layer.h"
#include "gis_core/query/geometry_set.h"
#include "gis_core/query/new_layer.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/zone_counts.h"

namespace gis::query {

namespace {

constexpr std::int64_t kMostCells = 4'000'000;
constexpr double kCellsToARadius = 10;
constexpr double kSquareMetres = 1e6;  // of a square kilometre

struct WeighedPoint {
  double x = 0, y = 0, weight = 1;
};

/// 1, 2 or 5 times a power of ten, at most `length`.
double roundedLength(double length) {
  const double power = std::pow(10, std::floor(std::log10(length)));
  const double lead = length / power;
  return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
}

[[noreturn]] void refuseGrid(const char* why, const char* remedy) {
  throw Error(ErrorCode::usage, GIS_TR("no density can be computed"), why, remedy);
}

/// Columns and rows of cells, counted from the origin of the coordinates.
struct Grid {
  double side = 1;  // units of the coordinates
  std::int64_t left = 0, bottom = 0, columns = 0, rows = 0;
  [[nodiscard]] double x(std::int64_t column) const { return double(left + column) * side; }
  [[nodiscard]] double y(std::int64_t row) const { return double(bottom + row) * side; }
};

Grid gridAround(const std::vector<WeighedPoint>& points, double radius, double side) {
  geom::Envelope box;
  for (const WeighedPoint& p : points) box.include(p.x, p.y);
  Grid grid;
  grid.side = side;
  if (box.isEmpty()) return grid;
  box = box.grown(radius);
  if (box.width() / side * (box.height() / side) > double(kMostCells)) {
    refuseGrid(GIS_TR("the grid would have more than 4 million cells"), GIS_TR("make the cells larger (--cell)"));
  }
  grid.left = std::int64_t(std::floor(box.minX / side));
  grid.bottom = std::int64_t(std::floor(box.minY / side));
  grid.columns = std::int64_t(std::ceil(box.maxX / side)) - grid.left;
  grid.rows = std::int64_t(std::ceil(box.maxY / side)) - grid.bottom;
  return grid;
}

/// Densities of one row of cells, in weight per square unit; `points` are those near it, in a fixed order.
std::vector<double> densitiesOf(const Grid& grid, std::int64_t row, std::span<const WeighedPoint> points,
                                double radius) {
  std::vector<double> out(std::size_t(grid.columns), 0.0);
  const double y = grid.y(row) + grid.side / 2;
  const double squared = radius * radius;
  const double peak = 3 / (std::numbers::pi * squared);
  for (const WeighedPoint& p : points) {
    const double dy = (p.y - y) * (p.y - y);
    if (dy >= squared) continue;
    const double reach = std::sqrt(squared - dy);
    const auto first = std::max<std::int64_t>(0, std::int64_t(std::floor((p.x - reach) / grid.side)) - grid.left);
    const auto last = std::min(grid.columns - 1, std::int64_t(std::floor((p.x + reach) / grid.side)) - grid.left);
    for (std::int64_t column = first; column <= last; ++column) {
      const double dx = grid.x(column) + grid.side / 2 - p.x;
      const double rest = 1 - (dx * dx + dy) / squared;
      if (rest > 0) out[std::size_t(column)] += p.weight * peak * rest * rest;
    }
  }
  return out;
}

class DensityWork {
 public:
  DensityWork(const store::CityDatabase& city, const DensityQuery& query, Progress& progress, OriginNote* origin)
      : m_city(city), m_work(city, origin), m_query(query), m_progress(progress) {}

  DensityResult run() {
    m_layer = store::layerByName(m_reader, m_query.layer);
    requireGeometry(m_layer);
    if (!(m_query.radiusMetres > 0)) {
      refuseGrid(GIS_TR("the radius must be a number of metres above 0"), GIS_TR("give one (--radius)"));
    }
    if (m_query.cellMetres < 0) {
      refuseGrid(GIS_TR("the side of a cell must be a number of metres above 0"), GIS_TR("give one (--cell)"));
    }
    store::LayerInfo place = m_layer;
    place.crs = m_crs = workCrs(m_layer, m_city.crs());
    m_radius = unitsOf(place, m_query.radiusMetres);
    m_result.cellMetres =
        m_query.cellMetres > 0 ? m_query.cellMetres : roundedLength(m_query.radiusMetres / kCellsToARadius);
    const double side = unitsOf(place, m_result.cellMetres);
    store::BulkLoad load(m_city, draft());
    readPoints();
    writeCells(gridAround(m_points, m_radius, side), load);
    m_work.finish(load, m_progress, m_result);
    return m_result;
  }

 private:
  store::LayerDraft draft() const {
    store::LayerDraft draft;
    draft.name = m_query.into;
    draft.fields = {{"density", store::FieldType::real}};
    draft.crs = m_crs;
    draft.type = geom::GeometryType{geom::GeometryKind::multiPolygon};
    draft.provenance = m_layer.provenance;
    draft.provenance.sourceLayer = m_layer.name;
    draft.provenance.driver = "analyze density";
    draft.provenance.reportTable.clear();
    return draft;
  }
  /// In the order of y, x and weight: rows of a table may lie in any order.
  void readPoints() {
    const GeometrySet set = loadGeometry(m_reader, m_layer, m_query.where, {}, m_crs, m_progress.token());
    m_result.withoutGeometry = set.withoutGeometry() + set.broken();
    std::vector<double> weights;
    if (!m_query.weight.empty()) {
      weights = numbersOf(m_reader, m_layer, numberField(m_layer, m_query.weight), m_query.where, m_progress.token());
    }
    std::vector<WeighedPoint> all(set.size());
    inBlocks(
        set.size(), m_progress,
        [&] {
          return [&](std::size_t, std::size_t i) {
            const geom::Envelope box = set.box(i);
            if (box.isEmpty()) return;
            const bool point = box.width() == 0 && box.height() == 0;
            const geom::MapPoint p = point ? box.centre() : geom::interiorPoint(set.wkb(i));
            all[i] = {p.x, p.y, weights.empty() ? 1 : weights[i]};
          };
        },
        kProbesAtOnce, false);
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (!set.takesPart(i)) continue;
      if (std::isfinite(all[i].weight)) {
        m_points.push_back(all[i]);
      } else {
        ++m_result.withoutWeight;
      }
    }
    m_result.features = std::int64_t(m_points.size());
    std::sort(m_points.begin(), m_points.end(), [](const WeighedPoint& a, const WeighedPoint& b) {
      return a.y != b.y ? a.y < b.y : a.x != b.x ? a.x < b.x : a.weight < b.weight;
    });
  }
  void writeCells(const Grid& grid, store::BulkLoad& load) {
    const double unit = m_crs.metresPerUnit();
    const double perKilometre = kSquareMetres / (unit * unit);
    RowWriter out(load, {{"density", store::FieldType::real}}, m_progress.token());
    const std::int64_t atOnce = std::max<std::int64_t>(1, 200'000 / std::max<std::int64_t>(1, grid.columns));
    for (std::int64_t first = 0; first < grid.rows; first += atOnce) {
      const auto rows = std::size_t(std::min(atOnce, grid.rows - first));
      std::vector<std::vector<double>> densities(rows);
      parallelFor(rows, m_progress.token(), [&](std::size_t k, unsigned) {
        const std::int64_t row = first + std::int64_t(k);
        densities[k] = densitiesOf(grid, row, pointsNear(grid.y(row) + grid.side / 2), m_radius);
      });
      for (std::size_t k = 0; k < rows; ++k) {
        for (std::int64_t column = 0; column < grid.columns; ++column) {
          const double density = densities[k][std::size_t(column)] * perKilometre;
          if (density > 0) addCell(grid, first + std::int64_t(k), column, density, out);
        }
      }
      m_progress.report(std::uint64_t(first) + rows, std::uint64_t(grid.rows));
    }
    out.flush();
    m_result.rows = out.rows();
    const double side = m_result.cellMetres;
    for (const double density : m_result.densities) m_result.total += density * side * side / kSquareMetres;
  }
  [[nodiscard]] std::span<const WeighedPoint> pointsNear(double y) const {
    const auto from = std::lower_bound(m_points.begin(), m_points.end(), y - m_radius,
                                       [](const WeighedPoint& p, double bound) { return p.y < bound; });
    const auto to = std::upper_bound(from, m_points.end(), y + m_radius,
                                     [](double bound, const WeighedPoint& p) { return bound < p.y; });
    return {from, to};
  }
  void addCell(const Grid& grid, std::int64_t row, std::int64_t column, double density, RowWriter& out) {
    const geom::Bytes cell =
        geom::promoted(geom::boxWkb({grid.x(column), grid.y(row), grid.x(column + 1), grid.y(row + 1)}),
                       geom::GeometryType{geom::GeometryKind::multiPolygon});
    const store::Value cells[] = {density};
    out.add(-1, cells, cell);
    m_result.densities.push_back(density);
  }

  const store::CityDatabase& m_city;
  NewLayerWork m_work;
  const store::Connection& m_reader = m_work.reader();
  const DensityQuery& m_query;
  Progress& m_progress;
  store::LayerInfo m_layer;
  crs::Crs m_crs;
  double m_radius = 0;  // units of the coordinates
  std::vector<WeighedPoint> m_points;
  DensityResult m_result;
};

}  // namespace

DensityResult densityGrid(const store::CityDatabase& city, const DensityQuery& query, Progress& progress,
                          OriginNote* origin) {
  return DensityWork(city, query, progress, origin).run();
}

}  // namespace gis::query
