// Processes that split and merge parcels: killed at random moments they leave the city before or after, never between;
// two at once never mix in one transaction. CITYDESK_KILLS and CITYDESK_EDITS make long runs of it.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <random>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/process.h"
#include "gis_core/city/parcel_codes.h"
#include "gis_core/city/parcel_edit.h"
#include "gis_core/city/parcel_lineage.h"
#include "gis_core/geometry/coverage_check.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/coverage_rule.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"

namespace gis::city {
namespace {

constexpr std::uint8_t kSplitConfirmed = 1;
constexpr std::uint8_t kTrouble = 2;

/// A number from the environment for long runs.
int timesOf(const char* variable, int usual) {
  const char* more = std::getenv(variable);
  return more == nullptr ? usual : std::atoi(more);
}

std::vector<std::int64_t> fidsOf(const store::CityDatabase& city) {
  std::vector<std::int64_t> fids;
  store::FeatureRequest request;
  request.allFields = false;
  request.geometry = false;
  store::readFeatures(city.connection(), store::layerByName(city.connection(), "parcels"), request,
                      [&](store::Feature& feature) {
                        fids.push_back(feature.fid);
                        return true;
                      });
  return fids;
}

/// The child: splits and merges until it is killed, and tells each transaction when it is durable.
int splitAndConfirm(const char* file, unsigned seed) {
  platform::Channel line(3);
  const auto city = store::CityDatabase::open(platform::pathFromUtf8(file));
  std::mt19937 random(seed);
  for (;;) {
    const std::vector<std::int64_t> fids = fidsOf(city);
    const std::int64_t fid = fids[random() % fids.size()];
    try {
      ParcelSplit how;
      how.parts = 2;
      const ParcelChange split = splitParcel(city, fid, how, {});
      if (!line.send(kSplitConfirmed, split.tx)) return 1;
      const ParcelChange merged = mergeParcels(city, {split.after[0].fid, split.after[1].fid}, {});
      if (!line.send(kSplitConfirmed, merged.tx)) return 1;
    } catch (const std::exception&) {
      return 2;
    }
  }
}

/// A second kind of child: `edits` changes by one actor beside another process's, each told when it is durable.
int editBeside(const char* file, const char* actor, int edits) {
  platform::Channel line(3);
  const auto city = store::CityDatabase::open(platform::pathFromUtf8(file));
  std::mt19937 random{std::random_device::result_type(std::hash<std::string>{}(actor))};
  for (int done = 0; done < edits;) {
    const std::vector<std::int64_t> fids = fidsOf(city);
    const std::int64_t fid = fids[random() % fids.size()];
    ParcelDeed deed;
    deed.actor = actor;
    try {
      std::string tx;
      if (random() % 3 == 0) {
        // many rows of one edit: they must stand together in the journal
        store::EditCommand command;
        command.actor = actor;
        for (const std::int64_t one : fids) {
          if (random() % 2 == 0) continue;
          const store::Value note = std::string(actor) + std::to_string(random());
          command.rows.push_back({.table = "parcels", .fid = one, .values = {{"BZ", note}}});
        }
        if (command.rows.empty()) continue;
        tx = store::apply(city, command).tx;
      } else if (random() % 2 == 0) {
        ParcelSplit how;
        how.parts = 2;
        const ParcelChange split = splitParcel(city, fid, how, deed);
        tx = split.tx;
        if (!line.send(kSplitConfirmed, tx)) return 1;
        tx = mergeParcels(city, {split.after[0].fid, split.after[1].fid}, deed).tx;
      } else {
        tx = store::undo(city, actor).tx;
      }
      ++done;
      if (!line.send(kSplitConfirmed, tx)) return 1;
    } catch (const Error& error) {
      // the other one was faster at this parcel, or changed what undo would take back
      const bool isExpected = error.code() == ErrorCode::notFound || error.code() == ErrorCode::forbiddenStep ||
                              error.code() == ErrorCode::invalidValue;
      if (!isExpected) {
        (void)line.send(kTrouble, error.sentence());
        return 2;
      }
    }
  }
  return 0;
}

store::LayerDraft parcelDraft(const crs::Crs& crs, store::LayerDraft::IfTaken ifTaken) {
  store::LayerDraft draft;
  draft.name = "parcels";
  draft.fields = {{"ZDDM"}, {"BZ"}};
  draft.crs = crs;
  draft.ifTaken = ifTaken;
  return draft;
}

std::string codeOf(int n) {
  const std::string digits = std::to_string(n);
  return "321002001001GB" + std::string(5 - digits.size(), '0') + digits;
}

/// In place of all parcels: those with these numbers.
void replaceParcels(const store::CityDatabase& city, int first, int last) {
  const store::LayerDraft draft = parcelDraft(city.crs(), store::LayerDraft::IfTaken::replace);
  store::BulkLoad load(city, draft);
  auto batch = store::FeatureBatch::withFields(draft.fields);
  for (int i = first; i <= last; ++i) {
    const double x = 445000 + 30 * (i % 200);
    const double y = 3585000 + 30 * (i / 200);
    const store::Value cells[] = {codeOf(i), {}};
    batch.addRow(-1, cells, geom::boxWkb({x, y, x + 30, y + 30}));
  }
  load.append(store::encode(std::move(batch), load.srid()));
  Progress progress;
  (void)load.finish(progress);
}

class ParcelDurability : public ::testing::Test {
 protected:
  void SetUp() override {
    m_folder = platform::makeScratchFolder("parcel-durability");
    m_file = m_folder / "city.citydb";
    const auto city = store::CityDatabase::create(m_file, crs::Crs::fromEpsg(4549));
    const store::LayerDraft draft = parcelDraft(city.crs(), store::LayerDraft::IfTaken::refuse);
    store::BulkLoad load(city, draft);
    auto batch = store::FeatureBatch::withFields(draft.fields);
    for (int i = 0; i < 100; ++i) {
      const double x = 445000 + 30 * (i % 10);
      const double y = 3585000 + 30 * (i / 10);
      const store::Value cells[] = {"321002001001GB00" + std::to_string(101 + i), {}};
      batch.addRow(-1, cells, geom::boxWkb({x, y, x + 30, y + 30}));
    }
    load.append(store::encode(std::move(batch), load.srid()));
    Progress progress;
    (void)load.finish(progress);
    store::bindRole(city.connection(), "parcel", "parcels", "ZDDM", "");
    store::setCoverage(city.connection(), "parcels", store::CoverageRule{});
  }
  void TearDown() override { std::filesystem::remove_all(m_folder); }

  void runAndKill(unsigned seed, int killAfter, std::chrono::milliseconds moment) {
    auto [mine, theirs] = platform::Channel::makePair();
    const int fd = theirs.fd();
    auto child = platform::ChildProcess::start(platform::programPath(),
                                               {"--split-child", platform::pathToUtf8(m_file), std::to_string(seed)},
                                               std::span(&fd, 1));
    theirs.close();
    platform::Channel::Message message;
    int seen = 0;
    while (mine.receive(message, std::chrono::seconds(60)) == platform::Channel::Outcome::message) {
      m_confirmed.push_back(std::string(message.bytes));
      if (++seen == killAfter) {
        (void)child.wait(moment);
        child.kill();
      }
    }
    ASSERT_GE(seen, killAfter);
  }

  /// The coverage is sound, its area what it was, and every transaction of parcels is there as a whole.
  static void expectWhole(const store::CityDatabase& city, const std::string& when) {
    const store::Connection& c = city.connection();
    geom::CoverageShapes shapes;
    double area = 0;
    store::readFeatures(c, store::layerByName(c, "parcels"), {}, [&](store::Feature& feature) {
      shapes.add(feature.fid, feature.wkb);
      area += geom::area(feature.wkb);
      return true;
    });
    EXPECT_TRUE(geom::checkCoverage(shapes, geom::searchByScan(shapes), {}, {}).isSound()) << when;
    EXPECT_NEAR(area, 100 * 900, 1e-4) << when;
    EXPECT_TRUE(lineageFaults(city).empty()) << when;
    // deed, lineage, past and journal tell the same
    for (const char* table : {"city_lineage", "city_parcel_past"}) {
      EXPECT_EQ(c.intValue("SELECT count(DISTINCT tx) FROM city_parcel_deed WHERE tx NOT IN (SELECT tx FROM " +
                           std::string(table) + ")"),
                0)
          << when;
    }
    EXPECT_EQ(c.intValue("SELECT count(*) FROM city_parcel_deed WHERE tx NOT IN (SELECT tx FROM city_history)"), 0);
    EXPECT_EQ(c.textValue("PRAGMA integrity_check"), "ok") << when;
  }

  std::filesystem::path m_folder, m_file;
  std::vector<std::string> m_confirmed;
};

TEST_F(ParcelDurability, aKillDuringASplitLeavesBeforeOrAfter) {
  std::mt19937 random(20261126);
  const int kills = timesOf("CITYDESK_KILLS", 12);
  for (int kill = 0; kill < kills; ++kill) {
    ASSERT_NO_FATAL_FAILURE(
        runAndKill(unsigned(random()), 3 + int(random() % 6), std::chrono::milliseconds(random() % 9)));
    const auto city = store::CityDatabase::open(m_file);
    expectWhole(city, "kill " + std::to_string(kill));
    store::Statement known(city.connection(), "SELECT 1 FROM city_parcel_deed WHERE tx = ?1");
    for (const std::string& tx : m_confirmed) {
      EXPECT_TRUE(known.bind(1, tx).step()) << "a confirmed change is lost";
      known.reset();
    }
  }
}

/// A load takes the place of thousands of parcels and dies when it has kept a part of them: every code stays retired,
/// before the next opening for writing as after it, which keeps the rest.
TEST_F(ParcelDurability, aKillWhileCodesVanishLeavesNoneFree) {
  constexpr int kParcels = 12000;
  {
    const auto city = store::CityDatabase::open(m_file);
    store::setCoverage(city.connection(), "parcels", std::nullopt);
    replaceParcels(city, 1, kParcels);
  }
  const auto pastRows = [](const store::CityDatabase& city) {
    return city.connection().intValue("SELECT count(DISTINCT code) FROM city_parcel_past");
  };
  const std::int64_t before = pastRows(store::CityDatabase::open(m_file, store::OpenMode::readOnly));
  auto child =
      platform::ChildProcess::start(platform::programPath(), {"--replace-child", platform::pathToUtf8(m_file)}, {});
  {
    const auto watch = store::CityDatabase::open(m_file, store::OpenMode::readOnly);
    while (pastRows(watch) == before && !child.wait(std::chrono::milliseconds(1))) {
    }
    child.kill();
    ASSERT_GT(pastRows(watch), before);
    ASSERT_LT(pastRows(watch), before + kParcels - 1) << "it was killed too late";
    ParcelCodeGiver giver(watch, store::layerByName(watch.connection(), "parcels"));
    for (const int n : {2, 5000, kParcels}) EXPECT_TRUE(giver.isTaken(codeOf(n))) << n;
    EXPECT_GT(giver.next(codeOf(1)), codeOf(kParcels));
  }
  const auto city = store::CityDatabase::open(m_file);
  EXPECT_EQ(pastRows(city), before + kParcels - 1);
  EXPECT_EQ(city.connection().intValue("SELECT count(*) FROM city_stage"), 0);
  EXPECT_EQ(city.connection().intValue("SELECT count(*) FROM sqlite_schema WHERE name GLOB 'city_stage_*'"), 0);
  EXPECT_TRUE(lineageFaults(city).empty());
  store::EditCommand again;
  again.rows.push_back(
      {.kind = store::RowEdit::Kind::insert, .table = "parcels", .values = {{"ZDDM", codeOf(kParcels)}}});
  EXPECT_THROW((void)store::apply(city, again), Error);
  store::undo(city, "clerk");  // all of it is one step
  EXPECT_EQ(pastRows(city), before);
}

/// "north" and "south" edit side by side; their confirmed transactions, and who made them.
std::map<std::string, std::string> editSideBySide(const std::filesystem::path& file, int edits) {
  const std::string actors[] = {"north", "south"};
  std::vector<platform::Channel> lines;
  std::vector<platform::ChildProcess> children;
  for (const std::string& actor : actors) {
    auto [mine, theirs] = platform::Channel::makePair();
    const int fd = theirs.fd();
    children.push_back(platform::ChildProcess::start(
        platform::programPath(), {"--edit-child", platform::pathToUtf8(file), actor, std::to_string(edits)},
        std::span(&fd, 1)));
    theirs.close();
    lines.push_back(std::move(mine));
  }
  std::map<std::string, std::string> confirmed;
  std::vector<bool> open(lines.size(), true);
  while (open[0] || open[1]) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      platform::Channel::Message message;
      if (!open[i]) continue;
      const auto outcome = lines[i].receive(message, std::chrono::milliseconds(20));
      if (outcome == platform::Channel::Outcome::closed) open[i] = false;
      if (outcome != platform::Channel::Outcome::message) continue;
      EXPECT_EQ(message.kind, kSplitConfirmed) << actors[i] << ": " << message.bytes;
      confirmed[std::string(message.bytes)] = actors[i];
    }
  }
  return confirmed;
}

TEST_F(ParcelDurability, twoProcessesNeverMixInOneTransaction) {
  constexpr int kMostRounds = 20;  // a machine that lets one of them wait for the other proves nothing: again
  const int edits = timesOf("CITYDESK_EDITS", 60);
  int switches = 0;  // of a round
  std::map<std::string, std::string> seen;
  for (int round = 0; round < kMostRounds && switches <= edits / 10; ++round) {
    const auto city = store::CityDatabase::open(m_file);
    const std::int64_t last = city.connection().intValue("SELECT coalesce(max(seq), 0) FROM city_history");
    const std::map<std::string, std::string> confirmed = editSideBySide(m_file, edits);
    expectWhole(city, "after both");
    // the entries of a transaction stand together, are numbered through, and have one actor
    switches = 0;
    std::string current, before;
    std::int64_t part = 0;
    store::Statement entries(city.connection(), "SELECT tx, part, actor FROM city_history WHERE seq > ?1 ORDER BY seq");
    entries.bind(1, last);
    while (entries.step()) {
      const std::string tx = entries.text(0);
      const std::string actor = entries.text(2);
      if (tx != current) {
        ASSERT_TRUE(seen.emplace(tx, actor).second) << "another transaction lies inside of it";
        if (actor != before) ++switches;
        current = tx;
        before = actor;
        part = 0;
      }
      ASSERT_EQ(entries.integer(1), part++);
      ASSERT_EQ(actor, seen[tx]);
    }
    for (const auto& [tx, actor] : confirmed) {
      ASSERT_TRUE(seen.contains(tx)) << "a confirmed change is lost";
      EXPECT_EQ(seen[tx], actor);
    }
    EXPECT_GE(int(confirmed.size()), 2 * edits);
  }
  EXPECT_GT(switches, edits / 10) << "they did not work at the same time";
}

}  // namespace
}  // namespace gis::city

int main(int argc, char** argv) {
  const std::string_view kind = argc > 1 ? argv[1] : "";
  if (argc == 4 && kind == "--split-child") return gis::city::splitAndConfirm(argv[2], unsigned(std::stoul(argv[3])));
  if (argc == 5 && kind == "--edit-child") return gis::city::editBeside(argv[2], argv[3], std::stoi(argv[4]));
  if (argc == 3 && kind == "--replace-child") {
    gis::city::replaceParcels(gis::store::CityDatabase::open(gis::platform::pathFromUtf8(argv[2])), 1, 1);
    return 0;
  }
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
