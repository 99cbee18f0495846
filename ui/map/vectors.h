// Several numbers at once, the same on every processor: the compiler's own vectors (GCC and Clang).
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace gis::ui {

using Float4 = float __attribute__((vector_size(16)));
using Int4 = int __attribute__((vector_size(16)));
using Short8 = short __attribute__((vector_size(16)));
using UShort8 = unsigned short __attribute__((vector_size(16)));

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

[[nodiscard]] inline UShort8 allU8(unsigned short v) {
  return UShort8{v, v, v, v, v, v, v, v};
}
[[nodiscard]] inline UShort8 loadU8(const std::uint16_t* from) {
  UShort8 v;
  std::memcpy(&v, from, sizeof v);
  return v;
}
inline void storeU8(std::uint16_t* to, UShort8 v) {
  std::memcpy(to, &v, sizeof v);
}
/// Sums that stay at 65535 at most.
[[nodiscard]] inline UShort8 addMost8(UShort8 a, UShort8 b) {
#ifdef __SSE2__
  return std::bit_cast<UShort8>(_mm_adds_epu16(std::bit_cast<__m128i>(a), std::bit_cast<__m128i>(b)));
#else
  const UShort8 sum = a + b;
  return sum | std::bit_cast<UShort8>(sum < a);
#endif
}
/// a · b / 65536, rounded down.
[[nodiscard]] inline UShort8 mulHigh8(UShort8 a, UShort8 b) {
#ifdef __SSE2__
  return std::bit_cast<UShort8>(_mm_mulhi_epu16(std::bit_cast<__m128i>(a), std::bit_cast<__m128i>(b)));
#else
  UShort8 high;
  for (int k = 0; k < 8; ++k) high[k] = static_cast<unsigned short>((std::uint32_t{a[k]} * b[k]) >> 16);
  return high;
#endif
}
/// Is any of the numbers above `most`?
[[nodiscard]] inline bool anyAbove8(UShort8 v, UShort8 most) {
#ifdef __SSE2__
  return !isZero8(std::bit_cast<Short8>(_mm_subs_epu16(std::bit_cast<__m128i>(v), std::bit_cast<__m128i>(most))));
#else
  return !isZero8(std::bit_cast<Short8>(v > most));
#endif
}
/// The eight numbers (0 … 255) as bytes, the first one lowest.
[[nodiscard]] inline std::uint64_t bytesOf(UShort8 v) {
#ifdef __SSE2__
  const __m128i wide = std::bit_cast<__m128i>(v);
  return std::bit_cast<std::array<std::uint64_t, 2>>(_mm_packus_epi16(wide, wide))[0];
#else
  std::uint64_t bytes = 0;
  for (int k = 0; k < 8; ++k) bytes |= std::uint64_t{v[k]} << (8 * k);
  return bytes;
#endif
}
/// The four numbers (0 … 32767; larger ones become that) as 16 bits each in the first four places.
[[nodiscard]] inline UShort8 lowHalfOf(Int4 v) {
#ifdef __SSE2__
  const __m128i wide = std::bit_cast<__m128i>(v);
  return std::bit_cast<UShort8>(_mm_packs_epi32(wide, wide));
#else
  UShort8 low{};
  for (int k = 0; k < 4; ++k) low[k] = static_cast<unsigned short>(v[k] < 32767 ? v[k] : 32767);
  return low;
#endif
}
/// Two times four numbers (0 … 32767; larger ones become that) as 16 bits each.
[[nodiscard]] inline UShort8 shortsOfTwo(Int4 a, Int4 b) {
#ifdef __SSE2__
  return std::bit_cast<UShort8>(_mm_packs_epi32(std::bit_cast<__m128i>(a), std::bit_cast<__m128i>(b)));
#else
  const auto part = [](int v) { return static_cast<unsigned short>(v < 32767 ? v : 32767); };
  return UShort8{part(a[0]), part(a[1]), part(a[2]), part(a[3]), part(b[0]), part(b[1]), part(b[2]), part(b[3])};
#endif
}
/// Eight bytes as 16 bits each, the lowest one first; bytesOf() goes back.
[[nodiscard]] inline UShort8 shortsOfBytes(std::uint64_t bytes) {
#ifdef __SSE2__
  return std::bit_cast<UShort8>(_mm_unpacklo_epi8(_mm_loadu_si64(&bytes), _mm_setzero_si128()));
#else
  UShort8 wide;
  for (int k = 0; k < 8; ++k) wide[k] = static_cast<unsigned short>((bytes >> (8 * k)) & 255);
  return wide;
#endif
}
/// The last number of each four, four times.
[[nodiscard]] inline UShort8 lastsFourTimes(UShort8 v) {
  return __builtin_shufflevector(v, v, 3, 3, 3, 3, 7, 7, 7, 7);
}
/// The pair of numbers 2k and 2k + 1, each four times.
template <int k>
[[nodiscard]] inline UShort8 pairFourTimes(UShort8 v) {
  return __builtin_shufflevector(v, v, 2 * k, 2 * k, 2 * k, 2 * k, 2 * k + 1, 2 * k + 1, 2 * k + 1, 2 * k + 1);
}
/// (v · factor + half) / 2^shift of numbers that are not negative.
template <int shift>
[[nodiscard]] inline UShort8 roundedShares8(Short8 v, short factor) {
#ifdef __SSE2__
  const __m128i numbers = std::bit_cast<__m128i>(v), one = _mm_set1_epi16(1);
  const __m128i pair = _mm_set1_epi32(factor | 1 << (shift - 1 + 16));
  const __m128i low = _mm_srli_epi32(_mm_madd_epi16(_mm_unpacklo_epi16(numbers, one), pair), shift);
  const __m128i high = _mm_srli_epi32(_mm_madd_epi16(_mm_unpackhi_epi16(numbers, one), pair), shift);
  return std::bit_cast<UShort8>(_mm_packs_epi32(low, high));
#else
  UShort8 shares;
  for (int k = 0; k < 8; ++k)
    shares[k] = static_cast<unsigned short>((int{v[k]} * factor + (1 << (shift - 1))) >> shift);
  return shares;
#endif
}
/// Is none of the numbers below `least`?
[[nodiscard]] inline bool noneBelow4(Float4 v, Float4 least) {
  const auto halves = std::bit_cast<std::array<std::uint64_t, 2>>(v < least);
  return (halves[0] | halves[1]) == 0;
}
/// Four numbers into the first four places, and back.
[[nodiscard]] inline UShort8 loadLowHalf(const std::uint16_t* from) {
#ifdef __SSE2__
  return std::bit_cast<UShort8>(_mm_loadu_si64(from));
#else
  UShort8 low{};
  for (int k = 0; k < 4; ++k) low[k] = from[k];
  return low;
#endif
}
inline void storeLowHalf(std::uint16_t* to, UShort8 v) {
#ifdef __SSE2__
  _mm_storeu_si64(to, std::bit_cast<__m128i>(v));
#else
  for (int k = 0; k < 4; ++k) to[k] = v[k];
#endif
}

}  // namespace gis::ui
