// Brings the pages of a table or an index into memory in front of whoever reads it from one end to the other.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>
#include <thread>

#include "gis_core/store/connection.h"

namespace gis::store {

/// When it is worth while.
struct ReadAheadLimits {
  std::int64_t smallFile = 256 << 20;        ///< bytes; the disk is through with less in a second or two
  std::chrono::microseconds fromMemory{20};  ///< a page from memory takes some 3 µs, from the fastest disk some 60
  int coldShare = 4;                         ///< when one page in so many, or more, is not in memory
};

/// A table that grew row by row beside others, as cases do beside their log, lies scattered in the file: page after
/// page read from a cold disk takes minutes where the disk could do it in seconds. While this lives, a thread with a
/// file handle of its own goes through the pages of the table in their order and reads what lies close together in one
/// piece. Nothing is read when the pages are in memory already, or when the file is small. It only helps: a table that
/// it cannot follow is read as without it.
class ReadAhead {
 public:
  /// `table` as `c` knows it, or an index. Errors of the file are met by whoever reads.
  ReadAhead(const Connection& c, const std::string& table, ReadAheadLimits limits = {});
  ReadAhead(const ReadAhead&) = delete;
  ReadAhead& operator=(const ReadAhead&) = delete;
  /// Ends it; waits for the piece that is being read.
  ~ReadAhead() = default;

  /// Waits until it is through. Returns the pages of the table that it brought in.
  std::int64_t finish();

 private:
  std::atomic<std::int64_t> m_pages{0};
  std::jthread m_thread;
};

}  // namespace gis::store
