#include "gis_core/city/plain_question.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>

#include "gis_core/base/text.h"
#include "gis_core/city/plain_fillers.h"

namespace gis::city {

namespace {

using namespace fillers;

struct Token {
  enum class Kind { meaning, distance, negation, either, from, each, figure, unknown };
  Kind kind = Kind::unknown;
  const WordMeaning* meaning = nullptr;
  std::optional<WordMeaning> found;  // of a class that only part of its name was typed of
  double metres = 0;
  query::Figure::Kind figure = query::Figure::Kind::count;
  std::string text;
  bool used = false;
  bool behind = false;  // of a distance: 以内 follows, so that what it is measured to stands before it
  [[nodiscard]] const WordMeaning* what() const { return found ? &*found : meaning; }
  [[nodiscard]] bool is(WordMeaning::Kind wanted) const { return what() != nullptr && what()->kind == wanted; }
};

constexpr std::size_t kMostLooked = 120;  // bytes of a phrase: longer ones name no class

bool isLatin(char c) {
  return static_cast<unsigned char>(c) < 0x80 && std::isalnum(static_cast<unsigned char>(c)) != 0;
}

class PlainReader {
 public:
  PlainReader(std::string_view text, const PlainWords& words) : m_text(text::fold(text)), m_words(words) {}

  PlainReading run() {
    cut();
    findClasses();
    PlainReading out;
    const std::optional<std::string> subject = findSubject();
    if (subject) {
      query::Ask ask;
      ask.layer = *subject;
      ask.where = conditions(*subject);
      askFigures(ask);
      out.ask = std::move(ask);
    }
    for (const Token& token : m_tokens) {
      if (!token.used) out.leftOver.push_back(token.text);
    }
    return out;
  }

 private:
  // ---- into tokens

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
                                         m_words.at(std::string_view(m_text).substr(end), true)));
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
    Token token;
    token.kind = Token::Kind::distance;
    token.metres = metres;
    token.text = m_text.substr(at, end - at);
    token.behind = lengthOfOne(kRanges, end) > 0;
    m_tokens.push_back(std::move(token));
    at = end;
  }
  /// Does "within", or 距 and a thing, stand before?
  [[nodiscard]] bool isBehindLimit(std::size_t at) const {
    const std::string_view before = text::trim(std::string_view(m_text).substr(0, at));
    if (std::any_of(kLimits.begin(), kLimits.end(), [&](const char* one) { return before.ends_with(one); }))
      return true;
    return m_tokens.size() >= 2 && m_tokens[m_tokens.size() - 2].kind == Token::Kind::from &&
           isThing(m_tokens.size() - 1);
  }
  bool cutWord(std::size_t& at) {
    const auto found = m_words.at(std::string_view(m_text).substr(at), atWordStart(at));
    if (!found) return false;
    const bool isBehindEach = !m_tokens.empty() && m_tokens.back().kind == Token::Kind::each;
    if (found->first->kind == WordMeaning::Kind::zones && !isBehindEach) return false;
    Token token;
    token.kind = Token::Kind::meaning;
    token.meaning = found->first;
    token.text = m_text.substr(at, found->second);
    m_tokens.push_back(std::move(token));
    at += found->second;
    return true;
  }
  template <class List>
  bool cutOne(const List& list, Token::Kind kind, std::size_t& at) {
    if (!atWordStart(at) && isLatin(m_text[at])) return false;
    const std::size_t length = lengthOfOne(list, at);
    if (length == 0) return false;
    Token token;
    token.kind = kind;
    token.text = m_text.substr(at, length);
    if (kind != Token::Kind::unknown) m_tokens.push_back(std::move(token));
    at += length;
    return true;
  }
  [[nodiscard]] bool isZones(const WordMeaning& meaning) const {
    const bool isLayer = meaning.kind == WordMeaning::Kind::layer || meaning.kind == WordMeaning::Kind::zones;
    return isLayer && m_words.isAreas(meaning.layer);
  }
  /// Only before zones or a column: the characters are part of many other words.
  bool cutEach(std::size_t& at) {
    std::size_t after = at + lengthOfOne(kEachs, at);
    if (after == at) return false;
    while (after < m_text.size() && m_text[after] == ' ') ++after;
    const auto next = m_words.at(std::string_view(m_text).substr(after), atWordStart(after));
    if (!next) return false;
    if (!isZones(*next->first) && next->first->kind != WordMeaning::Kind::column) return false;
    return cutOne(kEachs, Token::Kind::each, at);
  }
  bool cutFigure(std::size_t& at) {
    using Figure = query::Figure::Kind;
    const Figure kind = lengthOfOne(kAreas, at) > 0     ? Figure::area
                        : lengthOfOne(kLengths, at) > 0 ? Figure::length
                                                        : Figure::count;
    if (!cutOne(kNumbers, Token::Kind::figure, at) && !cutOne(kAreas, Token::Kind::figure, at) &&
        !cutOne(kLengths, Token::Kind::figure, at))
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
    const std::string piece = m_text.substr(at, end - at);
    if (joined && !m_tokens.empty() && m_tokens.back().kind == Token::Kind::unknown) {
      const bool latin = isLatin(piece.front()) && isLatin(m_tokens.back().text.back());
      m_tokens.back().text += (latin ? " " : "") + piece;
    } else {
      Token token;
      token.text = piece;
      m_tokens.push_back(std::move(token));
    }
    at = end;
  }
  void cut() {
    constexpr std::array kMarks = {" ",  ",",  ".",  ";",  ":",  "?",  "!",  "\"", "'", "(",  ")",  "\t", "\n",
                                   "，", "。", "、", "；", "：", "？", "！", "“",  "”", "「", "」", "*"};
    bool joined = false;  // nothing but a blank since the last unknown word
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
      if (cutDistance(at) || cutWord(at) || cutOne(kFroms, Token::Kind::from, at) ||
          cutOne(kNegations, Token::Kind::negation, at) || cutOne(kEithers, Token::Kind::either, at) || cutEach(at) ||
          cutFigure(at) || cutOne(kFillers, Token::Kind::unknown, at)) {
        joined = false;
        continue;
      }
      cutUnknown(at, joined);
      joined = true;
    }
  }
  /// "manhole cover", 井盖: part of the names of classes. The words of one phrase narrow together, in any order; where
  /// no class has all of them, the longest run that some have is taken and the rest is handed back.
  void findClasses() {
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
      if (m_tokens[i].kind != Token::Kind::unknown) continue;
      joinAlternatives(i);
      const std::string whole = m_tokens[i].text;
      const auto [from, length] = longestNamed(whole);
      if (length == 0) continue;
      Token& token = m_tokens[i];
      token.kind = Token::Kind::meaning;
      token.found = m_words.classNamed(std::string_view(whole).substr(from, length));
      token.text = whole.substr(from, length);
      const std::string behind(text::trim(std::string_view(whole).substr(from + length)));
      const std::string before(text::trim(std::string_view(whole).substr(0, from)));
      if (isSaidByDefect(token.text, before, behind)) {
        token.text = whole;
        continue;
      }
      if (!behind.empty()) addRest(i + 1, behind);
      if (!before.empty()) addRest(i++, before);
      if (!behind.empty()) ++i;  // no second set of classes
    }
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
      if (isPlainClass(i)) narrow(i);
    }
  }
  /// A component is missing, damaged or stolen: the standard has one class for each thing, "…: defect", 异常, which
  /// says no more than that.
  [[nodiscard]] bool isSaidByDefect(const std::string& thing, const std::string& before,
                                    const std::string& behind) const {
    if ((before.empty() && behind.empty()) || !saysOnlyFaults(before) || !saysOnlyFaults(behind)) return false;
    return m_words.classNamed(thing + " defect") || m_words.classNamed(thing + " 异常");
  }
  void addRest(std::size_t at, const std::string& text) {
    Token rest;
    rest.text = text;
    m_tokens.insert(m_tokens.begin() + std::ptrdiff_t(at), std::move(rest));
  }
  /// "damaged or missing kerbstone" is one phrase: of words that only say what is wrong, or of a class with all of
  /// them.
  void joinAlternatives(std::size_t i) {
    while (i + 2 < m_tokens.size() && m_tokens[i + 1].kind == Token::Kind::either &&
           m_tokens[i + 2].kind == Token::Kind::unknown) {
      const std::string both = m_tokens[i].text + " " + m_tokens[i + 2].text;
      if (!saysOnlyFaults(m_tokens[i].text) && !m_words.classNamed(both)) return;
      m_tokens[i].text = both;
      m_tokens.erase(m_tokens.begin() + std::ptrdiff_t(i) + 1, m_tokens.begin() + std::ptrdiff_t(i) + 3);
    }
  }
  static bool saysOnlyFaults(std::string_view words) {
    while (!words.empty()) {
      const auto fault = std::find_if(kFaults.begin(), kFaults.end(), [&](const char* one) {
        const std::string_view word(one);
        return words.starts_with(word) &&
               (words.size() == word.size() || !isLatin(word.back()) || !isLatin(words[word.size()]));
      });
      if (fault == kFaults.end()) return false;
      words = text::trim(words.substr(std::string_view(*fault).size()));
    }
    return true;
  }
  /// Where the longest run of words (of characters in Chinese) that some class has stands in `text`, and its length;
  /// a run that says more than what is wrong comes first.
  [[nodiscard]] std::pair<std::size_t, std::size_t> longestNamed(const std::string& text) const {
    std::pair<std::size_t, std::size_t> best{0, 0};
    bool bestIsFault = true;
    const std::size_t most = std::min(text.size(), kMostLooked);
    for (std::size_t from = 0; from < most; from = pieceEnd(text, from)) {
      if (text[from] == ' ') continue;
      for (std::size_t end = pieceEnd(text, from);; end = pieceEnd(text, end)) {
        const std::string_view run = std::string_view(text).substr(from, end - from);
        const bool isFault = saysOnlyFaults(run);
        const bool isBetter = isFault == bestIsFault ? run.size() > best.second : bestIsFault;
        if (run.back() != ' ' && isBetter && m_words.classNamed(run)) {
          best = {from, run.size()};
          bestIsFault = isFault;
        }
        if (end >= most) break;
      }
    }
    return best;
  }
  /// The end of the Latin word, or the one other character, that begins here.
  static std::size_t pieceEnd(const std::string& text, std::size_t from) {
    std::size_t end = from + 1;
    if (isLatin(text[from])) {
      while (end < text.size() && isLatin(text[end])) ++end;
    } else {
      while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) ++end;
    }
    return end;
  }
  /// The classes of cases that a word stands for, or null.
  [[nodiscard]] static const query::FieldTest* classesOf(const Token& token) {
    if (!token.is(WordMeaning::Kind::test) || token.what()->where.size() != 1) return nullptr;
    const auto* test = std::get_if<query::FieldTest>(&token.what()->where.front().test);
    return test != nullptr && test->field == "category" ? test : nullptr;
  }
  /// … neither turned round nor one of two.
  [[nodiscard]] bool isPlainClass(std::size_t i) const {
    if (classesOf(m_tokens[i]) == nullptr) return false;
    const auto joins = [&](std::size_t at) {
      return at < m_tokens.size() &&
             (m_tokens[at].kind == Token::Kind::either || m_tokens[at].kind == Token::Kind::negation);
    };
    return !joins(i - 1) && !(i + 1 < m_tokens.size() && m_tokens[i + 1].kind == Token::Kind::either);
  }
  /// A case has one class: of two sets of classes what they share is meant ("manhole cover, gas"), and where they share
  /// nothing only one of them was understood.
  void narrow(std::size_t i) {
    for (std::size_t k = i + 1; k < m_tokens.size(); ++k) {
      if (!isPlainClass(k)) continue;
      query::FieldTest shared = *classesOf(m_tokens[i]);
      const auto& others = classesOf(m_tokens[k])->operands;
      std::erase_if(shared.operands, [&](const query::Operand& one) {
        return std::find(others.begin(), others.end(), one) == others.end();
      });
      if (shared.operands.empty()) {
        const auto weight = [&](std::size_t at) {
          return std::pair(!saysOnlyFaults(m_tokens[at].text), m_tokens[at].text.size());
        };
        const std::size_t lost = weight(k) > weight(i) ? i : k;
        m_tokens[lost].kind = Token::Kind::unknown;
        m_tokens[lost].meaning = nullptr;
        m_tokens[lost].found.reset();
        if (lost == i) return;
        continue;
      }
      WordMeaning meaning = *m_tokens[i].what();
      if (shared.operands.size() == 1) shared.comparison = query::Comparison::equal;
      meaning.where = {{std::move(shared)}};
      m_tokens[i].found = std::move(meaning);
      m_tokens[k].kind = Token::Kind::unknown;  // said with the first
      m_tokens[k].meaning = nullptr;
      m_tokens[k].found.reset();
      m_tokens[k].used = true;
    }
  }

  // ---- into a question

  std::optional<std::string> findSubject() {
    // a layer that is no partner of a distance; then the layer of a condition
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
      if (!m_tokens[i].is(WordMeaning::Kind::layer) || isPartner(i) || isGrouping(i)) continue;
      m_tokens[i].used = true;
      return m_tokens[i].what()->layer;
    }
    for (const WordMeaning::Kind kind :
         {WordMeaning::Kind::test, WordMeaning::Kind::place, WordMeaning::Kind::column}) {
      for (std::size_t i = 0; i < m_tokens.size(); ++i) {
        if (!m_tokens[i].is(kind) || isPartner(i)) continue;
        if (kind == WordMeaning::Kind::place) m_subjectPlace = i;
        return m_tokens[i].what()->layer;
      }
    }
    return std::nullopt;
  }
  [[nodiscard]] bool isThing(std::size_t i) const {
    return i < m_tokens.size() && (m_tokens[i].is(WordMeaning::Kind::layer) ||
                                   m_tokens[i].is(WordMeaning::Kind::place) || m_tokens[i].is(WordMeaning::Kind::area));
  }
  /// What the distance at `i` is measured to.
  [[nodiscard]] std::optional<std::size_t> partnerOf(std::size_t i) const {
    const bool fromBefore = i >= 2 && m_tokens[i - 2].kind == Token::Kind::from && isThing(i - 1);
    if (fromBefore || (m_tokens[i].behind && i >= 1 && isThing(i - 1))) return i - 1;
    std::size_t next = i + 1;
    if (next < m_tokens.size() && m_tokens[next].kind == Token::Kind::from) ++next;
    if (isThing(next)) return next;
    return std::nullopt;
  }
  /// Zones behind "per"; columns, which are nothing else.
  [[nodiscard]] bool isGrouping(std::size_t i) const {
    if (m_tokens[i].is(WordMeaning::Kind::column)) return true;
    return i > 0 && m_tokens[i - 1].kind == Token::Kind::each && m_tokens[i].what() != nullptr &&
           isZones(*m_tokens[i].what());
  }
  void askFigures(query::Ask& ask) {
    bool hasZones = false;
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
      Token& token = m_tokens[i];
      if (token.kind == Token::Kind::figure) {
        ask.figures.push_back({token.figure, {}});
        token.used = true;
      } else if (isGrouping(i)) {
        const WordMeaning& meaning = *token.what();
        const bool isColumn = meaning.kind == WordMeaning::Kind::column;
        if (isColumn ? meaning.layer != ask.layer : hasZones || meaning.layer == ask.layer) continue;
        ask.by.push_back(isColumn ? query::Grouping{meaning.field} : query::Grouping{{}, {}, meaning.layer});
        hasZones = hasZones || !isColumn;
        token.used = true;
        if (i > 0 && m_tokens[i - 1].kind == Token::Kind::each) m_tokens[i - 1].used = true;
      }
    }
    if (!ask.by.empty() && ask.figures.empty()) ask.figures.push_back({});
  }
  [[nodiscard]] bool isPartner(std::size_t wanted) const {
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
      if (m_tokens[i].kind == Token::Kind::distance && partnerOf(i) == wanted) return true;
    }
    return false;
  }

  std::vector<query::Condition> conditions(const std::string& subject) {
    std::vector<query::Condition> all;
    bool negated = false;
    bool either = false;
    const auto add = [&](query::Condition one) {
      if (negated) one = {query::Group{query::Group::Join::none, {std::move(one)}}};
      if (either && !all.empty()) {
        if (auto* group = std::get_if<query::Group>(&all.back().test);
            group != nullptr && group->join == query::Group::Join::any) {
          group->of.push_back(std::move(one));
        } else {
          query::Condition before = std::move(all.back());
          all.back() = {query::Group{query::Group::Join::any, {std::move(before), std::move(one)}}};
        }
      } else {
        all.push_back(std::move(one));
      }
      negated = either = false;
    };
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
      Token& token = m_tokens[i];
      if (token.kind == Token::Kind::negation || token.kind == Token::Kind::either) {
        token.used = true;
        // one of two only where the first was understood
        const bool isFirstKnown = i > 0 && m_tokens[i - 1].used;
        if (token.kind == Token::Kind::negation) negated = true;
        if (token.kind == Token::Kind::either) either = isFirstKnown;
      } else if (token.kind == Token::Kind::distance) {
        const auto partner = partnerOf(i);
        if (partner && !std::isnan(token.metres)) add(distanceOf(token, *partner));
      } else if (token.kind == Token::Kind::meaning && !token.used && !isPartner(i) && !isGrouping(i)) {
        if (auto one = meant(token, i, subject)) add(std::move(*one));
      } else if (token.kind == Token::Kind::from) {
        token.used = true;  // its distance says what is not understood
      }
    }
    return all;
  }
  query::Condition distanceOf(Token& token, std::size_t partner) {
    Token& other = m_tokens[partner];
    token.used = other.used = true;
    return {query::DistanceTest{token.metres, {}, {other.what()->layer, other.what()->where}}};
  }
  std::optional<query::Condition> meant(Token& token, std::size_t i, const std::string& subject) {
    const WordMeaning& meaning = *token.what();
    const bool own = meaning.layer == subject;
    if (own && (meaning.kind == WordMeaning::Kind::test || i == m_subjectPlace)) {
      token.used = true;
      return all(meaning.where);
    }
    if (own || meaning.kind == WordMeaning::Kind::test) return std::nullopt;
    // areas that something lies in; other layers and places: what meets them
    const bool within = meaning.kind == WordMeaning::Kind::area && !m_words.isPoints(subject);
    token.used = true;
    return {
        {query::RelationTest{geom::Relation::parse(within ? "within" : "intersects"), {meaning.layer, meaning.where}}}};
  }
  static query::Condition all(const std::vector<query::Condition>& where) {
    if (where.size() == 1) return where.front();
    return {query::Group{query::Group::Join::all, where}};
  }

  std::string m_text;
  const PlainWords& m_words;
  std::vector<Token> m_tokens;
  std::optional<std::size_t> m_subjectPlace;
};

}  // namespace

PlainReading readPlainly(std::string_view text, const PlainWords& words) {
  return PlainReader(text, words).run();
}

}  // namespace gis::city
