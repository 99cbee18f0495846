#include "gis_core/store/coverage_guard.h"

#include "gis_core/base/error.h"
#include "gis_core/store/coverage_rule.h"
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
  expectRefused(command, "features (new) and 5 are the same area");
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

}  // namespace
}  // namespace gis::store
