// Splitting, merging and reshaping parcels: one transaction each, with the same bits on both sides of every border,
// lineage and reason; the old ones are kept. Undo takes all of it back.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/geometry/wkb.h"
#include "gis_core/store/city.h"

namespace gis::city {

/// Why, by whom, and what the new parcels are called.
struct ParcelDeed {
  std::string reason, document;
  std::string documentDate;  ///< YYYY-MM-DD, or empty
  std::string actor;
  std::vector<std::string> codes;  ///< of the new parcels in their order; what is missing is proposed
  bool triesOnly = false;          ///< changes nothing: says what would become of it
};

struct ParcelPart {
  std::int64_t fid = 0;
  std::string name;  ///< as in city_lineage
  std::string code;
  double squareMetres = 0;
  geom::Bytes wkb;  ///< in the layer's CRS
};

struct ParcelChange {
  std::string tx;  ///< empty when it was only tried
  std::string operation;
  std::string layer;
  std::vector<ParcelPart> before, after;  ///< the parcels that are concerned, as they were and as they are
  std::vector<std::int64_t> neighbours;   ///< that got a vertex of the new borders
  double areaBefore = 0, areaAfter = 0;   ///< m², neighbours included
  double filled = 0;                      ///< m² of a gap that was filled
  [[nodiscard]] double residue() const { return areaAfter - areaBefore - filled; }
};

/// How a parcel is split: by lines, into equal parts, or to given areas counted in a direction.
struct ParcelSplit {
  geom::Bytes lines;              ///< not empty: by these, in the layer's CRS
  int parts = 0;                  ///< 2 or more: into equal parts
  std::vector<double> areas;      ///< m²; the rest is the last part
  std::optional<double> bearing;  ///< of the direction, degrees from north; nothing: along the longest side
};

/// All work on the layer of role parcel, by fid. Errors of each: notFound (no such parcel, no layer of that role),
/// invalidValue (the shape does not allow it, and why; a code that is taken), forbiddenStep (it would break the
/// coverage), and those of store::apply.
ParcelChange splitParcel(const store::CityDatabase& city, std::int64_t fid, const ParcelSplit& how,
                         const ParcelDeed& deed);
/// Two or more that share borders become one. Attributes come from the largest one.
ParcelChange mergeParcels(const store::CityDatabase& city, const std::vector<std::int64_t>& fids,
                          const ParcelDeed& deed);
/// What lies in `area` becomes a parcel of its own.
ParcelChange cutOutParcel(const store::CityDatabase& city, std::int64_t fid, const geom::Bytes& area,
                          const ParcelDeed& deed);
/// The common border of two parcels becomes `line`, which must cut both together into two.
ParcelChange moveParcelBorder(const store::CityDatabase& city, std::int64_t first, std::int64_t second,
                              const geom::Bytes& line, const ParcelDeed& deed);
/// The vertex nearest to `from` (at most `tolerance` map units away) goes to `to`, in every parcel that has it.
ParcelChange moveParcelVertex(const store::CityDatabase& city, geom::MapPoint from, geom::MapPoint to, double tolerance,
                              const ParcelDeed& deed);
/// `to` takes over what lies in `area` from `from`.
ParcelChange takeOverParcel(const store::CityDatabase& city, std::int64_t to, std::int64_t from,
                            const geom::Bytes& area, const ParcelDeed& deed);
/// The gap at a place goes to `to`, which must border on it.
ParcelChange fillParcelGap(const store::CityDatabase& city, std::int64_t to, geom::MapPoint at, const ParcelDeed& deed);
/// The feature letters of its code become `letters` ("GB"): the old code is retired, and the parcel goes on under the
/// next one of the city's rules, or under deed.codes.
ParcelChange changeParcelLetters(const store::CityDatabase& city, std::int64_t fid, std::string_view letters,
                                 const ParcelDeed& deed);

/// The fid of a parcel by code (or, when it is "#12", by fid). Errors: notFound, which tells a retired code as such.
[[nodiscard]] std::int64_t parcelFidOf(const store::CityDatabase& city, std::string_view code);

}  // namespace gis::city
