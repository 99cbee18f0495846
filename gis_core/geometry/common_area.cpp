#include "gis_core/geometry/common_area.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {

namespace {

constexpr std::size_t kMostPairs = 4096;  // of edges; above that GEOS's sweep wins

/// An edge from its left end to its right one.
struct SpanEdge {
  double left, right;   ///< x
  double leftY, slope;  ///< y = leftY + (x − left) · slope
  double sign;          ///< +1: the trapezoid below it counts, −1: it is taken off
};

/// The edges of the rings within a range of x, shells counter-clockwise and holes clockwise, moved by an origin at the
/// range's beginning and below all.
struct EdgeCollector : detail::Ignore {
  MapPoint origin;
  double width = 0;
  std::vector<SpanEdge>* edges = nullptr;
  double finite = 0;  // stays 0 as long as every coordinate is finite

  void coordinates(const std::uint8_t* at, std::uint32_t count, int stride, std::uint32_t ring) {
    const std::size_t first = edges->size();
    const std::size_t step = std::size_t(stride) * 8;
    double lastX = 0;
    double lastY = 0;
    double doubled = 0;  // area below the ring's edges, positive for a ring that runs clockwise
    for (std::uint32_t i = 0; i < count; ++i, at += step) {
      const double x = detail::load<double>(at) - origin.x;
      const double y = detail::load<double>(at + 8) - origin.y;
      finite += x * 0 + y * 0;
      if (i > 0) {
        doubled += (x - lastX) * (y + lastY);
        if (x != lastX) add(lastX, lastY, x, y);
      }
      lastX = x;
      lastY = y;
    }
    const bool isClockwise = doubled > 0;
    const bool isHole = ring > 0;
    if (isClockwise == isHole) return;
    for (std::size_t i = first; i < edges->size(); ++i) (*edges)[i].sign = -(*edges)[i].sign;
  }
  void add(double ax, double ay, double bx, double by) const {
    if (std::max(ax, bx) <= 0 || std::min(ax, bx) >= width) return;
    const double slope = (by - ay) / (bx - ax);
    if (ax < bx) {
      edges->push_back({ax, bx, ay, slope, -1});
    } else {
      edges->push_back({bx, ax, by, slope, 1});
    }
  }
};

/// The integral of the lower of two edges over what they have in common along x.
double belowBoth(const SpanEdge& e, const SpanEdge& f) {
  const double left = std::max(e.left, f.left);
  const double right = std::min(e.right, f.right);
  const double width = right - left;
  if (!(width > 0)) return 0;
  const double eLeft = e.leftY + (left - e.left) * e.slope;
  const double fLeft = f.leftY + (left - f.left) * f.slope;
  const double eRight = eLeft + width * e.slope;
  const double fRight = fLeft + width * f.slope;
  const double gapLeft = eLeft - fLeft;
  const double gapRight = eRight - fRight;
  if (gapLeft <= 0 && gapRight <= 0) return (eLeft + eRight) / 2 * width;
  if (gapLeft >= 0 && gapRight >= 0) return (fLeft + fRight) / 2 * width;
  const double part = gapLeft / (gapLeft - gapRight);  // they cross there
  const double crossing = eLeft + part * width * e.slope;
  return ((std::min(eLeft, fLeft) + crossing) * part + (crossing + std::min(eRight, fRight)) * (1 - part)) / 2 * width;
}

/// The integral of a straight line's height, kept within 0 … `high`, over a width.
double heightWithin(double left, double right, double width, double high) {
  const bool rises = left <= right;
  const double low = rises ? left : right;
  const double top = rises ? right : left;
  if (top <= 0) return 0;
  if (low >= high) return high * width;
  if (low >= 0 && top <= high) return (low + top) / 2 * width;
  const double perHeight = width / (top - low);
  const double from = std::max(low, 0.0);
  const double to = std::min(top, high);
  return (from + to) / 2 * (to - from) * perHeight + high * (top - to) * perHeight;
}

/// What the edges of the rings leave below them within a rectangle, which begins at the origin.
struct RectangleSum : detail::Ignore {
  MapPoint origin;
  double width = 0, height = 0;
  double sum = 0;
  double finite = 0;

  void coordinates(const std::uint8_t* at, std::uint32_t count, int stride, std::uint32_t ring) {
    const std::size_t step = std::size_t(stride) * 8;
    double lastX = 0;
    double lastY = 0;
    double doubled = 0;
    double inside = 0;  // positive for a ring that runs clockwise
    for (std::uint32_t i = 0; i < count; ++i, at += step) {
      const double x = detail::load<double>(at) - origin.x;
      const double y = detail::load<double>(at + 8) - origin.y;
      finite += x * 0 + y * 0;
      if (i > 0) {
        doubled += (x - lastX) * (y + lastY);
        inside += below(lastX, lastY, x, y);
      }
      lastX = x;
      lastY = y;
    }
    const bool isClockwise = doubled > 0;
    const bool isHole = ring > 0;
    sum += isClockwise == isHole ? -inside : inside;
  }
  [[nodiscard]] double below(double ax, double ay, double bx, double by) const {
    if (ax == bx || (ay <= 0 && by <= 0)) return 0;
    const double left = std::clamp(ax, 0.0, width);
    const double right = std::clamp(bx, 0.0, width);
    if (left == right) return 0;
    if (ay >= height && by >= height) return height * (right - left);
    const double slope = (by - ay) / (bx - ax);
    // the ends themselves, where they lie within, without rounding
    const double atLeft = left == ax ? ay : ay + (left - ax) * slope;
    const double atRight = right == bx ? by : ay + (right - ax) * slope;
    return heightWithin(atLeft, atRight, right - left, height);
  }
};

bool isAreaOfRings(BytesView wkb) {
  GeometryType type;
  if (wkb.size() < 9 || wkb[0] != 1 || !detail::decodeType(detail::load<std::uint32_t>(wkb.data() + 1), type))
    return false;
  return type.kind == GeometryKind::polygon || type.kind == GeometryKind::multiPolygon;
}

}  // namespace

std::optional<double> commonArea(BytesView a, BytesView b) {
  if (!isAreaOfRings(a) || !isAreaOfRings(b)) return std::nullopt;
  return commonArea(a, envelopeOf(a), b, envelopeOf(b));
}

std::optional<double> commonArea(BytesView a, const Envelope& boxA, BytesView b, const Envelope& boxB) {
  constexpr std::size_t kVertexBytes = 16;
  if ((a.size() / kVertexBytes) * (b.size() / kVertexBytes) > kMostPairs) return std::nullopt;
  if (!isAreaOfRings(a) || !isAreaOfRings(b)) return std::nullopt;
  if (boxA.isEmpty() || boxB.isEmpty() || !boxA.intersects(boxB)) return 0.0;
  static thread_local std::vector<SpanEdge> edgesA, edgesB;
  EdgeCollector collector;
  collector.origin = {std::max(boxA.minX, boxB.minX), std::min(boxA.minY, boxB.minY)};
  collector.width = std::min(boxA.maxX, boxB.maxX) - collector.origin.x;
  edgesA.clear();
  edgesB.clear();
  collector.edges = &edgesA;
  detail::walk(a, collector);
  collector.edges = &edgesB;
  detail::walk(b, collector);
  if (!(collector.finite == 0)) return std::nullopt;
  double sum = 0;
  for (const SpanEdge& e : edgesA) {
    double ofEdge = 0;
    for (const SpanEdge& f : edgesB) ofEdge += f.sign * belowBoth(e, f);
    sum += e.sign * ofEdge;
  }
  return sum;
}

PerimeterBounds perimeterBounds(BytesView area, const Envelope& box) {
  constexpr std::size_t kHead = 5;  // bytes: order and type, then a number of parts
  PerimeterBounds bounds;
  const std::size_t sides = area.size() / 16;  // at most: the bytes of two numbers a corner
  bounds.most = double(sides) * (box.width() + box.height());
  if (area.size() < kHead + 4 || !isAreaOfRings(area)) return bounds;
  const bool isMulti = detail::load<std::uint32_t>(area.data() + 1) % 1000 == std::uint32_t(GeometryKind::multiPolygon);
  if (!isMulti || detail::load<std::uint32_t>(area.data() + kHead) == 1)
    bounds.least = 2 * std::max(box.width(), box.height());
  return bounds;
}

bool isRectangle(BytesView area, const Envelope& box) {
  constexpr std::size_t kHead = 5, kRing = 8, kCorners = 5;  // bytes, and corners with the last one
  constexpr std::size_t kPolygon = kHead + kRing + kCorners * 16;
  constexpr std::size_t kMulti = kHead + 4 + kPolygon;
  if ((area.size() != kPolygon && area.size() != kMulti) || !isAreaOfRings(area)) return false;
  const std::uint8_t* at = area.data() + (area.size() - kCorners * 16);
  if (detail::load<std::uint32_t>(at - 4) != kCorners || detail::load<std::uint32_t>(at - kRing) != 1) return false;
  if (!(box.minX < box.maxX && box.minY < box.maxY)) return false;
  // each step goes along one side, and never two of them along the same axis
  bool wasAlongX = false;
  for (std::size_t i = 0; i < kCorners; ++i) {
    const double x = detail::load<double>(at + i * 16);
    const double y = detail::load<double>(at + i * 16 + 8);
    if ((x != box.minX && x != box.maxX) || (y != box.minY && y != box.maxY)) return false;
    if (i == 0) continue;
    const bool alongX = x != detail::load<double>(at + (i - 1) * 16);
    const bool alongY = y != detail::load<double>(at + (i - 1) * 16 + 8);
    if (alongX == alongY || (i > 1 && alongX == wasAlongX)) return false;
    wasAlongX = alongX;
  }
  return true;
}

std::optional<double> areaInRectangle(BytesView area, const Envelope& rectangle) {
  if (!isAreaOfRings(area)) return std::nullopt;
  RectangleSum sum;
  sum.origin = {rectangle.minX, rectangle.minY};
  sum.width = rectangle.width();
  sum.height = rectangle.height();
  detail::walk(area, sum);
  if (!(sum.finite == 0)) return std::nullopt;
  return sum.sum;
}

}  // namespace gis::geom
