#include "gis_core/city/place.h"

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/value_text.h"

namespace gis::city {

namespace detail {

/// A role's layer with what is needed to ask it.
struct RoleLayer {
  store::LayerInfo layer;
  std::optional<crs::Transformer> fromCity;                    ///< only when its CRS is another one
  std::vector<std::string> fields;                             ///< code, then name, without double and empty ones
  int codeAt = -1, nameAt = -1;                                ///< place in `fields`
  bool keeps = false;                                          ///< its areas are large
  std::string revision;                                        ///< of the layer when `kept` was read
  std::map<std::int64_t, std::optional<geom::Prepared>> kept;  ///< by fid; nothing = no area that GEOS takes
};

}  // namespace detail

namespace {

using detail::RoleLayer;

/// A district may have a hundred thousand vertices: such areas are kept ready, parcels and unit grids are read.
constexpr std::array<std::string_view, 4> kLargeAreas = {"community", "subdistrict", "district", "duty_grid"};
constexpr std::size_t kKeptAreas = 256;  // of a role; when there are more, all are read anew

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

/// The geometry made ready if it is an area; one that GEOS refuses covers nothing: a broken parcel must not stop an
/// incident.
std::optional<geom::Prepared> readyArea(geom::BytesView wkb) {
  try {
    if (wkb.empty() || geom::typeOf(wkb).dimension() != 2) return std::nullopt;
    return geom::Prepared(wkb);
  } catch (const Error& error) {
    if (error.code() == ErrorCode::invalidValue || error.code() == ErrorCode::damaged) return std::nullopt;
    throw;
  }
}

bool covers(const std::optional<geom::Prepared>& area, geom::MapPoint p) {
  return area && area->coversPoint(p);
}

/// Every writing transaction renews the revision, QGIS's too.
void forgetWhenChanged(const store::Connection& c, RoleLayer& role) {
  store::Statement now(c, "SELECT revision FROM city_layer WHERE uid = ?1");
  const std::string revision = now.bind(1, role.layer.uid).step() ? now.text(0) : std::string();
  if (revision == role.revision && role.kept.size() < kKeptAreas) return;
  role.kept.clear();
  role.revision = revision;
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

  [[nodiscard]] std::optional<PlaceHit> covering(std::string_view role, geom::MapPoint at);
  [[nodiscard]] std::optional<PlaceHit> nearestRoad(geom::MapPoint at, double& metres) const;
};

PlaceFinder::PlaceFinder(const store::CityDatabase& city) : m_state(new State{city, {}, {}}) {
  static constexpr std::array<const char*, 7> kRoles = {"unit_grid", "duty_grid", "community", "subdistrict",
                                                        "district",  "parcel",    "road"};
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
    m_state->roles.emplace(name, std::move(role));
  }
  if (city.crs().isKnown() && !city.crs().isGeographic()) {
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
  if (role.keeps) forgetWhenChanged(c, role);
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

std::optional<PlaceHit> PlaceFinder::State::nearestRoad(geom::MapPoint at, double& metres) const {
  const auto found = roles.find("road");
  if (found == roles.end()) return std::nullopt;
  const RoleLayer& role = found->second;
  const double unit = city.crs().isKnown() && city.crs().isGeographic() ? 1.0 / 111'320 : 1.0;
  std::optional<crs::Transformer> toCity;
  if (role.fromCity) toCity.emplace(role.layer.crs, city.crs(), true);
  const geom::Bytes point = geom::pointWkb(at.x, at.y);
  std::optional<PlaceHit> best;
  double bestDistance = 0;
  for (const double radius : {40.0, 200.0, kFarthestRoadMetres}) {
    geom::Envelope box{at.x, at.y, at.x, at.y};
    box = box.grown(radius * unit);
    if (role.fromCity) box = role.fromCity->apply(box);
    best.reset();
    store::readFeatures(city.connection(), role.layer, requestFor(role, box), [&](store::Feature& feature) {
      if (feature.wkb.empty()) return true;
      PlaceHit hit = hitOf(role, feature);
      if (hit.code.empty() && hit.name.empty()) return true;
      try {
        if (toCity) {
          geom::transformCoordinates(
              feature.wkb, [&](double* xyzm, std::uint32_t count, int stride) { toCity->apply(xyzm, count, stride); });
        }
        const double distance = geom::Prepared(feature.wkb).distanceTo(point);
        if (!best || distance < bestDistance) {
          best = std::move(hit);
          bestDistance = distance;
        }
      } catch (const Error& error) {
        if (error.code() != ErrorCode::invalidValue && error.code() != ErrorCode::damaged) throw;
      }
      return true;
    });
    // Only inside the searched radius is the best one certainly the nearest.
    if (best && bestDistance <= radius * unit) {
      metres = bestDistance / unit;
      return best;
    }
  }
  return std::nullopt;
}

std::optional<PlaceHit> PlaceFinder::covering(std::string_view role, geom::MapPoint at) const {
  return m_state->covering(role, at);
}

Place PlaceFinder::at(geom::MapPoint at) const {
  Place place;
  place.at = at;
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
  place.road = m_state->nearestRoad(at, place.roadMetres);
  return place;
}

std::string Place::roadName() const {
  if (!road) return {};
  return road->name.empty() ? road->code : road->name;
}

}  // namespace gis::city
