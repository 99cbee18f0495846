#include "gis_core/snapshot/level_packer.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <limits>

namespace gis::snapshot {

namespace {

using geom::MapPoint;

constexpr double kAlways = std::numeric_limits<double>::infinity();
constexpr std::uint8_t kWide = 4;
constexpr std::size_t kRunHead = 1 + 3 * 4;  // kind, count, first point

/// The nearest whole number; coordinates lie within the layer's extent, which the levels keep below 31 bits.
std::int32_t rounded(double value) {
  const double up = value + 0.5;
  auto whole = static_cast<std::int64_t>(up);
  whole -= up < static_cast<double>(whole) ? 1 : 0;
  return static_cast<std::int32_t>(whole);
}

double squaredFromLine(MapPoint p, MapPoint a, MapPoint b) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double length = dx * dx + dy * dy;
  const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0;
  const double ex = a.x + t * dx - p.x, ey = a.y + t * dy - p.y;
  return ex * ex + ey * ey;
}

template <typename T>
std::uint8_t* put(std::uint8_t* at, T value) {
  std::memcpy(at, &value, sizeof value);
  return at + sizeof value;
}

}  // namespace

LevelPacker::LevelPacker(const LevelPlan& plan) : m_plan(plan) {}

void LevelPacker::pack(Index i, const Shape& shape, const geom::Envelope& box, std::size_t levels,
                       std::span<LevelPiece> pieces) {
  m_weighed = false;
  for (std::size_t k = 0; k < levels; ++k) {
    if (shape.dimension == 2 && isCoverageOnly(box, m_plan.resolutions[k])) return;
    LevelPiece& piece = pieces[k];
    const std::size_t begin = piece.bytes.size();
    if (!packOn(k, shape, piece.bytes)) continue;
    piece.sizes.push_back(static_cast<std::uint32_t>(piece.bytes.size() - begin));
    piece.ids.push_back(i);
  }
}

/// The ring on a grid of `grid` units, without what lies on the straight way (or on a spike there and back); no
/// steps when nothing of it is left.
void LevelPacker::snapRing(std::span<const MapPoint> ring, double unit, int grid) {
  // plain pointers: this runs some fifty million times for a city
  m_steps.resize(ring.size() + 1);
  Step* const first = m_steps.data();
  Step* end = first;
  const auto isNeedless = [](Step a, Step b, Step c) {
    return (std::int64_t(b.x) - a.x) * (std::int64_t(c.y) - b.y) ==
           (std::int64_t(b.y) - a.y) * (std::int64_t(c.x) - b.x);
  };
  const double scale = 1 / (unit * grid);
  for (const MapPoint& p : ring) {
    const Step s{rounded(p.x * scale) * grid, rounded(p.y * scale) * grid};
    if (end != first && end[-1] == s) continue;
    while (end - first >= 2 && isNeedless(end[-2], end[-1], s)) --end;
    if (end == first || !(end[-1] == s)) *end++ = s;
  }
  if (end - first > 1 && end[-1] == *first) --end;
  while (end - first >= 3 && isNeedless(end[-2], end[-1], *first)) --end;
  if (end - first < 3) {
    m_steps.clear();
    return;
  }
  *end++ = *first;
  m_steps.resize(std::size_t(end - first));
}

/// Douglas and Peucker (1973) down to the finest level's tolerance. Where a piece is split does not depend on the
/// tolerance, so a vertex stays on exactly those levels whose tolerance all splits down to it exceed.
void LevelPacker::weighLine(std::span<const MapPoint> line, std::span<double> weights) {
  std::fill(weights.begin(), weights.end(), 0.0);
  weights.front() = weights.back() = kAlways;
  const double finest = m_plan.resolutions.front() / 4;
  m_stack.assign(1, {0, line.size() - 1, kAlways});
  while (!m_stack.empty()) {
    const Piece piece = m_stack.back();
    m_stack.pop_back();
    double worst = finest * finest;
    std::size_t at = 0;
    for (std::size_t i = piece.from + 1; i < piece.to; ++i) {
      const double d = squaredFromLine(line[i], line[piece.from], line[piece.to]);
      if (d > worst) {
        worst = d;
        at = i;
      }
    }
    if (at == 0) continue;
    weights[at] = std::min(worst, piece.most);
    m_stack.push_back({piece.from, at, weights[at]});
    m_stack.push_back({at, piece.to, weights[at]});
  }
}

void LevelPacker::weighLines(const Shape& shape) {
  m_weights.resize(shape.xy.size());
  std::uint32_t begin = 0;
  for (std::size_t r = 0; r < shape.ends.size(); begin = shape.ends[r++]) {
    const std::size_t count = shape.ends[r] - begin;
    if (shape.kinds[r] == 1 && count > 1)
      weighLine(std::span(shape.xy).subspan(begin, count), std::span(m_weights).subspan(begin, count));
  }
  m_weighed = true;
}

void LevelPacker::takeLine(std::span<const MapPoint> line, std::span<const double> weights, double tolerance,
                           double unit) {
  m_steps.clear();
  const double scale = 1 / unit, least = tolerance * tolerance;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (!(weights[i] > least)) continue;
    const Step s{rounded(line[i].x * scale), rounded(line[i].y * scale)};
    if (m_steps.empty() || m_steps.back() != s) m_steps.push_back(s);
  }
  if (m_steps.size() == 1) m_steps.push_back(m_steps.front());
}

/// kind (2 bits) | wide (bit 2), count, first point, differences of 16 or 32 bits.
void LevelPacker::packRun(std::uint8_t kind, std::vector<std::uint8_t>& out) const {
  std::int64_t longest = 0;
  for (std::size_t i = 1; i < m_steps.size(); ++i) {
    longest = std::max({longest, std::abs(std::int64_t(m_steps[i].x) - m_steps[i - 1].x),
                        std::abs(std::int64_t(m_steps[i].y) - m_steps[i - 1].y)});
  }
  const bool wide = longest > 32767;
  const std::size_t begin = out.size();
  out.resize(begin + kRunHead + (m_steps.size() - 1) * (wide ? 8 : 4));
  std::uint8_t* at = out.data() + begin;
  at = put(at, static_cast<std::uint8_t>(kind | (wide ? kWide : 0)));
  at = put(at, static_cast<std::uint32_t>(m_steps.size()));
  at = put(put(at, m_steps.front().x), m_steps.front().y);
  for (std::size_t i = 1; i < m_steps.size(); ++i) {
    const std::int32_t dx = m_steps[i].x - m_steps[i - 1].x, dy = m_steps[i].y - m_steps[i - 1].y;
    at = wide ? put(put(at, dx), dy) : put(put(at, static_cast<std::int16_t>(dx)), static_cast<std::int16_t>(dy));
  }
}

bool LevelPacker::packOn(std::size_t level, const Shape& shape, std::vector<std::uint8_t>& out) {
  const LevelFrame frame = m_plan.frame(level);
  const std::size_t start = out.size();
  std::uint16_t runs = 0;
  out.resize(start + sizeof runs);
  std::uint32_t begin = 0;
  for (std::size_t r = 0; r < shape.ends.size() && runs < 65535; begin = shape.ends[r++]) {
    const auto run = std::span(shape.xy).subspan(begin, shape.ends[r] - begin);
    if (shape.kinds[r] >= 2) {
      snapRing(run, frame.unit(), kLevelSteps / 2);
      // a narrow area that a half-pixel grid would lose keeps its finer form
      if (m_steps.empty()) snapRing(run, frame.unit(), 1);
      if (m_steps.empty()) continue;
    } else if (shape.kinds[r] == 1 && run.size() > 1) {
      if (!m_weighed) weighLines(shape);
      takeLine(run, std::span(m_weights).subspan(begin, run.size()), frame.resolution / 4, frame.unit());
    } else {
      m_steps.clear();
      for (const MapPoint& p : run) m_steps.push_back({rounded(p.x / frame.unit()), rounded(p.y / frame.unit())});
    }
    packRun(shape.kinds[r], out);
    ++runs;
  }
  if (runs == 0) {
    out.resize(start);
    return false;
  }
  std::memcpy(out.data() + start, &runs, sizeof runs);
  return true;
}

}  // namespace gis::snapshot
