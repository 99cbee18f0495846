#include "ui/map/symbols.h"

#include <QFont>
#include <QFontMetricsF>
#include <QPainter>
#include <QSvgRenderer>
#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <numbers>
#include <string>
#include <tuple>

namespace gis::ui {

using style::FillPattern;
using style::MarkerShape;

QColor toQColor(const style::Colour& c) {
  return {c.r, c.g, c.b, c.a};
}

double strokeWidth(const style::Stroke& stroke, double pxPerMm, double pxPerMetre) {
  return std::max(stroke.widthMm * pxPerMm, stroke.widthMetres * pxPerMetre);
}

QPen penOf(const style::Stroke& stroke, double widthPx, double pxPerMm) {
  const bool plain = stroke.dashMm.empty();
  // round joins are arcs, and on a thin line nobody sees them
  const bool thin = widthPx < 2.5;
  const Qt::PenCapStyle cap = stroke.flatCap || !plain ? Qt::FlatCap : thin ? Qt::SquareCap : Qt::RoundCap;
  QPen pen(toQColor(stroke.colour), widthPx, Qt::SolidLine, cap, thin ? Qt::BevelJoin : Qt::RoundJoin);
  if (!plain && widthPx > 0) {
    QList<qreal> dashes;
    for (const double mm : stroke.dashMm) dashes << mm * pxPerMm / widthPx;
    if (dashes.size() % 2 != 0) dashes << dashes.back();
    pen.setDashPattern(dashes);
  }
  return pen;
}

namespace {

QPainterPath polygonPath(int corners, double radius, double startDegrees) {
  QPainterPath path;
  for (int k = 0; k < corners; ++k) {
    const double a = (startDegrees + 360.0 * k / corners) * std::numbers::pi / 180;
    const QPointF p(radius * std::cos(a), -radius * std::sin(a));
    if (k == 0) {
      path.moveTo(p);
    } else {
      path.lineTo(p);
    }
  }
  path.closeSubpath();
  return path;
}

QPainterPath barsPath(double size, double turn) {
  const double h = size / 2, t = size / 7;
  QPainterPath path;
  path.addRect(-h, -t, size, 2 * t);
  QPainterPath upright;
  upright.addRect(-t, -h, 2 * t, size);
  QTransform rotation;
  rotation.rotate(turn);
  return rotation.map(path.united(upright));
}

}  // namespace

QPainterPath markerPath(MarkerShape shape, double size) {
  const double r = size / 2;
  QPainterPath path;
  switch (shape) {
    case MarkerShape::circle: path.addEllipse(QPointF(), r, r); break;
    case MarkerShape::ring:
      path.addEllipse(QPointF(), r, r);
      path.addEllipse(QPointF(), r * 0.55, r * 0.55);
      path.setFillRule(Qt::OddEvenFill);
      break;
    case MarkerShape::square: path.addRect(-r * 0.88, -r * 0.88, size * 0.88, size * 0.88); break;
    case MarkerShape::diamond: path = polygonPath(4, r * 1.1, 90); break;
    case MarkerShape::triangle: path = polygonPath(3, r * 1.15, 90).translated(0, r * 0.15); break;
    case MarkerShape::triangleDown: path = polygonPath(3, r * 1.15, 270).translated(0, -r * 0.15); break;
    case MarkerShape::pentagon: path = polygonPath(5, r * 1.05, 90); break;
    case MarkerShape::hexagon: path = polygonPath(6, r * 1.05, 0); break;
    case MarkerShape::star:
      for (int k = 0; k < 10; ++k) {
        const double a = (90 + 36.0 * k) * std::numbers::pi / 180, d = k % 2 == 0 ? r * 1.15 : r * 0.5;
        const QPointF p(d * std::cos(a), -d * std::sin(a));
        if (k == 0) {
          path.moveTo(p);
        } else {
          path.lineTo(p);
        }
      }
      path.closeSubpath();
      break;
    case MarkerShape::cross: path = barsPath(size, 45); break;
    case MarkerShape::plus: path = barsPath(size, 0); break;
    case MarkerShape::pin: {
      // the tip is at the place
      const double d = r * 0.8;
      path.moveTo(0, 0);
      path.cubicTo(-d * 0.4, -d, -d, -d * 1.3, -d, -2 * d);
      path.arcTo(-d, -3 * d, 2 * d, 2 * d, 180, -180);
      path.cubicTo(d, -d * 1.3, d * 0.4, -d, 0, 0);
      break;
    }
  }
  return path;
}

void paintMarker(QPainter& painter, const style::Symbol& symbol, double sizePx, double pxPerMm) {
  if (!symbol.svg.empty()) {
    QSvgRenderer svg;
    const bool read = symbol.svg.starts_with('<') ? svg.load(QByteArray::fromStdString(symbol.svg))
                                                  : svg.load(QString::fromStdString(symbol.svg));
    if (read) {
      svg.setAspectRatioMode(Qt::KeepAspectRatio);
      svg.render(&painter, QRectF(-sizePx / 2, -sizePx / 2, sizePx, sizePx));
      return;
    }
  }
  const QPainterPath path = markerPath(symbol.marker, sizePx);
  const double outline = symbol.outline.widthMm * pxPerMm;
  if (outline > 0) {
    // the outline lies outside, so that the colour keeps its size
    painter.strokePath(path,
                       QPen(toQColor(symbol.outline.colour), 2 * outline, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  }
  painter.fillPath(path, toQColor(symbol.fill));
  if (symbol.glyph.empty()) return;
  QFont font(QStringLiteral("Noto Sans CJK SC"));
  font.setPixelSize(std::max(1, int(std::lround(sizePx * 0.66))));
  font.setBold(true);
  const QString text = QString::fromStdString(symbol.glyph);
  const QFontMetricsF metrics(font);
  QPainterPath glyph;
  glyph.addText(-metrics.horizontalAdvance(text) / 2, metrics.capHeight() / 2, font, text);
  painter.fillPath(glyph, Qt::white);
}

namespace {

/// Pictures of markers, shared by all tiles: an SVG is read and drawn once for each size. Thread rule: any thread.
class MarkerAtlas {
 public:
  using Key = std::tuple<int, double, double, double, std::uint32_t, std::uint32_t, std::string, std::string>;
  [[nodiscard]] QImage find(const Key& key) const {
    const std::lock_guard lock(m_mutex);
    const auto found = m_images.find(key);
    return found != m_images.end() ? found->second : QImage();
  }
  void add(const Key& key, const QImage& image) {
    const std::lock_guard lock(m_mutex);
    if (m_bytes > kMostBytes) {
      m_images.clear();
      m_bytes = 0;
    }
    m_bytes += std::size_t(image.sizeInBytes()) + std::get<7>(key).size();
    m_images.insert_or_assign(key, image);
  }

 private:
  static constexpr std::size_t kMostBytes = std::size_t(8) << 20;
  mutable std::mutex m_mutex;
  std::map<Key, QImage> m_images;
  std::size_t m_bytes = 0;
};

std::uint32_t packed(const style::Colour& c) {
  return std::uint32_t(c.r) << 24 | std::uint32_t(c.g) << 16 | std::uint32_t(c.b) << 8 | c.a;
}

QImage freshMarkerImage(const style::Symbol& symbol, double sizePx, double pxPerMm) {
  const double reach =
      sizePx * (symbol.marker == MarkerShape::pin ? 1.35 : 0.66) + symbol.outline.widthMm * pxPerMm + 1.5;
  const int half = int(std::ceil(reach));
  QImage image(2 * half + 1, 2 * half + 1, QImage::Format_ARGB32_Premultiplied);
  image.fill(0);
  QPainter painter(&image);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(half + 0.5, half + 0.5);
  paintMarker(painter, symbol, sizePx, pxPerMm);
  return image;
}

}  // namespace

QImage markerImage(const style::Symbol& symbol, double sizePx, double pxPerMm) {
  static MarkerAtlas atlas;
  const MarkerAtlas::Key key{int(symbol.marker),
                             sizePx,
                             pxPerMm,
                             symbol.outline.widthMm,
                             packed(symbol.fill),
                             packed(symbol.outline.colour),
                             symbol.glyph,
                             symbol.svg};
  QImage image = atlas.find(key);
  if (image.isNull()) {
    image = freshMarkerImage(symbol, sizePx, pxPerMm);
    atlas.add(key, image);
  }
  return image;
}

QBrush patternBrush(const style::Symbol& symbol, double pxPerMm) {
  const int step = std::max(3, int(std::lround(symbol.patternSpacingMm * pxPerMm)));
  QImage tile(step, step, QImage::Format_ARGB32_Premultiplied);
  tile.fill(0);
  QPainter painter(&tile);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.setPen(QPen(toQColor(symbol.patternColour), std::max(1.0, 0.18 * pxPerMm)));
  const double h = step / 2.0;
  const FillPattern p = symbol.pattern;
  if (p == FillPattern::horizontal || p == FillPattern::cross) painter.drawLine(QPointF(-1, h), QPointF(step + 1, h));
  if (p == FillPattern::vertical || p == FillPattern::cross) painter.drawLine(QPointF(h, -1), QPointF(h, step + 1));
  for (int k = -1; k <= 1; ++k) {
    if (p == FillPattern::forward || p == FillPattern::diagonalCross) {
      painter.drawLine(QPointF(k * step - 1, step + 1), QPointF(k * step + step + 1, -1));
    }
    if (p == FillPattern::backward || p == FillPattern::diagonalCross) {
      painter.drawLine(QPointF(k * step - 1, -1), QPointF(k * step + step + 1, step + 1));
    }
  }
  if (p == FillPattern::dots) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(toQColor(symbol.patternColour));
    painter.drawEllipse(QPointF(h, h), std::max(0.8, 0.22 * pxPerMm), std::max(0.8, 0.22 * pxPerMm));
  }
  painter.end();
  return {tile};
}

}  // namespace gis::ui
