#include "ui/map/tile_composition.h"

#include <QPainter>
#include <algorithm>
#include <cmath>
#include <cstring>
#include <vector>

#include "ui/map/blend.h"

namespace gis::ui {

namespace {

/// First pixel whose centre lies at or beyond an edge.
int pixelFrom(double edge) {
  return int(std::ceil(edge - 0.5));
}

/// Lays `some` on the pixels of `clip`, each the nearest of the picture: at least four times as fast as a painter,
/// whose way this is for nearly all that a new frame shows of other scales.
void layScaled(QImage& onto, const TileCache::StandIn& some, const QRect& clip) {
  const QRectF& place = some.place;
  const QRect target = QRect(QPoint(pixelFrom(place.left()), pixelFrom(place.top())),
                             QPoint(pixelFrom(place.right()) - 1, pixelFrom(place.bottom()) - 1)) &
                       clip & onto.rect();
  if (target.isEmpty()) return;
  const double across = some.part.width() / place.width(), down = some.part.height() / place.height();
  const auto from = [](double at, int first, int last) { return std::clamp(first + int(at), first, last); };
  static thread_local std::vector<int> columns;
  columns.resize(std::size_t(target.width()));
  for (int x = 0; x < target.width(); ++x) {
    const double at = (target.left() + x + 0.5 - place.left()) * across;
    columns[std::size_t(x)] = from(at, some.part.left(), some.part.right());
  }
  const quint32* before = nullptr;
  int rowBefore = -1;
  for (int y = target.top(); y <= target.bottom(); ++y) {
    const int row = from((y + 0.5 - place.top()) * down, some.part.top(), some.part.bottom());
    quint32* to = pixelsOf(onto, y) + target.left();
    if (row == rowBefore) {
      std::memcpy(to, before, columns.size() * sizeof *to);
    } else {
      const quint32* const pixels = pixelsOf(*some.picture, row);
      for (std::size_t x = 0; x < columns.size(); ++x) to[x] = pixels[columns[x]];
    }
    rowBefore = row;
    before = to;
  }
}

}  // namespace

void bringUpToDate(QImage& picture, const TileComposition& made) {
  QPainter onto(&picture);
  onto.setCompositionMode(QPainter::CompositionMode_Source);
  for (const TileComposition::Sharp& one : made.sharp) onto.drawImage(one.at, *one.picture, one.part);
  onto.setRenderHint(QPainter::SmoothPixmapTransform, made.smooth);
  for (const TileComposition::Blurred& one : made.blurred) {
    onto.setClipRect(one.place);
    onto.fillRect(one.place, made.background);
    for (const TileCache::StandIn& some : one.pictures) {
      if (made.smooth || some.picture->format() != picture.format()) {
        onto.drawImage(some.place, *some.picture, some.part);
      } else {
        layScaled(picture, some, one.place);
      }
    }
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
