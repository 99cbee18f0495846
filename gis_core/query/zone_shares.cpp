#include "gis_core/query/zone_shares.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>

#include "gis_core/base/error.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/geometry/point_tests.h"
#include "gis_core/query/candidate_runs.h"
#include "gis_core/query/cutter.h"
#include "gis_core/query/grouped.h"

namespace gis::query {

namespace {

constexpr std::size_t kFeaturesAtOnce = 256;
constexpr double kSlack = 1e-9;  // of a length, before a line is looked at along the borders

/// The place of a single point.
geom::MapPoint placeOf(geom::BytesView wkb) {
  geom::MapPoint p;
  std::memcpy(&p.x, wkb.data() + 5, 8);
  std::memcpy(&p.y, wkb.data() + 13, 8);
  return p;
}

const geom::Relation kCovers{geom::Predicate::covers, {}};
const geom::Relation kContains{geom::Predicate::contains, {}};

/// The shares of one thread's features, which come in an order along the curve.
class Sharer {
 public:
  Sharer(const Cutter& cutter, const SoundSet& features, const SoundSet& zones, const std::vector<std::uint32_t>& order,
         bool parts, const CancelToken& token)
      : m_cutter(cutter),
        m_features(features),
        m_zones(zones),
        m_order(order),
        m_parts(parts && features.dimension() > 0),
        m_token(token),
        m_cache(cutter.makeCache()),
        m_near(cutter.index(), order.size()),
        m_covers(kCovers, geom::PointRelation::Order::areaFirst),
        m_contains(kContains, geom::PointRelation::Order::areaFirst) {}

  /// True: decided. The shares of feature order[k] are added to `out`.
  bool share(std::size_t k, std::vector<ZoneShare>& out, bool& counted) {
    const std::uint32_t i = m_order[k];
    m_candidates.clear();
    m_near.candidatesOf(
        k, [&](std::size_t place) { return m_features.box(m_order[place]); },
        [&](std::uint32_t zone) { return m_zones.box(zone); },
        [&](std::uint32_t zone) {
          m_candidates.push_back(zone);
          return true;
        });
    std::sort(m_candidates.begin(), m_candidates.end());
    const std::size_t first = out.size();
    bool decided = true;
    m_cache.tidy();
    if (!m_candidates.empty()) {
      try {
        if (m_parts) addParts(i, out);
        addCounts(i, out, first);
      } catch (const Error& error) {
        if (error.code() != ErrorCode::invalidValue && error.code() != ErrorCode::damaged) throw;
        decided = false;
        out.resize(first);
      }
    }
    counted = std::any_of(out.begin() + std::ptrdiff_t(first), out.end(), [](const ZoneShare& s) { return s.counts; });
    return decided;
  }

 private:
  void addParts(std::uint32_t i, std::vector<ZoneShare>& out) {
    std::optional<geom::Prepared> one;  // made when it is needed
    const std::size_t first = out.size();
    double sum = 0;
    for (const std::uint32_t zone : m_candidates) {
      m_token.check();
      const double measure = m_cutter.commonMeasure(i, one, zone, m_cache);
      if (measure <= 0) continue;
      out.push_back({zone, false, i, measure});
      sum += measure;
    }
    if (m_features.dimension() == 1 && sum > m_features.measure(i) * (1 + kSlack)) {
      shareBorders(i, std::span(out).subspan(first));
      std::erase_if(out, [&](const ZoneShare& s) { return s.feature == i && s.measure <= 0; });
    }
  }

  /// A line along a border lies in the zones of both sides: that part belongs to one whose inside it lies in, else to
  /// the zone with the lowest fid.
  void shareBorders(std::uint32_t i, std::span<ZoneShare> shares) const {
    const geom::BytesView line = m_features.wkb(i);
    std::vector<geom::Bytes> alongs;   // of each zone: the part on its border
    std::vector<geom::Bytes> insides;  // of all zones: the part in the inside
    for (ZoneShare& share : shares) {
      const geom::BytesView zone = m_zones.wkb(share.zone);
      geom::Bytes along = linesOf(geom::intersection(line, geom::boundary(zone)));
      geom::Bytes inside = linesOf(geom::intersection(line, zone));
      if (!along.empty() && !inside.empty()) inside = linesOf(geom::difference(inside, along));
      share.measure = measureOf(inside, 1);
      alongs.push_back(std::move(along));
      if (!inside.empty()) insides.push_back(std::move(inside));
    }
    std::vector<geom::Bytes> taken = std::move(insides);
    for (std::size_t k = 0; k < shares.size(); ++k) {
      geom::Bytes rest = alongs[k];
      if (rest.empty()) continue;
      if (!taken.empty()) {
        const std::vector<geom::BytesView> views(taken.begin(), taken.end());
        rest = linesOf(geom::difference(rest, geom::unionOf(views)));
      }
      if (rest.empty()) continue;
      shares[k].measure += measureOf(rest, 1);
      taken.push_back(std::move(rest));
    }
  }
  static geom::Bytes linesOf(geom::BytesView wkb) { return geom::assembled(geom::partsOfDimension(wkb, 1)); }

  /// Marks the zones that count the feature.
  void addCounts(std::uint32_t i, std::vector<ZoneShare>& out, std::size_t first) {
    const geom::BytesView wkb = m_features.wkb(i);
    // wholly in one zone and in no part in another: no interior point is needed
    if (m_features.dimension() == 2 && out.size() == first + 1 && out[first].measure == m_features.measure(i)) {
      out[first].counts = true;
      return;
    }
    const bool single = geom::typeOf(wkb).kind == geom::GeometryKind::point;
    const geom::MapPoint place = single ? placeOf(wkb) : geom::interiorPoint(wkb);
    findZonesAt(place);
    for (const std::uint32_t zone : m_at) {
      const auto known = std::find_if(out.begin() + std::ptrdiff_t(first), out.end(),
                                      [&](const ZoneShare& s) { return s.zone == zone; });
      if (known != out.end()) {
        known->counts = true;
      } else {
        out.push_back({zone, true, i, m_features.dimension() == 0 ? 1.0 : 0.0});
      }
    }
  }
  /// The zones whose inside holds the place; when it is on borders only: the first of them.
  void findZonesAt(geom::MapPoint place) {
    m_at.clear();
    for (const std::uint32_t zone : m_candidates) {
      if (m_zones.box(zone).contains(place) && covers(zone, place)) m_at.push_back(zone);
    }
    if (m_at.size() < 2) return;
    const std::uint32_t lowest = m_at.front();
    std::erase_if(m_at, [&](std::uint32_t zone) { return !contains(zone, place); });
    if (m_at.empty()) m_at.push_back(lowest);
  }
  // small zones are asked as they are, large ones through GEOS's index
  [[nodiscard]] bool covers(std::uint32_t zone, geom::MapPoint place) {
    const std::optional<bool> known = m_covers.holds(m_zones.wkb(zone), place);
    return known ? *known : m_cache.keep(zone).coversPoint(place);
  }
  [[nodiscard]] bool contains(std::uint32_t zone, geom::MapPoint place) {
    const std::optional<bool> known = m_contains.holds(m_zones.wkb(zone), place);
    return known ? *known : m_cache.keep(zone).containsPoint(place);
  }

  const Cutter& m_cutter;
  const SoundSet& m_features;
  const SoundSet& m_zones;
  const std::vector<std::uint32_t>& m_order;
  bool m_parts;
  CancelToken m_token;
  Cutter::Cache m_cache;
  CandidateRuns m_near;
  geom::PointRelation m_covers, m_contains;
  std::vector<std::uint32_t> m_candidates;  // ascending, so by fid
  std::vector<std::uint32_t> m_at;
};

}  // namespace

ZoneShares sharesOf(const SoundSet& features, const SoundSet& zones, bool parts, Progress& progress) {
  struct alignas(64) Block {  // as Found
    std::vector<std::uint32_t> undecided;
    std::int64_t counted = 0;
  };
  const Cutter cutter(features, zones);
  const CurveOrder curve = features.alongCurve();
  const std::vector<std::uint32_t>& order = *curve;
  std::vector<Block> blocks((order.size() + kFeaturesAtOnce - 1) / kFeaturesAtOnce);
  std::vector<Found<ZoneShare>> shares(blocks.size());
  inBlocks(
      order.size(), progress,
      [&] {
        return [&, sharer = Sharer(cutter, features, zones, order, parts, progress.token())](std::size_t block,
                                                                                             std::size_t k) mutable {
          bool counted = false;
          if (!sharer.share(k, shares[block], counted)) blocks[block].undecided.push_back(order[k]);
          blocks[block].counted += counted ? 1 : 0;
        };
      },
      kFeaturesAtOnce);
  ZoneShares all;
  Grouped<ZoneShare> ordered = grouped(
      shares, zones.size(), [](const ZoneShare& share) { return share.zone; }, progress.token());
  sortGroups(
      ordered, [](const ZoneShare& a, const ZoneShare& b) { return a.feature < b.feature; }, progress.token());
  all.shares = std::move(ordered.items);
  for (const Block& block : blocks) {
    all.undecided.insert(all.undecided.end(), block.undecided.begin(), block.undecided.end());
    all.counted += block.counted;
  }
  std::sort(all.undecided.begin(), all.undecided.end());
  return all;
}

}  // namespace gis::query
