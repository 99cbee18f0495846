// Questions over a city against the best way that SpatiaLite, PostGIS and QGIS have for them, on the same layers and in
// turn (rivals that are not installed are named and left out). The databases write rows without geometry or index; ours
// make a layer with both. What is only counted is told without the start of the programs. Every answer is compared row
// by row before a figure is believed. The city has its map snapshots, as on a desk where it was opened before.
// CITYDESK_BENCH_CITY: another city than the made one of 100,000 parcels; then ours are also asked of both, for how
// time grows with the data. CITYDESK_BENCH_RUNS (3), CITYDESK_BENCH_LIMIT (seconds for one answer of a rival, 600),
// CITYDESK_BENCH_ONLY (threads, growth or rivals). A
// million parcels with all rivals: some 30 minutes with one run.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iomanip>
#include <limits>
#include <random>
#include <stdexcept>

#include "gis_core/base/clock.h"
#include "gis_core/base/platform/large_heap.h"
#include "gis_core/query/question_answer.h"
#include "gis_core/query/question_figures.h"
#include "gis_core/query/select.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/value_text.h"
#include "tests/bench/query_rivals.h"
#include "tests/bench/query_rows.h"
#include "tests/bench/query_threads.h"
#include "tests/bench/timed_process.h"

namespace {

namespace fs = std::filesystem;
using namespace gis;
using namespace gis::bench;

constexpr int kClasses = 54;  // as the cases of the measured rivals
constexpr int kDays = 1350;   // the same
constexpr int kRunsOfCounts = 9;
constexpr double kLeastTold = 0.001;  // seconds: less is lost in how the start of a program varies
constexpr double kMostMemory = 1.5 * (1 << 30);

struct Question {
  std::string title;
  QueryKind kind;
  std::vector<std::string> ours;  ///< behind the name of the city
  std::string command;            ///< select, join …
  std::function<std::vector<AnswerRow>(const store::Connection&)> rows;
  std::int64_t size = 100'000;  ///< of the layers that the goal is for
  bool isCounted = false;       ///< timed as a number, not as a layer
  bool makesLayer = true;
};

/// The rows of the layer that was made.
std::function<std::vector<AnswerRow>(const store::Connection&)> ofLayer(const std::string& sql) {
  return [sql](const store::Connection& c) { return rowsOf(c, sql); };
}

/// The features of a layer that meet a condition, as the engine finds them.
std::function<std::vector<AnswerRow>(const store::Connection&)> found(const std::string& layer,
                                                                      const std::string& where) {
  return [layer, where](const store::Connection& c) {
    query::SelectQuery query;
    query.layer = layer;
    query.where = where;
    Progress progress;
    std::vector<AnswerRow> rows;
    for (const std::int64_t fid : query::select(c, query, progress).fids) rows.push_back({std::to_string(fid), 1});
    if (std::int64_t(rows.size()) != query::countAnswer(c, query::askOf(query), progress))
      throw std::runtime_error("the number told is not that of the features found");
    return rows;
  };
}

std::vector<AnswerRow> groupsOfClassAndDay(const store::Connection& c) {
  query::Ask ask;
  ask.layer = "probes";
  ask.by = {{"class"}, {"reported", query::Grouping::Step::day}};
  Progress progress;
  std::vector<AnswerRow> rows;
  for (const std::vector<store::Value>& row : query::figuresOf(c, ask, query::answer(c, ask, progress), progress).rows)
    rows.push_back({store::textOf(row[0]) + " " + store::textOf(row[1]), std::atof(store::textOf(row[2]).c_str())});
  return rows;
}

std::vector<Question> questions() {
  return {
      {"each point joined to its parcel",
       QueryKind::joined,
       {"probes", "parcels", "--relate", "within", "--take", "zddm", "--keep", "matched", "--into", "r"},
       "join",
       ofLayer("SELECT id || ' ' || zddm, 1 FROM r"),
       1'000'000},
      {"parcels within 100 m of any point of one class",
       QueryKind::within,
       {"parcels", "--within-distance", "100", "probes", "--other-where", "class = 7", "--into", "r"},
       "select",
       ofLayer("SELECT zddm, 1 FROM r"),
       100'000,
       true},
      {"area of each land use in each grid cell",
       QueryKind::shared,
       {"parcels", "--zones", "grid", "--area", "--by", "dlbm", "--into", "r"},
       "aggregate",
       ofLayer("SELECT code || ' ' || dlbm, parcels_area FROM r")},
      {"nearest road of each point",
       QueryKind::nearest,
       {"probes", "roads", "--nearest", "1", "--take", "name", "--into", "r"},
       "join",
       ofLayer("SELECT id, distance FROM r")},
      {"parcels of one land use above an area",
       QueryKind::filtered,
       {"parcels", "--where", "dlbm = '0701' AND zdmj > 500", "--count"},
       "select",
       found("parcels", "dlbm = '0701' AND zdmj > 500"),
       1'000'000,
       true,
       false},
      {"text within the descriptions",
       QueryKind::texted,
       {"probes", "--where", "words LIKE '%燃气泄漏%'", "--count"},
       "select",
       found("probes", "words LIKE '%燃气泄漏%'"),
       1'000'000,
       true,
       false},
      {"totals of each class and day",
       QueryKind::totals,
       {"probes", "--figures", "count", "--by", "class,reported:day"},
       "select",
       groupsOfClassAndDay,
       1'000'000,
       true,
       false},
  };
}

/// What was found, for the table at the end.
struct Finding {
  std::string question, rival;
  Comparison times;
  double wanted = 0;
  std::string verdict;
};

/// Of the parcels; there are as many points.
std::int64_t featuresIn(const fs::path& city) {
  const auto opened = store::CityDatabase::open(city, store::OpenMode::readOnly);
  return store::layerByName(opened.connection(), "parcels").count;
}

class QueryBench {
 public:
  QueryBench(fs::path city, fs::path scratch, int runs)
      : m_city(std::move(city)), m_scratch(std::move(scratch)), m_runs(runs), m_features(featuresIn(m_city)) {}

  void meetAll() {
    const auto postgis = PostgisServer::start(m_city, m_scratch);
    if (!postgis) std::printf("PostGIS is not installed (postgresql-15-postgis-3, gdal-bin): left out\n");
    if (!qgisRival(QueryKind::joined, m_city, m_scratch)) std::printf("QGIS is not installed (qgis): left out\n");
    for (const Question& question : questions()) {
      std::printf("%s\n", question.title.c_str());
      if (const auto spatialite = spatialiteRival(question.kind, m_city, m_scratch))
        meet(question, *spatialite, m_runs);
      if (postgis) meet(question, postgis->rival(question.kind), m_runs);
      // minutes for a large city, and a ratio that one run tells
      if (const auto qgis = qgisRival(question.kind, m_city, m_scratch)) meet(question, *qgis, 1);
    }
    for (const Question& question : questions()) {
      std::printf("%s: whole programs, all threads beside one\n", question.title.c_str());
      (void)comparePaired(ours(question, {}), ours(question, {"--threads", "1"}), m_runs);
    }
    forget();
  }
  void printTable() const {
    std::printf("%-48s %-42s %9s %9s %7s %7s\n", "question", "beside", "ours s", "theirs s", "ratio", "wanted");
    for (const Finding& one : m_findings) {
      std::printf("%-48s %-42s %9.3f %9.3f %s%6.1f %7.0f %s\n", one.question.c_str(), one.rival.c_str(),
                  one.times.ourSeconds, one.times.theirSeconds, one.times.wasStopped ? ">" : " ", one.times.wallRatio,
                  one.wanted, one.verdict.c_str());
    }
  }
  /// Seconds of each question, whole programs, best of the runs.
  [[nodiscard]] std::vector<double> secondsOfOurs() const {
    std::vector<double> all;
    for (const Question& question : questions()) {
      double best = std::numeric_limits<double>::infinity();
      for (int run = 0; run <= m_runs; ++run) {
        const Rival asked = ours(question, {});
        forget();
        const Measured measured = runMeasured(asked.command, m_scratch / "ours.err");
        if (measured.status != 0) throw std::runtime_error(asked.name + " has no answer");
        best = std::min(best, measured.wallSeconds);
      }
      all.push_back(best);
    }
    forget();
    return all;
  }

 private:
  /// A goal holds for layers of its size; of smaller ones the most is what a program needs to start and to write.
  [[nodiscard]] std::string verdict(const Question& question, double ratio, double wanted) const {
    if (ratio >= wanted) return "met";
    return m_features < question.size ? "wanted for " + std::to_string(question.size) : "MISSED";
  }
  void meet(const Question& question, const QueryRival& other, int runs) {
    const Comparison found =
        question.isCounted ? counted(question, other, runs) : comparePaired(ours(question, {}), other.rival, runs);
    if (!found.wasStopped) compare(question, other);
    std::printf("  wanted: ratio %.0f: %s; anonymous memory %.0f MiB\n", other.wantedRatio,
                verdict(question, found.wallRatio, other.wantedRatio).c_str(),
                double(found.ourAnonymousBytes) / (1 << 20));
    if (double(found.ourAnonymousBytes) > kMostMemory) std::printf("  MISSED: more than 1.5 GiB\n");
    m_findings.push_back({question.title, other.rival.name, found, other.wantedRatio,
                          verdict(question, found.wallRatio, other.wantedRatio)});
  }
  /// Times the number alone and takes off what the programs need to start; leaves both answers for compare().
  [[nodiscard]] Comparison counted(const Question& question, const QueryRival& other, int runs) const {
    // a few milliseconds beside a start of some eighty
    if (runs > 1 || !question.makesLayer) runs = std::max(runs, kRunsOfCounts);
    Question number = question;
    if (question.makesLayer) {
      number.ours.erase(number.ours.end() - 2, number.ours.end());  // --into r
      number.ours.emplace_back("--count");
    }
    Rival theirs = other.rival;
    theirs.command = other.counting;
    Comparison found = comparePaired(ours(number, {}), theirs, runs);
    if (found.wasStopped) return found;
    std::printf("the start of both programs\n");
    const Comparison start =
        comparePaired({"citydesk-cli role", {(programFolder() / "citydesk-cli").string(), "role", m_city.string()}, {}},
                      {other.rival.name, other.start, {}}, runs);
    found.ourSeconds = std::max(kLeastTold, found.ourSeconds - start.ourSeconds);
    found.theirSeconds = std::max(kLeastTold, found.theirSeconds - start.theirSeconds);
    std::printf("  inside the programs: %.0f ms and %.0f ms\n", found.ourSeconds * 1000, found.theirSeconds * 1000);
    found.wallRatio = found.theirSeconds / found.ourSeconds;
    if (!question.makesLayer) return found;
    const Comparison whole = comparePaired(ours(question, {}), other.rival, 1);
    found.ourAnonymousBytes = std::max(found.ourAnonymousBytes, whole.ourAnonymousBytes);
    return found;
  }
  [[nodiscard]] Rival ours(const Question& question, const std::vector<std::string>& options) const {
    std::vector<std::string> line{(programFolder() / "citydesk-cli").string(), question.command, m_city.string()};
    line.insert(line.end(), question.ours.begin(), question.ours.end());
    line.insert(line.end(), options.begin(), options.end());
    std::string name = "citydesk-cli " + question.command;
    for (const std::string& option : options) name += " " + option;
    return {name, line, [this] { forget(); }};
  }
  /// Our answer of the last run.
  void forget() const {
    const auto city = store::CityDatabase::open(m_city);
    if (store::layerExists(city.connection(), "r")) store::removeLayer(city.connection(), "r");
  }
  void compare(const Question& question, const QueryRival& rival) const {
    const auto city = store::CityDatabase::open(m_city);
    const std::vector<AnswerRow> rows = question.rows(city.connection());
    const double sum = requireSameRows(rows, rival.rows());
    std::printf("  both say the same, row by row: %zu rows, in sum %.9g\n", rows.size(), sum);
  }

  fs::path m_city, m_scratch;
  int m_runs;
  std::int64_t m_features;
  std::vector<Finding> m_findings;
};

/// As many points as there are parcels, anywhere in their extent, in 54 classes of equal size, reported over 1,350
/// days, every 500th about leaking gas: the layer `probes`.
void addProbes(const fs::path& file, const fs::path& scratch) {
  const fs::path csv = scratch / "probes.csv";
  std::string crs;
  {
    const auto city = store::CityDatabase::open(file, store::OpenMode::readOnly);
    const store::LayerInfo parcels = store::layerByName(city.connection(), "parcels");
    crs = parcels.crs.identifier();
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> x(parcels.extent.minX, parcels.extent.maxX);
    std::uniform_real_distribution<double> y(parcels.extent.minY, parcels.extent.maxY);
    std::ofstream out(csv);
    constexpr const char* kDefects[] = {"井盖缺失", "路灯不亮", "占道经营", "垃圾满溢", "树枝倒伏", "路面破损"};
    constexpr UtcMillis kDay = 24 * 3'600'000;
    const UtcMillis first = utcNow() - kDays * kDay;
    out << "id,class,reported,words,x,y\n" << std::fixed << std::setprecision(3);
    for (std::int64_t i = 0; i < parcels.count; ++i) {
      const std::string day = toIsoUtc(first + kDay * UtcMillis(random() % kDays)).substr(0, 10);
      out << i << ',' << i % kClasses << ',' << day << "T0" << 4 + random() % 5 << ":30:00Z,"
          << "文昌中路" << random() % 900 << "号"
          << (i % 500 == 0 ? "燃气泄漏" : kDefects[random() % std::size(kDefects)]) << "，请派人处理," << x(random)
          << ',' << y(random) << '\n';
    }
  }
  const std::string cli = (programFolder() / "citydesk-cli").string();
  const Measured made = runMeasured({cli, "import", file.string(), csv.string(), "--as", "probes", "--source-crs", crs},
                                    scratch / "probes.err");
  if (made.status != 0) throw std::runtime_error("the points cannot be imported");
}

/// A copy of a city as the bench wants it, with points and map snapshots.
fs::path prepared(const fs::path& made, const fs::path& scratch) {
  fs::create_directories(scratch);
  const fs::path city = scratch / "city.citydb";
  fs::remove(city);
  fs::copy_file(made, city);
  addProbes(city, scratch);
  (void)runMeasured({(programFolder() / "citydesk-cli").string(), "render", city.string(), "--out",
                     (scratch / "map.png").string(), "--size", "64x64"},
                    scratch / "render.err");
  const auto opened = store::CityDatabase::open(city);
  for (const char* layer : {"parcels", "probes", "grid", "roads"})
    std::printf("%s: %lld\n", layer, static_cast<long long>(store::layerByName(opened.connection(), layer).count));
  return city;
}

/// Ten times the data may take twelve times the time.
void compareGrowth(const fs::path& large, const fs::path& small, const fs::path& scratch, int runs) {
  constexpr double kMostGrowth = 1.2;  // of the time beside that of the data
  const double more = double(featuresIn(large)) / double(featuresIn(small));
  const std::vector<double> one = QueryBench(small, scratch, runs).secondsOfOurs();
  const std::vector<double> other = QueryBench(large, scratch, runs).secondsOfOurs();
  const std::vector<Question> all = questions();
  std::printf("%.1f times the data, whole programs, best of %d:\n", more, runs + 1);
  for (std::size_t i = 0; i < all.size(); ++i) {
    const double longer = other[i] / one[i];
    std::printf("  %-48s %8.3f s and %8.3f s: %.1f times the time, wanted at most %.1f: %s\n", all[i].title.c_str(),
                one[i], other[i], longer, kMostGrowth * more, longer <= kMostGrowth * more ? "met" : "MISSED");
  }
}

int run() {
  (void)std::setvbuf(stdout, nullptr, _IOLBF, BUFSIZ);  // what is known is told, whatever comes after
  const fs::path made = benchData() / "city.citydb";
  const char* given = std::getenv("CITYDESK_BENCH_CITY");
  const bool isGiven = given != nullptr && *given != '\0';
  const char* runsText = std::getenv("CITYDESK_BENCH_RUNS");
  const int runs = runsText != nullptr ? std::max(1, std::atoi(runsText)) : 3;
  const fs::path scratch = fs::temp_directory_path() / "citydesk-bench-query";
  const fs::path city = prepared(isGiven ? fs::path(given) : made, scratch);
  std::printf("%s\n", machineLine().c_str());
  const char* only = std::getenv("CITYDESK_BENCH_ONLY");
  const auto wants = [&](std::string_view part) { return only == nullptr || *only == '\0' || part == only; };
  if (wants("threads")) compareThreads(city, runs);
  if (isGiven && wants("growth")) compareGrowth(city, prepared(made, scratch / "small"), scratch, runs);
  if (wants("rivals")) {
    QueryBench bench(city, scratch, runs);
    bench.meetAll();
    bench.printTable();
  }
  fs::remove_all(scratch);
  return 0;
}

}  // namespace

int main() {
  gis::platform::growHeapInLargePages();  // as citydesk-cli does
  try {
    return run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_query: %s\n", error.what());
    return 1;
  }
}
