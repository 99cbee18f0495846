// Reading well-known text.
#include <algorithm>
#include <cctype>
#include <charconv>
#include <limits>

#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {

namespace {

class WktReader {
 public:
  explicit WktReader(std::string_view text) : m_text(text) {}

  Bytes read() {
    skipSrid();
    findDimensions();
    geometry(0);
    skipSpace();
    if (m_at != m_text.size()) fail(GIS_TR("there is text behind its end"));
    return std::move(m_out);
  }

 private:
  [[noreturn]] void fail(const char* why) const {
    const std::string near(m_text.substr(std::min(m_at, m_text.size()), 20));
    throw Error(
        ErrorCode::invalidValue,
        {GIS_TR("this is not well-known text: fault at character {0} ('{1}')"), {std::to_string(m_at + 1), near}}, why);
  }
  void skipSpace() {
    while (m_at < m_text.size() && std::isspace(static_cast<unsigned char>(m_text[m_at])) != 0) ++m_at;
  }
  /// "SRID=4490;" as PostGIS writes it in front; the number is not kept.
  void skipSrid() {
    skipSpace();
    if (m_text.substr(m_at).starts_with("SRID=")) {
      const std::size_t end = m_text.find(';', m_at);
      if (end == std::string_view::npos) fail(GIS_TR("the SRID is not followed by ';'"));
      m_at = end + 1;
    }
  }
  bool take(char c) {
    skipSpace();
    if (m_at >= m_text.size() || m_text[m_at] != c) return false;
    ++m_at;
    return true;
  }
  void expect(char c) {
    if (!take(c)) fail(c == '(' ? GIS_TR("'(' is missing") : GIS_TR("')' or ',' is missing"));
  }
  std::string word() {
    skipSpace();
    std::string result;
    while (m_at < m_text.size() && std::isalpha(static_cast<unsigned char>(m_text[m_at])) != 0) {
      result += char(std::toupper(static_cast<unsigned char>(m_text[m_at++])));
    }
    return result;
  }
  bool takeEmpty() {
    const std::size_t before = m_at;
    if (word() == "EMPTY") return true;
    m_at = before;
    return false;
  }
  /// The whole text has one dimension: what its tags say, else the longest tuple ("1 2 3" is Z).
  void findDimensions() {
    bool tagged = false;
    std::size_t longest = 0;
    std::size_t numbers = 0;
    for (std::size_t i = m_at; i < m_text.size();) {
      const auto c = static_cast<unsigned char>(m_text[i]);
      if (std::isdigit(c) != 0 || c == '-' || c == '+' || c == '.') {
        ++numbers;
        while (i < m_text.size() && (std::isalnum(static_cast<unsigned char>(m_text[i])) != 0 || m_text[i] == '.' ||
                                     m_text[i] == '-' || m_text[i] == '+')) {
          ++i;
        }
      } else if (std::isalpha(c) != 0) {
        std::string tag;
        while (i < m_text.size() && std::isalpha(static_cast<unsigned char>(m_text[i])) != 0) {
          tag += char(std::toupper(static_cast<unsigned char>(m_text[i++])));
        }
        if (tag == "NAN" || tag == "INF") ++numbers;
        readTag(tag, tagged);
      } else {
        if (c == ',' || c == '(' || c == ')') {
          longest = std::max(longest, numbers);
          numbers = 0;
        }
        ++i;
      }
    }
    if (!tagged) {
      m_hasZ = longest >= 3;
      m_hasM = longest >= 4;
    }
    m_stride = 2 + int(m_hasZ) + int(m_hasM);
  }
  void readTag(const std::string& tag, bool& tagged) {
    if (tag == "EMPTY" || tag == "NAN" || tag == "INF") return;
    const bool zm = tag.ends_with("ZM");
    const bool z = zm || tag.ends_with('Z');
    const bool m = zm || (tag.ends_with('M'));
    m_hasZ = m_hasZ || z;
    m_hasM = m_hasM || m;
    tagged = tagged || z || m;
  }
  GeometryKind kind() {
    std::string tag = word();
    for (const char* end : {"ZM", "Z", "M"}) {
      if (tag.size() > 5 && tag.ends_with(end)) {
        tag.resize(tag.size() - std::string_view(end).size());
        break;
      }
    }
    static constexpr std::string_view kNames[] = {"POINT",           "LINESTRING",   "POLYGON",           "MULTIPOINT",
                                                  "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION"};
    for (std::size_t i = 0; i < std::size(kNames); ++i) {
      if (tag == kNames[i]) {
        const std::size_t before = m_at;
        const std::string dims = word();
        if (dims != "Z" && dims != "M" && dims != "ZM") m_at = before;
        return GeometryKind(i + 1);
      }
    }
    fail(GIS_TR("no geometry type stands here"));
  }
  void geometry(int depth) {
    if (depth > detail::kMaxDepth) fail(GIS_TR("the collections are nested too deeply"));
    const GeometryKind what = kind();
    header(what);
    if (what == GeometryKind::collection) {
      list([&] { geometry(depth + 1); });
    } else {
      body(what);
    }
  }
  void header(GeometryKind what) { detail::putHeader(m_out, {what, m_hasZ, m_hasM}); }
  void body(GeometryKind what) {
    switch (what) {
      case GeometryKind::point: point(); break;
      case GeometryKind::lineString: run(); break;
      case GeometryKind::polygon: list([&] { run(); }); break;
      case GeometryKind::multiPoint:
        list([&] {
          header(GeometryKind::point);
          point();
        });
        break;
      case GeometryKind::multiLineString:
        list([&] {
          header(GeometryKind::lineString);
          run();
        });
        break;
      default:
        list([&] {
          header(GeometryKind::polygon);
          list([&] { run(); });
        });
    }
  }
  template <class Item>
  void list(const Item& item) {
    const std::size_t countAt = m_out.size();
    detail::putU32(m_out, 0);
    if (takeEmpty()) return;
    expect('(');
    std::uint32_t count = 0;
    do {
      item();
      ++count;
    } while (take(','));
    expect(')');
    std::memcpy(m_out.data() + countAt, &count, 4);
  }
  void run() {
    list([&] { tuple(); });
  }
  /// "(1 2)", "1 2" (old multi-points) or "EMPTY".
  void point() {
    if (takeEmpty()) {
      for (int k = 0; k < m_stride; ++k) detail::putDouble(m_out, std::numeric_limits<double>::quiet_NaN());
      return;
    }
    const bool bracket = take('(');
    tuple();
    if (bracket) expect(')');
  }
  void tuple() {
    for (int k = 0; k < m_stride; ++k) {
      skipSpace();
      if (m_at < m_text.size() && m_text[m_at] == '+') ++m_at;
      double value = 0;
      const char* end = m_text.data() + m_text.size();
      const auto result = std::from_chars(m_text.data() + m_at, end, value);
      if (result.ec != std::errc()) fail(GIS_TR("a number is missing"));
      m_at = std::size_t(result.ptr - m_text.data());
      detail::putDouble(m_out, value);
    }
    skipSpace();
    if (m_at < m_text.size() && m_text[m_at] != ',' && m_text[m_at] != ')') fail(GIS_TR("too many numbers"));
  }

  std::string_view m_text;
  std::size_t m_at = 0;
  bool m_hasZ = false;
  bool m_hasM = false;
  int m_stride = 2;
  Bytes m_out;
};

}  // namespace

Bytes fromWkt(std::string_view wkt) {
  return WktReader(wkt).read();
}

}  // namespace gis::geom
