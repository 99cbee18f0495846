// A parcel's boundary points, side lengths and neighbours: what the parcel sheet (宗地图) and the table of boundary
// points (界址点成果表) say.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/geometry/wkb.h"
#include "gis_core/io/table_book.h"
#include "gis_core/store/city.h"

namespace gis::city {

/// A boundary point, east first as everywhere.
struct BoundaryPointRow {
  std::string name;  ///< "J1" …
  int ring = 1;      ///< 1: the first shell
  double east = 0, north = 0;
  double metresToNext = 0;  ///< of the side to the next point of the ring
  std::string next;         ///< its name
  std::string neighbour;    ///< code of the parcel on the other side, or empty: no parcel
};

struct ParcelSheetFacts {
  std::int64_t fid = 0;
  std::string code, groupedCode, location, landUse, landUseZh, landUseEn;
  std::optional<double> registeredSquareMetres;
  double squareMetres = 0;               ///< measured
  double perimeter = 0;                  ///< m
  std::vector<BoundaryPointRow> points;  ///< ring by ring in survey order: from the north-west, clockwise
  std::vector<std::string> neighbours;   ///< codes, ascending
  struct Neighbour {
    std::string code;
    geom::Bytes wkb;
  };
  std::vector<Neighbour> neighbourShapes;  ///< in the layer's CRS
  geom::Bytes wkb;                         ///< in the layer's CRS
  crs::Crs crs;
};

/// Errors: notFound, invalidValue (no area), unsupported (a layer in degrees: sides have no length in metres).
[[nodiscard]] ParcelSheetFacts parcelSheetFacts(const store::CityDatabase& city, std::int64_t fid);

/// The table of boundary points as the sheet of a workbook, marked as no legal certificate.
[[nodiscard]] io::BookSheet boundaryPointBook(const ParcelSheetFacts& facts, bool chinese);

/// "Not a legal certificate", in the language.
[[nodiscard]] const char* noCertificate(bool chinese);

}  // namespace gis::city
