#include "gis_core/store/geopackage_load.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/chunks.h"
#include "gis_core/store/connection.h"
#include "gis_core/store/packed_tree.h"

namespace gis::store {
namespace {

/// SQLite takes 32,766 parameters.
constexpr int kRowsAtOnce = 50;
constexpr int kMostParameters = 30000;
/// Bits of the flags byte: little-endian, with a box of x and y, empty.
constexpr std::uint8_t kLittle = 0x01, kBoxXy = 0x02, kEmptyShape = 0x10;

template <typename Number>
void put(geom::Bytes& to, Number value) {
  const std::size_t at = to.size();
  to.resize(at + sizeof value);
  std::memcpy(to.data() + at, &value, sizeof value);
}

}  // namespace

struct GeoPackageLoad::State {
  State(const std::filesystem::path& file, const std::string& name)
      : connection(Connection::open(file, OpenMode::readWrite)), table(name) {
    // the file is a scratch one: it is synced and renamed when it is whole
    connection.exec("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA locking_mode=EXCLUSIVE;");
    Statement registered(connection, "SELECT srs_id, column_name FROM gpkg_geometry_columns WHERE table_name = ?1");
    if (!registered.bind(1, table).step())
      throw Error(ErrorCode::damaged, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(file.filename())}});
    srs = static_cast<std::int32_t>(registered.integer(0));
    tree = fmt::format("rtree_{}_{}", table, registered.text(1));
    registered.reset();
    connection.exec("BEGIN");
    restTriggers();
    Statement columns(connection, fmt::format("SELECT count(*) FROM pragma_table_info({})", sqlText(table)));
    columns.step();
    width = static_cast<int>(columns.integer(0));
    batch = std::clamp(kMostParameters / width, 1, kRowsAtOnce);
    std::string rowsOf;
    for (int row = 0; row < batch; ++row) {
      rowsOf += row > 0 ? ",(" : "(";
      for (int i = 1; i <= width; ++i) rowsOf += fmt::format("{}?{}", i > 1 ? "," : "", row * width + i);
      rowsOf += ')';
    }
    // the table counts its ids (AUTOINCREMENT): that costs once a statement, so many rows go in by one
    insert.emplace(connection, fmt::format("INSERT INTO {} SELECT * FROM (VALUES {}) LIMIT ?{}", quotedName(table),
                                           rowsOf, batch * width + 1));
  }

  void flush() {
    if (waiting == 0) return;
    insert->bind(batch * width + 1, std::int64_t{waiting});
    insert->run();
    waiting = 0;
  }

  static std::string sqlText(const std::string& text) {
    std::string out = "'";
    for (const char c : text) {
      if (c == '\'') out += '\'';
      out += c;
    }
    return out + '\'';
  }

  void restTriggers() {
    {
      Statement all(connection, "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1");
      all.bind(1, table);
      while (all.step()) triggers.emplace_back(all.text(0), all.text(1));
    }
    for (const auto& [name, sql] : triggers) connection.exec("DROP TRIGGER " + quotedName(name));
  }

  /// The geometry as a GeoPackage keeps it; notes its box.
  void encode(std::int64_t fid, geom::BytesView wkb) {
    blob.clear();
    blob.push_back('G');
    blob.push_back('P');
    blob.push_back(0);
    const geom::Envelope shape = geom::envelopeOf(wkb);
    const bool point = geom::typeOf(wkb).kind == geom::GeometryKind::point;
    blob.push_back(static_cast<std::uint8_t>(kLittle | (shape.isEmpty() ? kEmptyShape : point ? 0 : kBoxXy)));
    put(blob, srs);
    if (!shape.isEmpty()) {
      if (!point)
        for (const double v : {shape.minX, shape.maxX, shape.minY, shape.maxY}) put(blob, v);
      box.include(shape);
      entries.push_back(treeEntry(fid, shape));
    }
    blob.insert(blob.end(), wkb.begin(), wkb.end());
  }

  Connection connection;
  std::string table, tree;
  std::int32_t srs = 0;
  std::vector<std::pair<std::string, std::string>> triggers;
  std::optional<Statement> insert;
  std::vector<TreeEntry> entries;
  geom::Envelope box;
  geom::Bytes blob;
  std::int64_t rows = 0;
  int width = 1, batch = 1, waiting = 0;  ///< columns; rows of a statement, and those that are bound already
};

GeoPackageLoad::GeoPackageLoad(const std::filesystem::path& file, const std::string& table)
    : m_state(std::make_unique<State>(file, table)) {}
GeoPackageLoad::~GeoPackageLoad() = default;

void GeoPackageLoad::add(std::int64_t fid, std::span<const Value> values, geom::BytesView wkb) {
  State& s = *m_state;
  Statement& row = *s.insert;
  int column = s.waiting * s.width + 1;
  row.bind(column, fid);
  if (wkb.empty()) {
    row.bindNull(column + 1);
  } else {
    s.encode(fid, wkb);
    row.bind(column + 1, geom::BytesView(s.blob));
  }
  ++column;
  for (const Value& value : values) {
    ++column;
    if (const auto* text = std::get_if<std::string>(&value))
      row.bind(column, std::string_view(*text));
    else if (const auto* whole = std::get_if<std::int64_t>(&value))
      row.bind(column, *whole);
    else if (const auto* real = std::get_if<double>(&value))
      row.bind(column, *real);
    else if (const auto* bytes = std::get_if<geom::Bytes>(&value))
      row.bind(column, geom::BytesView(*bytes));
    else
      row.bindNull(column);
  }
  ++s.rows;
  if (++s.waiting == s.batch) s.flush();
}

void GeoPackageLoad::finish() {
  State& s = *m_state;
  s.flush();
  s.insert.reset();
  {
    Chunks joined(s.connection);  // of the transaction that is open
    writePackedTree(joined, s.tree, std::move(s.entries));
  }
  for (const auto& [name, sql] : s.triggers) s.connection.exec(sql);
  if (!s.box.isEmpty())
    Statement(s.connection,
              "UPDATE gpkg_contents SET min_x = ?1, min_y = ?2, max_x = ?3, max_y = ?4 WHERE table_name = ?5")
        .bindAll(s.box.minX, s.box.minY, s.box.maxX, s.box.maxY, s.table)
        .run();
  s.connection.exec("UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')");
  if (s.connection.intValue("SELECT count(*) FROM sqlite_schema WHERE name = 'gpkg_ogr_contents'") > 0)
    Statement(s.connection, "UPDATE gpkg_ogr_contents SET feature_count = ?1 WHERE table_name = ?2")
        .bindAll(s.rows, s.table)
        .run();
  s.connection.exec("COMMIT");
}

}  // namespace gis::store
