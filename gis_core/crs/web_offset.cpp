// Source: the constants and vectors of resources/codes/gcj_vectors.csv; a = 6378245.0, e² = 0.00669342162296594323.
#include "gis_core/crs/web_offset.h"

#include <cmath>
#include <numbers>

namespace gis::crs {

namespace {

using geom::GeoPoint;
using std::numbers::pi;

constexpr double kA = 6378245.0;
constexpr double kEccentricitySquared = 0.00669342162296594323;
constexpr double kBaiduPi = pi * 3000.0 / 180.0;
constexpr double kMillimetreInDegrees = 1e-8;

bool isInChina(GeoPoint p) {
  return p.lon >= 72.004 && p.lon <= 137.8347 && p.lat >= 0.8293 && p.lat <= 55.8271;
}

double waves(double value, double second) {
  return (20.0 * std::sin(6.0 * value * pi) + 20.0 * std::sin(2.0 * second * pi)) * 2.0 / 3.0;
}

double latitudeOffset(double x, double y) {
  double d = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::abs(x));
  d += waves(x, x);
  d += (20.0 * std::sin(y * pi) + 40.0 * std::sin(y / 3.0 * pi)) * 2.0 / 3.0;
  d += (160.0 * std::sin(y / 12.0 * pi) + 320.0 * std::sin(y * pi / 30.0)) * 2.0 / 3.0;
  return d;
}

double longitudeOffset(double x, double y) {
  double d = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x));
  d += waves(x, x);
  d += (20.0 * std::sin(x * pi) + 40.0 * std::sin(x / 3.0 * pi)) * 2.0 / 3.0;
  d += (150.0 * std::sin(x / 12.0 * pi) + 300.0 * std::sin(x / 30.0 * pi)) * 2.0 / 3.0;
  return d;
}

/// Fixed-point search for the p with forward(p) = target; contraction is strong, a handful of rounds do.
template <class Forward>
GeoPoint inverted(GeoPoint target, const Forward& forward) {
  GeoPoint p = target;
  for (int round = 0; round < 12; ++round) {
    const GeoPoint there = forward(p);
    const double dx = target.lon - there.lon;
    const double dy = target.lat - there.lat;
    p.lon += dx;
    p.lat += dy;
    if (std::abs(dx) < kMillimetreInDegrees / 10 && std::abs(dy) < kMillimetreInDegrees / 10) break;
  }
  return p;
}

}  // namespace

GeoPoint gcj02FromWgs84(GeoPoint p) {
  if (!isInChina(p)) return p;
  const double lat = latitudeOffset(p.lon - 105.0, p.lat - 35.0);
  const double lon = longitudeOffset(p.lon - 105.0, p.lat - 35.0);
  const double radians = p.lat / 180.0 * pi;
  const double sine = std::sin(radians);
  const double w = 1 - kEccentricitySquared * sine * sine;
  const double root = std::sqrt(w);
  return {p.lon + lon * 180.0 / (kA / root * std::cos(radians) * pi),
          p.lat + lat * 180.0 / ((kA * (1 - kEccentricitySquared)) / (w * root) * pi)};
}

GeoPoint wgs84FromGcj02(GeoPoint p) {
  if (!isInChina(p)) return p;
  return inverted(p, [](GeoPoint q) { return gcj02FromWgs84(q); });
}

GeoPoint bd09FromGcj02(GeoPoint p) {
  if (!isInChina(p)) return p;
  const double z = std::sqrt(p.lon * p.lon + p.lat * p.lat) + 0.00002 * std::sin(p.lat * kBaiduPi);
  const double theta = std::atan2(p.lat, p.lon) + 0.000003 * std::cos(p.lon * kBaiduPi);
  return {z * std::cos(theta) + 0.0065, z * std::sin(theta) + 0.006};
}

GeoPoint gcj02FromBd09(GeoPoint p) {
  if (!isInChina(p)) return p;
  return inverted(p, [](GeoPoint q) { return bd09FromGcj02(q); });
}

}  // namespace gis::crs
