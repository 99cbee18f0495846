#include "app/cli/edit_geometry.h"

#include <charconv>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/geometry/geojson_reader.h"

namespace gis::cli {
namespace {

bool isLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// The places as what the layer holds.
geom::Bytes shapeOfPlaces(std::vector<geom::MapPoint> places, const store::LayerInfo& layer) {
  const int dimension = layer.geometryType ? layer.geometryType->dimension() : -1;
  const auto need = [&](std::size_t least) {
    if (places.size() >= least) return;
    throw Error(ErrorCode::invalidValue, GIS_TR("these are too few places"),
                {GIS_TR("a shape of \"{0}\" needs {1}"), {layer.name, std::to_string(least)}}, {});
  };
  if (dimension == 0) {
    need(1);
    geom::EditableShape shape(geom::GeometryType{geom::GeometryKind::multiPoint});
    for (const geom::MapPoint& p : places) shape.addPart(geom::pointWkb(p.x, p.y));
    return places.size() == 1 ? geom::pointWkb(places[0].x, places[0].y) : shape.wkb();
  }
  if (dimension == 1) {
    need(2);
    return geom::lineWkb(places);
  }
  if (dimension == 2) {
    if (places.size() > 1 && places.front() == places.back()) places.pop_back();
    need(3);
    places.push_back(places.front());
    return geom::polygonWkb(places);
  }
  throw Error(ErrorCode::usage, GIS_TR("wrong usage"),
              {GIS_TR("\"{0}\" holds shapes of any kind: places alone do not say which"), {layer.name}},
              GIS_TR("give WKT or GeoJSON"));
}

std::vector<std::size_t> numbersIn(std::string_view text, std::string_view option, std::size_t most) {
  std::vector<std::size_t> numbers;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find(':', at), text.size());
    std::size_t number = 0;
    const auto read = std::from_chars(text.data() + at, text.data() + end, number);
    if (read.ec != std::errc{} || read.ptr != text.data() + end || numbers.size() == most) {
      throw Error(ErrorCode::usage, {GIS_TR("cannot read {0} \"{1}\""), {std::string(option), std::string(text)}},
                  GIS_TR("parts, rings and vertices are numbers from 0 on"), GIS_TR("write it as PART:RING:N"));
    }
    numbers.push_back(number);
    at = end + 1;
  }
  return numbers;
}

}  // namespace

geom::Bytes typedGeometry(std::string_view text, const TypedPlaces& how, const store::LayerInfo& layer) {
  const std::string_view plain = text::trim(text);
  geom::Bytes wkb;
  if (!plain.empty() && plain.front() == '{')
    wkb = geom::fromGeoJson(plain);
  else if (!plain.empty() && isLetter(plain.front()))
    wkb = geom::fromWkt(plain);
  else
    return shapeOfPlaces(typedPoints(plain, how, layer), layer);
  if (how.crs.empty()) return wkb;
  const crs::Transformer transformer(crs::Crs::parse(how.crs), layer.crs, how.acceptBallpark);
  std::size_t failed = 0;
  geom::transformCoordinates(
      wkb, [&](double* xyzm, std::uint32_t count, int stride) { failed += transformer.apply(xyzm, count, stride); });
  if (failed > 0) {
    throw Error(ErrorCode::invalidValue, GIS_TR("the geometry cannot be brought into the layer's coordinate system"),
                {GIS_TR("{0} vertices lie outside of where it can be used"), {std::to_string(failed)}}, {});
  }
  return wkb;
}

std::vector<geom::MapPoint> typedPoints(std::string_view text, const TypedPlaces& how, const store::LayerInfo& layer) {
  std::vector<geom::MapPoint> places = geom::typedPlaces(text, how.order);
  if (how.crs.empty()) return places;
  const crs::Transformer transformer(crs::Crs::parse(how.crs), layer.crs, how.acceptBallpark);
  for (geom::MapPoint& p : places) p = transformer.apply(p);
  return places;
}

geom::VertexAt parseVertexAt(std::string_view text, std::string_view option) {
  const std::vector<std::size_t> numbers = numbersIn(text, option, 3);
  geom::VertexAt at;
  at.vertex = numbers.back();
  if (numbers.size() > 1) at.ring = numbers[numbers.size() - 2];
  if (numbers.size() > 2) at.part = numbers[0];
  return at;
}

std::pair<std::size_t, std::size_t> parsePlaceIn(std::string_view text, std::string_view option) {
  const std::vector<std::size_t> numbers = numbersIn(text, option, 2);
  return numbers.size() == 1 ? std::pair{std::size_t{0}, numbers[0]} : std::pair{numbers[0], numbers[1]};
}

}  // namespace gis::cli
