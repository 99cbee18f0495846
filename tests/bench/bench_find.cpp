// How long Find takes as somebody types: bench_find CITY [TEXT…]. Every prefix of each text is one search.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/progress.h"
#include "gis_core/city/find.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"

namespace {

using namespace gis;
using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// A code, an address and a road in the middle of the city's own layers, so that they are certain to be there.
std::vector<std::string> textsOf(const store::CityDatabase& city) {
  std::vector<std::string> texts{"wcl", "wenchanglu", "jinggai", "学校", "口袋公园", "zzzqqq", "不存在的名字"};
  for (const char* role : {"parcel", "address", "road", "component", "unit_grid", "building"}) {
    const auto layer = store::layerOfRole(city.connection(), role);
    if (!layer) continue;
    const std::string& field = layer->roleCodeField.empty() ? layer->roleNameField : layer->roleCodeField;
    const auto feature = store::featureByFid(city.connection(), *layer, std::max<std::int64_t>(layer->count / 2, 1));
    for (std::size_t i = 0; feature && i < layer->fields.size(); ++i) {
      if (layer->fields[i].name != field && layer->fields[i].name != layer->roleNameField) continue;
      if (const auto* text = std::get_if<std::string>(&feature->values[i])) texts.push_back(*text);
    }
  }
  return texts;
}

/// The text up to and including its n-th character.
std::vector<std::string> prefixesOf(const std::string& text) {
  std::vector<std::string> all;
  for (std::size_t end = 1; end <= text.size(); ++end) {
    if (end == text.size() || (static_cast<unsigned char>(text[end]) & 0xC0U) != 0x80U)
      all.push_back(text.substr(0, end));
  }
  return all;
}

int run(const std::filesystem::path& file, std::vector<std::string> texts) {
  const store::CityDatabase city = store::CityDatabase::open(file, store::OpenMode::readOnly);
  const bool own = texts.empty();
  if (own) texts = textsOf(city);
  Progress progress;
  const Clock::time_point start = Clock::now();
  const city::FindIndex index = city::FindIndex::build(city, progress);
  std::printf("%zu entries, made ready in %.0f ms\n", index.size(), millisecondsSince(start));
  double worst = 0;
  for (const std::string& text : texts) {
    double slowest = 0, whole = 0;
    std::string slowestPrefix, first;
    for (const std::string& prefix : prefixesOf(text)) {
      double best = 1e9;
      for (int k = 0; k < 3; ++k) {
        const Clock::time_point begin = Clock::now();
        const auto results = index.search(prefix);
        best = std::min(best, millisecondsSince(begin));
        first = results.empty() ? "-" : results.front().kind + " " + results.front().label;
      }
      whole = best;
      if (best > slowest) {
        slowest = best;
        slowestPrefix = prefix;
      }
    }
    worst = std::max(worst, slowest);
    std::printf("%-28s %6.1f ms, slowest %6.1f ms at \"%s\", first: %s\n", text.c_str(), whole, slowest,
                slowestPrefix.c_str(), first.c_str());
  }
  std::printf("slowest of all: %.1f ms\n", worst);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "bench_find CITY [TEXT...]\n");
    return 2;
  }
  try {
    return run(gis::platform::pathFromUtf8(argv[1]), {argv + 2, argv + argc});
  } catch (const gis::Error& error) {
    std::fprintf(stderr, "bench_find: %s\n", error.sentence().c_str());
    return 1;
  }
}
