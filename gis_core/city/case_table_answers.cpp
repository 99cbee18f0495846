// Questions to the table of cases.
#include <algorithm>

#include "gis_core/base/text.h"
#include "gis_core/base/text_scan.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/case_table_state.h"
#include "gis_core/city/text_order.h"

namespace gis::city {

namespace {

constexpr UtcMillis kBoardDay = 24LL * 3'600'000;

}  // namespace

std::pair<UtcMillis, UtcMillis> cityDay(UtcMillis now) {
  const UtcMillis offset = kCityOffsetMinutes * 60'000LL;
  const UtcMillis today = (now + offset) / kBoardDay * kBoardDay - offset;
  return {today, today + kBoardDay};
}

std::string_view CaseTable::State::part(std::uint32_t row, int which) const {
  if (!texts.holds(row)) return {};
  // every part but the last one has its end, so no search leaves the line
  std::uint64_t begin = texts.lineOf[row];
  for (int i = 0; i < which; ++i) begin = texts.blob.find(kPartEnd, begin) + 1;
  return std::string_view(texts.blob).substr(begin, texts.blob.find(kPartEnd, begin) - begin);
}

void CaseTable::State::sortByPart(std::vector<std::uint32_t>& rows, int which, bool descending,
                                  const CancelToken& token) const {
  sortByText(
      rows, descending, [&](std::uint32_t row) { return part(row, which); },
      [&](std::span<std::uint32_t> equal) {
        std::sort(equal.begin(), equal.end(), [&](std::uint32_t a, std::uint32_t b) { return isNewer(a, b); });
      },
      token);
}

std::vector<std::uint8_t> CaseTable::State::holding(std::string_view folded) const {
  std::vector<std::uint8_t> found(fids.size(), 0);
  std::size_t line = 0;
  const auto& [blob, lineOf, lines] = texts;
  for (std::size_t at = text::scanFor(blob, folded); at != std::string_view::npos;
       at = text::scanFor(blob, folded, at)) {
    const auto next =
        std::upper_bound(lines.begin() + std::ptrdiff_t(line), lines.end(), std::pair(std::uint64_t(at), kNone));
    line = std::size_t(next - lines.begin()) - 1;
    const auto& [begin, row] = lines[line];
    if (lineOf[row] == begin) found[row] = 1;  // an older line of a changed case says nothing
    at = next == lines.end() ? blob.size() : std::size_t(next->first);
  }
  return found;
}

CaseTable::State::StateFlags CaseTable::State::stateFlags() const {
  StateFlags flags;
  const auto& states = CaseRules::shipped().states();
  for (const std::string& name : dictionaries[stateField].texts) {
    const auto found = std::find_if(states.begin(), states.end(), [&](const CaseState& s) { return s.name == name; });
    const bool open = found == states.end() || !found->terminal;
    flags.open.push_back(open);
    flags.runs.push_back(open && name != "suspended" && name != "pending_verify" && name != "pending_check");
    flags.stage.push_back(std::uint8_t(found - states.begin()));
  }
  return flags;
}

std::vector<CaseTable::State::Waiting> CaseTable::State::waiting(const std::string& role) const {
  std::vector<Waiting> all;
  for (const WaitingState& one : waitingFor(role)) {
    const Waiting ids{dictionaries[stateField].find(one.state),
                      one.cameFrom.empty() ? kNone : dictionaries[cameFromField].find(one.cameFrom),
                      one.desk.empty() ? kNone : dictionaries[deskField].find(one.desk)};
    if (ids.state == kNone) continue;
    if ((!one.cameFrom.empty() && ids.cameFrom == kNone) || (!one.desk.empty() && ids.desk == kNone)) continue;
    all.push_back(ids);
  }
  return all;
}

bool CaseTable::State::waits(std::uint32_t row, const std::vector<Waiting>& all,
                             const std::vector<std::string>& requestStates) const {
  for (const Waiting& one : all) {
    if (columns[stateField][row] == one.state &&
        (one.cameFrom == kNone || columns[cameFromField][row] == one.cameFrom) &&
        (one.desk == kNone || columns[deskField][row] == one.desk))
      return true;
  }
  if (requestStates.empty() || requests.empty()) return false;
  const auto found = requests.find(fids[row]);
  return found != requests.end() &&
         std::find(requestStates.begin(), requestStates.end(), found->second) != requestStates.end();
}

std::vector<std::int64_t> CaseTable::rows(const IncidentFilter& filter, CaseSort sort, const CancelToken& token) const {
  const std::lock_guard guard(m_state->mutex);
  const State& s = *m_state;
  using Field = State::Field;
  using enum State::Field;
  struct Equal {
    const std::uint32_t* column;
    std::uint32_t id;
  };
  std::vector<Equal> equals;
  const std::pair<Field, const std::string*> asked[] = {
      {stateField, &filter.state},         {categoryField, &filter.category},
      {kindField, &filter.kind},           {urgencyField, &filter.urgency},
      {sourceField, &filter.source},       {departmentField, &filter.department},
      {handlerField, &filter.handler},     {gridField, &filter.grid},
      {communityField, &filter.community}, {subdistrictField, &filter.subdistrict},
      {districtField, &filter.district}};
  for (const auto& [field, text] : asked) {
    if (text->empty()) continue;
    const std::uint32_t id = s.dictionaries[field].find(*text);
    if (id == State::kNone) return {};
    equals.push_back({s.columns[field].data(), id});
  }
  const State::StateFlags flags = s.stateFlags();
  const auto waiting = s.waiting(filter.role);
  const auto requestStates = waitingRequests(filter.role);
  const std::string folded = text::fold(text::trim(filter.text));
  const std::vector<std::uint8_t> holding = folded.empty() ? std::vector<std::uint8_t>{} : s.holding(folded);
  const std::uint32_t* states = s.columns[stateField].data();
  const auto isIn = [](UtcMillis time, const std::optional<UtcMillis>& from, const std::optional<UtcMillis>& to) {
    if (!from && !to) return true;
    return time != 0 && (!from || time >= *from) && (!to || time < *to);
  };
  const auto passes = [&](std::uint32_t row) {
    if (s.gone[row] != 0) return false;
    for (const Equal& one : equals) {
      if (one.column[row] != one.id) return false;
    }
    if ((filter.openOnly || filter.overdueAt) && flags.open[states[row]] == 0) return false;
    if (filter.runningOnly && flags.runs[states[row]] == 0) return false;
    if (filter.overdueAt &&
        (flags.runs[states[row]] == 0 || s.deadline[row] == 0 || s.deadline[row] >= *filter.overdueAt))
      return false;
    if (!isIn(s.reported[row], filter.reportedFrom, filter.reportedTo)) return false;
    if (!isIn(s.deadline[row], filter.dueFrom, filter.dueTo)) return false;
    if (!isIn(s.closed[row], filter.closedFrom, filter.closedTo)) return false;
    if (filter.box && !filter.box->contains(geom::MapPoint{s.x[row], s.y[row]})) return false;
    if (!filter.role.empty() && !s.waits(row, waiting, requestStates)) return false;
    return holding.empty() || holding[row] != 0;
  };
  std::vector<std::uint32_t> found;
  for (std::uint32_t row = 0; row < s.fids.size(); ++row) {
    if (row % 65'536 == 0) token.check();
    if (passes(row)) found.push_back(row);
  }
  s.sort(found, sort, flags, token);
  std::vector<std::int64_t> fids;
  fids.reserve(found.size());
  for (const std::uint32_t row : found) fids.push_back(s.fids[row]);
  return fids;
}

void CaseTable::State::sort(std::vector<std::uint32_t>& rows, CaseSort sort, const StateFlags& flags,
                            const CancelToken& token) const {
  constexpr std::uint64_t kLast = std::uint64_t{1} << 62U;
  if (hasTexts && sort.by == CaseOrder::number) return sortByPart(rows, numberPart, sort.descending, token);
  if (hasTexts && sort.by == CaseOrder::place) return sortByPart(rows, placePart, sort.descending, token);
  if (hasTexts && sort.by == CaseOrder::description) return sortByPart(rows, descriptionPart, sort.descending, token);
  std::vector<std::uint32_t> categoryRank;
  if (sort.by == CaseOrder::category) {
    const auto& codes = dictionaries[categoryField].texts;
    std::vector<std::uint32_t> order(codes.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return codes[a] < codes[b]; });
    categoryRank.resize(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) categoryRank[order[i]] = i;
  }
  struct Keyed {
    std::uint64_t key;
    std::uint32_t row;
  };
  std::vector<Keyed> keyed;
  keyed.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    std::uint64_t key = 0;
    switch (sort.by) {
      case CaseOrder::deadline: key = deadline[row] == 0 ? kLast : std::uint64_t(deadline[row]); break;
      case CaseOrder::state: key = flags.stage[columns[stateField][row]]; break;
      case CaseOrder::category: key = categoryRank[columns[categoryField][row]]; break;
      case CaseOrder::reported: key = std::uint64_t(reported[row]); break;
      default: break;  // by texts that are not there yet
    }
    keyed.push_back({key, row});
  }
  std::sort(keyed.begin(), keyed.end(), [&](const Keyed& a, const Keyed& b) {
    if (a.key != b.key) return sort.descending ? a.key > b.key : a.key < b.key;
    return isNewer(a.row, b.row);
  });
  token.check();
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = keyed[i].row;
}

CaseBoard CaseTable::board(UtcMillis now, const std::string& role) const {
  const std::lock_guard guard(m_state->mutex);
  const State& s = *m_state;
  using Field = State::Field;
  using enum State::Field;
  CaseBoard board;
  const auto [today, tomorrow] = cityDay(now);
  const State::StateFlags flags = s.stateFlags();
  const auto waiting = s.waiting(role);
  const auto requestStates = waitingRequests(role);
  const std::uint32_t suspended = s.dictionaries[stateField].find("suspended");
  std::array<std::vector<BoardCount>, State::fieldCount> groups;
  constexpr Field kGroups[] = {departmentField, gridField, subdistrictField, districtField};
  for (const Field f : kGroups) groups[f].resize(s.dictionaries[f].texts.size());
  for (std::uint32_t row = 0; row < s.fids.size(); ++row) {
    if (s.gone[row] != 0) continue;
    board.reportedToday += s.reported[row] >= today && s.reported[row] < tomorrow ? 1 : 0;
    board.closedToday += s.closed[row] >= today && s.closed[row] < tomorrow ? 1 : 0;
    const std::uint32_t state = s.columns[stateField][row];
    const bool waits = !role.empty() && s.waits(row, waiting, requestStates);
    if (flags.open[state] == 0 && !waits) continue;
    const bool runs = flags.runs[state] != 0 && s.deadline[row] != 0;
    const BoardCount one{{},
                         {},
                         flags.open[state],
                         runs && s.deadline[row] >= today && s.deadline[row] < tomorrow ? 1 : 0,
                         runs && s.deadline[row] < now ? 1 : 0,
                         waits ? 1 : 0};
    board.suspended += state == suspended ? 1 : 0;
    board.dueSoon += runs && s.deadline[row] >= now && s.deadline[row] < now + kDueSoon ? 1 : 0;
    const auto add = [&](BoardCount& to) {
      to.open += one.open;
      to.dueToday += one.dueToday;
      to.overdue += one.overdue;
      to.waiting += one.waiting;
    };
    add(board.all);
    for (const Field f : kGroups) add(groups[f][s.columns[f][row]]);
  }
  board.requests = std::int64_t(s.requests.size());
  const auto take = [&](Field f, std::vector<BoardCount>& to) {
    for (std::size_t id = 0; id < groups[f].size(); ++id) {
      if (groups[f][id].open == 0) continue;
      groups[f][id].code = s.dictionaries[f].texts[id];
      groups[f][id].name = s.dictionaries[f].names[id];
      to.push_back(std::move(groups[f][id]));
    }
    std::sort(to.begin(), to.end(), [](const BoardCount& a, const BoardCount& b) {
      if (a.overdue != b.overdue) return a.overdue > b.overdue;
      if (a.open != b.open) return a.open > b.open;
      return a.code < b.code;
    });
  };
  take(departmentField, board.byDepartment);
  take(gridField, board.byGrid);
  take(subdistrictField, board.bySubdistrict);
  take(districtField, board.byDistrict);
  return board;
}

std::vector<CaseValue> CaseTable::values(std::string_view column) const {
  const std::lock_guard guard(m_state->mutex);
  const State& s = *m_state;
  const auto found = std::find(State::kFieldColumns.begin(), State::kFieldColumns.end(), column);
  if (found == State::kFieldColumns.end()) return {};
  const auto f = std::size_t(found - State::kFieldColumns.begin());
  std::vector<CaseValue> all(s.dictionaries[f].texts.size());
  for (std::size_t id = 0; id < all.size(); ++id)
    all[id] = {s.dictionaries[f].texts[id], s.dictionaries[f].names[id], 0};
  for (std::uint32_t row = 0; row < s.fids.size(); ++row) {
    if (s.gone[row] == 0) ++all[s.columns[f][row]].count;
  }
  std::erase_if(all, [](const CaseValue& one) { return one.count == 0 || one.code.empty(); });
  std::sort(all.begin(), all.end(), [](const CaseValue& a, const CaseValue& b) {
    return a.count != b.count ? a.count > b.count : a.code < b.code;
  });
  return all;
}

}  // namespace gis::city
