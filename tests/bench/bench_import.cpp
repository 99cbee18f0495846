// Import of a shapefile of parcels into a SpatiaLite city with index, against ogr2ogr in turn.
#include <cstdio>
#include <exception>
#include <filesystem>

#include "tests/bench/timed_process.h"

int main() {
  namespace fs = std::filesystem;
  using namespace gis::bench;
  try {
    const fs::path data = benchData();
    const fs::path shp = fs::exists(data / "shp" / "parcels.shp") ? data / "shp" / "parcels.shp" : data / "parcels.shp";
    const fs::path scratch = data / "bench-import";
    fs::create_directories(scratch);
    const std::string cli = (programFolder() / "citydesk-cli").string();
    const std::string city = (scratch / "ours.citydb").string();
    const std::string theirs = (scratch / "theirs.sqlite").string();
    const auto clear = [&](const std::string& file) {
      for (const char* ending : {"", "-wal", "-shm", "-journal"}) fs::remove(file + ending);
    };
    std::printf("import of %s (%.0f MB)\n%s\n", shp.filename().c_str(), static_cast<double>(fs::file_size(shp)) / 1e6,
                machineLine().c_str());
    const Rival ours{"citydesk-cli import", {cli, "import", city, shp.string()}, [&] {
                       clear(city);
                       if (runMeasured({cli, "create", city}, scratch / "create.err").status != 0)
                         throw std::runtime_error("create failed");
                     }};
    const std::vector<std::string> plain{"ogr2ogr", "-f",         "SQLite", "-dsco",           "SPATIALITE=YES",
                                         theirs,    shp.string(), "-nlt",   "PROMOTE_TO_MULTI"};
    std::vector<std::string> best = plain;
    best.insert(best.end(), {"-gt", "unlimited", "--config", "OGR_SQLITE_SYNCHRONOUS", "OFF"});
    comparePaired(ours, {"ogr2ogr, default", plain, [&] { clear(theirs); }}, 3);
    comparePaired(ours, {"ogr2ogr, at its best", best, [&] { clear(theirs); }}, 3);
    clear(city);
    clear(theirs);
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_import: %s\n", error.what());
    return 1;
  }
}
