// citydesk-cli settings show | set
#include <CLI/CLI.hpp>

#include "app/cli/command_group.h"
#include "app/cli/error_text.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/desk_settings.h"

namespace gis::cli {
namespace {

class SettingsCommand : public CommandGroup {
 public:
  [[nodiscard]] const char* name() const override { return "settings"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("What the city decides about its incident desk: numbers, times, duplicates, photos");
  }

  void setup(CLI::App& app) override {
    app.require_subcommand(1);
    sub(app, "show", GIS_TR("All settings with what holds"));
    CLI::App* set = sub(app, "set", GIS_TR("Decide some; undo takes it back"));
    set->add_option("NAME=VALUE", m_values, GIS_TR("Without a value: as usual again"))->required();
  }

  int run(Context& context) override {
    const bool sets = is("set");
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city),
                                                sets ? store::OpenMode::readWrite : store::OpenMode::readOnly);
    if (sets) city::changeDeskSettings(city, parsed(), context.operatorName);
    if (context.json) {
      writeJson(city);
    } else {
      for (const city::DeskSetting& one : city::deskSettings())
        print(one.name + "\t" + city::deskSetting(city, one.name) + "\t" + textIn(one.title, context.language) + "\n");
    }
    return kDone;
  }

 private:
  [[nodiscard]] store::SettingValues parsed() const {
    store::SettingValues values;
    for (const std::string& text : m_values) {
      const std::size_t at = text.find('=');
      if (at == std::string::npos || at == 0)
        throw Error(ErrorCode::usage, {GIS_TR("\"{0}\" is no setting"), {text}}, {}, GIS_TR("write it as NAME=VALUE"));
      values.emplace_back(text.substr(0, at), text.substr(at + 1));
    }
    return values;
  }
  static void writeJson(const store::CityDatabase& city) {
    JsonWriter json;
    json.beginObject().key("settings").beginArray();
    for (const city::DeskSetting& one : city::deskSettings()) {
      json.beginObject().member("name", one.name).member("value", city::deskSetting(city, one.name));
      json.member("usual", one.usual).member("decided", !city.setting(one.name).empty());
      json.member("title", one.title.str()).endObject();
    }
    json.endArray().endObject().finish();
  }

  std::vector<std::string> m_values;
};

}  // namespace

std::unique_ptr<Command> makeSettingsCommand() {
  return std::make_unique<SettingsCommand>();
}

}  // namespace gis::cli
