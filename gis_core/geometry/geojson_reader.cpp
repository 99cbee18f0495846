#include "gis_core/geometry/geojson_reader.h"

#include <nlohmann/json.hpp>

#include "gis_core/base/error.h"
#include "gis_core/geometry/wkb_cursor.h"

namespace gis::geom {
namespace {

using nlohmann::json;

constexpr std::size_t kMostDepth = 8;  // members of members: deeper than any real geometry

[[noreturn]] void throwJson(Message why) {
  throw Error(ErrorCode::invalidValue, GIS_TR("this is not a GeoJSON geometry"), std::move(why), {});
}

/// Writes one geometry object; all its places have the same number of values.
class GeoJsonGeometry {
 public:
  explicit GeoJsonGeometry(bool hasZ) : m_hasZ(hasZ) {}

  void write(const json& object, std::size_t depth = 0) {
    if (depth > kMostDepth) throwJson(GIS_TR("its collections are nested too deeply"));
    if (!object.is_object() || !object.contains("type") || !object["type"].is_string()) {
      throwJson(GIS_TR("it is no object with a type"));
    }
    const std::string type = object["type"];
    if (type == "GeometryCollection") {
      const json& members = list(object, "geometries");
      head(GeometryKind::collection);
      detail::putU32(m_out, static_cast<std::uint32_t>(members.size()));
      for (const json& member : members) write(member, depth + 1);
      return;
    }
    static const std::pair<const char*, GeometryKind> kinds[] = {
        {"Point", GeometryKind::point},
        {"LineString", GeometryKind::lineString},
        {"Polygon", GeometryKind::polygon},
        {"MultiPoint", GeometryKind::multiPoint},
        {"MultiLineString", GeometryKind::multiLineString},
        {"MultiPolygon", GeometryKind::multiPolygon},
    };
    for (const auto& [name, kind] : kinds) {
      if (type == name) return body(kind, list(object, "coordinates"));
    }
    throwJson({GIS_TR("\"{0}\" is no type of a geometry"), {type}});
  }
  [[nodiscard]] Bytes take() { return std::move(m_out); }

 private:
  static const json& list(const json& object, const char* name) {
    if (!object.contains(name) || !object[name].is_array()) throwJson({GIS_TR("its {0} are missing"), {name}});
    return object[name];
  }
  void head(GeometryKind kind) { detail::putHeader(m_out, {kind, m_hasZ, false}); }
  void place(const json& numbers) {
    if (!numbers.is_array() || numbers.size() < 2 || !numbers[0].is_number() || !numbers[1].is_number()) {
      throwJson(GIS_TR("a place has two numbers, east first"));
    }
    detail::putDouble(m_out, numbers[0]);
    detail::putDouble(m_out, numbers[1]);
    if (m_hasZ) detail::putDouble(m_out, numbers.size() > 2 && numbers[2].is_number() ? numbers[2].get<double>() : 0);
  }
  void run(const json& places) {
    if (!places.is_array()) throwJson(GIS_TR("a line is a list of places"));
    detail::putU32(m_out, static_cast<std::uint32_t>(places.size()));
    for (const json& one : places) place(one);
  }
  void body(GeometryKind kind, const json& coordinates) {
    head(kind);
    if (kind == GeometryKind::point) return place(coordinates);
    if (kind == GeometryKind::lineString) return run(coordinates);
    detail::putU32(m_out, static_cast<std::uint32_t>(coordinates.size()));
    const GeometryKind member = detail::memberKind(kind);
    for (const json& one : coordinates) {
      if (kind == GeometryKind::polygon) {
        run(one);
      } else {
        if (!one.is_array()) throwJson(GIS_TR("a part is a list"));
        body(member, one);
      }
    }
  }

  bool m_hasZ;
  Bytes m_out;
};

bool hasHeight(const json& value) {
  if (!value.is_array()) return false;
  if (!value.empty() && value[0].is_number()) return value.size() > 2;
  for (const json& inner : value) {
    if (hasHeight(inner)) return true;
  }
  return false;
}

}  // namespace

Bytes fromGeoJson(std::string_view text) {
  const json whole = json::parse(text, nullptr, false);
  if (whole.is_discarded()) throwJson(GIS_TR("the text is no JSON"));
  const json* object = &whole;
  if (whole.is_object() && whole.value("type", json()) == "Feature") {
    if (!whole.contains("geometry") || !whole["geometry"].is_object()) throwJson(GIS_TR("the feature has none"));
    object = &whole["geometry"];
  }
  const bool hasZ = object->is_object() && object->contains("coordinates") && hasHeight((*object)["coordinates"]);
  GeoJsonGeometry geometry(hasZ);
  geometry.write(*object);
  return geometry.take();
}

}  // namespace gis::geom
