#include "gis_core/io/import.h"

#include <gtest/gtest.h>

#include <chrono>
#include <map>
#include <memory>
#include <thread>

#include "gis_core/base/error.h"
#include "gis_core/io/companion_files.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/maintenance.h"
#include "gis_core/store/stage_sweeper.h"
#include "tests/unit/io/import_city.h"
#include "tests/unit/io/made_files.h"

namespace gis::io {
namespace {

using tests::Folder;

class Import : public tests::ImportCity {
 protected:
  ImportReport load(std::string_view name, std::string_view content, ImportRequest request = {}) {
    request.sources = {folder.write(name, content)};
    return importLayers(city, request, progress);
  }
  ErrorCode failure(const ImportRequest& request) { return failure(request, progress); }
  ErrorCode failure(const ImportRequest& request, Progress& watched) {
    try {
      (void)importLayers(city, request, watched);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::internal;
  }
  std::size_t layerCount() { return store::listLayers(city.connection()).size(); }
};

std::string collection(const std::string& features) {
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}
std::string feature(const std::string& geometry, const std::string& properties = "{}") {
  return R"({"type":"Feature","properties":)" + properties + R"(,"geometry":)" + geometry + "}";
}
const char* kBowTie =
    R"({"type":"Polygon","coordinates":[[[119.4,32.4],[119.41,32.41],[119.41,32.4],[119.4,32.41],[119.4,32.4]]]})";
// a spike: invalid, but the repair changes no area
const char* kSpike =
    R"({"type":"Polygon","coordinates":[[[119.4,32.4],[119.41,32.4],[119.41,32.41],[119.41,32.42],[119.41,32.41],[119.4,32.41],[119.4,32.4]]]})";
const char* kSquare =
    R"({"type":"Polygon","coordinates":[[[119.4,32.4],[119.41,32.4],[119.41,32.41],[119.4,32.41],[119.4,32.4]]]})";

TEST_F(Import, IntoTheCitysCrsWithEveryCountInTheReport) {
  const ImportReport report =
      load("places.geojson",
           collection(feature(R"({"type":"Point","coordinates":[119.4128,32.3933]})", R"({"名称":"a","fid":9})") + "," +
                      feature("null", R"({"名称":null,"fid":1})")));
  ASSERT_EQ(report.layers.size(), 1U);
  const ImportedLayer& layer = report.layers[0];
  EXPECT_EQ(layer.name, "places");
  EXPECT_EQ(layer.read, 2);
  EXPECT_EQ(layer.imported, 2);
  EXPECT_EQ(layer.nullGeometries, 1);
  EXPECT_EQ(layer.geometryType->name(), "POINT");
  EXPECT_EQ(layer.sourceCrs.epsg(), 4326);
  EXPECT_EQ(layer.crs.epsg(), 4549);
  ASSERT_EQ(layer.renamedFields.size(), 1U);
  EXPECT_EQ(layer.renamedFields[0].second, "fid_2");
  const auto all = rows("places");
  ASSERT_EQ(all.size(), 2U);
  const geom::MapPoint p = geom::envelopeOf(all[0].wkb).centre();
  EXPECT_NEAR(p.x, 444751.370, 0.01);  // domain: the centre of Yangzhou
  EXPECT_NEAR(p.y, 3585617.246, 0.01);
}

TEST_F(Import, InvalidGeometryIsKeptRepairedOrRejected) {
  const std::string text = collection(feature(kSquare, R"({"n":1})") + "," + feature(kSpike, R"({"n":2})") + "," +
                                      feature(kBowTie, R"({"n":3})"));
  ImportRequest request;
  const ImportReport repaired = load("repair.geojson", text, request);
  EXPECT_EQ(repaired.layers[0].repaired, 1);
  EXPECT_EQ(repaired.layers[0].rejected, 1) << "a repair that changes the area by more than 1 % is none";
  EXPECT_EQ(repaired.layers[0].imported, 2);
  EXPECT_EQ(repaired.layers[0].report, "repair_report");
  const auto findings = rows("repair_report");
  ASSERT_EQ(findings.size(), 2U);
  EXPECT_EQ(std::get<std::string>(findings[0].values[2]), "repaired");
  EXPECT_EQ(std::get<std::int64_t>(findings[0].values[0]), 2);
  EXPECT_EQ(std::get<std::string>(findings[1].values[2]), "rejected");
  EXPECT_EQ(findings[1].values[0].index(), 0U);
  EXPECT_NE(std::get<std::string>(findings[1].values[9]).find("\"n\":3"), std::string::npos) << "its cells are kept";
  EXPECT_FALSE(std::get<geom::Bytes>(findings[1].values[8]).empty());
  request.invalid = ImportRequest::Invalid::reject;
  EXPECT_EQ(load("reject.geojson", text, request).layers[0].rejected, 2);
  request.invalid = ImportRequest::Invalid::keep;
  const ImportReport kept = load("keep.geojson", text, request);
  EXPECT_EQ(kept.layers[0].imported, 3);
  EXPECT_TRUE(kept.layers[0].report.empty());
}

TEST_F(Import, NamesAreRefusedAppendedReplaced) {
  const std::string text = "编号,x,y\n001,444751,3585617\n";
  ImportRequest request;
  request.as = "pts";
  request.sourceCrs = "EPSG:4549";
  (void)load("t.csv", text, request);
  request.sources = {folder / "t.csv"};
  EXPECT_EQ(failure(request), ErrorCode::exists);
  request.ifTaken = ImportRequest::IfTaken::append;
  (void)load("t.csv", text, request);
  EXPECT_EQ(rows("pts").size(), 2U);
  request.ifTaken = ImportRequest::IfTaken::replace;
  (void)load("t.csv", text, request);
  ASSERT_EQ(rows("pts").size(), 1U);
  EXPECT_EQ(std::get<std::string>(rows("pts")[0].values[0]), "001") << "a code keeps its zeros";
  request.ifTaken = ImportRequest::IfTaken::refuse;
  request.as = "city_x";
  EXPECT_EQ(failure(request), ErrorCode::invalidValue);
}

TEST_F(Import, NamesThatSpatialiteCannotBearAreMadeBearable) {
  const std::string point = feature(R"({"type":"Point","coordinates":[119.4,32.4]})");
  const auto nameOf = [&](const std::string& name) {
    return load("n.geojson", R"({"type":"FeatureCollection","name":")" + name + R"(","features":[)" + point + "]}")
        .layers.at(0)
        .name;
  };
  EXPECT_EQ(nameOf("O'Hara"), "O’Hara");
  EXPECT_EQ(nameOf("city_plan"), "layer_city_plan");
  std::string longName;
  for (int i = 0; i < 100; ++i) longName += "长";
  const std::string cut = nameOf(longName);
  EXPECT_EQ(cut, longName.substr(0, 180));
  EXPECT_TRUE(store::layerExists(city.connection(), cut));
}

TEST_F(Import, UnknownCrsStaysUnknownAndBallparkIsRefused) {
  const ImportReport unknown = load("u.csv", "x,y\n444751,3585617\n");
  EXPECT_FALSE(unknown.layers[0].crs.isKnown());
  EXPECT_GE(unknown.layers[0].warnings.size(), 2U) << "said, with a hint by the range of the numbers";
  ImportRequest request;
  request.sourceCrs = "EPSG:2385";  // Xian 1980: no operation is known
  request.sources = {folder.write("b.csv", "x,y\n444751,3585617\n")};
  const std::size_t before = layerCount();
  EXPECT_EQ(failure(request), ErrorCode::ballparkCrs);
  request.sourceCrs = "no such crs";
  EXPECT_EQ(failure(request), ErrorCode::unknownCrs);
  EXPECT_EQ(layerCount(), before);
  request.sourceCrs = "EPSG:2385";
  request.target = ImportRequest::Target::source;
  EXPECT_EQ(importLayers(city, request, progress).layers[0].crs.epsg(), 2385);
}

TEST_F(Import, TablesOnlyWhenAsked) {
  ImportRequest request;
  request.sources = {folder.write("list.csv", "编号,名称\n01,a\n02,b\n")};
  EXPECT_EQ(failure(request), ErrorCode::unsupported);
  request.tables = true;
  const ImportReport report = importLayers(city, request, progress);
  EXPECT_FALSE(report.layers[0].geometryType);
  EXPECT_EQ(report.layers[0].imported, 2);
}

TEST_F(Import, MixedKindsInOneLayerOrSplit) {
  const std::string text = collection(feature(R"({"type":"Point","coordinates":[119.4,32.4]})") + "," +
                                      feature(kSquare) + "," + feature("null"));
  EXPECT_EQ(load("mixed.geojson", text).layers[0].geometryType->name(), "GEOMETRY");
  ImportRequest request;
  request.splitTypes = true;
  const ImportReport split = load("parts.geojson", text, request);
  ASSERT_EQ(split.layers.size(), 2U);
  EXPECT_EQ(split.layers[0].name, "parts_point");
  EXPECT_EQ(split.layers[0].imported, 2);
  EXPECT_EQ(split.layers[1].geometryType->name(), "MULTIPOLYGON");
}

TEST_F(Import, OsmWaysAndAreasComeWithThePoints) {
  // the ids of the nodes do not ascend, as in files that people edit
  const ImportReport report = load("o.osm", R"(<?xml version="1.0"?><osm version="0.6">
<node id="3" lat="32.5" lon="119.4"/><node id="1" lat="32.4" lon="119.4"><tag k="name" v="井"/></node>
<node id="2" lat="32.5" lon="119.5"/>
<way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="primary"/></way>
<way id="2"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="1"/><tag k="building" v="yes"/></way></osm>)");
  std::map<std::string, std::int64_t> read;
  for (const ImportedLayer& layer : report.layers) read[layer.name] = layer.imported;
  EXPECT_EQ(read, (std::map<std::string, std::int64_t>{{"o_points", 1}, {"o_lines", 1}, {"o_multipolygons", 1}}));
  EXPECT_EQ(report.skipped, (std::vector<std::string>{"o.osm: multilinestrings", "o.osm: other_relations"}));
}

TEST_F(Import, ZAndMAreKept) {
  const ImportReport report =
      load("z.csv", "id;WKT\n1;\"POINT ZM (444751 3585617 5 7)\"\n2;\"POINT ZM (444752 3585617 6 8)\"\n", [] {
        ImportRequest request;
        request.sourceCrs = "EPSG:4549";
        return request;
      }());
  EXPECT_EQ(report.layers[0].geometryType->name(), "POINT ZM");
  EXPECT_EQ(geom::toWkt(rows("z")[0].wkb), "POINT ZM (444751 3585617 5 7)");
}

TEST_F(Import, AllLayersOrNone) {
  ImportRequest request;
  request.sources = {folder.write("good.geojson", collection(feature(kSquare))),
                     folder.write("bad.geojson", "{\"type\":")};
  const std::size_t before = layerCount();
  EXPECT_EQ(failure(request), ErrorCode::unsupported);
  EXPECT_EQ(layerCount(), before);
}

/// 60,000 points: enough to be cancelled at several places.
ImportRequest manyPoints(const Folder& folder) {
  std::string text = "x,y\n";
  for (int i = 0; i < 60000; ++i)
    text += std::to_string(440000 + i % 1000) + "," + std::to_string(3580000 + i / 100) + "\n";
  ImportRequest request;
  request.sources = {folder.write("many.csv", text)};
  request.sourceCrs = "EPSG:4549";
  return request;
}

TEST_F(Import, CancelLeavesTheCityAsBefore) {
  const ImportRequest request = manyPoints(folder);
  const std::size_t before = layerCount();
  const std::int64_t pages = city.connection().intValue("PRAGMA page_count");
  for (const std::uint64_t when : {1U, 20000U, 59000U}) {
    const CancelToken token;
    city.connection().interruptOn(token);  // as the command line does
    Progress cancelling(token, [&](const ProgressState& state) {
      if (state.done >= when) token.cancel();
    });
    try {
      (void)importLayers(city, request, cancelling);
      ADD_FAILURE() << "it should have been cancelled at " << when;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::cancelled);
    }
    city.connection().interruptOn(CancelToken());
    EXPECT_EQ(layerCount(), before);
    EXPECT_EQ(city.connection().intValue("SELECT count(*) FROM city_stage"), 0);
    // a page may be in use for the next number of a stage
    EXPECT_LE(city.connection().intValue("PRAGMA page_count"), pages + 2) << "the file is as small as before";
    EXPECT_EQ(city.connection().intValue("SELECT count(*) FROM sqlite_master WHERE name GLOB 'city_stage_[0-9]*'"), 0);
  }
  Progress none;
  EXPECT_EQ(importLayers(city, request, none).layers[0].imported, 60000);
  const auto faults = store::checkCity(city, none);
  for (const auto& fault : faults) EXPECT_NE(fault.severity, "error") << fault.text.str();
}

TEST_F(Import, CancelReturnsAtOnceWhenTheTidyingIsLeftToASweeper) {
  const ImportRequest request = manyPoints(folder);
  const std::size_t before = layerCount();
  const std::int64_t pages = city.connection().intValue("PRAGMA page_count");
  const auto sweeper = std::make_shared<store::StageSweeper>();
  city.leaveTidyingTo(sweeper);
  const auto other = store::Connection::open(folder / "a.citydb", store::OpenMode::readWrite);
  const CancelToken token;
  city.connection().interruptOn(token);  // as the window does
  std::chrono::steady_clock::time_point begin;
  std::jthread writer;
  Progress cancelling(token, [&](const ProgressState& state) {
    if (state.done < 10000 || token.cancelled()) return;
    if (!writer.joinable()) {
      // somebody else writes: who drops the rows before returning waits for that, up to 5 s
      writer = std::jthread([&] {
        other.exec("BEGIN IMMEDIATE");
        begin = std::chrono::steady_clock::now();
        token.cancel();
      });
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));  // longer than a turn: the lock is given back next
  });
  EXPECT_EQ(failure(request, cancelling), ErrorCode::cancelled);
  ASSERT_TRUE(writer.joinable());
  writer.join();
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(1));
  city.connection().interruptOn(CancelToken());
  EXPECT_EQ(layerCount(), before);
  other.exec("COMMIT");
  sweeper->wait();
  EXPECT_EQ(city.connection().intValue("SELECT count(*) FROM city_stage"), 0);
  EXPECT_LE(city.connection().intValue("PRAGMA page_count"), pages + 2) << "the file is as small as before";
}

TEST(CompanionFiles, PartsOfAnotherFileAreNoSources) {
  const std::vector<std::filesystem::path> dropped = {
      "/a/Roads.SHP", "/a/roads.dbf", "/a/roads.shx", "/a/roads.shp.xml", "/a/list.dbf",     "/b/roads.dbf",
      "/a/t.tab",     "/a/t.map",     "/a/roads.csv", "/a/map.gpkg",      "/a/map.gpkg-wal", "/a/list.dbf"};
  const std::vector<std::filesystem::path> wanted = {"/a/Roads.SHP", "/a/list.dbf",  "/b/roads.dbf",
                                                     "/a/t.tab",     "/a/roads.csv", "/a/map.gpkg"};
  EXPECT_EQ(withoutCompanions(dropped), wanted);
  EXPECT_TRUE(withoutCompanions({}).empty());
}

}  // namespace
}  // namespace gis::io
