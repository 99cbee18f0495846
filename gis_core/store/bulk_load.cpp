#include "gis_core/store/bulk_load.h"

#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <bit>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/base/uuid.h"
#include "gis_core/store/bulk_load_state.h"
#include "gis_core/store/case_keeping.h"
#include "gis_core/store/layer_names.h"
#include "gis_core/store/registration.h"
#include "gis_core/store/sqlite_error.h"

namespace gis::store {
namespace {

constexpr std::int64_t kLargestFid = std::int64_t{1} << 53;

/// Names that the table needs for itself; a column "rowid" would hide the row number from SpatiaLite's triggers.
bool isTaken(const std::string& low) {
  return low == "fid" || low == "uid" || low == "geometry" || low == "rowid";
}

}  // namespace

BulkLoad::State::State(const CityDatabase& city_, LayerDraft draft_)
    : city(city_), c(city_.connection()), draft(std::move(draft_)), chunks(c) {
  const bool taken = layerExists(c, draft.name);
  if (taken && draft.ifTaken == LayerDraft::IfTaken::refuse) {
    checkLayerName(draft.name);
    throw Error(ErrorCode::exists, {GIS_TR("cannot make the layer \"{0}\""), {draft.name}},
                GIS_TR("there is already one of this name"),
                GIS_TR("choose another name, or append to it, or replace it"));
  }
  if (taken) {
    target = layerByName(c, draft.name);
    if (target->name == kCaseTable) throw caseInsertRefusal();
    if (lowerAscii(target->name).rfind("city_", 0) == 0) checkLayerName(target->name);  // refuses
    draft.name = target->name;
  } else {
    checkLayerName(draft.name);
  }
  if (isAppend()) {
    draft.hasGeometry = draft.hasGeometry && target->geometryType.has_value();
    draft.withUid = target->hasUid;
    if (draft.hasGeometry && draft.crs.isKnown() && target->crs.isKnown() && !draft.crs.equivalentTo(target->crs)) {
      throw Error(ErrorCode::invalidValue, {GIS_TR("cannot append to the layer \"{0}\""), {draft.name}},
                  {GIS_TR("its coordinate system is {0}, not {1}"), {target->crs.name(), draft.crs.name()}},
                  GIS_TR("transform the features to the layer's coordinate system"));
    }
    srid = target->srid;
  } else {
    srid = draft.hasGeometry ? sridOf(c, draft.crs) : -1;
  }
  if (draft.withUid || isAppend()) keepFids = false;
  if (draft.withUid && !isAppend()) firstFid = (city.station() << 32) + 1;
  takeNames();
}

BulkLoad::State::~State() {
  stopsTree.cancel();
  insert.reset();
  copies.reset();
  chunks.abandon();
  copy.reset();
  whole.reset();
  stage.reset();
}

/// The names in the table: unique but for case, none of ours, valid UTF-8; for append those of the layer.
void BulkLoad::State::takeNames() {
  std::set<std::string> used;
  for (std::size_t i = 0; i < draft.fields.size(); ++i) {
    Field field = draft.fields[i];
    const std::string source = field.name;
    std::string base = text::repairUtf8(source);
    base.erase(std::remove(base.begin(), base.end(), '\0'), base.end());
    if (base.empty()) base = fmt::format("field_{}", i + 1);
    field.name = base;
    for (int number = 2; isTaken(lowerAscii(field.name)) || used.count(lowerAscii(field.name)) != 0; ++number)
      field.name = fmt::format("{}_{}", base, number);
    used.insert(lowerAscii(field.name));
    if (isAppend()) field.name = requireField(*target, field.name).name;
    if (field.name != source) renamed.emplace_back(source, field.name);
    fields.push_back(std::move(field));
  }
}

void BulkLoad::State::createStage(geom::GeometryKind firstKind) {
  // not visible before the last transaction, which waits for the disk: a crash loses nothing that was shown
  if (!c.inTransaction()) relaxed.emplace(c);
  stage.emplace(c, city.sweeper());
  std::string type;
  if (draft.hasGeometry) {
    const std::string name = draft.type ? draft.type->name() : geom::GeometryType{firstKind}.name();
    type = name.substr(0, name.find(' '));
  }
  c.exec(createTableSql(stage->table(), fields, draft.withUid, type));
  prepareInsert();
}

void BulkLoad::State::prepareInsert() {
  std::string columns = "fid";
  if (draft.withUid) columns += ", uid";
  for (const Field& field : fields) columns += ", " + quotedName(field.name);
  if (draft.hasGeometry) columns += ", geometry";
  copies.reset();
  insert.emplace(c, fmt::format("{}({})", quotedName(stage->table()), columns),
                 fields.size() + (draft.withUid ? 2 : 1) + (draft.hasGeometry ? 1 : 0));
}

void BulkLoad::State::renumber() {
  if (areAnnounced()) throw otherThanAnnounced();
  keepFids = false;
  std::vector<std::int64_t> order;
  order.swap(keptFids);
  if (order.empty()) return;
  insert.reset();
  copies.reset();
  chunks.pause();
  chunks.begin();
  c.exec("CREATE TEMP TABLE city_numbers (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)");
  Statement number(c, "INSERT INTO temp.city_numbers VALUES (?1, ?2)");
  for (std::size_t i = 0; i < order.size(); ++i) number.bindAll(order[i], static_cast<std::int64_t>(i + 1)).run();
  // negative first, so that no new number meets an old one
  c.exec(fmt::format("UPDATE {0} SET fid = -(SELECT new FROM temp.city_numbers WHERE old = {0}.fid)",
                     quotedName(stage->table())));
  c.exec(fmt::format("UPDATE {} SET fid = -fid", quotedName(stage->table())));
  c.exec("DROP TABLE temp.city_numbers");
  std::vector<std::pair<std::int64_t, std::int64_t>> map(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) map[i] = {order[i], static_cast<std::int64_t>(i + 1)};
  std::sort(map.begin(), map.end());
  for (TreeEntry& entry : boxes)
    entry.id = std::lower_bound(map.begin(), map.end(), std::pair{entry.id, std::int64_t{0}})->second;
  chunks.pause();
  chunks.begin();
  prepareInsert();
}

/// The rows of a batch from `m_row` on, as long as the chunk may last and the numbers are usable.
class BulkLoad::State::BatchRows final : public RowFeed::Source {
 public:
  BatchRows(State& state, const EncodedBatch& encoded) : m_state(state), m_encoded(encoded) {}
  bool next() override {
    const FeatureBatch& batch = m_encoded.batch;
    if (m_given) {
      m_state.noteRow(m_fid, m_encoded.boxes[m_row]);
      ++m_row;
    }
    m_given = false;
    if (m_row >= batch.rows() || m_badNumber || m_pace.isDue(m_row, m_state.chunks)) return false;
    const auto fid = m_state.numberFor(batch.fids[m_row]);
    m_badNumber = !fid;
    m_fid = fid.value_or(0);
    if (m_state.draft.withUid) m_uid = newUuid();
    m_given = !m_badNumber;
    return m_given;
  }
  void giveCell(sqlite3_context* to, int column) override {
    const FeatureBatch& batch = m_encoded.batch;
    if (column == 0) return sqlite3_result_int64(to, m_fid);
    if (m_state.draft.withUid && --column == 0)
      return sqlite3_result_text(to, m_uid.data(), static_cast<int>(m_uid.size()), SQLITE_STATIC);
    const auto cell = static_cast<std::size_t>(column) - 1;
    if (cell < batch.columns.size()) return giveCellOf(batch, cell, m_row, to);
    const geom::BytesView blob = batch.geometryOf(m_row);
    if (!blob.empty()) sqlite3_result_blob(to, blob.data(), static_cast<int>(blob.size()), SQLITE_STATIC);
  }
  [[nodiscard]] bool isDone() const { return m_row >= m_encoded.batch.rows(); }
  [[nodiscard]] bool hasBadNumber() const { return m_badNumber; }
  /// The row that stood in the way comes again, under a new number.
  void again() { m_given = m_badNumber = false; }

 private:
  State& m_state;
  const EncodedBatch& m_encoded;
  std::size_t m_row = 0;
  RowPace m_pace;
  std::int64_t m_fid = 0;
  std::string m_uid;
  bool m_given = false;  ///< the row went to SQLite
  bool m_badNumber = false;
};

std::optional<std::int64_t> BulkLoad::State::numberFor(std::int64_t sourceFid) const {
  if (!keepFids) return firstFid + rows;
  return sourceFid > 0 && sourceFid < kLargestFid ? std::optional(sourceFid) : std::nullopt;
}

Error BulkLoad::State::otherThanAnnounced() const {
  return {ErrorCode::internal,
          {GIS_TR("cannot load the layer \"{0}\""), {draft.name}},
          GIS_TR("other rows came than were announced"),
          {}};
}

void BulkLoad::State::noteRow(std::int64_t fid, const geom::Envelope& box) {
  if (keepFids && !areAnnounced()) keptFids.push_back(fid);
  ++rows;
  if (!draft.hasGeometry || box.isEmpty()) return;
  if (areAnnounced())
    ++announcedBoxes;
  else
    boxes.push_back(treeEntry(fid, box));
  extent.include(box);
}

bool BulkLoad::State::mustRenumber(int code) const {
  const bool cameTwice = (code & 0xff) == SQLITE_CONSTRAINT && keepFids;
  if (code != SQLITE_DONE && !cameTwice) throwSqlite(c.handle(), code);
  return cameTwice;
}

void BulkLoad::State::insertRows(const EncodedBatch& encoded) {
  BatchRows source(*this, encoded);
  (void)insertAll(
      source, [this]() -> RowFeed& { return *insert; }, [] { return true; });
}

BulkLoad::BulkLoad(const CityDatabase& city, LayerDraft draft)
    : m_state(std::make_unique<State>(city, std::move(draft))) {}

BulkLoad::~BulkLoad() = default;

int BulkLoad::srid() const {
  return m_state->srid;
}

const std::vector<std::pair<std::string, std::string>>& BulkLoad::renamedFields() const {
  return m_state->renamed;
}

const std::vector<Field>& BulkLoad::fields() const {
  return m_state->fields;
}

bool BulkLoad::isWholeLayer() const {
  return !m_state->isAppend();
}

bool BulkLoad::keepsFids() const {
  return m_state->keepFids;
}

std::int64_t BulkLoad::firstFid() const {
  return m_state->firstFid;
}

std::optional<geom::GeometryType> BulkLoad::geometryType() const {
  if (!m_state->draft.hasGeometry) return std::nullopt;
  return m_state->finalType();
}

void BulkLoad::pause() {
  m_state->chunks.pause();
}

void BulkLoad::append(const EncodedBatch& batch, Next next) {
  State& s = *m_state;
  if (batch.batch.columns.size() != s.fields.size()) {
    throw Error(ErrorCode::internal, {GIS_TR("cannot load the layer \"{0}\""), {s.draft.name}},
                GIS_TR("a batch has other columns than the layer"), {});
  }
  if (!s.stage) {
    const auto first = static_cast<unsigned>(std::countr_zero(batch.kinds));
    s.createStage(batch.kinds == 0 ? geom::GeometryKind::unknown : static_cast<geom::GeometryKind>(first));
  }
  s.kinds |= batch.kinds;
  s.anyZ |= batch.anyZ;
  s.anyM |= batch.anyM;
  s.anyWithoutZ |= batch.anyWithoutZ;
  s.anyWithoutM |= batch.anyWithoutM;
  s.chunks.begin();
  s.insertRows(batch);
  if (next == Next::later) s.chunks.pause();
}

}  // namespace gis::store
