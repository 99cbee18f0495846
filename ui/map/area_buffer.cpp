#include "ui/map/area_buffer.h"

#include <algorithm>
#include <cmath>

namespace gis::ui {

AreaBuffer::AreaBuffer(int width, int height)
    : m_width(width), m_height(height), m_pixels(std::size_t(width) * std::size_t(height)) {}

/// Adds what the edge covers to its right, as differences along each row. Source: Raph Levien, "Inside the
/// fastest font renderer in the world" (font-rs, 2016): signed areas, summed up along the row afterwards.
void AreaBuffer::addEdge(float x0, float y0, float x1, float y1) {
  if (y0 == y1) return;
  const float sign = y0 < y1 ? 1.0F : -1.0F;
  if (y0 > y1) {
    std::swap(x0, x1);
    std::swap(y0, y1);
  }
  const auto rows = float(m_rows);
  if (y1 <= 0 || y0 >= rows) return;
  const float slope = (x1 - x0) / (y1 - y0);
  if (y0 < 0) {
    x0 -= y0 * slope;
    y0 = 0;
  }
  const float right = float(m_columns);
  float x = x0;
  const int lastRow = std::min(m_rows, int(std::ceil(y1)));
  for (int row = int(y0); row < lastRow; ++row) {
    float* line = m_deltas.data() + std::size_t(row) * std::size_t(m_columns + 2);
    const float dy = std::min(float(row + 1), y1) - std::max(float(row), y0);
    const float xNext = x + slope * dy;
    const float d = dy * sign;
    // beyond the sides the whole height counts at the side
    const float a = std::clamp(std::min(x, xNext), 0.0F, right), b = std::clamp(std::max(x, xNext), 0.0F, right);
    x = xNext;
    const float aFloor = std::floor(a);
    const int column = int(aFloor);
    const int endColumn = int(std::ceil(b));
    if (endColumn <= column + 1) {
      const float middle = (a + b) / 2 - aFloor;
      line[column] += d - d * middle;
      line[column + 1] += d * middle;
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

void AreaBuffer::blend(std::size_t at, float share, const Ink& ink) {
  Ink& p = m_pixels[at];
  if (share >= 0.9995F || p.a <= 0) {
    if (share >= 0.9995F && ink.a >= 1) {
      p = ink;
      return;
    }
    if (p.a <= 0) {
      p = {ink.r * share, ink.g * share, ink.b * share, ink.a * share};
      return;
    }
  }
  const float a = ink.a * share;
  // Disjoint over: what lies there keeps all its share as long as both fit into the pixel.
  const float keep = p.a + share <= 1.0005F ? 1.0F : std::max(0.0F, (1 - share) / std::max(p.a, 1e-6F));
  p.r = ink.r * share + p.r * std::min(1.0F, keep);
  p.g = ink.g * share + p.g * std::min(1.0F, keep);
  p.b = ink.b * share + p.b * std::min(1.0F, keep);
  p.a = std::min(1.0F, a + p.a * std::min(1.0F, keep));
}

void AreaBuffer::blendRow(int y, int x0, int x1, const float* deltas, const Ink& ink) {
  float sum = 0;
  const std::size_t row = std::size_t(y) * std::size_t(m_width);
  for (int x = x0; x < x1; ++x) {
    sum += deltas[x - x0];
    const float share = std::min(1.0F, std::fabs(sum));
    if (share > 0.002F) blend(row + std::size_t(x), share, ink);
  }
}

void AreaBuffer::fill(const snapshot::Shape& shape, double scale, double dx, double dy, const Ink& ink) {
  double minX = 1e30, minY = 1e30, maxX = -1e30, maxY = -1e30;
  for (const geom::MapPoint& p : shape.xy) {
    minX = std::min(minX, p.x);
    maxX = std::max(maxX, p.x);
    minY = std::min(minY, p.y);
    maxY = std::max(maxY, p.y);
  }
  const double left = std::max(0.0, std::floor(minX * scale + dx)),
               right = std::min<double>(m_width, std::ceil(maxX * scale + dx));
  const double top = std::max(0.0, std::floor(dy - maxY * scale)),
               bottom = std::min<double>(m_height, std::ceil(dy - minY * scale));
  if (!(left < right && top < bottom)) return;
  m_left = int(left);
  m_top = int(top);
  m_columns = int(right) - m_left;
  m_rows = int(bottom) - m_top;
  const std::size_t stride = std::size_t(m_columns + 2);
  m_deltas.assign(stride * std::size_t(m_rows), 0);
  std::uint32_t begin = 0;
  const double ox = dx - m_left, oy = dy - m_top;
  for (std::size_t r = 0; r < shape.ends.size(); begin = shape.ends[r++]) {
    if (shape.kinds[r] < 2 || shape.ends[r] - begin < 4) continue;
    double turn = 0;
    const geom::MapPoint first = shape.xy[begin];
    for (std::uint32_t i = begin + 1; i < shape.ends[r]; ++i) {
      const geom::MapPoint p = shape.xy[i - 1], q = shape.xy[i];
      turn += (p.x - first.x) * (q.y - first.y) - (q.x - first.x) * (p.y - first.y);
    }
    const bool forward = (turn > 0) == (shape.kinds[r] == 2);
    auto x = float(first.x * scale + ox), y = float(oy - first.y * scale);
    for (std::uint32_t i = begin + 1; i < shape.ends[r]; ++i) {
      const auto nx = float(shape.xy[i].x * scale + ox), ny = float(oy - shape.xy[i].y * scale);
      if (forward) {
        addEdge(x, y, nx, ny);
      } else {
        addEdge(nx, ny, x, y);
      }
      x = nx;
      y = ny;
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

void AreaBuffer::addCell(double x0, double y0, double x1, double y1, float share, const Ink& ink) {
  spread(m_pixels, x0, y0, x1, y1, share * float((x1 - x0) * (y1 - y0)), ink);
}

void AreaBuffer::addBorder(double x0, double y0, double x1, double y1, float length, float width, const Ink& ink) {
  if (m_borders.empty()) m_borders.resize(m_pixels.size());
  spread(m_borders, x0, y0, x1, y1, length * width, ink);
}

namespace {
/// Share of two neighbours' outlines that lie on each other: most borders of a parcel fabric are drawn twice.
constexpr float kSharedBorders = 0.62F;

quint32 packed(const Ink& p, float factor) {
  const auto byte = [&](float v) { return static_cast<quint32>(std::clamp(v * factor * 255 + 0.5F, 0.0F, 255.0F)); };
  const quint32 a = byte(p.a);
  return a << 24 | std::min(a, byte(p.r)) << 16 | std::min(a, byte(p.g)) << 8 | std::min(a, byte(p.b));
}

Ink withBorder(Ink p, const Ink& border) {
  if (p.a > 1) p = {p.r / p.a, p.g / p.a, p.b / p.a, 1};
  if (border.a <= 0) return p;
  const float cover = 1 - std::exp(-border.a * kSharedBorders);
  const float keep = 1 - cover;
  return {border.r / border.a * cover + p.r * keep, border.g / border.a * cover + p.g * keep,
          border.b / border.a * cover + p.b * keep, cover + p.a * keep};
}
}  // namespace

QImage AreaBuffer::toImage(double opacity) const {
  QImage image(m_width, m_height, QImage::Format_ARGB32_Premultiplied);
  const Ink none;
  for (int y = 0; y < m_height; ++y) {
    auto* line = static_cast<quint32*>(static_cast<void*>(image.scanLine(y)));
    for (int x = 0; x < m_width; ++x) {
      const std::size_t at = std::size_t(y) * std::size_t(m_width) + std::size_t(x);
      line[x] = packed(withBorder(m_pixels[at], m_borders.empty() ? none : m_borders[at]), float(opacity));
    }
  }
  return image;
}

void AreaBuffer::composeOver(QImage& image, double opacity) const {
  const Ink none;
  const auto factor = float(opacity);
  const bool borders = !m_borders.empty();
  for (int y = m_firstRow; y < m_endRow; ++y) {
    auto* line = static_cast<quint32*>(static_cast<void*>(image.scanLine(y)));
    const Ink* pixels = m_pixels.data() + std::size_t(y) * std::size_t(m_width);
    const Ink* border = borders ? m_borders.data() + std::size_t(y) * std::size_t(m_width) : nullptr;
    for (int x = 0; x < m_width; ++x) {
      const Ink& p = pixels[x];
      const bool bordered = borders && border[x].a > 0;
      if (p.a <= 0 && !bordered) continue;
      if (!bordered && p.a <= 1 && p.a * factor > 0.998F) {
        const auto byte = [factor](float v) { return static_cast<quint32>(v * factor * 255 + 0.5F); };
        line[x] =
            0xff000000U | std::min(255U, byte(p.r)) << 16 | std::min(255U, byte(p.g)) << 8 | std::min(255U, byte(p.b));
        continue;
      }
      const quint32 s = packed(withBorder(p, bordered ? border[x] : none), factor);
      const quint32 d = line[x], keep = 255 - (s >> 24);
      const auto mix = [&](int shift) {
        const quint32 v = ((d >> shift) & 255) * keep + 127;
        return std::min<quint32>(255, ((s >> shift) & 255) + (v + (v >> 8)) / 256) << shift;
      };
      line[x] = mix(24) | mix(16) | mix(8) | mix(0);
    }
  }
}

}  // namespace gis::ui
