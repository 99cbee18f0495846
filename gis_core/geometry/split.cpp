#include "gis_core/geometry/split.h"

#include <algorithm>
#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/geometry/coverage_shapes.h"
#include "gis_core/geometry/geos_context.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/shapes_from_points.h"

namespace gis::geom {

namespace {

using detail::fromGeos;
using detail::GeomPtr;
using detail::GeosContext;
using detail::toGeos;

/// Twice the area of a ring below a height, along an axis; parts of the ring above lie on the line and add nothing.
double twiceAreaBelow(std::span<const MapPoint> ring, double height) {
  double twice = 0;
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    MapPoint a = ring[i];
    MapPoint b = ring[i + 1];
    if (a.y > height && b.y > height) continue;
    // trapezoids between the edge and the line of the height
    if (a.y > height) a = {a.x + (b.x - a.x) * (height - a.y) / (b.y - a.y), height};
    if (b.y > height) b = {b.x + (a.x - b.x) * (height - b.y) / (a.y - b.y), height};
    twice += (b.x - a.x) * (2 * height - a.y - b.y);
  }
  return twice;
}

/// The area turned so that the direction is north, about a place nearby.
struct Turned {
  MapPoint about;
  double sin = 0, cos = 1;
  std::vector<std::vector<MapPoint>> rings;
  double low = 0, high = 0, west = 0, east = 0;

  Turned(BytesView wkb, double bearingDegrees) {
    CoverageShapes one;
    one.add(0, wkb);
    const double angle = bearingDegrees * M_PI / 180;
    sin = std::sin(angle);
    cos = std::cos(angle);
    about = one.extent().centre();
    Envelope box;
    for (const CoverageShapes::Ring& ring : one.rings(0)) {
      auto& turned = rings.emplace_back();
      for (std::uint32_t p = ring.begin; p < ring.end; ++p) turned.push_back(in(one.points()[p]));
      for (const MapPoint p : turned) box.include(p.x, p.y);
    }
    low = box.minY;
    high = box.maxY;
    west = box.minX - box.width() - 1;
    east = box.maxX + box.width() + 1;
  }
  [[nodiscard]] MapPoint in(MapPoint p) const {
    const double x = p.x - about.x;
    const double y = p.y - about.y;
    return {x * cos - y * sin, x * sin + y * cos};
  }
  [[nodiscard]] MapPoint out(MapPoint p) const {
    return {about.x + p.x * cos + p.y * sin, about.y - p.x * sin + p.y * cos};
  }
  [[nodiscard]] double areaBelow(double height) const {
    double twice = 0;
    for (const auto& ring : rings) twice += twiceAreaBelow(ring, height);
    return twice / 2;
  }
  [[nodiscard]] double heightFor(double wished) const {
    double from = low;
    double to = high;
    for (int step = 0; step < 200; ++step) {
      const double middle = from + (to - from) / 2;
      if (middle <= from || middle >= to) break;
      (areaBelow(middle) < wished ? from : to) = middle;
    }
    return from + (to - from) / 2;
  }
};

}  // namespace

std::vector<Bytes> facesBetween(BytesView lines) {
  GeosContext& context = GeosContext::ofThisThread();
  const GeomPtr all = toGeos(lines);
  const GeomPtr noded(GEOSUnaryUnion_r(context.handle(), all.get()));
  if (!noded) context.fail(GIS_TR("the area cannot be cut"));
  const GEOSGeometry* const input[] = {noded.get()};
  const GeomPtr faces(GEOSPolygonize_r(context.handle(), input, 1));
  if (!faces) context.fail(GIS_TR("the area cannot be cut"));
  std::vector<Bytes> found;
  for (Bytes& face : parts(fromGeos(faces.get()))) {
    if (!isEmpty(face)) found.push_back(std::move(face));
  }
  return found;
}

std::vector<Bytes> splitByLines(BytesView area, BytesView lines) {
  std::vector<Bytes> all = parts(boundary(area));
  for (Bytes& line : parts(typeOf(lines).dimension() == 2 ? boundary(lines) : Bytes(lines.begin(), lines.end()))) {
    all.push_back(std::move(line));
  }
  const Prepared whole(area);
  std::vector<Bytes> found;
  for (Bytes& face : facesBetween(assembled(all))) {
    if (whole.containsPoint(interiorPoint(face))) found.push_back(std::move(face));
  }
  std::sort(found.begin(), found.end(), [](const Bytes& a, const Bytes& b) {
    const MapPoint p = envelopeOf(a).centre();
    const MapPoint q = envelopeOf(b).centre();
    return p.x != q.x ? p.x < q.x : p.y < q.y;
  });
  return found;
}

std::vector<Bytes> splitToAreas(BytesView wkb, std::span<const double> wished, double bearingDegrees) {
  const Turned turned(wkb, bearingDegrees);
  const double whole = turned.areaBelow(turned.high);
  double sum = 0;
  std::vector<double> heights;
  std::vector<Bytes> lines;
  for (const double size : wished) {
    sum += size;
    if (!(size > 0) || !(sum < whole)) {
      throw Error(ErrorCode::invalidValue, GIS_TR("the area cannot be cut"),
                  GIS_TR("the wished areas must be more than 0 and together less than the area"), {});
    }
    heights.push_back(turned.heightFor(sum));
    const MapPoint ends[] = {turned.out({turned.west, heights.back()}), turned.out({turned.east, heights.back()})};
    lines.push_back(lineOf(ends));
  }
  std::vector<std::vector<Bytes>> parts(wished.size() + 1);
  for (Bytes& face : splitByLines(wkb, assembled(lines))) {
    const double height = turned.in(interiorPoint(face)).y;
    const auto at = std::lower_bound(heights.begin(), heights.end(), height) - heights.begin();
    parts[std::size_t(at)].push_back(std::move(face));
  }
  std::vector<Bytes> result;
  for (const auto& faces : parts) {
    if (faces.empty()) {
      throw Error(ErrorCode::invalidValue, GIS_TR("the area cannot be cut"), GIS_TR("a part would be empty"), {});
    }
    result.push_back(assembled(faces));
  }
  return result;
}

double longestEdgeBearing(BytesView area) {
  CoverageShapes one;
  one.add(0, area);
  double longest = 0;
  double bearing = 0;
  for (const CoverageShapes::Ring& ring : one.rings(0)) {
    for (std::uint32_t p = ring.begin; p + 1 < ring.end; ++p) {
      const double dx = one.points()[p + 1].x - one.points()[p].x;
      const double dy = one.points()[p + 1].y - one.points()[p].y;
      const double length = std::hypot(dx, dy);
      if (length <= longest) continue;
      longest = length;
      bearing = std::atan2(dx, dy) * 180 / M_PI;
    }
  }
  if (bearing < 0) bearing += 180;
  return bearing >= 180 ? bearing - 180 : bearing;
}

}  // namespace gis::geom
