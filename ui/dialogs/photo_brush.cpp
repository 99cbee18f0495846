#include "ui/dialogs/photo_brush.h"

#include <QMouseEvent>
#include <QPainter>
#include <algorithm>

namespace gis::ui {

PhotoBrush::PhotoBrush(QWidget* parent) : QWidget(parent) {
  setMouseTracking(true);
  setCursor(Qt::CrossCursor);
  setMinimumSize(320, 240);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void PhotoBrush::setPicture(const QImage& picture, std::vector<raster::BlackMark> marks) {
  m_picture = picture;
  m_marks = std::move(marks);
  update();
  Q_EMIT marksChanged();
}

void PhotoBrush::setRadius(double radius) {
  m_radius = radius;
  update();
}

void PhotoBrush::undo() {
  if (m_marks.empty()) return;
  m_marks.pop_back();
  update();
  Q_EMIT marksChanged();
}

void PhotoBrush::clear() {
  m_marks.clear();
  update();
  Q_EMIT marksChanged();
}

QRectF PhotoBrush::shown() const {
  const QSizeF size = QSizeF(m_picture.size()).scaled(QSizeF(this->size()), Qt::KeepAspectRatio);
  return {(width() - size.width()) / 2, (height() - size.height()) / 2, size.width(), size.height()};
}

geom::MapPoint PhotoBrush::partAt(QPointF at) const {
  const QRectF box = shown();
  return {std::clamp((at.x() - box.left()) / box.width(), 0.0, 1.0),
          std::clamp((at.y() - box.top()) / box.height(), 0.0, 1.0)};
}

QPointF PhotoBrush::placeOf(geom::MapPoint part) const {
  const QRectF box = shown();
  return {box.left() + part.x * box.width(), box.top() + part.y * box.height()};
}

void PhotoBrush::paintMark(QPainter& painter, const raster::BlackMark& mark) const {
  if (mark.points.empty()) return;
  if (mark.radius <= 0) {
    painter.fillRect(QRectF(placeOf(mark.points.front()), placeOf(mark.points.back())).normalized(), Qt::black);
    return;
  }
  const QRectF box = shown();
  const double radius = mark.radius * std::max(box.width(), box.height());
  painter.setPen(QPen(Qt::black, 2 * radius, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  QPolygonF line;
  for (const geom::MapPoint& part : mark.points) line << placeOf(part);
  if (line.size() == 1) line << line.front() + QPointF(0.01, 0);  // a dot: a line without length paints nothing
  painter.drawPolyline(line);
}

void PhotoBrush::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.fillRect(rect(), palette().color(QPalette::Mid));
  if (m_picture.isNull()) return;
  painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
  painter.drawImage(shown(), m_picture);
  painter.setClipRect(shown());
  for (const raster::BlackMark& mark : m_marks) paintMark(painter, mark);
  if (m_radius > 0 && underMouse()) {
    const QRectF box = shown();
    const double radius = m_radius * std::max(box.width(), box.height());
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(Qt::white, 3));
    painter.drawEllipse(m_pointer, radius, radius);
    painter.setPen(QPen(Qt::black, 1));
    painter.drawEllipse(m_pointer, radius, radius);
  }
}

void PhotoBrush::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || m_picture.isNull()) return;
  m_drawing = true;
  const geom::MapPoint part = partAt(event->position());
  m_marks.push_back({{part}, m_radius});
  if (m_radius <= 0) m_marks.back().points.push_back(part);
  update();
}

void PhotoBrush::mouseMoveEvent(QMouseEvent* event) {
  m_pointer = event->position();
  if (m_drawing) {
    std::vector<geom::MapPoint>& points = m_marks.back().points;
    if (m_radius <= 0) {
      points.back() = partAt(event->position());
    } else {
      points.push_back(partAt(event->position()));
    }
  }
  update();
}

void PhotoBrush::mouseReleaseEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton || !m_drawing) return;
  m_drawing = false;
  Q_EMIT marksChanged();
}

}  // namespace gis::ui
