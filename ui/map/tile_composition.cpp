#include "ui/map/tile_composition.h"

#include <QPainter>

namespace gis::ui {

void bringUpToDate(QImage& picture, const TileComposition& made) {
  QPainter onto(&picture);
  onto.setCompositionMode(QPainter::CompositionMode_Source);
  for (const TileComposition::Sharp& one : made.sharp) onto.drawImage(one.at, one.image, one.part);
  onto.setRenderHint(QPainter::SmoothPixmapTransform, made.smooth);
  for (const TileComposition::Blurred& one : made.blurred) {
    onto.setClipRect(one.place);
    onto.fillRect(one.place, made.background);
    for (const TileCache::StandIn& some : one.pictures) onto.drawImage(some.place, some.image, some.part);
  }
}

void paintLabelPicture(QPainter& painter, const MapView& view, const LabelPicture& labels) {
  if (labels.image.isNull() || labels.view.dpr != view.dpr) return;
  const MapView& old = labels.view;
  const double k = old.deviceUnits() / view.deviceUnits();
  if (k <= 0.5 || k >= 2) return;
  const QPointF at(double(old.deviceLeft()) * k - double(view.deviceLeft()),
                   double(old.deviceTop()) * k - double(view.deviceTop()));
  if (k == 1) {
    painter.drawImage(at, labels.image);
  } else {
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(QRectF(at, QSizeF(labels.image.size()) * k), labels.image);
  }
}

}  // namespace gis::ui
