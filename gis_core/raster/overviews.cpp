// Reduced copies of large rasters: a stand-in (VRT) with overviews in the cache, nothing beside the user's file.
#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <gdal_priv.h>

#include <algorithm>
#include <atomic>
#include <span>
#include <vector>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/sha256.h"
#include "gis_core/raster/file_map.h"
#include "gis_core/raster/gdal_part.h"
#include "gis_core/raster/pixels.h"

namespace gis::raster {

namespace fs = std::filesystem;

namespace {

/// A folder of its own for each state (path, size, time) of a file.
fs::path folderOf(const fs::path& file) {
  std::error_code failed;
  const fs::path full = fs::absolute(file, failed);
  const auto size = fs::file_size(full, failed);
  if (failed) return {};
  const auto time = fs::last_write_time(full, failed).time_since_epoch().count();
  const std::string key = fmt::format("{}\n{}\n{}", platform::pathToUtf8(full), size, time);
  return platform::userCacheFolder() / "basemaps" / "overviews" /
         sha256(std::as_bytes(std::span(key.data(), key.size()))).substr(0, 32);
}

struct Telling {
  Progress* progress;
  bool stopped = false;
};

int CPL_STDCALL tellProgress(double done, const char*, void* data) {
  auto* telling = static_cast<Telling*>(data);
  try {
    telling->progress->report(std::uint64_t(done * 1000), 1000);
  } catch (const Error&) {
    telling->stopped = true;  // a C library cannot let an exception through
    return FALSE;
  }
  return TRUE;
}

std::vector<int> factorsOf(GDALDataset& dataset) {
  std::vector<int> factors;
  const int side = std::max(dataset.GetRasterXSize(), dataset.GetRasterYSize());
  for (int factor = 2; side / factor >= 128; factor *= 2) factors.push_back(factor);
  return factors;
}

void build(const fs::path& file, const fs::path& folder, Progress& progress) {
  const fs::path standIn = folder / "base.vrt";
  const Dataset source = openRaster(file);
  GDALDriver* vrt = GetGDALDriverManager()->GetDriverByName("VRT");
  Dataset copy(vrt->CreateCopy(standIn.c_str(), source.get(), FALSE, nullptr, nullptr, nullptr));
  const auto fail = [&](const char* why) {
    throw Error(ErrorCode::diskFull, {GIS_TR("cannot make reduced copies of {0}"), {platform::pathToUtf8(file)}}, why,
                GIS_TR("make room on the disk of the cache"));
  };
  if (copy == nullptr) fail(CPLGetLastErrorMsg());
  copy.reset();  // written
  copy.reset(GDALDataset::Open(standIn.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, nullptr, nullptr, nullptr));
  if (copy == nullptr) fail(CPLGetLastErrorMsg());
  const std::vector<int> factors = factorsOf(*source);
  const bool palette = planBands(*source).palette;
  CPLSetThreadLocalConfigOption("COMPRESS_OVERVIEW", "DEFLATE");
  CPLSetThreadLocalConfigOption("BIGTIFF_OVERVIEW", "IF_SAFER");
  Telling telling{&progress};
  const CPLErr done = copy->BuildOverviews(palette ? "NEAREST" : "AVERAGE", int(factors.size()), factors.data(), 0,
                                           nullptr, tellProgress, &telling);
  CPLSetThreadLocalConfigOption("COMPRESS_OVERVIEW", nullptr);
  CPLSetThreadLocalConfigOption("BIGTIFF_OVERVIEW", nullptr);
  if (telling.stopped) progress.check();
  if (done != CE_None) fail(CPLGetLastErrorMsg());
}

}  // namespace

fs::path overviewsOf(const fs::path& file) {
  const fs::path folder = folderOf(file);
  std::error_code failed;
  if (folder.empty() || !fs::exists(folder / "base.vrt.ovr", failed)) return {};
  return folder / "base.vrt";
}

void gdal::buildOverviews(const fs::path& file, Progress& progress) {
  registerDrivers();
  const fs::path folder = folderOf(file);
  if (folder.empty()) (void)openRaster(file);  // says what is wrong
  fs::create_directories(folder.parent_path());
  // made beside, shown by one rename: a half-made one is never used
  fs::path half = folder;
  static std::atomic<unsigned> made{0};
  half += fmt::format(".{:x}-{}.part", utcNow(), ++made);
  fs::create_directories(half);
  try {
    const QuietGdal quiet;
    build(fs::absolute(file), half, progress);
  } catch (...) {
    std::error_code ignored;
    fs::remove_all(half, ignored);
    throw;
  }
  std::error_code failed;
  fs::rename(half, folder, failed);
  if (failed) fs::remove_all(half, failed);  // another program was quicker
}

}  // namespace gis::raster
