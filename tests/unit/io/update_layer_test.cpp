#include "gis_core/io/update_layer.h"

#include <gtest/gtest.h>

#include <map>
#include <random>

#include "gis_core/base/error.h"
#include "gis_core/io/export.h"
#include "gis_core/io/import.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "tests/unit/io/import_city.h"

namespace gis::io {
namespace {

std::string pointRow(const std::string& code, const std::string& name, double width, double x) {
  return R"({"type":"Feature","properties":{"部件标识码长名":")" + code + R"(","name":)" + name + R"(,"width":)" +
         std::to_string(width) + R"(},"geometry":{"type":"Point","coordinates":[)" + std::to_string(x) + ",32.4]}}";
}
std::string collection(const std::vector<std::string>& rows) {
  std::string all;
  for (const std::string& row : rows) all += (all.empty() ? "" : ",\n") + row;
  return R"({"type":"FeatureCollection","features":[)" + all + "]}";
}

class UpdateLayer : public tests::ImportCity {
 protected:
  void SetUp() override {
    load(collection({pointRow("001", "\"a\"", 1.5, 119.4), pointRow("002", "\"b\"", 2.5, 119.41),
                     pointRow("003", "null", 3.5, 119.42), pointRow("004", "\"d\"", 4.5, 119.43)}));
  }
  void load(const std::string& json) {
    ImportRequest in;
    in.sources = {folder.write("wells.geojson", json)};
    (void)importLayers(city, in, progress);
  }
  UpdateRequest request(const std::string& file) {
    UpdateRequest made;
    made.layer = "wells";
    made.file = folder / file;
    made.key = "部件标识码长名";
    return made;
  }
  std::string fileOf(const std::string& json) {
    (void)folder.write("new.geojson", json);
    return "new.geojson";
  }
  ErrorCode failure(const UpdateRequest& asked) {
    try {
      (void)planUpdate(city, asked, progress);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::internal;
  }
};

TEST_F(UpdateLayer, TellsWhatIsNewOtherAndGone) {
  const UpdateRequest asked =
      request(fileOf(collection({pointRow("001", "\"a\"", 1.5, 119.4), pointRow("002", "\"B\"", 2.5, 119.411),
                                 pointRow("003", "\"\"", 3.5, 119.42), pointRow("005", "\"e\"", 5.5, 119.44)})));
  const UpdatePlan plan = planUpdate(city, asked, progress);
  EXPECT_EQ(plan.added, 1);
  EXPECT_EQ(plan.changed, 1);
  EXPECT_EQ(plan.removed, 1);
  EXPECT_EQ(plan.unchanged, 2) << "NULL and an empty text are the same";
  EXPECT_EQ(plan.changedCells, 1);
  EXPECT_EQ(plan.changedGeometries, 1);
  ASSERT_EQ(plan.changes.size(), 3U);
  EXPECT_EQ(plan.changes[0].key, "002");
  EXPECT_EQ(plan.changes[0].cells.at(0).field, "name");
  EXPECT_EQ(std::get<std::string>(plan.changes[0].cells[0].before), "b");
  EXPECT_EQ(std::get<std::string>(plan.changes[0].cells[0].after), "B");
  EXPECT_EQ(rows("wells").size(), 4U) << "a plan changes nothing";
  const store::EditResult done = applyUpdate(city, asked, plan, "new version", "tester");
  EXPECT_FALSE(done.tx.empty());
  const UpdatePlan again = planUpdate(city, asked, progress);
  EXPECT_EQ(again.unchanged, 4) << "the layer is the file now";
  EXPECT_TRUE(again.changes.empty());
  EXPECT_EQ(store::history(city, "wells", 0).front().tx, done.tx);
  (void)store::undo(city, "tester");
  EXPECT_EQ(planUpdate(city, asked, progress).changes.size(), 3U) << "one undo takes all of it back";
}

TEST_F(UpdateLayer, TakesOverSomeOfIt) {
  UpdateRequest asked =
      request(fileOf(collection({pointRow("001", "\"A\"", 1.5, 119.4), pointRow("002", "\"B\"", 2.5, 119.41),
                                 pointRow("003", "null", 3.5, 119.42), pointRow("005", "\"e\"", 5.5, 119.44)})));
  asked.removed = false;
  asked.keys = {"001", "005"};
  (void)applyUpdate(city, asked, planUpdate(city, asked, progress), "some", "tester");
  std::map<std::string, std::string> names;
  for (const store::Feature& row : rows("wells")) {
    const auto* name = std::get_if<std::string>(&row.values[1]);
    names[std::get<std::string>(row.values[0])] = name != nullptr ? *name : "-";
  }
  const std::map<std::string, std::string> expected{
      {"001", "A"}, {"002", "b"}, {"003", "-"}, {"004", "d"}, {"005", "e"}};
  EXPECT_EQ(names, expected);
  asked.keys = {"nobody"};
  EXPECT_EQ(failure(asked), ErrorCode::notFound);
}

TEST_F(UpdateLayer, OurOwnFilesChangeNothing) {
  for (const char* name : {"w.shp", "w.gpkg", "w.geojson", "w.fgb", "p.shp", "g.shp"}) {
    ExportRequest out;
    out.layer = "wells";
    out.file = folder / name;
    out.pinyinNames = name[0] == 'p';
    if (name[0] == 'g') out.encoding = "GBK";
    (void)exportLayer(city, out, progress);
    const UpdatePlan plan = planUpdate(city, request(name), progress);
    EXPECT_EQ(plan.unchanged, 4) << name;
    EXPECT_TRUE(plan.changes.empty()) << name;
    EXPECT_TRUE(plan.ignoredFields.empty()) << name;
  }
}

TEST_F(UpdateLayer, RefusesKeysThatAreNone) {
  UpdateRequest asked =
      request(fileOf(collection({pointRow("001", "\"a\"", 1, 119.4), pointRow("001", "\"b\"", 1, 119.4)})));
  EXPECT_EQ(failure(asked), ErrorCode::invalidValue) << "twice in the file";
  asked = request(fileOf(collection({pointRow("", "\"a\"", 1, 119.4)})));
  EXPECT_EQ(failure(asked), ErrorCode::invalidValue) << "none at all";
  asked.key = "nothing";
  EXPECT_EQ(failure(asked), ErrorCode::noSuchField);
  asked = request(fileOf(
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"x":1},"geometry":{"type":"Point","coordinates":[119.4,32.4]}}]})"));
  EXPECT_EQ(failure(asked), ErrorCode::noSuchField) << "the file has no such field";
}

TEST_F(UpdateLayer, CasesAreNoLayerToUpdate) {
  UpdateRequest cases = request(fileOf(collection({pointRow("001", "\"a\"", 1.5, 119.4)})));
  cases.layer = "city_incident";
  cases.key = "report_no";
  EXPECT_EQ(failure(cases), ErrorCode::unsupported);
}

TEST_F(UpdateLayer, ALayerThatChangedMeanwhileIsLeftAlone) {
  const UpdateRequest asked = request(fileOf(collection({pointRow("001", "\"A\"", 1.5, 119.4)})));
  const UpdatePlan plan = planUpdate(city, asked, progress);
  store::EditCommand edit;
  edit.rows.push_back(
      {store::RowEdit::Kind::update, "wells", rows("wells")[1].fid, "", {{"name", std::string("mine")}}});
  (void)store::apply(city, edit);
  EXPECT_THROW((void)applyUpdate(city, asked, plan, "r", "a"), Error);
  EXPECT_EQ(rows("wells").size(), 4U);
}

/// Law: after an update with everything accepted the layer holds what the file holds, whatever both were.
TEST_F(UpdateLayer, EndsWithWhatTheFileHolds) {
  std::mt19937 random(11);
  for (int round = 0; round < 6; ++round) {
    std::vector<std::string> made;
    std::map<std::string, std::string> expected;
    for (int code = 0; code < 40; ++code) {
      if (random() % 3 == 0) continue;
      const std::string key = "k" + std::to_string(code);
      const std::string name = "n" + std::to_string(random() % 3);
      made.push_back(pointRow(key, '"' + name + '"', double(random() % 5), 119.4 + 0.001 * double(random() % 4)));
      expected[key] = name;
    }
    const UpdateRequest asked = request(fileOf(collection(made)));
    const UpdatePlan plan = planUpdate(city, asked, progress);
    EXPECT_EQ(plan.added + plan.changed + plan.unchanged, std::int64_t(expected.size()));
    (void)applyUpdate(city, asked, plan, "round", "tester");
    std::map<std::string, std::string> found;
    for (const store::Feature& row : rows("wells"))
      found[std::get<std::string>(row.values[0])] = std::get<std::string>(row.values[1]);
    EXPECT_EQ(found, expected) << "round " << round;
    EXPECT_EQ(planUpdate(city, asked, progress).unchanged, std::int64_t(expected.size()));
  }
}

}  // namespace
}  // namespace gis::io
