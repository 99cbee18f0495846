// Where parcels came from and what became of them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gis_core/geometry/wkb.h"
#include "gis_core/store/city.h"

namespace gis::city {

struct ParcelNode {
  std::string name;  ///< as in city_lineage
  std::string code;
  std::int64_t fid = 0;
  bool isCurrent = false;
  std::string endedAt;  ///< ISO UTC, of one that ended
  std::optional<double> squareMetres;
  geom::Bytes wkb;  ///< of one that ended, in the layer's CRS; empty for a current one
};

struct ParcelLink {
  std::string tx, parent, child;  ///< names
};

/// Why something was done, as it was entered.
struct ParcelDeedEntry {
  std::string tx, operation, reason, document, documentDate, author, at;
  double areaBefore = 0, areaAfter = 0;
};

/// A parcel with its ancestors and descendants.
struct ParcelLineage {
  std::string name;               ///< of the one that was asked for
  std::vector<ParcelNode> nodes;  ///< parents before children
  std::vector<ParcelLink> links;
  std::vector<ParcelDeedEntry> deeds;  ///< of all transactions in it, oldest first
};

/// By code (current or retired) or "#fid". At most `limit` parcels. Errors: notFound.
[[nodiscard]] ParcelLineage parcelLineage(const store::CityDatabase& city, std::string_view code,
                                          std::size_t limit = 1000);

/// Parcels that ended, newest first; `since` (ISO UTC) empty: all.
[[nodiscard]] std::vector<ParcelNode> retiredParcels(const store::CityDatabase& city, std::string_view since,
                                                     std::size_t limit);

/// What must never be: a parent that is neither current nor kept, a child that is neither, a circle. Empty: all well.
[[nodiscard]] std::vector<std::string> lineageFaults(const store::CityDatabase& city);

}  // namespace gis::city
