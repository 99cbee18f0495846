// citydesk-cli exchange cases import | export | queue, exchange positions
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <limits>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "app/cli/heading_words.h"
#include "app/cli/incident_output.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/city/case_exchange.h"
#include "gis_core/city/case_queue.h"
#include "gis_core/city/open311.h"
#include "gis_core/io/table_file.h"
#include "gis_core/store/read_only_sql.h"

namespace gis::cli {
namespace {

using city::CaseColumn;
using city::CaseField;

/// An Open311 file larger than this is no answer of a service.
constexpr std::uintmax_t kLargestJson = 1ULL << 30;
constexpr std::size_t kCandidates = 5;

io::WebOffset offsetOf(const std::string& word, const char* option) {
  const std::string folded = text::normaliseCode(word);
  if (folded == "WGS84" || folded == "OFF" || folded == "NONE") return io::WebOffset::none;
  const io::WebOffset offset = io::webOffsetNamed(word);
  if (offset == io::WebOffset::none)
    throw Error(ErrorCode::usage, {GIS_TR("cannot read {0} \"{1}\""), {option, word}}, {},
                GIS_TR("write WGS84, GCJ-02 or BD-09"));
  return offset;
}

class ExchangeCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "exchange"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Take cases from another platform's list, and hand them out");
  }

  void setup(CLI::App& app) override {
    app.require_subcommand(1);
    app.add_option("CITY", m_given, GIS_TR("City database; may also stand behind the last word"));
    CLI::App* cases = app.add_subcommand("cases", GIS_TR("Lists of cases: spreadsheets, CSV, Open311 JSON"));
    cases->fallthrough();
    cases->require_subcommand(1);
    setupImport(*cases);
    setupExport(*cases);
    m_queue = cases->add_subcommand("queue", GIS_TR("Cases that came without a position"));
    addWords(*m_queue, 0, "[CITY]");
    m_queue->add_flag("--find", m_find, GIS_TR("Look the addresses up and offer places"));
    m_queue->add_option("--limit", m_limit, GIS_TR("At most N"))->type_name("N")->check(CLI::NonNegativeNumber);
    m_positions = app.add_subcommand(
        "positions", GIS_TR("The system of longitudes and latitudes in lists: WGS84 at first, GCJ-02 or BD-09"));
    addWords(*m_positions, 0, "[CITY] [SYSTEM]");
  }

  [[nodiscard]] bool runsTypedSql() const override { return store::mayCallFunctions(m_exporting.where); }

  int run(Context& context) override {
    if (m_import->parsed()) return import(context);
    if (m_export->parsed()) return exportList(context);
    if (m_queue->parsed()) return queue(context);
    return positions(context);
  }

 private:
  void addWords(CLI::App& app, int required, const char* type) {
    app.fallthrough();
    app.add_option("WORDS", m_words, GIS_TR("City database, unless it stands before, and the file"))
        ->type_name(type)
        ->expected(required, 2);
  }
  void setupImport(CLI::App& cases) {
    m_import = cases.add_subcommand("import", GIS_TR("Take a list in: a number that is known is an update"));
    addWords(*m_import, 1, "[CITY] FILE");
    m_import->add_flag("--plan", m_plan, GIS_TR("Only tell what would change"));
    m_import
        ->add_option("--map", m_map, GIS_TR("HEADING=FIELD for a heading that is not known, - for none; remembered"))
        ->type_name("H=F");
    m_import->add_option("--profile", m_profile, GIS_TR("Name under which headings are remembered"))->type_name("NAME");
    m_import->add_option("--sheet", m_sheet, GIS_TR("Sheet of a spreadsheet (default: the first with rows)"))
        ->type_name("NAME");
    m_import->add_option("--positions", m_system, GIS_TR("WGS84, GCJ-02 or BD-09, for this list only"))
        ->type_name("SYSTEM");
    m_import->add_option("--positions-crs", m_placeCrs, GIS_TR("CRS of x and y (default: found from the numbers)"))
        ->type_name("CRS");
    m_import->add_option("--form", m_form, GIS_TR("list or open311 (default: by the suffix)"))->type_name("FORM");
  }
  void setupExport(CLI::App& cases) {
    m_export = cases.add_subcommand("export", GIS_TR("Hand cases out in the common platform's columns, or as Open311"));
    addWords(*m_export, 1, "[CITY] FILE");
    m_export->add_option("--where", m_exporting.where, GIS_TR("SQL condition"))->type_name("SQL");
    m_export->add_option("--headings", m_headings, GIS_TR("chinese (default), or names such as task_num"))
        ->type_name("WORD");
    m_export->add_option("--form", m_form, GIS_TR("list or open311 (default: by the suffix)"))->type_name("FORM");
    m_export->add_flag("--overwrite", m_exporting.overwrite, GIS_TR("Replace the file that is there"));
  }

  /// The city, and what stands behind it; `needed` words must follow it.
  std::vector<std::string> openWords(std::size_t needed) {
    std::vector<std::string> words = m_words;
    if (m_given.empty() && !words.empty()) {
      m_given = words.front();
      words.erase(words.begin());
    }
    if (m_given.empty() || words.size() < needed)
      throw Error(ErrorCode::usage, GIS_TR("wrong usage"), GIS_TR("the city or the file is missing"),
                  GIS_TR("write: exchange CITY cases import FILE"));
    return words;
  }
  [[nodiscard]] store::CityDatabase open(store::OpenMode mode) const {
    return store::CityDatabase::open(platform::pathFromUtf8(m_given), mode);
  }
  [[nodiscard]] bool isOpen311(const std::filesystem::path& file) const {
    if (m_form.empty()) return text::fold(platform::pathToUtf8(file.extension())) == ".json";
    if (m_form == "open311") return true;
    if (m_form == "list") return false;
    throw Error(ErrorCode::usage, GIS_TR("wrong usage"),
                {GIS_TR("{0} takes {1} or {2}"), {"--form", "list", "open311"}});
  }

  [[nodiscard]] city::HeadingWords toldHeadings(const std::vector<std::string>& headings) const {
    city::HeadingWords told = parseHeadingWords(m_map);
    for (const auto& [heading, field] : told) {
      if (std::none_of(headings.begin(), headings.end(), [&heading = heading](const std::string& one) {
            return city::foldedHeading(one) == city::foldedHeading(heading);
          }))
        throw Error(ErrorCode::noSuchField, {GIS_TR("the list has no column \"{0}\""), {heading}}, {},
                    {GIS_TR("its columns are: {0}"), {fmt::format("{}", fmt::join(headings, ", "))}});
    }
    return told;
  }

  int import(Context& context) {
    const auto file = platform::pathFromUtf8(openWords(1).front());
    const auto city = open(m_plan ? store::OpenMode::readOnly : store::OpenMode::readWrite);
    city::CaseImportOptions options;
    options.plan = m_plan;
    options.offset = m_system.empty() ? city::casePositions(city) : offsetOf(m_system, "--positions");
    if (!m_placeCrs.empty()) options.placeCrs = crs::Crs::parse(m_placeCrs);
    const bool open311 = isOpen311(file);
    std::vector<city::CaseRecord> records;
    city::HeadingWords words;
    if (open311) {
      options.states = city::StateRule::checked;
      if (m_placeCrs.empty()) options.placeCrs = crs::Crs::fromEpsg(4326);
      records = readRequests(file);
    } else {
      records = readList(context, city, file, words);
    }
    const city::CaseImportReport report =
        city::importCases(city, records, options, context.operatorName, context.progress);
    if (!m_plan && !m_map.empty()) city::rememberHeadings(city, m_profile, words);
    if (context.json) {
      writeImport(report, context.language);
    } else {
      printImport(context, report);
    }
    return report.refused.empty() ? kDone : kPartly;
  }

  static std::vector<city::CaseRecord> readRequests(const std::filesystem::path& file) {
    std::error_code missing;
    const auto size = std::filesystem::file_size(file, missing);
    if (!missing && size > kLargestJson)
      throw Error(ErrorCode::unsupported, {GIS_TR("cannot read {0}"), {platform::pathToUtf8(file.filename())}},
                  GIS_TR("it is larger than 1 GB"), GIS_TR("ask for shorter periods"));
    return city::readOpen311(platform::readFile(file));
  }

  std::vector<city::CaseRecord> readList(const Context& context, const store::CityDatabase& city,
                                         const std::filesystem::path& file, city::HeadingWords& words) {
    const store::KeyTable table = io::tableFromFile(file, m_sheet, context.progress.token());
    std::vector<std::string> headings;
    for (const auto& column : table.columns) headings.push_back(column.name);
    words = city::rememberedHeadings(city, m_profile);
    for (auto& [heading, word] : toldHeadings(headings)) words[heading] = word;
    const city::CaseMapping mapping = city::mapCaseColumns(headings, words);
    for (std::size_t field = 0; field < city::kCaseFields; ++field) {
      if (mapping.columns[field] >= 0)
        m_mapped.emplace_back(headings[static_cast<std::size_t>(mapping.columns[field])],
                              city::caseColumns()[field].field);
    }
    m_unmapped = mapping.unmapped;
    if (mapping.of(CaseField::number) < 0)
      throw Error(ErrorCode::usage, GIS_TR("cannot take the list in"), GIS_TR("no column holds the numbers of cases"),
                  {GIS_TR("name it (--map HEADING=number); the columns are: {0}"),
                   {fmt::format("{}", fmt::join(headings, ", "))}});
    return city::caseRecords(table, mapping);
  }

  void writeImport(const city::CaseImportReport& report, const std::string& language) const {
    JsonWriter json;
    json.beginObject().member("read", report.read).member("new", report.added).member("updated", report.updated);
    json.member("unchanged", report.unchanged).member("repeated", report.repeated);
    json.member("rejected", report.refused.size()).member("to_place", report.toPlace).member("plan", m_plan);
    json.key("mapping").beginObject();
    for (const auto& [heading, field] : m_mapped) json.member(heading, field);
    json.endObject().key("unmapped").beginArray();
    for (const std::string& heading : m_unmapped) json.value(heading);
    json.endArray().memberOrNull("positions_crs", report.placeCrs);
    json.memberOrNull("positions_offset", io::webOffsetName(report.offset)).key("cases").beginArray();
    for (const city::CaseOutcome& one : report.outcomes) {
      if (!one.isNew && one.differences.empty() && !one.toPlace) continue;
      json.beginObject().member("row", one.row).member("number", one.number).memberOrNull("id", one.uid);
      json.member("new", one.isNew).member("to_place", one.toPlace).key("differences").beginArray();
      for (const city::CaseDifference& change : one.differences) {
        json.beginObject().member("field", change.column).memberOrNull("before", change.before);
        json.memberOrNull("after", change.after).endObject();
      }
      json.endArray().endObject();
    }
    json.endArray().key("rejects").beginArray();
    for (const auto& refused : report.refused)
      json.beginObject().member("row", refused.row).member("reason", textIn(refused.why, language)).endObject();
    json.endArray().key("unknown_categories").beginArray();
    for (const std::string& name : report.unknownCategories) json.value(name);
    json.endArray().key("warnings").beginArray();
    for (const Message& warning : report.warnings) json.value(textIn(warning, language));
    json.endArray().memberOrNull("tx", report.tx).endObject().finish();
  }

  static void printImport(const Context& context, const city::CaseImportReport& report) {
    const auto say = [&](const Message& message) { print(textIn(message, context.language) + "\n"); };
    say({GIS_TR("{0} rows read: {1} new cases, {2} updated, {3} unchanged, {4} rejected; {5} without a position"),
         {std::to_string(report.read), std::to_string(report.added), std::to_string(report.updated),
          std::to_string(report.unchanged), std::to_string(report.refused.size()), std::to_string(report.toPlace)}});
    for (const city::CaseOutcome& one : report.outcomes) {
      for (const city::CaseDifference& change : one.differences)
        print(fmt::format("{}  {}: {} -> {}\n", one.number, change.column, change.before.empty() ? "-" : change.before,
                          change.after.empty() ? "-" : change.after));
    }
    for (const auto& refused : report.refused)
      note(context, {GIS_TR("row {0} was rejected"), {std::to_string(refused.row)}}, refused.why);
    for (const Message& warning : report.warnings) note(context, warning);
  }

  int exportList(Context& context) {
    const auto file = platform::pathFromUtf8(openWords(1).front());
    if (!m_headings.empty() && m_headings != "chinese" && m_headings != "names")
      throw Error(ErrorCode::usage, GIS_TR("wrong usage"),
                  {GIS_TR("{0} takes {1} or {2}"), {"--headings", "chinese", "names"}});
    m_exporting.platformNames = m_headings == "names";
    const auto city = open(store::OpenMode::readOnly);
    const bool open311 = isOpen311(file);
    const city::CaseExportReport report = open311 ? city::exportOpen311(city, file, m_exporting, context.progress)
                                                  : city::exportCases(city, file, m_exporting, context.progress);
    if (!context.json) {
      print(textIn({GIS_TR("{0} cases written"), {std::to_string(report.written)}}, context.language) + "\n");
      return kDone;
    }
    JsonWriter json;
    json.beginObject().member("written", report.written).member("without_position", report.withoutPlace);
    json.member("form", open311 ? "open311" : "list").key("files").beginArray();
    json.value(platform::pathToUtf8(file)).endArray().endObject().finish();
    return kDone;
  }

  int queue(Context& context) {
    (void)openWords(0);
    const auto city = open(store::OpenMode::readOnly);
    const auto cases = city::casesToPlace(city, m_limit, context.progress.token());
    city::FindIndex index;
    if (m_find && !cases.empty()) index = city::FindIndex::build(city, context.progress);
    JsonWriter json;
    if (context.json) json.beginObject().key("cases").beginArray();
    for (const city::Incident& one : cases) {
      const std::string& number = one.caseNo.empty() ? one.reportNo : one.caseNo;
      auto places = m_find ? city::placesForAddress(index, one.address, kCandidates) : std::vector<city::FindResult>();
      city::placeExactly(city, places);
      if (!context.json) {
        print(fmt::format("{}  {}  {}\n", number, one.address.empty() ? "-" : one.address, one.uid));
        for (const auto& place : places)
          print(fmt::format("    {:.2f},{:.2f}  {}\n", place.at->x, place.at->y, place.label));
        continue;
      }
      json.beginObject().member("id", one.uid).member("number", number).member("state", one.state);
      json.memberOrNull("category", one.category).memberOrNull("category_name", one.categoryName);
      json.memberOrNull("address", one.address).memberOrNull("description", one.description);
      json.memberOrNull("community_name", one.communityName).member("reported_at", cityTime(one.reportedAt));
      json.key("places").beginArray();
      for (const auto& place : places) {
        json.beginObject().member("kind", place.kind).member("label", place.label);
        json.member("x", place.at->x).member("y", place.at->y).endObject();
      }
      json.endArray().endObject();
    }
    if (context.json) json.endArray().member("count", cases.size()).endObject().finish();
    return kDone;
  }

  int positions(Context& context) {
    const std::vector<std::string> words = openWords(0);
    if (!words.empty()) {
      const io::WebOffset offset = offsetOf(words.front(), "positions");
      city::setCasePositions(open(store::OpenMode::readWrite), offset);
    }
    const char* name = io::webOffsetName(city::casePositions(open(store::OpenMode::readOnly)));
    const std::string system = *name == '\0' ? "WGS84" : name;
    if (!context.json) {
      print(system + "\n");
      return kDone;
    }
    JsonWriter json;
    json.beginObject().member("positions", system).endObject().finish();
    return kDone;
  }

  CLI::App *m_import = nullptr, *m_export = nullptr, *m_queue = nullptr, *m_positions = nullptr;
  std::string m_given, m_profile, m_sheet, m_system, m_placeCrs, m_form, m_headings;
  std::vector<std::string> m_words, m_map, m_unmapped;
  std::vector<std::pair<std::string, std::string>> m_mapped;  ///< heading, field
  std::int64_t m_limit = -1;
  bool m_plan = false, m_find = false;
  city::CaseExportOptions m_exporting;
};

}  // namespace

std::unique_ptr<Command> makeExchangeCommand() {
  return std::make_unique<ExchangeCommand>();
}

}  // namespace gis::cli
