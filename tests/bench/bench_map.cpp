// Frames and journeys of the map beside QGIS (PyQGIS, where it is installed), from the same city and with the same
// style, in one go: fill by category and outline of 0.26 mm for parcels, circles of 2 mm for incidents, 1600 × 1000.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <stdexcept>

#include "gis_core/base/platform/files.h"
#include "tests/bench/timed_process.h"

namespace {

namespace fs = std::filesystem;
using namespace gis::bench;
using nlohmann::json;

constexpr int kRuns = 5;
constexpr int kSteps = 60;

struct Box {
  double x1 = 0, y1 = 0, x2 = 0, y2 = 0;
  [[nodiscard]] std::string text() const {
    char line[120];
    std::snprintf(line, sizeof line, "%.3f,%.3f,%.3f,%.3f", x1, y1, x2, y2);
    return line;
  }
  /// A box of the picture's shape around a place.
  static Box around(double x, double y, double width) {
    return {x - width / 2, y - width * 0.3125, x + width / 2, y + width * 0.3125};
  }
};

class MapBench {
 public:
  MapBench()
      : m_data(benchData()), m_scratch(m_data / "bench-map"), m_cli((programFolder() / "citydesk-cli").string()) {
    fs::create_directories(m_scratch);
    makeCity();
    makeStyle();
  }
  void run();

 private:
  /// What a program prints as JSON; its time is measured, too.
  json output(const std::vector<std::string>& command, Measured* measured = nullptr) const;
  [[nodiscard]] json ours(std::vector<std::string> more, Measured* measured = nullptr) const;
  [[nodiscard]] std::string file(const char* name) const { return (m_scratch / name).string(); }
  void makeCity();
  void makeStyle();
  void addJourney(const char* name, double width);
  [[nodiscard]] std::optional<json> theirs() const;

  fs::path m_data, m_scratch;
  std::string m_cli;
  Box m_extent;
  std::int64_t m_parcels = 0, m_incidents = 0;
  std::vector<std::pair<std::string, Box>> m_frames;
  std::vector<std::pair<std::string, std::vector<Box>>> m_journeys;
};

json MapBench::output(const std::vector<std::string>& command, Measured* measured) const {
  std::string line;
  for (const std::string& word : command) line += "'" + word + "' ";
  const Measured m = runMeasured({"sh", "-c", line + "> '" + file("out.json") + "'"}, m_scratch / "run.err");
  if (m.status != 0) throw std::runtime_error(line + "failed: " + gis::platform::readFile(m_scratch / "run.err"));
  if (measured != nullptr) *measured = m;
  return json::parse(gis::platform::readFile(m_scratch / "out.json"));
}

json MapBench::ours(std::vector<std::string> more, Measured* measured) const {
  const std::vector<std::string> same{file("city.citydb"), "--style",     file("style.json"), "--layers",
                                      "parcels,incidents", "--no-labels", "--background",     "white"};
  more.insert(more.begin(), {m_cli, "--json"});
  more.insert(more.end(), same.begin(), same.end());
  return output(more, measured);
}

void MapBench::makeCity() {
  const fs::path shp = fs::exists(m_data / "shp" / "parcels.shp") ? m_data / "shp" : m_data;
  if (!fs::exists(file("city.citydb"))) {
    const std::string half = file("half.citydb");
    fs::remove(half);
    if (runMeasured({m_cli, "create", half}, m_scratch / "run.err").status != 0)
      throw std::runtime_error("create failed");
    for (const char* name : {"parcels", "incidents"}) {
      (void)output({m_cli, "--json", "import", half, (shp / (std::string(name) + ".shp")).string(), "--as", name});
    }
    fs::rename(half, file("city.citydb"));
  }
}

void MapBench::makeStyle() {
  static const char* const kColours[] = {"#88ccee", "#ddcc77", "#44aa99", "#cc6677", "#bbcc33", "#aa4499", "#77aadd",
                                         "#ee8866", "#99ddff", "#eedd88", "#999933", "#ffaabb", "#dfe6d0", "#b0d0b0"};
  std::string field;
  for (const auto& layer : output({m_cli, "--json", "layers", file("city.citydb")})) {
    const auto& extent = layer.at("extent");
    if (layer.at("name") == "incidents") m_incidents = layer.at("count").get<std::int64_t>();
    if (layer.at("name") != "parcels") continue;
    m_parcels = layer.at("count").get<std::int64_t>();
    m_extent = {extent.at(0), extent.at(1), extent.at(2), extent.at(3)};
    for (const char* wanted : {"landuse", "land_use", "use_code", "dlbm", "use"}) {
      for (const auto& f : layer.at("fields")) {
        if (field.empty() && f.at("name") == wanted) field = wanted;
      }
    }
  }
  if (field.empty()) throw std::runtime_error("the parcels have no field of land use");
  const json rows =
      output({m_cli, "--json", "sql", file("city.citydb"),
              "SELECT DISTINCT \"" + field + "\" FROM parcels WHERE \"" + field + "\" IS NOT NULL ORDER BY 1"});
  const json outline{{"colour", "#232323"}, {"width_mm", 0.26}};
  json parcels{{"kind", "categorised"}, {"field", field}, {"classes", json::array()}};
  for (const auto& row : rows.at("rows")) {
    const std::string value = row.at(0).get<std::string>();
    parcels["classes"].push_back(
        {{"label_en", value},
         {"values", {value}},
         {"symbol", {{"fill", kColours[parcels["classes"].size() % std::size(kColours)]}, {"outline", outline}}}});
  }
  parcels["classes"].push_back(
      {{"label_en", "others"}, {"values", json::array()}, {"symbol", {{"fill", "#dddddd"}, {"outline", outline}}}});
  const json incidents{{"kind", "single"},
                       {"classes",
                        {{{"label_en", "incidents"},
                          {"values", json::array()},
                          {"symbol",
                           {{"fill", "#c8553d"},
                            {"size_mm", 2},
                            {"marker", "circle"},
                            {"outline", {{"colour", "#232323"}, {"width_mm", 0.1}}}}}}}}};
  std::ofstream(file("style.json")) << json{{"parcels", parcels}, {"incidents", incidents}}.dump();
}

void MapBench::addJourney(const char* name, double width) {
  // 40 pans of a quarter of the screen and 20 turns of the wheel
  double x = (m_extent.x1 + m_extent.x2) / 2 - width * 2, y = (m_extent.y1 + m_extent.y2) / 2 - width, z = width;
  std::vector<Box> steps{Box::around(x, y, z)};
  for (int k = 0; k < kSteps; ++k) {
    if (k % 3 == 2) {
      z *= (k / 3) % 4 == 0 || (k / 3) % 4 == 3 ? 1.25 : 0.8;
    } else {
      x += z * (k % 20 < 12 ? 0.25 : -0.1);
      y += z * (k % 2 != 0 ? 0.08 : -0.03);
    }
    steps.push_back(Box::around(x, y, z));
  }
  m_journeys.emplace_back(name, std::move(steps));
}

std::optional<json> MapBench::theirs() const {
  // another Python may stand before the system's, which alone has the package of QGIS
  std::string python;
  for (const char* name : {"python3", "/usr/bin/python3"}) {
    if (python.empty() && runMeasured({name, "-c", "import qgis.core"}, m_scratch / "run.err").status == 0)
      python = name;
  }
  if (python.empty()) return std::nullopt;
  std::ofstream boxes(file("boxes.txt"));
  for (const auto& [name, box] : m_frames) boxes << name << " 3 " << box.text() << "\n";
  for (const auto& [name, steps] : m_journeys) {
    for (const Box& step : steps) boxes << name << " pan " << step.text() << "\n";
  }
  boxes.close();
  return output({python, BENCH_QGIS_SCRIPT, file("city.citydb"), file("boxes.txt"), file("style.json")});
}

double share(std::vector<double> values, double part) {
  std::sort(values.begin(), values.end());
  return values.empty() ? 0 : values[std::min(values.size() - 1, std::size_t(part * double(values.size())))];
}

void MapBench::run() {
  const double width = std::max(m_extent.x2 - m_extent.x1, (m_extent.y2 - m_extent.y1) * 1.6);
  const double x = (m_extent.x1 + m_extent.x2) / 2, y = (m_extent.y1 + m_extent.y2) / 2;
  m_frames = {{"full", Box::around(x, y, width * 1.02)},
              {"quarter", Box::around(x, y, width / 4)},
              {"sixteenth", Box::around(x, y, width / 16)},
              {"street", Box::around(x, y, 1000)}};
  addJourney("district", 9500);
  addJourney("neighbourhood", 3000);
  addJourney("street-journey", 1000);
  std::printf("map of %lld parcels and %lld incidents, 1600 x 1000, 96 dpi\n%s\n", static_cast<long long>(m_parcels),
              static_cast<long long>(m_incidents), machineLine().c_str());
  const std::string picture = file("frame.png");
  Measured first;
  (void)ours({"render", "--out", picture}, &first);  // builds the snapshots where they are missing
  const json start = ours({"render", "--out", picture}, &first);
  std::printf("program start to the first complete picture: %.0f ms (of it opening: %.0f ms, drawing: %.0f ms)\n",
              first.wallSeconds * 1000, start.at("open_ms").get<double>(), start.at("frames_ms").at(0).get<double>());
  std::map<std::string, double> empty, cached;
  for (const auto& [name, box] : m_frames) {
    const json drawn = ours({"render", "--out", picture, "--bbox", box.text(), "--repeat", std::to_string(kRuns + 1)});
    if (drawn.at("features_drawn").get<std::int64_t>() == 0) throw std::runtime_error("nothing was drawn at " + name);
    std::vector<double> frames = drawn.at("frames_ms").get<std::vector<double>>();
    frames.erase(frames.begin());
    empty[name] = share(frames, 0.5);
    const json again =
        ours({"render", "--out", picture, "--bbox", box.text(), "--cached", "--repeat", std::to_string(kRuns + 1)});
    frames = again.at("frames_ms").get<std::vector<double>>();
    frames.erase(frames.begin());
    cached[name] = share(frames, 0.5);
  }
  std::map<std::string, json> journeys;
  std::uint64_t rss = 0;
  for (const auto& [name, steps] : m_journeys) {
    std::ofstream script(file("script.txt"));
    for (const Box& step : steps) script << step.text() << "\n";
    script.close();
    Measured measured;
    journeys[name] = ours({"pan", "--script", file("script.txt")}, &measured);
    rss = std::max(rss, measured.peakRssBytes);
  }
  const auto qgis = theirs();
  const auto rival = [&](const std::string& name, double part) {
    return qgis ? share(qgis->at("ms").at(name).get<std::vector<double>>(), part) : 0.0;
  };
  std::printf("%s\n", qgis ? ("QGIS " + qgis->at("version").get<std::string>()).c_str()
                           : "QGIS is not installed (python3-qgis): ours alone");
  const auto row = [&](const std::string& what, double mine, double other) {
    std::printf("%-44s %9.1f ms", what.c_str(), mine);
    if (qgis) std::printf("   QGIS %9.1f ms   %6.1f x", other, other / mine);
    std::printf("\n");
  };
  for (const auto& [name, box] : m_frames) {
    row("frame, empty cache: " + name, empty[name], rival(name, 0.5));
    row("the same frame again: " + name, cached[name], rival(name, 0.5));
  }
  for (const auto& [name, steps] : m_journeys) {
    row("journey, complete, p95: " + name, share(journeys[name].at("complete_ms").get<std::vector<double>>(), 0.95),
        rival(name, 0.95));
    row("journey, something right, p95: " + name,
        share(journeys[name].at("frames_ms").get<std::vector<double>>(), 0.95), rival(name, 0.95));
  }
  std::printf("largest resident size on the journeys, mapped snapshot included: %.0f MiB\n", double(rss) / (1 << 20));
}

}  // namespace

int main() {
  try {
    MapBench().run();
    return 0;
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_map: %s\n", error.what());
    return 1;
  }
}
