// citydesk-cli history: who changed what, when and why.
#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/layer.h"

namespace gis::cli {
namespace {

class HistoryCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "history"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("Who changed what, when and why, newest first"); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("LAYER", m_layer, GIS_TR("Only this layer"));
    app.add_option("FID", m_fid, GIS_TR("Only this feature"));
    app.add_option("--limit", m_limit, GIS_TR("At most so many entries (default: 1000)"))
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
  }

  int run(Context& context) override {
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city), store::OpenMode::readOnly);
    if (!m_layer.empty()) m_layer = store::layerByName(city.connection(), m_layer).name;
    const auto entries = store::history(city, m_layer, m_fid, m_limit);
    if (!context.json) {
      for (const store::HistoryEntry& e : entries)
        print(e.at + "\t" + e.actor + "\t" + e.table + "\t" + std::to_string(e.fid) + "\t" + e.op + "\t" + e.reason +
              "\n");
      return kDone;
    }
    JsonWriter json;
    json.beginObject().key("entries").beginArray();
    for (const store::HistoryEntry& e : entries) {
      json.beginObject().member("tx", e.tx).member("at", e.at).member("actor", e.actor).member("reason", e.reason);
      json.member("kind", e.kind).memberOrNull("undoes", e.undoes).member("layer", e.table).member("id", e.fid);
      json.memberOrNull("uid", e.featureUid).member("op", e.op);
      image(json, "before", e.beforeJson);
      image(json, "after", e.afterJson);
      json.endObject();
    }
    json.endArray().endObject().finish();
    return kDone;
  }

 private:
  static void image(JsonWriter& json, const char* name, const std::string& text) {
    json.key(name);
    if (text.empty()) {
      json.null();
    } else {
      json.raw(text);
    }
  }

  std::string m_city, m_layer;
  std::int64_t m_fid = 0;
  int m_limit = 1000;
};

}  // namespace

std::unique_ptr<Command> makeHistoryCommand() {
  return std::make_unique<HistoryCommand>();
}

}  // namespace gis::cli
