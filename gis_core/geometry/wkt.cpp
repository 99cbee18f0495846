// Well-known text (OGC 06-103r4 §7) and RFC 7946 geometry objects.
#include <charconv>
#include <cmath>

#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {

namespace {

void appendNumber(std::string& out, double value, int decimals = -1) {
  char buffer[400];
  std::to_chars_result end{};
  if (decimals >= 0) {
    end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, decimals);
    if (decimals > 0) {
      while (end.ptr[-1] == '0') --end.ptr;
      if (end.ptr[-1] == '.') --end.ptr;
    }
  } else {
    const double size = std::abs(value);
    // plain digits for every number that a coordinate can be; an exponent only far outside
    const bool plain = size == 0 || (size >= 1e-9 && size < 1e18);
    end = plain ? std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed)
                : std::to_chars(buffer, buffer + sizeof buffer, value);
  }
  out.append(buffer, end.ptr);
}

/// One level of the tree that is being written as text.
struct Level {
  GeometryType type;
  std::uint32_t count = 0;    // members or rings announced
  std::uint32_t written = 0;  // members or rings written
};

/// Writes WKT by following the walk.
class WktWriter : public detail::Ignore {
 public:
  std::string text;

  void begin(GeometryType type, std::uint32_t count, std::size_t) {
    const bool inMulti = !m_levels.empty() && m_levels.back().type.kind != GeometryKind::collection;
    if (!m_levels.empty() && m_levels.back().written++ > 0) text += inMulti ? "," : ", ";
    if (!inMulti) {
      text += type.name();
      text += ' ';
    }
    m_levels.push_back({type, count, 0});
    if (type.kind == GeometryKind::point || type.kind == GeometryKind::lineString) return;
    text += count == 0 ? "EMPTY" : "(";
  }
  void end() {
    const Level level = m_levels.back();
    m_levels.pop_back();
    const bool brackets = level.type.kind != GeometryKind::point && level.type.kind != GeometryKind::lineString;
    if (brackets && level.count > 0) text += ')';
  }
  void coordinates(const std::uint8_t* p, std::uint32_t count, int stride, std::uint32_t) {
    Level& level = m_levels.back();
    if (level.type.kind == GeometryKind::polygon && level.written++ > 0) text += ',';
    const bool emptyPoint = level.type.kind == GeometryKind::point && std::isnan(detail::load<double>(p)) &&
                            std::isnan(detail::load<double>(p + 8));
    if (count == 0 || emptyPoint) {
      text += "EMPTY";
      return;
    }
    text += '(';
    for (std::uint32_t i = 0; i < count; ++i) {
      if (i > 0) text += ',';
      for (int k = 0; k < stride; ++k, p += 8) {
        if (k > 0) text += ' ';
        appendNumber(text, detail::load<double>(p));
      }
    }
    text += ')';
  }

 private:
  std::vector<Level> m_levels;
};

/// Writes a GeoJSON geometry by following the walk; shells run counter-clockwise, holes clockwise (RFC 7946 §3.1.6).
class GeoJsonWriter : public detail::Ignore {
 public:
  explicit GeoJsonWriter(int decimals) : m_decimals(decimals) {}
  std::string text;

  void begin(GeometryType type, std::uint32_t count, std::size_t) {
    const bool inMulti = !m_levels.empty() && m_levels.back().type.kind != GeometryKind::collection;
    if (!m_levels.empty() && m_levels.back().written++ > 0) text += ',';
    if (!inMulti) {
      text += "{\"type\":\"";
      text += jsonName(type.kind);
      text += type.kind == GeometryKind::collection ? "\",\"geometries\":" : "\",\"coordinates\":";
    }
    m_levels.push_back({type, count, 0});
    if (type.kind != GeometryKind::point && type.kind != GeometryKind::lineString) text += '[';
  }
  void end() {
    const Level level = m_levels.back();
    m_levels.pop_back();
    if (level.type.kind != GeometryKind::point && level.type.kind != GeometryKind::lineString) text += ']';
    if (m_levels.empty() || m_levels.back().type.kind == GeometryKind::collection) text += '}';
  }
  void coordinates(const std::uint8_t* p, std::uint32_t count, int stride, std::uint32_t ring) {
    Level& level = m_levels.back();
    const int written = level.type.hasZ ? 3 : 2;
    if (level.type.kind == GeometryKind::point) {
      if (std::isnan(detail::load<double>(p)) && std::isnan(detail::load<double>(p + 8))) {
        text += "[]";
      } else {
        tuple(p, written);
      }
      return;
    }
    if (level.type.kind == GeometryKind::polygon && level.written++ > 0) text += ',';
    const bool backwards = level.type.kind == GeometryKind::polygon && runsClockwise(p, count, stride) == (ring == 0);
    text += '[';
    for (std::uint32_t i = 0; i < count; ++i) {
      if (i > 0) text += ',';
      const std::size_t index = backwards ? count - 1 - i : i;
      tuple(p + index * std::size_t(stride) * 8, written);
    }
    text += ']';
  }

 private:
  static const char* jsonName(GeometryKind kind) {
    static constexpr const char* kJsonNames[] = {"",           "Point",           "LineString",   "Polygon",
                                                 "MultiPoint", "MultiLineString", "MultiPolygon", "GeometryCollection"};
    return kJsonNames[std::size_t(kind)];
  }
  void tuple(const std::uint8_t* p, int numbers) {
    text += '[';
    for (int k = 0; k < numbers; ++k, p += 8) {
      const auto value = detail::load<double>(p);
      if (k > 0) text += ',';
      if (std::isfinite(value)) {
        appendNumber(text, value, m_decimals);
      } else {
        text += k == 2 ? "0" : "null";  // JSON has no word for it
      }
    }
    text += ']';
  }
  static bool runsClockwise(const std::uint8_t* p, std::uint32_t count, int stride) {
    if (count < 4) return false;
    const std::size_t step = std::size_t(stride) * 8;
    const auto x0 = detail::load<double>(p);
    const auto y0 = detail::load<double>(p + 8);
    double sum = 0;
    for (std::uint32_t i = 0; i + 1 < count; ++i, p += step) {
      const double ax = detail::load<double>(p) - x0;
      const double ay = detail::load<double>(p + 8) - y0;
      const double bx = detail::load<double>(p + step) - x0;
      const double by = detail::load<double>(p + step + 8) - y0;
      sum += ax * by - bx * ay;
    }
    return sum < 0;
  }

  int m_decimals;
  std::vector<Level> m_levels;
};

}  // namespace

std::string toWkt(BytesView wkb) {
  WktWriter writer;
  detail::walk(wkb, writer);
  return std::move(writer.text);
}

std::string toGeoJson(BytesView wkb, int decimals) {
  GeoJsonWriter writer(decimals);
  detail::walk(wkb, writer);
  return std::move(writer.text);
}

}  // namespace gis::geom
