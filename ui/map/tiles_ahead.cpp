#include "ui/map/tiles_ahead.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace gis::ui {

namespace {

/// Share of a view that a turn of the wheel may show beside it, or a hand that turns.
constexpr double kBeside = 0.125;
/// Pixels: parts of coarse tiles begin and end on multiples, so that a short pan needs nothing new.
constexpr int kStep = 32;
/// Coarse tiles in use stay in use as long as they are at least so much coarser.
constexpr double kLeastCoarser = 1.25;
/// Scales that differ by rounding only are the same.
constexpr double kRounding = 1 + 1e-9;

QRect onSteps(const QRect& part) {
  const int left = part.left() / kStep * kStep, top = part.top() / kStep * kStep;
  return {QPoint(left, top),
          QPoint(part.right() / kStep * kStep + kStep - 1, part.bottom() / kStep * kStep + kStep - 1)};
}

/// What of the part lies outside `seen`, as one rectangle.
QRect without(const TilePart& one, const WorldPixels& seen) {
  const auto pixel = [](std::int64_t world, std::int64_t tile) {
    return int(std::clamp<std::int64_t>(world - tile * kTilePixels, -1, kTilePixels));
  };
  const int left = pixel(seen.left, one.key.column), right = pixel(seen.right, one.key.column);
  const int top = pixel(seen.top, one.key.row), bottom = pixel(seen.bottom, one.key.row);
  QRect rest = one.part;
  if (top <= rest.top() && bottom > rest.bottom()) {
    if (left <= rest.left()) rest.setLeft(std::max(rest.left(), right));
    if (right > rest.right()) rest.setRight(std::min(rest.right(), left - 1));
  }
  if (rest == one.part && left <= rest.left() && right > rest.right()) {
    if (top <= rest.top()) rest.setTop(std::max(rest.top(), bottom));
    if (bottom > rest.bottom()) rest.setBottom(std::min(rest.bottom(), top - 1));
  }
  return rest;
}

geom::Envelope grown(const geom::Envelope& box, double share) {
  const double dx = box.width() * share, dy = box.height() * share;
  return {box.minX - dx, box.minY - dy, box.maxX + dx, box.maxY + dy};
}

}  // namespace

void TilesAhead::follow(const MapView& view) {
  if (m_hasView && view == m_view) return;
  if (m_hasView && view.unitsPerPixel == m_view.unitsPerPixel && view.size == m_view.size) {
    const double width = view.size.width() * view.unitsPerPixel, height = view.size.height() * view.unitsPerPixel;
    m_motion = {std::clamp((view.centre.x - m_view.centre.x) / width, -1.0, 1.0),
                std::clamp((view.centre.y - m_view.centre.y) / height, -1.0, 1.0)};
  }
  m_view = view;
  m_hasView = true;
}

double TilesAhead::coarseUnits(double units) {
  if (m_coarse < units * kLeastCoarser || m_coarse > units * 4 * kRounding) {
    m_coarse = std::exp2(std::floor(std::log2(units * 4 * kRounding)));
  }
  return m_coarse;
}

geom::Envelope TilesAhead::nextStep() const {
  const geom::Envelope here = m_view.extent();
  const double dx = m_motion.x() * here.width(), dy = m_motion.y() * here.height();
  return {here.minX + dx, here.minY + dy, here.maxX + dx, here.maxY + dy};
}

TilesAhead::Wanted TilesAhead::wanted(std::size_t most) {
  const double units = coarseUnits(m_view.deviceUnits());
  const geom::Envelope here = m_view.extent(), next = nextStep();
  const WorldPixels seen = WorldPixels::of(here, units);
  std::set<TileKey> keys;
  const auto add = [&](std::vector<TilePart>& to, const geom::Envelope& box, bool withoutSeen) {
    const auto distance = [from = next.centre()](const TilePart& one) {
      const geom::MapPoint at = one.key.box(one.part).centre();
      return std::hypot(at.x - from.x, at.y - from.y);
    };
    std::vector<TilePart> parts = tilePartsOf(WorldPixels::of(box, units), units, m_view.dpr);
    std::sort(parts.begin(), parts.end(),
              [&](const TilePart& a, const TilePart& b) { return distance(a) < distance(b); });
    std::erase_if(parts, [&](TilePart& one) {
      if (withoutSeen) one.part = without(one, seen);
      if (one.part.isEmpty()) return true;
      one.part = onSteps(one.part);
      if (keys.size() < most) keys.insert(one.key);
      return keys.count(one.key) == 0;
    });
    to.insert(to.end(), parts.begin(), parts.end());
  };
  Wanted all;
  add(all.next, next, true);
  add(all.next, grown(next, kBeside), true);
  add(all.next, grown(here, kBeside), true);
  add(all.around, grown(here, 1), false);
  return all;
}

}  // namespace gis::ui
