#include "ui/map/area_buffer.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/map/blend.h"

namespace gis::ui {

namespace {
/// Rounds down and up for numbers that are not negative: the library's functions are calls on a plain x86-64.
int whole(float v) {
  return int(v);
}
int wholeAbove(float v) {
  const int n = int(v);
  return n + (float(n) < v ? 1 : 0);
}
}  // namespace

void PixelRuns::assign(const snapshot::Shape& shape, double scale, double dx, double dy) {
  points.resize(shape.xy.size());
  ends.assign(shape.ends.begin(), shape.ends.end());
  kinds.assign(shape.kinds.begin(), shape.kinds.end());
  left = top = 1e30F;
  right = bottom = -1e30F;
  const geom::MapPoint* from = shape.xy.data();
  for (std::size_t i = 0, n = points.size(); i < n; ++i) {
    const auto x = float(from[i].x * scale + dx), y = float(dy - from[i].y * scale);
    points[i] = {x, y};
    left = std::min(left, x);
    right = std::max(right, x);
    top = std::min(top, y);
    bottom = std::max(bottom, y);
  }
}

void AreaBuffer::reset(int width, int height) {
  const auto clear = [&](std::vector<Ink>& pixels) {
    std::fill(pixels.begin() + std::ptrdiff_t(m_firstRow) * width, pixels.begin() + std::ptrdiff_t(m_endRow) * width,
              Ink());
  };
  if (width != m_width || height != m_height) {
    m_pixels.assign(std::size_t(width) * std::size_t(height), Ink());
    m_borders.clear();
  } else if (!isEmpty()) {
    clear(m_pixels);
    if (m_hasBorders) clear(m_borders);
  }
  m_hasBorders = false;
  m_width = width;
  m_height = height;
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
  const std::size_t stride = std::size_t(m_columns + 2);
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

void AreaBuffer::blendRow(int y, int x0, int x1, const float* deltas, const Ink& ink) {
  constexpr int kShortRow = 24;
  float sum = 0;
  Ink* const row = m_pixels.data() + std::size_t(y) * std::size_t(m_width);
  const Float4 colour = ink.vector();
  const Float4 most{4, 4, 4, 1};
  const bool opaque = ink.a >= 1 && x1 - x0 > kShortRow;
  for (int x = x0; x < x1; ++x) {
    sum += deltas[x - x0];
    const float share = std::min(1.0F, std::fabs(sum));
    Ink& p = row[x];
    // far inside nothing has to be reckoned; in a short row looking whether costs more than reckoning
    if (opaque && share >= 0.9995F) {
      p.set(colour);
      continue;
    }
    // Disjoint over: what lies there keeps all its share as long as both fit into the pixel.
    const float keep = std::min(1.0F, (1 - share) / std::max(p.a, 1e-6F));
    p.set(min4(colour * all4(share) + p.vector() * all4(keep), most));
  }
}

void AreaBuffer::fill(const snapshot::Shape& shape, double scale, double dx, double dy, const Ink& ink) {
  PixelRuns runs;
  runs.assign(shape, scale, dx, dy);
  fill(runs, ink);
}

void AreaBuffer::fill(const PixelRuns& runs, const Ink& ink) {
  if (!(runs.left < float(m_width) && runs.right > 0 && runs.top < float(m_height) && runs.bottom > 0)) return;
  m_left = whole(std::max(0.0F, runs.left));
  m_top = whole(std::max(0.0F, runs.top));
  m_columns = std::min(m_width, wholeAbove(runs.right)) - m_left;
  m_rows = std::min(m_height, wholeAbove(runs.bottom)) - m_top;
  if (m_columns <= 0 || m_rows <= 0) return;
  const std::size_t stride = std::size_t(m_columns + 2);
  m_deltas.assign(stride * std::size_t(m_rows), 0);
  const auto ox = float(m_left), oy = float(m_top);
  const bool single = runs.ends.size() == 1;
  const bool inside = runs.left >= 0 && runs.top >= 0 && runs.right <= float(m_width) && runs.bottom <= float(m_height);
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
      Ink& p = target[std::size_t(r) * std::size_t(m_width) + std::size_t(c)];
      p.r += ink.r * part;
      p.g += ink.g * part;
      p.b += ink.b * part;
      p.a += ink.a * part;
    }
  }
}

void AreaBuffer::addCell(const CellPlace& x, const CellPlace& y, Float4 fills, Float4 borders) {
  if (x.at < -1 || x.at >= m_width || y.at < -1 || y.at >= m_height) return;
  touch(std::max(0, y.at), std::min(m_height, y.at + 2));
  const bool hasBorders = borders[3] > 0;
  if (hasBorders) needBorders();
  const int c0 = x.at < 0 ? 1 : 0, c1 = x.next > 0 && x.at + 1 < m_width ? 2 : 1;
  const int r0 = y.at < 0 ? 1 : 0, r1 = y.next > 0 && y.at + 1 < m_height ? 2 : 1;
  for (int r = r0; r < r1; ++r) {
    const std::ptrdiff_t row = std::ptrdiff_t{y.at + r} * m_width + x.at;
    for (int c = c0; c < c1; ++c) {
      const Float4 w = all4((r == 0 ? y.here : y.next) * (c == 0 ? x.here : x.next));
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
  std::array<float, 12 * kSteps> m_covers{};
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
      const std::size_t at = std::size_t(y) * std::size_t(m_width) + std::size_t(x);
      line[x] = packed(withBorder(m_pixels[at], m_hasBorders ? m_borders[at] : none), float(opacity));
    }
  }
  return image;
}

void AreaBuffer::composeOver(QImage& image, double opacity, const QRect& within) {
  const auto factor = float(opacity);
  const int left = within.left(), right = within.right() + 1;
  for (int y = m_firstRow; y < m_endRow; ++y) {
    Ink* const pixels = m_pixels.data() + std::size_t(y) * std::size_t(m_width);
    Ink* const borders = m_hasBorders ? m_borders.data() + std::size_t(y) * std::size_t(m_width) : nullptr;
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
    std::fill_n(pixels, m_width, Ink());
    if (borders != nullptr) std::fill_n(borders, m_width, Ink());
  }
  m_firstRow = 1 << 30;
  m_endRow = 0;
  m_hasBorders = false;
}

}  // namespace gis::ui
