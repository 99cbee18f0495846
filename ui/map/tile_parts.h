// Parts of a tile: what is there, what lacks, what is taken over.
#pragma once

#include <QImage>
#include <QRect>
#include <cstdint>
#include <vector>

#include "gis_core/geometry/envelope.h"
#include "ui/map/tile_cache.h"
#include "ui/map/tile_painter.h"

namespace gis::ui {

inline constexpr QRect kWholeTile(0, 0, kTilePixels, kTilePixels);

/// Pixels of the world at some scale, the last column and row not included: more than an int counts.
struct WorldPixels {
  std::int64_t left = 0, top = 0, right = 0, bottom = 0;
  /// Every pixel that the box touches by more than a rounding error. `units`: map units per pixel.
  [[nodiscard]] static WorldPixels of(const geom::Envelope& box, double units);
};

/// A part of a tile, in its pixels.
struct TilePart {
  TileKey key;
  QRect part;
};
/// The tiles that the pixels lie in, row by row, and what of each.
[[nodiscard]] std::vector<TilePart> tilePartsOf(const WorldPixels& pixels, double units, double dpr);

/// What must be drawn of a tile to have `wanted` of it when `there` is there already.
[[nodiscard]] std::vector<QRect> restOfTile(const QRect& wanted, const QRect& there);
/// `part`, and what remains of the tile beside it where that is thin.
[[nodiscard]] QRect withThinStrips(QRect part);
/// A step from what is there of a tile to all that is wanted of it, `there` included: one rectangle more, small enough
/// to be drawn or given up within a millisecond or two.
[[nodiscard]] QRect nextPiece(const QRect& there, const QRect& wanted);
/// Copies the pixels of `part`. Both pictures have a tile's size and 32 bits a pixel.
void copyPart(const QImage& from, QImage& to, const QRect& part);

}  // namespace gis::ui
