// The indicators of indicators.csv as rates of counts, and the scores made of them.
#include <algorithm>
#include <array>

#include "gis_core/city/case_figures.h"
#include "gis_core/city/check_words.h"
#include "gis_core/city/csv_table.h"

namespace gis::city {
namespace {

using C = CaseCounts;
constexpr double kWholePercent = 100;

std::optional<double> percentOf(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return std::nullopt;
  return kWholePercent * static_cast<double>(part) / static_cast<double>(whole);
}

/// Points for how much was done: more than `steps[i].first`, `steps[i].second` points.
double volumePoints(std::int64_t count) {
  constexpr std::array<std::pair<std::int64_t, double>, 5> kSteps{
      {{2001, 100}, {1201, 90}, {501, 75}, {301, 60}, {101, 40}}};
  for (const auto& [least, points] : kSteps) {
    if (count >= least) return points;
  }
  return 0;
}

/// Points of an area of the first class for how few cases it has.
double calmPoints(std::int64_t filed) {
  if (filed == 0) return 100;
  if (filed < 3) return 90;
  if (filed < 5) return 75;
  if (filed < 7) return 60;
  return filed < 9 ? 40 : 0;
}

/// A weighted sum; nothing when one of its parts has no value.
class Score {
 public:
  Score& add(double weight, std::optional<double> value) {
    m_whole = m_whole && value.has_value();
    m_sum += weight * value.value_or(0);
    return *this;
  }
  Score& addInverse(double weight, std::optional<double> value) {
    return add(weight, value ? std::optional<double>(kWholePercent - *value) : std::nullopt);
  }
  [[nodiscard]] std::optional<double> value() const { return m_whole ? std::optional<double>(m_sum) : std::nullopt; }

 private:
  double m_sum = 0;
  bool m_whole = true;
};

}  // namespace

const std::vector<FigureKind>& figureKinds() {
  constexpr auto count = FigureUnit::count, percent = FigureUnit::percent, score = FigureUnit::score;
  constexpr unsigned desk = needsFiled | needsDispatched, due = needsDispatched | needsHandled | needsDeadline,
                     end = needsFiled | needsDeadline;
  static const std::vector<FigureKind> kinds{
      {"report_total", count, &C::reported},
      {"accept_total", count, &C::accepted},
      {"file_total", count, &C::filed, nullptr, needsFiled},
      {"filing_rate", percent, &C::filed, &C::accepted, needsFiled},
      {"ontime_filing_rate", percent, &C::filedOnTime, &C::filed, needsFiled},
      {"accurate_filing_rate", percent, &C::filedKept, &C::filed, needsFiled},
      {"ontime_dispatch_rate", percent, &C::dispatchedOnTime, &C::shouldDispatch, desk},
      {"accurate_dispatch_rate", percent, &C::dispatchedRight, &C::shouldDispatch, desk},
      {"disposal_rate", percent, &C::handled, &C::shouldHandle, due},
      {"ontime_disposal_rate", percent, &C::handledOnTime, &C::shouldHandle, due},
      {"overdue_disposal_rate", percent, &C::handledLate, &C::shouldHandle, due, true},
      {"overdue_pending_rate", percent, &C::overdueOpen, &C::shouldHandle, due, true},
      {"closing_rate", percent, &C::closed, &C::shouldClose, end},
      {"ontime_closing_rate", percent, &C::closedOnTime, &C::shouldClose, end | needsHandled},
      {"overdue_closing_rate", percent, &C::closedLate, &C::shouldClose, end | needsHandled, true},
      {"unclosed_rate", percent, &C::open, &C::reported, needsNothing, true},
      {"rework_rate", percent, &C::reworked, &C::shouldClose, end, true},
      {"extension_rate", percent, &C::extended, &C::shouldHandle, due, true},
      {"return_rate", percent, &C::returned, &C::dispatched, desk, true},
      {"cancel_rate", percent, &C::cancelled, &C::accepted, needsNothing, true},
      {"repeat_rate", percent, &C::merged, &C::reported, needsNothing, true},
      {"error_rate", percent, &C::errors, &C::operations, needsLog, true},
      {"check_pass_rate", percent, &C::checksPassed, &C::checks, end},
      {"verify_ontime_rate", percent, &C::verifiedOnTime, &C::shouldVerify, needsLog},
      {"check_ontime_rate", percent, &C::checkedOnTime, &C::shouldCheck, needsLog},
      {"verify_send_ontime_rate", percent, &C::verifySentOnTime, &C::shouldSendVerify, needsLog},
      {"check_send_ontime_rate", percent, &C::checkSentOnTime, &C::shouldSendCheck, needsLog},
      {"valid_report_rate", percent, &C::valid, &C::reported, needsFiled},
      {"miss_rate", percent, &C::missed, &C::filed, needsFiled | needsLog, true},
      {"supervision_rate", percent, &C::supervised, &C::filed, needsFiled | needsLog, true},
      {"coverage_rate", percent, nullptr, nullptr, needsNever},
      {"completion_rate", percent, &C::finished, &C::notRejected},
      {"satisfaction_rate", percent, nullptr, nullptr, needsNever},
      {"avg_handle_time", FigureUnit::minutes, nullptr, nullptr, needsDispatched | needsHandled, true},
      {"score_department", score},
      {"score_inspector", score},
      {"score_acceptor", score},
      {"score_shift_leader", score},
      {"score_dispatcher", score},
      {"score_area", score},
  };
  return kinds;
}

std::size_t figurePlace(std::string_view id) {
  const auto& kinds = figureKinds();
  return static_cast<std::size_t>(
      std::find_if(kinds.begin(), kinds.end(), [&](const FigureKind& kind) { return kind.id == id; }) - kinds.begin());
}

CountMember figureWhole(const FigureKind& kind, const FigureRules& rules) {
  if (kind.id == std::string_view("filing_rate") && rules.filingBase == FigureRules::FilingBase::reported)
    return &C::reported;
  if (kind.id == std::string_view("rework_rate") && rules.reworkBase == FigureRules::ReworkBase::handled)
    return &C::handled;
  return kind.whole;
}

std::string figureName(std::string_view id, bool chinese) {
  static const CsvTable table = CsvTable::shipped("codes/indicators.csv");
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (table.cell(row, table.column("indicator_id")) == id)
      return inCheckWords(table.cell(row, table.column(chinese ? "name_zh" : "name_en")));
  }
  return std::string(id);
}

unsigned missingNeeds(const CaseCounts& c) {
  unsigned missing = needsNever;
  if (c.withFiled == 0 && c.withoutFiled > 0) missing |= needsFiled;
  if (c.withDispatched == 0 && c.withoutDispatched > 0) missing |= needsDispatched;
  if (c.withHandled == 0 && c.withoutHandled > 0) missing |= needsHandled;
  if (c.withDeadline == 0 && c.withoutDeadline > 0) missing |= needsDeadline;
  if (c.withLog == 0 && c.withoutLog > 0) missing |= needsLog;
  return missing;
}

std::vector<std::optional<double>> figuresOf(const CaseCounts& c, const FigureRules& rules,
                                             std::optional<double> meanMinutes) {
  const auto& kinds = figureKinds();
  const unsigned missing = missingNeeds(c);
  std::vector<std::optional<double>> figures(kinds.size());
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    if (kinds[i].share == nullptr || (kinds[i].needs & missing) != 0) continue;
    figures[i] = kinds[i].unit == FigureUnit::count ? std::optional<double>(static_cast<double>(c.*kinds[i].share))
                                                    : percentOf(c.*kinds[i].share, c.*figureWhole(kinds[i], rules));
  }
  const auto figure = [&](std::string_view id) -> std::optional<double>& { return figures[figurePlace(id)]; };
  figure("avg_handle_time") = meanMinutes;
  // weights: a district of Chengdu; the posts and areas after CJ/T 292 as found in use
  figure("score_department") = Score()
                                   .add(0.3, figure("disposal_rate"))
                                   .add(0.2, figure("ontime_disposal_rate"))
                                   .addInverse(0.2, figure("rework_rate"))
                                   .addInverse(0.2, figure("overdue_pending_rate"))
                                   .addInverse(0.1, figure("extension_rate"))
                                   .value();
  figure("score_inspector") = Score()
                                  .add(0.4, figure("valid_report_rate"))
                                  .addInverse(0.2, figure("miss_rate"))
                                  .add(0.2, figure("verify_ontime_rate"))
                                  .add(0.2, figure("check_ontime_rate"))
                                  .value();
  figure("score_acceptor") = Score()
                                 .add(0.25, volumePoints(c.accepted))
                                 .add(0.4, figure("verify_send_ontime_rate"))
                                 .add(0.35, figure("check_send_ontime_rate"))
                                 .value();
  figure("score_shift_leader") = Score()
                                     .add(0.25, figure("ontime_filing_rate"))
                                     .add(0.4, figure("accurate_filing_rate"))
                                     .add(0.35, figure("ontime_closing_rate"))
                                     .value();
  figure("score_dispatcher") = Score()
                                   .add(0.2, volumePoints(c.dispatched))
                                   .add(0.4, figure("ontime_dispatch_rate"))
                                   .add(0.4, figure("accurate_dispatch_rate"))
                                   .value();
  figure("score_area") = Score()
                             .addInverse(0.1, figure("supervision_rate"))
                             .add(0.2, calmPoints(c.filed))
                             .add(0.3, figure("closing_rate"))
                             .add(0.4, figure("ontime_closing_rate"))
                             .value();
  return figures;
}

const char* gradeOf(double score) {
  if (score >= 90) return "A";
  if (score >= 75) return "B";
  if (score >= 60) return "C";
  return score >= 40 ? "D" : "E";
}

const char* scoreOfGrouping(std::string_view by) {
  if (by == "department") return "score_department";
  if (by == "inspector") return "score_inspector";
  if (by == "acceptor") return "score_acceptor";
  if (by == "shift_leader") return "score_shift_leader";
  if (by == "dispatcher") return "score_dispatcher";
  return "score_area";
}

std::vector<NotComputed> notComputed(const CaseCounts& c) {
  struct Lack {
    unsigned need;
    std::int64_t without, with;
    const char* none;
    const char* some;
  };
  const std::array lacks{
      Lack{needsFiled, c.withoutFiled, c.withFiled, GIS_TR("no case tells when it was filed"),
           GIS_TR("{0} of {1} cases do not tell when they were filed")},
      Lack{needsDispatched, c.withoutDispatched, c.withDispatched, GIS_TR("no case tells when it was dispatched"),
           GIS_TR("{0} of {1} cases do not tell when they were dispatched")},
      Lack{needsHandled, c.withoutHandled, c.withHandled, GIS_TR("no case tells when it was handled"),
           GIS_TR("{0} of {1} cases do not tell when they were handled")},
      Lack{needsDeadline, c.withoutDeadline, c.withDeadline, GIS_TR("no case has a deadline"),
           GIS_TR("{0} of {1} filed cases have no deadline")},
      Lack{needsLog, c.withoutLog, c.withLog, GIS_TR("the steps of the cases are not known: they came as a list"),
           GIS_TR("of {0} of {1} cases the steps are not known: they came as a list")},
  };
  std::vector<NotComputed> all;
  for (const FigureKind& kind : figureKinds()) {
    if ((kind.needs & needsNever) != 0) {
      all.push_back({kind.id,
                     kind.id == std::string_view("coverage_rate")
                         ? Message(GIS_TR("the tracks of inspectors are personal data and are not kept"))
                         : Message(GIS_TR("call-backs to those who reported are not kept")),
                     false});
      continue;
    }
    for (const Lack& lack : lacks) {
      if ((kind.needs & lack.need) == 0 || lack.without == 0) continue;
      const bool partly = lack.with > 0;
      all.push_back({kind.id,
                     partly
                         ? Message(lack.some, {std::to_string(lack.without), std::to_string(lack.without + lack.with)})
                         : Message(lack.none),
                     partly});
      break;
    }
  }
  return all;
}

std::vector<Message> figureDefinitions(const FigureRules& rules) {
  const auto minutes = [](int value) { return std::to_string(value); };
  const char* const onTime = GIS_TR(
      "On time: handled at or before the deadline, or exempted by an appeal. Cases closed by force are in no"
      " rate.");
  return {
      rules.shouldClose == FigureRules::ShouldClose::byDeadline
          ? Message(GIS_TR("Should close: filed, and the deadline lies in the period."))
          : Message(GIS_TR("Should close: handled in the period.")),
      rules.filingBase == FigureRules::FilingBase::accepted ? Message(GIS_TR("Filing rate: filed of accepted."))
                                                            : Message(GIS_TR("Filing rate: filed of reported.")),
      rules.reworkBase == FigureRules::ReworkBase::shouldClose
          ? Message(GIS_TR("Rework rate: reworked of should close."))
          : Message(GIS_TR("Rework rate: reworked of handled.")),
      rules.missed == FigureRules::Missed::verified
          ? Message(GIS_TR("Missed: public reports that were found true on site."))
          : Message(GIS_TR("Missed: public reports that were filed.")),
      GIS_TR("Should handle: dispatched, not cancelled, and the deadline lies in the period."),
      onTime,
      {GIS_TR("Desk limits in minutes: filing {0}, dispatch {1}, sending a task {2}, doing it {3}."),
       {minutes(rules.fileMinutes), minutes(rules.dispatchMinutes), minutes(rules.sendMinutes),
        minutes(rules.taskMinutes)}},
      GIS_TR("Dispatched right: once only. Errors: steps that the next desk sent back, of the cases of the period."),
  };
}

}  // namespace gis::city
