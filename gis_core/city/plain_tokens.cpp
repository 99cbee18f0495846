#include "gis_core/city/plain_tokens.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>
#include <utility>

#include "gis_core/base/text.h"
#include "gis_core/city/plain_fillers.h"

namespace gis::city {

namespace {

using namespace fillers;

class TokenCutter {
 public:
  TokenCutter(std::string_view text, const PlainWords& words) : m_text(text), m_words(words) {}

  std::vector<PlainToken> run() {
    cut();
    return std::move(m_tokens);
  }

 private:
  /// The length of the first of `list` that stands here as a whole word.
  template <class List>
  [[nodiscard]] std::size_t lengthOfOne(const List& list, std::size_t at) const {
    std::size_t best = 0;
    for (const char* word : list) {
      const std::string_view piece(word);
      if (m_text.compare(at, piece.size(), piece) != 0 || piece.size() <= best) continue;
      const std::size_t end = at + piece.size();
      if (isLatin(piece.back()) && end < m_text.size() && isLatin(m_text[end])) continue;
      best = piece.size();
    }
    return best;
  }
  [[nodiscard]] bool atWordStart(std::size_t at) const { return at == 0 || !isLatin(m_text[at - 1]); }

  bool cutDistance(std::size_t& at) {
    double number = 0;
    std::size_t end = numberAt(at, number);
    if (end == at || std::isnan(number)) return false;
    if (number < 0 && at > 0 && m_text[at - 1] != ' ') return false;  // "5-10 m"
    const std::size_t numberEnd = end;
    while (end < m_text.size() && m_text[end] == ' ') ++end;
    for (const auto& [unit, metres] : kUnits) {
      const std::string_view piece(unit);
      if (m_text.compare(end, piece.size(), piece) != 0) continue;
      const std::size_t after = end + piece.size();
      if (isLatin(piece.back()) && after < m_text.size() && isLatin(m_text[after])) continue;
      addDistance(at, after, number * metres);
      return true;
    }
    // "within 300 of schools", 学校300以内: metres. "within 300 ft of": a unit that is none of ours, so no distance is
    // known, and what it is measured to must not be taken for something that is met
    if (!isBehindLimit(at) && lengthOfOne(kRanges, end) == 0) return false;
    const bool hasWord = end < m_text.size() && isLatin(m_text[end]);
    const bool isBare =
        !hasWord || (end > numberEnd && (lengthOfOne(kFillers, end) > 0 || lengthOfOne(kFroms, end) > 0 ||
                                         m_words.at(m_text.substr(end), true)));
    if (isBare) {
      addDistance(at, numberEnd, number);
      return true;
    }
    while (end < m_text.size() && isLatin(m_text[end])) ++end;
    addDistance(at, end, std::numeric_limits<double>::quiet_NaN());
    return true;
  }
  /// "1,000" is one number. Where it ends; `at` when none begins here.
  std::size_t numberAt(std::size_t at, double& number) const {
    std::string digits;
    std::size_t end = at;
    const auto isDigit = [&](std::size_t i) { return i < m_text.size() && m_text[i] >= '0' && m_text[i] <= '9'; };
    while (isDigit(end)) digits += m_text[end++];
    const bool grouped = !digits.empty() && digits.size() <= 3;
    while (grouped && end < m_text.size() && m_text[end] == ',' && isDigit(end + 1) && isDigit(end + 2) &&
           isDigit(end + 3) && !isDigit(end + 4)) {
      digits += m_text.substr(end + 1, 3);
      end += 4;
    }
    if (digits.size() > 3 && end > at + digits.size()) {
      std::from_chars(digits.data(), digits.data() + digits.size(), number);
      return end;
    }
    const auto read = std::from_chars(m_text.data() + at, m_text.data() + m_text.size(), number);
    return read.ec == std::errc{} ? std::size_t(read.ptr - m_text.data()) : at;
  }
  void addDistance(std::size_t& at, std::size_t end, double metres) {
    PlainToken token;
    token.kind = PlainToken::Kind::distance;
    token.metres = metres;
    token.text = m_text.substr(at, end - at);
    token.behind = lengthOfOne(kRanges, end) > 0;
    m_tokens.push_back(std::move(token));
    at = end;
  }
  /// Does "within", or 距 and a thing, stand before?
  [[nodiscard]] bool isBehindLimit(std::size_t at) const {
    const std::string_view before = text::trim(m_text.substr(0, at));
    if (std::any_of(kLimits.begin(), kLimits.end(), [&](const char* one) { return before.ends_with(one); }))
      return true;
    return m_tokens.size() >= 2 && m_tokens[m_tokens.size() - 2].kind == PlainToken::Kind::from &&
           isThing(m_tokens, m_tokens.size() - 1);
  }
  bool cutWord(std::size_t& at) {
    const auto found = m_words.at(m_text.substr(at), atWordStart(at));
    if (!found) return false;
    const bool isBehindEach = !m_tokens.empty() && m_tokens.back().kind == PlainToken::Kind::each;
    if (found->first->kind == WordMeaning::Kind::zones && !isBehindEach) return false;
    const bool isGeneral = found->first->kind == WordMeaning::Kind::layer || found->first->isTrade;
    if (isGeneral && m_words.goesOnAsClass(m_text.substr(at), found->second)) return false;
    PlainToken token;
    token.kind = PlainToken::Kind::meaning;
    token.meaning = found->first;
    token.text = m_text.substr(at, found->second);
    m_tokens.push_back(std::move(token));
    at += found->second;
    return true;
  }
  template <class List>
  bool cutOne(const List& list, PlainToken::Kind kind, std::size_t& at) {
    if (!atWordStart(at) && isLatin(m_text[at])) return false;
    const std::size_t length = lengthOfOne(list, at);
    if (length == 0) return false;
    PlainToken token;
    token.kind = kind;
    token.text = m_text.substr(at, length);
    if (kind != PlainToken::Kind::unknown) m_tokens.push_back(std::move(token));
    at += length;
    return true;
  }
  /// Only before zones or a column: the characters are part of many other words.
  bool cutEach(std::size_t& at) {
    std::size_t after = at + lengthOfOne(kEachs, at);
    if (after == at) return false;
    while (after < m_text.size() && m_text[after] == ' ') ++after;
    const auto next = m_words.at(m_text.substr(after), atWordStart(after));
    if (!next) return false;
    if (!isZones(*next->first, m_words) && next->first->kind != WordMeaning::Kind::column) return false;
    return cutOne(kEachs, PlainToken::Kind::each, at);
  }
  bool cutFigure(std::size_t& at) {
    using Figure = query::Figure::Kind;
    const Figure kind = lengthOfOne(kAreas, at) > 0     ? Figure::area
                        : lengthOfOne(kLengths, at) > 0 ? Figure::length
                                                        : Figure::count;
    if (!cutOne(kNumbers, PlainToken::Kind::figure, at) && !cutOne(kAreas, PlainToken::Kind::figure, at) &&
        !cutOne(kLengths, PlainToken::Kind::figure, at))
      return false;
    m_tokens.back().figure = kind;
    return true;
  }
  /// One character or one Latin word that nothing is known of joins the one before it.
  void cutUnknown(std::size_t& at, bool joined) {
    std::size_t end = at + 1;
    if (isLatin(m_text[at])) {
      while (end < m_text.size() && isLatin(m_text[end])) ++end;
    } else {
      while (end < m_text.size() && (static_cast<unsigned char>(m_text[end]) & 0xc0) == 0x80) ++end;
    }
    const std::string piece(m_text.substr(at, end - at));
    if (joined && !m_tokens.empty() && m_tokens.back().kind == PlainToken::Kind::unknown) {
      const bool latin = isLatin(piece.front()) && isLatin(m_tokens.back().text.back());
      m_tokens.back().text += (latin ? " " : "") + piece;
    } else {
      PlainToken token;
      token.text = piece;
      m_tokens.push_back(std::move(token));
    }
    at = end;
  }
  void cut() {
    constexpr std::array kMarks = {" ",  ",",  ".",  ";",  ":",  "?",  "!",  "\"", "'", "(",  ")",  "\t", "\n",
                                   "，", "。", "、", "；", "：", "？", "！", "“",  "”", "「", "」", "*"};
    bool joined = false;  // nothing but a blank since the last unknown word
    std::size_t head = std::string_view::npos;
    std::size_t at = 0;
    while (at < m_text.size()) {
      const auto mark = std::find_if(kMarks.begin(), kMarks.end(), [&](const char* one) {
        return m_text.compare(at, std::string_view(one).size(), one) == 0;
      });
      if (mark != kMarks.end()) {
        joined = joined && std::string_view(*mark) == " ";
        at += std::string_view(*mark).size();
        continue;
      }
      if (cutDistance(at) || cutWord(at) || cutOne(kFroms, PlainToken::Kind::from, at) ||
          cutOne(kNegations, PlainToken::Kind::negation, at) || cutOne(kEithers, PlainToken::Kind::either, at) ||
          cutEach(at) || cutFigure(at) || cutOne(kFillers, PlainToken::Kind::unknown, at)) {
        if (m_text.substr(0, at).ends_with(kOf)) head = m_tokens.size();
        joined = false;
        continue;
      }
      cutUnknown(at, joined);
      joined = true;
    }
    if (head < m_tokens.size()) m_tokens[head].isHead = true;
  }

  std::string_view m_text;
  const PlainWords& m_words;
  std::vector<PlainToken> m_tokens;
};

}  // namespace

bool isLatin(char c) {
  return static_cast<unsigned char>(c) < 0x80 && std::isalnum(static_cast<unsigned char>(c)) != 0;
}

bool isThing(const std::vector<PlainToken>& tokens, std::size_t i) {
  return i < tokens.size() && (tokens[i].is(WordMeaning::Kind::layer) || tokens[i].is(WordMeaning::Kind::place) ||
                               tokens[i].is(WordMeaning::Kind::area));
}

bool isZones(const WordMeaning& meaning, const PlainWords& words) {
  const bool isLayer = meaning.kind == WordMeaning::Kind::layer || meaning.kind == WordMeaning::Kind::zones;
  return isLayer && words.isAreas(meaning.layer);
}

std::vector<PlainToken> plainTokens(std::string_view folded, const PlainWords& words) {
  return TokenCutter(folded, words).run();
}

}  // namespace gis::city
