// A thousand incidents saved by processes that are killed at random moments: what was confirmed is there.
#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <random>
#include <set>

#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/process.h"
#include "gis_core/base/sha256.h"
#include "gis_core/city/incident.h"

namespace gis::city {
namespace {

constexpr int kReports = 1000;
constexpr int kKills = 6;
constexpr std::uint8_t kConfirmed = 1;

/// The smallest bitmap, different for every number.
std::filesystem::path photo(const std::filesystem::path& folder, int number) {
  std::string bytes("BM\x3a\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x01\0\0\0\x01\0\0\0\x01\0\x18\0", 30);
  bytes.resize(58, '\0');
  std::memcpy(bytes.data() + 54, &number, 3);
  const auto file = folder / (std::to_string(number) + ".bmp");
  std::ofstream(file, std::ios::binary) << bytes;
  return file;
}

/// The child: reports until it has made `count` or is killed; every tenth report has a photo.
int reportAndConfirm(const char* file, int first, int count) {
  platform::Channel line(3);
  const auto city = store::CityDatabase::open(platform::pathFromUtf8(file));
  IncidentDesk desk(city);
  for (int i = first; i < first + count; ++i) {
    IncidentDraft draft;
    draft.category = "06010";
    draft.at = geom::MapPoint{445000.0 + i, 3585000};
    draft.description = "number " + std::to_string(i);
    if (i % 10 == 0) draft.photos = {photo(city.file().parent_path(), i)};
    if (!line.send(kConfirmed, desk.report(draft, "child").uid)) return 1;
  }
  return 0;
}

class Durability : public ::testing::Test {
 protected:
  void SetUp() override {
    m_folder = platform::makeScratchFolder("durability");
    m_file = m_folder / "city.citydb";
    (void)store::CityDatabase::create(m_file, crs::Crs::fromEpsg(4549));
  }
  void TearDown() override { std::filesystem::remove_all(m_folder); }

  /// Runs one child; kills it after `killAfter` confirmations and a moment (never when negative).
  void runChild(int count, int killAfter, std::chrono::microseconds moment) {
    auto [mine, theirs] = platform::Channel::makePair();
    const int fd = theirs.fd();
    auto child = platform::ChildProcess::start(
        platform::programPath(),
        {"--report-child", platform::pathToUtf8(m_file), std::to_string(m_confirmed.size()), std::to_string(count)},
        std::span(&fd, 1));
    theirs.close();
    platform::Channel::Message message;
    int seen = 0;
    while (mine.receive(message, std::chrono::seconds(60)) == platform::Channel::Outcome::message) {
      m_confirmed.insert(message.bytes);
      if (++seen == killAfter) {
        // Somewhere inside one of the next saves.
        (void)child.wait(std::chrono::duration_cast<std::chrono::milliseconds>(moment));
        child.kill();
      }
    }
    if (killAfter < 0) {
      const auto end = child.wait(std::chrono::seconds(60));
      ASSERT_TRUE(end && !end->bySignal);
      ASSERT_EQ(end->value, 0);
    }
  }

  std::filesystem::path m_folder, m_file;
  std::set<std::string> m_confirmed;
};

TEST_F(Durability, noConfirmedReportIsLostByAKill) {
  std::mt19937 random(20261123);
  for (int kill = 0; kill < kKills; ++kill) {
    const int wanted = kReports / (kKills + 1);
    runChild(kReports, wanted, std::chrono::microseconds(random() % 12'000));
  }
  runChild(std::max(1, kReports - int(m_confirmed.size())), -1, {});
  EXPECT_GE(m_confirmed.size(), std::size_t(kReports));

  const auto city = store::CityDatabase::open(m_file);
  EXPECT_EQ(city.connection().textValue("PRAGMA integrity_check"), "ok");
  std::set<std::string> kept, numbers;
  for (const Incident& incident : listIncidents(city, {})) {
    kept.insert(incident.uid);
    EXPECT_TRUE(numbers.insert(incident.reportNo).second) << "number given twice: " << incident.reportNo;
    EXPECT_EQ(incidentHistory(city, incident).size(), 1u);
    for (const Attachment& photo : attachmentsOf(city, incident.uid)) {
      EXPECT_EQ(sha256OfFile(city.mediaFolder() / photo.path), photo.sha256);
    }
  }
  for (const std::string& uid : m_confirmed) EXPECT_TRUE(kept.contains(uid)) << uid;
  // A kill may fall between commit and confirmation: then one more is there than was heard of.
  EXPECT_LE(kept.size(), m_confirmed.size() + kKills * 2);
}

}  // namespace
}  // namespace gis::city

int main(int argc, char** argv) {
  if (argc == 5 && std::strcmp(argv[1], "--report-child") == 0) {
    try {
      return gis::city::reportAndConfirm(argv[2], std::atoi(argv[3]), std::atoi(argv[4]));
    } catch (const std::exception&) {
      return 2;
    }
  }
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
