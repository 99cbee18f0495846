#include "gis_core/store/city_past.h"

#include <fmt/format.h>

#include "gis_core/base/error.h"
#include "gis_core/store/layer_names.h"
#include "gis_core/store/registration.h"
#include "gis_core/store/row_image.h"

namespace gis::store {

namespace {

// Names of the connection's own (temporary) schema are found before those of the file: a view there that has the name
// of a table stands for it in every statement.
constexpr const char* kList = "city_then";

std::map<std::int64_t, std::string> uidsOfGone(const Connection& c, const LayerInfo& layer, const LayerPast& past) {
  std::map<std::int64_t, std::string> uids;
  if (!layer.hasUid) return uids;
  Statement uid(c,
                "SELECT feature FROM city_history WHERE layer = ?1 AND fid = ?2 AND op = 'remove'"
                " ORDER BY seq DESC LIMIT 1");
  for (const auto& [fid, was] : past) {
    if (was && uid.bind(1, layer.uid).bind(2, fid).step()) uids[fid] = uid.text(0);
    uid.reset();
  }
  return uids;
}

class PastLayer {
 public:
  PastLayer(const Connection& c, const CityPast::Layer& layer, std::size_t number)
      : m_connection(c), m_past(layer), m_rows(fmt::format("temp.city_then_{}", number)) {}

  void layOver() {
    makeRows();
    const std::string now = "main." + quotedName(m_past.now.name);
    m_connection.exec(
        fmt::format("CREATE TEMP VIEW {0} AS SELECT {1} FROM {2} WHERE fid NOT IN (SELECT fid FROM {3})"
                    " UNION ALL SELECT {1} FROM {3} WHERE city_then_was = 1",
                    quotedName(m_past.now.name), m_columns, now, m_rows));
    if (m_past.now.geometryType) {
      const std::string tree = quotedName(treeName(m_past.now.name));
      m_connection.exec(fmt::format(
          "CREATE TEMP VIEW {0} AS SELECT pkid, xmin, xmax, ymin, ymax FROM main.{0} WHERE pkid NOT IN (SELECT fid FROM"
          " {1}) UNION ALL SELECT fid, city_then_x1, city_then_x2, city_then_y1, city_then_y2 FROM {1} WHERE "
          "city_then_was = 1 AND city_then_x1 IS NOT NULL",
          tree, m_rows));
    }
    Statement(m_connection, fmt::format("INSERT INTO temp.{}(layer, rows, more) VALUES (?1, ?2, ?3)", kList))
        .bindAll(m_past.now.uid, m_rows, m_more)
        .run();
  }

 private:
  void makeRows() {
    std::string definitions =
        "fid INTEGER PRIMARY KEY, city_then_was INTEGER NOT NULL, city_then_x1 REAL, city_then_x2 REAL, city_then_y1 "
        "REAL, city_then_y2 REAL";
    m_columns = "fid";
    // The same types as in the file: only then does SQLite look up rows in both by their keys instead of reading all.
    Statement columns(m_connection, "SELECT name, type FROM pragma_table_xinfo(?1, 'main') WHERE name <> 'fid'");
    columns.bind(1, m_past.now.name);
    while (columns.step()) {
      const std::string name = quotedName(columns.text(0));
      definitions += fmt::format(", {} {}", name, columns.text(1));
      m_columns += ", " + name;
    }
    columns.reset();
    m_connection.exec(fmt::format("CREATE TEMP TABLE {} ({})", m_rows.substr(m_rows.find('.') + 1), definitions));
    Statement isThere(m_connection, fmt::format("SELECT {} FROM main.{} WHERE fid = ?1",
                                                m_past.now.hasUid ? "uid" : "1", quotedName(m_past.now.name)));
    for (const auto& [fid, was] : m_past.features) {
      const bool now = isThere.bind(1, fid).step();
      const std::string uid = now && m_past.now.hasUid ? isThere.text(0) : std::string();
      isThere.reset();
      m_more += int(was.has_value()) - int(now);
      addRow(fid, was, uid);
    }
  }
  void addRow(std::int64_t fid, const std::optional<Feature>& was, std::string uid) const {
    StoredValues values{{"city_then_was", std::int64_t{was ? 1 : 0}}};
    if (was) {
      if (m_past.now.hasUid) {
        if (const auto gone = m_past.uids.find(fid); uid.empty() && gone != m_past.uids.end()) uid = gone->second;
        values.emplace_back("uid", uid);
      }
      for (std::size_t i = 0; i < m_past.now.fields.size(); ++i) {
        values.emplace_back(m_past.now.fields[i].name, was->values[i]);
      }
      if (!was->wkb.empty()) {
        values.emplace_back("geometry", geom::toSpatialite(was->wkb, m_past.now.srid));
        const geom::Envelope box = geom::envelopeOf(was->wkb);
        if (!box.isEmpty()) {
          values.insert(values.end(), {{"city_then_x1", box.minX},
                                       {"city_then_x2", box.maxX},
                                       {"city_then_y1", box.minY},
                                       {"city_then_y2", box.maxY}});
        }
      }
    }
    TableShape shape;
    shape.name = m_rows.substr(m_rows.find('.') + 1);
    insertRow(m_connection, shape, fid, values);
  }

  const Connection& m_connection;
  const CityPast::Layer& m_past;
  std::string m_rows, m_columns;
  std::int64_t m_more = 0;  // features than now
};

/// The registry with the numbers of features of then.
void layOverRegistry(const Connection& c) {
  std::string columns;
  Statement column(c, "SELECT name FROM pragma_table_xinfo('city_layer')");
  while (column.step()) {
    const std::string name = column.text(0);
    const bool counts = name == "feature_count";
    columns += (columns.empty() ? "" : ", ") +
               (counts ? fmt::format("feature_count + coalesce((SELECT more FROM temp.{} t WHERE t.layer = l.uid), 0)"
                                     " AS feature_count",
                                     kList)
                       : quotedName(name));
  }
  column.reset();
  c.exec(fmt::format("CREATE TEMP VIEW city_layer AS SELECT {} FROM main.city_layer l", columns));
}

}  // namespace

CityPast cityPast(const CityDatabase& city, std::string_view at) {
  const Connection& c = city.connection();
  CityPast past;
  past.at = at;
  for (const LayerInfo& layer : listLayers(c)) {
    if (layer.name.starts_with("city_")) continue;
    try {
      CityPast::Layer one{layer, {}, {}};
      one.features = layerPast(c, one.now, at);
      if (one.features.empty()) continue;
      one.uids = uidsOfGone(c, one.now, one.features);
      past.layers.push_back(std::move(one));
    } catch (const Error& error) {
      if (error.code() != ErrorCode::unsupported || layer.role == "parcel") throw;
      past.unknown.push_back(layer.name);
    }
  }
  return past;
}

CityDatabase openCityAsOf(const std::filesystem::path& file, const CityPast& past) {
  CityDatabase city = CityDatabase::open(file, OpenMode::readOnly);
  const Connection& c = city.connection();
  c.exec("PRAGMA query_only=OFF");  // of a private copy; the file itself cannot be written by this connection
  c.exec(fmt::format("CREATE TEMP TABLE {}(layer TEXT PRIMARY KEY, rows TEXT, more INTEGER)", kList));
  c.exec("BEGIN");
  for (std::size_t i = 0; i < past.layers.size(); ++i) PastLayer(c, past.layers[i], i).layOver();
  layOverRegistry(c);
  c.exec("COMMIT");
  c.exec("PRAGMA query_only=ON");
  return city;
}

std::vector<std::int64_t> otherwiseThen(const Connection& c, const LayerInfo& layer) {
  std::vector<std::int64_t> fids;
  Statement isPast(c, "SELECT 1 FROM sqlite_temp_schema WHERE name = ?1");
  if (!isPast.bind(1, kList).step()) return fids;
  isPast.reset();
  Statement rows(c, fmt::format("SELECT rows FROM temp.{} WHERE layer = ?1", kList));
  if (!rows.bind(1, layer.uid).step()) return fids;
  const std::string table = rows.text(0);
  Statement all(c, fmt::format("SELECT fid FROM {} ORDER BY fid", table));
  while (all.step()) fids.push_back(all.integer(0));
  return fids;
}

}  // namespace gis::store
