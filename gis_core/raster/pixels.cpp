#include "gis_core/raster/pixels.h"

#include <cpl_vsi.h>
#include <gdal_priv.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/raster/gdal_part.h"

namespace gis::raster {

namespace {

int bandOf(GDALDataset& dataset, GDALColorInterp wanted) {
  for (int k = 1; k <= dataset.GetRasterCount(); ++k) {
    if (dataset.GetRasterBand(k)->GetColorInterpretation() == wanted) return k;
  }
  return 0;
}

/// Values beyond bytes: heights, 12-bit pictures. The range is taken from a sample (an overview where there is one).
void stretch(GDALDataset& dataset, BandPlan& plan) {
  GDALRasterBand& band = *dataset.GetRasterBand(plan.red);
  const char* bits = band.GetMetadataItem("NBITS", "IMAGE_STRUCTURE");
  if (band.GetRasterDataType() == GDT_Byte) {
    const int n = bits != nullptr ? std::atoi(bits) : 8;
    if (n >= 8 || n < 1) return;
    plan.stretched = true;
    plan.high = double((1 << n) - 1);
    return;
  }
  plan.stretched = true;
  double range[2] = {0, 0};
  // (not ComputeStatistics: that would leave a file beside the user's)
  if (band.ComputeRasterMinMax(TRUE, range) == CE_None && range[1] > range[0]) {
    plan.low = range[0];
    plan.high = range[1];
  } else {
    plan.low = range[0] - 1;
    plan.high = range[0] + 1;
  }
}

struct Part {
  int x, y, w, h, width, height;
};

bool readBytes(GDALRasterBand& band, const Part& p, bool nearest, std::uint8_t* first) {
  GDALRasterIOExtraArg extra;
  INIT_RASTERIO_EXTRA_ARG(extra);
  extra.eResampleAlg = nearest ? GRIORA_NearestNeighbour : GRIORA_Average;
  return band.RasterIO(GF_Read, p.x, p.y, p.w, p.h, first, p.width, p.height, GDT_Byte, 4, GSpacing(p.width) * 4,
                       &extra) == CE_None;
}

bool readStretched(GDALRasterBand& band, const Part& p, const BandPlan& plan, std::vector<std::uint8_t>& rgba,
                   int channel) {
  std::vector<float> values(std::size_t(p.width) * std::size_t(p.height));
  if (band.RasterIO(GF_Read, p.x, p.y, p.w, p.h, values.data(), p.width, p.height, GDT_Float32, 0, 0, nullptr) !=
      CE_None)
    return false;
  const double scale = 255 / (plan.high - plan.low);
  for (std::size_t k = 0; k < values.size(); ++k) {
    const double v = (double(values[k]) - plan.low) * scale;
    if (std::isnan(v)) {
      rgba[k * 4 + 3] = 0;
    } else {
      rgba[k * 4 + std::size_t(channel)] = std::uint8_t(std::lround(std::clamp(v, 0.0, 255.0)));
    }
  }
  return true;
}

void applyPalette(GDALRasterBand& band, std::vector<std::uint8_t>& rgba) {
  const GDALColorTable* table = band.GetColorTable();
  if (table == nullptr) return;
  const int count = table->GetColorEntryCount();
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    const int index = rgba[i];
    if (index >= count) {
      rgba[i + 3] = 0;
      continue;
    }
    const GDALColorEntry* e = table->GetColorEntry(index);
    rgba[i] = std::uint8_t(e->c1);
    rgba[i + 1] = std::uint8_t(e->c2);
    rgba[i + 2] = std::uint8_t(e->c3);
    rgba[i + 3] = std::uint8_t(rgba[i + 3] * e->c4 / 255);
  }
}

/// Cyan, magenta and yellow stand in the colour channels, black in `inks`.
void applyInks(const std::vector<std::uint8_t>& inks, std::vector<std::uint8_t>& rgba) {
  for (std::size_t k = 0; k < inks.size(); ++k) {
    for (std::size_t c = 0; c < 3; ++c) rgba[k * 4 + c] = std::uint8_t((255 - rgba[k * 4 + c]) * (255 - inks[k]) / 255);
  }
}

void premultiply(std::vector<std::uint8_t>& rgba) {
  for (std::size_t i = 0; i < rgba.size(); i += 4) {
    const unsigned a = rgba[i + 3];
    if (a == 255) continue;
    for (std::size_t c = 0; c < 3; ++c) rgba[i + c] = std::uint8_t((rgba[i + c] * a + 127) / 255);
  }
}

}  // namespace

void DatasetCloser::operator()(GDALDataset* d) const {
  GDALClose(d);
}

QuietGdal::QuietGdal() {
  CPLPushErrorHandler(CPLQuietErrorHandler);
}

QuietGdal::~QuietGdal() {
  CPLPopErrorHandler();
}

void registerDrivers() {
  static std::once_flag once;
  std::call_once(once, [] { GDALAllRegister(); });
}

Dataset openRaster(const std::filesystem::path& file) {
  registerDrivers();
  const char* const drivers[] = {"GTiff", "MBTiles",     "GPKG", "PNG", "JPEG",
                                 "HFA",   "JP2OpenJPEG", "WEBP", "VRT", nullptr};
  const QuietGdal quiet;
  Dataset dataset(GDALDataset::Open(file.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers, nullptr, nullptr));
  if (dataset == nullptr || dataset->GetRasterCount() < 1) {
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

BandPlan planBands(GDALDataset& dataset) {
  BandPlan plan;
  const int bands = dataset.GetRasterCount();
  GDALRasterBand& first = *dataset.GetRasterBand(1);
  plan.palette = first.GetColorInterpretation() == GCI_PaletteIndex && first.GetColorTable() != nullptr &&
                 first.GetRasterDataType() == GDT_Byte;
  plan.cmyk = bands >= 4 && first.GetColorInterpretation() == GCI_CyanBand;
  const int red = bandOf(dataset, GCI_RedBand), green = bandOf(dataset, GCI_GreenBand),
            blue = bandOf(dataset, GCI_BlueBand);
  if (red > 0 && green > 0 && blue > 0) {
    plan.red = red;
    plan.green = green;
    plan.blue = blue;
  } else if (bands >= 3) {
    plan.green = 2;
    plan.blue = 3;
  }
  plan.alpha = bandOf(dataset, GCI_AlphaBand);
  if (!plan.palette && !plan.cmyk) stretch(dataset, plan);
  return plan;
}

bool readRgba(GDALDataset& dataset, const BandPlan& plan, int x, int y, int w, int h, int width, int height,
              std::vector<std::uint8_t>& rgba) {
  const QuietGdal quiet;
  const Part part{x, y, w, h, width, height};
  rgba.assign(std::size_t(width) * std::size_t(height) * 4, 255);
  GDALRasterBand& first = *dataset.GetRasterBand(plan.red);
  if (plan.alpha > 0) {
    if (!readBytes(*dataset.GetRasterBand(plan.alpha), part, false, rgba.data() + 3)) return false;
  } else if ((first.GetMaskFlags() & GMF_ALL_VALID) == 0) {
    // what has no data: taken whole or not at all, so that edges get no colour of nothing
    if (!readBytes(*first.GetMaskBand(), part, true, rgba.data() + 3)) return false;
  }
  const int bands[3] = {plan.red, plan.cmyk ? 2 : plan.green, plan.cmyk ? 3 : plan.blue};
  for (int channel = 0; channel < 3; ++channel) {
    if (channel > 0 && bands[channel] == bands[0]) {
      for (std::size_t i = 0; i < rgba.size(); i += 4) rgba[i + std::size_t(channel)] = rgba[i];
      continue;
    }
    GDALRasterBand& band = *dataset.GetRasterBand(bands[channel]);
    const bool ok = plan.stretched ? readStretched(band, part, plan, rgba, channel)
                                   : readBytes(band, part, plan.palette, rgba.data() + channel);
    if (!ok) return false;
  }
  if (plan.palette) applyPalette(first, rgba);
  if (plan.cmyk) {
    std::vector<std::uint8_t> inks(std::size_t(width) * std::size_t(height));
    if (dataset.GetRasterBand(4)->RasterIO(GF_Read, x, y, w, h, inks.data(), width, height, GDT_Byte, 0, 0, nullptr) !=
        CE_None)
      return false;
    applyInks(inks, rgba);
  }
  premultiply(rgba);
  return true;
}

std::optional<Picture> gdal::decodePicture(const std::string& bytes) {
  registerDrivers();
  static std::atomic<unsigned> last{0};
  const std::string name = "/vsimem/citydesk_tile_" + std::to_string(++last);
  const QuietGdal quiet;
  // GDAL reads the bytes where they are
  VSILFILE* file = VSIFileFromMemBuffer(name.c_str(), reinterpret_cast<GByte*>(const_cast<char*>(bytes.data())),
                                        vsi_l_offset(bytes.size()), FALSE);
  if (file == nullptr) return {};
  VSIFCloseL(file);
  std::optional<Picture> picture;
  const char* const drivers[] = {"PNG", "JPEG", "WEBP", "GIF", nullptr};
  if (const Dataset dataset{
          GDALDataset::Open(name.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY, drivers, nullptr, nullptr)};
      dataset != nullptr && dataset->GetRasterCount() > 0 && dataset->GetRasterXSize() <= 4096 &&
      dataset->GetRasterYSize() <= 4096) {
    Picture read{dataset->GetRasterXSize(), dataset->GetRasterYSize(), {}};
    if (readRgba(*dataset, planBands(*dataset), 0, 0, read.width, read.height, read.width, read.height, read.rgba))
      picture = std::move(read);
  }
  VSIUnlink(name.c_str());
  return picture;
}

}  // namespace gis::raster
