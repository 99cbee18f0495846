// Thin strokes into pixels: a scan converter of our own, because a map's far outlines are mostly such.
#pragma once

#include <QImage>
#include <QRect>
#include <cstdint>
#include <vector>

#include "gis_core/style/layer_style.h"
#include "ui/map/area_buffer.h"

namespace gis::ui {

/// How much of each pixel the strokes of one colour cover. A stroke over a stroke counts once, so a border that two
/// areas share is as wide and as dark as one that stands alone. Coverage follows the distance of the pixel's middle
/// from the line (a box as wide as the stroke and a pixel); joins and ends are square. What is only some pixels large
/// leaves its ink in steps along the line instead, each spread over the nearest pixels: the same for a stroke of about
/// a pixel, at a fraction of the cost. Thread rule: one thread.
class StrokeMask {
 public:
  /// Strokes up to this width look as Qt's do; wider ones want round joins.
  static constexpr double kWidest = 2.5;

  /// Empties it for a picture of this size; memory is kept.
  void reset(int width, int height);
  /// A line or ring of `count` points, in pixels. One width for all until the next reset().
  void add(const PixelRuns::Point* points, std::uint32_t count, float width);
  /// The same for points whose box is known.
  void add(const PixelRuns::Point* points, std::uint32_t count, float width, const PixelBox& box);
  /// How far from the box of a line or ring its stroke may touch a pixel.
  [[nodiscard]] static float reach(float width, const PixelBox& box);
  [[nodiscard]] bool isEmpty() const { return m_firstRow >= m_endRow; }
  /// Lays the strokes over a premultiplied ARGB32 picture, between these columns and rows; what it held is gone.
  void composeOver(QImage& image, const style::Colour& colour, double opacity, const QRect& within);

 private:
  template <int kColumns>
  void addSmall(const PixelRuns::Point* points, std::uint32_t count, float width, int left, int top, int rows);
  /// Leaves out pieces that were drawn a moment ago, either way round.
  void addPieces(const PixelRuns::Point* points, std::uint32_t count, float width);
  void addPiece(PixelRuns::Point a, PixelRuns::Point b, float width);

  int m_width = 0, m_height = 0;
  std::size_t m_stride = 0;
  std::vector<std::int16_t> m_cover;  ///< kOne: the whole pixel
  int m_firstRow = 1 << 30, m_endRow = 0;
  std::vector<std::uint64_t> m_drawn;  ///< hashes of pieces, the last one of each place
};

}  // namespace gis::ui
