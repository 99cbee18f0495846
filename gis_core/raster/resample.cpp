#include "gis_core/raster/resample.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace gis::raster {

namespace {

/// Nodes at which coordinates are computed exactly, in window pixels; between them they are straight. Over 16 pixels
/// a re-projection bends by far less than a pixel at any scale of a city map.
constexpr int kNodeStep = 16;

/// Source column and row (corner based) at the nodes of the window.
struct NodeGrid {
  int columns = 0, rows = 0;
  std::vector<double> xy;  ///< NaN where the coordinates do not exist
  [[nodiscard]] const double* at(int column, int row) const {
    return &xy[(std::size_t(row) * std::size_t(columns) + std::size_t(column)) * 2];
  }
};

NodeGrid makeNodes(const crs::Crs& mapCrs, const geom::Envelope& box, int width, int height, const crs::Crs& ownCrs,
                   const PixelGrid& grid) {
  NodeGrid nodes;
  nodes.columns = (width + kNodeStep - 1) / kNodeStep + 1;
  nodes.rows = (height + kNodeStep - 1) / kNodeStep + 1;
  nodes.xy.reserve(std::size_t(nodes.columns) * std::size_t(nodes.rows) * 2);
  for (int r = 0; r < nodes.rows; ++r) {
    for (int c = 0; c < nodes.columns; ++c) {
      nodes.xy.push_back(box.minX + box.width() * c * kNodeStep / width);
      nodes.xy.push_back(box.maxY - box.height() * r * kNodeStep / height);
    }
  }
  if (mapCrs.isKnown() && ownCrs.isKnown() && !ownCrs.equivalentTo(mapCrs)) {
    const crs::Transformer step(mapCrs, ownCrs);
    (void)step.apply(nodes.xy.data(), nodes.xy.size() / 2, 2);
  }
  for (std::size_t k = 0; k < nodes.xy.size(); k += 2) grid.toPixel(nodes.xy[k], nodes.xy[k + 1]);
  return nodes;
}

/// What the nodes cover of the source; nothing wanted when they lie beside it.
Need needOf(const NodeGrid& nodes, const PixelGrid& grid) {
  Need need;
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY;
  double area = 0;
  int cells = 0;
  for (int r = 0; r < nodes.rows; ++r) {
    for (int c = 0; c < nodes.columns; ++c) {
      const double* p = nodes.at(c, r);
      if (std::isnan(p[0]) || std::isnan(p[1])) continue;
      x0 = std::min(x0, p[0]);
      x1 = std::max(x1, p[0]);
      y0 = std::min(y0, p[1]);
      y1 = std::max(y1, p[1]);
      if (c + 1 >= nodes.columns || r + 1 >= nodes.rows) continue;
      const double *right = nodes.at(c + 1, r), *down = nodes.at(c, r + 1);
      const double cell = std::fabs((right[0] - p[0]) * (down[1] - p[1]) - (right[1] - p[1]) * (down[0] - p[0]));
      if (std::isnan(cell)) continue;
      area += cell;
      ++cells;
    }
  }
  if (!(x1 >= x0) || cells == 0) return need;
  need.pixelsPerPixel = std::sqrt(area / cells) / kNodeStep;
  // a rim, so that interpolation at the seam of two windows reads the same pixels
  const double rim = 2 * std::max(1.0, need.pixelsPerPixel);
  const auto low = [](double v) { return std::int64_t(std::floor(std::max(0.0, v))); };
  const auto high = [](double v, std::int64_t most) { return std::int64_t(std::ceil(std::min(double(most), v))); };
  need.x0 = low(x0 - rim);
  need.y0 = low(y0 - rim);
  need.x1 = high(x1 + rim, grid.width);
  need.y1 = high(y1 + rim, grid.height);
  return need;
}

/// Four neighbours by their shares. (u, v): block pixels, centres at .5.
void sample(const Block& block, double u, double v, std::uint8_t* out) {
  u -= 0.5;
  v -= 0.5;
  const int c0 = std::clamp(int(std::floor(u)), 0, block.width - 1),
            r0 = std::clamp(int(std::floor(v)), 0, block.height - 1);
  const int c1 = std::min(c0 + 1, block.width - 1), r1 = std::min(r0 + 1, block.height - 1);
  const int fx = std::clamp(int((u - c0) * 256), 0, 256), fy = std::clamp(int((v - r0) * 256), 0, 256);
  const auto at = [&](int c, int r) {
    return &block.rgba[(std::size_t(r) * std::size_t(block.width) + std::size_t(c)) * 4];
  };
  const std::uint8_t *a = at(c0, r0), *b = at(c1, r0), *c = at(c0, r1), *d = at(c1, r1);
  for (int k = 0; k < 4; ++k) {
    const int top = a[k] * (256 - fx) + b[k] * fx, bottom = c[k] * (256 - fx) + d[k] * fx;
    out[k] = std::uint8_t((top * (256 - fy) + bottom * fy + (1 << 15)) >> 16);
  }
}

}  // namespace

void PixelGrid::toPixel(double& x, double& y) const {
  const double det = a[1] * a[5] - a[2] * a[4];
  const double dx = x - a[0], dy = y - a[3];
  if (det == 0) {
    x = y = std::numeric_limits<double>::quiet_NaN();
    return;
  }
  x = (dx * a[5] - dy * a[2]) / det;
  y = (dy * a[1] - dx * a[4]) / det;
}

Window drawWindow(const crs::Crs& mapCrs, const geom::Envelope& box, int width, int height, const crs::Crs& ownCrs,
                  const PixelGrid& grid, const std::function<Block(const Need&)>& fetch, const CancelToken& token) {
  Window window{width, height, {}};
  const NodeGrid nodes = makeNodes(mapCrs, box, width, height, ownCrs, grid);
  const Need need = needOf(nodes, grid);
  if (need.x0 >= need.x1 || need.y0 >= need.y1) return window;
  token.check();
  const Block block = fetch(need);
  if (block.rgba.empty()) return window;
  token.check();
  window.rgba.assign(std::size_t(width) * std::size_t(height) * 4, 0);
  const double gridWidth = double(grid.width), gridHeight = double(grid.height);
  for (int r = 0; r < height; ++r) {
    const int nodeRow = r / kNodeStep;
    const double fy = (r - nodeRow * kNodeStep + 0.5) / kNodeStep;
    for (int c = 0; c < width; ++c) {
      const int nodeColumn = c / kNodeStep;
      const double fx = (c - nodeColumn * kNodeStep + 0.5) / kNodeStep;
      const double *a = nodes.at(nodeColumn, nodeRow), *b = nodes.at(nodeColumn + 1, nodeRow),
                   *d = nodes.at(nodeColumn, nodeRow + 1), *e = nodes.at(nodeColumn + 1, nodeRow + 1);
      const double x = (a[0] * (1 - fx) + b[0] * fx) * (1 - fy) + (d[0] * (1 - fx) + e[0] * fx) * fy;
      const double y = (a[1] * (1 - fx) + b[1] * fx) * (1 - fy) + (d[1] * (1 - fx) + e[1] * fx) * fy;
      if (!(x >= 0 && y >= 0 && x < gridWidth && y < gridHeight)) continue;
      sample(block, (x - double(block.x)) / block.step, (y - double(block.y)) / block.step,
             &window.rgba[(std::size_t(r) * std::size_t(width) + std::size_t(c)) * 4]);
    }
  }
  return window;
}

}  // namespace gis::raster
