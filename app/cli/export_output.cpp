#include "app/cli/export_output.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "app/cli/error_text.h"
#include "app/cli/json_writer.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/io/short_names.h"

namespace gis::cli {
namespace {

using io::ExportReport;

void writeNames(JsonWriter& json, const ExportReport& report) {
  json.key("names").beginArray();
  for (const io::ExportName& name : report.names) {
    json.beginObject().member("field", name.field).member("written", name.written).member("proposal", name.proposal);
    json.member("bytes_utf8", name.bytesUtf8).member("bytes_gbk", name.bytesGbk);
    json.member("limit", io::kDbfNameBytes).member("fits", name.fits).endObject();
  }
  json.endArray();
}

/// The members of an object that is open.
void writeReport(JsonWriter& json, const ExportReport& report, const Context& context, bool check) {
  const io::Say say = [&](const Message& message) { return textIn(message, context.language); };
  json.member(check ? "would_write" : "written", report.written).key("files").beginArray();
  for (const auto& file : report.files) json.value(platform::pathToUtf8(file));
  json.endArray().key("renamed_fields").beginObject();
  for (const auto& [from, to] : report.renamedFields) json.member(from, to);
  json.endObject().member("truncated_values", report.truncatedValues).key("missing_characters").beginArray();
  for (const std::string& character : report.missingCharacters) json.value(character);
  json.endArray().key("warnings").beginArray();
  for (const Message& warning : report.warnings) json.value(warning.str());
  json.endArray();
  json.member("format", report.format).member("encoding", report.encoding).memberOrNull("crs", report.crs);
  json.memberOrNull("security", report.security);
  json.member("continuous_km2", report.continuousKm2);
  json.key("losses").value(io::lossesJson(report, say));
  writeNames(json, report);
}

void writeAnswer(const ExportAnswer& answer, const Context& context) {
  JsonWriter json;
  json.beginObject();
  if (answer.several) {
    std::int64_t written = 0;
    json.key("layers").beginArray();
    for (const ExportReport& report : answer.reports) {
      json.beginObject().member("layer", report.layer);
      writeReport(json, report, context, answer.check);
      json.endObject();
      written += report.written;
    }
    json.endArray().member(answer.check ? "would_write" : "written", written);
  } else {
    writeReport(json, answer.reports.front(), context, answer.check);
  }
  if (!answer.receipt.empty()) json.member("receipt", answer.receipt);
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

}  // namespace

void tellExport(const ExportAnswer& answer, const Context& context) {
  if (context.json) {
    writeAnswer(answer, context);
    return;
  }
  for (const ExportReport& report : answer.reports) {
    if (answer.several) print(report.layer + ":\n");
    printReport(report, context, answer.check);
  }
}

}  // namespace gis::cli
