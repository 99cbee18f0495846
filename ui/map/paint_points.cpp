// Point symbols.
#include <algorithm>
#include <cmath>

#include "ui/map/layer_painter.h"
#include "ui/map/symbols.h"

namespace gis::ui {

namespace {
/// Of numbers near a picture; the library's function is a call.
int floorOf(double v) {
  constexpr int kShift = 1 << 24;
  return int(v + kShift) - kShift;
}
}  // namespace

void LayerPainter::planPoints() {
  m_points.resize(m_shown.size());
  m_fastPoints = m_image != nullptr && m_layer.style->opacity >= 1;
  for (std::size_t k = 0; k < m_points.size(); ++k) {
    if (!m_shown[k]) continue;
    PointUse& use = m_points[k];
    use.symbol = symbol(k);
    use.size = markerSize(symbol(k), m_frame);
    if (!isDrawn(use.symbol.outline, m_frame)) use.symbol.outline.widthMm = 0;
    if (!m_fastPoints || !(use.size > 0)) continue;
    use.marker = Marker(markerImage(use.symbol, use.size, m_frame.pxPerMm));
    m_fastPoints = use.marker.fits();
  }
}

void LayerPainter::keepPoints(const snapshot::Shape& shape, std::size_t k, snapshot::Index i) {
  if (m_points.empty()) planPoints();
  const double scale = 1 / m_frame.units;
  PointUse& use = m_points[k];
  for (const geom::MapPoint& p : shape.xy) {
    const double x = p.x * scale, y = -p.y * scale;
    if (!m_fastPoints) {
      use.exact.append({x, y});
      continue;
    }
    // the same pixel for every picture: rounding is done in the world's pixels
    use.places.add(floorOf(x + 1e-6), floorOf(y + 1e-6), i);
  }
}

void LayerPainter::paintPoints() {
  if (!m_fastPoints) {
    for (auto use = m_points.rbegin(); use != m_points.rend(); ++use) {
      if (use->exact.isEmpty() || !(use->size > 0)) continue;
      withPainter([&](QPainter& painter) {
        for (const QPointF& p : use->exact) {
          painter.save();
          painter.translate(p);
          paintMarker(painter, use->symbol, use->size, m_frame.pxPerMm);
          painter.restore();
        }
      });
    }
    return;
  }
  placePoints(m_scratch.points);
  m_scratch.points.composeOver(*m_image, m_frame.wanted());
}

void LayerPainter::placePoints(PointBuffer& buffer) const {
  buffer.reset(m_frame.width, m_frame.height);
  // the first class lies on top
  for (const PointUse& use : m_points) {
    if (use.size > 0) buffer.place(use.marker, use.places);
  }
}

const PointBuffer* LayerPainter::placeSymbols() {
  planPoints();
  if (!m_fastPoints) return nullptr;
  collect();
  if (m_token.cancelled()) return nullptr;
  placePoints(m_scratch.uppermost);
  return &m_scratch.uppermost;
}

std::uint64_t LayerPainter::composeSymbols() {
  m_scratch.uppermost.composeOver(*m_image, m_frame.wanted());
  return m_features;
}

}  // namespace gis::ui
