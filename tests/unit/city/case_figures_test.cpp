#include "gis_core/city/case_figures.h"

#include "gis_core/base/error.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {
namespace {

class CaseFiguresTest : public SmallCity {
 protected:
  struct Case {
    std::string state = "closed", department = "市政", reported = "2026-06-02T01:00:00.000Z", filed = reported,
                dispatched = reported, handled = "2026-06-05T00:00:00.000Z", deadline = "2026-06-10T00:00:00.000Z",
                closed = "2026-06-06T00:00:00.000Z";
    int reworks = 0, extensions = 0;
  };
  void add(const Case& one) {
    store::Statement insert(m_city->connection(),
                            "INSERT INTO city_incident(uid, category, state, department, reported_at, filed_at,"
                            " dispatched_at, handled_at, deadline, closed_at, rework_count, extension_count)"
                            " VALUES (?1, '06010', ?2, ?3, ?4, nullif(?5, ''), nullif(?6, ''), nullif(?7, ''),"
                            " nullif(?8, ''), nullif(?9, ''), ?10, ?11)");
    insert.bindAll("uid-" + std::to_string(++m_number), one.state, one.department, one.reported, one.filed,
                   one.dispatched, one.handled, one.deadline, one.closed, one.reworks, one.extensions);
    insert.run();
  }
  static FigureQuery june() {
    FigureQuery query;
    query.from = parseIso("2026-06-01", kCityOffsetMinutes);
    query.to = parseIso("2026-07-01", kCityOffsetMinutes);
    query.asOf = query.to;
    return query;
  }
  static std::optional<double> figure(const FigureGroup& group, std::string_view id) {
    for (std::size_t i = 0; i < figureKinds().size(); ++i) {
      if (figureKinds()[i].id == id) return group.figures[i];
    }
    ADD_FAILURE() << id;
    return std::nullopt;
  }
  int m_number = 0;
};

// A month of a real city: received 1 054, filed 996, due 972, closed 911, closed on time 737.
TEST_F(CaseFiguresTest, theMonthOfARealCity) {
  CaseCounts counts;
  counts.accepted = 1054;
  counts.filed = 996;
  counts.shouldClose = 972;
  counts.closed = 911;
  counts.closedOnTime = 737;
  counts.closedLate = 911 - 737;
  FigureGroup group;
  group.figures = figuresOf(counts, {});
  EXPECT_NEAR(figure(group, "closing_rate").value(), 93.72, 0.005);
  EXPECT_NEAR(figure(group, "ontime_closing_rate").value(), 75.82, 0.005);
  EXPECT_NEAR(figure(group, "overdue_closing_rate").value(), 17.90, 0.005);
  EXPECT_NEAR(figure(group, "filing_rate").value(), 94.50, 0.005);
  // nobody counted what had to be handled: no value, neither 0 % nor 100 %
  EXPECT_FALSE(figure(group, "disposal_rate").has_value());
  EXPECT_FALSE(figure(group, "score_department").has_value());
}

TEST_F(CaseFiguresTest, theSameMonthFromItsCases) {
  m_city->connection().exec("BEGIN");
  for (int i = 0; i < 737; ++i) add({});
  for (int i = 0; i < 911 - 737; ++i) add({.handled = "2026-06-11T00:00:00.000Z"});
  for (int i = 0; i < 972 - 911; ++i) add({.state = "handling", .handled = "", .closed = ""});
  for (int i = 0; i < 996 - 972; ++i) add({.deadline = "2026-07-03T00:00:00.000Z"});
  for (int i = 0; i < 1054 - 996; ++i)
    add({.state = "not_accepted", .department = "", .filed = "", .dispatched = "", .handled = "", .closed = ""});
  m_city->connection().exec("COMMIT");
  const CaseFigures figures = caseFigures(*m_city, june());
  const CaseCounts& all = figures.total.counts;
  EXPECT_EQ(all.accepted, 1054);
  EXPECT_EQ(all.filed, 996);
  EXPECT_EQ(all.shouldClose, 972);
  EXPECT_EQ(all.closed, 911);
  EXPECT_EQ(all.closedOnTime, 737);
  EXPECT_NEAR(figure(figures.total, "closing_rate").value(), 100.0 * 911 / 972, 1e-12);
  EXPECT_EQ(all.overdueOpen, 61);
  ASSERT_EQ(figures.groups.size(), 2U);
  EXPECT_EQ(figures.groups[0].code, "市政");
  EXPECT_EQ(figures.groups[0].rank, 1);
  EXPECT_EQ(figures.groups[1].code, "");
  EXPECT_EQ(figures.groups[1].rank, 0) << "nothing to rank by";
  EXPECT_EQ(figures.groups[0].counts.reported + figures.groups[1].counts.reported, all.reported);
}

TEST_F(CaseFiguresTest, theEdgesOfThePeriodAreLocalMidnights) {
  add({.reported = "2026-05-31T15:59:59.999Z"});  // a millisecond before June begins in Yangzhou
  add({.reported = "2026-05-31T16:00:00.000Z"});
  add({.reported = "2026-06-30T15:59:59.999Z"});
  add({.reported = "2026-06-30T16:00:00.000Z"});
  EXPECT_EQ(caseFigures(*m_city, june()).total.counts.reported, 2);
}

TEST_F(CaseFiguresTest, whatHappenedLaterDoesNotCount) {
  add({});
  FigureQuery query = june();
  query.asOf = parseIso("2026-06-04T00:00:00Z", 0);
  CaseFigures figures = caseFigures(*m_city, query);
  EXPECT_EQ(figures.total.counts.shouldHandle, 1);
  EXPECT_EQ(figures.total.counts.handled, 0);
  EXPECT_EQ(figures.total.counts.overdueOpen, 0);
  query.asOf = parseIso("2026-06-05T12:00:00Z", 0);
  figures = caseFigures(*m_city, query);
  EXPECT_EQ(figures.total.counts.handledOnTime, 1);
  EXPECT_EQ(figures.total.counts.closed, 0);
}

TEST_F(CaseFiguresTest, departmentsAreRankedByTheirScore) {
  add({.department = "甲"});
  add({.department = "乙"});
  add({.department = "丙", .handled = "2026-06-12T00:00:00.000Z", .reworks = 1, .extensions = 1});
  const CaseFigures figures = caseFigures(*m_city, june());
  ASSERT_EQ(figures.groups.size(), 3U);
  EXPECT_EQ(figures.groups[0].rank, 1);
  EXPECT_EQ(figures.groups[1].rank, 1) << "equals share a rank";
  EXPECT_EQ(figures.groups[2].rank, 3);
  EXPECT_EQ(figures.groups[2].code, "丙");
  EXPECT_DOUBLE_EQ(figure(figures.groups[0], "score_department").value(), 100);
  // 30 for handling, nothing for the time, nothing for the rework, 20 for nothing left open, nothing for the extension
  EXPECT_DOUBLE_EQ(figure(figures.groups[2], "score_department").value(), 50);
  EXPECT_STREQ(gradeOf(50), "D");
}

TEST_F(CaseFiguresTest, theRulesOfTheCity) {
  add({.handled = "2026-06-20T00:00:00.000Z", .deadline = "2026-07-05T00:00:00.000Z", .reworks = 1});
  add({.state = "reported", .filed = "", .dispatched = "", .handled = "", .closed = ""});
  FigureQuery query = june();
  EXPECT_EQ(caseFigures(*m_city, query).total.counts.shouldClose, 0);
  EXPECT_DOUBLE_EQ(figure(caseFigures(*m_city, query).total, "filing_rate").value(), 100);
  query.rules.shouldClose = FigureRules::ShouldClose::byHandling;
  query.rules.filingBase = FigureRules::FilingBase::reported;
  const CaseFigures figures = caseFigures(*m_city, query);
  EXPECT_EQ(figures.total.counts.shouldClose, 1);
  EXPECT_DOUBLE_EQ(figure(figures.total, "rework_rate").value(), 100);
  EXPECT_DOUBLE_EQ(figure(figures.total, "filing_rate").value(), 50);
  query.rules.reworkBase = FigureRules::ReworkBase::handled;
  EXPECT_FALSE(figure(caseFigures(*m_city, query).total, "rework_rate").has_value()) << "nothing was due and handled";
}

TEST_F(CaseFiguresTest, closedByForceIsInNoRate) {
  add({.state = "forced_close"});
  const CaseFigures figures = caseFigures(*m_city, june());
  EXPECT_EQ(figures.total.counts.finished, 1);
  EXPECT_EQ(figures.total.counts.shouldHandle, 0);
  EXPECT_EQ(figures.total.counts.shouldClose, 0);
}

TEST_F(CaseFiguresTest, badQuestionsAreRefused) {
  FigureQuery query = june();
  query.by = "weather";
  EXPECT_THROW((void)caseFigures(*m_city, query), Error);
  query = june();
  query.to = query.from;
  EXPECT_THROW((void)caseFigures(*m_city, query), Error);
}

TEST_F(CaseFiguresTest, everyFigureHasItsNames) {
  for (const FigureKind& kind : figureKinds()) {
    EXPECT_NE(figureName(kind.id, true), kind.id);
    EXPECT_NE(figureName(kind.id, false), kind.id);
  }
}

}  // namespace
}  // namespace gis::city
