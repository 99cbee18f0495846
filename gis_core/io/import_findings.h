// Features that were rejected or repaired, and values that did not fit: what was wrong, where, and what they looked
// like.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "gis_core/geometry/wkb.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/city.h"

namespace gis::io {

struct Finding {
  bool rejected = false;
  const char* word = nullptr;  ///< what happened, unless it is "rejected" or "repaired"
  std::string reason;
  std::int64_t sourceFid = -1;
  std::int64_t row = -1;  ///< place among the imported rows, from 0; −1 = not imported
  geom::MapPoint place;   ///< where the fault is; NaN when not known
  double areaBefore = 0, areaAfter = 0;
  geom::Bytes original;    ///< WKB as it came (transformed)
  std::string attributes;  ///< JSON of a rejected feature's cells, or of one that did not fit
};

/// Collects findings of one layer, on disk when there are many, and writes them as a table that the user
/// can open. Not for two threads at once.
class FindingLog {
 public:
  FindingLog() = default;
  FindingLog(const FindingLog&) = delete;
  FindingLog& operator=(const FindingLog&) = delete;
  ~FindingLog();

  void add(std::vector<Finding>&& findings);
  [[nodiscard]] bool empty() const { return m_count == 0; }
  /// Writes the table; `fidKept` and the row numbers tell a feature's fid in the layer. Throws Error.
  void writeTable(const store::CityDatabase& city, const std::string& name, const std::string& layer, bool fidKept,
                  Progress& progress);

 private:
  void spill();
  std::vector<Finding> m_kept;
  std::size_t m_keptBytes = 0;
  std::int64_t m_count = 0;
  std::filesystem::path m_folder;  ///< scratch, when some were spilled
  std::size_t m_pieces = 0;
};

}  // namespace gis::io
