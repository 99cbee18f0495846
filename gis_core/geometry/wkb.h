// Geometry as bytes: ISO WKB, little endian, is how geometry travels between the rooms.
// Source: OGC 06-103r4 §8.2 (WKB, with the Z, M and ZM codes 1000, 2000, 3000), SpatiaLite's BLOB format.
// Thread rule: everything here is free of state.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/geometry/envelope.h"

namespace gis::geom {

using Bytes = std::vector<std::uint8_t>;
using BytesView = std::span<const std::uint8_t>;

enum class GeometryKind : std::uint8_t {
  unknown = 0,  ///< "GEOMETRY": any kind
  point = 1,
  lineString = 2,
  polygon = 3,
  multiPoint = 4,
  multiLineString = 5,
  multiPolygon = 6,
  collection = 7,
};

/// The kind with its dimensions. Its number is the OGC code: kind + 1000·Z + 2000·M.
struct GeometryType {
  GeometryKind kind = GeometryKind::unknown;
  bool hasZ = false;
  bool hasM = false;

  [[nodiscard]] int code() const { return int(kind) + (hasZ ? 1000 : 0) + (hasM ? 2000 : 0); }
  [[nodiscard]] static GeometryType fromCode(int code);  ///< throws Error(invalidValue)
  /// "MULTIPOLYGON ZM", "GEOMETRY" …
  [[nodiscard]] std::string name() const;
  [[nodiscard]] static GeometryType fromName(std::string_view name);  ///< any case; throws Error(invalidValue)
  /// 0 points, 1 lines, 2 areas, −1 mixed or unknown.
  [[nodiscard]] int dimension() const;
  [[nodiscard]] bool isMulti() const { return kind >= GeometryKind::multiPoint; }
  friend bool operator==(const GeometryType&, const GeometryType&) = default;
};

/// The type told by the first bytes. Throws Error(damaged).
[[nodiscard]] GeometryType typeOf(BytesView wkb);
/// True when there is no coordinate in it (POINT with NaN included).
[[nodiscard]] bool isEmpty(BytesView wkb);
/// The box of all coordinates (x, y); empty for an empty geometry. Throws Error(damaged).
[[nodiscard]] Envelope envelopeOf(BytesView wkb);
[[nodiscard]] std::size_t vertexCount(BytesView wkb);

/// Walks through a geometry without building objects. Coordinates come as `count` tuples of `stride`
/// doubles (x y [z] [m]), unaligned in the bytes: they are handed out as a copy in `xyzm`.
class WkbVisitor {
 public:
  virtual ~WkbVisitor() = default;
  /// Begin of a geometry (the outermost and each part); `parts` = rings of a polygon or members.
  virtual void beginGeometry(GeometryType, std::uint32_t /*parts*/) {}
  virtual void endGeometry() {}
  /// The coordinates of a point, a line string or one ring (ring 0 = shell).
  virtual void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t ring) = 0;
};
/// Throws Error(damaged) for bytes that are not WKB (every count is checked against the size).
void visit(BytesView wkb, WkbVisitor& visitor);

/// Checks the whole structure; the reason in words when it is broken, else empty.
[[nodiscard]] std::string structureFault(BytesView wkb);

/// SpatiaLite BLOB ↔ WKB. `srid` −1 = unknown. The BLOB holds its box: envelopeOfSpatialite reads only that.
[[nodiscard]] Bytes toSpatialite(BytesView wkb, int srid);
/// Appends instead of making a new buffer.
void appendSpatialite(Bytes& out, BytesView wkb, int srid);
[[nodiscard]] Bytes fromSpatialite(BytesView blob,
                                   int* srid = nullptr);  ///< throws Error(damaged); reads compressed ones too
[[nodiscard]] bool looksLikeSpatialite(BytesView blob);
[[nodiscard]] Envelope envelopeOfSpatialite(BytesView blob);

/// Any WKB (big endian, EWKB with SRID, 2.5D codes) → ISO WKB little endian. Curves are not read here.
[[nodiscard]] Bytes normaliseWkb(BytesView wkb);

/// Makes the type what a layer wants: single → multi where `type` is multi, missing Z/M filled with 0,
/// surplus Z/M dropped only when `mayDrop`. Throws Error(invalidValue) when kinds do not fit.
[[nodiscard]] Bytes promoted(BytesView wkb, GeometryType type, bool mayDrop = false);
/// The members of a multi-geometry or collection, each as WKB (a single one: itself).
[[nodiscard]] std::vector<Bytes> parts(BytesView wkb);

/// Applies `f(xyzm, count, stride)` to every run of coordinates in place; f may change x, y, z.
void transformCoordinates(Bytes& wkb, const std::function<void(double* xyzm, std::uint32_t count, int stride)>& f);
/// The same on bytes that lie in a larger buffer.
void transformCoordinates(std::span<std::uint8_t> wkb,
                          const std::function<void(double* xyzm, std::uint32_t count, int stride)>& f);

/// WKT with the shortest digits that read back equal ("MULTIPOLYGON Z (((…)))").
[[nodiscard]] std::string toWkt(BytesView wkb);
/// Throws Error(invalidValue) with the place of the fault.
[[nodiscard]] Bytes fromWkt(std::string_view wkt);
/// The RFC 7946 geometry object as JSON text (M left out). `decimals` < 0: shortest.
[[nodiscard]] std::string toGeoJson(BytesView wkb, int decimals = -1);

/// Short makers.
[[nodiscard]] Bytes pointWkb(double x, double y);
[[nodiscard]] Bytes polygonWkb(std::span<const MapPoint> closedRing);
[[nodiscard]] Bytes boxWkb(const Envelope& box);

/// Planar area (m² in a projected CRS; holes off) and length (lines, or perimeter of areas), from the bytes alone.
[[nodiscard]] double area(BytesView wkb);
[[nodiscard]] double length(BytesView wkb);

}  // namespace gis::geom
