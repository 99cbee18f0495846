#include "ui/map/tile_parts.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include "ui/map/blend.h"

namespace gis::ui {

namespace {
/// A strip so thin costs little more when it is drawn with what is beside it, and much when it is drawn alone.
constexpr int kThinStrip = 64;
/// Pixels of a piece.
constexpr int kPiece = 8192;

/// So thick is a piece of this length.
int pieceThickness(int length) {
  return std::max(16, kPiece / std::max(1, length));
}
}  // namespace

WorldPixels WorldPixels::of(const geom::Envelope& box, double units) {
  constexpr double kRounding = 1e-3;
  const auto low = [&](double v) { return static_cast<std::int64_t>(std::floor(v / units + kRounding)); };
  const auto high = [&](double v) { return static_cast<std::int64_t>(std::ceil(v / units - kRounding)); };
  return {low(box.minX), low(-box.maxY), high(box.maxX), high(-box.minY)};
}

std::vector<TilePart> tilePartsOf(const WorldPixels& pixels, double units, double dpr) {
  const auto tileOf = [](std::int64_t pixel) {
    return pixel >= 0 ? pixel / kTilePixels : -((-pixel + kTilePixels - 1) / kTilePixels);
  };
  std::vector<TilePart> parts;
  for (std::int64_t row = tileOf(pixels.top); row * kTilePixels < pixels.bottom; ++row) {
    const std::int64_t y = row * kTilePixels;
    const auto top = int(std::max(pixels.top, y) - y);
    const auto bottom = int(std::min(pixels.bottom, y + kTilePixels) - y);
    for (std::int64_t column = tileOf(pixels.left); column * kTilePixels < pixels.right; ++column) {
      const std::int64_t x = column * kTilePixels;
      const auto left = int(std::max(pixels.left, x) - x);
      const auto right = int(std::min(pixels.right, x + kTilePixels) - x);
      parts.push_back({{units, dpr, column, row}, QRect(left, top, right - left, bottom - top)});
    }
  }
  return parts;
}

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

QRect nextPiece(const QRect& there, const QRect& wanted) {
  QRect next = there;
  if (there.isNull() || !wanted.contains(there)) {
    next = wanted;
    next.setHeight(std::min(wanted.height(), pieceThickness(wanted.width())));
  } else if (there.top() > wanted.top()) {
    next.setTop(std::max(wanted.top(), there.top() - pieceThickness(there.width())));
  } else if (there.bottom() < wanted.bottom()) {
    next.setBottom(std::min(wanted.bottom(), there.bottom() + pieceThickness(there.width())));
  } else if (there.left() > wanted.left()) {
    next.setLeft(std::max(wanted.left(), there.left() - pieceThickness(there.height())));
  } else {
    next.setRight(std::min(wanted.right(), there.right() + pieceThickness(there.height())));
  }
  return next;
}

void copyPart(const QImage& from, QImage& to, const QRect& part) {
  for (int y = part.top(); y <= part.bottom(); ++y) {
    std::copy_n(pixelsOf(from, y) + part.left(), part.width(), pixelsOf(to, y) + part.left());
  }
}

}  // namespace gis::ui
