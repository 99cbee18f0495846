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
/// A turn of the wheel changes the scale by so much; fingers on a pad do by less, and never twice by the same.
constexpr double kLeastTurn = 1.1, kMostTurn = 4;

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
  } else {
    followTurn(view);
  }
  m_view = view;
  m_hasView = true;
}

void TilesAhead::followTurn(const MapView& view) {
  m_turn = 1;
  if (!m_hasView || view.size != m_view.size || view.dpr != m_view.dpr) return;
  // the wheel's step as it was before scales were divided by it: the next view must have the very same scale
  const auto rounded = [](double step) { return std::round(step * 1e6) / 1e6; };
  const double ratio = m_view.unitsPerPixel / view.unitsPerPixel;
  const double turn = ratio < 1 ? 1 / rounded(1 / ratio) : rounded(ratio);
  if (!(std::max(turn, 1 / turn) >= kLeastTurn && std::max(turn, 1 / turn) <= kMostTurn)) return;
  const double units = m_view.unitsPerPixel - view.unitsPerPixel;
  const QPointF at(view.size.width() / 2.0 + (view.centre.x - m_view.centre.x) / units,
                   view.size.height() / 2.0 - (view.centre.y - m_view.centre.y) / units);
  // a view chosen otherwise, of another place
  if (!QRectF(QPointF(0, 0), QSizeF(view.size)).contains(at)) return;
  m_turn = turn;
  m_turnedAt = at;
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
  const auto isTaken = [&](const TileKey& key) {
    if (keys.size() < most) keys.insert(key);
    return keys.count(key) != 0;
  };
  const auto order = [from = next.centre()](std::vector<TilePart>& parts) {
    const auto distance = [&](const TilePart& one) {
      const geom::MapPoint at = one.key.box(one.part).centre();
      return std::hypot(at.x - from.x, at.y - from.y);
    };
    std::sort(parts.begin(), parts.end(),
              [&](const TilePart& a, const TilePart& b) { return distance(a) < distance(b); });
  };
  const auto add = [&](std::vector<TilePart>& to, const geom::Envelope& box, bool withoutSeen) {
    std::vector<TilePart> parts = tilePartsOf(WorldPixels::of(box, units), units, m_view.dpr);
    order(parts);
    std::erase_if(parts, [&](TilePart& one) {
      if (withoutSeen) one.part = without(one, seen);
      if (one.part.isEmpty()) return true;
      one.part = onSteps(one.part);
      return !isTaken(one.key);
    });
    to.insert(to.end(), parts.begin(), parts.end());
  };
  Wanted all;
  add(all.next, next, true);
  add(all.next, grown(next, kBeside), true);
  add(all.next, grown(here, kBeside), true);
  if (m_turn != 1) {
    const MapView turned = m_view.zoomedAt(m_turnedAt, m_turn);
    const double sharp = turned.deviceUnits();
    std::vector<TilePart> parts = tilePartsOf(WorldPixels::of(turned.extent(), sharp), sharp, turned.dpr);
    order(parts);
    for (TilePart& one : parts) {
      one.part = withThinStrips(one.part);
      if (isTaken(one.key)) all.turned.push_back(one);
    }
  }
  add(all.around, grown(here, 1), false);
  return all;
}

}  // namespace gis::ui
