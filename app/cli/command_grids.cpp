// citydesk-cli grids: do divisions, unit grids and duty grids lie in each other as the standard wants it?
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <limits>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/grid_check.h"

namespace gis::cli {
namespace {

class GridsCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "grids"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Check divisions, unit grids and duty grids: overlaps, gaps, nesting, codes, sizes");
  }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("--smallest", m_options.smallest, GIS_TR("Smallest usual area of a unit grid, m²"))->type_name("M2");
    app.add_option("--largest", m_options.largest, GIS_TR("Largest usual area of a unit grid, m²"))->type_name("M2");
  }

  int run(Context& context) override {
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city), store::OpenMode::readOnly);
    const city::GridReport report = city::checkGrids(city, m_options, context.progress);
    if (context.json) {
      writeJson(report, context.language);
      return kDone;
    }
    for (const auto& layer : report.layers)
      print(fmt::format("{:12} {:20} {:8} {:6} {:6}\n", layer.role, layer.layer.empty() ? "-" : layer.layer,
                        layer.features, layer.errors, layer.warnings));
    for (const city::GridFinding& one : report.findings)
      print(fmt::format("{}  {}  {}  {}\n", one.layer, one.code.empty() ? std::to_string(one.fids.front()) : one.code,
                        one.check, textIn(one.what, context.language)));
    return kDone;
  }

 private:
  static void writeJson(const city::GridReport& report, const std::string& language) {
    JsonWriter json;
    json.beginObject().key("layers").beginArray();
    for (const auto& layer : report.layers) {
      json.beginObject().member("role", layer.role).memberOrNull("layer", layer.layer);
      json.member("features", layer.features).member("errors", layer.errors).member("warnings", layer.warnings);
      json.endObject();
    }
    json.endArray().key("findings").beginArray();
    const double none = std::numeric_limits<double>::quiet_NaN();
    for (const city::GridFinding& one : report.findings) {
      json.beginObject().member("role", one.role).member("layer", one.layer).member("check", one.check);
      json.memberOrNull("code", one.code).key("fids").beginArray();
      for (const std::int64_t fid : one.fids) json.value(fid);
      json.endArray().member("severity", one.severity == city::Severity::error ? "error" : "warning");
      json.member("reason", textIn(one.what, language));
      json.member("x", one.box ? (one.box->minX + one.box->maxX) / 2 : none);
      json.member("y", one.box ? (one.box->minY + one.box->maxY) / 2 : none).endObject();
    }
    json.endArray().endObject().finish();
  }

  std::string m_city;
  city::GridCheckOptions m_options;
};

}  // namespace

std::unique_ptr<Command> makeGridsCommand() {
  return std::make_unique<GridsCommand>();
}

}  // namespace gis::cli
