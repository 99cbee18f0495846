// Mouse, wheel, keys and drops of the map widget.
#include <QContextMenuEvent>
#include <QDropEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QMouseEvent>
#include <QNativeGestureEvent>
#include <QWheelEvent>
#include <cmath>

#include "ui/canvas/map_canvas.h"

namespace gis::ui {

namespace {
constexpr double kNotch = 120.0;       // angle units of one wheel notch
constexpr double kKeyPanShare = 0.25;  // arrows move a quarter of the window
constexpr double kSmallestBoxDip = 4;  // a smaller box is a slip of the hand
}  // namespace

MapMouse MapCanvas::mapMouse(const QMouseEvent& event) const {
  MapMouse mouse;
  mouse.at = m_view.toMap(event.position());
  mouse.button = event.button();
  mouse.buttons = event.buttons();
  mouse.modifiers = event.modifiers();
  mouse.tolerance = kClickToleranceDip * m_view.unitsPerPixel;
  return mouse;
}

void MapCanvas::updateCursor() {
  if (m_drag == Drag::pan)
    setCursor(Qt::ClosedHandCursor);
  else if (m_spaceDown)
    setCursor(Qt::OpenHandCursor);
  else if (m_drag == Drag::box)
    setCursor(Qt::CrossCursor);
  else
    setCursor(m_tool != nullptr ? m_tool->cursor() : QCursor(Qt::OpenHandCursor));
}

void MapCanvas::mousePressEvent(QMouseEvent* event) {
  m_pointer = event->position();
  const bool left = event->button() == Qt::LeftButton;
  // NOLINTNEXTLINE(bugprone-branch-clone): who is asked first counts
  if (event->button() == Qt::MiddleButton || (left && m_spaceDown)) {
    m_drag = Drag::pan;
    m_dragFrom = m_pointer;
  } else if (left && (event->modifiers() & Qt::ShiftModifier) && !(m_tool != nullptr && m_tool->usesShift())) {
    m_drag = Drag::box;
    m_dragFrom = m_pointer;
  } else if (m_tool != nullptr && m_tool->press(mapMouse(*event))) {
    update();
  } else if (left) {
    m_drag = Drag::pan;
    m_dragFrom = m_pointer;
  } else {
    QWidget::mousePressEvent(event);
    return;
  }
  updateCursor();
  event->accept();
}

void MapCanvas::mouseMoveEvent(QMouseEvent* event) {
  const QPointF before = m_pointer;
  m_pointer = event->position();
  if (m_drag == Drag::pan) {
    setView(m_view.panned(m_dragFrom, m_pointer));
    m_dragFrom = m_pointer;
  } else if (m_drag == Drag::box) {  // NOLINT(bugprone-branch-clone): who is asked first counts
    update();
  } else if (m_spaceDown) {
    setView(m_view.panned(before, m_pointer));
  } else if (m_tool != nullptr && m_tool->move(mapMouse(*event))) {
    update();
  }
  Q_EMIT pointerAt(m_view.toMap(m_pointer));
  event->accept();
}

void MapCanvas::mouseReleaseEvent(QMouseEvent* event) {
  m_pointer = event->position();
  const Drag drag = m_drag;
  m_drag = Drag::none;
  if (drag == Drag::box) {
    const QRectF box = QRectF(m_dragFrom, m_pointer).normalized();
    if (box.width() >= kSmallestBoxDip && box.height() >= kSmallestBoxDip) {
      geom::Envelope wanted;
      const geom::MapPoint a = m_view.toMap(box.topLeft());
      const geom::MapPoint b = m_view.toMap(box.bottomRight());
      wanted.include(a.x, a.y);
      wanted.include(b.x, b.y);
      setView(MapView::fit(wanted, size(), devicePixelRatioF()));
    }
    update();
  } else if (drag == Drag::none && m_tool != nullptr && m_tool->release(mapMouse(*event))) {
    update();
  }
  updateCursor();
  event->accept();
}

void MapCanvas::mouseDoubleClickEvent(QMouseEvent* event) {
  m_pointer = event->position();
  if (m_tool != nullptr && m_tool->doubleClick(mapMouse(*event))) {
    update();
  } else if (event->button() == Qt::LeftButton) {
    setView(m_view.zoomedAt(m_pointer, 2));
  }
  event->accept();
}

void MapCanvas::wheelEvent(QWheelEvent* event) {
  // Touch pads tell many small angles: each zooms by its share of a notch.
  const double notches = event->angleDelta().y() / kNotch;
  if (notches != 0) {
    const double step = (event->modifiers() & Qt::ControlModifier) ? 1.2 : 2.0;  // Ctrl: fine, as in QGIS
    setView(m_view.zoomedAt(event->position(), std::pow(step, notches)));
  }
  event->accept();
}

bool MapCanvas::event(QEvent* event) {
  if (event->type() == QEvent::ShortcutOverride && m_tool != nullptr &&
      m_tool->claims(*static_cast<QKeyEvent*>(event))) {
    event->accept();
    return true;
  }
  if (event->type() == QEvent::NativeGesture) {
    auto* gesture = static_cast<QNativeGestureEvent*>(event);
    if (gesture->gestureType() == Qt::ZoomNativeGesture) {
      setView(m_view.zoomedAt(gesture->position(), 1 + gesture->value()));
      return true;
    }
  }
  return QWidget::event(event);
}

bool MapCanvas::panOrZoomKey(const QKeyEvent& event) {
  if (event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) return false;
  const double dx = width() * kKeyPanShare;
  const double dy = height() * kKeyPanShare;
  switch (event.key()) {
    case Qt::Key_Left: panPixels({dx, 0}); return true;
    case Qt::Key_Right: panPixels({-dx, 0}); return true;
    case Qt::Key_Up: panPixels({0, dy}); return true;
    case Qt::Key_Down: panPixels({0, -dy}); return true;
    case Qt::Key_PageUp:
    case Qt::Key_Plus: zoom(2); return true;
    case Qt::Key_PageDown:
    case Qt::Key_Minus: zoom(0.5); return true;
    default: return false;
  }
}

void MapCanvas::keyPressEvent(QKeyEvent* event) {
  const bool holdKey = event->key() == Qt::Key_Space || (m_holdPanKey != 0 && event->key() == m_holdPanKey);
  if (holdKey && event->modifiers() == Qt::NoModifier) {
    if (!event->isAutoRepeat()) {
      m_spaceDown = true;
      updateCursor();
    }
    event->accept();
    return;
  }
  if (m_drag == Drag::box && event->key() == Qt::Key_Escape) {
    m_drag = Drag::none;
    updateCursor();
    update();
    return;
  }
  if (m_tool != nullptr && m_tool->key(*event)) {
    update();
    return;
  }
  if (!panOrZoomKey(*event)) QWidget::keyPressEvent(event);
}

void MapCanvas::keyReleaseEvent(QKeyEvent* event) {
  const bool holdKey = event->key() == Qt::Key_Space || (m_holdPanKey != 0 && event->key() == m_holdPanKey);
  if (holdKey && !event->isAutoRepeat()) {
    m_spaceDown = false;
    updateCursor();
    event->accept();
    return;
  }
  QWidget::keyReleaseEvent(event);
}

void MapCanvas::focusOutEvent(QFocusEvent* event) {
  m_spaceDown = false;
  updateCursor();
  QWidget::focusOutEvent(event);
}

void MapCanvas::leaveEvent(QEvent* event) {
  Q_EMIT pointerLeft();
  QWidget::leaveEvent(event);
}

void MapCanvas::contextMenuEvent(QContextMenuEvent* event) {
  const bool byTool = event->reason() == QContextMenuEvent::Mouse && m_tool != nullptr && m_tool->usesRightClick();
  if (!byTool) Q_EMIT menuWanted(m_view.toMap(event->pos()), event->globalPos());
  event->accept();
}

void MapCanvas::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MapCanvas::dropEvent(QDropEvent* event) {
  QStringList files;
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) files << url.toLocalFile();
  if (files.isEmpty()) return;
  event->acceptProposedAction();
  Q_EMIT filesDropped(files);
}

}  // namespace gis::ui
