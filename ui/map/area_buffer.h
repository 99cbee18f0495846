// Areas into pixels: a scan converter of our own, because neighbours must not show a seam.
#pragma once

#include <QImage>
#include <QRect>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "gis_core/snapshot/shape.h"
#include "gis_core/style/layer_style.h"
#include "ui/map/vectors.h"

namespace gis::ui {

/// Colour with its alpha multiplied in, 0 … 1, in the order of a pixel's bytes.
struct alignas(16) Ink {
  float b = 0, g = 0, r = 0, a = 0;
  [[nodiscard]] static Ink of(const style::Colour& c) {
    const float a = float(c.a) / 255;
    return {float(c.b) / 255 * a, float(c.g) / 255 * a, float(c.r) / 255 * a, a};
  }
  [[nodiscard]] Float4 vector() const { return load4(&b); }
  void set(Float4 v) { store4(&b, v); }
};

/// A pixel of an area buffer: an ink in 16-bit parts, half the memory of floats.
struct alignas(8) AreaPixel {
  std::uint16_t b = 0, g = 0, r = 0, a = 0;
};

struct PixelPoint {
  float x = 0, y = 0;
};

/// A box of pixel coordinates.
struct PixelBox {
  float left = 1e30F, top = 1e30F, right = -1e30F, bottom = -1e30F;
  void include(PixelPoint p) {
    left = p.x < left ? p.x : left;
    right = p.x > right ? p.x : right;
    top = p.y < top ? p.y : top;
    bottom = p.y > bottom ? p.y : bottom;
  }
};

/// Rings and lines of one feature in pixels of the picture, y downwards.
struct PixelRuns {
  using Point = PixelPoint;
  std::vector<Point> points;
  std::vector<std::uint32_t> ends;  ///< end of each run in points
  std::vector<std::uint8_t> kinds;  ///< as in snapshot::Shape
  PixelBox box;

  /// pixel = (x · scale + dx, dy − y · scale)
  void assign(const snapshot::Shape& shape, double scale, double dx, double dy);
};

/// Where a cell of at most two pixels lies along one axis: its share of pixel `at` and of the two after it.
struct CellPlace {
  int at = 0;
  float shares[3] = {1, 0, 0};

  /// From `begin` on, `side` long.
  [[nodiscard]] static CellPlace of(double begin, double side);
};

/// The areas of one layer in one picture. Each polygon is laid over the others so that two that share a border
/// fill the pixels along it completely (the "disjoint over" operator of XRender): no background shines through. Areas
/// of a few pixels are added up instead; where such lie over each other, their colours are mixed.
/// Anti-aliased by the exact share of each pixel. Thread rule: one thread.
class AreaBuffer {
 public:
  AreaBuffer() = default;
  AreaBuffer(int width, int height) { reset(width, height); }
  /// Empties it for a picture of this size; memory is kept.
  void reset(int width, int height);
  /// Fills shells minus holes. `shape` is in map units; pixel = (x · scale + dx, −y · scale + dy).
  void fill(const snapshot::Shape& shape, double scale, double dx, double dy, const Ink& ink);
  /// The same in pixels already, y downwards.
  void fill(const PixelRuns& runs, const Ink& ink);
  /// What a cell of at most two pixels has, its fills and the density of its outlines: spread over the pixels at its
  /// place.
  void addCell(const CellPlace& x, const CellPlace& y, Float4 fills, Float4 borders);
  /// Adds a share of a class in a rectangle of about a pixel (coverage cells), in pixels.
  void addCell(double x0, double y0, double x1, double y1, float share, const Ink& ink);
  /// Adds ink of outlines in the same way: `length` pixels of a line `width` pixels wide.
  void addBorder(double x0, double y0, double x1, double y1, float length, float width, const Ink& ink);
  [[nodiscard]] bool isEmpty() const { return m_firstRow >= m_endRow; }
  /// Lays the buffer over a premultiplied ARGB32 picture, between these columns and rows; what it held is gone.
  void composeOver(QImage& image, double opacity, const QRect& within);
  /// The same over nothing.
  [[nodiscard]] QImage toImage(double opacity);

 private:
  void touch(int first, int end) {
    m_firstRow = first < m_firstRow ? first : m_firstRow;
    m_endRow = end > m_endRow ? end : m_endRow;
  }
  void addSmall(const PixelRuns& runs, const Ink& ink);
  void blendRow(int y, int x0, int x1, const float* deltas, const Ink& ink);
  void needBorders();
  void spread(std::vector<AreaPixel>& target, float one, double x0, double y0, double x1, double y1, float amount,
              const Ink& ink);

  int m_width = 0, m_height = 0;
  std::size_t m_stride = 0;          ///< pixels of a row in memory
  std::vector<AreaPixel> m_pixels;   ///< in parts of kFillOne
  std::vector<AreaPixel> m_borders;  ///< a: ink density; r, g, b weighted by it; in parts of kBorderOne
  bool m_hasBorders = false;
  int m_firstRow = 1 << 30, m_endRow = 0;  ///< rows that hold anything
  std::vector<Ink> m_sums;                 ///< of small areas: differences along each row
  int m_firstSum = 1 << 30, m_endSum = 0;  ///< rows of them
  std::vector<float> m_deltas;             ///< scratch of one polygon
};

}  // namespace gis::ui
