// citydesk-cli incident and calendar, driven as a script would.
#include <gtest/gtest.h>

#include "tests/support/cli_run.h"

namespace gis {
namespace {

using testing::CliFolder;
using testing::CliResult;

class IncidentCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    m_city = m.file("c.citydb");
    ASSERT_EQ(m.run({"create", m_city}).status, 0);
  }
  CliResult report(const char* at, std::vector<std::string> more = {}) {
    std::vector<std::string> line = {"incident", "report", m_city, "--category", "06010", "--at", at};
    line.insert(line.end(), more.begin(), more.end());
    return m.json(line);
  }
  CliResult step(const std::string& id, const char* action, const char* role, std::vector<std::string> more = {}) {
    std::vector<std::string> line = {"incident", "advance", m_city, id, action, "--role", role};
    line.insert(line.end(), more.begin(), more.end());
    return m.json(line);
  }
  std::string handled(const char* at) {
    const std::string id = report(at).json.at("id");
    EXPECT_EQ(step(id, "take", "acceptor").status, 0);
    EXPECT_EQ(step(id, "file", "acceptor", {"--condition", "ok"}).status, 0);
    EXPECT_EQ(step(id, "dispatch", "dispatcher", {"--to", "环卫处"}).status, 0);
    const CliResult given = m.json({"incident", "assign", m_city, id, "--to", "李四"});
    EXPECT_EQ(given.status, 0) << given.err;
    EXPECT_EQ(given.json.at("handler"), "李四");
    EXPECT_EQ(given.json.at("state"), "handling");
    return id;
  }
  CliFolder m;
  std::string m_city;
};

TEST_F(IncidentCommand, guardsOfTheTableRefuseAndSayWhy) {
  const auto refusal = [&](const CliResult& result) {
    EXPECT_EQ(result.status, 1) << result.out;
    EXPECT_EQ(result.json.at("error").at("code"), "forbidden_step") << result.out;
    return result.err;
  };
  const std::string id = report("445100,3585100").json.at("id");
  ASSERT_EQ(m.json({"incident", "sheet", m_city, id, "--out", m.file("p.png"), "--dpi", "30"}).status, 0);
  ASSERT_EQ(step(id, "take", "acceptor").status, 0);
  ASSERT_EQ(m.json({"settings", "set", m_city, "on_the_spot=09 0700"}).status, 0);
  EXPECT_NE(refusal(step(id, "self_handle_close", "inspector", {"--photo", m.file("p.png")})).find("only: 09, 0700"),
            std::string::npos);
  ASSERT_EQ(step(id, "file", "acceptor", {"--condition", "ok"}).status, 0);
  ASSERT_EQ(step(id, "dispatch", "dispatcher", {"--to", "环卫处"}).status, 0);
  const auto assign = [&](const char* unit) {
    return m.json({"incident", "assign", m_city, id, "--to", "李四", "--handler-unit", unit});
  };
  EXPECT_NE(refusal(assign("园林处")).find("李四 belongs to 园林处"), std::string::npos);
  EXPECT_EQ(assign("环卫处").json.at("handler"), "李四");

  const std::string shown =
      report("445300,3585300", {"--source", "inspector", "--description", "bags", "--photo", m.file("p.png")})
          .json.at("id");
  ASSERT_EQ(step(shown, "take", "acceptor").status, 0);
  EXPECT_NE(refusal(step(shown, "send_verify", "acceptor")).find("an inspector reported it"), std::string::npos);
}

TEST_F(IncidentCommand, editsLeaveTheLifeCycleToItsSteps) {
  const std::string id = report("445100,3585100").json.at("id");
  const std::string fid = m.json({"sql", m_city, "SELECT fid FROM city_incident"}).json.at("rows").at(0).at(0).dump();
  const auto refused = [&](std::vector<std::string> line) {
    line.insert(line.begin(), {"edit", m_city, "city_incident"});
    const CliResult result = m.json(line);
    EXPECT_EQ(result.status, 1) << line.back();
    EXPECT_EQ(result.json.at("error").at("code"), "forbidden_step") << result.out;
    return result.err;
  };
  EXPECT_NE(refused({fid, "--set", "state=closed"}).find("incident advance"), std::string::npos);
  EXPECT_NE(refused({fid, "--set", "state=closed", "--dry-run"}).find("incident advance"), std::string::npos);
  (void)refused({"--where", "1", "--set", "closed_at=2026-11-23T10:00:00Z"});
  (void)refused({fid, "--set", "state=reported", "--set", "dispatch_count=3", "--dry-run"});
  for (const char* same : {"state=reported", "dispatch_count=0", "rework_count=0"}) {
    const CliResult looked = m.json({"edit", m_city, "city_incident", fid, "--set", same, "--dry-run"});
    EXPECT_EQ(looked.status, 0) << same << ": as it is, nothing is refused; " << looked.err;
  }
  (void)refused({"--where", "1", "--calculate", "state='closed'"});
  (void)refused({"--where", "1", "--calculate", "state='closed'", "--dry-run"});
  (void)refused({"--replace", "state", "--find", "reported", "--with", "closed"});
  (void)refused({fid, "--delete"});
  (void)refused({fid, "--move", "5,5"});
  (void)refused({"--add", "--set", "category=06010", "--set", "state=closed", "--set", "reported_at=2026-11-23"});
  const std::string rows = m.write("cases.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature",
      "properties":{"category":"06010","state":"closed"},"geometry":{"type":"Point","coordinates":[119.4,32.4]}}]})");
  for (const char* how : {"--append", "--replace"}) {
    const CliResult import = m.json({"import", m_city, rows, "--as", "city_incident", how});
    EXPECT_EQ(import.status, 1);
    EXPECT_EQ(import.json.at("error").at("code"), "forbidden_step") << import.out;
    EXPECT_NE(import.err.find("exchange cases import"), std::string::npos) << import.err;
  }
  ASSERT_EQ(m.json({"edit", m_city, "city_incident", fid, "--set", "description=done"}).status, 0);
  const CliResult shown = m.json({"incident", "show", m_city, id});
  EXPECT_EQ(shown.json.at("state"), "reported");
  EXPECT_EQ(shown.json.at("description"), "done");
}

TEST_F(IncidentCommand, duplicatesAreToldAndAttached) {
  const CliResult first = report("445100,3585100");
  ASSERT_EQ(first.status, 0) << first.err;
  EXPECT_TRUE(first.json.at("duplicates").empty());
  const CliResult second = report("445130,3585140");
  ASSERT_EQ(second.json.at("duplicates").size(), 1U);
  EXPECT_EQ(second.json.at("duplicates").at(0).at("id"), first.json.at("id"));
  EXPECT_EQ(second.json.at("duplicates").at(0).at("metres"), 50);
  EXPECT_EQ(second.json.at("duplicates").at(0).at("open"), true);
  const std::string id = first.json.at("id");
  const CliResult attached = report("445101,3585100", {"--duplicate-of", id});
  ASSERT_EQ(attached.status, 0) << attached.err;
  EXPECT_EQ(attached.json.at("state"), "merged");
  EXPECT_EQ(attached.json.at("duplicate_of"), id);
  EXPECT_EQ(m.json({"incident", "show", m_city, id}).json.at("duplicates").at(0), attached.json.at("id"));
  const CliResult far = report("445300,3585100", {"--duplicate-of", id});
  EXPECT_EQ(far.status, 1);
  EXPECT_EQ(far.json.at("error").at("code"), "forbidden_step");
  const CliResult near = m.json({"incident", "duplicates", m_city, id});
  EXPECT_EQ(near.json.at("duplicates").size(), 1U) << "what was attached is no second candidate";
}

TEST_F(IncidentCommand, aRequestGoesToTheShiftLeaderAndTheLeader) {
  const std::string id = handled("445100,3585100");
  const std::string before = m.json({"incident", "show", m_city, id}).json.at("deadline");
  EXPECT_EQ(step(id, "request_extension", "department").status, 1) << "no reason";
  ASSERT_EQ(step(id, "request_extension", "department", {"--reason", "下雨"}).status, 0);
  const CliResult waits = m.json({"incident", "requests", m_city, "--role", "shift_leader"});
  ASSERT_EQ(waits.json.at("requests").size(), 1U) << waits.err;
  EXPECT_EQ(waits.json.at("requests").at(0).at("kind"), "extension");
  EXPECT_EQ(waits.json.at("requests").at(0).at("state"), "requested");
  EXPECT_EQ(m.json({"incident", "list", m_city, "--role", "shift_leader", "--count"}).json.at("count"), 1);
  EXPECT_EQ(step(id, "grant_extension", "leader").status, 1) << "the shift leader comes first";
  ASSERT_EQ(step(id, "approve_extension", "shift_leader").status, 0);
  const CliResult granted = step(id, "grant_extension", "leader");
  ASSERT_EQ(granted.status, 0) << granted.err;
  EXPECT_GT(granted.json.at("deadline").get<std::string>(), before);
  EXPECT_EQ(granted.json.at("extension_count"), 1);
  const CliResult shown = m.json({"incident", "show", m_city, id});
  EXPECT_EQ(shown.json.at("requests").at(0).at("state"), "granted");
  EXPECT_EQ(shown.json.at("clock").at("light"), "green");
  const CliResult entries = m.json({"incident", "history", m_city, id});
  EXPECT_EQ(entries.json.at("entries").back().at("action"), "grant_extension");
  EXPECT_EQ(entries.json.at("entries").back().at("role"), "leader");
  // across programs one undo takes the grant back whole
  ASSERT_EQ(m.json({"undo", m_city}).status, 0);
  EXPECT_EQ(m.json({"incident", "show", m_city, id}).json.at("deadline"), before);
  EXPECT_EQ(m.json({"incident", "requests", m_city, id, "--open"}).json.at("requests").at(0).at("state"), "approved1");
}

TEST_F(IncidentCommand, aSuspensionNeedsADay) {
  const std::string id = handled("445100,3585100");
  EXPECT_EQ(step(id, "suspend", "department", {"--reason", "x"}).status, 1);
  EXPECT_EQ(step(id, "suspend", "department", {"--reason", "x", "--until", "soon"}).status, 2);
  EXPECT_EQ(step(id, "suspend", "department", {"--reason", "x", "--until", "2001-01-01"}).status, 1);
  EXPECT_EQ(m.json({"incident", "resume", m_city}).json.at("resumed"), 0);
}

TEST_F(IncidentCommand, listsAreFilteredByEverythingADeskAsks) {
  const std::string work = handled("445100,3585100");
  const std::string pool = report("445900,3585900", {"--reported-at", "2026-01-05T08:00:00+08:00"}).json.at("id");
  const auto only = [&](std::vector<std::string> options) {
    std::vector<std::string> line = {"incident", "list", m_city};
    line.insert(line.end(), options.begin(), options.end());
    const CliResult result = m.json(line);
    EXPECT_EQ(result.status, 0) << result.err;
    const auto& found = result.json.at("incidents");
    return found.size() == 1 ? found.at(0).at("id").get<std::string>() : std::to_string(found.size());
  };
  EXPECT_EQ(only({"--department", "环卫处"}), work);
  EXPECT_EQ(only({"--handler", "李四"}), work);
  EXPECT_EQ(only({"--role", "acceptor"}), pool);
  EXPECT_EQ(only({"--overdue"}), pool);
  EXPECT_EQ(only({"--to", "2026-01-05"}), pool);
  EXPECT_EQ(only({"--from", "2026-01-06"}), work);
  EXPECT_EQ(only({"--due-to", "2026-01-05"}), pool);
  EXPECT_EQ(only({"--open"}), "2");
  EXPECT_EQ(only({"--open", "--limit", "1", "--offset", "1"}), pool);
  EXPECT_EQ(only({"--order", "oldest", "--limit", "1"}), pool);
  for (const std::vector<std::string>& bad : {std::vector<std::string>{"--role", "mayor"},
                                              {"--state", "gone"},
                                              {"--from", "yesterday"},
                                              {"--order", "beauty"}}) {
    std::vector<std::string> line = {"incident", "list", m_city};
    line.insert(line.end(), bad.begin(), bad.end());
    const CliResult result = m.json(line);
    EXPECT_EQ(result.status, 2) << bad[0];
    EXPECT_EQ(result.json.at("error").at("code"), "usage");
  }
}

TEST_F(IncidentCommand, theCalendarComesAsATableAndMovesDeadlines) {
  const std::string table =
      m.write("days.csv", "日期,类型,名称\n2026-10-01..2026-10-07,放假,国庆节\n2026-10-10,上班,补班\n");
  const CliResult read = m.json({"calendar", "import", m_city, table});
  ASSERT_EQ(read.status, 0) << read.err;
  EXPECT_EQ(read.json.at("holidays_read"), 7);
  EXPECT_EQ(read.json.at("workdays_read"), 1);
  EXPECT_EQ(read.json.at("hours"), "08:00-12:00 14:00-18:00");
  ASSERT_EQ(read.json.at("days").size(), 8U);
  EXPECT_EQ(read.json.at("days").at(7).at("date"), "2026-10-10");
  EXPECT_EQ(read.json.at("days").at(7).at("kind"), "workday");
  ASSERT_EQ(m.json({"calendar", "hours", m_city, "09:00-12:00 13:00-18:00"}).status, 0);
  const std::string out = m.file("out.csv");
  ASSERT_EQ(m.json({"calendar", "export", m_city, out}).status, 0);
  EXPECT_EQ(m.json({"calendar", "export", m_city, out}).json.at("error").at("code"), "exists");
  EXPECT_NE(m.read("out.csv").find("hours,09:00-12:00 13:00-18:00,"), std::string::npos);
  EXPECT_NE(m.read("out.csv").find("2026-10-05,holiday,国庆节"), std::string::npos);
  const std::string other = m.file("d.citydb");
  ASSERT_EQ(m.run({"create", other}).status, 0);
  ASSERT_EQ(m.json({"calendar", "import", other, out}).status, 0);
  EXPECT_EQ(m.json({"calendar", "show", other}).json, m.json({"calendar", "show", m_city}).json);
  const CliResult bad = m.json({"calendar", "import", m_city, m.write("bad.csv", "2026-13-01,holiday\n")});
  EXPECT_EQ(bad.status, 1);
  EXPECT_EQ(bad.json.at("error").at("code"), "invalid_value");
  EXPECT_NE(bad.err.find("line 1"), std::string::npos) << bad.err;
  EXPECT_EQ(m.json({"calendar", "show", m_city}).json.at("days").size(), 8U) << "nothing is half read";
}

}  // namespace
}  // namespace gis
