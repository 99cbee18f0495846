#include "gis_core/city/catalogue.h"

#include "tests/unit/city/small_city.h"

namespace gis::city {
namespace {

class CatalogueTest : public SmallCity {
 protected:
  std::vector<std::string> found(const std::string& words, const std::string& today = "2026-11-26") {
    std::vector<std::string> names;
    for (const CatalogueEntry& entry : catalogue(*m_city, today)) {
      if (isFoundBy(entry, words)) names.push_back(entry.layer.name);
    }
    return names;
  }
  store::LayerInfo layer(const char* name) { return store::layerByName(m_city->connection(), name); }
};

TEST_F(CatalogueTest, findsBySheetColumnAndInitials) {
  const std::size_t all = found("").size();
  EXPECT_GE(all, 4U);
  Metadata sheet = metadataOf(*m_city, layer("grid"));
  sheet.title = "万米单元网格";
  sheet.provider = "城市管理局";
  sheet.keywords = "责任区 巡查";
  setMetadata(*m_city, layer("grid"), sheet);
  EXPECT_EQ(found("巡查"), std::vector<std::string>{"grid"});
  EXPECT_EQ(found("wmdywg"), std::vector<std::string>{"grid"});
  EXPECT_EQ(found("城市管理 ＧＲＩＤ"), std::vector<std::string>{"grid"}) << "all words, width forgiven";
  EXPECT_TRUE(found("城市管理 districts").empty());
  EXPECT_EQ(found("  ").size(), all);
}

TEST_F(CatalogueTest, tellsWhatIsPastItsCycle) {
  Metadata sheet = metadataOf(*m_city, layer("grid"));
  sheet.updateCycle = "monthly";
  sheet.updated = "2026-09-30";
  setMetadata(*m_city, layer("grid"), sheet);
  for (const CatalogueEntry& entry : catalogue(*m_city, "2026-11-26")) {
    EXPECT_EQ(entry.fresh.past, entry.layer.name == "grid") << entry.layer.name;
  }
}

TEST_F(CatalogueTest, countsUsesByMonth) {
  const std::string uid = layer("grid").uid;
  noteUses(*m_city, {{uid, {{LayerUse::shown, 2}}}}, "2026-08-31");
  noteUses(*m_city, {{uid, {{LayerUse::shown, 3}, {LayerUse::exported, 1}}}}, "2026-12-31");
  noteUses(*m_city, {{uid, {{LayerUse::shown, 4}}}}, "2027-01-02");
  const LayerUsage usage = layerUsages(*m_city).at(uid);
  EXPECT_EQ(usage.total(), 10);
  EXPECT_EQ(usage.recently("2027-01-15"), 8) << "November, December, January";
  EXPECT_EQ(usage.recently("2027-03-01"), 4);
  EXPECT_EQ(usage.recently("2026-10-01"), 2);
  EXPECT_EQ(usage.last, "2027-01-02");
  EXPECT_EQ(layerUsages(*m_city).size(), 1U);
}

TEST_F(CatalogueTest, keepsWhoGotWhat) {
  Handover one{"YJ1",
               "2026-11-01T09:00:00+08:00",
               "城管局",
               "规划局",
               "规划",
               "内部",
               "王芳",
               {{"grid", 12, "ESRI Shapefile"}, {"districts", 3, "GPKG"}},
               {{"grid.shp", "ab"}}};
  keepHandover(*m_city, one);
  Handover later = one;
  later.number = "YJ2";
  later.at = "2026-11-02T09:00:00+08:00";
  later.parts = {{"grid", 13, "CSV"}};
  keepHandover(*m_city, later);
  later.receiver = "公安局";
  keepHandover(*m_city, later);  // the same number again
  const std::vector<Handover> all = handovers(*m_city);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].number, "YJ2") << "newest first";
  EXPECT_EQ(all[0].receiver, "公安局");
  ASSERT_EQ(all[1].parts.size(), 2U);
  EXPECT_EQ(all[1].parts[1].written, 3);
  EXPECT_EQ(all[1].files, one.files);
  for (const CatalogueEntry& entry : catalogue(*m_city, "2026-11-26")) {
    EXPECT_EQ(entry.handovers, entry.layer.name == "grid" ? 2 : entry.layer.name == "districts" ? 1 : 0);
  }
}

}  // namespace
}  // namespace gis::city
