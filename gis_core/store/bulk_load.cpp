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
#include "gis_core/store/layer_names.h"
#include "gis_core/store/registration.h"
#include "gis_core/store/sqlite_error.h"

namespace gis::store {
namespace {

constexpr std::size_t kRowsBetweenBreaths = 256;
constexpr std::int64_t kLargestFid = std::int64_t{1} << 53;

/// Names that the table needs for itself; a column "rowid" would hide the row number from SpatiaLite's triggers.
bool isTaken(const std::string& low) {
  return low == "fid" || low == "uid" || low == "geometry" || low == "rowid";
}

void bindCell(sqlite3_stmt* statement, int index, const FeatureBatch& batch, std::size_t column, std::size_t row) {
  const FeatureBatch::Column& c = batch.columns[column];
  if (c.isNull[row] != 0) {
    sqlite3_bind_null(statement, index);
    return;
  }
  switch (batch.fields[column].type) {
    case FieldType::integer:
    case FieldType::boolean: sqlite3_bind_int64(statement, index, c.integers[row]); return;
    case FieldType::real: sqlite3_bind_double(statement, index, c.reals[row]); return;
    default: break;
  }
  // the batch outlives the step: no copy
  const std::string_view bytes = batch.textOf(column, row);
  if (batch.fields[column].type == FieldType::blob)
    sqlite3_bind_blob(statement, index, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
  else
    sqlite3_bind_text(statement, index, bytes.data(), static_cast<int>(bytes.size()), SQLITE_STATIC);
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
  insert.reset();
  chunks.abandon();
  copy.reset();
  whole.reset();
  stage.reset();
  if (relaxed) sqlite3_exec(c.handle(), "PRAGMA synchronous=FULL", nullptr, nullptr, nullptr);
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
  if (!c.inTransaction()) {
    // not visible before the last transaction, which is written with FULL: a crash loses nothing that was shown
    c.exec("PRAGMA synchronous=NORMAL");
    relaxed.emplace(c.walMerger());
  }
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
  std::string places = "?";
  for (std::size_t i = 1; i < fields.size() + (draft.withUid ? 2 : 1) + (draft.hasGeometry ? 1 : 0); ++i)
    places += ",?";
  insert.emplace(c, fmt::format("INSERT INTO {}({}) VALUES ({})", quotedName(stage->table()), columns, places));
}

void BulkLoad::State::renumber() {
  keepFids = false;
  std::vector<std::int64_t> order;
  order.swap(keptFids);
  if (order.empty()) return;
  insert.reset();
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

void BulkLoad::State::insertRows(const EncodedBatch& encoded) {
  const FeatureBatch& batch = encoded.batch;
  for (std::size_t row = 0; row < batch.rows(); ++row) {
    std::int64_t fid = firstFid + rows;
    if (keepFids) {
      fid = batch.fids[row];
      if (fid <= 0 || fid >= kLargestFid) {
        renumber();
        fid = firstFid + rows;
      }
    }
    for (bool written = false; !written;) {
      sqlite3_stmt* statement = insert->handle();
      int index = 0;
      sqlite3_bind_int64(statement, ++index, fid);
      std::string uid;
      if (draft.withUid) {
        uid = newUuid();
        sqlite3_bind_text(statement, ++index, uid.data(), static_cast<int>(uid.size()), SQLITE_STATIC);
      }
      for (std::size_t column = 0; column < batch.columns.size(); ++column)
        bindCell(statement, ++index, batch, column, row);
      if (draft.hasGeometry) {
        const geom::BytesView blob = batch.geometryOf(row);
        if (blob.empty())
          sqlite3_bind_null(statement, ++index);
        else
          sqlite3_bind_blob(statement, ++index, blob.data(), static_cast<int>(blob.size()), SQLITE_STATIC);
      }
      const int code = sqlite3_step(statement);
      sqlite3_reset(statement);
      written = code == SQLITE_DONE;
      if (written) break;
      if ((code & 0xff) != SQLITE_CONSTRAINT || !keepFids) throwSqlite(c.handle(), code);
      renumber();  // the number came twice
      fid = firstFid + rows;
    }
    if (keepFids) keptFids.push_back(fid);
    ++rows;
    if (draft.hasGeometry && !encoded.boxes[row].isEmpty()) {
      boxes.push_back(treeEntry(fid, encoded.boxes[row]));
      extent.include(encoded.boxes[row]);
    }
    if (row % kRowsBetweenBreaths == 0) chunks.breathe();
  }
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

void BulkLoad::append(const EncodedBatch& batch) {
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
  s.chunks.pause();
}

}  // namespace gis::store
