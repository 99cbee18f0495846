#include "gis_core/city/metadata.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "gis_core/base/error.h"
#include "gis_core/base/xml.h"

namespace gis::city {
namespace {

Metadata filled() {
  Metadata m;
  m.title = "管理部件";
  m.provider = "扬州市城市管理局";
  m.providerCode = "91350100M000100Y43";  // GB 32100-2015's own example
  m.sharing = "conditional";
  m.sharingCondition = "仅限行政履职使用";
  m.updateCycle = "monthly";
  m.updated = "2026-01-31";
  m.scale = "500";
  m.security = "internal";
  return m;
}

TEST(MetadataSheet, FaultsAreFound) {
  EXPECT_FALSE(metadataFault(filled())) << metadataFault(filled())->str();
  Metadata m = filled();
  m.providerCode = "91350100M000100Y44";
  EXPECT_TRUE(metadataFault(m)) << "a wrong check digit";
  m = filled();
  m.sharing = "sometimes";
  EXPECT_TRUE(metadataFault(m));
  m = filled();
  m.sharingCondition.clear();
  EXPECT_TRUE(metadataFault(m)) << "conditional sharing without its condition";
  m = filled();
  m.updated = "2026-02-30";
  EXPECT_TRUE(metadataFault(m));
  m = filled();
  m.scale = "0500";
  EXPECT_TRUE(metadataFault(m));
}

TEST(MetadataSheet, KeysAreTakenOver) {
  const Metadata m = merged(filled(), nlohmann::json::parse(R"({"title":" 井盖 ","updated":null,"scale":1000})"));
  EXPECT_EQ(m.title, "井盖");
  EXPECT_EQ(m.updated, "");
  EXPECT_EQ(m.scale, "1000");
  EXPECT_EQ(m.provider, filled().provider);
  for (const char* bad : {R"({"titel":"x"})", R"({"title":[1]})", "[]", "3"})
    EXPECT_THROW((void)merged(filled(), nlohmann::json::parse(bad)), Error) << bad;
  EXPECT_EQ(merged(Metadata{}, toJson(filled())), filled());
}

TEST(MetadataSheet, CyclesEndOnTheDay) {
  store::LayerInfo layer;
  layer.provenance.importedAt = "2025-05-05T00:00:00.000Z";
  struct Row {
    const char *cycle, *updated, *today, *due;
    bool past;
    int over;
  };
  for (const Row& row : {Row{"monthly", "2026-01-31", "2026-02-28", "2026-02-28", false, 0},
                         Row{"monthly", "2026-01-31", "2026-03-01", "2026-02-28", true, 1},
                         Row{"yearly", "2024-02-29", "2025-03-10", "2025-02-28", true, 10},
                         Row{"quarterly", "2026-11-30", "2027-02-28", "2027-02-28", false, 0},
                         Row{"half_yearly", "2026-08-31", "2027-03-01", "2027-02-28", true, 1},
                         Row{"weekly", "2026-12-30", "2027-01-07", "2027-01-06", true, 1},
                         Row{"daily", "2026-12-31", "2027-01-01", "2027-01-01", false, 0},
                         Row{"irregular", "2020-01-01", "2027-01-01", "", false, 0},
                         Row{"", "2020-01-01", "2027-01-01", "", false, 0}}) {
    Metadata m;
    m.updateCycle = row.cycle;
    m.updated = row.updated;
    const Freshness fresh = freshnessOf(m, layer, row.today);
    EXPECT_EQ(fresh.due, row.due) << row.cycle;
    EXPECT_EQ(fresh.past, row.past) << row.cycle << ' ' << row.today;
    EXPECT_EQ(fresh.daysOver, row.over) << row.cycle;
  }
  Metadata m;
  m.updateCycle = "yearly";
  EXPECT_EQ(freshnessOf(m, layer, "2026-11-26").since, "2025-05-05") << "the day of the import, where nobody says more";
}

}  // namespace
}  // namespace gis::city
