// A label as a picture: drawing letters as shapes costs a hundred times what it costs to lay them down again.
#pragma once

#include <QImage>
#include <cstdint>
#include <vector>

#include "ui/map/label_candidates.h"

namespace gis::ui {

/// How much of each pixel the halo and the letters of a label cover, in pixels of the world. Thread rule: one at a
/// time.
class LabelPicture {
 public:
  /// Draws the shapes of the letters: the same pixels every time (a font engine's glyph cache is not).
  LabelPicture(const LabelPlace& place, const LabelLook& look);
  /// Lays the halo down on `image` (premultiplied ARGB32), whose corner is at (left, top) of the world.
  void drawHalo(QImage& image, std::int64_t left, std::int64_t top, const LabelLook& look) const;
  /// The letters.
  void drawText(QImage& image, std::int64_t left, std::int64_t top, const LabelLook& look) const;

 private:
  using Mask = std::vector<std::uint8_t>;
  void draw(QImage& image, std::int64_t left, std::int64_t top, const Mask& mask, const style::Colour& colour) const;

  std::int64_t m_left = 0, m_top = 0;
  int m_width = 0, m_height = 0;
  Mask m_halo, m_text;  ///< row by row; no halo, no mask
};

/// One run of a label as its font shapes it, in the run's own coordinates.
[[nodiscard]] QFont fontOf(const LabelLook& look, const LabelRun& run);

}  // namespace gis::ui
