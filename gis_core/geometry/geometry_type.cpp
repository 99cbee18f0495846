#include <array>
#include <cctype>

#include "gis_core/base/error.h"
#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {

namespace {

constexpr std::array<std::string_view, 8> kNames = {
    "GEOMETRY",   "POINT",           "LINESTRING",   "POLYGON",
    "MULTIPOINT", "MULTILINESTRING", "MULTIPOLYGON", "GEOMETRYCOLLECTION"};

}  // namespace

GeometryType GeometryType::fromCode(int code) {
  GeometryType type;
  if (code < 0 || !detail::decodeType(std::uint32_t(code), type)) {
    throw Error(ErrorCode::invalidValue, {GIS_TR("{0} is no code of a geometry type"), {std::to_string(code)}});
  }
  return type;
}

std::string GeometryType::name() const {
  std::string text(kNames[std::size_t(kind)]);
  if (hasZ || hasM) text += ' ';
  if (hasZ) text += 'Z';
  if (hasM) text += 'M';
  return text;
}

GeometryType GeometryType::fromName(std::string_view name) {
  std::string word;
  for (const char c : name) {
    if (c != ' ' && c != '_') word += char(std::toupper(static_cast<unsigned char>(c)));
  }
  if (word == "COLLECTION") word = "GEOMETRYCOLLECTION";
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (!word.starts_with(kNames[i])) continue;
    const std::string_view rest = std::string_view(word).substr(kNames[i].size());
    if (rest.empty() || rest == "XY") return {GeometryKind(i), false, false};
    if (rest == "Z" || rest == "25D" || rest == "XYZ") return {GeometryKind(i), true, false};
    if (rest == "M" || rest == "XYM") return {GeometryKind(i), false, true};
    if (rest == "ZM" || rest == "XYZM") return {GeometryKind(i), true, true};
  }
  throw Error(ErrorCode::invalidValue, {GIS_TR("'{0}' is no geometry type"), {std::string(name)}});
}

int GeometryType::dimension() const {
  switch (kind) {
    case GeometryKind::point:
    case GeometryKind::multiPoint: return 0;
    case GeometryKind::lineString:
    case GeometryKind::multiLineString: return 1;
    case GeometryKind::polygon:
    case GeometryKind::multiPolygon: return 2;
    default: return -1;
  }
}

}  // namespace gis::geom
