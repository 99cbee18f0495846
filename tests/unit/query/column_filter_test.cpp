// Conditions that are asked of a snapshot's columns mean what SQLite takes them for.
#include "gis_core/query/column_filter.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <functional>
#include <random>

#include "gis_core/base/error.h"
#include "gis_core/base/uuid.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/query/column_condition.h"
#include "gis_core/query/column_scan.h"
#include "gis_core/query/condition_sql.h"
#include "gis_core/query/figure_groups.h"
#include "gis_core/query/geometry_set.h"
#include "gis_core/query/question_answer.h"
#include "gis_core/query/question_json.h"
#include "gis_core/query/question_parameters.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "tests/unit/query/small_city.h"

namespace gis::query {
namespace {

using store::FieldType;

const std::vector<store::Field> kFields{{"n", FieldType::integer},
                                        {"x", FieldType::real},
                                        {"kind", FieldType::text},
                                        {"描述", FieldType::text},
                                        {"day", FieldType::date}};

class ColumnFilterTest : public ::testing::Test {
 protected:
  void SetUp() override {
    m_cache = std::filesystem::temp_directory_path() / ("citydesk-columns-" + newUuid());
    ::setenv("XDG_CACHE_HOME", m_cache.c_str(), 1);
    std::vector<Row> rows;
    for (std::int64_t i = 0; i < 900; ++i) {
      const std::string at = std::to_string(440000 + i % 30 * 10) + " " + std::to_string(440000 + i / 30 * 10);
      rows.push_back({(i * 7) % 901 + 1, i % 50 == 3 ? std::string() : "POINT (" + at + ")", cells()});
    }
    m_small.addLayer("rows", kFields, rows);
  }
  void TearDown() override {
    std::error_code ignored;
    std::filesystem::remove_all(m_cache, ignored);
  }
  int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }
  template <class List>
  auto oneOf(const List& list) {
    return list[std::size_t(upTo(int(std::size(list)) - 1))];
  }
  std::vector<store::Value> cells() {
    static const char* const kinds[] = {"0701", "0702", "a", "A", "", "it's", "100%", "路灯", "0701 "};
    static const char* const words[] = {"井盖", "破损", "abc", "ABC", "%", "_", " ", "é", "É", "x"};
    std::string text;
    for (int i = upTo(5); i > 0; --i) text += oneOf(words);
    const auto maybe = [&](store::Value value) { return upTo(9) == 0 ? store::Value() : value; };
    return {maybe(std::int64_t(upTo(9) - 4)), maybe(double(upTo(40)) / 4 - 3), maybe(std::string(oneOf(kinds))),
            maybe(text), maybe("2026-0" + std::to_string(1 + upTo(8)) + "-11")};
  }
  std::string literalOf(const std::string& column) {
    static const char* const texts[] = {"'0701'", "'a'", "''", "'it''s'", "'路灯'", "'0701 '", "'井盖'"};
    if (column == "n") return std::to_string(upTo(10) - 5);
    if (column == "x") return oneOf(std::vector<std::string>{"0", "-1.25", "3", "2.5", ".5", "-0", "7."});
    if (column == "day") return "'2026-0" + std::to_string(1 + upTo(8)) + "-1" + std::to_string(upTo(2)) + "'";
    return oneOf(texts);
  }
  std::string patternOf() {
    static const char* const parts[] = {"%", "_", "井", "盖", "a", "B", "破损", "%%", "É", "c", " "};
    std::string pattern;
    for (int i = upTo(5); i > 0; --i) pattern += oneOf(parts);
    return "'" + pattern + "'";
  }
  std::string testOf() {
    const std::string column = oneOf(std::vector<std::string>{"n", "x", "kind", "描述", "day"});
    const std::string named = upTo(2) == 0 ? "\"" + column + "\"" : column == "kind" ? "KIND" : column;
    const std::string is_not = upTo(1) == 0 ? " NOT" : "";
    switch (upTo(5)) {
      case 0: return named + " IS" + is_not + " NULL";
      case 1: return named + is_not + " BETWEEN " + literalOf(column) + " AND " + literalOf(column);
      case 2: {
        std::string list = literalOf(column);
        for (int i = upTo(3); i > 0; --i) list += ", " + literalOf(column);
        return named + is_not + " in (" + list + ")";
      }
      case 3:
        if (column == "kind" || column == "描述") return named + is_not + " LIKE " + patternOf();
        [[fallthrough]];
      default: {
        static const char* const signs[] = {"=", "==", "<>", "!=", "<", "<=", ">", ">="};
        return named + oneOf(signs) + literalOf(column);
      }
    }
  }
  std::string conditionOf(int depth) {
    switch (depth <= 0 ? 4 : upTo(6)) {
      case 0: return conditionOf(depth - 1) + " AND " + conditionOf(depth - 1);
      case 1: return conditionOf(depth - 1) + " or " + conditionOf(depth - 1);
      case 2: return "NOT " + conditionOf(depth - 1);
      case 3: return "(" + conditionOf(depth - 1) + ")";
      default: return testOf();
    }
  }
  [[nodiscard]] store::LayerInfo layer() const { return store::layerByName(m_small.connection(), "rows"); }
  std::vector<std::int64_t> fromTable(const std::string& condition) {
    std::vector<std::int64_t> fids;
    store::FeatureRequest request;
    request.allFields = false;
    request.geometry = false;
    request.where = condition;
    store::readBatches(m_small.connection(), layer(), request, 100, [&](store::FeatureBatch& batch) {
      fids.insert(fids.end(), batch.fids.begin(), batch.fids.end());
      return true;
    });
    return fids;
  }
  void compareSome(int conditions) {
    std::size_t met = 0;
    for (int i = 0; i < conditions; ++i) {
      const std::string condition = conditionOf(3);
      const auto count = countInColumns(m_small.connection(), layer(), condition, {});
      ASSERT_TRUE(count) << condition;
      const std::vector<std::int64_t> wanted = fromTable(condition);
      ASSERT_EQ(*count, std::int64_t(wanted.size())) << condition;
      const GeometrySet set = loadGeometry(m_small.connection(), layer(), condition, {}, {}, {});
      std::vector<std::int64_t> fids;
      for (std::size_t k = 0; k < set.size(); ++k) fids.push_back(set.fid(k));
      ASSERT_EQ(fids, wanted) << condition;
      met += wanted.empty() || wanted.size() == 900 ? 0 : 1;
    }
    EXPECT_GT(met, std::size_t(conditions) / 3) << "most conditions meet all or nothing";
  }

  std::mt19937 m_random{11};
  std::filesystem::path m_cache;
  SmallCity m_small;
  Progress m_progress;
};

TEST_F(ColumnFilterTest, ATextIsFoundInTheRowThatHoldsAllOfIt) {
  static const char* const words[] = {"井盖", "盖", "井", "路", "盖井", ""};
  for (int round = 0; round < 200; ++round) {
    const std::uint64_t begin = std::uint64_t(upTo(100));
    std::string bytes;
    std::vector<std::string> texts;
    std::vector<std::uint64_t> ends;
    for (int i = upTo(30) + 1; i > 0; --i) {
      texts.emplace_back();
      for (int k = upTo(4); k > 0; --k) texts.back() += oneOf(words);
      bytes += texts.back();
      ends.push_back(begin + bytes.size());
    }
    for (const std::string needle : {"井盖", "盖", "盖井", "路路"}) {
      std::vector<std::uint8_t> marks(texts.size(), 7);
      markTextsWith({bytes, ends, begin}, needle, marks);
      for (std::size_t i = 0; i < texts.size(); ++i)
        ASSERT_EQ(marks[i], texts[i].find(needle) != std::string::npos ? 1 : 0) << needle << " in " << texts[i];
    }
  }
}

TEST_F(ColumnFilterTest, GoesThroughManyBlocksAsTheTableDoes) {
  // more rows than are tested at once, in columns of more than a block of the file, texts without a dictionary
  std::vector<Row> rows;
  for (std::int64_t i = 0; i < 60000; ++i) {
    std::vector<store::Value> values = cells();
    if (auto* text = std::get_if<std::string>(&values[3])) *text += "，报告编号" + std::to_string(1000003 * i);
    rows.push_back({i + 1, "POINT (" + std::to_string(440000 + i % 250) + " " + std::to_string(440000 + i / 250) + ")",
                    std::move(values)});
  }
  m_small.addLayer("many", kFields, rows);
  const store::LayerInfo many = store::layerByName(m_small.connection(), "many");
  const auto view = snapshot::openOrBuild(m_small.city(), many, m_progress);
  ASSERT_TRUE(view->base().dictionaryOf(view->base().columnOf("描述")).empty());
  ASSERT_FALSE(view->base().dictionaryOf(view->base().columnOf("kind")).empty());
  std::vector<std::string> conditions{"描述 LIKE '%井盖%'", "描述 LIKE '%9号%'", "描述 LIKE '%报告编号1%' AND x > 2"};
  while (conditions.size() < 40) conditions.push_back(conditionOf(2));
  for (const std::string& condition : conditions) {
    const std::int64_t wanted = store::countFeatures(m_small.connection(), many, condition, {});
    for (const unsigned threads : {1U, 2U, 5U}) {
      setThreadCount(threads);
      EXPECT_EQ(countInColumns(m_small.connection(), many, condition, {}), wanted) << condition;
      const auto marks = ColumnFilter::parse(condition, many.fields)->marks(*view, {});
      ASSERT_TRUE(marks) << condition;
      EXPECT_EQ(std::count(marks->begin(), marks->end(), 1), wanted) << condition;
    }
    setThreadCount(0);
  }
}

TEST_F(ColumnFilterTest, EqualsTheTableAndFollowsEdits) {
  EXPECT_FALSE(countInColumns(m_small.connection(), layer(), "n = 1", {})) << "there is no snapshot yet";
  (void)snapshot::openOrBuild(m_small.city(), layer(), m_progress);
  compareSome(400);
  using Kind = store::RowEdit::Kind;
  store::EditCommand command;
  for (std::int64_t i = 0; i < 60; ++i) {
    const std::int64_t fid = i * 13 % 900 + 1;
    const std::vector<store::Value> values = cells();
    if (i % 5 == 4) {
      command.rows.push_back({Kind::remove, "rows", fid, "", {}});
    } else {
      command.rows.push_back({Kind::update,
                              "rows",
                              fid,
                              "",
                              {{"n", values[0]}, {"kind", values[2]}, {"描述", values[3]}, {"day", values[4]}}});
    }
  }
  (void)store::apply(m_small.city(), command);
  compareSome(200);
}

TEST_F(ColumnFilterTest, LeavesEverythingElseToSqlite) {
  for (const char* other : {"",
                            "n",
                            "n = '1'",
                            "kind = 1",
                            "n = 1.0",
                            "n = x",
                            "1 = n",
                            "n + 1 = 2",
                            "abs(n) = 1",
                            "n = 1 = 1",
                            "fid = 1",
                            "kind LIKE 'a' ESCAPE '!'",
                            "n LIKE '1'",
                            "day LIKE '2%'",
                            "day = '2026'",
                            "n IN ()",
                            "n IN (SELECT 1)",
                            "n = 0x10",
                            "x = 1e3",
                            "n = 99999999999999999999",
                            "x = 9007199254740993",
                            "n = 1 -- so",
                            "n = 1;",
                            "(n = 1",
                            "n = 1)",
                            "n IS 1",
                            "n NOT = 1",
                            "kind = 'open",
                            "kind = \"a\"",
                            "kind COLLATE NOCASE = 'a'",
                            "n = NULL",
                            "missing = 1",
                            "kind GLOB 'a*'",
                            "n = - 1",
                            "n = ?1",
                            "[n] = 1"})
    EXPECT_FALSE(ColumnFilter::parse(other, layer().fields)) << other;
  EXPECT_TRUE(ColumnFilter::parse(" not(N>=-3)OR\n\"kind\"='a' ", layer().fields));
}

TEST_F(ColumnFilterTest, ADayIsTheWholeDayOfTheCityInWhateverFormTimesAreKept) {
  const char* const forms[] = {"T{}:{}:07.250Z",  "T{}:{}:00Z", "T{}:{}:31+08:00",
                               "T{}:{}:31-03:30", "T{}:{}:59",  " {}:{}"};
  std::vector<Row> rows;
  for (std::int64_t i = 0; i < 600; ++i) {
    std::string time =
        fmt::format("2026-11-{}", 18 + upTo(4)) + fmt::format(fmt::runtime(oneOf(forms)), 10 + upTo(13), 10 + upTo(49));
    if (i % 40 == 1) time.resize(10);
    if (i % 40 == 2) time = i % 80 == 2 ? "yesterday" : "";
    rows.push_back({i + 1,
                    "POINT (" + std::to_string(440000 + i) + " 440000)",
                    {time.empty() ? store::Value() : store::Value(time)}});
  }
  rows.push_back({601, "POINT (440000 440001)", {std::string("2026-11-19T16:00:00.000Z")}});  // the first of the 20th
  rows.push_back({602, "POINT (440000 440002)", {std::string("2026-11-20T15:59:59.999Z")}});  // and the last
  rows.push_back({603, "POINT (440000 440003)", {std::string("2026-11-20T16:00:00.000Z")}});
  m_small.addLayer("times", {{"at", FieldType::datetime}}, rows);
  const store::LayerInfo times = store::layerByName(m_small.connection(), "times");
  const auto dayOf = [](const Row& row) -> std::string {
    const store::Value day = groupValue(row.cells[0], Grouping::Step::day);
    return std::holds_alternative<std::string>(day) ? std::get<std::string>(day) : std::string();
  };
  const auto expected = [&](const std::function<bool(const std::string&)>& holds) {
    std::vector<std::int64_t> fids;
    for (const Row& row : rows)
      if (const std::string day = dayOf(row); !day.empty() && holds(day)) fids.push_back(row.fid);
    return fids;
  };
  const std::string d = "2026-11-20", e = "2026-11-21";
  using Days = std::vector<std::string>;
  const auto test = [](Comparison comparison, const Days& values) {
    FieldTest one{"at", comparison, {}};
    for (const std::string& value : values) one.operands.push_back({value, {}});
    return Condition{std::move(one)};
  };
  const std::pair<Condition, std::vector<std::int64_t>> asked[] = {
      {test(Comparison::equal, {d}), expected([&](const auto& day) { return day == d; })},
      {test(Comparison::notEqual, {d}), expected([&](const auto& day) { return day != d; })},
      {test(Comparison::less, {d}), expected([&](const auto& day) { return day < d; })},
      {test(Comparison::atMost, {d}), expected([&](const auto& day) { return day <= d; })},
      {test(Comparison::greater, {d}), expected([&](const auto& day) { return day > d; })},
      {test(Comparison::atLeast, {"2026/11/20"}), expected([&](const auto& day) { return day >= d; })},
      {test(Comparison::between, {d, e}), expected([&](const auto& day) { return day >= d && day <= e; })},
      {test(Comparison::oneOf, {d, "2026-11-22"}),
       expected([&](const auto& day) { return day == d || day == "2026-11-22"; })},
      {test(Comparison::atLeast, {"2026-11-20T00:00:00+08:00"}), expected([&](const auto& day) { return day >= d; })},
      {test(Comparison::atLeast, {"2026-11-19T16:00Z"}), expected([&](const auto& day) { return day >= d; })},
      {test(Comparison::less, {"2026-11-20 00:00"}), expected([&](const auto& day) { return day < d; })},
      {test(Comparison::equal, {"2026-11-20T00:00:00+08:00"}), [&] {
         std::vector<std::int64_t> fids;
         for (const Row& row : rows)
           if (row.cells[0] == store::Value(d) || row.fid == 601) fids.push_back(row.fid);
         return fids;
       }()}};
  for (const bool hasSnapshot : {false, true}) {
    if (hasSnapshot) (void)snapshot::openOrBuild(m_small.city(), times, m_progress);
    for (const auto& [condition, fids] : asked) {
      const std::string sql = sqlOf({condition}, times);
      Ask ask;
      ask.layer = "times";
      ask.where = {condition};
      EXPECT_EQ(answer(m_small.connection(), ask, m_progress).fids, fids) << sql;
      EXPECT_EQ(countAnswer(m_small.connection(), ask, m_progress), std::int64_t(fids.size())) << sql;
      EXPECT_EQ(countInColumns(m_small.connection(), times, sql, {}),
                hasSnapshot ? std::optional(std::int64_t(fids.size())) : std::nullopt)
          << sql;
      EXPECT_FALSE(fids.empty()) << sql;
    }
  }
  for (const Condition& wrong : {test(Comparison::greater, {"yesterday"}), test(Comparison::equal, {"2026-13-01"}),
                                 test(Comparison::between, {d, ""}), test(Comparison::atMost, {"2026-11"})}) {
    try {
      (void)sqlOf({wrong}, times);
      ADD_FAILURE() << "not refused";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::invalidValue);
      EXPECT_NE(error.sentence().find("\"at\""), std::string::npos) << error.sentence();
    }
  }
}

TEST_F(ColumnFilterTest, ValuesThatAFieldCannotHoldAreRefused) {
  const auto sqlFor = [&](const char* field, Comparison comparison, store::Value value) {
    return sqlOf({{FieldTest{field, comparison, {{std::move(value), {}}}}}}, layer());
  };
  for (const char* field : {"n", "x", "day", "fid"}) {
    EXPECT_THROW((void)sqlFor(field, Comparison::greater, std::string("abc")), Error) << field;
    EXPECT_THROW((void)sqlFor(field, Comparison::equal, std::string()), Error) << field;
  }
  EXPECT_EQ(sqlFor("n", Comparison::less, std::string("12")), "((\n\"n\" < 12\n))");
  EXPECT_EQ(sqlFor("n", Comparison::less, std::string("2.5")), "((\n\"n\" < 2.5\n))");
  EXPECT_EQ(sqlFor("kind", Comparison::less, std::string("abc")), "((\n\"kind\" < 'abc'\n))");
  EXPECT_EQ(sqlFor("day", Comparison::equal, std::string("2026-11-20T00:00:00+08:00")),
            "((\n\"day\" = '2026-11-20'\n))");
  EXPECT_EQ(sqlFor("day", Comparison::contains, std::string("2026-11")), "((\ninstr(\"day\", '2026-11') > 0\n))");
  EXPECT_THROW((void)sqlFor("day", Comparison::equal, std::int64_t{2026}), Error);
  // also the value of a parameter that is a day
  const Question question = questionFromJson(
      R"({"citydesk_query":1,"kind":"select","parameters":[{"name":"d","type":"date"}],"layer":"rows",
          "where":{"field":"day","is":"=","value":{"parameter":"d"}}})");
  EXPECT_NE(toJsonText(withValues(question, {{"d", "2026-11-20T00:00:00+08:00"}})).find("\"2026-11-20\""),
            std::string::npos);
}

TEST_F(ColumnFilterTest, LikeIsSqlites) {
  store::Statement like(m_small.connection(), "SELECT ?1 LIKE ?2");
  for (int i = 0; i < 4000; ++i) {
    const store::Value text = cells()[3];
    if (!std::holds_alternative<std::string>(text)) continue;
    const std::string quoted = patternOf();
    const std::string pattern = quoted.substr(1, quoted.size() - 2);
    like.bindAll(std::get<std::string>(text), pattern);
    ASSERT_TRUE(like.step());
    ASSERT_EQ(isLike(std::get<std::string>(text), pattern), like.integer(0) == 1)
        << std::get<std::string>(text) << " LIKE " << pattern;
    like.reset();
  }
}

}  // namespace
}  // namespace gis::query
