#include "ui/map/paint_layer.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

#include "gis_core/style/layer_style.h"
#include "ui/map/heat_map.h"
#include "ui/map/layer_painter.h"
#include "ui/map/point_clusters.h"
#include "ui/map/symbols.h"

namespace gis::ui {

using style::FillPattern;
using style::StyleClass;
using Stroked = LayerPainter::StrokePart;

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

namespace {
/// Pictures of tiles share their thread's memory; a large one (a whole printed page) has its own.
PaintScratch& scratchFor(const PixelFrame& frame, std::unique_ptr<PaintScratch>& own) {
  static thread_local PaintScratch shared;
  if (std::int64_t{frame.width} * frame.height <= std::int64_t{1} << 20) return shared;
  own = std::make_unique<PaintScratch>();
  return *own;
}
}  // namespace

LayerPainter::LayerPainter(QImage* image, QPainter* painter, const SceneLayer& layer, const PixelFrame& frame,
                           const CancelToken& token)
    : m_image(image),
      m_painter(painter),
      m_layer(layer),
      m_frame(frame),
      m_token(token),
      m_scratch(scratchFor(frame, m_ownScratch)) {
  for (const StyleClass& c : layer.style->classes) {
    m_shown.push_back(c.visible && c.scales.contains(frame.denominator));
    m_inks.push_back(Ink::of(c.symbol.fill));
  }
  m_batches.resize(m_shown.size());
  planStrokes();
}

/// All casings before all lines, the last class of the legend first: crossings look like crossings, and the
/// first class is on top.
void LayerPainter::planStrokes() {
  constexpr int kMostMasks = 24;
  m_masks.resize(m_shown.size());
  int masks = 0;
  const auto plan = [&](std::size_t k, Stroked part, const style::Stroke& stroke, double width) {
    if (!m_shown[k] || !isDrawn(stroke, m_frame) || !(width > 0)) return;
    StrokeStep step{k, part, &stroke, width, -1};
    if (m_image != nullptr && stroke.dashMm.empty() && width <= StrokeMask::kWidest) {
      // classes that look the same and follow each other need one mask
      const StrokeStep* last = m_steps.empty() ? nullptr : &m_steps.back();
      const bool same = last != nullptr && last->mask >= 0 && last->width == width &&
                        last->stroke->colour == stroke.colour && (last->part == part || part == Stroked::line);
      if (same) {
        step.mask = last->mask;
      } else if (masks < kMostMasks) {
        step.mask = masks++;
      }
    }
    if (step.mask >= 0) m_masks[k][std::size_t(part)] = {step.mask, float(width)};
    m_steps.push_back(step);
  };
  for (std::size_t k = m_shown.size(); k-- > 0;) {
    plan(k, Stroked::casing, symbol(k).casing, casingWidth(symbol(k), m_frame));
  }
  for (std::size_t k = m_shown.size(); k-- > 0;) {
    for (const auto& [part, stroke] :
         {std::pair{Stroked::outline, &symbol(k).outline}, {Stroked::line, &symbol(k).line}}) {
      plan(k, part, *stroke, strokeWidth(*stroke, m_frame.pxPerMm, m_frame.pxPerMetre()));
    }
  }
  m_maskUsed.assign(std::size_t(masks), false);
  if (m_scratch.masks.size() < std::size_t(masks)) m_scratch.masks.resize(std::size_t(masks));
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

/// Must the runs of a feature of this class be kept, because Qt draws a part of it?
bool LayerPainter::needsRuns(std::size_t k, int dimension) const {
  const style::Symbol& s = symbol(k);
  const auto byQt = [&](Stroked part, const style::Stroke& stroke) {
    return isDrawn(stroke, m_frame) && m_masks[k][std::size_t(part)].mask < 0;
  };
  if (byQt(Stroked::casing, s.casing)) return true;
  if (dimension == 1) return byQt(Stroked::line, s.line);
  const bool patterned = s.pattern != FillPattern::solid && s.pattern != FillPattern::none;
  return patterned || m_image == nullptr || byQt(Stroked::outline, s.outline);
}

double reachOf(const SceneLayer& layer, const PixelFrame& frame) {
  double reach = 2;
  const int dimension = layer.data->base().info().dimension;
  const bool hasPoints = dimension <= 0 || !layer.data->added().empty();
  if (layer.style->heat && layer.data != nullptr) reach = std::max(reach, heatReach(layer, frame));
  if (layer.style->clusters && layer.data != nullptr) reach = std::max(reach, clusterReach(layer, frame));
  for (const StyleClass& c : layer.style->classes) {
    const style::Symbol& s = c.symbol;
    for (const style::Stroke* stroke : {&s.outline, &s.line, &s.casing}) {
      reach = std::max(reach, strokeWidth(*stroke, frame.pxPerMm, frame.pxPerMetre()) / 2 + 2);
    }
    reach = std::max(reach, casingWidth(s, frame) / 2 + 2);
    if (!hasPoints) continue;
    const double size = markerSize(s, frame);
    reach = std::max(
        reach, size * (s.marker == style::MarkerShape::pin ? 1.4 : 0.7) + 2 * s.outline.widthMm * frame.pxPerMm + 3);
  }
  return reach;
}

namespace {

/// Is the layer drawn otherwise at this scale than by the symbols of its features?
bool isHeat(const SceneLayer& layer, const PixelFrame& frame) {
  return layer.style->heat && layer.data != nullptr && layer.style->scales.contains(frame.denominator);
}
bool isClustered(const SceneLayer& layer, const PixelFrame& frame) {
  return layer.style->clusters && layer.clusters != nullptr && layer.style->scales.contains(frame.denominator) &&
         layer.clusters->levelFor(frame.denominator) >= 0;
}

/// Are all symbols of the layer drawn one by one, and nothing else?
bool isPlainPoints(const SceneLayer& layer, const PixelFrame& frame) {
  return layer.data != nullptr && layer.style->scales.contains(frame.denominator) && !isHeat(layer, frame) &&
         !isClustered(layer, frame) && layer.data->base().info().dimension == 0 && layer.data->added().empty();
}

std::uint64_t paintUnder(QImage& image, const SceneLayer& layer, const PixelFrame& frame, const CancelToken& token,
                         const PointBuffer* above) {
  if (above == nullptr || isHeat(layer, frame) || isClustered(layer, frame))
    return paintLayer(image, layer, frame, token);
  LayerPainter painter(&image, nullptr, layer, frame, token);
  painter.setAbove(above);
  return painter.paint();
}

}  // namespace

std::uint64_t paintLayers(QImage& image, const std::vector<SceneLayer>& layers, const PixelFrame& frame,
                          const CancelToken& token) {
  const auto isVisible = [](const SceneLayer& layer) { return layer.visible; };
  const auto top = std::find_if(layers.rbegin(), layers.rend(), isVisible);
  std::unique_ptr<LayerPainter> symbols;
  const PointBuffer* above = nullptr;
  if (top != layers.rend() && std::any_of(top + 1, layers.rend(), isVisible) && isPlainPoints(*top, frame)) {
    symbols = std::make_unique<LayerPainter>(&image, nullptr, *top, frame, token);
    above = symbols->placeSymbols();
  }
  std::uint64_t features = 0;
  for (const SceneLayer& layer : layers) {
    if (token.cancelled()) return features;
    if (above != nullptr && &layer == &*top) {
      features += symbols->composeSymbols();
    } else if (layer.visible) {
      features += paintUnder(image, layer, frame, token, above);
    }
  }
  return features;
}

std::uint64_t paintLayer(QImage& image, const SceneLayer& layer, const PixelFrame& frame, const CancelToken& token) {
  if (isHeat(layer, frame)) return paintHeat(image, layer, frame, token);
  if (isClustered(layer, frame)) {
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    return paintClusters(painter, layer, frame, token);
  }
  return LayerPainter(&image, nullptr, layer, frame, token).paint();
}

std::uint64_t paintLayer(QPainter& painter, const SceneLayer& layer, const PixelFrame& frame,
                         const CancelToken& token) {
  if (isHeat(layer, frame)) return paintHeat(painter, layer, frame, token);
  if (isClustered(layer, frame)) return paintClusters(painter, layer, frame, token);
  return LayerPainter(nullptr, &painter, layer, frame, token).paint();
}

}  // namespace gis::ui
