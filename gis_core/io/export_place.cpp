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
    if (file.stem() == shp.stem() && kSet.count(text::fold(platform::pathToUtf8(file.extension()))) > 0)
      found.push_back(file);
  }
  std::sort(found.begin(), found.end());
  return found;
}

}  // namespace gis::io
