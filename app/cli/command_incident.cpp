// citydesk-cli incident report | place | list | show | history | batch | attach | correct | move | advance | assign
// | requests | duplicates | photos | blackout | resume | sheet
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>

#include "app/cli/command_group.h"
#include "app/cli/incident_batch.h"
#include "app/cli/incident_filters.h"
#include "app/cli/incident_output.h"
#include "app/cli/incident_photos.h"
#include "app/cli/incident_sheet.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/case_clock.h"
#include "gis_core/city/case_duplicates.h"
#include "gis_core/city/case_flow.h"
#include "gis_core/city/incident.h"
#include "gis_core/city/work_calendar.h"
#include "gis_core/store/read_only_sql.h"

namespace gis::cli {
namespace {

std::vector<std::filesystem::path> paths(const std::vector<std::string>& names) {
  std::vector<std::filesystem::path> out;
  out.reserve(names.size());
  for (const std::string& name : names) out.push_back(platform::pathFromUtf8(name));
  return out;
}

/// "x,y" in `crsText`, or in the city's CRS when that is empty.
geom::MapPoint pointInCity(const store::CityDatabase& city, const std::string& at, const std::string& crsText) {
  const geom::MapPoint point = parsePoint(at, "--at");
  if (crsText.empty()) return point;
  return crs::Transformer(crs::Crs::parse(crsText), city.crs()).apply(point);
}

/// The object of one case, alone on standard output.
void printOne(const Context& context, const store::CityDatabase& city, const city::Incident& incident) {
  if (!context.json) {
    print(incidentLine(incident));
    return;
  }
  JsonWriter json;
  json.beginObject();
  writeIncident(json, incident);
  writePhotos(json, city::attachmentsOf(city, incident.uid));
  json.endObject().finish();
}

class IncidentCommand : public CommandGroup {
 public:
  [[nodiscard]] const char* name() const override { return "incident"; }
  [[nodiscard]] const char* summary() const override { return GIS_TR("Report, list and follow incidents"); }

  void setup(CLI::App& app) override {
    app.require_subcommand(1);
    setupReport(app);
    setupPlace(app);
    setupList(app);
    setupOneCase(app);
    setupFlow(app);
    setupSheet(app);
  }

  [[nodiscard]] bool runsTypedSql() const override {
    return m_filters.holdsSql() || store::mayCallFunctions(m_sheet.where);
  }

  int run(Context& context) override {
    using Action = int (IncidentCommand::*)(Context&);
    static const std::vector<std::pair<const char*, Action>> kActions = {
        {"report", &IncidentCommand::report},     {"batch", &IncidentCommand::batch},
        {"list", &IncidentCommand::list},         {"show", &IncidentCommand::show},
        {"history", &IncidentCommand::history},   {"attach", &IncidentCommand::attach},
        {"correct", &IncidentCommand::correct},   {"move", &IncidentCommand::move},
        {"advance", &IncidentCommand::advance},   {"assign", &IncidentCommand::assign},
        {"requests", &IncidentCommand::requests}, {"duplicates", &IncidentCommand::duplicates},
        {"photos", &IncidentCommand::handOut},    {"blackout", &IncidentCommand::blacken},
        {"place", &IncidentCommand::place},       {"resume", &IncidentCommand::resume},
        {"sheet", &IncidentCommand::sheet}};
    for (const auto& [name, action] : kActions) {
      if (is(name)) return (this->*action)(context);
    }
    return kUsage;
  }

 private:
  void setupReport(CLI::App& app) {
    CLI::App* report = sub(app, "report", GIS_TR("Log an incident; durable when it prints"));
    report->add_option("--category", m_draft.category, GIS_TR("Code, such as 06010"))->type_name("CODE")->required();
    report->add_option("--kind", m_kind, GIS_TR("matter, component or event"))->type_name("KIND");
    report->add_option("--system", m_system, GIS_TR("Code system, or part of its name"))->type_name("NAME");
    report->add_option("--at", m_at, GIS_TR("Place, east first"))->type_name("X,Y")->required();
    report->add_option("--at-crs", m_atCrs, GIS_TR("CRS of --at (default: the city's)"))->type_name("CRS");
    report->add_option("--description", m_draft.description, GIS_TR("What is wrong"))->type_name("TEXT");
    report->add_option("--urgency", m_draft.urgency, GIS_TR("normal or urgent"))->type_name("WORD");
    report->add_option("--photo", m_photos, GIS_TR("A photo; may be given several times"))->type_name("FILE");
    report->add_option("--reported-at", m_reportedAt, GIS_TR("When (default: now)"))->type_name("TIME");
    report->add_option("--reporter", m_draft.reporter, GIS_TR("Who told it"))->type_name("TEXT");
    report->add_option("--source", m_draft.source, GIS_TR("inspector, hotline, app …"))->type_name("TEXT");
    report->add_option("--component", m_draft.component, GIS_TR("ID of the component concerned"))->type_name("ID");
    report->add_option("--address", m_draft.address, GIS_TR("Where it is, in words"))->type_name("TEXT");
    report->add_option("--duplicate-of", m_draft.duplicateOf, GIS_TR("Attach it to this open case as a duplicate"))
        ->type_name("ID");
    CLI::App* batch = sub(app, "batch", GIS_TR("Log many: one JSON object a line"));
    batch->add_option("FILE", m_file, GIS_TR("File of JSON lines, or - for standard input"))->required();
    batch->add_option("--chunk", m_chunk, GIS_TR("Reports saved together (1 from standard input, else 100)"));
  }

  void setupPlace(CLI::App& app) {
    CLI::App* place = sub(app, "place", GIS_TR("What lies at a place, and beyond borders that are near"));
    place->add_option("--at", m_at, GIS_TR("Place, east first"))->type_name("X,Y")->required();
    place->add_option("--at-crs", m_atCrs, GIS_TR("CRS of --at (default: the city's)"))->type_name("CRS");
    place->add_option("--category", m_draft.category, GIS_TR("Also who is responsible for this category"))
        ->type_name("CODE");
    place->add_option("--kind", m_kind, GIS_TR("matter, component or event"))->type_name("KIND");
  }

  void setupList(CLI::App& app) {
    CLI::App* list = sub(app, "list", GIS_TR("Cases, newest first"));
    m_filters.setup(*list);
  }

  void setupOneCase(CLI::App& app) {
    for (CLI::App* one : {sub(app, "show", GIS_TR("One case")), sub(app, "history", GIS_TR("What happened to a case")),
                          sub(app, "duplicates", GIS_TR("Cases near a case that may tell of the same thing"))})
      addId(one);
    CLI::App* asked = sub(app, "requests", GIS_TR("Extensions, suspensions and appeals that were asked for"));
    asked->add_option("ID", m_id, GIS_TR("Only of this case"));
    asked->add_option("--role", m_step.role, GIS_TR("Only what waits for this role"))->type_name("ROLE");
    asked->add_flag("--open", m_openOnly, GIS_TR("Only what is not decided yet"));
    CLI::App* photos =
        sub(app, "photos", GIS_TR("Copies of a case's photos to hand out, without what the camera noted"));
    addId(photos);
    photos->add_option("--out", m_file, GIS_TR("Folder to write to"))->type_name("FOLDER")->required();
    CLI::Option* only =
        photos->add_option("--only", m_choice.only, GIS_TR("The photo of this name leaves; may be given several times"))
            ->type_name("NAME");
    photos->add_flag("--all", m_choice.all, GIS_TR("All photos leave"))->excludes(only);
    CLI::App* black = sub(app, "blackout", GIS_TR("What of a photo is black when it leaves: faces, plates"));
    addId(black);
    black->add_option("--photo", m_photos, GIS_TR("Name of the photo"))->type_name("NAME")->required()->expected(1);
    black->add_option("--box", m_boxes, GIS_TR("A box, parts of width and height (0 to 1); none: nothing is black"))
        ->type_name("X1,Y1,X2,Y2");
    sub(app, "resume", GIS_TR("Go on with the suspended cases whose day has come"));
    CLI::App* attach = sub(app, "attach", GIS_TR("Add photos to a case"));
    addId(attach);
    attach->add_option("--photo", m_photos, GIS_TR("A photo; may be given several times"))
        ->type_name("FILE")
        ->required();
    attach->add_option("--stage", m_stage, GIS_TR("report, verify, handle or check"))->type_name("STAGE");
    CLI::App* correct = sub(app, "correct", GIS_TR("Change what was entered"));
    addId(correct);
    correct->add_option("--set", m_set, GIS_TR("FIELD=VALUE; may be given several times"))
        ->type_name("F=V")
        ->required();
    CLI::App* move = sub(app, "move", GIS_TR("Move a case's point"));
    addId(move);
    move->add_option("--at", m_at, GIS_TR("New place, east first"))->type_name("X,Y")->required();
    move->add_option("--at-crs", m_atCrs, GIS_TR("CRS of --at (default: the city's)"))->type_name("CRS");
  }

  void setupFlow(CLI::App& app) {
    CLI::App* advance = sub(app, "advance", GIS_TR("One step of the life cycle"));
    addId(advance);
    advance->add_option("ACTION", m_step.action, GIS_TR("take, file, dispatch, close …"))->required();
    CLI::App* assign = sub(app, "assign", GIS_TR("The department gives the case to a handler"));
    addId(assign);
    for (CLI::App* one : {advance, assign}) {
      one->add_option("--role", m_step.role, GIS_TR("Role of the one who does it"))->type_name("ROLE");
      one->add_option("--reason", m_step.reason, GIS_TR("Why, or what was found"))->type_name("TEXT");
      one->add_option("--condition", m_step.condition,
                      GIS_TR("Filing or closing condition, as the table of time limits words it"))
          ->type_name("CODE");
      one->add_option("--to", m_step.to, GIS_TR("Department, handler or other case"))->type_name("NAME");
      one->add_option("--photo", m_photos, GIS_TR("A photo; may be given several times"))->type_name("FILE");
      one->add_option("--handler-unit", m_step.handlerUnits,
                      GIS_TR("assign: the handler's department; refused when it is not the case's"))
          ->type_name("NAME");
    }
    advance->get_option("--role")->required();
    advance->add_option("--until", m_until, GIS_TR("suspend: the day on which the case goes on"))->type_name("TIME");
  }

  void setupSheet(CLI::App& app) {
    CLI::App* sheet = sub(app, "sheet", GIS_TR("Case sheets for the printer, as PDF or pictures"));
    sheet->add_option("ID", m_sheet.ids, GIS_TR("UUID, case number or report number; several for several cases"));
    sheet->add_option("--where", m_sheet.where, GIS_TR("Every case that meets this SQL condition"))->type_name("SQL");
    sheet->add_option("--out", m_sheet.out, GIS_TR("File to write: .pdf, or .png (a picture for each page)"))
        ->type_name("FILE")
        ->required();
    sheet->add_option("--heading", m_sheet.heading, GIS_TR("Heading of the page"))->type_name("TEXT");
    sheet->add_option("--scale", m_sheet.scale, GIS_TR("Scale of the map clip, N of 1:N (default 2000)"))
        ->type_name("N");
    sheet->add_option("--sign", m_sheet.signatures, GIS_TR("A signature line; may be given several times"))
        ->type_name("NAME");
    sheet->add_option("--layers", m_sheet.layers, GIS_TR("Layers of the map clip"))->type_name("BOTTOM,...,TOP");
    sheet->add_option("--dpi", m_sheet.dpi, GIS_TR("Resolution of a .png (default 150)"))->type_name("N");
    sheet->add_flag("--photos", m_sheet.photos, GIS_TR("With the photos, marked faces and plates black"));
  }

  void addId(CLI::App* app) { app->add_option("ID", m_id, GIS_TR("UUID, case number or report number"))->required(); }

  [[nodiscard]] store::CityDatabase open(store::OpenMode mode = store::OpenMode::readWrite) const {
    return store::CityDatabase::open(platform::pathFromUtf8(m_city), mode);
  }

  int report(Context& context) {
    if (!m_kind.empty()) m_draft.kind = city::categoryKindFromName(m_kind);
    if (!m_system.empty()) m_draft.system = m_system;
    if (!m_reportedAt.empty()) m_draft.reportedAt = parseIso(m_reportedAt, kCityOffsetMinutes);
    m_draft.photos = paths(m_photos);
    const auto city = open();
    m_draft.at = pointInCity(city, m_at, m_atCrs);
    city::IncidentDesk desk(city);
    const city::Incident made = desk.report(m_draft, context.operatorName);
    const city::Place place = desk.places().around(*m_draft.at);
    const city::ResponsibleUnit unit = city::responsibleUnit(city, desk.check(m_draft), place);
    const auto near = city::findDuplicates(city, made);
    const auto fits = city::photosFit(city.crs(), m_draft.photos, *m_draft.at, parseIso(made.reportedAt, 0));
    if (context.json) {
      JsonWriter json;
      json.beginObject();
      writeIncident(json, made);
      writePhotos(json, city::attachmentsOf(city, made.uid));
      writeDuplicates(json, near);
      writePhotoFits(json, fits);
      writePlace(json, place);
      writeUnit(json, unit);
      json.endObject().finish();
      return kDone;
    }
    print(incidentLine(made));
    if (const std::string second = secondText(place, context.language); !second.empty()) note(context, second);
    for (const city::PhotoFit& fit : fits) {
      if (fit.isFar())
        note(context, {GIS_TR("the photo {0} was taken {1} m away from the point"),
                       {fit.name, fmt::format("{:.0f}", *fit.metres)}});
      if (fit.isOld())
        note(context, {GIS_TR("the photo {0} was taken more than a day away from the report"), {fit.name}});
    }
    if (near.empty() || !m_draft.duplicateOf.empty()) return kDone;
    note(context, {GIS_TR("{0} case(s) of this category were reported near by: see incident duplicates"),
                   {std::to_string(near.size())}});
    return kDone;
  }

  int batch(Context& context) {
    const auto city = open();
    return reportBatch(context, city, m_file, m_chunk);
  }

  int list(Context& context) {
    const city::IncidentFilter filter = m_filters.filter();
    const auto city = open(store::OpenMode::readOnly);
    if (m_filters.onlyCounts()) {
      const std::int64_t count = city::countIncidents(city, filter);
      if (!context.json) {
        print(std::to_string(count) + "\n");
      } else {
        JsonWriter json;
        json.beginObject().member("count", count).endObject().finish();
      }
      return kDone;
    }
    const auto incidents = city::listIncidents(city, filter, context.progress.token());
    if (!context.json) {
      for (const city::Incident& incident : incidents) print(incidentLine(incident));
      return kDone;
    }
    JsonWriter json;
    json.beginObject().key("incidents").beginArray();
    for (const city::Incident& incident : incidents) {
      json.beginObject();
      writeIncident(json, incident);
      json.endObject();
    }
    json.endArray().member("count", incidents.size()).endObject().finish();
    return kDone;
  }

  int show(Context& context) {
    const auto city = open(store::OpenMode::readOnly);
    const city::Incident incident = city::incidentById(city, m_id);
    if (!context.json) {
      print(incidentLine(incident) + (incident.description.empty() ? "" : incident.description + "\n"));
      return kDone;
    }
    JsonWriter json;
    json.beginObject();
    writeIncident(json, incident);
    writePhotos(json, city::attachmentsOf(city, incident.uid));
    writeClock(json, city::caseClock(incident, city::cityCalendar(city), utcNow()));
    json.key("duplicates").beginArray();
    for (const std::string& uid : city::mergedInto(city, incident.uid)) json.value(uid);
    json.endArray().key("requests").beginArray();
    for (const city::CaseRequest& request : city::caseRequests(city, incident.uid, false)) writeRequest(json, request);
    json.endArray().key("steps").beginArray();
    for (const city::CaseRule* rule : city::CaseRules::shipped().stepsFrom(incident)) {
      const std::string& to = rule->to.empty() ? incident.state : rule->to;
      json.beginObject().member("action", rule->action).member("to", to).key("roles").beginArray();
      for (const std::string& role : rule->roles) json.value(role);
      json.endArray().endObject();
    }
    json.endArray().endObject().finish();
    return kDone;
  }

  int requests(Context& context) {
    checkRole(m_step.role);
    const auto city = open(store::OpenMode::readOnly);
    const std::string uid = m_id.empty() ? std::string() : city::incidentById(city, m_id).uid;
    auto found = city::caseRequests(city, uid, m_openOnly || !m_step.role.empty());
    if (!m_step.role.empty()) {
      const auto states = city::waitingRequests(m_step.role);
      std::erase_if(found, [&](const city::CaseRequest& one) {
        return std::find(states.begin(), states.end(), one.state) == states.end();
      });
    }
    if (!context.json) {
      for (const city::CaseRequest& one : found)
        print(
            fmt::format("{}  {}  {}  {}  {}\n", cityTime(one.askedAt), one.kind, one.state, one.incident, one.reason));
      return kDone;
    }
    JsonWriter json;
    json.beginObject().key("requests").beginArray();
    for (const city::CaseRequest& one : found) writeRequest(json, one);
    json.endArray().endObject().finish();
    return kDone;
  }

  int duplicates(Context& context) {
    const auto city = open(store::OpenMode::readOnly);
    const auto near = city::findDuplicates(city, city::incidentById(city, m_id));
    if (!context.json) {
      for (const city::Duplicate& one : near)
        print(fmt::format("{:.1f} m  {}", one.metres, incidentLine(one.incident)));
      return kDone;
    }
    JsonWriter json;
    json.beginObject();
    writeDuplicates(json, near);
    json.endObject().finish();
    return kDone;
  }

  int handOut(Context& context) {
    return handOutPhotos(context, open(store::OpenMode::readOnly), m_id, m_file, m_choice);
  }

  int blacken(Context& context) { return blackOut(context, open(), m_id, m_photos.front(), m_boxes); }

  int place(Context& context) {
    const auto city = open(store::OpenMode::readOnly);
    const city::Place place = city::PlaceFinder(city).around(pointInCity(city, m_at, m_atCrs));
    std::optional<city::ResponsibleUnit> unit;
    if (!m_draft.category.empty()) {
      if (!m_kind.empty()) m_draft.kind = city::categoryKindFromName(m_kind);
      const auto& category = city::CodeTables::of(city).resolveCategory(m_draft.category, m_draft.kind);
      unit = city::responsibleUnit(city, category, place);
    }
    if (!context.json) {
      print(placeText(place, unit, context.language));
      return kDone;
    }
    JsonWriter json;
    json.beginObject();
    writePlace(json, place);
    if (unit) writeUnit(json, *unit);
    json.endObject().finish();
    return kDone;
  }

  int resume(Context& context) {
    const auto city = open();
    const int resumed = city::resumeDue(city, context.operatorName);
    if (!context.json) {
      print(std::to_string(resumed) + "\n");
      return kDone;
    }
    JsonWriter json;
    json.beginObject().member("resumed", resumed).endObject().finish();
    return kDone;
  }

  int sheet(Context& context) { return writeCaseSheets(context, m_city, m_sheet); }

  int history(Context& context) {
    const auto city = open(store::OpenMode::readOnly);
    const auto entries = city::incidentHistory(city, city::incidentById(city, m_id));
    if (!context.json) {
      for (const auto& entry : entries) {
        print(fmt::format("{}  {}  {}\n", cityTime(entry.at), entry.actor, entry.reason));
      }
      return kDone;
    }
    JsonWriter json;
    json.beginObject().key("entries").beginArray();
    for (const auto& entry : entries) writeHistoryEntry(json, entry);
    json.endArray().endObject().finish();
    return kDone;
  }

  int attach(Context& context) {
    const auto city = open();
    const auto photos = paths(m_photos);
    const auto attached = city::IncidentDesk(city).attach(m_id, photos, m_stage, context.operatorName);
    if (!context.json) {
      print(fmt::format("{} photos\n", attached.size()));
      return kDone;
    }
    JsonWriter json;
    json.beginObject();
    writePhotos(json, attached);
    json.endObject().finish();
    return kDone;
  }

  int correct(Context& context) {
    store::ColumnValues values;
    for (const std::string& pair : m_set) {
      const std::size_t equals = pair.find('=');
      if (equals == std::string::npos) {
        throw Error(ErrorCode::usage, {GIS_TR("cannot read {0} \"{1}\""), {"--set", pair}}, GIS_TR("it has no ="),
                    GIS_TR("write it as FIELD=VALUE"));
      }
      values.emplace_back(pair.substr(0, equals), pair.substr(equals + 1));
    }
    const auto city = open();
    printOne(context, city, city::IncidentDesk(city).correct(m_id, values, context.operatorName));
    return kDone;
  }

  int move(Context& context) {
    const auto city = open();
    const geom::MapPoint to = pointInCity(city, m_at, m_atCrs);
    printOne(context, city, city::IncidentDesk(city).move(m_id, to, context.operatorName));
    return kDone;
  }

  int advance(Context& context) {
    m_step.photos = paths(m_photos);
    if (!m_until.empty()) m_step.until = timeTyped(m_until, "--until");
    const auto city = open();
    const city::Incident after = city::advance(city, m_id, m_step, context.operatorName);
    if (m_step.action == "file") tellUnknownCondition(context, after);
    printOne(context, city, after);
    return kDone;
  }

  /// Conditions are free words, but only those of the table have a time limit of their own.
  void tellUnknownCondition(const Context& context, const city::Incident& incident) const {
    const std::vector<std::string> known = city::filingConditions(incident.category);
    if (known.empty() || std::find(known.begin(), known.end(), m_step.condition) != known.end()) return;
    note(context, {GIS_TR("the table of time limits does not know the condition \"{0}\" of category {1}, only: {2}"),
                   {m_step.condition, incident.category, fmt::format("{}", fmt::join(known, ", "))}});
  }

  int assign(Context& context) {
    m_step.action = "assign";
    if (m_step.role.empty()) m_step.role = "department";
    return advance(context);
  }

  std::string m_id, m_at, m_atCrs, m_kind, m_system, m_reportedAt, m_file, m_until, m_stage = "report";
  std::vector<std::string> m_photos, m_set, m_boxes;
  PhotoChoice m_choice;
  int m_chunk = 0;
  bool m_openOnly = false;
  city::IncidentDraft m_draft;
  IncidentFilters m_filters;
  city::CaseStep m_step;
  SheetRequest m_sheet;
};

}  // namespace

std::unique_ptr<Command> makeIncidentCommand() {
  return std::make_unique<IncidentCommand>();
}

}  // namespace gis::cli
