// citydesk-cli export: a layer, or several, as files for others.
#include <map>
#include <memory>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "app/cli/export_output.h"
#include "app/cli/map_options.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/export_profile.h"
#include "gis_core/city/hand_out.h"
#include "gis_core/city/handover.h"
#include "gis_core/city/metadata.h"
#include "gis_core/io/export.h"
#include "gis_core/io/receipt.h"
#include "gis_core/store/read_only_sql.h"
#include "ui/map/receipt_sheet.h"

namespace gis::cli {
namespace {

using io::ExportReport;
using io::ExportRequest;

class ExportCommand final : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "export"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("Write layers as files for others"); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("The city database"))->required();
    app.add_option("LAYER", m_layer, GIS_TR("The layer to write, or several: A,B"))->required();
    app.add_option(
        "FILE", m_file,
        GIS_TR("The file to make; of several layers a GeoPackage for all, or the folder for a file of each"));
    app.add_option("--profile", m_profileName,
                   GIS_TR("As this bureau wants it (see profile); a profile that names layers needs only the folder"))
        ->type_name("NAME");
    app.add_option(
           "--format", m_request.format,
           GIS_TR("shp, gpkg, geojson, csv, xlsx, fgb, kml, dxf or txt (boundary points); otherwise by the suffix"))
        ->type_name("NAME");
    app.add_option("--encoding", m_request.encoding, GIS_TR("UTF-8 or GBK (shapefile, CSV, boundary points)"))
        ->type_name("NAME");
    app.add_option(
           "--crs", m_request.crs,
           GIS_TR("Coordinate system of the file, or zones: a file for each 3-degree zone; otherwise the layer's own"))
        ->type_name("CRS");
    app.add_option("--where", m_request.where, GIS_TR("Only features that meet this SQL condition"))->type_name("SQL");
    app.add_option("--clip", m_request.clip, GIS_TR("LAYER:ID, X1,Y1,X2,Y2 or WKT: only what meets this area"))
        ->type_name("AREA");
    app.add_option("--clip-mode", m_clipMode, GIS_TR("whole features, or cut at the border"))
        ->check(CLI::IsMember({"whole", "cut"}));
    app.add_option("--fields", m_fields, GIS_TR("Only these fields, in this order"))->type_name("A,B");
    app.add_option("--without", m_without, GIS_TR("Without these fields"))->type_name("A,B");
    app.add_flag("--division-codes", m_request.divisionCodes,
                 GIS_TR("With the county of each feature (XZQDM, XZQMC), as the neighbours 宁镇扬 want it"));
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
    app.add_option("--security", m_words.security,
                   GIS_TR("Security mark of file and receipt; otherwise that of the metadata sheet"))
        ->type_name("TEXT");
    app.add_option("--small-counts", m_request.leastCount,
                   GIS_TR("Figures about people below this are left empty (10); 0: all are written"))
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    app.add_flag("--overwrite", m_request.overwrite, GIS_TR("Replace files that exist"));
    app.add_flag("--accept-ballpark", m_request.acceptBallpark,
                 GIS_TR("Transform although no real operation is known"));
  }

  [[nodiscard]] bool runsTypedSql() const override { return store::mayCallFunctions(m_request.where); }

  int run(Context& context) override {
    readOptions();
    const std::filesystem::path receiptFile = platform::pathFromUtf8(m_receipt);
    if (!m_receipt.empty()) io::checkReceiptFile(receiptFile, m_request.overwrite);
    const store::CityDatabase city =
        store::CityDatabase::open(platform::pathFromUtf8(m_city), store::OpenMode::readOnly);
    city.connection().interruptOn(context.progress.token());
    if (!m_profileName.empty()) m_profile = city::exportProfile(city, m_profileName);
    const std::vector<ExportRequest> requests = requestsOf(city);
    ExportAnswer answer;
    answer.several = m_several;
    answer.check = m_check;
    city::applyProfile(m_profile, m_words);
    if (m_check) {
      answer.reports = city::previewHandOut(city, requests, m_several, m_words.security, context.progress);
      answer.several = m_several || answer.reports.size() > 1;
      tellExport(answer, context);
      return kDone;
    }
    m_words.actor = context.operatorName;
    const bool chinese = wantsChinese(context.language);
    city::HandOut made =
        city::handOut(city, requests, m_several, m_words, !m_receipt.empty(), chinese, context.progress);
    answer.reports = std::move(made.reports);
    answer.several = m_several || answer.reports.size() > 1;
    if (made.receipt) {
      if (receiptFile.extension() == ".pdf") startOffscreenGui();
      ui::writeReceipt(*made.receipt, receiptFile, chinese,
                       [&](const Message& message) { return textIn(message, context.language); });
      answer.receipt = made.receipt->words.number;
    }
    remember(answer.reports, made.receipt ? &*made.receipt : nullptr);
    tellExport(answer, context);
    return kDone;
  }

 private:
  void readOptions() {
    m_request.file = platform::pathFromUtf8(m_file);
    m_request.cut = m_clipMode == "cut";
    m_request.fields = parseList(m_fields);
    m_request.without = parseList(m_without);
    m_request.tableGeometry = city::tableGeometryOf(m_geometry);
    m_request.pinyinNames = m_names == "pinyin";
    m_request.renames = parseRenames(m_renames);
    if (!m_fields.empty() && !m_without.empty())
      throw Error(ErrorCode::usage, GIS_TR("wrong usage"), GIS_TR("--fields and --without exclude each other"));
  }

  /// What is to be written: LAYER FILE, or A,B FOLDER, or with a profile that names layers FOLDER alone.
  [[nodiscard]] std::vector<ExportRequest> requestsOf(const store::CityDatabase& city) {
    std::vector<std::string> layers;
    if (m_file.empty()) {
      if (m_profile.layers.empty())
        throw Error(ErrorCode::usage, GIS_TR("wrong usage"),
                    m_profileName.empty() ? Message(GIS_TR("FILE is missing"))
                                          : Message(GIS_TR("FILE is missing, and the profile names no layers")));
      layers = m_profile.layers;
      m_file = m_layer;
    } else if (m_layer.find(',') != std::string::npos && !store::layerExists(city.connection(), m_layer)) {
      layers = parseList(m_layer);
    }
    m_several = !layers.empty();
    if (m_several) return city::requestsFor(city, layers, m_request, m_profile, platform::pathFromUtf8(m_file));
    ExportRequest request = m_request;
    request.layer = m_layer;
    city::applyProfile(m_profile, store::layerByName(city.connection(), m_layer), request);
    return {request};
  }

  /// In the catalogue; a city that cannot be written is no reason to fail after the work is done.
  void remember(std::vector<ExportReport>& reports, const io::Receipt* receipt) const {
    try {
      const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city), store::OpenMode::readWrite);
      std::map<std::string, std::map<city::LayerUse, std::int64_t>> uses;
      for (const ExportReport& report : reports)
        ++uses[store::layerByName(city.connection(), report.layer).uid][city::LayerUse::exported];
      city::noteUses(city, uses, city::cityToday());
      if (receipt != nullptr) city::keepHandover(city, city::handoverOf(*receipt));
    } catch (const Error& error) {
      if (error.code() != ErrorCode::readOnly && error.code() != ErrorCode::locked) throw;
      if (receipt != nullptr)
        reports.front().warnings.push_back({GIS_TR("the receipt is not in the catalogue: {0}"), {error.sentence()}});
    }
  }

  std::string m_city, m_layer, m_file, m_fields, m_without, m_geometry, m_names, m_receipt, m_profileName;
  std::string m_clipMode = "whole";
  std::vector<std::string> m_renames;
  bool m_check = false, m_several = false;
  io::ReceiptWords m_words;
  city::ExportProfile m_profile;
  ExportRequest m_request;
};

}  // namespace

std::unique_ptr<Command> makeExportCommand() {
  return std::make_unique<ExportCommand>();
}

}  // namespace gis::cli
