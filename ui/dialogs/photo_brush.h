// A photo on which faces and plates are blacked out by hand.
#pragma once

#include <QImage>
#include <QWidget>
#include <vector>

#include "gis_core/raster/photo.h"

namespace gis::ui {

/// Shows the upright picture as large as it fits, its marks black; the mouse draws more: strokes of the brush, or
/// boxes. Left and right of the picture belongs to it for the end of a stroke. GUI thread.
class PhotoBrush : public QWidget {
  Q_OBJECT
 public:
  explicit PhotoBrush(QWidget* parent = nullptr);

  void setPicture(const QImage& picture, std::vector<raster::BlackMark> marks);
  [[nodiscard]] bool hasPicture() const { return !m_picture.isNull(); }
  [[nodiscard]] const std::vector<raster::BlackMark>& marks() const { return m_marks; }
  /// Part of the longer side of the picture; 0: boxes.
  void setRadius(double radius);
  void undo();
  void clear();

  [[nodiscard]] QSize sizeHint() const override { return {760, 560}; }

 Q_SIGNALS:
  void marksChanged();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;

 private:
  /// Where the picture lies in the widget.
  [[nodiscard]] QRectF shown() const;
  [[nodiscard]] geom::MapPoint partAt(QPointF at) const;
  [[nodiscard]] QPointF placeOf(geom::MapPoint part) const;
  void paintMark(QPainter& painter, const raster::BlackMark& mark) const;

  QImage m_picture;
  std::vector<raster::BlackMark> m_marks;
  double m_radius = 0.02;
  bool m_drawing = false;
  QPointF m_pointer;
};

}  // namespace gis::ui
