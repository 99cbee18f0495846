// citydesk-cli metadata: the metadata sheet of a layer, and which layers are past their cycle.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <span>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/metadata.h"

namespace gis::cli {
namespace {

nlohmann::json freshnessJson(const city::Freshness& fresh) {
  const auto nullable = [](const std::string& text) {
    return text.empty() ? nlohmann::json(nullptr) : nlohmann::json(text);
  };
  return {{"since", nullable(fresh.since)},
          {"due", nullable(fresh.due)},
          {"past_cycle", fresh.past},
          {"days_over", fresh.daysOver}};
}

class MetadataCommand final : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "metadata"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("The metadata sheet of a layer; without LAYER, which layers are past their update cycle");
  }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("The city database"))->required();
    app.add_option("LAYER", m_layer, GIS_TR("The layer"));
    app.add_flag("--get", m_get, GIS_TR("Print the sheet as JSON (this is the default)"));
    app.add_option("--set", m_set, GIS_TR("Take over a sheet: .json (keys that are in it), .xlsx or .csv"))
        ->type_name("FILE");
    app.add_option("--xml", m_xml, GIS_TR("Write it as ISO 19139 XML"))->type_name("FILE");
    app.add_option("--xlsx", m_xlsx, GIS_TR("Write it as a Chinese spreadsheet that reads back"))->type_name("FILE");
    app.add_option("--today", m_today, GIS_TR("The day to judge freshness by (default: today)"))->type_name("DAY");
    app.add_flag("--overwrite", m_overwrite, GIS_TR("Replace files that exist"));
  }

  int run(Context& context) override {
    if (m_today.empty()) m_today = city::cityToday();
    const bool writes = !m_set.empty();
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city),
                                                writes ? store::OpenMode::readWrite : store::OpenMode::readOnly);
    if (m_layer.empty()) {
      if (writes || !m_xml.empty() || !m_xlsx.empty())
        throw Error(ErrorCode::usage, GIS_TR("wrong usage"), GIS_TR("the layer is missing"));
      return list(city, context);
    }
    const store::LayerInfo layer = store::layerByName(city.connection(), m_layer);
    for (const std::string& file : {m_xml, m_xlsx})
      if (!file.empty()) refuseTaken(file);
    city::Metadata metadata = city::metadataOf(city, layer);
    if (writes) {
      metadata = read(metadata, context);
      city::setMetadata(city, layer, metadata);
    }
    if (!m_xml.empty()) {
      const std::string text = city::metadataXml(city, layer, metadata);
      platform::writeFileAtomically(platform::pathFromUtf8(m_xml), std::as_bytes(std::span(text)));
    }
    if (!m_xlsx.empty()) city::writeMetadataSheet(city, layer, metadata, platform::pathFromUtf8(m_xlsx));
    tell(layer, metadata, context);
    return kDone;
  }

 private:
  void refuseTaken(const std::string& file) const {
    if (!m_overwrite && std::filesystem::exists(platform::pathFromUtf8(file)))
      throw Error(ErrorCode::exists, {GIS_TR("cannot write {0}"), {file}}, GIS_TR("the file exists"),
                  GIS_TR("choose another name, or allow it to be overwritten (--overwrite)"));
  }

  [[nodiscard]] city::Metadata read(const city::Metadata& base, const Context& context) const {
    const std::filesystem::path file = platform::pathFromUtf8(m_set);
    if (file.extension() != ".json") return city::readMetadataSheet(file, base, context.progress.token());
    const nlohmann::json tree = nlohmann::json::parse(platform::readFile(file), nullptr, false);
    if (tree.is_discarded())
      throw Error(ErrorCode::invalidValue, {GIS_TR("cannot read {0}"), {m_set}}, GIS_TR("it is no JSON"));
    return city::merged(base, tree);
  }

  void tell(const store::LayerInfo& layer, const city::Metadata& metadata, const Context& context) const {
    const city::Freshness fresh = city::freshnessOf(metadata, layer, m_today);
    if (context.json || m_get) {
      nlohmann::json tree = city::toJson(metadata);
      tree["layer"] = layer.name;
      tree["freshness"] = freshnessJson(fresh);
      if (context.json) {
        JsonWriter writer;
        writer.value(tree);
        writer.finish();
      } else {
        print(tree.dump(2) + "\n");
      }
      return;
    }
    const bool chinese = wantsChinese(context.language);
    for (const city::MetadataField& field : city::metadataFields()) {
      const std::string& value = metadata.*field.member;
      if (!value.empty())
        print(fmt::format("{}\t{}\n", chinese ? field.zh : field.en, city::wordText(field, value, chinese)));
    }
    if (fresh.past)
      print(textIn({GIS_TR("past its cycle by {0} days (new data was due on {1})"),
                    {std::to_string(fresh.daysOver), fresh.due}},
                   context.language) +
            "\n");
  }

  int list(const store::CityDatabase& city, const Context& context) const {
    nlohmann::json layers = nlohmann::json::array();
    for (const store::LayerInfo& layer : store::listLayers(city.connection())) {
      const city::Metadata metadata = city::metadataOf(city, layer);
      const city::Freshness fresh = city::freshnessOf(metadata, layer, m_today);
      if (!context.json) {
        print(fmt::format("{}\t{}\t{}\t{}\n", layer.name, metadata.provider, metadata.updateCycle,
                          fresh.past ? fmt::format("+{} d", fresh.daysOver) : fresh.due));
        continue;
      }
      nlohmann::json one = city::toJson(metadata);
      one["layer"] = layer.name;
      one["freshness"] = freshnessJson(fresh);
      layers.push_back(std::move(one));
    }
    if (context.json) {
      JsonWriter writer;
      writer.value(nlohmann::json{{"layers", layers}});
      writer.finish();
    }
    return kDone;
  }

  std::string m_city, m_layer, m_set, m_xml, m_xlsx, m_today;
  bool m_get = false, m_overwrite = false;
};

}  // namespace

std::unique_ptr<Command> makeMetadataCommand() {
  return std::make_unique<MetadataCommand>();
}

}  // namespace gis::cli
