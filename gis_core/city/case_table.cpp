#include "gis_core/city/case_table.h"

#include <cmath>
#include <functional>

#include "gis_core/base/text.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/city/case_table_state.h"
#include "gis_core/city/kept_time.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/read_ahead.h"

namespace gis::city {

namespace {

UtcMillis timeOrZero(std::string_view iso) {
  try {
    return keptTime(iso);
  } catch (const std::exception&) {
    return 0;  // written by another program: it takes no part in what goes by time
  }
}

/// Letters of plain texts need no tables: most cases are Chinese and digits.
void appendFolded(std::string& to, std::string_view text, char partEnd, char lineEnd) {
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
    if (to[i] == partEnd || to[i] == lineEnd) to[i] = ' ';
  }
}

store::LayerInfo casesLayer(const store::CityDatabase& city) {
  return store::layerByName(city.connection(), "city_incident");
}

}  // namespace

void CaseTable::State::appendTexts(std::string& to, const TextCells& t) {
  const auto& [caseNo, reportNo, address, community, road, description, name, category, parcel] = t;
  appendFolded(to, caseNo.empty() ? reportNo : caseNo, kPartEnd, kLineEnd);
  to += kPartEnd;
  appendFolded(to, address.empty() ? community + " " + road : address, kPartEnd, kLineEnd);
  to += kPartEnd;
  appendFolded(to, description, kPartEnd, kLineEnd);
  to += kPartEnd;
  for (const std::string* other : {&name, &category, &road, &parcel, &reportNo}) {
    appendFolded(to, *other, kPartEnd, kLineEnd);
    to += ' ';
  }
  to += kLineEnd;
}

std::string CaseTable::State::selectList(bool texts) {
  std::string sql = "fid";
  if (texts) {
    for (const char* column : kTextColumnNames) sql += ", " + store::quoted(column);
    return sql;
  }
  for (const char* column : kFieldColumns) sql += ", " + store::quoted(column);
  for (const char* column : kFieldNames) sql += *column == '\0' ? ", NULL" : ", " + store::quoted(column);
  return sql + ", reported_at, deadline, closed_at, ST_X(geometry), ST_Y(geometry)";
}

void CaseTable::State::readTexts(const store::Statement& row, RowTexts& to) {
  int column = 1;
  for (std::string& text : to.fields) text = row.textView(column++);
  for (std::string& text : to.names) text = row.textView(column++);
  for (std::string* text : {&to.reported, &to.deadline, &to.closed}) *text = row.textView(column++);
  const bool placed = !row.isNull(column);
  to.x = placed ? row.real(column) : std::numeric_limits<double>::quiet_NaN();
  to.y = placed ? row.real(column + 1) : std::numeric_limits<double>::quiet_NaN();
}

void CaseTable::State::resize(std::size_t count) {
  const auto grow = [count](auto& column, auto... fill) {
    if (column.capacity() < count) column.reserve(std::max(count + kRoomForNew, column.capacity() * 2));
    column.resize(count, fill...);
  };
  grow(fids);
  grow(gone);
  for (auto& column : columns) grow(column);
  for (auto* times : {&reported, &deadline, &closed}) grow(*times);
  grow(x);
  grow(y);
  if (hasTexts) grow(texts.lineOf, std::numeric_limits<std::uint64_t>::max());
}

void CaseTable::State::set(std::uint32_t row, const RowTexts& t) {
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

void CaseTable::State::Texts::set(std::uint32_t row, const TextCells& t) {
  const std::uint64_t begin = blob.size();
  appendTexts(blob, t);
  lineOf[row] = begin;
  lines.emplace_back(begin, row);
}

void CaseTable::State::readRequests(const store::CityDatabase& city) {
  requests.clear();
  if (city.connection().intValue("SELECT count(*) FROM sqlite_schema WHERE name = 'city_request'") == 0) return;
  auto row = city.connection().prepare(
      "SELECT i.fid, r.state FROM city_request r JOIN city_incident i ON i.uid = r.incident"
      " WHERE r.state IN ('requested', 'approved1')");
  while (row.step()) requests[row.integer(0)] = row.text(1);
}

void CaseTable::State::takeChanges(const snapshot::LayerView& view, std::uint32_t row) {
  const snapshot::Snapshot& base = view.base();
  const auto columnOf = [&](const char* name) { return *name == '\0' ? -1 : base.columnOf(name); };
  std::array<int, fieldCount> fieldAt{}, nameAt{};
  for (std::size_t f = 0; f < fieldCount; ++f) {
    fieldAt[f] = columnOf(kFieldColumns[f]);
    nameAt[f] = columnOf(kFieldNames[f]);
  }
  const int reportedAt = columnOf("reported_at"), deadlineAt = columnOf("deadline"), closedAt = columnOf("closed_at");
  RowTexts cells;
  auto i = snapshot::Index(base.info().count);
  const auto text = [&](int column) { return column < 0 ? std::string() : view.textOf(column, i); };
  for (const snapshot::DeltaFeature& one : view.added()) {
    for (std::size_t f = 0; f < fieldCount; ++f) {
      cells.fields[f] = text(fieldAt[f]);
      cells.names[f] = text(nameAt[f]);
    }
    cells.reported = text(reportedAt);
    cells.deadline = text(deadlineAt);
    cells.closed = text(closedAt);
    cells.x = one.box.isEmpty() ? std::numeric_limits<double>::quiet_NaN() : one.box.minX;
    cells.y = one.box.isEmpty() ? std::numeric_limits<double>::quiet_NaN() : one.box.minY;
    set(row++, cells);
    ++i;
  }
}

void CaseTable::State::takeField(const snapshot::Snapshot& base, std::span<const snapshot::Index> shown,
                                 std::size_t field) {
  const int column = base.columnOf(kFieldColumns[field]);
  const int name = *kFieldNames[field] == '\0' ? -1 : base.columnOf(kFieldNames[field]);
  Dictionary& dictionary = dictionaries[field];
  const auto& distinct = column < 0 ? std::vector<std::string_view>{} : base.dictionaryOf(column);
  std::vector<std::uint32_t> ids;
  ids.reserve(distinct.size());
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
    columns[field][row] = id;
    if (name >= 0 && dictionary.names[id].empty()) dictionary.names[id] = base.textOf(name, shown[row]);
  }
}

void CaseTable::State::takeSnapshot(const snapshot::LayerView& view, const CancelToken& token) {
  const snapshot::Snapshot& base = view.base();
  const auto count = std::uint32_t(base.info().count);
  std::vector<bool> hidden(count);  // looking each row up among what changed would cost more than reading it
  for (const std::int64_t fid : view.hiddenFids()) {
    if (const auto i = base.indexOfFid(fid)) hidden[*i] = true;
  }
  std::vector<snapshot::Index> shown;
  shown.reserve(count);
  for (snapshot::Index i = 0; i < count; ++i) {
    if (!hidden[i]) shown.push_back(i);
  }
  resize(shown.size() + view.added().size());
  for (std::uint32_t row = 0; row < shown.size(); ++row) fids[row] = base.fidOf(shown[row]);
  for (std::size_t i = 0; i < view.added().size(); ++i) fids[shown.size() + i] = view.added()[i].feature.fid;
  const auto places = [&] {
    for (std::uint32_t row = 0; row < shown.size(); ++row) {
      const geom::Envelope box = base.boxOf(shown[row]);
      x[row] = box.isEmpty() ? std::numeric_limits<double>::quiet_NaN() : box.minX;
      y[row] = box.isEmpty() ? std::numeric_limits<double>::quiet_NaN() : box.minY;
    }
  };
  const auto times = [&](const char* name, std::vector<UtcMillis>& to) {
    const int column = base.columnOf(name);
    for (std::uint32_t row = 0; column >= 0 && row < shown.size(); ++row)
      to[row] = timeOrZero(base.textOf(column, shown[row]));
  };
  const auto rows = [&] {
    byFid.reserve(fids.size());
    for (std::uint32_t row = 0; row < fids.size(); ++row) byFid.emplace_back(fids[row], row);
    std::sort(byFid.begin(), byFid.end());
  };
  // no two of them write to the same; the longest begin first
  const std::vector<std::function<void()>> whole = {rows, [&] { times("reported_at", reported); },
                                                    [&] { times("deadline", deadline); },
                                                    [&] { times("closed_at", closed); }, places};
  parallelFor(whole.size() + fieldCount, token, [&](std::size_t k, unsigned) {
    if (k < whole.size()) return whole[k]();
    takeField(base, shown, k - whole.size());
  });
  token.check();
  takeChanges(view, std::uint32_t(shown.size()));
}

CaseTable::State::Texts CaseTable::State::snapshotTexts(const snapshot::LayerView& view,
                                                        const std::vector<std::int64_t>& fids, Progress& progress) {
  constexpr std::uint32_t kRowsBetween = 4096;
  constexpr std::size_t kUsualLine = 160;
  const snapshot::Snapshot& base = view.base();
  std::array<int, kTextColumnNames.size()> column{};
  for (std::size_t i = 0; i < column.size(); ++i) column[i] = base.columnOf(kTextColumnNames[i]);
  TextCells words;
  Texts texts;
  texts.lineOf.assign(fids.size(), std::numeric_limits<std::uint64_t>::max());
  texts.blob.reserve(fids.size() * kUsualLine);
  texts.lines.reserve(fids.size() + kRowsBetween);
  snapshot::Index next = 0;  // rows stand in the order of the snapshot that they were read from
  for (std::uint32_t row = 0; row < fids.size(); ++row) {
    if (row % kRowsBetween == 0) progress.report(row, fids.size());
    const bool follows = next < base.info().count && base.fidOf(next) == fids[row];
    const auto i = follows && !view.isHidden(next) ? std::optional(next) : view.indexOfFid(fids[row]);
    if (!i) continue;
    if (*i < base.info().count) next = *i + 1;
    for (std::size_t t = 0; t < words.size(); ++t)
      words[t] = column[t] < 0 ? std::string() : view.textOf(column[t], *i);
    texts.set(row, words);
  }
  texts.blob.reserve(texts.blob.size() + kRoomForNew * kUsualLine);
  texts.lineOf.reserve(fids.size() + kRoomForNew);
  progress.check();
  return texts;
}

void CaseTable::State::takeTexts(const store::CityDatabase& city, Texts read) {
  read.lineOf.resize(fids.size(), std::numeric_limits<std::uint64_t>::max());
  for (const std::uint32_t row : changedBeside) read.lineOf[row] = std::numeric_limits<std::uint64_t>::max();
  // what the snapshot does not hold is read from the city
  auto row = city.connection().prepare("SELECT " + selectList(true) + " FROM city_incident WHERE fid = ?1");
  TextCells cells;
  for (std::uint32_t i = 0; i < fids.size(); ++i) {
    if (gone[i] != 0 || read.holds(i)) continue;
    row.reset();
    row.bind(1, fids[i]);
    if (!row.step()) continue;
    for (std::size_t t = 0; t < cells.size(); ++t) cells[t] = row.text(int(t) + 1);
    read.set(i, cells);
  }
  texts = std::move(read);
  hasTexts = true;
}

CaseTable::CaseTable() : m_state(new State) {}
CaseTable::~CaseTable() = default;

void CaseTable::State::append(std::span<const ReadRow> read) {
  const std::lock_guard guard(mutex);
  std::size_t row = fids.size();
  resize(row + read.size());
  for (const auto& [fid, cells] : read) {
    fids[row] = fid;
    set(std::uint32_t(row), cells);
    byFid.emplace_back(fid, std::uint32_t(row++));
  }
  living = std::int64_t(fids.size());
  rowsRead = living;
}

void CaseTable::State::takeCity(const store::CityDatabase& city, Progress& progress) {
  constexpr std::size_t kRowsAtOnce = 4096;
  const auto total = std::uint64_t(std::max<std::int64_t>(0, casesLayer(city).count));
  const store::ReadAhead ahead(city.connection(), "city_incident");
  std::vector<ReadRow> read(kRowsAtOnce);
  auto row = city.connection().prepare("SELECT " + selectList(false) + " FROM city_incident ORDER BY fid");
  for (std::size_t count = kRowsAtOnce; count == kRowsAtOnce;) {
    for (count = 0; count < kRowsAtOnce && row.step(); ++count) {
      read[count].first = row.integer(0);
      readTexts(row, read[count].second);
    }
    append(std::span(read).first(count));
    progress.report(std::uint64_t(rowsRead), total);
  }
}

std::shared_ptr<CaseTable> CaseTable::unread() {
  return std::shared_ptr<CaseTable>(new CaseTable);
}

std::shared_ptr<CaseTable> CaseTable::load(const store::CityDatabase& city, Progress& progress) {
  auto table = unread();
  table->read(city, progress);
  return table;
}

void CaseTable::read(const store::CityDatabase& city, Progress& progress) {
  State& s = *m_state;
  if (const auto view = snapshot::existing(city.connection(), casesLayer(city))) {
    const std::lock_guard guard(s.mutex);
    s.takeSnapshot(*view, progress.token());
    s.living = std::int64_t(s.fids.size());
  } else {
    s.takeCity(city, progress);
  }
  update(city, {});  // what waits
}

std::int64_t CaseTable::rowsRead() const {
  return m_state->rowsRead;
}

void CaseTable::loadTexts(const store::CityDatabase& city, Progress& progress) {
  State& s = *m_state;
  std::vector<std::int64_t> fids;
  {
    const std::lock_guard guard(s.mutex);
    if (s.hasTexts || s.textsAreRead) return;
    fids = s.fids;
    s.textsAreRead = true;
    s.changedBeside.clear();
  }
  // a million texts take a second or two: the board and the list go on meanwhile
  try {
    const auto view = snapshot::openOrBuild(city, casesLayer(city), progress);
    State::Texts texts = State::snapshotTexts(*view, fids, progress);
    const std::lock_guard guard(s.mutex);
    s.takeTexts(city, std::move(texts));
    s.textsAreRead = false;
  } catch (...) {
    const std::lock_guard guard(s.mutex);
    s.textsAreRead = false;
    throw;
  }
}

bool CaseTable::hasTexts() const {
  const std::lock_guard guard(m_state->mutex);
  return m_state->hasTexts;
}

void CaseTable::update(const store::CityDatabase& city, const std::vector<std::int64_t>& fids) {
  const std::lock_guard guard(m_state->mutex);
  State& s = *m_state;
  auto fields = city.connection().prepare("SELECT " + State::selectList(false) + " FROM city_incident WHERE fid = ?1");
  auto texts = city.connection().prepare("SELECT " + State::selectList(true) + " FROM city_incident WHERE fid = ?1");
  State::RowTexts fieldTexts;
  for (const std::int64_t fid : fids) {
    fields.reset();
    fields.bind(1, fid);
    std::uint32_t row = s.rowOf(fid);
    if (!fields.step()) {
      if (row != State::kNone && s.gone[row] == 0) {
        s.gone[row] = 1;
        --s.living;
      }
      continue;
    }
    if (row == State::kNone) {
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
    State::readTexts(fields, fieldTexts);
    s.set(row, fieldTexts);
    if (s.textsAreRead) s.changedBeside.push_back(row);
    if (!s.hasTexts) continue;
    texts.reset();
    texts.bind(1, fid);
    State::TextCells all;
    if (texts.step()) {
      for (std::size_t t = 0; t < all.size(); ++t) all[t] = texts.text(int(t) + 1);
    }
    s.texts.set(row, all);
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

}  // namespace gis::city
