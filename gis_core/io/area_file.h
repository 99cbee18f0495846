// The areas of a foreign file, for a question about them: nothing is imported.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/crs/crs.h"
#include "gis_core/geometry/wkb.h"

namespace gis::io {

struct FileArea {
  std::string name;  ///< by a column called name, 名称 or the like; else empty
  geom::Bytes wkb;   ///< polygon or multipolygon, in the file's coordinates
};

struct FileAreas {
  std::vector<FileArea> areas;
  crs::Crs crs;                   ///< unknown when the file does not say
  std::int64_t others = 0;        ///< features that are neither areas nor closed lines: left out
  std::int64_t unreadable = 0;    ///< shapes that the reader could not make out: left out
  std::vector<Message> findings;  ///< why (of each of these), and what else should be known
};

/// Reads every area of every layer, closed lines (of drawings) as the area within. Read in a child process.
/// Errors: notFound, unsupported (layers of different CRSs), damaged, cancelled.
[[nodiscard]] FileAreas areasFromFile(const std::filesystem::path& file, const std::string& encoding = "auto",
                                      const CancelToken& token = {});

}  // namespace gis::io
