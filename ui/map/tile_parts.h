// Parts of a tile: what is there, what lacks, what is taken over.
#pragma once

#include <QImage>
#include <QRect>
#include <vector>

#include "ui/map/tile_painter.h"

namespace gis::ui {

inline constexpr QRect kWholeTile(0, 0, kTilePixels, kTilePixels);

/// What must be drawn of a tile to have `wanted` of it when `there` is there already.
[[nodiscard]] std::vector<QRect> restOfTile(const QRect& wanted, const QRect& there);
/// `part`, and what remains of the tile beside it where that is thin.
[[nodiscard]] QRect withThinStrips(QRect part);
/// Copies the pixels of `part`. Both pictures have a tile's size and 32 bits a pixel.
void copyPart(const QImage& from, QImage& to, const QRect& part);

}  // namespace gis::ui
