#include "gis_core/store/layer_copy.h"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/uuid.h"
#include "gis_core/store/code_index.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/registration.h"

namespace gis::store {

namespace {

constexpr int kCopiesBetweenBreaths = 512;
/// So many changes are repeated before the last transaction rather than in it.
constexpr std::size_t kFewChanges = 200;
constexpr int kMostRounds = 8;

std::string columnsOf(const LayerInfo& layer) {
  std::string columns;
  if (layer.hasUid) columns += ", uid";
  for (const Field& field : layer.fields) columns += ", " + quotedName(field.name);
  if (layer.geometryType) columns += ", geometry";
  return columns;
}

}  // namespace

LayerCopy::LayerCopy(const Connection& c, LayerInfo layer, const Stage& stage, Chunks& chunks)
    : m_connection(c), m_layer(std::move(layer)), m_stage(stage), m_chunks(chunks), m_columns(columnsOf(m_layer)) {
  // read before the rows: a change in between is repeated, which does no harm
  m_seq = lastChange(c);
  const std::string type = m_layer.geometryType ? m_layer.geometryType->name() : std::string();
  m_chunks.begin();
  // the declared type is a word for readers: "MULTIPOLYGON Z" would be two
  c.exec(createTableSql(stage.table(), m_layer.fields, m_layer.hasUid, type.substr(0, type.find(' '))));
  m_chunks.pause();
}

bool LayerCopy::isPossible(const Connection& c, const LayerInfo& layer) {
  Statement own(
      c, "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND lower(tbl_name) = lower(?1)");
  for (own.bind(1, layer.name); own.step();) {
    if (!isCodeIndex(own.textView(0))) return false;  // ours over codes is made anew when it is asked for
  }
  return true;
}

void LayerCopy::copyRows(const CancelToken& token) {
  addRows(m_layer.name, m_columns, 0, token);
}

void LayerCopy::addRows(std::string_view table, const std::string& columns, std::int64_t offset,
                        const CancelToken& token) {
  const std::string from = quotedName(table);
  Statement until(m_connection, fmt::format("SELECT max(fid) FROM (SELECT fid FROM {} WHERE fid > ?1 ORDER BY fid"
                                            " LIMIT {})",
                                            from, kCopiesBetweenBreaths));
  Statement copy(m_connection,
                 fmt::format("INSERT INTO {0}(fid{1}) SELECT fid + ?3{1} FROM {2} WHERE fid > ?1 AND fid <= ?2"
                             " ORDER BY fid",
                             quotedName(m_stage.table()), columns, from));
  for (std::int64_t last = std::numeric_limits<std::int64_t>::min();;) {
    token.check();
    m_chunks.begin();
    until.bind(1, last);
    if (!until.step() || until.isNull(0)) break;
    const std::int64_t end = until.integer(0);
    until.reset();
    copy.bindAll(last, end, offset).run();
    last = end;
    m_chunks.breathe();
  }
  until.reset();
  m_chunks.pause();
}

void LayerCopy::renewUids(const CancelToken& token) {
  const std::string table = quotedName(m_stage.table());
  std::vector<std::int64_t> fids;
  Statement all(m_connection, fmt::format("SELECT fid FROM {} ORDER BY fid", table));
  while (all.step()) fids.push_back(all.integer(0));
  all.reset();
  Statement fresh(m_connection, fmt::format("UPDATE {} SET uid = ?2 WHERE fid = ?1", table));
  m_chunks.begin();
  for (std::size_t i = 0; i < fids.size(); ++i) {
    fresh.bindAll(fids[i], newUuid()).run();
    if (i % kCopiesBetweenBreaths != 0) continue;
    token.check();
    m_chunks.breathe();
  }
  m_chunks.pause();
  m_newUids = true;
}

void LayerCopy::writeTree(std::vector<TreeEntry> added, const CancelToken& token) {
  if (m_layer.geometryType) {
    std::vector<TreeEntry> entries;
    Statement old(m_connection,
                  fmt::format("SELECT pkid, xmin, xmax, ymin, ymax FROM {}", quotedName(treeName(m_layer.name))));
    while (old.step()) {
      entries.push_back({old.integer(0), static_cast<float>(old.real(1)), static_cast<float>(old.real(2)),
                         static_cast<float>(old.real(3)), static_cast<float>(old.real(4))});
    }
    old.reset();
    entries.insert(entries.end(), added.begin(), added.end());
    added = {};
    token.check();
    m_chunks.begin();
    m_connection.exec(
        fmt::format("CREATE VIRTUAL TABLE {} USING rtree(pkid, xmin, xmax, ymin, ymax)", quotedName(m_stage.tree())));
    writePackedTree(m_chunks, m_stage.tree(), std::move(entries));
    m_chunks.pause();
    m_hasTree = true;
  }
  for (int round = 0; round < kMostRounds; ++round) {
    token.check();
    if (changesSince(m_connection, m_seq).size() <= kFewChanges) break;
    repeatChanges(true);
  }
}

void LayerCopy::repeatChanges(bool inChunks) {
  std::set<std::int64_t> touched;
  for (const ChangeNotice& notice : changesSince(m_connection, m_seq)) {
    m_seq = std::max(m_seq, notice.seq);
    if (notice.layer != m_layer.name && notice.layer != m_layer.uid) continue;
    if (notice.op == 'L') {
      throw Error(ErrorCode::locked, {GIS_TR("cannot copy the rows of \"{0}\""), {m_layer.name}},
                  GIS_TR("another program loaded it anew meanwhile"), GIS_TR("try again"));
    }
    touched.insert(notice.fid);
  }
  if (touched.empty()) return;
  const std::string stage = quotedName(m_stage.table()), live = quotedName(m_layer.name);
  Statement remove(m_connection, fmt::format("DELETE FROM {} WHERE fid = ?1", stage));
  Statement copy(m_connection,
                 fmt::format("INSERT INTO {0}(fid{1}) SELECT fid{1} FROM {2} WHERE fid = ?1", stage, m_columns, live));
  std::optional<Statement> removeBox, addBox, fresh;
  if (m_newUids) fresh.emplace(m_connection, fmt::format("UPDATE {} SET uid = ?2 WHERE fid = ?1", stage));
  if (m_hasTree) {
    const std::string tree = quotedName(m_stage.tree());
    removeBox.emplace(m_connection, fmt::format("DELETE FROM {} WHERE pkid = ?1", tree));
    addBox.emplace(m_connection,
                   fmt::format("INSERT INTO {} SELECT fid, MbrMinX(geometry), MbrMaxX(geometry), MbrMinY(geometry),"
                               " MbrMaxY(geometry) FROM {} WHERE fid = ?1 AND MbrMinX(geometry) IS NOT NULL",
                               tree, live));
  }
  if (inChunks) m_chunks.begin();
  for (const std::int64_t fid : touched) {
    remove.bind(1, fid).run();
    copy.bind(1, fid).run();
    if (fresh) fresh->bindAll(fid, newUuid()).run();
    if (m_hasTree) {
      removeBox->bind(1, fid).run();
      addBox->bind(1, fid).run();
    }
    if (inChunks) m_chunks.breathe();
  }
  if (inChunks) m_chunks.pause();
}

void LayerCopy::catchUp() {
  const LayerInfo now = layerByName(m_connection, m_layer.name);
  if (now.uid != m_layer.uid || !(now.fields == m_layer.fields) || now.geometryType != m_layer.geometryType) {
    throw Error(ErrorCode::locked, {GIS_TR("cannot copy the rows of \"{0}\""), {m_layer.name}},
                GIS_TR("another program gave it other fields meanwhile"), GIS_TR("try again"));
  }
  repeatChanges(false);
}

}  // namespace gis::store
