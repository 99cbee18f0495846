#include "gis_core/base/text.h"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <memory>

#include "gis_core/base/error.h"

namespace gis::text {
namespace {

/// ICU's transliterators keep state: one for each thread.
icu::Transliterator& hanToLatin() {
  thread_local const std::unique_ptr<icu::Transliterator> instance = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(
        icu::UnicodeString::fromUTF8("Han-Latin; Latin-ASCII; Lower"), UTRANS_FORWARD, status));
    if (U_FAILURE(status) || !made) {
      throw Error(ErrorCode::internal, GIS_TR("cannot load the pinyin table"), u_errorName(status));
    }
    return made;
  }();
  return *instance;
}

bool isHan(UChar32 c) {
  return u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) != 0;
}

}  // namespace

bool isValidUtf8(std::string_view text) {
  const auto* s = text.data();
  const auto length = static_cast<std::int32_t>(text.size());
  std::int32_t i = 0;
  while (i < length) {
    UChar32 c = 0;
    U8_NEXT(s, i, length, c);
    if (c < 0) return false;
  }
  return true;
}

std::string repairUtf8(std::string_view text) {
  std::string out;
  icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size()))).toUTF8String(out);
  return out;
}

std::string_view cutUtf8(std::string_view text, std::size_t bytes) {
  if (text.size() <= bytes) return text;
  while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
  return text.substr(0, bytes);
}

std::string fold(std::string_view text) {
  bool plain = true;
  for (const char c : text) plain = plain && static_cast<unsigned char>(c) < 0x80;
  if (plain) {
    std::string out(text);
    for (char& c : out) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfkc = icu::Normalizer2::getNFKCCasefoldInstance(status);
  if (U_FAILURE(status)) throw Error(ErrorCode::internal, GIS_TR("cannot fold text"), u_errorName(status));
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  nfkc->normalizeUTF8(0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr, status);
  return out;
}

std::string normaliseCode(std::string_view text) {
  const std::string folded = fold(text);
  icu::UnicodeString in = icu::UnicodeString::fromUTF8(folded);
  icu::UnicodeString kept;
  for (std::int32_t i = 0; i < in.length();) {
    const UChar32 c = in.char32At(i);
    i += U16_LENGTH(c);
    if (u_isUWhiteSpace(c) || u_charType(c) == U_DASH_PUNCTUATION || u_charType(c) == U_FORMAT_CHAR || u_iscntrl(c))
      continue;
    kept.append(u_toupper(c));
  }
  std::string out;
  kept.toUTF8String(out);
  return out;
}

std::string pinyin(std::string_view text) {
  icu::UnicodeString in =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  // spaces around each Han character keep the syllables apart
  icu::UnicodeString spaced;
  for (std::int32_t i = 0; i < in.length();) {
    const UChar32 c = in.char32At(i);
    i += U16_LENGTH(c);
    if (isHan(c)) {
      spaced.append(UChar32{' '}).append(c).append(UChar32{' '});
    } else {
      spaced.append(c);
    }
  }
  hanToLatin().transliterate(spaced);
  std::string raw;
  spaced.toUTF8String(raw);
  std::string out;
  for (const char c : raw) {
    if (c == ' ' && (out.empty() || out.back() == ' ')) continue;
    out += c;
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string pinyinInitials(std::string_view text) {
  icu::UnicodeString in =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
  std::string out;
  for (std::int32_t i = 0; i < in.length();) {
    const UChar32 c = in.char32At(i);
    i += U16_LENGTH(c);
    if (isHan(c)) {
      icu::UnicodeString one(c);
      hanToLatin().transliterate(one);
      const UChar32 first = one.char32At(0);
      if (first < 0x80 && u_isalpha(first)) out += static_cast<char>(u_tolower(first));
    } else if (c < 0x80 && u_isalnum(c)) {
      out += static_cast<char>(u_tolower(c));
    }
  }
  return out;
}

std::string_view trim(std::string_view text) {
  const auto space = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
  while (!text.empty() && space(text.front())) text.remove_prefix(1);
  while (!text.empty() && space(text.back())) text.remove_suffix(1);
  return text;
}

}  // namespace gis::text
