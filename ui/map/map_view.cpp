#include "ui/map/map_view.h"

#include <algorithm>
#include <cmath>

namespace gis::ui {

namespace {
constexpr double kMetresPerInch = 0.0254;
}

QSize MapView::deviceSize() const {
  return {static_cast<int>(std::ceil(size.width() * dpr - 1e-9)),
          static_cast<int>(std::ceil(size.height() * dpr - 1e-9))};
}

std::int64_t MapView::deviceLeft() const {
  return std::llround(centre.x / deviceUnits() - size.width() * dpr / 2);
}

std::int64_t MapView::deviceTop() const {
  return std::llround(-centre.y / deviceUnits() - size.height() * dpr / 2);
}

geom::Envelope MapView::extent() const {
  const double s = deviceUnits();
  const QSize d = deviceSize();
  const double left = double(deviceLeft()) * s, top = -double(deviceTop()) * s;
  return {left, top - d.height() * s, left + d.width() * s, top};
}

QPointF MapView::toView(geom::MapPoint p) const {
  const double s = deviceUnits();
  return {(p.x / s - double(deviceLeft())) / dpr, (-p.y / s - double(deviceTop())) / dpr};
}

geom::MapPoint MapView::toMap(QPointF dip) const {
  const double s = deviceUnits();
  return {(dip.x() * dpr + double(deviceLeft())) * s, -(dip.y() * dpr + double(deviceTop())) * s};
}

QRectF MapView::toView(const geom::Envelope& box) const {
  return {toView(geom::MapPoint{box.minX, box.maxY}), toView(geom::MapPoint{box.maxX, box.minY})};
}

MapView MapView::fit(const geom::Envelope& box, QSize size, double dpr, double margin) {
  MapView view;
  view.size = size.expandedTo({1, 1});
  view.dpr = dpr;
  if (box.isEmpty()) return view;
  view.centre = box.centre();
  const double grow = 1 + 2 * margin;
  const double units = std::max(box.width() * grow / view.size.width(), box.height() * grow / view.size.height());
  if (units > 0) view.unitsPerPixel = units;
  return view;
}

MapView MapView::zoomedAt(QPointF dip, double factor) const {
  MapView view = *this;
  const geom::MapPoint at = toMap(dip);
  view.unitsPerPixel = std::clamp(unitsPerPixel / factor, 1e-9, 1e7);
  const double dx = dip.x() - size.width() / 2.0, dy = dip.y() - size.height() / 2.0;
  view.centre = {at.x - dx * view.unitsPerPixel, at.y + dy * view.unitsPerPixel};
  return view;
}

MapView MapView::panned(QPointF from, QPointF to) const {
  MapView view = *this;
  view.centre.x -= (to.x() - from.x()) * unitsPerPixel;
  view.centre.y += (to.y() - from.y()) * unitsPerPixel;
  return view;
}

MapView MapView::resized(QSize newSize) const {
  MapView view = *this;
  view.size = newSize.expandedTo({1, 1});
  return view;
}

double MapView::scaleDenominator(double dpi, double metresPerUnit) const {
  return unitsPerPixel * metresPerUnit * dpi / kMetresPerInch;
}

MapView MapView::withScaleDenominator(double n, double dpi, double metresPerUnit) const {
  MapView view = *this;
  view.unitsPerPixel = n * kMetresPerInch / dpi / metresPerUnit;
  return view;
}

}  // namespace gis::ui
