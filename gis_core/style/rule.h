// Conditions of rule-based styles: a small language that every row can be tested with quickly.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace gis::style {

/// `"field" = 'text'`, `<> < <= > >=` with numbers, `IN ('a','b')`, `LIKE 'a%'`, `IS NULL`, `IS NOT NULL`, joined by
/// AND, OR, NOT and parentheses: the part of SQL that styles need. NULL compares as false.
class Rule {
 public:
  /// Throws Error(invalidValue) with the place of the fault.
  explicit Rule(std::string_view text);
  ~Rule();
  Rule(Rule&&) noexcept;
  Rule& operator=(Rule&&) noexcept;
  [[nodiscard]] const std::vector<std::string>& fields() const;
  struct Cell {
    bool isNull = true;
    double number = 0;  ///< NaN when it is no number
    std::string text;
  };
  /// `cell(k)` is the value of fields()[k].
  [[nodiscard]] bool holds(const std::function<Cell(std::size_t)>& cell) const;

 private:
  struct Node;
  std::vector<std::string> m_fields;  ///< before m_root: the parser fills it while it makes the root
  std::unique_ptr<Node> m_root;
};

}  // namespace gis::style
