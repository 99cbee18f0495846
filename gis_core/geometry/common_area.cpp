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

/// The edges of the rings, shells counter-clockwise and holes clockwise, moved by an origin that is below all.
struct EdgeCollector : detail::Ignore {
  MapPoint origin;
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

bool isAreaOfRings(BytesView wkb) {
  GeometryType type;
  if (wkb.size() < 9 || wkb[0] != 1 || !detail::decodeType(detail::load<std::uint32_t>(wkb.data() + 1), type))
    return false;
  return type.kind == GeometryKind::polygon || type.kind == GeometryKind::multiPolygon;
}

}  // namespace

std::optional<double> commonArea(BytesView a, BytesView b) {
  constexpr std::size_t kVertexBytes = 16;
  if ((a.size() / kVertexBytes) * (b.size() / kVertexBytes) > kMostPairs) return std::nullopt;
  if (!isAreaOfRings(a) || !isAreaOfRings(b)) return std::nullopt;
  const Envelope boxA = envelopeOf(a);
  const Envelope boxB = envelopeOf(b);
  if (boxA.isEmpty() || boxB.isEmpty() || !boxA.intersects(boxB)) return 0.0;
  static thread_local std::vector<SpanEdge> edgesA, edgesB;
  EdgeCollector collector;
  collector.origin = {std::max(boxA.minX, boxB.minX), std::min(boxA.minY, boxB.minY)};
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

}  // namespace gis::geom
