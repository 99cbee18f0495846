// Lines and outlines.
#include <QPolygonF>
#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>
#include <vector>

#include "ui/map/layer_painter.h"
#include "ui/map/symbols.h"

namespace gis::ui {

namespace {

/// The part [t0, t1] of a → b inside the rectangle (Liang and Barsky, 1984); false when there is none.
bool segmentInRect(QPointF a, QPointF b, const QRectF& rect, double& t0, double& t1) {
  const double d[2] = {b.x() - a.x(), b.y() - a.y()};
  const double low[2] = {rect.left() - a.x(), rect.top() - a.y()};
  const double high[2] = {rect.right() - a.x(), rect.bottom() - a.y()};
  for (int k = 0; k < 2; ++k) {
    if (d[k] == 0) {
      if (low[k] > 0 || high[k] < 0) return false;
      continue;
    }
    t0 = std::max(t0, std::min(low[k] / d[k], high[k] / d[k]));
    t1 = std::min(t1, std::max(low[k] / d[k], high[k] / d[k]));
    if (t0 >= t1) return false;
  }
  return true;
}

/// Sides of areas that were drawn already: two districts share a border, and dashes laid over dashes are a line.
class DrawnSides {
 public:
  /// False for the second time of a side, whichever way it runs.
  bool add(QPointF a, QPointF b) {
    if (a.x() > b.x() || (a.x() == b.x() && a.y() > b.y())) std::swap(a, b);
    return m_sides.insert({a.x(), a.y(), b.x(), b.y()}).second;
  }

 private:
  struct Hash {
    std::size_t operator()(const std::array<double, 4>& side) const {
      std::size_t h = 0;
      for (const double v : side) h = h * 1000003 ^ std::hash<double>()(v);
      return h;
    }
  };
  std::unordered_set<std::array<double, 4>, Hash> m_sides;
};

/// Draws a line only where it comes near the frame; dashes keep the phase that they have in the whole line.
/// `drawn`: leaves out sides that are in it already; may be null.
void drawNear(QPainter& painter, const QRectF& frame, const QPointF* points, int count, bool closed,
              DrawnSides* drawn) {
  QPen pen = painter.pen();
  const double width = std::max(pen.widthF(), 1e-6);
  const QRectF visible = frame.adjusted(-width - 8, -width - 8, width + 8, width + 8);
  const bool dashed = pen.style() == Qt::CustomDashLine;
  if (!dashed && drawn == nullptr) {
    bool inside = true;
    for (int i = 0; i < count && inside; ++i) inside = visible.contains(points[i]);
    if (inside && closed && count > 3) {
      painter.drawPolygon(points, count - 1);
      return;
    }
    if (inside) {
      painter.drawPolyline(points, count);
      return;
    }
  }
  double period = 0;
  if (dashed) {
    for (const double d : pen.dashPattern()) period += d * width;
  }
  struct Piece {
    double start = 0;
    QPolygonF points;
  };
  std::vector<Piece> pieces;
  double along = 0;
  bool open = false;
  for (int i = 1; i < count; ++i) {
    const QPointF a = points[i - 1], b = points[i];
    if (a == b) continue;
    const double length = dashed ? std::hypot(b.x() - a.x(), b.y() - a.y()) : 0;
    double t0 = 0, t1 = 1;
    if (segmentInRect(a, b, visible, t0, t1) && (drawn == nullptr || drawn->add(a, b))) {
      if (!open) pieces.push_back({along + t0 * length, QPolygonF({a + (b - a) * t0})});
      pieces.back().points << a + (b - a) * t1;
      open = t1 >= 1;
    } else {
      open = false;
    }
    along += length;
  }
  // a ring that is cut goes on over its first point
  const bool goesOn = closed && !dashed && open && pieces.size() > 1 && pieces.front().points.front() == points[0];
  if (goesOn) {
    pieces.back().points.pop_back();
    pieces.back().points += pieces.front().points;
    pieces.erase(pieces.begin());
  }
  for (const Piece& piece : pieces) {
    if (dashed) {
      pen.setDashOffset(std::fmod(piece.start, period) / width);
      painter.setPen(pen);
    }
    painter.drawPolyline(piece.points);
  }
}

}  // namespace

/// The feature's strokes that our own converter draws, into their masks.
void LayerPainter::maskStrokes(const PixelRuns& runs, std::size_t k, int dimension) {
  for (const StrokePart part : {StrokePart::casing, dimension == 2 ? StrokePart::outline : StrokePart::line}) {
    const auto [number, width] = m_masks[k][std::size_t(part)];
    if (number < 0) continue;
    const float reach = width / 2 + 1;
    if (runs.box.right < -reach || runs.box.bottom < -reach || runs.box.left > float(m_frame.width) + reach ||
        runs.box.top > float(m_frame.height) + reach)
      continue;
    StrokeMask& mask = m_scratch.masks[std::size_t(number)];
    if (!m_maskUsed[std::size_t(number)]) mask.reset(m_frame.width, m_frame.height);
    m_maskUsed[std::size_t(number)] = true;
    std::uint32_t begin = 0;
    for (std::size_t r = 0; r < runs.ends.size(); begin = runs.ends[r++]) {
      if (runs.kinds[r] == 0) continue;
      if (runs.ends.size() == 1) {
        mask.add(runs.points.data(), runs.ends[0], width, runs.box);
      } else {
        mask.add(runs.points.data() + begin, runs.ends[r] - begin, width);
      }
    }
  }
}

void LayerPainter::strokeRuns(const StrokeStep& step) {
  const Batch& b = m_batches[step.k];
  if (b.ends.empty()) return;
  withPainter([&](QPainter& painter) {
    painter.setPen(penOf(*step.stroke, step.width, m_frame.pxPerMm));
    painter.setBrush(Qt::NoBrush);
    DrawnSides drawn;
    const QRectF frame(0, 0, m_frame.width, m_frame.height);
    const QPointF* points = b.points.constData();
    std::uint32_t run = 0;
    for (const Batch::Feature& feature : b.features) {
      const bool closed = feature.dimension == 2;
      const bool wanted = step.part == StrokePart::casing || closed == (step.part == StrokePart::outline);
      // a border that two areas share is one border
      const bool once = closed && (!step.stroke->dashMm.empty() || step.stroke->colour.a < 255);
      for (; run < feature.end; ++run) {
        const std::uint32_t from = run == 0 ? 0 : b.ends[run - 1];
        if (wanted) drawNear(painter, frame, points + from, int(b.ends[run] - from), closed, once ? &drawn : nullptr);
      }
    }
  });
}

void LayerPainter::paintStrokes() {
  for (std::size_t n = 0; n < m_steps.size(); ++n) {
    const StrokeStep& step = m_steps[n];
    if (step.mask < 0) {
      strokeRuns(step);
    } else if (m_maskUsed[std::size_t(step.mask)] && (n + 1 == m_steps.size() || m_steps[n + 1].mask != step.mask)) {
      m_scratch.masks[std::size_t(step.mask)].composeOver(*m_image, step.stroke->colour, m_layer.style->opacity,
                                                          m_frame.wanted());
    }
  }
}

}  // namespace gis::ui
