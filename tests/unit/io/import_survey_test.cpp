#include "gis_core/io/import_survey.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/crs/web_offset.h"
#include "gis_core/io/text_encoding.h"
#include "tests/unit/io/import_city.h"

namespace gis::io {
namespace {

using tests::gbk;

/// The centre of Yangzhou (crs.csv): longitude, latitude, and the same in EPSG:4549.
constexpr double kLon = 119.4128, kLat = 32.3933, kEast = 444751.370, kNorth = 3585617.246;

class Survey : public tests::ImportCity {
 protected:
  void SetUp() override {
    ImportRequest request;
    request.sources = {folder.write("here.geojson", R"({"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[119.35,32.35]}},
 {"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[119.50,32.45]}}]})")};
    (void)importLayers(city, request, progress);
  }
  ImportSurvey look(const std::filesystem::path& file, const std::string& sourceCrs = {}) {
    ImportRequest request;
    request.sources = {file};
    request.sourceCrs = sourceCrs;
    return surveyImport(city, request, progress.token());
  }
  CrsCandidate best(double x, double y) {
    const auto ranked = rankCrs({x, y, x + 0.001, y + 0.001}, placeOfCity(city));
    EXPECT_FALSE(ranked.empty()) << x << " " << y;
    return ranked.empty() ? CrsCandidate() : ranked[0];
  }
};

TEST_F(Survey, NumbersTellZonePrefixAxesDegreesAndMercator) {
  struct Case {
    const char* name;
    double x, y;
    int epsg;
    bool swapped;
  };
  const double mercatorEast = 6378137 * kLon * M_PI / 180;
  const double mercatorNorth = 6378137 * std::asinh(std::tan(kLat * M_PI / 180));
  for (const Case& one : std::initializer_list<Case>{{"Gauss-Kruger", kEast, kNorth, 4549, false},
                                                     {"with zone", 40e6 + kEast, kNorth, 4528, false},
                                                     {"north first", kNorth, kEast, 4549, true},
                                                     {"north first, with zone", kNorth, 40e6 + kEast, 4528, true},
                                                     {"neighbouring zone", 727043.27, 3588027.57, 4548, false},
                                                     {"degrees", kLon, kLat, 4490, false},
                                                     {"latitude first", kLat, kLon, 4490, true},
                                                     {"Web Mercator", mercatorEast, mercatorNorth, 3857, false}}) {
    const CrsCandidate first = best(one.x, one.y);
    EXPECT_EQ(first.reading.crs.epsg(), one.epsg) << one.name;
    EXPECT_EQ(first.reading.swappedAxes, one.swapped) << one.name;
    EXPECT_EQ(first.kilometres, 0) << one.name;
    EXPECT_NEAR(first.inCity.minX, kEast, 120) << one.name;
    EXPECT_NEAR(first.inCity.minY, kNorth, 120) << one.name;
  }
  // web maps' offsets are among the candidates, and lie some 550 m beside
  const auto ranked = rankCrs({kLon, kLat, kLon, kLat}, placeOfCity(city));
  const auto gcj = std::find_if(ranked.begin(), ranked.end(),
                                [](const auto& one) { return one.reading.offset == WebOffset::gcj02; });
  ASSERT_NE(gcj, ranked.end());
  EXPECT_NEAR(std::hypot(gcj->inCity.minX - kEast, gcj->inCity.minY - kNorth), 556, 10);
  EXPECT_TRUE(rankCrs({1e9, 1e9, 2e9, 2e9}, placeOfCity(city)).empty());
  EXPECT_TRUE(rankCrs({}, placeOfCity(city)).empty());
}

TEST_F(Survey, ANewCityMeasuresByItsSystem) {
  const store::CityDatabase empty = store::CityDatabase::create(folder / "b.citydb", crs::Crs::fromEpsg(4549));
  const auto ranked = rankCrs({kEast, kNorth, kEast + 1, kNorth + 1}, placeOfCity(empty));
  ASSERT_FALSE(ranked.empty());
  EXPECT_EQ(ranked[0].reading.crs.epsg(), 4549);
}

TEST_F(Survey, ATableShowsEncodingsTypesAndExamples) {
  const std::string csv =
      "编号,名称,x,y,日期,序号\n"
      "0012,扬州市一号,3585617.2,444751.3,2026年11月23日,１２\n"
      "0013,广陵区二号,3585717,444851,2026年1月3日,１３\n"
      "0014,,3585717,444851,,\n";
  const ImportSurvey survey = look(folder.write("p.csv", gbk(csv)));
  ASSERT_EQ(survey.layers.size(), 1U);
  const SurveyedLayer& layer = survey.layers[0];
  EXPECT_EQ(layer.info.encoding, "GBK");
  ASSERT_EQ(layer.info.encodings.size(), 5U);
  EXPECT_EQ(layer.info.encodings[0].encoding, "GBK");
  EXPECT_GT(layer.info.encodings[0].score, 0.9);
  EXPECT_EQ(layer.info.encodings[0].names[1], "名称");
  ASSERT_EQ(layer.info.encodings[0].rows.size(), 3U);
  EXPECT_EQ(layer.info.encodings[0].rows[1][1], "广陵区二号");
  EXPECT_LT(layer.info.encodings[2].score, 0.5);
  EXPECT_EQ(layer.crsFrom, "");
  ASSERT_FALSE(layer.readings.empty());
  EXPECT_EQ(layer.readings[0].reading.crs.epsg(), 4549);
  EXPECT_FALSE(layer.readings[0].reading.swappedAxes);  // the reader put the columns right already
  EXPECT_EQ(layer.looked, 3);
  EXPECT_TRUE(layer.whole);
  ASSERT_EQ(layer.fields.size(), 6U);
  EXPECT_EQ(layer.fields[0].field.type, store::FieldType::text);
  EXPECT_EQ(layer.fields[0].looksLike, "code");
  EXPECT_EQ(layer.fields[1].nulls, 1);
  EXPECT_EQ(layer.fields[1].examples, (std::vector<std::string>{"扬州市一号", "广陵区二号"}));
  EXPECT_EQ(layer.fields[4].looksLike, "date");
  EXPECT_EQ(layer.fields[5].looksLike, "code");
  EXPECT_EQ(layer.firstRows.rows(), 3U);
}

TEST_F(Survey, WhatWillBeRejectedIsTold) {
  const ImportSurvey survey = look(folder.write("bad.geojson", R"({"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[119.4,32.4],[119.41,32.41],[119.41,32.4],[119.4,32.41],[119.4,32.4]]]}},
 {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[119.4,32.4],[119.41,32.41],[119.42,32.4],[119.41,32.4],[119.41,32.39],[119.41,32.4],[119.4,32.4]]]}},
 {"type":"Feature","properties":{},"geometry":null},
 {"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[119.4,32.4],[119.41,32.4],[119.41,32.41],[119.4,32.4]]]}}]})"));
  ASSERT_EQ(survey.layers.size(), 1U);
  const SurveyedLayer& layer = survey.layers[0];
  EXPECT_EQ(layer.crsFrom, "file");
  EXPECT_EQ(layer.readings[0].reading.crs.epsg(), 4326);
  EXPECT_EQ(layer.readings[0].score, 1);
  EXPECT_EQ(layer.looked, 4);
  EXPECT_EQ(layer.nullGeometries, 1);
  EXPECT_EQ(layer.rejected + layer.repaired, 2);
  EXPECT_EQ(layer.findings.size(), 2U);
  EXPECT_TRUE(layer.obstacles.empty());
  // the real import finds the same
  ImportRequest request;
  request.sources = {folder / "bad.geojson"};
  const ImportReport report = importLayers(city, request, progress);
  EXPECT_EQ(report.layers[0].rejected, layer.rejected);
  EXPECT_EQ(report.layers[0].repaired, layer.repaired);
  // and then the name is taken
  EXPECT_EQ(look(folder / "bad.geojson").layers[0].obstacles.size(), 1U);
}

TEST_F(Survey, ForbiddenTransformationsAndWrongWordsOfTheFileAreTold) {
  const auto file = folder.write("p.csv", "id,x,y\n1,444751,3585617\n2,444851,3585717\n");
  const ImportSurvey xian = look(file, "EPSG:2385");
  ASSERT_EQ(xian.layers[0].obstacles.size(), 1U);
  EXPECT_EQ(xian.layers[0].crsFrom, "option");
  // zone 39 said of numbers that are zone 40's: 280 km away
  const ImportSurvey far = look(file, "EPSG:4548");
  bool doubted = false;
  for (const Message& warning : far.layers[0].warnings)
    doubted = doubted || warning.str().find("km from the city") != std::string::npos;
  EXPECT_TRUE(doubted);
  EXPECT_NEAR(far.layers[0].readings[0].kilometres, 276, 15);
}

TEST_F(Survey, NothingIsChanged) {
  const std::string before = platform::readFile(folder / "a.citydb");
  const auto names = folder.names();
  (void)look(folder / "here.geojson");
  EXPECT_EQ(folder.names(), names);
  EXPECT_EQ(platform::readFile(folder / "a.citydb"), before);
}

TEST_F(Survey, WebOffsetsAndNorthFirstAreTakenBackOnImport) {
  const geom::GeoPoint gcj = crs::gcj02FromWgs84({kLon, kLat});
  const geom::GeoPoint bd = crs::bd09FromGcj02(gcj);
  const auto at = [](geom::GeoPoint p) {
    return "{\"type\":\"Point\",\"coordinates\":[" + std::to_string(p.lon) + "," + std::to_string(p.lat) + "]}";
  };
  for (const auto& [name, point] : {std::pair("GCJ-02", gcj), std::pair("bd09", bd)}) {
    ImportRequest request;
    request.sources = {folder.write("web.geojson", at(point))};
    request.sourceCrs = name;
    request.ifTaken = ImportRequest::IfTaken::replace;
    const ImportReport report = importLayers(city, request, progress);
    EXPECT_EQ(report.layers[0].sourceCrs.epsg(), 4326);
    const geom::Envelope box = geom::envelopeOf(rows("web")[0].wkb);
    EXPECT_NEAR(box.minX, kEast, 0.2) << name;  // six decimals of a degree
    EXPECT_NEAR(box.minY, kNorth, 0.2) << name;
  }
  ImportRequest request;
  request.sources = {folder.write("turned.geojson", at({kLat, kLon}))};
  request.swappedAxes = true;
  (void)importLayers(city, request, progress);
  EXPECT_NEAR(geom::envelopeOf(rows("turned")[0].wkb).minX, kEast, 0.2);
}

TEST_F(Survey, RawBytesOfAShapefileAreShownInEveryEncoding) {
  tests::writePointShapefile(folder / "s.shp", gbk("名称"),
                             {gbk("扬州市"), "plain", gbk("广陵区文昌中路"), "x", gbk("路灯")}, 0);
  const ImportSurvey survey = look(folder / "s.shp");
  const auto& candidates = survey.layers.at(0).info.encodings;
  ASSERT_FALSE(candidates.empty());
  EXPECT_EQ(candidates[0].encoding, "GBK");
  EXPECT_EQ(candidates[0].names, std::vector<std::string>{"名称"});
  EXPECT_EQ(candidates[0].rows, (std::vector<std::vector<std::string>>{{"扬州市"}, {"广陵区文昌中路"}, {"路灯"}}));
  // names and values in different encodings show apart
  tests::writePointShapefile(folder / "m.shp", "名称", {gbk("扬州市广陵区"), gbk("邗江区")}, 0);
  const auto mixed = look(folder / "m.shp").layers.at(0).info.encodings;
  const auto utf8 = std::find_if(mixed.begin(), mixed.end(), [](const auto& one) { return one.encoding == "UTF-8"; });
  ASSERT_NE(utf8, mixed.end());
  EXPECT_GT(utf8->nameScore, 0.9);
  EXPECT_LT(utf8->valueScore, 0.1);
}

}  // namespace
}  // namespace gis::io
