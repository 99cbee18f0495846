// The sample city in its database: layers, roles, codes, cases.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/incident.h"
#include "gis_core/city/plain_question.h"
#include "gis_core/query/question_answer.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/layer.h"
#include "sample_data/sample_city.h"

namespace gis::sample {
namespace {

class SampleDatabase : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    s_folder = platform::makeScratchFolder("sample");
    s_city = std::make_unique<store::CityDatabase>(
        store::CityDatabase::create(s_folder / "sample.citydb", crs::Crs::fromEpsg(4549)));
    Progress progress;
    writeSampleCity(*s_city, {2000, 3, 150}, progress);
  }
  static void TearDownTestSuite() {
    s_city.reset();
    std::filesystem::remove_all(s_folder);
  }
  static std::int64_t count(const char* sql) { return s_city->connection().intValue(sql); }

  static std::filesystem::path s_folder;
  static std::unique_ptr<store::CityDatabase> s_city;
};
std::filesystem::path SampleDatabase::s_folder;
std::unique_ptr<store::CityDatabase> SampleDatabase::s_city;

TEST_F(SampleDatabase, HasItsLayersAndTheirRoles) {
  for (const char* name : {"parcels", "buildings", "roads", "districts", "subdistricts", "communities", "grid",
                           "addresses", "components", "poi"}) {
    const store::LayerInfo layer = store::layerByName(s_city->connection(), name);
    EXPECT_GT(layer.count, 0) << name;
    EXPECT_EQ(layer.srid, 4549) << name;
    EXPECT_FALSE(layer.titleZh.empty()) << name;
  }
  EXPECT_EQ(store::layerByName(s_city->connection(), "parcels").count, 2000);
  for (const char* role :
       {"district", "subdistrict", "community", "unit_grid", "road", "parcel", "building", "address", "component"}) {
    EXPECT_TRUE(store::layerOfRole(s_city->connection(), role)) << role;
  }
  EXPECT_NE(store::layerByName(s_city->connection(), "parcels").codeSystems.find("GB/T 21010-2017"), std::string::npos);
}

TEST_F(SampleDatabase, AskedForOverdueCasesAreThoseOfTheList) {
  // a suspended case and one that waits for its check are past their deadline without being late
  ASSERT_GT(count("SELECT count(*) FROM city_incident WHERE closed_at IS NULL AND state IN ('suspended', "
                  "'pending_check')"),
            0);
  const city::PlainReading read = city::readPlainly("overdue cases", city::PlainWords::of(*s_city, {}));
  ASSERT_TRUE(read.ask);
  city::IncidentFilter filter;
  filter.overdueAt = utcNow();
  std::vector<std::int64_t> listed;
  for (const city::Incident& incident : city::listIncidents(*s_city, filter)) listed.push_back(incident.fid);
  std::sort(listed.begin(), listed.end());
  ASSERT_FALSE(listed.empty());
  Progress progress;
  EXPECT_EQ(query::answer(s_city->connection(), *read.ask, progress).fids, listed);
}

TEST_F(SampleDatabase, EveryAreaIsValidAndMeasuresWhatItSays) {
  for (const char* layer : {"parcels", "buildings", "districts", "subdistricts", "communities", "grid"}) {
    const std::string from = " FROM " + store::quoted(layer);
    EXPECT_EQ(s_city->connection().intValue("SELECT count(*)" + from + " WHERE ST_IsValid(geometry) <> 1"), 0) << layer;
  }
  EXPECT_EQ(count("SELECT count(*) FROM grid WHERE abs(ST_Area(geometry) - area) > 0.1"), 0);
  // deeds differ from the ground by a few percent at most
  EXPECT_EQ(count("SELECT count(*) FROM parcels WHERE abs(ST_Area(geometry) / zdmj - 1) > 0.09"), 0);
}

TEST_F(SampleDatabase, ParcelsDoNotOverlap) {
  EXPECT_EQ(
      count("SELECT count(*) FROM parcels a, parcels b WHERE b.fid > a.fid AND b.fid IN (SELECT rowid FROM SpatialIndex"
            " WHERE f_table_name = 'parcels' AND search_frame = a.geometry)"
            " AND ST_Area(ST_Intersection(a.geometry, b.geometry)) > 0.01"),
      0);
}

TEST_F(SampleDatabase, CodesHaveTheirFormAndAreUnique) {
  struct Rule {
    const char *sql, *form;
  };
  for (const Rule& rule :
       {Rule{"SELECT zddm FROM parcels", "[0-9]{12}[GJZ][ABCDEFGHSXWY][0-9]{5}"},
        Rule{"SELECT code FROM grid", "[0-9]{12}[0-9A-Z]{3}"}, Rule{"SELECT glbjbsm FROM components", "[0-9]{17}"},
        Rule{"SELECT zrzh FROM buildings", "[0-9]{12}[GJZ][A-Z][0-9]{5}F[0-9]{4}"}}) {
    const std::regex form(rule.form);
    std::set<std::string> seen;
    auto rows = s_city->connection().prepare(rule.sql);
    while (rows.step()) {
      EXPECT_TRUE(std::regex_match(rows.text(0), form)) << rows.text(0);
      EXPECT_TRUE(seen.insert(rows.text(0)).second) << rows.text(0);
    }
  }
  EXPECT_EQ(count("SELECT count(*) FROM parcels WHERE dlmc IS NULL"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM grid WHERE community NOT IN (SELECT code FROM communities)"), 0);
}

TEST_F(SampleDatabase, ComponentsAndCasesLieInTheUnitGridTheyName) {
  EXPECT_EQ(count("SELECT count(*) FROM components c JOIN grid g ON g.code = c.szdywgbsm"
                  " WHERE ST_Contains(g.geometry, c.geometry) = 1"),
            count("SELECT count(*) FROM components"));
  EXPECT_EQ(count("SELECT count(*) FROM city_incident"), 150);
  EXPECT_EQ(count("SELECT count(*) FROM city_incident c JOIN grid g ON g.code = c.grid"
                  " WHERE ST_Contains(g.geometry, c.geometry) = 1"),
            150);
  EXPECT_EQ(count("SELECT count(*) FROM city_incident WHERE parcel IS NOT NULL"),
            count("SELECT count(*) FROM city_incident c JOIN parcels p ON p.zddm = c.parcel"
                  " WHERE ST_Contains(p.geometry, c.geometry) = 1"));
}

TEST_F(SampleDatabase, CasesHaveAHistoryThatEndsInTheirState) {
  EXPECT_EQ(count("SELECT count(*) FROM city_incident WHERE uid NOT IN (SELECT feature FROM city_history)"), 0);
  EXPECT_EQ(count("SELECT count(*) FROM city_incident i WHERE state <> (SELECT json_extract(after, '$.state') FROM"
                  " city_history h WHERE h.feature = i.uid AND json_extract(after, '$.state') IS NOT NULL"
                  " ORDER BY seq DESC LIMIT 1)"),
            0);
  EXPECT_EQ(
      count("SELECT count(*) FROM city_history a JOIN city_history b ON a.feature = b.feature AND b.seq > a.seq AND"
            " b.at < a.at WHERE a.table_name = 'city_incident'"),
      0);
  EXPECT_GT(count("SELECT count(DISTINCT state) FROM city_incident"), 2);
  EXPECT_EQ(store::undoState(*s_city).undoTx, "") << "nobody's Ctrl+Z takes the sample's cases away";
}

TEST_F(SampleDatabase, ASecondSampleIsRefused) {
  Progress progress;
  EXPECT_THROW(writeSampleCity(*s_city, {2000, 3, 0}, progress), Error);
}

}  // namespace
}  // namespace gis::sample
