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
#include "gis_core/query/new_layer.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/set_aside.h"
#include "gis_core/query/spatial_index.h"
#include "gis_core/query/zone_counts.h"

namespace gis::query {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t kFeaturesToACore = 64;

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

class Reach {
 public:
  Reach(const store::CityDatabase& city, const ReachQuery& query, Progress& progress)
      : m_city(city), m_work(city), m_query(query), m_progress(progress) {}

  ReachResult run() {
    m_layer = store::layerByName(m_reader, m_query.layer);
    m_to = store::layerByName(m_reader, m_query.to);
    requireComparable(m_layer, m_to);
    m_crs = workCrs(m_layer, m_city.crs());
    store::LayerInfo place = m_layer;
    place.crs = m_crs;
    m_reach = unitsOf(place, m_query.metres);
    const bool areas = m_layer.geometryType->dimension() == 2;
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
    find(features, facilities);
    const double unit = m_crs.metresPerUnit();
    m_result.withoutGeometry = read.withoutGeometry() + read.broken();
    m_result.rows = extended.write(m_reader, m_query.where, load, m_progress, [&](std::size_t row) {
      const Reached& one = m_found[row];
      std::vector<store::Value> cells(columns.size());
      if (!one.takesPart) return cells;
      const bool beyond = !(one.distance <= m_reach);
      ++(beyond ? m_result.beyond : m_result.within);
      cells[0] = cellOf(one.distance * unit);
      cells[1] = std::int64_t(beyond ? 1 : 0);
      if (areas) {
        cells[2] = cellOf(one.share);
        const double area = features.measure(row) * unit * unit;
        m_result.squareMetres += area;
        if (!std::isnan(one.share)) m_result.squareMetresBeyond += area * (1 - one.share);
      }
      return cells;
    });
    m_result.beyondField = extended.column(1);
    m_result.setAside = m_setAside.count();
    m_work.finish(load, m_progress, m_result);
    m_result.setAsideTable = m_setAside.write(m_city, m_result.into, m_crs, m_progress);
    return m_result;
  }

 private:
  void find(const SoundSet& features, const SoundSet& facilities) {
    m_found.resize(features.size());
    const SpatialIndex index(facilities.boxes());
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
    index.search(features.boxes()[i].grown(m_reach), [&](std::uint32_t other) {
      near.push_back(other);
      // all corners near one point: then everything between them is, too
      const geom::Envelope& box = facilities.boxes()[other];
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

  const store::CityDatabase& m_city;
  NewLayerWork m_work;
  const store::Connection& m_reader = m_work.reader();
  const ReachQuery& m_query;
  Progress& m_progress;
  store::LayerInfo m_layer, m_to;
  crs::Crs m_crs;
  double m_reach = 0;  // units of the coordinates
  std::vector<Reached> m_found;
  SetAsideList m_setAside;
  ReachResult m_result;
};

}  // namespace

ReachResult reach(const store::CityDatabase& city, const ReachQuery& query, Progress& progress) {
  return Reach(city, query, progress).run();
}

}  // namespace gis::query
