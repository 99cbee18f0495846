// What SpatiaLite does otherwise than one thinks: each fact that our code relies on.
#include <gmock/gmock.h>

#include "gis_core/base/error.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/maintenance.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

using TrapTest = ScratchCity;

TEST_F(TrapTest, PredicatesAnswerMinusOneForNullAndBrokenGeometry) {
  c().exec(
      "CREATE TEMP TABLE t(id INTEGER, g BLOB);"
      "INSERT INTO t VALUES (1, MakePoint(0, 0)), (2, NULL), (3, x'00'), (4, MakePoint(5, 5))");
  EXPECT_EQ(one("SELECT group_concat(id) FROM t WHERE ST_Intersects(g, BuildMbr(-1, -1, 1, 1))"), "1,2,3");
  EXPECT_EQ(one("SELECT group_concat(id) FROM t WHERE ST_Intersects(g, BuildMbr(-1, -1, 1, 1)) = 1"), "1");
}

TEST_F(TrapTest, SridsAreNotCompared) {
  EXPECT_EQ(c().intValue("SELECT ST_Intersects(MakePoint(1, 1, 4490), MakePoint(1, 1, 4549))"), 1);
  EXPECT_EQ(one("SELECT ST_Distance(MakePoint(0, 0, 4490), MakePoint(3, 4, 4549))"), "5.0");
}

TEST_F(TrapTest, TheBoxesOfTheTreeAre32BitAndLieAround) {
  // eastings with the zone number before them: one step of a float is 4 m
  LayerDraft draft;
  draft.name = "zone40";
  draft.crs = crs::Crs::fromEpsg(4528);
  BulkLoad load(m_city, draft);
  FeatureBatch batch = FeatureBatch::withFields({});
  for (int i = 0; i < 100; ++i) batch.addRow(-1, {}, geom::pointWkb(40445001.3 + i, 3585000.7));
  load.append(encode(std::move(batch), load.srid()));
  Progress progress;
  const LayerInfo layer = load.finish(progress).layer;
  EXPECT_EQ(layer.extent.minX, 40445001.3);  // the extent told is exact
  EXPECT_EQ(layer.extent.maxX, 40445100.3);
  EXPECT_EQ(one("SELECT extent_max_x FROM geometry_columns_statistics WHERE f_table_name = 'zone40'"), "40445100.3");
  EXPECT_EQ(c().intValue("SELECT count(*) FROM idx_zone40_geometry JOIN zone40 ON fid = pkid"
                         " WHERE xmin <= ST_X(geometry) AND xmax >= ST_X(geometry)"),
            100);
  FeatureRequest request;
  request.box = geom::Envelope{40445010, 3585000, 40445011, 3585001};
  std::size_t candidates = 0;
  std::size_t exact = 0;
  readFeatures(c(), layer, request, [&](Feature& feature) {
    ++candidates;
    exact += request.box->intersects(geom::envelopeOf(feature.wkb)) ? 1 : 0;
    return true;
  });
  EXPECT_EQ(exact, 1u);
  EXPECT_GT(candidates, exact);  // so the caller has to test exactly
}

TEST_F(TrapTest, ALostIndexEntryIsToldWhereSpatialiteLosesIt) {
  loadSquares("parcels", 3);
  EXPECT_EQ(c().intValue("SELECT RTreeAlign(7, 1, NULL)"), -1);
  EXPECT_EQ(c().intValue("SELECT RTreeAlign('idx_parcels_geometry', 'one', NULL)"), -1);
  EXPECT_EQ(c().intValue("SELECT RTreeAlign('idx_parcels_geometry', 77, NULL)"), 1);
  EXPECT_EQ(c().intValue("SELECT RTreeAlign('idx_parcels_geometry', 78, x'0102')"), 1);
  EXPECT_EQ(c().intValue("SELECT RTreeAlign('idx_parcels_geometry', 79, BuildMbr(1, 2, 3, 4))"), 1);
  EXPECT_EQ(one("SELECT xmin || ' ' || xmax || ' ' || ymin || ' ' || ymax FROM idx_parcels_geometry WHERE pkid = 79"),
            "1.0 3.0 2.0 4.0");
  EXPECT_EQ(c().intValue("SELECT count(*) FROM idx_parcels_geometry WHERE pkid > 70"), 1);
  EXPECT_THROW(c().exec("SELECT RTreeAlign('idx_parcels_geometry', 79, BuildMbr(1, 2, 3, 4))"), Error);  // is there
  EXPECT_THROW(c().exec("SELECT RTreeAlign('idx_of_nothing', 1, BuildMbr(1, 2, 3, 4))"), Error);
}

TEST_F(TrapTest, NamesInDoubleQuotesAreNeverTakenForTexts) {
  loadSquares("parcels", 1);
  EXPECT_THROW((void)c().prepare("SELECT * FROM parcels WHERE \"arae\" = 1"), Error);
}

TEST_F(TrapTest, RowNumbersSurviveAVacuum) {
  loadSquares("parcels", 10);
  c().exec("DELETE FROM parcels WHERE fid < 5; VACUUM");
  EXPECT_EQ(c().intValue("SELECT min(fid) FROM parcels"), 5);
  EXPECT_EQ(c().intValue("SELECT CheckSpatialIndex('parcels', 'geometry')"), 1);
}

TEST_F(TrapTest, EmptyGeometryCanBeWrittenAndMoved) {
  loadSquares("parcels", 3);
  EditCommand command;
  command.rows.push_back({RowEdit::Kind::update, "parcels", 2, "", {{"geometry", geom::fromWkt("POLYGON EMPTY")}}});
  apply(m_city, command);
  EXPECT_EQ(layerByName(c(), "parcels").extent, (geom::Envelope{445000, 3585000, 445050, 3585010}));
  EXPECT_EQ(c().intValue("SELECT geometry IS NULL FROM parcels WHERE fid = 2"), 1)
      << "SpatiaLite crashes on an empty polygon, so it is none";
  EXPECT_EQ(c().intValue("SELECT CheckSpatialIndex('parcels', 'geometry')"), 1);
  undo(m_city, "");
  EXPECT_EQ(geom::envelopeOf(featureByFid(c(), layerByName(c(), "parcels"), 2)->wkb), square(1));
  EXPECT_EQ(c().intValue("SELECT CheckSpatialIndex('parcels', 'geometry')"), 1);
}

TEST_F(TrapTest, EmptyGeometryIsLoadedAsNone) {
  LayerDraft draft;
  draft.name = "mixed";
  draft.fields = {{"n", FieldType::integer}};
  draft.crs = m_city.crs();
  BulkLoad load(m_city, draft);
  FeatureBatch batch = FeatureBatch::withFields(draft.fields);
  std::int64_t n = 0;
  for (const char* wkt : {"POINT EMPTY", "LINESTRING EMPTY", "POLYGON EMPTY", "GEOMETRYCOLLECTION EMPTY",
                          "MULTIPOLYGON (EMPTY, ((0 0, 4 0, 4 4, 0 4, 0 0)))"}) {
    const Value cells[] = {++n};
    batch.addRow(n, cells, geom::fromWkt(wkt));
  }
  EncodedBatch encoded = encode(std::move(batch), load.srid());
  EXPECT_EQ(encoded.nullGeometries, 4);
  load.append(std::move(encoded));
  Progress progress;
  const LayerInfo layer = load.finish(progress).layer;
  EXPECT_EQ(layer.count, 5) << "the rows are kept";
  EXPECT_EQ(layer.geometryType->name(), "MULTIPOLYGON") << "what is empty does not widen the type";
  EXPECT_EQ(c().intValue("SELECT count(*) FROM mixed WHERE geometry IS NULL"), 4);
  EXPECT_EQ(c().intValue("SELECT CheckSpatialIndex('mixed', 'geometry')"), 1);
  EXPECT_EQ(c().intValue("SELECT RecoverSpatialIndex('mixed', 'geometry')"), 1);
  EXPECT_EQ(one("SELECT AsText(ST_MakeValid(geometry)) FROM mixed WHERE fid = 5"),
            "MULTIPOLYGON(((0 0, 4 0, 4 4, 0 4, 0 0)))");
  EXPECT_EQ(c().intValue("SELECT count(*) FROM mixed WHERE ST_Covers(BuildMbr(0,0,9,9), geometry) = 1"), 1);
  EXPECT_TRUE(checkCity(m_city, progress).empty());
}

}  // namespace
}  // namespace gis::store
