// Is the city sound? File, indexes, registrations, attachments.
#include <fmt/format.h>

#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/file_lock.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/sha256.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/maintenance.h"
#include "gis_core/store/registration.h"

namespace gis::store {
namespace fs = std::filesystem;
namespace {

class Findings {
 public:
  void add(const char* severity, std::string subject, Message text) {
    m_all.push_back({severity, std::move(subject), std::move(text)});
  }
  void error(std::string subject, Message text) { add("error", std::move(subject), std::move(text)); }
  [[nodiscard]] std::vector<Finding> take() { return std::move(m_all); }

 private:
  std::vector<Finding> m_all;
};

void checkFile(const Connection& c, Findings& findings) {
  const std::string name = platform::pathToUtf8(c.file().filename());
  Statement integrity(c, "PRAGMA integrity_check(100)");
  while (integrity.step()) {
    const std::string verdict = integrity.text(0);
    if (verdict != "ok") findings.error(name, {GIS_TR("the file is damaged: {0}"), {verdict}});
  }
  Statement keys(c, "PRAGMA foreign_key_check");
  while (keys.step()) {
    findings.error(keys.text(0), {GIS_TR("row {0} refers to a row of {1} that is not there"),
                                  {std::to_string(keys.integer(1)), keys.text(2)}});
  }
}

bool tableExists(const Connection& c, const std::string& name) {
  Statement statement(c, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND lower(name) = lower(?1)");
  return statement.bind(1, name).step();
}

void checkTriggers(const Connection& c, const LayerInfo& layer, Findings& findings) {
  std::vector<std::string> wanted;
  for (const char* prefix : {"ins", "upd", "del", "num"})
    wanted.push_back(fmt::format("city_{}_{}", prefix, layer.name));
  if (layer.geometryType) {
    wanted.push_back(fmt::format("city_geo_{}", layer.name));
    for (const char* prefix : {"ggi", "ggu", "gii", "giu", "gid"})
      wanted.push_back(fmt::format("{}_{}_geometry", prefix, layer.name));
  }
  Statement statement(c, "SELECT 1 FROM sqlite_schema WHERE type = 'trigger' AND lower(name) = lower(?1)");
  for (const std::string& trigger : wanted) {
    if (!statement.bind(1, trigger).step())
      findings.error(layer.name, {GIS_TR("the trigger {0} is missing: changes would not be noticed"), {trigger}});
    statement.reset();
  }
}

void checkRegistration(const Connection& c, const LayerInfo& layer, Findings& findings) {
  Statement statement(c,
                      "SELECT geometry_type, srid, spatial_index_enabled FROM geometry_columns"
                      " WHERE f_table_name = lower(?1) AND f_geometry_column = 'geometry'");
  if (!statement.bind(1, layer.name).step()) {
    findings.error(layer.name, GIS_TR("the layer is not registered in geometry_columns: other programs do not see it"));
    return;
  }
  if (statement.integer(0) != layer.geometryType->code() || statement.integer(1) != layer.srid)
    findings.error(layer.name, GIS_TR("geometry_columns tells another type or coordinate system"));
  if (statement.integer(2) != 1) findings.error(layer.name, GIS_TR("geometry_columns tells no spatial index"));
}

void checkTree(const Connection& c, const LayerInfo& layer, Findings& findings) {
  const std::string tree = treeName(layer.name);
  if (!tableExists(c, tree)) {
    findings.error(layer.name, GIS_TR("the spatial index is missing"));
    return;
  }
  Statement nodes(c, "SELECT rtreecheck(?1)");
  nodes.bind(1, tree).step();
  if (nodes.text(0) != "ok") findings.error(layer.name, {GIS_TR("the spatial index is damaged: {0}"), {nodes.text(0)}});
  // an empty geometry has a box turned inside out and no entry
  Statement boxes(
      c, fmt::format("SELECT count(*), coalesce(sum(i.pkid IS NULL OR i.xmin > x1 OR i.xmax < x2 OR i.ymin > y1"
                     " OR i.ymax < y2), 0) FROM (SELECT fid, MbrMinX(geometry) AS x1, MbrMaxX(geometry) AS x2,"
                     " MbrMinY(geometry) AS y1, MbrMaxY(geometry) AS y2 FROM {} WHERE geometry IS NOT NULL)"
                     " LEFT JOIN {} AS i ON i.pkid = fid WHERE x1 <= x2",
                     quotedName(layer.name), quotedName(tree)));
  boxes.step();
  if (boxes.integer(1) != 0) {
    findings.error(layer.name, {GIS_TR("the spatial index misses {0} features or holds wrong boxes of them"),
                                {std::to_string(boxes.integer(1))}});
  }
  const std::int64_t entries = c.intValue(fmt::format("SELECT count(*) FROM {}", quotedName(tree + "_rowid")));
  // Other programs ask CheckSpatialIndex(), which wants an entry for each geometry, empty ones too. It cannot be asked
  // here: it writes into spatialite_history, and complains on the terminal where it may not.
  const std::int64_t geometries =
      c.intValue(fmt::format("SELECT count(*) FROM {} WHERE geometry IS NOT NULL", quotedName(layer.name)));
  if (boxes.integer(1) == 0 && entries < geometries)
    findings.error(layer.name, GIS_TR("SpatiaLite's own check finds the spatial index wrong"));
  if (entries > boxes.integer(0)) {
    findings.error(layer.name, {GIS_TR("the spatial index holds {0} entries without a feature"),
                                {std::to_string(entries - boxes.integer(0))}});
  }
  const std::int64_t broken = c.intValue(fmt::format(
      "SELECT count(*) FROM {} WHERE geometry IS NOT NULL AND MbrMinX(geometry) IS NULL", quotedName(layer.name)));
  if (broken != 0)
    findings.error(layer.name, {GIS_TR("{0} features hold bytes that are no geometry"), {std::to_string(broken)}});
}

void checkLayer(const Connection& c, const LayerInfo& layer, Findings& findings) {
  const std::int64_t rows = c.intValue(fmt::format("SELECT count(*) FROM {}", quotedName(layer.name)));
  if (rows != layer.count) {
    findings.add("warning", layer.name,
                 {GIS_TR("the registry counts {0} features, the table has {1}"),
                  {std::to_string(layer.count), std::to_string(rows)}});
  }
  checkTriggers(c, layer, findings);
  if (!layer.geometryType) return;
  checkRegistration(c, layer, findings);
  checkTree(c, layer, findings);
}

void checkRegistry(const Connection& c, Findings& findings) {
  Statement gone(c,
                 "SELECT name FROM city_layer WHERE NOT EXISTS (SELECT 1 FROM sqlite_schema s"
                 " WHERE s.type = 'table' AND s.name = city_layer.name)");
  while (gone.step()) findings.error(gone.text(0), GIS_TR("the layer's table is gone"));
  Statement foreign(c,
                    "SELECT f_table_name FROM geometry_columns WHERE f_table_name <> 'iso_metadata'"
                    " AND NOT EXISTS (SELECT 1 FROM city_layer WHERE lower(name) = f_table_name)");
  while (foreign.step())
    findings.add("note", foreign.text(0), GIS_TR("another program made this layer: CityDesk does not list it"));
  Statement stages(c, "SELECT n FROM city_stage");
  while (stages.step()) {
    fs::path lock = c.file();
    lock += fmt::format("-stage-{}", stages.integer(0));
    std::error_code error;
    // without its lock file the owner is dead; with it the answer would need a lock, which a check does not take
    if (!fs::exists(lock, error)) {
      findings.add("note", fmt::format("city_stage_{}", stages.integer(0)),
                   GIS_TR("an import was broken off; the next opening clears it away"));
    }
  }
}

void checkMedia(const CityDatabase& city, Findings& findings, Progress& progress) {
  std::set<fs::path> known;
  Statement statement(city.connection(), "SELECT DISTINCT sha256, name, size FROM city_attachment");
  while (statement.step()) {
    progress.check();
    const fs::path file = city.mediaFile(statement.text(0));
    known.insert(file);
    std::error_code error;
    if (!fs::exists(file, error))
      findings.error(statement.text(1), {GIS_TR("the original {0} is missing"), {platform::pathToUtf8(file)}});
    else if (static_cast<std::int64_t>(fs::file_size(file, error)) != statement.integer(2) ||
             sha256OfFile(file) != statement.text(0))
      findings.error(statement.text(1), {GIS_TR("the original {0} was changed"), {platform::pathToUtf8(file)}});
  }
  std::error_code error;
  for (fs::recursive_directory_iterator it(city.mediaFolder(), error), end; !error && it != end; it.increment(error)) {
    if (it->is_regular_file() && known.count(it->path()) == 0) {
      findings.add("warning", platform::pathToUtf8(it->path().filename()),
                   {GIS_TR("no case refers to the file {0}"), {platform::pathToUtf8(it->path())}});
    }
  }
}

/// One part of the check; what cannot be read because the file is damaged is a finding too.
template <typename Part>
void part(Findings& findings, const std::string& subject, Part&& check) {
  try {
    check();
  } catch (const Error& error) {
    if (error.code() != ErrorCode::damaged && error.code() != ErrorCode::sql && error.code() != ErrorCode::noSuchLayer)
      throw;
    findings.error(subject, error.why().empty() ? error.whatFailed() : error.why());
  }
}

}  // namespace

std::vector<Finding> checkCity(const CityDatabase& city, Progress& progress) {
  const Connection& c = city.connection();
  c.interruptOn(progress.token());
  Findings findings;
  const std::string name = platform::pathToUtf8(c.file().filename());
  part(findings, name, [&] { checkFile(c, findings); });
  part(findings, name, [&] { checkRegistry(c, findings); });
  std::vector<LayerInfo> layers;
  part(findings, name, [&] { layers = listLayers(c); });
  std::uint64_t done = 0;
  for (const LayerInfo& layer : layers) {
    progress.report(++done, layers.size() + 1);
    part(findings, layer.name, [&] { checkLayer(c, layer, findings); });
  }
  part(findings, name, [&] { checkMedia(city, findings, progress); });
  return findings.take();
}

}  // namespace gis::store
