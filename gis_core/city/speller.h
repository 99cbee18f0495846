// Pinyin of many short texts, fast.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace gis::city {

/// Spells Chinese names for search. Each character is asked for once and remembered (the transliterator
/// takes about 0.1 ms a character, a city has a million names made of three thousand characters).
/// Thread rule: one object a thread.
class Speller {
 public:
  /// Without tones and spaces, other letters and digits lower case: "文昌中路8号" → "wenchangzhonglu8hao".
  [[nodiscard]] std::string pinyin(std::string_view utf8);
  /// First letters: "文昌中路8号" → "wczl8h".
  [[nodiscard]] std::string initials(std::string_view utf8);
  /// Has the text a character that pinyin is for?
  [[nodiscard]] static bool hasHan(std::string_view utf8);

 private:
  const std::string& syllable(std::string_view character);
  std::unordered_map<std::string, std::string> m_syllables;
};

}  // namespace gis::city
