// citydesk-sample: a sample city of any size in a new city database.
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <iostream>
#include <string>
#include <string_view>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "sample_data/sample_city.h"

namespace {

constexpr const char* kUsage =
    "usage: citydesk-sample [--parcels N] [--seed S] [--incidents N] CITY.citydb\n"
    "Makes a new city database with a city of N parcels (2000 to 10000000; 20000 when not told).\n";

struct Arguments {
  gis::sample::SampleOptions options;
  std::string file;
  bool help = false;
};

/// False when they make no sense.
bool parse(int count, char** values, Arguments& out) {
  for (int k = 1; k < count; ++k) {
    const std::string_view word = values[k];
    if (word == "--help" || word == "-h") {
      out.help = true;
      return true;
    }
    const bool number = word == "--parcels" || word == "--seed" || word == "--incidents";
    if (number) {
      if (++k == count) return false;
      char* end = nullptr;
      const long long value = std::strtoll(values[k], &end, 10);
      if (end == values[k] || *end != '\0' || value < 0) return false;
      if (word == "--parcels") out.options.parcels = value;
      if (word == "--seed") out.options.seed = static_cast<std::uint64_t>(value);
      if (word == "--incidents") out.options.incidents = value;
    } else if (word.starts_with("-") || !out.file.empty()) {
      return false;
    } else {
      out.file = word;
    }
  }
  return !out.file.empty();
}

/// A city that was not finished is no city: the file goes with everything beside it.
void removeCity(const std::filesystem::path& file) {
  std::error_code ignored;
  for (const char* tail : {"", "-wal", "-shm", "-journal"}) {
    std::filesystem::path part = file;
    part += tail;
    std::filesystem::remove(part, ignored);
  }
}

}  // namespace

int main(int count, char** values) {
  Arguments arguments;
  if (!parse(count, values, arguments)) {
    std::cerr << kUsage;
    return 2;
  }
  if (arguments.help) {
    std::cout << kUsage;
    return 0;
  }
  const std::filesystem::path file = gis::platform::pathFromUtf8(arguments.file);
  bool made = false;
  try {
    gis::Progress progress;
    {
      const auto city = gis::store::CityDatabase::create(file, gis::crs::Crs::fromEpsg(4549));
      made = true;  // NOLINT(clang-analyzer-deadcode.DeadStores): read below when something throws
      gis::sample::writeSampleCity(city, arguments.options, progress);
    }
    std::cout << arguments.file << ": " << arguments.options.parcels << " parcels\n";
    return 0;
  } catch (const gis::Error& error) {
    std::cerr << "citydesk-sample: " << error.sentence() << '\n';
  } catch (const std::exception& error) {
    std::cerr << "citydesk-sample: " << error.what() << '\n';
  }
  if (made) removeCity(file);
  return 1;
}
