// What the map shows of the cases: numbers of areas.
#include <algorithm>

#include "gis_core/city/case_table_state.h"

namespace gis::city {

std::vector<CaseValue> CaseTable::areaCounts(const CaseAreaQuery& query, const CancelToken& token) const {
  const std::lock_guard guard(m_state->mutex);
  const State& s = *m_state;
  const auto named = std::find(State::kFieldColumns.begin(), State::kFieldColumns.end(), query.column);
  if (named == State::kFieldColumns.end()) return {};
  const auto field = std::size_t(named - State::kFieldColumns.begin());
  const std::uint32_t department =
      query.department.empty() ? State::kNone : s.dictionaries[State::departmentField].find(query.department);
  if (!query.department.empty() && department == State::kNone) return {};
  const State::StateFlags flags = s.stateFlags();
  const auto day = cityDay(query.now);
  const auto counts = [&](std::uint32_t row) {
    const std::uint32_t state = s.columns[State::stateField][row];
    const UtcMillis deadline = s.deadline[row];
    switch (query.count) {
      case CaseAreaQuery::Count::open: return flags.open[state] != 0;
      case CaseAreaQuery::Count::dueToday:
        return flags.runs[state] != 0 && deadline >= day.first && deadline < day.second;
      case CaseAreaQuery::Count::overdue: return flags.runs[state] != 0 && deadline != 0 && deadline < query.now;
      default: return s.reported[row] != 0;
    }
  };
  std::vector<CaseValue> all(s.dictionaries[field].texts.size());
  for (std::uint32_t row = 0; row < s.fids.size(); ++row) {
    if (row % 65'536 == 0) token.check();
    if (s.gone[row] != 0 || !counts(row)) continue;
    if (query.from != 0 && s.reported[row] < query.from) continue;
    if (query.to != 0 && s.reported[row] >= query.to) continue;
    if (department != State::kNone && s.columns[State::departmentField][row] != department) continue;
    ++all[s.columns[field][row]].count;
  }
  for (std::size_t id = 0; id < all.size(); ++id) {
    all[id].code = s.dictionaries[field].texts[id];
    all[id].name = s.dictionaries[field].names[id];
  }
  std::erase_if(all, [](const CaseValue& one) { return one.count == 0 || one.code.empty(); });
  std::sort(all.begin(), all.end(), [](const CaseValue& a, const CaseValue& b) {
    return a.count != b.count ? a.count > b.count : a.code < b.code;
  });
  return all;
}

std::pair<UtcMillis, UtcMillis> CaseTable::reportedSpan() const {
  const std::lock_guard guard(m_state->mutex);
  const State& s = *m_state;
  std::pair<UtcMillis, UtcMillis> span{0, 0};
  for (std::uint32_t row = 0; row < s.fids.size(); ++row) {
    const UtcMillis at = s.reported[row];
    if (s.gone[row] != 0 || at == 0) continue;
    if (span.first == 0 || at < span.first) span.first = at;
    span.second = std::max(span.second, at);
  }
  return span;
}

}  // namespace gis::city
