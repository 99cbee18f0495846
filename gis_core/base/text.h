// Text in UTF-8: folding for search and codes, pinyin, safe cutting.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gis::text {

[[nodiscard]] bool isValidUtf8(std::string_view text);
/// Every invalid byte becomes U+FFFD.
[[nodiscard]] std::string repairUtf8(std::string_view text);
/// The longest prefix of at most `bytes` bytes that does not cut a character. `text` is valid UTF-8.
[[nodiscard]] std::string_view cutUtf8(std::string_view text, std::size_t bytes);

/// The form in which texts are compared when searching: NFKC (full width becomes half width),
/// case folded. Source: Unicode UAX #15 and the full case folding of ICU.
[[nodiscard]] std::string fold(std::string_view text);
/// A code as a key: folded as above, upper case, spaces of every kind and hyphens removed.
[[nodiscard]] std::string normaliseCode(std::string_view text);

/// Pinyin without tones of the Han characters, syllables apart by one space ("扬州" → "yang zhou");
/// other letters pass in lower case. Source: ICU's Han-Latin transliterator.
[[nodiscard]] std::string pinyin(std::string_view text);
/// The first letters of pinyin()'s syllables ("雨水井盖" → "ysjg"); ASCII letters and digits stay.
[[nodiscard]] std::string pinyinInitials(std::string_view text);

[[nodiscard]] std::string_view trim(std::string_view text);

}  // namespace gis::text
