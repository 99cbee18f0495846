#include "gis_core/geometry/shape_edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "gis_core/base/error.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {
namespace {

[[noreturn]] void throwShape(Message why) {
  throw Error(ErrorCode::invalidValue, GIS_TR("the shape cannot be changed so"), std::move(why), {});
}

/// Collects parts and rings.
class Taker : public WkbVisitor {
 public:
  explicit Taker(std::vector<ShapePart>& parts) : m_parts(parts) {}
  void beginGeometry(GeometryType type, std::uint32_t) override {
    if (type.kind == GeometryKind::collection) {
      throw Error(ErrorCode::unsupported, GIS_TR("a collection of different shapes cannot be edited by hand"), {}, {});
    }
    m_type = type;
    if (!type.isMulti()) m_parts.emplace_back();
  }
  void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t) override {
    std::vector<ShapeVertex> run;
    run.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i, xyzm += stride) {
      ShapeVertex v{xyzm[0], xyzm[1]};
      if (m_type.hasZ) v.z = xyzm[2];
      if (m_type.hasM) v.m = xyzm[stride - 1];
      run.push_back(v);
    }
    const bool ring = m_type.kind == GeometryKind::polygon;
    if (ring && run.size() > 1 && run.front().x == run.back().x && run.front().y == run.back().y) run.pop_back();
    m_parts.back().rings.push_back(std::move(run));
  }

 private:
  std::vector<ShapePart>& m_parts;
  GeometryType m_type;
};

GeometryKind singleKind(int dimension) {
  return dimension == 0 ? GeometryKind::point : dimension == 1 ? GeometryKind::lineString : GeometryKind::polygon;
}

GeometryKind multiKind(int dimension) {
  return dimension == 0   ? GeometryKind::multiPoint
         : dimension == 1 ? GeometryKind::multiLineString
                          : GeometryKind::multiPolygon;
}

void putVertex(Bytes& out, const ShapeVertex& v, GeometryType type) {
  detail::putDouble(out, v.x);
  detail::putDouble(out, v.y);
  if (type.hasZ) detail::putDouble(out, v.z);
  if (type.hasM) detail::putDouble(out, v.m);
}

void putPart(Bytes& out, const ShapePart& part, GeometryType single) {
  detail::putHeader(out, single);
  if (single.kind == GeometryKind::point) {
    putVertex(out, part.rings.front().front(), single);
    return;
  }
  const bool area = single.kind == GeometryKind::polygon;
  if (area) detail::putU32(out, static_cast<std::uint32_t>(part.rings.size()));
  for (const auto& run : part.rings) {
    detail::putU32(out, static_cast<std::uint32_t>(run.size() + (area ? 1 : 0)));
    for (const ShapeVertex& v : run) putVertex(out, v, single);
    if (area) putVertex(out, run.front(), single);
  }
}

/// Crossing number: even outside, odd inside.
bool isInside(const std::vector<ShapeVertex>& ring, MapPoint p) {
  bool inside = false;
  for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
    const ShapeVertex& a = ring[i];
    const ShapeVertex& b = ring[j];
    if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

double distanceToEdge(const ShapeVertex& a, const ShapeVertex& b, MapPoint p) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double squared = dx * dx + dy * dy;
  const double t = squared == 0 ? 0 : std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / squared, 0.0, 1.0);
  return std::hypot(a.x + t * dx - p.x, a.y + t * dy - p.y);
}

}  // namespace

EditableShape::EditableShape(BytesView wkb) : m_type(typeOf(wkb)) {
  Taker taker(m_parts);
  visit(wkb, taker);
  // an empty member has nothing to be edited
  std::erase_if(m_parts, [](const ShapePart& part) {
    return part.rings.empty() || part.rings.front().empty() || std::isnan(part.rings.front().front().x);
  });
}

std::vector<ShapeVertex>& EditableShape::run(std::size_t part, std::size_t ring) {
  if (part >= m_parts.size()) {
    throwShape({GIS_TR("there is no part {0}; it has {1}, counted from 0"),
                {std::to_string(part), std::to_string(m_parts.size())}});
  }
  if (ring >= m_parts[part].rings.size()) {
    throwShape(
        {GIS_TR("part {0} has no ring {1}; ring 0 is the outer one"), {std::to_string(part), std::to_string(ring)}});
  }
  return m_parts[part].rings[ring];
}

std::size_t EditableShape::leastVertices() const {
  return static_cast<std::size_t>(dimension()) + 1;
}

MapPoint EditableShape::vertex(VertexAt at) const {
  const ShapeVertex& v = m_parts.at(at.part).rings.at(at.ring).at(at.vertex);
  return {v.x, v.y};
}

Bytes EditableShape::wkb() const {
  const GeometryType single{singleKind(dimension()), m_type.hasZ, m_type.hasM};
  Bytes out;
  if (!m_type.isMulti() && m_parts.size() == 1) {
    putPart(out, m_parts.front(), single);
    return out;
  }
  detail::putHeader(out, {multiKind(dimension()), m_type.hasZ, m_type.hasM});
  detail::putU32(out, static_cast<std::uint32_t>(m_parts.size()));
  for (const ShapePart& part : m_parts) putPart(out, part, single);
  return out;
}

void EditableShape::insertVertex(VertexAt at, MapPoint place) {
  std::vector<ShapeVertex>& vertices = run(at.part, at.ring);
  if (dimension() == 0) throwShape(GIS_TR("a point has one place; add a part instead"));
  if (at.vertex > vertices.size()) {
    throwShape({GIS_TR("there is no vertex {0}; the ring has {1}, counted from 0"),
                {std::to_string(at.vertex), std::to_string(vertices.size())}});
  }
  const bool closed = dimension() == 2;
  const ShapeVertex* before = at.vertex > 0 ? &vertices[at.vertex - 1] : closed ? &vertices.back() : nullptr;
  const ShapeVertex* after = at.vertex < vertices.size() ? &vertices[at.vertex] : closed ? &vertices.front() : nullptr;
  if (before == nullptr) before = after;
  if (after == nullptr) after = before;
  const ShapeVertex fresh{place.x, place.y, (before->z + after->z) / 2, (before->m + after->m) / 2};
  vertices.insert(vertices.begin() + static_cast<std::ptrdiff_t>(at.vertex), fresh);
}

void EditableShape::moveVertex(VertexAt at, MapPoint place) {
  std::vector<ShapeVertex>& vertices = run(at.part, at.ring);
  if (at.vertex >= vertices.size()) {
    throwShape({GIS_TR("there is no vertex {0}; the ring has {1}, counted from 0"),
                {std::to_string(at.vertex), std::to_string(vertices.size())}});
  }
  vertices[at.vertex].x = place.x;
  vertices[at.vertex].y = place.y;
}

void EditableShape::removeVertex(VertexAt at) {
  std::vector<ShapeVertex>& vertices = run(at.part, at.ring);
  if (at.vertex >= vertices.size()) {
    throwShape({GIS_TR("there is no vertex {0}; the ring has {1}, counted from 0"),
                {std::to_string(at.vertex), std::to_string(vertices.size())}});
  }
  if (vertices.size() <= leastVertices()) {
    throwShape(dimension() == 0   ? GIS_TR("a point has one vertex only; delete the feature or the part")
               : dimension() == 1 ? GIS_TR("a line needs two vertices; delete the feature or the part")
                                  : GIS_TR("a ring needs three vertices; delete the hole, the part or the feature"));
  }
  vertices.erase(vertices.begin() + static_cast<std::ptrdiff_t>(at.vertex));
}

void EditableShape::addPart(BytesView wkb) {
  const EditableShape other(wkb);
  if (other.dimension() != dimension()) {
    throwShape({GIS_TR("a part of {0} is no {1}"), {m_type.name(), other.type().name()}});
  }
  if (other.m_parts.empty()) throwShape(GIS_TR("the part is empty"));
  m_parts.insert(m_parts.end(), other.m_parts.begin(), other.m_parts.end());
}

void EditableShape::removePart(std::size_t part) {
  (void)run(part, 0);
  if (m_parts.size() == 1) throwShape(GIS_TR("it is the only part; delete the feature instead"));
  m_parts.erase(m_parts.begin() + static_cast<std::ptrdiff_t>(part));
}

void EditableShape::addHole(std::span<const MapPoint> ring) {
  if (dimension() != 2) throwShape(GIS_TR("only areas have holes"));
  std::size_t count = ring.size();
  if (count > 1 && ring.front() == ring.back()) --count;
  if (count < 3) throwShape(GIS_TR("a hole needs three vertices"));
  double east = 0, north = 0;
  for (std::size_t i = 0; i < count; ++i) {
    east += ring[i].x;
    north += ring[i].y;
  }
  // a hole may touch the border with a vertex: the middle is asked first
  const MapPoint middle{east / static_cast<double>(count), north / static_cast<double>(count)};
  for (const MapPoint& asked : {middle, ring.front()}) {
    for (ShapePart& part : m_parts) {
      if (!isInside(part.rings.front(), asked)) continue;
      std::vector<ShapeVertex> hole;
      const double z = part.rings.front().front().z, m = part.rings.front().front().m;
      for (std::size_t i = 0; i < count; ++i) hole.push_back({ring[i].x, ring[i].y, z, m});
      part.rings.push_back(std::move(hole));
      return;
    }
  }
  throwShape(GIS_TR("the hole lies outside of the shape"));
}

void EditableShape::removeHole(std::size_t part, std::size_t hole) {
  if (dimension() != 2) throwShape(GIS_TR("only areas have holes"));
  (void)run(part, hole);
  if (hole == 0) throwShape(GIS_TR("ring 0 is the outer one; holes count from 1"));
  auto& rings = m_parts[part].rings;
  rings.erase(rings.begin() + static_cast<std::ptrdiff_t>(hole));
}

void EditableShape::transform(const std::function<MapPoint(MapPoint)>& place) {
  for (ShapePart& part : m_parts) {
    for (auto& vertices : part.rings) {
      for (ShapeVertex& v : vertices) {
        const MapPoint moved = place({v.x, v.y});
        v.x = moved.x;
        v.y = moved.y;
      }
    }
  }
}

std::function<MapPoint(MapPoint)> shift(double east, double north) {
  return [east, north](MapPoint p) { return MapPoint{p.x + east, p.y + north}; };
}

std::function<MapPoint(MapPoint)> turn(MapPoint about, double degreesClockwise) {
  const double quarter = degreesClockwise / 90;
  double sine = std::sin(degreesClockwise * std::numbers::pi / 180);
  double cosine = std::cos(degreesClockwise * std::numbers::pi / 180);
  if (quarter == std::floor(quarter)) {  // quarter turns keep right angles to the last bit
    const int turns = static_cast<int>(std::fmod(std::fmod(quarter, 4) + 4, 4));
    sine = turns == 1 ? 1 : turns == 3 ? -1 : 0;
    cosine = turns == 0 ? 1 : turns == 2 ? -1 : 0;
  }
  return [about, sine, cosine](MapPoint p) {
    const double dx = p.x - about.x, dy = p.y - about.y;
    return MapPoint{about.x + dx * cosine + dy * sine, about.y - dx * sine + dy * cosine};
  };
}

std::function<MapPoint(MapPoint)> scale(MapPoint about, double east, double north) {
  return [about, east, north](MapPoint p) {
    return MapPoint{about.x + (p.x - about.x) * east, about.y + (p.y - about.y) * north};
  };
}

std::optional<NearVertex> nearestVertex(const EditableShape& shape, MapPoint place) {
  std::optional<NearVertex> best;
  for (std::size_t p = 0; p < shape.parts().size(); ++p) {
    for (std::size_t r = 0; r < shape.parts()[p].rings.size(); ++r) {
      const auto& vertices = shape.parts()[p].rings[r];
      for (std::size_t v = 0; v < vertices.size(); ++v) {
        const double d = std::hypot(vertices[v].x - place.x, vertices[v].y - place.y);
        if (!best || d < best->distance) best = NearVertex{{p, r, v}, d};
      }
    }
  }
  return best;
}

std::optional<NearVertex> nearestEdge(const EditableShape& shape, MapPoint place) {
  std::optional<NearVertex> best;
  if (shape.dimension() == 0) return best;
  for (std::size_t p = 0; p < shape.parts().size(); ++p) {
    for (std::size_t r = 0; r < shape.parts()[p].rings.size(); ++r) {
      const auto& vertices = shape.parts()[p].rings[r];
      const std::size_t edges = shape.dimension() == 2 ? vertices.size() : vertices.size() - 1;
      for (std::size_t e = 0; e < edges; ++e) {
        const double d = distanceToEdge(vertices[e], vertices[(e + 1) % vertices.size()], place);
        if (!best || d < best->distance) best = NearVertex{{p, r, e + 1}, d};
      }
    }
  }
  return best;
}

Bytes lineWkb(std::span<const MapPoint> places) {
  Bytes out;
  detail::putHeader(out, {GeometryKind::lineString});
  detail::putU32(out, static_cast<std::uint32_t>(places.size()));
  for (const MapPoint& p : places) {
    detail::putDouble(out, p.x);
    detail::putDouble(out, p.y);
  }
  return out;
}

void requireValid(BytesView wkb) {
  if (certainlyValid(wkb)) return;
  const auto fault = invalidity(wkb);
  if (!fault) return;
  throw Error(ErrorCode::invalidValue, GIS_TR("the shape would not be valid"),
              {GIS_TR("{0} at {1}, {2}"),
               {fault->reason, fmt::format("{:.3f}", fault->place.x), fmt::format("{:.3f}", fault->place.y)}},
              GIS_TR("draw it so that its border does not cross itself"));
}

}  // namespace gis::geom
