#include "gis_core/io/table_writer.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "gis_core/geometry/operations.h"

namespace gis::io {
namespace {

using Place = ExportRequest::TableGeometry;

/// Outside of these an exponent says more than zeros (as in ECMAScript).
constexpr double kSmallestPlain = 1e-7, kLargestPlain = 1e21;

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
  const double size = std::fabs(value);
  const bool plain = value == 0 || (size >= kSmallestPlain && size < kLargestPlain);
  const auto [end, fault] = plain ? std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed)
                                  : std::to_chars(buffer, buffer + sizeof buffer, value);
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
  m_onlyFids = m_names.empty();
  if (m_onlyFids) m_names = {"fid"};
}

void TableColumns::see(geom::BytesView wkb) {
  if (m_geometry != Place::xy || wkb.empty() || geom::isEmpty(wkb)) return;
  const geom::GeometryType type = geom::typeOf(wkb);
  m_reduced += type.kind == geom::GeometryKind::point ? 0 : 1;
  m_flattened += type.hasZ || type.hasM ? 1 : 0;
}

void TableColumns::tellLosses(ExportReport& report) const {
  if (m_reduced > 0)
    report.warnings.push_back({GIS_TR("{0} lines, areas or groups of points became one point each; WKT keeps them"),
                               {std::to_string(m_reduced)}});
  if (m_flattened > 0)
    report.warnings.push_back({GIS_TR("the heights or measures of {0} features were left out; WKT keeps them"),
                               {std::to_string(m_flattened)}});
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
