#include "tests/bench/timed_process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <stdexcept>
#include <stop_token>
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

constexpr double kLongSeconds = 30;  // a ratio that one run tells
constexpr int kStopped = 124;        // timeout's own word

Measured runChecked(const Rival& rival) {
  if (rival.before) rival.before();
  const fs::path errors = fs::temp_directory_path() / "citydesk-bench.err";
  std::vector<std::string> command = rival.command;
  if (rival.limitSeconds > 0) command.insert(command.begin(), {"timeout", std::to_string(rival.limitSeconds)});
  const Measured measured = runMeasured(command, errors);
  if (measured.status != 0 && (rival.limitSeconds == 0 || measured.status != kStopped)) {
    throw std::runtime_error(rival.name + " ended with status " + std::to_string(measured.status) + ": " +
                             platform::readFile(errors));
  }
  return measured;
}

void printRow(const Rival& rival, const std::vector<Measured>& runs) {
  std::vector<double> wall, cpu;
  std::uint64_t rss = 0, anonymous = 0;
  for (const Measured& run : runs) {
    wall.push_back(run.wallSeconds);
    cpu.push_back(run.cpuSeconds);
    rss = std::max(rss, run.peakRssBytes);
    anonymous = std::max(anonymous, run.peakAnonymousBytes);
  }
  std::printf("  %-34s %8.3f s (%.3f..%.3f)  cpu %8.3f s  RSS %5.0f MiB, anonymous %5.0f MiB\n", rival.name.c_str(),
              median(wall), *std::min_element(wall.begin(), wall.end()), *std::max_element(wall.begin(), wall.end()),
              median(cpu), static_cast<double>(rss) / (1 << 20), static_cast<double>(anonymous) / (1 << 20));
}

/// What a process and those that it started hold now.
struct Memory {
  std::uint64_t anonymous = 0;  ///< RssAnon of all together
  std::uint64_t largest = 0;    ///< VmHWM of the one that held most
};

Memory memoryOf(pid_t pid) {
  const fs::path folder = fs::path("/proc") / std::to_string(pid);
  Memory all;
  std::ifstream status(folder / "status");
  for (std::string line; std::getline(status, line);) {
    const auto bytes = [&](std::size_t label) { return std::strtoull(line.c_str() + label, nullptr, 10) * 1024; };
    if (line.rfind("RssAnon:", 0) == 0) all.anonymous = bytes(8);
    if (line.rfind("VmHWM:", 0) == 0) all.largest = bytes(6);
  }
  // a child belongs to the thread that started it
  std::error_code gone;
  for (const auto& thread : fs::directory_iterator(folder / "task", gone)) {
    std::ifstream children(thread.path() / "children");
    for (pid_t child = 0; children >> child;) {
      const Memory its = memoryOf(child);
      all.anonymous += its.anonymous;
      all.largest = std::max(all.largest, its.largest);
    }
  }
  return all;
}

/// Looks at a program's memory every 20 ms from a thread of its own, so that its end is noticed at once.
class MemoryWatch {
 public:
  explicit MemoryWatch(pid_t pid) : m_thread([this, pid](const std::stop_token& stop) { watch(pid, stop); }) {}
  Memory end() {
    m_thread.request_stop();
    m_thread.join();
    return m_most;
  }

 private:
  void watch(pid_t pid, const std::stop_token& stop) {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any wake;
    while (!stop.stop_requested()) {
      const Memory now = memoryOf(pid);
      m_most.anonymous = std::max(m_most.anonymous, now.anonymous);
      m_most.largest = std::max(m_most.largest, now.largest);
      wake.wait_for(lock, stop, std::chrono::milliseconds(20), [] { return false; });
    }
  }

  Memory m_most;
  std::jthread m_thread;  // the last: it uses the others
};

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
  MemoryWatch watch(child);
  while (wait4(child, &status, 0, &usage) < 0) {
    if (errno != EINTR) throw std::runtime_error("lost " + command.front());
  }
  Measured out;
  out.wallSeconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  const Memory most = watch.end();
  out.cpuSeconds = static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
                   static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
  // (ru_maxrss begins with what the program that started it held)
  out.peakRssBytes = most.largest;
  out.peakAnonymousBytes = most.anonymous;
  out.status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return out;
}

Comparison comparePaired(const Rival& ours, const Rival& theirs, int runs) {
  (void)runChecked(ours);  // warms the page cache for both
  std::vector<Measured> a, b;
  std::vector<double> ratios, cpuRatios;
  Comparison found;
  for (int i = 0; i < runs; ++i) {
    a.push_back(runChecked(ours));
    b.push_back(runChecked(theirs));
    ratios.push_back(b.back().wallSeconds / a.back().wallSeconds);
    cpuRatios.push_back(b.back().cpuSeconds / a.back().cpuSeconds);
    found.ourAnonymousBytes = std::max(found.ourAnonymousBytes, a.back().peakAnonymousBytes);
    found.wasStopped = b.back().status == kStopped;
    if (theirs.limitSeconds > 0 && b.back().wallSeconds > kLongSeconds) break;
  }
  printRow(ours, a);
  printRow(theirs, b);
  found.wallRatio = median(ratios);
  const auto wall = [](const std::vector<Measured>& runsOfOne) {
    std::vector<double> seconds;
    for (const Measured& one : runsOfOne) seconds.push_back(one.wallSeconds);
    return median(seconds);
  };
  found.ourSeconds = wall(a);
  found.theirSeconds = wall(b);
  found.cpuRatio = median(cpuRatios);
  std::printf("  %s %.2f (%.2f..%.2f), of processor time %.2f\n",
              found.wasStopped ? "stopped without an answer: ratio at least" : "ratio", found.wallRatio,
              *std::min_element(ratios.begin(), ratios.end()), *std::max_element(ratios.begin(), ratios.end()),
              found.cpuRatio);
  return found;
}

fs::path benchParcels() {
  const auto data = benchData();
  const auto apart = data / "shp" / "parcels.shp";
  return std::filesystem::exists(apart) ? apart : data / "parcels.shp";
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
