#include "gis_core/io/export_place.h"

#include <algorithm>
#include <chrono>
#include <set>
#include <string>
#include <string_view>
#include <system_error>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/base/uuid.h"
#include "gis_core/store/city_file.h"

namespace gis::io {
namespace fs = std::filesystem;
namespace {

constexpr std::string_view kScratch = ".citydesk-export-";
constexpr const char* kLock = ".lock";
/// A folder without a lock is somebody's who is about to lock it, or who could not.
constexpr std::chrono::hours kSurelyLeft{24};

bool isLeft(const fs::path& folder) {
  std::error_code unreadable;
  if (fs::exists(folder / kLock, unreadable)) return platform::FileLock::tryLock(folder / kLock).has_value();
  const auto made = fs::last_write_time(folder, unreadable);
  return !unreadable && fs::file_time_type::clock::now() - made > kSurelyLeft;
}

void removeLeftOnes(const fs::path& parent) {
  std::error_code unreadable;
  for (const auto& entry : fs::directory_iterator(parent, unreadable)) {
    if (!platform::pathToUtf8(entry.path().filename()).starts_with(kScratch)) continue;
    try {
      if (isLeft(entry.path())) fs::remove_all(entry.path(), unreadable);
    } catch (const Error&) {
      // somebody else's, or a disk without locks: it stays
    }
  }
}

}  // namespace

fs::path folderOf(const fs::path& file) {
  return file.has_parent_path() ? file.parent_path() : fs::path(".");
}

ScratchBeside::ScratchBeside(const fs::path& target) {
  const fs::path parent = folderOf(target);
  if (!fs::is_directory(parent)) {
    throw Error(ErrorCode::notFound, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(target)}},
                GIS_TR("the folder does not exist"));
  }
  removeLeftOnes(parent);
  m_folder = parent / (std::string(kScratch) + newRevision().substr(0, 12));
  std::error_code fault;
  if (!fs::create_directory(m_folder, fault)) {
    throw Error(fault == std::errc::no_space_on_device ? ErrorCode::diskFull : ErrorCode::readOnly,
                {GIS_TR("cannot write {0}"), {platform::pathToUtf8(target)}}, {"{0}", {fault.message()}},
                GIS_TR("choose a folder that you may write to"));
  }
  try {
    m_lock = platform::FileLock::tryLock(m_folder / kLock);
  } catch (const Error&) {
    // a disk without locks, or a full one: the first file will tell
  }
}

ScratchBeside::~ScratchBeside() {
  std::error_code ignored;
  fs::remove_all(m_folder, ignored);
}

std::vector<fs::path> ScratchBeside::files() const {
  std::vector<fs::path> all;
  for (const auto& entry : fs::directory_iterator(m_folder)) {
    if (entry.path().filename() != kLock) all.push_back(entry.path());
  }
  std::sort(all.begin(), all.end());
  return all;
}

void refuseCity(const store::CityDatabase& city, const fs::path& file) {
  bool taken = store::belongsToCity(file) || platform::isSameFile(file, city.file());
  // by inode: the name may be a link into the folder of photos
  for (fs::path folder = fs::absolute(file); !taken && folder.has_relative_path(); folder = folder.parent_path())
    taken = platform::isSameFile(folder, city.mediaFolder());
  if (!taken) return;
  throw Error(ErrorCode::exists, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(file)}},
              GIS_TR("it is a city or belongs to one"), GIS_TR("choose another name"));
}

std::vector<fs::path> filesOfShapefile(const fs::path& shp) {
  static const std::set<std::string> kSet{".shp", ".shx", ".dbf", ".prj", ".cpg",
                                          ".qix", ".sbn", ".sbx", ".fix", ".qpj"};
  std::vector<fs::path> found;
  std::error_code unreadable;
  for (const auto& entry : fs::directory_iterator(folderOf(shp), unreadable)) {
    const fs::path& file = entry.path();
    const bool member = file.stem() == shp.stem() && kSet.count(text::fold(platform::pathToUtf8(file.extension()))) > 0;
    const bool sheet = file.extension() == ".xml" && file.stem() == shp.filename();
    if (member || sheet) found.push_back(file);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<fs::path> inTheWay(const fs::path& target, bool shapefile) {
  if (shapefile) return filesOfShapefile(target);
  std::error_code unreadable;
  return fs::exists(fs::symlink_status(target, unreadable)) ? std::vector{target} : std::vector<fs::path>();
}

void refuseTarget(const store::CityDatabase& city, const fs::path& target, bool shapefile, bool overwrite) {
  refuseCity(city, target);
  for (const fs::path& old : inTheWay(target, shapefile)) {
    refuseCity(city, old);
    const std::string suffix = text::fold(platform::pathToUtf8(old.extension()));
    if (overwrite || (shapefile && suffix != ".shp" && suffix != ".dbf")) continue;
    throw Error(ErrorCode::exists, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(old)}}, GIS_TR("the file exists"),
                GIS_TR("choose another name, or allow it to be overwritten (--overwrite)"));
  }
}

void putInPlace(const store::CityDatabase& city, const std::vector<MadeFile>& files, bool overwrite) {
  for (const MadeFile& file : files) {
    platform::syncFile(file.made);
    refuseTarget(city, file.target, file.shapefile, overwrite);  // once more: much may have happened meanwhile
  }
  std::set<fs::path> fresh, folders;
  for (const MadeFile& file : files) {
    std::error_code fault;
    fs::rename(file.made, file.target, fault);
    if (fault)
      throw Error(ErrorCode::readOnly, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(file.target)}},
                  {"{0}", {fault.message()}});
    fresh.insert(file.target.filename());
    folders.insert(folderOf(file.target));
  }
  for (const MadeFile& file : files) {
    for (const fs::path& old : inTheWay(file.target, file.shapefile)) {
      std::error_code ignored;
      if (fresh.count(old.filename()) == 0) fs::remove(old, ignored);
    }
  }
  for (const fs::path& folder : folders) platform::syncFolder(folder);
}

}  // namespace gis::io
