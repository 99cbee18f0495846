#include "gis_core/store/geopackage_load.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/store/connection.h"
#include "gis_core/store/table_build.h"
#include "gis_core/store/tree_levels.h"

namespace gis::store {
namespace {

/// Bits of the flags byte: little-endian, with a box of x and y, empty.
constexpr std::uint8_t kLittle = 0x01, kBoxXy = 0x02, kEmptyShape = 0x10;

template <typename Number>
void put(geom::Bytes& to, Number value) {
  const std::size_t at = to.size();
  to.resize(at + sizeof value);
  std::memcpy(to.data() + at, &value, sizeof value);
}

}  // namespace

/// The tables of a layer in a GeoPackage that stands ready, as its driver made them.
struct GeoPackageLoad::MadeLayer {
  /// What SQLite makes of a value in a column of this declared type (https://www.sqlite.org/datatype3.html, 3.1).
  enum class Affinity { text, real, other };
  static Affinity affinityOf(const std::string& declared) {
    const std::string type = text::fold(declared);
    const auto has = [&](const char* word) { return type.find(word) != std::string::npos; };
    if (has("int")) return Affinity::other;
    if (has("char") || has("clob") || has("text")) return Affinity::text;
    if (has("real") || has("floa") || has("doub")) return Affinity::real;
    return Affinity::other;
  }

  MadeLayer(const std::filesystem::path& file, const std::string& table) {
    const Connection c = Connection::open(file, OpenMode::readOnly);
    Statement registered(c, "SELECT srs_id, column_name FROM gpkg_geometry_columns WHERE table_name = ?1");
    if (!registered.bind(1, table).step())
      throw Error(ErrorCode::damaged, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(file.filename())}});
    srs = static_cast<std::int32_t>(registered.integer(0));
    tree = fmt::format("rtree_{}_{}", table, registered.text(1));
    root = rootOf(c, table);
    nodes = rootOf(c, tree + "_node");
    parents = rootOf(c, tree + "_parent");
    leaves = rootOf(c, tree + "_rowid");
    Statement columns(c, "SELECT type FROM pragma_table_info(?1) ORDER BY cid");
    columns.bind(1, table);
    while (columns.step()) affinities.push_back(affinityOf(columns.text(0)));
  }
  static std::uint32_t rootOf(const Connection& c, const std::string& name) {
    Statement found(c, "SELECT rootpage FROM sqlite_schema WHERE type = 'table' AND name = ?1 COLLATE NOCASE");
    if (!found.bind(1, name).step()) throw Error(ErrorCode::damaged, {GIS_TR("there is no table \"{0}\""), {name}});
    return static_cast<std::uint32_t>(found.integer(0));
  }

  std::int32_t srs = 0;
  std::string tree;
  std::uint32_t root = 0, nodes = 0, parents = 0, leaves = 0;
  std::vector<Affinity> affinities;  ///< of all columns
};

struct GeoPackageLoad::State {
  State(const std::filesystem::path& target, const std::string& name)
      : file(target), table(name), made(target, name), pages(target), rows(pages, made.root) {}

  /// The geometry as a GeoPackage keeps it; notes its box.
  void encode(std::int64_t fid, geom::BytesView wkb) {
    blob.clear();
    blob.push_back('G');
    blob.push_back('P');
    blob.push_back(0);
    const geom::Envelope shape = geom::envelopeOf(wkb);
    const bool point = geom::typeOf(wkb).kind == geom::GeometryKind::point;
    blob.push_back(static_cast<std::uint8_t>(kLittle | (shape.isEmpty() ? kEmptyShape : point ? 0 : kBoxXy)));
    put(blob, made.srs);
    if (!shape.isEmpty()) {
      if (!point)
        for (const double v : {shape.minX, shape.maxX, shape.minY, shape.maxY}) put(blob, v);
      box.include(shape);
      entries.push_back(treeEntry(fid, shape));
    }
    blob.insert(blob.end(), wkb.begin(), wkb.end());
  }

  void addValue(const Value& value, MadeLayer::Affinity affinity) {
    using Affinity = MadeLayer::Affinity;
    if (const auto* text = std::get_if<std::string>(&value)) {
      record.addText(*text);
    } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
      if (affinity == Affinity::text)
        record.addText(std::to_string(*whole));
      else if (affinity == Affinity::real)
        record.addReal(static_cast<double>(*whole));
      else
        record.addInteger(*whole);
    } else if (const auto* real = std::get_if<double>(&value)) {
      if (affinity == Affinity::text)
        record.addText(fmt::format("{}", *real));
      else
        record.addReal(*real);
    } else if (const auto* bytes = std::get_if<geom::Bytes>(&value)) {
      record.addBlob(*bytes);
    } else {
      record.addNull();
    }
  }

  void writeTree() {
    if (entries.empty()) return;
    const TreeLevels tree(std::move(entries));
    TableBuild nodes(pages, made.nodes), parents(pages, made.parents), leaves(pages, made.leaves);
    NodeBytes data{};
    for (std::size_t up = tree.count(); up-- > 0;) {
      const TreeLevel& level = tree.level(up);
      for (std::size_t node = 0; node < level.nodes; ++node) {
        record.clear();
        record.addNull();
        tree.fillNode(data, up, node);
        record.addBlob(data);
        nodes.add(level.numberOf(node), record.whole());
        if (up + 1 < tree.count()) addNumber(parents, level.numberOf(node), tree.holderOf(up, node));
      }
    }
    for (std::size_t k = 0; k < tree.entries(); ++k) {
      const auto [id, leaf] = tree.leafOfId(k);
      addNumber(leaves, id, leaf);
    }
    nodes.finish();
    parents.finish();
    leaves.finish();
  }
  void addNumber(TableBuild& to, std::int64_t row, std::int64_t number) {
    record.clear();
    record.addNull();
    record.addInteger(number);
    to.add(row, record.whole());
  }

  /// What the driver keeps about a layer beside its rows.
  void describe() const {
    const Connection c = Connection::open(file, OpenMode::readWrite);
    // the file is a scratch one: it is synced and renamed when it is whole
    c.exec("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; BEGIN");
    if (!box.isEmpty())
      Statement(c, "UPDATE gpkg_contents SET min_x = ?1, min_y = ?2, max_x = ?3, max_y = ?4 WHERE table_name = ?5")
          .bindAll(box.minX, box.minY, box.maxX, box.maxY, table)
          .run();
    c.exec("UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now')");
    const auto has = [&](const char* name) {
      return Statement(c, "SELECT 1 FROM sqlite_schema WHERE name = ?1").bind(1, name).step();
    };
    if (has("gpkg_ogr_contents"))
      Statement(c, "UPDATE gpkg_ogr_contents SET feature_count = ?1 WHERE table_name = ?2").bindAll(count, table).run();
    if (has("sqlite_sequence") && count > 0) {
      Statement(c, "DELETE FROM sqlite_sequence WHERE name = ?1").bindAll(table).run();
      Statement(c, "INSERT INTO sqlite_sequence (name, seq) VALUES (?1, ?2)").bindAll(table, lastFid).run();
    }
    c.exec("COMMIT");
  }

  std::filesystem::path file;
  std::string table;
  MadeLayer made;
  PageFile pages;
  TableBuild rows;
  RecordBytes record;
  std::vector<TreeEntry> entries;
  geom::Envelope box;
  geom::Bytes blob;
  std::int64_t count = 0, lastFid = 0;
};

GeoPackageLoad::GeoPackageLoad(const std::filesystem::path& file, const std::string& table)
    : m_state(std::make_unique<State>(file, table)) {}
GeoPackageLoad::~GeoPackageLoad() = default;

void GeoPackageLoad::add(std::int64_t fid, std::span<const Value> values, geom::BytesView wkb) {
  State& s = *m_state;
  s.record.clear();
  s.record.addNull();  // the id stands in the row's number
  if (wkb.empty()) {
    s.record.addNull();
  } else {
    s.encode(fid, wkb);
    s.record.addBlob(s.blob);
  }
  for (std::size_t i = 0; i < values.size(); ++i) s.addValue(values[i], s.made.affinities.at(i + 2));
  s.rows.add(fid, s.record.whole());
  s.lastFid = fid;
  ++s.count;
}

void GeoPackageLoad::finish() {
  State& s = *m_state;
  s.rows.finish();
  s.writeTree();
  s.pages.finish();
  s.describe();
}

}  // namespace gis::store
