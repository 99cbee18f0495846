// Figures that need the log of the cases, and the bulletin made of them; all expected numbers are counted by hand.
#include "gis_core/city/bulletin.h"

#include <sqlite3.h>

#include <algorithm>

#include "gis_core/base/error.h"
#include "gis_core/base/uuid.h"
#include "gis_core/city/case_exchange.h"
#include "gis_core/city/work_calendar.h"
#include "gis_core/io/table_file.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {
namespace {

class BulletinTest : public SmallCity {
 protected:
  struct Step {
    std::string reason, actor, at;
  };
  /// A case as the desk leaves it, with its log.
  std::int64_t add(const std::string& columns, const std::vector<Step>& log) {
    const store::Connection& c = m_city->connection();
    const std::string uid = newUuid();
    c.exec("INSERT INTO city_incident(uid, category, category_name, state, reported_at) VALUES ('" + uid +
           "', '06010', '暴露垃圾', 'closed', '2026-06-02T01:00:00.000Z')");
    const std::int64_t fid = c.lastInsertRowId();
    c.exec("UPDATE city_incident SET " + columns + " WHERE fid = " + std::to_string(fid));
    for (const Step& step : log) {
      store::Statement(
          c,
          "INSERT INTO city_history(tx, part, at, actor, station, reason, kind, layer, table_name, feature,"
          " fid, op) VALUES (?1, 0, ?2, ?3, 1, ?4, 'edit', '', 'city_incident', ?5, ?6, ?7)")
          .bindAll(newUuid(), "2026-06-02T" + step.at + ":00.000Z", step.actor, step.reason, uid, fid,
                   step.reason == "incident report" ? "insert" : "update")
          .run();
    }
    return fid;
  }
  /// One of the public, verified on site, everything in one morning; handled at 14:30 of Yangzhou.
  std::int64_t addVerified() {
    return add(
        "source = '12345热线', department = '环卫处', subdistrict = '321002001', subdistrict_name = '东关街道',"
        " filed_at = '2026-06-02T01:55:00.000Z', dispatched_at = '2026-06-02T02:05:00.000Z',"
        " handled_at = '2026-06-02T06:30:00.000Z', deadline = '2026-06-03T01:00:00.000Z',"
        " closed_at = '2026-06-02T07:40:00.000Z', dispatch_count = 1",
        {{"incident report", "热线员", "01:00"},
         {"take (acceptor)", "受理员甲", "01:02"},
         {"send_verify (acceptor)", "受理员甲", "01:05"},           // 3 minutes after: in time
         {"verify_done (inspector): 情况属实", "监督员", "01:45"},  // 40 minutes: late
         {"file (shift_leader)", "值班长", "01:55"},                // 55 minutes, 40 of them on site: in time
         {"dispatch (dispatcher)", "派遣员", "02:05"},              // 10 minutes: in time
         {"submit (handler)", "处置员", "06:30"},
         {"confirm (department)", "环卫处", "06:40"},
         {"forward (dispatcher)", "派遣员", "07:00"},
         {"send_check (acceptor)", "受理员甲", "07:20"},  // 20 minutes: late
         {"close (acceptor)", "受理员甲", "07:40"}});     // 20 minutes: in time
  }
  /// One of an inspector, sent to a wrong department first; handled late.
  std::int64_t addReturned() {
    return add(
        "source = '监督员上报', department = '市政处', subdistrict = '321002001', subdistrict_name = '东关街道',"
        " filed_at = '2026-06-02T01:20:00.000Z', dispatched_at = '2026-06-02T03:00:00.000Z',"
        " handled_at = '2026-06-03T02:00:00.000Z', deadline = '2026-06-03T01:00:00.000Z',"
        " closed_at = '2026-06-03T03:00:00.000Z', dispatch_count = 2",
        {{"incident report", "监督员", "01:00"},
         {"take (acceptor)", "受理员乙", "01:05"},
         {"file (acceptor)", "受理员乙", "01:20"},      // 20 minutes: late
         {"dispatch (dispatcher)", "派遣员", "01:50"},  // 30 minutes: late
         {"return_to_dispatcher (department): 不归我管", "园林处", "02:30"},
         {"redispatch (dispatcher)", "派遣员", "03:00"}});
  }
  static BulletinQuery june() {
    BulletinQuery query;
    query.from = parseIso("2026-06-01", kCityOffsetMinutes);
    query.to = query.asOf = parseIso("2026-07-01", kCityOffsetMinutes);
    return query;
  }
  FigureQuery by(const std::string& grouping) const { return {grouping, june().from, june().to, june().asOf, {}}; }
  static double figure(const FigureGroup& group, std::string_view id) {
    return group.figures.at(figurePlace(id)).value_or(-1);
  }
  static const FigureGroup* groupOf(const CaseFigures& figures, std::string_view code) {
    for (const FigureGroup& one : figures.groups) {
      if (one.code == code) return &one;
    }
    return nullptr;
  }
  Progress m_progress;
};

TEST_F(BulletinTest, figuresFromTheLog) {
  const std::int64_t verified = addVerified(), returned = addReturned();
  const FigureGroup total = caseFigures(*m_city, by("city")).total;
  EXPECT_DOUBLE_EQ(figure(total, "ontime_filing_rate"), 50);
  EXPECT_DOUBLE_EQ(figure(total, "ontime_dispatch_rate"), 50);
  EXPECT_DOUBLE_EQ(figure(total, "accurate_dispatch_rate"), 50);
  EXPECT_DOUBLE_EQ(figure(total, "return_rate"), 50);
  EXPECT_DOUBLE_EQ(figure(total, "verify_send_ontime_rate"), 100);
  EXPECT_DOUBLE_EQ(figure(total, "verify_ontime_rate"), 0);
  EXPECT_DOUBLE_EQ(figure(total, "check_send_ontime_rate"), 0);
  EXPECT_DOUBLE_EQ(figure(total, "check_ontime_rate"), 100);
  EXPECT_DOUBLE_EQ(figure(total, "check_pass_rate"), 100);
  EXPECT_DOUBLE_EQ(figure(total, "valid_report_rate"), 100);
  EXPECT_DOUBLE_EQ(figure(total, "miss_rate"), 50) << "one of two was found by the public";
  EXPECT_DOUBLE_EQ(figure(total, "supervision_rate"), 50);
  EXPECT_DOUBLE_EQ(figure(total, "ontime_disposal_rate"), 50);
  EXPECT_DOUBLE_EQ(figure(total, "overdue_disposal_rate"), 50);
  // steps of acceptors and shift leaders: 5 and 2, of dispatchers: 2 and 2; one was sent back
  EXPECT_EQ(total.counts.operations, 11);
  EXPECT_EQ(total.counts.errors, 1);
  // 10:05-12:00 and 14:00-14:30 are 145 minutes; 11:00-12:00, 14:00-18:00 and 08:00-10:00 next day are 420
  EXPECT_EQ(total.times.cases, 2);
  EXPECT_NEAR(total.times.mean, 282.5, 1e-6);
  EXPECT_NEAR(total.times.median, 282.5, 1e-6);
  EXPECT_NEAR(total.times.p90, 420, 1e-6);
  EXPECT_NEAR(figure(total, "avg_handle_time"), 282.5, 1e-6);
  EXPECT_DOUBLE_EQ(figure(total, "coverage_rate"), -1);
  EXPECT_EQ(casesBehind(*m_city, by("city"), {}, &CaseCounts::missed), std::vector<std::int64_t>{verified});
  EXPECT_EQ(casesBehind(*m_city, by("department"), "市政处", &CaseCounts::handledLate),
            std::vector<std::int64_t>{returned});
  EXPECT_TRUE(casesBehind(*m_city, by("department"), "市政处", &CaseCounts::missed).empty());
}

TEST_F(BulletinTest, aGrantedAppealExemptsAndOneThatWasTakenBackDoesNot) {
  const std::int64_t late = addReturned();
  const auto note = [&](const std::string& reason, const std::string& actor, const std::string& kind,
                        const std::string& undoes) {
    const std::string tx = newUuid();
    store::Statement(m_city->connection(),
                     "INSERT INTO city_history(tx, part, at, actor, station, reason, kind, undoes, layer, table_name,"
                     " feature, fid, op) VALUES (?1, 0, '2026-06-04T01:00:00.000Z', ?2, 1, ?3, ?4, ?5, '',"
                     " 'city_incident', '', ?6, 'update')")
        .bindAll(tx, actor, reason, kind, undoes, late)
        .run();
    return tx;
  };
  const auto onTime = [&] { return figure(caseFigures(*m_city, by("city")).total, "ontime_disposal_rate"); };
  EXPECT_DOUBLE_EQ(onTime(), 0);
  const std::string granted = note("grant_appeal (leader)", "领导", "edit", "");
  EXPECT_DOUBLE_EQ(onTime(), 100);
  const std::string undone = note("undo", "领导", "undo", granted);
  EXPECT_DOUBLE_EQ(onTime(), 0);
  (void)note("redo", "领导", "redo", undone);
  EXPECT_DOUBLE_EQ(onTime(), 100);
}

TEST_F(BulletinTest, timesFollowTheCalendarOfTheCity) {
  addReturned();  // 11:00-12:00 and 14:00-18:00, and 08:00-10:00 on the next day
  EXPECT_NEAR(caseFigures(*m_city, by("city")).total.times.mean, 420, 1e-6);
  WorkCalendar calendar;
  calendar.holidays.insert(WorkCalendar::dayNumber("2026-06-03"));
  keepCalendar(*m_city, calendar);
  EXPECT_NEAR(caseFigures(*m_city, by("city")).total.times.mean, 300, 1e-6);
}

TEST_F(BulletinTest, postsAreJudgedByTheirOwnSteps) {
  addVerified();
  addReturned();
  const CaseFigures acceptors = caseFigures(*m_city, by("acceptor"));
  ASSERT_EQ(acceptors.groups.size(), 2U);
  const FigureGroup* first = groupOf(acceptors, "受理员甲");
  ASSERT_NE(first, nullptr);
  EXPECT_EQ(first->counts.operations, 5);
  EXPECT_EQ(first->counts.errors, 0);
  // 0 points for so few, 40 for verification sent in time, 0 for the check sent late
  EXPECT_DOUBLE_EQ(figure(*first, "score_acceptor"), 40);
  EXPECT_DOUBLE_EQ(figure(*groupOf(acceptors, "受理员乙"), "score_acceptor"), -1) << "no task was sent";
  const CaseFigures leaders = caseFigures(*m_city, by("shift_leader"));
  ASSERT_EQ(leaders.groups.size(), 1U) << "the other case was filed by an acceptor";
  EXPECT_DOUBLE_EQ(figure(leaders.groups[0], "score_shift_leader"), 100);
  const CaseFigures dispatchers = caseFigures(*m_city, by("dispatcher"));
  ASSERT_EQ(dispatchers.groups.size(), 1U);
  EXPECT_EQ(dispatchers.groups[0].counts.operations, 4);
  EXPECT_EQ(dispatchers.groups[0].counts.errors, 1);
  EXPECT_DOUBLE_EQ(figure(dispatchers.groups[0], "score_dispatcher"), 40) << "0 · 0.2 + 50 · 0.4 + 50 · 0.4";
  const CaseFigures inspectors = caseFigures(*m_city, by("inspector"));
  EXPECT_EQ(inspectors.groups.size(), 2U);
}

TEST_F(BulletinTest, aListSaysWhatItCannotTell) {
  const store::KeyTable table = io::tableFromText(
      "任务号,上报时间,小类,结案时间,作废时间\n"
      "1,2026-06-01,暴露垃圾,2026-06-02,\n2,2026-06-03,暴露垃圾,,\n3,2026-06-04,暴露垃圾,,2026-06-05\n");
  std::vector<std::string> headings;
  for (const auto& column : table.columns) headings.push_back(column.name);
  (void)importCases(*m_city, caseRecords(table, mapCaseColumns(headings, {})), {}, "tester", m_progress);
  const FigureGroup total = caseFigures(*m_city, by("city")).total;
  EXPECT_DOUBLE_EQ(figure(total, "report_total"), 3);
  EXPECT_DOUBLE_EQ(figure(total, "unclosed_rate"), 100.0 / 3);
  EXPECT_DOUBLE_EQ(figure(total, "completion_rate"), 100.0 / 3);
  EXPECT_DOUBLE_EQ(figure(total, "cancel_rate"), 50) << "one of two that went further than reported";
  for (const char* id : {"filing_rate", "closing_rate", "disposal_rate", "verify_ontime_rate", "score_department"})
    EXPECT_DOUBLE_EQ(figure(total, id), -1) << id;
  const std::vector<NotComputed> lacking = notComputed(total.counts);
  const auto lacks = [&](std::string_view id) {
    return std::any_of(lacking.begin(), lacking.end(),
                       [&](const NotComputed& one) { return one.id == id && !one.partly; });
  };
  for (const char* id : {"filing_rate", "closing_rate", "disposal_rate", "verify_ontime_rate", "coverage_rate"})
    EXPECT_TRUE(lacks(id)) << id;
  EXPECT_FALSE(lacks("completion_rate"));
  addVerified();
  const std::vector<NotComputed> mixed = notComputed(caseFigures(*m_city, by("city")).total.counts);
  const auto closing =
      std::find_if(mixed.begin(), mixed.end(), [](const NotComputed& one) { return one.id == "closing_rate"; });
  ASSERT_NE(closing, mixed.end());
  EXPECT_TRUE(closing->partly);
  EXPECT_EQ(closing->why.args, (std::vector<std::string>{"1", "2"}));
}

TEST_F(BulletinTest, manyQuestionsInOnePassAnswerAsOneByOne) {
  addVerified();
  addReturned();
  std::vector<FigureQuery> queries;
  for (const std::string& grouping : figureGroupings()) queries.push_back(by(grouping));
  queries.push_back({"city", parseIso("2026-05-01", kCityOffsetMinutes), june().from, june().asOf, {}});
  const std::vector<CaseFigures> together = caseFigures(*m_city, queries, m_progress);
  ASSERT_EQ(together.size(), queries.size());
  for (std::size_t i = 0; i < queries.size(); ++i) {
    const CaseFigures alone = caseFigures(*m_city, queries[i]);
    EXPECT_EQ(together[i].total.figures, alone.total.figures) << queries[i].by;
    ASSERT_EQ(together[i].groups.size(), alone.groups.size()) << queries[i].by;
    for (std::size_t k = 0; k < alone.groups.size(); ++k) {
      EXPECT_EQ(together[i].groups[k].code, alone.groups[k].code);
      EXPECT_EQ(together[i].groups[k].figures, alone.groups[k].figures);
    }
  }
  EXPECT_EQ(together.back().total.counts.reported, 0);
}

TEST_F(BulletinTest, whatIsAskedBesideTheBulletinCostsNoSecondPass) {
  addVerified();
  addReturned();
  Progress progress;
  const UtcMillis from = parseIso("2026-06-01", kCityOffsetMinutes), to = parseIso("2026-07-01", kCityOffsetMinutes);
  const FigureQuery beside{"source", from, to, to, {}};
  int passes = 0;
  sqlite3_trace_v2(
      m_city->connection().handle(), SQLITE_TRACE_STMT,
      [](unsigned, void* count, void* statement, void*) {
        const std::string_view sql = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
        *static_cast<int*>(count) += sql.find("FROM city_history") != std::string_view::npos ? 1 : 0;
        return 0;
      },
      &passes);
  const auto [bulletin, figures] = makeBulletin(*m_city, {from, to, to, {}}, beside, progress);
  sqlite3_trace_v2(m_city->connection().handle(), 0, nullptr, nullptr);
  EXPECT_EQ(passes, 1) << "the log of a million cases takes seconds";
  const CaseFigures alone = caseFigures(*m_city, beside);
  ASSERT_EQ(figures.groups.size(), alone.groups.size());
  for (std::size_t i = 0; i < alone.groups.size(); ++i) {
    EXPECT_EQ(figures.groups[i].code, alone.groups[i].code);
    EXPECT_EQ(figures.groups[i].figures, alone.groups[i].figures);
  }
  EXPECT_EQ(bulletin.total().counts.reported, alone.total.counts.reported);
}

TEST_F(BulletinTest, everyRateIsAShareAndItsCasesAreBehindIt) {
  addVerified();
  addReturned();
  const CaseFigures all = caseFigures(*m_city, by("city"));
  for (const FigureKind& kind : figureKinds()) {
    if (kind.unit != FigureUnit::percent || kind.share == nullptr) continue;
    const std::int64_t share = all.total.counts.*kind.share, whole = all.total.counts.*figureWhole(kind, {});
    EXPECT_LE(share, whole) << kind.id;
    if (kind.id == std::string_view("error_rate")) continue;  // steps, not cases
    EXPECT_EQ(static_cast<std::int64_t>(casesBehind(*m_city, by("city"), {}, kind.share).size()), share) << kind.id;
  }
  for (const FigureKind& kind : figureKinds()) EXPECT_NE(figureName(kind.id, true), kind.id);
  EXPECT_EQ(figureKinds().size(), 40U) << "every row of indicators.csv";
}

TEST_F(BulletinTest, periodsBefore) {
  const auto day = [](const char* text) { return parseIso(text, kCityOffsetMinutes); };
  EXPECT_EQ(periodBefore(day("2026-03-01"), day("2026-04-01")), std::pair(day("2026-02-01"), day("2026-03-01")));
  EXPECT_EQ(periodBefore(day("2026-01-01"), day("2026-02-01")), std::pair(day("2025-12-01"), day("2026-01-01")));
  EXPECT_EQ(periodBefore(day("2026-03-02"), day("2026-03-09")), std::pair(day("2026-02-23"), day("2026-03-02")));
}

TEST_F(BulletinTest, aDivisionHasABulletinOfItsOwn) {
  addVerified();
  const std::int64_t elsewhere = addReturned();
  m_city->connection().exec(
      "UPDATE city_incident SET district = '321003', subdistrict = '321003002', community = '321003002007' WHERE fid "
      "= " +
      std::to_string(elsewhere));
  Progress progress;
  const auto query = [&](const char* within) {
    const FigureQuery june = by("city");
    return BulletinQuery{june.from, june.to, june.asOf, {}, within};
  };
  EXPECT_EQ(makeBulletin(*m_city, query(""), progress).total().counts.reported, 2);
  const Bulletin own = makeBulletin(*m_city, query("321002001"), progress);
  EXPECT_EQ(own.total().counts.reported, 1);
  EXPECT_EQ(own.within, "东关街道") << "as the layer names it";
  const io::Say plain = [](const Message& message) { return message.str(); };
  EXPECT_EQ(bulletinSheets(own, false, plain)[0].lines[1], "Only of 东关街道");
  for (const BulletinArea& area : own.areas) EXPECT_EQ(area.code.rfind("321002001", 0), 0U);
  for (const char* other : {"321003", "321003002", "321003002007"})
    EXPECT_EQ(makeBulletin(*m_city, query(other), progress).total().counts.reported, 1) << other;
  EXPECT_NO_THROW(requireDivision(*m_city, "321003002007")) << "a case names it";
  EXPECT_NO_THROW(requireDivision(*m_city, "321002"));
  EXPECT_THROW(requireDivision(*m_city, "999999"), Error);
}

TEST_F(BulletinTest, theBulletinHasItsTablesAreasAndSheets) {
  addVerified();
  addReturned();
  const Bulletin bulletin = makeBulletin(*m_city, june(), m_progress);
  ASSERT_EQ(bulletin.periods.size(), 6U);
  EXPECT_EQ(bulletin.total().counts.reported, 2);
  EXPECT_EQ(bulletin.periods[4].total.counts.reported, 0);
  EXPECT_NE(bulletin.table("department"), nullptr);
  EXPECT_EQ(bulletin.table("district"), nullptr) << "no case tells its district";
  EXPECT_EQ(bulletin.areaRole, "subdistrict");
  ASSERT_EQ(bulletin.areas.size(), 1U);
  EXPECT_EQ(bulletin.areas[0].reported, 2);
  const io::Say say = [](const Message& message) { return message.str(); };
  const auto sheets = bulletinSheets(bulletin, true, say);
  ASSERT_EQ(sheets.size(), bulletin.tables.size() + 1);
  EXPECT_EQ(sheets[0].rows.size(), figureKinds().size());
  EXPECT_EQ(std::get<std::int64_t>(sheets[0].rows[0].cells.back().value), 2);
  for (const BulletinColumn& column : bulletinColumns("department", true, say))
    EXPECT_NE(bulletinCell(bulletin.table("department")->groups[0], column), "") << column.id;
}

TEST_F(BulletinTest, theRulesAreKept) {
  FigureRules rules;
  rules.shouldClose = FigureRules::ShouldClose::byHandling;
  rules.missed = FigureRules::Missed::filed;
  rules.taskMinutes = 120;
  keepFigureRules(*m_city, rules);
  const FigureRules kept = figureRules(*m_city);
  EXPECT_EQ(kept.shouldClose, rules.shouldClose);
  EXPECT_EQ(kept.missed, rules.missed);
  EXPECT_EQ(kept.taskMinutes, 120);
  EXPECT_EQ(kept.fileMinutes, 15);
}

}  // namespace
}  // namespace gis::city
