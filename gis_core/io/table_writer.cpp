#include "gis_core/io/table_writer.h"

#include <algorithm>
#include <charconv>

#include "gis_core/geometry/operations.h"

namespace gis::io {
namespace {

using Place = ExportRequest::TableGeometry;

std::string freeName(const std::vector<store::Field>& fields, std::string name) {
  const auto taken = [&] {
    return std::any_of(fields.begin(), fields.end(), [&](const store::Field& field) { return field.name == name; });
  };
  while (taken()) name += '_';
  return name;
}

}  // namespace

std::string shortest(double value) {
  char buffer[64];
  const auto [end, fault] = std::to_chars(buffer, buffer + sizeof buffer, value);
  return fault == std::errc() ? std::string(buffer, end) : std::string();
}

TableColumns::TableColumns(const ExportRows& rows, Place asked, bool wktByDefault) : m_geometry(asked) {
  const auto& type = rows.layer().geometryType;
  if (!type) {
    m_geometry = Place::none;
  } else if (asked == Place::byKind) {
    m_geometry = type->kind == geom::GeometryKind::point ? Place::xy : wktByDefault ? Place::wkt : Place::none;
  }
  if (m_geometry == Place::xy) m_names = {freeName(rows.fields(), "x"), freeName(rows.fields(), "y")};
  if (m_geometry == Place::wkt) m_names = {freeName(rows.fields(), "WKT")};
  for (const store::Field& field : rows.fields()) m_names.push_back(field.name);
}

std::size_t TableColumns::placeColumns() const {
  return m_geometry == Place::xy ? 2 : m_geometry == Place::wkt ? 1 : 0;
}

std::vector<std::string> TableColumns::place(geom::BytesView wkb) const {
  const bool nowhere = wkb.empty() || geom::isEmpty(wkb);
  if (m_geometry == Place::wkt) return {nowhere ? std::string() : geom::toWkt(wkb)};
  if (m_geometry != Place::xy) return {};
  if (nowhere) return {"", ""};
  const geom::GeometryType type = geom::typeOf(wkb);
  const geom::MapPoint point =
      type.kind == geom::GeometryKind::point ? geom::envelopeOf(wkb).centre() : geom::interiorPoint(wkb);
  return {shortest(point.x), shortest(point.y)};
}

}  // namespace gis::io
