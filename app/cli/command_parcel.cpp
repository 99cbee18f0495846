// citydesk-cli parcel show | split | merge | cut | border | vertex | take | fill | letters | history | retired | asof |
// sheet | units | rules
#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "app/cli/command_group.h"
#include "app/cli/parcel_card_output.h"
#include "app/cli/parcel_history_output.h"
#include "app/cli/parcel_sheet_output.h"
#include "app/cli/parcel_units_output.h"
#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/code_check.h"
#include "gis_core/city/parcel_card.h"
#include "gis_core/city/parcel_codes.h"
#include "gis_core/city/parcel_edit.h"

namespace gis::cli {
namespace {

[[noreturn]] void parcelUsage(Message why) {
  throw Error(ErrorCode::usage, GIS_TR("wrong usage"), std::move(why), {});
}

class ParcelCommand : public CommandGroup {
 public:
  [[nodiscard]] const char* name() const override { return "parcel"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Show, split, merge and reshape parcels; their history and past");
  }

  void setup(CLI::App& app) override {
    app.require_subcommand(1);
    addCode(sub(app, "show", GIS_TR("One parcel with what belongs to it")));
    setupSplit(app);
    setupOthers(app);
    addCode(sub(app, "history", GIS_TR("Where a parcel came from and what became of it")));
    CLI::App* retired = sub(app, "retired", GIS_TR("Parcels that ended, newest first"));
    retired->add_option("--since", m_at, GIS_TR("Only those that ended after this time"))->type_name("TIME");
    retired->add_option("--limit", m_limit, GIS_TR("At most N"))->type_name("N")->check(CLI::NonNegativeNumber);
    CLI::App* asof = sub(app, "asof", GIS_TR("The parcels as they were at a date"));
    asof->add_option("DATE", m_at, GIS_TR("Date or time; a date alone is its beginning"))->required();
    asof->add_option("CODE", m_code, GIS_TR("Only this parcel: its code then, or #fid"));
    asof->add_option("--into", m_into, GIS_TR("Name of a new layer of the parcels of that moment"))->type_name("NAME");
    CLI::App* sheet = sub(app, "sheet", GIS_TR("The parcel sheet and the table of boundary points as files"));
    addCode(sheet);
    sheet->add_option("--pdf", m_files.pdf, GIS_TR("The parcel sheet"))->type_name("FILE");
    sheet->add_option("--xlsx", m_files.xlsx, GIS_TR("The table of boundary points"))->type_name("FILE");
    sheet->add_option("--txt", m_files.txt, GIS_TR("The boundary points as the land bureaus hand them on"))
        ->type_name("FILE");
    sheet->add_option("--heading", m_files.heading, GIS_TR("Name of the office over the sheet"))->type_name("TEXT");
    sheet->add_flag("--overwrite", m_files.overwrite, GIS_TR("Replace files that are there"));
    CLI::App* units = sub(app, "units", GIS_TR("The units of a parcel's buildings, floor by floor, with checks"));
    units->add_option("CODE", m_code, GIS_TR("Parcel code, or #fid"));
    units->add_option("--import", m_unitFile, GIS_TR("Take units from a table first (BDCDYH, CH, HH, ZT …)"))
        ->type_name("FILE");
    CLI::App* rules = sub(app, "rules", GIS_TR("What becomes of codes when parcels change"));
    rules->add_option("--boundary", m_boundaryRule, GIS_TR("When the boundary changes: new or keep"))
        ->type_name("WORD");
    rules->add_option("--letters", m_lettersRule, GIS_TR("When the feature letters change: new or keep the number"))
        ->type_name("WORD");
    rules
        ->add_option("--area-tolerance", m_areaTolerance,
                     GIS_TR("How much a measured area may differ from the registered one, per cent"))
        ->type_name("PERCENT");
  }

  int run(Context& context) override {
    using Action = int (ParcelCommand::*)(Context&);
    static const std::vector<std::pair<const char*, Action>> kActions = {
        {"show", &ParcelCommand::show},  {"history", &ParcelCommand::history}, {"retired", &ParcelCommand::retired},
        {"asof", &ParcelCommand::asOf},  {"rules", &ParcelCommand::rules},     {"sheet", &ParcelCommand::sheet},
        {"units", &ParcelCommand::units}};
    for (const auto& [name, action] : kActions) {
      if (is(name)) return (this->*action)(context);
    }
    return change(context);
  }

 private:
  void addCode(CLI::App* app) { app->add_option("CODE", m_code, GIS_TR("Parcel code, or #fid"))->required(); }
  void addDeed(CLI::App* app) {
    app->add_option("--reason", m_deed.reason, GIS_TR("Why, for the history"))->type_name("TEXT");
    app->add_option("--document", m_deed.document, GIS_TR("Number of the document"))->type_name("TEXT");
    app->add_option("--document-date", m_deed.documentDate, GIS_TR("Date of the document"))->type_name("YYYY-MM-DD");
    app->add_option("--code", m_deed.codes, GIS_TR("Code of a new parcel, in their order; may be given again"))
        ->type_name("CODE")
        ->allow_extra_args(false);
    app->add_flag("--dry-run", m_deed.triesOnly, GIS_TR("Change nothing, tell what would become of it"));
  }
  void setupSplit(CLI::App& app) {
    CLI::App* split = sub(app, "split", GIS_TR("Split a parcel by a line, into equal parts or to given areas"));
    addCode(split);
    split->add_option("--line", m_wkt, GIS_TR("The cut, in the layer's coordinate system"))->type_name("WKT");
    split->add_option("--parts", m_split.parts, GIS_TR("Number of equal parts"))->type_name("N");
    split->add_option("--area", m_split.areas, GIS_TR("Area of a part in m²; may be given again, the rest is the last"))
        ->type_name("M2")
        ->allow_extra_args(false);
    split
        ->add_option("--bearing", m_split.bearing,
                     GIS_TR("Direction in which the parts follow each other (default: the longest side's)"))
        ->type_name("DEGREES");
    addDeed(split);
  }
  void setupOthers(CLI::App& app) {
    CLI::App* merge = sub(app, "merge", GIS_TR("Make one parcel of several that share borders"));
    merge->add_option("CODES", m_codes, GIS_TR("Parcel codes, or #fid"))->required();
    addDeed(merge);
    CLI::App* cut = sub(app, "cut", GIS_TR("Make what lies in an area a parcel of its own"));
    addCode(cut);
    cut->add_option("--wkt", m_wkt, GIS_TR("The area, in the layer's coordinate system"))->type_name("WKT")->required();
    addDeed(cut);
    CLI::App* border = sub(app, "border", GIS_TR("Move the common border of two parcels"));
    addCode(border);
    border->add_option("OTHER", m_other, GIS_TR("The other parcel's code, or #fid"))->required();
    border->add_option("--line", m_wkt, GIS_TR("The new border"))->type_name("WKT")->required();
    addDeed(border);
    CLI::App* vertex = sub(app, "vertex", GIS_TR("Move a boundary point in every parcel that has it"));
    vertex->add_option("--at", m_from, GIS_TR("The point, east first"))->type_name("X,Y")->required();
    vertex->add_option("--to", m_to, GIS_TR("Where it goes"))->type_name("X,Y")->required();
    vertex->add_option("--tolerance", m_tolerance, GIS_TR("How far the point may be from the place named (0.1)"))
        ->type_name("METRES");
    addDeed(vertex);
    CLI::App* take = sub(app, "take", GIS_TR("A parcel takes over a part of its neighbour"));
    addCode(take);
    take->add_option("--from", m_other, GIS_TR("The neighbour's code, or #fid"))->type_name("CODE")->required();
    take->add_option("--wkt", m_wkt, GIS_TR("The part, in the layer's coordinate system"))
        ->type_name("WKT")
        ->required();
    addDeed(take);
    CLI::App* fill = sub(app, "fill", GIS_TR("A gap goes to a parcel that borders on it"));
    addCode(fill);
    fill->add_option("--at", m_from, GIS_TR("A place in the gap, east first"))->type_name("X,Y")->required();
    addDeed(fill);
    CLI::App* letters =
        sub(app, "letters", GIS_TR("Other feature letters: the parcel gets the next number under them"));
    addCode(letters);
    letters->add_option("LETTERS", m_letters, GIS_TR("The two letters, as GB"))->required();
    addDeed(letters);
  }

  [[nodiscard]] store::CityDatabase open(store::OpenMode mode = store::OpenMode::readWrite) const {
    return store::CityDatabase::open(platform::pathFromUtf8(m_city), mode);
  }

  void checkSplit() const {
    const int ways = int(!m_wkt.empty()) + int(m_split.parts != 0) + int(!m_split.areas.empty());
    if (ways != 1) parcelUsage(GIS_TR("name one of --line, --parts and --area"));
    if (m_split.parts != 0 && (m_split.parts < 2 || m_split.parts > 1000)) {
      parcelUsage(GIS_TR("--parts takes a number from 2 to 1000"));
    }
  }

  int change(Context& context) {
    if (is("split")) checkSplit();
    if (!m_deed.documentDate.empty()) (void)parseIso(m_deed.documentDate, 0);
    const store::CityDatabase city = open();
    m_deed.actor = context.operatorName;
    const auto fid = [&](const std::string& code) { return city::parcelFidOf(city, code); };
    const geom::Bytes wkb = m_wkt.empty() ? geom::Bytes() : geom::fromWkt(m_wkt);
    city::ParcelChange done;
    if (is("split")) {
      m_split.lines = wkb;
      done = city::splitParcel(city, fid(m_code), m_split, m_deed);
    } else if (is("merge")) {
      std::vector<std::int64_t> fids;
      for (const std::string& code : m_codes) fids.push_back(fid(code));
      done = city::mergeParcels(city, fids, m_deed);
    } else if (is("cut")) {
      done = city::cutOutParcel(city, fid(m_code), wkb, m_deed);
    } else if (is("border")) {
      done = city::moveParcelBorder(city, fid(m_code), fid(m_other), wkb, m_deed);
    } else if (is("vertex")) {
      done = city::moveParcelVertex(city, parsePoint(m_from, "--at"), parsePoint(m_to, "--to"), m_tolerance, m_deed);
    } else if (is("take")) {
      done = city::takeOverParcel(city, fid(m_code), fid(m_other), wkb, m_deed);
    } else if (is("letters")) {
      done = city::changeParcelLetters(city, fid(m_code), m_letters, m_deed);
    } else {
      done = city::fillParcelGap(city, fid(m_code), parsePoint(m_from, "--at"), m_deed);
    }
    tellChange(context, done);
    return kDone;
  }

  static void writeParts(JsonWriter& json, const char* key, const std::vector<city::ParcelPart>& parts) {
    json.key(key).beginArray();
    for (const city::ParcelPart& part : parts) {
      json.beginObject().member("id", part.fid).memberOrNull("code", part.code).member("name", part.name);
      json.member("area", part.squareMetres).member("geometry", geom::toWkt(part.wkb)).endObject();
    }
    json.endArray();
  }
  static void tellChange(const Context& context, const city::ParcelChange& done) {
    if (!context.json) {
      for (const city::ParcelPart& part : done.before) {
        print(fmt::format("- {} {:.3f} m²\n", city::groupedParcelCode(part.code), part.squareMetres));
      }
      for (const city::ParcelPart& part : done.after) {
        print(fmt::format("+ {} {:.3f} m²\n", city::groupedParcelCode(part.code), part.squareMetres));
      }
      print(fmt::format("area {:.3f} + filled {:.3f} + residue {:.6f} = {:.3f} m²\n", done.areaBefore, done.filled,
                        done.residue(), done.areaAfter));
      return;
    }
    JsonWriter json;
    json.beginObject().member("operation", done.operation).member("layer", done.layer).memberOrNull("tx", done.tx);
    writeParts(json, "before", done.before);
    writeParts(json, "after", done.after);
    json.key("neighbours").beginArray();
    for (const std::int64_t neighbour : done.neighbours) json.value(neighbour);
    json.endArray().member("area_before", done.areaBefore).member("area_after", done.areaAfter);
    json.member("filled", done.filled).member("residue", done.residue()).endObject().finish();
  }

  int show(Context& context) { return tellParcelCard(context, open(store::OpenMode::readOnly), m_code); }
  int history(Context& context) { return tellParcelHistory(context, open(store::OpenMode::readOnly), m_code); }
  int retired(Context& context) {
    return tellRetiredParcels(context, open(store::OpenMode::readOnly), m_at, std::size_t(m_limit));
  }
  int asOf(Context& context) {
    const auto mode = m_into.empty() ? store::OpenMode::readOnly : store::OpenMode::readWrite;
    return tellParcelsAsOf(context, open(mode), m_at, m_code, m_into);
  }
  int units(Context& context) {
    if (m_code.empty() && m_unitFile.empty()) parcelUsage(GIS_TR("name a parcel, --import, or both"));
    const auto mode = m_unitFile.empty() ? store::OpenMode::readOnly : store::OpenMode::readWrite;
    return tellUnits(context, open(mode), m_code, m_unitFile);
  }
  int sheet(Context& context) {
    const store::CityDatabase city = open(store::OpenMode::readOnly);
    return writeParcelSheet(context, city, city::parcelFidOf(city, m_code), m_files);
  }

  int rules(Context& context) {
    const bool writes = !m_boundaryRule.empty() || !m_lettersRule.empty() || m_areaTolerance;
    const store::CityDatabase city = open(writes ? store::OpenMode::readWrite : store::OpenMode::readOnly);
    city::ParcelCodeRules now = city::parcelCodeRules(city);
    for (const auto& [word, keeps] : {std::pair{&m_boundaryRule, &now.keepsWhenBoundaryChanges},
                                      std::pair{&m_lettersRule, &now.keepsNumberWhenLettersChange}}) {
      if (word->empty()) continue;
      if (*word != "new" && *word != "keep") parcelUsage(GIS_TR("--boundary and --letters take new or keep"));
      *keeps = *word == "keep";
    }
    if (m_areaTolerance) city::setParcelAreaTolerance(city, *m_areaTolerance);
    if (writes) city::setParcelCodeRules(city, now);
    const auto said = [](bool keeps) { return keeps ? "keep" : "new"; };
    if (!context.json) {
      print(fmt::format("boundary {}\nletters {}\narea tolerance {} %\n", said(now.keepsWhenBoundaryChanges),
                        said(now.keepsNumberWhenLettersChange), city::parcelAreaTolerance(city)));
      return kDone;
    }
    JsonWriter json;
    json.beginObject().member("boundary", said(now.keepsWhenBoundaryChanges));
    json.member("letters", said(now.keepsNumberWhenLettersChange));
    json.member("area_tolerance", city::parcelAreaTolerance(city)).endObject().finish();
    return kDone;
  }

  std::string m_code, m_other, m_wkt, m_from, m_to, m_at, m_into, m_letters, m_boundaryRule, m_lettersRule, m_unitFile;
  std::vector<std::string> m_codes;
  city::ParcelDeed m_deed;
  city::ParcelSplit m_split;
  ParcelSheetFiles m_files;
  std::optional<double> m_areaTolerance;
  double m_tolerance = 0.1;
  std::int64_t m_limit = 1000;
};

}  // namespace

std::unique_ptr<Command> makeParcelCommand() {
  return std::make_unique<ParcelCommand>();
}

}  // namespace gis::cli
