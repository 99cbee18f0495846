// Where a label may stand: along lines, inside areas.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "ui/map/label_candidates.h"

namespace gis::ui {

bool isHan(const QString& text) {
  return !text.isEmpty() &&
         std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x2e80 || c.isDigit(); }) &&
         std::any_of(text.begin(), text.end(), [](QChar c) { return c.unicode() >= 0x2e80; });
}

std::vector<double> lengthsAlong(const std::vector<QPointF>& path) {
  std::vector<double> along{0};
  for (std::size_t k = 1; k < path.size(); ++k) {
    along.push_back(along.back() + std::hypot(path[k].x() - path[k - 1].x(), path[k].y() - path[k - 1].y()));
  }
  return along;
}

QPointF pointAlong(const std::vector<QPointF>& path, const std::vector<double>& along, double at) {
  const auto next = std::upper_bound(along.begin(), along.end(), at);
  const auto k = std::clamp<std::ptrdiff_t>(next - along.begin(), 1, std::ptrdiff_t(path.size()) - 1);
  const double from = along[std::size_t(k - 1)], to = along[std::size_t(k)];
  const double t = to > from ? (at - from) / (to - from) : 0;
  return path[std::size_t(k - 1)] + (path[std::size_t(k)] - path[std::size_t(k - 1)]) * t;
}

LabelPlace lettersAlong(const LabelLook& look, const QString& text, const std::vector<QPointF>& path,
                        const std::vector<double>& along, double middle, double& bend) {
  constexpr double kMostBend = 0.5;
  const double width = look.widthOf(text);
  if (middle - width / 2 < 0 || middle + width / 2 > along.back()) return {};
  const QPointF whole = pointAlong(path, along, middle + width / 2) - pointAlong(path, along, middle - width / 2);
  const bool upright = isHan(text) && std::fabs(whole.y()) > 1.2 * std::fabs(whole.x());
  const bool backwards = upright ? whole.y() < 0 : whole.x() < 0;
  LabelPlace place;
  double at = middle - width / 2, lastAngle = 0;
  bend = 0;
  for (qsizetype k = 0; k < text.size(); ++k) {
    const QString letter = text.mid(k, text[k].isHighSurrogate() ? 2 : 1);
    const double advance = look.metrics.horizontalAdvance(letter);
    const double a = backwards ? 2 * middle - at - advance : at;
    QPointF p = pointAlong(path, along, a), q = pointAlong(path, along, a + advance);
    if (backwards) std::swap(p, q);
    const double angle = std::atan2(q.y() - p.y(), q.x() - p.x());
    if (!place.runs.empty()) {
      bend = std::max(bend, std::fabs(std::remainder(angle - lastAngle, 2 * std::numbers::pi)));
      if (bend > kMostBend) return {};
    }
    lastAngle = angle;
    // a line that turns back within the name would set letters on their heads
    const double turn = std::remainder(upright ? angle - std::numbers::pi / 2 : angle, 2 * std::numbers::pi);
    if (std::fabs(turn) > (upright ? std::numbers::pi / 3 : std::numbers::pi / 2)) return {};
    const QPointF centre = (p + q) / 2;
    QTransform transform = QTransform::fromTranslate(centre.x(), centre.y());
    transform.rotateRadians(turn);
    transform.translate(-advance / 2, look.em * 0.37);
    const double half = look.em * 0.52;
    if (!letter.trimmed().isEmpty()) {
      place.boxes.emplace_back(centre.x() - half, centre.y() - half, 2 * half, 2 * half);
      place.runs.push_back({letter, transform});
    }
    at += advance + look.spec.spacing * look.em;
    if (letter.size() == 2) ++k;
  }
  return place;
}

QPointF middleOfArea(const std::vector<QPointF>& points, const std::vector<std::uint32_t>& ends, const QRectF& within,
                     double& width) {
  double top = 1e30, bottom = -1e30;
  for (const QPointF& p : points) {
    top = std::min(top, p.y());
    bottom = std::max(bottom, p.y());
  }
  top = std::max(top, within.top());
  bottom = std::min(bottom, within.bottom());
  QPointF best;
  std::vector<double> cuts;
  double bestScore = -1;
  width = 0;
  for (int k = 0; k < 7 && top < bottom; ++k) {
    const double share = (k + 0.5) / 7, y = top + (bottom - top) * share;
    cuts.clear();
    std::uint32_t begin = 0;
    for (const std::uint32_t end : ends) {
      for (std::uint32_t i = begin + 1; i < end; ++i) {
        const QPointF p = points[i - 1], q = points[i];
        if ((p.y() > y) != (q.y() > y)) cuts.push_back(p.x() + (y - p.y()) * (q.x() - p.x()) / (q.y() - p.y()));
      }
      begin = end;
    }
    std::sort(cuts.begin(), cuts.end());
    for (std::size_t c = 1; c < cuts.size(); c += 2) {
      const double l = std::max(cuts[c - 1], within.left()), r = std::min(cuts[c], within.right());
      // the middle of the height counts more than the last bit of width
      const double score = (r - l) * (1 - 0.6 * std::fabs(share - 0.5));
      if (r <= l || score <= bestScore) continue;
      bestScore = score;
      width = r - l;
      best = {(l + r) / 2, y};
    }
  }
  return best;
}

}  // namespace gis::ui
