// Exact shares of a small area in the cells of a grid.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>
#include <vector>

#include "gis_core/snapshot/shape.h"

namespace gis::snapshot {

namespace detail {

/// Signed area (shoelace) left of the polygon part inside [0, 1] × band, by clipping; small polygons only.
inline double ringAreaInCell(const std::vector<geom::MapPoint>& ring, double x0, double y0, double x1, double y1,
                             std::vector<geom::MapPoint>& a, std::vector<geom::MapPoint>& b) {
  const auto clip = [](const std::vector<geom::MapPoint>& in, std::vector<geom::MapPoint>& out, bool isX, double at,
                       double sign) {
    out.clear();
    for (std::size_t i = 0; i < in.size(); ++i) {
      const geom::MapPoint p = in[i], q = in[i + 1 < in.size() ? i + 1 : 0];
      const double dp = sign * ((isX ? p.x : p.y) - at), dq = sign * ((isX ? q.x : q.y) - at);
      if (dp >= 0) out.push_back(p);
      if ((dp >= 0) != (dq >= 0)) {
        const double t = dp / (dp - dq);
        out.push_back({p.x + t * (q.x - p.x), p.y + t * (q.y - p.y)});
      }
    }
  };
  clip(ring, a, true, x0, 1);
  clip(a, b, true, x1, -1);
  clip(b, a, false, y0, 1);
  clip(a, b, false, y1, -1);
  double sum = 0;
  for (std::size_t i = 0; i < b.size(); ++i) {
    const geom::MapPoint p = b[i], q = b[i + 1 < b.size() ? i + 1 : 0];
    sum += p.x * q.y - q.x * p.y;
  }
  return sum / 2;
}

/// Cells lie row by row.
inline std::size_t cellNumber(int column, int row, int columns) {
  return std::size_t(row) * std::size_t(columns) + std::size_t(column);
}

/// Adds the length of segment a → b to each cell (side r) that it runs through.
inline void addBorder(geom::MapPoint a, geom::MapPoint b, double r, int columns, int rows, std::vector<double>& cells) {
  const double length = std::hypot(b.x - a.x, b.y - a.y);
  if (length == 0) return;
  std::vector<double> cuts{0, 1};
  const auto cutAt = [&](double from, double to) {
    const double low = std::min(from, to), high = std::max(from, to);
    for (auto line = std::int64_t(std::floor(low / r)) + 1; double(line) * r < high; ++line)
      cuts.push_back((double(line) * r - from) / (to - from));
  };
  cutAt(a.x, b.x);
  cutAt(a.y, b.y);
  std::sort(cuts.begin(), cuts.end());
  for (std::size_t i = 1; i < cuts.size(); ++i) {
    const double middle = (cuts[i - 1] + cuts[i]) / 2;
    const int column = std::clamp(int((a.x + middle * (b.x - a.x)) / r), 0, columns - 1);
    const int row = std::clamp(int((a.y + middle * (b.y - a.y)) / r), 0, rows - 1);
    cells[cellNumber(column, row, columns)] += (cuts[i] - cuts[i - 1]) * length;
  }
}

}  // namespace detail

/// Calls visit(column, row, area, border length) for each cell of side `r` that the area touches, counted from
/// the shape's origin (a corner of a cell, left below the shape). Holes are off.
template <typename Visit>
void forEachCellOf(const Shape& shape, double r, Visit&& visit) {
  double width = 0, height = 0;
  for (const geom::MapPoint& p : shape.xy) {
    width = std::max(width, p.x);
    height = std::max(height, p.y);
  }
  const int columns = int(width / r) + 1, rows = int(height / r) + 1;
  std::vector<double> areas(detail::cellNumber(0, rows, columns), 0), borders(areas);
  std::vector<geom::MapPoint> ring, a, b;
  std::uint32_t begin = 0;
  for (std::size_t k = 0; k < shape.ends.size(); begin = shape.ends[k++]) {
    if (shape.kinds[k] < 2) continue;
    ring.assign(shape.xy.begin() + begin, shape.xy.begin() + shape.ends[k]);
    for (std::size_t i = 1; i < ring.size(); ++i) detail::addBorder(ring[i - 1], ring[i], r, columns, rows, borders);
    if (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    double turn = 0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const geom::MapPoint p = ring[i], q = ring[i + 1 < ring.size() ? i + 1 : 0];
      turn += p.x * q.y - q.x * p.y;
    }
    const double sign = (turn < 0) == (shape.kinds[k] == 2) ? -1 : 1;  // shells count up, holes down
    for (int row = 0; row < rows; ++row) {
      for (int column = 0; column < columns; ++column) {
        areas[detail::cellNumber(column, row, columns)] +=
            sign * detail::ringAreaInCell(ring, column * r, row * r, (column + 1) * r, (row + 1) * r, a, b);
      }
    }
  }
  for (int row = 0; row < rows; ++row) {
    for (int column = 0; column < columns; ++column) {
      const std::size_t at = detail::cellNumber(column, row, columns);
      if (areas[at] > 0 || borders[at] > 0) visit(column, row, std::max(areas[at], 0.0), borders[at]);
    }
  }
}

}  // namespace gis::snapshot
