// Draws one layer: what the painters of areas, lines, points and coverage share.
#pragma once

#include <QImage>
#include <QList>
#include <QPainter>
#include <QPointF>
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "gis_core/snapshot/layer_view.h"
#include "gis_core/style/layer_style.h"
#include "ui/map/area_buffer.h"
#include "ui/map/paint_layer.h"
#include "ui/map/point_buffer.h"
#include "ui/map/stroke_mask.h"

namespace gis::ui {

/// The runs of all features of one class, in pixels of the frame.
struct Batch {
  QList<QPointF> points;
  std::vector<std::uint32_t> ends;  ///< runs
  struct Feature {
    std::uint32_t end = 0;  ///< in `ends`
    int dimension = 0;
  };
  std::vector<Feature> features;
};

/// Is the stroke seen at the frame's scale?
[[nodiscard]] bool isDrawn(const style::Stroke& s, const PixelFrame& f);
/// Pixels. A casing keeps its millimetres beside the line, however wide that becomes on the ground.
[[nodiscard]] double casingWidth(const style::Symbol& s, const PixelFrame& f);
/// Pixels. Markers with a far size shrink slowly on from there, so that a whole city's points stay points.
[[nodiscard]] double markerSize(const style::Symbol& s, const PixelFrame& f);

/// Memory that a thread's pictures share, one after the other.
struct PaintScratch {
  AreaBuffer areas;
  std::vector<StrokeMask> masks;
  PointBuffer points;
  PointBuffer uppermost;  ///< symbols that are placed before what lies below them is drawn
  PixelRuns runs;
};

/// Draws one layer: into a picture where there is one (fast), else through a painter only.
class LayerPainter {
 public:
  enum class StrokePart { casing, outline, line };

  LayerPainter(QImage* image, QPainter* painter, const SceneLayer& layer, const PixelFrame& frame,
               const CancelToken& token);

  std::uint64_t paint();
  /// Of a layer of points: places its symbols, and lays them over the picture later. Null when cancelled, and
  /// when they are not drawn from pictures: paint() draws them.
  const PointBuffer* placeSymbols();
  std::uint64_t composeSymbols();
  /// What lies under these symbols will not be seen.
  void setAbove(const PointBuffer* symbols) { m_above = symbols; }

 private:
  /// One stroke of one class; the steps are in the order of drawing.
  struct StrokeStep {
    std::size_t k = 0;
    StrokePart part = StrokePart::line;
    const style::Stroke* stroke = nullptr;
    double width = 0;
    int mask = -1;  ///< scratch.masks; −1: by Qt, from the runs that were kept
  };

  /// How the points of one class are drawn, and where.
  struct PointUse {
    style::Symbol symbol;
    double size = 0;  ///< pixels; 0: not drawn
    Marker marker;
    PointSet places;       ///< when all are drawn from pictures
    QList<QPointF> exact;  ///< else
  };

  [[nodiscard]] const style::Symbol& symbol(std::size_t k) const { return m_layer.style->classes[k].symbol; }
  [[nodiscard]] bool needsRuns(std::size_t k, int dimension) const;
  [[nodiscard]] bool isDashed(std::size_t k) const {
    const style::Symbol& s = symbol(k);
    return !s.outline.dashMm.empty() || !s.line.dashMm.empty() || !s.casing.dashMm.empty();
  }
  [[nodiscard]] bool isHidden(const PixelBox& box, std::size_t k, int dimension) const;
  void planStrokes();
  AreaBuffer& areas() {
    if (!m_hasBuffer) m_scratch.areas.reset(m_frame.width, m_frame.height);
    m_hasBuffer = true;
    return m_scratch.areas;
  }
  void paintCoverage();
  void addAll(int level, double side, const std::vector<float>& widths, const std::vector<Ink>& outlines);
  void addShown(int level, double side, const std::vector<float>& widths, const std::vector<Ink>& outlines);
  void addCells(snapshot::Index i, int level, double side, double sign, const std::vector<float>& widths,
                const std::vector<Ink>& outlines);
  void subtractHidden(int level, double side, const std::vector<float>& widths, const std::vector<Ink>& outlines);
  void collect();
  void keepRuns(const snapshot::Shape& shape, std::size_t k);
  void planPoints();
  void keepPoints(const snapshot::Shape& shape, std::size_t k, snapshot::Index i);
  void composeAreas();
  void paintPatterns();
  void maskStrokes(const PixelRuns& runs, std::size_t k, int dimension);
  void paintStrokes();
  void strokeRuns(const StrokeStep& step);
  void paintPoints();
  void placePoints(PointBuffer& buffer) const;
  void paintMarkers(std::size_t k, const style::Symbol& marked, double size);
  template <typename Draw>
  void withPainter(Draw&& draw);

  QImage* m_image;
  QPainter* m_painter;
  const SceneLayer& m_layer;
  const PixelFrame& m_frame;
  const CancelToken& m_token;
  std::unique_ptr<PaintScratch> m_ownScratch;
  PaintScratch& m_scratch;
  std::vector<bool> m_shown;
  std::vector<Ink> m_inks;
  std::vector<StrokeStep> m_steps;
  struct MaskUse {
    int mask = -1;  ///< −1: not drawn so
    float width = 0;
  };
  std::vector<std::array<MaskUse, 3>> m_masks;  ///< by class and part
  std::vector<bool> m_maskUsed;                 ///< emptied for this picture
  std::vector<Batch> m_batches;                 ///< of lines and areas by class
  std::vector<PointUse> m_points;               ///< by class
  bool m_fastPoints = false;                    ///< all markers from pictures
  const PointBuffer* m_above = nullptr;
  snapshot::Shape m_cellShape;
  bool m_hasBuffer = false, m_hasPatterns = false;
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
