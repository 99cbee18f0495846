// Conditions of rule-based styles: a small language that every row can be tested with quickly.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace gis::style {

/// A condition as a tree.
struct Condition {
  enum class Kind { all, any, negation, compare, in, like, isNull };
  Kind kind = Kind::all;
  std::vector<Condition> children;  ///< of all, any and negation (one)
  std::string field;                ///< of the others
  std::size_t fieldIndex = 0;       ///< in Rule::fields()
  std::string op;                   ///< of compare: = <> < <= > >=
  struct Literal {
    std::string text;
    double number = 0;  ///< NaN: it was written as text
  };
  std::vector<Literal> literals;  ///< one of compare and like, all of in
};

/// `"field" = 'text'`, `<> < <= > >=` with numbers, `IN ('a','b')`, `LIKE 'a%'`, `IS NULL`, `IS NOT NULL`, joined by
/// AND, OR, NOT and parentheses: the part of SQL that styles need. NULL compares as false.
class Rule {
 public:
  /// Throws Error(invalidValue) with the place of the fault.
  explicit Rule(std::string_view text);
  [[nodiscard]] const std::vector<std::string>& fields() const { return m_fields; }
  [[nodiscard]] const Condition& condition() const { return m_root; }
  /// The condition written in one way only: names in double quotes, parentheses where they are needed.
  [[nodiscard]] std::string text() const { return textOf(m_root); }
  [[nodiscard]] static std::string textOf(const Condition& condition);
  struct Cell {
    bool isNull = true;
    double number = 0;  ///< NaN when it is no number
    std::string text;
  };
  /// `cell(k)` is the value of fields()[k].
  [[nodiscard]] bool holds(const std::function<Cell(std::size_t)>& cell) const;

 private:
  std::vector<std::string> m_fields;  ///< before m_root: the parser fills it while it makes the root
  Condition m_root;
};

}  // namespace gis::style
