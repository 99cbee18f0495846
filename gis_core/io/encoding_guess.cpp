#include <uchardet/uchardet.h>

#include <algorithm>
#include <iterator>

#include "gis_core/base/text.h"
#include "gis_core/io/text_encoding.h"

namespace gis::io {
namespace {

unsigned char byteAt(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

bool isAsciiText(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// How a run of bytes looks as a two-byte Chinese encoding.
struct PairScore {
  std::size_t characters = 0;
  std::size_t common = 0;
  std::size_t broken = 0;
  std::size_t fourByte = 0;
  void add(const PairScore& other) {
    characters += other.characters;
    common += other.common;
    broken += other.broken;
    fourByte += other.fourByte;
  }
  [[nodiscard]] double share() const {
    return characters == 0 ? 0 : static_cast<double>(common) / static_cast<double>(characters);
  }
};

/// GB 18030: the first-level Han characters of GB 2312 (rows 16 to 55, all in daily use) and its signs
/// (rows 1 to 3) count as common.
PairScore scoreGb(std::string_view text) {
  PairScore score;
  for (std::size_t i = 0; i < text.size();) {
    const unsigned char lead = byteAt(text, i);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    if (i + 1 >= text.size()) break;  // a cut value
    const unsigned char trail = byteAt(text, i + 1);
    ++score.characters;
    if (lead == 0x80 || lead == 0xFF || trail < 0x30 || trail == 0x7F || trail == 0xFF ||
        (trail > 0x39 && trail < 0x40)) {
      ++score.broken;
      ++i;
    } else if (trail <= 0x39) {
      ++score.fourByte;
      i += 4;
    } else {
      if (trail >= 0xA1 && ((lead >= 0xB0 && lead <= 0xD7) || (lead >= 0xA1 && lead <= 0xA3))) ++score.common;
      i += 2;
    }
  }
  return score;
}

/// Big5: the 5,401 frequent characters stand at A440 to C67E, signs at A140 to A3BF.
PairScore scoreBig5(std::string_view text) {
  PairScore score;
  for (std::size_t i = 0; i < text.size();) {
    const unsigned char lead = byteAt(text, i);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    if (i + 1 >= text.size()) break;
    const unsigned char trail = byteAt(text, i + 1);
    ++score.characters;
    if (lead < 0xA1 || lead > 0xF9 || !((trail >= 0x40 && trail <= 0x7E) || (trail >= 0xA1 && trail <= 0xFE))) {
      ++score.broken;
      ++i;
    } else {
      if (lead <= 0xC6) ++score.common;
      i += 2;
    }
  }
  return score;
}

std::string askUchardet(const std::vector<std::string_view>& texts) {
  uchardet_t detector = uchardet_new();
  for (const std::string_view text : texts) {
    if (uchardet_handle_data(detector, text.data(), text.size()) != 0) break;
    if (uchardet_handle_data(detector, "\n", 1) != 0) break;
  }
  uchardet_data_end(detector);
  std::string name = encodingName(uchardet_get_charset(detector));
  uchardet_delete(detector);
  return name;
}

}  // namespace

bool fitsEncoding(const std::vector<std::string_view>& texts, const std::string& encoding) {
  TextDecoder decoder(encoding);
  std::string scratch;
  for (const std::string_view text : texts) {
    scratch.clear();
    decoder.append(text, scratch);
    if (decoder.faulty() > 0) return false;
  }
  return true;
}

bool isClearlyUtf8(const std::vector<std::string_view>& texts, const std::string& told) {
  std::vector<std::string_view> foreign;
  std::copy_if(texts.begin(), texts.end(), std::back_inserter(foreign), [](auto text) { return !isAsciiText(text); });
  if (foreign.empty() || !fitsEncoding(foreign, "UTF-8")) return false;
  // Of Chinese text some nine characters in ten are common ones; read from bytes of UTF-8 it is one in ten.
  constexpr double kMakesSense = 0.5;
  PairScore score;
  if (told == "GBK" || told == "GB18030") {
    for (const std::string_view text : foreign) score.add(scoreGb(text));
  } else if (told == "Big5") {
    for (const std::string_view text : foreign) score.add(scoreBig5(text));
  }
  return score.broken > 0 || score.share() < kMakesSense;
}

std::string guessEncoding(const std::vector<std::string_view>& texts) {
  std::vector<std::string_view> foreign;
  for (const std::string_view text : texts) {
    if (!isAsciiText(text)) foreign.push_back(text);
  }
  if (foreign.empty() || fitsEncoding(foreign, "UTF-8")) return "UTF-8";
  PairScore gb;
  PairScore big5;
  for (const std::string_view text : foreign) {
    gb.add(scoreGb(text));
    big5.add(scoreBig5(text));
  }
  // one broken pair in two hundred is a damaged value, more is another encoding
  const auto mostlySound = [](const PairScore& score) { return score.broken * 200 <= score.characters; };
  if (mostlySound(gb) && gb.share() >= 0.6 && gb.share() + 0.2 >= big5.share())
    return gb.fourByte == 0 ? "GBK" : "GB18030";
  if (mostlySound(big5) && big5.share() >= 0.8) return "Big5";
  std::string asked = askUchardet(foreign);
  if (!asked.empty() && asked != "UTF-8" && asked != "GBK" && asked != "GB18030") return asked;
  return mostlySound(gb) && gb.share() >= 0.4 ? "GB18030" : "windows-1252";
}

}  // namespace gis::io
