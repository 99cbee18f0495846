#include "gis_core/store/layer.h"

#include <gmock/gmock.h>

#include "gis_core/base/error.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/read_only_sql.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

using LayerTest = ScratchCity;
using testing::HasSubstr;

TEST_F(LayerTest, ANewCityHasItsCases) {
  const auto layers = listLayers(c());
  ASSERT_EQ(layers.size(), 1u);
  EXPECT_EQ(layers[0].name, "city_incident");
  EXPECT_EQ(layers[0].titleZh, "案卷");
  EXPECT_EQ(layers[0].geometryType->name(), "POINT");
  EXPECT_EQ(layers[0].crs.identifier(), "EPSG:4549");
  EXPECT_TRUE(layers[0].hasUid);
  EXPECT_EQ(c().intValue("PRAGMA application_id"), kApplicationId);
  EXPECT_EQ(c().intValue("PRAGMA user_version"), kSchemaVersion);
  EXPECT_EQ(one("PRAGMA journal_mode"), "wal");
  EXPECT_EQ(c().intValue("PRAGMA synchronous"), 2);
  EXPECT_EQ(c().intValue("PRAGMA foreign_keys"), 1);
  EXPECT_EQ(c().intValue("SELECT CheckSpatialMetaData()"), 3);
  EXPECT_GT(m_city.station(), 0);
  EXPECT_LT(m_city.station(), 1 << 21);
}

TEST_F(LayerTest, RenameMovesEveryRegistration) {
  loadSquares("parcels", 500);
  for (const char* name : {"宗地 2026", "宗地 2026x", "Parcels", "PARCELS"}) {
    renameLayer(c(), listLayers(c()).front().name, name);
    const LayerInfo layer = layerByName(c(), name);
    EXPECT_EQ(layer.name, name);
    EXPECT_EQ(layer.count, 500);
    EXPECT_EQ(one(std::string("SELECT rtreecheck('idx_") + name + "_geometry')"), "ok");
    EXPECT_EQ(c().intValue(std::string("SELECT CheckSpatialIndex('") + name + "', 'geometry')"), 1);
    EditCommand command;
    command.rows.push_back({RowEdit::Kind::update, name, 7, "", {{"geometry", geom::boxWkb(square(600))}}});
    apply(m_city, command);
    EXPECT_EQ(c().intValue(std::string("SELECT CheckSpatialIndex('") + name + "', 'geometry')"), 1);
    undo(m_city, "");
  }
  EXPECT_EQ(c().intValue("SELECT count(*) FROM geometry_columns WHERE f_table_name = 'parcels'"), 1);
  EXPECT_EQ(one("SELECT group_concat(DISTINCT tbl_name) FROM sqlite_schema WHERE type = 'trigger'"
                " AND lower(tbl_name) = 'parcels'"),
            "PARCELS");
}

TEST_F(LayerTest, RemoveKeepsNothingBehind) {
  const auto state = [&] {
    return one("SELECT group_concat(name || type) FROM (SELECT * FROM sqlite_schema ORDER BY name, type)") +
           one("SELECT count(*) FROM geometry_columns") + one("SELECT count(*) FROM geometry_columns_statistics") +
           one("SELECT count(*) FROM geometry_columns_time") + one("SELECT count(*) FROM geometry_columns_auth") +
           one("SELECT count(*) FROM city_layer") + one("SELECT count(*) FROM city_role") +
           one("SELECT count(*) FROM city_counter");
  };
  const std::string before = state();
  loadSquares("parcels", 100);
  bindRole(c(), "parcel", "parcels", "code", "名称");
  EditCommand command;
  command.rows.push_back({RowEdit::Kind::insert, "parcels", 0, "", {{"area", 1.0}}});
  apply(m_city, command);
  removeLayer(c(), "parcels");
  EXPECT_EQ(state(), before);
  EXPECT_THROW(removeLayer(c(), "city_incident"), Error);
  EXPECT_THROW(renameLayer(c(), "city_incident", "x"), Error);
}

TEST_F(LayerTest, ACopyIsALayerOfItsOwn) {
  loadSquares("parcels", 300);
  setLayerStyle(c(), "parcels", "{}");
  duplicateLayer(c(), "parcels", "copy");
  const LayerInfo copy = layerByName(c(), "copy");
  EXPECT_EQ(copy.count, 300);
  EXPECT_EQ(copy.styleJson, "{}");
  EXPECT_NE(copy.uid, layerByName(c(), "parcels").uid);
  EXPECT_EQ(copy.fields, layerByName(c(), "parcels").fields);
  EXPECT_EQ(c().intValue("SELECT CheckSpatialIndex('copy', 'geometry')"), 1);
  removeLayer(c(), "parcels");
  EXPECT_EQ(c().intValue("SELECT count(*) FROM copy"), 300);
  EXPECT_THROW(duplicateLayer(c(), "copy", "COPY"), Error);
  duplicateLayer(c(), "city_incident", "my_cases");
  EXPECT_TRUE(layerByName(c(), "my_cases").hasUid);
}

TEST_F(LayerTest, AnUnknownNameNamesNearOnes) {
  loadSquares("parcels", 1);
  try {
    (void)layerByName(c(), "parcel");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::noSuchLayer);
    EXPECT_THAT(error.sentence(), HasSubstr("did you mean parcels?"));
  }
  EXPECT_EQ(layerByName(c(), "PARCELS").name, "parcels");
  EXPECT_EQ(freeLayerName(c(), "Parcels"), "Parcels_2");
  EXPECT_EQ(freeLayerName(c(), "roads"), "roads");
}

TEST_F(LayerTest, SettingsOfALayerAreKept) {
  loadSquares("parcels", 1);
  loadSquares("zones", 1);
  setLayerOrder(c(), {"zones", "parcels"});
  setLayerVisible(c(), "parcels", false);
  setLayerGroup(c(), "parcels", "土地");
  setLayerFilter(c(), "parcels", "area > 5");
  setLayerSearchFields(c(), "parcels", {"CODE", "名称"});
  setLayerCodeSystem(c(), "parcels", "code", "GB/T 21010-2017");
  Provenance provenance;
  provenance.source = "宗地.shp";
  provenance.bureau = "自然资源局";
  setLayerProvenance(c(), "parcels", provenance);
  const auto layers = listLayers(c());
  ASSERT_EQ(layers.size(), 3u);
  EXPECT_EQ(layers[0].name, "zones");
  EXPECT_EQ(layers[2].name, "city_incident");
  EXPECT_FALSE(layers[1].visible);
  EXPECT_EQ(layers[1].group, "土地");
  EXPECT_EQ(layers[1].filter, "area > 5");
  EXPECT_EQ(layers[1].codeSystems, "{\"code\":\"GB/T 21010-2017\"}");
  EXPECT_EQ(layers[1].provenance.bureau, "自然资源局");
  EXPECT_THROW(setLayerSearchFields(c(), "parcels", {"nothing"}), Error);
}

TEST_F(LayerTest, RolesAreGuessedAndBound) {
  LayerDraft draft;
  draft.name = "jd";
  draft.fields = {{"JDDM", FieldType::text}, {"name", FieldType::text}};
  draft.crs = m_city.crs();
  BulkLoad load(m_city, draft);
  FeatureBatch batch = FeatureBatch::withFields(draft.fields);
  const Value cells[] = {std::string("321002001"), std::string("东关街道")};
  batch.addRow(1, cells, geom::boxWkb(square(1)));
  load.append(encode(std::move(batch), load.srid()));
  Progress progress;
  const LayerInfo layer = load.finish(progress).layer;
  const auto guess = guessRole(c(), layer);
  ASSERT_TRUE(guess);
  EXPECT_EQ(guess->role, "subdistrict");
  EXPECT_EQ(guess->codeField, "JDDM");
  EXPECT_EQ(guess->nameField, "name");
  EXPECT_FALSE(layerOfRole(c(), "subdistrict"));
  bindRole(c(), guess->role, "jd", guess->codeField, guess->nameField);
  EXPECT_EQ(layerOfRole(c(), "subdistrict")->name, "jd");
  EXPECT_EQ(layerByName(c(), "jd").role, "subdistrict");
  unbindRole(c(), "subdistrict");
  EXPECT_FALSE(layerOfRole(c(), "subdistrict"));
  EXPECT_THROW(bindRole(c(), "mayor", "jd", "", ""), Error);
}

TEST_F(LayerTest, TheCodeOfWhatALayerLiesInGivesItNoRole) {
  LayerDraft draft;
  draft.name = "villages";
  draft.fields = {{"subdistrict", FieldType::text}, {"code", FieldType::text}};
  draft.crs = m_city.crs();
  BulkLoad load(m_city, draft);
  FeatureBatch batch = FeatureBatch::withFields(draft.fields);
  for (int i = 0; i < 40; ++i) {
    const Value cells[] = {"32100200" + std::to_string(i / 10), "3210020010" + std::to_string(10 + i)};
    batch.addRow(i + 1, cells, geom::boxWkb(square(i)));
  }
  load.append(encode(std::move(batch), load.srid()));
  Progress progress;
  const auto guess = guessRole(c(), load.finish(progress).layer);
  ASSERT_TRUE(guess);
  EXPECT_EQ(guess->role, "community");
  EXPECT_EQ(guess->codeField, "code");
}

TEST_F(LayerTest, ConditionsAreOneHarmlessExpression) {
  loadSquares("parcels", 20);
  const auto refused = [&](const std::string& condition) {
    try {
      checkCondition(c(), "parcels", condition);
    } catch (const Error& error) {
      return error.code() == ErrorCode::sql || error.code() == ErrorCode::noSuchField;
    }
    return false;
  };
  for (const char* good : {"area > 105", "\"名称\" LIKE '地块1%' -- a comment", "code IN (SELECT code FROM parcels)",
                           "ST_Area(geometry) > 5 AND (code = '0100001' OR 1)", "Intersects(geometry, geometry) = 1"})
    EXPECT_FALSE(refused(good)) << good;
  for (const char* bad : {"", "1) OR (1", "1 THEN 1 END, CASE WHEN 1", "1; DELETE FROM parcels", "area > ?1",
                          "arae > 1", "\"arae\" > 1", "load_extension('x')", "DropTable(NULL, 'parcels') = 1", "1 /*",
                          "area >", "EnableGpkgMode() = 1", "1 UNION SELECT 1", "CreateSpatialIndex('a', 'b')"})
    EXPECT_TRUE(refused(bad)) << bad;
  EXPECT_EQ(countFeatures(c(), layerByName(c(), "parcels"), "area >= 110"), 10);
  EXPECT_EQ(countFeatures(c(), layerByName(c(), "parcels"), ""), 20);
}

TEST_F(LayerTest, FeaturesComeInTheAskedOrderAndColumns) {
  const LayerInfo layer = loadSquares("parcels", 20);
  FeatureRequest request;
  request.fields = {"AREA"};
  request.geometry = false;
  request.where = "area > 104";
  request.orderBy = "code";
  request.descending = true;
  request.limit = 2;
  request.offset = 1;
  std::vector<std::int64_t> fids;
  readFeatures(c(), layer, request, [&](Feature& feature) {
    EXPECT_EQ(feature.values.size(), 1u);
    EXPECT_TRUE(feature.wkb.empty());
    fids.push_back(feature.fid);
    // a callback under a condition may write
    setLayerVisible(c(), "parcels", true);
    return true;
  });
  EXPECT_THAT(fids, testing::ElementsAre(19, 18));
  request = {};
  request.fids = {5, 3, 99};
  std::size_t rows = 0;
  readBatches(c(), layer, request, 1, [&](FeatureBatch& batch) {
    EXPECT_EQ(batch.rows(), 1u);
    EXPECT_EQ(batch.fields.size(), 3u);
    EXPECT_EQ(geom::envelopeOf(batch.geometryOf(0)), square(static_cast<int>(batch.fids[0]) - 1));
    ++rows;
    return true;
  });
  EXPECT_EQ(rows, 2u);
  request.orderBy = "nothing";
  EXPECT_THROW(readFeatures(c(), layer, request, [](Feature&) { return true; }), Error);
}

}  // namespace
}  // namespace gis::store
