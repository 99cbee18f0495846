#include "gis_core/io/crs_guess.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/crs/gauss_kruger.h"
#include "gis_core/crs/web_offset.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"

namespace gis::io {
namespace {

using crs::ChineseDatum;
using geom::Envelope;

constexpr std::size_t kMostCandidates = 8;
/// At this distance a reading counts half.
constexpr double kHalfKilometres = 30;
constexpr double kKilometresPerDegree = 111.2;

/// How often a datum is met in what bureaus hand over; the numbers do not tell it (about 100 m apart).
double commonness(ChineseDatum datum) {
  switch (datum) {
    case ChineseDatum::cgcs2000: return 0.9;
    case ChineseDatum::xian1980: return 0.6;
    case ChineseDatum::beijing1954: return 0.5;
    case ChineseDatum::newBeijing: return 0.2;
  }
  return 0;
}

bool within(double low, double high, double a, double b) {
  return low >= a && high <= b;
}

Envelope turned(const Envelope& e) {
  return {e.minY, e.minX, e.maxY, e.maxX};
}

bool isEmptyArea(const Envelope& e) {
  return e.isEmpty() || !std::isfinite(e.minX) || !std::isfinite(e.maxX) || !std::isfinite(e.minY) ||
         !std::isfinite(e.maxY);
}

double gap(double lowA, double highA, double lowB, double highB) {
  return std::max({0.0, lowA - highB, lowB - highA});
}

/// The box on WGS 84, its corners moved back.
Envelope withoutOffset(const Envelope& e, WebOffset offset) {
  Envelope moved;
  for (const double lon : {e.minX, e.maxX}) {
    for (const double lat : {e.minY, e.maxY}) {
      geom::GeoPoint p{lon, lat};
      if (offset == WebOffset::bd09) p = crs::gcj02FromBd09(p);
      p = crs::wgs84FromGcj02(p);
      moved.include(p.lon, p.lat);
    }
  }
  return moved;
}

/// Longitude and latitude of a Gauss-Kruger place to some hundred metres, enough to tell zones apart. Source: the
/// series for the footpoint latitude (Snyder 1987, p. 63, eq. 3-26 and 8-19) with the GRS 80 ellipsoid, first term
/// across.
geom::GeoPoint roughly(double easting, double northing, double meridian) {
  constexpr double kA = 6378137, kE2 = 0.00669438002290;
  const double root = std::sqrt(1 - kE2);
  const double e1 = (1 - root) / (1 + root);
  const double mu = northing / (kA * (1 - kE2 / 4 - 3 * kE2 * kE2 / 64));
  const double lat = mu + 1.5 * e1 * std::sin(2 * mu) + 21.0 / 16 * e1 * e1 * std::sin(4 * mu);
  const double across = kA / std::sqrt(1 - kE2 * std::sin(lat) * std::sin(lat)) * std::cos(lat);
  return {meridian + (easting - 500000) / across * 180 / M_PI, lat * 180 / M_PI};
}

class Ranking {
 public:
  Ranking(const Envelope& numbers, const CityPlace& city)
      : m_numbers(numbers), m_city(city), m_degrees(cityInDegrees(city)) {}

  void addDegrees(bool swapped) {
    const Envelope e = swapped ? turned(m_numbers) : m_numbers;
    if (!within(e.minX, e.maxX, -180, 180) || !within(e.minY, e.maxY, -90, 90)) return;
    const Message reason = swapped ? GIS_TR("degrees, latitude first") : GIS_TR("degrees, longitude first");
    const double prior = swapped ? 0.9 : 1;
    for (const auto datum : {ChineseDatum::cgcs2000, ChineseDatum::xian1980, ChineseDatum::beijing1954})
      add({crs::degreesEpsg(datum), swapped, WebOffset::none, prior * commonness(datum), reason}, e);
    add({4326, swapped, WebOffset::none, prior * 0.85, reason}, e);
    add({4326, swapped, WebOffset::gcj02, prior * 0.55, GIS_TR("degrees of AMap, Tencent or WeChat (GCJ-02)")}, e);
    add({4326, swapped, WebOffset::bd09, prior * 0.45, GIS_TR("degrees of Baidu (BD-09)")}, e);
  }

  void addPlane(bool swapped) {
    const Envelope e = swapped ? turned(m_numbers) : m_numbers;
    if (!within(e.minY, e.maxY, 1.8e6, 6.1e6)) return;
    const int first = crs::zonePrefix(e.minX);
    const bool prefixed = first > 0 && crs::zonePrefix(e.maxX) == first;
    const bool plain = within(e.minX, e.maxX, 5e4, 9.5e5);
    for (int zone = 13; zone <= 45; ++zone) {
      const int width = crs::widthOfZone(zone);
      if (width == 0 || (!plain && (!prefixed || zone != first))) continue;
      for (const auto datum :
           {ChineseDatum::cgcs2000, ChineseDatum::xian1980, ChineseDatum::beijing1954, ChineseDatum::newBeijing})
        addSystem({datum, width, zone, prefixed}, swapped, e);
    }
  }

  void addMercator(bool swapped) {
    const Envelope e = swapped ? turned(m_numbers) : m_numbers;
    if (!within(e.minX, e.maxX, 8e6, 1.55e7) || !within(e.minY, e.maxY, 1.5e6, 7.5e6)) return;
    const auto lon = [](double x) { return x / 6378137 * 180 / M_PI; };
    const auto lat = [](double y) { return std::atan(std::sinh(y / 6378137)) * 180 / M_PI; };
    add({3857, swapped, WebOffset::none, 0.95, swapped ? GIS_TR("Web Mercator, north first") : GIS_TR("Web Mercator")},
        {lon(e.minX), lat(e.minY), lon(e.maxX), lat(e.maxY)});
  }

  /// PROJ says where the best ones really lie.
  std::vector<CrsCandidate> best() {
    std::stable_sort(m_all.begin(), m_all.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
    std::vector<CrsCandidate> all;
    for (const Rough& rough : m_all) {
      if (all.size() == kMostCandidates || rough.score < 0.01) break;
      CrsCandidate one = placed(m_numbers, {crs::Crs::fromEpsg(rough.epsg), rough.swapped, rough.offset}, m_city);
      if (isEmptyArea(one.inCity)) continue;
      one.score = rough.prior * nearness(one.kilometres);
      one.reason = rough.reason;
      all.push_back(std::move(one));
    }
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
    return all;
  }

 private:
  struct Rough {
    int epsg = 0;
    bool swapped = false;
    WebOffset offset = WebOffset::none;
    double prior = 0;
    Message reason;
    double score = 0;
  };

  static double nearness(double kilometres) {
    return kilometres < 0 ? 0.5 : kHalfKilometres / (kHalfKilometres + kilometres);
  }

  static Envelope cityInDegrees(const CityPlace& city) {
    if (city.extent.isEmpty() || !city.crs.isKnown()) return city.crs.areaOfUse();
    try {
      return crs::Transformer(city.crs, crs::Crs::fromEpsg(4326), true).apply(city.extent);
    } catch (const Error&) {
      return {};
    }
  }

  void addSystem(const crs::GaussKruger& system, bool swapped, const Envelope& e) {
    const auto code = crs::epsgOf(system);
    if (!code) return;
    const double meridian = system.centralMeridian();
    const double prefix = system.prefixed ? system.zone * 1e6 : 0;
    Envelope degrees;
    for (const double x : {e.minX, e.maxX}) {
      for (const double y : {e.minY, e.maxY}) {
        const geom::GeoPoint p = roughly(x - prefix, y, meridian);
        degrees.include(p.lon, p.lat);
      }
    }
    const Message reason =
        system.prefixed
            ? Message(swapped ? GIS_TR("Gauss-Kruger, the eastings begin with zone {0}, north first")
                              : GIS_TR("Gauss-Kruger, the eastings begin with zone {0}"),
                      {std::to_string(system.zone)})
            : Message(swapped ? GIS_TR("Gauss-Kruger without zone number, central meridian {0}°, north first")
                              : GIS_TR("Gauss-Kruger without zone number, central meridian {0}°"),
                      {std::to_string(system.centralMeridian())});
    const double prior = commonness(system.datum) * (system.degrees == 6 ? 0.6 : 1) * (swapped ? 0.95 : 1);
    add({*code, swapped, WebOffset::none, prior, reason}, degrees);
  }

  void add(Rough one, const Envelope& degrees) {
    double kilometres = -1;
    if (!m_degrees.isEmpty()) {
      const double x = gap(degrees.minX, degrees.maxX, m_degrees.minX, m_degrees.maxX);
      const double y = gap(degrees.minY, degrees.maxY, m_degrees.minY, m_degrees.maxY);
      kilometres = std::hypot(x * std::cos(m_degrees.minY * M_PI / 180), y) * kKilometresPerDegree;
    }
    one.score = one.prior * nearness(kilometres);
    m_all.push_back(std::move(one));
  }

  const Envelope& m_numbers;
  const CityPlace& m_city;
  const Envelope m_degrees;
  std::vector<Rough> m_all;
};

}  // namespace

WebOffset webOffsetNamed(std::string_view text) {
  const std::string name = text::normaliseCode(text);
  if (name == "GCJ02" || name == "GCJ") return WebOffset::gcj02;
  if (name == "BD09" || name == "BD09LL") return WebOffset::bd09;
  return WebOffset::none;
}

const char* webOffsetName(WebOffset offset) {
  return offset == WebOffset::gcj02 ? "GCJ-02" : offset == WebOffset::bd09 ? "BD-09" : "";
}

CityPlace placeOfCity(const store::CityDatabase& city) {
  CityPlace place{city.crs(), {}};
  for (const store::LayerInfo& layer : store::listLayers(city.connection())) {
    if (layer.extent.isEmpty() || !layer.crs.isKnown() || !place.crs.isKnown()) continue;
    try {
      const crs::Transformer step(layer.crs, place.crs, true);
      place.extent.include(step.isIdentity() ? layer.extent : step.apply(layer.extent));
    } catch (const Error&) {
      continue;  // a layer from elsewhere says nothing about the city's place
    }
  }
  return place;
}

std::vector<geom::Bytes> outlineOfCity(const store::CityDatabase& city, const CancelToken& token) {
  constexpr std::int64_t kMostAreas = 200;
  constexpr std::size_t kMostBytes = 4 << 20;  // a picture of some hundred pixels does not show more
  for (const char* role : {"district", "subdistrict"}) {
    for (const store::LayerInfo& layer : store::listLayers(city.connection())) {
      if (layer.role != role || !layer.geometryType || layer.count < 1 || layer.count > kMostAreas ||
          !layer.crs.isKnown() || layer.crs.identifier() != city.crs().identifier())
        continue;
      std::vector<geom::Bytes> areas;
      std::size_t bytes = 0;
      store::FeatureRequest request;
      request.allFields = false;
      store::readFeatures(
          city.connection(), layer, request,
          [&](store::Feature& feature) {
            bytes += feature.wkb.size();
            if (!feature.wkb.empty()) areas.push_back(std::move(feature.wkb));
            return bytes <= kMostBytes;
          },
          token);
      if (bytes > 0 && bytes <= kMostBytes) return areas;
    }
  }
  const Envelope all = placeOfCity(city).extent;
  if (all.isEmpty()) return {};
  return {geom::boxWkb(all)};
}

CrsCandidate placed(const Envelope& numbers, const PlaceReading& reading, const CityPlace& city) {
  CrsCandidate one;
  one.reading = reading;
  one.kilometres = -1;
  if (numbers.isEmpty() || !reading.crs.isKnown() || !city.crs.isKnown()) return one;
  Envelope e = reading.swappedAxes ? turned(numbers) : numbers;
  if (reading.offset != WebOffset::none) e = withoutOffset(e, reading.offset);
  try {
    one.inCity = crs::Transformer(reading.crs, city.crs, true).apply(e);
    if (isEmptyArea(one.inCity)) {
      one.inCity = {};
      return one;
    }
    if (!city.extent.isEmpty() && city.crs.metresPerUnit() > 0) {
      const double x = gap(one.inCity.minX, one.inCity.maxX, city.extent.minX, city.extent.maxX);
      const double y = gap(one.inCity.minY, one.inCity.maxY, city.extent.minY, city.extent.maxY);
      one.kilometres = std::hypot(x, y) * city.crs.metresPerUnit() / 1000;
      return one;
    }
    const Envelope degrees = crs::Transformer(reading.crs, crs::Crs::fromEpsg(4326), true).apply(e);
    Envelope area = city.crs.areaOfUse();
    if (!city.extent.isEmpty()) area = crs::Transformer(city.crs, crs::Crs::fromEpsg(4326), true).apply(city.extent);
    if (area.isEmpty() || isEmptyArea(degrees)) return one;
    const double x = gap(degrees.minX, degrees.maxX, area.minX, area.maxX) * std::cos(area.minY * M_PI / 180);
    const double y = gap(degrees.minY, degrees.maxY, area.minY, area.maxY);
    one.kilometres = std::hypot(x, y) * kKilometresPerDegree;
  } catch (const Error&) {
    one.inCity = {};  // these numbers cannot be such coordinates
  }
  return one;
}

std::vector<CrsCandidate> rankCrs(const Envelope& numbers, const CityPlace& city) {
  if (isEmptyArea(numbers)) return {};
  Ranking ranking(numbers, city);
  for (const bool swapped : {false, true}) {
    ranking.addDegrees(swapped);
    ranking.addPlane(swapped);
    ranking.addMercator(swapped);
  }
  return ranking.best();
}

}  // namespace gis::io
