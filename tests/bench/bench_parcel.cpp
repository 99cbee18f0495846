// Parcels of a large city: how long a split and a merge take until they are durable, and what the check of the whole
// coverage costs. bench_parcel [CITY]; it works on a copy. What comes out is checked before it is timed.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <exception>
#include <random>
#include <stdexcept>
#include <thread>
#include <vector>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/parcel_edit.h"
#include "gis_core/city/parcel_past.h"
#include "gis_core/query/topology.h"
#include "gis_core/store/code_index.h"
#include "gis_core/store/coverage_rule.h"
#include "gis_core/store/layer.h"
#include "tests/bench/timed_process.h"

namespace {

using namespace gis;
using Clock = std::chrono::steady_clock;

constexpr double kWantedChange = 50;  // ms
constexpr double kWantedCheck = 5;    // s
constexpr double kWantedPast = 1;     // s
constexpr int kChanges = 100;

double cpuMilliseconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

struct Series {
  std::vector<double> wall, cpu;

  template <class Work>
  auto time(Work&& work) {
    const auto from = Clock::now();
    const double cpuFrom = cpuMilliseconds();
    auto result = work();
    wall.push_back(std::chrono::duration<double, std::milli>(Clock::now() - from).count());
    cpu.push_back(cpuMilliseconds() - cpuFrom);
    return result;
  }
  [[nodiscard]] static double at(std::vector<double> times, double share) {
    std::sort(times.begin(), times.end());
    return times[std::min(times.size() - 1, std::size_t(share * double(times.size())))];
  }
  void print(const char* what) const {
    std::printf("  %-22s median %8.1f ms  95 %% %8.1f ms  slowest %8.1f ms  processor %8.1f ms\n", what, at(wall, 0.5),
                at(wall, 0.95), at(wall, 1), at(cpu, 0.5));
  }
};

void require(bool holds, const char* what) {
  if (!holds) throw std::runtime_error(what);
}

void changes(const store::CityDatabase& city) {
  const store::LayerInfo layer = *store::layerOfRole(city.connection(), "parcel");
  std::mt19937_64 random(1);
  Series split, merge;
  int refused = 0;
  for (int k = 0; k < kChanges; ++k) {
    const auto fid = std::int64_t(random() % std::uint64_t(layer.count)) + 1;
    city::ParcelSplit how;
    how.parts = 2;
    try {
      const city::ParcelChange two = split.time([&] { return city::splitParcel(city, fid, how, {}); });
      require(two.after.size() == 2 && std::abs(two.residue()) < 1e-4, "a split loses area");
      const city::ParcelChange one = merge.time([&] {
        return city::mergeParcels(city, {two.after[0].fid, two.after[1].fid}, {});
      });
      require(one.after.size() == 1 && std::abs(one.after[0].squareMetres - two.before[0].squareMetres) < 1e-4,
              "a merge loses area");
    } catch (const Error& error) {
      if (error.code() != ErrorCode::invalidValue && error.code() != ErrorCode::notFound) throw;
      ++refused;
    }
  }
  std::printf("%lld parcels, %d splits and merges (%d refused)\n%s\n", static_cast<long long>(layer.count), kChanges,
              refused, bench::machineLine().c_str());
  std::printf("  %-22s %8.1f ms  processor %8.1f ms\n", "the very first split", split.wall[0], split.cpu[0]);
  split.print("split, durable");
  merge.print("merge, durable");
  const double worst = std::max({Series::at(split.wall, 0.5), Series::at(merge.wall, 0.5), split.wall[0]});
  std::printf("  wanted: %.0f ms: %s\n", kWantedChange, worst <= kWantedChange ? "met" : "MISSED");
}

/// What the window does when a city opens, and how long somebody who writes beside it waits.
void codeIndex(const store::CityDatabase& city) {
  Series made, others;
  std::atomic<bool> isMade{false};
  std::thread writer([&, other = store::CityDatabase::open(city.file())] {
    while (!isMade) {
      others.time([&] {
        other.setSetting("bench", toIsoUtc(utcNow()));
        return 0;
      });
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
  });
  Progress progress;
  const bool done =
      made.time([&] { return store::makeCodeIndex(city, *store::layerOfRole(city.connection(), "parcel"), progress); });
  isMade = true;
  writer.join();
  require(done && store::hasCodeIndex(city.connection(), *store::layerOfRole(city.connection(), "parcel")),
          "no index was made");
  made.print("index of codes");
  others.print("a save beside it");
}

void wholeCheck(const store::CityDatabase& city) {
  query::TopologyQuery query;
  query.layer = store::layerOfRole(city.connection(), "parcel")->name;
  Progress progress;
  Series check;
  std::size_t findings = 0;
  for (int round = 0; round < 3; ++round) {
    const auto result = check.time([&] { return query::checkTopology(city, query, progress); });
    require(round == 0 || result.report.findings.size() == findings, "two checks do not agree");
    findings = result.report.findings.size();
  }
  check.print("coverage check");
  std::printf("  %zu findings; wanted: %.0f s: %s\n", findings, kWantedCheck,
              Series::at(check.wall, 0.5) <= kWantedCheck * 1e3 ? "met" : "MISSED");
}

void past(const store::CityDatabase& city) {
  Series asOf;
  const std::string before = toIsoUtc(utcNow() - 10 * 60 * 1000);
  const auto then = asOf.time([&] {
    try {
      return city::parcelsAsOf(city, before).count;
    } catch (const Error& error) {
      if (error.code() != ErrorCode::unsupported) throw;
      return std::int64_t{0};  // loaded within the last minutes
    }
  });
  asOf.print("as of ten minutes ago");
  std::printf("  %lld parcels then; wanted: %.0f s: %s\n", static_cast<long long>(then), kWantedPast,
              asOf.wall[0] <= kWantedPast * 1e3 ? "met" : "MISSED");
}

int run(const std::filesystem::path& original) {
  const auto folder = platform::makeScratchFolder("bench-parcel");
  const auto file = folder / "city.citydb";
  std::filesystem::copy_file(original, file);
  {
    const auto city = store::CityDatabase::open(file);
    const std::string name = store::layerOfRole(city.connection(), "parcel")->name;
    store::setCoverage(city.connection(), name, store::CoverageRule{});
    (void)city.connection().intValue("SELECT count(*) FROM " + store::quotedName(name));  // it is read once
    wholeCheck(city);
    codeIndex(city);
    changes(city);
    past(city);
  }
  std::filesystem::remove_all(folder);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc > 1 ? gis::platform::pathFromUtf8(argv[1]) : gis::bench::benchData() / "city.citydb");
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_parcel: %s\n", error.what());
    return 1;
  }
}
