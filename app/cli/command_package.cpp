// citydesk-cli package, verify: one file for another bureau, and whether it is still what was packed.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/exchange_package.h"
#include "gis_core/city/metadata.h"
#include "gis_core/store/layer.h"

namespace gis::cli {
namespace {

class PackageCommand final : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "package"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Layers with all that explains them in one .zip for another bureau");
  }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("The city database"))->required();
    app.add_option("FILE", m_file, GIS_TR("The .zip to make"))->required();
    app.add_option("--layers", m_layers, GIS_TR("The layers to pack"))->required()->type_name("A,B");
    app.add_option("--crs", m_request.crs, GIS_TR("Coordinate system of the files; otherwise each layer's own"))
        ->type_name("CRS");
    app.add_option("--encoding", m_request.encoding, GIS_TR("Encoding of the shapefiles: UTF-8 or GBK"))
        ->type_name("NAME");
    app.add_option("--number", m_request.words.number, GIS_TR("Number of the package (default: day and chance)"))
        ->type_name("TEXT");
    app.add_option("--giver", m_request.words.giver, GIS_TR("The bureau that hands over"))->type_name("TEXT");
    app.add_option("--receiver", m_request.words.receiver, GIS_TR("The bureau that receives"))->type_name("TEXT");
    app.add_option("--purpose", m_request.words.purpose, GIS_TR("What the data is for"))->type_name("TEXT");
    app.add_option("--security", m_request.words.security, GIS_TR("Security mark"))->type_name("TEXT");
    app.add_flag("--overwrite", m_request.overwrite, GIS_TR("Replace files that exist"));
    app.add_flag("--accept-ballpark", m_request.acceptBallpark,
                 GIS_TR("Transform although no real operation is known"));
  }

  int run(Context& context) override {
    m_request.file = platform::pathFromUtf8(m_file);
    m_request.layers = parseList(m_layers);
    m_request.words.actor = context.operatorName;
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city), store::OpenMode::readOnly);
    city.connection().interruptOn(context.progress.token());
    const io::Say say = [&](const Message& message) { return textIn(message, context.language); };
    if (m_request.words.security.empty())
      m_request.words.security = city::securityOf(city, m_request.layers, wantsChinese(context.language));
    const city::PackageReport made = city::makePackage(city, m_request, say, context.progress);
    if (!context.json) {
      print(fmt::format("{}: {} layers, {} files, {} bytes\n", m_file, made.layers.size(), made.files.size() + 1,
                        made.bytes));
      for (const city::PackageLayer& layer : made.layers) {
        for (const Message& warning : layer.geoPackage.warnings) print(textIn(warning, context.language) + "\n");
      }
      return kDone;
    }
    JsonWriter json;
    json.beginObject().member("out", m_file).member("number", made.number).member("bytes", std::int64_t(made.bytes));
    json.member("manifest_sha256", made.manifestSha256).key("layers").beginArray();
    for (const city::PackageLayer& layer : made.layers) {
      json.beginObject().member("layer", layer.name).member("count", layer.count);
      json.member("without_geometry", layer.withoutGeometry).member("invalid_geometry", layer.invalid);
      json.memberOrNull("crs", layer.geoPackage.crs);
      json.key("warnings").beginArray();
      for (const Message& warning : layer.geoPackage.warnings) json.value(warning.str());
      json.endArray();
      json.key("losses").value(io::lossesJson(layer.shapefile, say)).endObject();
    }
    json.endArray().key("files").beginArray();
    for (const io::ReceiptFile& file : made.files) {
      json.beginObject().member("path", file.name).member("bytes", std::int64_t(file.bytes));
      json.member("sha256", file.sha256).endObject();
    }
    json.endArray().endObject().finish();
    return kDone;
  }

 private:
  std::string m_city, m_file, m_layers;
  city::PackageRequest m_request;
};

class VerifyCommand final : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "verify"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("Is an exchange package still what was packed?"); }
  void setup(CLI::App& app) override {
    app.add_option("FILE", m_file, GIS_TR("The .zip to look into; nothing is unpacked"))->required();
  }

  int run(Context& context) override {
    const city::PackageCheck check = city::checkPackage(platform::pathFromUtf8(m_file), context.progress);
    if (context.json)
      writeJson(check);
    else
      printText(check, context);
    return check.intact() ? kDone : kFailed;
  }

 private:
  static void writeJson(const city::PackageCheck& check) {
    using Kind = city::PackageDifference::Kind;
    JsonWriter json;
    json.beginObject().member("intact", check.intact()).member("files", check.files);
    json.memberOrNull("number", check.number).memberOrNull("made_at", check.madeAt).memberOrNull("city", check.city);
    json.memberOrNull("giver", check.giver).memberOrNull("receiver", check.receiver);
    json.memberOrNull("security", check.security).member("manifest_sha256", check.manifestSha256);
    json.key("layers").beginArray();
    for (const std::string& layer : check.layers) json.value(layer);
    json.endArray();
    for (const Kind kind : {Kind::changed, Kind::missing, Kind::added, Kind::damaged}) {
      json.key(city::packageDifferenceName(kind)).beginArray();
      for (const city::PackageDifference& one : check.differences) {
        if (one.kind != kind) continue;
        json.beginObject().member("path", one.path).memberOrNull("layer", one.layer);
        json.member("bytes_expected", std::int64_t(one.bytesExpected)).member("bytes", std::int64_t(one.bytes));
        json.endObject();
      }
      json.endArray();
    }
    json.endObject().finish();
  }

  static void printText(const city::PackageCheck& check, const Context& context) {
    for (const city::PackageDifference& one : check.differences)
      print(std::string(city::packageDifferenceName(one.kind)) + "\t" + one.path + "\n");
    const Message words = check.intact() ? Message{GIS_TR("{0} files are as they were packed ({1})"),
                                                   {std::to_string(check.files), check.number}}
                                         : Message{GIS_TR("{0} files are not as they were packed ({1})"),
                                                   {std::to_string(check.differences.size()), check.number}};
    print(textIn(words, context.language) + "\n");
  }

  std::string m_file;
};

}  // namespace

std::unique_ptr<Command> makePackageCommand() {
  return std::make_unique<PackageCommand>();
}

std::unique_ptr<Command> makeVerifyCommand() {
  return std::make_unique<VerifyCommand>();
}

}  // namespace gis::cli
