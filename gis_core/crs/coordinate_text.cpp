#include "gis_core/crs/coordinate_text.h"

#include <cctype>
#include <charconv>
#include <cmath>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/crs/gauss_kruger.h"

namespace gis::crs {

using geom::MapPoint;

namespace {

enum class Axis { unknown, east, north };

/// One number as it was typed, in degrees when it had a degree sign.
struct Quantity {
  double value = 0;
  bool degrees = false;
  Axis axis = Axis::unknown;
};

bool replaceAll(std::string& text, std::string_view from, std::string_view to) {
  bool any = false;
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
    any = true;
  }
  return any;
}

/// Half width, lower case; every sign for degree, minute and second becomes d, ' and "; words become one letter.
std::string plainText(std::string_view text) {
  std::string result = text::fold(text);
  struct Pair {
    const char* from;
    const char* to;
  };
  static constexpr Pair kPairs[] = {{"\u00b0", "d"},
                                    {"\u00ba", "d"},
                                    {"\u5ea6", "d"},
                                    {"deg", "d"},
                                    {"\u2032", "'"},
                                    {"\u2019", "'"},
                                    {"\u5206", "'"},
                                    {"\u2033", "\""},
                                    {"\u201d", "\""},
                                    {"\u79d2", "\""},
                                    {"''", "\""},
                                    {"\u4e1c\u7ecf", "e"},
                                    {"\u5317\u7eac", "n"},
                                    {"\u897f\u7ecf", "w"},
                                    {"\u5357\u7eac", "s"},
                                    {"\u7ecf\u5ea6", "e"},
                                    {"\u7eac\u5ea6", "n"},
                                    {"\u3001", " "},
                                    {"\u3002", "."},
                                    {"lon", "e"},
                                    {"lat", "n"},
                                    {"x", "e"},
                                    {"y", "n"},
                                    {"=", " "},
                                    {":", " "},
                                    {";", ","},
                                    {"(", " "},
                                    {")", " "}};
  // words with 度 in them first, or the sign would eat their half
  for (const char* word : {"\u7ecf\u5ea6", "\u7eac\u5ea6"}) {
    replaceAll(result, word, std::string_view(word) == "\u7ecf\u5ea6" ? "e" : "n");
  }
  for (const Pair& pair : kPairs) replaceAll(result, pair.from, pair.to);
  return result;
}

class Scanner {
 public:
  explicit Scanner(const std::string& text) : m_text(text) {}

  /// Exactly two quantities and nothing else, or nothing.
  std::optional<std::pair<Quantity, Quantity>> read() {
    Quantity first;
    Quantity second;
    if (!quantity(first)) return std::nullopt;
    skip(true);
    if (!quantity(second)) return std::nullopt;
    skip(true);
    if (m_at != m_text.size()) return std::nullopt;
    return std::pair{first, second};
  }

 private:
  void skip(bool comma) {
    while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\t' || (comma && m_text[m_at] == ','))) {
      ++m_at;
    }
  }
  bool number(double& value) {
    skip(false);
    std::size_t at = m_at;
    // "321003-001002" is part of a code: a hyphen right behind a digit is no sign
    const bool behindDigit = at > 0 && std::isdigit(static_cast<unsigned char>(m_text[at - 1])) != 0;
    if (behindDigit && at < m_text.size() && m_text[at] == '-') return false;
    if (at < m_text.size() && m_text[at] == '+') ++at;
    const char* end = m_text.data() + m_text.size();
    const auto result = std::from_chars(m_text.data() + at, end, value, std::chars_format::fixed);
    if (result.ec != std::errc() || !std::isfinite(value)) return false;
    m_at = std::size_t(result.ptr - m_text.data());
    return true;
  }
  bool sign(char c) {
    skip(false);
    if (m_at >= m_text.size() || m_text[m_at] != c) return false;
    ++m_at;
    return true;
  }
  bool letter(Quantity& q, bool& negative) {
    skip(false);
    if (m_at >= m_text.size()) return false;
    switch (m_text[m_at]) {
      case 'e': q.axis = Axis::east; break;
      case 'n': q.axis = Axis::north; break;
      case 'w':
        q.axis = Axis::east;
        negative = true;
        break;
      case 's':
        q.axis = Axis::north;
        negative = true;
        break;
      default: return false;
    }
    ++m_at;
    return true;
  }
  bool quantity(Quantity& q) {
    bool negative = false;
    const bool before = letter(q, negative);
    if (!number(q.value)) return false;
    if (sign('d')) {
      q.degrees = true;
      double part = 0;
      const double direction = std::signbit(q.value) ? -1 : 1;
      std::size_t back = m_at;
      if (number(part)) {
        if (sign('\'')) {
          if (part < 0 || part >= 60) return false;
          q.value += direction * part / 60;
          back = m_at;
          if (number(part)) {
            if (sign('"')) {
              if (part < 0 || part >= 60) return false;
              q.value += direction * part / 3600;
            } else {
              m_at = back;
            }
          }
        } else {
          m_at = back;
        }
      }
    }
    if (!before) letter(q, negative);
    if (negative) q.value = -std::abs(q.value);
    return true;
  }

  const std::string& m_text;
  std::size_t m_at = 0;
};

std::optional<MapPoint> fromDegrees(double lon, double lat, const Crs& city) {
  if (std::abs(lon) > 180 || std::abs(lat) > 90) return std::nullopt;
  if (!city.isKnown()) return std::nullopt;
  try {
    return Transformer(Crs::fromEpsg(4490), city, true).apply(MapPoint{lon, lat});
  } catch (const Error&) {
    return std::nullopt;  // no place in this system: then it is no coordinate for it
  }
}

double parameterOf(const std::string& proj, std::string_view name, double otherwise) {
  const std::size_t at = proj.find(name);
  if (at == std::string::npos) return otherwise;
  double value = otherwise;
  std::from_chars(proj.data() + at + name.size(), proj.data() + proj.size(), value);
  return value;
}

/// The system of a zone on the city's datum, its eastings with the zone's number in front; nothing when EPSG has none.
std::optional<Crs> zoneOf(int zone, const Crs& city) {
  const auto datum = chineseDatumOf(city.datumName());
  const auto code = datum ? epsgOf({*datum, widthOfZone(zone), zone, true}) : std::nullopt;
  return code ? std::optional(Crs::fromEpsg(*code)) : std::nullopt;
}

/// A place with the zone's number before its easting ("40444751"), or in a city with such eastings one without, in the
/// city's own form; other places as they are.
MapPoint withCityZone(MapPoint p, const Crs& city) {
  const std::string proj = city.projString();
  const double falseEasting = parameterOf(proj, "+x_0=", -1);
  if (falseEasting < 0) return p;
  const double cityZone = std::floor(falseEasting / 1e6);
  const double ownZone = std::floor(p.x / 1e6);
  if (ownZone == cityZone) return p;
  if (ownZone == 0 && cityZone > 0) return {p.x + cityZone * 1e6, p.y};
  const int width = widthOfZone(int(ownZone));
  if (width == 0 || p.y <= 0 || p.y >= 1e7) return p;
  const double meridian = parameterOf(proj, "+lon_0=", 0);
  const bool sameMeridian = GaussKruger{.degrees = width, .zone = int(ownZone)}.centralMeridian() == meridian;
  if (sameMeridian && cityZone == 0) return {p.x - ownZone * 1e6, p.y};
  const auto zone = zoneOf(int(ownZone), city);
  return zone ? Transformer(*zone, city, true).apply(p) : p;
}

std::optional<MapPoint> onPlane(Quantity first, Quantity second, const Crs& city) {
  if (first.axis == Axis::north || second.axis == Axis::east) std::swap(first, second);
  const bool told = first.axis == Axis::east || second.axis == Axis::north;
  const auto placed = [&](double easting, double northing) {
    try {
      return withCityZone({easting, northing}, city);
    } catch (const Error&) {
      return MapPoint{easting, northing};  // beyond where the zone's projection holds
    }
  };
  const MapPoint east = placed(first.value, second.value);
  if (told) return east;
  // Chinese surveyors write north first: take the order whose place lies nearer to where the system is meant for
  const MapPoint north = placed(second.value, first.value);
  const geom::Envelope use = city.areaOfUse();
  if (use.isEmpty()) return east;
  const auto fits = [&](MapPoint p) {
    try {
      const MapPoint degrees = Transformer(city, Crs::fromEpsg(4490), true).apply(p);
      return use.grown(1.5).contains(degrees);
    } catch (const Error&) {
      return false;
    }
  };
  return !fits(east) && fits(north) ? north : east;
}

}  // namespace

std::optional<MapPoint> parseCoordinate(std::string_view text, const Crs& city) {
  if (text.size() > 200) return std::nullopt;
  const std::string plain = plainText(text);
  auto pair = Scanner(plain).read();
  if (!pair) return std::nullopt;
  auto [first, second] = *pair;
  if (first.axis != Axis::unknown && first.axis == second.axis) return std::nullopt;
  const bool small = std::abs(first.value) <= 180 && std::abs(second.value) <= 180 &&
                     (std::abs(first.value) <= 90 || std::abs(second.value) <= 90);
  if (first.degrees || second.degrees || small) {
    if (first.axis == Axis::north || second.axis == Axis::east) return fromDegrees(second.value, first.value, city);
    if (first.axis == Axis::east || second.axis == Axis::north) return fromDegrees(first.value, second.value, city);
    // China lies where a longitude is larger than any latitude
    const bool latitudeFirst =
        std::abs(first.value) <= 90 && std::abs(second.value) > 60 && std::abs(second.value) > std::abs(first.value);
    return latitudeFirst ? fromDegrees(second.value, first.value, city) : fromDegrees(first.value, second.value, city);
  }
  if (city.isKnown() && city.isGeographic()) {
    return std::nullopt;
  }
  return onPlane(first, second, city);
}

namespace {

std::string fixed(double value, int decimals) {
  char buffer[400];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, decimals);
  std::string result(buffer, end.ptr);
  if (result.find_first_not_of("-0.") == std::string::npos && result.starts_with('-')) result.erase(0, 1);
  return result;
}

}  // namespace

std::string formatDegrees(geom::GeoPoint p, int decimals) {
  return fixed(p.lon, decimals) + ", " + fixed(p.lat, decimals);
}

std::string formatMap(MapPoint p, int decimals) {
  return fixed(p.x, decimals) + ", " + fixed(p.y, decimals);
}

}  // namespace gis::crs
