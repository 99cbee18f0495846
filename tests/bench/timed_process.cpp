#include "tests/bench/timed_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

#include "gis_core/base/clock.h"
#include "gis_core/base/platform/files.h"

namespace gis::bench {
namespace fs = std::filesystem;
namespace {

double median(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  return n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
}

Measured runChecked(const Rival& rival) {
  if (rival.before) rival.before();
  const fs::path errors = fs::temp_directory_path() / "citydesk-bench.err";
  const Measured measured = runMeasured(rival.command, errors);
  if (measured.status != 0) {
    throw std::runtime_error(rival.name + " ended with status " + std::to_string(measured.status) + ": " +
                             platform::readFile(errors));
  }
  return measured;
}

void printRow(const Rival& rival, const std::vector<Measured>& runs) {
  std::vector<double> wall, rss;
  for (const Measured& run : runs) {
    wall.push_back(run.wallSeconds);
    rss.push_back(static_cast<double>(run.peakRssBytes) / (1 << 20));
  }
  std::printf("  %-34s %8.3f s  (%.3f..%.3f)  %6.0f MiB\n", rival.name.c_str(), median(wall),
              *std::min_element(wall.begin(), wall.end()), *std::max_element(wall.begin(), wall.end()),
              *std::max_element(rss.begin(), rss.end()));
}

}  // namespace

Measured runMeasured(const std::vector<std::string>& command, const fs::path& errorFile) {
  std::vector<char*> arguments;
  for (const std::string& item : command) arguments.push_back(const_cast<char*>(item.c_str()));
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errorFile.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  const auto start = std::chrono::steady_clock::now();
  pid_t child = 0;
  const int failed = posix_spawnp(&child, arguments.front(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) throw std::runtime_error("cannot start " + command.front());
  int status = 0;
  struct rusage usage {};
  while (wait4(child, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  Measured out;
  out.wallSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  out.cpuSeconds = static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                   static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
  out.peakRssBytes = static_cast<std::uint64_t>(usage.ru_maxrss) * 1024;
  out.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return out;
}

double comparePaired(const Rival& ours, const Rival& theirs, int runs) {
  (void)runChecked(ours);  // warms the page cache for both
  std::vector<Measured> a, b;
  std::vector<double> ratios;
  for (int i = 0; i < runs; ++i) {
    a.push_back(runChecked(ours));
    b.push_back(runChecked(theirs));
    ratios.push_back(b.back().wallSeconds / a.back().wallSeconds);
  }
  printRow(ours, a);
  printRow(theirs, b);
  const double ratio = median(ratios);
  std::printf("  ratio %.2f (%.2f..%.2f)\n", ratio, *std::min_element(ratios.begin(), ratios.end()),
              *std::max_element(ratios.begin(), ratios.end()));
  return ratio;
}

fs::path programFolder() {
  return platform::programPath().parent_path();
}

fs::path benchData() {
  if (const char* given = std::getenv("CITYDESK_BENCH_DATA"); given != nullptr && *given != '\0') return given;
  const char* size = std::getenv("CITYDESK_BENCH_PARCELS");
  const std::string parcels = size != nullptr && *size != '\0' ? size : "100000";
  const fs::path folder = programFolder().parent_path() / "bench-data" / parcels;
  if (fs::exists(folder / "incidents.shp")) return folder;
  fs::create_directories(folder);
  const std::string city = (folder / "city.citydb").string();
  const fs::path errors = folder / "make.err";
  const auto run = [&](const std::vector<std::string>& command) {
    if (runMeasured(command, errors).status != 0)
      throw std::runtime_error("cannot make the data: " + platform::readFile(errors));
  };
  const std::string cli = (programFolder() / "citydesk-cli").string();
  run({(programFolder() / "citydesk-sample").string(), "--parcels", parcels, city});
  run({cli, "export", city, "parcels", (folder / "parcels.shp").string()});
  run({cli, "export", city, "city_incident", (folder / "incidents.shp").string()});
  return folder;
}

std::string machineLine() {
  std::string cpu = "unknown processor";
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (line.rfind("model name", 0) == 0) {
      cpu = line.substr(line.find(':') + 2);
      break;
    }
  }
  return cpu + " · " + std::to_string(std::thread::hardware_concurrency()) + " cores · " +
         toIsoWithOffset(utcNow(), kCityOffsetMinutes);
}

}  // namespace gis::bench
