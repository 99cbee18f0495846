#include "gis_core/io/table_columns.h"

#include <gtest/gtest.h>

#include "gis_core/io/csv_parser.h"

namespace gis::io {
namespace {

using store::FieldType;

FieldType typeOf(std::string_view name, const std::vector<std::string>& cells) {
  ColumnTypeGuess guess;
  for (const std::string& cell : cells) guess.see(cell);
  return guess.type(name);
}

TEST(ColumnTypeGuess, CodesStayText) {
  EXPECT_EQ(typeOf("n", {"1", "25", "-3"}), FieldType::integer);
  EXPECT_EQ(typeOf("n", {"007", "025"}), FieldType::text);
  EXPECT_EQ(typeOf("n", {"3210021001150010001"}), FieldType::text);
  EXPECT_EQ(typeOf("n", {"123456789012345"}), FieldType::integer);
  EXPECT_EQ(typeOf("n", {"1234567890123456"}), FieldType::text);
  EXPECT_EQ(typeOf("区划代码", {"321002", "321003"}), FieldType::text);
  EXPECT_EQ(typeOf("人口", {"321002", "321003"}), FieldType::integer);
  EXPECT_EQ(typeOf("n", {"1.5", "2"}), FieldType::real);
  EXPECT_EQ(typeOf("n", {"2026-11-23", ""}), FieldType::date);
  EXPECT_EQ(typeOf("n", {"2026-11-23 09:30:00+08:00"}), FieldType::datetime);
  EXPECT_EQ(typeOf("n", {"", ""}), FieldType::text);
}

TEST(CoordinateColumns, NorthFirstIsToldByTheNumbers) {
  // Chinese surveyors write X for north
  const auto swapped = findCoordinateColumns({"名称", "X", "Y"}, {{"a", "3585617.2", "444751.3"}});
  ASSERT_TRUE(swapped);
  EXPECT_EQ(swapped->x, 2);
  EXPECT_EQ(swapped->y, 1);
  EXPECT_FALSE(swapped->notes.empty());
  const auto plain = findCoordinateColumns({"x", "y"}, {{"444751.3", "3585617.2"}});
  ASSERT_TRUE(plain);
  EXPECT_EQ(plain->x, 0);
  EXPECT_TRUE(plain->notes.empty());
  const auto zone = findCoordinateColumns({"x", "y"}, {{"3585617.2", "40444751.3"}});
  ASSERT_TRUE(zone);
  EXPECT_EQ(zone->x, 1);
}

TEST(CoordinateColumns, DegreesAndWktAreFound) {
  const auto degrees = findCoordinateColumns({"纬度", "经度"}, {{"32.39", "119.41"}});
  ASSERT_TRUE(degrees);
  EXPECT_EQ(degrees->x, 1);
  EXPECT_TRUE(degrees->degrees);
  const auto wkt = findCoordinateColumns({"id", "WKT"}, {{"1", "POINT (1 2)"}});
  ASSERT_TRUE(wkt);
  EXPECT_EQ(wkt->wkt, 1);
  EXPECT_FALSE(findCoordinateColumns({"id", "name"}, {{"1", "a"}}));
  EXPECT_FALSE(findCoordinateColumns({"x", "y"}, {{"left", "right"}}));
}

TEST(CoordinateColumns, ASlipInOneRowLeavesThemDegrees) {
  std::vector<std::vector<std::string>> rows(40, {"119.41", "32.39"});
  rows[7] = {"11941", "32.39"};
  const auto degrees = findCoordinateColumns({"lon", "lat"}, rows);
  ASSERT_TRUE(degrees);
  EXPECT_TRUE(degrees->degrees);
  rows.assign(40, {"452011.5", "3585100.2"});
  const auto plane = findCoordinateColumns({"lon", "lat"}, rows);
  ASSERT_TRUE(plane);
  EXPECT_FALSE(plane->degrees);
}

TEST(CsvParser, ReadsQuotesLineEndsAndUnevenRows) {
  const std::string text = "a,b\r\n\"x, \"\"y\"\"\",2\n\n3\nlast,\"\"";
  std::size_t at = 0;
  CsvParser parser(
      [&](char* buffer, std::size_t size) {
        const std::size_t n = std::min<std::size_t>({size, text.size() - at, 3});
        text.copy(buffer, n, at);
        at += n;
        return n;
      },
      ",", false);
  std::vector<CsvCell> row;
  ASSERT_TRUE(parser.next(row));
  EXPECT_EQ(row[1].text, "b");
  ASSERT_TRUE(parser.next(row));
  EXPECT_EQ(row[0].text, "x, \"y\"");
  ASSERT_TRUE(parser.next(row));
  EXPECT_EQ(row.size(), 1U);
  ASSERT_TRUE(parser.next(row));
  EXPECT_TRUE(row[1].wasQuoted);
  EXPECT_FALSE(parser.next(row));
}

TEST(CsvParser, SeparatorIsGuessed) {
  EXPECT_EQ(guessSeparator("a;b;c\n1,5;2;3\n"), ";");
  EXPECT_EQ(guessSeparator("a\tb\n1\t2\n"), "\t");
  EXPECT_EQ(guessSeparator("a|b\n1|2\n"), "|");
  EXPECT_EQ(guessSeparator("a,b\n\"1;2;3\",2\n"), ",");
}

TEST(CsvParser, KeepsBlanksOfBareCells) {
  const std::string text = " a ,b c, \"q\"\n";
  std::size_t at = 0;
  CsvParser parser(
      [&](char* buffer, std::size_t size) {
        const std::size_t n = std::min(size, text.size() - at);
        std::copy_n(text.data() + at, n, buffer);
        at += n;
        return n;
      },
      ",", false);
  std::vector<CsvCell> row;
  ASSERT_TRUE(parser.next(row));
  ASSERT_EQ(row.size(), 3U);
  EXPECT_EQ(row[0].text, " a ");
  EXPECT_EQ(row[1].text, "b c");
  EXPECT_EQ(row[2].text, "q");
  EXPECT_TRUE(row[2].wasQuoted);
}

TEST(ColumnTypeGuess, DaysThatDoNotExistAreText) {
  ColumnTypeGuess good, bad;
  good.see("2024-02-29");
  bad.see("2024-02-29");
  bad.see("2024-02-30");
  EXPECT_EQ(good.type("d"), store::FieldType::date);
  EXPECT_EQ(bad.type("d"), store::FieldType::text);
}

TEST(CsvParser, SeparatorsOfSeveralBytes) {
  for (const std::string separator : {"||", "；", "\xA3\xBB", "\x01"}) {
    const std::string text = "code" + separator + "name" + separator + "n\n01" + separator + "\"a" + separator + "b\"" +
                             separator + "1\n02" + separator + separator + "2\n";
    EXPECT_EQ(guessSeparator(text), separator);
    std::size_t at = 0;
    CsvParser parser(
        [&](char* buffer, std::size_t) {  // a byte at a time
          if (at == text.size()) return std::size_t{0};
          buffer[0] = text[at++];
          return std::size_t{1};
        },
        separator, separator == "\xA3\xBB");
    std::vector<std::vector<std::string>> rows;
    for (std::vector<CsvCell> row; parser.next(row);) {
      rows.emplace_back();
      for (const CsvCell& cell : row) rows.back().push_back(cell.text);
    }
    const std::vector<std::vector<std::string>> expected{
        {"code", "name", "n"}, {"01", "a" + separator + "b", "1"}, {"02", "", "2"}};
    EXPECT_EQ(rows, expected) << separator;
  }
}

TEST(GuessSeparator, UsualOnesFirstThenWhatEveryLineAgreesOn) {
  EXPECT_EQ(guessSeparator("a,b;c\n1,2;3\n"), ",");
  EXPECT_EQ(guessSeparator("a;b\n1,5;2,5\n2,5;3\n"), ";");
  EXPECT_EQ(guessSeparator("a\tb\n1\t2\n"), "\t");
  EXPECT_EQ(guessSeparator("编号^名称^x\n1^a^2\n2^b^3\n"), "^");
  EXPECT_EQ(guessSeparator("a~b\n1~2\n"), "~");
  EXPECT_EQ(guessSeparator("a\x1F"
                           "b\n1\x1F"
                           "2\n"),
            "\x1F");
  EXPECT_EQ(guessSeparator("J1 3585617.2 444751.3\nJ2 3585717.2 444751.3\n"), " ");
  EXPECT_EQ(guessSeparator("name\nHan River\nThe Slender West Lake\n"), ",");
  EXPECT_EQ(guessSeparator("楼号\n1#楼\n2#楼\n"), ",");
}

}  // namespace
}  // namespace gis::io
