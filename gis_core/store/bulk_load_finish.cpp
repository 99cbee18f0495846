// The end of a bulk load: type, tree, registration, one short transaction that shows everything.
#include <fmt/format.h>
#include <sqlite3.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/thread_time.h"
#include "gis_core/base/text.h"
#include "gis_core/base/uuid.h"
#include "gis_core/store/bulk_load_state.h"
#include "gis_core/store/code_index.h"
#include "gis_core/store/joined_transaction.h"
#include "gis_core/store/journal.h"
#include "gis_core/store/layer_names.h"
#include "gis_core/store/registration.h"
#include "gis_core/store/wal_checkpoints.h"

namespace gis::store {
namespace {

using geom::GeometryKind;
using geom::GeometryType;

constexpr std::uint32_t bit(GeometryKind kind) {
  return 1U << static_cast<unsigned>(kind);
}

/// The narrowest kind that holds all of the mask.
GeometryKind narrowest(std::uint32_t kinds) {
  struct Candidate {
    GeometryKind kind;
    std::uint32_t holds;
  };
  const Candidate candidates[] = {
      {GeometryKind::point, bit(GeometryKind::point)},
      {GeometryKind::lineString, bit(GeometryKind::lineString)},
      {GeometryKind::multiPoint, bit(GeometryKind::point) | bit(GeometryKind::multiPoint)},
      {GeometryKind::multiLineString, bit(GeometryKind::lineString) | bit(GeometryKind::multiLineString)},
      {GeometryKind::multiPolygon, bit(GeometryKind::polygon) | bit(GeometryKind::multiPolygon)},
      {GeometryKind::collection, bit(GeometryKind::collection)}};
  for (const Candidate& candidate : candidates) {
    if (kinds != 0 && (kinds & ~candidate.holds) == 0) return candidate.kind;
  }
  return GeometryKind::unknown;
}

/// Areas below lines below points, tables at the very bottom.
int rankOf(std::optional<int> typeCode) {
  if (!typeCode) return 0;
  switch (GeometryType::fromCode(*typeCode).dimension()) {
    case 0: return 4;
    case 1: return 3;
    default: return 2;
  }
}

/// An index cannot follow a table that another one takes the place of. Returns how those of others are made anew; ours
/// over codes is made when it is asked for.
std::vector<std::string> dropIndexes(const Connection& c, const std::string& table) {
  std::vector<std::string> names, others;
  Statement all(c,
                "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
                " AND lower(tbl_name) = lower(?1)");
  for (all.bind(1, table); all.step();) {
    names.push_back(all.text(0));
    if (!isCodeIndex(all.textView(0))) others.push_back(all.text(1));
  }
  all.reset();
  for (const std::string& name : names) c.exec("DROP INDEX " + quotedName(name));
  return others;
}

/// Puts the layer above the last one of its rank or a lower one, below the cases.
void placeInOrder(const Connection& c, const std::string& uid, std::optional<int> type) {
  std::vector<std::string> order;
  std::size_t place = 0;
  Statement all(c,
                "SELECT uid, geometry_type FROM city_layer WHERE name <> 'city_incident' AND uid <> ?1"
                " ORDER BY draw_order, name");
  all.bind(1, uid);
  while (all.step()) {
    order.push_back(all.text(0));
    const int rank = rankOf(all.isNull(1) ? std::nullopt : std::optional<int>(static_cast<int>(all.integer(1))));
    if (rank <= rankOf(type)) place = order.size();
  }
  all.reset();
  order.insert(order.begin() + static_cast<std::ptrdiff_t>(place), uid);
  Statement set(c, "UPDATE city_layer SET draw_order = ?2 WHERE uid = ?1");
  for (std::size_t i = 0; i < order.size(); ++i) set.bindAll(order[i], static_cast<std::int64_t>(i)).run();
}

}  // namespace

/// Become the staged rows parcels with codes?
bool BulkLoad::State::hasParcelCodes() const {
  const bool isParcels = target && target->role == "parcel" && !target->roleCodeField.empty();
  return isParcels && std::any_of(fields.begin(), fields.end(), [&](const Field& field) {
           return lowerAscii(field.name) == lowerAscii(target->roleCodeField);
         });
}

RetiredCodesOfTable BulkLoad::State::retiredCodes() const {
  return {c, stage->table(), hasParcelCodes() ? target->roleCodeField : std::string(),
          isAppend() || !target ? LayerInfo() : *target};
}

std::optional<VanishedParcels> BulkLoad::State::vanishedParcels() const {
  const bool hasCodes = hasParcelCodes() && !isAppend() && city.connection().intValue("PRAGMA user_version") >= 2;
  return hasCodes ? std::optional<VanishedParcels>(std::in_place, city, *target, stage->number()) : std::nullopt;
}

GeometryType BulkLoad::State::finalType() const {
  if (isAppend()) return *target->geometryType;
  if (draft.type) {
    GeometryType type = *draft.type;
    if (type.kind == GeometryKind::polygon) type.kind = GeometryKind::multiPolygon;
    type.hasZ |= anyZ;
    type.hasM |= anyM;
    return type;
  }
  return {narrowest(kinds), anyZ, anyM};
}

/// Writes again the rows whose kind or dimensions are narrower than the layer's.
void BulkLoad::State::promoteRows(GeometryType type, Progress& progress) {
  const std::uint32_t same = type.kind == GeometryKind::unknown ? ~0U : bit(type.kind);
  const bool dimensionsDiffer =
      (type.hasZ && anyWithoutZ) || (type.hasM && anyWithoutM) || (anyZ && !type.hasZ) || (anyM && !type.hasM);
  if ((kinds & ~same) == 0 && !dimensionsDiffer) return;
  const std::string table = quotedName(stage->table());
  Statement read(c, fmt::format("SELECT fid, geometry FROM {} WHERE fid > ?1 AND geometry IS NOT NULL"
                                " ORDER BY fid LIMIT 1000",
                                table));
  Statement write(c, fmt::format("UPDATE {} SET geometry = ?2 WHERE fid = ?1", table));
  std::int64_t last = 0;
  chunks.begin();
  for (bool more = true; more;) {
    std::vector<std::pair<std::int64_t, geom::Bytes>> changed;
    more = false;
    read.bind(1, last);
    while (read.step()) {
      more = true;
      last = read.integer(0);
      geom::Bytes wkb = geom::fromSpatialite(read.blob(1));
      const GeometryType have = geom::typeOf(wkb);
      GeometryType wanted = type;
      if (type.kind == GeometryKind::unknown) wanted.kind = have.kind;
      if (!(have == wanted)) changed.emplace_back(last, geom::toSpatialite(geom::promoted(wkb, wanted), srid));
    }
    read.reset();
    for (const auto& [fid, blob] : changed) write.bind(1, fid).bind(2, geom::BytesView(blob)).run();
    chunks.breathe();
    progress.check();
  }
  chunks.pause();
}

void BulkLoad::State::writeTree(Progress& progress) {
  chunks.begin();
  c.exec(fmt::format("CREATE VIRTUAL TABLE {} USING rtree(pkid, xmin, xmax, ymin, ymax)", quotedName(stage->tree())));
  progress.check();
  if (areAnnounced()) {
    chunks.pause();  // nobody has to wait for the sorting
    const std::unique_ptr<const TreeLevels> levels = treeAhead.get();
    if (announcedBoxes != (levels ? levels->entries() : 0)) throw otherThanAnnounced();
    if (levels) writePackedTree(chunks, stage->tree(), *levels);
  } else {
    writePackedTree(chunks, stage->tree(), std::exchange(boxes, {}));
  }
  chunks.pause();
}

std::int64_t BulkLoad::State::note(const LayerInfo& layer) const {
  const std::int64_t version = [&] {
    Statement statement(c, "SELECT version FROM city_layer WHERE uid = ?1");
    return statement.bind(1, layer.uid).step() ? statement.integer(0) : 1;
  }();
  Statement(c, "INSERT INTO city_change(layer, fid, op) VALUES (?1, 0, 'L')").bind(1, layer.uid).run();
  const std::int64_t seq = c.lastInsertRowId();
  JournalHead head = newHead(c, fmt::format("layer version {}", version), "");
  head.kind = "load";
  const nlohmann::json after{{"rows", rows}, {"version", version}, {"source", draft.provenance.source}};
  Journal(c, head).add(layer.uid, layer.name, "", 0, "load", std::nullopt,
                       after.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
  return seq;
}

void BulkLoad::State::showNew(const std::optional<GeometryType>& type) {
  if (layerExists(c, draft.name)) {
    throw Error(ErrorCode::exists, {GIS_TR("cannot make the layer \"{0}\""), {draft.name}},
                GIS_TR("another program made one of this name meanwhile"), GIS_TR("choose another name"));
  }
  const std::string uid = newUuid();
  NewNames names{{stage->table(), draft.name}};
  if (type) addTreeNames(names, stage->tree(), treeName(draft.name));
  renameTables(c, names);
  if (type) {
    registerGeometry(c, draft.name, *type, srid, rows, extent);
    createSpatialTriggers(c, draft.name);
  }
  createChangeTriggers(c, draft.name, uid, type.has_value());
  const Provenance& p = draft.provenance;
  Statement insertLayer(
      c,
      "INSERT INTO city_layer(uid, name, title_zh, title_en, geometry_type, srid, has_uid, feature_count, min_x, min_y,"
      " max_x, max_y, field_widths, revision, source, source_layer, driver, source_crs, encoding, bureau, imported_at,"
      " report_table) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22)");
  insertLayer.bindAll(uid, draft.name, draft.titleZh, draft.titleEn);
  if (type) insertLayer.bind(5, type->code());
  insertLayer.bind(6, srid).bind(7, draft.withUid ? 1 : 0).bind(8, rows);
  bindExtent(insertLayer, 9, extent);
  insertLayer.bind(13, widthsJson(fields)).bind(14, newRevision()).bind(15, p.source).bind(16, p.sourceLayer);
  insertLayer.bind(17, p.driver).bind(18, p.sourceCrs).bind(19, p.encoding).bind(20, p.bureau);
  insertLayer.bind(21, p.importedAt.empty() ? toIsoUtc(utcNow()) : p.importedAt).bind(22, p.reportTable).run();
  placeInOrder(c, uid, type ? std::optional<int>(type->code()) : std::nullopt);
}

/// The old table becomes the stage, to be dropped after the lock is free again.
void BulkLoad::State::putInPlaceOf(const LayerInfo& old, const Stage& fresh, const std::optional<GeometryType>& type,
                                   std::int64_t count, const geom::Envelope& box) {
  const std::vector<std::string> indexes = dropIndexes(c, old.name);
  dropTriggers(c, old.name);
  if (old.geometryType) unregisterGeometry(c, old.name);
  const std::string aside = fresh.table() + "_old", treeAside = fresh.tree() + "_old";
  NewNames names{{old.name, aside}, {fresh.table(), old.name}, {aside, fresh.table()}};
  if (old.geometryType) addTreeNames(names, treeName(old.name), treeAside);
  if (type) addTreeNames(names, fresh.tree(), treeName(old.name));
  if (old.geometryType) addTreeNames(names, treeAside, fresh.tree());
  renameTables(c, names);
  if (type) {
    registerGeometry(c, old.name, *type, srid, count, box);
    createSpatialTriggers(c, old.name);
  }
  createChangeTriggers(c, old.name, old.uid, type.has_value());
  for (const std::string& sql : indexes) {
    try {
      c.exec(sql);
    } catch (const Error& error) {
      if (error.code() != ErrorCode::sql) throw;  // its column went with the old rows
    }
  }
}

void BulkLoad::State::showReplaced(const std::optional<GeometryType>& type) {
  const LayerInfo old = layerByName(c, draft.name);
  putInPlaceOf(old, *stage, type, rows, extent);
  const Provenance& p = draft.provenance;
  Statement update(c,
                   "UPDATE city_layer SET geometry_type = ?2, srid = ?3, has_uid = ?4, feature_count = ?5, min_x = ?6,"
                   " min_y = ?7, max_x = ?8, max_y = ?9, extent_stale = 0, field_widths = ?10, revision = ?11,"
                   " version = version + 1, source = ?12, source_layer = ?13, driver = ?14, source_crs = ?15,"
                   " encoding = ?16, imported_at = ?17, report_table = ?18 WHERE uid = ?1");
  update.bind(1, old.uid);
  if (type) update.bind(2, type->code());
  update.bind(3, srid).bind(4, draft.withUid ? 1 : 0).bind(5, rows);
  bindExtent(update, 6, extent);
  update.bind(10, widthsJson(fields)).bind(11, newRevision()).bind(12, p.source).bind(13, p.sourceLayer);
  update.bind(14, p.driver).bind(15, p.sourceCrs).bind(16, p.encoding);
  update.bind(17, p.importedAt.empty() ? toIsoUtc(utcNow()) : p.importedAt).bind(18, p.reportTable).run();
}

BulkLoad::Result BulkLoad::finish(Progress& progress, const std::function<void(const LayerInfo&)>& together) {
  State& s = *m_state;
  progress.check();
  s.chunks.pause();
  if (!s.stage) s.createStage(GeometryKind::unknown);
  std::optional<GeometryType> type;
  if (s.draft.hasGeometry) {
    type = s.finalType();
    s.promoteRows(*type, progress);
    if (!s.isAppend()) s.writeTree(progress);
  }
  progress.check();
  s.insert.reset();
  s.copies.reset();
  RetiredCodesOfTable retired = s.retiredCodes();
  retired.refuse(progress.token());  // most of them before the lock
  std::optional<VanishedParcels> vanished = s.vanishedParcels();
  if (vanished) vanished->look(progress.token());
  if (s.isAppend()) s.prepareAppend(progress);
  // otherwise the last commit would hold the lock until the whole load is on the disk
  if (s.relaxed) mergeWalNow(s.c.handle());
  const bool settles = s.relaxed && s.relaxed->isAlone();
  if (settles) s.c.exec("PRAGMA synchronous=FULL");
  const bool replacing = s.target && s.draft.ifTaken == LayerDraft::IfTaken::replace;
  Result result;
  result.rows = s.rows;
  result.fidKept = s.keepFids && s.rows > 0;
  {
    JoinedTransaction transaction(s.c);
    const auto lockedAt = platform::threadCpuTime();
    retired.refuse(progress.token());
    if (s.isAppend())
      s.showAppended();
    else if (replacing)
      s.showReplaced(type);
    else
      s.showNew(type);
    if (s.draft.withUid && !s.isAppend()) {
      Statement(s.c, "INSERT OR REPLACE INTO city_counter(table_name, value) VALUES (?1, ?2)")
          .bindAll(s.draft.name, s.firstFid + s.rows - 1)
          .run();
    }
    // read before others can change it
    result.layer = layerByName(s.c, s.draft.name);
    result.seq = s.note(result.layer);
    if (together) together(result.layer);
    if (vanished) vanished->retire();
    if (!s.isAppend() && !replacing) s.stage->handedOver();
    transaction.commit();
    result.longestHold = std::max(s.chunks.longestHold(), lockGivenBack(lockedAt) - lockedAt);
  }
  if (vanished) {
    vanished->keepRest();
    result.retiredParcels = vanished->count();
  }
  s.stage->keepPages();
  if (s.whole) s.whole->keepPages();
  if (settles) s.c.exec("PRAGMA synchronous=NORMAL");  // what is dropped now was shown to nobody
  s.copy.reset();
  s.whole.reset();  // append: the layer's old table
  s.stage.reset();  // append: the staged rows; replace: the old table
  s.relaxed.reset();
  return result;
}

}  // namespace gis::store
