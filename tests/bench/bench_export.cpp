// Export of parcels to shapefile and GeoPackage, written, read back and compared, against ogr2ogr (which only writes)
// in turn, and the look at a large shapefile before an import. Checks what came out before it believes a figure.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <stdexcept>

#include "gis_core/store/connection.h"
#include "tests/bench/timed_process.h"

namespace {

namespace fs = std::filesystem;
using namespace gis;
using namespace gis::bench;

constexpr double kWantedShape = 2, kWantedPackage = 4;
constexpr double kLookSeconds = 2;

/// $CITYDESK_BENCH_CITY with a layer parcels, else the one that the data is made from.
fs::path benchCity() {
  if (const char* given = std::getenv("CITYDESK_BENCH_CITY"); given != nullptr && *given != '\0') return given;
  return benchData() / "city.citydb";
}

std::uintmax_t shapes(const fs::path& shp) {
  return (fs::file_size(fs::path(shp).replace_extension("shx")) - 100) / 8;
}

/// Rows, and places in the index.
std::string packageRows(const fs::path& gpkg) {
  const auto db = store::Connection::open(gpkg, store::OpenMode::readOnly);
  const std::string column = db.textValue("SELECT column_name FROM gpkg_geometry_columns WHERE table_name = 'parcels'");
  return db.textValue("SELECT (SELECT count(*) FROM parcels) || ' ' || (SELECT count(*) FROM rtree_parcels_" + column +
                      ")");
}

void say(const char* what, double ratio, double wanted) {
  std::printf("  wanted: ratio %.0f to %s: %s\n", wanted, what, ratio >= wanted ? "met" : "MISSED");
}

int run() {
  const fs::path city = benchCity();
  const fs::path scratch = fs::temp_directory_path() / "citydesk-bench-export";
  fs::remove_all(scratch);
  for (const char* side : {"ours", "theirs"}) fs::create_directories(scratch / side);
  ::setenv("XDG_CACHE_HOME", (scratch / "cache").c_str(), 1);  // for us and for the programs that we start
  const std::string cli = (programFolder() / "citydesk-cli").string();
  std::printf("export of the parcels of %s (%.0f MB)\n%s\n", city.filename().c_str(),
              static_cast<double>(fs::file_size(city)) / 1e6, machineLine().c_str());
  const char* runsText = std::getenv("CITYDESK_BENCH_RUNS");
  const int runs = runsText != nullptr ? std::max(1, std::atoi(runsText)) : 3;
  const auto side = [&](const char* name, const char* file) { return scratch / name / file; };
  const auto clear = [&](const char* name) {
    return [folder = scratch / name] {
      fs::remove_all(folder);
      fs::create_directory(folder);
    };
  };
  const auto versus = [&](const char* file, std::vector<std::string> theirs) {
    const Rival ours{std::string("citydesk-cli export, read back: ") + file,
                     {cli, "export", city.string(), "parcels", side("ours", file).string(), "--small-counts", "0"},
                     clear("ours")};
    return comparePaired(ours, {"ogr2ogr", std::move(theirs), clear("theirs")}, runs);
  };
  const fs::path shp = side("ours", "parcels.shp"), gpkg = side("ours", "parcels.gpkg");
  const Comparison shape = versus("parcels.shp", {"ogr2ogr", "-f", "ESRI Shapefile", "-lco", "ENCODING=UTF-8",
                                                  side("theirs", "parcels.shp").string(), city.string(), "parcels"});
  if (shapes(shp) != shapes(side("theirs", "parcels.shp"))) throw std::runtime_error("the shapefiles differ in rows");
  say("shapefile", shape.wallRatio, kWantedShape);

  std::uintmax_t bytes = 0;
  for (const auto& one : fs::directory_iterator(scratch / "ours")) bytes += one.file_size();
  const fs::path empty = scratch / "empty.citydb";
  if (runMeasured({cli, "create", empty.string()}, scratch / "create.err").status != 0)
    throw std::runtime_error("create failed");
  double best = 1e9;
  for (int i = 0; i <= runs; ++i) {
    const Measured look =
        runMeasured({cli, "import", empty.string(), shp.string(), "--plan", "--json"}, scratch / "look.err");
    if (look.status != 0) throw std::runtime_error("the look at the shapefile failed");
    best = std::min(best, look.wallSeconds);
  }
  std::printf("look at %.0f MB of shapefile before an import: %.2f s at best (wanted %.0f): %s\n",
              static_cast<double>(bytes) / 1e6, best, kLookSeconds, best <= kLookSeconds ? "met" : "MISSED");

  const Comparison package = versus(
      "parcels.gpkg",
      {"ogr2ogr", "-f", "GPKG", "-gt", "unlimited", side("theirs", "parcels.gpkg").string(), city.string(), "parcels"});
  if (packageRows(gpkg) != packageRows(side("theirs", "parcels.gpkg")))
    throw std::runtime_error("the GeoPackages differ in rows");
  say("GeoPackage", package.wallRatio, kWantedPackage);
  fs::remove_all(scratch);
  return 0;
}

}  // namespace

int main() {
  try {
    return run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_export: %s\n", error.what());
    return 1;
  }
}
