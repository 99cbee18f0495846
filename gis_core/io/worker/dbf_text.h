// The raw texts of a DBF table, to tell its encoding before GDAL decodes anything.
#pragma once

#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/io/encoding_candidates.h"

namespace gis::io::worker {

/// What a shapefile's texts are written in.
struct ShapefileEncoding {
  std::string name = "UTF-8";
  std::vector<Message> notes;
};

/// From `asked` unless "auto"; else .cpg, then the language byte, then the bytes themselves; a .cpg or language byte
/// that the bytes contradict is overruled, with a note. `shp`: any file of the set, as a GDAL path.
[[nodiscard]] ShapefileEncoding shapefileEncoding(const std::string& shp, const std::string& asked);

/// Names, first rows and texts from all over the table, undecoded; nothing when there is no table. `shp` as above.
[[nodiscard]] RawTable rawTableOf(const std::string& shp);

}  // namespace gis::io::worker
