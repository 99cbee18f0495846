#include "gis_core/io/dxf_names.h"

#include <algorithm>
#include <charconv>

#include "gis_core/base/text.h"

namespace gis::io {
namespace {

/// Signs that CAD programs refuse in a name.
constexpr std::string_view kIllegal = "<>/\\\":;?*|=,'`";
constexpr std::size_t kAttributeBytes = 250;  // of 255
constexpr std::string_view kEscape = "\\U+";
constexpr std::size_t kEscapeDigits = 4;

/// Bytes of the UTF-8 character that begins so.
std::size_t lengthOf(char first) {
  const auto byte = static_cast<unsigned char>(first);
  return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// Of a character of two or three bytes.
unsigned codePoint(std::string_view character) {
  const auto at = [&](std::size_t i) { return static_cast<unsigned>(static_cast<unsigned char>(character[i])); };
  return character.size() == 2 ? (at(0) & 0x1FU) << 6U | (at(1) & 0x3FU)
                               : (at(0) & 0x0FU) << 12U | (at(1) & 0x3FU) << 6U | (at(2) & 0x3FU);
}

std::string escaped(unsigned point) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out(kEscape);
  for (int shift = 12; shift >= 0; shift -= 4) out += kHex[point >> static_cast<unsigned>(shift) & 0xFU];
  return out;
}

std::string utf8Of(unsigned point) {
  std::string out;
  if (point < 0x80) return std::string(1, static_cast<char>(point));
  if (point < 0x800) {
    out += static_cast<char>(0xC0U | point >> 6U);
  } else {
    out += static_cast<char>(0xE0U | point >> 12U);
    out += static_cast<char>(0x80U | (point >> 6U & 0x3FU));
  }
  return out += static_cast<char>(0x80U | (point & 0x3FU));
}

}  // namespace

std::string dxfName(std::string_view wanted, TextEncoder& encoder, std::size_t most) {
  std::string clean;
  for (const char c : std::string(text::trim(wanted))) {
    const auto byte = static_cast<unsigned char>(c);
    clean += byte < 0x20 || byte == 0x7F || kIllegal.find(c) != std::string_view::npos ? '_' : c;
  }
  std::string bytes = encoder.encodeCut(clean, most);
  std::replace(bytes.begin(), bytes.end(), '?', '_');  // what the code page lacks
  return bytes.empty() ? "0" : bytes;
}

std::vector<std::string> dxfTags(const std::vector<std::string>& columns, TextEncoder& encoder) {
  std::vector<std::string> tags;
  std::set<std::string> used;
  for (const std::string& column : columns) {
    std::string clean = column;
    std::replace(clean.begin(), clean.end(), ' ', '_');
    std::string tag = dxfName(clean, encoder);
    for (int n = 1; !used.insert(text::fold(tag)).second; ++n) {
      const std::string suffix = "_" + std::to_string(n);
      tag = dxfName(clean, encoder, kDxfNameBytes - suffix.size()) + suffix;
    }
    tags.push_back(std::move(tag));
  }
  return tags;
}

DxfText dxfText(std::string_view utf8, TextEncoder& encoder, TextDecoder& decoder) {
  DxfText out;
  for (std::size_t at = 0; at < utf8.size();) {
    const std::string_view character = utf8.substr(at, lengthOf(utf8[at]));
    at += character.size();
    std::string bytes;
    if (static_cast<unsigned char>(character[0]) < 0x20) {
      bytes = " ";
      out.changed = true;
    } else if (character.size() == 1) {
      bytes = character;
    } else {
      const std::size_t before = encoder.replaced();
      bytes = encoder.encode(character);
      if (encoder.replaced() > before && character.size() < 4)
        bytes = escaped(codePoint(character));
      else if (encoder.replaced() > before)
        out.changed = true;
    }
    if (out.bytes.size() + bytes.size() > kAttributeBytes) {
      out.changed = true;
      break;
    }
    out.bytes += bytes;
  }
  out.readBack = withoutDxfEscapes(decoder.decode(out.bytes));
  return out;
}

std::string withoutDxfEscapes(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    unsigned point = 0;
    const char* const digits = text.data() + at + kEscape.size();
    if (text.substr(at).starts_with(kEscape) && text.size() >= at + kEscape.size() + kEscapeDigits &&
        std::from_chars(digits, digits + kEscapeDigits, point, 16).ptr == digits + kEscapeDigits && point != 0) {
      out += utf8Of(point);
      at += kEscape.size() + kEscapeDigits;
    } else {
      out += text[at++];
    }
  }
  return out;
}

}  // namespace gis::io
