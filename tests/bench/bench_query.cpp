// Questions over a city against the best way that SpatiaLite, PostGIS and QGIS have for them, on the same layers and in
// turn (rivals that are not installed are named and left out). The databases write rows without geometry or index; ours
// make a layer with both. What is only counted is told without the start of the programs. Every answer is compared
// before a figure is believed. The city has its map snapshots, as on a desk where it was opened before.
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <random>
#include <stdexcept>

#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"
#include "tests/bench/query_rivals.h"
#include "tests/bench/timed_process.h"

namespace {

namespace fs = std::filesystem;
using namespace gis;
using namespace gis::bench;

constexpr int kClasses = 54;  // as the cases of the measured rivals
constexpr double kMostMemory = 1.5 * (1 << 30);

struct Question {
  std::string title;
  QueryKind kind;
  std::vector<std::string> ours;  ///< behind the name of the city
  std::string command;            ///< select, join …
  std::string ourFigure;          ///< SQL over the layer `r`
  bool isCounted = false;         ///< timed as a number, not as a layer
};

std::vector<Question> questions() {
  return {
      {"each point joined to its parcel",
       QueryKind::joined,
       {"probes", "parcels", "--relate", "within", "--take", "zddm", "--keep", "matched", "--into", "r"},
       "join",
       "SELECT count(*) FROM r"},
      {"parcels within 100 m of any point of one class",
       QueryKind::within,
       {"parcels", "--within-distance", "100", "probes", "--other-where", "class = 7", "--into", "r"},
       "select",
       "SELECT count(*) FROM r",
       true},
      {"area of each land use in each grid cell",
       QueryKind::shared,
       {"parcels", "--zones", "grid", "--area", "--by", "dlbm", "--into", "r"},
       "aggregate",
       "SELECT sum(parcels_area) FROM r"},
      {"nearest road of each point",
       QueryKind::nearest,
       {"probes", "roads", "--nearest", "1", "--take", "name", "--into", "r"},
       "join",
       "SELECT sum(distance) FROM r"},
  };
}

class QueryBench {
 public:
  QueryBench(fs::path city, fs::path scratch) : m_city(std::move(city)), m_scratch(std::move(scratch)) {}

  void run() {
    const char* runsText = std::getenv("CITYDESK_BENCH_RUNS");
    const int runs = runsText != nullptr ? std::max(1, std::atoi(runsText)) : 3;
    const auto postgis = PostgisServer::start(m_city, m_scratch);
    if (!postgis) std::printf("PostGIS is not installed (postgresql-15-postgis-3, gdal-bin): left out\n");
    if (!qgisRival(QueryKind::joined, m_city, m_scratch)) std::printf("QGIS is not installed (qgis): left out\n");
    for (const Question& question : questions()) {
      std::printf("%s\n", question.title.c_str());
      if (const auto spatialite = spatialiteRival(question.kind, m_city, m_scratch)) meet(question, *spatialite, runs);
      if (postgis) meet(question, postgis->rival(question.kind), runs);
      // minutes for a large city, and a ratio that one run tells
      if (const auto qgis = qgisRival(question.kind, m_city, m_scratch)) meet(question, *qgis, 1);
    }
    for (const Question& question : questions()) {
      std::printf("%s: all threads, beside one\n", question.title.c_str());
      (void)comparePaired(ours(question, {}), ours(question, {"--threads", "1"}), runs);
    }
    forget();
  }

 private:
  void meet(const Question& question, const QueryRival& other, int runs) const {
    const Comparison found =
        question.isCounted ? counted(question, other, runs) : comparePaired(ours(question, {}), other.rival, runs);
    compare(question, other);
    std::printf("  wanted: ratio %.0f: %s; anonymous memory %.0f MiB\n", other.wantedRatio,
                found.wallRatio >= other.wantedRatio ? "met" : "MISSED", double(found.ourAnonymousBytes) / (1 << 20));
    if (double(found.ourAnonymousBytes) > kMostMemory) std::printf("  MISSED: more than 1.5 GiB\n");
  }
  /// Times the number alone and takes off what the programs need to start; leaves both answers for compare().
  [[nodiscard]] Comparison counted(const Question& question, const QueryRival& other, int runs) const {
    Question number = question;
    number.ours.erase(number.ours.end() - 2, number.ours.end());  // --into r
    Comparison found =
        comparePaired(ours(number, {"--count"}), {other.rival.name, other.counting, other.rival.before}, runs);
    std::printf("the start of both programs\n");
    const Comparison start =
        comparePaired({"citydesk-cli role", {(programFolder() / "citydesk-cli").string(), "role", m_city.string()}, {}},
                      {other.rival.name, other.start, {}}, runs);
    const double our = found.ourSeconds - start.ourSeconds;
    const double their = found.theirSeconds - start.theirSeconds;
    std::printf("  inside the programs: %.0f ms and %.0f ms\n", our * 1000, their * 1000);
    found.wallRatio = their / our;
    (void)comparePaired(ours(question, {}), other.rival, 1);
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
    const std::optional<double> other = rival.figure();
    if (!other) return;
    const auto city = store::CityDatabase::open(m_city);
    const double one = std::atof(city.connection().textValue(question.ourFigure).c_str());
    std::printf("  both say %.9g\n", one);
    if (!(std::abs(one - *other) <= 1e-6 * std::abs(*other)))
      throw std::runtime_error("the answers differ: " + std::to_string(one) + " and " + std::to_string(*other));
  }

  fs::path m_city, m_scratch;
};

/// As many points as there are parcels, anywhere in their extent, in 54 classes of equal size: the layer `probes`.
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
    out << "class,x,y\n" << std::fixed << std::setprecision(3);
    for (std::int64_t i = 0; i < parcels.count; ++i)
      out << i % kClasses << ',' << x(random) << ',' << y(random) << '\n';
  }
  const std::string cli = (programFolder() / "citydesk-cli").string();
  const Measured made = runMeasured({cli, "import", file.string(), csv.string(), "--as", "probes", "--source-crs", crs},
                                    scratch / "probes.err");
  if (made.status != 0) throw std::runtime_error("the points cannot be imported");
}

int run() {
  (void)benchData();  // made when it is not there
  const char* given = std::getenv("CITYDESK_BENCH_CITY");
  const fs::path made = given != nullptr && *given != '\0' ? fs::path(given) : benchData() / "city.citydb";
  const fs::path scratch = fs::temp_directory_path() / "citydesk-bench-query";
  fs::create_directories(scratch);
  const fs::path city = scratch / "city.citydb";
  fs::remove(city);
  fs::copy_file(made, city);
  addProbes(city, scratch);
  (void)runMeasured({(programFolder() / "citydesk-cli").string(), "render", city.string(), "--out",
                     (scratch / "map.png").string(), "--size", "64x64"},
                    scratch / "render.err");
  {
    const auto opened = store::CityDatabase::open(city);
    for (const char* layer : {"parcels", "probes", "grid", "roads"})
      std::printf("%s: %lld\n", layer, static_cast<long long>(store::layerByName(opened.connection(), layer).count));
  }
  std::printf("%s\n", machineLine().c_str());
  QueryBench(city, scratch).run();
  fs::remove_all(scratch);
  return 0;
}

}  // namespace

int main() {
  try {
    return run();
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_query: %s\n", error.what());
    return 1;
  }
}
