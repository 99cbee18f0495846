// Edges of areas as differences along the rows of pixels: what they cover to their right.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "ui/map/area_buffer.h"
#include "ui/map/vectors.h"

namespace gis::ui {

/// Rounds down and up for numbers that are not negative: the library's functions are calls on a plain x86-64.
inline int whole(float v) {
  return int(v);
}
inline int wholeAbove(float v) {
  const int n = int(v);
  return n + (float(n) < v ? 1 : 0);
}

inline void addTo(float& sum, float part) {
  sum += part;
}
inline void addTo(Ink& sum, Float4 part) {
  sum.set(sum.vector() + part);
}

/// What a piece of an edge inside one row, from x = a to x = b (a ≤ b) and of height d, covers to its right: as
/// differences along the row, in parts of `one`.
template <typename Sum, typename One>
inline void addToRow(Sum* line, float a, float b, float d, One one) {
  const int column = whole(a);
  const auto aFloor = float(column);
  const int endColumn = wholeAbove(b);
  if (endColumn <= column + 1) {
    const float rest = d * ((a + b) / 2 - aFloor);
    addTo(line[column], one * (d - rest));
    addTo(line[column + 1], one * rest);
    return;
  }
  const float s = 1 / (b - a);
  const float x0f = a - aFloor;
  const float a0 = 0.5F * s * (1 - x0f) * (1 - x0f);
  const float x1f = b - float(endColumn) + 1;
  const float am = 0.5F * s * x1f * x1f;
  addTo(line[column], one * (d * a0));
  if (endColumn == column + 2) {
    addTo(line[column + 1], one * (d * (1 - a0 - am)));
  } else {
    const float a1 = s * (1.5F - x0f);
    addTo(line[column + 1], one * (d * (a1 - a0)));
    for (int c = column + 2; c < endColumn - 1; ++c) addTo(line[c], one * (d * s));
    const float a2 = a1 + float(endColumn - column - 3) * s;
    addTo(line[endColumn - 1], one * (d * (1 - a2 - am)));
  }
  addTo(line[endColumn], one * (d * am));
}

/// The pieces of an edge in each row of a buffer that holds all of it: what the edge covers to its right, as
/// differences along each row. Source: Raph Levien, "Inside the fastest font renderer in the world" (font-rs, 2016):
/// signed areas, summed up along the row afterwards.
template <typename Sum, typename One>
inline void addEdge(Sum* lines, std::size_t stride, float x0, float y0, float x1, float y1, One one) {
  if (y0 == y1) return;
  float sign = 1;
  if (y0 > y1) {
    std::swap(x0, x1);
    std::swap(y0, y1);
    sign = -1;
  }
  const int firstRow = int(y0), lastRow = wholeAbove(y1);
  Sum* line = lines + std::size_t(firstRow) * stride;
  const auto add = [&](float from, float to, float d) {
    addToRow(line, std::min(from, to), std::max(from, to), d, one);
  };
  if (lastRow == firstRow + 1) {
    add(x0, x1, (y1 - y0) * sign);
    return;
  }
  const float slope = (x1 - x0) / (y1 - y0), above = float(firstRow + 1) - y0;
  float x = x0 + slope * above;
  add(x0, x, above * sign);
  for (int row = firstRow + 1; row < lastRow - 1; ++row) {
    line += stride;
    add(x, x + slope, sign);
    x += slope;
  }
  line += stride;
  add(x, x1, (y1 - float(lastRow - 1)) * sign);
}

/// The same where a part of it may lie outside.
inline void addCutEdge(float* lines, std::size_t stride, int columns, int rows, float x0, float y0, float x1,
                       float y1) {
  if (y0 == y1) return;
  float sign = 1;
  if (y0 > y1) {
    std::swap(x0, x1);
    std::swap(y0, y1);
    sign = -1;
  }
  if (y1 <= 0 || y0 >= float(rows)) return;
  const float slope = (x1 - x0) / (y1 - y0);
  if (y0 < 0) {
    x0 -= y0 * slope;
    y0 = 0;
  }
  const int lastRow = std::min(rows, wholeAbove(y1));
  const float right = float(columns);
  float x = x0;
  const int firstRow = int(y0);
  float* line = lines + std::size_t(firstRow) * stride;
  for (int row = firstRow; row < lastRow; ++row, line += stride) {
    const float dy = std::min(float(row + 1), y1) - std::max(float(row), y0);
    const float xNext = x + slope * dy;
    // beyond the sides the whole height counts at the side
    addToRow(line, std::clamp(std::min(x, xNext), 0.0F, right), std::clamp(std::max(x, xNext), 0.0F, right), dy * sign,
             1.0F);
    x = xNext;
  }
}

/// Twice the area of a ring, positive when it turns the way that addEdge() counts up.
inline float turnOf(const PixelPoint* p, std::uint32_t begin, std::uint32_t end) {
  float turn = 0;
  const PixelPoint first = p[begin];
  for (std::uint32_t i = begin + 1; i < end; ++i) {
    turn += (p[i - 1].x - first.x) * (p[i].y - first.y) - (p[i].x - first.x) * (p[i - 1].y - first.y);
  }
  return -turn;
}
}  // namespace gis::ui
