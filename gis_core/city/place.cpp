#include "gis_core/city/place.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <functional>
#include <limits>
#include <map>
#include <set>
#include <span>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/city/codes.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/snapshot/packed_tree.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/read_transaction.h"
#include "gis_core/store/value_text.h"

namespace gis::city {

namespace detail {

/// A feature of a layer that is kept whole.
struct KeptFeature {
  PlaceHit hit;
  bool isArea = false;
  geom::Bytes wkb;                      ///< of a large shape: empty, it is kept ready instead
  std::optional<geom::Prepared> ready;  ///< of a large shape
};

/// A role's layer with what is needed to ask it.
struct RoleLayer {
  store::LayerInfo layer;
  std::optional<crs::Transformer> fromCity;                        ///< only when its CRS is another one
  std::vector<std::string> fields;                                 ///< code, then name, without double and empty ones
  int codeAt = -1, nameAt = -1;                                    ///< place in `fields`
  bool keeps = false;                                              ///< its areas are large
  std::string revision;                                            ///< of the layer when `kept` was read
  std::map<std::int64_t, std::optional<geom::Prepared>> kept;      ///< by fid; nothing = no area that GEOS takes
  bool mayBeWhole = false;                                         ///< few features: kept in memory when asked often
  std::int64_t readTo = std::numeric_limits<std::int64_t>::min();  ///< the last fid of them
  int asked = 0;                                                   ///< since `revision` was seen first
  std::vector<KeptFeature> whole;                                  ///< its features, by fid, as far as they are read
  bool isWhole = false;                                            ///< every one
  std::vector<geom::Envelope> boxes;                               ///< of `whole`, with the nodes of a tree over them
  [[nodiscard]] snapshot::PackedTree tree() const { return {boxes, whole.size()}; }
};

}  // namespace detail

namespace {

using detail::RoleLayer;

/// A district may have a hundred thousand vertices: such areas are kept ready, parcels and unit grids are read.
constexpr std::array<std::string_view, 4> kLargeAreas = {"community", "subdistrict", "district", "duty_grid"};
constexpr std::size_t kKeptAreas = 256;  // of a role; when there are more, all are read anew

/// Layers that who logs many incidents keeps whole, if they have no more features. They are read from the third
/// question on, so many features a question that nobody waits for them.
constexpr std::array<std::string_view, 7> kWholeRoles = {"unit_grid", "duty_grid", "community", "subdistrict",
                                                         "district",  "road",      "address"};
constexpr int kAskedBefore = 2;
constexpr std::int64_t kMostWhole = 20'000, kReadAtOnce = 2'500;
constexpr std::size_t kSmallShape = 4096;  // bytes: made ready for each question, a larger one once

int addField(std::vector<std::string>& fields, const std::string& name) {
  if (name.empty()) return -1;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (fields[i] == name) return int(i);
  }
  fields.push_back(name);
  return int(fields.size()) - 1;
}

PlaceHit hitOf(const RoleLayer& role, const store::Feature& feature) {
  PlaceHit hit;
  hit.layer = role.layer.name;
  hit.fid = feature.fid;
  if (role.codeAt >= 0) hit.code = store::textOf(feature.values[std::size_t(role.codeAt)]);
  if (role.nameAt >= 0) hit.name = store::textOf(feature.values[std::size_t(role.nameAt)]);
  return hit;
}

store::FeatureRequest requestFor(const RoleLayer& role, const geom::Envelope& box) {
  store::FeatureRequest request;
  request.fields = role.fields;
  request.allFields = false;
  request.box = box;
  return request;
}

/// The geometry made ready, if GEOS takes it.
std::optional<geom::Prepared> readyShape(geom::BytesView wkb) {
  try {
    return geom::Prepared(wkb);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::invalidValue || error.code() == ErrorCode::damaged) return std::nullopt;
    throw;
  }
}

/// The geometry made ready if it is an area; one that GEOS refuses covers nothing: a broken parcel must not stop an
/// incident.
std::optional<geom::Prepared> readyArea(geom::BytesView wkb) {
  if (wkb.empty() || geom::typeOf(wkb).dimension() != 2) return std::nullopt;
  return readyShape(wkb);
}

bool covers(const std::optional<geom::Prepared>& area, geom::MapPoint p) {
  return area && area->coversPoint(p);
}

/// Nothing for a broken shape: what lies near by must not stop a report.
std::optional<double> shapeDistance(const detail::KeptFeature& one, geom::BytesView point) {
  try {
    return one.ready ? one.ready->distanceTo(point) : geom::Prepared(one.wkb).distanceTo(point);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::invalidValue && error.code() != ErrorCode::damaged) throw;
    return std::nullopt;
  }
}

/// Reads so many features more. Returns those read.
std::int64_t readMore(const store::Connection& c, RoleLayer& role, std::int64_t most) {
  store::FeatureRequest request;
  request.fields = role.fields;
  request.allFields = false;
  request.where = "fid > " + std::to_string(role.readTo);
  request.limit = most;
  std::int64_t read = 0;
  store::readFeatures(c, role.layer, request, [&](store::Feature& feature) {
    ++read;
    role.readTo = feature.fid;
    if (feature.wkb.empty()) return true;
    const bool isArea = geom::typeOf(feature.wkb).dimension() == 2;
    detail::KeptFeature kept{hitOf(role, feature), isArea, {}, {}};
    role.boxes.push_back(geom::envelopeOf(feature.wkb));
    if (feature.wkb.size() > kSmallShape) kept.ready = readyShape(feature.wkb);
    if (!kept.ready) kept.wkb = std::move(feature.wkb);
    role.whole.push_back(std::move(kept));
    return true;
  });
  if (read == most) return read;
  role.isWhole = true;
  snapshot::PackedTree::complete(role.boxes);
  return read;
}

/// Every writing transaction renews the revision, QGIS's too. Reads at most so many features; returns those read.
std::int64_t takeRevision(const store::Connection& c, RoleLayer& role, std::string_view revision, std::int64_t most) {
  if (revision != role.revision || role.kept.size() >= kKeptAreas) {
    role.kept.clear();
    if (revision != role.revision) {
      role.whole.clear();
      role.boxes.clear();
      role.isWhole = false;
      role.readTo = std::numeric_limits<std::int64_t>::min();
      role.asked = 0;
      role.revision = revision;
    }
  }
  if (!role.mayBeWhole || role.isWhole || ++role.asked <= kAskedBefore || most <= 0) return 0;
  store::Statement count(c, "SELECT feature_count FROM city_layer WHERE uid = ?1");
  if (!count.bind(1, role.layer.uid).step() || count.integer(0) > kMostWhole) return 0;
  return readMore(c, role, most);
}

void forgetWhenChanged(const store::Connection& c, RoleLayer& role) {
  store::Statement now(c, "SELECT revision FROM city_layer WHERE uid = ?1");
  const std::string revision = now.bind(1, role.layer.uid).step() ? now.text(0) : std::string();
  now.reset();
  takeRevision(c, role, revision, kReadAtOnce);
}

const std::optional<geom::Prepared>& keptArea(const store::Connection& c, RoleLayer& role, std::int64_t fid) {
  const auto found = role.kept.find(fid);
  if (found != role.kept.end()) return found->second;
  const auto feature = store::featureByFid(c, role.layer, fid);
  return role.kept.emplace(fid, feature ? readyArea(feature->wkb) : std::nullopt).first->second;
}

}  // namespace

struct PlaceFinder::State {
  const store::CityDatabase& city;
  std::map<std::string, RoleLayer, std::less<>> roles;
  std::optional<crs::Transformer> toDegrees;
  double unit = 1;  ///< of the city's coordinates, for a metre

  /// Looks once for all roles whether their layers changed, and reads at most so many features of those that are kept.
  void takeRevisions(std::int64_t mayRead);
  /// The revisions of all layers that were asked.
  [[nodiscard]] std::string revisions() const;
  [[nodiscard]] std::optional<PlaceHit> covering(std::string_view role, geom::MapPoint at);
  /// Calls `met` with each feature of the role within `metres`, in no order.
  void within(RoleLayer& role, geom::MapPoint at, double metres, const std::function<void(NearHit)>& met);
  /// The nearest one that has a code or a name; each radius is tried when the one before found nothing.
  [[nodiscard]] std::optional<NearHit> nearest(std::string_view role, geom::MapPoint at, std::span<const double> radii);
  [[nodiscard]] std::optional<NearHit> beyond(std::string_view role, geom::MapPoint at, double metres,
                                              const std::optional<PlaceHit>& first);
  void nearComponent(Place& place);
  [[nodiscard]] double metresSetting(const char* name, double usual) const;
};

PlaceFinder::PlaceFinder(const store::CityDatabase& city) : m_state(new State{city, {}, {}}) {
  static constexpr std::array<const char*, 9> kRoles = {
      "unit_grid", "duty_grid", "community", "subdistrict", "district", "parcel", "road", "address", "component"};
  for (const char* name : kRoles) {
    auto layer = store::layerOfRole(city.connection(), name);
    if (!layer || !layer->geometryType) continue;
    RoleLayer role;
    // A layer of unknown CRS takes no part in questions with other coordinates.
    if (!layer->crs.isKnown() || !city.crs().isKnown()) {
      if (layer->crs.isKnown() != city.crs().isKnown()) continue;
    } else if (!layer->crs.equivalentTo(city.crs())) {
      role.fromCity.emplace(city.crs(), layer->crs, true);
    }
    role.codeAt = addField(role.fields, layer->roleCodeField);
    role.nameAt = addField(role.fields, layer->roleNameField);
    role.layer = std::move(*layer);
    role.keeps = std::find(kLargeAreas.begin(), kLargeAreas.end(), name) != kLargeAreas.end();
    role.mayBeWhole = !role.fromCity && std::find(kWholeRoles.begin(), kWholeRoles.end(), name) != kWholeRoles.end();
    m_state->roles.emplace(name, std::move(role));
  }
  const bool inDegrees = city.crs().isKnown() && city.crs().isGeographic();
  if (inDegrees) m_state->unit = 1.0 / 111'320;
  if (city.crs().isKnown() && !inDegrees) {
    try {
      m_state->toDegrees.emplace(city.crs(), crs::Crs::fromEpsg(4490), true);
    } catch (const Error&) {
      // A local grid without a known datum has no degrees; everything else about the place still holds.
      m_state->toDegrees.reset();
    }
  }
}

PlaceFinder::PlaceFinder(PlaceFinder&&) noexcept = default;
PlaceFinder& PlaceFinder::operator=(PlaceFinder&&) noexcept = default;
PlaceFinder::~PlaceFinder() = default;

std::optional<PlaceHit> PlaceFinder::State::covering(std::string_view name, geom::MapPoint at) {
  const auto found = roles.find(name);
  if (found == roles.end()) return std::nullopt;
  RoleLayer& role = found->second;
  const store::Connection& c = city.connection();
  const geom::MapPoint p = role.fromCity ? role.fromCity->apply(at) : at;
  if (role.isWhole) {
    std::optional<PlaceHit> first;
    role.tree().search({p.x, p.y, p.x, p.y}, [&](std::size_t i) {
      const detail::KeptFeature& one = role.whole[i];
      if (one.isArea && (one.ready ? one.ready->coversPoint(p) : covers(readyShape(one.wkb), p))) first = one.hit;
      return !first;
    });
    return first;
  }
  store::FeatureRequest request = requestFor(role, {p.x, p.y, p.x, p.y});
  request.geometry = !role.keeps;
  std::optional<PlaceHit> hit;
  store::readFeatures(c, role.layer, request, [&](store::Feature& feature) {
    if (!(role.keeps ? covers(keptArea(c, role, feature.fid), p) : covers(readyArea(feature.wkb), p))) return true;
    hit = hitOf(role, feature);
    return false;
  });
  return hit;
}

void PlaceFinder::State::within(RoleLayer& role, geom::MapPoint at, double metres,
                                const std::function<void(NearHit)>& met) {
  std::optional<crs::Transformer> toCity;
  if (role.fromCity) toCity.emplace(role.layer.crs, city.crs(), true);
  const geom::Bytes point = geom::pointWkb(at.x, at.y);
  geom::Envelope box = geom::Envelope{at.x, at.y, at.x, at.y}.grown(metres * unit);
  if (role.isWhole) {
    role.tree().search(box, [&](std::size_t i) {
      const auto distance = shapeDistance(role.whole[i], point);
      if (distance && *distance / unit <= metres) met({role.whole[i].hit, *distance / unit});
      return true;
    });
    return;
  }
  if (role.fromCity) box = role.fromCity->apply(box);
  const store::Connection& c = city.connection();
  const bool keeps = role.keeps && !role.fromCity;
  store::FeatureRequest request = requestFor(role, box);
  request.geometry = !keeps;
  store::readFeatures(c, role.layer, request, [&](store::Feature& feature) {
    try {
      if (keeps) {
        const auto& area = keptArea(c, role, feature.fid);
        const double distance = area ? area->distanceTo(point) / unit : metres + 1;
        if (distance <= metres) met({hitOf(role, feature), distance});
        return true;
      }
      if (feature.wkb.empty()) return true;
      if (toCity) {
        geom::transformCoordinates(
            feature.wkb, [&](double* xyzm, std::uint32_t count, int stride) { toCity->apply(xyzm, count, stride); });
      }
      const double distance = geom::Prepared(feature.wkb).distanceTo(point) / unit;
      if (distance <= metres) met({hitOf(role, feature), distance});
    } catch (const Error& error) {
      // broken geometry near by must not stop a report
      if (error.code() != ErrorCode::invalidValue && error.code() != ErrorCode::damaged) throw;
    }
    return true;
  });
}

std::optional<NearHit> PlaceFinder::State::nearest(std::string_view name, geom::MapPoint at,
                                                   std::span<const double> radii) {
  const auto found = roles.find(name);
  std::optional<NearHit> best;
  if (found == roles.end()) return best;
  for (const double radius : radii) {
    within(found->second, at, radius, [&best](NearHit near) {
      if (near.hit.code.empty() && near.hit.name.empty()) return;
      if (!best || near.metres < best->metres) best = std::move(near);
    });
    if (best) return best;
  }
  return best;
}

std::optional<NearHit> PlaceFinder::State::beyond(std::string_view name, geom::MapPoint at, double metres,
                                                  const std::optional<PlaceHit>& first) {
  const auto found = roles.find(name);
  std::optional<NearHit> best;
  if (found == roles.end()) return best;
  within(found->second, at, metres, [&](NearHit near) {
    if (first && near.hit.fid == first->fid) return;
    if (!best || near.metres < best->metres) best = std::move(near);
  });
  return best;
}

void PlaceFinder::State::nearComponent(Place& place) {
  const auto found = roles.find("component");
  if (found == roles.end()) return;
  const double click = metresSetting("component_metres", kClickMetres);
  const CodeTables& tables = CodeTables::current();
  within(found->second, place.at, click + accuracyMetres("C"), [&](NearHit near) {
    const std::string accuracy = tables.accuracyOfComponent(text::normaliseCode(near.hit.code));
    if (near.hit.code.empty() || near.metres > click + accuracyMetres(accuracy)) return;
    if (place.component && place.component->metres <= near.metres) return;
    place.component = std::move(near);
    place.componentClass = accuracy;
  });
}

double PlaceFinder::State::metresSetting(const char* name, double usual) const {
  const std::string kept = city.setting(name);
  const double metres = kept.empty() ? usual : std::strtod(kept.c_str(), nullptr);
  return metres >= 0 && metres <= kFarthestRoadMetres ? metres : usual;
}

void PlaceFinder::State::takeRevisions(std::int64_t mayRead) {
  const store::Connection& c = city.connection();
  std::set<const RoleLayer*> there;
  store::Statement layers(c, "SELECT l.uid, l.revision FROM city_role r JOIN city_layer l ON l.uid = r.layer_uid");
  while (layers.step()) {
    for (auto& [name, role] : roles) {
      if (role.layer.uid != layers.textView(0)) continue;
      there.insert(&role);
      mayRead -= takeRevision(c, role, layers.textView(1), mayRead);
    }
  }
  for (auto& [name, role] : roles) {
    if (!there.contains(&role)) takeRevision(c, role, {}, 0);
  }
}

std::string PlaceFinder::State::revisions() const {
  std::string all;
  for (const auto& [name, role] : roles) (all += role.revision) += ' ';
  return all;
}

bool PlaceFinder::isCurrent(const Place& place) const {
  m_state->takeRevisions(0);
  return m_state->revisions() == place.asked;
}

std::optional<PlaceHit> PlaceFinder::covering(std::string_view role, geom::MapPoint at) const {
  if (const auto found = m_state->roles.find(role); found != m_state->roles.end())
    forgetWhenChanged(m_state->city.connection(), found->second);
  return m_state->covering(role, at);
}

Place PlaceFinder::at(geom::MapPoint at) const {
  const store::ReadTransaction reading(m_state->city.connection());
  m_state->takeRevisions(kReadAtOnce);
  Place place;
  place.at = at;
  place.asked = m_state->revisions();
  if (m_state->toDegrees) {
    const geom::MapPoint degrees = m_state->toDegrees->apply(at);
    place.degrees = geom::GeoPoint{degrees.x, degrees.y};
  } else if (m_state->city.crs().isKnown()) {
    place.degrees = geom::GeoPoint{at.x, at.y};
  }
  place.grid = m_state->covering("unit_grid", at);
  place.dutyGrid = m_state->covering("duty_grid", at);
  place.community = m_state->covering("community", at);
  place.subdistrict = m_state->covering("subdistrict", at);
  place.district = m_state->covering("district", at);
  place.parcel = m_state->covering("parcel", at);
  static constexpr std::array kRoadRadii = {40.0, 200.0, kFarthestRoadMetres};
  if (auto road = m_state->nearest("road", at, kRoadRadii)) {
    place.road = std::move(road->hit);
    place.roadMetres = road->metres;
  }
  static constexpr std::array kAddressRadii = {10.0, kFarthestAddressMetres};
  place.address = m_state->nearest("address", at, kAddressRadii);
  m_state->nearComponent(place);
  return place;
}

Place PlaceFinder::around(geom::MapPoint where) const {
  const store::ReadTransaction reading(m_state->city.connection());
  Place place = at(where);
  const double metres = m_state->metresSetting("boundary_metres", kNearBoundaryMetres);
  place.secondGrid = m_state->beyond("unit_grid", where, metres, place.grid);
  place.secondDutyGrid = m_state->beyond("duty_grid", where, metres, place.dutyGrid);
  place.secondCommunity = m_state->beyond("community", where, metres, place.community);
  place.secondSubdistrict = m_state->beyond("subdistrict", where, metres, place.subdistrict);
  place.secondDistrict = m_state->beyond("district", where, metres, place.district);
  return place;
}

std::string Place::addressText() const {
  if (!address) return {};
  return address->hit.name.empty() ? address->hit.code : address->hit.name;
}

std::string Place::roadName() const {
  if (!road) return {};
  return road->name.empty() ? road->code : road->name;
}

}  // namespace gis::city
