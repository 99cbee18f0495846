#include "gis_core/city/plain_question.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "gis_core/base/text.h"

namespace gis::city {

namespace {

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

// Words that join others and mean nothing alone; longer ones first.
constexpr std::array kFillers = {
    "that are", "which are", "of class",  "of the class", "of kind", "and",   "all",    "the",   "are",
    "with",     "within",    "less than", "no more than", "at most", "in",    "inside", "near",  "of",
    "to",       "a",         "an",        "is",           "class",   "state", "status", "types", "type",
    "for",      "show",      "find",      "me",           "which",   "that",  "on",     "at",    "not more than",
    "以内",     "之内",      "范围内",    "范围",         "内",      "里",    "中",     "的",    "在",
    "位于",     "且",        "并且",      "和",           "类别",    "类",    "为",     "是",    "所有",
    "全部",     "查找",      "查询",      "状态",         "附近",    "处于",  "已",     "total", "统计",
    "汇总",     "计算"};
constexpr std::array kRanges = {"以内", "之内", "范围", "内"};
constexpr std::array kNegations = {"not", "no", "without", "非", "不", "未", "没有"};
constexpr std::array kEithers = {"or", "或者", "或"};
constexpr std::array kEachs = {"for each", "for every", "in each", "in every", "per", "by", "each",
                               "every",    "每个",      "每一个",  "各个",     "每",  "各", "按"};
constexpr std::array kNumbers = {"number of", "numbers of", "count of", "how many", "数量", "个数", "多少", "总数"};
constexpr std::array kAreas = {"area of", "areas of", "总面积", "面积"};
constexpr std::array kLengths = {"length of", "lengths of", "总长度", "长度", "总长"};
constexpr std::array kFroms = {"away from", "from", "距离", "距", "离"};
constexpr std::array<std::pair<const char*, double>, 10> kUnits = {{{"kilometres", 1000},
                                                                    {"kilometers", 1000},
                                                                    {"metres", 1},
                                                                    {"meters", 1},
                                                                    {"metre", 1},
                                                                    {"km", 1000},
                                                                    {"公里", 1000},
                                                                    {"千米", 1000},
                                                                    {"米", 1},
                                                                    {"m", 1}}};

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
    const char* begin = m_text.data() + at;
    const auto read = std::from_chars(begin, m_text.data() + m_text.size(), number);
    if (read.ec != std::errc{} || std::isnan(number)) return false;
    if (number < 0 && at > 0 && m_text[at - 1] != ' ') return false;  // "5-10 m"
    std::size_t end = at + std::size_t(read.ptr - begin);
    while (end < m_text.size() && m_text[end] == ' ') ++end;
    for (const auto& [unit, metres] : kUnits) {
      const std::string_view piece(unit);
      if (m_text.compare(end, piece.size(), piece) != 0) continue;
      const std::size_t after = end + piece.size();
      if (isLatin(piece.back()) && after < m_text.size() && isLatin(m_text[after])) continue;
      Token token;
      token.kind = Token::Kind::distance;
      token.metres = number * metres;
      token.text = m_text.substr(at, after - at);
      token.behind = lengthOfOne(kRanges, after) > 0;
      m_tokens.push_back(std::move(token));
      at = after;
      return true;
    }
    return false;
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
  /// "manhole cover", 井盖: part of the names of classes; of "manhole cover missing" as much as one of them has.
  void findClasses() {
    for (std::size_t i = 0; i < m_tokens.size(); ++i) {
      if (m_tokens[i].kind != Token::Kind::unknown) continue;
      const std::string whole = m_tokens[i].text;
      for (std::size_t length = whole.size(); length > 0; length = shorter(whole, length)) {
        auto found = m_words.classNamed(std::string_view(whole).substr(0, length));
        if (!found) continue;
        m_tokens[i].kind = Token::Kind::meaning;
        m_tokens[i].found = std::move(found);
        m_tokens[i].text = whole.substr(0, length);
        if (length < whole.size()) {
          Token rest;
          rest.text = std::string(text::trim(std::string_view(whole).substr(length)));
          m_tokens.insert(m_tokens.begin() + std::ptrdiff_t(i) + 1, std::move(rest));
        }
        break;
      }
    }
  }
  /// The length without the last Latin word or the last other character.
  static std::size_t shorter(const std::string& text, std::size_t length) {
    if (isLatin(text[length - 1])) {
      while (length > 0 && isLatin(text[length - 1])) --length;
    } else {
      while (length > 0 && (static_cast<unsigned char>(text[length - 1]) & 0xc0) == 0x80) --length;
      if (length > 0) --length;
    }
    while (length > 0 && text[length - 1] == ' ') --length;
    return length;
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
        (token.kind == Token::Kind::negation ? negated : either) = true;
      } else if (token.kind == Token::Kind::distance) {
        if (const auto partner = partnerOf(i)) add(distanceOf(token, *partner));
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
