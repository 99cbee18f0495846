#include "ui/map/paint_layer.h"

#include <algorithm>
#include <cmath>

#include "gis_core/style/layer_style.h"
#include "ui/map/layer_painter.h"
#include "ui/map/symbols.h"

namespace gis::ui {

using style::FillPattern;
using style::StyleClass;

bool isDrawn(const style::Stroke& s, const PixelFrame& f) {
  return s.scales.contains(f.denominator) && s.colour.a > 0 && (s.widthMm > 0 || s.widthMetres > 0);
}

double casingWidth(const style::Symbol& s, const PixelFrame& f) {
  const double beside = std::max(0.0, s.casing.widthMm - s.line.widthMm) * f.pxPerMm;
  return std::max(strokeWidth(s.casing, f.pxPerMm, f.pxPerMetre()),
                  s.line.widthMm > 0 ? strokeWidth(s.line, f.pxPerMm, f.pxPerMetre()) + beside : 0);
}

double markerSize(const style::Symbol& s, const PixelFrame& f) {
  if (!(s.farSizeMm > 0) || f.denominator < s.farDenominator) return s.sizeMm * f.pxPerMm;
  return s.farSizeMm * f.pxPerMm * std::max(0.45, std::pow(s.farDenominator / f.denominator, 0.35));
}

LayerPainter::LayerPainter(QImage* image, QPainter* painter, const SceneLayer& layer, const PixelFrame& frame,
                           const CancelToken& token)
    : m_image(image), m_painter(painter), m_layer(layer), m_frame(frame), m_token(token) {
  for (const StyleClass& c : layer.style->classes) {
    m_shown.push_back(c.visible && c.scales.contains(frame.denominator));
    m_inks.push_back(Ink::of(c.symbol.fill));
  }
  m_batches.resize(m_shown.size());
}

std::uint64_t LayerPainter::paint() {
  if (!m_layer.style->scales.contains(m_frame.denominator) || m_layer.data == nullptr) return 0;
  paintCoverage();
  collect();
  if (m_token.cancelled()) return m_features;
  composeAreas();
  if (m_hasPatterns) paintPatterns();
  paintStrokes();
  paintPoints();
  return m_features;
}

bool LayerPainter::needsRuns(std::size_t k, int dimension) const {
  const style::Symbol& s = symbol(k);
  if (dimension == 0) return true;
  if (dimension == 1) return isDrawn(s.line, m_frame) || isDrawn(s.casing, m_frame);
  const bool patterned = s.pattern != FillPattern::solid && s.pattern != FillPattern::none;
  return patterned || m_image == nullptr || isDrawn(s.outline, m_frame) || isDrawn(s.casing, m_frame);
}

double reachOf(const SceneLayer& layer, const PixelFrame& frame) {
  double reach = 2;
  for (const StyleClass& c : layer.style->classes) {
    const style::Symbol& s = c.symbol;
    for (const style::Stroke* stroke : {&s.outline, &s.line, &s.casing}) {
      reach = std::max(reach, strokeWidth(*stroke, frame.pxPerMm, frame.pxPerMetre()) / 2 + 2);
    }
    reach = std::max(reach, casingWidth(s, frame) / 2 + 2);
    const double size = markerSize(s, frame);
    reach = std::max(
        reach, size * (s.marker == style::MarkerShape::pin ? 1.4 : 0.7) + 2 * s.outline.widthMm * frame.pxPerMm + 3);
  }
  return reach;
}

std::uint64_t paintLayer(QImage& image, const SceneLayer& layer, const PixelFrame& frame, const CancelToken& token) {
  return LayerPainter(&image, nullptr, layer, frame, token).paint();
}

std::uint64_t paintLayer(QPainter& painter, const SceneLayer& layer, const PixelFrame& frame,
                         const CancelToken& token) {
  return LayerPainter(nullptr, &painter, layer, frame, token).paint();
}

}  // namespace gis::ui
