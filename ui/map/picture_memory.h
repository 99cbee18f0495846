// Memory of the pictures that a map is put together from.
#pragma once

#include <QImage>
#include <QSize>
#include <cstddef>

namespace gis::ui {

/// A picture whose pixels say nothing yet, 32 bits each, on memory that is touched cheaply (platform::LargeMemory).
/// Pictures of a tile's size share large pages with each other; what one leaves is given to the next one. Small
/// pictures of other sizes are plain ones. Thread rule: any thread, for the picture's end as well.
[[nodiscard]] QImage newPicture(const QSize& size, QImage::Format format);

/// A screen of tiles: what a turn of the wheel needs at once.
inline constexpr std::size_t kTilesOfScreen = 48;
/// Tiles that memory is kept ready for: four screens, which a hand that zooms and pans without a rest fills sooner than
/// there is time to touch more.
inline constexpr std::size_t kTilesReady = 4 * kTilesOfScreen;

/// For a thread that has nothing to do: touches memory for the next tiles, a large page of it (up to some milliseconds
/// on a virtual machine, whose host has to find it), until so many have some. True when it did, and there may be
/// more to do.
bool warmTileMemory(std::size_t tiles = kTilesReady);

/// Bytes taken from the system for pictures of a tile's size.
[[nodiscard]] std::size_t tileMemoryBytes();

}  // namespace gis::ui
