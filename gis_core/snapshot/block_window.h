// What one who reads a block file from its begin to its end holds of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

namespace gis::snapshot {

/// Some blocks of a file that were copied, for one who goes through a section once. Belongs to one thread.
class BlockWindow {
 private:
  friend class BlockFile;
  std::unique_ptr<std::byte[]> m_bytes;  // what the one before gave back: new memory takes longer than its filling
  std::uint64_t m_size = 0;
  std::uint64_t m_begin = 0, m_end = 0;  ///< in the file
};

/// The same of one column.
struct ColumnWindows {
  BlockWindow data, ends, nulls;
};

}  // namespace gis::snapshot
