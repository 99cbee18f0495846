#include "gis_core/query/column_condition.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <string>
#include <utility>

namespace gis::query {

namespace {

using Node = ColumnFilter::Node;
using Compare = ColumnFilter::Compare;

constexpr std::size_t kDeepestTerm = 100;

struct Token {
  enum class Kind { word, name, text, number, sign, end } kind = Kind::end;
  std::string text;  ///< quoted ones without their quotation marks
};

char lowerLetter(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// As SQLite takes names and words: only letters of ASCII have two cases.
bool isSameWord(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lowerLetter(x) == lowerLetter(y); });
}

bool isLetter(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

/// Cuts a condition into words; nothing for what is not plain.
class Words {
 public:
  explicit Words(std::string_view text) : m_text(text) {}

  [[nodiscard]] std::optional<std::vector<Token>> all() {
    std::vector<Token> tokens;
    while (true) {
      while (m_at < m_text.size() && std::isspace(static_cast<unsigned char>(m_text[m_at])) != 0) ++m_at;
      if (m_at == m_text.size()) break;
      auto token = next();
      if (!token) return std::nullopt;
      tokens.push_back(std::move(*token));
    }
    tokens.emplace_back();
    return tokens;
  }

 private:
  [[nodiscard]] std::optional<Token> next() {
    const char c = m_text[m_at];
    if (c == '\'' || c == '"') return quoted(c);
    if (isLetter(c)) {
      const std::size_t begin = m_at;
      while (m_at < m_text.size() && (isLetter(m_text[m_at]) || isDigit(m_text[m_at]))) ++m_at;
      return Token{Token::Kind::word, std::string(m_text.substr(begin, m_at - begin))};
    }
    if (isDigit(c) || c == '-' || c == '.') return number();
    for (const char* sign : {"<=", ">=", "<>", "!=", "==", "<", ">", "=", "(", ")", ","}) {
      if (m_text.substr(m_at, std::string_view(sign).size()) != sign) continue;
      m_at += std::string_view(sign).size();
      return Token{Token::Kind::sign, sign};
    }
    return std::nullopt;
  }
  [[nodiscard]] std::optional<Token> quoted(char mark) {
    Token token{mark == '"' ? Token::Kind::name : Token::Kind::text, {}};
    for (++m_at; m_at < m_text.size(); ++m_at) {
      if (m_text[m_at] != mark) {
        token.text += m_text[m_at];
      } else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == mark) {
        token.text += m_text[m_at++];
      } else {
        ++m_at;
        return token;
      }
    }
    return std::nullopt;
  }
  [[nodiscard]] std::optional<Token> number() {
    const std::size_t begin = m_at;
    if (m_text[m_at] == '-') ++m_at;
    bool hasDigit = false;
    const auto digits = [&] {
      for (; m_at < m_text.size() && isDigit(m_text[m_at]); ++m_at) hasDigit = true;
    };
    digits();
    if (m_at < m_text.size() && m_text[m_at] == '.') {
      ++m_at;
      digits();
    }
    // what follows at once makes it something else: 0x10, 1e3, 1_000
    if (!hasDigit || (m_at < m_text.size() && isLetter(m_text[m_at]))) return std::nullopt;
    return Token{Token::Kind::number, std::string(m_text.substr(begin, m_at - begin))};
  }

  std::string_view m_text;
  std::size_t m_at = 0;
};

/// Reads the words: conditions joined by OR, of conditions joined by AND, of tests.
class Reader {
 public:
  Reader(std::vector<Token> tokens, const std::vector<store::Field>& fields)
      : m_tokens(std::move(tokens)), m_fields(fields) {}

  [[nodiscard]] std::optional<Node> whole() {
    auto node = any(0);
    return m_tokens[m_at].kind == Token::Kind::end ? node : std::nullopt;
  }

 private:
  [[nodiscard]] bool takeWord(std::string_view word) {
    if (m_tokens[m_at].kind != Token::Kind::word || !isSameWord(m_tokens[m_at].text, word)) return false;
    ++m_at;
    return true;
  }
  [[nodiscard]] bool takeSign(std::string_view sign) {
    if (m_tokens[m_at].kind != Token::Kind::sign || m_tokens[m_at].text != sign) return false;
    ++m_at;
    return true;
  }
  [[nodiscard]] std::optional<Node> any(std::size_t depth) {
    return joined(Node::Kind::any, "or", [&] { return all(depth); });
  }
  [[nodiscard]] std::optional<Node> all(std::size_t depth) {
    return joined(Node::Kind::all, "and", [&] { return one(depth); });
  }
  template <class Part>
  [[nodiscard]] std::optional<Node> joined(Node::Kind kind, std::string_view word, const Part& part) {
    auto first = part();
    if (!first) return std::nullopt;
    Node node{kind, {}, {}};
    node.parts.push_back(std::move(*first));
    while (takeWord(word)) {
      auto next = part();
      if (!next) return std::nullopt;
      node.parts.push_back(std::move(*next));
    }
    if (node.parts.size() > 1) return node;
    Node only = std::move(node.parts.front());
    return only;
  }
  [[nodiscard]] static Node negated(Node node) {
    Node out{Node::Kind::negated, {}, {}};
    out.parts.push_back(std::move(node));
    return out;
  }
  [[nodiscard]] std::optional<Node> one(std::size_t depth) {
    if (depth > kDeepestTerm) return std::nullopt;
    if (takeWord("not")) {
      auto node = one(depth + 1);
      if (!node) return std::nullopt;
      return negated(std::move(*node));
    }
    if (takeSign("(")) {
      auto node = any(depth + 1);
      if (!node || !takeSign(")")) return std::nullopt;
      return node;
    }
    return test();
  }
  [[nodiscard]] const store::Field* column() {
    const Token& token = m_tokens[m_at];
    if (token.kind != Token::Kind::word && token.kind != Token::Kind::name) return nullptr;
    const auto found = std::find_if(m_fields.begin(), m_fields.end(),
                                    [&](const store::Field& field) { return isSameWord(field.name, token.text); });
    if (found == m_fields.end()) return nullptr;
    ++m_at;
    return &*found;
  }
  [[nodiscard]] std::optional<Node> test() {
    const bool asUtc = takeUtcTime();
    const store::Field* field = column();
    if (field == nullptr || (asUtc && !takeSign(")"))) return std::nullopt;
    Node node;
    node.test.field = field->name;
    node.test.type = field->type;
    node.test.asUtc = asUtc;
    if (asUtc) return field->type == store::FieldType::datetime ? ofUtcTime(std::move(node)) : std::nullopt;
    if (takeWord("is")) {
      const bool isNegated = takeWord("not");
      if (!takeWord("null")) return std::nullopt;
      node.test.compare = Compare::isNull;
      return isNegated ? negated(std::move(node)) : node;
    }
    const bool isNegated = takeWord("not");
    std::optional<Node> read;
    if (takeWord("in")) {
      read = list(std::move(node));
    } else if (takeWord("between")) {
      read = between(std::move(node));
    } else if (takeWord("like")) {
      read = like(std::move(node));
    } else if (!isNegated) {
      return comparison(std::move(node));
    }
    if (read && isNegated) return negated(std::move(*read));
    return read;
  }
  /// "utc_time(": what condition_sql.cpp asks of times.
  [[nodiscard]] bool takeUtcTime() {
    if (m_tokens[m_at].kind != Token::Kind::word || !isSameWord(m_tokens[m_at].text, "utc_time")) return false;
    const Token& next = m_tokens[m_at + 1];  // the last token is the end, no word
    if (next.kind != Token::Kind::sign || next.text != "(") return false;
    m_at += 2;
    return true;
  }
  [[nodiscard]] std::optional<Node> ofUtcTime(Node node) {
    const bool isNegated = takeWord("not");
    if (!takeWord("between")) return isNegated ? std::nullopt : comparison(std::move(node));
    auto read = between(std::move(node));
    if (read && isNegated) return negated(std::move(*read));
    return read;
  }
  [[nodiscard]] std::optional<Node> comparison(Node node) {
    static constexpr std::pair<const char*, Compare> kSigns[] = {
        {"=", Compare::equal},     {"==", Compare::equal},         {"<>", Compare::notEqual},
        {"!=", Compare::notEqual}, {"<", Compare::less},           {"<=", Compare::lessOrEqual},
        {">", Compare::greater},   {">=", Compare::greaterOrEqual}};
    for (const auto& [sign, compare] : kSigns) {
      if (!takeSign(sign)) continue;
      node.test.compare = compare;
      return takeValue(node.test) ? std::optional<Node>(std::move(node)) : std::nullopt;
    }
    return std::nullopt;
  }
  [[nodiscard]] std::optional<Node> list(Node node) {
    node.test.compare = Compare::oneOf;
    if (!takeSign("(")) return std::nullopt;
    do {
      if (!takeValue(node.test)) return std::nullopt;
    } while (takeSign(","));
    return takeSign(")") ? std::optional<Node>(std::move(node)) : std::nullopt;
  }
  [[nodiscard]] std::optional<Node> between(Node node) {
    Node both{Node::Kind::all, {}, {}};
    for (const Compare side : {Compare::greaterOrEqual, Compare::lessOrEqual}) {
      if (side == Compare::lessOrEqual && !takeWord("and")) return std::nullopt;
      node.test.values.clear();
      node.test.compare = side;
      if (!takeValue(node.test)) return std::nullopt;
      both.parts.push_back(node);
    }
    return both;
  }
  [[nodiscard]] std::optional<Node> like(Node node) {
    node.test.compare = Compare::like;
    if (node.test.type != store::FieldType::text || !takeValue(node.test)) return std::nullopt;
    return node;  // an ESCAPE behind it is a word too many
  }
  /// A literal that SQLite compares with the column without changing either.
  [[nodiscard]] bool takeValue(ColumnFilter::Test& test) {
    const Token& token = m_tokens[m_at];
    const char* begin = token.text.data();
    const char* end = begin + token.text.size();
    switch (test.type) {
      case store::FieldType::text:
      case store::FieldType::date:
      case store::FieldType::datetime:
        if (token.kind != Token::Kind::text) return false;
        // columns of days take a text that is a number for one
        if (test.type != store::FieldType::text && looksLikeNumber(token.text)) return false;
        test.values.emplace_back(token.text);
        break;
      case store::FieldType::integer: {
        std::int64_t number = 0;
        if (token.kind != Token::Kind::number || !isWhole(std::from_chars(begin, end, number), end)) return false;
        test.values.emplace_back(number);
        break;
      }
      case store::FieldType::real: {
        double number = 0;
        if (token.kind != Token::Kind::number || !isWhole(std::from_chars(begin, end, number), end)) return false;
        if (std::abs(number) >= 9007199254740992.0) return false;  // whole numbers from 2^53 on are compared as such
        test.values.emplace_back(number);
        break;
      }
      default: return false;
    }
    ++m_at;
    return true;
  }
  [[nodiscard]] static bool isWhole(std::from_chars_result read, const char* end) {
    return read.ec == std::errc() && read.ptr == end;
  }
  [[nodiscard]] static bool looksLikeNumber(const std::string& text) {
    return !text.empty() && text.find_first_not_of("0123456789+-.eE \t\r\n") == std::string::npos &&
           text.find('-', 1) == std::string::npos;
  }

  std::vector<Token> m_tokens;
  const std::vector<store::Field>& m_fields;
  std::size_t m_at = 0;
};

/// Bytes of the character that begins at `at`.
std::size_t characterAt(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  if (static_cast<unsigned char>(text[at]) < 0xc0) return 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xc0) == 0x80) ++end;
  return end - at;
}

}  // namespace

bool isLike(std::string_view text, std::string_view pattern) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t t = 0, p = 0, star = kNone, retry = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '%') {
      star = p++;
      retry = t;
    } else if (p < pattern.size() && pattern[p] == '_') {
      t += characterAt(text, t);
      ++p;
    } else if (p < pattern.size() && lowerLetter(pattern[p]) == lowerLetter(text[t])) {
      ++t;
      ++p;
    } else if (star != kNone) {
      retry += characterAt(text, retry);
      t = retry;
      p = star + 1;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '%') ++p;
  return p == pattern.size();
}

std::string_view needleOf(std::string_view pattern) {
  if (pattern.size() < 3 || pattern.front() != '%' || pattern.back() != '%') return {};
  const std::string_view inner = pattern.substr(1, pattern.size() - 2);
  const auto isPlain = [](char c) { return c != '%' && c != '_' && lowerLetter(c) == c && !(c >= 'a' && c <= 'z'); };
  return std::all_of(inner.begin(), inner.end(), isPlain) ? inner : std::string_view();
}

std::optional<ColumnFilter::Node> parseColumnCondition(std::string_view condition,
                                                       const std::vector<store::Field>& fields) {
  auto tokens = Words(condition).all();
  if (!tokens) return std::nullopt;
  return Reader(std::move(*tokens), fields).whole();
}

}  // namespace gis::query
