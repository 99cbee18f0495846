#include "gis_core/geometry/construction.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numbers>
#include <string>
#include <utility>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"

namespace gis::geom {
namespace {

constexpr double kRadians = std::numbers::pi / 180;
constexpr std::size_t kMostArcPlaces = 2000;

[[noreturn]] void throwTyped(std::string_view text, Message why) {
  throw Error(ErrorCode::invalidValue, {GIS_TR("cannot read the place \"{0}\""), {std::string(text)}}, std::move(why),
              GIS_TR("write X,Y or @DX,DY or LENGTH<BEARING or LENGTH<R"));
}

double number(std::string_view digits, std::string_view whole) {
  digits = text::trim(digits);
  if (!digits.empty() && digits.front() == '+') digits.remove_prefix(1);
  double value = 0;
  const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || end.ec != std::errc{} || end.ptr != digits.data() + digits.size() || !std::isfinite(value)) {
    throwTyped(whole, {GIS_TR("\"{0}\" is no number"), {std::string(digits)}});
  }
  return value;
}

/// What people put for degrees, minutes and seconds becomes d, m and s.
std::string plainAngle(std::string_view text) {
  static constexpr std::pair<std::string_view, char> kSigns[] = {
      {"°", 'd'},  {"º", 'd'},  {"度", 'd'}, {"′′", 's'}, {"″", 's'}, {"”", 's'}, {"''", 's'},
      {"\"", 's'}, {"秒", 's'}, {"′", 'm'},  {"’", 'm'},  {"'", 'm'}, {"分", 'm'}};
  std::string plain;
  while (!text.empty()) {
    const auto sign = std::find_if(std::begin(kSigns), std::end(kSigns),
                                   [&](const auto& one) { return text.substr(0, one.first.size()) == one.first; });
    const bool known = sign != std::end(kSigns);
    plain += known ? sign->second : text.front();
    text.remove_prefix(known ? sign->first.size() : 1);
  }
  return plain;
}

double bearing(std::string_view text, std::string_view whole) {
  const std::string plain = plainAngle(text::trim(text));
  std::size_t at = plain.find('d');
  if (at == std::string::npos) return number(plain, whole);
  const bool south = !plain.empty() && plain.front() == '-';
  double value = std::fabs(number(std::string_view(plain).substr(0, at), whole));
  double unit = 60;
  for (const char sign : {'m', 's'}) {
    const std::size_t next = plain.find(sign, at + 1);
    if (next != std::string::npos) {
      const double part = number(std::string_view(plain).substr(at + 1, next - at - 1), whole);
      if (part < 0 || part >= 60) throwTyped(whole, GIS_TR("minutes and seconds are below 60"));
      value += part / unit;
      at = next;
    }
    unit *= 60;
  }
  if (!text::trim(std::string_view(plain).substr(at + 1)).empty()) {
    throwTyped(whole, GIS_TR("the bearing has something behind it"));
  }
  return south ? -value : value;
}

MapPoint pairOf(std::string_view text, CoordinateOrder order, std::string_view whole) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos || text.find(',', comma + 1) != std::string_view::npos) {
    throwTyped(whole, GIS_TR("it needs two numbers with a comma between them"));
  }
  const double first = number(text.substr(0, comma), whole), second = number(text.substr(comma + 1), whole);
  return order == CoordinateOrder::eastNorth ? MapPoint{first, second} : MapPoint{second, first};
}

}  // namespace

MapPoint typedPlace(std::string_view text, CoordinateOrder order, std::span<const MapPoint> before) {
  const std::string folded = text::fold(text);
  std::string_view plain = text::trim(folded);
  const std::size_t angle = plain.find('<');
  const bool relative = !plain.empty() && plain.front() == '@';
  if (!relative && angle == std::string_view::npos) return pairOf(plain, order, text);
  if (before.empty()) throwTyped(text, GIS_TR("there is no place before it to start from"));
  if (relative) plain.remove_prefix(1);
  if (angle == std::string_view::npos) {
    const MapPoint by = pairOf(plain, order, text);
    return {before.back().x + by.x, before.back().y + by.y};
  }
  const std::size_t sign = plain.find('<');
  const double length = number(plain.substr(0, sign), text);
  const std::string_view direction = text::trim(plain.substr(sign + 1));
  if (direction != "r" && direction != "l" && direction != "s") {
    return placeAt(before.back(), {length, bearing(direction, text)});
  }
  if (before.size() < 2) throwTyped(text, GIS_TR("there is no edge before it to turn from"));
  const MapPoint a = before[before.size() - 2], b = before.back();
  const double edge = std::hypot(b.x - a.x, b.y - a.y);
  if (edge == 0) throwTyped(text, GIS_TR("the edge before it has no length"));
  const double east = (b.x - a.x) / edge * length, north = (b.y - a.y) / edge * length;
  if (direction == "s") return {b.x + east, b.y + north};
  return direction == "r" ? MapPoint{b.x + north, b.y - east} : MapPoint{b.x - north, b.y + east};
}

std::vector<MapPoint> typedPlaces(std::string_view text, CoordinateOrder order) {
  std::string folded = text::fold(text);
  std::replace(folded.begin(), folded.end(), ';', ' ');
  std::vector<MapPoint> places;
  std::string_view rest = folded;
  while (!(rest = text::trim(rest)).empty()) {
    std::size_t end = rest.find_first_of(" \t\r\n");
    if (end == std::string_view::npos) end = rest.size();
    // "1, 2": the comma says that more follows
    while (end < rest.size() && rest[end - 1] == ',') {
      const std::size_t more = rest.find_first_not_of(" \t\r\n", end);
      if (more == std::string_view::npos) break;
      end = std::min(rest.find_first_of(" \t\r\n", more), rest.size());
    }
    places.push_back(typedPlace(rest.substr(0, end), order, places));
    rest.remove_prefix(end);
  }
  return places;
}

Course courseOf(MapPoint from, MapPoint to) {
  const double east = to.x - from.x, north = to.y - from.y;
  double degrees = std::atan2(east, north) / kRadians;
  if (degrees < 0) degrees += 360;
  return {std::hypot(east, north), degrees};
}

MapPoint placeAt(MapPoint from, const Course& course) {
  const double quarter = std::fmod(std::fmod(course.bearing / 90, 4) + 4, 4);
  // due north, east, south, west: exactly so
  if (quarter == 0) return {from.x, from.y + course.length};
  if (quarter == 1) return {from.x + course.length, from.y};
  if (quarter == 2) return {from.x, from.y - course.length};
  if (quarter == 3) return {from.x - course.length, from.y};
  const double angle = course.bearing * kRadians;
  return {from.x + course.length * std::sin(angle), from.y + course.length * std::cos(angle)};
}

MapPoint alongDirection(MapPoint from, MapPoint a, MapPoint b, MapPoint pointer) {
  const double dx = b.x - a.x, dy = b.y - a.y;
  const double squared = dx * dx + dy * dy;
  if (squared == 0) return pointer;
  const double t = ((pointer.x - from.x) * dx + (pointer.y - from.y) * dy) / squared;
  return {from.x + t * dx, from.y + t * dy};
}

MapPoint atRightAngle(MapPoint from, MapPoint a, MapPoint b, MapPoint pointer) {
  return alongDirection(from, {0, 0}, {a.y - b.y, b.x - a.x}, pointer);
}

std::vector<MapPoint> arcThrough(MapPoint from, MapPoint middle, MapPoint to, double tolerance) {
  const double ax = from.x - middle.x, ay = from.y - middle.y, bx = to.x - middle.x, by = to.y - middle.y;
  const double cross = ax * by - ay * bx;
  const double a2 = ax * ax + ay * ay, b2 = bx * bx + by * by;
  // as good as straight: the height of the triangle is below a millionth of its side
  if (std::fabs(cross) <= 1e-6 * std::max(a2, b2)) return {from, middle, to};
  const MapPoint centre{middle.x + (by * a2 - ay * b2) / (2 * cross), middle.y + (ax * b2 - bx * a2) / (2 * cross)};
  const double radius = std::hypot(from.x - centre.x, from.y - centre.y);
  const auto angleOf = [&](MapPoint p) { return std::atan2(p.y - centre.y, p.x - centre.x); };
  const bool leftTurn = cross < 0;  // from → middle → to goes anticlockwise
  const auto sweep = [&](MapPoint a, MapPoint b) {
    double angle = angleOf(b) - angleOf(a);
    if (leftTurn && angle <= 0) angle += 2 * std::numbers::pi;
    if (!leftTurn && angle >= 0) angle -= 2 * std::numbers::pi;
    return angle;
  };
  // a chord over the angle s lies r (1 − cos(s/2)) below its arc
  const double share = std::clamp(tolerance / radius, 1e-12, 1.0);
  const double step = 2 * std::acos(1 - share);
  std::vector<MapPoint> places{from};
  const auto half = [&](MapPoint a, MapPoint b) {
    const double angle = sweep(a, b);
    const double wanted = std::ceil(std::fabs(angle) / step);
    const std::size_t count =
        wanted < double(kMostArcPlaces) / 2 ? static_cast<std::size_t>(wanted) : kMostArcPlaces / 2;
    const double start = angleOf(a);
    for (std::size_t i = 1; i < count; ++i) {
      const double at = start + angle * static_cast<double>(i) / static_cast<double>(count);
      places.push_back({centre.x + radius * std::cos(at), centre.y + radius * std::sin(at)});
    }
    places.push_back(b);
  };
  half(from, middle);
  half(middle, to);
  return places;
}

}  // namespace gis::geom
