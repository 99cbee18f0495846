#include "gis_core/style/rule.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>

#include "gis_core/base/error.h"

namespace gis::style {

namespace {

std::size_t characterBytes(std::string_view text, std::size_t at) {
  std::size_t step = 1;
  while (at + step < text.size() && (static_cast<unsigned char>(text[at + step]) & 0xc0) == 0x80) ++step;
  return step;
}

/// LIKE with % and _, ASCII letters in any case as SQLite has it. On a fault the last % takes one character more:
/// never more than text times pattern steps.
bool like(std::string_view text, std::string_view pattern) {
  constexpr std::size_t kNone = std::string_view::npos;
  std::size_t t = 0, p = 0, afterPercent = kNone, retry = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '%') {
      afterPercent = ++p;
      retry = t;
    } else if (p < pattern.size() && pattern[p] == '_') {
      t += characterBytes(text, t);
      ++p;
    } else if (p < pattern.size() && std::tolower(static_cast<unsigned char>(text[t])) ==
                                         std::tolower(static_cast<unsigned char>(pattern[p]))) {
      ++t;
      ++p;
    } else if (afterPercent != kNone) {
      retry += characterBytes(text, retry);
      t = retry;
      p = afterPercent;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '%') ++p;
  return p == pattern.size();
}

template <typename T>
bool compares(const T& a, const std::string& op, const T& b) {
  if (op == "=") return a == b;
  if (op == "<>") return a != b;
  if (op == "<") return a < b;
  if (op == "<=") return a <= b;
  if (op == ">") return a > b;
  return a >= b;
}

bool equalOrdered(const Rule::Cell& c, const std::string& op, const Condition::Literal& literal) {
  if (std::isnan(literal.number)) return compares<std::string>(c.text, op, literal.text);
  return !std::isnan(c.number) && compares(c.number, op, literal.number);
}

bool meets(const Condition& n, const std::function<Rule::Cell(std::size_t)>& cell) {
  using Kind = Condition::Kind;
  switch (n.kind) {
    case Kind::all:
      return std::all_of(n.children.begin(), n.children.end(), [&](const Condition& c) { return meets(c, cell); });
    case Kind::any:
      return std::any_of(n.children.begin(), n.children.end(), [&](const Condition& c) { return meets(c, cell); });
    case Kind::negation: return !meets(n.children[0], cell);
    default: break;
  }
  const Rule::Cell c = cell(n.fieldIndex);
  if (n.kind == Kind::isNull) return c.isNull;
  if (c.isNull) return false;
  if (n.kind == Kind::like) return like(c.text, n.literals[0].text);
  if (n.kind == Kind::compare) return equalOrdered(c, n.op, n.literals[0]);
  return std::any_of(n.literals.begin(), n.literals.end(),
                     [&](const Condition::Literal& l) { return equalOrdered(c, "=", l); });
}

}  // namespace

namespace {

struct Token {
  enum class Kind { name, text, number, sign, end } kind = Kind::end;
  std::string text;
  std::size_t place = 0;
  bool quoted = false;  ///< a name in quotes is never a keyword
  double number = std::numeric_limits<double>::quiet_NaN();
};

std::vector<Token> tokensOf(std::string_view s, const std::function<void(std::size_t)>& refuse) {
  std::vector<Token> tokens;
  std::size_t i = 0;
  while (true) {
    while (i < s.size() && std::isspace(static_cast<unsigned char>(s[i])) != 0) ++i;
    Token t;
    t.place = i;
    if (i >= s.size()) {
      tokens.push_back(t);
      return tokens;
    }
    const char c = s[i];
    if (c == '"' || c == '\'') {
      for (++i;; ++i) {
        if (i >= s.size()) refuse(t.place);
        if (s[i] == c && (i + 1 >= s.size() || s[i + 1] != c)) break;
        if (s[i] == c) ++i;
        t.text += s[i];
      }
      ++i;
      t.kind = c == '"' ? Token::Kind::name : Token::Kind::text;
      t.quoted = true;
    } else if (std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.') {
      const auto [end, fault] = std::from_chars(s.data() + i, s.data() + s.size(), t.number);
      if (fault != std::errc{}) refuse(i);
      t.text.assign(s.data() + i, end);
      i = std::size_t(end - s.data());
      t.kind = Token::Kind::number;
    } else if (std::string_view("<>=!(),").find(c) != std::string_view::npos) {
      t.text = c;
      ++i;
      if (i < s.size() && (c == '<' || c == '>' || c == '!') && (s[i] == '=' || (c == '<' && s[i] == '>'))) {
        t.text += s[i++];
      }
      if (t.text == "!=") t.text = "<>";
      t.kind = Token::Kind::sign;
    } else {
      while (i < s.size() && (std::isalnum(static_cast<unsigned char>(s[i])) != 0 || s[i] == '_' ||
                              static_cast<unsigned char>(s[i]) >= 0x80)) {
        t.text += s[i++];
      }
      if (t.text.empty()) refuse(i);
      t.kind = Token::Kind::name;
    }
    tokens.push_back(std::move(t));
  }
}

bool isComparison(const std::string& sign) {
  return sign == "=" || sign == "<>" || sign == "<" || sign == "<=" || sign == ">" || sign == ">=";
}

std::string upper(std::string s) {
  for (char& c : s) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return s;
}

}  // namespace

namespace {

/// Recursive descent: any ← all (OR all)*, all ← one (AND one)*.
class Parser {
 public:
  Parser(std::string_view text, std::vector<std::string>& fields)
      : m_text(text), m_fields(fields), m_tokens(tokensOf(text, [this](std::size_t at) { refuse(at); })) {}

  Condition parse() {
    auto root = any();
    if (peek().kind != Token::Kind::end) refuse(peek().place);
    return root;
  }

 private:
  [[noreturn]] void refuse(std::size_t at) const {
    throw Error(ErrorCode::invalidValue, {GIS_TR("the rule cannot be read: {0}"), {std::string(m_text)}},
                {GIS_TR("it is not understood from character {0} on"), {std::to_string(at + 1)}});
  }
  const Token& peek() const { return m_tokens[m_at]; }
  const Token& next() { return m_tokens[m_at + 1 < m_tokens.size() ? m_at++ : m_at]; }
  bool word(const char* w) {
    if (peek().kind != Token::Kind::name || peek().quoted || upper(peek().text) != w) return false;
    next();
    return true;
  }
  bool sign(const char* s) {
    if (peek().kind != Token::Kind::sign || peek().text != s) return false;
    next();
    return true;
  }
  Condition joined(Condition::Kind kind, const char* joiner) {
    Condition node;
    node.kind = kind;
    do {
      node.children.push_back(kind == Condition::Kind::any ? joined(Condition::Kind::all, "AND") : one());
    } while (word(joiner));
    if (node.children.size() == 1) {
      Condition only = std::move(node.children.front());
      return only;
    }
    return node;
  }
  Condition any() { return joined(Condition::Kind::any, "OR"); }
  Condition one() {
    if (++m_depth > 100) refuse(peek().place);
    Condition node;
    if (word("NOT")) {
      node.kind = Condition::Kind::negation;
      node.children.push_back(one());
    } else if (sign("(")) {
      node = any();
      if (!sign(")")) refuse(peek().place);
    } else {
      node = comparison();
    }
    --m_depth;
    return node;
  }
  void value(Condition& node) {
    const Token t = next();
    if (t.kind != Token::Kind::text && t.kind != Token::Kind::number) refuse(t.place);
    node.literals.push_back({t.text, t.number});
  }
  Condition comparison() {
    const Token name = next();
    if (name.kind != Token::Kind::name) refuse(name.place);
    Condition node;
    node.field = name.text;
    node.fieldIndex = std::size_t(std::find(m_fields.begin(), m_fields.end(), name.text) - m_fields.begin());
    if (node.fieldIndex == m_fields.size()) m_fields.push_back(name.text);
    bool negated = false;
    if (word("IS")) {
      negated = word("NOT");
      if (!word("NULL")) refuse(peek().place);
      node.kind = Condition::Kind::isNull;
    } else {
      negated = word("NOT");
      if (word("LIKE")) {
        node.kind = Condition::Kind::like;
        value(node);
      } else if (word("IN")) {
        node.kind = Condition::Kind::in;
        if (!sign("(")) refuse(peek().place);
        do value(node);
        while (sign(","));
        if (!sign(")")) refuse(peek().place);
      } else {
        const Token op = next();
        if (negated || op.kind != Token::Kind::sign || !isComparison(op.text)) refuse(op.place);
        node.kind = Condition::Kind::compare;
        node.op = op.text;
        value(node);
      }
    }
    if (!negated) return node;
    Condition outer;
    outer.kind = Condition::Kind::negation;
    outer.children.push_back(std::move(node));
    return outer;
  }

  std::string_view m_text;
  std::vector<std::string>& m_fields;
  std::vector<Token> m_tokens;
  std::size_t m_at = 0;
  int m_depth = 0;
};

}  // namespace

Rule::Rule(std::string_view text) : m_root(Parser(text, m_fields).parse()) {}

namespace {

std::string quotedWith(char quote, const std::string& text) {
  std::string out(1, quote);
  for (const char c : text) {
    out += c;
    if (c == quote) out += c;
  }
  return out + quote;
}

std::string literalText(const Condition::Literal& literal) {
  return std::isnan(literal.number) ? quotedWith('\'', literal.text) : literal.text;
}

std::string joinedText(const Condition& c, const char* joiner) {
  std::string out;
  for (const Condition& child : c.children) {
    const bool wrap =
        child.kind == Condition::Kind::any || (child.kind == Condition::Kind::all && c.kind == child.kind);
    const std::string text = Rule::textOf(child);
    out += (out.empty() ? "" : joiner) + (wrap && child.children.size() > 1 ? "(" + text + ")" : text);
  }
  return out;
}

}  // namespace

std::string Rule::textOf(const Condition& c) {
  const std::string name = quotedWith('"', c.field);
  switch (c.kind) {
    case Condition::Kind::all: return joinedText(c, " AND ");
    case Condition::Kind::any: return joinedText(c, " OR ");
    case Condition::Kind::negation: return "NOT (" + textOf(c.children[0]) + ")";
    case Condition::Kind::isNull: return name + " IS NULL";
    case Condition::Kind::like: return name + " LIKE " + literalText(c.literals[0]);
    case Condition::Kind::compare: return name + " " + c.op + " " + literalText(c.literals[0]);
    case Condition::Kind::in: break;
  }
  std::string list;
  for (const Condition::Literal& literal : c.literals) list += (list.empty() ? "" : ", ") + literalText(literal);
  return name + " IN (" + list + ")";
}

bool Rule::holds(const std::function<Cell(std::size_t)>& cell) const {
  return meets(m_root, cell);
}

}  // namespace gis::style
