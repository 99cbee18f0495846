// The end of a bulk load that adds to a layer.
#include <fmt/format.h>

#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/base/uuid.h"
#include "gis_core/store/bulk_load_state.h"
#include "gis_core/store/joined_transaction.h"
#include "gis_core/store/registration.h"

namespace gis::store {
namespace {

/// So few rows go into the layer itself within the time that others may have to wait: an entry in a large R*Tree
/// costs about 0.1 ms.
constexpr std::int64_t kFewRows = 400;

}  // namespace

/// The numbers of our rows in the layer: who adds features from now on gets others.
void BulkLoad::State::takeNumbers(const LayerInfo& now) {
  JoinedTransaction transaction(c);
  Statement counter(c, "SELECT value FROM city_counter WHERE table_name = ?1");
  offset = counter.bind(1, now.name).step() ? counter.integer(0) : 0;
  counter.reset();
  if (now.hasUid)
    offset = std::max(offset, city.station() << 32);
  else
    offset = std::max(offset, c.intValue(fmt::format("SELECT coalesce(max(fid), 0) FROM {}", quotedName(now.name))));
  Statement(c,
            "INSERT INTO city_counter(table_name, value) VALUES (?1, ?2)"
            " ON CONFLICT(table_name) DO UPDATE SET value = max(value, excluded.value)")
      .bindAll(now.name, offset + rows)
      .run();
  transaction.commit();
}

/// Rows for which the lock would be held too long are put together with the layer's own in a table that nobody sees
/// yet, which takes the layer's place at the end.
void BulkLoad::State::prepareAppend(Progress& progress) {
  const LayerInfo now = layerByName(c, draft.name);
  if (rows <= kFewRows || c.inTransaction() || !LayerCopy::isPossible(c, now)) return;
  takeNumbers(now);
  whole.emplace(c, city.sweeper());
  copy.emplace(c, now, *whole, chunks);
  copy->copyRows(progress.token());
  copy->addRows(stage->table(), stagedColumns(), offset, progress.token());
  for (TreeEntry& entry : boxes) entry.id += offset;
  std::vector<TreeEntry> added;
  added.swap(boxes);
  copy->writeTree(std::move(added), progress.token());
}

std::string BulkLoad::State::stagedColumns() const {
  std::string columns;
  if (draft.withUid) columns += ", uid";
  for (const Field& field : fields) columns += ", " + quotedName(field.name);
  if (draft.hasGeometry) columns += ", geometry";
  return columns;
}

/// Our rows into the table that everybody sees.
void BulkLoad::State::addToLayer(const LayerInfo& now) {
  takeNumbers(now);
  const std::string columns = stagedColumns();
  dropTriggers(c, now.name);
  Statement insertAll(c, fmt::format("INSERT INTO {0}(fid{1}) SELECT fid + ?1{1} FROM {2} ORDER BY fid",
                                     quotedName(now.name), columns, quotedName(stage->table())));
  insertAll.bind(1, offset).run();
  geom::Envelope all = now.extent;
  if (now.geometryType) {
    all.include(extent);
    for (TreeEntry& entry : boxes) entry.id += offset;
    const std::string tree = treeName(now.name);
    // row by row costs about eight times what packing a row anew costs
    if (static_cast<std::int64_t>(boxes.size()) * 8 < now.count) {
      insertIntoTree(c, tree, boxes);
    } else if (!boxes.empty()) {
      Statement old(c, fmt::format("SELECT pkid, xmin, xmax, ymin, ymax FROM {}", quotedName(tree)));
      while (old.step()) {
        boxes.push_back({old.integer(0), static_cast<float>(old.real(1)), static_cast<float>(old.real(2)),
                         static_cast<float>(old.real(3)), static_cast<float>(old.real(4))});
      }
      old.reset();
      for (const char* part : {"_node", "_rowid", "_parent"}) c.exec("DELETE FROM " + quotedName(tree + part));
      Chunks joined(c);
      writePackedTree(joined, tree, std::move(boxes));
      boxes.clear();
    }
    createSpatialTriggers(c, now.name);
    writeStatistics(c, now.name, now.count + rows, all);
  }
  createChangeTriggers(c, now.name, now.uid, now.geometryType.has_value());
}

void BulkLoad::State::showAppended() {
  const LayerInfo now = layerByName(c, draft.name);
  geom::Envelope all = now.extent;
  all.include(extent);
  if (copy) {
    copy->catchUp();
    Statement taken(c, fmt::format("SELECT 1 FROM {} WHERE fid > ?1 AND fid <= ?2", quotedName(now.name)));
    if (taken.bindAll(offset, offset + rows).step()) {
      throw Error(ErrorCode::locked, {GIS_TR("cannot append to the layer \"{0}\""), {now.name}},
                  GIS_TR("another program added features under the same numbers meanwhile"), GIS_TR("try again"));
    }
    taken.reset();
    putInPlaceOf(now, *whole, now.geometryType, now.count + rows, all);
  } else {
    addToLayer(now);
  }
  Statement update(c,
                   "UPDATE city_layer SET feature_count = feature_count + ?2, min_x = ?3, min_y = ?4, max_x = ?5,"
                   " max_y = ?6, extent_stale = 0, revision = ?7, version = version + 1 WHERE uid = ?1");
  update.bind(1, now.uid).bind(2, rows);
  bindExtent(update, 3, all);
  update.bind(7, newRevision()).run();
}

}  // namespace gis::store
