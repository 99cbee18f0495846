#include "ui/map/stroke_mask.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "ui/map/blend.h"
#include "ui/map/vectors.h"

namespace gis::ui {

namespace {
constexpr std::size_t kRemembered = 4096;                // pieces; neighbours follow each other soon
constexpr int kOne = 2048;                               // a pixel, so that 16 bits hold distances up to 16 pixels
constexpr int kInk = 512;                                // a pixel in a window of addSmall(): sums of many pieces fit
constexpr float kLeastSmall = 0.6F, kMostSmall = 1.06F;  // widths that steps of ink show well
constexpr int kSmall = 18;                               // pixels: larger ones are drawn piece by piece
constexpr int kLeftColumns = 24;                         // columns left of the picture in the mask
constexpr float kFar = 7;                                // along the line, farther from its ends makes no difference

std::uint64_t hashOf(PixelRuns::Point p) {
  std::uint64_t h = (std::uint64_t{std::bit_cast<std::uint32_t>(p.x)} << 32 | std::bit_cast<std::uint32_t>(p.y)) *
                    0x9e3779b97f4a7c15ULL;
  h ^= h >> 29;
  return h * 0xbf58476d1ce4e5b9ULL;
}

/// Adds to two neighbours at once; their sums stay positive, so that no carry goes from one to the other.
void addPair(std::int16_t* to, std::uint32_t pair) {
  std::uint32_t sum = 0;
  std::memcpy(&sum, to, sizeof sum);
  sum += pair;
  std::memcpy(to, &sum, sizeof sum);
}

bool isSmall(float width, const PixelBox& box) {
  return width >= kLeastSmall && width <= kMostSmall && box.right - box.left <= kSmall &&
         box.bottom - box.top <= kSmall;
}

short fixed(float v) {
  return static_cast<short>(int(v * float(kOne)));
}
}  // namespace

void StrokeMask::reset(int width, int height) {
  const std::size_t stride = (std::size_t(width) + std::size_t{2} * kLeftColumns + 15) / 8 * 8;
  if (width != m_width || height != m_height) {
    m_cover.assign(stride * std::size_t(height), 0);
  } else if (!isEmpty()) {
    std::fill(m_cover.begin() + std::ptrdiff_t(std::size_t(m_firstRow) * stride),
              m_cover.begin() + std::ptrdiff_t(std::size_t(m_endRow) * stride), std::int16_t{0});
  }
  m_width = width;
  m_height = height;
  m_stride = stride;
  m_firstRow = 1 << 30;
  m_endRow = 0;
  m_drawn.assign(kRemembered, 0);
}

float StrokeMask::reach(float width, const PixelBox& box) {
  // ink goes to the nearest pixels; the square ends of a piece reach out by their corners
  return isSmall(width, box) ? 0.5F : (width / 2 + 0.5F) * 1.4143F;
}

void StrokeMask::add(const PixelRuns::Point* points, std::uint32_t count, float width) {
  if (count == 0) return;
  PixelBox box;
  for (std::uint32_t i = 0; i < count; ++i) box.include(points[i]);
  add(points, count, width, box);
}

void StrokeMask::add(const PixelRuns::Point* points, std::uint32_t count, float width, const PixelBox& box) {
  if (!(box.left < float(m_width) + width && box.right > -width && box.top < float(m_height) + width &&
        box.bottom > -width))
    return;
  if (!isSmall(width, box)) {
    addPieces(points, count, width);
    return;
  }
  const int left = int(box.left + 63.5F) - 64, top = int(box.top + 63.5F) - 64;
  const int rows = int(box.bottom - float(top)) + 2, columns = int(box.right - float(left)) + 2;
  if (columns <= 8) {
    addSmall<8>(points, count, width, left, top, rows);
  } else if (columns <= 16) {
    addSmall<16>(points, count, width, left, top, rows);
  } else {
    addSmall<kLeftColumns>(points, count, width, left, top, rows);
  }
}

/// Ink in steps of at most a pixel, summed up in a window of its own and then laid over the mask.
template <int kColumns>
void StrokeMask::addSmall(const PixelRuns::Point* points, std::uint32_t count, float width, int left, int top,
                          int rows) {
  static_assert(kLeftColumns >= kSmall + 4);
  alignas(16) std::int16_t window[kColumns * kLeftColumns];
  std::fill_n(window, rows * kColumns, std::int16_t{0});
  const float ox = float(left) + 0.5F, oy = float(top) + 0.5F;
  for (std::uint32_t i = 1; i < count; ++i) {
    const float dx = points[i].x - points[i - 1].x, dy = points[i].y - points[i - 1].y;
    const float reach = std::max(std::fabs(dx), std::fabs(dy));
    const int steps = int(reach) + 1;
    const float part = 1 / float(steps);
    const float ink = std::sqrt(dx * dx + dy * dy) * part * width * float(kInk);
    const float sx = dx * part, sy = dy * part;
    float x = points[i - 1].x - ox + sx / 2, y = points[i - 1].y - oy + sy / 2;
    const Float4 half = all4(0.5F), full = all4(ink);
    for (int k = 0; k < steps; ++k, x += sx, y += sy) {
      const int column = int(x), row = int(y);
      const float fx = x - float(column), fy = y - float(row);
      // the four nearest pixels: two beside each other, two below them
      const Float4 across{1 - fx, fx, 1 - fx, fx}, down{1 - fy, 1 - fy, fy, fy};
      const std::uint64_t pairs = shortsOf(toInt4(across * down * full + half));
      addPair(window + std::ptrdiff_t{row} * kColumns + column, std::uint32_t(pairs));
      addPair(window + std::ptrdiff_t{row + 1} * kColumns + column, std::uint32_t(pairs >> 32));
    }
  }
  const int first = std::max(0, top), end = std::min(m_height, top + rows);
  if (first >= end) return;
  m_firstRow = std::min(m_firstRow, first);
  m_endRow = std::max(m_endRow, end);
  // the mask has a margin of a window on each side
  const Short8 most = all8(kInk), up = all8(kOne / kInk);
  for (int row = first; row < end; ++row) {
    const std::int16_t* from = window + std::ptrdiff_t{row - top} * kColumns;
    std::int16_t* to = m_cover.data() + std::size_t(row) * m_stride + std::size_t(left + kLeftColumns);
    for (int x = 0; x < kColumns; x += 8) {
      store8(to + x, max8(load8(to + x), min8(load8(from + x), most) * up));
    }
  }
}

void StrokeMask::addPieces(const PixelRuns::Point* points, std::uint32_t count, float width) {
  std::uint64_t before = hashOf(points[0]);
  for (std::uint32_t i = 1; i < count; ++i) {
    const std::uint64_t hash = hashOf(points[i]);
    const std::uint64_t key = (before + hash) ^ ((before ^ hash) >> 7);  // the same both ways round
    before = hash;
    std::uint64_t& place = m_drawn[(key >> 40) % kRemembered];
    if (place == key) continue;
    place = key;
    addPiece(points[i - 1], points[i], width);
  }
}

void StrokeMask::addPiece(PixelRuns::Point a, PixelRuns::Point b, float width) {
  const float reach = width / 2 + 0.5F;
  const float top = std::min(a.y, b.y) - reach, bottom = std::max(a.y, b.y) + reach;
  const float left = std::min(a.x, b.x) - reach, right = std::max(a.x, b.x) + reach;
  if (!(top < float(m_height) && bottom > 0 && left < float(m_width) && right > 0)) return;
  const float dx = b.x - a.x, dy = b.y - a.y;
  const float length = std::sqrt(dx * dx + dy * dy);
  const float ux = length > 0 ? dx / length : 1, uy = length > 0 ? dy / length : 0;
  const int first = top > 0 ? int(top) : 0, last = std::min(m_height - 1, int(bottom));
  m_firstRow = std::min(m_firstRow, first);
  m_endRow = std::max(m_endRow, last + 1);
  // where the row's middle leaves the strip: x = a.x + (v · ux ± reach) / uy
  const bool slanted = std::fabs(uy) > 1e-3F;
  const float perRow = slanted ? ux / uy : 0, half = slanted ? reach / std::fabs(uy) : 0;
  static constexpr Short8 kLanes{0, 1, 2, 3, 4, 5, 6, 7};
  const Short8 aside = kLanes * all8(fixed(-uy)), ahead = kLanes * all8(fixed(ux));
  const Short8 vreach = all8(fixed(reach)), peak = all8(fixed(std::min(1.0F, width))), zero = all8(0);
  for (int row = first; row <= last; ++row) {
    const float v = float(row) + 0.5F - a.y;
    float from = left, to = right;
    if (slanted) {
      const float middle = a.x + v * perRow;
      from = std::max(from, middle - half);
      to = std::min(to, middle + half);
    }
    if (!(to > 0)) continue;
    // NOLINTNEXTLINE(bugprone-incorrect-roundings): positive, and in the innermost loops but one
    const int begin = from > 0.5F ? int(from - 0.5F) : 0, end = std::min(m_width, int(to + 0.5F));
    std::int16_t* cover = m_cover.data() + std::size_t(row) * m_stride + kLeftColumns;
    for (int x = begin; x < end; x += 8) {
      const float u = float(x) + 0.5F - a.x;
      const float way = v * uy + u * ux;
      const Short8 side = all8(fixed(v * ux - u * uy)) + aside;
      const Short8 fromStart = all8(fixed(std::min(way, kFar))) + ahead;
      const Short8 toEnd = all8(fixed(std::min(length - way, kFar))) - ahead;
      const Short8 c = min8(vreach - max8(side, -side), min8(vreach + min8(fromStart, toEnd), peak));
      store8(cover + x, max8(load8(cover + x), max8(c, zero)));
    }
  }
}

void StrokeMask::composeOver(QImage& image, const style::Colour& colour, double opacity, const QRect& within) {
  constexpr int kShift = std::countr_zero(unsigned(kOne));
  const auto alpha = static_cast<short>(std::lround(colour.a * opacity));
  const quint32 ink = 0xff000000U | quint32{colour.r} << 16 | quint32{colour.g} << 8 | quint32{colour.b};
  const UShort8 inks = shortsOfBytes(std::uint64_t{ink} << 32 | ink);
  const auto layTwo = [&](quint32* to, UShort8 shares) {
    const UShort8 below = shortsOfBytes(loadTwo(to));
    storeTwo(to, bytesOf(scaledTwo(inks, shares) + scaledTwo(below, allU8(255) - shares)));
  };
  for (int y = m_firstRow; y < m_endRow; ++y) {
    std::int16_t* const row = m_cover.data() + std::size_t(y) * m_stride;
    if (y >= within.top() && y <= within.bottom()) {
      const std::int16_t* cover = row + kLeftColumns;
      quint32* line = pixelsOf(image, y);
      for (int x = within.left(); x <= within.right(); x += 8) {
        const Short8 eight = load8(cover + x);
        if (isZero8(eight)) continue;
        const UShort8 shares = roundedShares8<kShift>(eight, alpha);
        if (x + 7 > within.right()) {
          for (int k = 0; x + k <= within.right(); ++k) {
            line[x + k] = scaled(ink, shares[k]) + scaled(line[x + k], quint32{255} - shares[k]);
          }
          break;
        }
        layTwo(line + x, pairFourTimes<0>(shares));
        layTwo(line + x + 2, pairFourTimes<1>(shares));
        layTwo(line + x + 4, pairFourTimes<2>(shares));
        layTwo(line + x + 6, pairFourTimes<3>(shares));
      }
    }
    std::fill_n(row, m_stride, std::int16_t{0});
  }
  m_firstRow = 1 << 30;
  m_endRow = 0;
}

}  // namespace gis::ui
