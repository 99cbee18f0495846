// What parent and reading child say to each other. Notices are JSON over a Channel; rows lie in shared memory.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "gis_core/base/error.h"
#include "gis_core/io/source.h"

namespace gis::io::protocol {

/// Descriptors that the child finds open.
inline constexpr int kChannelFd = 3;
inline constexpr int kMemoryFd = 4;

enum class Kind : std::uint8_t {
  open = 'O',       ///< parent: SourceRequest
  read = 'R',       ///< parent: ReadOrder
  free = 'F',       ///< parent: slot number, may be written again
  stop = 'S',       ///< parent: end the layer now
  described = 'D',  ///< child: SourceDescription
  batch = 'B',      ///< child: BatchNotice
  alive = 'A',      ///< child: still at work
  end = 'E',        ///< child: ReadEnd
  error = 'X',      ///< child: Error
};

/// Shared memory: one page of notes, then slots of equal size, then room for a batch that is larger
/// than a slot (one at a time; slot number kLargeSlot).
inline constexpr std::size_t kNotesBytes = 4096;
inline constexpr std::size_t kSlotBytes = std::size_t{2} << 20;
inline constexpr std::uint32_t kSlots = 6;
inline constexpr std::uint32_t kLargeSlot = kSlots;
inline constexpr std::size_t kLargeOffset = kNotesBytes + kSlots * kSlotBytes;

/// Kept up to date by the child so that the parent can say where it died.
struct Notes {
  std::atomic<std::int64_t> features;  ///< features begun in this layer
  std::atomic<std::int64_t> fid;       ///< the source's id of the last one
};
static_assert(std::atomic<std::int64_t>::is_always_lock_free);

struct BatchNotice {
  std::uint32_t slot = 0;
  std::uint32_t unused = 0;
  std::uint64_t bytes = 0;
};

struct ReadOrder {
  std::uint64_t layer = 0;
  std::int64_t limit = -1;
  FidRange range{};
};

/// Plain structs as message bytes.
template <typename T>
[[nodiscard]] std::string_view bytesOf(const T& value) {
  return {reinterpret_cast<const char*>(&value), sizeof value};
}
template <typename T>
[[nodiscard]] bool fromBytes(std::string_view bytes, T& value) {
  if (bytes.size() != sizeof value) return false;
  bytes.copy(reinterpret_cast<char*>(&value), sizeof value);
  return true;
}

[[nodiscard]] std::string writeRequest(const SourceRequest& request);
[[nodiscard]] SourceRequest readRequest(std::string_view json);
[[nodiscard]] std::string writeDescription(const SourceDescription& description);
/// Turns CRS texts into CRSs, so it belongs to the parent. Throws Error(damaged).
[[nodiscard]] SourceDescription readDescription(std::string_view json);
[[nodiscard]] std::string writeEnd(const ReadEnd& end);
[[nodiscard]] ReadEnd readEnd(std::string_view json);
[[nodiscard]] std::string writeError(const Error& error);
[[nodiscard]] Error readError(std::string_view json);

}  // namespace gis::io::protocol
