// Sums over what was written and what is read back, to prove that they are the same. Private to the room.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "gis_core/geometry/wkb.h"
#include "gis_core/store/value.h"

namespace gis::io {

/// Independent of the order of rows (FlatGeobuf sorts them) and of the direction of rings (every format has
/// its own rule): per column a sum of hashes of the values, for geometry a sum over all vertices.
struct ExportDigest {
  std::int64_t rows = 0;
  std::int64_t withGeometry = 0;
  std::uint64_t vertices = 0;
  std::vector<std::uint64_t> columns;

  void addGeometry(geom::BytesView wkb);
  /// A geometry of one run of coordinates (a point, a line, a ring).
  void addVertices(const double* xyzm, std::uint32_t count, int stride);
  void addText(std::size_t column, std::string_view text);
  void addNumber(std::size_t column, double number);
  /// Adds the sums of other rows of the same columns.
  ExportDigest& operator+=(const ExportDigest& other);
};

}  // namespace gis::io
