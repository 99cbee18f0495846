// Joining a list to a layer by a code.
#include "gis_core/query/key_join.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/features.h"
#include "gis_core/store/fields.h"
#include "gis_core/store/table_rows.h"

namespace gis::query {
namespace {

class KeyJoin : public ::testing::Test {
 protected:
  void SetUp() override {
    store::LayerDraft draft;
    draft.name = "lots";
    draft.fields = {{"code", store::FieldType::text, 0, 0},
                    {"use", store::FieldType::text, 0, 0},
                    {"n", store::FieldType::integer, 0, 0}};
    draft.crs = city.crs();
    store::BulkLoad load(city, draft);
    auto batch = store::FeatureBatch::withFields(draft.fields);
    for (int i = 1; i <= 50; ++i) {
      const std::vector<store::Value> cells{"00" + std::to_string(100 + i), std::string(i % 2 == 0 ? "0701" : "0702"),
                                            std::int64_t{i}};
      batch.addRow(i, cells, geom::pointWkb(440000 + i, 3580000));
    }
    load.append(store::encode(std::move(batch), load.srid()));
    (void)load.finish(progress);
    lots = store::layerByName(city.connection(), "lots");
  }
  void TearDown() override { std::filesystem::remove_all(folder); }

  static store::KeyTable::Column column(const std::string& name, std::vector<std::string> cells) {
    store::KeyTable::Column out{name, std::move(cells), {}, 0};
    for (const std::string& cell : out.cells) out.isNull.push_back(cell.empty() ? 1 : 0);
    return out;
  }

  std::filesystem::path folder = platform::makeScratchFolder("citydesk-test");
  store::CityDatabase city = store::CityDatabase::create(folder / "c.citydb", crs::Crs::fromEpsg(4549));
  store::LayerInfo lots;
  Progress progress;
};

TEST_F(KeyJoin, normalisesSpacesWidthCaseAndZeros) {
  EXPECT_EQ(keyOf(" ００１ ａ-b ", {true, false}), "001AB");
  EXPECT_EQ(keyOf(" 001", {false, false}), " 001");
  EXPECT_EQ(keyOf("00120", {true, true}), "120");
  EXPECT_EQ(keyOf("000", {true, true}), "000");
}

TEST_F(KeyJoin, countsMatchedUnmatchedAndDouble) {
  store::KeyTable table{"list",
                        {column("编码", {" 00101", "００１０２", "00102", "nope", "", "00150"}),
                         column("who", {"a", "b", "c", "d", "e", "f"})}};
  const ColumnGuess guess = guessKeyColumns(city.connection(), lots, table, {}, {});
  EXPECT_EQ(guess.leftField, "code");
  EXPECT_EQ(guess.rightColumn, "编码");
  const KeyMatch match = matchKeys(city.connection(), lots, "code", table, "编码", {}, progress);
  EXPECT_EQ(match.fids, (std::vector<std::int64_t>{1, 2, 50}));
  EXPECT_EQ(match.rows, (std::vector<std::size_t>{0, 1, 5}));
  EXPECT_EQ(match.matched, 3);
  EXPECT_EQ(match.unmatched, 2);  // "nope" and the empty cell
  EXPECT_EQ(match.doubles, 1);
  EXPECT_EQ(match.unmatchedKeys, (std::vector<std::string>{"nope", ""}));
  const KeyMatch exact = matchKeys(city.connection(), lots, "code", table, "编码", {false, false}, progress);
  EXPECT_EQ(exact.fids, (std::vector<std::int64_t>{2, 50}));

  EXPECT_EQ(writeKeyJoin(city, lots, table, "编码", match, false, "joined", progress), 3);
  const store::LayerInfo joined = store::layerByName(city.connection(), "joined");
  const auto second = store::featureByFid(city.connection(), joined, 2);
  ASSERT_TRUE(second.has_value());
  EXPECT_EQ(std::get<std::string>(second->values.back()), "b");
  EXPECT_EQ(second->wkb, geom::pointWkb(440002, 3580000));
  EXPECT_EQ(writeKeyJoin(city, lots, table, "编码", match, true, "all", progress), 50);
}

TEST_F(KeyJoin, onlyFeaturesOfTheConditionTakePart) {
  const std::string shown = "n <= 10 -- the first ones";
  const store::KeyTable table{"list", {column("编码", {"00101", "00150"}), column("who", {"a", "b"})}};
  EXPECT_DOUBLE_EQ(guessKeyColumns(city.connection(), lots, table, {}, {}, shown).share, 0.5);
  const KeyMatch match = matchKeys(city.connection(), lots, "code", table, "编码", {}, progress, shown);
  EXPECT_EQ(match.fids, (std::vector<std::int64_t>{1}));
  EXPECT_EQ(match.unmatchedKeys, (std::vector<std::string>{"00150"}));
  EXPECT_EQ(writeKeyJoin(city, lots, table, "编码", match, true, "all", progress, shown), 10);
  // matched before the filter came
  const KeyMatch whole = matchKeys(city.connection(), lots, "code", table, "编码", {}, progress);
  EXPECT_EQ(whole.matched, 2);
  EXPECT_EQ(writeKeyJoin(city, lots, table, "编码", whole, false, "some", progress, shown), 1);
  EXPECT_EQ(tableOfLayer(city.connection(), lots, {}, shown).rows(), 10U);
}

TEST_F(KeyJoin, refusesNumbersThatTheSpreadsheetCut) {
  store::KeyTable table{"list", {column("code", {"321002001001000000"})}};
  table.columns[0].cutNumbers = 1;
  try {
    (void)matchKeys(city.connection(), lots, "code", table, "code", {}, progress);
    FAIL() << "cut numbers were taken as keys";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::invalidValue);
    EXPECT_NE(error.sentence().find("15 digits"), std::string::npos);
  }
}

TEST_F(KeyJoin, tableRowsAreOrderedFilteredAndReplaced) {
  store::TableOrder order;
  order.orderBy = "n";
  order.descending = true;
  order.where = "n <= 10";
  EXPECT_EQ(store::orderedFids(city.connection(), lots, order, 3, {}), (std::vector<std::int64_t>{10, 9, 8}));
  order.onlyFids = {9, 2, 40};
  EXPECT_EQ(store::orderedFids(city.connection(), lots, order, -1, {}), (std::vector<std::int64_t>{9, 2}));
  order.orderBy = "nothing";
  EXPECT_THROW((void)store::orderedFids(city.connection(), lots, order, -1, {}), Error);
  order = {};
  order.where = "1 = 1; DROP TABLE lots";
  EXPECT_THROW((void)store::orderedFids(city.connection(), lots, order, -1, {}), Error);

  store::Replacement how{"use", "0701", "居住", false, true, {}};
  EXPECT_EQ(store::previewReplacement(city.connection(), lots, how, {}).cells, 25);
  (void)store::apply(city, store::replacementCommand(city.connection(), lots, how, {}));
  EXPECT_EQ(store::countFeatures(city.connection(), lots, "\"use\" = '居住'"), 25);
  (void)store::undo(city, "test");
  EXPECT_EQ(store::countFeatures(city.connection(), lots, "\"use\" = '0701'"), 25);

  const auto figures = store::columnStatistics(city.connection(), lots, "n", "", {});
  EXPECT_EQ(figures.rows, 50);
  EXPECT_DOUBLE_EQ(figures.mean, 25.5);
  EXPECT_NEAR(figures.standardDeviation, 14.430869689, 1e-9);
}

TEST_F(KeyJoin, addsAColumnByExpression) {
  const std::string before = lots.revision;
  EXPECT_EQ(std::get<std::int64_t>(store::previewExpression(city.connection(), lots, "n * 2", 2, {}).at(1)), 4);
  store::addField(city, "lots", {"倍", store::FieldType::integer, 0, 0}, "n * 2", "test", {});
  const store::LayerInfo now = store::layerByName(city.connection(), "lots");
  EXPECT_NE(now.revision, before);
  EXPECT_EQ(now.fields.back().name, "倍");
  EXPECT_EQ(std::get<std::int64_t>(store::featureByFid(city.connection(), now, 7)->values.back()), 14);
  EXPECT_THROW(store::addField(city, "lots", {"N", store::FieldType::integer, 0, 0}, "", "test", {}), Error);
  EXPECT_THROW(store::addField(city, "lots", {"x", store::FieldType::integer, 0, 0}, "nothing + 1", "test", {}), Error);
  EXPECT_THROW(store::addField(city, "city_incident", {"x", store::FieldType::integer, 0, 0}, "", "test", {}), Error);
  // the triggers are back: an edit is still noticed
  const std::int64_t seen = store::lastChange(city.connection());
  store::EditCommand edit;
  edit.rows.push_back({store::RowEdit::Kind::update, "lots", 7, {}, {{"n", std::int64_t{70}}}});
  (void)store::apply(city, edit);
  EXPECT_EQ(store::changesSince(city.connection(), seen).size(), 1U);
}

}  // namespace
}  // namespace gis::query
