#include "gis_core/store/read_only_sql.h"

#include <gmock/gmock.h>

#include <thread>

#include "gis_core/base/error.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;

class ReadOnlySqlTest : public ScratchCity {
 protected:
  std::vector<std::vector<Value>> run(const std::string& sql, milliseconds limit = milliseconds(30000),
                                      const CancelToken& token = {}) {
    std::vector<std::vector<Value>> rows;
    runReadOnly(
        m_file, sql, limit, token, [&](const std::vector<std::string>& names) { m_columns = names; },
        [&](const std::vector<Value>& row) {
          rows.push_back(row);
          return true;
        });
    return rows;
  }
  std::int64_t number(const std::string& sql) { return std::get<std::int64_t>(run(sql).at(0).at(0)); }
  ErrorCode codeOf(const std::string& sql, milliseconds limit = milliseconds(30000), const CancelToken& token = {}) {
    try {
      (void)run(sql, limit, token);
    } catch (const Error& error) {
      m_sentence = error.sentence();
      return error.code();
    }
    return ErrorCode::internal;
  }
  std::vector<std::string> m_columns;
  std::string m_sentence;
};

TEST_F(ReadOnlySqlTest, SpatialIndexAndKnnAnswerWithTheRightCounts) {
  loadSquares("parcels", 1000);
  loadSquares("other", 10);
  EXPECT_EQ(number("SELECT count(*) FROM parcels WHERE fid IN (SELECT rowid FROM SpatialIndex WHERE"
                   " f_table_name = 'parcels' AND search_frame = BuildMbr(445000, 3585000, 445055, 3585035, 4549))"),
            6);
  EXPECT_EQ(number("SELECT count(*) FROM knn WHERE f_table_name = 'parcels'"
                   " AND ref_geometry = MakePoint(445005, 3585005, 4549) AND max_items = 5"),
            5);
  EXPECT_EQ(number("SELECT fid FROM knn WHERE f_table_name = 'parcels'"
                   " AND ref_geometry = MakePoint(445025, 3585005, 4549) AND max_items = 1"),
            2);
  EXPECT_EQ(number("SELECT count(*) FROM idx_parcels_geometry WHERE xmin < 445025"), 20);
}

TEST_F(ReadOnlySqlTest, RowsComeWithNamesAndTypes) {
  const auto rows =
      run("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3)"
          " SELECT i AS \"数\", 1.5, 'a', NULL, x'00ff' FROM n; -- the end");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(m_columns[0], "数");
  EXPECT_EQ(std::get<std::int64_t>(rows[2][0]), 3);
  EXPECT_EQ(std::get<double>(rows[0][1]), 1.5);
  EXPECT_TRUE(std::holds_alternative<std::monostate>(rows[0][3]));
  EXPECT_EQ(std::get<geom::Bytes>(rows[0][4]), (geom::Bytes{0, 255}));
  EXPECT_EQ(run("PRAGMA table_info(city_incident)").size(),
            static_cast<std::size_t>(number("SELECT count(*) FROM pragma_table_info('city_incident')")));
}

TEST_F(ReadOnlySqlTest, WhatIsNotReadingIsRefused) {
  loadSquares("parcels", 3);
  for (const char* sql : {"DELETE FROM parcels",
                          "ATTACH 'x.db' AS x",
                          "PRAGMA journal_mode=DELETE",
                          "PRAGMA user_version=7",
                          "SELECT load_extension('x')",
                          "SELECT 1; SELECT 2",
                          "",
                          "  -- nothing",
                          "CREATE TEMP TABLE t(a)",
                          "BEGIN",
                          "VACUUM INTO '/tmp/x'",
                          "SELECT EnableGpkgMode()",
                          "SELECT SetDecimalPrecision(3)",
                          "SELECT ?1",
                          "SELEC 1",
                          "SELECT DropTable(NULL, 'parcels')",
                          "SELECT PROJ_SetDatabasePath('x')",
                          "SELECT fts3_tokenizer('a')",
                          "SELECT \"arae\" FROM parcels",
                          "SELECT BlobToFile(x'00', '/tmp/x')",
                          "PRAGMA query_only=OFF",
                          "WITH a AS (SELECT 1) INSERT INTO parcels(code) SELECT * FROM a"})
    EXPECT_EQ(codeOf(sql), ErrorCode::sql) << sql;
  EXPECT_EQ(number("SELECT count(*) FROM parcels"), 3);
  EXPECT_EQ(c().intValue("PRAGMA user_version"), kSchemaVersion);
}

TEST_F(ReadOnlySqlTest, TimeLimitAndCancelEndAStatement) {
  const char* endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
  EXPECT_EQ(codeOf(endless, milliseconds(50)), ErrorCode::cancelled);
  EXPECT_THAT(m_sentence, HasSubstr("longer than 0.05 s"));
  const CancelToken token;
  std::thread other([&] {
    std::this_thread::sleep_for(milliseconds(30));
    token.cancel();
  });
  EXPECT_EQ(codeOf(endless, milliseconds(30000), token), ErrorCode::cancelled);
  other.join();
}

TEST(TypedConditions, ThoseThatReachNoFunctionAreKnown) {
  for (const char* plain :
       {"", "class = '0310'", "a IN (1, 2) AND (b > 3 OR NOT (c BETWEEN 1 AND 2))", "\"面积 (m2)\" >= 10.5",
        "name LIKE '井盖(%' AND t = 'it''s (so)'", "x IS NOT NULL", "[a (b)] = 1", "CASE WHEN a THEN (1) ELSE (0) END",
        "a =(1)", "-(a + b)*(c) < 4", "地类 = '0701' or(kind <> 'x')"})
    EXPECT_FALSE(mayCallFunctions(plain)) << plain;
  for (const char* calling :
       {"abs(a) > 1", "ABS (a) > 1", "ST_Area(geometry) > 5", "a = 1 AND \"abs\"(b) = 1", "[abs] (b)", "`abs`(b)",
        "a IN (SELECT 1)", "a IN(VALUES (1))", "EXISTS (SELECT 1)", "a /* c */ = 1", "abs--\n(1)", "a = 'open",
        "CAST(a AS TEXT) = ''", "name MATCH 'x'", "a = 1 AND\nlength\n(b)", "函数(a)", "a in pragma_table_info('t')"})
    EXPECT_TRUE(mayCallFunctions(calling)) << calling;
}

}  // namespace
}  // namespace gis::store
