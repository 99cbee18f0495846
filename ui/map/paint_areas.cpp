// Walks over the shapes of a layer; fills of areas.
#include <QPainterPath>
#include <QPolygonF>
#include <algorithm>

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
  Batch& batch = m_batches[k];
  std::uint32_t begin = 0;
  for (std::size_t r = 0; r < shape.ends.size(); begin = shape.ends[r++]) {
    for (std::uint32_t i = begin; i < shape.ends[r]; ++i) {
      batch.points.append({shape.xy[i].x * scale, -shape.xy[i].y * scale});
    }
    batch.ends.push_back(static_cast<std::uint32_t>(batch.points.size()));
  }
  batch.features.push_back({static_cast<std::uint32_t>(batch.ends.size()), shape.dimension});
}

void LayerPainter::collect() {
  const double reach = reachOf(m_layer, m_frame) * m_frame.units;
  const geom::Envelope box = m_frame.wantedBox().grown(reach);
  const geom::MapPoint corner = m_frame.corner();
  const geom::Envelope local{-reach, -m_frame.height * m_frame.units - reach, m_frame.width * m_frame.units + reach,
                             reach};
  const double scale = 1 / m_frame.units;
  // far outside, floats are too coarse for pixels
  const auto margin = float(4 * std::max(m_frame.width, m_frame.height));
  PixelRuns& runs = m_scratch.runs;
  Shape clipped;
  int count = 0;
  m_layer.data->forEachShape(box, m_frame.units, corner, [&](Index i, const Shape& whole) {
    if ((++count & 255) == 0 && m_token.cancelled()) return false;
    const std::uint16_t k = m_layer.classes->classOf(i);
    if (k >= m_shown.size() || !m_shown[k] || whole.ends.empty()) return true;
    if (whole.dimension == 0) {
      ++m_features;
      keepPoints(whole, k, i);
      return true;
    }
    runs.assign(whole, scale, 0, 0);
    const bool far = runs.box.left < -margin || runs.box.top < -margin ||
                     runs.box.right > float(m_frame.width) + margin || runs.box.bottom > float(m_frame.height) + margin;
    const Shape& shape = far ? clippedIfFar(whole, local, clipped) : whole;
    if (far) runs.assign(shape, scale, 0, 0);
    if (shape.ends.empty()) return true;
    ++m_features;
    if (m_above != nullptr && !far && isHidden(runs.box, k, shape.dimension)) return true;
    if (shape.dimension == 2) {
      const FillPattern pattern = symbol(k).pattern;
      if (pattern == FillPattern::solid && m_image != nullptr) {
        areas().fill(runs, m_inks[k]);
      } else if (pattern != FillPattern::none) {
        m_hasPatterns = true;
      }
    }
    maskStrokes(runs, k, shape.dimension);
    // dashes are counted from the true begin of a line, so those are kept whole
    if (needsRuns(k, shape.dimension)) keepRuns(isDashed(k) ? whole : shape, k);
    return true;
  });
}

/// Will nothing be seen of a feature with this box of pixels? Only asked of what our own converters draw.
bool LayerPainter::isHidden(const PixelBox& box, std::size_t k, int dimension) const {
  if (needsRuns(k, dimension)) return false;
  float reach = 0;
  for (const MaskUse& use : m_masks[k]) {
    if (use.mask >= 0) reach = std::max(reach, StrokeMask::reach(use.width, box));
  }
  return m_above->hides({box.left - reach, box.top - reach, box.right + reach, box.bottom + reach});
}

void LayerPainter::composeAreas() {
  if (!m_hasBuffer || areas().isEmpty()) return;
  if (m_image != nullptr) {
    areas().composeOver(*m_image, m_layer.style->opacity, m_frame.wanted());
  } else {
    m_painter->drawImage(QPointF(0, 0), areas().toImage(m_layer.style->opacity));
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
      for (const Batch::Feature& feature : b.features) {
        QPainterPath path;
        for (; run < feature.end; ++run) {
          const std::uint32_t from = run == 0 ? 0 : b.ends[run - 1];
          path.addPolygon(QPolygonF(b.points.mid(from, b.ends[run] - from)));
        }
        if (feature.dimension < 2) continue;
        for (const QBrush& brush : brushes) {
          painter.setBrush(brush);
          painter.drawPath(path);
        }
      }
    }
  });
}

}  // namespace gis::ui
