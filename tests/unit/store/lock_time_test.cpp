// How long bulk work keeps the write lock, and what others may change beside it.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <set>
#include <thread>

#include "gis_core/store/chunks.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/layer_copy.h"
#include "gis_core/store/maintenance.h"
#include "gis_core/store/stage.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

using std::chrono::milliseconds;

/// Enough rows that one transaction over all of them would take several times as long as is allowed.
constexpr int kMany = 120000;
#ifdef __SANITIZE_THREAD__
constexpr milliseconds kAllowed{1000};  // a watched program takes several times the processor time
#else
constexpr milliseconds kAllowed{100};
#endif

class LockTime : public ScratchCity {
 protected:
  [[nodiscard]] LayerDraft draft(LayerDraft::IfTaken ifTaken) const {
    LayerDraft draft;
    draft.name = "parcels";
    draft.fields = {{"code", FieldType::text}, {"area", FieldType::real}};
    draft.crs = m_city.crs();
    draft.ifTaken = ifTaken;
    return draft;
  }
  [[nodiscard]] BulkLoad::Result load(int count, LayerDraft::IfTaken ifTaken) const {
    const LayerDraft wanted = draft(ifTaken);
    BulkLoad load(m_city, wanted);
    for (int from = 0; from < count; from += 5000) {
      FeatureBatch batch = FeatureBatch::withFields(wanted.fields);
      for (int i = from; i < std::min(count, from + 5000); ++i) {
        const Value cells[] = {"32100200100" + std::to_string(1000000 + i), double(i)};
        batch.addRow(-1, cells, geom::boxWkb(square(i)));
      }
      load.append(encode(std::move(batch), load.srid()));
    }
    Progress progress;
    return load.finish(progress);
  }
  /// Registration, index, triggers and counts as `check` wants them.
  void expectSound() const {
    Progress progress;
    for (const Finding& finding : checkCity(m_city, progress)) ADD_FAILURE() << finding.text.str();
    EXPECT_EQ(one("SELECT rtreecheck('idx_parcels_geometry')"), "ok");
    EXPECT_EQ(c().intValue("SELECT count(*) FROM city_stage"), 0);
    EXPECT_EQ(c().intValue("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'city\\_stage\\_%' ESCAPE '\\'"), 0);
  }
};

TEST_F(LockTime, LoadingAppendingAndReplacingStayBelowAHundredMilliseconds) {
  using IfTaken = LayerDraft::IfTaken;
  EXPECT_LT(load(kMany, IfTaken::refuse).longestHold, kAllowed);
  const auto appended = load(kMany / 2, IfTaken::append);
  EXPECT_LT(appended.longestHold, kAllowed);
  EXPECT_EQ(appended.layer.count, kMany + kMany / 2);
  EXPECT_EQ(c().intValue("SELECT count(*) FROM parcels"), kMany + kMany / 2);
  EXPECT_EQ(c().intValue("SELECT max(fid) FROM parcels"), kMany + kMany / 2);
  EXPECT_EQ(one("SELECT code FROM parcels WHERE fid = " + std::to_string(kMany + 7)), "321002001001000006");
  expectSound();
  EXPECT_LT(load(kMany / 4, IfTaken::replace).longestHold, kAllowed);
  expectSound();
}

TEST_F(LockTime, CopyingALayerStaysBelowAHundredMilliseconds) {
  const LayerInfo layer = load(kMany, LayerDraft::IfTaken::refuse).layer;
  {
    const Stage stage(c());
    Chunks chunks(c());
    LayerCopy copy(c(), layer, stage, chunks);
    copy.copyRows({});
    copy.writeTree({}, {});
    EXPECT_EQ(c().intValue("SELECT count(*) FROM " + quotedName(stage.table())), kMany);
    EXPECT_LT(chunks.longestHold(), kAllowed);
    EXPECT_GT(chunks.longestHold(), milliseconds(0));
  }
  duplicateLayer(c(), "parcels", "copy");
  EXPECT_EQ(c().intValue("SELECT count(*) FROM copy"), kMany);
  expectSound();
}

TEST_F(LockTime, FewRowsGoIntoTheLayerItself) {
  (void)load(1000, LayerDraft::IfTaken::refuse);
  EXPECT_EQ(load(20, LayerDraft::IfTaken::append).layer.count, 1020);
  EXPECT_EQ(c().intValue("SELECT count(DISTINCT fid) FROM parcels"), 1020);
  expectSound();
}

/// Changes after the rows were copied, before the layer changes places: none is lost.
TEST_F(LockTime, WhatOthersChangeDuringACopyIsInIt) {
  const LayerInfo layer = load(2000, LayerDraft::IfTaken::refuse).layer;
  const Stage stage(c());
  Chunks chunks(c());
  LayerCopy copy(c(), layer, stage, chunks);
  copy.copyRows({});
  const CityDatabase other = CityDatabase::open(m_file);
  EditCommand command;
  command.rows.push_back({RowEdit::Kind::update, "parcels", 5, "", {{"area", 77.5}}});
  command.rows.push_back({RowEdit::Kind::remove, "parcels", 6, "", {}});
  command.rows.push_back({RowEdit::Kind::insert, "parcels", 0, "", {{"geometry", geom::boxWkb(square(5000))}}});
  for (int fid = 100; fid < 700; ++fid)  // more than the last transaction should do
    command.rows.push_back({RowEdit::Kind::update, "parcels", fid, "", {{"code", std::string("new")}}});
  const EditResult edited = apply(other, command);
  copy.writeTree({}, {});
  EditCommand late;
  late.rows.push_back({RowEdit::Kind::update, "parcels", 9, "", {{"geometry", geom::boxWkb(square(9000))}}});
  apply(other, late);
  {
    const Transaction last(c());
    copy.catchUp();
    const std::string staged = quotedName(stage.table());
    EXPECT_EQ(one("SELECT area FROM " + staged + " WHERE fid = 5"), "77.5");
    EXPECT_EQ(c().intValue("SELECT count(*) FROM " + staged + " WHERE fid = 6"), 0);
    EXPECT_EQ(c().intValue("SELECT count(*) FROM " + staged + " WHERE fid = " + std::to_string(edited.fids[2])), 1);
    EXPECT_EQ(c().intValue("SELECT count(*) FROM " + staged + " WHERE code = 'new'"), 600);
    const auto differing = "SELECT count(*) FROM (SELECT * FROM parcels EXCEPT SELECT * FROM " + staged + ")";
    EXPECT_EQ(c().intValue(differing), 0);
    const auto boxes = [&](const std::string& tree) {
      return one("SELECT count(*) || ' ' || sum(xmin) || ' ' || sum(ymax) FROM " + quotedName(tree));
    };
    EXPECT_EQ(boxes(stage.tree()), boxes("idx_parcels_geometry"));
  }
}

TEST_F(LockTime, EditsBesideAnAppendAreKept) {
  (void)load(20000, LayerDraft::IfTaken::refuse);
  std::atomic<bool> done{false};
  std::set<std::int64_t> inserted;
  int updates = 0;
  std::thread editor([&] {
    const CityDatabase own = CityDatabase::open(m_file);
    for (int k = 0; !done && k < 4000; ++k) {
      EditCommand command;
      command.rows.push_back({RowEdit::Kind::insert, "parcels", 0, "", {{"code", std::string("mine")}}});
      command.rows.push_back({RowEdit::Kind::update, "parcels", k + 1, "", {{"code", std::string("changed")}}});
      inserted.insert(apply(own, command).fids[0]);
      ++updates;
    }
  });
  const auto result = load(20000, LayerDraft::IfTaken::append);
  done = true;
  editor.join();
  EXPECT_EQ(inserted.size(), static_cast<std::size_t>(updates));
  EXPECT_EQ(c().intValue("SELECT count(*) FROM parcels WHERE code = 'mine'"), updates);
  EXPECT_EQ(c().intValue("SELECT count(*) FROM parcels WHERE code = 'changed'"), updates);
  EXPECT_EQ(c().intValue("SELECT count(*) FROM parcels"), 40000 + updates);
  EXPECT_EQ(layerByName(c(), "parcels").count, 40000 + updates);
  expectSound();
}

TEST_F(LockTime, theLogOfManyEditsIsMergedBesideThem) {
  const auto before = std::filesystem::file_size(m_file);
  // some 24 MiB in small transactions: 6,000 pages of the log, which stay there until somebody merges them
  const std::string kilobytes(20000, 'x');
  for (int i = 0; i < 1200; ++i) m_city.setSetting("key" + std::to_string(i), kilobytes);
  const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
  while (std::filesystem::file_size(m_file) == before && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(milliseconds(5));
  EXPECT_GT(std::filesystem::file_size(m_file), before) << "the city's file got none of the pages";
  EXPECT_EQ(m_city.setting("key1199"), kilobytes);
}

}  // namespace
}  // namespace gis::store
