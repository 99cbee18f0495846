#include "gis_core/io/boundary_text.h"

#include <gtest/gtest.h>

#include <random>

#include "gis_core/base/error.h"
#include "gis_core/io/export.h"
#include "gis_core/io/import.h"
#include "gis_core/io/text_encoding.h"
#include "tests/unit/io/import_city.h"

namespace gis::io {
namespace {

using tests::Folder;
using tests::gbk;

/// Two plots of zone 40: a square of 100 m with a hole of 20 m and an island of 4 m in it, and two squares apart.
constexpr const char* kTwoPlots = R"([属性描述]
格式版本号=1.01版本
数据产生单位=扬州市自然资源和规划局
数据产生日期=2026-11-20
坐标系=2000国家大地坐标系
几度分带=3
投影类型=高斯克吕格
计量单位=米
带号=40
精度=0.001
转换参数=1,2,3,0,0,0,0
[地块坐标]
15,0.9616,321003-01,一号，地块,面,I50G001,工业用地,0601,@
J1,1,3585600,40444700
J2,1,3585700,40444700
J3,1,3585700,40444800
J4,1,3585600,40444800
J1,1,3585600,40444700
J5,2,3585640,40444740
J6,2,3585640,40444760
J7,2,3585660,40444760
J8,2,3585660,40444740
J5,2,3585640,40444740
J9,3,3585648,40444748
J10,3,3585652,40444748
J11,3,3585652,40444752
J12,3,3585648,40444752
J9,3,3585648,40444748
8,200平方米,321003-02,二号地块,面,,住宅用地,,@
1,1,3586000,40445000
2,1,3586000,40445010
3,1,3586010,40445010
4,1,3586010,40445000
5,2,3586020,40445020
6,2,3586020,40445030
7,2,3586030,40445030
8,2,3586030,40445020
)";

BoundaryFile readText(const Folder& folder, std::string_view text, const std::string& encoding = "auto") {
  return readBoundaryFile(folder.write("plots.txt", text), encoding);
}

std::string withHeader(const std::string& header, const std::string& plots) {
  return "[属性描述]\n" + header + "\n[地块坐标]\n" + plots;
}
const std::string kHeader40 = "坐标系=2000国家大地坐标系\n几度分带=3\n带号=40";
const std::string kSquarePlot =
    "4,,1,a,面,,,,@\nJ1,1,3585600,444700\nJ2,1,3585700,444700\nJ3,1,3585700,444800\nJ4,1,3585600,444800\n";

TEST(BoundaryText, RingsBecomeAreasWithHolesAndIslands) {
  const Folder folder;
  for (const bool asGbk : {false, true}) {
    const BoundaryFile file = readText(folder, asGbk ? gbk(kTwoPlots) : kTwoPlots);
    EXPECT_EQ(file.encoding, asGbk ? "GBK" : "UTF-8");
    EXPECT_EQ(file.frame.crs.epsg(), 4528);
    ASSERT_EQ(file.plots.size(), 2U);
    const BoundaryPlot& first = file.plots[0];
    EXPECT_TRUE(first.fault.empty()) << first.fault.str();
    EXPECT_DOUBLE_EQ(geom::area(first.wkb), 10000 - 400 + 16);
    EXPECT_EQ(geom::typeOf(first.wkb).name(), "MULTIPOLYGON");
    EXPECT_EQ(first.hectares(), 0.9616);
    EXPECT_EQ(first.cell(kName), "一号，地块");
    EXPECT_EQ(first.cell(kClass), "0601");
    EXPECT_EQ(first.line, 13);
    EXPECT_FALSE(first.isMiscounted());
    EXPECT_EQ(first.unusualNames(), "");
    const BoundaryPlot& second = file.plots[1];
    EXPECT_DOUBLE_EQ(geom::area(second.wkb), 200);
    EXPECT_EQ(second.hectares(), 0.02);
    EXPECT_EQ(second.unusualNames(), "");
    EXPECT_EQ(geom::envelopeOf(second.wkb), (geom::Envelope{40445000, 3586000, 40445030, 3586030}));
    // the transformation parameters are not kept, and that is said
    for (const auto& [name, value] : file.header) EXPECT_NE(name, "转换参数");
    ASSERT_EQ(file.warnings.size(), 1U);
    EXPECT_NE(file.warnings[0].str().find("转换参数"), std::string::npos);
  }
}

TEST(BoundaryText, TheSystemComesFromHeaderAndNumbers) {
  const Folder folder;
  struct Case {
    const char* name;
    std::string header, point;
    int epsg;  // 0: unknown
  };
  const std::vector<Case> cases{
      {"without prefix", kHeader40, "3585600,444700", 4549},
      {"with prefix", kHeader40, "3585600,40444700", 4528},
      {"prefix alone", "坐标系=CGCS2000", "3585600,40444700", 4528},
      {"zone 39", "坐标系=2000国家大地坐标系\n几度分带=3度带\n带号=39", "3588027,727043", 4548},
      {"six degrees", "坐标系=2000国家大地坐标系\n几度分带=6\n带号=20", "3588027,20727043", 4498},
      {"central meridian", "坐标系=2000国家大地坐标系\n几度分带=3\n带号=120", "3585600,444700", 4549},
      {"full width", "坐标系＝２０００国家大地坐标系\n几度分带＝３\n带号＝４０", "３５８５６００,444700", 4549},
      {"Xian 1980", "坐标系=80国家大地坐标系\n几度分带=3\n带号=40", "3585600,40444700", 2364},
      {"Xian 1980 in full", "坐标系=1980西安坐标系\n几度分带=3\n带号=40", "3585600,444700", 2385},
      {"Beijing 1954", "坐标系=1954年北京坐标系\n几度分带=3\n带号=40", "3585600,444700", 2437},
      {"New Beijing", "坐标系=新54\n几度分带=3\n带号=40", "3585600,444700", 4797},
      {"east first", kHeader40, "40444700,3585600", 4528},
      {"degrees", "坐标系=2000国家大地坐标系", "32.3933,119.4128", 4490},
      {"degrees, longitude first", "坐标系=2000国家大地坐标系", "119.4128,32.3933", 4490},
      {"no datum", "几度分带=3\n带号=40", "3585600,444700", 0},
      {"no zone", "坐标系=2000国家大地坐标系\n几度分带=3\n带号=", "3585600,444700", 0},
      {"no metres", kHeader40 + "\n计量单位=毫米", "3585600,444700", 0},
  };
  for (const Case& one : cases) {
    const std::string plot = "1,,1,a,点,,,,@\nJ1,1," + one.point + "\n";
    const BoundaryFile file = readText(folder, withHeader(one.header, plot));
    EXPECT_EQ(file.frame.crs.epsg().value_or(0), one.epsg) << one.name;
    EXPECT_EQ(file.frame.notes.empty(), one.epsg != 0) << one.name;
    ASSERT_EQ(file.plots.size(), 1U) << one.name;
    EXPECT_TRUE(file.plots[0].fault.empty()) << one.name;
    const geom::Envelope box = geom::envelopeOf(file.plots[0].wkb);
    if (file.frame.degrees) {
      EXPECT_NEAR(box.minX, 119.4128, 1e-9) << one.name;
    } else {
      EXPECT_GT(box.minY, 3.5e6) << one.name;
    }
  }
}

TEST(BoundaryText, TheNumbersOverruleTheHeadersZone) {
  const Folder folder;
  const BoundaryFile file = readText(folder, withHeader(kHeader40, "1,,1,a,点,,,,@\nJ1,1,3588027,39727043\n"));
  EXPECT_EQ(file.frame.crs.epsg(), 4527);
  ASSERT_EQ(file.frame.notes.size(), 1U);
  EXPECT_EQ(file.frame.notes[0].str(), "the header names zone 40, the eastings begin with 39: read as zone 39");
}

TEST(BoundaryText, BadLinesNameTheirNumberAndSpoilTheirPlotOnly) {
  const Folder folder;
  struct Case {
    std::string plot;
    const char* fault;
  };
  // the plot stands in line 6
  const std::vector<Case> cases{
      {"4,,1,a,面,,,,@\nJ1,1,3585600,444700\nJ2,1,abc,444700\nJ3,1,3585700,444800\n",
       "line 8: a coordinate is no number: J2,1,abc,444700"},
      {"3,,1,a,面,,,,@\nJ1,x,3585600,444700\nJ2,1,3585700,444700\nJ3,1,3585700,444800\n",
       "line 7: the ring is no whole number: J1,x,3585600,444700"},
      {"3,,1,a,面,,,,@\nJ1,1,3585600\nJ2,1,3585700,444700\nJ3,1,3585700,444800\n",
       "line 7 is no boundary point (name, ring, X, Y): J1,1,3585600"},
      {"2,,1,a,面,,,,@\nJ1,1,3585600,444700\nJ2,1,3585700,444700\n",
       "the plot of line 6 has a ring (number 1 of it) of 2 points; an area needs 3, a line 2"},
      {"3,,1,a,面,,,,@\nJ1,1,3585600,444700\nJ2,1,444700,3585700\nJ3,1,3585700,444800\n",
       "line 8: north and east are exchanged against the lines before"},
      {"3,,1,a,面,,,,@\nJ1,1,3585600,444700\nJ2,1,3585700,39444700\nJ3,1,3585700,444800\n",
       "line 8: the easting lies in zone 39, those of the file in zone 40"},
      {"4,,1,a,面,,,,@\n", "line 6 promises 4 points, and none follows"},
  };
  for (const Case& one : cases) {
    const BoundaryFile file = readText(folder, withHeader(kHeader40, one.plot) + kSquarePlot);
    ASSERT_EQ(file.plots.size(), 2U) << one.plot;
    EXPECT_EQ(file.plots[0].fault.str(), one.fault);
    EXPECT_TRUE(file.plots[0].wkb.empty());
    EXPECT_TRUE(file.plots[1].fault.empty()) << file.plots[1].fault.str();
    EXPECT_DOUBLE_EQ(geom::area(file.plots[1].wkb), 10000);
  }
}

TEST(BoundaryText, OddFilesAreBorne) {
  const Folder folder;
  // no @, no closing point, full-width brackets and commas, old line ends, a stray line, points without a plot
  std::string odd = "\xEF\xBB\xBF【属性描述】\r坐标系=2000国家大地坐标系\r分带=3度带\r带号=40\r【地块坐标】\r";
  odd += "this is a note\rJ1，1，3585600，444700\rJ2,1,3585700,444700\rJ3,1,3585700,444800\r";
  odd += "3,0.5公顷,7,a@b,面,,\rJ1,1,3585600,444700\rJ2,1,3585700,444700\rJ3,1,3585700,444800";
  const BoundaryFile file = readText(folder, odd);
  EXPECT_EQ(file.frame.crs.epsg(), 4549);
  ASSERT_EQ(file.plots.size(), 2U);
  EXPECT_DOUBLE_EQ(geom::area(file.plots[0].wkb), 5000);
  EXPECT_DOUBLE_EQ(geom::area(file.plots[1].wkb), 5000);
  EXPECT_EQ(file.plots[1].hectares(), 0.5);
  ASSERT_EQ(file.warnings.size(), 2U);
  EXPECT_EQ(file.warnings[0].str(), "line 6 is neither a plot nor a point and was passed over: this is a note");
  try {
    (void)readText(folder, "nothing of the kind");
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::damaged);
    EXPECT_NE(error.sentence().find("[地块坐标]"), std::string::npos) << error.sentence();
  }
}

TEST(BoundaryText, ASecondHeaderOfAnotherSystemSpoilsItsPlots) {
  const Folder folder;
  const std::string same = withHeader(kHeader40, kSquarePlot);
  EXPECT_TRUE(readText(folder, same + same).plots.at(1).fault.empty());
  const BoundaryFile other = readText(folder, same + withHeader("坐标系=80国家大地坐标系\n带号=40", kSquarePlot));
  EXPECT_TRUE(other.plots.at(0).fault.empty());
  EXPECT_NE(other.plots.at(1).fault.str().find("second header"), std::string::npos);
}

TEST(BoundaryText, BytesOfAnyKindAreNoDanger) {
  const Folder folder;
  std::mt19937 random(20261126);
  const std::string sound = kTwoPlots;
  for (int i = 0; i < 400; ++i) {
    std::string bytes = sound;
    for (int n = 0; n < 8; ++n) {
      const std::size_t at = random() % bytes.size();
      switch (random() % 4) {
        case 0: bytes[at] = static_cast<char>(random()); break;
        case 1: bytes.erase(at, random() % 40); break;
        case 2: bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 60)); break;
        default: bytes.insert(at, 1, ",\n@[]=0-."[random() % 9]); break;
      }
    }
    try {
      const BoundaryFile file = readText(folder, bytes);
      for (const BoundaryPlot& plot : file.plots) {
        EXPECT_TRUE(plot.fault.empty() || plot.wkb.empty());
        if (plot.wkb.empty()) continue;
        EXPECT_EQ(geom::structureFault(plot.wkb), "");
      }
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::damaged) << error.sentence();
    }
  }
}

class BoundaryCity : public tests::ImportCity {};

TEST_F(BoundaryCity, ImportKeepsHeaderAndListsWhatWasRejected) {
  const std::string bad = "3,,x,坏,面,,,,@\nJ1,1,3585600,40444700\nJ2,1,oops,40444700\nJ3,1,3585700,40444800\n";
  ImportRequest request;
  request.sources = {folder.write("用地.txt", gbk(kTwoPlots + bad))};
  const ImportReport report = importLayers(city, request, progress);
  ASSERT_EQ(report.layers.size(), 1U);
  const ImportedLayer& layer = report.layers[0];
  EXPECT_EQ(layer.name, "用地");
  EXPECT_EQ(layer.driver, "Boundary TXT");
  EXPECT_EQ(layer.encoding, "GBK");
  EXPECT_EQ(layer.read, 3);
  EXPECT_EQ(layer.imported, 2);
  EXPECT_EQ(layer.rejected, 1);
  EXPECT_EQ(layer.sourceCrs.epsg(), 4528);
  EXPECT_EQ(layer.crs.epsg(), 4549);
  const auto all = rows("用地");
  ASSERT_EQ(all.size(), 2U);
  // zone 40 with its number before → the city's 4549 without: the numbers differ by 40 million
  EXPECT_NEAR(geom::envelopeOf(all[0].wkb).minX, 444700, 1e-3);
  const store::LayerInfo info = store::layerByName(city.connection(), "用地");
  std::vector<std::string> names;
  for (const store::Field& field : info.fields) names.push_back(field.name);
  EXPECT_EQ(names, (std::vector<std::string>{"界址点数", "地块面积", "地块编号", "地块名称", "图形属性", "图幅号",
                                             "地块用途", "地类编码", "格式版本号", "数据产生单位", "数据产生日期",
                                             "坐标系", "几度分带", "投影类型", "计量单位", "带号", "精度"}));
  EXPECT_EQ(std::get<std::string>(all[0].values[7]), "0601");
  EXPECT_EQ(std::get<std::string>(all[1].values[9]), "扬州市自然资源和规划局");
  const auto findings = rows(layer.report);
  ASSERT_EQ(findings.size(), 1U);
  bool told = false;
  for (const store::Value& value : findings[0].values) {
    const auto* text = std::get_if<std::string>(&value);
    told = told || (text != nullptr && text->find("line 40: a coordinate is no number") != std::string::npos);
  }
  EXPECT_TRUE(told);
}

TEST_F(BoundaryCity, FoldersGiveTheirBoundaryTextsOnly) {
  std::filesystem::create_directory(folder / "in");
  (void)folder.write("in/a.txt", kTwoPlots);
  (void)folder.write("in/readme.txt", "how to read this\n");
  ImportRequest request;
  request.sources = {folder / "in"};
  const ImportReport report = importLayers(city, request, progress);
  ASSERT_EQ(report.layers.size(), 1U);
  EXPECT_EQ(report.layers[0].name, "a");
}

TEST_F(BoundaryCity, ExportAndImportAreOneAnothersInverse) {
  std::string text = kTwoPlots;
  text.replace(text.find("J2,1,"), 5, "K2,1,");  // names that are not in order
  text += "0,,9,空,面,,,,@\n";                   // a plot without points
  ImportRequest request;
  request.sources = {folder.write("a.txt", text)};
  request.target = ImportRequest::Target::source;
  (void)importLayers(city, request, progress);
  for (const std::string encoding : {"", "UTF-8"}) {
    ExportRequest out;
    out.layer = "a";
    out.file = folder / "b.txt";
    out.encoding = encoding;
    out.overwrite = true;
    const ExportReport report = exportLayer(city, out, progress);
    EXPECT_EQ(report.written, 3);
    EXPECT_TRUE(report.warnings.empty()) << report.warnings[0].str();
    const BoundaryFile back = readBoundaryFile(folder / "b.txt");
    EXPECT_EQ(back.encoding, encoding.empty() ? "GBK" : "UTF-8");
    ImportRequest again = request;
    again.sources = {folder / "b.txt"};
    again.ifTaken = ImportRequest::IfTaken::replace;
    (void)importLayers(city, again, progress);
    const auto before = rows("a");
    const auto after = rows("b");
    ASSERT_EQ(before.size(), after.size());
    for (std::size_t i = 0; i < before.size(); ++i) {
      EXPECT_EQ(geom::toWkt(before[i].wkb.empty() ? geom::pointWkb(0, 0) : before[i].wkb),
                geom::toWkt(after[i].wkb.empty() ? geom::pointWkb(0, 0) : after[i].wkb));
      for (std::size_t c = 0; c < before[i].values.size(); ++c) {
        if (c == kPoints) continue;                      // closing points are written and counted
        if (i == 2 && c == kArea) continue;              // nothing
        if (c + 1 == before[i].values.size()) continue;  // the precision that was written
        EXPECT_EQ(before[i].values[c], after[i].values[c]) << i << " " << c;
      }
    }
  }
}

TEST_F(BoundaryCity, ExportSaysWhatItCannotCarry) {
  (void)folder.write("in.geojson",
                     R"({"type":"FeatureCollection","features":[
 {"type":"Feature","properties":{"DKMC":"a,b","other":5,"dkmj":1.5},"geometry":{"type":"Polygon","coordinates":[[[119.4,32.4],[119.401,32.4],[119.401,32.401],[119.4,32.4]]]}}]})");
  ImportRequest request;
  request.sources = {folder / "in.geojson"};
  (void)importLayers(city, request, progress);
  ExportRequest out;
  out.layer = "in";
  out.file = folder / "out.txt";
  out.crs = "EPSG:4528";
  const ExportReport report = exportLayer(city, out, progress);
  ASSERT_EQ(report.warnings.size(), 1U);
  ASSERT_EQ(report.losses.size(), 1U);
  EXPECT_EQ(report.losses[0].what.str(), "column other has no place in a boundary text and is left out");
  const BoundaryFile back = readBoundaryFile(out.file);
  EXPECT_EQ(back.frame.crs.epsg(), 4528);
  EXPECT_EQ(back.plots.at(0).cell(kName), "a，b");
  EXPECT_EQ(back.plots.at(0).hectares(), 1.5);
  EXPECT_GT(geom::envelopeOf(back.plots.at(0).wkb).minX, 40e6);
  out.file = folder / "mercator.txt";
  out.crs = "EPSG:3857";
  try {
    (void)exportLayer(city, out, progress);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::unsupported);
  }
}

}  // namespace
}  // namespace gis::io
