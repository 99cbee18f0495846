#include "gis_core/query/reach.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/query/blocks.h"
#include "gis_core/query/extended_layer.h"
#include "gis_core/query/geometry_set.h"
#include "gis_core/query/layer_analysis.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/road_graph.h"
#include "gis_core/query/set_aside.h"
#include "gis_core/query/spatial_index.h"
#include "gis_core/query/zone_counts.h"

namespace gis::query {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kFeaturesToACore = 64;
constexpr double kSnapMetres = 0.01;  // ends of roads so near are one place: what drawing programs round

/// What is found of one feature.
struct Reached {
  double distance = kUnknown;  // in units of the coordinates
  double share = kUnknown;
  bool takesPart = false;
};

/// The farthest that a corner of `wkb` lies from `p`.
double farthestFrom(geom::BytesView wkb, geom::MapPoint p) {
  struct Farthest : geom::WkbVisitor {
    explicit Farthest(geom::MapPoint from) : p(from) {}
    void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t) override {
      for (std::uint32_t i = 0; i < count; ++i, xyzm += stride)
        distance = std::max(distance, std::hypot(xyzm[0] - p.x, xyzm[1] - p.y));
    }
    geom::MapPoint p;
    double distance = 0;
  } farthest(p);
  geom::visit(wkb, farthest);
  return farthest.distance;
}

class Reach : LayerAnalysis<ReachQuery, ReachResult> {
 public:
  using LayerAnalysis::LayerAnalysis;

  ReachResult run() {
    m_layer = store::layerByName(m_reader, m_query.layer);
    m_to = store::layerByName(m_reader, m_query.to);
    requireComparable(m_layer, m_to);
    m_crs = workCrs(m_layer, m_city.crs());
    store::LayerInfo place = m_layer;
    place.crs = m_crs;
    m_reach = unitsOf(place, m_query.metres);
    const bool along = !m_query.network.empty();
    if (along) checkNetwork();
    const bool areas = m_layer.geometryType->dimension() == 2 && !along;
    std::vector<store::Field> columns{{"distance", store::FieldType::real}, {"beyond", store::FieldType::boolean}};
    if (areas) columns.push_back({"share_within", store::FieldType::real});
    const ExtendedLayer extended(m_layer, columns, m_to.name);
    store::BulkLoad load(m_city, extended.draft(m_query.into, "analyze coverage", m_layer.name + " + " + m_to.name));
    const GeometrySet read = loadGeometry(m_reader, m_layer, m_query.where, {}, m_crs, m_progress.token());
    const SoundSet features(read, m_layer, m_progress);
    const GeometrySet readTo = loadGeometry(m_reader, m_to, m_query.toWhere, {}, m_crs, m_progress.token());
    const SoundSet facilities(readTo, m_to, m_progress);
    m_setAside.add(features, m_layer);
    m_setAside.add(facilities, m_to);
    if (along) {
      findAlong(features, facilities);
    } else {
      find(features, facilities);
    }
    const double unit = m_crs.metresPerUnit();
    m_result.withoutGeometry = read.withoutGeometry() + read.broken();
    m_result.rows = extended.write(m_reader, m_query.where, load, m_progress, [&](std::size_t row) {
      const Reached& one = m_found[row];
      std::vector<store::Value> cells(columns.size());
      if (!one.takesPart) return cells;
      const bool beyond = !(one.distance <= m_reach);
      ++(beyond ? m_result.beyond : m_result.within);
      if (std::isinf(one.distance)) ++m_result.unreachable;
      cells[0] = cellOf(std::isinf(one.distance) ? kUnknown : one.distance * unit);
      cells[1] = std::int64_t(beyond ? 1 : 0);
      if (features.dimension() == 2) {
        const double area = features.measure(row) * unit * unit;
        m_result.squareMetres += area;
        if (along) m_result.squareMetresBeyond += beyond ? area : 0;
        if (!std::isnan(one.share)) m_result.squareMetresBeyond += area * (1 - one.share);
      }
      if (areas) cells[2] = cellOf(one.share);
      return cells;
    });
    m_result.beyondField = extended.column(1);
    finish(load, m_crs);
    return m_result;
  }

 private:
  void checkNetwork() {
    m_network = store::layerByName(m_reader, m_query.network);
    requireComparable(m_layer, m_network);
    if (m_network.geometryType->dimension() == 1) return;
    throw Error(ErrorCode::unsupported, {GIS_TR("layer \"{0}\" is no network of roads"), {m_network.name}},
                GIS_TR("its features are no lines"), GIS_TR("name a layer of lines (--network)"));
  }
  /// From place to place along the roads; to the road and from it in a straight line.
  void findAlong(const SoundSet& features, const SoundSet& facilities) {
    const double snap = kSnapMetres / m_crs.metresPerUnit();
    const RoadGraph graph(loadGeometry(m_reader, m_network, {}, {}, m_crs, m_progress.token()), snap, m_progress);
    m_found.resize(features.size());
    std::vector<std::optional<RoadGraph::Place>> starts(facilities.size());
    findPlaces(facilities, graph, starts);
    std::vector<RoadGraph::Place> sources;
    for (const auto& start : starts) {
      if (start) sources.push_back(*start);
    }
    const RoadGraph::Distances distances = graph.from(sources, m_progress.token());
    std::vector<std::optional<RoadGraph::Place>> places(features.size());
    findPlaces(features, graph, places);
    for (std::size_t i = 0; i < features.size(); ++i) {
      m_found[i].takesPart = features.takesPart(i);
      if (!m_found[i].takesPart) continue;
      m_found[i].distance = places[i] ? distances.to(*places[i]) : std::numeric_limits<double>::infinity();
    }
  }
  void findPlaces(const SoundSet& set, const RoadGraph& graph, std::vector<std::optional<RoadGraph::Place>>& out) {
    inBlocks(
        set.size(), m_progress,
        [&] {
          return [&](std::size_t, std::size_t i) {
            if (set.takesPart(i)) out[i] = graph.nearestTo(geom::interiorPoint(set.wkb(i)));
          };
        },
        kFeaturesToACore);
  }
  void find(const SoundSet& features, const SoundSet& facilities) {
    m_found.resize(features.size());
    const SpatialIndex index = facilities.index();
    inBlocks(
        features.size(), m_progress,
        [&] {
          return [&, cache = PreparedCache<SoundSet>(facilities)](std::size_t, std::size_t i) mutable {
            if (!features.takesPart(i)) return;
            Reached& one = m_found[i];
            one.takesPart = true;
            cache.tidy();
            try {
              findDistance(features, i, index, cache, one);
              if (features.dimension() == 2) one.share = shareWithin(features, i, index, facilities);
            } catch (const Error& error) {
              if (error.code() != ErrorCode::invalidValue && error.code() != ErrorCode::damaged) throw;
              const geom::BytesView wkb = features.wkb(i);
              m_setAside.add({m_layer.name, features.fid(i), Message("{0}", {error.sentence()}),
                              geom::Bytes(wkb.begin(), wkb.end())});
              one = {};
            }
          };
        },
        kFeaturesToACore);
  }
  static void findDistance(const SoundSet& features, std::size_t i, const SpatialIndex& index,
                           PreparedCache<SoundSet>& cache, Reached& out) {
    geom::Bytes place;
    geom::BytesView from = features.wkb(i);
    if (features.dimension() == 2) {
      const geom::MapPoint p = geom::interiorPoint(from);
      place = geom::pointWkb(p.x, p.y);
      from = place;
    }
    index.nearest(
        geom::envelopeOf(from), std::numeric_limits<double>::infinity(),
        [&](std::uint32_t other) { return cache.keep(other).distanceTo(from); },
        [&](std::uint32_t, double distance) {
          out.distance = distance;
          return false;
        });
  }
  /// The part of an area that lies in the buffers of what is near.
  [[nodiscard]] double shareWithin(const SoundSet& features, std::size_t i, const SpatialIndex& index,
                                   const SoundSet& facilities) const {
    const geom::BytesView wkb = features.wkb(i);
    std::vector<std::uint32_t> near;
    bool all = false;
    index.search(features.box(i).grown(m_reach), [&](std::uint32_t other) {
      near.push_back(other);
      // all corners near one point: then everything between them is, too
      const geom::Envelope box = facilities.box(other);
      all = facilities.dimension() == 0 && box.width() == 0 && box.height() == 0 &&
            farthestFrom(wkb, box.centre()) <= m_reach;
      return !all;
    });
    if (all) return 1;
    if (near.empty() || m_reach <= 0) return 0;
    std::sort(near.begin(), near.end());
    std::vector<geom::Bytes> buffers;
    for (const std::uint32_t other : near) {
      m_progress.check();
      geom::Bytes part = geom::intersection(wkb, geom::buffer(facilities.wkb(other), m_reach));
      part = geom::assembled(geom::partsOfDimension(part, 2));
      if (!part.empty()) buffers.push_back(std::move(part));
    }
    if (buffers.empty()) return 0;
    const std::vector<geom::BytesView> views(buffers.begin(), buffers.end());
    const double area = geom::area(geom::unionOf(views));
    return std::clamp(area / features.measure(i), 0.0, 1.0);
  }

  store::LayerInfo m_layer, m_to, m_network;
  crs::Crs m_crs;
  double m_reach = 0;  // units of the coordinates
  std::vector<Reached> m_found;
};

}  // namespace

ReachResult reach(const store::CityDatabase& city, const ReachQuery& query, Progress& progress, OriginNote* origin) {
  return Reach(city, query, progress, origin).run();
}

}  // namespace gis::query
