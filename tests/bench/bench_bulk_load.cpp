// How long a bulk load takes in one thread, stage by stage: bench_bulk_load [PARCELS] [FILE].
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/features.h"

namespace {

using namespace gis;
using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Processor time of this program, which other programs on the machine do not lengthen.
double processor() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

/// Parcels of eight vertices in rows of a thousand, with five attributes, 10,000 a batch.
store::FeatureBatch parcels(const std::vector<store::Field>& fields, int first, int count) {
  store::FeatureBatch batch = store::FeatureBatch::withFields(fields);
  for (int i = first; i < first + count; ++i) {
    const double x = 445000 + (i % 1000) * 45.5;
    const double y = 3585000 + (i / 1000) * 45.5;
    const geom::MapPoint ring[] = {{x, y},           {x + 20, y - 1},  {x + 40, y},
                                   {x + 41, y + 20}, {x + 40, y + 40}, {x + 20, y + 41},
                                   {x, y + 40},      {x - 1, y + 20},  {x, y}};
    const store::Value cells[] = {std::string("321002001001") + std::to_string(1000000 + i), std::string("0701"),
                                  1600.0 + i % 97, std::int64_t{i % 33}, std::string("扬州市广陵区文昌中路")};
    batch.addRow(i, cells, geom::polygonWkb(ring));
  }
  return batch;
}

int run(int total, const std::filesystem::path& file) {
  const store::CityDatabase city = store::CityDatabase::create(file, crs::Crs::fromEpsg(4549));
  store::LayerDraft draft;
  draft.name = "parcels";
  draft.fields = {{"parcel_code", store::FieldType::text},
                  {"land_use", store::FieldType::text},
                  {"area", store::FieldType::real},
                  {"floors", store::FieldType::integer},
                  {"place", store::FieldType::text}};
  draft.crs = city.crs();
  store::BulkLoad load(city, draft);
  double encoding = 0;
  double inserting = 0;
  double insertingCpu = 0;
  double longest = 0;
  for (int first = 0; first < total; first += 10000) {
    store::FeatureBatch batch = parcels(draft.fields, first, std::min(10000, total - first));
    auto start = Clock::now();
    store::EncodedBatch encoded = store::encode(std::move(batch), load.srid());
    encoding += since(start);
    start = Clock::now();
    const double before = processor();
    load.append(std::move(encoded));
    insertingCpu += processor() - before;
    inserting += since(start);
    longest = std::max(longest, since(start));
  }
  auto start = Clock::now();
  Progress progress;
  const double beforeFinish = processor();
  const auto result = load.finish(progress);
  const double finishing = since(start);
  const double finishingCpu = processor() - beforeFinish;
  start = Clock::now();
  std::size_t read = 0;
  store::readBatches(city.connection(), result.layer, {}, 10000, [&](store::FeatureBatch& batch) {
    read += batch.rows();
    return true;
  });
  std::printf(
      "{\"rows\":%d,\"encode_s\":%.2f,\"insert_s\":%.2f,\"insert_cpu_s\":%.2f,\"longest_batch_s\":%.3f,"
      "\"finish_s\":%.2f,\"finish_cpu_s\":%.2f,\"read_s\":%.2f,\"rss_anon_mib\":%.0f}\n",
      static_cast<int>(result.rows), encoding, inserting, insertingCpu, longest, finishing, finishingCpu, since(start),
      static_cast<double>(platform::anonymousMemoryBytes()) / 1048576);
  return read == static_cast<std::size_t>(total) ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const int total = argc > 1 ? std::atoi(argv[1]) : 1000000;
    const auto folder = platform::makeScratchFolder("citydesk-bench");
    const int status = run(total, argc > 2 ? std::filesystem::path(argv[2]) : folder / "bench.citydb");
    std::filesystem::remove_all(folder);
    return status;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_bulk_load: %s\n", error.what());
    return 1;
  }
}
