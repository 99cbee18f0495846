#include "gis_core/geometry/relate_geos.h"

#include "gis_core/base/error.h"

namespace gis::geom::detail {

namespace {

bool isMixedCollection(GEOSContextHandle_t h, const GEOSGeometry* g) {
  return GEOSGeomTypeId_r(h, g) == GEOS_GEOMETRYCOLLECTION && GEOSisEmpty_r(h, g) == 0;
}

char callPredicate(GEOSContextHandle_t h, const GEOSGeometry* a, const GEOSGeometry* b, const Relation& relation) {
  if (!relation.pattern.empty()) return GEOSRelatePattern_r(h, a, b, relation.pattern.c_str());
  switch (relation.predicate) {
    case Predicate::intersects: return GEOSIntersects_r(h, a, b);
    case Predicate::contains: return GEOSContains_r(h, a, b);
    case Predicate::within: return GEOSWithin_r(h, a, b);
    case Predicate::covers: return GEOSCovers_r(h, a, b);
    case Predicate::coveredBy: return GEOSCoveredBy_r(h, a, b);
    case Predicate::touches: return GEOSTouches_r(h, a, b);
    case Predicate::crosses: return GEOSCrosses_r(h, a, b);
    case Predicate::overlaps: return GEOSOverlaps_r(h, a, b);
    case Predicate::equals: return GEOSEquals_r(h, a, b);
    case Predicate::disjoint: return GEOSDisjoint_r(h, a, b);
  }
  return 2;
}

char callPrepared(GEOSContextHandle_t h, const GEOSPreparedGeometry* p, const GEOSGeometry* b, Predicate predicate) {
  switch (predicate) {
    case Predicate::intersects: return GEOSPreparedIntersects_r(h, p, b);
    case Predicate::contains: return GEOSPreparedContains_r(h, p, b);
    case Predicate::within: return GEOSPreparedWithin_r(h, p, b);
    case Predicate::covers: return GEOSPreparedCovers_r(h, p, b);
    case Predicate::coveredBy: return GEOSPreparedCoveredBy_r(h, p, b);
    case Predicate::touches: return GEOSPreparedTouches_r(h, p, b);
    case Predicate::crosses: return GEOSPreparedCrosses_r(h, p, b);
    case Predicate::overlaps: return GEOSPreparedOverlaps_r(h, p, b);
    case Predicate::disjoint: return GEOSPreparedDisjoint_r(h, p, b);
    case Predicate::equals: return 2;
  }
  return 2;
}

/// GEOS fails on some valid multipolygons too (shapely#1912): once more with cleaned copies.
bool onceMore(const GEOSGeometry* a, const GEOSGeometry* b, const Relation& relation) {
  GeosContext& context = GeosContext::ofThisThread();
  const std::string reason = context.takeMessage();
  const GeomPtr cleanA(GEOSMakeValid_r(context.handle(), a));
  const GeomPtr cleanB(GEOSMakeValid_r(context.handle(), b));
  if (cleanA && cleanB) {
    const char answer = callPredicate(context.handle(), cleanA.get(), cleanB.get(), relation);
    if (answer != 2) return answer == 1;
  }
  throw Error(ErrorCode::invalidValue, GIS_TR("the relation of two geometries cannot be decided"), {"{0}", {reason}});
}

/// A mixed collection meets something when one of its members does; GEOS cannot say more about it.
bool relateMixed(const GEOSGeometry* a, const GEOSGeometry* b, const Relation& relation) {
  GeosContext& context = GeosContext::ofThisThread();
  if (!relation.pattern.empty() ||
      (relation.predicate != Predicate::intersects && relation.predicate != Predicate::disjoint)) {
    const char answer = callPredicate(context.handle(), a, b, relation);
    if (answer == 2) context.fail(GIS_TR("this relation cannot be asked of a collection of mixed kinds"));
    return answer == 1;
  }
  const Relation meets{Predicate::intersects, {}};
  bool any = false;
  const bool splitA = isMixedCollection(context.handle(), a);
  const GEOSGeometry* split = splitA ? a : b;
  const int count = GEOSGetNumGeometries_r(context.handle(), split);
  for (int i = 0; i < count && !any; ++i) {
    const GEOSGeometry* part = GEOSGetGeometryN_r(context.handle(), split, i);
    any = splitA ? relateGeos(part, b, meets) : relateGeos(a, part, meets);
  }
  return any == (relation.predicate == Predicate::intersects);
}

}  // namespace

bool relateGeos(const GEOSGeometry* a, const GEOSGeometry* b, const Relation& relation) {
  GEOSContextHandle_t h = GeosContext::ofThisThread().handle();
  if (GEOSisEmpty_r(h, a) != 0 || GEOSisEmpty_r(h, b) != 0) {
    return relation.pattern.empty() && relation.predicate == Predicate::disjoint;
  }
  if (isMixedCollection(h, a) || isMixedCollection(h, b)) return relateMixed(a, b, relation);
  const char answer = callPredicate(h, a, b, relation);
  return answer == 2 ? onceMore(a, b, relation) : answer == 1;
}

bool relatePrepared(const GEOSPreparedGeometry* prepared, const GEOSGeometry* a, const GEOSGeometry* b,
                    const Relation& relation) {
  GEOSContextHandle_t h = GeosContext::ofThisThread().handle();
  const bool direct = !relation.pattern.empty() || relation.predicate == Predicate::equals ||
                      GEOSisEmpty_r(h, a) != 0 || GEOSisEmpty_r(h, b) != 0 || isMixedCollection(h, a) ||
                      isMixedCollection(h, b);
  if (direct) return relateGeos(a, b, relation);
  const char answer = callPrepared(h, prepared, b, relation.predicate);
  return answer == 2 ? onceMore(a, b, relation) : answer == 1;
}

Relation inverse(const Relation& relation) {
  if (!relation.pattern.empty()) {
    const std::string& p = relation.pattern;
    return {relation.predicate, {p[0], p[3], p[6], p[1], p[4], p[7], p[2], p[5], p[8]}};
  }
  switch (relation.predicate) {
    case Predicate::contains: return {Predicate::within, {}};
    case Predicate::within: return {Predicate::contains, {}};
    case Predicate::covers: return {Predicate::coveredBy, {}};
    case Predicate::coveredBy: return {Predicate::covers, {}};
    default: return relation;
  }
}

namespace {

bool matches(const char* matrix, const char* pattern) {
  for (int i = 0; i < 9; ++i) {
    if (pattern[i] == '*' || pattern[i] == matrix[i]) continue;
    if (pattern[i] == 'T' && matrix[i] != 'F') continue;
    return false;
  }
  return true;
}

}  // namespace

bool matrixSatisfies(const char* matrix, const Relation& relation, int dimA, int dimB) {
  if (!relation.pattern.empty()) return matches(matrix, relation.pattern.c_str());
  const bool meet = matrix[0] != 'F' || matrix[1] != 'F' || matrix[3] != 'F' || matrix[4] != 'F';
  switch (relation.predicate) {
    case Predicate::intersects: return meet;
    case Predicate::disjoint: return !meet;
    case Predicate::contains: return matches(matrix, "T*****FF*");
    case Predicate::within: return matches(matrix, "T*F**F***");
    case Predicate::covers: return meet && matches(matrix, "******FF*");
    case Predicate::coveredBy: return meet && matches(matrix, "**F**F***");
    case Predicate::touches: return meet && matrix[0] == 'F' && (dimA > 0 || dimB > 0);
    case Predicate::equals: return matches(matrix, "T*F**FFF*");
    case Predicate::crosses:
      if (dimA < dimB) return matches(matrix, "T*T******");
      if (dimA > dimB) return matches(matrix, "T*****T**");
      return dimA == 1 && matrix[0] == '0';
    case Predicate::overlaps: return dimA == dimB && matches(matrix, dimA == 1 ? "1*T***T**" : "T*T***T**");
  }
  return false;
}

}  // namespace gis::geom::detail
