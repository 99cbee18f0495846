#include "gis_core/city/speller.h"

#include <algorithm>
#include <cstddef>

#include "gis_core/base/text.h"

namespace gis::city {

namespace {

std::size_t lengthOfCharacter(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

/// Han characters of the basic plane begin at U+3400 (lead byte E3, second byte 90), those above it take four bytes.
bool isHan(std::string_view character) {
  if (character.size() == 4) return true;
  if (character.size() != 3) return false;
  const auto lead = static_cast<unsigned char>(character[0]);
  const auto second = static_cast<unsigned char>(character[1]);
  return (lead == 0xE3 && second >= 0x90) || (lead >= 0xE4 && lead <= 0xE9) ||
         (lead == 0xEF && second >= 0xA4 && second <= 0xAB);
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
}
// The stroke stands between the two names of a crossing.
bool isWordCharacter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '/';
}

/// Calls `each` with every character of valid or broken UTF-8, never reading past the end.
template <typename Each>
void forCharacters(std::string_view utf8, Each each) {
  for (std::size_t i = 0; i < utf8.size();) {
    const std::size_t n = std::min(lengthOfCharacter(static_cast<unsigned char>(utf8[i])), utf8.size() - i);
    each(utf8.substr(i, n));
    i += n;
  }
}

}  // namespace

const std::string& Speller::syllable(std::string_view character) {
  const std::string key(character);
  const auto known = m_syllables.find(key);
  if (known != m_syllables.end()) return known->second;
  std::string spelled = text::pinyin(character);
  std::erase_if(spelled, [](char c) { return !isWordCharacter(c); });
  return m_syllables.emplace(key, std::move(spelled)).first->second;
}

std::string Speller::pinyin(std::string_view utf8) {
  std::string out;
  forCharacters(utf8, [&](std::string_view character) {
    if (isHan(character)) {
      out += syllable(character);
    } else if (character.size() == 1 && isWordCharacter(lower(character[0]))) {
      out += lower(character[0]);
    }
  });
  return out;
}

std::string Speller::initials(std::string_view utf8) {
  std::string out;
  forCharacters(utf8, [&](std::string_view character) {
    if (isHan(character)) {
      const std::string& spelled = syllable(character);
      if (!spelled.empty()) out += spelled.front();
    } else if (character.size() == 1 && isWordCharacter(lower(character[0]))) {
      out += lower(character[0]);
    }
  });
  return out;
}

bool Speller::hasHan(std::string_view utf8) {
  bool found = false;
  forCharacters(utf8, [&](std::string_view character) { found = found || isHan(character); });
  return found;
}

}  // namespace gis::city
