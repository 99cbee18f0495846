#include "ui/map/point_buffer.h"

#include <algorithm>
#include <bit>

#include "ui/map/blend.h"

namespace gis::ui {

Marker::Marker(QImage picture) : image(std::move(picture)), half(image.width() / 2) {
  endRow = 0;
  firstRow = image.height();
  if (!fits()) return;
  drawn.resize(std::size_t(image.height()), 0);
  for (int y = 0; y < image.height(); ++y) {
    const quint32* line = pixelsOf(image, y);
    for (int x = 0; x < image.width(); ++x) {
      if (line[x] >> 24 != 0) drawn[std::size_t(y)] |= std::uint64_t{1} << x;
    }
    if (drawn[std::size_t(y)] == 0) continue;
    firstRow = std::min(firstRow, y);
    endRow = y + 1;
  }
}

void PointBuffer::reset(int width, int height) {
  if (width == m_width && height == m_height) {
    std::fill(m_pixels.begin() + std::ptrdiff_t{std::min(m_firstRow, m_endRow)} * width,
              m_pixels.begin() + std::ptrdiff_t{m_endRow} * width, 0U);
  } else {
    m_pixels.assign(std::size_t(width) * std::size_t(height), 0);
  }
  m_width = width;
  m_height = height;
  m_words = std::size_t(width + 2 * kMargin) / 64 + 2;
  m_opaque.assign(m_words * std::size_t(height), ~std::uint64_t{0});
  // the picture's own bits begin at kMargin, a multiple of 64
  for (int y = 0; y < height; ++y) {
    std::uint64_t* row = m_opaque.data() + std::size_t(y) * m_words + kMargin / 64;
    for (int x = 0; x < width; x += 64) {
      row[x / 64] = width - x >= 64 ? 0 : ~std::uint64_t{0} << (width - x);
    }
  }
  m_firstRow = 1 << 30;
  m_endRow = 0;
}

void PointBuffer::place(const Marker& marker, const PointSet& points) {
  if (points.isEmpty()) return;
  m_placed.assign(m_words * std::size_t(m_height + 2 * kMargin), 0);
  for (const auto& some : points.m_places) {
    for (const auto [x, y] : some) {
      if (x < -kMargin / 2 || x >= m_width + kMargin / 2 || y < -kMargin / 2 || y >= m_height + kMargin / 2) continue;
      const auto bit = unsigned(x + kMargin);
      std::uint64_t& word = m_placed[std::size_t(y + kMargin) * m_words + bit / 64];
      const std::uint64_t one = std::uint64_t{1} << (bit % 64);
      if ((word & one) != 0) continue;
      word |= one;
      place(marker, x, y);
    }
  }
}

void PointBuffer::place(const Marker& marker, int x, int y) {
  const int left = x - marker.half, top = y - marker.half;
  const auto bit = unsigned(left + kMargin);
  const unsigned word = bit / 64, shift = bit % 64;
  const int first = std::max(marker.firstRow, -top), end = std::min(marker.endRow, m_height - top);
  for (int row = first; row < end; ++row) {
    const std::uint64_t bits = marker.drawn[std::size_t(row)];
    std::uint64_t* opaque = m_opaque.data() + std::size_t(top + row) * m_words + word;
    const std::uint64_t low = opaque[0] >> shift, high = shift == 0 ? 0 : opaque[1] << (64 - shift);
    std::uint64_t open = bits & ~(low | high);
    if (open == 0) continue;
    m_firstRow = std::min(m_firstRow, top + row);
    m_endRow = std::max(m_endRow, top + row + 1);
    const quint32* from = pixelsOf(marker.image, row);
    std::uint32_t* to = m_pixels.data() + std::ptrdiff_t(top + row) * m_width + left;
    for (; open != 0; open &= open - 1) {
      const int column = std::countr_zero(open);
      const quint32 there = to[column];
      const quint32 now = there == 0 ? from[column] : there + scaled(from[column], 255 - (there >> 24));
      to[column] = now;
      if (now >> 24 < 255) continue;
      const unsigned at = shift + unsigned(column);
      opaque[at / 64] |= std::uint64_t{1} << (at % 64);
    }
  }
}

bool PointBuffer::hides(const PixelBox& box) const {
  const float right = std::min(box.right, float(m_width - 1)), bottom = std::min(box.bottom, float(m_height - 1));
  if (right < 0 || bottom < 0 || box.left >= float(m_width) || box.top >= float(m_height)) return true;
  const int left = int(std::max(box.left, 0.0F)), top = int(std::max(box.top, 0.0F));
  const int columns = int(right) - left + 1;
  if (columns > 64) return false;  // so wide a row of symbols is rare
  const auto bit = unsigned(left + kMargin);
  const unsigned word = bit / 64, shift = bit % 64;
  const std::uint64_t wanted = ~std::uint64_t{0} >> (64 - columns);
  for (int y = top; y <= int(bottom); ++y) {
    const std::uint64_t* opaque = m_opaque.data() + std::size_t(y) * m_words + word;
    const std::uint64_t low = opaque[0] >> shift, high = shift == 0 ? 0 : opaque[1] << (64 - shift);
    if ((wanted & ~(low | high)) != 0) return false;
  }
  return true;
}

void PointBuffer::composeOver(QImage& image, const QRect& within) const {
  for (int y = std::max(m_firstRow, within.top()); y < std::min(m_endRow, within.bottom() + 1); ++y) {
    const std::uint32_t* from = m_pixels.data() + std::size_t(y) * std::size_t(m_width);
    quint32* to = pixelsOf(image, y);
    int x = within.left();
    for (; x < within.right(); x += 2) {
      const std::uint64_t two = loadTwo(from + x);
      if (two == 0) continue;
      storeTwo(to + x, bytesOf(overTwo(shortsOfBytes(two), shortsOfBytes(loadTwo(to + x)))));
    }
    if (x == within.right()) to[x] = over(from[x], to[x]);
  }
}

}  // namespace gis::ui
