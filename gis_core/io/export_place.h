// Where an export puts its files, and what it may replace there.
#pragma once

#include <filesystem>
#include <optional>
#include <vector>

#include "gis_core/base/platform/file_lock.h"
#include "gis_core/store/city.h"

namespace gis::io {

/// A scratch folder beside the target, so that the last rename stays on one disk. Goes with the object; one that a
/// killed export left goes with the next export into its folder.
class ScratchBeside {
 public:
  /// Throws Error(notFound | diskFull | readOnly).
  explicit ScratchBeside(const std::filesystem::path& target);
  ScratchBeside(const ScratchBeside&) = delete;
  ScratchBeside& operator=(const ScratchBeside&) = delete;
  ~ScratchBeside();
  [[nodiscard]] const std::filesystem::path& folder() const { return m_folder; }
  /// What was written into it, sorted.
  [[nodiscard]] std::vector<std::filesystem::path> files() const;

 private:
  std::filesystem::path m_folder;
  std::optional<platform::FileLock> m_lock;  ///< tells others that the owner lives
};

/// The folder that holds `file`, never an empty path.
[[nodiscard]] std::filesystem::path folderOf(const std::filesystem::path& file);

/// Refuses to write over a city, this one or another, or over what belongs to one. Throws Error(exists).
void refuseCity(const store::CityDatabase& city, const std::filesystem::path& file);

/// The files of a shapefile that are there under the stem of `shp`: .shp, .dbf, indexes and so on.
[[nodiscard]] std::vector<std::filesystem::path> filesOfShapefile(const std::filesystem::path& shp);

/// What is at the place of a file that is to be written: it, or all that belongs to it when it is a shapefile.
[[nodiscard]] std::vector<std::filesystem::path> inTheWay(const std::filesystem::path& target, bool shapefile);

/// Refuses to write over what belongs to a city, and over any file unless `overwrite`. Throws Error(exists).
void refuseTarget(const store::CityDatabase& city, const std::filesystem::path& target, bool shapefile, bool overwrite);

/// A file of a scratch folder and the place where it shall be.
struct MadeFile {
  std::filesystem::path made, target;
  bool shapefile = false;  ///< it is one of the files of a shapefile
};
/// Brings them to the disk, looks once more whether all may be written, renames them, and removes what belonged to the
/// files that were there before (indexes, a .cpg). Throws Error(exists | readOnly).
void putInPlace(const store::CityDatabase& city, const std::vector<MadeFile>& files, bool overwrite);

}  // namespace gis::io
