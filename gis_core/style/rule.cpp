#include "gis_core/style/rule.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>
#include <limits>

#include "gis_core/base/error.h"

namespace gis::style {

struct Rule::Node {
  enum class Kind { all, any, negation, compare, in, like, isNull } kind = Kind::all;
  std::vector<std::unique_ptr<Node>> children;
  std::size_t field = 0;
  std::string op;
  std::vector<std::string> texts;
  std::vector<double> numbers;  ///< NaN: the value was written as text

  [[nodiscard]] bool holds(const std::function<Cell(std::size_t)>& cell) const;
};

namespace {

/// LIKE with % and _, ASCII letters in any case as SQLite has it.
bool like(std::string_view text, std::string_view pattern) {
  if (pattern.empty()) return text.empty();
  if (pattern[0] == '%') {
    for (std::size_t i = 0; i <= text.size(); ++i) {
      if (like(text.substr(i), pattern.substr(1))) return true;
    }
    return false;
  }
  if (text.empty()) return false;
  std::size_t step = 1;
  if (pattern[0] == '_') {
    while (step < text.size() && (static_cast<unsigned char>(text[step]) & 0xc0) == 0x80) ++step;
  } else if (std::tolower(static_cast<unsigned char>(text[0])) !=
             std::tolower(static_cast<unsigned char>(pattern[0]))) {
    return false;
  }
  return like(text.substr(step), pattern.substr(1));
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

bool equalOrdered(const Rule::Cell& c, const std::string& op, const std::string& text, double number) {
  if (std::isnan(number)) return compares<std::string>(c.text, op, text);
  return !std::isnan(c.number) && compares(c.number, op, number);
}

}  // namespace

bool Rule::Node::holds(const std::function<Cell(std::size_t)>& cell) const {
  switch (kind) {
    case Kind::all: return std::all_of(children.begin(), children.end(), [&](const auto& c) { return c->holds(cell); });
    case Kind::any: return std::any_of(children.begin(), children.end(), [&](const auto& c) { return c->holds(cell); });
    case Kind::negation: return !children[0]->holds(cell);
    default: break;
  }
  const Cell c = cell(field);
  if (kind == Kind::isNull) return c.isNull;
  if (c.isNull) return false;
  if (kind == Kind::like) return like(c.text, texts[0]);
  if (kind == Kind::compare) return equalOrdered(c, op, texts[0], numbers[0]);
  for (std::size_t k = 0; k < texts.size(); ++k) {
    if (equalOrdered(c, "=", texts[k], numbers[k])) return true;
  }
  return false;
}

namespace {

struct Token {
  enum class Kind { name, text, number, sign, end } kind = Kind::end;
  std::string text;
  std::size_t place = 0;
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
template <typename Node>
class Parser {
 public:
  Parser(std::string_view text, std::vector<std::string>& fields)
      : m_text(text), m_fields(fields), m_tokens(tokensOf(text, [this](std::size_t at) { refuse(at); })) {}

  std::unique_ptr<Node> parse() {
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
    if (peek().kind != Token::Kind::name || upper(peek().text) != w) return false;
    next();
    return true;
  }
  bool sign(const char* s) {
    if (peek().kind != Token::Kind::sign || peek().text != s) return false;
    next();
    return true;
  }
  std::unique_ptr<Node> joined(typename Node::Kind kind, const char* joiner) {
    auto node = std::make_unique<Node>();
    node->kind = kind;
    do {
      node->children.push_back(kind == Node::Kind::any ? joined(Node::Kind::all, "AND") : one());
    } while (word(joiner));
    return node;
  }
  std::unique_ptr<Node> any() { return joined(Node::Kind::any, "OR"); }
  std::unique_ptr<Node> one() {
    if (++m_depth > 100) refuse(peek().place);
    auto node = std::make_unique<Node>();
    if (word("NOT")) {
      node->kind = Node::Kind::negation;
      node->children.push_back(one());
    } else if (sign("(")) {
      node = any();
      if (!sign(")")) refuse(peek().place);
    } else {
      node = comparison();
    }
    --m_depth;
    return node;
  }
  void value(Node& node) {
    const Token t = next();
    if (t.kind != Token::Kind::text && t.kind != Token::Kind::number) refuse(t.place);
    node.texts.push_back(t.text);
    node.numbers.push_back(t.number);
  }
  std::unique_ptr<Node> comparison() {
    const Token name = next();
    if (name.kind != Token::Kind::name) refuse(name.place);
    auto node = std::make_unique<Node>();
    node->field = std::size_t(std::find(m_fields.begin(), m_fields.end(), name.text) - m_fields.begin());
    if (node->field == m_fields.size()) m_fields.push_back(name.text);
    bool negated = false;
    if (word("IS")) {
      negated = word("NOT");
      if (!word("NULL")) refuse(peek().place);
      node->kind = Node::Kind::isNull;
    } else {
      negated = word("NOT");
      if (word("LIKE")) {
        node->kind = Node::Kind::like;
        value(*node);
      } else if (word("IN")) {
        node->kind = Node::Kind::in;
        if (!sign("(")) refuse(peek().place);
        do value(*node);
        while (sign(","));
        if (!sign(")")) refuse(peek().place);
      } else {
        const Token op = next();
        if (negated || op.kind != Token::Kind::sign || !isComparison(op.text)) refuse(op.place);
        node->kind = Node::Kind::compare;
        node->op = op.text;
        value(*node);
      }
    }
    if (!negated) return node;
    auto outer = std::make_unique<Node>();
    outer->kind = Node::Kind::negation;
    outer->children.push_back(std::move(node));
    return outer;
  }

  std::string_view m_text;
  std::vector<std::string>& m_fields;
  std::vector<Token> m_tokens;
  std::size_t m_at = 0;
  int m_depth = 0;
};

}  // namespace

Rule::Rule(std::string_view text) : m_root(Parser<Node>(text, m_fields).parse()) {}
Rule::~Rule() = default;
Rule::Rule(Rule&&) noexcept = default;
Rule& Rule::operator=(Rule&&) noexcept = default;

const std::vector<std::string>& Rule::fields() const {
  return m_fields;
}

bool Rule::holds(const std::function<Cell(std::size_t)>& cell) const {
  return m_root->holds(cell);
}

}  // namespace gis::style
