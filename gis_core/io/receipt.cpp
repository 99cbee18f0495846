#include "gis_core/io/receipt.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <span>
#include <system_error>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/sha256.h"
#include "gis_core/base/text.h"
#include "gis_core/base/uuid.h"

namespace gis::io {
namespace {

using nlohmann::json;

json nullIfEmpty(const std::string& text) {
  return text.empty() ? json(nullptr) : json(text::repairUtf8(text));
}

json layerJson(const ReceiptLayer& layer, const Say& say) {
  const ExportReport& r = layer.report;
  json renamed = json::object();
  for (const auto& [from, to] : r.renamedFields) renamed[from] = to;
  json warnings = json::array();
  for (const Message& warning : r.warnings) warnings.push_back(say(warning));
  json out;
  out["layer"] = r.layer;
  out["title"] = nullIfEmpty(r.title);
  out["geometry_type"] = nullIfEmpty(r.geometryType);
  out["crs"] = nullIfEmpty(r.crs);
  out["crs_name"] = nullIfEmpty(r.crsName);
  out["format"] = r.format;
  out["encoding"] = r.encoding;
  out["security"] = nullIfEmpty(r.security);
  out["written"] = r.written;
  out["fields"] = r.columns;
  out["continuous_km2"] = r.continuousKm2;
  out["where"] = nullIfEmpty(layer.where);
  out["clip"] = nullIfEmpty(layer.clip);
  out["renamed_fields"] = renamed;
  out["losses"] = lossesJson(r, say);
  out["warnings"] = warnings;
  out["proof"] = {{"read_back", r.readBack},
                  {"equal", r.readBack},  // a file that differs is not put in place
                  {"rows", r.rowsCompared},
                  {"columns", r.columnsCompared},
                  {"geometry", r.geometryCompared}};
  return out;
}

}  // namespace

std::string newReceiptNumber() {
  std::string day = toIsoWithOffset(utcNow(), kCityOffsetMinutes).substr(0, 10);
  std::erase(day, '-');
  std::string chance = newRevision().substr(0, 6);
  std::transform(chance.begin(), chance.end(), chance.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return "YJ" + day + "-" + chance;
}

Receipt makeReceipt(const store::CityDatabase& city, const ExportRequest& request, const ExportReport& report,
                    ReceiptWords words, const CancelToken& token) {
  return makeReceipt(city, {{report, request.where, request.clip}}, std::move(words), token);
}

Receipt makeReceipt(const store::CityDatabase& city, std::vector<ReceiptLayer> layers, ReceiptWords words,
                    const CancelToken& token) {
  Receipt receipt;
  receipt.words = std::move(words);
  if (receipt.words.number.empty()) receipt.words.number = newReceiptNumber();
  receipt.madeAt = toIsoWithOffset(utcNow() / 1000 * 1000, kCityOffsetMinutes);
  receipt.city = platform::pathToUtf8(city.file().filename());
  receipt.layers = std::move(layers);
  for (const ReceiptLayer& layer : receipt.layers) {
    for (const std::filesystem::path& file : layer.report.files) {
      token.check();
      const std::string name = platform::pathToUtf8(file.filename());
      const auto has = [&](const ReceiptFile& one) { return one.name == name; };
      if (std::any_of(receipt.files.begin(), receipt.files.end(), has)) continue;  // it holds several layers
      receipt.files.push_back({name, std::filesystem::file_size(file), sha256OfFile(file)});
    }
  }
  return receipt;
}

void checkReceiptFile(const std::filesystem::path& file, bool overwrite) {
  const Message what{GIS_TR("cannot write the receipt {0}"), {platform::pathToUtf8(file)}};
  if (file.extension() != ".pdf" && file.extension() != ".json")
    throw Error(ErrorCode::unsupported, what, GIS_TR("receipts of this kind cannot be written"),
                GIS_TR("use .json or .pdf"));
  std::error_code unreadable;
  if (file.has_parent_path() && !std::filesystem::is_directory(file.parent_path(), unreadable))
    throw Error(ErrorCode::notFound, what, GIS_TR("the folder does not exist"));
  if (!overwrite && std::filesystem::exists(std::filesystem::symlink_status(file, unreadable)))
    throw Error(ErrorCode::exists, what, GIS_TR("the file exists"),
                GIS_TR("choose another name, or allow it to be overwritten (--overwrite)"));
}

json lossesJson(const ExportReport& report, const Say& say) {
  json all = json::array();
  for (const ExportLoss& loss : report.losses) {
    json examples = json::array();
    for (const ExportLoss::Example& one : loss.examples) {
      json example = {{"value", text::repairUtf8(one.value)}};
      if (one.fid != 0) example["id"] = one.fid;
      examples.push_back(std::move(example));
    }
    all.push_back({{"kind", loss.kind},
                   {"column", nullIfEmpty(loss.column)},
                   {"count", loss.count},
                   {"examples", examples},
                   {"text", say(loss.what)},
                   {"remedy", say(loss.remedy)},
                   {"option", nullIfEmpty(remedyOption(loss))}});
  }
  return all;
}

json receiptJson(const Receipt& receipt, const Say& say) {
  json files = json::array();
  for (const ReceiptFile& file : receipt.files)
    files.push_back({{"name", file.name}, {"bytes", file.bytes}, {"sha256", file.sha256}});
  json layers = json::array();
  for (const ReceiptLayer& layer : receipt.layers) layers.push_back(layerJson(layer, say));
  json out;
  out["receipt"] = receipt.words.number;
  out["version"] = 1;
  out["made_at"] = receipt.madeAt;
  out["city"] = receipt.city;
  out["operator"] = nullIfEmpty(receipt.words.actor);
  out["giver"] = nullIfEmpty(receipt.words.giver);
  out["receiver"] = nullIfEmpty(receipt.words.receiver);
  out["purpose"] = nullIfEmpty(receipt.words.purpose);
  out["security"] = nullIfEmpty(receipt.words.security);
  out["layers"] = layers;
  out["files"] = files;
  return out;
}

void writeReceiptJson(const Receipt& receipt, const std::filesystem::path& file, const Say& say) {
  const std::string text = receiptJson(receipt, say).dump(2) + "\n";
  platform::writeFileAtomically(file, std::as_bytes(std::span(text)));
}

}  // namespace gis::io
