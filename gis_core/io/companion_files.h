// Which of many files are parts of another one.
#pragma once

#include <filesystem>
#include <vector>

namespace gis::io {

/// Without those that only accompany another file of the list (a shapefile's .dbf, .shx, .prj, .cpg …, a MapInfo file's
/// .dat, .map …, a database's -wal), and without repetitions. The order stays. People drop whole folders on a window,
/// and a shell writes `roads.*`.
[[nodiscard]] std::vector<std::filesystem::path> withoutCompanions(const std::vector<std::filesystem::path>& files);

}  // namespace gis::io
