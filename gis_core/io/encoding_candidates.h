// How the texts of a table read in each encoding, for a person to choose.
#pragma once

#include <string>
#include <vector>

#include "gis_core/io/source.h"

namespace gis::io {

/// Texts as they stand in a file.
struct RawTable {
  std::vector<std::string> names;              ///< of the columns that hold texts
  std::vector<std::vector<std::string>> rows;  ///< some rows of them
  std::vector<std::string> values;             ///< more values, wherever they stand
};

/// How many rows a person needs to see.
inline constexpr std::size_t kSampleRows = 3;

/// Every encoding of weighEncodings(), best first, with rows to look at: those with most characters beyond ASCII.
[[nodiscard]] std::vector<EncodingCandidate> encodingCandidates(const RawTable& table);

}  // namespace gis::io
