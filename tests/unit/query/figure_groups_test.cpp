// Figures by several fields and by parts of a time: the same as SQLite's GROUP BY, from table and snapshot alike.
#include "gis_core/query/figure_groups.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>

#include "gis_core/base/uuid.h"
#include "gis_core/query/question_json.h"
#include "gis_core/query/question_run.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/edit.h"
#include "tests/unit/query/small_city.h"

namespace gis::query {
namespace {

using store::FieldType;

store::Value cellOfStatement(const store::Statement& row, int column) {
  using Type = store::Statement::Type;
  if (row.type(column) == Type::integer) return row.integer(column);
  if (row.type(column) == Type::real) return row.real(column);
  return row.isNull(column) ? store::Value() : store::Value(row.text(column));
}

class FigureGroupsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    m_cache = std::filesystem::temp_directory_path() / ("citydesk-groups-" + newUuid());
    ::setenv("XDG_CACHE_HOME", m_cache.c_str(), 1);
    std::vector<Row> rows;
    for (std::int64_t i = 0; i < 3000; ++i)
      rows.push_back({(i * 7) % 3001 + 1, "POINT (" + std::to_string(440000 + i) + " 3500000)", cells()});
    m_small.addLayer(
        "rows",
        {{"kind", FieldType::text}, {"n", FieldType::integer}, {"x", FieldType::real}, {"at", FieldType::datetime}},
        rows);
  }
  void TearDown() override {
    std::error_code ignored;
    std::filesystem::remove_all(m_cache, ignored);
  }
  int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }
  std::vector<store::Value> cells() {
    static const char* const kinds[] = {"井盖", "路灯", "", "a", "A"};
    char at[80];
    std::snprintf(at, sizeof at, "2026-0%d-1%dT%02d:30:00.000Z", 1 + upTo(2), upTo(3), upTo(23));
    const auto maybe = [&](store::Value value) { return upTo(9) == 0 ? store::Value() : value; };
    return {maybe(std::string(kinds[upTo(4)])), maybe(std::int64_t(upTo(3))), maybe(double(upTo(40)) / 4 - 3),
            maybe(std::string(at))};
  }
  FigureTable figures(const std::string& by, const std::string& where = {}) {
    const std::string condition = where.empty() ? "" : R"("where":{"sql":")" + where + R"(","label":"l"},)";
    const Question question =
        questionFromJson(R"({"citydesk_query":1,"kind":"select","layer":"rows",)" + condition +
                         R"("figures":[{"figure":"count"},{"figure":"sum","field":"x"},{"figure":"min","field":"x"},
        {"figure":"max","field":"at"}],"by":)" +
                         by + R"(,"target":{"as":"figure"}})");
    Progress progress;
    return *runQuestion(m_small.city(), question, "tester", progress).figures;
  }
  /// Compares every row with SQL, whose columns are in the same order.
  void compare(const FigureTable& table, const std::string& groups, const std::string& where = {}) {
    auto statement = m_small.connection().prepare(
        "SELECT " + groups + ", count(*), sum(x), min(x), max(at) FROM rows " +
        (where.empty() ? "" : "WHERE " + where) + " GROUP BY " + groups + " ORDER BY " + groups);
    std::size_t row = 0;
    for (; statement.step(); ++row) {
      ASSERT_LT(row, table.rows.size());
      for (std::size_t k = 0; k < table.columns.size(); ++k) {
        const store::Value wanted = cellOfStatement(statement, int(k));
        const store::Value& told = table.rows[row][k];
        const auto* a = std::get_if<double>(&wanted);
        const auto* b = std::get_if<double>(&told);
        if (a != nullptr && b != nullptr) {
          EXPECT_NEAR(*a, *b, 1e-9) << row << " " << k;
        } else {
          EXPECT_EQ(wanted, told) << row << " " << k;
        }
      }
    }
    EXPECT_EQ(row, table.rows.size());
    EXPECT_GT(row, 3U);
  }
  void compareAll() {
    const std::string month = "strftime('%Y-%m', at, '+8 hours')", day = "strftime('%Y-%m-%d', at, '+8 hours')",
                      hour = "strftime('%Y-%m-%d %H', at, '+8 hours')";
    compare(figures(R"("kind")"), "kind");
    compare(figures(R"([{"field":"kind"},{"field":"at","step":"day"}])"), "kind, " + day);
    compare(figures(R"([{"field":"at","step":"month"},{"field":"n"},{"field":"kind"}])"), month + ", n, kind");
    compare(figures(R"([{"field":"at","step":"hour"}])", "n > 1"), hour, "n > 1");
  }
  SmallCity m_small;
  std::filesystem::path m_cache;
  std::mt19937 m_random{5};
};

TEST_F(FigureGroupsTest, AreThoseOfSqlFromTableSnapshotAndEdits) {
  compareAll();
  Progress progress;
  (void)snapshot::openOrBuild(m_small.city(), store::layerByName(m_small.connection(), "rows"), progress);
  compareAll();
  for (int k = 0; k < 40; ++k) {
    store::EditCommand command;
    command.actor = "tester";
    const std::int64_t fid = k * 70 + 1;
    if (k % 3 == 0) {
      command.rows.push_back({store::RowEdit::Kind::remove, "rows", fid, {}, {}});
    } else {
      command.rows.push_back(
          {store::RowEdit::Kind::update, "rows", fid, {}, {{"kind", std::string("新")}, {"x", 9.5}}});
    }
    (void)store::apply(m_small.city(), command);
  }
  compareAll();
}

TEST(GroupValue, TimesOfOneHourInUtcAreInOneGroup) {
  const char* const times[] = {"2026-11-26T16:30:00Z",
                               "2026-11-26T16:59:59.123Z",
                               "2026-11-26T16:60:00Z",
                               "2026-11-26T16:30:61Z",
                               "2026-11-26T16:30:00.Z",
                               "2026-11-26T16:30:00.x2Z",
                               "2026-11-26T16:30:00+08:00",
                               "2026-11-26 16:30:00Z",
                               "2026-11-26T16:30Z",
                               "2026-11-26T16:30:00",
                               "2026-1x-26T16:30:00Z",
                               "Z",
                               ""};
  std::size_t told = 0;
  for (const std::string time : times) {
    const std::string hour(hourOfUtc(time));
    if (hour.empty()) continue;
    ++told;
    EXPECT_EQ(groupValue(time, Grouping::Step::hour), groupValue(hour + ":00:00Z", Grouping::Step::hour)) << time;
  }
  EXPECT_GE(told, 2U);
  EXPECT_EQ(hourOfUtc(times[1]), "2026-11-26T16");
}

TEST(PairNumbers, AreGivenInTheOrderOfComing) {
  PairNumbers numbers;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t> known;
  std::mt19937 random(9);
  for (int i = 0; i < 20000; ++i) {
    const std::pair<std::uint32_t, std::uint32_t> pair{random() % 90, random() % 90};
    const auto [place, isNew] = known.try_emplace(pair, std::uint32_t(known.size()));
    ASSERT_EQ(numbers.of(pair.first, pair.second), std::make_pair(place->second, isNew));
  }
}

TEST(GroupValue, IsThePartOfATimeInTheCitysZone) {
  using Step = Grouping::Step;
  const auto part = [](const char* text, Step step) { return groupValue(std::string(text), step); };
  EXPECT_EQ(part("2026-11-26T16:30:00.000Z", Step::day), word("2026-11-27")) << "midnight has passed in Yangzhou";
  EXPECT_EQ(part("2026-11-27T00:30:00+08:00", Step::hour), word("2026-11-27 00"));
  EXPECT_EQ(part("2026-12-31T23:00:00Z", Step::year), word("2027"));
  EXPECT_EQ(part("2026-11-27", Step::month), word("2026-11"));
  EXPECT_EQ(part("2026/11/27 09:15", Step::hour), word("2026-11-27 09"));
  EXPECT_EQ(part("2026-11-27", Step::hour), store::Value());
  EXPECT_EQ(part("井盖", Step::day), store::Value());
  EXPECT_EQ(part("2026-99x", Step::day), store::Value());
  EXPECT_EQ(groupValue(std::int64_t{2026}, Step::year), store::Value());
  EXPECT_EQ(groupValue(std::int64_t{2026}, Step::value), store::Value(std::int64_t{2026}));
}

}  // namespace
}  // namespace gis::query
