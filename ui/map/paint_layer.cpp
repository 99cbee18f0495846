#include "ui/map/paint_layer.h"

#include <QPolygonF>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <optional>
#include <unordered_set>
#include <vector>

#include "gis_core/snapshot/cell_areas.h"
#include "gis_core/snapshot/coverage.h"
#include "gis_core/snapshot/layer_view.h"
#include "gis_core/snapshot/level_format.h"
#include "gis_core/style/classification.h"
#include "gis_core/style/layer_style.h"
#include "ui/map/area_buffer.h"
#include "ui/map/clip.h"
#include "ui/map/symbols.h"

namespace gis::ui {

using snapshot::Index;
using snapshot::Shape;
using style::FillPattern;
using style::StyleClass;

namespace {

/// The runs of all features of one class, in pixels of the frame.
struct Batch {
  QList<QPointF> points;
  std::vector<std::uint32_t> ends;      ///< runs
  std::vector<std::uint32_t> features;  ///< end of each feature in `ends`
};

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

bool isDrawn(const style::Stroke& s, const PixelFrame& f) {
  return s.scales.contains(f.denominator) && s.colour.a > 0 && (s.widthMm > 0 || s.widthMetres > 0);
}

/// A casing keeps its millimetres beside the line, however wide that becomes on the ground.
double casingWidth(const style::Symbol& s, const PixelFrame& f) {
  const double beside = std::max(0.0, s.casing.widthMm - s.line.widthMm) * f.pxPerMm;
  return std::max(strokeWidth(s.casing, f.pxPerMm, f.pxPerMetre()),
                  s.line.widthMm > 0 ? strokeWidth(s.line, f.pxPerMm, f.pxPerMetre()) + beside : 0);
}

/// Markers with a far size shrink slowly on from there, so that a whole city's points stay points.
double markerSize(const style::Symbol& s, const PixelFrame& f) {
  if (!(s.farSizeMm > 0) || f.denominator < s.farDenominator) return s.sizeMm * f.pxPerMm;
  return s.farSizeMm * f.pxPerMm * std::max(0.45, std::pow(s.farDenominator / f.denominator, 0.35));
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

/// Draws one layer: into a picture where there is one (fast), else through a painter only.
class LayerPainter {
 public:
  LayerPainter(QImage* image, QPainter* painter, const SceneLayer& layer, const PixelFrame& frame,
               const CancelToken& token)
      : m_image(image), m_painter(painter), m_layer(layer), m_frame(frame), m_token(token) {
    for (const StyleClass& c : layer.style->classes) {
      m_shown.push_back(c.visible && c.scales.contains(frame.denominator));
      m_inks.push_back(Ink::of(c.symbol.fill));
    }
    m_batches.resize(m_shown.size());
  }

  std::uint64_t paint() {
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

 private:
  [[nodiscard]] const style::Symbol& symbol(std::size_t k) const { return m_layer.style->classes[k].symbol; }
  [[nodiscard]] bool needsRuns(std::size_t k, int dimension) const {
    const style::Symbol& s = symbol(k);
    if (dimension == 0) return true;
    if (dimension == 1) return isDrawn(s.line, m_frame) || isDrawn(s.casing, m_frame);
    const bool patterned = s.pattern != FillPattern::solid && s.pattern != FillPattern::none;
    return patterned || m_image == nullptr || isDrawn(s.outline, m_frame) || isDrawn(s.casing, m_frame);
  }
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
  void addCells(Index i, int level, double side, double sign, const std::vector<float>& widths,
                const std::vector<Ink>& outlines);
  void subtractHidden(int level, double side, const std::vector<float>& widths, const std::vector<Ink>& outlines);
  void collect();
  void keepRuns(const Shape& shape, std::size_t k);
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
  Shape m_cellShape;
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

void LayerPainter::paintCoverage() {
  const int level = m_layer.data->base().levelFor(m_frame.units);
  if (m_layer.coverage == nullptr || level < 0) return;
  const double r = m_layer.data->base().levels()[std::size_t(level)].resolution;
  const double side = r / m_frame.units;
  std::vector<Ink> outlines(m_shown.size());
  std::vector<float> widths(m_shown.size(), 0);
  for (std::size_t k = 0; k < m_shown.size(); ++k) {
    const style::Stroke& s = symbol(k).outline;
    if (m_shown[k] && isDrawn(s, m_frame)) {
      widths[k] = float(strokeWidth(s, m_frame.pxPerMm, m_frame.pxPerMetre()));
      outlines[k] = Ink::of(s.colour);
    }
  }
  if (m_layer.data->isFiltered()) {
    addShown(level, side, widths, outlines);
    return;
  }
  m_layer.coverage->forEachCell(level, m_frame.box(), [&](std::int64_t column, std::int64_t row, auto entries) {
    const double x = double(column) * side - double(m_frame.left);
    const double y = -double(row + 1) * side - double(m_frame.top);
    for (const snapshot::CoverageEntry& e : entries) {
      if (e.classId >= m_shown.size() || !m_shown[e.classId]) continue;
      if (symbol(e.classId).pattern != FillPattern::none && e.area > 0) {
        areas().addCell(x, y, x + side, y + side, float(e.area) / 65535, m_inks[e.classId]);
      }
      if (widths[e.classId] > 0 && e.border > 0) {
        areas().addBorder(x, y, x + side, y + side, float(e.border) / 256 * float(side), widths[e.classId],
                          outlines[e.classId]);
      }
    }
  });
  subtractHidden(level, side, widths, outlines);
}

/// The cells of one small area, added or (sign −1) taken away.
void LayerPainter::addCells(Index i, int level, double side, double sign, const std::vector<float>& widths,
                            const std::vector<Ink>& outlines) {
  const snapshot::Snapshot& base = m_layer.data->base();
  const double r = base.levels()[std::size_t(level)].resolution;
  const geom::Envelope box = base.boxOf(i);
  const std::uint16_t k = m_layer.classes->ofBase()[i];
  if (box.isEmpty() || !box.intersects(m_frame.box()) || !snapshot::isCoverageOnly(box, r) || k >= m_shown.size() ||
      !m_shown[k])
    return;
  const double column = std::floor(box.minX / r), row = std::floor(box.minY / r);
  snapshot::readShape(base.wkbOf(i), {column * r, row * r}, m_cellShape);
  if (m_cellShape.dimension != 2) return;
  snapshot::forEachCellOf(m_cellShape, r, [&](int dx, int dy, double area, double border) {
    const double x = (column + dx) * side - double(m_frame.left);
    const double y = -(row + dy + 1) * side - double(m_frame.top);
    if (symbol(k).pattern != FillPattern::none)
      areas().addCell(x, y, x + side, y + side, float(sign * area / (r * r)), m_inks[k]);
    if (widths[k] > 0)
      areas().addBorder(x, y, x + side, y + side, float(sign * border / m_frame.units), widths[k], outlines[k]);
  });
}

/// The cells hold every row of the snapshot: for a layer with a filter they are made of the rows that it lets through.
void LayerPainter::addShown(int level, double side, const std::vector<float>& widths,
                            const std::vector<Ink>& outlines) {
  int count = 0;
  m_layer.data->base().forEachIn(m_frame.box(), [&](Index i) {
    if (!m_layer.data->isHidden(i)) addCells(i, level, side, 1, widths, outlines);
    return (++count & 255) != 0 || !m_token.cancelled();
  });
}

/// Takes what was changed or removed since the snapshot out of its cells.
void LayerPainter::subtractHidden(int level, double side, const std::vector<float>& widths,
                                  const std::vector<Ink>& outlines) {
  for (const std::int64_t fid : m_layer.data->hiddenFids()) {
    if (const auto i = m_layer.data->base().indexOfFid(fid)) addCells(*i, level, side, -1, widths, outlines);
  }
}

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

void LayerPainter::strokePass(std::size_t k, const style::Stroke& stroke, double width, bool closed) {
  const Batch& b = m_batches[k];
  if (b.ends.empty() || !isDrawn(stroke, m_frame)) return;
  withPainter([&](QPainter& painter) {
    painter.setPen(penOf(stroke, width, m_frame.pxPerMm));
    painter.setBrush(Qt::NoBrush);
    // a border that two areas share is one border
    const bool once = closed && (!stroke.dashMm.empty() || stroke.colour.a < 255);
    DrawnSides drawn;
    const QRectF frame(0, 0, m_frame.width, m_frame.height);
    std::uint32_t from = 0;
    const QPointF* points = b.points.constData();
    for (const std::uint32_t end : b.ends) {
      const int count = int(end - from);
      drawNear(painter, frame, points + from, count, closed, once ? &drawn : nullptr);
      from = end;
    }
  });
}

/// All casings before all lines, the last class of the legend first: crossings look like crossings, and the
/// first class is on top.
void LayerPainter::paintStrokes() {
  if (!m_hasLines && !m_hasAreas) return;
  for (std::size_t k = m_shown.size(); k-- > 0;)
    strokePass(k, symbol(k).casing, casingWidth(symbol(k), m_frame), m_hasAreas);
  for (std::size_t k = m_shown.size(); k-- > 0;) {
    const style::Stroke& s = m_hasAreas ? symbol(k).outline : symbol(k).line;
    strokePass(k, s, strokeWidth(s, m_frame.pxPerMm, m_frame.pxPerMetre()), m_hasAreas);
  }
}

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

}  // namespace

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
