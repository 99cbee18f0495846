// Walks over the shapes of a layer; fills of areas.
#include <QPainterPath>
#include <QPolygonF>

#include "gis_core/style/classification.h"
#include "ui/map/clip.h"
#include "ui/map/layer_painter.h"
#include "ui/map/symbols.h"

namespace gis::ui {

using snapshot::Index;
using snapshot::Shape;
using style::FillPattern;

void LayerPainter::keepRuns(const Shape& shape, std::size_t k) {
  const double scale = 1 / m_frame.units;
  std::vector<Batch>& target = shape.dimension == 0 ? m_points : m_batches;
  if (target.empty()) target.resize(m_shown.size());
  Batch& batch = target[k];
  std::uint32_t begin = 0;
  for (std::size_t r = 0; r < shape.ends.size(); begin = shape.ends[r++]) {
    for (std::uint32_t i = begin; i < shape.ends[r]; ++i) {
      batch.points.append({shape.xy[i].x * scale, -shape.xy[i].y * scale});
    }
    batch.ends.push_back(static_cast<std::uint32_t>(batch.points.size()));
  }
  batch.features.push_back(static_cast<std::uint32_t>(batch.ends.size()));
}

void LayerPainter::collect() {
  const double reach = reachOf(m_layer, m_frame) * m_frame.units;
  const geom::Envelope box = m_frame.box().grown(reach);
  const geom::MapPoint corner = m_frame.corner();
  const geom::Envelope local{-reach, -m_frame.height * m_frame.units - reach, m_frame.width * m_frame.units + reach,
                             reach};
  Shape clipped;
  int count = 0;
  m_layer.data->forEachShape(box, m_frame.units, corner, [&](Index i, const Shape& whole) {
    if ((++count & 255) == 0 && m_token.cancelled()) return false;
    const std::uint16_t k = m_layer.classes->classOf(i);
    if (k >= m_shown.size() || !m_shown[k] || whole.ends.empty()) return true;
    const Shape& shape = clippedIfFar(whole, local, clipped);
    if (shape.ends.empty()) return true;
    ++m_features;
    if (shape.dimension == 2) {
      const FillPattern pattern = symbol(k).pattern;
      m_hasAreas = true;
      if (pattern == FillPattern::solid && m_image != nullptr) {
        areas().fill(shape, 1 / m_frame.units, 0, 0, m_inks[k]);
      } else if (pattern != FillPattern::none) {
        m_hasPatterns = true;
      }
    } else if (shape.dimension == 1) {
      m_hasLines = true;
    }
    // dashes are counted from the true begin of a line, so those are kept whole
    if (needsRuns(k, shape.dimension)) keepRuns(isDashed(k) ? whole : shape, k);
    return true;
  });
}

void LayerPainter::composeAreas() {
  if (!m_areas || m_areas->isEmpty()) return;
  if (m_image != nullptr) {
    m_areas->composeOver(*m_image, m_layer.style->opacity);
  } else {
    m_painter->drawImage(QPointF(0, 0), m_areas->toImage(m_layer.style->opacity));
  }
}

/// Patterns, and the plain fills of a vector picture.
void LayerPainter::paintPatterns() {
  withPainter([&](QPainter& painter) {
    painter.setPen(Qt::NoPen);
    for (std::size_t k = 0; k < m_shown.size(); ++k) {
      const style::Symbol& s = symbol(k);
      if (s.pattern == FillPattern::none || m_batches[k].ends.empty()) continue;
      if (s.pattern == FillPattern::solid && m_image != nullptr) continue;
      std::vector<QBrush> brushes{QBrush(toQColor(s.fill))};
      if (s.pattern != FillPattern::solid) {
        brushes.push_back(patternBrush(s, m_frame.pxPerMm));
        const int step = brushes[1].textureImage().width();
        painter.setBrushOrigin(double(-(m_frame.left % step)), double(-(m_frame.top % step)));
      }
      const Batch& b = m_batches[k];
      std::uint32_t run = 0;
      for (const std::uint32_t featureEnd : b.features) {
        QPainterPath path;
        for (; run < featureEnd; ++run) {
          const std::uint32_t from = run == 0 ? 0 : b.ends[run - 1];
          path.addPolygon(QPolygonF(b.points.mid(from, b.ends[run] - from)));
        }
        for (const QBrush& brush : brushes) {
          painter.setBrush(brush);
          painter.drawPath(path);
        }
      }
    }
  });
}

}  // namespace gis::ui
