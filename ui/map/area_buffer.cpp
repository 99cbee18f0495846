#include "ui/map/area_buffer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "ui/map/blend.h"

namespace gis::ui {

namespace {
constexpr float kFillOne = 16384;   // parts of a whole pixel; sums of nearly four fit
constexpr float kBorderOne = 2048;  // many outlines lie in a pixel of a whole city
/// Up to here fills are simply added: neighbours that share a border meet at one but for the last digit.
constexpr std::uint16_t kFull = 16384 + 64;

Ink inkOf(const AreaPixel& p, float one) {
  const float f = 1 / one;
  return {float(p.b) * f, float(p.g) * f, float(p.r) * f, float(p.a) * f};
}

void set(AreaPixel& p, Float4 colour) {
  p = std::bit_cast<AreaPixel>(shortsOf(toInt4(colour * all4(kFillOne) + all4(0.5F))));
}

inline void add(AreaPixel& p, Float4 parts) {
  storeLowHalf(&p.b, addMost8(loadLowHalf(&p.b), lowHalfOf(toInt4(parts + all4(0.5F)))));
}

/// For numbers that are not negative; the library's function is a call.
std::uint16_t rounded(float v) {
  return static_cast<std::uint16_t>(v + 0.5F);  // NOLINT(bugprone-incorrect-roundings)
}

/// The colour twice, in parts of `one`.
UShort8 twice(const Ink& ink, float one) {
  AreaPixel two[2];
  for (AreaPixel& p : two) {
    const auto part = [one](float v) { return rounded(v * one); };
    p = {part(ink.b), part(ink.g), part(ink.r), part(ink.a)};
  }
  return loadU8(&two[0].b);
}

/// Rounds down and up for numbers that are not negative: the library's functions are calls on a plain x86-64.
int whole(float v) {
  return int(v);
}
/// Floats of a row of differences: two more than columns, and whole fours.
std::size_t strideOf(int columns) {
  return (std::size_t(columns) + 5) / 4 * 4;
}
int wholeAbove(float v) {
  const int n = int(v);
  return n + (float(n) < v ? 1 : 0);
}
}  // namespace

void PixelRuns::assign(const snapshot::Shape& shape, double scale, double dx, double dy) {
  const std::size_t count = shape.xy.size();
  if (points.size() < count) points.resize(count);
  ends.assign(shape.ends.begin(), shape.ends.end());
  kinds.assign(shape.kinds.begin(), shape.kinds.end());
  const geom::MapPoint* from = shape.xy.data();
  Float4 least = all4(1e30F), most = all4(-1e30F);
  for (std::size_t i = 0; i < count; ++i) {
    const double pixel[2] = {from[i].x * scale + dx, dy - from[i].y * scale};
    const Float4 p = floatsOf(pixel);
    points[i] = {p[0], p[1]};
    least = min4(p, least);
    most = max4(p, most);
  }
  box = {least[0], least[1], most[0], most[1]};
}

void AreaBuffer::reset(int width, int height) {
  // a row can be written in fours
  const std::size_t stride = std::size_t(width) + 4;
  const auto clear = [&](std::vector<AreaPixel>& pixels) {
    std::fill(pixels.begin() + std::ptrdiff_t(std::size_t(m_firstRow) * stride),
              pixels.begin() + std::ptrdiff_t(std::size_t(m_endRow) * stride), AreaPixel());
  };
  if (width != m_width || height != m_height) {
    m_pixels.assign(stride * std::size_t(height), AreaPixel());
    m_borders.clear();
  } else if (!isEmpty()) {
    clear(m_pixels);
    if (m_hasBorders) clear(m_borders);
  }
  m_hasBorders = false;
  m_width = width;
  m_height = height;
  m_stride = stride;
  m_firstRow = 1 << 30;
  m_endRow = 0;
}

void AreaBuffer::needBorders() {
  if (m_borders.empty()) m_borders.resize(m_pixels.size());
  m_hasBorders = true;
}

namespace {
/// What a piece of an edge inside one row, from x = a to x = b (a ≤ b) and of height d, covers to its right: as
/// differences along the row.
inline void addToRow(float* line, float a, float b, float d) {
  const int column = whole(a);
  const auto aFloor = float(column);
  const int endColumn = wholeAbove(b);
  if (endColumn <= column + 1) {
    const float rest = d * ((a + b) / 2 - aFloor);
    line[column] += d - rest;
    line[column + 1] += rest;
    return;
  }
  const float s = 1 / (b - a);
  const float x0f = a - aFloor;
  const float a0 = 0.5F * s * (1 - x0f) * (1 - x0f);
  const float x1f = b - float(endColumn) + 1;
  const float am = 0.5F * s * x1f * x1f;
  line[column] += d * a0;
  if (endColumn == column + 2) {
    line[column + 1] += d * (1 - a0 - am);
  } else {
    const float a1 = s * (1.5F - x0f);
    line[column + 1] += d * (a1 - a0);
    for (int c = column + 2; c < endColumn - 1; ++c) line[c] += d * s;
    const float a2 = a1 + float(endColumn - column - 3) * s;
    line[endColumn - 1] += d * (1 - a2 - am);
  }
  line[endColumn] += d * am;
}
}  // namespace

/// Adds what the edge covers to its right, as differences along each row. Source: Raph Levien, "Inside the
/// fastest font renderer in the world" (font-rs, 2016): signed areas, summed up along the row afterwards.
/// kInside: the whole polygon lies in the picture, nothing has to be cut.
template <bool kInside>
void AreaBuffer::addEdge(float x0, float y0, float x1, float y1) {
  if (y0 == y1) return;
  float sign = 1;
  if (y0 > y1) {
    std::swap(x0, x1);
    std::swap(y0, y1);
    sign = -1;
  }
  int lastRow = wholeAbove(y1);
  const std::size_t stride = strideOf(m_columns);
  if constexpr (kInside) {
    const int firstRow = int(y0);
    float* line = m_deltas.data() + std::size_t(firstRow) * stride;
    const auto add = [&](float from, float to, float d) { addToRow(line, std::min(from, to), std::max(from, to), d); };
    if (lastRow == firstRow + 1) {
      add(x0, x1, (y1 - y0) * sign);
      return;
    }
    const float slope = (x1 - x0) / (y1 - y0), above = float(firstRow + 1) - y0;
    float x = x0 + slope * above;
    add(x0, x, above * sign);
    for (int row = firstRow + 1; row < lastRow - 1; ++row) {
      line += stride;
      add(x, x + slope, sign);
      x += slope;
    }
    line += stride;
    add(x, x1, (y1 - float(lastRow - 1)) * sign);
    return;
  }
  if (y1 <= 0 || y0 >= float(m_rows)) return;
  const float slope = (x1 - x0) / (y1 - y0);
  if (y0 < 0) {
    x0 -= y0 * slope;
    y0 = 0;
  }
  lastRow = std::min(m_rows, lastRow);
  const float right = float(m_columns);
  float x = x0;
  const int firstRow = int(y0);
  float* line = m_deltas.data() + std::size_t(firstRow) * stride;
  for (int row = firstRow; row < lastRow; ++row, line += stride) {
    const float dy = std::min(float(row + 1), y1) - std::max(float(row), y0);
    const float xNext = x + slope * dy;
    // beyond the sides the whole height counts at the side
    addToRow(line, std::clamp(std::min(x, xNext), 0.0F, right), std::clamp(std::max(x, xNext), 0.0F, right), dy * sign);
    x = xNext;
  }
}

namespace {
/// Lays two pixels of a polygon over what lies there: `shares` of 32768, four times each.
inline void blendTwo(AreaPixel* p, UShort8 shares, UShort8 colour, const Ink& ink) {
  const UShort8 there = loadU8(&p->b);
  // Disjoint over: what lies there keeps all its share as long as both fit into the pixel.
  if (!anyAbove8(addMost8(there, shares >> 1), allU8(kFull))) {
    storeU8(&p->b, there + mulHigh8(shares, colour));
    return;
  }
  for (int k = 0; k < 2; ++k) {
    const float share = float(shares[4 * k]) / 32768;
    const Ink old = inkOf(p[k], kFillOne);
    const float keep = std::min((1 - share) / std::max(old.a, 1e-6F), 1.0F);
    set(p[k], min4(ink.vector() * all4(share) + old.vector() * all4(keep), all4(1)));
  }
}
}  // namespace

/// Four pixels at a time; beyond the end of the row the share is nothing and changes nothing.
void AreaBuffer::blendRow(int y, int x0, int x1, const float* deltas, const Ink& ink) {
  constexpr int kShortRow = 24;
  AreaPixel* const row = m_pixels.data() + std::size_t(y) * m_stride;
  const Float4 one = all4(1), zero = all4(0);
  const UShort8 colour = twice(ink, 2 * kFillOne), whole = twice(ink, kFillOne);
  const bool opaque = ink.a >= 1 && x1 - x0 > kShortRow;
  float before = 0;
  for (int x = x0; x < x1; x += 4) {
    // the differences become sums
    Float4 sum = load4(deltas + (x - x0));
    sum += __builtin_shufflevector(zero, sum, 0, 4, 5, 6);
    sum += __builtin_shufflevector(zero, sum, 0, 1, 4, 5);
    sum += all4(before);
    before = sum[3];
    const Float4 share = min4(max4(sum, -sum), one);
    AreaPixel* p = row + x;
    // far inside nothing has to be reckoned; in a short row looking whether costs more than reckoning
    if (opaque && std::min(std::min(share[0], share[1]), std::min(share[2], share[3])) >= 0.9995F) {
      storeU8(&p[0].b, whole);
      storeU8(&p[2].b, whole);
      continue;
    }
    const UShort8 shares = lowHalfOf(toInt4(share * all4(32767.5F)));
    blendTwo(p, firstTwoFourTimes(shares), colour, ink);
    blendTwo(p + 2, nextTwoFourTimes(shares), colour, ink);
  }
}

void AreaBuffer::fill(const snapshot::Shape& shape, double scale, double dx, double dy, const Ink& ink) {
  PixelRuns runs;
  runs.assign(shape, scale, dx, dy);
  fill(runs, ink);
}

void AreaBuffer::fill(const PixelRuns& runs, const Ink& ink) {
  if (!(runs.box.left < float(m_width) && runs.box.right > 0 && runs.box.top < float(m_height) && runs.box.bottom > 0))
    return;
  m_left = whole(std::max(0.0F, runs.box.left));
  m_top = whole(std::max(0.0F, runs.box.top));
  m_columns = std::min(m_width, wholeAbove(runs.box.right)) - m_left;
  m_rows = std::min(m_height, wholeAbove(runs.box.bottom)) - m_top;
  if (m_columns <= 0 || m_rows <= 0) return;
  const std::size_t stride = strideOf(m_columns);
  m_deltas.assign(stride * std::size_t(m_rows), 0);
  const auto ox = float(m_left), oy = float(m_top);
  const bool single = runs.ends.size() == 1;
  const bool inside =
      runs.box.left >= 0 && runs.box.top >= 0 && runs.box.right <= float(m_width) && runs.box.bottom <= float(m_height);
  std::uint32_t begin = 0;
  for (std::size_t r = 0; r < runs.ends.size(); begin = runs.ends[r++]) {
    const std::uint32_t end = runs.ends[r];
    if (runs.kinds[r] < 2 || end - begin < 4) continue;
    const PixelRuns::Point* p = runs.points.data();
    // shells count up, holes down; of a lone shell the sign does not matter
    bool forward = true;
    if (!single) {
      float turn = 0;
      const PixelRuns::Point first = p[begin];
      for (std::uint32_t i = begin + 1; i < end; ++i) {
        turn += (p[i - 1].x - first.x) * (p[i].y - first.y) - (p[i].x - first.x) * (p[i - 1].y - first.y);
      }
      forward = (turn < 0) == (runs.kinds[r] == 2);
    }
    for (std::uint32_t i = begin + 1; i < end; ++i) {
      const PixelRuns::Point a = forward ? p[i - 1] : p[i], b = forward ? p[i] : p[i - 1];
      if (inside) {
        addEdge<true>(a.x - ox, a.y - oy, b.x - ox, b.y - oy);
      } else {
        addEdge<false>(a.x - ox, a.y - oy, b.x - ox, b.y - oy);
      }
    }
  }
  for (int row = 0; row < m_rows; ++row) {
    blendRow(m_top + row, m_left, m_left + m_columns, m_deltas.data() + std::size_t(row) * stride, ink);
  }
  touch(m_top, m_top + m_rows);
}

void AreaBuffer::spread(std::vector<AreaPixel>& target, float one, double x0, double y0, double x1, double y1,
                        float amount, const Ink& ink) {
  const int c0 = std::max(0, int(std::floor(x0))), c1 = std::min(m_width - 1, int(std::floor(x1)));
  const int r0 = std::max(0, int(std::floor(y0))), r1 = std::min(m_height - 1, int(std::floor(y1)));
  if (c0 > c1 || r0 > r1) return;
  touch(r0, r1 + 1);
  const double whole = (x1 - x0) * (y1 - y0);
  for (int r = r0; r <= r1; ++r) {
    const double h = std::min(y1, double(r + 1)) - std::max(y0, double(r));
    if (h <= 0) continue;
    for (int c = c0; c <= c1; ++c) {
      const double w = std::min(x1, double(c + 1)) - std::max(x0, double(c));
      if (w <= 0) continue;
      const float part = amount * float(w * h / whole) * one;
      AreaPixel& p = target[std::size_t(r) * m_stride + std::size_t(c)];
      const auto sum = [part](std::uint16_t there, float more) {
        return static_cast<std::uint16_t>(std::clamp(float(there) + more * part + 0.5F, 0.0F, 65535.0F));
      };
      p.a = sum(p.a, ink.a);
      // what is taken away again may be rounded otherwise: no colour is stronger than the pixel
      p.r = std::min(p.a, sum(p.r, ink.r));
      p.g = std::min(p.a, sum(p.g, ink.g));
      p.b = std::min(p.a, sum(p.b, ink.b));
    }
  }
}

CellPlace CellPlace::of(double begin, double side) {
  CellPlace place;
  place.at = int(std::floor(begin));
  for (int k = 0; k < 3; ++k) {
    const double from = std::max(begin, double(place.at + k)), to = std::min(begin + side, double(place.at + k + 1));
    place.shares[k] = float(std::max(0.0, to - from) / side);
  }
  return place;
}

void AreaBuffer::addCell(const CellPlace& x, const CellPlace& y, Float4 fills, Float4 borders) {
  if (x.at < -2 || x.at >= m_width || y.at < -2 || y.at >= m_height) return;
  touch(std::max(0, y.at), std::min(m_height, y.at + 3));
  const bool hasBorders = borders[3] > 0;
  if (hasBorders) needBorders();
  const int c0 = std::max(0, -x.at), c1 = std::min(3, m_width - x.at);
  const int r0 = std::max(0, -y.at), r1 = std::min(3, m_height - y.at);
  for (int r = r0; r < r1; ++r) {
    if (y.shares[r] <= 0) break;
    const std::ptrdiff_t row = std::ptrdiff_t{y.at + r} * std::ptrdiff_t(m_stride) + x.at;
    for (int c = c0; c < c1; ++c) {
      if (x.shares[c] <= 0) break;
      const float w = y.shares[r] * x.shares[c];
      const auto at = std::size_t(row + c);
      add(m_pixels[at], fills * all4(w * kFillOne));
      if (hasBorders) add(m_borders[at], borders * all4(w * kBorderOne));
    }
  }
}

void AreaBuffer::addCell(double x0, double y0, double x1, double y1, float share, const Ink& ink) {
  spread(m_pixels, kFillOne, x0, y0, x1, y1, share * float((x1 - x0) * (y1 - y0)), ink);
}

void AreaBuffer::addBorder(double x0, double y0, double x1, double y1, float length, float width, const Ink& ink) {
  needBorders();
  spread(m_borders, kBorderOne, x0, y0, x1, y1, length * width, ink);
}

namespace {
/// Share of two neighbours' outlines that lie on each other: most borders of a parcel fabric are drawn twice.
constexpr float kSharedBorders = 0.62F;

/// How much of a pixel its outlines cover, by their density in it: 1 − exp(−density · share). In parts of 65536.
class CoverTable {
 public:
  struct Cover {
    std::uint16_t kept = 0;   ///< of the fills
    std::uint16_t ratio = 0;  ///< cover / density
  };
  CoverTable() {
    for (std::size_t k = 0; k < m_covers.size(); ++k) {
      const double density = double(k) * kStep / double(kBorderOne), cover = 1 - std::exp(-density * kSharedBorders);
      m_covers[k].kept = static_cast<std::uint16_t>(std::lround((1 - cover) * 65535));
      m_covers[k].ratio = static_cast<std::uint16_t>(std::lround((k == 0 ? kSharedBorders : cover / density) * 65536));
    }
  }
  /// `density` as a border's alpha.
  [[nodiscard]] Cover at(std::uint16_t density) const {
    return m_covers[std::min((density + kStep / 2) / kStep, kEntries - 1)];
  }
  static const CoverTable& shared() {
    static const CoverTable table;
    return table;
  }

 private:
  static constexpr std::size_t kStep = 8, kEntries = 32768 / kStep;
  std::array<Cover, kEntries> m_covers;
};

/// Two pixels of fills with the outlines above them: b, g and r of the outlines are weighted by their density, their
/// alpha becomes the cover itself.
inline UShort8 withBorders(UShort8 fills, const AreaPixel* borders, const CoverTable& covers) {
  static_assert(kFillOne == 8 * kBorderOne);
  const CoverTable::Cover first = covers.at(borders[0].a), second = covers.at(borders[1].a);
  const UShort8 kept = firstTwoFourTimes(UShort8{first.kept, second.kept});
  const UShort8 ratio = firstTwoFourTimes(UShort8{first.ratio, second.ratio});
  return mulHigh8(fills, kept) + (mulHigh8(loadU8(&borders->b), ratio) << 3);
}

/// More than one pixel's worth becomes one.
AreaPixel normalised(const AreaPixel& p) {
  if (float(p.a) <= kFillOne) return p;
  const float f = kFillOne / float(p.a);
  const auto part = [f](std::uint16_t v) { return rounded(float(v) * f); };
  return {part(p.b), part(p.g), part(p.r), part(p.a)};
}

/// Fills and outlines (there may be none) onto a line of the picture, two pixels at a time: rows can be read one pixel
/// beyond their end.
void composeRow(const AreaPixel* fills, const AreaPixel* borders, quint32* line, int left, int right, double opacity) {
  // parts become bytes: · 255 / kFillOne, as a share of 65536
  const UShort8 factor = allU8(static_cast<unsigned short>(std::lround(255 * 65536 / double(kFillOne) * opacity)));
  const UShort8 half = allU8(static_cast<unsigned short>(kFillOne / 255 / 2)), full = allU8(kFull);
  const CoverTable& covers = CoverTable::shared();
  for (int x = left; x < right; x += 2) {
    UShort8 two = loadU8(&fills[x].b);
    if (anyAbove8(two, full)) {
      const AreaPixel both[2] = {normalised(fills[x]), normalised(fills[x + 1])};
      two = loadU8(&both[0].b);
    }
    if (borders != nullptr && (borders[x].a | borders[x + 1].a) != 0) two = withBorders(two, borders + x, covers);
    if (isZero8(std::bit_cast<Short8>(two))) continue;
    const std::uint64_t bytes = bytesOf(mulHigh8(two + half, factor));
    line[x] = over(quint32(bytes), line[x]);
    if (x + 1 < right) line[x + 1] = over(quint32(bytes >> 32), line[x + 1]);
  }
}
}  // namespace

QImage AreaBuffer::toImage(double opacity) const {
  QImage image(m_width, m_height, QImage::Format_ARGB32_Premultiplied);
  image.fill(0);
  for (int y = m_firstRow; y < m_endRow; ++y) {
    const std::size_t row = std::size_t(y) * m_stride;
    composeRow(&m_pixels[row], m_hasBorders ? &m_borders[row] : nullptr, pixelsOf(image, y), 0, m_width, opacity);
  }
  return image;
}

void AreaBuffer::composeOver(QImage& image, double opacity, const QRect& within) {
  for (int y = m_firstRow; y < m_endRow; ++y) {
    AreaPixel* const fills = m_pixels.data() + std::size_t(y) * m_stride;
    AreaPixel* const borders = m_hasBorders ? m_borders.data() + std::size_t(y) * m_stride : nullptr;
    if (y >= within.top() && y <= within.bottom())
      composeRow(fills, borders, pixelsOf(image, y), within.left(), within.right() + 1, opacity);
    // cleared while it is near
    std::fill_n(fills, m_stride, AreaPixel());
    if (borders != nullptr) std::fill_n(borders, m_stride, AreaPixel());
  }
  m_firstRow = 1 << 30;
  m_endRow = 0;
  m_hasBorders = false;
}

}  // namespace gis::ui
