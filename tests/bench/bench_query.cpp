// Questions over a city against the best SQL that SpatiaLite has for them, on the same file and in turn. The rivals
// join on the R*Tree's own table, which is faster than its SpatialIndex sub-query, and write rows without geometry or
// index; ours make a layer with both. What is only counted is told without the start of the programs too. Every answer
// is compared before a figure is believed. The city has its map snapshots, as on a desk where it was opened before.
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
#include "tests/bench/timed_process.h"

namespace {

namespace fs = std::filesystem;
using namespace gis;
using namespace gis::bench;

constexpr int kClasses = 54;  // as the cases of the measured rivals
constexpr double kMostMemory = 1.5 * (1 << 30);

/// One question both ways.
struct Question {
  std::string title;
  std::vector<std::string> ours;  ///< behind the name of the city
  std::string command;            ///< select, join …
  std::string theirs;             ///< SELECT, becomes the table o.j
  std::string ourFigure;          ///< SQL over the layer `r`
  std::string theirFigure;        ///< SQL over the table o.j
  double wantedRatio = 0;
  bool isCounted = false;  ///< timed as a number, not as a layer
};

const char* const kNear =
    " JOIN idx_parcels_geometry r ON r.xmin <= x.x1 AND r.xmax >= x.x0 AND r.ymin <= x.y1 AND r.ymax >= x.y0"
    " CROSS JOIN parcels p ON p.fid = r.pkid ";

/// FROM clause with the box of each row of a layer, `grown` metres wider, and the parcels whose boxes meet it.
std::string parcelsNear(const std::string& layer, const std::string& columns, const std::string& where, int grown) {
  const std::string by = std::to_string(grown);
  return " FROM (SELECT " + columns + ", geometry, MbrMinX(geometry) - " + by + " x0, MbrMaxX(geometry) + " + by +
         " x1, MbrMinY(geometry) - " + by + " y0, MbrMaxY(geometry) + " + by + " y1 FROM " + layer + where +
         ") x CROSS" + kNear;
}

std::vector<Question> questions() {
  return {
      {"each point joined to its parcel",
       {"probes", "parcels", "--relate", "within", "--take", "zddm", "--keep", "matched", "--into", "r"},
       "join",
       "SELECT x.fid, p.zddm" + parcelsNear("probes", "fid", "", 0) + "WHERE ST_Contains(p.geometry, x.geometry)",
       "SELECT count(*) FROM r",
       "SELECT count(*) FROM o.j",
       7},
      {"parcels within 100 m of any point of one class",
       {"parcels", "--within-distance", "100", "probes", "--other-where", "class = 7", "--into", "r"},
       "select",
       "SELECT DISTINCT p.fid" + parcelsNear("probes", "fid", " WHERE class = 7", 100) +
           "WHERE ST_Distance(p.geometry, x.geometry) <= 100",
       "SELECT count(*) FROM r",
       "SELECT count(*) FROM o.j",
       2,
       true},
      {"area of each land use in each grid cell",
       {"parcels", "--zones", "grid", "--area", "--by", "dlbm", "--into", "r"},
       "aggregate",
       "SELECT x.code, p.dlbm, sum(ST_Area(ST_Intersection(p.geometry, x.geometry))) a" +
           parcelsNear("grid", "code", "", 0) + "WHERE ST_Intersects(p.geometry, x.geometry) GROUP BY 1, 2",
       "SELECT sum(parcels_area) FROM r",
       "SELECT sum(a) FROM o.j",
       6},
  };
}

class QueryBench {
 public:
  QueryBench(fs::path city, fs::path scratch) : m_city(std::move(city)), m_scratch(std::move(scratch)) {}

  void run() {
    const char* runsText = std::getenv("CITYDESK_BENCH_RUNS");
    const int runs = runsText != nullptr ? std::max(1, std::atoi(runsText)) : 3;
    for (const Question& question : questions()) {
      std::printf("%s\n", question.title.c_str());
      const Comparison found =
          question.isCounted ? counted(question, runs) : comparePaired(ours(question, {}), theirs(question), runs);
      compare(question);
      std::printf("  wanted: ratio %.0f: %s; anonymous memory %.0f MiB\n", question.wantedRatio,
                  found.wallRatio >= question.wantedRatio ? "met" : "MISSED",
                  double(found.ourAnonymousBytes) / (1 << 20));
      if (double(found.ourAnonymousBytes) > kMostMemory) std::printf("  MISSED: more than 1.5 GiB\n");
    }
    const Question join = questions().front();
    std::printf("the same join with one thread, beside all\n");
    (void)comparePaired(ours(join, {}), ours(join, {"--threads", "1"}), runs);
    std::printf("nearest road of each point: ours alone (SpatiaLite's KNN takes minutes)\n");
    const Question nearest{"", {"probes", "roads", "--nearest", "1", "--take", "name", "--into", "r"}, "join"};
    (void)comparePaired(ours(nearest, {}), ours(nearest, {"--threads", "1"}), 1);
    forget();
  }

 private:
  /// Times the number alone and takes off what the programs need to start; leaves both answers for compare().
  [[nodiscard]] Comparison counted(const Question& question, int runs) const {
    Question number = question;
    number.ours.erase(number.ours.end() - 2, number.ours.end());  // --into r
    const Rival counting{"SpatiaLite, R*Tree joined, a number",
                         {"spatialite", "-silent", m_city.string(), "SELECT count(*) FROM (" + question.theirs + ")"},
                         {}};
    Comparison found = comparePaired(ours(number, {"--count"}), counting, runs);
    std::printf("the start of both programs\n");
    const Comparison start =
        comparePaired({"citydesk-cli role", {(programFolder() / "citydesk-cli").string(), "role", m_city.string()}, {}},
                      {"SpatiaLite, SELECT 1", {"spatialite", "-silent", m_city.string(), "SELECT 1"}, {}}, runs);
    const double our = found.ourSeconds - start.ourSeconds;
    const double their = found.theirSeconds - start.theirSeconds;
    std::printf("  inside the programs: %.0f ms and %.0f ms\n", our * 1000, their * 1000);
    found.wallRatio = their / our;
    (void)comparePaired(ours(question, {}), theirs(question), 1);
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
  [[nodiscard]] Rival theirs(const Question& question) const {
    const std::string out = answer().string();
    return {
        "SpatiaLite, R*Tree joined, a bare table",
        {"spatialite", "-silent", m_city.string(), "ATTACH '" + out + "' AS o; CREATE TABLE o.j AS " + question.theirs},
        [out] { fs::remove(out); }};
  }
  [[nodiscard]] fs::path answer() const { return m_scratch / "theirs.sqlite"; }
  /// Our answer of the last run.
  void forget() const {
    const auto city = store::CityDatabase::open(m_city);
    if (store::layerExists(city.connection(), "r")) store::removeLayer(city.connection(), "r");
  }
  void compare(const Question& question) const {
    const auto city = store::CityDatabase::open(m_city);
    const store::Connection& c = city.connection();
    c.exec("ATTACH '" + answer().string() + "' AS o");
    const double one = std::atof(c.textValue(question.ourFigure).c_str());
    const double other = std::atof(c.textValue(question.theirFigure).c_str());
    c.exec("DETACH o");
    std::printf("  both say %.6g\n", one);
    if (!(std::abs(one - other) <= 1e-6 * std::abs(other)))
      throw std::runtime_error("the answers differ: " + std::to_string(one) + " and " + std::to_string(other));
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
