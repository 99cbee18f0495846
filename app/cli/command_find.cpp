// citydesk-cli find: places by name, number or coordinate.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/find.h"

namespace gis::cli {
namespace {

class FindCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "find"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("Find places by name, number or coordinate"); }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("TEXT", m_text, GIS_TR("Road, crossing, address, code, case number, coordinate …"))->required();
    app.add_option("--limit", m_limit, GIS_TR("At most N results"))->type_name("N")->check(CLI::NonNegativeNumber);
  }

  int run(Context& context) override {
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city), store::OpenMode::readOnly);
    const city::FindIndex index = city::FindIndex::build(city, context.progress);
    auto results = index.search(m_text, m_limit);
    city::placeExactly(city, results);
    if (!wantsChinese(context.language)) {
      for (city::FindResult& result : results) {
        if (!result.labelEn.empty()) result.label = result.labelEn;
      }
    }
    if (!context.json) {
      for (const city::FindResult& result : results) {
        const std::string place = result.at ? fmt::format("{:.3f}, {:.3f}", result.at->x, result.at->y) : "-";
        print(fmt::format("{}\t{}\t{}\n", result.kind, result.label, place));
      }
      return kDone;
    }
    JsonWriter json;
    json.beginObject().key("results").beginArray();
    for (const city::FindResult& result : results) {
      json.beginObject().member("kind", result.kind).member("label", result.label);
      json.memberOrNull("layer", result.layer).key("id");
      if (result.id != 0) {
        json.value(result.id);
      } else {
        json.null();
      }
      if (result.at) {
        json.member("x", result.at->x).member("y", result.at->y);
      } else {
        json.key("x").null().key("y").null();
      }
      json.endObject();
    }
    json.endArray().endObject().finish();
    return kDone;
  }

 private:
  std::string m_city, m_text;
  std::size_t m_limit = 20;
};

}  // namespace

std::unique_ptr<Command> makeFindCommand() {
  return std::make_unique<FindCommand>();
}

}  // namespace gis::cli
