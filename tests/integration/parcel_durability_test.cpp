// Processes that split and merge parcels are killed at random moments: the city is before or after, never between.
#include <gtest/gtest.h>

#include <random>

#include "gis_core/base/platform/files.h"
#include "gis_core/base/platform/process.h"
#include "gis_core/city/parcel_edit.h"
#include "gis_core/city/parcel_lineage.h"
#include "gis_core/geometry/coverage_check.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/coverage_rule.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"

namespace gis::city {
namespace {

constexpr std::uint8_t kSplitConfirmed = 1;
constexpr int kSplitKills = 12;

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

class ParcelDurability : public ::testing::Test {
 protected:
  void SetUp() override {
    m_folder = platform::makeScratchFolder("parcel-durability");
    m_file = m_folder / "city.citydb";
    const auto city = store::CityDatabase::create(m_file, crs::Crs::fromEpsg(4549));
    store::LayerDraft draft;
    draft.name = "parcels";
    draft.fields = {{"ZDDM"}};
    draft.crs = city.crs();
    store::BulkLoad load(city, draft);
    auto batch = store::FeatureBatch::withFields(draft.fields);
    for (int i = 0; i < 100; ++i) {
      const double x = 445000 + 30 * (i % 10);
      const double y = 3585000 + 30 * (i / 10);
      const store::Value cells[] = {"321002001001GB00" + std::to_string(101 + i)};
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

  std::filesystem::path m_folder, m_file;
  std::vector<std::string> m_confirmed;
};

TEST_F(ParcelDurability, aKillDuringASplitLeavesBeforeOrAfter) {
  std::mt19937 random(20261126);
  for (int kill = 0; kill < kSplitKills; ++kill) {
    ASSERT_NO_FATAL_FAILURE(
        runAndKill(unsigned(random()), 3 + int(random() % 6), std::chrono::milliseconds(random() % 9)));
    const auto city = store::CityDatabase::open(m_file);
    const store::Connection& c = city.connection();
    geom::CoverageShapes shapes;
    double area = 0;
    store::readFeatures(c, store::layerByName(c, "parcels"), {}, [&](store::Feature& feature) {
      shapes.add(feature.fid, feature.wkb);
      area += geom::area(feature.wkb);
      return true;
    });
    EXPECT_TRUE(geom::checkCoverage(shapes, geom::searchByScan(shapes), {}, {}).isSound()) << kill;
    EXPECT_NEAR(area, 100 * 900, 1e-4) << kill;
    EXPECT_TRUE(lineageFaults(city).empty()) << kill;
    // each transaction is whole: deed, lineage, past and journal tell the same
    for (const char* table : {"city_lineage", "city_parcel_past"}) {
      EXPECT_EQ(c.intValue("SELECT count(DISTINCT tx) FROM city_parcel_deed WHERE tx NOT IN (SELECT tx FROM " +
                           std::string(table) + ")"),
                0);
    }
    EXPECT_EQ(c.intValue("SELECT count(*) FROM city_parcel_deed WHERE tx NOT IN (SELECT tx FROM city_history)"), 0);
    store::Statement known(c, "SELECT 1 FROM city_parcel_deed WHERE tx = ?1");
    for (const std::string& tx : m_confirmed) {
      EXPECT_TRUE(known.bind(1, tx).step()) << "a confirmed change is lost";
      known.reset();
    }
    EXPECT_EQ(c.textValue("PRAGMA integrity_check"), "ok");
  }
}

}  // namespace
}  // namespace gis::city

int main(int argc, char** argv) {
  if (argc == 4 && std::string_view(argv[1]) == "--split-child") {
    return gis::city::splitAndConfirm(argv[2], unsigned(std::stoul(argv[3])));
  }
  ::testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
