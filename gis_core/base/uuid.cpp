#include "gis_core/base/uuid.h"

#include <fmt/format.h>

#include <cctype>
#include <cstdint>
#include <mutex>
#include <random>

#include "gis_core/base/clock.h"

namespace gis {
namespace {

std::mutex g_mutex;

std::uint64_t random64() {
  static std::random_device device;
  return (std::uint64_t{device()} << 32) | device();
}

}  // namespace

std::string newUuid() {
  static std::uint64_t lastMillis = 0;
  static std::uint32_t counter = 0;
  const std::lock_guard lock(g_mutex);
  std::uint64_t millis = static_cast<std::uint64_t>(utcNow());
  if (millis <= lastMillis) {
    // same or earlier millisecond: the 12-bit field counts, so that keys of one process ascend
    millis = lastMillis;
    if (++counter > 0xFFF) {
      ++millis;
      counter = 0;
    }
  } else {
    counter = static_cast<std::uint32_t>(random64() & 0x7FF);
  }
  lastMillis = millis;
  const std::uint64_t low = (random64() & 0x3FFFFFFFFFFFFFFFULL) | 0x8000000000000000ULL;
  return fmt::format("{:08x}-{:04x}-7{:03x}-{:04x}-{:012x}", (millis >> 16) & 0xFFFFFFFFULL, millis & 0xFFFF, counter,
                     low >> 48, low & 0xFFFFFFFFFFFFULL);
}

std::string newRevision() {
  const std::lock_guard lock(g_mutex);
  return fmt::format("{:016x}{:016x}", random64(), random64());
}

bool isUuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
    if (hyphen ? text[i] != '-' : std::isxdigit(static_cast<unsigned char>(text[i])) == 0) return false;
  }
  return true;
}

}  // namespace gis
