// citydesk-cli export: a layer as a file for others.
#include <fmt/format.h>

#include <map>
#include <memory>

#include "app/cli/command.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/io/export.h"

namespace gis::cli {
namespace {

using io::ExportReport;
using io::ExportRequest;

void writeReport(const ExportReport& report) {
  JsonWriter json;
  json.beginObject().member("written", report.written).key("files").beginArray();
  for (const auto& file : report.files) json.value(platform::pathToUtf8(file));
  json.endArray().key("renamed_fields").beginObject();
  for (const auto& [from, to] : report.renamedFields) json.member(from, to);
  json.endObject().member("truncated_values", report.truncatedValues).key("missing_characters").beginArray();
  for (const std::string& character : report.missingCharacters) json.value(character);
  json.endArray().key("warnings").beginArray();
  for (const Message& warning : report.warnings) json.value(warning.str());
  json.endArray().endObject().finish();
}

void printReport(const ExportReport& report) {
  print(fmt::format("{} features written and read back\n", report.written));
  for (const auto& file : report.files) print("  " + platform::pathToUtf8(file) + "\n");
  for (const auto& [from, to] : report.renamedFields) print(fmt::format("field {} is called {}\n", from, to));
  for (const Message& warning : report.warnings) print(warning.str() + "\n");
}

class ExportCommand final : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "export"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("Write a layer as a file for others"); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("The city database"))->required();
    app.add_option("LAYER", m_request.layer, GIS_TR("The layer to write"))->required();
    app.add_option("FILE", m_file, GIS_TR("The file to make"))->required();
    app.add_option("--format", m_request.format,
                   GIS_TR("shp, gpkg, geojson, csv, xlsx, fgb, kml or dxf; otherwise by the suffix"))
        ->type_name("NAME");
    app.add_option("--encoding", m_request.encoding, GIS_TR("UTF-8 or GBK (shapefile, CSV)"))->type_name("NAME");
    app.add_option("--crs", m_request.crs, GIS_TR("Coordinate system of the file; otherwise the layer's own"))
        ->type_name("CRS");
    app.add_option("--where", m_request.where, GIS_TR("Only features that meet this SQL condition"))->type_name("SQL");
    app.add_option("--clip", m_request.clip, GIS_TR("LAYER:ID, X1,Y1,X2,Y2 or WKT: only what meets this area"))
        ->type_name("AREA");
    app.add_option("--clip-mode", m_clipMode, GIS_TR("whole features, or cut at the border"))
        ->check(CLI::IsMember({"whole", "cut"}));
    app.add_option("--fields", m_fields, GIS_TR("Only these fields, in this order"))->type_name("A,B");
    app.add_option("--geometry", m_geometry, GIS_TR("CSV and XLSX: xy, wkt or none"))
        ->check(CLI::IsMember({"xy", "wkt", "none"}));
    app.add_flag("--overwrite", m_request.overwrite, GIS_TR("Replace files that exist"));
    app.add_flag("--accept-ballpark", m_request.acceptBallpark,
                 GIS_TR("Transform although no real operation is known"));
  }

  [[nodiscard]] bool runsTypedSql() const override { return !m_request.where.empty(); }

  int run(Context& context) override {
    using Place = ExportRequest::TableGeometry;
    static const std::map<std::string, Place> places{
        {"", Place::byKind}, {"xy", Place::xy}, {"wkt", Place::wkt}, {"none", Place::none}};
    m_request.file = platform::pathFromUtf8(m_file);
    m_request.cut = m_clipMode == "cut";
    m_request.fields = parseList(m_fields);
    m_request.tableGeometry = places.at(m_geometry);
    const store::CityDatabase city =
        store::CityDatabase::open(platform::pathFromUtf8(m_city), store::OpenMode::readOnly);
    city.connection().interruptOn(context.progress.token());
    const ExportReport report = io::exportLayer(city, m_request, context.progress);
    if (context.json)
      writeReport(report);
    else
      printReport(report);
    return kDone;
  }

 private:
  std::string m_city, m_file, m_fields, m_geometry;
  std::string m_clipMode = "whole";
  ExportRequest m_request;
};

}  // namespace

std::unique_ptr<Command> makeExportCommand() {
  return std::make_unique<ExportCommand>();
}

}  // namespace gis::cli
