#include "gis_core/store/sql_text.h"

#include <gtest/gtest.h>

#include <vector>

namespace gis::store {
namespace {

constexpr std::size_t kOpen = std::string_view::npos;

TEST(SqlText, EndsWhereSqliteEndsIt) {
  struct Case {
    std::string_view sql;
    std::size_t end;
  };
  const std::vector<Case> cases{
      {"'a' b", 3},    {"'it''s' b", 7}, {"'' b", 2},        {"''''", 4},     {"'open", kOpen}, {"'open''", kOpen},
      {"\"a\".b", 3},  {"`a``b`c", 6},   {"[a]]b", 3},       {"[a", kOpen},   {"-- a\nb", 5},   {"-- to the end", 13},
      {"/* a */b", 7}, {"/*/ */b", 6},   {"/* open", kOpen}, {"'-- a' b", 6},
  };
  for (const Case& one : cases) {
    EXPECT_TRUE(beginsQuoted(one.sql, 0)) << one.sql;
    EXPECT_EQ(endOfQuoted(one.sql, 0), one.end) << one.sql;
  }
  for (const std::string_view code : {"a", "- 1", "/ 2", "]", "(", "名"}) EXPECT_FALSE(beginsQuoted(code, 0)) << code;
}

TEST(SqlText, NamesComeOutOfTheirMarks) {
  EXPECT_EQ(unquotedName("\"a\"\"b\""), "a\"b");
  EXPECT_EQ(unquotedName("[a\"b]"), "a\"b");
  EXPECT_EQ(unquotedName("`名``称`"), "名`称");
  EXPECT_EQ(unquotedName("\"half"), "half");
  EXPECT_EQ(unquotedName("\""), "");
}

TEST(SqlText, AWordIsOfLettersDigitsAndWhatIsNotAscii) {
  for (const char c : std::string_view("aZ09_$名")) EXPECT_TRUE(isWordByte(c)) << c;
  for (const char c : std::string_view(" .,()'\"[]`-+:?@\n")) EXPECT_FALSE(isWordByte(c)) << c;
}

}  // namespace
}  // namespace gis::store
