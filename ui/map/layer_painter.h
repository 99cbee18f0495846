// Draws one layer: what the painters of areas, lines, points and coverage share.
#pragma once

#include <QImage>
#include <QList>
#include <QPainter>
#include <QPointF>
#include <cstdint>
#include <optional>
#include <vector>

#include "gis_core/snapshot/layer_view.h"
#include "gis_core/style/layer_style.h"
#include "ui/map/area_buffer.h"
#include "ui/map/paint_layer.h"

namespace gis::ui {

/// The runs of all features of one class, in pixels of the frame.
struct Batch {
  QList<QPointF> points;
  std::vector<std::uint32_t> ends;      ///< runs
  std::vector<std::uint32_t> features;  ///< end of each feature in `ends`
};

/// Is the stroke seen at the frame's scale?
[[nodiscard]] bool isDrawn(const style::Stroke& s, const PixelFrame& f);
/// Pixels. A casing keeps its millimetres beside the line, however wide that becomes on the ground.
[[nodiscard]] double casingWidth(const style::Symbol& s, const PixelFrame& f);
/// Pixels. Markers with a far size shrink slowly on from there, so that a whole city's points stay points.
[[nodiscard]] double markerSize(const style::Symbol& s, const PixelFrame& f);

/// Draws one layer: into a picture where there is one (fast), else through a painter only.
class LayerPainter {
 public:
  LayerPainter(QImage* image, QPainter* painter, const SceneLayer& layer, const PixelFrame& frame,
               const CancelToken& token);

  std::uint64_t paint();

 private:
  [[nodiscard]] const style::Symbol& symbol(std::size_t k) const { return m_layer.style->classes[k].symbol; }
  [[nodiscard]] bool needsRuns(std::size_t k, int dimension) const;
  [[nodiscard]] bool isDashed(std::size_t k) const {
    const style::Symbol& s = symbol(k);
    return !s.outline.dashMm.empty() || !s.line.dashMm.empty() || !s.casing.dashMm.empty();
  }
  AreaBuffer& areas() {
    if (!m_areas) m_areas.emplace(m_frame.width, m_frame.height);
    return *m_areas;
  }
  void paintCoverage();
  void addShown(int level, double side, const std::vector<float>& widths, const std::vector<Ink>& outlines);
  void addCells(snapshot::Index i, int level, double side, double sign, const std::vector<float>& widths,
                const std::vector<Ink>& outlines);
  void subtractHidden(int level, double side, const std::vector<float>& widths, const std::vector<Ink>& outlines);
  void collect();
  void keepRuns(const snapshot::Shape& shape, std::size_t k);
  void composeAreas();
  void paintPatterns();
  void paintStrokes();
  void strokePass(std::size_t k, const style::Stroke& stroke, double width, bool closed);
  void paintPoints();
  void blit(const QImage& marker, int x, int y);
  template <typename Draw>
  void withPainter(Draw&& draw);

  QImage* m_image;
  QPainter* m_painter;
  const SceneLayer& m_layer;
  const PixelFrame& m_frame;
  const CancelToken& m_token;
  std::vector<bool> m_shown;
  std::vector<Ink> m_inks;
  std::vector<Batch> m_batches, m_points;
  std::optional<AreaBuffer> m_areas;
  snapshot::Shape m_cellShape;
  bool m_hasPatterns = false, m_hasLines = false, m_hasAreas = false;
  std::uint64_t m_features = 0;
};

template <typename Draw>
void LayerPainter::withPainter(Draw&& draw) {
  if (m_painter != nullptr) {
    m_painter->save();
    m_painter->setOpacity(m_painter->opacity() * m_layer.style->opacity);
    draw(*m_painter);
    m_painter->restore();
    return;
  }
  if (m_layer.style->opacity < 1) {
    // strokes that cross must not show through each other
    QImage own(m_image->size(), QImage::Format_ARGB32_Premultiplied);
    own.fill(0);
    QPainter painter(&own);
    painter.setRenderHint(QPainter::Antialiasing);
    draw(painter);
    painter.end();
    QPainter onto(m_image);
    onto.setOpacity(m_layer.style->opacity);
    onto.drawImage(0, 0, own);
    return;
  }
  QPainter painter(m_image);
  painter.setRenderHint(QPainter::Antialiasing);
  draw(painter);
}

}  // namespace gis::ui
