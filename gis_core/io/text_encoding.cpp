#include "gis_core/io/text_encoding.h"

#include <unicode/ucnv.h>
#include <unicode/ustring.h>

#include <algorithm>
#include <array>
#include <cctype>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"

namespace gis::io {
namespace {

bool isAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

struct LanguageByte {
  unsigned char byte;
  const char* name;
};

constexpr std::array kLanguageBytes{
    LanguageByte{0x01, "IBM437"},       LanguageByte{0x02, "IBM850"},       LanguageByte{0x03, "windows-1252"},
    LanguageByte{0x08, "IBM865"},       LanguageByte{0x0D, "IBM437"},       LanguageByte{0x10, "IBM850"},
    LanguageByte{0x13, "Shift_JIS"},    LanguageByte{0x26, "IBM866"},       LanguageByte{0x4D, "GBK"},
    LanguageByte{0x4E, "windows-949"},  LanguageByte{0x4F, "Big5"},         LanguageByte{0x50, "windows-874"},
    LanguageByte{0x58, "windows-1252"}, LanguageByte{0x59, "windows-1252"}, LanguageByte{0x64, "IBM852"},
    LanguageByte{0x65, "IBM866"},       LanguageByte{0x78, "Big5"},         LanguageByte{0x79, "windows-949"},
    LanguageByte{0x7A, "GBK"},          LanguageByte{0x7B, "Shift_JIS"},    LanguageByte{0x7C, "windows-874"},
    LanguageByte{0xC8, "windows-1250"}, LanguageByte{0xC9, "windows-1251"}, LanguageByte{0xCA, "windows-1254"},
    LanguageByte{0xCB, "windows-1253"}, LanguageByte{0xCC, "windows-1257"},
};

/// The name that ICU knows a converter by.
const char* converterName(const std::string& encoding) {
  if (encoding == "GBK") return "windows-936";
  return encoding.c_str();
}

bool icuKnows(const std::string& name) {
  UErrorCode status = U_ZERO_ERROR;
  UConverter* converter = ucnv_open(name.c_str(), &status);
  if (converter != nullptr) ucnv_close(converter);
  return U_SUCCESS(status) != 0 && !name.empty();
}

std::string upperTrimmed(std::string_view spelling) {
  std::string name(text::trim(spelling));
  for (char& c : name) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  for (const std::string_view prefix : {"ANSI ", "OEM ", "CP", "MS", "WINDOWS-", "IBM"}) {
    if (name.starts_with(prefix) && name.size() > prefix.size() &&
        std::isdigit(static_cast<unsigned char>(name[prefix.size()])) != 0) {
      name.erase(0, prefix.size());
      break;
    }
  }
  return name;
}

std::string nameOfCodePage(const std::string& digits) {
  if (digits == "65001") return "UTF-8";
  if (digits == "936" || digits == "1386") return "GBK";
  if (digits == "54936") return "GB18030";
  if (digits == "950") return "Big5";
  if (digits == "932") return "Shift_JIS";
  if (digits == "28591" || digits == "88591") return "ISO-8859-1";
  for (const std::string& candidate : {"windows-" + digits, "IBM" + digits, "cp" + digits}) {
    if (icuKnows(candidate)) return candidate;
  }
  return {};
}

void appendWide(const std::u16string& wide, std::string& out) {
  const std::size_t start = out.size();
  out.resize(start + wide.size() * 3);
  std::int32_t written = 0;
  UErrorCode status = U_ZERO_ERROR;
  u_strToUTF8WithSub(out.data() + start, static_cast<std::int32_t>(wide.size() * 3), &written, wide.data(),
                     static_cast<std::int32_t>(wide.size()), 0xFFFD, nullptr, &status);
  out.resize(start + (U_SUCCESS(status) != 0 ? static_cast<std::size_t>(written) : 0));
}

}  // namespace

std::string utf16ToUtf8(std::string_view bytes, bool bigEndian) {
  std::u16string wide(bytes.size() / 2, u'\0');
  for (std::size_t i = 0; i < wide.size(); ++i) {
    const auto a = static_cast<unsigned char>(bytes[2 * i]);
    const auto b = static_cast<unsigned char>(bytes[2 * i + 1]);
    wide[i] = static_cast<char16_t>(bigEndian ? (a << 8) | b : (b << 8) | a);
  }
  std::string out;
  appendWide(wide, out);
  return out;
}

std::string encodingName(std::string_view spelling) {
  const std::string name = upperTrimmed(spelling);
  if (name.empty()) return {};
  if (name == "UTF-8" || name == "UTF8") return "UTF-8";
  if (name == "GBK" || name == "GB2312" || name == "EUC-CN" || name == "GB_2312-80") return "GBK";
  if (name == "GB18030") return "GB18030";
  if (name.starts_with("BIG5") || name.starts_with("BIG-5")) return "Big5";
  if (name == "ISO8859-1" || name == "8859_1" || name == "LATIN1" || name == "ISO-8859-1") return "ISO-8859-1";
  if (name.starts_with("8859_") || name.starts_with("8859-")) return encodingName("ISO-8859-" + name.substr(5));
  if (name.starts_with("LDID/")) {
    const std::string digits = name.substr(5);
    if (digits.empty() || digits.size() > 3 || digits.find_first_not_of("0123456789") != std::string::npos) return {};
    return encodingOfLanguageByte(static_cast<unsigned char>(std::stoi(digits)));
  }
  if (name.find_first_not_of("0123456789") == std::string::npos) return nameOfCodePage(name);
  return icuKnows(name) ? name : std::string();
}

std::string encodingOfLanguageByte(unsigned char ldid) {
  const auto* found = std::find_if(kLanguageBytes.begin(), kLanguageBytes.end(),
                                   [&](const LanguageByte& entry) { return entry.byte == ldid; });
  return found == kLanguageBytes.end() ? std::string() : found->name;
}

struct TextDecoder::Converter {
  UConverter* handle = nullptr;
  explicit Converter(const char* name) {
    UErrorCode status = U_ZERO_ERROR;
    handle = ucnv_open(name, &status);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() {
    if (handle != nullptr) ucnv_close(handle);
  }
};

TextDecoder::TextDecoder(std::string_view encoding) : m_encoding(encodingName(encoding)) {
  if (m_encoding.empty()) {
    throw Error(ErrorCode::usage, {GIS_TR("the encoding {0} is not known"), {std::string(encoding)}}, {},
                GIS_TR("use auto, UTF-8, GBK, GB18030 or Big5"));
  }
  if (m_encoding != "UTF-8") m_converter = std::make_unique<Converter>(converterName(m_encoding));
}

TextDecoder::TextDecoder(TextDecoder&&) noexcept = default;
TextDecoder& TextDecoder::operator=(TextDecoder&&) noexcept = default;
TextDecoder::~TextDecoder() = default;

void TextDecoder::appendUtf8(std::string_view raw, std::string& out) {
  if (text::isValidUtf8(raw)) {
    out.append(raw);
    return;
  }
  // a DBF value cut at its width may end inside a character: drop those bytes, they say nothing
  std::string_view whole = raw;
  for (int i = 0; i < 3 && !whole.empty(); ++i) {
    const auto last = static_cast<unsigned char>(whole.back());
    whole.remove_suffix(1);
    if ((last & 0xC0U) == 0xC0U) break;
    if ((last & 0x80U) == 0) break;
  }
  if (text::isValidUtf8(whole) && !isAscii(raw.substr(whole.size()))) {
    const auto lead = static_cast<unsigned char>(raw[whole.size()]);
    if ((lead & 0xC0U) == 0xC0U) {
      out.append(whole);
      return;
    }
  }
  ++m_faulty;
  out.append(text::repairUtf8(raw));
}

void TextDecoder::append(std::string_view raw, std::string& out) {
  if (raw.empty()) return;
  if (!m_converter) {
    appendUtf8(raw, out);
    return;
  }
  if (isAscii(raw)) {
    out.append(raw);
    return;
  }
  // lead byte alone at the end of a two-byte encoding: the value was cut
  UErrorCode status = U_ZERO_ERROR;
  std::u16string wide(raw.size() + 8, u'\0');
  const char* from = raw.data();
  char16_t* to = wide.data();
  ucnv_reset(m_converter->handle);
  ucnv_toUnicode(m_converter->handle, &to, wide.data() + wide.size(), &from, raw.data() + raw.size(), nullptr,
                 0 /* not flushed: a cut character stays inside and is dropped by the next reset */, &status);
  wide.resize(static_cast<std::size_t>(to - wide.data()));
  if (wide.find(u'\uFFFD') != std::u16string::npos) ++m_faulty;
  appendWide(wide, out);
}

std::string TextDecoder::decode(std::string_view raw) {
  std::string out;
  append(raw, out);
  return out;
}

struct TextEncoder::Converter {
  UConverter* handle = nullptr;
  explicit Converter(const char* name) {
    UErrorCode status = U_ZERO_ERROR;
    handle = ucnv_open(name, &status);
    if (handle == nullptr) return;
    ucnv_setFallback(handle, false);
    // a character that the encoding lacks is a failure that we see, not a silent substitute
    ucnv_setFromUCallBack(handle, UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() {
    if (handle != nullptr) ucnv_close(handle);
  }
};

TextEncoder::TextEncoder(std::string_view encoding) : m_encoding(encodingName(encoding)) {
  if (m_encoding.empty()) {
    throw Error(ErrorCode::usage, {GIS_TR("the encoding {0} is not known"), {std::string(encoding)}}, {},
                GIS_TR("use UTF-8 or GBK"));
  }
  if (m_encoding != "UTF-8") m_converter = std::make_unique<Converter>(converterName(m_encoding));
}

TextEncoder::TextEncoder(TextEncoder&&) noexcept = default;
TextEncoder& TextEncoder::operator=(TextEncoder&&) noexcept = default;
TextEncoder::~TextEncoder() = default;

void TextEncoder::appendCharacter(std::string_view character, std::string& out) {
  if (!m_converter || isAscii(character)) {
    out.append(character);
    return;
  }
  char32_t c = 0;
  const auto first = static_cast<unsigned char>(character[0]);
  c = character.size() == 2 ? (first & 0x1FU) : character.size() == 3 ? (first & 0x0FU) : (first & 0x07U);
  for (std::size_t i = 1; i < character.size(); ++i) c = (c << 6) | (static_cast<unsigned char>(character[i]) & 0x3FU);
  char16_t wide[2] = {};
  int count = 1;
  if (c >= 0x10000) {
    wide[0] = static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10));
    wide[1] = static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF));
    count = 2;
  } else {
    wide[0] = static_cast<char16_t>(c);
  }
  UErrorCode status = U_ZERO_ERROR;
  char bytes[16];
  const int size = ucnv_fromUChars(m_converter->handle, bytes, sizeof bytes, wide, count, &status);
  const bool lacking = U_FAILURE(status) != 0 || size <= 0;
  if (lacking) {
    m_missing.emplace(character);
    ++m_replaced;
    out += '?';
  } else {
    out.append(bytes, static_cast<std::size_t>(size));
  }
}

std::string TextEncoder::encode(std::string_view utf8) {
  return encodeCut(utf8, std::string::npos);
}

std::string TextEncoder::encodeCut(std::string_view utf8, std::size_t bytes) {
  if (!m_converter) return std::string(bytes == std::string::npos ? utf8 : text::cutUtf8(utf8, bytes));
  if (utf8.size() <= bytes && isAscii(utf8)) return std::string(utf8);
  std::string out;
  std::string one;
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    one.clear();
    appendCharacter(utf8.substr(i, size), one);
    if (out.size() + one.size() > bytes) break;
    out += one;
    i += size;
  }
  return out;
}

}  // namespace gis::io
