#include "gis_core/store/bulk_load.h"

#include <gmock/gmock.h>

#include <chrono>
#include <filesystem>
#include <memory>

#include "gis_core/base/error.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/maintenance.h"
#include "gis_core/store/stage_sweeper.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

using BulkLoadTest = ScratchCity;
using testing::HasSubstr;

FeatureBatch batchOf(const std::vector<std::string>& wkts, std::vector<std::int64_t> fids = {}) {
  FeatureBatch batch = FeatureBatch::withFields({{"n", FieldType::integer}});
  for (std::size_t i = 0; i < wkts.size(); ++i) {
    const Value cell[] = {static_cast<std::int64_t>(i)};
    batch.addRow(fids.empty() ? -1 : fids[i], cell, wkts[i].empty() ? geom::Bytes() : geom::fromWkt(wkts[i]));
  }
  return batch;
}

BulkLoad::Result loadWkt(const CityDatabase& city, const std::string& name, const std::vector<std::string>& wkts,
                         std::vector<std::int64_t> fids = {}) {
  LayerDraft draft;
  draft.name = name;
  draft.fields = {{"n", FieldType::integer}};
  draft.crs = city.crs();
  BulkLoad load(city, draft);
  load.append(encode(batchOf(wkts, std::move(fids)), load.srid()));
  Progress progress;
  return load.finish(progress);
}

TEST_F(BulkLoadTest, ALoadedLayerIsRegisteredIndexedAndReadBack) {
  const LayerInfo layer = loadSquares("parcels", 5000);
  EXPECT_EQ(layer.count, 5000);
  EXPECT_EQ(layer.geometryType->name(), "MULTIPOLYGON");
  EXPECT_EQ(layer.srid, 4549);
  EXPECT_EQ(layer.extent, (geom::Envelope{445000, 3585000, 446990, 3585990}));
  EXPECT_EQ(c().intValue("SELECT count(*) FROM parcels"), 5000);
  EXPECT_EQ(c().textValue("SELECT rtreecheck('idx_parcels_geometry')"), "ok");
  EXPECT_EQ(c().intValue("SELECT CheckSpatialIndex('parcels', 'geometry')"), 1);
  EXPECT_EQ(c().intValue("SELECT row_count FROM geometry_columns_statistics WHERE f_table_name = 'parcels'"), 5000);
  EXPECT_EQ(c().textValue("PRAGMA integrity_check"), "ok");

  FeatureRequest request;
  request.box = geom::Envelope{445005, 3585005, 445025, 3585005};
  std::vector<std::int64_t> fids;
  readFeatures(c(), layer, request, [&](Feature& feature) {
    fids.push_back(feature.fid);
    return true;
  });
  EXPECT_THAT(fids, testing::ElementsAre(1, 2));
  const auto feature = featureByFid(c(), layer, 101);
  ASSERT_TRUE(feature);
  EXPECT_EQ(std::get<std::string>(feature->values[0]), "0100100");
  EXPECT_EQ(std::get<double>(feature->values[1]), 200.0);
  EXPECT_EQ(std::get<std::string>(feature->values[2]), "地块100");
  EXPECT_EQ(geom::envelopeOf(feature->wkb), square(100));
}

TEST_F(BulkLoadTest, ThePackedTreeTakesLaterInsertsAndDeletes) {
  const LayerInfo layer = loadSquares("parcels", 3000);
  EditCommand command;
  for (int i = 0; i < 200; ++i)
    command.rows.push_back({RowEdit::Kind::insert, "parcels", 0, "", {{"geometry", geom::boxWkb(square(3000 + i))}}});
  for (int i = 1; i <= 1500; ++i) command.rows.push_back({RowEdit::Kind::remove, "parcels", i, "", {}});
  apply(m_city, command);
  EXPECT_EQ(c().textValue("SELECT rtreecheck('idx_parcels_geometry')"), "ok");
  EXPECT_EQ(c().intValue("SELECT CheckSpatialIndex('parcels', 'geometry')"), 1);
  EXPECT_EQ(c().intValue("SELECT count(*) FROM idx_parcels_geometry"), 1700);
  const LayerInfo after = layerByName(c(), "parcels");
  EXPECT_EQ(after.count, 1700);
  EXPECT_NE(after.revision, layer.revision);
  EXPECT_EQ(after.extent, (geom::Envelope{445000, 3585300, 446990, 3585630}));
}

TEST_F(BulkLoadTest, TreesOfEverySizeAreSound) {
  for (const int count : {1, 39, 40, 41, 51, 52, 79, 81, 1599, 1600, 1601, 1641}) {
    const std::string name = "t" + std::to_string(count);
    loadSquares(name, count);
    EXPECT_EQ(one("SELECT rtreecheck('idx_" + name + "_geometry')"), "ok") << count;
    EXPECT_EQ(c().intValue("SELECT CheckSpatialIndex('" + name + "', 'geometry')"), 1) << count;
  }
}

TEST_F(BulkLoadTest, TheTypeIsTheNarrowestThatHoldsEveryRow) {
  struct Case {
    std::vector<std::string> wkts;
    const char* type;
  };
  const Case cases[] = {
      {{"POINT(1 2)", "POINT(3 4)"}, "POINT"},
      {{"POINT(1 2)", "MULTIPOINT((3 4),(5 6))"}, "MULTIPOINT"},
      {{"LINESTRING(0 0,1 1)"}, "LINESTRING"},
      {{"LINESTRING(0 0,1 1)", "MULTILINESTRING((0 0,1 1),(2 2,3 3))"}, "MULTILINESTRING"},
      {{"POLYGON((0 0,1 0,1 1,0 0))"}, "MULTIPOLYGON"},
      {{"POINT Z(1 2 3)", "POINT(3 4)"}, "POINT Z"},
      {{"POINT M(1 2 3)"}, "POINT M"},
      {{"POINT ZM(1 2 3 4)", ""}, "POINT ZM"},
      {{"POINT(1 2)", "LINESTRING(0 0,1 1)"}, "GEOMETRY"},
      {{"GEOMETRYCOLLECTION(POINT(1 2),LINESTRING(0 0,1 1))"}, "GEOMETRYCOLLECTION"},
      {{"", ""}, "GEOMETRY"},
  };
  int number = 0;
  for (const Case& one : cases) {
    const std::string name = "layer" + std::to_string(++number);
    const auto result = loadWkt(m_city, name, one.wkts);
    EXPECT_EQ(result.layer.geometryType->name(), one.type) << one.wkts[0];
    EXPECT_EQ(result.rows, static_cast<std::int64_t>(one.wkts.size()));
    // the constraint that other programs' writes go through holds for every row
    EXPECT_EQ(c().intValue("SELECT count(*) FROM " + name +
                           " WHERE GeometryConstraints(geometry, (SELECT geometry_type FROM geometry_columns WHERE"
                           " f_table_name = '" +
                           name + "'), 4549) = 1"),
              static_cast<std::int64_t>(one.wkts.size()))
        << one.wkts[0];
  }
}

TEST_F(BulkLoadTest, TheSourcesNumbersAreKeptWhenTheyCanBe) {
  EXPECT_TRUE(loadWkt(m_city, "a", {"POINT(1 2)", "POINT(3 4)"}, {7, 3}).fidKept);
  EXPECT_EQ(c().intValue("SELECT CheckSpatialIndex('a', 'geometry')"), 1);  // a number's leaf, whatever the order
  EXPECT_EQ(one("SELECT group_concat(fid || ':' || n) FROM (SELECT * FROM a ORDER BY fid)"), "3:1,7:0");
  const auto twice = loadWkt(m_city, "b", {"POINT(1 2)", "POINT(3 4)", "POINT(5 6)", "POINT(7 8)"}, {9, 4, 9, 1});
  EXPECT_FALSE(twice.fidKept);
  EXPECT_EQ(one("SELECT group_concat(fid || ':' || n) FROM (SELECT * FROM b ORDER BY fid)"), "1:0,2:1,3:2,4:3");
  EXPECT_EQ(c().intValue("SELECT CheckSpatialIndex('b', 'geometry')"), 1);
  EXPECT_FALSE(loadWkt(m_city, "d", {"POINT(1 2)", "POINT(3 4)"}, {0, 1}).fidKept);
  EXPECT_EQ(one("SELECT group_concat(fid || ':' || n) FROM (SELECT * FROM d ORDER BY fid)"), "1:0,2:1");
}

TEST_F(BulkLoadTest, FieldNamesOfOursAreRenamedAndTold) {
  LayerDraft draft;
  draft.name = "odd";
  for (const char* name : {"FID", "uid", "Geometry", "name", "NAME", "rowid", "a\"b"})
    draft.fields.push_back({name, FieldType::text});
  draft.crs = m_city.crs();
  BulkLoad load(m_city, draft);
  const std::vector<std::pair<std::string, std::string>> expected{
      {"FID", "FID_2"}, {"uid", "uid_2"}, {"Geometry", "Geometry_2"}, {"NAME", "NAME_2"}, {"rowid", "rowid_2"}};
  EXPECT_EQ(load.renamedFields(), expected);
  Progress progress;
  const LayerInfo layer = load.finish(progress).layer;
  ASSERT_EQ(layer.fields.size(), 7u);
  EXPECT_EQ(layer.fields[6].name, "a\"b");
}

TEST_F(BulkLoadTest, NothingIsVisibleBeforeTheEndAndNothingStaysAfterACancel) {
  const std::string before = one("SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema ORDER BY name)");
  {
    LayerDraft draft;
    draft.name = "roads";
    draft.fields = {{"n", FieldType::integer}};
    draft.crs = m_city.crs();
    BulkLoad load(m_city, draft);
    load.append(encode(batchOf({"POINT(1 2)"}), load.srid()));
    EXPECT_FALSE(layerExists(CityDatabase::open(m_file, OpenMode::readOnly).connection(), "roads"));
    CancelToken token;
    token.cancel();
    Progress progress(token);
    try {
      (void)load.finish(progress);
      FAIL() << "was not cancelled";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::cancelled);
    }
  }
  EXPECT_EQ(one("SELECT group_concat(name) FROM (SELECT name FROM sqlite_schema ORDER BY name)"), before);
  EXPECT_EQ(c().intValue("SELECT count(*) FROM city_stage"), 0);
  EXPECT_EQ(c().intValue("PRAGMA synchronous"), 2);
}

TEST_F(BulkLoadTest, TheLockIsKeptBetweenRowsThatComeAtOnceUntilThePause) {
  LayerDraft draft;
  draft.name = "roads";
  draft.fields = {{"n", FieldType::integer}};
  draft.crs = m_city.crs();
  BulkLoad load(m_city, draft);
  EXPECT_FALSE(c().inTransaction());
  for (int i = 0; i < 3; ++i) {
    load.append(encode(batchOf({"POINT(1 2)"}), load.srid()), BulkLoad::Next::atOnce);
    EXPECT_TRUE(c().inTransaction());
  }
  load.pause();
  EXPECT_FALSE(c().inTransaction());
  load.append(encode(batchOf({"POINT(1 2)"}), load.srid()));
  EXPECT_FALSE(c().inTransaction());
  load.append(encode(batchOf({"POINT(1 2)"}), load.srid()), BulkLoad::Next::atOnce);
  Progress progress;
  EXPECT_EQ(load.finish(progress).rows, 5);  // nobody paused
  EXPECT_FALSE(c().inTransaction());
  EXPECT_EQ(c().intValue("SELECT count(*) FROM roads"), 5);
}

TEST_F(BulkLoadTest, ACancelledConnectionStillTidiesUpAndGivesTheRoomBack) {
  const std::int64_t pages = c().intValue("PRAGMA page_count");
  CancelToken token;
  c().interruptOn(token);
  {
    LayerDraft draft;
    draft.name = "roads";
    draft.fields = {{"n", FieldType::integer}};
    draft.crs = m_city.crs();
    BulkLoad load(m_city, draft);
    load.append(encode(batchOf(std::vector<std::string>(5000, "LINESTRING(1 2, 3 4)")), load.srid()));
    EXPECT_GT(c().intValue("PRAGMA page_count"), pages + 50);
    token.cancel();
  }
  EXPECT_TRUE(c().interruptToken().cancelled()) << "the token is as before";
  c().interruptOn(CancelToken());
  EXPECT_EQ(c().intValue("SELECT count(*) FROM sqlite_schema WHERE name GLOB 'city_stage_*'"), 0);
  EXPECT_LE(c().intValue("PRAGMA page_count"), pages + 2);
}

TEST_F(BulkLoadTest, ACancelDoesNotWaitForTheTidyingThatIsLeftToASweeper) {
  const std::int64_t pages = c().intValue("PRAGMA page_count");
  const auto sweeper = std::make_shared<StageSweeper>();
  m_city.leaveTidyingTo(sweeper);
  const Connection other = Connection::open(m_file, OpenMode::readWrite);
  const CancelToken token;
  c().interruptOn(token);
  std::chrono::steady_clock::time_point begin;
  {
    LayerDraft draft;
    draft.name = "roads";
    draft.fields = {{"n", FieldType::integer}};
    draft.crs = m_city.crs();
    BulkLoad load(m_city, draft);
    load.append(encode(batchOf(std::vector<std::string>(5000, "LINESTRING(1 2, 3 4)")), load.srid()));
    // while somebody else writes nothing can be dropped: who waits for that waits up to 5 s
    other.exec("BEGIN IMMEDIATE");
    token.cancel();
    begin = std::chrono::steady_clock::now();
  }
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
  c().interruptOn(CancelToken());
  EXPECT_FALSE(layerExists(c(), "roads"));
  EXPECT_EQ(c().intValue("SELECT count(*) FROM city_stage"), 1);
  EXPECT_NO_THROW((void)CityDatabase::open(m_file, OpenMode::readOnly));
  other.exec("COMMIT");
  sweeper->wait();
  EXPECT_EQ(c().intValue("SELECT count(*) FROM city_stage"), 0);
  EXPECT_EQ(c().intValue("SELECT count(*) FROM sqlite_schema WHERE name GLOB 'city_stage_*'"), 0);
  EXPECT_LE(c().intValue("PRAGMA page_count"), pages + 2) << "the room is given back";
  for (const auto& entry : std::filesystem::directory_iterator(m_folder.path()))
    EXPECT_EQ(entry.path().string().find("-stage-"), std::string::npos) << entry.path();
}

TEST_F(BulkLoadTest, WhatASweeperHasNotTidiedUpYetIsLeftAloneByOthers) {
  const auto sweeper = std::make_shared<StageSweeper>();
  m_city.leaveTidyingTo(sweeper);
  for (const char* name : {"roads", "lanes"}) {
    const CancelToken token;
    c().interruptOn(token);
    LayerDraft draft;
    draft.name = name;
    draft.fields = {{"n", FieldType::integer}};
    draft.crs = m_city.crs();
    BulkLoad load(m_city, draft);
    load.append(encode(batchOf(std::vector<std::string>(5000, "LINESTRING(1 2, 3 4)")), load.srid()));
    token.cancel();
  }
  c().interruptOn(CancelToken());
  EXPECT_NO_THROW((void)CityDatabase::open(m_file)) << "an opening drops the stages of the dead only";
  loadSquares("parcels", 20);
  sweeper->wait();
  EXPECT_EQ(c().intValue("SELECT count(*) FROM city_stage"), 0);
  EXPECT_EQ(layerByName(c(), "parcels").count, 20);
  Progress progress;
  for (const Finding& finding : checkCity(m_city, progress)) EXPECT_NE(finding.severity, "error") << finding.text.str();
}

TEST_F(BulkLoadTest, AppendGoesByFieldNameAndReplaceKeepsWhatTheUserSet) {
  loadSquares("parcels", 100);
  setLayerStyle(c(), "parcels", "{\"a\":1}");
  setLayerTitle(c(), "parcels", "宗地", "Parcels");
  bindRole(c(), "parcel", "parcels", "code", "");
  const std::string uid = layerByName(c(), "parcels").uid;

  LayerDraft draft;
  draft.name = "PARCELS";
  draft.fields = {{"AREA", FieldType::real}};
  draft.crs = m_city.crs();
  draft.ifTaken = LayerDraft::IfTaken::append;
  {
    BulkLoad load(m_city, draft);
    FeatureBatch batch = FeatureBatch::withFields(draft.fields);
    const Value cell[] = {7.5};
    batch.addRow(1, cell, geom::boxWkb(square(500)));
    load.append(encode(std::move(batch), load.srid()));
    Progress progress;
    const auto result = load.finish(progress);
    EXPECT_EQ(result.layer.count, 101);
    EXPECT_EQ(result.layer.uid, uid);
    EXPECT_EQ(result.layer.extent.maxY, square(500).maxY);
  }
  EXPECT_EQ(one("SELECT fid || ' ' || area || ' ' || (code IS NULL) FROM parcels ORDER BY fid DESC"), "101 7.5 1");
  EXPECT_EQ(c().intValue("SELECT CheckSpatialIndex('parcels', 'geometry')"), 1);
  draft.fields = {{"nothing", FieldType::real}};
  try {
    BulkLoad load(m_city, draft);
    FAIL() << "an unknown field was appended";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::noSuchField);
  }

  const LayerInfo replaced = loadSquares("parcels", 50, LayerDraft::IfTaken::replace);
  EXPECT_EQ(replaced.count, 50);
  EXPECT_EQ(replaced.uid, uid);
  EXPECT_EQ(replaced.styleJson, "{\"a\":1}");
  EXPECT_EQ(replaced.titleZh, "宗地");
  EXPECT_EQ(replaced.role, "parcel");
  EXPECT_EQ(c().intValue("SELECT CheckSpatialIndex('parcels', 'geometry')"), 1);
  EXPECT_EQ(c().intValue("SELECT count(*) FROM city_stage"), 0);
  EXPECT_EQ(c().intValue("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'city\\_stage\\_%' ESCAPE '\\'"), 0);
  EXPECT_EQ(history(m_city, "parcels", 0)[0].op, "load");
}

TEST_F(BulkLoadTest, ATakenOrForbiddenNameIsRefused) {
  loadSquares("parcels", 1);
  const auto code = [&](const std::string& name) {
    try {
      LayerDraft draft;
      draft.name = name;
      draft.crs = m_city.crs();
      BulkLoad load(m_city, draft);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::internal;
  };
  EXPECT_EQ(code("Parcels"), ErrorCode::exists);
  for (const char* name : {"city_x", "IDX_a", "sqlite_a", "Geometry_Columns", "", " a", "a'b", "a\"b", "a\nb", "KNN"})
    EXPECT_EQ(code(name), ErrorCode::invalidValue) << name;
}

TEST_F(BulkLoadTest, ATableWithoutGeometryAndAnUnknownCrs) {
  LayerDraft table;
  table.name = "list";
  table.hasGeometry = false;
  table.fields = {{"n", FieldType::integer}};
  {
    BulkLoad load(m_city, table);
    load.append(encode(batchOf({"", ""}), load.srid()));
    Progress progress;
    const LayerInfo layer = load.finish(progress).layer;
    EXPECT_FALSE(layer.geometryType);
    EXPECT_EQ(layer.count, 2);
  }
  LayerDraft unknown;
  unknown.name = "somewhere";
  unknown.fields = {{"n", FieldType::integer}};
  BulkLoad load(m_city, unknown);
  EXPECT_EQ(load.srid(), -1);
  load.append(encode(batchOf({"POINT(1 2)", "POINT EMPTY"}), load.srid()));
  Progress progress;
  const LayerInfo layer = load.finish(progress).layer;
  EXPECT_EQ(layer.srid, -1);
  EXPECT_FALSE(layer.crs.isKnown());
  EXPECT_EQ(layer.count, 2);
}

TEST_F(BulkLoadTest, RowsThatPeopleMakeGetAUuidAndTheStationsNumbers) {
  LayerDraft draft;
  draft.name = "trees";
  draft.fields = {{"n", FieldType::integer}};
  draft.crs = m_city.crs();
  draft.withUid = true;
  BulkLoad load(m_city, draft);
  load.append(encode(batchOf({"POINT(1 2)", "POINT(3 4)"}), load.srid()));
  Progress progress;
  (void)load.finish(progress);
  EXPECT_EQ(c().intValue("SELECT min(fid) FROM trees"), (m_city.station() << 32) + 1);
  EXPECT_EQ(c().intValue("SELECT count(DISTINCT uid) FROM trees WHERE length(uid) = 36"), 2);
  EditCommand command;
  command.rows.push_back({RowEdit::Kind::insert, "trees", 0, "", {{"geometry", geom::pointWkb(5, 6)}}});
  EXPECT_EQ(apply(m_city, command).fids[0], (m_city.station() << 32) + 3);
}

}  // namespace
}  // namespace gis::store
