// Point symbols of one layer in one picture, the uppermost first: what lies under others is never drawn.
#pragma once

#include <QImage>
#include <QRect>
#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "ui/map/area_buffer.h"

namespace gis::ui {

/// A symbol ready to be placed many times: its picture and which of its pixels are more than transparent.
struct Marker {
  QImage image;                      ///< premultiplied ARGB32, odd sides, the middle pixel is the place
  std::vector<std::uint64_t> drawn;  ///< a row each: bit x = pixel x is drawn
  int half = 0;
  int firstRow = 0, endRow = 0;  ///< rows that hold anything

  Marker() = default;
  explicit Marker(QImage picture);
  /// Wider ones do not fit into a row's bits.
  [[nodiscard]] bool fits() const { return image.width() <= 64; }
};

/// Where the symbols of one class stand. Which of two that overlap lies on top is decided by a number that has
/// nothing to do with their places (no pattern), and is the same in every picture (no seam).
class PointSet {
 public:
  void add(int x, int y, std::uint32_t feature) {
    // the last steps of MurmurHash3 (Austin Appleby, 2011): neighbouring numbers end far apart
    feature = (feature ^ feature >> 16) * 0x85ebca6bU;
    feature = (feature ^ feature >> 13) * 0xc2b2ae35U;
    m_places[(feature ^ feature >> 16) & 15].push_back({x, y});
  }
  [[nodiscard]] bool isEmpty() const {
    return std::all_of(m_places.begin(), m_places.end(), [](const auto& some) { return some.empty(); });
  }

 private:
  friend class PointBuffer;
  struct Place {
    int x = 0, y = 0;
  };
  std::array<std::vector<Place>, 16> m_places;  ///< the uppermost first
};

/// Call place() for the uppermost class first. A pixel that is opaque is never looked at again, so a million symbols
/// on one screen cost a few bit tests each. Thread rule: one thread.
class PointBuffer {
 public:
  /// Empties it for a picture of this size; memory is kept.
  void reset(int width, int height);
  /// Draws what is still seen of the marker at these pixels, which may lie outside; several at one pixel are one.
  void place(const Marker& marker, const PointSet& points);
  /// Is every pixel that the box touches under opaque symbols, or outside of the picture? Nothing is seen of what is
  /// drawn there before the symbols are laid over it.
  [[nodiscard]] bool hides(const PixelBox& box) const;
  /// Lays the symbols over a premultiplied ARGB32 picture, between these columns and rows.
  void composeOver(QImage& image, const QRect& within) const;

 private:
  void place(const Marker& marker, int x, int y);

  static constexpr int kMargin = 64;  ///< bits left and right of a row that count as opaque

  int m_width = 0, m_height = 0;
  std::size_t m_words = 0;
  std::vector<std::uint32_t> m_pixels;
  std::vector<std::uint64_t> m_opaque;
  std::vector<std::uint64_t> m_placed;  ///< pixels where the present marker stands already, margin included
  int m_firstRow = 1 << 30, m_endRow = 0;
};

}  // namespace gis::ui
