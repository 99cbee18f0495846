// Numbers in the bytes of DBF and ZIP files. Private to the room.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gis::io::worker {

/// The unsigned number of `size` bytes (1 to 4) at `at`, least significant byte first. They must be there.
[[nodiscard]] inline std::uint32_t littleEndian(std::string_view bytes, std::size_t at, int size) {
  std::uint32_t value = 0;
  for (int i = size - 1; i >= 0; --i)
    value = (value << 8U) | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

}  // namespace gis::io::worker
