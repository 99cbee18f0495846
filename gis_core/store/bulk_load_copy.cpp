// Rows of a bulk load that come out of the same city: SQLite copies them from table to table.
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/store/bulk_load_state.h"
#include "gis_core/store/registration.h"

namespace gis::store {

namespace {

// what comes before the further cells
constexpr std::size_t kNewFid = 0;
constexpr std::size_t kSourceFid = 1;
constexpr std::size_t kHasGeometry = 2;
constexpr std::size_t kOwnCells = 3;

}  // namespace

class BulkLoad::State::CopySource final : public RowFeed::Source {
 public:
  CopySource(State& state, const CopiedRows& rows) : m_state(state), m_rows(rows) {}
  bool next() override {
    if (m_given) {
      m_state.noteRow(m_fid, m_rows.boxes[m_row]);
      ++m_row;
    }
    m_given = false;
    if (isDone() || m_badNumber || m_pace.isDue(m_row, m_state.chunks)) return false;
    const auto fid = m_state.numberFor(m_rows.further.fids[m_row]);
    m_badNumber = !fid;
    m_fid = fid.value_or(0);
    m_given = !m_badNumber;
    return m_given;
  }
  void giveCell(sqlite3_context* to, int column) override {
    const auto cell = static_cast<std::size_t>(column);
    switch (cell) {
      case kNewFid: return sqlite3_result_int64(to, m_fid);
      case kSourceFid: return sqlite3_result_int64(to, m_rows.from[m_row]);
      case kHasGeometry: return sqlite3_result_int(to, m_rows.boxes[m_row].isEmpty() ? 0 : 1);
      default: return giveCellOf(m_rows.further, cell - kOwnCells, m_row, to);
    }
  }
  [[nodiscard]] bool isDone() const { return m_row >= m_rows.from.size(); }
  [[nodiscard]] bool hasBadNumber() const { return m_badNumber; }
  void again() { m_given = m_badNumber = false; }

 private:
  State& m_state;
  const CopiedRows& m_rows;
  std::size_t m_row = 0;
  RowPace m_pace;
  std::int64_t m_fid = 0;
  bool m_given = false;  ///< the row went to SQLite
  bool m_badNumber = false;
};

void BulkLoad::State::prepareCopies(const LayerInfo& from) {
  std::string columns = "fid";
  RowFeed::Select select{fmt::format("SELECT f.c{}", kNewFid),
                         fmt::format("AS f CROSS JOIN {} AS l ON l.fid = f.c{}", quotedName(from.name), kSourceFid)};
  for (std::size_t i = 0; i < fields.size(); ++i) {
    columns += ", " + quotedName(fields[i].name);
    select.before += i < from.fields.size() ? ", l." + quotedName(from.fields[i].name)
                                            : fmt::format(", f.c{}", kOwnCells + i - from.fields.size());
  }
  if (draft.hasGeometry) {
    columns += ", geometry";
    select.before += fmt::format(", CASE WHEN f.c{} THEN l.geometry END", kHasGeometry);
  }
  select.before += " FROM";
  copies.emplace(c, fmt::format("{}({})", quotedName(stage->table()), columns),
                 kOwnCells + fields.size() - from.fields.size(), select);
}

void BulkLoad::announceCopies(std::size_t most, EachRow rows) {
  State& s = *m_state;
  if (s.stage || !s.draft.hasGeometry) return;
  const auto makeTree = [most, rows = std::move(rows), token = s.stopsTree] {
    std::vector<TreeEntry> entries;
    entries.reserve(most);
    rows([&](std::int64_t fid, const geom::Envelope& box) {
      if (!box.isEmpty()) entries.push_back(treeEntry(fid, box));
    });
    return entries.empty() ? nullptr : std::make_unique<const TreeLevels>(std::move(entries), token);
  };
  s.treeAhead = std::async(std::launch::async, makeTree);
}

bool BulkLoad::appendCopies(const LayerInfo& from, const CopiedRows& rows, Next next) {
  State& s = *m_state;
  if (s.isAppend() || s.draft.withUid || s.draft.type != from.geometryType || s.srid != from.srid) return false;
  if (rows.further.columns.size() + from.fields.size() != s.fields.size()) {
    throw Error(ErrorCode::internal, {GIS_TR("cannot load the layer \"{0}\""), {s.draft.name}},
                GIS_TR("a batch has other columns than the layer"), {});
  }
  if (from.geometryType) {
    const geom::GeometryType type = *from.geometryType;
    if (type.kind != geom::GeometryKind::unknown) s.kinds |= 1U << static_cast<unsigned>(type.kind);
    s.anyZ |= type.hasZ;
    s.anyM |= type.hasM;
    s.anyWithoutZ |= !type.hasZ;
    s.anyWithoutM |= !type.hasM;
  }
  if (!s.stage) {
    s.createStage(from.geometryType ? from.geometryType->kind : geom::GeometryKind::unknown);
    // seldom more: growing would touch, and copy, as much again
    const auto expected = static_cast<std::size_t>(std::max<std::int64_t>(from.count, 0));
    if (!s.areAnnounced()) {
      if (s.draft.hasGeometry) s.boxes.reserve(expected);
      s.keptFids.reserve(expected);
    }
  }
  const auto isUnchanged = [&] {
    Statement now(s.c, "SELECT 1 FROM city_layer WHERE uid = ?1 AND revision = ?2 AND name = ?3");
    return now.bindAll(from.uid, from.revision, from.name).step();
  };
  State::CopySource source(s, rows);
  const auto feed = [&]() -> RowFeed& {
    if (!s.copies) s.prepareCopies(from);
    return *s.copies;
  };
  s.chunks.begin();
  const bool done = s.insertAll(source, feed, isUnchanged);
  if (!done || next == Next::later) s.chunks.pause();
  return done;
}

}  // namespace gis::store
