#include "gis_core/query/figure_zones.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/query/blocks.h"
#include "gis_core/query/cutter.h"
#include "gis_core/query/geometry_set.h"
#include "gis_core/query/layer_rows.h"
#include "gis_core/query/question_crs.h"
#include "gis_core/query/sound_set.h"
#include "gis_core/query/zone_shares.h"
#include "gis_core/snapshot/cache.h"

namespace gis::query {

namespace {

constexpr double kLeastRest = 1e-9;  // of a feature: less in no zone is rounding
constexpr const char* kRowNumber = "fid";

/// The shapes of the features found, in their order.
GeometrySet shapesFound(const store::Connection& c, const SelectResult& found, const crs::Crs& crs,
                        const CancelToken& token) {
  GeometrySet set;
  const auto view = found.layer.crs.equivalentTo(crs) ? snapshot::existing(c, found.layer) : nullptr;
  if (view != nullptr) {
    std::vector<snapshot::Index> places;
    places.reserve(found.fids.size());
    for (const std::int64_t fid : found.fids) {
      const auto place = view->indexOfFid(fid);
      if (!place) break;
      places.push_back(*place);
    }
    if (places.size() == found.fids.size()) {
      set.take(view, std::move(places), token);
      return set;
    }
  }
  readSelected(
      c, found, std::vector<std::string>{}, true,
      [&](store::Feature& feature) {
        set.add(feature.fid, feature.wkb);
        return true;
      },
      token);
  set.complete(found.layer.crs, crs, token);
  return set;
}

/// What each zone is called.
std::vector<store::Value> zoneNames(const store::Connection& c, const store::LayerInfo& layer, const GeometrySet& zones,
                                    const store::Field& field, const CancelToken& token) {
  std::vector<store::Value> names;
  names.reserve(zones.size());
  if (field.name == kRowNumber) {
    for (std::size_t i = 0; i < zones.size(); ++i) names.emplace_back(zones.fid(i));
    return names;
  }
  const AttributeRows rows(c, layer, zones, {field}, token);
  for (std::size_t i = 0; i < zones.size(); ++i) names.push_back(rows.value(std::uint32_t(i), 0));
  return names;
}

/// What lies in no zone where zones overlap each other: there it is not what the sum of the parts leaves.
class RestsOfOverlaps {
 public:
  RestsOfOverlaps(const SoundSet& features, const SoundSet& zones, Progress& progress)
      : m_features(features), m_zones(zones), m_progress(progress) {}

  /// Corrects `left`, the share of each feature that no zone has.
  void correct(const std::vector<ZoneShare>& shares, std::vector<double>& left) {
    readShared(shares);
    findOverlaps();
    if (m_overlaps.empty()) return;
    std::vector<std::size_t> firsts;
    eachFeature([&](std::size_t first, std::size_t last) {
      if (anyOverlap(first, last)) firsts.push_back(first);
    });
    const Cutter cutter(m_features, m_zones);
    inBlocks(
        firsts.size(), m_progress,
        [&] {
          return [&, cache = cutter.makeCache()](std::size_t, std::size_t k) mutable {
            const std::uint32_t feature = m_shared[firsts[k]].feature;
            std::vector<Partner> partners;
            for (std::size_t i = firsts[k]; i < m_shared.size() && m_shared[i].feature == feature; ++i)
              partners.push_back({m_shared[i].zone, m_shared[i].measure, false});
            Cut cut;
            cutter.restOf(feature, partners, cache, cut, m_progress.token());
            if (!cut.fault) left[feature] = cut.restMeasure / m_features.measure(feature);
          };
        },
        kFewAtOnce, false);
  }

 private:
  using ZonePair = std::pair<std::uint32_t, std::uint32_t>;

  /// The parts of features that lie in several zones, by feature, then zone.
  void readShared(const std::vector<ZoneShare>& shares) {
    std::vector<std::uint8_t> several(m_features.size(), 0);
    for (const ZoneShare& share : shares) {
      std::uint8_t& count = several[share.feature];
      if (share.measure > 0 && count < 2) ++count;
    }
    for (const ZoneShare& share : shares)
      if (share.measure > 0 && several[share.feature] > 1) m_shared.push_back(share);
    std::stable_sort(m_shared.begin(), m_shared.end(),
                     [](const ZoneShare& a, const ZoneShare& b) { return a.feature < b.feature; });
  }
  template <class Handle>
  void eachFeature(const Handle& handle) const {
    for (std::size_t first = 0, last = 0; first < m_shared.size(); first = last) {
      while (last < m_shared.size() && m_shared[last].feature == m_shared[first].feature) ++last;
      handle(first, last);
    }
  }
  template <class Handle>
  void eachPair(std::size_t first, std::size_t last, const Handle& handle) const {
    for (std::size_t i = first; i < last; ++i) {
      const geom::Envelope box = m_zones.box(m_shared[i].zone);
      for (std::size_t k = i + 1; k < last; ++k)
        if (box.intersects(m_zones.box(m_shared[k].zone))) handle(ZonePair{m_shared[i].zone, m_shared[k].zone});
    }
  }
  /// Each pair of zones that have a feature in common is asked once.
  void findOverlaps() {
    std::vector<ZonePair> pairs;
    std::size_t sortFrom = kMostPairs;
    const auto sortOnce = [&] {
      std::sort(pairs.begin(), pairs.end());
      pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
      sortFrom = 2 * pairs.size() + kMostPairs;
    };
    eachFeature([&](std::size_t first, std::size_t last) {
      m_progress.check();
      eachPair(first, last, [&](ZonePair pair) { pairs.push_back(pair); });
      if (pairs.size() > sortFrom) sortOnce();
    });
    sortOnce();
    const Cutter cutter(m_zones, m_zones);
    std::vector<std::uint8_t> overlap(pairs.size(), 0);
    inBlocks(
        pairs.size(), m_progress,
        [&] {
          return [&, cache = cutter.makeCache()](std::size_t, std::size_t k) mutable {
            cache.tidy();
            std::optional<geom::Prepared> one;
            try {
              overlap[k] = cutter.commonMeasure(pairs[k].first, one, pairs[k].second, cache) > 0 ? 1 : 0;
            } catch (const Error& error) {
              if (error.code() != ErrorCode::invalidValue && error.code() != ErrorCode::damaged) throw;
              overlap[k] = 1;
            }
          };
        },
        kFewAtOnce, false);
    for (std::size_t k = 0; k < pairs.size(); ++k)
      if (overlap[k] != 0) m_overlaps.push_back(pairs[k]);
  }
  [[nodiscard]] bool anyOverlap(std::size_t first, std::size_t last) const {
    bool any = false;
    eachPair(first, last,
             [&](ZonePair pair) { any = any || std::binary_search(m_overlaps.begin(), m_overlaps.end(), pair); });
    return any;
  }

  static constexpr std::size_t kFewAtOnce = 16;
  static constexpr std::size_t kMostPairs = 1 << 16;  // before those that came twice are thrown out

  const SoundSet& m_features;
  const SoundSet& m_zones;
  Progress& m_progress;
  std::vector<ZoneShare> m_shared;
  std::vector<ZonePair> m_overlaps;  // ascending
};

}  // namespace

store::Field zoneField(const store::Connection& c, const Grouping& by) {
  const store::LayerInfo zones = store::layerByName(c, by.zones);
  if (!by.field.empty() && by.field != kRowNumber) return store::requireField(zones, by.field);
  if (by.field.empty()) {
    for (const std::string& name :
         {zones.roleNameField, std::string("name"), zones.roleCodeField, std::string("code")}) {
      if (name.empty()) continue;
      for (const store::Field& field : zones.fields) {
        if (field.name == name) return field;
      }
    }
  }
  return {kRowNumber, store::FieldType::integer, 0, 0};
}

ZoneParts zonePartsOf(const store::Connection& c, const SelectResult& found, const Grouping& by, bool shares,
                      bool measures, Progress& progress) {
  const CancelToken& token = progress.token();
  const store::LayerInfo layer = store::layerByName(c, by.zones);
  requireComparable(layer, found.layer);
  const crs::Crs crs = layer.crs.isGeographic() && !found.layer.crs.isGeographic() ? found.layer.crs : layer.crs;
  if (measures && crs.isGeographic()) (void)unitsOf(layer, 0);  // refuses degrees
  const GeometrySet zoneShapes = loadGeometry(c, layer, {}, {}, crs, token);
  const GeometrySet shapes = shapesFound(c, found, crs, token);
  const SoundSet zones(zoneShapes, layer, progress);
  const SoundSet features(shapes, found.layer, progress);
  if (zones.dimension() >= 0 && zones.dimension() != 2) {
    throw Error(ErrorCode::unsupported, {GIS_TR("layer \"{0}\" has no zones"), {layer.name}},
                GIS_TR("its features are no areas"), GIS_TR("name a layer of areas (--zones)"));
  }
  const std::vector<store::Value> names = zoneNames(c, layer, zoneShapes, zoneField(c, by), token);
  const double unit = measures ? std::pow(crs.metresPerUnit(), features.dimension()) : 1;
  ZoneParts out{{}, shapes.withoutGeometry(), shapes.broken()};
  std::vector<ZonePart>& all = out.parts;
  std::vector<double> left(found.fids.size(), 1);  // of each feature: what no zone has
  std::vector<std::uint8_t> isCounted(found.fids.size(), 0);
  const ZoneShares made = sharesOf(features, zones, shares, progress);
  all.reserve(made.shares.size());
  for (const ZoneShare& share : made.shares) {
    const bool isMeasured = shares && features.dimension() > 0;
    const double part = isMeasured ? share.measure / features.measure(share.feature) : share.counts ? 1 : 0;
    all.push_back({share.feature, names[share.zone], share.counts, part, share.measure * unit});
    left[share.feature] -= part;
    if (share.counts) isCounted[share.feature] = 1;
  }
  if (shares && features.dimension() > 0) RestsOfOverlaps(features, zones, progress).correct(made.shares, left);
  for (std::size_t i = 0; i < found.fids.size(); ++i) {
    const bool counts = isCounted[i] == 0;
    if (!counts && left[i] <= kLeastRest) continue;
    const double part = left[i] <= kLeastRest ? 0 : left[i];
    const double measure = features.takesPart(i) && features.dimension() > 0 ? features.measure(i) * part * unit : 0;
    all.push_back({std::uint32_t(i), {}, counts, part, measure});
  }
  return out;
}

}  // namespace gis::query
