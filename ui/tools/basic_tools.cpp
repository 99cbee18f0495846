#include "ui/tools/basic_tools.h"

namespace gis::ui {

namespace {
geom::Envelope boxOf(geom::MapPoint a, geom::MapPoint b) {
  geom::Envelope box;
  box.include(a.x, a.y);
  box.include(b.x, b.y);
  return box;
}
}  // namespace

void ZoomTool::deactivate() {
  m_from.reset();
  Tool::deactivate();
}

bool ZoomTool::press(const MapMouse& mouse) {
  if (mouse.button == Qt::RightButton) {
    host()->zoomBy(mouse.at, 0.5);
    return true;
  }
  if (mouse.button != Qt::LeftButton) return false;
  m_from = m_to = mouse.at;
  return true;
}

bool ZoomTool::move(const MapMouse& mouse) {
  if (!m_from) return false;
  m_to = mouse.at;
  return true;
}

bool ZoomTool::release(const MapMouse& mouse) {
  if (!m_from || mouse.button != Qt::LeftButton) return mouse.button == Qt::RightButton;
  const geom::Envelope box = boxOf(*m_from, mouse.at);
  m_from.reset();
  if (box.width() > mouse.tolerance && box.height() > mouse.tolerance)
    host()->showExtent(box);
  else
    host()->zoomBy(mouse.at, (mouse.modifiers & Qt::AltModifier) ? 0.5 : 2);
  return true;
}

bool ZoomTool::key(const QKeyEvent& event) {
  if (event.key() != Qt::Key_Escape || !m_from) return false;
  m_from.reset();
  return true;
}

void ZoomTool::paint(QPainter& painter, const ToView& toView) const {
  if (!m_from) return;
  painter.setPen(QPen(QColor(0x1f, 0x6f, 0xeb), 1.5, Qt::DashLine));
  painter.setBrush(QColor(0x1f, 0x6f, 0xeb, 40));
  painter.drawRect(QRectF(toView(*m_from), toView(m_to)).normalized());
}

bool IdentifyTool::press(const MapMouse& mouse) {
  m_down = mouse.button == Qt::LeftButton;
  return m_down;
}

bool IdentifyTool::release(const MapMouse& mouse) {
  if (!m_down || mouse.button != Qt::LeftButton) return false;
  m_down = false;
  Q_EMIT identified(mouse.at, host()->featuresAt(mouse.at));
  return true;
}

void PlaceTool::activate(ToolHost& toolHost) {
  Tool::activate(toolHost);
  toolHost.showHint(m_hint);
}

bool PlaceTool::press(const MapMouse& mouse) {
  if (mouse.button != Qt::LeftButton) return false;
  Q_EMIT placed(mouse.at);
  return true;
}

bool PlaceTool::key(const QKeyEvent& event) {
  if (event.key() != Qt::Key_Escape) return false;
  Q_EMIT givenUp();
  return true;
}

}  // namespace gis::ui
