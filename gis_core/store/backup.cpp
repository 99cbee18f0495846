// A consistent copy of a city while others write.
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/new_file.h"
#include "gis_core/base/sha256.h"
#include "gis_core/base/uuid.h"
#include "gis_core/store/maintenance.h"
#include "gis_core/store/migration.h"
#include "gis_core/store/stage.h"

namespace gis::store {
namespace fs = std::filesystem;
namespace {

/// Copies the originals that the copy names and that are not there yet; each appears whole or not at all.
std::size_t copyMedia(const CityDatabase& city, const fs::path& targetFolder, Progress& progress) {
  std::size_t copied = 0;
  Statement statement(city.connection(), "SELECT DISTINCT sha256 FROM city_attachment");
  while (statement.step()) {
    progress.check();
    const fs::path from = city.mediaFile(statement.text(0));
    std::error_code error;
    if (!fs::exists(from, error)) continue;  // check tells it; the copy is as complete as the city
    const fs::path to = targetFolder / fs::relative(from, city.mediaFolder());
    ++copied;
    if (fs::exists(to, error)) continue;
    fs::create_directories(to.parent_path());
    fs::path part = to;
    part += "." + newRevision().substr(0, 8) + ".part";
    fs::copy_file(from, part, error);
    if (error) {
      fs::remove(part, error);
      throw Error(ErrorCode::diskFull, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(to)}},
                  GIS_TR("the copy failed, perhaps the disk is full"), GIS_TR("free some space and try again"));
    }
    platform::syncFile(part);
    platform::replaceFile(part, to);
  }
  return copied;
}

/// SQLite names the city that is read when the copy's disk is full.
void copyBeside(const Connection& c, const fs::path& part, const fs::path& target) {
  try {
    copyInto(c, part);
  } catch (const Error& error) {
    if (error.code() != ErrorCode::diskFull) throw;
    throw Error(ErrorCode::diskFull, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(target)}}, error.why(),
                error.remedy());
  }
}

/// Makes the fresh copy fit to be opened elsewhere and looks whether it is sound.
void finishCopy(const fs::path& part) {
  const Connection copy = Connection::open(part, OpenMode::readWrite);
  copy.exec("PRAGMA journal_mode=DELETE");
  dropDeadStages(copy);  // what an import was loading while we copied
  Statement(copy, "INSERT OR REPLACE INTO city_setting(key, value) VALUES ('renew_station', '1')").run();
  const std::string verdict = copy.textValue("PRAGMA quick_check(1)");
  if (verdict == "ok") return;
  throw Error(ErrorCode::damaged,
              {GIS_TR("the copy of {0} is not sound"), {platform::targetOfPart(platform::pathToUtf8(part.filename()))}},
              verdict, GIS_TR("run: citydesk-cli check"));
}

}  // namespace

BackupResult backupCity(const fs::path& cityFile, const fs::path& target, Progress& progress) {
  std::error_code error;
  if (fs::exists(target, error)) {
    throw Error(ErrorCode::exists, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(target)}},
                GIS_TR("there is already a file of this name"), GIS_TR("choose another name"));
  }
  const CityDatabase city = CityDatabase::open(cityFile, OpenMode::readOnly);
  city.connection().interruptOn(progress.token());
  const fs::path folder = fs::absolute(target).parent_path();
  if (!fs::is_directory(folder, error)) {
    throw Error(ErrorCode::notFound, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(target)}},
                GIS_TR("there is no such folder"), GIS_TR("make the folder first"));
  }
  if (!platform::isWritableFolder(folder)) {
    throw Error(ErrorCode::readOnly, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(target)}},
                GIS_TR("the place is read-only"), GIS_TR("choose another folder"));
  }
  fs::path part = target;
  part += "." + newRevision().substr(0, 8) + ".part";
  try {
    copyBeside(city.connection(), part, target);
    finishCopy(part);
    progress.check();
    fs::path media = target;
    media.replace_extension(".media");
    const std::size_t mediaFiles = copyMedia(city, media, progress);
    platform::syncFile(part);
    platform::renameToNew(part, target);
    return {fs::file_size(target), mediaFiles};
  } catch (...) {
    for (const char* suffix : {"", "-journal", "-wal", "-shm"}) {
      fs::path rest = part;
      rest += suffix;
      fs::remove(rest, error);
    }
    throw;
  }
}

}  // namespace gis::store
