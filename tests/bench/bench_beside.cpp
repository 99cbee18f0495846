// How long logging an incident takes while another program imports a shapefile of parcels into the same city, against
// the same alone: bench_beside. Every case that was confirmed must be there afterwards.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <future>
#include <stdexcept>
#include <thread>
#include <vector>

#include "gis_core/base/platform/files.h"
#include "gis_core/city/incident.h"
#include "gis_core/store/layer.h"
#include "tests/bench/timed_process.h"

namespace {

namespace fs = std::filesystem;
using namespace gis;
using Clock = std::chrono::steady_clock;

constexpr double kWantedMilliseconds = 100;
constexpr int kAlone = 60;
constexpr std::chrono::milliseconds kBetween{50};

class Inspector {
 public:
  explicit Inspector(const fs::path& file) : m_city(store::CityDatabase::open(file)), m_desk(m_city) {
    const auto area = store::layerByName(m_city.connection(), "parcels").extent;
    m_place = {(area.minX + area.maxX) / 2, (area.minY + area.maxY) / 2};
  }
  /// Milliseconds until the case was durable.
  double log() {
    city::IncidentDraft draft;
    draft.category = "06010";
    draft.at = geom::MapPoint{m_place.x + m_logged % 100 * 7, m_place.y + m_logged / 100 * 5};
    draft.description = "logged beside an import";
    const auto start = Clock::now();
    (void)m_desk.report(draft, "bench");
    const double took = std::chrono::duration<double, std::milli>(Clock::now() - start).count();
    ++m_logged;
    std::this_thread::sleep_for(kBetween);
    return took;
  }
  [[nodiscard]] int logged() const { return m_logged; }
  [[nodiscard]] std::int64_t kept() const {
    return city::countIncidents(m_city, {.where = "description = 'logged beside an import'"});
  }

 private:
  store::CityDatabase m_city;
  city::IncidentDesk m_desk;
  geom::MapPoint m_place;
  int m_logged = 0;
};

double print(const char* name, std::vector<double> times) {
  std::sort(times.begin(), times.end());
  const auto at = [&](double share) { return times[std::size_t(share * double(times.size() - 1))]; };
  std::printf("  %-18s %4zu saves   p50 %6.1f  p95 %6.1f  p99 %6.1f  max %6.1f ms\n", name, times.size(), at(0.5),
              at(0.95), at(0.99), times.back());
  return times.back();
}

int run() {
  const fs::path scratch = platform::makeScratchFolder("citydesk-bench-beside");
  const fs::path file = scratch / "city.citydb";
  const char* given = std::getenv("CITYDESK_BENCH_CITY");
  fs::copy_file(given != nullptr ? fs::path(given) : bench::benchData() / "city.citydb", file);
  platform::syncFile(file);  // or the first saves would pay for the copy
  const fs::path shp = bench::benchParcels();
  Inspector inspector(file);
  std::vector<double> alone, beside;
  for (int i = 0; i < kAlone; ++i) alone.push_back(inspector.log());
  auto importing = std::async(std::launch::async, [&] {
    return bench::runMeasured(
        {(bench::programFolder() / "citydesk-cli").string(), "import", file.string(), shp.string(), "--as", "imported"},
        scratch / "import.err");
  });
  while (importing.wait_for(std::chrono::seconds(0)) != std::future_status::ready) beside.push_back(inspector.log());
  const bench::Measured import = importing.get();
  if (import.status != 0) throw std::runtime_error("the import failed");
  if (inspector.kept() != inspector.logged()) throw std::runtime_error("confirmed cases are missing");
  std::printf("logging cases beside an import of %s that took %.1f s\n%s\n", shp.filename().c_str(), import.wallSeconds,
              bench::machineLine().c_str());
  print("alone", alone);
  const double longest = print("beside the import", beside);
  std::printf("  wanted: none above %.0f ms: %s\n", kWantedMilliseconds,
              longest <= kWantedMilliseconds ? "met" : "MISSED");
  fs::remove_all(scratch);
  return 0;
}

}  // namespace

int main() {
  try {
    return run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_beside: %s\n", error.what());
    return 1;
  }
}
