#include "gis_core/geometry/operations.h"

#include <algorithm>
#include <cstring>

#include "gis_core/geometry/geos_context.h"
#include "gis_core/geometry/relate_geos.h"
#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {

using detail::fromGeos;
using detail::GeomPtr;
using detail::GeosContext;
using detail::toGeos;

namespace {

/// One line or ring in the plane whose coordinates are finite, told without a walk through its structure: a million
/// parcels are gone through in milliseconds.
bool isPlainAndFinite(BytesView wkb) {
  constexpr std::uint32_t kLine = 2, kArea = 3, kAreas = 6;
  constexpr std::size_t kSizeOfPoint = 2 * sizeof(double);
  const auto numberAt = [&](std::size_t at) {
    std::uint32_t number = 0;
    if (at + sizeof number <= wkb.size()) std::memcpy(&number, wkb.data() + at, sizeof number);
    return number;
  };
  if (wkb.size() < 9 || wkb[0] != 1) return false;
  const std::uint32_t kind = numberAt(1);
  const bool isOneOfMany = kind == kAreas && numberAt(5) == 1 && numberAt(10) == kArea && wkb[9] == 1;
  const std::size_t at = kind == kLine ? 5 : kind == kArea ? 9 : 18;  // the number of points
  const bool isPlain = kind == kLine || ((kind == kArea || isOneOfMany) && numberAt(at - 4) == 1);
  if (!isPlain || wkb.size() != at + 4 + numberAt(at) * kSizeOfPoint) return false;
  std::uint64_t beyond = 0;  // the highest bit: an exponent of ones, NaN or infinite
  for (const std::uint8_t* p = wkb.data() + at + 4; p != wkb.data() + wkb.size(); p += sizeof(double)) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, p, sizeof bits);
    beyond |= (bits & 0x7fffffffffffffffU) + 0x0010000000000000U;
  }
  return beyond >> 63U == 0;
}

}  // namespace

bool hasFinitePlaces(BytesView wkb) {
  if (isPlainAndFinite(wkb)) return true;
  return detail::screen(wkb).finite;
}

std::optional<Invalidity> invalidity(BytesView wkb) {
  const detail::Screening seen = detail::screen(wkb);
  if (!seen.finite) return Invalidity{GIS_TR("Invalid Coordinate"), {}};
  if (seen.vertices == 0) return std::nullopt;
  GeosContext& context = GeosContext::ofThisThread();
  // read as it is: merging the parts of a collection would hide their faults
  GeomPtr geometry(GEOSWKBReader_read_r(context.handle(), context.reader(), wkb.data(), wkb.size()));
  if (!geometry) return Invalidity{context.takeMessage(), envelopeOf(wkb).centre()};
  char* reason = nullptr;
  GEOSGeometry* place = nullptr;
  const char valid = GEOSisValidDetail_r(context.handle(), geometry.get(), 0, &reason, &place);
  const std::unique_ptr<char, void (*)(char*)> reasonOwner(
      reason, [](char* p) { GEOSFree_r(GeosContext::ofThisThread().handle(), p); });
  const GeomPtr placeOwner(place);
  if (valid == 1) return std::nullopt;
  if (valid == 2) return Invalidity{context.takeMessage(), envelopeOf(wkb).centre()};
  Invalidity result{reason != nullptr ? reason : "", {}};
  if (place != nullptr) {
    GEOSGeomGetX_r(context.handle(), place, &result.place.x);
    GEOSGeomGetY_r(context.handle(), place, &result.place.y);
  }
  return result;
}

namespace {

/// The members of a result that have the dimension wanted, as one multi-geometry of `type`.
Bytes ofDimension(BytesView result, GeometryType type) {
  if (type.dimension() < 0) return promoted(result, {GeometryKind::unknown, type.hasZ, type.hasM}, true);
  const std::vector<Bytes> kept = partsOfDimension(result, type.dimension());
  const auto multi = GeometryKind(int(GeometryKind::multiPoint) + type.dimension());
  const GeometryType have = typeOf(result);
  Bytes out;
  detail::putHeader(out, {multi, have.hasZ, have.hasM});
  detail::putU32(out, std::uint32_t(kept.size()));
  for (const Bytes& part : kept) out.insert(out.end(), part.begin(), part.end());
  const bool single = !type.isMulti() && kept.size() == 1;
  return promoted(out, {single ? type.kind : multi, type.hasZ, type.hasM}, true);
}

struct MakeValidParamsDeleter {
  void operator()(GEOSMakeValidParams* p) const {
    GEOSMakeValidParams_destroy_r(GeosContext::ofThisThread().handle(), p);
  }
};

Bytes checked(GEOSGeometry* raw, const char* what) {
  const GeomPtr result(raw);
  if (!result) GeosContext::ofThisThread().fail(what);
  return fromGeos(result.get());
}

}  // namespace

namespace {

/// GEOS knows no M: vertices that are still where one of the source was get its M back.
void restoreM(Bytes& result, BytesView source) {
  struct Place {
    double x, y, m;
  };
  struct Collector : WkbVisitor {
    std::vector<Place> places;
    void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t) override {
      for (std::uint32_t i = 0; i < count; ++i, xyzm += stride) places.push_back({xyzm[0], xyzm[1], xyzm[stride - 1]});
    }
  } collector;
  visit(source, collector);
  const auto before = [](const Place& a, const Place& b) { return a.x != b.x ? a.x < b.x : a.y < b.y; };
  std::stable_sort(collector.places.begin(), collector.places.end(), before);
  transformCoordinates(result, [&](double* xyzm, std::uint32_t count, int stride) {
    for (std::uint32_t i = 0; i < count; ++i, xyzm += stride) {
      const Place wanted{xyzm[0], xyzm[1], 0};
      const auto at = std::lower_bound(collector.places.begin(), collector.places.end(), wanted, before);
      if (at != collector.places.end() && at->x == wanted.x && at->y == wanted.y) xyzm[stride - 1] = at->m;
    }
  });
}

}  // namespace

Bytes makeValid(BytesView wkb, GeometryType type) {
  // GEOS rounds crossings to doubles: rarely its own result crosses itself again in the last digit
  constexpr int kMostPasses = 4;
  GeosContext& context = GeosContext::ofThisThread();
  GeomPtr now = toGeos(wkb);
  const std::unique_ptr<GEOSMakeValidParams, MakeValidParamsDeleter> params(
      GEOSMakeValidParams_create_r(context.handle()));
  GEOSMakeValidParams_setMethod_r(context.handle(), params.get(), GEOS_MAKE_VALID_STRUCTURE);
  GEOSMakeValidParams_setKeepCollapsed_r(context.handle(), params.get(), 0);
  for (int pass = 0; pass < kMostPasses; ++pass) {
    now.reset(GEOSMakeValidWithParams_r(context.handle(), now.get(), params.get()));
    if (!now) context.fail(GIS_TR("this geometry cannot be repaired"));
    if (GEOSisValid_r(context.handle(), now.get()) == 1) break;
  }
  Bytes promotedResult = ofDimension(fromGeos(now.get()), type);
  if (type.hasM && typeOf(wkb).hasM) restoreM(promotedResult, wkb);
  return promotedResult;
}

bool relate(BytesView a, BytesView b, const Relation& relation) {
  return detail::relateGeos(toGeos(a).get(), toGeos(b).get(), relation);
}

double distance(BytesView a, BytesView b) {
  GeosContext& context = GeosContext::ofThisThread();
  const GeomPtr one = toGeos(a);
  const GeomPtr other = toGeos(b);
  double result = 0;
  if (GEOSisEmpty_r(context.handle(), one.get()) != 0 || GEOSisEmpty_r(context.handle(), other.get()) != 0) {
    throw Error(ErrorCode::invalidValue, GIS_TR("an empty geometry has no distance"));
  }
  if (GEOSDistance_r(context.handle(), one.get(), other.get(), &result) != 1) {
    context.fail(GIS_TR("the distance cannot be computed"));
  }
  return result;
}

Bytes intersection(BytesView a, BytesView b) {
  GeosContext& context = GeosContext::ofThisThread();
  const GeomPtr one = toGeos(a);
  const GeomPtr other = toGeos(b);
  return checked(GEOSIntersection_r(context.handle(), one.get(), other.get()),
                 GIS_TR("the intersection cannot be computed"));
}

Bytes difference(BytesView a, BytesView b) {
  GeosContext& context = GeosContext::ofThisThread();
  const GeomPtr one = toGeos(a);
  const GeomPtr other = toGeos(b);
  return checked(GEOSDifference_r(context.handle(), one.get(), other.get()),
                 GIS_TR("the difference cannot be computed"));
}

Bytes boundary(BytesView wkb) {
  GeosContext& context = GeosContext::ofThisThread();
  return checked(GEOSBoundary_r(context.handle(), toGeos(wkb).get()), GIS_TR("the boundary cannot be computed"));
}

Bytes unionOf(std::span<const BytesView> all) {
  GeosContext& context = GeosContext::ofThisThread();
  std::vector<GEOSGeometry*> members;
  members.reserve(all.size());
  try {
    for (const BytesView wkb : all) {
      GeomPtr member = toGeos(wkb);
      if (GEOSisEmpty_r(context.handle(), member.get()) == 0) members.push_back(member.release());
    }
  } catch (...) {
    for (GEOSGeometry* member : members) detail::GeomDeleter()(member);
    throw;
  }
  const GeomPtr collection(
      GEOSGeom_createCollection_r(context.handle(), GEOS_GEOMETRYCOLLECTION, members.data(), unsigned(members.size())));
  if (!collection) context.fail(GIS_TR("the union cannot be computed"));
  return checked(GEOSUnaryUnion_r(context.handle(), collection.get()), GIS_TR("the union cannot be computed"));
}

Bytes buffer(BytesView wkb, double metres, int quadrantSegments) {
  GeosContext& context = GeosContext::ofThisThread();
  return checked(GEOSBuffer_r(context.handle(), toGeos(wkb).get(), metres, quadrantSegments),
                 GIS_TR("the buffer cannot be computed"));
}

std::vector<Bytes> partsOfDimension(BytesView wkb, int dimension, std::size_t* others) {
  std::vector<Bytes> kept;
  const auto collect = [&](auto&& self, BytesView part) -> void {
    if (!typeOf(part).isMulti()) {
      if (isEmpty(part)) return;
      if (typeOf(part).dimension() == dimension) {
        kept.emplace_back(part.begin(), part.end());
      } else if (others != nullptr) {
        ++*others;
      }
      return;
    }
    for (const Bytes& member : parts(part)) self(self, member);
  };
  collect(collect, wkb);
  return kept;
}

Bytes assembled(std::span<const Bytes> parts) {
  if (parts.empty()) return {};
  if (parts.size() == 1) return parts[0];
  const GeometryType type = typeOf(parts[0]);
  Bytes out;
  detail::putHeader(out, {GeometryKind(int(type.kind) + 3), type.hasZ, type.hasM});
  detail::putU32(out, std::uint32_t(parts.size()));
  for (const Bytes& part : parts) out.insert(out.end(), part.begin(), part.end());
  return out;
}

Bytes simplified(BytesView wkb, double tolerance) {
  GeosContext& context = GeosContext::ofThisThread();
  return checked(GEOSTopologyPreserveSimplify_r(context.handle(), toGeos(wkb).get(), tolerance),
                 GIS_TR("this geometry cannot be simplified"));
}

}  // namespace gis::geom
