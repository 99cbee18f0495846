#include <algorithm>
#include <optional>

#include "gis_core/geometry/edge_set.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/point_tests.h"
#include "gis_core/geometry/relate_geos.h"
#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {

using detail::EdgeSet;
using detail::GeomPtr;
using detail::GeosContext;
using detail::Location;
using detail::toGeos;

namespace {

/// Up to that many pairs of vertices one distance needs no index; a point's to so many edges is found without GEOS.
constexpr std::size_t kPlainPairs = 4096;
constexpr std::size_t kMostMergedVertices = 10000;  // of one union

/// The union of geometries that stay with their owners.
GeomPtr merged(const std::vector<const GEOSGeometry*>& members) {
  GeosContext& context = GeosContext::ofThisThread();
  if (members.size() == 1) return GeomPtr(GEOSGeom_clone_r(context.handle(), members[0]));
  if (members.size() == 2) {
    GeomPtr both(GEOSUnion_r(context.handle(), members[0], members[1]));
    if (!both) context.fail(GIS_TR("the union cannot be computed"));
    return both;
  }
  std::vector<GEOSGeometry*> copies;
  copies.reserve(members.size());
  for (const GEOSGeometry* member : members) copies.push_back(GEOSGeom_clone_r(context.handle(), member));
  const GeomPtr all(
      GEOSGeom_createCollection_r(context.handle(), GEOS_GEOMETRYCOLLECTION, copies.data(), unsigned(copies.size())));
  if (!all) context.fail(GIS_TR("the union cannot be computed"));
  GeomPtr whole(GEOSUnaryUnion_r(context.handle(), all.get()));
  if (!whole) context.fail(GIS_TR("the union cannot be computed"));
  return whole;
}

}  // namespace

struct Prepared::State {
  struct Deleter {
    void operator()(const GEOSPreparedGeometry* p) const {
      GEOSPreparedGeom_destroy_r(GeosContext::ofThisThread().handle(), p);
    }
  };

  Bytes wkb;
  bool isArea = false;
  std::size_t vertices = 0;
  bool isSimpleKind = false;  // not a collection
  std::optional<EdgeSet> edges;
  // GEOS objects are made when a question needs them: points in polygons never do
  GeomPtr geometry;
  std::unique_ptr<const GEOSPreparedGeometry, Deleter> prepared;

  void build() {
    if (prepared) return;
    GeosContext& context = GeosContext::ofThisThread();
    geometry = toGeos(wkb);
    prepared.reset(GEOSPrepare_r(context.handle(), geometry.get()));
    if (!prepared) context.fail(GIS_TR("this geometry cannot be prepared"));
  }
  [[nodiscard]] EdgeSet& edgeSet() {
    if (!edges) edges.emplace(wkb);
    return *edges;
  }
};

Prepared::Prepared(BytesView wkb) : m_state(std::make_unique<State>()) {
  const detail::Screening seen = detail::screen(wkb);
  if (!seen.finite) {
    throw Error(ErrorCode::invalidValue, GIS_TR("this geometry cannot be used"),
                GIS_TR("it has coordinates that are not finite numbers"));
  }
  const GeometryType type = typeOf(wkb);
  m_state->wkb.assign(wkb.begin(), wkb.end());
  m_state->isArea = type.dimension() == 2;
  m_state->vertices = seen.vertices;
  m_state->isSimpleKind = type.dimension() >= 0 && seen.vertices > 0;
}

Prepared::Prepared(Prepared&&) noexcept = default;
Prepared& Prepared::operator=(Prepared&&) noexcept = default;
Prepared::~Prepared() = default;

bool Prepared::relate(BytesView other, const Relation& relation) const {
  if (m_state->isArea) {
    if (const auto p = singlePoint(other)) {
      return detail::matrixSatisfies(detail::kMatrixOfPoint[std::size_t(m_state->edgeSet().locate(*p))], relation, 2,
                                     0);
    }
  }
  m_state->build();
  return detail::relatePrepared(m_state->prepared.get(), m_state->geometry.get(), toGeos(other).get(), relation);
}

bool Prepared::relatedBy(BytesView other, const Relation& relation) const {
  return relate(other, detail::inverse(relation));
}

double Prepared::distanceTo(BytesView other) const {
  if (m_state->isSimpleKind) {
    const auto p = singlePoint(other);
    if (p && m_state->vertices <= kPlainPairs) {
      if (m_state->isArea && m_state->edgeSet().locate(*p) != Location::exterior) return 0;
      return m_state->edgeSet().distanceToEdges(*p);
    }
  }
  m_state->build();
  GeosContext& context = GeosContext::ofThisThread();
  const GeomPtr geometry = toGeos(other);
  double result = 0;
  // prepared, GEOS measures in another way that is off by the last digit: at an exact border that decides
  const bool plainly = singlePoint(m_state->wkb).has_value() || m_state->vertices * vertexCount(other) <= kPlainPairs;
  if (GEOSisEmpty_r(context.handle(), geometry.get()) != 0 ||
      GEOSisEmpty_r(context.handle(), m_state->geometry.get()) != 0) {
    throw Error(ErrorCode::invalidValue, GIS_TR("an empty geometry has no distance"));
  }
  const int done = plainly ? GEOSDistance_r(context.handle(), m_state->geometry.get(), geometry.get(), &result)
                           : GEOSPreparedDistance_r(context.handle(), m_state->prepared.get(), geometry.get(), &result);
  if (done != 1) {
    context.fail(GIS_TR("the distance cannot be computed"));
  }
  return result;
}

bool Prepared::withinDistance(BytesView other, double metres) const {
  return distanceTo(other) <= metres;
}

bool Prepared::relate(const Prepared& other, const Relation& relation) const {
  if (m_state->isArea && singlePoint(other.m_state->wkb)) return relate(other.m_state->wkb, relation);
  m_state->build();
  other.m_state->build();
  return detail::relatePrepared(m_state->prepared.get(), m_state->geometry.get(), other.m_state->geometry.get(),
                                relation);
}

Bytes Prepared::intersection(const Prepared& other) const {
  m_state->build();
  other.m_state->build();
  GeosContext& context = GeosContext::ofThisThread();
  const GeomPtr result(GEOSIntersection_r(context.handle(), m_state->geometry.get(), other.m_state->geometry.get()));
  if (!result) context.fail(GIS_TR("the intersection cannot be computed"));
  return detail::fromGeos(result.get());
}

Bytes Prepared::without(std::span<const Prepared* const> others) const {
  m_state->build();
  GeosContext& context = GeosContext::ofThisThread();
  GeomPtr rest(GEOSGeom_clone_r(context.handle(), m_state->geometry.get()));
  const auto take = [&](const GEOSGeometry* other) {
    rest.reset(GEOSDifference_r(context.handle(), rest.get(), other));
    if (!rest) context.fail(GIS_TR("the difference cannot be computed"));
  };
  std::vector<const GEOSGeometry*> group;
  std::vector<GeomPtr> groups;
  std::size_t vertices = 0;
  const auto close = [&] {
    if (!group.empty()) groups.push_back(merged(group));
    group.clear();
    vertices = 0;
  };
  for (const Prepared* other : others) {
    State& state = *other->m_state;
    state.build();
    if (state.vertices >= kMostMergedVertices) {
      take(state.geometry.get());  // GEOS looks only at the part of it that is near; a merge would look at all
      continue;
    }
    if (vertices + state.vertices > kMostMergedVertices) close();
    group.push_back(state.geometry.get());
    vertices += state.vertices;
  }
  close();
  while (groups.size() > 1) {  // neighbours in pairs: the pieces stay small as long as they can
    std::vector<GeomPtr> halved;
    for (std::size_t i = 0; i < groups.size(); i += 2) {
      halved.push_back(i + 1 < groups.size() ? merged({groups[i].get(), groups[i + 1].get()}) : std::move(groups[i]));
    }
    groups = std::move(halved);
  }
  if (!groups.empty()) take(groups[0].get());
  return detail::fromGeos(rest.get());
}

BytesView Prepared::wkb() const {
  return m_state->wkb;
}

bool Prepared::containsPoint(MapPoint p) const {
  if (m_state->isArea) return m_state->edgeSet().locate(p) == Location::interior;
  return relate(pointWkb(p.x, p.y), {Predicate::contains, {}});
}

bool Prepared::coversPoint(MapPoint p) const {
  if (m_state->isArea) return m_state->edgeSet().locate(p) != Location::exterior;
  return relate(pointWkb(p.x, p.y), {Predicate::covers, {}});
}

}  // namespace gis::geom
