#include "gis_core/city/case_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <mutex>
#include <unordered_map>

#include "gis_core/base/text.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/text_scan.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/layer.h"

namespace gis::city {

namespace {

/// The columns kept as numbers of their distinct texts.
enum Field : std::size_t {
  stateField,
  categoryField,
  kindField,
  urgencyField,
  sourceField,
  departmentField,
  handlerField,
  gridField,
  communityField,
  subdistrictField,
  districtField,
  cameFromField,
  deskField,
  fieldCount
};
constexpr std::array<const char*, fieldCount> kFieldColumns = {
    "state", "category",  "kind",        "urgency",  "source",    "department", "handler",
    "grid",  "community", "subdistrict", "district", "came_from", "desk"};
/// Where the name of a code stands; empty: the code is its own name.
constexpr std::array<const char*, fieldCount> kFieldNames = {
    "", "category_name", "", "", "", "", "", "grid_name", "community_name", "subdistrict_name", "district_name", "",
    ""};

/// The texts of a case, folded, one line each: what they are searched and put in order by.
enum TextPart : int { numberPart, placePart, descriptionPart, restPart };
constexpr char kPartEnd = '\x1f';
constexpr char kLineEnd = '\n';

constexpr UtcMillis kDayLength = 24LL * 3'600'000;
constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

struct Dictionary {
  std::vector<std::string> texts, names;
  std::unordered_map<std::string, std::uint32_t> ids;
  std::uint32_t id(std::string_view text) {
    const auto [found, isNew] = ids.try_emplace(std::string(text), std::uint32_t(texts.size()));
    if (isNew) {
      texts.emplace_back(text);
      names.emplace_back();
    }
    return found->second;
  }
  [[nodiscard]] std::uint32_t find(const std::string& text) const {
    const auto found = ids.find(text);
    return found == ids.end() ? kNone : found->second;
  }
};

/// A case's row as texts, however it was read.
struct RowTexts {
  std::array<std::string, fieldCount> fields, names;
  std::string reported, deadline, closed;
  double x = std::numeric_limits<double>::quiet_NaN(), y = x;
};

UtcMillis timeOrZero(const std::string& iso) {
  if (iso.empty()) return 0;
  try {
    return parseIso(iso, 0);
  } catch (const std::exception&) {
    return 0;  // written by another program: it takes no part in what goes by time
  }
}

/// Letters of plain texts need no tables: most cases are Chinese and digits.
void appendFolded(std::string& to, std::string_view text) {
  bool plain = true;
  for (std::size_t i = 0; i < text.size() && plain;) {
    const auto c = static_cast<unsigned char>(text[i]);
    if (c < 0x80) {
      ++i;
    } else if (c >= 0xE4 && c <= 0xE9 && i + 2 < text.size()) {  // CJK ideographs fold to themselves
      i += 3;
    } else {
      plain = false;
    }
  }
  const std::size_t begin = to.size();
  if (plain) {
    to += text;
    for (std::size_t i = begin; i < to.size(); ++i) {
      if (to[i] >= 'A' && to[i] <= 'Z') to[i] = char(to[i] - 'A' + 'a');
    }
  } else {
    to += text::fold(text);
  }
  for (std::size_t i = begin; i < to.size(); ++i) {
    if (to[i] == kPartEnd || to[i] == kLineEnd) to[i] = ' ';
  }
}

constexpr std::array kTextColumnNames = {"case_no",     "report_no",     "address",  "community_name", "road",
                                         "description", "category_name", "category", "parcel"};

void appendTexts(std::string& to, const std::array<std::string, kTextColumnNames.size()>& t) {
  const auto& [caseNo, reportNo, address, community, road, description, name, category, parcel] = t;
  appendFolded(to, caseNo.empty() ? reportNo : caseNo);
  to += kPartEnd;
  appendFolded(to, address.empty() ? community + " " + road : address);
  to += kPartEnd;
  appendFolded(to, description);
  to += kPartEnd;
  for (const std::string* other : {&name, &category, &road, &parcel, &reportNo}) {
    appendFolded(to, *other);
    to += ' ';
  }
  to += kLineEnd;
}

std::string selectList(bool texts) {
  std::string sql = "fid";
  if (texts) {
    for (const char* column : kTextColumnNames) sql += ", " + store::quoted(column);
    return sql;
  }
  for (const char* column : kFieldColumns) sql += ", " + store::quoted(column);
  for (const char* column : kFieldNames) sql += *column == '\0' ? ", NULL" : ", " + store::quoted(column);
  return sql + ", reported_at, deadline, closed_at, ST_X(geometry), ST_Y(geometry)";
}

}  // namespace

struct CaseTable::State {
  std::mutex mutex;
  std::vector<std::int64_t> fids;
  std::vector<std::uint8_t> gone;
  std::array<std::vector<std::uint32_t>, fieldCount> columns;
  std::array<Dictionary, fieldCount> dictionaries;
  std::vector<UtcMillis> reported, deadline, closed;
  std::vector<double> x, y;
  std::vector<std::pair<std::int64_t, std::uint32_t>> byFid;  ///< sorted: rows of the load
  std::unordered_map<std::int64_t, std::uint32_t> added;      ///< rows since
  std::unordered_map<std::int64_t, std::string> requests;     ///< fid → state of the request that waits

  bool texts = false;
  std::string blob;
  std::vector<std::uint64_t> lineOf;                           ///< row → where its line begins
  std::vector<std::pair<std::uint64_t, std::uint32_t>> lines;  ///< ascending: line → row
  std::int64_t living = 0;

  [[nodiscard]] std::uint32_t rowOf(std::int64_t fid) const {
    if (const auto one = added.find(fid); one != added.end()) return one->second;
    const auto found = std::lower_bound(byFid.begin(), byFid.end(), std::pair(fid, std::uint32_t{0}));
    return found != byFid.end() && found->first == fid ? found->second : kNone;
  }

  void resize(std::size_t count) {
    fids.resize(count);
    gone.resize(count);
    for (auto& column : columns) column.resize(count);
    for (auto* times : {&reported, &deadline, &closed}) times->resize(count);
    x.resize(count);
    y.resize(count);
    if (texts) lineOf.resize(count, std::numeric_limits<std::uint64_t>::max());
  }

  void set(std::uint32_t row, const RowTexts& t) {
    for (std::size_t f = 0; f < fieldCount; ++f) {
      const std::uint32_t id = dictionaries[f].id(t.fields[f]);
      columns[f][row] = id;
      if (dictionaries[f].names[id].empty()) dictionaries[f].names[id] = t.names[f];
    }
    reported[row] = timeOrZero(t.reported);
    deadline[row] = timeOrZero(t.deadline);
    closed[row] = timeOrZero(t.closed);
    x[row] = t.x;
    y[row] = t.y;
  }

  void setTexts(std::uint32_t row, const std::array<std::string, kTextColumnNames.size()>& t) {
    const std::uint64_t begin = blob.size();
    appendTexts(blob, t);
    lineOf[row] = begin;
    lines.emplace_back(begin, row);
  }

  [[nodiscard]] std::string_view part(std::uint32_t row, int which) const {
    const std::uint64_t begin = lineOf[row];
    if (begin >= blob.size()) return {};
    std::string_view line(blob.data() + begin, blob.find(kLineEnd, begin) - begin);
    for (int i = 0; i < which; ++i) line.remove_prefix(std::min(line.size(), line.find(kPartEnd) + 1));
    return line.substr(0, line.find(kPartEnd));
  }

  [[nodiscard]] std::vector<std::uint8_t> holding(std::string_view folded) const {
    std::vector<std::uint8_t> found(fids.size(), 0);
    std::size_t line = 0;
    for (std::size_t at = scanFor(blob, folded); at != std::string_view::npos; at = scanFor(blob, folded, at)) {
      const auto next =
          std::upper_bound(lines.begin() + std::ptrdiff_t(line), lines.end(), std::pair(std::uint64_t(at), kNone));
      line = std::size_t(next - lines.begin()) - 1;
      const auto& [begin, row] = lines[line];
      if (lineOf[row] == begin) found[row] = 1;  // an older line of a changed case says nothing
      at = next == lines.end() ? blob.size() : std::size_t(next->first);
    }
    return found;
  }

  /// What the dictionaries say of every state.
  struct StateFlags {
    std::vector<std::uint8_t> open, runs, stage;
  };
  [[nodiscard]] StateFlags stateFlags() const {
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

  struct Waiting {
    std::uint32_t state, cameFrom, desk;
  };
  [[nodiscard]] std::vector<Waiting> waiting(const std::string& role) const {
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
  [[nodiscard]] bool waits(std::uint32_t row, const std::vector<Waiting>& all,
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

  void readRequests(const store::CityDatabase& city) {
    requests.clear();
    if (city.connection().intValue("SELECT count(*) FROM sqlite_schema WHERE name = 'city_request'") == 0) return;
    auto row = city.connection().prepare(
        "SELECT i.fid, r.state FROM city_request r JOIN city_incident i ON i.uid = r.incident"
        " WHERE r.state IN ('requested', 'approved1')");
    while (row.step()) requests[row.integer(0)] = row.text(1);
  }

  void takeSnapshot(const snapshot::LayerView& view, const CancelToken& token);
  void takeSnapshotTexts(const snapshot::LayerView& view, const CancelToken& token);
};

namespace {

RowTexts rowTexts(const store::Statement& row) {
  RowTexts t;
  int column = 1;
  for (std::string& text : t.fields) text = row.text(column++);
  for (std::string& text : t.names) text = row.text(column++);
  t.reported = row.text(column++);
  t.deadline = row.text(column++);
  t.closed = row.text(column++);
  if (!row.isNull(column)) {
    t.x = row.real(column);
    t.y = row.real(column + 1);
  }
  return t;
}

store::LayerInfo casesLayer(const store::CityDatabase& city) {
  return store::layerByName(city.connection(), "city_incident");
}

}  // namespace

void CaseTable::State::takeSnapshot(const snapshot::LayerView& view, const CancelToken& token) {
  const snapshot::Snapshot& base = view.base();
  const auto count = std::uint32_t(base.info().count);
  std::vector<snapshot::Index> shown;
  shown.reserve(count);
  for (snapshot::Index i = 0; i < count; ++i) {
    if (!view.isHidden(i)) shown.push_back(i);
  }
  resize(shown.size());
  for (std::uint32_t row = 0; row < shown.size(); ++row) {
    const snapshot::Index i = shown[row];
    fids[row] = base.fidOf(i);
    const geom::Envelope box = base.boxOf(i);
    x[row] = box.isEmpty() ? std::numeric_limits<double>::quiet_NaN() : box.minX;
    y[row] = box.isEmpty() ? std::numeric_limits<double>::quiet_NaN() : box.minY;
  }
  for (std::size_t f = 0; f < fieldCount; ++f) {
    token.check();
    const int column = base.columnOf(kFieldColumns[f]);
    const int name = *kFieldNames[f] == '\0' ? -1 : base.columnOf(kFieldNames[f]);
    Dictionary& dictionary = dictionaries[f];
    const auto nameIt = [&](std::uint32_t id, snapshot::Index i) {
      if (name >= 0 && dictionary.names[id].empty()) dictionary.names[id] = base.textOf(name, i);
    };
    const auto& distinct = column < 0 ? std::vector<std::string_view>{} : base.dictionaryOf(column);
    std::vector<std::uint32_t> ids;
    for (const std::string_view text : distinct) ids.push_back(dictionary.id(text));
    const std::uint32_t none = dictionary.id({});
    for (std::uint32_t row = 0; row < shown.size(); ++row) {
      std::uint32_t id = none;
      if (!ids.empty()) {
        const std::uint16_t kept = base.dictionaryId(column, shown[row]);
        if (kept < ids.size()) id = ids[kept];
      } else if (column >= 0) {
        id = dictionary.id(base.textOf(column, shown[row]));
      }
      columns[f][row] = id;
      nameIt(id, shown[row]);
    }
  }
  const auto times = [&](const char* name, std::vector<UtcMillis>& to) {
    token.check();
    const int column = base.columnOf(name);
    for (std::uint32_t row = 0; column >= 0 && row < shown.size(); ++row)
      to[row] = timeOrZero(base.textOf(column, shown[row]));
  };
  times("reported_at", reported);
  times("deadline", deadline);
  times("closed_at", closed);
}

void CaseTable::State::takeSnapshotTexts(const snapshot::LayerView& view, const CancelToken& token) {
  const snapshot::Snapshot& base = view.base();
  std::array<int, kTextColumnNames.size()> column{};
  for (std::size_t i = 0; i < column.size(); ++i) column[i] = base.columnOf(kTextColumnNames[i]);
  std::array<std::string, kTextColumnNames.size()> words;
  blob.reserve(fids.size() * 160);
  lines.reserve(fids.size() + 1024);
  for (std::uint32_t row = 0; row < fids.size(); ++row) {
    if (row % 4096 == 0) token.check();
    const auto i = base.indexOfFid(fids[row]);
    if (!i || view.isHidden(*i)) continue;
    for (std::size_t t = 0; t < words.size(); ++t)
      words[t] = column[t] < 0 ? std::string() : base.textOf(column[t], *i);
    setTexts(row, words);
  }
}

CaseTable::CaseTable() : m_state(new State) {}
CaseTable::~CaseTable() = default;

std::shared_ptr<CaseTable> CaseTable::load(const store::CityDatabase& city, Progress& progress) {
  std::shared_ptr<CaseTable> table(new CaseTable);
  State& s = *table->m_state;
  const auto view = snapshot::openOrBuild(city, casesLayer(city), progress);
  s.takeSnapshot(*view, progress.token());
  s.living = std::int64_t(s.fids.size());
  s.byFid.reserve(s.fids.size());
  for (std::uint32_t row = 0; row < s.fids.size(); ++row) s.byFid.emplace_back(s.fids[row], row);
  std::sort(s.byFid.begin(), s.byFid.end());
  std::vector<std::int64_t> since;
  for (const snapshot::DeltaFeature& one : view->added()) since.push_back(one.feature.fid);
  table->update(city, since);
  return table;
}

void CaseTable::loadTexts(const store::CityDatabase& city, Progress& progress) {
  const auto view = snapshot::openOrBuild(city, casesLayer(city), progress);
  const std::lock_guard guard(m_state->mutex);
  State& s = *m_state;
  if (s.texts) return;
  s.texts = true;
  s.lineOf.assign(s.fids.size(), std::numeric_limits<std::uint64_t>::max());
  try {
    s.takeSnapshotTexts(*view, progress.token());
    // what the snapshot does not hold is read from the city
    auto row = city.connection().prepare("SELECT " + selectList(true) + " FROM city_incident WHERE fid = ?1");
    std::array<std::string, kTextColumnNames.size()> texts;
    for (std::uint32_t i = 0; i < s.fids.size(); ++i) {
      if (s.gone[i] != 0 || s.lineOf[i] < s.blob.size()) continue;
      row.reset();
      row.bind(1, s.fids[i]);
      if (!row.step()) continue;
      for (std::size_t t = 0; t < texts.size(); ++t) texts[t] = row.text(int(t) + 1);
      s.setTexts(i, texts);
    }
  } catch (...) {
    s.texts = false;
    s.blob.clear();
    s.lines.clear();
    s.lineOf.clear();
    throw;
  }
}

bool CaseTable::hasTexts() const {
  const std::lock_guard guard(m_state->mutex);
  return m_state->texts;
}

void CaseTable::update(const store::CityDatabase& city, const std::vector<std::int64_t>& fids) {
  const std::lock_guard guard(m_state->mutex);
  State& s = *m_state;
  auto fields = city.connection().prepare("SELECT " + selectList(false) + " FROM city_incident WHERE fid = ?1");
  auto texts = city.connection().prepare("SELECT " + selectList(true) + " FROM city_incident WHERE fid = ?1");
  for (const std::int64_t fid : fids) {
    fields.reset();
    fields.bind(1, fid);
    std::uint32_t row = s.rowOf(fid);
    if (!fields.step()) {
      if (row != kNone && s.gone[row] == 0) {
        s.gone[row] = 1;
        --s.living;
      }
      continue;
    }
    if (row == kNone) {
      row = std::uint32_t(s.fids.size());
      s.resize(row + 1);
      s.fids[row] = fid;
      s.gone[row] = 1;
      s.added.emplace(fid, row);
    }
    if (s.gone[row] != 0) {
      s.gone[row] = 0;
      ++s.living;
    }
    s.set(row, rowTexts(fields));
    if (!s.texts) continue;
    texts.reset();
    texts.bind(1, fid);
    std::array<std::string, kTextColumnNames.size()> all;
    if (texts.step()) {
      for (std::size_t t = 0; t < all.size(); ++t) all[t] = texts.text(int(t) + 1);
    }
    s.setTexts(row, all);
  }
  s.readRequests(city);
}

std::int64_t CaseTable::size() const {
  const std::lock_guard guard(m_state->mutex);
  return m_state->living;
}

bool CaseTable::answers(const IncidentFilter& filter) const {
  return filter.where.empty() && (text::trim(filter.text).empty() || hasTexts());
}

std::vector<std::int64_t> CaseTable::rows(const IncidentFilter& filter, CaseSort sort, const CancelToken& token) const {
  const std::lock_guard guard(m_state->mutex);
  const State& s = *m_state;
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
    if (id == kNone) return {};
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
    if (filter.overdueAt &&
        (flags.runs[states[row]] == 0 || s.deadline[row] == 0 || s.deadline[row] >= *filter.overdueAt))
      return false;
    if (!isIn(s.reported[row], filter.reportedFrom, filter.reportedTo)) return false;
    if (!isIn(s.deadline[row], filter.dueFrom, filter.dueTo)) return false;
    if (filter.box && !filter.box->contains(geom::MapPoint{s.x[row], s.y[row]})) return false;
    if (!filter.role.empty() && !s.waits(row, waiting, requestStates)) return false;
    return holding.empty() || holding[row] != 0;
  };
  struct Keyed {
    std::uint64_t key;
    std::uint32_t row;
  };
  const bool byText = sort.by == CaseOrder::number || sort.by == CaseOrder::place || sort.by == CaseOrder::description;
  const int part = sort.by == CaseOrder::number  ? numberPart
                   : sort.by == CaseOrder::place ? placePart
                                                 : descriptionPart;
  std::vector<std::uint32_t> categoryRank;
  if (sort.by == CaseOrder::category) {
    const auto& texts = s.dictionaries[categoryField].texts;
    std::vector<std::uint32_t> order(texts.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return texts[a] < texts[b]; });
    categoryRank.resize(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) categoryRank[order[i]] = i;
  }
  const auto keyOf = [&](std::uint32_t row) -> std::uint64_t {
    if (byText) {
      if (!s.texts) return 0;
      const std::string_view text = s.part(row, part);
      std::uint64_t key = 0;
      for (std::size_t i = 0; i < 8; ++i)
        key = key << 8U | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0U);
      return key;
    }
    switch (sort.by) {
      case CaseOrder::deadline: return s.deadline[row] == 0 ? std::uint64_t(1) << 62U : std::uint64_t(s.deadline[row]);
      case CaseOrder::state: return flags.stage[states[row]];
      case CaseOrder::category: return categoryRank[s.columns[categoryField][row]];
      default: return std::uint64_t(s.reported[row]);
    }
  };
  std::vector<Keyed> found;
  for (std::uint32_t row = 0; row < s.fids.size(); ++row) {
    if (row % 65'536 == 0) token.check();
    if (passes(row)) found.push_back({keyOf(row), row});
  }
  const auto newer = [&](const Keyed& a, const Keyed& b) {
    return s.reported[a.row] != s.reported[b.row] ? s.reported[a.row] > s.reported[b.row]
                                                  : s.fids[a.row] > s.fids[b.row];
  };
  std::sort(found.begin(), found.end(), [&](const Keyed& a, const Keyed& b) {
    if (a.key != b.key) return sort.descending ? a.key > b.key : a.key < b.key;
    if (byText && s.texts) {
      if (const int order = s.part(a.row, part).compare(s.part(b.row, part)); order != 0)
        return sort.descending ? order > 0 : order < 0;
    }
    return newer(a, b);
  });
  token.check();
  std::vector<std::int64_t> fids;
  fids.reserve(found.size());
  for (const Keyed& one : found) fids.push_back(s.fids[one.row]);
  return fids;
}

CaseBoard CaseTable::board(UtcMillis now, const std::string& role) const {
  const std::lock_guard guard(m_state->mutex);
  const State& s = *m_state;
  CaseBoard board;
  const UtcMillis offset = kCityOffsetMinutes * 60'000LL;
  const UtcMillis today = (now + offset) / kDayLength * kDayLength - offset, tomorrow = today + kDayLength;
  const State::StateFlags flags = s.stateFlags();
  const auto waiting = s.waiting(role);
  const auto requestStates = waitingRequests(role);
  const std::uint32_t suspended = s.dictionaries[stateField].find("suspended");
  std::array<std::vector<BoardCount>, fieldCount> groups;
  constexpr Field kGroups[] = {departmentField, gridField, districtField};
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
  take(districtField, board.byDistrict);
  return board;
}

std::vector<CaseValue> CaseTable::values(std::string_view column) const {
  const std::lock_guard guard(m_state->mutex);
  const State& s = *m_state;
  const auto found = std::find(kFieldColumns.begin(), kFieldColumns.end(), column);
  if (found == kFieldColumns.end()) return {};
  const auto f = std::size_t(found - kFieldColumns.begin());
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
