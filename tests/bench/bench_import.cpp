// Import of a shapefile of parcels into a SpatiaLite city with index and snapshot, against ogr2ogr in turn (which
// makes the table and the index). Checks what came out before it believes a figure.
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <stdexcept>

#include "gis_core/snapshot/cache.h"
#include "gis_core/store/city.h"
#include "tests/bench/timed_process.h"

namespace {

namespace fs = std::filesystem;
using namespace gis;
using namespace gis::bench;

constexpr double kWantedRatio = 4;
constexpr std::uint64_t kMostAnonymousBytes = std::uint64_t{700} << 20;

void removeCity(const fs::path& file) {
  for (const char* ending : {"", "-wal", "-shm", "-journal"}) fs::remove(file.string() + ending);
}

/// Every row, a sound tree, and a snapshot that the next opening takes as it is.
void checkImported(const fs::path& file, const std::string& name) {
  const auto city = store::CityDatabase::open(file);
  const store::LayerInfo layer = store::layerByName(city.connection(), name);
  if (city.connection().textValue("SELECT rtreecheck('idx_" + name + "_geometry')") != "ok")
    throw std::runtime_error("the spatial index is not sound");
  const fs::path snapshot = snapshot::snapshotFile(city.uid(), layer.uid, layer.revision);
  if (!fs::exists(snapshot)) throw std::runtime_error("no snapshot was made along the way");
  const auto opened = snapshot::Snapshot::open(snapshot);
  if (opened->info().count != static_cast<std::uint64_t>(layer.count)) throw std::runtime_error("rows are missing");
  std::printf("  %lld features, city %.0f MB, snapshot %.0f MB with %zu levels\n", static_cast<long long>(layer.count),
              static_cast<double>(fs::file_size(file)) / 1e6, static_cast<double>(fs::file_size(snapshot)) / 1e6,
              opened->levels().size());
}

int run() {
  const fs::path shp = benchParcels();
  const fs::path scratch = fs::temp_directory_path() / "citydesk-bench-import";
  fs::create_directories(scratch / "cache");
  ::setenv("XDG_CACHE_HOME", (scratch / "cache").c_str(), 1);  // for us and for the programs that we start
  const std::string cli = (programFolder() / "citydesk-cli").string();
  const fs::path city = scratch / "ours.citydb", theirs = scratch / "theirs.sqlite";
  std::printf("import of %s (%.0f MB)\n%s\n", shp.filename().c_str(), static_cast<double>(fs::file_size(shp)) / 1e6,
              machineLine().c_str());
  const Rival ours{"citydesk-cli import, with snapshot", {cli, "import", city.string(), shp.string()}, [&] {
                     removeCity(city);
                     fs::remove_all(scratch / "cache" / "citydesk");
                     if (runMeasured({cli, "create", city.string()}, scratch / "create.err").status != 0)
                       throw std::runtime_error("create failed");
                   }};
  std::vector<std::string> best{"ogr2ogr",       "-f",         "SQLite", "-dsco",           "SPATIALITE=YES",
                                theirs.string(), shp.string(), "-nlt",   "PROMOTE_TO_MULTI"};
  const std::vector<std::string> plain = best;
  best.insert(best.end(), {"-gt", "unlimited", "--config", "OGR_SQLITE_SYNCHRONOUS", "OFF"});
  const char* runsText = std::getenv("CITYDESK_BENCH_RUNS");
  const int runs = runsText != nullptr ? std::max(1, std::atoi(runsText)) : 3;
  const Comparison found = comparePaired(ours, {"ogr2ogr, at its best", best, [&] { removeCity(theirs); }}, runs);
  checkImported(city, shp.stem().string());
  if (runsText == nullptr) (void)comparePaired(ours, {"ogr2ogr, default", plain, [&] { removeCity(theirs); }}, runs);
  std::printf("  wanted: ratio %.0f, anonymous memory %llu MiB: %s\n", kWantedRatio,
              static_cast<unsigned long long>(kMostAnonymousBytes >> 20),
              found.wallRatio >= kWantedRatio && found.ourAnonymousBytes <= kMostAnonymousBytes ? "met" : "MISSED");
  fs::remove_all(scratch);
  return 0;
}

}  // namespace

int main() {
  try {
    return run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_import: %s\n", error.what());
    return 1;
  }
}
