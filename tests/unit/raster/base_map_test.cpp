// Rasters of every kind as base maps, made by the test.
#include "gis_core/raster/base_map.h"

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogr_spatialref.h>

#include <array>
#include <fstream>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"

namespace gis::raster {
namespace {

namespace fs = std::filesystem;
using Pixel = std::array<int, 4>;

/// The test raster lies around Yangzhou: 200 × 200 pixels of 10 m.
constexpr double kLeft = 440000, kTop = 3590000, kPixel = 10;
constexpr int kSide = 200;

class BaseMaps : public ::testing::Test {
 protected:
  void SetUp() override {
    GDALAllRegister();
    m_folder = platform::makeScratchFolder("raster-test");
  }
  void TearDown() override { fs::remove_all(m_folder); }

  struct Kind {
    int epsg = 4549, bands = 3;
    GDALDataType type = GDT_Byte;
    std::array<double, 6> place{kLeft, kPixel, 0, kTop, 0, -kPixel};
    int width = kSide, height = kSide;
    bool palette = false, noData = false;
    const char* driver = "GTiff";
  };

  /// North-west quarter red, north-east green, south-west blue, south-east white (in bands of grey: 0, 80, 160, 240).
  fs::path make(const std::string& name, const Kind& kind) const {
    GDALDatasetH memory =
        GDALCreate(GDALGetDriverByName("MEM"), "", kind.width, kind.height, kind.bands, kind.type, nullptr);
    std::array<double, 6> place = kind.place;
    GDALSetGeoTransform(memory, place.data());
    if (kind.epsg != 0) {
      OGRSpatialReference srs;
      srs.importFromEPSG(kind.epsg);
      srs.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
      char* wkt = nullptr;
      srs.exportToWkt(&wkt);
      GDALSetProjection(memory, wkt);
      CPLFree(wkt);
    }
    const double colours[4][4] = {{250, 0, 0, 255}, {0, 250, 0, 255}, {0, 0, 250, 255}, {250, 250, 250, 0}};
    for (int band = 1; band <= kind.bands; ++band) {
      std::vector<double> values(std::size_t(kind.width) * std::size_t(kind.height));
      for (int y = 0; y < kind.height; ++y) {
        for (int x = 0; x < kind.width; ++x) {
          const int quarter = (y >= kind.height / 2 ? 2 : 0) + (x >= kind.width / 2 ? 1 : 0);
          double v = kind.bands >= 3 ? colours[quarter][band - 1] : quarter * 80;
          if (kind.palette) v = quarter;
          if (kind.type != GDT_Byte) v = quarter * 1000;
          values[std::size_t(y) * std::size_t(kind.width) + std::size_t(x)] = v;
        }
      }
      GDALRasterBandH b = GDALGetRasterBand(memory, band);
      EXPECT_EQ(GDALRasterIO(b, GF_Write, 0, 0, kind.width, kind.height, values.data(), kind.width, kind.height,
                             GDT_Float64, 0, 0),
                CE_None);
      if (kind.bands == 4) GDALSetRasterColorInterpretation(b, GDALColorInterp(GCI_RedBand + band - 1));
      if (kind.noData) GDALSetRasterNoDataValue(b, 0);
    }
    if (kind.palette) {
      GDALColorTable table;
      const short rows[4][4] = {{250, 0, 0, 255}, {0, 250, 0, 255}, {0, 0, 250, 255}, {250, 250, 250, 0}};
      for (int k = 0; k < 4; ++k) {
        const GDALColorEntry entry{rows[k][0], rows[k][1], rows[k][2], rows[k][3]};
        table.SetColorEntry(k, &entry);
      }
      GDALSetRasterColorTable(GDALGetRasterBand(memory, 1), &table);
      GDALSetRasterColorInterpretation(GDALGetRasterBand(memory, 1), GCI_PaletteIndex);
    }
    const fs::path file = m_folder / name;
    GDALClose(GDALCreateCopy(GDALGetDriverByName(kind.driver), file.c_str(), memory, 0, nullptr, nullptr, nullptr));
    GDALClose(memory);
    EXPECT_TRUE(fs::exists(file)) << name;
    if (kind.epsg == 0) fs::remove(file.string() + ".aux.xml");  // GDAL's own note of where it lies
    return file;
  }

  static std::shared_ptr<BaseMap> open(const fs::path& file) {
    return openBaseMap(platform::pathToUtf8(file), {}).front();
  }
  static Window read(BaseMap& map, const geom::Envelope& box, int width = 100, int height = 100) {
    return map.read(crs::Crs::fromEpsg(4549), box, width, height, CancelToken());
  }
  static Pixel at(const Window& w, int x, int y) {
    if (w.rgba.empty()) return {0, 0, 0, 0};
    const std::uint8_t* p = &w.rgba[(std::size_t(y) * std::size_t(w.width) + std::size_t(x)) * 4];
    return {p[0], p[1], p[2], p[3]};
  }
  static void expectQuarters(const Window& w, const std::string& what, const Pixel& last = {250, 250, 250, 255}) {
    const Pixel wanted[4] = {{250, 0, 0, 255}, {0, 250, 0, 255}, {0, 0, 250, 255}, last};
    const int places[4][2] = {{25, 25}, {75, 25}, {25, 75}, {75, 75}};
    for (int k = 0; k < 4; ++k) {
      const Pixel seen = at(w, places[k][0], places[k][1]);
      for (std::size_t c = 0; c < 4; ++c) EXPECT_NEAR(seen[c], wanted[k][c], 8) << what << " quarter " << k;
    }
  }
  const geom::Envelope m_all{kLeft, kTop - kSide* kPixel, kLeft + kSide* kPixel, kTop};
  fs::path m_folder;
};

TEST_F(BaseMaps, LieWhereTheyBelongInTheMapsOwnSystem) {
  const auto map = open(make("扬州.tif", {}));
  EXPECT_EQ(map->info().width, kSide);
  EXPECT_FALSE(map->info().wantsOverviews);
  expectQuarters(read(*map, m_all), "own system");
  // pixel-exact at one to one, and nothing beside it
  const Window edge = read(*map, {kLeft - 500, kTop - 500, kLeft + 500, kTop + 500});
  EXPECT_EQ(at(edge, 49, 75), (Pixel{0, 0, 0, 0}));
  EXPECT_EQ(at(edge, 50, 75), (Pixel{250, 0, 0, 255}));
  EXPECT_EQ(at(edge, 75, 49), (Pixel{0, 0, 0, 0}));
  EXPECT_EQ(at(edge, 75, 50), (Pixel{250, 0, 0, 255}));
  EXPECT_TRUE(read(*map, {0, 0, 1000, 1000}).rgba.empty());
}

TEST_F(BaseMaps, AreBroughtIntoTheMapsSystem) {
  for (const int epsg : {4326, 3857, 4490}) {
    // the same ground in another system: quarters meet at the transformed middle
    const crs::Transformer step(crs::Crs::fromEpsg(4549), crs::Crs::fromEpsg(epsg));
    const geom::Envelope box = step.apply(m_all);
    Kind kind;
    kind.epsg = epsg;
    kind.width = kind.height = 400;
    kind.place = {box.minX, box.width() / 400, 0, box.maxY, 0, -box.height() / 400};
    const auto map = open(make("e" + std::to_string(epsg) + ".tif", kind));
    const Window window = read(*map, m_all);
    expectQuarters(window, "EPSG:" + std::to_string(epsg));
    const geom::MapPoint middle = crs::Transformer(crs::Crs::fromEpsg(epsg), crs::Crs::fromEpsg(4549))
                                      .apply(geom::MapPoint{box.minX + box.width() / 2, box.maxY - box.height() / 2});
    const int x = int((middle.x - m_all.minX) / m_all.width() * 100),
              y = int((m_all.maxY - middle.y) / m_all.height() * 100);
    EXPECT_GT(at(window, x - 3, y - 3)[0], 200) << epsg;  // red
    EXPECT_GT(at(window, x + 3, y - 3)[1], 200) << epsg;  // green
    EXPECT_GT(at(window, x - 3, y + 3)[2], 200) << epsg;  // blue
  }
}

TEST_F(BaseMaps, OfEveryKindOfPixelAreSeen) {
  Kind kind;
  kind.bands = 1;
  kind.palette = true;
  expectQuarters(read(*open(make("palette.tif", kind)), m_all), "palette");
  kind.driver = "PNG";  // whose palettes know transparency
  expectQuarters(read(*open(make("palette.png", kind)), m_all), "palette with transparency", {0, 0, 0, 0});
  kind = {};
  kind.bands = 4;
  expectQuarters(read(*open(make("alpha.tif", kind)), m_all), "alpha", {0, 0, 0, 0});
  kind = {};
  kind.driver = "PNG";  // its place stands in a world file beside it
  kind.epsg = 0;
  const fs::path png = make("world.png", kind);
  std::ofstream(m_folder / "world.pgw") << "10\n0\n0\n-10\n440005\n3589995\n";
  expectQuarters(read(*open(png), m_all), "world file, no system");
  kind = {};
  kind.bands = 1;
  kind.noData = true;
  const Window none = read(*open(make("nodata.tif", kind)), m_all);
  EXPECT_EQ(at(none, 25, 25)[3], 0);
  EXPECT_EQ(at(none, 75, 25), (Pixel{80, 80, 80, 255}));
  kind = {};
  kind.bands = 1;
  kind.type = GDT_Float32;
  const Window heights = read(*open(make("heights.tif", kind)), m_all);  // 0 … 3000 become 0 … 255
  EXPECT_EQ(at(heights, 25, 25), (Pixel{0, 0, 0, 255}));
  EXPECT_NEAR(at(heights, 25, 75)[1], 170, 1);
  EXPECT_EQ(at(heights, 75, 75), (Pixel{255, 255, 255, 255}));
  kind = {};
  kind.place = {kLeft, kPixel, 0, kTop - kSide * kPixel, 0, kPixel};  // the first row is the southern one
  const Window upsideDown = read(*open(make("south.tif", kind)), m_all);
  EXPECT_GT(at(upsideDown, 25, 75)[0], 200);
  kind.place = {kLeft + kSide * kPixel, 0, -kPixel, kTop, -kPixel, 0};  // turned by a quarter
  const Window turned = read(*open(make("turned.tif", kind)), m_all);
  EXPECT_GT(at(turned, 75, 25)[0], 200);
  EXPECT_GT(at(turned, 75, 75)[1], 200);
}

TEST_F(BaseMaps, ShowNoSeamBetweenWindows) {
  Kind kind;
  kind.epsg = 4326;
  const geom::Envelope box = crs::Transformer(crs::Crs::fromEpsg(4549), crs::Crs::fromEpsg(4326)).apply(m_all);
  kind.width = kind.height = 900;
  kind.place = {box.minX, box.width() / 900, 0, box.maxY, 0, -box.height() / 900};
  const auto map = open(make("seam.tif", kind));
  for (const double units : {40.0, 12.0, 3.0}) {
    const geom::MapPoint c = m_all.centre();
    const geom::Envelope whole{c.x - 64 * units, c.y - 32 * units, c.x + 64 * units, c.y + 32 * units};
    const Window both = read(*map, whole, 128, 64);
    const Window left = read(*map, {whole.minX, whole.minY, c.x, whole.maxY}, 64, 64);
    const Window right = read(*map, {c.x, whole.minY, whole.maxX, whole.maxY}, 64, 64);
    int worst = 0;
    for (int y = 0; y < 64; ++y) {
      for (int x = 0; x < 128; ++x) {
        const Pixel a = at(both, x, y), b = x < 64 ? at(left, x, y) : at(right, x - 64, y);
        for (std::size_t k = 0; k < 4; ++k) worst = std::max(worst, std::abs(a[k] - b[k]));
      }
    }
    EXPECT_LE(worst, 3) << units;
  }
}

TEST_F(BaseMaps, LargeOnesGetReducedCopiesInTheCacheOnly) {
  const fs::path file = m_folder / "large.tif";
  const char* options[] = {"SPARSE_OK=TRUE", "TILED=YES", nullptr};
  GDALDatasetH large =
      GDALCreate(GDALGetDriverByName("GTiff"), file.c_str(), 6000, 6000, 1, GDT_Byte, const_cast<char**>(options));
  std::array<double, 6> place{kLeft, 1, 0, kTop, 0, -1};
  GDALSetGeoTransform(large, place.data());
  std::vector<std::uint8_t> band(6000 * 100, 200);
  EXPECT_EQ(
      GDALRasterIO(GDALGetRasterBand(large, 1), GF_Write, 0, 3000, 6000, 100, band.data(), 6000, 100, GDT_Byte, 0, 0),
      CE_None);
  GDALClose(large);
  ASSERT_TRUE(open(file)->info().wantsOverviews);
  CancelToken stop;
  stop.cancel();
  Progress cancelled(stop), progress;
  EXPECT_THROW(buildOverviews(file, cancelled), Error);
  EXPECT_TRUE(open(file)->info().wantsOverviews) << "a cancelled one must not count";
  buildOverviews(file, progress);
  const auto map = open(file);
  EXPECT_FALSE(map->info().wantsOverviews);
  const Window far = read(*map, {kLeft, kTop - 6000, kLeft + 6000, kTop}, 60, 60);
  EXPECT_NEAR(at(far, 30, 30)[0], 200, 60);
  EXPECT_EQ(at(far, 30, 10)[0], 0);
  int beside = 0;
  for (const auto& entry : fs::directory_iterator(m_folder)) beside += entry.path() == file ? 0 : 1;
  EXPECT_EQ(beside, 0) << "something was written beside the user's file";
  // another file of the same name must not be shown with the old copies
  fs::last_write_time(file, fs::last_write_time(file) + std::chrono::seconds(5));
  EXPECT_TRUE(open(file)->info().wantsOverviews);
}

TEST_F(BaseMaps, ReadsTilesOfMBTilesAndFolders) {
  const crs::Transformer step(crs::Crs::fromEpsg(4549), crs::Crs::fromEpsg(3857));
  Kind kind;
  kind.epsg = 3857;
  kind.driver = "MBTiles";
  const geom::Envelope box = step.apply(m_all);
  kind.width = kind.height = 256;
  kind.place = {box.minX, box.width() / 256, 0, box.maxY, 0, -box.height() / 256};
  const Window packed = read(*open(make("tiles.mbtiles", kind)), m_all);
  expectQuarters(packed, "MBTiles");
  // a folder: one red tile of level 3 that holds the place
  kind = {};
  kind.epsg = 0;
  kind.driver = "PNG";
  kind.width = kind.height = 256;
  fs::create_directories(m_folder / "xyz" / "3" / "6");
  (void)make("xyz/3/6/3.png", kind);
  const auto folder = open(m_folder / "xyz");
  EXPECT_EQ(folder->info().crs.epsg(), 3857);
  const Window tile = folder->read(crs::Crs::fromEpsg(3857), folder->info().box, 100, 100, CancelToken());
  expectQuarters(tile, "tile folder");
}

TEST_F(BaseMaps, SayWhatIsWrongWithAFile) {
  const auto codeOf = [](const std::string& place) {
    try {
      (void)openBaseMap(place, {});
    } catch (const Error& error) {
      EXPECT_FALSE(error.why().empty());
      return error.code();
    }
    return ErrorCode::internal;
  };
  EXPECT_EQ(codeOf(platform::pathToUtf8(m_folder / "not there.tif")), ErrorCode::notFound);
  std::ofstream(m_folder / "text.tif") << "no raster";
  EXPECT_EQ(codeOf(platform::pathToUtf8(m_folder / "text.tif")), ErrorCode::unsupported);
  Kind nowhere;
  nowhere.epsg = 0;
  nowhere.driver = "PNG";
  EXPECT_EQ(codeOf(platform::pathToUtf8(make("nowhere.png", nowhere))), ErrorCode::unknownCrs);
  fs::create_directories(m_folder / "empty");
  EXPECT_EQ(codeOf(platform::pathToUtf8(m_folder / "empty")), ErrorCode::unsupported);
  // a truncated file opens, and its missing part is told when it is read
  const fs::path whole = make("whole.tif", {});
  fs::resize_file(whole, fs::file_size(whole) / 2);
  EXPECT_THROW(
      {
        const auto map = open(whole);
        (void)read(*map, m_all);
      },
      Error);
}

}  // namespace
}  // namespace gis::raster
