#include "ui/tools/select_tool.h"

#include <cmath>

#include "gis_core/geometry/operations.h"
#include "ui/map/pick.h"
#include "ui/tools/delete_key.h"

namespace gis::ui {

namespace {

geom::Bytes ringWkb(std::vector<geom::MapPoint> points) {
  points.push_back(points.front());
  return geom::polygonWkb(points);
}

double distance(geom::MapPoint a, geom::MapPoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

}  // namespace

SelectionMode selectionMode(Qt::KeyboardModifiers modifiers) {
  if (modifiers & Qt::ShiftModifier) return SelectionMode::add;
  if (modifiers & Qt::ControlModifier) return SelectionMode::subtract;
  return SelectionMode::replace;
}

void SelectTool::activate(ToolHost& toolHost) {
  Tool::activate(toolHost);
  if (m_shape == Shape::polygon)
    toolHost.showHint(tr("Click the corners; double click, right click or Enter ends; Backspace takes one back"));
  else
    toolHost.showHint(tr("Shift adds to the selection, Ctrl takes away"));
}

void SelectTool::deactivate() {
  m_points.clear();
  m_rightEnded = false;
  Tool::deactivate();
}

bool SelectTool::press(const MapMouse& mouse) {
  m_pointer = mouse.at;
  m_rightEnded = false;
  if (mouse.button == Qt::RightButton && m_shape == Shape::polygon && !m_points.empty()) {
    finishPolygon(mouse.modifiers);
    m_rightEnded = true;
    return true;
  }
  if (mouse.button != Qt::LeftButton) return false;
  if (m_shape != Shape::polygon) m_points.clear();
  m_points.push_back(mouse.at);
  return true;
}

bool SelectTool::move(const MapMouse& mouse) {
  m_pointer = mouse.at;
  return !m_points.empty();
}

bool SelectTool::release(const MapMouse& mouse) {
  if (m_shape == Shape::polygon) return mouse.button == Qt::LeftButton || m_rightEnded;
  if (m_points.empty() || mouse.button != Qt::LeftButton) return false;
  const geom::MapPoint from = m_points.front();
  m_points.clear();
  SelectArea area;
  area.at = from;
  if (distance(from, mouse.at) <= mouse.tolerance) {
    area.click = true;
    area.wkb = geom::pointWkb(from.x, from.y);
  } else if (m_shape == Shape::radius) {
    area.radius = distance(from, mouse.at);
    area.wkb = geom::pointWkb(from.x, from.y);
  } else {
    geom::Envelope box;
    box.include(from.x, from.y);
    box.include(mouse.at.x, mouse.at.y);
    area.wkb = geom::boxWkb(box);
  }
  Q_EMIT drawn(area, selectionMode(mouse.modifiers));
  return true;
}

bool SelectTool::doubleClick(const MapMouse& mouse) {
  if (m_shape != Shape::polygon || mouse.button != Qt::LeftButton) return false;
  finishPolygon(mouse.modifiers);
  return true;
}

void SelectTool::finishPolygon(Qt::KeyboardModifiers modifiers) {
  std::vector<geom::MapPoint> points;
  points.swap(m_points);
  if (points.size() < 3) return;
  SelectArea area;
  area.at = points.front();
  area.wkb = ringWkb(std::move(points));
  Q_EMIT drawn(area, selectionMode(modifiers));
}

bool SelectTool::claims(const QKeyEvent& event) const {
  return isPlainDelete(event) && !m_points.empty();
}

bool SelectTool::key(const QKeyEvent& event) {
  if (m_points.empty()) return false;
  switch (event.key()) {
    case Qt::Key_Escape: m_points.clear(); return true;
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
      if (m_shape == Shape::polygon) m_points.pop_back();
      return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (m_shape == Shape::polygon) finishPolygon(event.modifiers());
      return true;
    default: return false;
  }
}

void SelectTool::paint(QPainter& painter, const ToView& toView) const {
  if (m_points.empty()) return;
  painter.setPen(QPen(QColor(0x00, 0x8f, 0xd5), 1.5, Qt::DashLine));
  painter.setBrush(QColor(0x00, 0xb7, 0xff, 40));
  const QPointF first = toView(m_points.front());
  const QPointF pointer = toView(m_pointer);
  if (m_shape == Shape::rectangle) {
    painter.drawRect(QRectF(first, pointer).normalized());
  } else if (m_shape == Shape::radius) {
    const double radius = QLineF(first, pointer).length();
    painter.drawEllipse(first, radius, radius);
    painter.drawLine(first, pointer);
    painter.setPen(Qt::black);
    painter.drawText(pointer + QPointF(12, -6), tr("%1 m").arg(distance(m_points.front(), m_pointer), 0, 'f', 1));
  } else {
    QPolygonF ring;
    for (const geom::MapPoint& p : m_points) ring << toView(p);
    painter.drawPolygon(ring << pointer);
  }
}

std::vector<std::int64_t> fidsInArea(const MapScene& scene, const std::string& layer, const SelectArea& area,
                                     const CancelToken& token) {
  geom::Envelope box = geom::envelopeOf(area.wkb);
  if (area.radius > 0) box = box.grown(area.radius);
  const std::vector<std::int64_t> candidates = fidsInBox(scene, layer, box);
  const geom::Prepared prepared(area.wkb);
  const geom::Relation intersects;
  std::vector<std::int64_t> found;
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    if (i % 256 == 0) token.check();
    const geom::Bytes wkb = geometryOf(scene, layer, candidates[i]);
    if (wkb.empty()) continue;
    const bool meets = area.radius > 0 ? prepared.withinDistance(wkb, area.radius) : prepared.relate(wkb, intersects);
    if (meets) found.push_back(candidates[i]);
  }
  return found;
}

}  // namespace gis::ui
