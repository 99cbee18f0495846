#include <uchardet/uchardet.h>

#include <algorithm>
#include <iterator>
#include <unordered_set>
#include <utility>

#include "gis_core/io/common_han.h"
#include "gis_core/io/text_encoding.h"

namespace gis::io {
namespace {

bool isAsciiText(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Calls `f` for every character beyond ASCII of valid UTF-8.
template <typename F>
void eachForeign(std::string_view utf8, F f) {
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (size > 1 && i + size <= utf8.size()) {
      char32_t c = lead & (0xFFU >> (size + 1));
      for (std::size_t k = 1; k < size; ++k) c = (c << 6U) | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
      f(c);
    }
    i += size;
  }
}

/// The characters that the first rows of an encoding hold: those which its makers found to be in daily use.
std::unordered_set<char32_t> firstRows(const char* encoding, unsigned firstLead, unsigned lastLead) {
  TextDecoder decoder(encoding);
  std::unordered_set<char32_t> all;
  for (unsigned lead = firstLead; lead <= lastLead; ++lead) {
    for (unsigned trail = 0x40; trail <= 0xFE; ++trail) {
      if (encoding == std::string_view("GBK") && trail < 0xA1) continue;
      const char pair[2] = {static_cast<char>(lead), static_cast<char>(trail)};
      eachForeign(decoder.decode({pair, 2}), [&](char32_t c) { all.insert(c); });
    }
  }
  return all;
}

/// GB 2312's first level stands in rows 16 to 55 (B0 to D7), Big5's frequent characters at A4 to C6, JIS X 0208's first
/// level at 88 to 98 (Shift_JIS).
bool isDaily(char32_t c, std::string_view encoding) {
  static const std::unordered_set<char32_t> gb = firstRows("GBK", 0xB0, 0xD7);
  static const std::unordered_set<char32_t> big5 = firstRows("Big5", 0xA4, 0xC6);
  static const std::unordered_set<char32_t> jis = firstRows("Shift_JIS", 0x88, 0x98);
  if (encoding == "Big5") return big5.count(c) > 0;
  if (encoding == "Shift_JIS") return jis.count(c) > 0;
  if (encoding == "GBK" || encoding == "GB18030") return gb.count(c) > 0;
  return gb.count(c) > 0 || big5.count(c) > 0 || jis.count(c) > 0;
}

/// How much sense a character makes in a text of a city, in this encoding.
double senseOf(char32_t c, std::string_view encoding) {
  if (c == 0xFFFD) return -2;
  if (c >= 0xE000 && c <= 0xF8FF) return -1;  // private use: nobody means these
  if (c >= 0x4E00 && c <= 0x9FFF) return isCommonHan(c) ? 1.0 : isDaily(c, encoding) ? 0.5 : 0.1;
  if (c >= 0x3041 && c <= 0x30FF) return encoding == "Shift_JIS" || encoding == "UTF-8" ? 1.0 : 0.2;
  if (c >= 0xFF61 && c <= 0xFF9F) return 0.05;  // half-width kana: what stray bytes look like in Shift_JIS
  if ((c >= 0x3000 && c <= 0x303F) || (c >= 0xFF01 && c <= 0xFF5E)) return 0.6;
  if ((c >= 0x3400 && c <= 0x4DBF) || (c >= 0x20000 && c <= 0x3FFFF)) return 0.3;
  if (c == 0xB7 || (c >= 0x2010 && c <= 0x203B) || (c >= 0x2160 && c <= 0x217F) || (c >= 0x2460 && c <= 0x249B))
    return 0.4;
  return encoding == "UTF-8" ? 0.4 : 0;
}

EncodingScore weigh(const std::vector<std::string_view>& foreign, const std::string& encoding) {
  EncodingScore result{encoding, 0, 0, 0};
  TextDecoder decoder(encoding);
  std::string scratch;
  double sense = 0;
  for (const std::string_view text : foreign) {
    scratch.clear();
    decoder.append(text, scratch);
    eachForeign(scratch, [&](char32_t c) {
      sense += senseOf(c, encoding);
      ++result.characters;
      if (c == 0xFFFD) ++result.unreadable;
    });
  }
  if (result.characters > 0) result.score = std::clamp(sense / static_cast<double>(result.characters), 0.0, 1.0);
  return result;
}

std::vector<std::string_view> foreignOf(const std::vector<std::string_view>& texts) {
  std::vector<std::string_view> foreign;
  std::copy_if(texts.begin(), texts.end(), std::back_inserter(foreign), [](auto text) { return !isAsciiText(text); });
  return foreign;
}

/// One unreadable character in two hundred is a damaged value, more is another encoding.
bool isMostlySound(const EncodingScore& score) {
  return score.unreadable * 200 <= score.characters;
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
  const std::vector<std::string_view> foreign = foreignOf(texts);
  if (foreign.empty() || !fitsEncoding(foreign, "UTF-8")) return false;
  // Chinese text scores nine tenths; read from bytes of UTF-8 it scores three tenths at most.
  constexpr double kMakesSense = 0.5;
  if (told != "GBK" && told != "GB18030" && told != "Big5" && told != "Shift_JIS") return true;
  const EncodingScore score = weigh(foreign, told);
  return score.unreadable > 0 || score.score < kMakesSense;
}

std::vector<EncodingScore> weighEncodings(const std::vector<std::string_view>& texts) {
  const std::vector<std::string_view> foreign = foreignOf(texts);
  std::vector<EncodingScore> all;
  for (const char* encoding : {"UTF-8", "GBK", "GB18030", "Big5", "Shift_JIS"}) all.push_back(weigh(foreign, encoding));
  if (foreign.empty()) return all;
  // strict UTF-8 is hardly ever anything else, and the larger encoding only comes first when it reads more
  const bool isUtf8 = all[0].unreadable == 0 && fitsEncoding(foreign, "UTF-8");
  const auto rank = [&](const EncodingScore& one) {
    const bool last = !isMostlySound(one);
    return std::make_pair(last ? 1 : 0, one.encoding == "UTF-8" && isUtf8 ? -2.0 : -one.score);
  };
  std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
  return all;
}

std::string guessEncoding(const std::vector<std::string_view>& texts) {
  // below this, none of them makes sense
  constexpr double kLeastSense = 0.4;
  const std::vector<std::string_view> foreign = foreignOf(texts);
  if (foreign.empty() || fitsEncoding(foreign, "UTF-8")) return "UTF-8";
  const std::vector<EncodingScore> weighed = weighEncodings(foreign);
  const EncodingScore& best = weighed.front();
  if (isMostlySound(best) && best.score >= kLeastSense) return best.encoding;
  std::string asked = askUchardet(foreign);
  if (!asked.empty() && asked != "UTF-8" && asked != "GBK" && asked != "GB18030") return asked;
  const auto gb =
      std::find_if(weighed.begin(), weighed.end(), [](const auto& one) { return one.encoding == "GB18030"; });
  return isMostlySound(*gb) && gb->score >= kLeastSense / 2 ? "GB18030" : "windows-1252";
}

}  // namespace gis::io
