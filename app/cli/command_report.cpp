// citydesk-cli report: figures of the cases of a period, as a ranking.
#include <CLI/CLI.hpp>
#include <cmath>

#include "app/cli/command.h"
#include "app/cli/error_text.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/case_figures.h"
#include "gis_core/io/table_book.h"

namespace gis::cli {
namespace {

using city::CaseCounts;
using city::FigureGroup;
using city::FigureKind;
using city::FigureRules;
using city::FigureUnit;

constexpr UtcMillis kDayMillis = 24LL * 3600 * 1000;
constexpr std::size_t kDateLength = 10;

/// What cannot be computed from the cases as they are kept.
constexpr std::array kWithoutFigure{
    "ontime_filing_rate", "ontime_dispatch_rate", "accurate_dispatch_rate", "return_rate",       "error_rate",
    "check_pass_rate",    "verify_ontime_rate",   "check_ontime_rate",      "valid_report_rate", "miss_rate",
    "supervision_rate",   "coverage_rate",        "satisfaction_rate",      "avg_handle_time"};

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
                   GIS_TR("department (default), district, subdistrict, community, grid, category, source or city"))
        ->type_name("GROUP");
    app.add_option("--should-close", m_shouldClose,
                   GIS_TR("deadline (default): filed and due in the period; handled: handled in it"))
        ->type_name("RULE");
    app.add_option("--filing-base", m_filingBase,
                   GIS_TR("The filing rate is a share of what was accepted (default) or reported"))
        ->type_name("RULE");
    app.add_option("--rework-base", m_reworkBase,
                   GIS_TR("The rework rate is a share of should_close (default) or handled"))
        ->type_name("RULE");
    app.add_option("--xlsx", m_xlsx, GIS_TR("Write the table as a spreadsheet"))->type_name("FILE");
    app.add_flag("--overwrite", m_overwrite, GIS_TR("Replace the spreadsheet that is there"));
  }

  int run(Context& context) override {
    readPeriod();
    m_query.rules.shouldClose = oneOf(m_shouldClose, "--should-close", "deadline", "handled")
                                    ? FigureRules::ShouldClose::byDeadline
                                    : FigureRules::ShouldClose::byHandling;
    m_query.rules.filingBase = oneOf(m_filingBase, "--filing-base", "accepted", "reported")
                                   ? FigureRules::FilingBase::accepted
                                   : FigureRules::FilingBase::reported;
    m_query.rules.reworkBase = oneOf(m_reworkBase, "--rework-base", "should_close", "handled")
                                   ? FigureRules::ReworkBase::shouldClose
                                   : FigureRules::ReworkBase::handled;
    const auto city = store::CityDatabase::open(platform::pathFromUtf8(m_city), store::OpenMode::readOnly);
    const city::CaseFigures figures = city::caseFigures(city, m_query, context.progress.token());
    const io::BookSheet sheet = sheetOf(figures, context.language);
    if (!m_xlsx.empty()) io::writeBook(city, platform::pathFromUtf8(m_xlsx), {sheet}, m_overwrite);
    if (context.json) {
      writeJson(figures);
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

  /// The definitions that differ from city to city, for people.
  [[nodiscard]] std::vector<Message> definitions() const {
    const FigureRules& rules = m_query.rules;
    return {
        rules.shouldClose == FigureRules::ShouldClose::byDeadline
            ? GIS_TR("Should close: filed, and the deadline lies in the period.")
            : GIS_TR("Should close: handled in the period."),
        rules.filingBase == FigureRules::FilingBase::accepted ? GIS_TR("Filing rate: filed of accepted.")
                                                              : GIS_TR("Filing rate: filed of reported."),
        rules.reworkBase == FigureRules::ReworkBase::shouldClose ? GIS_TR("Rework rate: reworked of should close.")
                                                                 : GIS_TR("Rework rate: reworked of handled."),
        GIS_TR("Should handle: dispatched, not cancelled, and the deadline lies in the period."),
        GIS_TR("On time: handled at or before the deadline. Cases closed by force are in no rate."),
    };
  }

  [[nodiscard]] io::BookSheet sheetOf(const city::CaseFigures& figures, const std::string& language) const {
    const auto say = [&](const Message& message) { return textIn(message, language); };
    const auto day = [](UtcMillis time) { return toIsoWithOffset(time, kCityOffsetMinutes).substr(0, kDateLength); };
    io::BookSheet sheet;
    sheet.name = say(GIS_TR("Figures"));
    sheet.lines.push_back(say({GIS_TR("Figures of cases, {0} to {1}"), {day(m_query.from), day(m_query.to - 1)}}));
    sheet.lines.push_back(
        say({GIS_TR("As of {0}"), {toIsoWithOffset(m_query.asOf, kCityOffsetMinutes).substr(0, 19)}}));
    for (const Message& definition : definitions()) sheet.lines.push_back(say(definition));
    sheet.columns = {say(GIS_TR("Rank")), say(GIS_TR("Code")), say(GIS_TR("Name"))};
    sheet.widths = {6, 16, 24};
    for (const FigureKind& kind : city::figureKinds()) {
      std::string title = city::figureName(kind.id, wantsChinese(language));
      if (kind.unit == FigureUnit::percent) title += " %";
      sheet.widths.push_back(std::max(9.0, static_cast<double>(title.size()) * 0.7));
      sheet.columns.push_back(std::move(title));
    }
    sheet.columns.push_back(say(GIS_TR("Grade")));
    sheet.widths.push_back(7);
    for (const FigureGroup& group : figures.groups) sheet.rows.push_back(rowOf(group, group.name));
    sheet.rows.push_back(rowOf(figures.total, say(GIS_TR("All"))));
    sheet.rows.back().strong = true;
    return sheet;
  }
  static io::BookRow rowOf(const FigureGroup& group, const std::string& name) {
    io::BookRow row;
    row.cells.push_back(group.rank > 0 ? io::BookCell{std::int64_t{group.rank}} : io::BookCell{});
    row.cells.push_back({group.code});
    row.cells.push_back({name});
    const auto& kinds = city::figureKinds();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
      if (!group.figures[i]) {
        row.cells.emplace_back();
      } else if (kinds[i].unit == FigureUnit::count) {
        row.cells.push_back({static_cast<std::int64_t>(*group.figures[i])});
      } else {
        row.cells.push_back({*group.figures[i]});
      }
    }
    const std::optional<double> score = group.figures.back();
    row.cells.push_back(score ? io::BookCell{std::string(city::gradeOf(*score))} : io::BookCell{});
    return row;
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

  void writeJson(const city::CaseFigures& figures) const {
    JsonWriter json;
    const FigureRules& rules = m_query.rules;
    json.beginObject().member("from", toIsoWithOffset(m_query.from, kCityOffsetMinutes));
    json.member("to", toIsoWithOffset(m_query.to, kCityOffsetMinutes));
    json.member("as_of", toIsoWithOffset(m_query.asOf, kCityOffsetMinutes)).member("by", m_query.by);
    json.key("definitions").beginObject();
    json.member("should_close", rules.shouldClose == FigureRules::ShouldClose::byDeadline ? "deadline" : "handled");
    json.member("filing_base", rules.filingBase == FigureRules::FilingBase::accepted ? "accepted" : "reported");
    json.member("rework_base", rules.reworkBase == FigureRules::ReworkBase::shouldClose ? "should_close" : "handled");
    json.endObject().key("groups").beginArray();
    for (const FigureGroup& group : figures.groups) addGroup(json, group);
    json.endArray().key("total");
    addGroup(json, figures.total);
    json.key("not_computed").beginArray();
    for (const char* id : kWithoutFigure) json.value(id);
    json.endArray().memberOrNull("xlsx", m_xlsx).endObject().finish();
  }
  static void addGroup(JsonWriter& json, const FigureGroup& group) {
    const CaseCounts& c = group.counts;
    json.beginObject().key("rank");
    if (group.rank > 0) {
      json.value(group.rank);
    } else {
      json.null();
    }
    json.memberOrNull("code", group.code).memberOrNull("name", group.name).key("counts").beginObject();
    json.member("reported", c.reported).member("accepted", c.accepted).member("rejected", c.rejected);
    json.member("merged", c.merged).member("cancelled", c.cancelled).member("open", c.open);
    json.member("finished", c.finished).member("filed", c.filed).member("should_handle", c.shouldHandle);
    json.member("handled", c.handled).member("handled_on_time", c.handledOnTime);
    json.member("overdue_open", c.overdueOpen).member("extended", c.extended).member("should_close", c.shouldClose);
    json.member("closed", c.closed).member("closed_on_time", c.closedOnTime).member("reworked", c.reworked);
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
    json.endObject();
    const std::optional<double> score = group.figures.back();
    json.memberOrNull("grade", score ? city::gradeOf(*score) : "").endObject();
  }

  std::string m_city, m_month, m_from, m_to, m_asOf, m_shouldClose, m_filingBase, m_reworkBase, m_xlsx;
  bool m_overwrite = false;
  city::FigureQuery m_query;
};

}  // namespace

std::unique_ptr<Command> makeReportCommand() {
  return std::make_unique<ReportCommand>();
}

}  // namespace gis::cli
