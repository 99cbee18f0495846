// What CSV and XLSX have in common: columns for the place. Private to the room.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "gis_core/io/export_writer.h"

namespace gis::io {

/// Names and cells of a table without geometry of its own.
class TableColumns {
 public:
  TableColumns(const ExportRows& rows, ExportRequest::TableGeometry asked, bool wktByDefault);
  [[nodiscard]] const std::vector<std::string>& names() const { return m_names; }
  [[nodiscard]] ExportRequest::TableGeometry geometry() const { return m_geometry; }
  /// Cells before which the place stands: 0, 1 (WKT) or 2 (x, y); they come first in the row.
  [[nodiscard]] std::size_t placeColumns() const;
  /// Is there no column of the layer and none for the place? Then the only one is "fid".
  [[nodiscard]] bool onlyFids() const { return m_onlyFids; }
  /// The texts of the place columns; empty texts for no geometry.
  [[nodiscard]] std::vector<std::string> place(geom::BytesView wkb) const;
  /// Takes note of what the place columns cannot hold of this feature.
  void see(geom::BytesView wkb);
  void tellLosses(ExportReport& report) const;

 private:
  ExportRequest::TableGeometry m_geometry;
  std::vector<std::string> m_names;
  bool m_onlyFids = false;
  std::int64_t m_reduced = 0, m_flattened = 0;
};

/// Shortest digits that read back equal; without an exponent where a person would write none.
[[nodiscard]] std::string shortest(double value);

}  // namespace gis::io
