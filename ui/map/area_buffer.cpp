#include "ui/map/area_buffer.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstring>

#include "ui/map/area_edges.h"
#include "ui/map/blend.h"

namespace gis::ui {

namespace {
constexpr float kFillOne = 16384;   // parts of a whole pixel; sums of nearly four fit
constexpr float kSmallArea = 12;    // pixels: whose order nobody sees
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

/// Floats of a row of differences: two more than columns, and whole fours.
std::size_t strideOf(int columns) {
  return (std::size_t(columns) + 5) / 4 * 4;
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
    m_sums.clear();
  } else if (!isEmpty()) {
    clear(m_pixels);
    if (m_hasBorders) clear(m_borders);
    for (int y = m_firstSum; y < m_endSum; ++y) std::fill_n(m_sums.data() + std::size_t(y) * stride, stride, Ink());
  }
  m_firstSum = 1 << 30;
  m_endSum = 0;
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
  const Float4 one = all4(1), zero = all4(0), nearlyOne = all4(0.9995F);
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
    if (opaque && noneBelow4(share, nearlyOne)) {
      storeU8(&p[0].b, whole);
      storeU8(&p[2].b, whole);
      continue;
    }
    const UShort8 shares = lowHalfOf(toInt4(share * all4(32767.5F)));
    blendTwo(p, pairFourTimes<0>(shares), colour, ink);
    blendTwo(p + 2, pairFourTimes<1>(shares), colour, ink);
  }
}

void AreaBuffer::fill(const snapshot::Shape& shape, double scale, double dx, double dy, const Ink& ink) {
  PixelRuns runs;
  runs.assign(shape, scale, dx, dy);
  fill(runs, ink);
}

/// Small areas are only summed up, each edge with the ink of its area: neighbours that share a border cancel along it.
/// What is laid over each other becomes a mixture, which matters for areas that one can see as such: not for these.
void AreaBuffer::addSmall(const PixelRuns& runs, const Ink& ink) {
  if (m_sums.empty()) m_sums.resize(m_stride * std::size_t(m_height));
  const PixelRuns::Point* const p = runs.points.data();
  const Float4 plus = ink.vector(), minus = -plus;
  Ink* const sums = m_sums.data();
  std::uint32_t begin = 0;
  for (std::size_t r = 0; r < runs.ends.size(); begin = runs.ends[r++]) {
    const std::uint32_t end = runs.ends[r];
    if (runs.kinds[r] < 2 || end - begin < 4) continue;
    const Float4 one = (turnOf(p, begin, end) > 0) == (runs.kinds[r] == 2) ? plus : minus;
    for (std::uint32_t i = begin + 1; i < end; ++i)
      addEdge(sums, m_stride, p[i - 1].x, p[i - 1].y, p[i].x, p[i].y, one);
  }
  const int first = whole(runs.box.top), last = wholeAbove(runs.box.bottom);
  m_firstSum = std::min(m_firstSum, first);
  m_endSum = std::max(m_endSum, last);
  touch(first, last);
}

void AreaBuffer::fill(const PixelRuns& runs, const Ink& ink) {
  const PixelBox& box = runs.box;
  if (!(box.left < float(m_width) && box.right > 0 && box.top < float(m_height) && box.bottom > 0)) return;
  const bool inside = box.left >= 0 && box.top >= 0 && box.right <= float(m_width) && box.bottom <= float(m_height);
  if (inside && ink.a >= 1 && box.right - box.left <= kSmallArea && box.bottom - box.top <= kSmallArea) {
    addSmall(runs, ink);
    return;
  }
  const int left = whole(std::max(0.0F, box.left)), top = whole(std::max(0.0F, box.top));
  const int columns = std::min(m_width, wholeAbove(box.right)) - left;
  const int rows = std::min(m_height, wholeAbove(box.bottom)) - top;
  if (columns <= 0 || rows <= 0) return;
  const std::size_t stride = strideOf(columns);
  m_deltas.assign(stride * std::size_t(rows), 0);
  const auto ox = float(left), oy = float(top);
  // of a lone shell the sign does not matter
  const bool single = runs.ends.size() == 1;
  const PixelRuns::Point* const p = runs.points.data();
  std::uint32_t begin = 0;
  for (std::size_t r = 0; r < runs.ends.size(); begin = runs.ends[r++]) {
    const std::uint32_t end = runs.ends[r];
    if (runs.kinds[r] < 2 || end - begin < 4) continue;
    // shells count up, holes down
    const bool forward = single || (turnOf(p, begin, end) > 0) == (runs.kinds[r] == 2);
    for (std::uint32_t i = begin + 1; i < end; ++i) {
      const PixelRuns::Point a = forward ? p[i - 1] : p[i], b = forward ? p[i] : p[i - 1];
      if (inside) {
        addEdge(m_deltas.data(), stride, a.x - ox, a.y - oy, b.x - ox, b.y - oy, 1.0F);
      } else {
        addCutEdge(m_deltas.data(), stride, columns, rows, a.x - ox, a.y - oy, b.x - ox, b.y - oy);
      }
    }
  }
  for (int row = 0; row < rows; ++row) {
    blendRow(top + row, left, left + columns, m_deltas.data() + std::size_t(row) * stride, ink);
  }
  touch(top, top + rows);
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
  const UShort8 kept = pairFourTimes<0>(UShort8{first.kept, second.kept});
  const UShort8 ratio = pairFourTimes<0>(UShort8{first.ratio, second.ratio});
  return mulHigh8(fills, kept) + (mulHigh8(loadU8(&borders->b), ratio) << 3);
}

/// More than one pixel's worth becomes one.
AreaPixel normalised(const AreaPixel& p) {
  if (float(p.a) <= kFillOne) return p;
  const float f = kFillOne / float(p.a);
  const auto part = [f](std::uint16_t v) { return rounded(float(v) * f); };
  return {part(p.b), part(p.g), part(p.r), part(p.a)};
}

/// What a row of the picture is made of; sums and borders may be none. Rows can be read one pixel beyond their end.
struct AreaRow {
  AreaPixel* fills = nullptr;
  AreaPixel* borders = nullptr;
  Ink* sums = nullptr;
};

/// The next two pixels of small areas: the differences along the row become shares.
inline UShort8 nextSums(const Ink* sums, Float4& sum) {
  const Float4 zero = all4(0), scale = all4(kFillOne), half = all4(0.5F);
  Int4 parts[2];
  for (int k = 0; k < 2; ++k) {
    sum += sums[k].vector();
    Float4 share = max4(sum, zero);
    if (share[3] > 1) share = share * all4(1 / share[3]);
    parts[k] = toInt4(share * scale + half);
  }
  return shortsOfTwo(parts[0], parts[1]);
}

/// Lays a row over a line of the picture, two pixels at a time.
void composeRow(const AreaRow& row, quint32* line, int left, int right, double opacity) {
  constexpr std::uint64_t kOpaque = 0xff000000ff000000ULL;
  // parts become bytes: · 255 / kFillOne, as a share of 65536
  const UShort8 factor = allU8(static_cast<unsigned short>(std::lround(255 * 65536 / double(kFillOne) * opacity)));
  const UShort8 half = allU8(static_cast<unsigned short>(kFillOne / 255 / 2)), full = allU8(kFull);
  const CoverTable& covers = CoverTable::shared();
  Float4 sum = all4(0);
  // sums begin at the edge of the picture
  for (int x = row.sums != nullptr ? left % 2 : left; x < right; x += 2) {
    UShort8 two = loadU8(&row.fills[x].b);
    if (row.sums != nullptr) {
      if (x == 1) sum = row.sums[0].vector();
      two = addMost8(two, nextSums(row.sums + x, sum));
    }
    if (x < left) continue;
    if (anyAbove8(two, full)) {
      AreaPixel both[2];
      storeU8(&both[0].b, two);
      for (AreaPixel& p : both) p = normalised(p);
      two = loadU8(&both[0].b);
    }
    if (row.borders != nullptr && (row.borders[x].a | row.borders[x + 1].a) != 0)
      two = withBorders(two, row.borders + x, covers);
    if (isZero8(std::bit_cast<Short8>(two))) continue;
    const UShort8 above = mulHigh8(two + half, factor);
    const std::uint64_t bytes = bytesOf(above);
    if (x + 1 == right) {
      line[x] = over(quint32(bytes), line[x]);
    } else if ((bytes & kOpaque) == kOpaque) {
      storeTwo(line + x, bytes);
    } else {
      storeTwo(line + x, bytesOf(overTwo(above, shortsOfBytes(loadTwo(line + x)))));
    }
  }
}
}  // namespace

QImage AreaBuffer::toImage(double opacity) {
  QImage image(m_width, m_height, QImage::Format_ARGB32_Premultiplied);
  image.fill(0);
  composeOver(image, opacity, image.rect());
  return image;
}

void AreaBuffer::composeOver(QImage& image, double opacity, const QRect& within) {
  for (int y = m_firstRow; y < m_endRow; ++y) {
    const std::size_t begin = std::size_t(y) * m_stride;
    const AreaRow row{m_pixels.data() + begin, m_hasBorders ? m_borders.data() + begin : nullptr,
                      y >= m_firstSum && y < m_endSum ? m_sums.data() + begin : nullptr};
    if (y >= within.top() && y <= within.bottom())
      composeRow(row, pixelsOf(image, y), within.left(), within.right() + 1, opacity);
    // cleared while it is near
    std::fill_n(row.fills, m_stride, AreaPixel());
    if (row.borders != nullptr) std::fill_n(row.borders, m_stride, AreaPixel());
    if (row.sums != nullptr) std::fill_n(row.sums, m_stride, Ink());
  }
  m_firstRow = m_firstSum = 1 << 30;
  m_endRow = m_endSum = 0;
  m_hasBorders = false;
}

}  // namespace gis::ui
