#include "gis_core/query/select.h"

#include <gtest/gtest.h>

#include <memory>

#include "gis_core/base/error.h"
#include "tests/unit/query/small_city.h"

namespace gis::query {
namespace {

using store::FieldType;
using store::Value;

using Fids = std::vector<std::int64_t>;

ErrorCode codeOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.code();
  }
  return ErrorCode::internal;
}

class SelectTest : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    s_city = std::make_unique<SmallCity>();
    s_city->addLayer("parcels", {{"code", FieldType::text}, {"area", FieldType::real}},
                     {{2, "POLYGON ((0 0,10 0,10 10,0 10,0 0))", {std::string("A"), 100.0}},
                      {3, "POLYGON ((10 0,20 0,20 10,10 10,10 0))", {std::string("B"), 100.0}},
                      {5, "POLYGON ((100 100,120 100,120 120,100 120,100 100))", {std::string("C"), 400.0}},
                      {7, "", {std::string("D"), Value()}},
                      {9, "POLYGON EMPTY", {std::string("E"), Value()}}});
    s_city->addLayer("cases", {{"kind", FieldType::text}},
                     {{1, "POINT (5 5)", {std::string("light")}},
                      {2, "POINT (10 5)", {std::string("cover")}},
                      {3, "POINT (50 50)", {std::string("light")}},
                      {4, "", {std::string("light")}}});
    s_city->addLayer("wgs", {}, {{1, "POINT (119.4128 32.3933)", {}}}, crs::Crs::fromEpsg(4490));
    s_city->addLayer("nowhere", {}, {{1, "POINT (5 5)", {}}}, crs::Crs());
    s_city->addLayer("old", {}, {{1, "POINT (5 5)", {}}}, crs::Crs::fromEpsg(2385));
  }
  static void TearDownTestSuite() { s_city.reset(); }
  Fids fids(const SelectQuery& query) {
    Progress progress;
    return select(m_city.connection(), query, progress).fids;
  }
  static SelectQuery related(const char* layer, const char* word, const char* other, const char* otherWhere = "") {
    SelectQuery query;
    query.layer = layer;
    query.relations.push_back({geom::Relation::parse(word), other, otherWhere});
    return query;
  }
  /// Made once: the tests read it and add layers of other names.
  inline static std::unique_ptr<SmallCity> s_city;
  SmallCity& m_city = *s_city;
};

TEST_F(SelectTest, withoutConditionsEverything) {
  SelectQuery query;
  query.layer = "parcels";
  EXPECT_EQ(fids(query), (Fids{2, 3, 5, 7, 9}));
  query.limit = 2;
  EXPECT_EQ(fids(query), (Fids{2, 3}));
  Progress progress;
  EXPECT_EQ(countSelected(m_city.connection(), query, progress), 2);
}

TEST_F(SelectTest, whereIsGuarded) {
  SelectQuery query;
  query.layer = "parcels";
  query.where = "\"area\" > 150";
  EXPECT_EQ(fids(query), (Fids{5}));
  query.where = "\"aera\" > 150";  // a misspelt name is an error, not an empty result
  const ErrorCode misspelt = codeOf([&] { (void)fids(query); });
  EXPECT_TRUE(misspelt == ErrorCode::sql || misspelt == ErrorCode::noSuchField);
  query.where = "1); DELETE FROM parcels; --";
  EXPECT_NE(codeOf([&] { (void)fids(query); }), ErrorCode::internal);
  query.where.clear();
  EXPECT_EQ(fids(query).size(), 5U);
  query.layer = "parcel";
  EXPECT_EQ(codeOf([&] { (void)fids(query); }), ErrorCode::noSuchLayer);
}

TEST_F(SelectTest, boxTestsTheGeometryAndItsBorder) {
  SelectQuery query;
  query.layer = "parcels";
  query.bbox = geom::Envelope{10, 10, 90, 90};
  EXPECT_EQ(fids(query), (Fids{2, 3}));  // they touch it in a corner and along a side
  query.bbox = geom::Envelope{10.0001, 0, 90, 90};
  EXPECT_EQ(fids(query), (Fids{3}));
  m_city.addLayer("lines", {}, {{1, "LINESTRING (0 0,10 10)", {}}});
  query.layer = "lines";
  query.bbox = geom::Envelope{6, 0, 10, 4};  // inside the line's box, off the line
  EXPECT_TRUE(fids(query).empty());
  query.bbox = geom::Envelope{5, 5, 5, 5};
  EXPECT_EQ(fids(query), (Fids{1}));
  query.bbox = geom::Envelope{0, 4, 9, 4};
  EXPECT_EQ(fids(query), (Fids{1}));
}

TEST_F(SelectTest, whatHasNoPlaceIsCountedByABoxToo) {
  SelectQuery query;
  query.layer = "parcels";
  query.bbox = geom::Envelope{0, 0, 5, 5};
  Progress progress;
  EXPECT_EQ(select(m_city.connection(), query, progress).withoutGeometry, 2);
  query.where = "code <> 'D'";
  const SelectResult some = select(m_city.connection(), query, progress);
  EXPECT_EQ(some.fids, (Fids{2}));
  EXPECT_EQ(some.withoutGeometry, 1);
  EXPECT_EQ(some.broken, 0);
}

TEST_F(SelectTest, boxInAnotherSystem) {
  SelectQuery query;
  query.layer = "wgs";
  query.bbox = geom::Envelope{444751, 3585617, 444752, 3585618};
  query.bboxCrs = crs::Crs::fromEpsg(4549);
  EXPECT_EQ(fids(query), (Fids{1}));
  query.bbox = geom::Envelope{444752, 3585617, 444753, 3585618};
  EXPECT_TRUE(fids(query).empty());
}

// SpatiaLite's predicates are −1 for NULL, empty and broken geometry, and WHERE keeps those rows: ours take no part
TEST_F(SelectTest, nullAndEmptyTakeNoPart) {
  Progress progress;
  const SelectResult hit = select(m_city.connection(), related("parcels", "intersects", "cases"), progress);
  EXPECT_EQ(hit.fids, (Fids{2, 3}));
  EXPECT_EQ(hit.withoutGeometry, 2);
  EXPECT_EQ(fids(related("parcels", "contains", "cases")), (Fids{2}));
  EXPECT_EQ(fids(related("parcels", "touches", "cases")), (Fids{2, 3}));
  EXPECT_EQ(fids(related("parcels", "disjoint", "cases")), (Fids{5}));
  EXPECT_EQ(fids(related("parcels", "T*****FF*", "cases")), (Fids{2}));
  EXPECT_EQ(fids(related("parcels", "intersects", "cases", "kind = 'cover'")), (Fids{2, 3}));
  EXPECT_EQ(fids(related("parcels", "contains", "cases", "kind = 'cover'")), (Fids{}));
  EXPECT_EQ(fids(related("cases", "within", "parcels")), (Fids{1}));
  EXPECT_EQ(fids(related("cases", "disjoint", "parcels")), (Fids{3}));
}

TEST_F(SelectTest, distances) {
  SelectQuery query;
  query.layer = "cases";
  query.distances.push_back({0, "parcels", ""});
  EXPECT_EQ(fids(query), (Fids{1, 2}));
  query.distances[0].metres = 50;  // (50,50) to (20,10) is exactly 50
  EXPECT_EQ(fids(query), (Fids{1, 2, 3}));
  query.distances[0].metres = 49.999;
  EXPECT_EQ(fids(query), (Fids{1, 2}));
  query.layer = "wgs";
  EXPECT_EQ(codeOf([&] { (void)fids(query); }), ErrorCode::unsupported);
}

TEST_F(SelectTest, layersOfOtherSystemsAreCarried) {
  m_city.addLayer("site", {},
                  {{1, "POLYGON ((444751 3585617,444752 3585617,444752 3585618,444751 3585618,444751 3585617))", {}}});
  EXPECT_EQ(fids(related("site", "contains", "wgs")), (Fids{1}));
  EXPECT_EQ(fids(related("wgs", "within", "site")), (Fids{1}));
  EXPECT_EQ(codeOf([&] { (void)fids(related("parcels", "intersects", "nowhere")); }), ErrorCode::unknownCrs);
  EXPECT_EQ(codeOf([&] { (void)fids(related("nowhere", "intersects", "parcels")); }), ErrorCode::unknownCrs);
  EXPECT_EQ(codeOf([&] { (void)fids(related("parcels", "intersects", "old")); }), ErrorCode::ballparkCrs);
}

TEST_F(SelectTest, writesALayer) {
  Progress progress;
  const SelectResult result = select(m_city.connection(), related("parcels", "intersects", "cases"), progress);
  EXPECT_EQ(writeSelected(m_city.city(), result, std::vector<std::string>{"code"}, "hit", progress), 2);
  const store::LayerInfo layer = store::layerByName(m_city.connection(), "hit");
  EXPECT_EQ(layer.crs.epsg(), 4549);
  EXPECT_EQ(layer.geometryType->name(), "MULTIPOLYGON");
  EXPECT_EQ(m_city.rowsOf("hit"), (std::vector<std::string>{"2|A|MULTIPOLYGON (((0 0,10 0,10 10,0 10,0 0)))",
                                                            "3|B|MULTIPOLYGON (((10 0,20 0,20 10,10 10,10 0)))"}));
  EXPECT_EQ(codeOf([&] { (void)writeSelected(m_city.city(), result, {}, "hit", progress); }), ErrorCode::exists);
  SelectQuery nothing;
  nothing.layer = "parcels";
  nothing.where = "0";
  const SelectResult none = select(m_city.connection(), nothing, progress);
  EXPECT_EQ(writeSelected(m_city.city(), none, {}, "none", progress), 0);
  EXPECT_EQ(store::layerByName(m_city.connection(), "none").count, 0);
}

TEST_F(SelectTest, readsRowsBack) {
  Progress progress;
  const SelectResult result = select(m_city.connection(), related("parcels", "intersects", "cases"), progress);
  std::vector<std::string> codes;
  readSelected(m_city.connection(), result, std::vector<std::string>{"code", "fid"}, true,
               [&](store::Feature& feature) {
                 codes.push_back(std::get<std::string>(feature.values.at(0)) +
                                 std::to_string(std::get<std::int64_t>(feature.values.at(1))));
                 EXPECT_FALSE(feature.wkb.empty());
                 return true;
               });
  EXPECT_EQ(codes, (std::vector<std::string>{"A2", "B3"}));
  EXPECT_EQ(codeOf([&] { (void)fieldsOf(result.layer, std::vector<std::string>{"nope"}); }), ErrorCode::noSuchField);
}

TEST_F(SelectTest, shapesDrawnOnTheMap) {
  SelectQuery query;
  query.layer = "cases";
  query.shapes.push_back({geom::Relation::parse("within"), geom::fromWkt("POLYGON ((4 4,11 4,11 6,4 6,4 4))"), {}, {}});
  EXPECT_EQ(fids(query), (Fids{1, 2}));
  query.shapes[0] = {{}, geom::pointWkb(50, 49), crs::Crs::fromEpsg(4549), 1.0};
  EXPECT_EQ(fids(query), (Fids{3}));
}

}  // namespace
}  // namespace gis::query
