// Several numbers at once, the same on every processor: the compiler's own vectors (GCC and Clang).
#pragma once

#include <cstdint>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace gis::ui {

using Float4 = float __attribute__((vector_size(16)));
using Int4 = int __attribute__((vector_size(16)));
using Short8 = short __attribute__((vector_size(16)));

[[nodiscard]] inline Float4 all4(float v) {
  return Float4{v, v, v, v};
}
[[nodiscard]] inline Float4 load4(const float* from) {
  Float4 v;
  std::memcpy(&v, from, sizeof v);
  return v;
}
inline void store4(float* to, Float4 v) {
  std::memcpy(to, &v, sizeof v);
}
[[nodiscard]] inline Float4 min4(Float4 a, Float4 b) {
  return a < b ? a : b;
}
[[nodiscard]] inline Float4 max4(Float4 a, Float4 b) {
  return a > b ? a : b;
}
[[nodiscard]] inline Int4 toInt4(Float4 v) {
  return __builtin_convertvector(v, Int4);
}

/// The four numbers (0 … 255) as bytes, the first one lowest.
[[nodiscard]] inline std::uint32_t bytesOf(Int4 v) {
#ifdef __SSE2__
  __m128i packed;
  std::memcpy(&packed, &v, sizeof packed);
  packed = _mm_packs_epi32(packed, packed);
  return static_cast<std::uint32_t>(_mm_cvtsi128_si32(_mm_packus_epi16(packed, packed)));
#else
  return std::uint32_t(v[0]) | std::uint32_t(v[1]) << 8 | std::uint32_t(v[2]) << 16 | std::uint32_t(v[3]) << 24;
#endif
}

/// The four numbers (−32768 … 32767) as 16 bits each, the first one lowest.
[[nodiscard]] inline std::uint64_t shortsOf(Int4 v) {
#ifdef __SSE2__
  __m128i packed;
  std::memcpy(&packed, &v, sizeof packed);
  packed = _mm_packs_epi32(packed, packed);
  std::uint64_t shorts = 0;
  std::memcpy(&shorts, &packed, sizeof shorts);
  return shorts;
#else
  const auto part = [&](int k) { return std::uint64_t(std::uint16_t(v[k])) << (16 * k); };
  return part(0) | part(1) | part(2) | part(3);
#endif
}

/// Two doubles as floats in the first two places.
[[nodiscard]] inline Float4 floatsOf(const double* two) {
#ifdef __SSE2__
  const __m128 v = _mm_cvtpd_ps(_mm_loadu_pd(two));
  Float4 floats;
  std::memcpy(&floats, &v, sizeof floats);
  return floats;
#else
  return Float4{float(two[0]), float(two[1]), 0, 0};
#endif
}

[[nodiscard]] inline Short8 all8(short v) {
  return Short8{v, v, v, v, v, v, v, v};
}
[[nodiscard]] inline Short8 load8(const std::int16_t* from) {
  Short8 v;
  std::memcpy(&v, from, sizeof v);
  return v;
}
inline void store8(std::int16_t* to, Short8 v) {
  std::memcpy(to, &v, sizeof v);
}
[[nodiscard]] inline Short8 min8(Short8 a, Short8 b) {
  return a < b ? a : b;
}
[[nodiscard]] inline Short8 max8(Short8 a, Short8 b) {
  return a > b ? a : b;
}
[[nodiscard]] inline bool isZero8(Short8 v) {
  std::uint64_t halves[2];
  std::memcpy(halves, &v, sizeof halves);
  return (halves[0] | halves[1]) == 0;
}

}  // namespace gis::ui
