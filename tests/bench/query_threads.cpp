#include "tests/bench/query_threads.h"

#define GEOS_USE_ONLY_R_API
#include <geos_c.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "gis_core/base/worker_pool.h"
#include "gis_core/query/question_answer.h"
#include "gis_core/query/sound_set.h"
#include "gis_core/query/spatial_pairs.h"
#include "gis_core/query/zone_shares.h"
#include "gis_core/store/city.h"

namespace gis::bench {
namespace {

constexpr double kPartOfGeos = 0.9;  // of the speed-up that GEOS's way shows
constexpr int kFewestRounds = 8;     // as many as it takes for each to meet a quiet moment of the machine

double secondsOf(const std::function<void()>& work) {
  const auto begun = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
}

/// The four questions up to their answers.
class Questions {
 public:
  explicit Questions(const store::Connection& c) : m_c(c) {}

  [[nodiscard]] double joined() {
    const query::GeometrySet probes = shapesOf("probes");
    const query::GeometrySet parcels = shapesOf("parcels");
    query::PairTest test;
    test.relation = geom::Relation::parse("within");
    query::PairReport report;
    return double(query::allPairs(probes, parcels, test, m_progress, report).size());
  }
  [[nodiscard]] double within() {
    query::SelectQuery query;
    query.layer = "parcels";
    query.distances = {{100, "probes", "class = 7"}};
    return double(query::countAnswer(m_c, query::askOf(query), m_progress));
  }
  [[nodiscard]] double shared() {
    const query::GeometrySet grid = shapesOf("grid");
    const query::GeometrySet parcels = shapesOf("parcels");
    const query::SoundSet zones(grid, store::layerByName(m_c, "grid"), m_progress);
    const query::SoundSet features(parcels, store::layerByName(m_c, "parcels"), m_progress);
    double sum = 0;
    for (const query::ZoneShare& share : query::sharesOf(features, zones, true, m_progress).shares)
      sum += share.measure;
    return sum;
  }
  [[nodiscard]] double nearest() {
    const query::GeometrySet probes = shapesOf("probes");
    const query::GeometrySet roads = shapesOf("roads");
    query::PairReport report;
    double sum = 0;
    for (const query::Pair& pair :
         query::nearestPairs(probes, roads, 1, std::numeric_limits<double>::infinity(), m_progress, report))
      sum += pair.distance;
    return sum;
  }

 private:
  [[nodiscard]] query::GeometrySet shapesOf(const char* layer) const {
    return query::loadGeometry(m_c, store::layerByName(m_c, layer), {}, {}, {}, m_progress.token());
  }

  const store::Connection& m_c;
  Progress m_progress;
};

/// Points in areas by GEOS alone: a tree over the points, each area prepared once, the areas shared out to threads.
class GeosJoin {
 public:
  GeosJoin(const query::GeometrySet& areas, const query::GeometrySet& points) : m_context(GEOS_init_r()) {
    GEOSWKBReader* reader = GEOSWKBReader_create_r(m_context);
    const auto readAll = [&](const query::GeometrySet& set, std::vector<GEOSGeometry*>& shapes) {
      for (std::size_t i = 0; i < set.size(); ++i) {
        const geom::BytesView wkb = set.wkb(i);
        shapes.push_back(GEOSWKBReader_read_r(m_context, reader, wkb.data(), wkb.size()));
        if (shapes.back() == nullptr) throw std::runtime_error("GEOS cannot read a shape of the city");
      }
    };
    readAll(areas, m_areas);
    readAll(points, m_points);
    GEOSWKBReader_destroy_r(m_context, reader);
    m_tree = GEOSSTRtree_create_r(m_context, 10);
    for (GEOSGeometry* point : m_points) GEOSSTRtree_insert_r(m_context, m_tree, point, point);
    // the first question builds it, which is not to be timed
    GEOSSTRtree_query_r(
        m_context, m_tree, m_points.front(), [](void*, void*) {}, nullptr);
  }
  ~GeosJoin() {
    GEOSSTRtree_destroy_r(m_context, m_tree);
    for (GEOSGeometry* shape : m_areas) GEOSGeom_destroy_r(m_context, shape);
    for (GEOSGeometry* shape : m_points) GEOSGeom_destroy_r(m_context, shape);
    GEOS_finish_r(m_context);
  }
  GeosJoin(const GeosJoin&) = delete;
  GeosJoin& operator=(const GeosJoin&) = delete;

  static constexpr std::size_t kParts = 8;

  /// How many pairs there are in one of kParts parts of the areas.
  [[nodiscard]] std::size_t run(std::size_t part, unsigned threads) const {
    std::atomic<std::size_t> pairs = 0;
    std::vector<std::thread> all;
    const std::size_t shares = kParts * threads;
    for (std::size_t k = part * threads; k < (part + 1) * threads; ++k)
      all.emplace_back([&, k] { pairs += pairsOf(m_areas.size() * k / shares, m_areas.size() * (k + 1) / shares); });
    for (std::thread& one : all) one.join();
    return pairs;
  }

 private:
  [[nodiscard]] std::size_t pairsOf(std::size_t first, std::size_t last) const {
    const GEOSContextHandle_t context = GEOS_init_r();
    std::vector<GEOSGeometry*> near;
    std::size_t pairs = 0;
    for (std::size_t i = first; i < last; ++i) {
      near.clear();
      GEOSSTRtree_query_r(
          context, m_tree, m_areas[i],
          [](void* point, void* found) {
            static_cast<std::vector<GEOSGeometry*>*>(found)->push_back(static_cast<GEOSGeometry*>(point));
          },
          &near);
      if (near.empty()) continue;
      const GEOSPreparedGeometry* area = GEOSPrepare_r(context, m_areas[i]);
      for (const GEOSGeometry* point : near) pairs += GEOSPreparedContains_r(context, area, point) == 1 ? 1 : 0;
      GEOSPreparedGeom_destroy_r(context, area);
    }
    GEOS_finish_r(context);
    return pairs;
  }

  GEOSContextHandle_t m_context;
  std::vector<GEOSGeometry*> m_areas, m_points;
  GEOSSTRtree* m_tree = nullptr;
};

struct OneAndAll {
  double one = std::numeric_limits<double>::infinity();
  double all = std::numeric_limits<double>::infinity();
  [[nodiscard]] double speedUp() const { return one / all; }
  void include(const OneAndAll& other) {
    one = std::min(one, other.one);
    all = std::min(all, other.all);
  }
};

/// The seconds of work by one thread and by all of them. Who goes second finds what it reads in the caches of the
/// processor: each is that in every other round.
OneAndAll timed(int round, const std::function<void()>& withOne, const std::function<void()>& withAll) {
  OneAndAll times;
  if (round % 2 != 0) times.all = secondsOf(withAll);
  times.one = secondsOf(withOne);
  if (round % 2 == 0) times.all = secondsOf(withAll);
  return times;
}

struct Question {
  const char* title;
  std::function<double()> ask;
  double answer;
  OneAndAll times;
};

void timeOnce(Question& question, int round) {
  double withOne = 0, withAll = 0;
  question.times.include(timed(
      round,
      [&] {
        setThreadCount(1);
        withOne = question.ask();
      },
      [&] {
        setThreadCount(0);
        withAll = question.ask();
      }));
  setThreadCount(0);
  if (withOne != question.answer || withAll != question.answer)
    throw std::runtime_error(std::string(question.title) + ": the answer depends on the number of threads");
}

void print(const char* title, const OneAndAll& times) {
  std::printf("  %-48s %8.1f ms, all threads %8.1f ms: %.2f", title, times.one * 1000, times.all * 1000,
              times.speedUp());
}

}  // namespace

void compareThreads(const std::filesystem::path& file, int runs) {
  const auto city = store::CityDatabase::open(file, store::OpenMode::readOnly);
  const store::Connection& c = city.connection();
  Questions questions(c);
  const auto shapesOf = [&](const char* layer) {
    return query::loadGeometry(c, store::layerByName(c, layer), {}, {}, {}, {});
  };
  const GeosJoin geos(shapesOf("parcels"), shapesOf("probes"));
  std::size_t pairs = 0;
  for (std::size_t part = 0; part < GeosJoin::kParts; ++part) pairs += geos.run(part, 1);
  if (double(pairs) != questions.joined())
    throw std::runtime_error("GEOS alone finds other pairs of points and parcels");
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  const auto asked = [](const char* title, std::function<double()> ask) {
    const double answer = ask();  // and warms up
    return Question{title, std::move(ask), answer, {}};
  };
  Question all[] = {
      asked("each point joined to its parcel", [&] { return questions.joined(); }),
      asked("parcels within 100 m of any point of one class", [&] { return questions.within(); }),
      asked("area of each parcel in each grid cell", [&] { return questions.shared(); }),
      asked("nearest road of each point", [&] { return questions.nearest(); }),
  };
  // as short as our questions: a long run meets a busy moment in every round, and one thread's is twice as long
  OneAndAll ofParts[GeosJoin::kParts];
  const int rounds = std::max(runs, kFewestRounds);
  // in turn: a busy minute of the machine is in some rounds of each, GEOS's too
  for (int round = 0; round < rounds; ++round) {
    for (Question& question : all) timeOnce(question, round);
    for (std::size_t part = 0; part < GeosJoin::kParts; ++part)
      ofParts[part].include(timed(
          round, [&] { (void)geos.run(part, 1); }, [&] { (void)geos.run(part, cores); }));
  }
  OneAndAll ofGeos{0, 0};
  for (const OneAndAll& part : ofParts) {
    ofGeos.one += part.one;
    ofGeos.all += part.all;
  }
  std::printf("inside the program, one thread and all (best of %d):\n", rounds);
  print("GEOS, points in areas", ofGeos);
  std::printf("\n");
  for (const Question& question : all) {
    const double part = question.times.speedUp() / ofGeos.speedUp();
    print(question.title, question.times);
    std::printf("; of GEOS's %.2f, wanted %.1f: %s\n", part, kPartOfGeos, part >= kPartOfGeos ? "met" : "MISSED");
  }
}

}  // namespace gis::bench
