// Snapping on a layer of any size: how long one search takes, over the snapshot and the fresh edits on it, from close
// by to the whole city in view. bench_snap CITY [LAYER]. Every answer is compared with a slow search first.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <exception>
#include <random>
#include <stdexcept>

#include "gis_core/base/platform/files.h"
#include "gis_core/geometry/shape_edit.h"
#include "gis_core/geometry/snapping.h"
#include "gis_core/snapshot/cache.h"

namespace {

using namespace gis;
using Clock = std::chrono::steady_clock;

constexpr int kSearches = 2000;
constexpr int kFreshEdits = 2000;
constexpr double kTolerancePixels = 12;

/// Of this thread alone: what other programs take of the machine is not in it.
double threadMilliseconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return double(now.tv_sec) * 1e3 + double(now.tv_nsec) / 1e6;
}

geom::ShapeFeed feedOf(const snapshot::LayerView& view) {
  return [&view](const geom::Envelope& box, const std::function<bool(geom::BytesView)>& visit) {
    view.forEachIn(box, [&](snapshot::Index i) {
      const geom::BytesView wkb = view.wkbOf(i);
      return wkb.empty() || visit(wkb);
    });
  };
}

/// The nearest vertex found by looking at every vertex of the features near by, without limit.
double nearestVertex(const snapshot::LayerView& view, geom::MapPoint p, double reach) {
  double best = INFINITY;
  view.forEachIn(geom::Envelope{p.x, p.y, p.x, p.y}.grown(reach), [&](snapshot::Index i) {
    if (const auto near = geom::nearestVertex(geom::EditableShape(view.wkbOf(i)), p))
      best = std::min(best, near->distance);
    return true;
  });
  return best;
}

void measureAt(const snapshot::LayerView& view, double unitsPerPixel, std::mt19937& random) {
  const auto count = static_cast<unsigned>(view.base().info().count);
  std::vector<double> times, processor;
  std::size_t found = 0, cut = 0, vertices = 0;
  for (int k = 0; k < kSearches; ++k) {
    const geom::Envelope box = view.base().boxOf(random() % count);
    if (box.isEmpty()) continue;
    const double share = double(random() % 1000) / 1000;
    geom::SnapRequest request;
    request.pointer = {box.minX + box.width() * share, box.minY + box.height() * (1 - share)};
    request.tolerance = kTolerancePixels * unitsPerPixel;
    request.from = geom::MapPoint{box.maxX, box.minY};
    geom::SnapWork work;
    const auto from = Clock::now();
    const double cpuFrom = threadMilliseconds();
    const auto snapped = geom::snap(request, feedOf(view), &work);
    processor.push_back(threadMilliseconds() - cpuFrom);
    times.push_back(std::chrono::duration<double, std::milli>(Clock::now() - from).count());
    found += snapped ? 1 : 0;
    cut += work.cutShort ? 1 : 0;
    vertices = std::max(vertices, work.vertices);
    if (k % 50 != 0 || work.cutShort) continue;
    const double slow = nearestVertex(view, request.pointer, request.tolerance);
    const bool isVertex = snapped && snapped->kind == geom::SnapKind::vertex;
    if (isVertex != (slow <= request.tolerance) || (isVertex && std::fabs(slow - snapped->distance) > 1e-9)) {
      throw std::runtime_error("a search disagrees with the slow one");
    }
  }
  std::sort(times.begin(), times.end());
  const double slowestProcessor = *std::max_element(processor.begin(), processor.end());
  const auto at = [&](double share) {
    return times[std::min(times.size() - 1, std::size_t(share * double(times.size())))];
  };
  std::printf(
      "%8.2f m a pixel: median %.3f ms, 99 %% %.3f ms, slowest %.3f ms (processor %.3f ms); %zu of %zu snapped, %zu "
      "cut short, "
      "at most %zu vertices\n",
      unitsPerPixel, at(0.5), at(0.99), times.back(), slowestProcessor, found, times.size(), cut, vertices);
}

int run(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "bench_snap CITY [LAYER]\n");
    return 2;
  }
  const auto city = store::CityDatabase::open(platform::pathFromUtf8(argv[1]), store::OpenMode::readOnly);
  const auto layer = store::layerByName(city.connection(), argc > 2 ? argv[2] : "parcels");
  Progress progress;
  const auto base = snapshot::openOrBuild(city, layer, progress);
  std::mt19937 random(1);
  // fresh edits lie over the snapshot: these are not in its tree
  std::vector<std::int64_t> hidden;
  std::vector<snapshot::DeltaFeature> added;
  for (int k = 0; k < kFreshEdits; ++k) {
    const auto i = static_cast<snapshot::Index>(random() % base->base().info().count);
    store::Feature feature{base->fidOf(i), std::vector<store::Value>(base->fields().size()),
                           geom::Bytes(base->wkbOf(i).begin(), base->wkbOf(i).end())};
    if (feature.wkb.empty() || std::find(hidden.begin(), hidden.end(), feature.fid) != hidden.end()) continue;
    hidden.push_back(feature.fid);
    const geom::Envelope box = geom::envelopeOf(feature.wkb);
    added.push_back({std::move(feature), box});
  }
  const snapshot::LayerView view(base->baseShared(), hidden, added, base->seq(), base->revision());
  std::printf("%s: %llu features, %zu of them fresh edits, %d searches each\n", layer.name.c_str(),
              static_cast<unsigned long long>(view.count()), added.size(), kSearches);
  for (const double unitsPerPixel : {0.05, 0.25, 1.0, 5.0, 25.0, 125.0}) measureAt(view, unitsPerPixel, random);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_snap: %s\n", error.what());
    return 1;
  }
}
