// citydesk-cli report: figures of the cases of a period, as a ranking and as a bulletin.
#include <CLI/CLI.hpp>
#include <array>
#include <cmath>
#include <cstdlib>
#include <span>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "app/cli/incident_output.h"
#include "app/cli/report_paper.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/city/bulletin.h"
#include "gis_core/io/answer_file.h"
#include "gis_core/io/table_book.h"

namespace gis::cli {
namespace {

using city::FigureGroup;
using city::FigureKind;
using city::FigureRules;
using city::FigureUnit;

constexpr UtcMillis kDayMillis = 24LL * 3600 * 1000;
constexpr std::size_t kDateLength = 10;

class ReportCommand : public Command {
 public:
  [[nodiscard]] const char* name() const override { return "report"; }
  [[nodiscard]] const char* summary() const override {
    return GIS_TR("Figures of the cases of a period, as a ranking");
  }

  void setup(CLI::App& app) override {
    app.add_option("CITY", m_city, GIS_TR("City database"))->required();
    app.add_option("--month", m_month, GIS_TR("The period is this month"))->type_name("YYYY-MM");
    app.add_option("--from", m_from, GIS_TR("First day of the period"))->type_name("DATE");
    app.add_option("--to", m_to, GIS_TR("Last day of the period"))->type_name("DATE");
    app.add_option("--as-of", m_asOf, GIS_TR("What happened later does not count (default: now)"))->type_name("TIME");
    app.add_option("--by", m_query.by,
                   GIS_TR("department (default), district, subdistrict, community, grid, category, source, city, or a"
                          " post: inspector, acceptor, shift_leader, dispatcher"))
        ->type_name("GROUP");
    app.add_option("--within", m_query.within,
                   GIS_TR("Only cases of this district, subdistrict or community (its code)"))
        ->type_name("CODE");
    app.add_option("--should-close", m_shouldClose,
                   GIS_TR("deadline (default): filed and due in the period; handled: handled in it"))
        ->type_name("RULE");
    app.add_option("--filing-base", m_filingBase,
                   GIS_TR("The filing rate is a share of what was accepted (default) or reported"))
        ->type_name("RULE");
    app.add_option("--rework-base", m_reworkBase,
                   GIS_TR("The rework rate is a share of should_close (default) or handled"))
        ->type_name("RULE");
    app.add_option(
           "--missed", m_missed,
           GIS_TR("Public reports that an inspector missed: verified on site (default), or all that were filed"))
        ->type_name("RULE");
    app.add_option("--desk-limits", m_deskLimits,
                   GIS_TR("Minutes to file, dispatch, send a task and do it (15,15,15,30)"))
        ->type_name("F,D,S,T");
    app.add_flag("--remember", m_remember, GIS_TR("Keep these definitions as the city's own"));
    app.add_option("--behind", m_behind,
                   GIS_TR("List the cases behind a figure or a count, such as closing_rate or closed"))
        ->type_name("NAME");
    app.add_option("--group", m_group, GIS_TR("Only of this group (its code)"))->type_name("CODE");
    app.add_flag("--whole", m_whole, GIS_TR("Of a rate, the cases below the line and not those above it"));
    app.add_option("--limit", m_limit, GIS_TR("At most N"))->type_name("N")->check(CLI::NonNegativeNumber);
    app.add_option("--xlsx", m_xlsx, GIS_TR("Write the table as a spreadsheet"))->type_name("FILE");
    app.add_option("--bulletin", m_bulletins,
                   GIS_TR("Write the bulletin of the period, .pdf or .xlsx; may be given several times"))
        ->type_name("FILE");
    app.add_option("--heading", m_heading, GIS_TR("Heading of the bulletin"))->type_name("TEXT");
    app.add_flag("--overwrite", m_overwrite, GIS_TR("Replace the files that are there"));
  }

  int run(Context& context) override {
    readPeriod();
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city),
                                                m_remember ? store::OpenMode::readWrite : store::OpenMode::readOnly);
    readRules(city);
    if (!m_query.within.empty()) city::requireDivision(city, m_query.within);
    if (m_remember) city::keepFigureRules(city, m_query.rules);
    if (!m_behind.empty()) return listBehind(context, city);
    for (const std::string& file : m_bulletins) checkBulletin(city, file);
    const io::Say say = [&](const Message& message) { return textIn(message, context.language); };
    const city::CaseFigures figures = m_bulletins.empty() ? city::caseFigures(city, m_query, context.progress.token())
                                                          : writeBulletins(context, city, say);
    const io::BookSheet sheet = city::figureSheet(figures, m_query, wantsChinese(context.language), say);
    if (!m_xlsx.empty()) io::writeBook(city, platform::pathFromUtf8(m_xlsx), {sheet}, m_overwrite);
    if (context.json) {
      writeJson(figures, context.language);
    } else {
      writeText(sheet);
    }
    return kDone;
  }

 private:
  /// True for the first word, false for the second.
  static bool oneOf(const std::string& word, const char* option, const char* first, const char* second) {
    if (word.empty() || word == first) return true;
    if (word == second) return false;
    throw Error(ErrorCode::usage, GIS_TR("wrong usage"), {GIS_TR("{0} takes {1} or {2}"), {option, first, second}});
  }

  void readPeriod() {
    const auto timeOf = [](const std::string& text) { return parseIso(text, kCityOffsetMinutes); };
    if (!m_month.empty()) {
      if (!m_from.empty() || !m_to.empty())
        throw Error(ErrorCode::usage, GIS_TR("wrong usage"), GIS_TR("name a month, or a first and a last day"));
      m_query.from = timeOf(m_month + "-01");
      // the first day of the next month: no month has more than 31 days, and 31 days later is no third month
      const std::string next = toIsoWithOffset(m_query.from + 31 * kDayMillis, kCityOffsetMinutes).substr(0, 7);
      m_query.to = timeOf(next + "-01");
    } else {
      if (m_from.empty() || m_to.empty())
        throw Error(ErrorCode::usage, GIS_TR("wrong usage"), GIS_TR("name a month, or a first and a last day"));
      m_query.from = timeOf(m_from);
      m_query.to = timeOf(m_to) + (m_to.size() == kDateLength ? kDayMillis : 0);
    }
    m_query.asOf = m_asOf.empty() ? utcNow() : timeOf(m_asOf);
  }

  /// The city's own rules, and what is told beside.
  void readRules(const store::CityDatabase& city) {
    FigureRules& rules = m_query.rules = city::figureRules(city);
    if (!m_shouldClose.empty())
      rules.shouldClose = oneOf(m_shouldClose, "--should-close", "deadline", "handled")
                              ? FigureRules::ShouldClose::byDeadline
                              : FigureRules::ShouldClose::byHandling;
    if (!m_filingBase.empty())
      rules.filingBase = oneOf(m_filingBase, "--filing-base", "accepted", "reported")
                             ? FigureRules::FilingBase::accepted
                             : FigureRules::FilingBase::reported;
    if (!m_reworkBase.empty())
      rules.reworkBase = oneOf(m_reworkBase, "--rework-base", "should_close", "handled")
                             ? FigureRules::ReworkBase::shouldClose
                             : FigureRules::ReworkBase::handled;
    if (!m_missed.empty())
      rules.missed =
          oneOf(m_missed, "--missed", "verified", "filed") ? FigureRules::Missed::verified : FigureRules::Missed::filed;
    if (m_deskLimits.empty()) return;
    const std::vector<std::string> parts = parseList(m_deskLimits);
    const std::array members{&FigureRules::fileMinutes, &FigureRules::dispatchMinutes, &FigureRules::sendMinutes,
                             &FigureRules::taskMinutes};
    bool good = parts.size() == members.size();
    for (std::size_t i = 0; good && i < parts.size(); ++i) {
      rules.*members[i] = std::atoi(parts[i].c_str());
      good = rules.*members[i] > 0;
    }
    if (!good)
      throw Error(ErrorCode::usage, {GIS_TR("cannot read {0} \"{1}\""), {"--desk-limits", m_deskLimits}}, {},
                  GIS_TR("write four numbers of minutes, such as 15,15,15,30"));
  }

  void checkBulletin(const store::CityDatabase& city, const std::string& file) const {
    const auto path = platform::pathFromUtf8(file);
    const std::string suffix = text::fold(platform::pathToUtf8(path.extension()));
    if (suffix != ".pdf" && suffix != ".xlsx")
      throw Error(ErrorCode::unsupported, {GIS_TR("cannot write {0}"), {file}},
                  GIS_TR("bulletins of this kind cannot be written"), GIS_TR("use .pdf or .xlsx"));
    io::refuseTarget(city, path, m_overwrite);
  }
  /// Hands back the figures asked for beside, from the same pass over the cases.
  city::CaseFigures writeBulletins(Context& context, const store::CityDatabase& city, const io::Say& say) const {
    const bool chinese = wantsChinese(context.language);
    auto [bulletin, figures] = city::makeBulletin(
        city, {m_query.from, m_query.to, m_query.asOf, m_query.rules, m_query.within}, m_query, context.progress);
    for (const std::string& file : m_bulletins) {
      const auto path = platform::pathFromUtf8(file);
      if (text::fold(platform::pathToUtf8(path.extension())) == ".xlsx") {
        io::writeBook(city, path, city::bulletinSheets(bulletin, chinese, say), m_overwrite);
        continue;
      }
      const std::string bytes =
          bulletinPdf(bulletin, {m_heading, context.operatorName, chinese, say}, context.progress);
      io::writeAnswer(city, path, std::as_bytes(std::span(bytes.data(), bytes.size())), m_overwrite);
    }
    return std::move(figures);
  }

  /// The count that --behind names: of a rate what stands above the line, or below it.
  [[nodiscard]] city::CountMember memberBehind() const {
    const std::size_t place = city::figurePlace(m_behind);
    if (place < city::figureKinds().size()) {
      const FigureKind& kind = city::figureKinds()[place];
      const city::CountMember member = m_whole ? city::figureWhole(kind, m_query.rules) : kind.share;
      if (member != nullptr) return member;
    }
    for (const city::CountName& one : city::countNames()) {
      if (one.name == m_behind) return one.member;
    }
    std::string known;
    for (const city::CountName& one : city::countNames()) known += std::string(" ") + one.name;
    throw Error(ErrorCode::usage, {GIS_TR("no cases can be listed behind \"{0}\""), {m_behind}}, {},
                {GIS_TR("name a rate of the report, or one of:{0}"), {known}});
  }
  int listBehind(Context& context, const store::CityDatabase& city) const {
    const std::optional<std::string> code = m_group.empty() ? std::nullopt : std::optional(m_group);
    const auto fids = city::casesBehind(city, m_query, code, memberBehind(), context.progress.token());
    const auto shown = m_limit < 0 ? fids.size() : std::min(fids.size(), static_cast<std::size_t>(m_limit));
    JsonWriter json;
    if (context.json) json.beginObject().key("incidents").beginArray();
    for (std::size_t i = 0; i < shown; ++i) {
      const city::Incident incident = city::incidentById(city, std::to_string(fids[i]));
      if (!context.json) {
        print(incidentLine(incident));
        continue;
      }
      json.beginObject();
      writeIncident(json, incident);
      json.endObject();
    }
    if (context.json) json.endArray().member("count", fids.size()).endObject().finish();
    return kDone;
  }

  static void writeText(const io::BookSheet& sheet) {
    for (const std::string& line : sheet.lines) print(line + "\n");
    std::string heading;
    for (const std::string& column : sheet.columns) heading += (heading.empty() ? "" : "\t") + column;
    print(heading + "\n");
    for (const io::BookRow& row : sheet.rows) {
      std::string line;
      for (std::size_t i = 0; i < row.cells.size(); ++i) {
        if (i > 0) line += '\t';
        const auto& value = row.cells[i].value;
        if (const auto* whole = std::get_if<std::int64_t>(&value)) line += std::to_string(*whole);
        if (const auto* text = std::get_if<std::string>(&value)) line += *text;
        if (const auto* real = std::get_if<double>(&value)) {
          const auto hundredths = static_cast<long long>(std::llround(*real * 100));
          const std::string part = std::to_string(hundredths % 100);
          line += std::to_string(hundredths / 100) + (part.size() < 2 ? ".0" : ".") + part;
        }
      }
      print(line + "\n");
    }
  }

  void writeJson(const city::CaseFigures& figures, const std::string& language) const {
    JsonWriter json;
    const FigureRules& rules = m_query.rules;
    json.beginObject().member("from", toIsoWithOffset(m_query.from, kCityOffsetMinutes));
    json.member("to", toIsoWithOffset(m_query.to, kCityOffsetMinutes));
    json.member("as_of", toIsoWithOffset(m_query.asOf, kCityOffsetMinutes)).member("by", m_query.by);
    json.memberOrNull("within", m_query.within);
    json.key("definitions").beginObject();
    json.member("should_close", rules.shouldClose == FigureRules::ShouldClose::byDeadline ? "deadline" : "handled");
    json.member("filing_base", rules.filingBase == FigureRules::FilingBase::accepted ? "accepted" : "reported");
    json.member("rework_base", rules.reworkBase == FigureRules::ReworkBase::shouldClose ? "should_close" : "handled");
    json.member("missed", rules.missed == FigureRules::Missed::verified ? "verified" : "filed");
    json.member("file_minutes", rules.fileMinutes).member("dispatch_minutes", rules.dispatchMinutes);
    json.member("send_minutes", rules.sendMinutes).member("task_minutes", rules.taskMinutes);
    json.endObject().key("groups").beginArray();
    for (const FigureGroup& group : figures.groups) addGroup(json, group);
    json.endArray().key("total");
    addGroup(json, figures.total);
    const std::vector<city::NotComputed> lacking = city::notComputed(figures.total.counts);
    for (const bool partly : {false, true}) {
      json.key(partly ? "computed_partly" : "not_computed").beginArray();
      for (const city::NotComputed& one : lacking) {
        if (one.partly == partly) json.value(one.id);
      }
      json.endArray();
    }
    json.key("not_computed_reasons").beginObject();
    for (const city::NotComputed& one : lacking) json.member(one.id, textIn(one.why, language));
    json.endObject().memberOrNull("xlsx", m_xlsx).key("bulletins").beginArray();
    for (const std::string& file : m_bulletins) json.value(file);
    json.endArray().endObject().finish();
  }
  void addGroup(JsonWriter& json, const FigureGroup& group) const {
    json.beginObject().key("rank");
    if (group.rank > 0) {
      json.value(group.rank);
    } else {
      json.null();
    }
    json.memberOrNull("code", group.code).memberOrNull("name", group.name).key("counts").beginObject();
    for (const city::CountName& one : city::countNames()) json.member(one.name, group.counts.*one.member);
    json.endObject().key("figures").beginObject();
    const auto& kinds = city::figureKinds();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      json.key(kinds[i].id);
      if (group.figures[i]) {
        json.value(*group.figures[i]);
      } else {
        json.null();
      }
    }
    json.endObject().key("handle_minutes");
    if (group.times.cases > 0) {
      json.beginObject().member("cases", group.times.cases).member("mean", group.times.mean);
      json.member("median", group.times.median).member("p90", group.times.p90).endObject();
    } else {
      json.null();
    }
    const std::optional<double> score = group.figures[city::figurePlace(city::scoreOfGrouping(m_query.by))];
    json.memberOrNull("grade", score ? city::gradeOf(*score) : "").endObject();
  }

  std::string m_city, m_month, m_from, m_to, m_asOf, m_shouldClose, m_filingBase, m_reworkBase, m_missed, m_deskLimits,
      m_xlsx, m_heading, m_behind, m_group;
  std::vector<std::string> m_bulletins;
  std::int64_t m_limit = -1;
  bool m_overwrite = false, m_remember = false, m_whole = false;
  city::FigureQuery m_query;
};

}  // namespace

std::unique_ptr<Command> makeReportCommand() {
  return std::make_unique<ReportCommand>();
}

}  // namespace gis::cli
