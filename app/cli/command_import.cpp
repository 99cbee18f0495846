// citydesk-cli import: foreign layers into the city.
#include <fmt/format.h>

#include <chrono>
#include <map>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "app/cli/heading_words.h"
#include "app/cli/survey_output.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/standard_import.h"
#include "gis_core/io/import.h"

namespace gis::cli {
namespace {

using io::ImportedLayer;
using io::ImportReport;
using io::ImportRequest;

void writeMessages(JsonWriter& json, std::string_view key, const std::vector<Message>& messages) {
  json.key(key).beginArray();
  for (const Message& message : messages) json.value(message.str());
  json.endArray();
}

void writeQuality(JsonWriter& json, const io::TransformQuality& quality) {
  json.beginObject().member("method", quality.method.str()).member("rms", quality.rms).member("worst", quality.worst);
  json.key("residuals").beginArray();
  for (const auto& [name, metres] : quality.residuals)
    json.beginObject().member("name", name).member("metres", metres).endObject();
  json.endArray().endObject();
}

void writeLayer(JsonWriter& json, const ImportedLayer& layer) {
  json.beginObject()
      .member("name", layer.name)
      .member("source", layer.source)
      .member("source_layer", layer.sourceLayer);
  json.member("driver", layer.driver).member("read", layer.read).member("imported", layer.imported);
  json.member("rejected", layer.rejected).member("repaired", layer.repaired);
  json.memberOrNull("geometry_type", layer.geometryType ? layer.geometryType->name() : std::string());
  json.memberOrNull("source_crs", layer.sourceCrs.identifier()).memberOrNull("crs", layer.crs.identifier());
  json.member("encoding", layer.encoding).member("seconds", layer.seconds);
  writeMessages(json, "warnings", layer.warnings);
  json.member("null_geometries", layer.nullGeometries).member("dropped_parts", layer.droppedParts);
  json.key("renamed_fields").beginObject();
  for (const auto& [from, to] : layer.renamedFields) json.member(from, to);
  json.endObject();
  json.key("transform");
  if (layer.transform)
    writeQuality(json, *layer.transform);
  else
    json.null();
  writeMapping(json, layer.mapping, layer.fits);
  json.member("fid_kept", layer.fidKept).memberOrNull("report", layer.report);
  json.key("roles_set").beginArray();
  if (!layer.role.empty()) {
    json.beginObject().member("role", layer.role).memberOrNull("code", layer.roleCodeField);
    json.memberOrNull("name", layer.roleNameField).endObject();
  }
  json.endArray().endObject();
}

void writeReport(const ImportReport& report) {
  JsonWriter json;
  json.beginObject().key("layers").beginArray();
  for (const ImportedLayer& layer : report.layers) writeLayer(json, layer);
  json.endArray().key("skipped").beginArray();
  for (const std::string& name : report.skipped) json.value(name);
  json.endArray();
  writeMessages(json, "warnings", report.warnings);
  json.endObject().finish();
}

void printReport(const ImportReport& report, const std::string& language) {
  const auto say = [&](const Message& message) { print(textIn(message, language)); };
  for (const ImportedLayer& layer : report.layers) {
    say({GIS_TR("{0}: {1} of {2} features from {3} in {4} s"),
         {layer.name, std::to_string(layer.imported), std::to_string(layer.read), layer.source,
          fmt::format("{:.2f}", layer.seconds)}});
    if (layer.repaired > 0) say({GIS_TR(", {0} repaired"), {std::to_string(layer.repaired)}});
    if (layer.rejected > 0) say({GIS_TR(", {0} rejected"), {std::to_string(layer.rejected)}});
    if (!layer.report.empty()) say({GIS_TR(" (see the table {0})"), {layer.report}});
    print("\n");
    printMapping(layer.mapping);
    if (layer.transform) {
      print("  " + textIn(layer.transform->method, language) + "\n");
      for (const auto& [name, metres] : layer.transform->residuals)
        print(fmt::format("    {}: {:.3f} m\n", name, metres));
    }
    for (const Message& warning : layer.warnings) print("  " + textIn(warning, language) + "\n");
  }
  for (const std::string& name : report.skipped) print(textIn({GIS_TR("skipped: {0}"), {name}}, language) + "\n");
  for (const Message& warning : report.warnings) print(textIn(warning, language) + "\n");
}

class ImportCommand final : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "import"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("Load layers of foreign files"); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("The city database"))->required();
    app.add_option("SOURCE", m_sources, GIS_TR("Files, folders or archives to load"))->required();
    app.add_option("--source-layer", m_request.sourceLayers, GIS_TR("Only this layer of the source (may be repeated)"))
        ->type_name("NAME")
        ->expected(1)
        ->take_all();
    app.add_option("--as", m_request.as, GIS_TR("Name of the layer in the city (one layer only)"))->type_name("NAME");
    app.add_option("--encoding", m_request.encoding, GIS_TR("auto, UTF-8, GBK …"))->type_name("NAME");
    app.add_option("--source-crs", m_request.sourceCrs,
                   GIS_TR("Coordinate system of the source, whatever it says; also GCJ-02 and BD-09"))
        ->type_name("CRS");
    app.add_option("--crs", m_crs, GIS_TR("city, source, or a coordinate system to load into"))->type_name("CRS");
    app.add_option("--invalid", m_invalid, GIS_TR("Invalid geometry: keep, repair or reject"))
        ->check(CLI::IsMember({"keep", "repair", "reject"}));
    app.add_option("--personal", m_personal, GIS_TR("Identity and phone numbers: keep, mask or drop"))
        ->check(CLI::IsMember({"keep", "mask", "drop"}));
    auto* append = app.add_flag("--append", m_append, GIS_TR("Add the features to the layer of this name"));
    app.add_flag("--replace", m_replace, GIS_TR("Replace the layer of this name"))->excludes(append);
    app.add_flag("--split-types", m_request.splitTypes, GIS_TR("Points, lines and areas into layers of their own"));
    app.add_flag("--swap-axes", m_request.swappedAxes, GIS_TR("The first number of a place is the north"));
    app.add_option("--transform", m_transform,
                   GIS_TR("Control points (a table), or parameters, for this job only: neither is stored"))
        ->type_name("FILE|NAME=VALUE,…");
    app.add_flag("--plan", m_plan, GIS_TR("Only tell what would be imported and how; changes nothing"));
    app.add_flag("--tables", m_request.tables, GIS_TR("Tables without geometry too"));
    app.add_flag("--accept-ballpark", m_request.acceptBallpark,
                 GIS_TR("Transform although no real operation is known"));
    app.add_option("--standard", m_wish.standard,
                   GIS_TR("Columns to the fields of a standard layer: component, parcel, building, unit, or auto"))
        ->type_name("NAME");
    app.add_option("--map", m_map,
                   GIS_TR("COLUMN=FIELD of the standard, - to leave it out, keep for its own name; remembered"))
        ->type_name("C=F")
        ->allow_extra_args(false);
    app.add_option("--bureau", m_request.bureau, GIS_TR("The department that provides the data"))->type_name("NAME");
  }

  int run(Context& context) override {
    for (const std::string& source : m_sources) m_request.sources.push_back(platform::pathFromUtf8(source));
    if (m_crs == "source") {
      m_request.target = ImportRequest::Target::source;
    } else if (m_crs != "city") {
      m_request.target = ImportRequest::Target::given;
      m_request.targetCrs = m_crs;
    }
    static const std::map<std::string, ImportRequest::Invalid> invalid{{"keep", ImportRequest::Invalid::keep},
                                                                       {"repair", ImportRequest::Invalid::repair},
                                                                       {"reject", ImportRequest::Invalid::reject}};
    m_request.invalid = invalid.at(m_invalid);
    if (m_personal == "mask") m_request.personal = io::PersonalTreatment::mask;
    if (m_personal == "drop") m_request.personal = io::PersonalTreatment::drop;
    if (m_append) m_request.ifTaken = ImportRequest::IfTaken::append;
    if (m_replace) m_request.ifTaken = ImportRequest::IfTaken::replace;
    if (!m_transform.empty())
      m_request.transform =
          std::make_shared<const io::JobTransform>(io::jobTransform(m_transform, context.progress.token()));
    if (m_wish.standard.empty() && !m_map.empty())
      throw Error(ErrorCode::usage, GIS_TR("wrong usage"), GIS_TR("--map needs --standard"));
    m_wish.told = parseHeadingWords(m_map);
    m_wish.strict = true;
    m_wish.bureau = m_request.bureau;
    if (m_plan) return plan(context);
    const store::CityDatabase city = store::CityDatabase::open(platform::pathFromUtf8(m_city));
    city.connection().interruptOn(context.progress.token());
    const ImportReport report = city::importToStandard(city, m_request, m_wish, context.progress);
    if (context.json)
      writeReport(report);
    else
      printReport(report, context.language);
    return report.rejected() > 0 ? kPartly : kDone;
  }

 private:
  int plan(Context& context) const {
    const auto begin = std::chrono::steady_clock::now();
    const store::CityDatabase city =
        store::CityDatabase::open(platform::pathFromUtf8(m_city), store::OpenMode::readOnly);
    ImportRequest request = m_request;
    request.fieldChoice = city::fieldChoice(city, m_wish);
    const io::ImportSurvey survey = io::surveyImport(city, request, context.progress.token());
    if (context.json)
      writeSurvey(survey, std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count());
    else
      printSurvey(survey);
    return kDone;
  }

  bool m_plan = false;
  city::StandardWish m_wish;
  std::vector<std::string> m_map;
  std::string m_transform;
  std::string m_city;
  std::vector<std::string> m_sources;
  std::string m_crs = "city";
  std::string m_invalid = "repair", m_personal = "keep";
  bool m_append = false;
  bool m_replace = false;
  ImportRequest m_request;
};

}  // namespace

std::unique_ptr<Command> makeImportCommand() {
  return std::make_unique<ImportCommand>();
}

}  // namespace gis::cli
