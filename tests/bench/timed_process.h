// Whole programs measured from outside, in pairs.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace gis::bench {

/// What the operating system says of a finished program.
struct Measured {
  double wallSeconds = 0;
  double cpuSeconds = 0;
  std::uint64_t peakRssBytes = 0;  ///< of the largest process of its tree, mapped files included
  /// Of the program and its children together, what no file backs (RssAnon), looked at every 20 ms.
  std::uint64_t peakAnonymousBytes = 0;
  int status = -1;
};

/// Runs a program with its output thrown away (standard error kept in `errorFile`). Throws std::runtime_error.
[[nodiscard]] Measured runMeasured(const std::vector<std::string>& command, const std::filesystem::path& errorFile);

/// One of the two rivals: `before` empties what the last run left.
struct Rival {
  std::string name;
  std::vector<std::string> command;
  std::function<void()> before;
  int limitSeconds = 0;  ///< after so long it is ended, with all that it started; 0: never
};

/// What a comparison found; seconds are medians.
struct Comparison {
  double wallRatio = 0;  ///< theirs / ours, median of the pairs
  double cpuRatio = 0;   ///< the same for processor time, which other programs on the machine lengthen less
  double ourSeconds = 0, theirSeconds = 0;
  std::uint64_t ourAnonymousBytes = 0;
  bool wasStopped = false;  ///< the other one came to its limit: the ratios are at least so much
};

/// Runs the rivals in turn, A B A B …, `runs` times after one warm-up, and prints name, median, range and
/// the median of the ratios B/A pair by pair: the machine's speed drifts, ratios of neighbours hold. One with a
/// limit that takes more than half a minute is not run again.
Comparison comparePaired(const Rival& ours, const Rival& theirs, int runs);

/// The folder with the data: $CITYDESK_BENCH_DATA, else made beside the build by the sample program with
/// $CITYDESK_BENCH_PARCELS parcels (100000), exported as parcels.shp and incidents.shp.
[[nodiscard]] std::filesystem::path benchData();
/// The shapefile of parcels in that folder, or in its folder shp.
[[nodiscard]] std::filesystem::path benchParcels();
/// The folder of the programs that were built with this one.
[[nodiscard]] std::filesystem::path programFolder();
/// "Intel … · 2 cores · 23 GiB · 2026-11-23T20:00:00+08:00": printed beside every figure.
[[nodiscard]] std::string machineLine();

}  // namespace gis::bench
