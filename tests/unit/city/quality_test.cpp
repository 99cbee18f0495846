#include "gis_core/city/quality.h"

#include <algorithm>
#include <map>

#include "gis_core/base/error.h"
#include "gis_core/city/quality_notes.h"
#include "gis_core/geometry/operations.h"
#include "gis_core/store/coverage_rule.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {
namespace {

class QualityTest : public SmallCity {
 protected:
  LayerQuality check(const std::string& layer, QualityOptions options = {}) {
    return checkLayer(*m_city, layer, options, m_progress);
  }
  static std::int64_t found(const LayerQuality& quality, std::string_view check, std::string_view field) {
    for (const QualityCheck& one : quality.checks) {
      if (one.rule.check == check && one.field == field) return one.findings;
    }
    return -1;
  }
  Progress m_progress;
};

TEST_F(QualityTest, theSmallCityIsSound) {
  for (const char* layer : {"districts", "subdistricts", "communities", "grid"}) {
    const LayerQuality quality = check(layer);
    EXPECT_FALSE(quality.checks.empty()) << layer;
    EXPECT_TRUE(quality.findings.empty()) << layer << ": " << quality.findings.front().what.str();
    EXPECT_EQ(quality.score(), 100.0) << layer;
  }
  EXPECT_EQ(found(check("grid"), "begins_with_role", "code"), 0);
}

TEST_F(QualityTest, unitGridsLieWhereTheirCodesSay) {
  EXPECT_EQ(found(check("grid"), "inside_role", "code"), 0);
  store::EditCommand command;
  for (const std::int64_t fid : {1, 2}) {
    store::RowEdit row;
    row.table = "grid";
    row.fid = fid;
    // the first one with the other community's code, the second one outside of every community
    if (fid == 1) row.values = {{"code", std::string("321002001002009")}};
    if (fid == 2) row.values = {{"geometry", box(447000, 3585000, 447500, 3585500)}};
    command.rows.push_back(row);
  }
  store::apply(*m_city, command);
  const LayerQuality quality = check("grid");
  EXPECT_EQ(found(quality, "inside_role", "code"), 2);
  EXPECT_EQ(found(quality, "begins_with_role", "code"), 0);
}

// Components with one fault each; the score by hand.
TEST_F(QualityTest, countsTheFaultsOfComponents) {
  const std::vector<store::Field> fields{{"GLBJBSM"},   {"GLBJMC"}, {"ZGBMDM"}, {"ZGBMMC"},
                                         {"SZDYWGBSM"}, {"GLBJZT"}, {"CSRQ"}};
  const std::string grid = "321002001001001", office = "91350100M000100Y43";
  const auto row = [&](std::string id, std::string code, std::string in, std::string state, std::string day) {
    return Row{{id, "路灯", code, "城管局", in, state, day}, geom::pointWkb(445100, 3585100)};
  };
  addLayer(*m_city, "lamps", fields,
           {row("32100201037000001", office, grid, "完好", "20260101"),
            row("32100201037000001", office, grid, "完好", "20260101"),  // twice
            row("3210020103700000", office, grid, "完好", "20260230"),   // 16 digits are the old form; no day
            row("32100201037000003", "91350100M000100Y44", grid, "坏", "2026-01-01"),  // check digit; domain
            row("99999901037000004", office, "321002001001999", "完好 ", ""),          // district; grid; blank; no day
            row("", office, grid, "完好", "20260101")});                               // required
  store::bindRole(m_city->connection(), "component", "lamps", "GLBJBSM", "GLBJMC");
  const LayerQuality quality = check("lamps");
  EXPECT_EQ(quality.features, 6);
  EXPECT_EQ(found(quality, "unique", "GLBJBSM"), 1);
  EXPECT_EQ(found(quality, "required", "GLBJBSM"), 1);
  EXPECT_EQ(found(quality, "component_id", "GLBJBSM"), 0);
  EXPECT_EQ(found(quality, "begins_with_role", "GLBJBSM"), 1);
  EXPECT_EQ(found(quality, "credit_code", "ZGBMDM"), 1);
  EXPECT_EQ(found(quality, "one_of", "GLBJZT"), 2);
  EXPECT_EQ(found(quality, "in_role", "SZDYWGBSM"), 1);
  EXPECT_EQ(found(quality, "inside_role", "SZDYWGBSM"), 1);
  EXPECT_EQ(found(quality, "day", "CSRQ"), 1);
  EXPECT_EQ(found(quality, "required", "CSRQ"), 1);
  EXPECT_EQ(quality.withErrors, 5) << "all but the first";
  ASSERT_TRUE(quality.score());
  EXPECT_NEAR(*quality.score(), 100.0 / 6, 1e-9);
  // one finding has an identity that a second look keeps
  const LayerQuality again = check("lamps");
  ASSERT_EQ(again.findings.size(), quality.findings.size());
  for (std::size_t i = 0; i < again.findings.size(); ++i) EXPECT_EQ(again.findings[i].id, quality.findings[i].id);
  // the blank behind the state is repaired, in one step that can be taken back
  EXPECT_EQ(fixFindings(*m_city, quality, "tester", m_progress), 1);
  EXPECT_EQ(found(check("lamps"), "one_of", "GLBJZT"), 1);
  store::undo(*m_city, "tester");
  EXPECT_EQ(found(check("lamps"), "one_of", "GLBJZT"), 2);
}

TEST_F(QualityTest, repairsGeometriesAndPlainForms) {
  addLayer(
      *m_city, "plots", {{"ZDDM"}},
      {{{"321002001001gb00001"}, box(445000, 3585000, 445100, 3585100)},
       {{"321002001001GB00002"},
        geom::fromWkt("POLYGON ((445000 3585000, 445100 3585100, 445100 3585000, 445000 3585100, 445000 3585000))")},
       {{"321002001001GB0000"}, {}}});
  QualityOptions options;
  const LayerQuality quality = check("plots", options);
  EXPECT_EQ(found(quality, "valid", "geometry"), 1);
  EXPECT_EQ(found(quality, "given", "geometry"), 1);
  EXPECT_EQ(found(quality, "parcel_code", "ZDDM"), 2) << "small letters, and 18 characters";
  EXPECT_EQ(quality.withErrors, 3);
  EXPECT_EQ(fixFindings(*m_city, quality, "tester", m_progress), 2);
  const LayerQuality after = check("plots", options);
  EXPECT_EQ(found(after, "valid", "geometry"), 0);
  EXPECT_EQ(found(after, "parcel_code", "ZDDM"), 1);
  EXPECT_EQ(after.withErrors, 1);
  EXPECT_NEAR(*after.score(), 100 * 2.0 / 3, 1e-9) << "its missing geometry is a warning of the same feature";
}

// Two of three fields overlap by 10 m x 100 m, and the third leaves a gap of 0.5 m to nobody.
TEST_F(QualityTest, looksAtBordersMendsAndIgnoresThem) {
  addLayer(*m_city, "fields", {{"name"}},
           {{{"a"}, box(445000, 3585000, 445100, 3585100)},
            {{"b"}, box(445090, 3585000, 445200, 3585100)},
            {{"c"}, box(445200, 3585000, 445300, 3585100)}});
  EXPECT_EQ(found(check("fields"), kCoverageCheck, "geometry"), -1) << "nobody says that they lie side by side";
  store::setCoverage(m_city->connection(), "fields", store::CoverageRule{0.01});
  const LayerQuality quality = check("fields");
  EXPECT_EQ(found(quality, kCoverageCheck, "geometry"), 5)
      << "the overlap, and a corner of each on two edges of the other";
  EXPECT_EQ(quality.withErrors, 2) << "both sides of the overlap";
  const auto isError = [](const QualityFinding& one) { return one.severity == Severity::error; };
  ASSERT_EQ(std::count_if(quality.findings.begin(), quality.findings.end(), isError), 1);
  const QualityFinding& overlap = *std::find_if(quality.findings.begin(), quality.findings.end(), isError);
  EXPECT_EQ(overlap.value, "overlap 1, 2");
  EXPECT_NEAR(geom::area(overlap.shape), 1000, 1e-6);
  ASSERT_TRUE(overlap.at);
  EXPECT_NEAR(overlap.at->x, 445095, 5);
  ignoreFindings(*m_city, quality, {overlap.id}, "a terrace", "tester");
  QualityOptions options;
  options.ignored = ignoredIds(*m_city);
  const LayerQuality heeded = check("fields", options);
  EXPECT_EQ(found(heeded, kCoverageCheck, "geometry"), 4);
  EXPECT_EQ(heeded.withErrors, 0);
  EXPECT_GE(fixFindings(*m_city, quality, "tester", m_progress), 1);
  EXPECT_EQ(found(check("fields"), kCoverageCheck, "geometry"), 0);
  store::undo(*m_city, "tester");
  EXPECT_EQ(found(check("fields"), kCoverageCheck, "geometry"), 5);
}

TEST_F(QualityTest, aVertexThatANeighbourLacksIsAWarning) {
  addLayer(*m_city, "fields", {{"name"}},
           {{{"a"}, box(445000, 3585000, 445100, 3585100)},
            {{"b"}, box(445100, 3585000, 445200, 3585050)},
            {{"c"}, box(445100, 3585050, 445200, 3585100)}});
  store::setCoverage(m_city->connection(), "fields", store::CoverageRule{0.01});
  const LayerQuality quality = check("fields");
  EXPECT_GE(found(quality, kCoverageCheck, "geometry"), 1);
  EXPECT_EQ(quality.withErrors, 0);
  EXPECT_GE(quality.withWarnings, 2);
}

TEST_F(QualityTest, rulesOfACitysOwn) {
  QualityOptions options;
  options.rules = readQualityRules(
      "role,field,check,argument,severity\n*,class,one_of,主干路;次干路;支路,warning\nroad,@code,required,,error\n",
      "own");
  options.only = {"one_of"};
  const LayerQuality roads = check("roads", options);
  ASSERT_EQ(roads.checks.size(), 1U);
  EXPECT_EQ(roads.checks[0].examined, 4);
  EXPECT_TRUE(roads.findings.empty());
  EXPECT_THROW((void)readQualityRules("role,field,check,argument,severity\n*,a,nonsense,,error\n", "own"), Error);
  EXPECT_THROW((void)readQualityRules("role,field\n*,a\n", "own"), Error);
  options.only = {"weather"};
  EXPECT_THROW((void)check("roads", options), Error);
}

TEST_F(QualityTest, aCodeOfAnotherSystemIsNamed) {
  store::setLayerCodeSystem(m_city->connection(), "parcels", "landuse", "GB/T 21010-2017");
  store::EditCommand command;
  store::RowEdit row;
  row.table = "parcels";
  row.fid = 2;
  row.values = {{"landuse", std::string("05H1")}};
  command.rows.push_back(row);
  store::apply(*m_city, command);
  EXPECT_EQ(found(check("parcels"), "code_system", "landuse"), 1);
}

TEST_F(QualityTest, findingsAsALayer) {
  addLayer(*m_city, "plots", {{"ZDDM"}}, {{{"1"}, box(445000, 3585000, 445100, 3585100)}, {{"2"}, {}}});
  const LayerQuality quality = check("plots");
  ASSERT_EQ(quality.findings.size(), 3U);
  writeFindings(*m_city, {quality}, "faults", {"a", "b", "c"}, m_progress);
  const store::LayerInfo faults = store::layerByName(m_city->connection(), "faults");
  EXPECT_EQ(faults.count, 3);
  const auto first = store::featureByFid(m_city->connection(), faults, 1);
  ASSERT_TRUE(first);
  EXPECT_EQ(std::get<std::string>(first->values[0]), "plots");
  const geom::Envelope at = geom::envelopeOf(first->wkb);
  EXPECT_DOUBLE_EQ(at.minX, 445050);
}

TEST_F(QualityTest, findingsAreIgnoredWithAReasonAndHeededAgain) {
  addLayer(*m_city, "plots", {{"ZDDM"}}, {{{"1"}, box(445000, 3585000, 445100, 3585100)}, {{"2"}, {}}});
  const LayerQuality quality = check("plots");
  ASSERT_EQ(quality.findings.size(), 3U);
  const std::string id = quality.findings[0].id;
  EXPECT_THROW(ignoreFindings(*m_city, quality, {id}, " ", "tester"), Error);
  EXPECT_THROW(ignoreFindings(*m_city, quality, {"nonsense"}, "why", "tester"), Error);
  EXPECT_TRUE(ignoredIds(*m_city).empty());
  ignoreFindings(*m_city, quality, {id}, "测试数据", "tester");
  QualityOptions options;
  options.ignored = ignoredIds(*m_city);
  const LayerQuality after = check("plots", options);
  EXPECT_EQ(after.findings.size(), 2U);
  EXPECT_EQ(after.withErrors, 1);
  EXPECT_EQ(*after.score(), 50.0);
  EXPECT_EQ(ignoredFindings(*m_city).at(0).reason, "测试数据");
  heedFindings(*m_city, {id});
  EXPECT_TRUE(ignoredIds(*m_city).empty());
  EXPECT_THROW(heedFindings(*m_city, {id}), Error);
}

TEST_F(QualityTest, aCorrectionNoteIsOpenUntilItIsAnswered) {
  addLayer(*m_city, "plots", {{"ZDDM"}}, {{{"1"}, box(445000, 3585000, 445100, 3585100)}});
  const LayerQuality quality = check("plots");
  EXPECT_THROW((void)makeCorrectionNote(*m_city, quality, "", "tester"), Error);
  EXPECT_THROW((void)makeCorrectionNote(*m_city, check("districts"), "自然资源局", "tester"), Error)
      << "nothing is wrong";
  const CorrectionNote first = makeCorrectionNote(*m_city, quality, "自然资源局", "tester");
  const CorrectionNote second = makeCorrectionNote(*m_city, quality, "自然资源局", "tester");
  EXPECT_NE(first.number, second.number);
  EXPECT_EQ(first.state, "sent");
  EXPECT_EQ(stillFound(first, quality), 1);
  const io::BookSheet sheet = correctionSheet(first, quality, [](const Message& message) { return message.str(); });
  EXPECT_EQ(sheet.rows.size(), 1U);
  EXPECT_EQ(answerCorrectionNote(*m_city, first.number, "已更正", false, "tester").state, "answered");
  store::EditCommand command;
  store::RowEdit row;
  row.table = "plots";
  row.fid = 1;
  row.values = {{"ZDDM", std::string("321002001001GB00001")}};
  command.rows.push_back(row);
  store::apply(*m_city, command);
  EXPECT_EQ(stillFound(first, check("plots")), 0);
  EXPECT_EQ(answerCorrectionNote(*m_city, first.number, "", true, "tester").state, "closed");
  EXPECT_THROW((void)answerCorrectionNote(*m_city, first.number, "again", false, "tester"), Error);
  EXPECT_THROW((void)answerCorrectionNote(*m_city, "JC0", "x", false, "tester"), Error);
  EXPECT_EQ(correctionNotes(*m_city).size(), 2U);
  EXPECT_EQ(correctionNotes(*m_city)[0].answer, "已更正");
}

}  // namespace
}  // namespace gis::city
