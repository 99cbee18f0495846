#include "gis_core/store/coverage_guard.h"

#include "gis_core/base/error.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/coverage_rule.h"
#include "gis_core/store/feature_edits.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"
#include "tests/unit/store/scratch_city.h"

namespace gis::store {
namespace {

/// Nine cells of 10 m, three by three, marked as coverage: fid 5 is the middle one.
class CoverageGuardTest : public ScratchCity {
 protected:
  void SetUp() override {
    LayerDraft draft;
    draft.name = "parcels";
    draft.fields = {{"code", FieldType::text}};
    draft.crs = m_city.crs();
    BulkLoad load(m_city, draft);
    FeatureBatch batch = FeatureBatch::withFields(draft.fields);
    for (int i = 0; i < 9; ++i) {
      const Value cells[] = {std::to_string(i + 1)};
      batch.addRow(-1, cells, geom::boxWkb(cell(i)));
    }
    load.append(encode(std::move(batch), load.srid()));
    Progress progress;
    (void)load.finish(progress);
    setCoverage(c(), "parcels", CoverageRule{0.001});
  }
  static geom::Envelope cell(int i) {
    const double x = 445000 + 10 * (i % 3);
    const double y = 3585000 + 10 * (i / 3);
    return {x, y, x + 10, y + 10};
  }
  static EditCommand reshape(std::int64_t fid, const geom::Envelope& box) {
    EditCommand command;
    command.reason = "test";
    command.rows = {{RowEdit::Kind::update, "parcels", fid, "", {{"geometry", geom::boxWkb(box)}}}};
    return command;
  }
  [[nodiscard]] geom::Bytes shapeOf(std::int64_t fid) {
    return featureByFid(c(), layerByName(c(), "parcels"), fid)->wkb;
  }
  [[nodiscard]] geom::CoverageReport report() {
    geom::CoverageShapes shapes;
    readFeatures(c(), layerByName(c(), "parcels"), {}, [&](Feature& feature) {
      shapes.add(feature.fid, feature.wkb);
      return true;
    });
    return geom::checkCoverage(shapes, geom::searchByScan(shapes), {}, {});
  }
  /// Refused with this in its sentence, and nothing changed.
  void expectRefused(const EditCommand& command, const std::string& part) {
    const std::string before = layerByName(c(), "parcels").revision;
    try {
      apply(m_city, command);
      ADD_FAILURE() << "not refused";
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::forbiddenStep);
      EXPECT_NE(error.sentence().find(part), std::string::npos) << error.sentence();
    }
    EXPECT_EQ(layerByName(c(), "parcels").revision, before);
  }
};

/// A neighbour that another program left invalid hides nothing of what an edit does around it.
TEST_F(CoverageGuardTest, AnInvalidNeighbourDoesNotMakeTheCheckSilent) {
  c().exec(
      "UPDATE parcels SET geometry = ST_Multi(GeomFromText('POLYGON((445010 3585010, 445020 3585020, 445020 3585010,"
      " 445010 3585020, 445010 3585010))', 4549)) WHERE fid = 5");
  ASSERT_TRUE(geom::invalidity(shapeOf(5)));
  const geom::CoverageReport whole = report();
  EXPECT_TRUE(std::any_of(whole.findings.begin(), whole.findings.end(), [](const geom::CoverageFinding& one) {
    return one.fault == geom::CoverageFault::invalid && one.fids == std::vector<std::int64_t>{5};
  }));
  geom::Envelope box = cell(5);
  box.maxY += 1;
  expectRefused(reshape(6, box), "features 6 and 9 overlap by 10.000 m²");
  box = cell(5);
  box.minX -= 4;
  expectRefused(reshape(6, box), "features 5 and 6 overlap");
  EditCommand added;
  added.rows = {{RowEdit::Kind::insert, "parcels", 0, "", {{"geometry", geom::boxWkb(cell(4))}}}};
  expectRefused(added, "the new area");
  // what has nothing to do with it goes through, and the neighbour itself can be mended
  EXPECT_NO_THROW(apply(m_city, reshape(5, cell(4))));
  EXPECT_TRUE(report().isSound());
}

TEST_F(CoverageGuardTest, AnOverlapIsRefusedWithWhatAndWhere) {
  geom::Envelope box = cell(8);
  box.minX -= 0.5;
  expectRefused(reshape(9, box), "features 8 and 9 overlap by 5.000 m² at 445019.750, 3585025.000");
  const auto faults = faultsOfEdit(m_city, reshape(9, box));
  ASSERT_FALSE(faults.empty());
  EXPECT_EQ(faults[0].finding.fault, geom::CoverageFault::overlap);
  EXPECT_EQ(faults[0].finding.fids, (std::vector<std::int64_t>{8, 9}));
  EXPECT_NEAR(faults[0].finding.size, 5, 1e-6);
}

TEST_F(CoverageGuardTest, AGapIsRefusedAndAnEditAtTheRimIsNot) {
  geom::Envelope box = cell(4);
  box.maxX -= 1;
  expectRefused(reshape(5, box), "there is a gap of 10.000 m²");
  box = cell(8);  // a corner of the whole: what it leaves is open to the outside
  box.maxX -= 1;
  EXPECT_NO_THROW(apply(m_city, reshape(9, box)));
  EditCommand remove;
  remove.rows = {{RowEdit::Kind::remove, "parcels", 5, "", {}}};
  expectRefused(remove, "there is a gap of 100.000 m²");
  remove.mayBreakCoverage = true;
  EXPECT_NO_THROW(apply(m_city, remove));
  EXPECT_NO_THROW(undo(m_city, ""));  // undo is never refused, nor is redo
  EXPECT_NO_THROW(redo(m_city, ""));
}

TEST_F(CoverageGuardTest, BothSidesInOneEditAreAccepted) {
  geom::Envelope left = cell(4);
  geom::Envelope right = cell(5);
  left.maxX = right.minX = left.maxX - 1;
  EditCommand command = reshape(5, left);
  command.rows.push_back(reshape(6, right).rows[0]);
  EXPECT_NO_THROW(apply(m_city, command));
}

TEST_F(CoverageGuardTest, ANewVertexOnABorderComesIntoTheNeighboursToo) {
  // the middle cell gets vertices in the middle of its eastern and a little beside its northern border
  EditCommand command;
  command.reason = "test";
  const geom::Bytes wkb = geom::fromWkt(
      "POLYGON ((445010 3585010, 445020 3585010, 445020 3585015, 445020 3585020, 445014 3585020.0004, "
      "445010 3585020, 445010 3585010))");
  command.rows = {{RowEdit::Kind::update, "parcels", 5, "", {{"geometry", wkb}}}};
  const EditResult result = apply(m_city, command);
  EXPECT_EQ(result.fids, (std::vector<std::int64_t>{5})) << "neighbours are not told as rows of the command";
  geom::CoverageShapes shapes;
  readFeatures(c(), layerByName(c(), "parcels"), {}, [&](Feature& feature) {
    shapes.add(feature.fid, feature.wkb);
    return true;
  });
  EXPECT_TRUE(geom::checkCoverage(shapes, geom::searchByScan(shapes), {}, {}).isSound());
  const auto vertices = [&](std::int64_t fid) {
    const auto feature = featureByFid(c(), layerByName(c(), "parcels"), fid);
    return geom::vertexCount(feature->wkb);
  };
  EXPECT_EQ(vertices(6), 6U) << "east of it";
  EXPECT_EQ(vertices(8), 6U) << "north of it";
  EXPECT_EQ(vertices(4), 5U);
  undo(m_city, "");
  EXPECT_EQ(vertices(6), 5U) << "one undo takes both back";
}

TEST_F(CoverageGuardTest, NewFeaturesAndInvalidOnesAreChecked) {
  EditCommand command;
  command.rows = {{RowEdit::Kind::insert, "parcels", 0, "", {{"geometry", geom::boxWkb(cell(4))}}}};
  expectRefused(command, "the new area is the same as 5");
  command.rows[0].values[0].second =
      geom::fromWkt("POLYGON ((445100 3585000, 445110 3585010, 445110 3585000, 445100 3585010, 445100 3585000))");
  expectRefused(command, "is invalid");
  command.rows[0].values[0].second = geom::boxWkb({445030, 3585000, 445040, 3585010});
  EXPECT_NO_THROW(apply(m_city, command));
}

TEST_F(CoverageGuardTest, OldFaultsDoNotStopAnEditThatLeavesOrMendsThem) {
  geom::Envelope box = cell(8);
  box.minX -= 0.5;
  EditCommand command = reshape(9, box);
  command.mayBreakCoverage = true;
  apply(m_city, command);
  box.minX += 0.25;  // less than before
  EXPECT_NO_THROW(apply(m_city, reshape(9, box)));
  box.minX -= 0.3;  // more again
  expectRefused(reshape(9, box), "overlap");
  EditCommand other;
  other.rows = {{RowEdit::Kind::update, "parcels", 9, "", {{"code", std::string("x")}}}};
  EXPECT_NO_THROW(apply(m_city, other));
}

TEST_F(CoverageGuardTest, WithoutTheMarkEverythingGoes) {
  setCoverage(c(), "parcels", std::nullopt);
  EXPECT_FALSE(coverageRule(c(), layerByName(c(), "parcels").uid).has_value());
  geom::Envelope box = cell(8);
  box.minX -= 0.5;
  EXPECT_NO_THROW(apply(m_city, reshape(9, box)));
  EXPECT_TRUE(faultsOfEdit(m_city, reshape(9, box)).empty());
}

TEST_F(CoverageGuardTest, TheMarkIsKeptAndChecked) {
  const auto rule = coverageRule(c(), layerByName(c(), "parcels").uid);
  ASSERT_TRUE(rule);
  EXPECT_EQ(rule->tolerance, 0.001);
  EXPECT_TRUE(std::isinf(rule->maxGapWidth));
  EXPECT_THROW(setCoverage(c(), "city_incident", CoverageRule{}), Error);
  EXPECT_THROW(setCoverage(c(), "nowhere", CoverageRule{}), Error);
  EXPECT_THROW(setCoverage(c(), "parcels", CoverageRule{-1}), Error);
  removeLayer(c(), "parcels");
  EXPECT_EQ(c().intValue("SELECT count(*) FROM city_coverage"), 0);
}

TEST_F(CoverageGuardTest, TheRepairTakesTheOverlapFromTheEditAndFillsItsGap) {
  geom::Envelope box = cell(8);
  box.minX -= 0.5;
  box.maxY -= 1;  // an overlap with a neighbour; at the rim nothing is missed
  const auto overlap = mendedEdit(m_city, reshape(9, box));
  ASSERT_TRUE(overlap);
  EXPECT_NO_THROW(apply(m_city, *overlap));
  EXPECT_NEAR(geom::area(shapeOf(9)), 90, 1e-6);
  EXPECT_NEAR(geom::area(shapeOf(8)), 100, 1e-6) << "the neighbour keeps what it has";
  undo(m_city, "");
  box = cell(4);
  box.maxX -= 1;
  const auto gap = mendedEdit(m_city, reshape(5, box));
  ASSERT_TRUE(gap);
  EXPECT_NO_THROW(apply(m_city, *gap));
  EXPECT_TRUE(report().isSound());
  double sum = 0;
  for (std::int64_t fid = 1; fid <= 9; ++fid) sum += geom::area(shapeOf(fid));
  EXPECT_NEAR(sum, 900, 1e-6);
  undo(m_city, "");
  // a new area that lies wholly in another one: nothing of it would be left
  EditCommand inside;
  inside.rows = {
      {RowEdit::Kind::insert, "parcels", 0, "", {{"geometry", geom::boxWkb({445012, 3585012, 445014, 3585014})}}}};
  EXPECT_FALSE(faultsOfEdit(m_city, inside).empty());
  EXPECT_FALSE(mendedEdit(m_city, inside));
  // one that reaches out over the rim keeps what is free
  EditCommand over;
  over.rows = {
      {RowEdit::Kind::insert, "parcels", 0, "", {{"geometry", geom::boxWkb({445025, 3585002, 445040, 3585008})}}}};
  const auto free = mendedEdit(m_city, over);
  ASSERT_TRUE(free);
  const EditResult added = apply(m_city, *free);
  EXPECT_NEAR(geom::area(shapeOf(added.fids[0])), 60, 1e-6);
  EXPECT_TRUE(report().isSound());
}

TEST_F(CoverageGuardTest, ABorderMovedByHandMovesForAllOfItsSides) {
  const auto reshaped = [&](std::int64_t fid, const auto& change) {
    const geom::Bytes before = shapeOf(fid);
    geom::EditableShape shape(before);
    change(shape);
    return replaceShapes(m_city, "parcels", {{fid, before, shape.wkb()}}, InvalidShape::refuse, "reshape", "clerk");
  };
  const auto cornerOf = [&](std::int64_t fid, geom::MapPoint place) {
    return geom::nearestVertex(geom::EditableShape(shapeOf(fid)), place)->at;
  };
  const auto whole = [&] {
    double sum = 0;
    for (std::int64_t fid = 1; fid <= 9; ++fid) sum += geom::area(shapeOf(fid));
    return sum;
  };
  // the corner of four
  const geom::MapPoint corner{445020, 3585020}, to{445021.37, 3585018.1234567};
  EXPECT_EQ(reshaped(5, [&](geom::EditableShape& shape) { shape.moveVertex(cornerOf(5, corner), to); }).fids.size(),
            4U);
  for (const std::int64_t fid : {5, 6, 8, 9}) {
    EXPECT_EQ(geom::nearestVertex(geom::EditableShape(shapeOf(fid)), to)->distance, 0) << fid << ": the same bits";
  }
  EXPECT_TRUE(report().isSound());
  EXPECT_NEAR(whole(), 900, 1e-6);
  // a vertex dragged out of a common edge, and taken away again
  const geom::MapPoint bulge{445012, 3585015};
  const auto edge = geom::nearestEdge(geom::EditableShape(shapeOf(5)), {445010, 3585015})->at;
  EXPECT_EQ(reshaped(5, [&](geom::EditableShape& shape) { shape.insertVertex(edge, bulge); }).fids.size(), 2U);
  EXPECT_NEAR(geom::area(shapeOf(4)), 110, 1e-6);
  EXPECT_TRUE(report().isSound());
  EXPECT_EQ(reshaped(4, [&](geom::EditableShape& shape) { shape.removeVertex(cornerOf(4, bulge)); }).fids.size(), 2U);
  EXPECT_NEAR(geom::area(shapeOf(4)), 100, 1e-6);
  EXPECT_TRUE(report().isSound());
  for (int i = 0; i < 3; ++i) undo(m_city, "");
  for (int i = 0; i < 9; ++i) EXPECT_NEAR(geom::area(shapeOf(i + 1)), 100, 1e-9);
  // without the mark every area is by itself
  setCoverage(c(), "parcels", std::nullopt);
  EXPECT_EQ(reshaped(5, [&](geom::EditableShape& shape) { shape.moveVertex(cornerOf(5, corner), to); }).fids.size(),
            1U);
}

}  // namespace
}  // namespace gis::store
