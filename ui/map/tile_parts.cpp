#include "ui/map/tile_parts.h"

#include <algorithm>
#include <iterator>

#include "ui/map/blend.h"

namespace gis::ui {

namespace {
/// A strip so thin costs little more when it is drawn with what is beside it, and much when it is drawn alone.
constexpr int kThinStrip = 64;
}  // namespace

std::vector<QRect> restOfTile(const QRect& wanted, const QRect& there) {
  if (there.isNull() || !wanted.contains(there)) return {wanted};
  const QRect bands[] = {QRect(QPoint(wanted.left(), wanted.top()), QPoint(wanted.right(), there.top() - 1)),
                         QRect(QPoint(wanted.left(), there.bottom() + 1), QPoint(wanted.right(), wanted.bottom())),
                         QRect(QPoint(wanted.left(), there.top()), QPoint(there.left() - 1, there.bottom())),
                         QRect(QPoint(there.right() + 1, there.top()), QPoint(wanted.right(), there.bottom()))};
  std::vector<QRect> rest;
  std::copy_if(std::begin(bands), std::end(bands), std::back_inserter(rest),
               [](const QRect& r) { return r.isValid(); });
  return rest;
}

QRect withThinStrips(QRect part) {
  if (part.left() <= kThinStrip) part.setLeft(0);
  if (part.top() <= kThinStrip) part.setTop(0);
  if (kTilePixels - 1 - part.right() <= kThinStrip) part.setRight(kTilePixels - 1);
  if (kTilePixels - 1 - part.bottom() <= kThinStrip) part.setBottom(kTilePixels - 1);
  return part;
}

void copyPart(const QImage& from, QImage& to, const QRect& part) {
  for (int y = part.top(); y <= part.bottom(); ++y) {
    std::copy_n(pixelsOf(from, y) + part.left(), part.width(), pixelsOf(to, y) + part.left());
  }
}

}  // namespace gis::ui
