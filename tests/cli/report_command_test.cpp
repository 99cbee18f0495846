// citydesk-cli report, driven as a script would.
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/support/cli_run.h"

namespace gis {
namespace {

using testing::CliFolder;
using testing::CliResult;

TEST(ReportCommand, countsWhatWasReportedInTheMonth) {
  CliFolder m;
  const std::string city = m.file("c.citydb");
  ASSERT_EQ(m.run({"create", city}).status, 0);
  for (const char* time : {"2026-05-31T23:59:00+08:00", "2026-06-01T00:00:00+08:00", "2026-06-30T23:59:00+08:00"}) {
    const CliResult logged =
        m.json({"incident", "report", city, "--category", "06010", "--at", "445100,3585100", "--reported-at", time});
    ASSERT_EQ(logged.status, 0) << logged.err;
  }
  const CliResult june = m.json({"report", city, "--month", "2026-06", "--by", "category"});
  ASSERT_EQ(june.status, 0) << june.err;
  EXPECT_EQ(june.json.at("from"), "2026-06-01T00:00:00+08:00");
  EXPECT_EQ(june.json.at("to"), "2026-07-01T00:00:00+08:00");
  EXPECT_EQ(june.json.at("definitions").at("should_close"), "deadline");
  ASSERT_EQ(june.json.at("groups").size(), 1U);
  EXPECT_EQ(june.json.at("groups").at(0).at("code"), "06010");
  EXPECT_EQ(june.json.at("groups").at(0).at("counts").at("reported"), 2);
  EXPECT_EQ(june.json.at("total").at("figures").at("report_total"), 2);
  EXPECT_TRUE(june.json.at("total").at("figures").at("closing_rate").is_null()) << "nothing was due";
  const CliResult days = m.json({"report", city, "--from", "2026-05-31", "--to", "2026-05-31"});
  EXPECT_EQ(days.json.at("total").at("counts").at("reported"), 1) << days.out;
}

TEST(ReportCommand, writesASpreadsheetOnce) {
  CliFolder m;
  const std::string city = m.file("c.citydb"), book = m.file("june.xlsx");
  ASSERT_EQ(m.run({"create", city}).status, 0);
  ASSERT_EQ(m.json({"report", city, "--month", "2026-06", "--xlsx", book}).status, 0);
  EXPECT_GT(std::filesystem::file_size(book), 1000U);
  const CliResult again = m.json({"report", city, "--month", "2026-06", "--xlsx", book});
  EXPECT_EQ(again.status, 1);
  EXPECT_EQ(again.json.at("error").at("code"), "exists");
}

TEST(ReportCommand, badQuestionsAreUsageErrors) {
  CliFolder m;
  const std::string city = m.file("c.citydb");
  ASSERT_EQ(m.run({"create", city}).status, 0);
  const std::vector<std::vector<std::string>> bad{{"report", city},
                                                  {"report", city, "--month", "2026-06", "--from", "2026-06-01"},
                                                  {"report", city, "--month", "2026-06", "--by", "weather"},
                                                  {"report", city, "--month", "2026-06", "--should-close", "never"},
                                                  {"report", city, "--from", "2026-06-02", "--to", "2026-06-01"}};
  for (const auto& arguments : bad) {
    const CliResult result = m.json(arguments);
    EXPECT_EQ(result.status, 2) << result.out;
    EXPECT_EQ(result.json.at("error").at("code"), "usage") << result.out;
  }
}

TEST(ReportCommand, writesTheBulletinInBothLanguages) {
  CliFolder m;
  const std::string city = m.file("c.citydb");
  ASSERT_EQ(m.run({"create", city}).status, 0);
  for (const char* time : {"2026-05-20T09:00:00+08:00", "2026-06-01T09:00:00+08:00", "2026-06-02T09:00:00+08:00"})
    ASSERT_EQ(
        m.json({"incident", "report", city, "--category", "06010", "--at", "445100,3585100", "--reported-at", time})
            .status,
        0);
  for (const std::string language : {"zh_CN", "en"}) {
    const std::string pdf = m.file(language + ".pdf"), book = m.file(language + ".xlsx");
    const CliResult made =
        m.json({"report", city, "--month", "2026-06", "--bulletin", pdf, "--bulletin", book, "--lang", language});
    ASSERT_EQ(made.status, 0) << made.err;
    EXPECT_EQ(made.json.at("bulletins").size(), 2U);
    EXPECT_EQ(m.read(language + ".pdf").substr(0, 5), "%PDF-");
    EXPECT_GT(std::filesystem::file_size(book), 3000U);
    EXPECT_TRUE(made.err.empty()) << made.err;
  }
  EXPECT_EQ(m.json({"report", city, "--month", "2026-06", "--bulletin", m.file("en.pdf")}).json.at("error").at("code"),
            "exists");
  const CliResult nowhere = m.json({"report", city, "--month", "2026-06", "--within", "999999"});
  EXPECT_EQ(nowhere.status, 1);
  EXPECT_EQ(nowhere.json.at("error").at("code"), "not_found") << "no division has this code";
  EXPECT_TRUE(m.json({"report", city, "--month", "2026-06"}).json.at("within").is_null());
  EXPECT_EQ(m.json({"report", city, "--month", "2026-06", "--bulletin", m.file("x.doc")}).json.at("error").at("code"),
            "unsupported");
}

TEST(ReportCommand, listsTheCasesBehindANumberAndRemembersDefinitions) {
  CliFolder m;
  const std::string city = m.file("c.citydb");
  ASSERT_EQ(m.run({"create", city}).status, 0);
  for (const char* category : {"06010", "06012"})
    ASSERT_EQ(m.json({"incident", "report", city, "--category", category, "--at", "445100,3585100", "--reported-at",
                      "2026-06-01T09:00:00+08:00"})
                  .status,
              0);
  const CliResult both = m.json({"report", city, "--month", "2026-06", "--behind", "reported"});
  EXPECT_EQ(both.json.at("count"), 2) << both.err;
  const CliResult one = m.json(
      {"report", city, "--month", "2026-06", "--by", "category", "--group", "06012", "--behind", "unclosed_rate"});
  ASSERT_EQ(one.json.at("count"), 1) << one.err;
  EXPECT_EQ(one.json.at("incidents").at(0).at("category"), "06012");
  EXPECT_EQ(m.json({"report", city, "--month", "2026-06", "--behind", "weather"}).status, 2);
  const CliResult told =
      m.json({"report", city, "--month", "2026-06", "--missed", "filed", "--desk-limits", "30,20,10,60", "--remember"});
  EXPECT_EQ(told.json.at("definitions").at("missed"), "filed") << told.err;
  const CliResult kept = m.json({"report", city, "--month", "2026-06"});
  EXPECT_EQ(kept.json.at("definitions").at("missed"), "filed");
  EXPECT_EQ(kept.json.at("definitions").at("task_minutes"), 60);
  EXPECT_EQ(m.json({"report", city, "--month", "2026-06", "--desk-limits", "1,2"}).status, 2);
  EXPECT_EQ(kept.json.at("not_computed_reasons").contains("coverage_rate"), true);
}

}  // namespace
}  // namespace gis
