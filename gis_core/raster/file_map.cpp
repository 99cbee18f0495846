#include "gis_core/raster/file_map.h"

#include <gdal_priv.h>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/raster/gdal_part.h"
#include "gis_core/raster/pixels.h"
#include "gis_core/raster/resample.h"

namespace gis::raster {

namespace {

class FileMap : public BaseMap {
 public:
  FileMap(const std::filesystem::path& file, const std::string& place);
  [[nodiscard]] const BaseMapInfo& info() const override { return m_info; }
  [[nodiscard]] Window read(const crs::Crs& mapCrs, const geom::Envelope& box, int width, int height,
                            const CancelToken& token) override;

 private:
  [[nodiscard]] Dataset take();
  void giveBack(Dataset dataset);
  [[nodiscard]] Block block(const Need& need);
  /// A rectangle of source pixels [x0, x1) × [y0, y1).
  struct Part {
    std::int64_t x0, y0, x1, y1;
  };
  void readPart(GDALDataset& dataset, Block& block, const Part& part) const;

  std::filesystem::path m_file, m_opened;  ///< the second one is the stand-in with overviews, if there is one
  BaseMapInfo m_info;
  PixelGrid m_grid;
  BandPlan m_plan;
  std::mutex m_mutex;
  std::vector<Dataset> m_idle;  ///< a dataset serves one thread at a time
};

FileMap::FileMap(const std::filesystem::path& file, const std::string& place) : m_file(file), m_opened(file) {
  if (const std::filesystem::path standIn = overviewsOf(file); !standIn.empty()) m_opened = standIn;
  Dataset dataset = openRaster(m_opened);
  if (dataset->GetGeoTransform(m_grid.a) != CE_None) {
    throw Error(ErrorCode::unknownCrs, {GIS_TR("cannot show the base map {0}"), {platform::pathToUtf8(file)}},
                GIS_TR("it does not say where it lies"),
                GIS_TR("give it a world file, or coordinates with gdal_translate"));
  }
  m_grid.width = dataset->GetRasterXSize();
  m_grid.height = dataset->GetRasterYSize();
  m_info.place = place;
  m_info.crs = crsOf(*dataset);
  m_info.width = m_grid.width;
  m_info.height = m_grid.height;
  const double* a = m_grid.a;
  for (const double x : {0.0, double(m_grid.width)}) {
    for (const double y : {0.0, double(m_grid.height)})
      m_info.box.include(a[0] + x * a[1] + y * a[2], a[3] + x * a[4] + y * a[5]);
  }
  m_info.wantsOverviews =
      std::max(m_grid.width, m_grid.height) > kLargeSide && dataset->GetRasterBand(1)->GetOverviewCount() == 0;
  m_plan = planBands(*dataset);
  giveBack(std::move(dataset));
}

Dataset FileMap::take() {
  {
    const std::lock_guard lock(m_mutex);
    if (!m_idle.empty()) {
      Dataset dataset = std::move(m_idle.back());
      m_idle.pop_back();
      return dataset;
    }
  }
  return openRaster(m_opened);
}

void FileMap::giveBack(Dataset dataset) {
  constexpr std::size_t kMost = 8;
  const std::lock_guard lock(m_mutex);
  if (m_idle.size() < kMost) m_idle.push_back(std::move(dataset));
}

void FileMap::readPart(GDALDataset& dataset, Block& block, const Part& part) const {
  if (part.x0 >= part.x1 || part.y0 >= part.y1) return;
  const std::int64_t step = block.step;
  const int width = int((part.x1 - part.x0 + step - 1) / step), height = int((part.y1 - part.y0 + step - 1) / step);
  std::vector<std::uint8_t> rgba;
  if (!readRgba(dataset, m_plan, int(part.x0), int(part.y0), int(part.x1 - part.x0), int(part.y1 - part.y0), width,
                height, rgba)) {
    throw Error(ErrorCode::damaged, {GIS_TR("cannot read the base map {0}"), {platform::pathToUtf8(m_file)}},
                GIS_TR("a part of the file is damaged or went away"));
  }
  const std::size_t left = std::size_t((part.x0 - block.x) / step), top = std::size_t((part.y0 - block.y) / step);
  for (std::size_t row = 0; row < std::size_t(height); ++row) {
    std::copy_n(rgba.begin() + std::ptrdiff_t(row * std::size_t(width) * 4), std::size_t(width) * 4,
                block.rgba.begin() + std::ptrdiff_t(((top + row) * std::size_t(block.width) + left) * 4));
  }
}

/// A block whose pixels are whole powers of two of source pixels from the source's corner: neighbouring windows then
/// share theirs, and no seam shows.
Block FileMap::block(const Need& need) {
  Block block;
  while (block.step * 2 <= need.pixelsPerPixel * 1.2 && block.step < (1 << 20)) block.step *= 2;
  const std::int64_t step = block.step;
  block.x = need.x0 / step * step;
  block.y = need.y0 / step * step;
  const std::int64_t right = std::min(m_grid.width, (need.x1 + step - 1) / step * step);
  const std::int64_t bottom = std::min(m_grid.height, (need.y1 + step - 1) / step * step);
  block.width = int((right - block.x + step - 1) / step);
  block.height = int((bottom - block.y + step - 1) / step);
  block.rgba.resize(std::size_t(block.width) * std::size_t(block.height) * 4);
  // The last pixel of a side may stand for fewer source pixels than the others: it is read alone, so that the others
  // keep their size whatever the window.
  const std::int64_t wholeRight = block.x + (right - block.x) / step * step;
  const std::int64_t wholeBottom = block.y + (bottom - block.y) / step * step;
  Dataset dataset = take();
  readPart(*dataset, block, {block.x, block.y, wholeRight, wholeBottom});
  readPart(*dataset, block, {wholeRight, block.y, right, wholeBottom});
  readPart(*dataset, block, {block.x, wholeBottom, wholeRight, bottom});
  readPart(*dataset, block, {wholeRight, wholeBottom, right, bottom});
  giveBack(std::move(dataset));
  return block;
}

Window FileMap::read(const crs::Crs& mapCrs, const geom::Envelope& box, int width, int height,
                     const CancelToken& token) {
  return drawWindow(
      mapCrs, box, width, height, m_info.crs, m_grid, [this](const Need& need) { return block(need); }, token);
}

}  // namespace

std::shared_ptr<BaseMap> gdal::openFileMap(const std::filesystem::path& file, const std::string& place) {
  return std::make_shared<FileMap>(file, place);
}

}  // namespace gis::raster
