#include "gis_core/store/code_index.h"

#include <fmt/format.h>

#include <set>
#include <string>
#include <utility>

#include "gis_core/store/chunks.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/layer_names.h"
#include "gis_core/store/registration.h"
#include "gis_core/store/stage.h"

namespace gis::store {

namespace {

constexpr std::string_view kIndexPrefix = "city_code_";
constexpr std::size_t kRowsBetweenBreaths = 256;
/// So many changes of others are repeated in the last transaction; after more it is tried another time.
constexpr std::size_t kMostChanges = 2000;

std::string codeIndexName(const LayerInfo& layer) {
  return std::string(kIndexPrefix) + layer.uid;
}

std::string codeIndexSql(const LayerInfo& layer) {
  const std::string field = quotedName(layer.roleCodeField);
  return fmt::format("CREATE INDEX {0} ON {1}({2}) WHERE {2} IS NOT NULL", quotedName(codeIndexName(layer)),
                     quotedName(layer.name), field);
}

/// The column it is over in small letters, or empty.
std::string indexedColumn(const Connection& c, const LayerInfo& layer) {
  Statement column(c, "SELECT name FROM pragma_index_info(?1)");
  return column.bind(1, codeIndexName(layer)).step() ? lowerAscii(column.text(0)) : std::string();
}

/// What the index will hold, as one reader sees it while others write. An index has the same tree as a table WITHOUT
/// ROWID of the same columns (sqlite.org/fileformat2.html, sections 2.4 and 2.5).
class CodeTree {
 public:
  CodeTree(const CityDatabase& city, LayerInfo layer)
      : m_c(city.connection()),
        m_layer(std::move(layer)),
        m_reader(Connection::open(city.file(), OpenMode::readOnly)),
        m_stage(m_c, city.sweeper()),
        m_field(quotedName(m_layer.roleCodeField)) {}

  bool make(Progress& progress) {
    m_reader.interruptOn(progress.token());
    m_reader.exec("BEGIN");  // to its end it sees the codes as they are now
    m_seq = lastChange(m_reader);
    if (!isAsBefore(m_reader)) return false;
    m_layer = layerByName(m_reader, m_layer.name);
    progress.report(0, std::uint64_t(m_layer.count));
    fill(progress);
    Transaction last(m_c);
    if (!isAsBefore(m_c) || !repeatChanges()) return false;
    becomeIndex();
    last.commit();
    return true;
  }

 private:
  [[nodiscard]] bool isAsBefore(const Connection& c) const {
    const auto now = layerOfRole(c, m_layer.role);
    return now && now->uid == m_layer.uid && now->name == m_layer.name && now->fields == m_layer.fields &&
           now->roleCodeField == m_layer.roleCodeField && !hasCodeIndex(c, *now);
  }

  void fill(Progress& progress) {
    Chunks chunks(m_c);
    chunks.begin();
    m_c.exec(fmt::format("CREATE TABLE {}(code, fid INTEGER, PRIMARY KEY(code, fid)) WITHOUT ROWID",
                         quotedName(m_stage.table())));
    chunks.pause();
    Statement codes(m_reader, fmt::format("SELECT {0}, fid FROM {1} WHERE {0} IS NOT NULL ORDER BY {0}, fid", m_field,
                                          quotedName(m_layer.name)));
    Statement add(m_c, fmt::format("INSERT INTO {} VALUES (?1, ?2)", quotedName(m_stage.table())));
    std::uint64_t done = 0;
    while (codes.step()) {  // reading and sorting them holds up nobody
      chunks.begin();
      bindSame(add, codes);
      add.bind(2, codes.integer(1)).run();
      if (++done % kRowsBetweenBreaths != 0) continue;
      progress.report(done, std::uint64_t(m_layer.count));
      chunks.breathe();
    }
    chunks.pause();
  }

  static void bindSame(Statement& to, const Statement& from) {
    switch (from.type(0)) {
      case Statement::Type::integer: to.bind(1, from.integer(0)); break;
      case Statement::Type::real: to.bind(1, from.real(0)); break;
      case Statement::Type::blob: to.bind(1, from.blob(0)); break;
      default: to.bind(1, from.textView(0));
    }
  }

  /// What others changed since the reader began, inside the last transaction.
  [[nodiscard]] bool repeatChanges() {
    std::set<std::int64_t> touched;
    for (const ChangeNotice& notice : changesSince(m_c, m_seq)) {
      if (notice.layer != m_layer.name && notice.layer != m_layer.uid) continue;
      if (notice.op == 'L' || touched.size() >= kMostChanges) return false;
      touched.insert(notice.fid);
    }
    // another revision without a notice: somebody wrote with the triggers off
    if (touched.empty()) return layerByName(m_c, m_layer.name).revision == m_layer.revision;
    const std::string select =
        fmt::format("SELECT {0}, fid FROM {1} WHERE fid = ?1 AND {0} IS NOT NULL", m_field, quotedName(m_layer.name));
    Statement was(m_reader, select), is(m_c, select);
    Statement remove(m_c, fmt::format("DELETE FROM {} WHERE code = ?1 AND fid = ?2", quotedName(m_stage.table())));
    Statement add(m_c, fmt::format("INSERT INTO {} VALUES (?1, ?2)", quotedName(m_stage.table())));
    for (const std::int64_t fid : touched) {
      for (auto [from, to] : {std::pair{&was, &remove}, std::pair{&is, &add}}) {
        if (from->bind(1, fid).step()) {
          bindSame(*to, *from);
          to->bind(2, fid).run();
        }
        from->reset();
      }
    }
    return true;
  }

  void becomeIndex() {
    tableBecomesIndex(m_c, m_stage.table(), codeIndexName(m_layer), m_layer.name, codeIndexSql(m_layer));
    m_stage.handedOver();
  }

  const Connection& m_c;
  LayerInfo m_layer;
  Connection m_reader;
  Stage m_stage;
  std::string m_field;  // quoted
  std::int64_t m_seq = 0;
};

}  // namespace

bool isCodeIndex(std::string_view index) {
  return index.starts_with(kIndexPrefix);
}

bool hasCodeIndex(const Connection& c, const LayerInfo& layer) {
  return !layer.roleCodeField.empty() && indexedColumn(c, layer) == lowerAscii(layer.roleCodeField);
}

bool makeCodeIndex(const CityDatabase& city, const LayerInfo& layer, Progress& progress) {
  const Connection& c = city.connection();
  if (layer.roleCodeField.empty() || c.isReadOnly()) return true;
  if (hasCodeIndex(c, layer)) return true;
  if (!indexedColumn(c, layer).empty()) c.exec("DROP INDEX " + quotedName(codeIndexName(layer)));
  if (!c.inTransaction()) return CodeTree(city, layer).make(progress);
  c.exec(codeIndexSql(layer));
  return true;
}

void dropCodeIndexOver(const Connection& c, const LayerInfo& layer, std::string_view column) {
  if (indexedColumn(c, layer) == lowerAscii(column)) c.exec("DROP INDEX " + quotedName(codeIndexName(layer)));
}

}  // namespace gis::store
