// All cases in memory: the same answers as the city gives, while texts are read beside, and in the right order.
#include "gis_core/city/case_table.h"

#include <sqlite3.h>

#include <algorithm>
#include <future>
#include <random>
#include <tuple>

#include "gis_core/city/case_flow.h"
#include "gis_core/city/text_order.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/layer.h"
#include "tests/unit/city/case_walk.h"

namespace gis::city {
namespace {

class CaseTableTest : public CaseWalk {
 protected:
  void fill(int count) {
    static constexpr const char* kWords[] = {"井盖破损", "井盖", "路灯不亮", "Broken lamp", ""};
    for (int i = 0; i < count; ++i) {
      IncidentDraft draft = draftAt(445010 + i * 7 % 900, 3585010 + i * 13 % 900);
      draft.description = kWords[i % 5];
      m_cases.push_back(report(draft));
    }
  }
  [[nodiscard]] std::vector<std::int64_t> found(const CaseTable& table, const std::string& text) const {
    IncidentFilter filter;
    filter.text = text;
    auto rows = table.rows(filter, {});
    std::sort(rows.begin(), rows.end());
    return rows;
  }
  [[nodiscard]] std::vector<std::int64_t> asked(const std::string& text) const {
    IncidentFilter filter;
    filter.text = text;
    std::vector<std::int64_t> rows;
    for (const Incident& one : listIncidents(*m_city, filter)) rows.push_back(one.fid);
    std::sort(rows.begin(), rows.end());
    return rows;
  }
  std::vector<Incident> m_cases;
};

TEST_F(CaseTableTest, boardAndListAnswerWhileTextsAreRead) {
  fill(20);
  Progress quiet;
  const auto table = CaseTable::load(*m_city, quiet);
  bool asked = false;
  Progress progress(CancelToken(), [&](const ProgressState&) {
    auto board = std::async(std::launch::async, [&] { return table->board(utcNow()).all.open; });
    asked = board.wait_for(std::chrono::seconds(20)) == std::future_status::ready && board.get() == 20;
    ASSERT_TRUE(asked) << "the board waits for the texts";
    EXPECT_EQ(table->rows({}, {}).size(), 20U);
  });
  table->loadTexts(*m_city, progress);
  EXPECT_TRUE(asked);
  EXPECT_TRUE(table->hasTexts());
}

TEST_F(CaseTableTest, withoutASnapshotTheRowsComeFromTheCityAndAreTheSame) {
  fill(30);
  for (int i = 0; i < 9; ++i) (void)step(m_cases[std::size_t(i)], "take", "acceptor");
  const store::LayerInfo cases = store::layerByName(m_city->connection(), "city_incident");
  ASSERT_EQ(snapshot::existing(m_city->connection(), cases), nullptr);
  Progress quiet;
  const auto fromCity = CaseTable::unread();
  EXPECT_EQ(fromCity->rowsRead(), 0);
  std::int64_t counted = -1;
  Progress asking(CancelToken(), [&](const ProgressState&) {
    auto board = std::async(std::launch::async, [&] { return fromCity->board(utcNow()).all.open; });
    ASSERT_EQ(board.wait_for(std::chrono::seconds(20)), std::future_status::ready) << "the board waits";
    counted = board.get();
  });
  fromCity->read(*m_city, asking);
  EXPECT_EQ(counted, 30);
  EXPECT_EQ(fromCity->rowsRead(), 30);
  ASSERT_EQ(snapshot::existing(m_city->connection(), cases), nullptr) << "none is made for it";
  (void)snapshot::openOrBuild(*m_city, cases, quiet);
  const auto fromSnapshot = CaseTable::load(*m_city, quiet);
  EXPECT_EQ(fromSnapshot->rowsRead(), 0) << "it came as a whole";
  for (const auto& table : {fromCity, fromSnapshot}) table->loadTexts(*m_city, quiet);
  for (const CaseOrder by : {CaseOrder::reported, CaseOrder::state, CaseOrder::number, CaseOrder::place})
    EXPECT_EQ(fromCity->rows({}, {by, true}), fromSnapshot->rows({}, {by, true}));
  EXPECT_EQ(found(*fromCity, "井盖"), found(*fromSnapshot, "井盖"));
  const CaseBoard a = fromCity->board(utcNow(), "acceptor"), b = fromSnapshot->board(utcNow(), "acceptor");
  EXPECT_EQ(a.all.open, 30);
  EXPECT_EQ(a.all.waiting, b.all.waiting);
  ASSERT_EQ(a.byGrid.size(), b.byGrid.size());
  for (std::size_t i = 0; i < a.byGrid.size(); ++i) EXPECT_EQ(a.byGrid[i].name, b.byGrid[i].name);
  IncidentFilter box;
  box.box = geom::Envelope{445000, 3585000, 445300, 3585300};
  EXPECT_EQ(fromCity->rows(box, {}), fromSnapshot->rows(box, {}));
  EXPECT_LT(fromCity->rows(box, {}).size(), 30U);
}

TEST_F(CaseTableTest, whatChangedSinceTheSnapshotIsReadOnce) {
  fill(30);
  const store::LayerInfo cases = store::layerByName(m_city->connection(), "city_incident");
  const auto fromCity = CaseTable::unread();
  Progress quiet;
  (void)snapshot::openOrBuild(*m_city, cases, quiet);
  IncidentDesk desk(*m_city);
  for (int i = 0; i < 7; ++i) (void)step(m_cases[std::size_t(i)], "take", "acceptor");
  (void)desk.correct(m_cases[2].uid, {{"description", std::string("护栏变形")}, {"category", std::string("09005")}},
                     "t");
  (void)desk.move(m_cases[3].uid, {445905, 3585905}, "t");
  fill(2);
  (void)report(draftAt(445800, 3585800));
  (void)store::undo(*m_city, "t");  // it is gone again
  m_city->connection().exec("UPDATE city_incident SET geometry = NULL WHERE fid = " + std::to_string(m_cases[9].fid));

  int rows = 0;
  sqlite3_trace_v2(
      m_city->connection().handle(), SQLITE_TRACE_STMT,
      [](unsigned, void* count, void* statement, void*) {
        const std::string_view sql = sqlite3_sql(static_cast<sqlite3_stmt*>(statement));
        *static_cast<int*>(count) += sql.find("FROM city_incident WHERE fid = ?1") != std::string_view::npos ? 1 : 0;
        return 0;
      },
      &rows);
  const auto fromSnapshot = CaseTable::load(*m_city, quiet);
  fromSnapshot->loadTexts(*m_city, quiet);
  sqlite3_trace_v2(m_city->connection().handle(), 0, nullptr, nullptr);
  EXPECT_EQ(rows, 0) << "eighteen thousand rows asked for one by one take a second";

  std::filesystem::remove_all(snapshot::cacheFolder(m_city->uid()));
  fromCity->read(*m_city, quiet);
  EXPECT_EQ(fromSnapshot->rowsRead(), 0) << "it came as a whole";
  EXPECT_EQ(fromCity->rowsRead(), 32);
  fromCity->loadTexts(*m_city, quiet);
  for (const CaseOrder by : {CaseOrder::reported, CaseOrder::state, CaseOrder::number, CaseOrder::category,
                             CaseOrder::place, CaseOrder::description, CaseOrder::deadline})
    EXPECT_EQ(fromCity->rows({}, {by, true}), fromSnapshot->rows({}, {by, true}));
  for (const char* text : {"护栏", "井盖", "6010"}) {
    EXPECT_EQ(found(*fromSnapshot, text), asked(text)) << text;
    EXPECT_EQ(found(*fromCity, text), asked(text)) << text;
  }
  for (const auto& box : {geom::Envelope{445000, 3585000, 445300, 3585300}, {445900, 3585900, 445910, 3585910}}) {
    IncidentFilter inside;
    inside.box = box;
    EXPECT_EQ(fromCity->rows(inside, {}), fromSnapshot->rows(inside, {}));
    EXPECT_FALSE(fromSnapshot->rows(inside, {}).empty());
  }
  const CaseBoard a = fromCity->board(utcNow(), "acceptor"), b = fromSnapshot->board(utcNow(), "acceptor");
  EXPECT_EQ(b.all.open, 32);
  EXPECT_EQ(a.all.waiting, b.all.waiting);
  EXPECT_EQ(a.reportedToday, b.reportedToday);
  ASSERT_EQ(a.byGrid.size(), b.byGrid.size());
  for (std::size_t i = 0; i < a.byGrid.size(); ++i) EXPECT_EQ(a.byGrid[i].name, b.byGrid[i].name);
}

TEST_F(CaseTableTest, whatChangesWhileTextsAreReadIsRead) {
  fill(10);
  Progress quiet;
  // as when the map was there first: the snapshot is not made while the texts are read
  (void)snapshot::openOrBuild(*m_city, store::layerByName(m_city->connection(), "city_incident"), quiet);
  const auto table = CaseTable::load(*m_city, quiet);
  IncidentDesk desk(*m_city);
  Progress progress(CancelToken(), [&](const ProgressState&) {
    (void)desk.correct(m_cases[3].uid, {{"description", std::string("护栏变形")}}, "t");
    const Incident added = report(draftAt(445500, 3585500));
    (void)desk.correct(added.uid, {{"description", std::string("护栏丢失")}}, "t");
    table->update(*m_city, {m_cases[3].fid, added.fid});
  });
  table->loadTexts(*m_city, progress);
  EXPECT_EQ(found(*table, "护栏").size(), 2U);
  for (const char* text : {"护栏", "井盖", "lamp", "LAMP", "6010"}) EXPECT_EQ(found(*table, text), asked(text)) << text;
}

TEST_F(CaseTableTest, aCancelledReadingLeavesNoTextsAndMayBeRepeated) {
  fill(5);
  Progress quiet;
  const auto table = CaseTable::load(*m_city, quiet);
  const CancelToken token;
  Progress progress(token, [&](const ProgressState&) { token.cancel(); });
  EXPECT_EQ(codeOf([&] { table->loadTexts(*m_city, progress); }), ErrorCode::cancelled);
  EXPECT_FALSE(table->hasTexts());
  table->loadTexts(*m_city, quiet);
  EXPECT_EQ(found(*table, "井盖").size(), 2U);
}

TEST_F(CaseTableTest, ordersAreThoseOfTheTextsAndEqualOnesTheNewestFirst) {
  fill(40);
  Progress quiet;
  const auto table = CaseTable::load(*m_city, quiet);
  table->loadTexts(*m_city, quiet);
  std::map<std::int64_t, Incident> all;
  for (const Incident& one : listIncidents(*m_city, {})) all[one.fid] = one;
  for (const bool descending : {false, true}) {
    const auto byText = table->rows({}, {CaseOrder::description, descending});
    ASSERT_EQ(byText.size(), all.size());
    for (std::size_t i = 1; i < byText.size(); ++i) {
      const Incident &a = all[byText[i - 1]], &b = all[byText[i]];
      std::string x = a.description, y = b.description;
      for (std::string* one : {&x, &y})
        std::transform(one->begin(), one->end(), one->begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
      EXPECT_TRUE(descending ? x >= y : x <= y) << x << " | " << y;
      if (x == y) {
        EXPECT_TRUE(a.reportedAt > b.reportedAt || (a.reportedAt == b.reportedAt && a.fid > b.fid));
      }
    }
    const auto byNumber = table->rows({}, {CaseOrder::number, descending});
    EXPECT_TRUE(std::is_sorted(byNumber.begin(), byNumber.end(), [&](std::int64_t a, std::int64_t b) {
      return descending ? all[a].reportNo > all[b].reportNo : all[a].reportNo < all[b].reportNo;
    }));
  }
}

TEST_F(CaseTableTest, numbersOfBoardAndAreasAreThoseOfTheLists) {
  clock("2026-11-23T08:00");
  fill(30);
  for (int i = 0; i < 20; ++i) m_cases[std::size_t(i)] = step(m_cases[std::size_t(i)], "take", "acceptor");
  for (int i = 0; i < 12; ++i) m_cases[std::size_t(i)] = step(m_cases[std::size_t(i)], "file", "acceptor");
  for (int i = 0; i < 8; ++i) m_cases[std::size_t(i)] = step(m_cases[std::size_t(i)], "dispatch", "dispatcher");
  step(m_cases[25], "take", "acceptor");
  step(m_cases[25], "send_verify", "acceptor");  // its clock rests
  step(step(m_cases[26], "take", "acceptor"), "reject", "acceptor");
  clock("2026-11-23T08:10");
  Progress quiet;
  const auto table = CaseTable::load(*m_city, quiet);
  const UtcMillis start = at("2026-11-23T00:00"), end = at("2026-11-24T00:00");
  EXPECT_EQ(cityDay(utcNow()), std::pair(start, end));
  for (const char* moment : {"2026-11-23T08:10", "2026-11-23T17:30", "2026-11-23T18:30", "2026-11-25T09:00"}) {
    clock(moment);
    const UtcMillis now = utcNow();
    const CaseBoard board = table->board(now);
    const auto agree = [&](std::int64_t number, IncidentFilter filter, const char* what) {
      EXPECT_EQ(std::int64_t(table->rows(filter, {}).size()), number) << what << " at " << moment;
      EXPECT_EQ(countIncidents(*m_city, filter), number) << what << " in the city at " << moment;
    };
    IncidentFilter filter;
    filter.openOnly = true;
    agree(board.all.open, filter, "open");
    filter = {};
    filter.overdueAt = now;
    agree(board.all.overdue, filter, "overdue");
    filter = {};
    filter.runningOnly = true;
    std::tie(filter.dueFrom, filter.dueTo) = cityDay(now);
    agree(board.all.dueToday, filter, "due today");
    filter.dueFrom = now;
    filter.dueTo = now + kDueSoon;
    agree(board.dueSoon, filter, "due soon");
    filter = {};
    std::tie(filter.closedFrom, filter.closedTo) = cityDay(now);
    agree(board.closedToday, filter, "closed today");
    using Count = CaseAreaQuery::Count;
    for (const auto& [count, number] :
         {std::pair(Count::open, board.all.open), std::pair(Count::overdue, board.all.overdue),
          std::pair(Count::dueToday, board.all.dueToday)}) {
      std::int64_t sum = 0;
      for (const CaseValue& one : table->areaCounts({"grid", count, now, 0, 0, {}})) sum += one.count;
      EXPECT_EQ(sum, number) << "all cases lie in a grid";
    }
  }
  EXPECT_EQ(table->areaCounts({"district", CaseAreaQuery::Count::reported, 0, start, end, {}}).at(0).count, 30);
  EXPECT_TRUE(table->areaCounts({"district", CaseAreaQuery::Count::reported, 0, end, 0, {}}).empty());
  EXPECT_EQ(table->areaCounts({"district", CaseAreaQuery::Count::open, 0, 0, 0, "环卫处"}).at(0).count, 8);
  EXPECT_TRUE(table->areaCounts({"nothing", CaseAreaQuery::Count::open, 0, 0, 0, {}}).empty());
  EXPECT_EQ(table->reportedSpan(), std::pair(at("2026-11-23T08:00"), at("2026-11-23T08:00")));
}

TEST(TextOrder, isThatOfBytesForAnyTexts) {
  std::mt19937 random(20261126);
  for (int round = 0; round < 200; ++round) {
    std::vector<std::string> texts;
    const auto count = random() % 60;
    for (std::size_t i = 0; i < count; ++i) {
      // much in common, some the same, some with zero bytes, some that only end earlier
      std::string text(random() % 3 * 8, 'p');
      for (auto k = random() % 12; k > 0; --k) text += "a\0b\xffz"[random() % 5];
      if (!texts.empty() && random() % 4 == 0) text = texts[random() % texts.size()];
      texts.push_back(std::move(text));
    }
    for (const bool descending : {false, true}) {
      std::vector<std::uint32_t> rows(texts.size()), expected;
      for (std::uint32_t i = 0; i < rows.size(); ++i) rows[i] = i;
      expected = rows;
      std::stable_sort(expected.begin(), expected.end(), [&](std::uint32_t a, std::uint32_t b) {
        return descending ? texts[a] > texts[b] : texts[a] < texts[b];
      });
      std::shuffle(rows.begin(), rows.end(), random);
      sortByText(
          rows, descending, [&](std::uint32_t row) { return std::string_view(texts[row]); },
          [](std::span<std::uint32_t> equal) { std::sort(equal.begin(), equal.end()); });
      ASSERT_EQ(rows, expected) << "round " << round;
    }
  }
}

TEST(TextOrder, asksForEachTextOnce) {
  // all begin with 40 bytes that are the same, as numbers of one district and addresses of one road do
  std::vector<std::string> texts;
  for (int i = 0; i < 5000; ++i) texts.push_back(std::string(40, 'x') + std::to_string(100000 + i * 7919 % 5000));
  std::vector<std::uint32_t> rows(texts.size());
  for (std::uint32_t i = 0; i < rows.size(); ++i) rows[i] = i;
  std::size_t asked = 0;
  sortByText(
      rows, false,
      [&](std::uint32_t row) {
        ++asked;
        return std::string_view(texts[row]);
      },
      [](std::span<std::uint32_t>) {});
  EXPECT_EQ(asked, texts.size()) << "comparing pairs would ask 2 n log n times, 120,000";
  EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end(), [&](auto a, auto b) { return texts[a] < texts[b]; }));
}

}  // namespace
}  // namespace gis::city
