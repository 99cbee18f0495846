// A snapshot beside a living city: edits lie over it, a broken file is made again.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <future>

#include "gis_core/base/error.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/city.h"
#include "gis_core/store/edit.h"
#include "tests/support/map_fixture.h"

namespace gis::snapshot {
namespace {

class CityWithParcels : public ::testing::Test {
 protected:
  void SetUp() override {
    ::setenv("XDG_CACHE_HOME", (m_folder.path() / "cache").c_str(), 1);
    m_city = std::make_unique<store::CityDatabase>(
        store::CityDatabase::create(m_folder.path() / "a.citydb", crs::Crs::fromEpsg(4549)));
    store::LayerDraft draft;
    draft.name = "parcels";
    draft.fields = test::parcelFields();
    draft.crs = m_city->crs();
    store::BulkLoad load(*m_city, draft);
    auto batch = store::FeatureBatch::withFields(draft.fields);
    std::int64_t fid = 0;
    for (const auto& row : test::parcelRows(10, 10, 40)) batch.addRow(++fid, row.cells, geom::fromWkt(row.wkt));
    load.append(store::encode(std::move(batch), load.srid()));
    Progress progress;
    (void)load.finish(progress);
  }
  [[nodiscard]] store::LayerInfo layer() const { return store::layerByName(m_city->connection(), "parcels"); }

  test::ScratchFolder m_folder;
  std::unique_ptr<store::CityDatabase> m_city;
  Progress m_progress;
};

TEST_F(CityWithParcels, OneBuildServesWhoeverAsksMeanwhile) {
  std::filesystem::remove_all(cacheFolder(m_city->uid()));
  const auto ask = [this](Progress progress) {
    const auto own = store::CityDatabase::open(m_city->file(), store::OpenMode::readOnly);
    return openOrBuild(own, store::layerByName(own.connection(), "parcels"), progress);
  };
  std::atomic<bool> builtTwice = false;
  std::future<std::shared_ptr<const LayerView>> other;
  Progress first(CancelToken(), [&](const ProgressState&) {
    if (other.valid()) return;
    const CancelToken stopped;
    stopped.cancel();
    EXPECT_THROW((void)ask(Progress(stopped)), Error) << "who waits can give up";
    other =
        std::async(std::launch::async, ask, Progress(CancelToken(), [&](const ProgressState&) { builtTwice = true; }));
    EXPECT_EQ(other.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout) << "it does not wait";
  });
  const auto view = openOrBuild(*m_city, layer(), first);
  ASSERT_TRUE(other.valid()) << "the build told of no progress";
  EXPECT_EQ(other.get()->base().file(), view->base().file());
  EXPECT_FALSE(builtTwice);
}

TEST_F(CityWithParcels, EditsLieOverTheSnapshot) {
  const auto before = openOrBuild(*m_city, layer(), m_progress);
  ASSERT_EQ(before->count(), 100U);
  store::EditCommand command;
  command.actor = "test";
  command.reason = "edit";
  store::RowEdit update;
  update.table = "parcels";
  update.fid = 5;
  update.values = {{"dlbm", std::string("0810")}};
  store::RowEdit remove;
  remove.kind = store::RowEdit::Kind::remove;
  remove.table = "parcels";
  remove.fid = 6;
  store::RowEdit insert;
  insert.kind = store::RowEdit::Kind::insert;
  insert.table = "parcels";
  insert.values = {{"dlbm", std::string("0701")},
                   {"geometry", geom::fromWkt("MULTIPOLYGON(((1000 1000,1010 1000,1010 1010,1000 1000)))")}};
  command.rows = {update, remove, insert};
  const auto result = store::apply(*m_city, command);

  const auto after = refreshed(*m_city, layer(), before);
  ASSERT_NE(after, nullptr);
  EXPECT_EQ(&after->base(), &before->base());
  EXPECT_EQ(after->count(), 100U);
  ASSERT_TRUE(after->indexOfFid(5).has_value());
  EXPECT_EQ(after->textOf(0, *after->indexOfFid(5)), "0810");
  EXPECT_FALSE(after->indexOfFid(6).has_value());
  ASSERT_TRUE(after->indexOfFid(result.fids[2]).has_value());
  EXPECT_EQ(after->pick({1008, 1001}, 0.1).size(), 1U);
  // nothing happened since: the same view
  EXPECT_EQ(refreshed(*m_city, layer(), after), after);
  // a later opening lays the same delta over the file that is there
  const auto again = openOrBuild(*m_city, layer(), m_progress);
  EXPECT_EQ(again->base().file(), before->base().file());
  EXPECT_EQ(again->textOf(0, *again->indexOfFid(5)), "0810");
  // too much for a delta: built anew
  const auto rebuilt = openOrBuild(*m_city, layer(), m_progress, 0);
  EXPECT_NE(rebuilt->base().file(), before->base().file());
  EXPECT_TRUE(rebuilt->added().empty());
  EXPECT_EQ(rebuilt->textOf(0, *rebuilt->indexOfFid(5)), "0810");
}

TEST_F(CityWithParcels, AFileStaysOpenUntilSomebodyWritesIt) {
  const auto first = openOrBuild(*m_city, layer(), m_progress)->baseShared();
  EXPECT_EQ(existing(m_city->connection(), layer())->baseShared(), first);
  const std::int64_t fid = first->fidOf(0);
  constexpr std::streamoff kBehindHeader = 100;
  std::fstream file(first->file(), std::ios::binary | std::ios::in | std::ios::out);
  file.seekp(kBehindHeader);
  file << "not what was summed up";
  file.close();
  {
    const auto again = existing(m_city->connection(), layer())->baseShared();
    ASSERT_NE(again, first) << "what was checked once is believed for ever";
    EXPECT_THROW((void)again->fidOf(0), Error);
    EXPECT_EQ(existing(m_city->connection(), layer()), nullptr) << "what was found damaged is used again";
  }
  EXPECT_EQ(openOrBuild(*m_city, layer(), m_progress)->base().fidOf(0), fid);
}

TEST_F(CityWithParcels, ADamagedFileIsMadeAgain) {
  const auto file = openOrBuild(*m_city, layer(), m_progress)->base().file();
  std::ofstream(file, std::ios::binary | std::ios::trunc)
      << "not a snapshot at all, but long enough to be looked at, really";
  EXPECT_EQ(openOrBuild(*m_city, layer(), m_progress)->count(), 100U);
}

}  // namespace
}  // namespace gis::snapshot
