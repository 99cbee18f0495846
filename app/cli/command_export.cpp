// citydesk-cli export: a layer as a file for others.
#include <fmt/format.h>

#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "app/cli/map_options.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/handover.h"
#include "gis_core/city/metadata.h"
#include "gis_core/io/export.h"
#include "gis_core/io/receipt.h"
#include "gis_core/io/short_names.h"
#include "gis_core/store/read_only_sql.h"
#include "ui/map/receipt_sheet.h"

namespace gis::cli {
namespace {

using io::ExportReport;
using io::ExportRequest;

void writeNames(JsonWriter& json, const ExportReport& report) {
  json.key("names").beginArray();
  for (const io::ExportName& name : report.names) {
    json.beginObject().member("field", name.field).member("written", name.written).member("proposal", name.proposal);
    json.member("bytes_utf8", name.bytesUtf8).member("bytes_gbk", name.bytesGbk);
    json.member("limit", io::kDbfNameBytes).member("fits", name.fits).endObject();
  }
  json.endArray();
}

void writeReport(const ExportReport& report, const Context& context, bool check, const io::Receipt* receipt) {
  const io::Say say = [&](const Message& message) { return textIn(message, context.language); };
  JsonWriter json;
  json.beginObject().member(check ? "would_write" : "written", report.written).key("files").beginArray();
  for (const auto& file : report.files) json.value(platform::pathToUtf8(file));
  json.endArray().key("renamed_fields").beginObject();
  for (const auto& [from, to] : report.renamedFields) json.member(from, to);
  json.endObject().member("truncated_values", report.truncatedValues).key("missing_characters").beginArray();
  for (const std::string& character : report.missingCharacters) json.value(character);
  json.endArray().key("warnings").beginArray();
  for (const Message& warning : report.warnings) json.value(warning.str());
  json.endArray();
  json.member("format", report.format).member("encoding", report.encoding).memberOrNull("crs", report.crs);
  json.member("continuous_km2", report.continuousKm2);
  json.key("losses").value(io::lossesJson(report, say));
  writeNames(json, report);
  if (receipt != nullptr) json.member("receipt", receipt->words.number);
  json.endObject().finish();
}

void printReport(const ExportReport& report, const Context& context, bool check) {
  if (check)
    print(fmt::format("{} features would be written\n", report.written));
  else
    print(fmt::format("{} features written and read back\n", report.written));
  for (const auto& file : report.files) print("  " + platform::pathToUtf8(file) + "\n");
  for (const auto& [from, to] : report.renamedFields) print(fmt::format("field {} is called {}\n", from, to));
  if (!check) {
    for (const Message& warning : report.warnings) print(textIn(warning, context.language) + "\n");
    return;
  }
  for (const io::ExportLoss& loss : report.losses) {
    print("- " + textIn(loss.what, context.language) + "\n");
    for (const auto& example : loss.examples)
      print("    " + (example.fid != 0 ? std::to_string(example.fid) + ": " : std::string()) + example.value + "\n");
    print("  > " + textIn(loss.remedy, context.language) + "\n");
  }
  for (const io::ExportName& name : report.names)
    if (!name.fits) print(fmt::format("--rename {}={}\n", name.field, name.proposal));
  if (report.losses.empty()) print(textIn(GIS_TR("nothing is lost"), context.language) + "\n");
}

class ExportCommand final : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "export"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("Write a layer as a file for others"); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("The city database"))->required();
    app.add_option("LAYER", m_request.layer, GIS_TR("The layer to write"))->required();
    app.add_option("FILE", m_file, GIS_TR("The file to make"))->required();
    app.add_option(
           "--format", m_request.format,
           GIS_TR("shp, gpkg, geojson, csv, xlsx, fgb, kml, dxf or txt (boundary points); otherwise by the suffix"))
        ->type_name("NAME");
    app.add_option("--encoding", m_request.encoding, GIS_TR("UTF-8 or GBK (shapefile, CSV, boundary points)"))
        ->type_name("NAME");
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
    app.add_option("--names", m_names, GIS_TR("Names of columns in a shapefile: cut, or initials in pinyin"))
        ->check(CLI::IsMember({"cut", "pinyin"}));
    app.add_option("--rename", m_renames, GIS_TR("FIELD=NAME: what a field is called in the file"))
        ->type_name("A=B")
        ->allow_extra_args(false);
    app.add_option("--dxf-layer", m_request.dxfLayerField, GIS_TR("DXF: the column whose values name the layers"))
        ->type_name("FIELD");
    app.add_flag("--check", m_check, GIS_TR("Only tell what would be changed or lost; writes nothing"));
    app.add_option("--receipt", m_receipt, GIS_TR("Write a receipt too: .json, or .pdf to be signed"))
        ->type_name("FILE");
    app.add_option("--receipt-number", m_words.number, GIS_TR("Number of the receipt (default: day and chance)"))
        ->type_name("TEXT");
    app.add_option("--giver", m_words.giver, GIS_TR("Receipt: the bureau that hands over"))->type_name("TEXT");
    app.add_option("--receiver", m_words.receiver, GIS_TR("Receipt: the bureau that receives"))->type_name("TEXT");
    app.add_option("--purpose", m_words.purpose, GIS_TR("Receipt: what the data is for"))->type_name("TEXT");
    app.add_option("--security", m_words.security, GIS_TR("Receipt: security mark"))->type_name("TEXT");
    app.add_flag("--overwrite", m_request.overwrite, GIS_TR("Replace files that exist"));
    app.add_flag("--accept-ballpark", m_request.acceptBallpark,
                 GIS_TR("Transform although no real operation is known"));
  }

  [[nodiscard]] bool runsTypedSql() const override { return store::mayCallFunctions(m_request.where); }

  int run(Context& context) override {
    using Place = ExportRequest::TableGeometry;
    static const std::map<std::string, Place> places{
        {"", Place::byKind}, {"xy", Place::xy}, {"wkt", Place::wkt}, {"none", Place::none}};
    m_request.file = platform::pathFromUtf8(m_file);
    m_request.cut = m_clipMode == "cut";
    m_request.fields = parseList(m_fields);
    m_request.tableGeometry = places.at(m_geometry);
    m_request.pinyinNames = m_names == "pinyin";
    m_request.renames = renames();
    const std::filesystem::path receiptFile = platform::pathFromUtf8(m_receipt);
    if (!m_receipt.empty()) io::checkReceiptFile(receiptFile, m_request.overwrite);
    const store::CityDatabase city =
        store::CityDatabase::open(platform::pathFromUtf8(m_city), store::OpenMode::readOnly);
    city.connection().interruptOn(context.progress.token());
    if (m_check) {
      tell(io::previewExport(city, m_request, context.progress), context, nullptr);
      return kDone;
    }
    ExportReport report = io::exportLayer(city, m_request, context.progress);
    if (m_receipt.empty()) {
      remember(report, nullptr);
      tell(report, context, nullptr);
      return kDone;
    }
    m_words.actor = context.operatorName;
    if (m_words.security.empty())
      m_words.security = city::securityOf(city, {m_request.layer}, wantsChinese(context.language));
    const io::Receipt receipt = io::makeReceipt(city, m_request, report, m_words, context.progress.token());
    if (receiptFile.extension() == ".pdf") startOffscreenGui();
    ui::writeReceipt(receipt, receiptFile, wantsChinese(context.language),
                     [&](const Message& message) { return textIn(message, context.language); });
    remember(report, &receipt);
    tell(report, context, &receipt);
    return kDone;
  }

 private:
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> renames() const {
    std::vector<std::pair<std::string, std::string>> all;
    for (const std::string& text : m_renames) {
      const std::size_t equal = text.rfind('=');
      if (equal == std::string::npos || equal == 0)
        throw Error(ErrorCode::usage, {GIS_TR("cannot read {0} \"{1}\""), {"--rename", text}}, {},
                    GIS_TR("write it as FIELD=NAME"));
      all.emplace_back(text.substr(0, equal), text.substr(equal + 1));
    }
    return all;
  }
  /// In the catalogue; a city that cannot be written is no reason to fail after the work is done.
  void remember(ExportReport& report, const io::Receipt* receipt) const {
    try {
      const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city), store::OpenMode::readWrite);
      const store::LayerInfo layer = store::layerByName(city.connection(), m_request.layer);
      city::noteUses(city, {{layer.uid, {{city::LayerUse::exported, 1}}}}, city::cityToday());
      if (receipt != nullptr) city::keepHandover(city, city::handoverOf(*receipt));
    } catch (const Error& error) {
      if (error.code() != ErrorCode::readOnly && error.code() != ErrorCode::locked) throw;
      if (receipt != nullptr)
        report.warnings.push_back({GIS_TR("the receipt is not in the catalogue: {0}"), {error.sentence()}});
    }
  }
  void tell(const ExportReport& report, const Context& context, const io::Receipt* receipt) const {
    if (context.json)
      writeReport(report, context, m_check, receipt);
    else
      printReport(report, context, m_check);
  }

  std::string m_city, m_file, m_fields, m_geometry, m_names, m_receipt;
  std::string m_clipMode = "whole";
  std::vector<std::string> m_renames;
  bool m_check = false;
  io::ReceiptWords m_words;
  ExportRequest m_request;
};

}  // namespace

std::unique_ptr<Command> makeExportCommand() {
  return std::make_unique<ExportCommand>();
}

}  // namespace gis::cli
