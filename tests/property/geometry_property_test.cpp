// Laws of the geometry room.
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <cstring>

#include "gis_core/base/error.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/wkb.h"

namespace gis::geom {
namespace {

void put(Bytes& out, const auto& value) {
  std::uint8_t raw[sizeof value];
  std::memcpy(raw, &value, sizeof value);
  out.insert(out.end(), std::begin(raw), std::end(raw));
}

double coordinate() {
  // eastings with and without a zone, degrees, and odd sizes
  const double scale = *rc::gen::element(1.0, 180.0, 4.5e5, 4.05e7, 1e-9, 1e15);
  return double(*rc::gen::inRange(-1000000, 1000001)) / 1000000.0 * scale;
}

void putTuples(Bytes& out, std::uint32_t count, int stride) {
  for (std::uint32_t i = 0; i < count * std::uint32_t(stride); ++i) put(out, coordinate());
}

void putGeometry(Bytes& out, GeometryType type, int depth) {
  out.push_back(1);
  put(out, std::uint32_t(type.code()));
  const int stride = 2 + int(type.hasZ) + int(type.hasM);
  const auto count = std::uint32_t(*rc::gen::inRange(0, 4));
  switch (type.kind) {
    case GeometryKind::point: putTuples(out, 1, stride); return;
    case GeometryKind::lineString:
      put(out, count);
      putTuples(out, count, stride);
      return;
    case GeometryKind::polygon:
      put(out, count);
      for (std::uint32_t i = 0; i < count; ++i) {
        const auto n = std::uint32_t(*rc::gen::inRange(0, 6));
        put(out, n);
        putTuples(out, n, stride);
      }
      return;
    default: break;
  }
  put(out, count);
  for (std::uint32_t i = 0; i < count; ++i) {
    GeometryType member = type;
    if (type.kind == GeometryKind::collection) {
      member.kind = GeometryKind(*rc::gen::inRange(1, depth > 2 ? 4 : 8));
    } else {
      member.kind = GeometryKind(int(type.kind) - 3);
    }
    putGeometry(out, member, depth + 1);
  }
}

Bytes anyGeometry() {
  Bytes out;
  putGeometry(out, GeometryType::fromCode(*rc::gen::inRange(1, 8) + 1000 * *rc::gen::inRange(0, 4)), 0);
  return out;
}

/// SpatiaLite has no collection in a collection.
bool isFlat(BytesView wkb) {
  if (typeOf(wkb).kind != GeometryKind::collection) return true;
  for (const Bytes& part : parts(wkb)) {
    if (typeOf(part).isMulti()) return false;
  }
  return true;
}

RC_GTEST_PROP(WkbLaws, wktReadsBackEqual, ()) {
  const Bytes wkb = anyGeometry();
  RC_ASSERT(structureFault(wkb).empty());
  RC_ASSERT(fromWkt(toWkt(wkb)) == wkb);
}

RC_GTEST_PROP(WkbLaws, normalisedIsTheSame, ()) {
  const Bytes wkb = anyGeometry();
  RC_ASSERT(normaliseWkb(wkb) == wkb);
}

/// The whole without its empty members, which SpatiaLite does not stand.
Bytes withoutEmptyMembers(const Bytes& wkb) {
  const GeometryType type = typeOf(wkb);
  if (!type.isMulti()) return wkb;
  std::vector<Bytes> kept;
  for (const Bytes& part : parts(wkb)) {
    if (!isEmpty(part)) kept.push_back(part);
  }
  Bytes out{1};
  put(out, std::uint32_t(type.code()));
  put(out, std::uint32_t(kept.size()));
  for (const Bytes& part : kept) out.insert(out.end(), part.begin(), part.end());
  return out;
}

RC_GTEST_PROP(WkbLaws, spatialiteReadsBackEqual, ()) {
  const Bytes wkb = anyGeometry();
  RC_PRE(isFlat(wkb));
  int srid = 0;
  const Bytes blob = toSpatialite(wkb, 4549);
  RC_ASSERT(fromSpatialite(blob, &srid) == withoutEmptyMembers(wkb));
  RC_ASSERT(srid == 4549);
  RC_ASSERT(envelopeOfSpatialite(blob) == envelopeOf(wkb));
}

RC_GTEST_PROP(WkbLaws, partsMakeTheWhole, ()) {
  const Bytes wkb = anyGeometry();
  std::size_t vertices = 0;
  Envelope box;
  for (const Bytes& part : parts(wkb)) {
    vertices += vertexCount(part);
    box.include(envelopeOf(part));
  }
  RC_ASSERT(vertices == vertexCount(wkb));
  RC_ASSERT(box == envelopeOf(wkb));
}

RC_GTEST_PROP(WkbLaws, anyBytesAreAnsweredOrRefused, (std::vector<std::uint8_t> bytes)) {
  if (!bytes.empty()) bytes[0] = std::uint8_t(*rc::gen::inRange(0, 2));
  try {
    (void)envelopeOf(bytes);
    RC_ASSERT(structureFault(bytes).empty());
  } catch (const Error& error) {
    RC_ASSERT(error.code() == ErrorCode::damaged);
  }
  try {
    const Bytes normal = normaliseWkb(bytes);
    RC_ASSERT(structureFault(normal).empty());
  } catch (const Error&) {
  }
  try {
    RC_ASSERT(structureFault(fromSpatialite(bytes)).empty());
  } catch (const Error&) {
  }
}

std::vector<MapPoint> anyRing() {
  std::vector<MapPoint> ring;
  const int corners = *rc::gen::inRange(3, 9);
  for (int i = 0; i < corners; ++i) {
    ring.push_back({440000.0 + *rc::gen::inRange(0, 30), 3585000.0 + *rc::gen::inRange(0, 30)});
  }
  ring.push_back(ring.front());
  return ring;
}

/// A valid area with corners on a small grid, so that shared corners and sides are common.
Bytes anyArea() {
  const Bytes area = makeValid(polygonWkb(anyRing()), {GeometryKind::multiPolygon});
  RC_PRE(!isEmpty(area));
  return area;
}

RC_GTEST_PROP(ValidityLaws, certainlyValidIsValid, ()) {
  const Bytes wkb = polygonWkb(anyRing());
  if (certainlyValid(wkb)) RC_ASSERT(!invalidity(wkb).has_value());
}

RC_GTEST_PROP(ValidityLaws, repairedIsValidAndStays, ()) {
  const Bytes area = anyArea();
  RC_ASSERT(!invalidity(area).has_value());
  RC_ASSERT(std::abs(geom::area(makeValid(area, {GeometryKind::multiPolygon})) - geom::area(area)) < 1e-6);
}

RC_GTEST_PROP(OverlayLaws, areasAddUp, ()) {
  const Bytes a = anyArea();
  const Bytes b = anyArea();
  const double both = area(intersection(a, b));
  const double onlyA = area(difference(a, b));
  const BytesView sides[] = {a, b};
  const double all = area(unionOf(sides));
  RC_ASSERT(std::abs(both + onlyA - area(a)) < 1e-5);
  RC_ASSERT(std::abs(all - (area(a) + area(b) - both)) < 1e-5);
}

RC_GTEST_PROP(RelationLaws, preparedEqualsPlain, ()) {
  const Bytes a = anyArea();
  const bool point = *rc::gen::inRange(0, 2) == 0;
  const Bytes b =
      point ? pointWkb(440000.0 + *rc::gen::inRange(0, 31), 3585000.0 + *rc::gen::inRange(0, 31)) : anyArea();
  const Prepared prepared(a);
  for (const char* word : {"intersects", "contains", "within", "covers", "covered_by", "touches", "crosses", "overlaps",
                           "equals", "disjoint", "T********", "F***T****", "*********"}) {
    const Relation relation = Relation::parse(word);
    RC_ASSERT(prepared.relate(b, relation) == relate(a, b, relation));
    RC_ASSERT(prepared.relatedBy(b, relation) == relate(b, a, relation));
  }
  RC_ASSERT(std::abs(prepared.distanceTo(b) - distance(a, b)) < 1e-9);
}

/// A small geometry on whole numbers, where distances such as 2 are met exactly.
Bytes onWholeNumbers() {
  const auto place = [] {
    return std::to_string(*rc::gen::inRange(16, 33)) + " " + std::to_string(*rc::gen::inRange(16, 33));
  };
  const int kind = *rc::gen::inRange(0, 3);
  if (kind == 0) return fromWkt("POINT (" + place() + ")");
  std::string list = place();
  for (int i = *rc::gen::inRange(1, 5); i > 0; --i) list += ", " + place();
  if (kind == 1) return fromWkt("LINESTRING (" + list + ")");
  const int x = *rc::gen::inRange(16, 30), y = *rc::gen::inRange(16, 30);
  return boxWkb({double(x), double(y), double(x + 2), double(y + 3)});
}

RC_GTEST_PROP(PreparedLaws, distanceIsToTheLastDigitThatOfGeosBothWays, ()) {
  const Bytes a = onWholeNumbers(), b = onWholeNumbers();
  const double expected = distance(a, b);
  RC_ASSERT(Prepared(a).distanceTo(b) == expected);
  RC_ASSERT(Prepared(b).distanceTo(a) == expected);
}

}  // namespace
}  // namespace gis::geom
