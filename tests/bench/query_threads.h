// What a second thread brings to the questions of bench_query, measured inside the program: the question's own time,
// without start and without the writing of a layer. Beside it, in the same minute, GEOS's own way to join points and
// areas (a tree, and each thread its part of the probes), which shows what the machine gives two threads just then.
#pragma once

#include <filesystem>

namespace gis::bench {

/// Prints each question with one thread and with all, its speed-up, and whether that is 0.9 × GEOS's. Each time is the
/// best of `runs`, taken in turn. Throws std::runtime_error when an answer depends on the number of threads.
void compareThreads(const std::filesystem::path& city, int runs);

}  // namespace gis::bench
