#include "ui/canvas/change_picture.h"

#include <QPainter>
#include <algorithm>

#include "ui/canvas/shapes.h"
#include "ui/map/map_view.h"

namespace gis::ui {

ChangePicture::ChangePicture(QWidget* parent) : QWidget(parent) {
  setMinimumSize(120, 90);
}

void ChangePicture::show(std::vector<Layer> layers) {
  std::erase_if(layers, [](const Layer& one) { return one.wkb.empty(); });
  m_layers = std::move(layers);
  update();
}

void ChangePicture::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), palette().base());
  painter.setPen(palette().mid().color());
  painter.drawRect(rect().adjusted(0, 0, -1, -1));
  geom::Envelope box;
  for (const Layer& one : m_layers) box.include(geom::envelopeOf(one.wkb));
  if (box.isEmpty()) return;
  const auto named = std::count_if(m_layers.begin(), m_layers.end(), [](const Layer& l) { return !l.title.isEmpty(); });
  const int legend = (fontMetrics().height() + 2) * int(named) + 6;
  const QSize room(width(), std::max(40, height() - legend));
  // a single point still wants surroundings
  if (box.width() <= 0 && box.height() <= 0) box = box.grown(1);
  const MapView view = MapView::fit(box, room, 1, 0.12);
  painter.setRenderHint(QPainter::Antialiasing);
  for (const Layer& one : m_layers) {
    const Shape shape = shapeOf(one.wkb, [&view](geom::MapPoint at) { return view.toView(at); });
    painter.setPen(QPen(one.colour, 2, one.dashed ? Qt::DashLine : Qt::SolidLine));
    painter.setBrush(shape.area ? QColor(one.colour.red(), one.colour.green(), one.colour.blue(), 45)
                                : QColor(Qt::transparent));
    painter.drawPath(shape.path);
    painter.setBrush(one.colour);
    for (const QPointF at : shape.points) painter.drawEllipse(at, 4, 4);
  }
  int y = height() - legend + fontMetrics().ascent();
  for (const Layer& one : m_layers) {
    if (one.title.isEmpty()) continue;  // one more of those above it
    painter.setPen(QPen(one.colour, 2, one.dashed ? Qt::DashLine : Qt::SolidLine));
    painter.drawLine(8, y - fontMetrics().ascent() / 2, 30, y - fontMetrics().ascent() / 2);
    painter.setPen(palette().text().color());
    painter.drawText(36, y, one.title);
    y += fontMetrics().height() + 2;
  }
}

}  // namespace gis::ui
