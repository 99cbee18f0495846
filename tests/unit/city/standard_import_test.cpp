#include "gis_core/city/standard_import.h"

#include <fstream>

#include "gis_core/base/error.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {
namespace {

using store::FieldType;

class StandardImportTest : public SmallCity {
 protected:
  static std::vector<store::Field> columns(const std::vector<std::string>& names) {
    std::vector<store::Field> all;
    for (const std::string& name : names) all.push_back({name, FieldType::text});
    return all;
  }
  static std::optional<io::FieldMapping> plan(const std::vector<std::string>& names, StandardWish wish,
                                              const std::vector<KeptMapping>& kept = {},
                                              const std::string& layer = "list") {
    return planStandard(kept, wish, layer, columns(names));
  }
  static std::string fieldOf(const io::FieldMapping& mapping, const std::string& column) {
    for (const io::FieldPlace& place : mapping.places) {
      if (place.from == column) return place.kept ? "keep" : place.to.empty() ? "-" : place.to;
    }
    return "?";
  }
  std::filesystem::path write(const char* name, const std::string& content) const {
    std::ofstream(m_folder / name) << content;
    return m_folder / name;
  }
};

TEST_F(StandardImportTest, everyStandardHasItsFieldsAndKeys) {
  ASSERT_EQ(standardLayers().size(), 4u);
  for (const StandardLayer& layer : standardLayers()) {
    EXPECT_GE(layer.fields.size(), 15u) << layer.word;
    for (const std::string& key : layer.keys) {
      EXPECT_TRUE(std::any_of(layer.fields.begin(), layer.fields.end(), [&](const StandardField& field) {
        return field.field == key;
      })) << key;
    }
  }
  const auto& parcel = standardLayer("parcel").fields;
  const auto code = std::find_if(parcel.begin(), parcel.end(), [](const auto& one) { return one.field == "ZDDM"; });
  EXPECT_EQ(code->length, 19u);
  EXPECT_EQ(code->en, "Parcel code");
  EXPECT_THROW((void)standardLayer("tree"), Error);
}

TEST_F(StandardImportTest, namesTitlesSynonymsAndCutTitlesAreProposed) {
  const auto mapping = plan({"ZDDM", "面积", "土地用途", "不动产单", "杂项"}, {"parcel", {}, {}, false, {}});
  ASSERT_TRUE(mapping);
  EXPECT_EQ(fieldOf(*mapping, "ZDDM"), "ZDDM");
  EXPECT_EQ(fieldOf(*mapping, "面积"), "ZDMJ");
  EXPECT_EQ(fieldOf(*mapping, "土地用途"), "YT");
  EXPECT_EQ(fieldOf(*mapping, "不动产单"), "BDCDYH") << "a DBF's heading of ten bytes";
  EXPECT_EQ(fieldOf(*mapping, "杂项"), "keep");
  EXPECT_FALSE(mapping->remembered);
  const auto told = plan({"ZDDM", "面积", "杂项"}, {"parcel", {{"杂项", "ZDMJ"}, {"面积", "-"}}, {}, true, {}});
  EXPECT_EQ(fieldOf(*told, "杂项"), "ZDMJ");
  EXPECT_EQ(fieldOf(*told, "面积"), "-");
  EXPECT_THROW((void)plan({"A"}, {"parcel", {{"A", "NONE"}}, {}, true, {}}), Error);
  EXPECT_THROW((void)plan({"A"}, {"parcel", {{"B", "ZDDM"}}, {}, true, {}}), Error);
  EXPECT_THROW((void)plan({"A", "B"}, {"parcel", {{"A", "ZL"}, {"B", "ZL"}}, {}, true, {}}), Error);
}

TEST_F(StandardImportTest, autoFindsWhatAFileLooksLike) {
  const StandardWish any{"auto", {}, {}, false, {}};
  EXPECT_EQ(plan({"宗地代码", "坐落", "宗地面积"}, any)->standard, "parcel");
  EXPECT_EQ(plan({"自然幢号", "建筑物名称", "总层数", "房屋结构"}, any)->standard, "building");
  EXPECT_EQ(plan({"不动产单元号", "室号部位", "户型", "所在楼层"}, any)->standard, "unit");
  EXPECT_EQ(plan({"ObjID", "ObjName", "DeptName1", "ObjState"}, any)->standard, "component");
  EXPECT_FALSE(plan({"name", "x", "y"}, any));
}

TEST_F(StandardImportTest, theChoiceForASourceIsRememberedForItsNextFile) {
  StandardWish wish{"parcel", {{"甲", "ZDDM"}, {"乙", "ZDMJ"}, {"丙", "-"}}, {"国土局"}, true, {}};
  io::ImportRequest request;
  request.sources = {write("march_1.csv",
                           "甲,乙,丙,丁,x,y\n"
                           "321002001001GB00001,12.5,a,b,445100,3585100\n"
                           "321002001001GB00002,约20,a,b,445200,3585100\n")};
  request.sourceCrs = "EPSG:4549";
  request.as = "march";
  Progress progress;
  const io::ImportReport first = importToStandard(*m_city, request, wish, progress);
  ASSERT_EQ(first.layers.size(), 1u);
  ASSERT_TRUE(first.layers[0].mapping);
  EXPECT_EQ(first.layers[0].imported, 2);
  const auto& db = m_city->connection();
  EXPECT_EQ(db.textValue("SELECT ZDMJ FROM march WHERE ZDDM = '321002001001GB00001'"), "12.5");
  EXPECT_EQ(db.textValue("SELECT count(*) FROM march WHERE ZDMJ IS NULL"), "1");
  EXPECT_EQ(db.textValue("SELECT count(*) FROM pragma_table_info('march') WHERE name = '丙'"), "0");
  EXPECT_EQ(db.textValue("SELECT count(*) FROM pragma_table_info('march') WHERE name = '丁'"), "1");
  // the report is kept with the layer: what became what, and the value that did not fit
  const std::string report = store::layerByName(db, "march").provenance.reportTable;
  ASSERT_FALSE(report.empty());
  EXPECT_EQ(db.textValue("SELECT count(*) FROM \"" + report + "\" WHERE outcome = 'mapped'"), "2");
  EXPECT_EQ(db.textValue("SELECT attributes FROM \"" + report + "\" WHERE outcome = 'emptied'"), R"({"乙":"约20"})");
  EXPECT_EQ(db.textValue("SELECT feature FROM \"" + report + "\" WHERE outcome = 'emptied'"), "2");
  // the next delivery: as told then, and one column more
  const std::vector<KeptMapping> kept = keptMappings(*m_city);
  ASSERT_EQ(kept.size(), 1u);
  EXPECT_EQ(kept[0].bureau, "国土局");
  const StandardWish any{"auto", {}, {}, false, {}};
  const auto next = plan({"甲", "乙", "丙", "丁", "戊", "x", "y"}, any, kept, "april_2");
  ASSERT_TRUE(next);
  EXPECT_TRUE(next->remembered);
  EXPECT_EQ(next->standard, "parcel");
  EXPECT_EQ(fieldOf(*next, "甲"), "ZDDM");
  EXPECT_EQ(fieldOf(*next, "丙"), "-");
  EXPECT_EQ(fieldOf(*next, "戊"), "keep");
  // half of the columns are enough from the same bureau only
  EXPECT_FALSE(plan({"甲", "乙", "丙", "己", "庚", "辛"}, any, kept));
  EXPECT_TRUE(plan({"甲", "乙", "丙", "己", "庚", "辛"}, {"auto", {}, "国土局", false, {}}, kept));
  // what is told now goes before
  const auto other = plan({"甲", "乙", "丙", "丁", "x", "y"}, {"parcel", {{"丁", "ZDDM"}}, {}, true, {}}, kept);
  EXPECT_EQ(fieldOf(*other, "丁"), "ZDDM");
  EXPECT_EQ(fieldOf(*other, "乙"), "ZDMJ");
  EXPECT_EQ(fieldOf(*other, "甲"), "keep");
}

}  // namespace
}  // namespace gis::city
