#include "gis_core/query/hot_spots.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/query/blocks.h"
#include "gis_core/query/extended_layer.h"
#include "gis_core/query/geometry_set.h"
#include "gis_core/query/layer_analysis.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/spatial_index.h"
#include "gis_core/query/zone_counts.h"

namespace gis::query {

namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

/// One zone's figures.
struct Spot {
  double value = kNothing;
  std::int64_t neighbours = 0;
  double z = kNothing, p = kNothing, q = kNothing;
  int hot = 0;
  [[nodiscard]] bool takesPart() const { return !std::isnan(value); }
};

class HotSpots : LayerAnalysis<HotSpotQuery, HotSpotResult> {
 public:
  using LayerAnalysis::LayerAnalysis;

  HotSpotResult run() {
    check();
    const ExtendedLayer extended(m_zones,
                                 {{"value", store::FieldType::real},
                                  {"neighbours", store::FieldType::integer},
                                  {"z", store::FieldType::real},
                                  {"p", store::FieldType::real},
                                  {"q", store::FieldType::real},
                                  {"hot", store::FieldType::integer}},
                                 "gi");
    const std::string source = m_query.of.empty() ? m_zones.name : m_zones.name + " + " + m_query.of;
    store::BulkLoad load(m_city, extended.draft(m_query.into, "analyze hotspots", source));
    const crs::Crs crs = workCrs(m_zones, m_city.crs());
    const GeometrySet read = loadGeometry(m_reader, m_zones, m_query.zonesWhere, {}, crs, m_progress.token());
    const SoundSet zones(read, m_zones, m_progress);
    m_result.withoutGeometry = read.withoutGeometry() + read.broken();
    requireZones(zones, m_zones);
    m_setAside.add(zones, m_zones);
    readValues(zones, crs);
    findPlaces(zones);
    findSpots(crs);
    correct();
    m_result.rows = extended.write(m_reader, m_query.zonesWhere, load, m_progress,
                                   [&](std::size_t row) { return cellsOf(m_spots[row]); });
    m_result.classField = extended.column(5);
    finish(load, crs);
    return m_result;
  }

 private:
  void check() {
    if (m_query.of.empty() == m_query.value.empty()) {
      throw Error(ErrorCode::usage, GIS_TR("no hot spots can be found"),
                  GIS_TR("it must be told what is looked at: a layer that is counted, or a field of the zones"),
                  GIS_TR("name one of the two (--of, --value)"));
    }
    if (!m_query.metres && m_query.neighbours < 1) {
      throw Error(ErrorCode::usage, GIS_TR("no hot spots can be found"), GIS_TR("a zone needs at least one neighbour"),
                  GIS_TR("give a number of at least 1 (--neighbours)"));
    }
    m_zones = store::layerByName(m_reader, m_query.zones);
    requireGeometry(m_zones);
    if (!m_query.value.empty()) m_value = numberField(m_zones, m_query.value);
    if (!m_query.of.empty()) m_of = store::layerByName(m_reader, m_query.of);
  }
  void readValues(const SoundSet& zones, const crs::Crs& crs) {
    m_spots.resize(zones.size());
    std::vector<double> values;
    if (!m_query.value.empty()) {
      values = numbersOf(m_reader, m_zones, m_value, m_query.zonesWhere, m_progress.token());
    } else {
      const ZoneCounts counts =
          countInZones(m_reader, zones, m_zones, crs, m_of, m_query.ofWhere, m_setAside, m_progress);
      values.assign(counts.counts.begin(), counts.counts.end());
      m_result.features = counts.counted;
      m_result.outside = counts.outside;
      m_result.withoutGeometry += counts.withoutGeometry;
    }
    for (std::size_t i = 0; i < zones.size(); ++i) {
      if (zones.takesPart(i)) m_spots[i].value = values[i];
    }
  }
  void findPlaces(const SoundSet& zones) {
    m_places.assign(zones.size(), {});
    inBlocks(
        zones.size(), m_progress,
        [&] {
          return [&](std::size_t, std::size_t i) {
            if (!m_spots[i].takesPart()) return;
            const geom::MapPoint p = geom::interiorPoint(zones.wkb(i));
            m_places[i] = {p.x, p.y, p.x, p.y};
          };
        },
        kProbesAtOnce, false);
  }

  void findSpots(const crs::Crs& crs) {
    double sum = 0;
    for (const Spot& spot : m_spots) {
      if (!spot.takesPart()) continue;
      ++m_result.zones;
      sum += spot.value;
    }
    const auto n = double(m_result.zones);
    const double mean = n > 0 ? sum / n : 0;
    double squares = 0;
    for (const Spot& spot : m_spots) {
      if (spot.takesPart()) squares += (spot.value - mean) * (spot.value - mean);
    }
    const double deviation = n > 0 ? std::sqrt(squares / n) : 0;
    store::LayerInfo place = m_zones;
    place.crs = crs;
    const double reach = m_query.metres ? unitsOf(place, *m_query.metres) : 0;
    const SpatialIndex index(m_places);
    inBlocks(m_spots.size(), m_progress, [&] {
      return [&, near = std::vector<std::uint32_t>()](std::size_t, std::size_t i) mutable {
        Spot& spot = m_spots[i];
        if (!spot.takesPart()) return;
        findNear(index, std::uint32_t(i), reach, near);
        spot.neighbours = std::int64_t(near.size());
        double more = spot.value - mean;  // the zone itself belongs to its surroundings (the star of Gi*)
        for (const std::uint32_t other : near) more += m_spots[other].value - mean;
        const auto w = double(near.size() + 1);
        const double spread = n > 1 ? deviation * std::sqrt(std::max(0.0, (n * w - w * w) / (n - 1))) : 0;
        spot.z = spread > 0 ? more / spread : 0;
        spot.p = std::erfc(std::abs(spot.z) / std::sqrt(2.0));
      };
    });
    for (const Spot& spot : m_spots) m_result.withoutNeighbours += spot.takesPart() && spot.neighbours == 0 ? 1 : 0;
  }
  /// Ascending, so that sums do not depend on the way they were found.
  void findNear(const SpatialIndex& index, std::uint32_t i, double reach, std::vector<std::uint32_t>& near) const {
    near.clear();
    const geom::Envelope& from = m_places[i];
    if (m_query.metres) {
      index.search(from.grown(reach), [&](std::uint32_t other) {
        if (other != i && m_places[other].distanceTo(from) <= reach) near.push_back(other);
        return true;
      });
    } else {
      index.nearest(
          from, std::numeric_limits<double>::infinity(),
          [&](std::uint32_t other) { return m_places[other].distanceTo(from); },
          [&](std::uint32_t other, double) {
            if (other != i) near.push_back(other);
            return near.size() < std::size_t(m_query.neighbours);
          });
    }
    std::sort(near.begin(), near.end());
  }

  /// q = the least false discovery rate at which the zone is still among the discoveries.
  void correct() {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < m_spots.size(); ++i) {
      if (m_spots[i].takesPart()) order.push_back(i);
    }
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
      return m_spots[a].p != m_spots[b].p ? m_spots[a].p < m_spots[b].p : a < b;
    });
    double least = 1;
    for (std::size_t rank = order.size(); rank-- > 0;) {
      Spot& spot = m_spots[order[rank]];
      least = std::min(least, spot.p * double(order.size()) / double(rank + 1));
      spot.q = least;
      const int size = least < 0.01 ? 3 : least < 0.05 ? 2 : least < 0.1 ? 1 : 0;
      spot.hot = spot.z < 0 ? -size : size;
      const int place = spot.hot + 3;
      ++m_result.classes[std::size_t(place)];
    }
  }
  static std::vector<store::Value> cellsOf(const Spot& spot) {
    if (!spot.takesPart()) return std::vector<store::Value>(6);
    return {cellOf(spot.value), spot.neighbours, cellOf(spot.z),
            cellOf(spot.p),     cellOf(spot.q),  std::int64_t(spot.hot)};
  }

  store::LayerInfo m_zones, m_of;
  store::Field m_value;
  std::vector<Spot> m_spots;
  std::vector<geom::Envelope> m_places;  // empty: takes no part
};

}  // namespace

HotSpotResult hotSpots(const store::CityDatabase& city, const HotSpotQuery& query, Progress& progress,
                       OriginNote* origin) {
  return HotSpots(city, query, progress, origin).run();
}

}  // namespace gis::query
