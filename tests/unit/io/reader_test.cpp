#include <gtest/gtest.h>
#include <signal.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/sandbox.h"
#include "gis_core/io/source_reader.h"
#include "tests/unit/io/made_files.h"

namespace gis::io {
namespace {

using tests::Folder;

struct Read {
  SourceDescription description;
  store::FeatureBatch all;  ///< of layer 0, batches joined cell by cell
  ReadEnd end;
};

Read readAll(const SourceRequest& request) {
  SourceReader reader(request);
  Read read{reader.description(), {}, {}};
  if (read.description.layers.empty()) return read;
  read.all = store::FeatureBatch::withFields(read.description.layers[0].fields);
  read.end = reader.read(0, [&](store::FeatureBatch&& batch) {
    for (std::size_t row = 0; row < batch.rows(); ++row) {
      std::vector<store::Value> cells;
      for (std::size_t c = 0; c < batch.columns.size(); ++c) cells.push_back(batch.valueOf(c, row));
      read.all.addRow(batch.fids[row], cells, batch.geometryOf(row));
    }
    return true;
  });
  return read;
}

ErrorCode failure(const SourceRequest& request) {
  try {
    (void)readAll(request);
  } catch (const Error& error) {
    EXPECT_FALSE(error.sentence().empty());
    return error.code();
  }
  return ErrorCode::internal;
}

std::string textOf(const Read& read, std::size_t column, std::size_t row) {
  return std::string(read.all.textOf(column, row));
}

constexpr const char* kGeoJson = R"({"type":"FeatureCollection","name":"places","features":[
 {"type":"Feature","properties":{"名称":"瘦西湖","n":7,"area":1.5,"at":"2026-11-23T09:30:00+08:00"},
  "geometry":{"type":"Point","coordinates":[119.4,32.4]}},
 {"type":"Feature","properties":{"名称":null,"n":null,"area":null,"at":null},"geometry":null}]})";

TEST(Reader, GeoJsonArrivesWithTypesAndCrs) {
  const Folder folder;
  const Read read = readAll({folder.write("places.geojson", kGeoJson)});
  ASSERT_EQ(read.description.layers.size(), 1U);
  const SourceLayer& layer = read.description.layers[0];
  EXPECT_EQ(layer.name, "places");
  EXPECT_EQ(layer.driver, "GeoJSON");
  EXPECT_EQ(layer.crs.epsg(), 4326);
  ASSERT_EQ(layer.fields.size(), 4U);
  EXPECT_EQ(layer.fields[0].name, "名称");
  EXPECT_EQ(layer.fields[3].type, store::FieldType::datetime);
  EXPECT_EQ(read.end.read, 2);
  EXPECT_EQ(textOf(read, 0, 0), "瘦西湖");
  EXPECT_EQ(textOf(read, 3, 0), "2026-11-23T09:30:00+08:00");
  EXPECT_EQ(geom::toWkt(read.all.geometryOf(0)), "POINT (119.4 32.4)");
  EXPECT_TRUE(read.all.geometryOf(1).empty());
  EXPECT_EQ(folder.names(), std::vector<std::string>{"places.geojson"}) << "nothing is written beside the source";
}

class ShapefileEncodingTest : public testing::TestWithParam<std::tuple<int, const char*, bool, const char*>> {};

TEST_P(ShapefileEncodingTest, NamesAndValuesAreUtf8) {
  const auto [ldid, cpg, isGbk, expected] = GetParam();
  const Folder folder;
  const std::string name = isGbk ? tests::gbk("名称") : "名称";
  const std::string value = isGbk ? tests::gbk("扬州市广陵区") : "扬州市广陵区";
  tests::writePointShapefile(folder / "点.shp", name, {"plain", value}, static_cast<unsigned char>(ldid));
  if (*cpg != '\0') folder.write("点.cpg", cpg);
  const std::vector<std::string> before = folder.names();
  const Read read = readAll({folder / "点.shp"});
  EXPECT_EQ(read.description.layers[0].name, "点");
  EXPECT_EQ(read.description.layers[0].fields[0].name, "名称");
  EXPECT_EQ(read.description.layers[0].encoding, expected);
  EXPECT_EQ(textOf(read, 0, 1), "扬州市广陵区");
  EXPECT_EQ(folder.names(), before);
}

INSTANTIATE_TEST_SUITE_P(Marks, ShapefileEncodingTest,
                         testing::Values(std::tuple{0x00, "UTF-8", false, "UTF-8"}, std::tuple{0x4D, "", true, "GBK"},
                                         std::tuple{0x00, "", true, "GBK"}, std::tuple{0x57, "", true, "GBK"},
                                         std::tuple{0x00, "", false, "UTF-8"}, std::tuple{0x00, "GBK", true, "GBK"},
                                         std::tuple{0x00, "936", true, "GBK"},
                                         // a .cpg that lies
                                         std::tuple{0x00, "UTF-8", true, "GBK"},
                                         std::tuple{0x00, "GBK", false, "UTF-8"},
                                         // a language byte that lies
                                         std::tuple{0x4D, "", false, "UTF-8"}, std::tuple{0x78, "", false, "UTF-8"},
                                         std::tuple{0x03, "", false, "UTF-8"}));

TEST(Reader, EncodingMayBeForced) {
  const Folder folder;
  tests::writePointShapefile(folder / "p.shp", "n", {tests::gbk("扬州")}, 0x57);
  const Read read = readAll({folder / "p.shp", "GBK"});
  EXPECT_EQ(textOf(read, 0, 0), "扬州");
  EXPECT_EQ(failure({folder / "p.shp", "klingon"}), ErrorCode::usage);
}

TEST(Reader, CsvKeepsCodesAndMakesPoints) {
  const Folder folder;
  const Read read = readAll({folder.write("t.csv", "编号,名称,X,Y,数量\n007,井盖,3585617.5,444751.25,3\n008,,,,\n")});
  const SourceLayer& layer = read.description.layers[0];
  EXPECT_EQ(layer.fields[0].type, store::FieldType::text);
  EXPECT_EQ(layer.fields[4].type, store::FieldType::integer);
  EXPECT_TRUE(layer.hasGeometry);
  EXPECT_FALSE(layer.crs.isKnown());
  EXPECT_EQ(textOf(read, 0, 0), "007");
  EXPECT_EQ(geom::toWkt(read.all.geometryOf(0)), "POINT (444751.25 3585617.5)");
  EXPECT_TRUE(read.all.geometryOf(1).empty());
  EXPECT_EQ(read.all.columns[1].isNull[1], 1);
  EXPECT_EQ(read.end.warnings.size(), 1U);
}

TEST(Reader, CsvHeadingMayRepeatNamesAndBeTraditionalChinese) {
  const Folder folder;
  const Read twice = readAll({folder.write("twice.csv", "id,lon,lat,name,name\n1,119.4,32.4,a,b\n")});
  ASSERT_EQ(twice.end.read, 1);
  EXPECT_EQ(twice.description.layers[0].fields[4].name, "name_2");
  EXPECT_TRUE(twice.description.layers[0].hasGeometry);
  const Read values = readAll({folder.write("values.csv", "扬州,扬州\n广陵,邗江\n"), "auto", true});
  EXPECT_EQ(values.end.read, 2) << "words that repeat above words are values";
  const Read taiwan = readAll({folder.write("tw.csv", "編號,經度,緯度\n1,121.5,25.0\n")});
  EXPECT_TRUE(taiwan.description.layers[0].hasGeometry);
}

TEST(Reader, CsvInGbkUtf16AndWithWkt) {
  const Folder folder;
  const Read gbk = readAll({folder.write("g.csv", tests::gbk("名称,经度,纬度\n瘦西湖,119.41,32.41\n"))});
  EXPECT_EQ(gbk.description.layers[0].encoding, "GBK");
  EXPECT_EQ(textOf(gbk, 0, 0), "瘦西湖");
  EXPECT_EQ(gbk.description.layers[0].crs.epsg(), 4326);
  const std::u16string wide = u"名称\tx\ty\r\n扬州\t1.5\t2\r\n";
  std::string bytes = "\xFF\xFE";
  for (const char16_t c : wide) bytes += {static_cast<char>(c & 0xFF), static_cast<char>(c >> 8)};
  const Read utf16 = readAll({folder.write("u.csv", bytes)});
  EXPECT_EQ(textOf(utf16, 0, 0), "扬州");
  EXPECT_EQ(geom::toWkt(utf16.all.geometryOf(0)), "POINT (1.5 2)");
  const Read wkt = readAll({folder.write("w.tsv", "id\tWKT\n1\tLINESTRING (0 0, 1 1)\n2\tnonsense\n")});
  ASSERT_EQ(wkt.description.layers[0].fields.size(), 1U);
  EXPECT_EQ(geom::toWkt(wkt.all.geometryOf(0)), "LINESTRING (0 0,1 1)");
  EXPECT_TRUE(wkt.all.geometryOf(1).empty());
}

TEST(Reader, FormatsOfGdalInFilesFoldersAndArchives) {
  const Folder folder;
  tests::convert(kGeoJson, folder / "a.gpkg", "GPKG");
  tests::convert(kGeoJson, folder / "b.fgb", "FlatGeobuf");
  tests::convert(kGeoJson, folder / "c.kml", "KML");
  tests::convert(kGeoJson, folder / "d.gml", "GML");
  tests::convert(kGeoJson, folder / "e.tab", "MapInfo File", {"ENCODING=CP936"});
  std::filesystem::remove(folder / "d.xsd");
  const std::vector<std::string> before = folder.names();
  EXPECT_EQ(readAll({folder / "a.gpkg"}).end.read, 2);
  EXPECT_EQ(readAll({folder / "b.fgb"}).end.read, 1) << "FlatGeobuf keeps no feature without geometry";
  EXPECT_EQ(readAll({folder / "c.kml"}).description.layers[0].name, "c_places");
  EXPECT_EQ(readAll({folder / "c.kml"}).description.layers[0].driver, "LIBKML");
  EXPECT_EQ(readAll({folder / "d.gml"}).end.read, 2);
  EXPECT_EQ(textOf(readAll({folder / "e.tab"}), 0, 0), "瘦西湖");
  EXPECT_EQ(folder.names(), before) << "nothing is written beside a source";
  const SourceReader whole({folder.path()});
  EXPECT_EQ(whole.description().layers.size(), 5U);
}

TEST(Reader, KmlKeepsExtendedDataAndFeaturesWithoutGeometry) {
  const Folder folder;
  const Read read = readAll({folder.write("a.kml", R"(<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Placemark><name>甲</name><ExtendedData><Data name="编号"><value>007</value></Data>
<Data name="路名"><value>文昌路</value></Data></ExtendedData>
<Point><coordinates>119.4,32.4</coordinates></Point></Placemark>
<Placemark><name>乙</name></Placemark></Document></kml>)")});
  ASSERT_EQ(read.end.read, 2);
  std::vector<std::string> names;
  for (const store::Field& field : read.description.layers[0].fields) names.push_back(field.name);
  EXPECT_EQ(names, (std::vector<std::string>{"Name", "description", "编号", "路名"}))
      << "columns that say nothing are gone";
  EXPECT_EQ(textOf(read, 2, 0), "007");
  EXPECT_TRUE(read.all.geometryOf(1).empty());
}

TEST(Reader, KmlThatCrashesLibkmlIsReadByTheOtherDriver) {
  const Folder folder;
  const Read read = readAll({folder.write("model.kml", R"(<kml xmlns="http://www.opengis.net/kml/2.2"><Document>
<Placemark><name>楼</name><MultiGeometry><Model id="m"/></MultiGeometry></Placemark>
<Placemark><name>点</name><Point><coordinates>119.4,32.4</coordinates></Point></Placemark></Document></kml>)")});
  ASSERT_EQ(read.description.layers.size(), 1U);
  EXPECT_EQ(read.description.layers[0].driver, "KML");
  EXPECT_EQ(read.description.warnings.size(), 1U) << "it is said that extended data may be missing";
  EXPECT_GE(read.end.read, 1);
}

TEST(Reader, ShapefilesInAZip) {
  const Folder folder;
  std::filesystem::create_directory(folder / "in");
  tests::writePointShapefile(folder / "in/点.shp", "n", {"a", "b"}, 0);
  ASSERT_EQ(std::system(("cd '" + (folder / "in").string() +
                         "' && python3 -c \"import zipfile,glob\nz=zipfile.ZipFile('../z.zip','w')\n[z.write(f) for f "
                         "in glob.glob('*')]\nz.close()\"")
                            .c_str()),
            0);
  const Read read = readAll({folder / "z.zip"});
  ASSERT_EQ(read.description.layers.size(), 1U);
  EXPECT_EQ(read.description.layers[0].name, "点");
  EXPECT_EQ(read.description.layers[0].member, "点.shp");
  EXPECT_EQ(read.end.read, 2);
}

TEST(Reader, BadFilesAreSentences) {
  const Folder folder;
  std::mt19937 random(7);
  std::string noise(5000, '\0');
  std::generate(noise.begin(), noise.end(), [&] { return static_cast<char>(random()); });
  EXPECT_EQ(failure({folder / "missing.shp"}), ErrorCode::notFound);
  EXPECT_EQ(failure({folder.write("empty.csv", "")}), ErrorCode::damaged);
  EXPECT_NE(failure({folder.write("empty.geojson", "")}), ErrorCode::internal);
  for (const char* name : {"n.shp", "n.gpkg", "n.geojson", "n.kml", "n.gml", "n.dxf", "n.xlsx", "n.fgb", "n.zip",
                           "n.csv", "n.tab", "n.gpx", "n.ods", "n.unknown"})
    EXPECT_NE(failure({folder.write(name, noise)}), ErrorCode::internal) << name;
  tests::convert(kGeoJson, folder / "whole.gpkg", "GPKG");
  std::filesystem::resize_file(folder / "whole.gpkg", 20000);
  EXPECT_NE(failure({folder / "whole.gpkg"}), ErrorCode::internal);
  const std::string json(kGeoJson);
  EXPECT_EQ(failure({folder.write("cut.geojson", json.substr(0, json.size() / 2))}), ErrorCode::damaged);
}

TEST(Reader, PathsOutsideThisComputerAreRefused) {
  const Folder folder;
  EXPECT_EQ(failure({"/vsicurl/http://example.org/a.shp"}), ErrorCode::unsupported);
  EXPECT_EQ(failure({"/vsizip//vsicurl/http://example.org/a.zip"}), ErrorCode::unsupported);
  EXPECT_EQ(failure({"PG:dbname=x"}), ErrorCode::notFound);
  const auto vrt = folder.write("in/a.vrt",
                                "<OGRVRTDataSource><OGRVRTLayer name=\"b\"><SrcDataSource>../b.csv</SrcDataSource>"
                                "</OGRVRTLayer></OGRVRTDataSource>");
  folder.write("b.csv", "x,y\n1,2\n");
  EXPECT_EQ(failure({vrt}), ErrorCode::unsupported);
}

TEST(Reader, AKilledChildIsASentenceWithTheFeature) {
  const Folder folder;
  std::string text = "x,y\n";
  for (int i = 0; i < 200000; ++i) text += std::to_string(i) + ".5,2\n";
  SourceReader reader({folder.write("many.csv", text)});
  try {
    (void)reader.read(0, [&](store::FeatureBatch&&) {
      ::kill(reader.workerPid(), SIGKILL);
      return true;
    });
    FAIL() << "a dead child must not look like an end";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::damaged);
    EXPECT_NE(error.sentence().find("many.csv"), std::string::npos);
    EXPECT_NE(error.sentence().find("feature"), std::string::npos);
  }
}

TEST(Reader, ASilentChildIsEnded) {
#ifdef __SANITIZE_THREAD__
  constexpr std::chrono::milliseconds kPatience(20000);  // looking at the rows alone takes a watched reader seconds
#else
  constexpr std::chrono::milliseconds kPatience(2500);
#endif
  const Folder folder;
  std::string text = "x,y\n";
  for (int i = 0; i < 200000; ++i) text += std::to_string(i) + ".5,2\n";
  SourceReader reader({folder.write("many.csv", text)}, {}, {kPatience, 0});
  try {
    (void)reader.read(0, [&](store::FeatureBatch&&) {
      ::kill(reader.workerPid(), SIGSTOP);
      return true;
    });
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::damaged);
  }
}

TEST(Reader, CancelAndStopEndTheReading) {
  const Folder folder;
  std::string text = "x,y\n";
  for (int i = 0; i < 200000; ++i) text += std::to_string(i) + ".5,2\n";
  const auto file = folder.write("many.csv", text);
  SourceReader stopped({file});
  const ReadEnd end = stopped.read(0, [](store::FeatureBatch&&) { return false; });
  EXPECT_LT(end.read, 200000);
  EXPECT_EQ(stopped
                .read(
                    0, [](store::FeatureBatch&&) { return true; }, 10)
                .read,
            10)
      << "and it can be read again";
  const CancelToken token;
  SourceReader cancelled({file}, token);
  EXPECT_THROW((void)cancelled.read(0,
                                    [&](store::FeatureBatch&&) {
                                      token.cancel();
                                      return true;
                                    }),
               Error);
}

TEST(Reader, ABatchLargerThanASlotArrives) {
  const Folder folder;
  const std::string big(5 << 20, 'x');
  const Read read = readAll({folder.write("big.csv", "a,x,y\n" + big + ",1,2\nsmall,3,4\n" + big + ",5,6\n")});
  EXPECT_EQ(read.end.read, 3);
  EXPECT_EQ(textOf(read, 0, 2).size(), big.size());
}

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
TEST(Reader, ItIsShutInBeforeItOpensTheFile) {
  const Folder folder;
  const SourceReader reader({folder.write("places.geojson", kGeoJson)});
  std::ifstream status("/proc/" + std::to_string(reader.workerPid()) + "/status");
  const std::string all((std::istreambuf_iterator<char>(status)), std::istreambuf_iterator<char>());
  EXPECT_NE(all.find("NoNewPrivs:\t1"), std::string::npos) << all;
  EXPECT_NE(all.find("Seccomp:\t2"), std::string::npos) << "calls go through a filter";
}

TEST(Reader, AVirtualFileReachesNoOtherFolderThroughALink) {
  const Folder folder;
  for (const char* name : {"other", "chosen", "chosen/near"}) std::filesystem::create_directory(folder / name);
  folder.write("other/places.geojson", kGeoJson);
  folder.write("chosen/near/places.geojson", kGeoJson);
  std::filesystem::create_directory_symlink(folder / "other", folder / "chosen/link");
  const auto virtualFile = [&](const std::string& source) {
    return folder.write("chosen/v.vrt",
                        "<OGRVRTDataSource><OGRVRTLayer name=\"places\"><SrcDataSource relativeToVRT=\"1\">" + source +
                            "/places.geojson</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>");
  };
  EXPECT_EQ(readAll({virtualFile("near")}).end.read, 2);
  const auto whyNot = [&](const std::string& source) {
    try {
      (void)readAll({virtualFile(source)});
    } catch (const Error& error) {
      return error.sentence();
    }
    return std::string("it was read");
  };
  EXPECT_NE(whyNot("link").find("a link that leads out of its folder"), std::string::npos) << whyNot("link");
  EXPECT_NE(whyNot("gone").find("which is not there"), std::string::npos) << whyNot("gone");
}

TEST(Reader, AVirtualFileMayMakePointsOfATable) {
  const Folder folder;
  folder.write("p.csv", "name,x,y\na,445000,3585000\nb,445001,3585000\n");
  const auto vrt =
      folder.write("p.vrt",
                   "<OGRVRTDataSource><OGRVRTLayer name=\"p\"><SrcDataSource relativeToVRT=\"1\">p.csv</SrcDataSource>"
                   "<GeometryType>wkbPoint</GeometryType><LayerSRS>EPSG:4549</LayerSRS>"
                   "<GeometryField encoding=\"PointFromColumns\" x=\"x\" y=\"y\"/></OGRVRTLayer></OGRVRTDataSource>");
  const auto read = readAll({vrt});
  EXPECT_EQ(read.end.read, 2);
}
#endif

TEST(Reader, ACoordinateSystemMayStandInAFileBeside) {
  const Folder folder;
  const std::string plane = crs::Crs::fromEpsg(4549).esriWkt();
  (void)folder.write("t.csv", "n,x,y\n1,445900,3582000\n2,445910,3582010\n");
  EXPECT_FALSE(readAll({folder / "t.csv", "auto"}).description.layers.at(0).crs.isKnown());
  (void)folder.write("t.prj", "no system at all");
  EXPECT_FALSE(readAll({folder / "t.csv", "auto"}).description.layers.at(0).crs.isKnown());
  (void)folder.write("t.prj", plane + "\n");
  const SourceLayer table = readAll({folder / "t.csv", "auto"}).description.layers.at(0);
  EXPECT_EQ(table.crs.epsg(), 4549);
  EXPECT_TRUE(std::any_of(table.notes.begin(), table.notes.end(),
                          [](const Message& note) { return note.str().find("t.prj") != std::string::npos; }));
  tests::convert(kGeoJson, folder / "s.shp", "ESRI Shapefile");
  std::filesystem::remove(folder / "s.prj");
  (void)folder.write("s.qpj", crs::Crs::fromEpsg(4549).wkt());
  EXPECT_EQ(readAll({folder / "s.shp", "auto"}).description.layers.at(0).crs.epsg(), 4549);
  (void)folder.write("s.prj", crs::Crs::fromEpsg(4490).esriWkt());
  EXPECT_EQ(readAll({folder / "s.shp", "auto"}).description.layers.at(0).crs.epsg(), 4490)
      << "its own file comes first";
}

/// The ids of layer 0 in a range, and what the cells of its first column say.
std::vector<std::pair<std::int64_t, std::string>> readPart(const std::filesystem::path& file, const FidRange& range) {
  SourceReader reader({file, "auto"});
  std::vector<std::pair<std::int64_t, std::string>> rows;
  (void)reader.read(
      0,
      [&](store::FeatureBatch&& batch) {
        for (std::size_t row = 0; row < batch.rows(); ++row)
          rows.emplace_back(batch.fids[row],
                            batch.columns[0].isNull[row] != 0 ? "-" : std::string(batch.textOf(0, row)));
        return true;
      },
      -1, range);
  return rows;
}

TEST(Reader, PartsOfALayerAreTheWholeOfIt) {
  const Folder folder;
  std::string json = R"({"type":"FeatureCollection","features":[)";
  constexpr int kPartRows = 700;
  for (int i = 0; i < kPartRows; ++i) {
    json += i > 0 ? "," : "";
    json += R"({"type":"Feature","properties":{"t":")" + std::to_string(i) +
            R"("},"geometry":{"type":"Point","coordinates":[119.4,32.4]}})";
  }
  json += "]}";
  for (const auto& [driver, name] : {std::pair{"ESRI Shapefile", "p.shp"}, std::pair{"GPKG", "p.gpkg"}}) {
    const std::filesystem::path file = folder / name;
    tests::convert(json, file, driver);
    if (std::string_view(name) == "p.shp") {  // a row in each half is marked as deleted
      std::fstream table(folder / "p.dbf", std::ios::in | std::ios::out | std::ios::binary);
      std::string head(32, '\0');
      table.read(head.data(), 32);
      const auto number = [&](std::size_t at) {
        return static_cast<unsigned char>(head[at]) + 256 * static_cast<unsigned char>(head[at + 1]);
      };
      for (const int row : {0, 299, 300, kPartRows - 1}) {
        table.seekp(number(8) + row * number(10));
        table.put('*');
      }
    }
    const auto whole = readPart(file, {});
    EXPECT_GE(whole.size(), std::size_t(kPartRows - 4)) << name;
    auto parts = readPart(file, {std::numeric_limits<std::int64_t>::min(), 300});
    EXPECT_TRUE(std::all_of(parts.begin(), parts.end(), [](const auto& row) { return row.first < 300; })) << name;
    EXPECT_GE(parts.size(), 298U) << name;
    for (const auto& row : readPart(file, {300, std::numeric_limits<std::int64_t>::max()})) {
      EXPECT_GE(row.first, 300) << name;
      parts.push_back(row);
    }
    EXPECT_EQ(parts, whole) << name;
    EXPECT_TRUE(readPart(file, {900, 1000}).empty()) << name;
    EXPECT_TRUE(readPart(file, {300, 300}).empty()) << name;
  }
  const std::filesystem::path csv = folder.write("p.csv", "t\na\nb\n");
  try {
    (void)readPart(csv, {1, 2});
    ADD_FAILURE() << "a CSV has no ids";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::unsupported);
  }
}

}  // namespace
}  // namespace gis::io
