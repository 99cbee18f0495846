#include "gis_core/snapshot/level_format.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <cstring>

namespace gis::snapshot {

namespace {

struct Step {
  std::int32_t x = 0, y = 0;
  friend bool operator==(const Step&, const Step&) = default;
};

std::int32_t rounded(double value, double unit) {
  return static_cast<std::int32_t>(std::clamp(std::floor(value / unit + 0.5), -2147483000.0, 2147483000.0));
}

/// Does b lie on the straight way a → c (or on a spike there and back)?
bool isNeedless(Step a, Step b, Step c) {
  const std::int64_t cross =
      (std::int64_t(b.x) - a.x) * (std::int64_t(c.y) - b.y) - (std::int64_t(b.y) - a.y) * (std::int64_t(c.x) - b.x);
  return cross == 0;
}

void push(std::vector<Step>& steps, Step s) {
  if (!steps.empty() && steps.back() == s) return;
  while (steps.size() >= 2 && isNeedless(steps[steps.size() - 2], steps.back(), s)) {
    steps.pop_back();
    if (steps.back() == s) return;
  }
  steps.push_back(s);
}

/// The ring on a grid of `grid` units; empty when nothing of it is left.
void snapRing(const geom::MapPoint* xy, std::size_t count, double unit, int grid, std::vector<Step>& steps) {
  steps.clear();
  for (std::size_t i = 0; i < count; ++i) {
    push(steps, {rounded(xy[i].x, unit * grid) * grid, rounded(xy[i].y, unit * grid) * grid});
  }
  if (steps.size() > 1 && steps.front() == steps.back()) steps.pop_back();
  while (steps.size() >= 3 && isNeedless(steps[steps.size() - 2], steps.back(), steps.front())) steps.pop_back();
  if (steps.size() < 3) {
    steps.clear();
    return;
  }
  steps.push_back(steps.front());
}

double squaredFromLine(geom::MapPoint p, geom::MapPoint a, geom::MapPoint b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double length = dx * dx + dy * dy;
  const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0;
  const double ex = a.x + t * dx - p.x, ey = a.y + t * dy - p.y;
  return ex * ex + ey * ey;
}

/// Douglas and Peucker (1973), with a stack of our own.
void simplifyLine(const geom::MapPoint* xy, std::size_t count, double tolerance, double unit,
                  std::vector<Step>& steps) {
  std::vector<char> keep(count, 0);
  keep.front() = keep.back() = 1;
  std::vector<std::pair<std::size_t, std::size_t>> stack{{0, count - 1}};
  while (!stack.empty()) {
    const auto [from, to] = stack.back();
    stack.pop_back();
    double worst = tolerance * tolerance;
    std::size_t at = 0;
    for (std::size_t i = from + 1; i < to; ++i) {
      const double d = squaredFromLine(xy[i], xy[from], xy[to]);
      if (d > worst) {
        worst = d;
        at = i;
      }
    }
    if (at == 0) continue;
    keep[at] = 1;
    stack.push_back({from, at});
    stack.push_back({at, to});
  }
  steps.clear();
  for (std::size_t i = 0; i < count; ++i) {
    if (keep[i] == 0) continue;
    const Step s{rounded(xy[i].x, unit), rounded(xy[i].y, unit)};
    if (steps.empty() || steps.back() != s) steps.push_back(s);
  }
  if (steps.size() == 1) steps.push_back(steps.front());
}

template <typename T>
void append(std::vector<std::uint8_t>& out, T value) {
  const std::size_t at = out.size();
  out.resize(at + sizeof value);
  std::memcpy(out.data() + at, &value, sizeof value);
}

/// kind (2 bits) | wide (bit 2), count, first point, differences of 16 or 32 bits.
void packRun(std::uint8_t kind, const std::vector<Step>& steps, std::vector<std::uint8_t>& out) {
  bool wide = false;
  for (std::size_t i = 1; i < steps.size() && !wide; ++i) {
    const std::int64_t dx = std::int64_t(steps[i].x) - steps[i - 1].x, dy = std::int64_t(steps[i].y) - steps[i - 1].y;
    wide = std::abs(dx) > 32767 || std::abs(dy) > 32767;
  }
  append(out, static_cast<std::uint8_t>(kind | (wide ? 4 : 0)));
  append(out, static_cast<std::uint32_t>(steps.size()));
  append(out, steps.front().x);
  append(out, steps.front().y);
  for (std::size_t i = 1; i < steps.size(); ++i) {
    const std::int32_t dx = steps[i].x - steps[i - 1].x, dy = steps[i].y - steps[i - 1].y;
    if (wide) {
      append(out, dx);
      append(out, dy);
    } else {
      append(out, static_cast<std::int16_t>(dx));
      append(out, static_cast<std::int16_t>(dy));
    }
  }
}

template <typename T>
T take(const std::uint8_t*& from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  from += sizeof value;
  return value;
}

}  // namespace

bool packLevelShape(const Shape& shape, const geom::Envelope& box, const LevelFrame& frame,
                    std::vector<std::uint8_t>& out) {
  if (shape.ends.empty()) return false;
  if (shape.dimension == 2 && isCoverageOnly(box, frame.resolution)) return false;
  const std::size_t start = out.size();
  append(out, std::uint16_t{0});  // runs, filled in below
  std::uint16_t runs = 0;
  std::vector<Step> steps;
  std::uint32_t begin = 0;
  for (std::size_t r = 0; r < shape.ends.size() && runs < 65535; begin = shape.ends[r++]) {
    const geom::MapPoint* xy = shape.xy.data() + begin;
    const std::size_t count = shape.ends[r] - begin;
    if (shape.kinds[r] >= 2) {
      snapRing(xy, count, frame.unit(), kLevelSteps / 2, steps);
      // a narrow area that a half-pixel grid would lose keeps its finer form
      if (steps.empty()) snapRing(xy, count, frame.unit(), 1, steps);
      if (steps.empty()) continue;
    } else if (shape.kinds[r] == 1 && count > 1) {
      simplifyLine(xy, count, frame.resolution / 4, frame.unit(), steps);
    } else {
      steps.clear();
      for (std::size_t i = 0; i < count; ++i) {
        steps.push_back({rounded(xy[i].x, frame.unit()), rounded(xy[i].y, frame.unit())});
      }
    }
    packRun(shape.kinds[r], steps, out);
    ++runs;
  }
  if (runs == 0) {
    out.resize(start);
    return false;
  }
  std::memcpy(out.data() + start, &runs, sizeof runs);
  return true;
}

const std::uint8_t* unpackLevelShape(const std::uint8_t* from, const std::uint8_t* end, const LevelFrame& frame,
                                     geom::MapPoint origin, Shape& shape) {
  shape.clear();
  if (end - from < 2) return nullptr;
  const double unit = frame.unit();
  const double ox = frame.origin.x - origin.x, oy = frame.origin.y - origin.y;
  const auto runs = take<std::uint16_t>(from);
  for (int r = 0; r < runs; ++r) {
    if (end - from < 13) return nullptr;
    const auto flags = take<std::uint8_t>(from);
    const auto count = take<std::uint32_t>(from);
    auto x = take<std::int32_t>(from);
    auto y = take<std::int32_t>(from);
    const std::size_t stepSize = (flags & 4) != 0 ? 8 : 4;
    if (count == 0 || std::uint64_t(count - 1) * stepSize > std::uint64_t(end - from)) return nullptr;
    const std::size_t at = shape.xy.size();
    shape.xy.resize(at + count);
    geom::MapPoint* to = shape.xy.data() + at;
    *to++ = {ox + x * unit, oy + y * unit};
    if (stepSize == 8) {
      for (std::uint32_t i = 1; i < count; ++i) {
        x += take<std::int32_t>(from);
        y += take<std::int32_t>(from);
        *to++ = {ox + x * unit, oy + y * unit};
      }
    } else {
      for (std::uint32_t i = 1; i < count; ++i) {
        x += take<std::int16_t>(from);
        y += take<std::int16_t>(from);
        *to++ = {ox + x * unit, oy + y * unit};
      }
    }
    const int kind = flags & 3;
    shape.ends.push_back(static_cast<std::uint32_t>(shape.xy.size()));
    shape.kinds.push_back(static_cast<std::uint8_t>(kind));
    shape.dimension = std::max(shape.dimension, std::min(kind, 2));
  }
  return from;
}

}  // namespace gis::snapshot
