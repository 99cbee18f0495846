// How what is drawn by hand looks. Private to the room.
#pragma once

#include <QPainter>
#include <QPolygonF>

namespace gis::ui {

inline const QColor kSketchColour(0x00, 0x6d, 0xcc);

/// A line of a sketch, readable on any map.
inline void drawSketchLine(QPainter& painter, const QPolygonF& line, bool dashed = false) {
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(QColor(255, 255, 255, 210), 4.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(line);
  painter.setPen(QPen(kSketchColour, 2, dashed ? Qt::DashLine : Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.drawPolyline(line);
}

/// A handle of a vertex; the chosen one is filled.
inline void drawHandle(QPainter& painter, QPointF at, bool chosen) {
  painter.setPen(QPen(kSketchColour, 1.5));
  painter.setBrush(chosen ? QColor(0xff, 0x8c, 0x00) : QColor(Qt::white));
  const double r = chosen ? 5 : 3.5;
  painter.drawRect(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r));
}

}  // namespace gis::ui
