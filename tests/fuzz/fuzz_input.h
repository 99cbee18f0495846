// What the fuzz targets share. A finding ends the program: abort() when a promise is broken, the sanitizers for the
// rest.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "gis_core/base/error.h"

namespace gis::fuzz {

inline std::string_view textOf(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

inline void require(bool holds) {
  if (!holds) std::abort();
}

/// Bad input is met by an Error and nothing else.
template <typename Work>
void orError(const Work& work) {
  try {
    work();
  } catch (const Error&) {
  }
}

}  // namespace gis::fuzz
