#include "ui/tools/measure_tool.h"

#include "ui/tools/delete_key.h"

namespace gis::ui {

void MeasureTool::activate(ToolHost& toolHost) {
  Tool::activate(toolHost);
  toolHost.showHint(tr("Click the points; Backspace takes one back, right click or Enter ends, Esc clears"));
  tell();
}

void MeasureTool::deactivate() {
  m_points.clear();
  m_finished = false;
  if (m_snapper != nullptr) m_snapper->forget();
  Q_EMIT changed({}, true);
  Tool::deactivate();
}

void MeasureTool::tell() {
  std::vector<geom::MapPoint> points = m_points;
  if (!m_finished && !points.empty()) points.push_back(m_pointer);
  Q_EMIT changed(points, m_finished);
}

void MeasureTool::finish() {
  m_finished = true;
  tell();
}

geom::MapPoint MeasureTool::placeOf(const MapMouse& mouse) {
  if (m_snapper == nullptr || host() == nullptr) return mouse.at;
  const auto from = m_points.empty() ? std::nullopt : std::optional(m_points.back());
  return m_snapper->place(*host(), mouse, from);
}

bool MeasureTool::press(const MapMouse& mouse) {
  m_pointer = placeOf(mouse);
  if (mouse.button == Qt::RightButton) {
    if (!m_points.empty()) finish();
    return true;
  }
  if (mouse.button != Qt::LeftButton) return false;
  if (m_finished) {
    m_points.clear();
    m_finished = false;
  }
  m_points.push_back(m_pointer);
  tell();
  return true;
}

bool MeasureTool::move(const MapMouse& mouse) {
  if (m_snapper == nullptr && (m_points.empty() || m_finished)) return false;
  m_pointer = placeOf(mouse);
  if (m_points.empty() || m_finished) {
    host()->updateOverlay();
  } else {
    tell();
  }
  return true;
}

bool MeasureTool::release(const MapMouse& mouse) {
  return mouse.button != Qt::MiddleButton;
}

bool MeasureTool::doubleClick(const MapMouse& mouse) {
  if (mouse.button != Qt::LeftButton) return false;
  if (!m_points.empty()) finish();  // the first press of the double click has set the last point
  return true;
}

bool MeasureTool::claims(const QKeyEvent& event) const {
  return isPlainDelete(event) && !m_points.empty();
}

bool MeasureTool::key(const QKeyEvent& event) {
  if (m_points.empty()) return false;
  switch (event.key()) {
    case Qt::Key_Delete:
    case Qt::Key_Backspace:
      m_finished = false;  // a line that was ended by mistake goes on
      m_points.pop_back();
      break;
    case Qt::Key_Escape:
      m_points.clear();
      m_finished = false;
      break;
    case Qt::Key_Return:
    case Qt::Key_Enter: finish(); return true;
    default: return false;
  }
  tell();
  return true;
}

void MeasureTool::paint(QPainter& painter, const ToView& toView) const {
  if (m_snapper != nullptr) m_snapper->paint(painter, toView);
  if (m_points.empty()) return;
  QPolygonF line;
  for (const geom::MapPoint& p : m_points) line << toView(p);
  if (!m_finished) line << toView(m_pointer);
  const QColor colour(0xc2, 0x18, 0x5b);
  if (m_area && line.size() > 2) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0xc2, 0x18, 0x5b, 45));
    painter.drawPolygon(line);
    line << line.front();
  }
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(QColor(255, 255, 255, 210), 5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(line);
  painter.setPen(QPen(colour, 2.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(line);
  painter.setBrush(Qt::white);
  painter.setPen(QPen(colour, 2));
  for (const geom::MapPoint& p : m_points) painter.drawEllipse(toView(p), 3.5, 3.5);
}

}  // namespace gis::ui
