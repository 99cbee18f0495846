// What of the snapshots is read before anybody draws it.
#include "ui/map/reads_ahead.h"

#include <gtest/gtest.h>

#include <fstream>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "tests/unit/map/parcel_scene.h"

namespace gis::ui {
namespace {

TEST(ReadsAhead, IsOnceForWhatLiesAround) {
  ReadsAhead reads;
  MapView view;
  view.size = {1600, 1000};
  view.unitsPerPixel = 2;
  const std::vector<ReadAhead> all = reads.wanted(view, 7);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].units, 2) << "a pan is the most likely";
  for (const ReadAhead& one : all) {
    EXPECT_TRUE(one.box.contains(view.zoomedAt({800, 500}, 2 / one.units).extent())) << one.units;
    reads.done(one, 7);
  }
  EXPECT_TRUE(reads.wanted(view, 7).empty());
  EXPECT_TRUE(reads.wanted(view.panned({0, 0}, {300, -200}), 7).empty());
  EXPECT_EQ(reads.wanted(view.panned({0, 0}, {800, 0}), 7).size(), 3U) << "there something is new";
  EXPECT_EQ(reads.wanted(view, 8).size(), 3U) << "another scene";
  reads.done(all[0], 7);
  EXPECT_EQ(reads.wanted(view, 8).size(), 3U) << "what was read for the one before";
}

using ReadAheadTest = MapTest;

/// That a block of the file is touched shows by its damage being found.
TEST_F(ReadAheadTest, TouchesWhatWouldBeDrawn) {
  constexpr std::size_t kBlock = std::size_t{1} << 20;
  const auto whole = scene(200, 150, 40);
  const snapshot::Snapshot& base = whole->layers[0].data->base();
  ASSERT_FALSE(base.levels().empty());
  const std::string good = platform::readFile(base.file());
  ASSERT_GT(good.size(), 2 * kBlock);
  const auto file = m_folder.path() / "bad.snapshot";
  for (const double units : {0.01, base.levels().front().resolution}) {
    const ReadAhead read{units, 1, base.info().extent};
    EXPECT_NO_THROW(readAhead(*whole, read, CancelToken()));
    int found = 0;
    for (std::size_t at = kBlock; at + kBlock < good.size(); at += kBlock) {
      std::string bad = good;
      bad[at] = static_cast<char>(bad[at] ^ 1);
      std::ofstream(file, std::ios::binary | std::ios::trunc) << bad;
      MapScene broken = *whole;
      const auto opened = snapshot::Snapshot::open(file);
      broken.layers[0].data = std::make_shared<snapshot::LayerView>(opened);
      CancelToken givenUp;
      givenUp.cancel();
      EXPECT_NO_THROW(readAhead(broken, read, givenUp));
      try {
        readAhead(broken, read, CancelToken());
      } catch (const Error& error) {
        EXPECT_EQ(error.code(), ErrorCode::damaged);
        ++found;
      }
    }
    EXPECT_GT(found, 0) << units;
  }
}

}  // namespace
}  // namespace gis::ui
