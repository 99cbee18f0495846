// Which coordinate systems the numbers of a file may belong to.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/crs/crs.h"
#include "gis_core/geometry/envelope.h"
#include "gis_core/geometry/wkb.h"
#include "gis_core/store/city.h"

namespace gis::io {

/// What was done to longitudes and latitudes before they were handed on: the systems of Chinese web maps.
enum class WebOffset { none, gcj02, bd09 };
/// "GCJ-02" and the like, any spelling; none for other texts.
[[nodiscard]] WebOffset webOffsetNamed(std::string_view text);
/// "GCJ-02", "BD-09", empty for none.
[[nodiscard]] const char* webOffsetName(WebOffset offset);

/// How a file's numbers are to be understood.
struct PlaceReading {
  crs::Crs crs;
  bool swappedAxes = false;            ///< the first number is the north
  WebOffset offset = WebOffset::none;  ///< on degrees of WGS 84
};

/// One reading, and where it puts the features.
struct CrsCandidate {
  PlaceReading reading;
  double score = 0;       ///< 0 … 1; numbers alone never give 1, since they do not tell the datum
  geom::Envelope inCity;  ///< in the city's coordinate system; empty when it cannot be carried there
  double kilometres = 0;  ///< from what the city holds; −1: not known
  Message reason;
};

/// What candidates are measured against.
struct CityPlace {
  crs::Crs crs;
  geom::Envelope extent;  ///< of all its layers in `crs`; empty for a new city: then the area that `crs` is meant for
};
[[nodiscard]] CityPlace placeOfCity(const store::CityDatabase& city);

/// What the city looks like from afar, in its coordinate system: its districts, else its subdistricts, else the box of
/// all it holds; nothing of a city that is empty.
[[nodiscard]] std::vector<geom::Bytes> outlineOfCity(const store::CityDatabase& city, const CancelToken& token);

/// Where a reading puts these numbers, and how far from the city that is.
[[nodiscard]] CrsCandidate placed(const geom::Envelope& numbers, const PlaceReading& reading, const CityPlace& city);

/// Readings that the numbers allow, best first, at most eight: degrees and web offsets, Gauss-Kruger with and without
/// zone, Web Mercator, each also with north first. Nearness to the city ranks them, then how common the datum is.
[[nodiscard]] std::vector<CrsCandidate> rankCrs(const geom::Envelope& numbers, const CityPlace& city);

}  // namespace gis::io
