// Point symbols.
#include <algorithm>
#include <cmath>

#include "ui/map/layer_painter.h"
#include "ui/map/symbols.h"

namespace gis::ui {

void LayerPainter::blit(const QImage& marker, int x, int y) {
  const int x0 = std::max(0, x), x1 = std::min(m_image->width(), x + marker.width());
  for (int row = std::max(0, y), end = std::min(m_image->height(), y + marker.height()); row < end; ++row) {
    auto* to = static_cast<quint32*>(static_cast<void*>(m_image->scanLine(row)));
    const auto* from = static_cast<const quint32*>(static_cast<const void*>(marker.constScanLine(row - y)));
    for (int c = x0; c < x1; ++c) {
      const quint32 s = from[c - x], a = s >> 24;
      if (a == 0) continue;
      if (a == 255) {
        to[c] = s;
        continue;
      }
      const quint32 keep = 255 - a;
      quint32 t = (to[c] & 0xff00ff) * keep;
      t = ((t + ((t >> 8) & 0xff00ff) + 0x800080) >> 8) & 0xff00ff;
      quint32 u = ((to[c] >> 8) & 0xff00ff) * keep;
      u = (u + ((u >> 8) & 0xff00ff) + 0x800080) & 0xff00ff00;
      to[c] = s + (t | u);
    }
  }
}

void LayerPainter::paintPoints() {
  for (std::size_t k = m_points.size(); k-- > 0;) {
    const Batch& b = m_points[k];
    if (b.points.isEmpty()) continue;
    const double size = markerSize(symbol(k), m_frame);
    if (!(size > 0)) continue;
    style::Symbol marked = symbol(k);
    if (!isDrawn(marked.outline, m_frame)) marked.outline.widthMm = 0;
    if (m_image != nullptr && m_layer.style->opacity >= 1) {
      const QImage marker = markerImage(marked, size, m_frame.pxPerMm);
      const int half = marker.width() / 2;
      for (const QPointF& p : b.points) {
        // the same pixel for every picture: rounding is done in the world's pixels
        blit(marker, int(std::floor(p.x() + 1e-6)) - half, int(std::floor(p.y() + 1e-6)) - half);
      }
      continue;
    }
    withPainter([&](QPainter& painter) {
      for (const QPointF& p : b.points) {
        painter.save();
        painter.translate(p);
        paintMarker(painter, marked, size, m_frame.pxPerMm);
        painter.restore();
      }
    });
  }
}

}  // namespace gis::ui
