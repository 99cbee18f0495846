#include "gis_core/raster/raster_source.h"

#include <gdal_priv.h>
#include <gdalwarper.h>

#include <algorithm>
#include <cmath>
#include <list>
#include <memory>
#include <mutex>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"

namespace gis::raster {

namespace {

struct DatasetCloser {
  void operator()(GDALDataset* d) const { GDALClose(d); }
};
using Dataset = std::unique_ptr<GDALDataset, DatasetCloser>;

void registerDrivers() {
  static std::once_flag once;
  std::call_once(once, [] { GDALAllRegister(); });
}

Dataset openFile(const std::filesystem::path& file) {
  registerDrivers();
  const char* const drivers[] = {"GTiff", "MBTiles", "GPKG", "PNG", "JPEG", "HFA", "JP2OpenJPEG", "WEBP", nullptr};
  CPLPushErrorHandler(CPLQuietErrorHandler);
  Dataset dataset(GDALDataset::Open(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers, nullptr, nullptr));
  CPLPopErrorHandler();
  if (dataset == nullptr) {
    const bool there = std::filesystem::exists(file);
    throw Error(there ? ErrorCode::unsupported : ErrorCode::notFound,
                {GIS_TR("cannot open the base map {0}"), {platform::pathToUtf8(file)}},
                there ? Message(GIS_TR("it is no raster that can be read")) : Message(GIS_TR("there is no such file")));
  }
  return dataset;
}

crs::Crs crsOf(GDALDataset& dataset) {
  const char* wkt = dataset.GetProjectionRef();
  return wkt != nullptr && *wkt != '\0' ? crs::Crs::identify(wkt) : crs::Crs();
}

/// An open raster, and over it the warped one when the map has another CRS.
struct OpenRaster {
  std::filesystem::path file;
  std::string mapWkt;
  Dataset source, warped;
  double transform[6] = {0, 1, 0, 0, 0, 1};
  [[nodiscard]] GDALDataset& dataset() const { return warped != nullptr ? *warped : *source; }
};

OpenRaster openFor(const std::filesystem::path& file, const crs::Crs& mapCrs) {
  OpenRaster raster;
  raster.file = file;
  raster.mapWkt = mapCrs.wkt();
  raster.source = openFile(file);
  const crs::Crs own = crsOf(*raster.source);
  if (mapCrs.isKnown() && own.isKnown() && !own.equivalentTo(mapCrs)) {
    GDALDatasetH warped = GDALAutoCreateWarpedVRT(raster.source.get(), own.wkt().c_str(), mapCrs.wkt().c_str(),
                                                  GRA_Bilinear, 0.125, nullptr);
    if (warped == nullptr) {
      throw Error(ErrorCode::unknownCrs, {GIS_TR("cannot show the base map {0}"), {platform::pathToUtf8(file)}},
                  GIS_TR("its coordinates cannot be brought into the city's system"));
    }
    raster.warped.reset(GDALDataset::FromHandle(warped));
  }
  if (raster.dataset().GetGeoTransform(raster.transform) != CE_None) {
    throw Error(ErrorCode::unknownCrs, {GIS_TR("cannot show the base map {0}"), {platform::pathToUtf8(file)}},
                GIS_TR("it does not say where it lies"));
  }
  return raster;
}

/// The thread's few open rasters, the last used one first.
OpenRaster& opened(const std::filesystem::path& file, const crs::Crs& mapCrs) {
  thread_local std::list<OpenRaster> open;
  for (auto it = open.begin(); it != open.end(); ++it) {
    if (it->file == file && it->mapWkt == mapCrs.wkt()) {
      open.splice(open.begin(), open, it);
      return open.front();
    }
  }
  open.push_front(openFor(file, mapCrs));
  constexpr std::size_t kMost = 4;
  if (open.size() > kMost) open.pop_back();
  return open.front();
}

/// Reads band `number` of the wanted part into channel `channel` of the window.
bool readChannel(GDALDataset& dataset, int number, const double (&part)[4], const int (&to)[4], Window& window,
                 int channel) {
  GDALRasterIOExtraArg extra;
  INIT_RASTERIO_EXTRA_ARG(extra);
  extra.eResampleAlg = GRIORA_Bilinear;
  extra.bFloatingPointWindowValidity = TRUE;
  extra.dfXOff = part[0];
  extra.dfYOff = part[1];
  extra.dfXSize = part[2];
  extra.dfYSize = part[3];
  const int x = int(std::floor(part[0])), y = int(std::floor(part[1]));
  const int w = std::min(dataset.GetRasterXSize() - x, int(std::ceil(part[0] + part[2])) - x);
  const int h = std::min(dataset.GetRasterYSize() - y, int(std::ceil(part[1] + part[3])) - y);
  if (w < 1 || h < 1) return false;
  std::uint8_t* first =
      window.rgba.data() + (std::size_t(to[1]) * std::size_t(window.width) + std::size_t(to[0])) * 4 + channel;
  return dataset.GetRasterBand(number)->RasterIO(GF_Read, x, y, w, h, first, to[2], to[3], GDT_Byte, 4,
                                                 GSpacing(window.width) * 4, &extra) == CE_None;
}

void applyPalette(GDALRasterBand& band, Window& window) {
  const GDALColorTable* table = band.GetColorTable();
  if (table == nullptr) return;
  for (std::size_t i = 0; i < window.rgba.size(); i += 4) {
    if (window.rgba[i + 3] == 0) continue;
    const GDALColorEntry* e = table->GetColorEntry(window.rgba[i]);
    if (e == nullptr) continue;
    window.rgba[i] = static_cast<std::uint8_t>(e->c1);
    window.rgba[i + 1] = static_cast<std::uint8_t>(e->c2);
    window.rgba[i + 2] = static_cast<std::uint8_t>(e->c3);
    window.rgba[i + 3] = static_cast<std::uint8_t>(e->c4);
  }
}

}  // namespace

RasterInfo describeRaster(const std::filesystem::path& file) {
  const Dataset dataset = openFile(file);
  RasterInfo info;
  info.crs = crsOf(*dataset);
  info.width = dataset->GetRasterXSize();
  info.height = dataset->GetRasterYSize();
  info.bands = dataset->GetRasterCount();
  double t[6];
  if (info.bands < 1 || dataset->GetGeoTransform(t) != CE_None) {
    throw Error(ErrorCode::unknownCrs, {GIS_TR("cannot show the base map {0}"), {platform::pathToUtf8(file)}},
                GIS_TR("it does not say where it lies"));
  }
  for (const double x : {0.0, double(info.width)}) {
    for (const double y : {0.0, double(info.height)})
      info.box.include(t[0] + x * t[1] + y * t[2], t[3] + x * t[4] + y * t[5]);
  }
  info.hasOverviews = dataset->GetRasterBand(1)->GetOverviewCount() > 0;
  return info;
}

Window readWindow(const std::filesystem::path& file, const crs::Crs& mapCrs, const geom::Envelope& box, int width,
                  int height) {
  OpenRaster& raster = opened(file, mapCrs);
  GDALDataset& dataset = raster.dataset();
  const double* t = raster.transform;
  if (t[1] <= 0 || t[5] >= 0) {
    throw Error(ErrorCode::unsupported, {GIS_TR("cannot show the base map {0}"), {platform::pathToUtf8(file)}},
                GIS_TR("it is turned or upside down"));
  }
  Window window{width, height, std::vector<std::uint8_t>(std::size_t(width) * std::size_t(height) * 4, 0)};
  const geom::Envelope own{t[0], t[3] + dataset.GetRasterYSize() * t[5], t[0] + dataset.GetRasterXSize() * t[1], t[3]};
  const double px = box.width() / width, py = box.height() / height;
  // whole pixels of the picture that the raster covers
  const int c0 = std::max(0, int(std::ceil((own.minX - box.minX) / px - 0.5)));
  const int c1 = std::min(width, int(std::floor((own.maxX - box.minX) / px + 0.5)));
  const int r0 = std::max(0, int(std::ceil((box.maxY - own.maxY) / py - 0.5)));
  const int r1 = std::min(height, int(std::floor((box.maxY - own.minY) / py + 0.5)));
  if (c0 >= c1 || r0 >= r1) return window;
  const auto clampTo = [](double v, double high) { return std::clamp(v, 0.0, high); };
  const double x0 = clampTo((box.minX + c0 * px - t[0]) / t[1], dataset.GetRasterXSize());
  const double x1 = clampTo((box.minX + c1 * px - t[0]) / t[1], dataset.GetRasterXSize());
  const double y0 = clampTo((box.maxY - r0 * py - t[3]) / t[5], dataset.GetRasterYSize());
  const double y1 = clampTo((box.maxY - r1 * py - t[3]) / t[5], dataset.GetRasterYSize());
  const double part[4] = {x0, y0, x1 - x0, y1 - y0};
  const int to[4] = {c0, r0, c1 - c0, r1 - r0};
  for (int r = r0; r < r1; ++r) {
    for (int c = c0; c < c1; ++c) window.rgba[(std::size_t(r) * std::size_t(width) + std::size_t(c)) * 4 + 3] = 255;
  }
  const int bands = dataset.GetRasterCount();
  bool ok = true;
  for (int channel = 0; channel < 3; ++channel)
    ok = ok && readChannel(dataset, bands >= 3 ? channel + 1 : 1, part, to, window, channel);
  if (bands == 4 || bands == 2) ok = ok && readChannel(dataset, bands, part, to, window, 3);
  if (!ok) {
    throw Error(ErrorCode::damaged, {GIS_TR("cannot read the base map {0}"), {platform::pathToUtf8(file)}});
  }
  if (bands == 1) applyPalette(*dataset.GetRasterBand(1), window);
  return window;
}

}  // namespace gis::raster
