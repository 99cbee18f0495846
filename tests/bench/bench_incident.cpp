// Logging incidents, from the saved form to durable (row, journal, notices), and what a click looks up before, against
// the barest durable insert of a point into a SpatiaLite table of as many points with an index, in turn: bench_incident
// [COUNT [in-place]]. Both sync the same kind of WAL once each. CITYDESK_BENCH_CITY names a city of one's own; it is
// copied first, unless "in-place" says that it may keep the cases.
#include <sqlite3.h>  // before spatialite.h, which needs its types

#include <spatialite.h>

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <stdexcept>
#include <vector>

#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/thread_time.h"
#include "gis_core/city/case_duplicates.h"
#include "gis_core/city/codes.h"
#include "gis_core/city/incident.h"
#include "gis_core/store/layer.h"
#include "tests/bench/timed_process.h"

namespace {

namespace fs = std::filesystem;
using namespace gis;
using Clock = std::chrono::steady_clock;

constexpr double kWantedInsertRatio = 2;

/// Milliseconds on the wall and of the processor.
struct Times {
  std::vector<double> wall, cpu;
  template <typename Work>
  void measure(Work&& work) {
    const auto start = Clock::now();
    const auto before = platform::threadCpuTime();
    work();
    cpu.push_back(std::chrono::duration<double, std::milli>(platform::threadCpuTime() - before).count());
    wall.push_back(std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  static double at(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
  }
  void print(const char* name) const {
    std::printf("  %-24s p50 %6.3f  p95 %6.3f  p99 %6.3f  max %7.3f ms   processor p50 %6.3f ms\n", name, at(wall, 0.5),
                at(wall, 0.95), at(wall, 0.99), at(wall, 1), at(cpu, 0.5));
  }
};

/// The rival: SQLite and SpatiaLite as they come, a table of as many points with a few columns and a spatial index,
/// WAL, synchronous=FULL, one prepared statement.
class RawTable {
 public:
  RawTable(const fs::path& file, std::int64_t rows) : m_spatialite(spatialite_alloc_connection()) {
    if (sqlite3_open(platform::pathToUtf8(file).c_str(), &m_db) != SQLITE_OK) fail();
    spatialite_init_ex(m_db, m_spatialite, 0);
    run("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; SELECT InitSpatialMetaData(1);"
        "CREATE TABLE incident (id INTEGER PRIMARY KEY, class TEXT, at TEXT, urgency TEXT, description TEXT);"
        "SELECT AddGeometryColumn('incident', 'geometry', 4549, 'POINT', 'XY'); BEGIN");
    const char* sql =
        "INSERT INTO incident(class, at, urgency, description, geometry) VALUES ('06010', '2026-11-25T08:00:00Z',"
        " 'normal', ?1, MakePoint(?2, ?3, 4549))";
    if (sqlite3_prepare_v2(m_db, sql, -1, &m_insert, nullptr) != SQLITE_OK) fail();
    for (std::int64_t i = 0; i < rows; ++i)
      insert(445000 + double(i % 2113) * 9.7, 3585000 + double(i) / 2113 * 8.3, "old");
    run("COMMIT; SELECT CreateSpatialIndex('incident', 'geometry'); PRAGMA wal_checkpoint(TRUNCATE)");
  }
  RawTable(const RawTable&) = delete;
  RawTable& operator=(const RawTable&) = delete;
  ~RawTable() {
    sqlite3_finalize(m_insert);
    sqlite3_close(m_db);
    spatialite_cleanup_ex(m_spatialite);
  }
  void insert(double x, double y, const char* text) {
    sqlite3_bind_text(m_insert, 1, text, -1, SQLITE_STATIC);
    sqlite3_bind_double(m_insert, 2, x);
    sqlite3_bind_double(m_insert, 3, y);
    if (sqlite3_step(m_insert) != SQLITE_DONE) fail();
    sqlite3_reset(m_insert);
  }

 private:
  [[noreturn]] void fail() const { throw std::runtime_error(sqlite3_errmsg(m_db)); }
  void run(const char* sql) const {
    if (sqlite3_exec(m_db, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
  }
  sqlite3* m_db = nullptr;
  void* m_spatialite;
  sqlite3_stmt* m_insert = nullptr;
};

int run(int count, bool inPlace) {
  const fs::path scratch = platform::makeScratchFolder("citydesk-bench-incident");
  const char* given = std::getenv("CITYDESK_BENCH_CITY");
  const fs::path source = given != nullptr ? fs::path(given) : bench::benchData() / "city.citydb";
  const fs::path file = inPlace ? source : scratch / "city.citydb";
  if (!inPlace) {
    fs::copy_file(source, file);
    platform::syncFile(file);  // or the first checkpoint would pay for the copy
  }
  const auto city = store::CityDatabase::open(file);
  city::IncidentDesk desk(city);
  const auto parcels = store::layerByName(city.connection(), "parcels");
  const geom::Envelope area = parcels.extent.grown(-0.2 * parcels.extent.width());
  const std::int64_t before = city::countIncidents(city, {});
  RawTable raw(scratch / "raw.sqlite", before);
  const city::Category& category = city::CodeTables::of(city).resolveCategory("06010");
  std::size_t near = 0;
  Times ours, theirs, looking, comparing;
  for (int i = 0; i < count; ++i) {
    const double x = area.minX + area.width() * (i * 37 % 101) / 101.0;
    const double y = area.minY + area.height() * (i * 53 % 103) / 103.0;
    city::IncidentDraft draft;
    draft.category = "06010";
    draft.at = geom::MapPoint{x, y};
    draft.description = "a cover is missing at the crossing";
    // the click: what stands there, and who reported it before; then the form is saved
    looking.measure([&] { draft.place = desk.places().around(*draft.at); });
    comparing.measure([&] { near += city::findDuplicates(city, category, *draft.at, utcNow()).size(); });
    theirs.measure([&] { raw.insert(x, y, "a cover is missing at the crossing"); });
    ours.measure([&] { (void)desk.report(draft, "bench"); });
  }
  if (city::countIncidents(city, {}) != before + count) throw std::runtime_error("incidents are missing");
  std::printf("%d incidents into a city of %lld parcels and %lld cases, %zu possible duplicates\n%s\n", count,
              static_cast<long long>(parcels.count), static_cast<long long>(before), near,
              bench::machineLine().c_str());
  theirs.print("raw durable insert");
  ours.print("incident logged");
  looking.print("look-ups of the click");
  comparing.print("duplicates of the click");
  const double ratio = Times::at(ours.wall, 0.5) / Times::at(theirs.wall, 0.5);
  std::printf("  ratio of the medians %.2f, wanted at most %.0f: %s\n", ratio, kWantedInsertRatio,
              ratio <= kWantedInsertRatio ? "met" : "MISSED");
  fs::remove_all(scratch);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const int count = argc > 1 ? std::atoi(argv[1]) : 300;
    if (count < 1) throw std::invalid_argument("the first argument is the number of incidents, at least 1");
    return run(count, argc > 2 && std::strcmp(argv[2], "in-place") == 0);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_incident: %s\n", error.what());
    return 1;
  }
}
