#include "ui/canvas/shapes.h"

#include <QImage>
#include <QPainter>

#include "gis_core/base/error.h"

namespace gis::ui {

namespace {

class ShapeBuilder : public geom::WkbVisitor {
 public:
  explicit ShapeBuilder(const std::function<QPointF(geom::MapPoint)>& place) : m_place(place) {
    m_shape.path.setFillRule(Qt::OddEvenFill);
  }

  void beginGeometry(geom::GeometryType type, std::uint32_t) override {
    m_kind = type.kind;
    if (m_kind == geom::GeometryKind::polygon) m_shape.area = true;
  }

  void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t) override {
    if (m_kind == geom::GeometryKind::point) {
      for (std::uint32_t i = 0; i < count; ++i) m_shape.points.push_back(at(xyzm + std::size_t(i) * stride));
      return;
    }
    QPolygonF line;
    line.reserve(static_cast<int>(count));
    for (std::uint32_t i = 0; i < count; ++i) line << at(xyzm + std::size_t(i) * stride);
    m_shape.path.addPolygon(line);
    if (m_kind == geom::GeometryKind::polygon) m_shape.path.closeSubpath();
  }

  [[nodiscard]] Shape take() { return std::move(m_shape); }

 private:
  [[nodiscard]] QPointF at(const double* xy) const { return m_place({xy[0], xy[1]}); }

  const std::function<QPointF(geom::MapPoint)>& m_place;
  geom::GeometryKind m_kind = geom::GeometryKind::unknown;
  Shape m_shape;
};

}  // namespace

Shape shapeOf(geom::BytesView wkb, const std::function<QPointF(geom::MapPoint)>& place) {
  ShapeBuilder builder(place);
  try {
    if (!wkb.empty()) geom::visit(wkb, builder);
  } catch (const Error&) {
    // A highlight of what could be read is better than none; `check` reports broken geometry.
  }
  return builder.take();
}

bool coversMostOf(const Shape& shape, const QSizeF& view) {
  constexpr double kMost = 0.5;
  if (!shape.area || view.isEmpty()) return false;
  const QRectF box = shape.path.boundingRect() & QRectF(QPointF(0, 0), view);
  if (box.width() * box.height() <= kMost * view.width() * view.height()) return false;
  constexpr int kSide = 32;  // filled small, because its edge may have a hundred thousand corners
  QImage small(kSide, kSide, QImage::Format_ARGB32_Premultiplied);
  small.fill(Qt::transparent);
  QPainter painter(&small);
  painter.scale(kSide / view.width(), kSide / view.height());
  painter.fillPath(shape.path, Qt::black);
  painter.end();
  int covered = 0;
  for (int y = 0; y < kSide; ++y) {
    for (int x = 0; x < kSide; ++x) covered += qAlpha(small.pixel(x, y)) != 0 ? 1 : 0;
  }
  return covered > kMost * kSide * kSide;
}

}  // namespace gis::ui
