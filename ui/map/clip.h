// Keeps coordinates near the picture, where pixels and floats are exact.
#pragma once

#include <algorithm>
#include <vector>

#include "gis_core/snapshot/shape.h"

namespace gis::ui {

namespace detail {

/// One side of the algorithm of Sutherland and Hodgman (1974): keeps sign · (coordinate − at) ≥ 0.
inline void clipSide(const std::vector<geom::MapPoint>& in, std::vector<geom::MapPoint>& out, bool isX, double at,
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
}

}  // namespace detail

/// `shape` itself when it stays near `box`; else a copy in `work`: rings cut to the box grown by its own
/// size (the cut lies out of sight), lines to the runs whose segments come near.
inline const snapshot::Shape& clippedIfFar(const snapshot::Shape& shape, const geom::Envelope& box,
                                           snapshot::Shape& work) {
  if (shape.dimension == 0) return shape;
  const double margin = std::max(box.width(), box.height());
  const geom::Envelope wide = box.grown(margin * 4);
  bool far = false;
  for (const geom::MapPoint& p : shape.xy) {
    if (!wide.contains(p)) {
      far = true;
      break;
    }
  }
  if (!far) return shape;
  const geom::Envelope keep = box.grown(margin);
  work.clear();
  work.dimension = shape.dimension;
  std::vector<geom::MapPoint> a, b;
  std::uint32_t begin = 0;
  const auto close = [&](std::uint8_t kind) {
    work.ends.push_back(static_cast<std::uint32_t>(work.xy.size()));
    work.kinds.push_back(kind);
  };
  for (std::size_t r = 0; r < shape.ends.size(); begin = shape.ends[r++]) {
    const auto first = shape.xy.begin() + begin, last = shape.xy.begin() + shape.ends[r];
    if (shape.kinds[r] >= 2) {
      a.assign(first, last - 1);
      detail::clipSide(a, b, true, keep.minX, 1);
      detail::clipSide(b, a, true, keep.maxX, -1);
      detail::clipSide(a, b, false, keep.minY, 1);
      detail::clipSide(b, a, false, keep.maxY, -1);
      if (a.size() < 3) continue;
      work.xy.insert(work.xy.end(), a.begin(), a.end());
      work.xy.push_back(a.front());
      close(shape.kinds[r]);
      continue;
    }
    bool open = false;
    for (auto p = first; p + 1 < last; ++p) {
      geom::Envelope segment;
      segment.include(p->x, p->y);
      segment.include((p + 1)->x, (p + 1)->y);
      if (!segment.intersects(keep)) {
        if (open) close(shape.kinds[r]);
        open = false;
        continue;
      }
      if (!open) work.xy.push_back(*p);
      work.xy.push_back(*(p + 1));
      open = true;
    }
    if (open) close(shape.kinds[r]);
  }
  return work;
}

}  // namespace gis::ui
