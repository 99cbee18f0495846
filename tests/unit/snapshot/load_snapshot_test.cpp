// A snapshot that is built while its layer is loaded is the one that would be built afterwards.
#include "gis_core/snapshot/load_snapshot.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/snapshot/scratch.h"
#include "gis_core/store/edit.h"
#include "tests/support/map_fixture.h"

namespace gis::snapshot {
namespace {

namespace fs = std::filesystem;
using store::FieldType;

struct Row {
  std::int64_t fid = -1;
  std::string wkt;
  std::vector<store::Value> cells;
};

class LoadWithSnapshot : public ::testing::Test {
 protected:
  void SetUp() override {
    ::setenv("XDG_CACHE_HOME", (m_folder.path() / "cache").c_str(), 1);
    m_city = std::make_unique<store::CityDatabase>(
        store::CityDatabase::create(m_folder.path() / "a.citydb", crs::Crs::fromEpsg(4549)));
  }

  [[nodiscard]] store::LayerDraft draft(std::vector<store::Field> fields) const {
    store::LayerDraft draft;
    draft.name = "places";
    draft.fields = std::move(fields);
    draft.crs = m_city->crs();
    return draft;
  }
  void append(store::BulkLoad& load, LoadSnapshot& snapshot, const std::vector<store::Field>& fields,
              const std::vector<Row>& rows, std::size_t batchRows = 700) const {
    for (std::size_t from = 0; from < rows.size(); from += batchRows) {
      auto batch = store::FeatureBatch::withFields(fields);
      for (std::size_t i = from; i < std::min(rows.size(), from + batchRows); ++i)
        batch.addRow(rows[i].fid, rows[i].cells, rows[i].wkt.empty() ? geom::Bytes() : geom::fromWkt(rows[i].wkt));
      const auto encoded = std::make_shared<const store::EncodedBatch>(store::encode(std::move(batch), load.srid()));
      snapshot.add(encoded);
      load.append(*encoded);
    }
  }
  /// Loads the layer with its snapshot and returns the snapshot's file.
  fs::path load(const std::vector<store::Field>& fields, const std::vector<Row>& rows,
                store::LayerDraft::IfTaken ifTaken = store::LayerDraft::IfTaken::refuse) {
    store::LayerDraft wanted = draft(fields);
    wanted.ifTaken = ifTaken;
    store::BulkLoad load(*m_city, wanted);
    LoadSnapshot snapshot(*m_city, load);
    append(load, snapshot, fields, rows);
    snapshot.startPreparing(load);
    const auto result = load.finish(m_progress);
    snapshot.wait(m_progress.token());
    snapshot.publish(result);
    return snapshotFile(m_city->uid(), result.layer.uid, result.layer.revision);
  }
  [[nodiscard]] store::LayerInfo layer() const { return store::layerByName(m_city->connection(), "places"); }

  /// The file made on the way and the one made from the city, byte by byte.
  void expectEqualToOneBuiltLater(const fs::path& file) {
    ASSERT_TRUE(fs::exists(file)) << "no snapshot was made along the way";
    const std::string onTheWay = platform::readFile(file);
    fs::remove(file);
    ASSERT_EQ(buildSnapshot(*m_city, layer(), m_progress), file);
    const std::string later = platform::readFile(file);
    ASSERT_EQ(onTheWay.size(), later.size());
    EXPECT_TRUE(onTheWay == later);
  }
  [[nodiscard]] std::size_t filesInCache() const {
    std::size_t count = 0;
    for (const auto& entry : fs::recursive_directory_iterator(m_folder.path() / "cache")) {
      count += entry.is_regular_file() ? 1 : 0;
    }
    return count;
  }

  test::ScratchFolder m_folder;
  std::unique_ptr<store::CityDatabase> m_city;
  Progress m_progress;
};

std::vector<Row> manyParcels() {
  std::vector<Row> rows;
  for (auto& row : test::parcelRows(90, 80, 37)) {
    const auto number = static_cast<std::int64_t>(rows.size());
    if (number % 7 == 0)
      row.cells.emplace_back();
    else
      row.cells.emplace_back(double(number) / 3);
    row.cells.emplace_back(number);
    rows.push_back({-1, number % 500 == 3 ? std::string() : row.wkt, row.cells});
  }
  return rows;
}
std::vector<store::Field> manyFields() {
  auto fields = test::parcelFields();
  fields.push_back({"price", FieldType::real, 0, 0});
  fields.push_back({"number", FieldType::integer, 0, 0});
  return fields;
}

TEST_F(LoadWithSnapshot, ParcelsEqualASnapshotBuiltLater) {
  const fs::path file = load(manyFields(), manyParcels());
  const auto snapshot = Snapshot::open(file);
  EXPECT_EQ(snapshot->info().count, 7200U);
  EXPECT_EQ(snapshot->levels().size(), 2U) << "four corners need none between the finest and the coarse";
  EXPECT_FALSE(snapshot->dictionaryOf(0).empty());
  EXPECT_TRUE(snapshot->dictionaryOf(1).empty()) << "7,200 codes are no dictionary";
  expectEqualToOneBuiltLater(file);
}

TEST_F(LoadWithSnapshot, LinesBecomeWhatTheLayerIsDecidedToBe) {
  std::vector<Row> rows;
  for (int k = 0; k < 9000; ++k) {
    const std::string x = std::to_string(k % 90 * 30), y = std::to_string(k / 90 * 30), z = k > 8000 ? " 7" : "";
    const std::string kind = z.empty() ? "" : " Z";
    const std::string points = x + " " + y + z + "," + x + ".5 " + y + z + "," + x + ".5 " + y + "9" + z;
    rows.push_back({1 + k,
                    k == 5000 ? "MULTILINESTRING" + kind + " ((" + points + "),(0 0,1 1))"
                              : "LINESTRING" + kind + " (" + points + ")",
                    {}});
  }
  const fs::path file = load({}, rows);
  EXPECT_EQ(layer().geometryType->name(), "MULTILINESTRING Z");
  EXPECT_EQ(geom::typeOf(Snapshot::open(file)->wkbOf(0)).name(), "MULTILINESTRING Z");
  expectEqualToOneBuiltLater(file);
}

TEST_F(LoadWithSnapshot, PointsOnTheSamePlaceAndKeptIds) {
  std::vector<Row> rows;
  for (int k = 0; k < 24000; ++k)
    rows.push_back({100000 + k, "POINT (" + std::to_string(k % 150 / 2) + " " + std::to_string(k / 150) + ")", {}});
  const fs::path file = load({}, rows);
  EXPECT_TRUE(Snapshot::open(file)->indexOfFid(100000 + 23999).has_value());
  expectEqualToOneBuiltLater(file);
}

TEST_F(LoadWithSnapshot, IdsInAnyOrder) {
  auto rows = manyParcels();
  for (std::size_t k = 0; k < rows.size(); ++k) rows[k].fid = static_cast<std::int64_t>(k * 7919 % rows.size()) + 1;
  const auto snapshot = Snapshot::open(load(manyFields(), rows));
  for (std::size_t k = 0; k < rows.size(); k += 97) {
    const auto i = snapshot->indexOfFid(rows[k].fid);
    ASSERT_TRUE(i.has_value());
    EXPECT_EQ(snapshot->valueOf(1, *i), rows[k].cells[1]);
    EXPECT_EQ(snapshot->valueOf(3, *i), rows[k].cells[3]);
  }
  EXPECT_FALSE(snapshot->indexOfFid(static_cast<std::int64_t>(rows.size()) + 1).has_value());
}

TEST_F(LoadWithSnapshot, OpeningTakesItAndLaysLaterEditsOver) {
  const fs::path file = load(manyFields(), manyParcels());
  const auto madeAt = fs::file_size(file);
  store::EditCommand command;
  command.actor = "test";
  store::RowEdit remove;
  remove.kind = store::RowEdit::Kind::remove;
  remove.table = "places";
  remove.fid = 77;
  command.rows = {remove};
  (void)store::apply(*m_city, command);
  const auto view = openOrBuild(*m_city, layer(), m_progress);
  EXPECT_EQ(view->base().file(), file) << "built once more";
  EXPECT_EQ(fs::file_size(file), madeAt);
  EXPECT_EQ(view->count(), 7199U);
  EXPECT_FALSE(view->indexOfFid(77).has_value());
}

TEST_F(LoadWithSnapshot, ReplacingALayerReplacesItsSnapshot) {
  const fs::path first = load(manyFields(), manyParcels());
  auto fewer = manyParcels();
  fewer.resize(3000);
  const fs::path second = load(manyFields(), fewer, store::LayerDraft::IfTaken::replace);
  EXPECT_NE(first, second);
  EXPECT_FALSE(fs::exists(first));
  expectEqualToOneBuiltLater(second);
  // what is added to a layer is not all of it: the next opening builds
  const fs::path third = load(manyFields(), fewer, store::LayerDraft::IfTaken::append);
  EXPECT_FALSE(fs::exists(third));
  EXPECT_EQ(openOrBuild(*m_city, layer(), m_progress)->count(), 6000U);
}

TEST_F(LoadWithSnapshot, AGivenUpLoadLeavesNothing) {
  for (const bool prepared : {false, true}) {
    {
      store::BulkLoad load(*m_city, draft(manyFields()));
      LoadSnapshot snapshot(*m_city, load);
      append(load, snapshot, manyFields(), manyParcels());
      EXPECT_GT(filesInCache(), 0U);
      if (prepared) snapshot.startPreparing(load);
    }
    EXPECT_EQ(filesInCache(), 0U);
  }
}

TEST_F(LoadWithSnapshot, WithoutACacheTheLayerIsLoadedAllTheSame) {
  std::ofstream(m_folder.path() / "no folder") << "a file where the cache should be";
  ::setenv("XDG_CACHE_HOME", (m_folder.path() / "no folder").c_str(), 1);
  (void)load(manyFields(), manyParcels());
  EXPECT_EQ(layer().count, 7200);
}

TEST_F(LoadWithSnapshot, WhatDeadBuildsLeftIsSweptAndLivingOnesStay) {
  const fs::path folder = cacheFolder(m_city->uid());
  fs::create_directories(folder / ".build-dead");
  std::ofstream(folder / ".build-dead" / "lock") << "";
  std::ofstream(folder / ".build-dead" / "geometry") << "half a layer";
  std::ofstream(folder / ".aside-dead") << "half a snapshot";
  const BuildFolder living(folder);
  const AsideFile writing(folder);
  const auto file = load(manyFields(), manyParcels());
  EXPECT_TRUE(openOrBuild(*m_city, layer(), m_progress)->count() == 7200U);
  EXPECT_FALSE(fs::exists(folder / ".build-dead"));
  EXPECT_FALSE(fs::exists(folder / ".aside-dead"));
  EXPECT_TRUE(fs::exists(living.path()));
  EXPECT_TRUE(fs::exists(writing.path));
  EXPECT_TRUE(fs::exists(file));
}

TEST_F(LoadWithSnapshot, TheCacheKeepsToItsBudget) {
  const fs::path folder = cacheFolder("another city");
  fs::create_directories(folder);
  using namespace std::chrono_literals;
  for (int k = 0; k < 4; ++k) {
    const fs::path file = folder / ("layer" + std::to_string(k) + "_1.snapshot");
    std::ofstream(file) << std::string(1000, 'x');
    fs::last_write_time(file, fs::file_time_type::clock::now() - 10h + k * 1h);
  }
  const auto exists = [&](int k) { return fs::exists(folder / ("layer" + std::to_string(k) + "_1.snapshot")); };
  trimCache(4000);
  EXPECT_TRUE(exists(0));
  trimCache(2500, folder / "layer0_1.snapshot");
  EXPECT_TRUE(exists(0)) << "it was to be spared";
  EXPECT_FALSE(exists(1));
  EXPECT_FALSE(exists(2));
  EXPECT_TRUE(exists(3));
}

TEST_F(LoadWithSnapshot, AFileThatIsCutWhileInUseIsMadeAgain) {
  const fs::path file = load(manyFields(), manyParcels());
  const auto view = openOrBuild(*m_city, layer(), m_progress);
  const auto readAll = [&] {
    std::size_t bytes = 0;
    for (Index i = 0; i < view->base().info().count; ++i) bytes += view->wkbOf(i).size() + view->textOf(1, i).size();
    return bytes;
  };
  const std::size_t whole = readAll();  // every block was looked at: nothing is checked a second time
  EXPECT_GT(whole, 1000000U / 2);
  EXPECT_FALSE(view->base().isDamaged());
  fs::resize_file(file, 8192);
  Shape shape;
  const auto touch = [&] {
    for (Index i = 0; i < view->base().info().count; ++i) readShape(view->wkbOf(i), {0, 0}, shape);
  };
  try {
    touch();
    ADD_FAILURE() << "the missing half was read";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::damaged);
  }
  EXPECT_TRUE(view->base().isDamaged());
  EXPECT_EQ(refreshed(*m_city, layer(), view), nullptr);
  const auto again = openOrBuild(*m_city, layer(), m_progress);
  EXPECT_EQ(again->count(), 7200U);
  EXPECT_EQ(again->base().file(), file);
  EXPECT_FALSE(again->base().isDamaged());
}

}  // namespace
}  // namespace gis::snapshot
