#include "tests/bench/query_rivals.h"

#include <cstdlib>
#include <fstream>
#include <stdexcept>

#include "gis_core/base/platform/files.h"
#include "gis_core/store/connection.h"

namespace gis::bench {
namespace fs = std::filesystem;
namespace {

const char* const kNear =
    " JOIN idx_parcels_geometry r ON r.xmin <= x.x1 AND r.xmax >= x.x0 AND r.ymin <= x.y1 AND r.ymax >= x.y0"
    " CROSS JOIN parcels p ON p.fid = r.pkid ";

/// FROM clause with the box of each row of a layer, `grown` metres wider, and the parcels whose boxes meet it.
std::string parcelsNear(const std::string& layer, const std::string& columns, const std::string& where, int grown) {
  const std::string by = std::to_string(grown);
  return " FROM (SELECT " + columns + ", geometry, MbrMinX(geometry) - " + by + " x0, MbrMaxX(geometry) + " + by +
         " x1, MbrMinY(geometry) - " + by + " y0, MbrMaxY(geometry) + " + by + " y1 FROM " + layer + where +
         ") x CROSS" + kNear;
}

/// Rows of SpatiaLite; "" where it has no way that ends.
std::string spatialiteSql(QueryKind kind) {
  switch (kind) {
    case QueryKind::joined:
      return "SELECT x.id, p.zddm" + parcelsNear("probes", "id", "", 0) + "WHERE ST_Contains(p.geometry, x.geometry)";
    case QueryKind::within:
      return "SELECT DISTINCT p.fid" + parcelsNear("probes", "fid", " WHERE class = 7", 100) +
             "WHERE ST_Distance(p.geometry, x.geometry) <= 100";
    case QueryKind::shared:
      return "SELECT x.code, p.dlbm, sum(ST_Area(ST_Intersection(p.geometry, x.geometry))) a" +
             parcelsNear("grid", "code", "", 0) + "WHERE ST_Intersects(p.geometry, x.geometry) GROUP BY 1, 2";
    default: return {};
  }
}

std::string postgisSql(QueryKind kind) {
  switch (kind) {
    case QueryKind::joined: return "SELECT i.id, p.zddm FROM probes i JOIN parcels p ON ST_Contains(p.geom, i.geom)";
    case QueryKind::within:
      return "SELECT p.fid FROM parcels p WHERE EXISTS (SELECT 1 FROM probes i WHERE i.class = 7 AND "
             "ST_DWithin(p.geom, i.geom, 100))";
    case QueryKind::shared:
      return "SELECT g.code, p.dlbm, sum(ST_Area(ST_Intersection(p.geom, g.geom))) a FROM grid g JOIN parcels p ON "
             "ST_Intersects(p.geom, g.geom) GROUP BY 1, 2";
    case QueryKind::nearest:
      return "SELECT i.id, s.fid AS road, s.d FROM probes i CROSS JOIN LATERAL (SELECT fid, geom <-> i.geom AS d FROM "
             "roads ORDER BY geom <-> i.geom LIMIT 1) s";
    case QueryKind::filtered: return "SELECT fid FROM parcels WHERE dlbm = '0701' AND zdmj > 500";
    case QueryKind::texted: return "SELECT fid FROM probes WHERE words LIKE '%燃气泄漏%'";
    case QueryKind::totals:
      return "SELECT class, left(reported::text, 10) AS day, count(*) AS n FROM probes GROUP BY 1, 2";
  }
  return {};
}

bool looksAtColumns(QueryKind kind) {
  return kind == QueryKind::filtered || kind == QueryKind::texted || kind == QueryKind::totals;
}

std::string counted(const std::string& sql) {
  return "SELECT count(*) FROM (" + sql + ") answer";
}

/// Keys and figures from what SpatiaLite and PostGIS answered, `answer`.
std::string rowsSql(QueryKind kind, const std::string& answer) {
  switch (kind) {
    case QueryKind::joined: return "SELECT id || ' ' || zddm, 1 FROM " + answer;
    case QueryKind::within: return "SELECT p.zddm, 1 FROM " + answer + " a JOIN parcels p ON p.fid = a.fid";
    case QueryKind::shared: return "SELECT code || ' ' || dlbm, a FROM " + answer;
    case QueryKind::nearest: return "SELECT id, d FROM " + answer;
    case QueryKind::totals: return "SELECT class || ' ' || day, n FROM " + answer;
    default: return "SELECT fid, 1 FROM " + answer;
  }
}

/// The same from the layer that QGIS wrote. Two roads equally near give two rows there, and pieces are to be summed up.
const char* rowsOfQgis(QueryKind kind) {
  switch (kind) {
    case QueryKind::joined: return "SELECT id || ' ' || zddm, 1 FROM qgis";
    case QueryKind::within: return "SELECT zddm, 1 FROM qgis";
    case QueryKind::shared:
      return "SELECT code || ' ' || dlbm, sum(ST_Area(GeomFromGPB(geom))) FROM qgis GROUP BY code, dlbm";
    case QueryKind::nearest: return "SELECT id, min(distance) FROM qgis GROUP BY id";
    default: return "";
  }
}

std::string shellQuoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

}  // namespace

int rivalLimit() {
  const char* text = std::getenv("CITYDESK_BENCH_LIMIT");
  const int seconds = text != nullptr ? std::atoi(text) : 0;
  return seconds > 0 ? seconds : 600;
}

std::optional<QueryRival> spatialiteRival(QueryKind kind, const fs::path& city, const fs::path& scratch) {
  if (spatialiteSql(kind).empty()) return std::nullopt;
  const fs::path out = scratch / "theirs.sqlite";
  const std::string sql = "ATTACH '" + out.string() + "' AS o; CREATE TABLE o.j AS " + spatialiteSql(kind);
  const auto asked = [&](const std::string& statement) {
    return std::vector<std::string>{"spatialite", "-silent", city.string(), statement};
  };
  QueryRival found;
  found.rival = {"SpatiaLite, R*Tree joined, a bare table", asked(sql), [out] { fs::remove(out); }, rivalLimit()};
  found.rows = [out, city, kind] {
    const store::Connection c = store::Connection::open(city, store::OpenMode::readOnly);
    c.exec("ATTACH '" + out.string() + "' AS o");
    return rowsOf(c, rowsSql(kind, "o.j"));
  };
  found.wantedRatio = kind == QueryKind::joined ? 7 : kind == QueryKind::within ? 2 : 6;
  found.counting = asked(counted(spatialiteSql(kind)));
  found.start = asked("SELECT 1");
  return found;
}

std::unique_ptr<PostgisServer> PostgisServer::start(const fs::path& city, const fs::path& scratch) {
  const fs::path folder = scratch / "postgis";
  fs::remove_all(folder);
  const fs::path errors = scratch / "postgis.err";
  const Measured made = runMeasured(
      {"sh", BENCH_POSTGIS_SCRIPT, "start", folder.string(), city.string(), "parcels", "probes", "grid", "roads"},
      errors);
  if (made.status == 3) return nullptr;
  std::unique_ptr<PostgisServer> server(new PostgisServer(folder));
  if (made.status != 0) throw std::runtime_error("PostGIS does not start: " + platform::readFile(errors));
  return server;
}

PostgisServer::~PostgisServer() {
  try {
    (void)runMeasured({"sh", BENCH_POSTGIS_SCRIPT, "stop", m_folder.string()}, m_folder.parent_path() / "postgis.err");
  } catch (const std::exception&) {
    // it is not there any more
  }
}

std::vector<std::string> PostgisServer::psql(const std::string& sql) const {
  // the server goes on when its asker was ended: a little later it ends by itself
  const std::string limit = "SET statement_timeout = '" + std::to_string(rivalLimit() + 2) + "s'";
  return {"psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-h", m_folder.string(), "-U", "bench", "-d", "city", "-c",
          limit,  "-c",    sql};
}

QueryRival PostgisServer::rival(QueryKind kind) const {
  const fs::path errors = m_folder.parent_path() / "psql.err";
  const auto forget = [drop = psql("DROP TABLE IF EXISTS j"), errors] { (void)runMeasured(drop, errors); };
  const auto rows = [this, kind, errors] {
    const fs::path out = m_folder.parent_path() / "rows.txt";
    std::string line;
    for (const std::string& word : psql(rowsSql(kind, looksAtColumns(kind) ? "(" + postgisSql(kind) + ") q" : "j")))
      line += shellQuoted(word) + " ";
    if (runMeasured({"sh", "-c", line + "> " + shellQuoted(out.string())}, errors).status != 0)
      throw std::runtime_error("PostGIS has no answer: " + platform::readFile(errors));
    return rowsOfLines(out);
  };
  double wanted = 0;
  switch (kind) {
    case QueryKind::joined: wanted = 5; break;
    case QueryKind::within: wanted = 14; break;
    case QueryKind::shared: wanted = 8; break;
    case QueryKind::totals: wanted = 1; break;
    default: wanted = 10; break;
  }
  return {{"PostGIS, a bare table", psql("CREATE TABLE j AS " + postgisSql(kind)), forget, rivalLimit()},
          rows,
          wanted,
          // of groups every program prints its rows
          psql(kind == QueryKind::totals ? postgisSql(kind) : counted(postgisSql(kind))),
          psql("SELECT 1")};
}

std::optional<QueryRival> qgisRival(QueryKind kind, const fs::path& city, const fs::path& scratch) {
  static const bool isInstalled = std::system("command -v qgis_process.bin >/dev/null 2>&1") == 0;
  if (!isInstalled || looksAtColumns(kind)) return std::nullopt;
  const auto layer = [&](const char* name) {
    return shellQuoted("spatialite://dbname='" + city.string() + "' table=\"" + name + "\" (geometry)");
  };
  const fs::path out = scratch / "qgis.gpkg";
  const fs::path chosen = scratch / "chosen.gpkg";
  const std::string to = " OUTPUT=" + shellQuoted(out.string());
  std::string line;
  double wanted = 0;
  switch (kind) {
    case QueryKind::joined:
      line = "qgis_process.bin run native:joinattributesbylocation -- INPUT=" + layer("probes") +
             " JOIN=" + layer("parcels") + " PREDICATE=5 JOIN_FIELDS=zddm METHOD=1 DISCARD_NONMATCHING=1" + to;
      wanted = 40;
      break;
    case QueryKind::within:
      line = "qgis_process.bin run native:extractbyattribute -- INPUT=" + layer("probes") +
             " FIELD=class OPERATOR=0 VALUE=7 OUTPUT=" + shellQuoted(chosen.string()) +
             " && qgis_process.bin run native:extractwithindistance -- INPUT=" + layer("parcels") +
             " REFERENCE=" + shellQuoted(chosen.string()) + " DISTANCE=100" + to;
      wanted = 100;
      break;
    case QueryKind::shared:  // the pieces alone, which are still to be summed up
      line = "qgis_process.bin run native:intersection -- INPUT=" + layer("parcels") + " OVERLAY=" + layer("grid") +
             " INPUT_FIELDS=dlbm OVERLAY_FIELDS=code" + to;
      wanted = 30;
      break;
    case QueryKind::nearest:
      line = "qgis_process.bin run native:joinbynearest -- INPUT=" + layer("probes") + " INPUT_2=" + layer("roads") +
             " FIELDS_TO_COPY=name NEIGHBORS=1" + to;
      wanted = 20;
      break;
    default: break;
  }
  const Rival rival{"QGIS, a GeoPackage",
                    {"env", "QT_QPA_PLATFORM=offscreen", "sh", "-c", line},
                    [out, chosen] {
                      fs::remove(out);
                      fs::remove(chosen);
                    },
                    rivalLimit()};
  const auto rows = [out, kind] {
    return rowsOf(store::Connection::open(out, store::OpenMode::readOnly), rowsOfQgis(kind));
  };
  // the question of one class needs two of its algorithms
  const std::string start =
      kind == QueryKind::within ? "qgis_process.bin list && qgis_process.bin list" : "qgis_process.bin list";
  return QueryRival{rival, rows, wanted, rival.command, {"env", "QT_QPA_PLATFORM=offscreen", "sh", "-c", start}};
}

}  // namespace gis::bench
