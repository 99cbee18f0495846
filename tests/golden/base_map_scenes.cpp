#include "tests/golden/base_map_scenes.h"

#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <QDir>
#include <QImage>
#include <QPainter>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <string>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/crs/crs.h"
#include "gis_core/raster/base_map.h"
#include "gis_core/style/classification.h"
#include "tests/support/map_fixture.h"

namespace gis::test {

namespace {

namespace fs = std::filesystem;

constexpr geom::MapPoint kPlace{445000, 3585000};  // in the middle of Yangzhou, EPSG:4549
constexpr int kCityCrs = 4549;

/// Hills and a chessboard: what is moved by a pixel, mirrored or smeared is seen in it.
std::array<std::uint8_t, 3> patternAt(int x, int y) {
  const double hill = 0.5 + 0.25 * std::sin(x / 11.0) + 0.25 * std::cos(y / 7.0);
  const bool dark = (x / 16 + y / 16) % 2 == 0;
  return {std::uint8_t(60 + 180 * hill), std::uint8_t(dark ? 120 : 200), std::uint8_t(x < y ? 90 : 190)};
}

void makeRaster(const fs::path& file, int epsg, int width, int height, std::array<double, 6> place) {
  GDALDatasetH raster = GDALCreate(GDALGetDriverByName("GTiff"), file.c_str(), width, height, 3, GDT_Byte, nullptr);
  GDALSetGeoTransform(raster, place.data());
  OGRSpatialReference srs;
  srs.importFromEPSG(epsg);
  char* wkt = nullptr;
  srs.exportToWkt(&wkt);
  GDALSetProjection(raster, wkt);
  CPLFree(wkt);
  std::vector<std::uint8_t> pixels(std::size_t(width) * std::size_t(height) * 3);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const auto colour = patternAt(x, y);
      for (std::size_t band = 0; band < 3; ++band) {
        pixels[(band * std::size_t(height) + std::size_t(y)) * std::size_t(width) + std::size_t(x)] = colour[band];
      }
    }
  }
  if (GDALDatasetRasterIO(raster, GF_Write, 0, 0, width, height, pixels.data(), width, height, GDT_Byte, 3, nullptr, 0,
                          0, 0) != CE_None) {
    throw Error(ErrorCode::internal, "cannot make the raster of a golden scene");
  }
  GDALClose(raster);
}

/// The tiles of one level around the place, each with its own colour, a frame and a diagonal from its north-west.
void makeTiles(const fs::path& folder, int level) {
  constexpr int kSide = 256, kAround = 2;
  const geom::MapPoint at = crs::Transformer(crs::Crs::fromEpsg(kCityCrs), crs::Crs::fromEpsg(3857)).apply(kPlace);
  constexpr double kWorld = 20037508.342789244;
  const double tiles = std::ldexp(1.0, level);
  const int column = int((at.x + kWorld) / (2 * kWorld) * tiles), row = int((kWorld - at.y) / (2 * kWorld) * tiles);
  for (int x = column - kAround; x <= column + kAround; ++x) {
    const fs::path sub = folder / std::to_string(level) / std::to_string(x);
    fs::create_directories(sub);
    for (int y = row - kAround; y <= row + kAround; ++y) {
      QImage tile(kSide, kSide, QImage::Format_RGB32);
      tile.fill(QColor::fromHsv((x * 47 + y * 89) % 360, 70, 235));
      QPainter painter(&tile);
      painter.setPen(QPen(QColor(60, 60, 60), 4));
      painter.drawRect(2, 2, kSide - 4, kSide - 4);
      painter.drawLine(0, 0, kSide / 2, kSide / 2);
      painter.end();
      tile.save(QString::fromStdString(platform::pathToUtf8(sub / (std::to_string(y) + ".png"))));
    }
  }
}

WktRow around(const char* format, const char* text) {
  char wkt[240];
  std::snprintf(wkt, sizeof wkt, format, kPlace.x - 200, kPlace.y - 60, kPlace.x, kPlace.y + 20, kPlace.x + 200,
                kPlace.y + 40);
  return {wkt, {std::string(text)}};
}

ui::SceneLayer line(const fs::path& folder, const std::string& name) {
  const std::vector<store::Field> fields{{"name", store::FieldType::text}};
  auto view = std::make_shared<snapshot::LayerView>(
      snapshotOf(folder, name, fields, {around("LINESTRING (%f %f, %f %f, %f %f)", "文昌中路")}));
  style::Symbol symbol;
  symbol.line = {style::Colour{180, 30, 30, 255}, 0.8, 0, {}, false, {}};
  return ui::makeSceneLayer(name, name, QString::fromStdString(name), std::move(view),
                            std::make_shared<style::LayerStyle>(style::singleStyle(symbol)));
}

ui::SceneRaster rasterOf(const fs::path& place, double opacity) {
  return {raster::openBaseMap(platform::pathToUtf8(place), {}).front(), opacity, true};
}

}  // namespace

std::vector<GoldenScene> baseMapScenes(const fs::path& folder) {
  GDALAllRegister();
  ui::MapView view;
  view.size = {320, 240};
  view.unitsPerPixel = 1.6;
  view.centre = kPlace;

  ui::MapScene rasters;
  rasters.crs = crs::Crs::fromEpsg(kCityCrs);
  // leaves a strip of ground at the right
  makeRaster(folder / "photo.tif", kCityCrs, 180, 200, {kPlace.x - 240, 2.5, 0, kPlace.y + 210, 0, -2.5});
  const geom::MapPoint degrees =
      crs::Transformer(rasters.crs, crs::Crs::fromEpsg(4326)).apply(geom::MapPoint{kPlace.x + 20, kPlace.y + 60});
  makeRaster(folder / "older.tif", 4326, 90, 90, {degrees.x, 2e-5, 0, degrees.y, 0, -2e-5});
  rasters.rasters.push_back(rasterOf(folder / "photo.tif", 1));
  rasters.rasters.push_back(rasterOf(folder / "older.tif", 0.6));
  rasters.layers.push_back(line(folder, "street"));

  ui::MapScene tiles;
  tiles.crs = rasters.crs;
  for (const int level : {15, 16, 17}) makeTiles(folder / "xyz", level);
  tiles.rasters.push_back(rasterOf(folder / "xyz", 0.8));
  tiles.layers.push_back(line(folder, "street2"));

  return {{QStringLiteral("rasters"), ui::finishScene(std::move(rasters)), view},
          {QStringLiteral("tiles"), ui::finishScene(std::move(tiles)), view}};
}

}  // namespace gis::test
