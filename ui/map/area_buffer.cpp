#include "ui/map/area_buffer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

#include "ui/map/blend.h"

namespace gis::ui {

namespace {
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
  const auto clear = [&](std::vector<Ink>& pixels) {
    std::fill(pixels.begin() + std::ptrdiff_t(std::size_t(m_firstRow) * stride),
              pixels.begin() + std::ptrdiff_t(std::size_t(m_endRow) * stride), Ink());
  };
  if (width != m_width || height != m_height) {
    m_pixels.assign(stride * std::size_t(height), Ink());
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
  const float slope = (x1 - x0) / (y1 - y0);
  int lastRow = wholeAbove(y1);
  if constexpr (!kInside) {
    if (y1 <= 0 || y0 >= float(m_rows)) return;
    if (y0 < 0) {
      x0 -= y0 * slope;
      y0 = 0;
    }
    lastRow = std::min(m_rows, lastRow);
  }
  const float right = float(m_columns);
  float x = x0;
  const std::size_t stride = strideOf(m_columns);
  const int firstRow = int(y0);
  float* line = m_deltas.data() + std::size_t(firstRow) * stride;
  for (int row = firstRow; row < lastRow; ++row, line += stride) {
    const float dy = std::min(float(row + 1), y1) - std::max(float(row), y0);
    const float xNext = x + slope * dy;
    const float d = dy * sign;
    float a = std::max(0.0F, std::min(x, xNext)), b = std::max(0.0F, std::max(x, xNext));
    // beyond the sides the whole height counts at the side
    a = std::min(a, right);
    b = std::min(b, right);
    x = xNext;
    const int column = whole(a);
    const auto aFloor = float(column);
    const int endColumn = wholeAbove(b);
    if (endColumn <= column + 1) {
      const float rest = d * ((a + b) / 2 - aFloor);
      line[column] += d - rest;
      line[column + 1] += rest;
      continue;
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
}

/// Four pixels at a time; beyond the end of the row the share is nothing and changes nothing.
void AreaBuffer::blendRow(int y, int x0, int x1, const float* deltas, const Ink& ink) {
  constexpr int kShortRow = 24;
  Ink* const row = m_pixels.data() + std::size_t(y) * m_stride;
  const Float4 colour = ink.vector(), most{4, 4, 4, 1}, one = all4(1), least = all4(1e-6F), zero = all4(0);
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
    Ink* p = row + x;
    // far inside nothing has to be reckoned; in a short row looking whether costs more than reckoning
    if (opaque && std::min(std::min(share[0], share[1]), std::min(share[2], share[3])) >= 0.9995F) {
      for (int k = 0; k < 4; ++k) p[k].set(colour);
      continue;
    }
    // Disjoint over: what lies there keeps all its share as long as both fit into the pixel.
    const Float4 there{p[0].a, p[1].a, p[2].a, p[3].a};
    const Float4 keep = min4((one - share) / max4(there, least), one);
    for (int k = 0; k < 4; ++k) {
      p[k].set(min4(colour * all4(share[k]) + p[k].vector() * all4(keep[k]), most));
    }
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

void AreaBuffer::spread(std::vector<Ink>& target, double x0, double y0, double x1, double y1, float amount,
                        const Ink& ink) {
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
      const float part = amount * float(w * h / whole);
      Ink& p = target[std::size_t(r) * m_stride + std::size_t(c)];
      p.r += ink.r * part;
      p.g += ink.g * part;
      p.b += ink.b * part;
      p.a += ink.a * part;
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
      const Float4 w = all4(y.shares[r] * x.shares[c]);
      const auto at = std::size_t(row + c);
      m_pixels[at].set(m_pixels[at].vector() + fills * w);
      if (hasBorders) m_borders[at].set(m_borders[at].vector() + borders * w);
    }
  }
}

void AreaBuffer::addCell(double x0, double y0, double x1, double y1, float share, const Ink& ink) {
  spread(m_pixels, x0, y0, x1, y1, share * float((x1 - x0) * (y1 - y0)), ink);
}

void AreaBuffer::addBorder(double x0, double y0, double x1, double y1, float length, float width, const Ink& ink) {
  needBorders();
  spread(m_borders, x0, y0, x1, y1, length * width, ink);
}

namespace {
/// Share of two neighbours' outlines that lie on each other: most borders of a parcel fabric are drawn twice.
constexpr float kSharedBorders = 0.62F;

/// How much of a pixel its outlines cover, by their density in it in steps of 1/kSteps: 1 − exp(−density · share).
class CoverTable {
 public:
  CoverTable() {
    for (std::size_t k = 0; k < m_covers.size(); ++k) {
      m_covers[k] = float(1 - std::exp(-double(k) / kSteps * kSharedBorders));
    }
  }
  [[nodiscard]] float at(float density) const {
    return m_covers[std::size_t(std::min(density * kSteps + 0.5F, float(m_covers.size() - 1)))];
  }

 private:
  static constexpr int kSteps = 256;
  std::array<float, std::size_t(12) * kSteps> m_covers{};
};

/// Premultiplied ARGB32 of colours up to 1.
inline quint32 packed(Float4 p, float factor) {
  p = min4(p * all4(factor * 255) + all4(0.5F), all4(255));
  return bytesOf(toInt4(min4(p, all4(p[3]))));
}

inline Float4 withBorder(const Ink& pixel, const Ink& border) {
  static const CoverTable covers;
  Float4 p = pixel.vector();
  if (pixel.a > 1) p = p / all4(pixel.a);
  if (border.a <= 0) return p;
  const float cover = covers.at(border.a);
  // r, g and b of the border are weighted by its density; its alpha becomes the cover itself
  return border.vector() * all4(cover / border.a) + p * all4(1 - cover);
}
}  // namespace

QImage AreaBuffer::toImage(double opacity) const {
  QImage image(m_width, m_height, QImage::Format_ARGB32_Premultiplied);
  const Ink none;
  for (int y = 0; y < m_height; ++y) {
    quint32* line = pixelsOf(image, y);
    for (int x = 0; x < m_width; ++x) {
      const std::size_t at = std::size_t(y) * m_stride + std::size_t(x);
      line[x] = packed(withBorder(m_pixels[at], m_hasBorders ? m_borders[at] : none), float(opacity));
    }
  }
  return image;
}

void AreaBuffer::composeOver(QImage& image, double opacity, const QRect& within) {
  const auto factor = float(opacity);
  const int left = within.left(), right = within.right() + 1;
  for (int y = m_firstRow; y < m_endRow; ++y) {
    Ink* const pixels = m_pixels.data() + std::size_t(y) * m_stride;
    Ink* const borders = m_hasBorders ? m_borders.data() + std::size_t(y) * m_stride : nullptr;
    if (y >= within.top() && y <= within.bottom()) {
      quint32* line = pixelsOf(image, y);
      if (borders != nullptr) {
        for (int x = left; x < right; ++x) {
          if (pixels[x].a <= 0 && borders[x].a <= 0) continue;
          line[x] = over(packed(withBorder(pixels[x], borders[x]), factor), line[x]);
        }
      } else {
        for (int x = left; x < right; ++x) {
          if (pixels[x].a > 0)
            line[x] = over(packed(pixels[x].vector() / all4(std::max(1.0F, pixels[x].a)), factor), line[x]);
        }
      }
    }
    // cleared while it is near
    std::fill_n(pixels, m_stride, Ink());
    if (borders != nullptr) std::fill_n(borders, m_stride, Ink());
  }
  m_firstRow = 1 << 30;
  m_endRow = 0;
  m_hasBorders = false;
}

}  // namespace gis::ui
