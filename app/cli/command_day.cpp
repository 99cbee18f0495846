// citydesk-cli day export | import: what two desks did to the cases of one city.
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/cli/command_group.h"
#include "app/cli/error_text.h"
#include "app/cli/incident_filters.h"
#include "app/cli/incident_output.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/day_package.h"

namespace gis::cli {
namespace {

city::DaySide sideOf(const std::string& word, const char* option) {
  if (word == "mine") return city::DaySide::mine;
  if (word == "theirs") return city::DaySide::theirs;
  throw Error(ErrorCode::usage, {GIS_TR("cannot read {0} \"{1}\""), {option, word}}, {},
              GIS_TR("write mine or theirs"));
}

class DayCommand : public CommandGroup {
 public:
  [[nodiscard]] const char* name() const override { return "day"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Day packages: what two desks did to the cases of one city, out and back");
  }

  void setup(CLI::App& app) override {
    app.require_subcommand(1);
    CLI::App* out = sub(app, "export", GIS_TR("Write what was done to cases since the last package"));
    out->add_option("FILE", m_file, GIS_TR("Package to write (.zip)"))->required();
    out->add_option("--to", m_export.peer, GIS_TR("Name of the other desk"))->type_name("NAME");
    out->add_option("--since", m_since, GIS_TR("All that was done from then on (default: since the last package)"))
        ->type_name("TIME");
    out->add_flag("--photos", m_export.photos, GIS_TR("With the photos, without what the camera noted"));
    CLI::App* in = sub(app, "import", GIS_TR("Take a package of the other desk over"));
    in->add_option("FILE", m_file, GIS_TR("Package to read"))->required();
    in->add_option("--decide", m_decisions, GIS_TR("UUID.FIELD=mine or =theirs; may be given several times"))
        ->type_name("U.F=SIDE");
    in->add_option("--take", m_take, GIS_TR("mine or theirs, where both changed a field and nothing else is said"))
        ->type_name("SIDE");
    in->add_flag("--plan", m_import.plan, GIS_TR("Only tell what would change"));
  }

  int run(Context& context) override { return is("export") ? write(context) : read(context); }

 private:
  int write(Context& context) {
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city), store::OpenMode::readWrite);
    m_export.desk = context.operatorName;
    if (!m_since.empty()) m_export.since = timeTyped(m_since, "--since");
    const auto told = city::writeDayPackage(city, platform::pathFromUtf8(m_file), m_export, context.progress);
    if (context.json) {
      JsonWriter json;
      json.beginObject().member("steps", told.steps).member("cases", told.cases).member("photos", told.photos);
      json.member("photos_kept_back", told.withoutPhotos).key("files").beginArray().value(m_file).endArray();
      json.endObject().finish();
      return kDone;
    }
    print(textIn({GIS_TR("{0} steps of {1} cases, {2} photos"),
                  {std::to_string(told.steps), std::to_string(told.cases), std::to_string(told.photos)}},
                 context.language) +
          "\n");
    if (told.withoutPhotos > 0)
      note(context, {GIS_TR("{0} photos stay here: they leave only when asked for (--photos)"),
                     {std::to_string(told.withoutPhotos)}});
    return kDone;
  }

  int read(Context& context) {
    for (const std::string& one : m_decisions) {
      const std::size_t equals = one.rfind('=');
      if (equals == std::string::npos || one.find('.') > equals)
        throw Error(ErrorCode::usage, {GIS_TR("cannot read {0} \"{1}\""), {"--decide", one}}, {},
                    GIS_TR("write it as UUID.FIELD=mine or UUID.FIELD=theirs"));
      m_import.decisions[one.substr(0, equals)] = sideOf(one.substr(equals + 1), "--decide");
    }
    if (!m_take.empty()) m_import.others = sideOf(m_take, "--take");
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city),
                                                m_import.plan ? store::OpenMode::readOnly : store::OpenMode::readWrite);
    const auto told = city::readDayPackage(city, platform::pathFromUtf8(m_file), m_import, context.progress);
    if (context.json) {
      writeJson(told);
    } else {
      tell(context, told);
    }
    return told.waiting == 0 ? kDone : kPartly;
  }

  void writeJson(const city::DayImported& told) const {
    JsonWriter json;
    json.beginObject().member("desk", told.desk).member("made_at", cityTime(told.madeAt)).member("plan", m_import.plan);
    json.member("steps", told.steps).member("known", told.known).member("waiting", told.waiting);
    json.member("new_cases", told.newCases).member("changed_cases", told.changedCases).member("photos", told.photos);
    json.key("conflicts").beginArray();
    for (const city::DayConflict& one : told.conflicts) {
      json.beginObject().member("key", one.key()).member("number", one.number).member("table", one.table);
      json.member("field", one.field).memberOrNull("base", one.base).memberOrNull("mine", one.mine);
      json.memberOrNull("theirs", one.theirs).member("their_actor", one.theirActor);
      json.member("their_at", cityTime(one.theirAt)).endObject();
    }
    json.endArray().key("renumbered").beginArray();
    for (const auto& [before, after] : told.renumbered)
      json.beginObject().member("from", before).member("to", after).endObject();
    json.endArray().endObject().finish();
  }

  static void tell(const Context& context, const city::DayImported& told) {
    print(textIn({GIS_TR("{0} steps taken over, {1} were here, {2} wait; {3} new cases, {4} changed"),
                  {std::to_string(told.steps), std::to_string(told.known), std::to_string(told.waiting),
                   std::to_string(told.newCases), std::to_string(told.changedCases)}},
                 context.language) +
          "\n");
    for (const city::DayConflict& one : told.conflicts)
      print(fmt::format("{}  {}  {}: \"{}\" | \"{}\"\n", one.number, one.key(), one.field, one.mine, one.theirs));
    for (const auto& [before, after] : told.renumbered)
      note(context, {GIS_TR("both desks had given the number {0}: the case is {1} now"), {before, after}});
  }

  std::string m_file, m_since, m_take;
  std::vector<std::string> m_decisions;
  city::DayExport m_export;
  city::DayImport m_import;
};

}  // namespace

std::unique_ptr<Command> makeDayCommand() {
  return std::make_unique<DayCommand>();
}

}  // namespace gis::cli
