// What one who reads a block file from its begin to its end holds of it.
#pragma once

#include <cstdint>

#include "gis_core/base/platform/large_memory.h"

namespace gis::snapshot {

/// Some blocks of a file that were copied, for one who goes through a section once. Belongs to one thread.
class BlockWindow {
 private:
  friend class BlockFile;
  platform::LargeMemory m_bytes;
  std::uint64_t m_begin = 0, m_end = 0;  ///< in the file
};

/// The same of one column.
struct ColumnWindows {
  BlockWindow data, ends, nulls;
};

}  // namespace gis::snapshot
