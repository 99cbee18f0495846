// Which overdue cases are news to who looks at the board.
#pragma once

#include <algorithm>
#include <cstdint>

namespace gis::ui {

/// What was overdue when the city opened is no news, nor what was looked at. While the cases are still being read
/// nothing is known of before. GUI thread.
class OverdueWatch {
 public:
  /// A city opens: nothing is known yet.
  void forget() { m_known = kNotKnown; }
  /// All cases are counted, and so many are overdue.
  void counted(std::int64_t overdue) {
    if (m_known == kNotKnown || overdue < m_known) m_known = overdue;
  }
  /// Somebody looked at them; says nothing of before while they are still being read.
  void lookedAt(std::int64_t overdue) {
    if (m_known != kNotKnown) m_known = overdue;
  }
  /// How many of them became overdue since; 0 as long as nothing is known of before.
  [[nodiscard]] std::int64_t news(std::int64_t overdue) const {
    return m_known == kNotKnown ? 0 : std::max<std::int64_t>(0, overdue - m_known);
  }

 private:
  static constexpr std::int64_t kNotKnown = -1;
  std::int64_t m_known = kNotKnown;
};

}  // namespace gis::ui
