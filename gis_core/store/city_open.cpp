// Making and opening a city file.
#include <fmt/format.h>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/file_server.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/new_file.h"
#include "gis_core/base/uuid.h"
#include "gis_core/store/city.h"
#include "gis_core/store/migration.h"
#include "gis_core/store/registration.h"
#include "gis_core/store/schema.h"
#include "gis_core/store/stage.h"
#include "gis_core/store/vanished_parcels.h"

namespace gis::store {
namespace fs = std::filesystem;
namespace {

/// 21 random bits, never 0.
std::string newStation() {
  const auto random = std::stoul(newRevision().substr(0, 8), nullptr, 16);
  return std::to_string(random % ((1UL << 21U) - 1) + 1);
}

void registerIncidents(const Connection& c, int srid) {
  const geom::GeometryType point{geom::GeometryKind::point};
  const std::string uid = newUuid();
  c.exec(fmt::format("CREATE VIRTUAL TABLE {} USING rtree(pkid, xmin, xmax, ymin, ymax)",
                     quotedName(treeName("city_incident"))));
  registerGeometry(c, "city_incident", point, srid, 0, {});
  createSpatialTriggers(c, "city_incident");
  createChangeTriggers(c, "city_incident", uid, true);
  Statement(c,
            "INSERT INTO city_layer(uid, name, title_zh, title_en, geometry_type, srid, has_uid, draw_order, revision)"
            " VALUES (?1, 'city_incident', '案卷', 'Incidents', 1, ?2, 1, 1000000, ?3)")
      .bindAll(uid, srid, newRevision())
      .run();
}

void writeNewCity(const Connection& c, const crs::Crs& crs) {
  // nobody else sees this file before it is complete and renamed
  c.exec("PRAGMA journal_mode=OFF");
  // the first table makes it final; a load that was given up can then give its pages back
  c.exec("PRAGMA auto_vacuum=INCREMENTAL");
  c.exec("PRAGMA synchronous=OFF");
  if (c.intValue("SELECT InitSpatialMetaData(1)") != 1) {
    const bool full = platform::freeBytes(c.file()) < std::uint64_t{1} << 20;
    throw Error(full ? ErrorCode::diskFull : ErrorCode::internal,
                {GIS_TR("cannot make {0}"), {platform::pathToUtf8(c.file())}},
                GIS_TR("SpatiaLite could not write its tables"), GIS_TR("check the free space on the disk"));
  }
  Transaction transaction(c);
  c.exec(schemaVersion1());
  c.exec(schemaVersion2());
  addCasesOfVersion2(c);
  const int srid = sridOf(c, crs);
  Statement set(c, "INSERT INTO city_setting(key, value) VALUES (?1, ?2)");
  set.bindAll("uid", newUuid()).run();
  set.bindAll("station", newStation()).run();
  set.bindAll("srid", std::to_string(srid)).run();
  registerIncidents(c, srid);
  c.exec(fmt::format("PRAGMA application_id={}", kApplicationId));
  c.exec(fmt::format("PRAGMA user_version={}", kSchemaVersion));
  transaction.commit();
}

void checkIsCity(const Connection& c) {
  const std::string name = platform::pathToUtf8(c.file());
  if (c.intValue("PRAGMA application_id") != kApplicationId) {
    throw Error(ErrorCode::damaged, {GIS_TR("cannot open {0}"), {name}}, GIS_TR("it is no CityDesk city"),
                GIS_TR("choose a *.citydb file, or import this one into a city"));
  }
  const std::int64_t version = c.intValue("PRAGMA user_version");
  if (version > kSchemaVersion) {
    throw Error(ErrorCode::newerVersion, {GIS_TR("cannot open {0}"), {name}},
                {GIS_TR("a newer CityDesk wrote it (version {0} of the file, this program knows {1})"),
                 {std::to_string(version), std::to_string(kSchemaVersion)}},
                GIS_TR("install the newer CityDesk"));
  }
  if (version < 1) {
    throw Error(ErrorCode::damaged, {GIS_TR("cannot open {0}"), {name}}, GIS_TR("its version number is missing"),
                GIS_TR("open a backup"));
  }
}

/// WAL on a local disk; a rollback journal on a network share, where WAL's shared memory does not work.
Message chooseJournal(const Connection& c) {
  const bool share = platform::isOnNetworkShare(c.file());
  const char* wanted = share ? "delete" : "wal";
  if (c.textValue("PRAGMA journal_mode") != wanted) {
    // refused while another program has the file open: the journal then stays as it is, which is safe
    try {
      c.exec(fmt::format("PRAGMA journal_mode={}", wanted));
    } catch (const Error& error) {
      if (error.code() != ErrorCode::locked) throw;
    }
  }
  if (!share) return {};
  return {GIS_TR("{0} lies on a network share: it is written with a rollback journal, slower and by one at a time"),
          {platform::pathToUtf8(c.file().filename())}};
}

}  // namespace

CityDatabase CityDatabase::create(const fs::path& file, const crs::Crs& crs) {
  const fs::path folder = fs::absolute(file).parent_path();
  std::error_code error;
  if (fs::exists(file, error)) {
    throw Error(ErrorCode::exists, {GIS_TR("cannot make {0}"), {platform::pathToUtf8(file)}},
                GIS_TR("there is already a file of this name"), GIS_TR("choose another name"));
  }
  if (fs::is_directory(folder, error) && !platform::isWritableFolder(folder)) {
    throw Error(ErrorCode::readOnly, {GIS_TR("cannot make {0}"), {platform::pathToUtf8(file)}},
                GIS_TR("the place is read-only"), GIS_TR("choose another folder"));
  }
  if (platform::isOnFileServer(fs::absolute(file))) {
    throw Error(ErrorCode::readOnly, {GIS_TR("cannot make {0}"), {platform::pathToUtf8(file)}},
                GIS_TR("it would lie on a network share, where a city can only be looked at"),
                GIS_TR("make it on a disk of this computer and put copies on the share"));
  }
  fs::path part = file;
  part += "." + newRevision().substr(0, 8) + ".part";
  try {
    {
      const Connection c = Connection::open(part, OpenMode::create);
      // half as many pages to write, to log and to merge as with SQLite's own 4,096: a tenth of the time of a load
      c.exec("PRAGMA page_size=8192");
      writeNewCity(c, crs);
    }
    platform::syncFile(part);
    platform::renameToNew(part, file);
  } catch (...) {
    fs::remove(part, error);
    throw;
  }
  return open(file, OpenMode::readWrite);
}

CityDatabase CityDatabase::open(const fs::path& file, OpenMode mode) {
  Connection c = Connection::open(file, mode);
  checkIsCity(c);
  if (mode == OpenMode::readOnly || c.isReadOnly()) return CityDatabase(std::move(c));
  const Message journalNote = chooseJournal(c);
  migrate(c, migrations());
  dropDeadStages(c);
  CityDatabase city(std::move(c));
  finishVanishedParcels(city);
  if (!city.setting("renew_station").empty()) {
    // a copy must not give the numbers that the original gives
    Transaction transaction(city.connection());
    city.setSetting("station", newStation());
    city.setSetting("renew_station", "");
    // what came with the copy is known at both desks: day packages begin behind it
    city.setSetting("copied_at_seq",
                    std::to_string(city.connection().intValue("SELECT coalesce(max(seq), 0) FROM city_history")));
    transaction.commit();
    city.m_station = std::stoll(city.setting("station"));
  }
  if (!journalNote.empty()) city.m_note = journalNote;
  return city;
}

}  // namespace gis::store
