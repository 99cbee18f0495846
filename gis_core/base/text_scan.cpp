#include "gis_core/base/text_scan.h"

#include <bit>
#include <cstring>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace gis::text {

std::size_t scanForPortable(std::string_view hay, std::string_view needle, std::size_t from) {
  if (needle.empty() || hay.size() < needle.size() || from > hay.size() - needle.size()) return std::string_view::npos;
  const char* const end = hay.data() + (hay.size() - needle.size() + 1);
  for (const char* at = hay.data() + from; at < end; ++at) {
    at = static_cast<const char*>(std::memchr(at, needle[0], std::size_t(end - at)));
    if (at == nullptr) return std::string_view::npos;
    if (std::memcmp(at, needle.data(), needle.size()) == 0) return std::size_t(at - hay.data());
  }
  return std::string_view::npos;
}

#if defined(__SSE2__)

// Compares the first and the last byte of the needle at sixteen places at once; only where both fit is the
// rest looked at. Chinese text shares its first bytes (E4 to E9) nearly everywhere, so one byte alone would
// fit too often. Source of the idea: W. Muła, "SIMD-friendly algorithms for substring searching".
std::size_t scanFor(std::string_view hay, std::string_view needle, std::size_t from) {
  const std::size_t n = needle.size();
  if (n < 2 || hay.size() < n + 16) return scanForPortable(hay, needle, from);
  const __m128i first = _mm_set1_epi8(needle.front());
  const __m128i last = _mm_set1_epi8(needle.back());
  const std::size_t stop = hay.size() - n - 15;  // the block of last bytes must end inside
  std::size_t at = from;
  for (; at < stop; at += 16) {
    const __m128i a = _mm_loadu_si128(reinterpret_cast<const __m128i*>(hay.data() + at));
    const __m128i b = _mm_loadu_si128(reinterpret_cast<const __m128i*>(hay.data() + at + n - 1));
    auto mask = unsigned(_mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(a, first), _mm_cmpeq_epi8(b, last))));
    while (mask != 0) {
      const std::size_t place = at + std::size_t(std::countr_zero(mask));
      if (std::memcmp(hay.data() + place + 1, needle.data() + 1, n - 2) == 0) return place;
      mask &= mask - 1;
    }
  }
  return scanForPortable(hay, needle, at);
}

#else

std::size_t scanFor(std::string_view hay, std::string_view needle, std::size_t from) {
  return scanForPortable(hay, needle, from);
}

#endif

}  // namespace gis::text
