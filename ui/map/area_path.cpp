#include "ui/map/area_path.h"

#include <QPolygonF>

namespace gis::ui {

QPainterPath areaPath(geom::BytesView wkb, const std::function<QPointF(geom::MapPoint)>& place) {
  struct Outline : geom::WkbVisitor {
    explicit Outline(const std::function<QPointF(geom::MapPoint)>& to) : place(to) {}
    void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t) override {
      QPolygonF ring;
      for (std::uint32_t i = 0; i < count; ++i, xyzm += stride) ring << place({xyzm[0], xyzm[1]});
      path.addPolygon(ring);
      path.closeSubpath();
    }
    const std::function<QPointF(geom::MapPoint)>& place;
    QPainterPath path;
  } found(place);
  geom::visit(wkb, found);
  return found.path;
}

}  // namespace gis::ui
