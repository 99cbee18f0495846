#include "gis_core/io/export.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/file_lock.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/io/import.h"
#include "gis_core/io/source_reader.h"
#include "gis_core/io/table_file.h"
#include "gis_core/store/layer.h"
#include "tests/unit/io/import_city.h"
#include "tests/unit/io/made_files.h"

namespace gis::io {
namespace {

using store::CityDatabase;
using tests::Folder;

constexpr const char* kMixed = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"事件编号长名字":"007","事件编号长名词":1,"v":1.25,"t":"𠀀龘 扬州","d":"2026-11-23"},"geometry":{"type":"Point","coordinates":[119.4,32.4]}},
{"type":"Feature","properties":{"事件编号长名字":"","事件编号长名词":null,"v":12345678.123456789,"t":null,"d":null},"geometry":{"type":"LineString","coordinates":[[119.4,32.4],[119.5,32.5]]}},
{"type":"Feature","properties":{"事件编号长名字":"b","事件编号长名词":-5,"v":1e-7,"t":"plain","d":null},"geometry":{"type":"Polygon","coordinates":[[[119.4,32.4],[119.5,32.4],[119.5,32.5],[119.4,32.4]]]}},
{"type":"Feature","properties":{"事件编号长名字":"c","事件编号长名词":null,"v":null,"t":null,"d":null},"geometry":null}]})";

class Out : public tests::ImportCity {
 protected:
  void SetUp() override {
    ImportRequest request;
    request.sources = {folder.write("mixed.geojson", kMixed)};
    (void)importLayers(city, request, progress);
    std::filesystem::create_directory(folder / "out");
  }
  ExportRequest request(std::string_view file) {
    ExportRequest made;
    made.layer = "mixed";
    made.file = folder / ("out/" + std::string(file));
    return made;
  }
  std::vector<std::string> outNames() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(folder / "out"))
      names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }
  ErrorCode failure(const ExportRequest& asked) {
    try {
      (void)exportLayer(city, asked, progress);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::internal;
  }
};

TEST_F(Out, ShapefilesAreSplitNamedAndMarked) {
  ExportRequest asked = request("m.shp");
  asked.encoding = "GBK";
  const ExportReport before = previewExport(city, asked, progress);
  EXPECT_TRUE(outNames().empty()) << "a preview writes nothing";
  const ExportReport report = exportLayer(city, asked, progress);
  EXPECT_EQ(report.written, 4);
  EXPECT_EQ(before.renamedFields, report.renamedFields);
  EXPECT_EQ(before.missingCharacters, report.missingCharacters);
  EXPECT_EQ(before.warnings.size(), report.warnings.size());
  const std::vector<std::pair<std::string, std::string>> renamed{{"事件编号长名字", "事件编号长"},
                                                                 {"事件编号长名词", "事件编号_1"}};
  EXPECT_EQ(report.renamedFields, renamed);
  EXPECT_EQ(report.missingCharacters, std::vector<std::string>{"𠀀"});
  const std::vector<std::string> names = outNames();
  for (const char* name : {"m_point.shp", "m_line.shp", "m_polygon.shp", "m_point.cpg", "m_point.prj"})
    EXPECT_TRUE(std::binary_search(names.begin(), names.end(), name)) << name;
  const std::string dbf = platform::readFile(folder / "out/m_point.dbf");
  EXPECT_EQ(dbf[29], 0x4D);
  EXPECT_EQ(platform::readFile(folder / "out/m_point.cpg"), "GBK\n");
  SourceReader reader({folder / "out/m_point.shp"});
  const SourceLayer& layer = reader.description().layers[0];
  EXPECT_EQ(layer.fields[0].name, "事件编号长");
  EXPECT_EQ(layer.crs.epsg(), 4549);
}

TEST_F(Out, Utf8NamesAreCutBetweenCharacters) {
  const ExportReport report = exportLayer(city, request("m.shp"), progress);
  const std::vector<std::pair<std::string, std::string>> renamed{{"事件编号长名字", "事件编"},
                                                                 {"事件编号长名词", "事件_1"}};
  EXPECT_EQ(report.renamedFields, renamed);
  EXPECT_EQ(platform::readFile(folder / "out/m_line.dbf")[29], 0);
  EXPECT_EQ(platform::readFile(folder / "out/m_line.cpg"), "UTF-8\n");
}

TEST_F(Out, LongTextsAreCountedAndCutBetweenCharacters) {
  std::string longText;
  for (int i = 0; i < 100; ++i) longText += "扬";
  ImportRequest in;
  in.sources = {folder.write("long.csv", "t,x,y\n" + longText + ",1,2\n")};
  (void)importLayers(city, in, progress);
  ExportRequest asked = request("long.shp");
  asked.layer = "long";
  EXPECT_EQ(previewExport(city, asked, progress).truncatedValues, 1);
  EXPECT_EQ(exportLayer(city, asked, progress).truncatedValues, 1);
  SourceReader reader({folder / "out/long.shp"});
  (void)reader.read(0, [&](store::FeatureBatch&& batch) {
    EXPECT_EQ(batch.textOf(0, 0).size(), 252U);
    return true;
  });
}

TEST_F(Out, EveryFormatIsProvedByReadingBack) {
  for (const char* name : {"m.gpkg", "m.geojson", "m.csv", "m.xlsx"})
    EXPECT_EQ(exportLayer(city, request(name), progress).written, 4) << name;
  for (const char* name : {"m.fgb", "m.kml", "m.dxf"})
    EXPECT_EQ(exportLayer(city, request(name), progress).written, 3) << name << ": no place for a row without geometry";
  EXPECT_EQ(outNames().size(), 7U) << "and nothing else is left";
  const std::string json = platform::readFile(folder / "out/m.geojson");
  EXPECT_NE(json.find("[119.4,32.4]"), std::string::npos);
  const store::KeyTable table = tableFromFile(folder / "out/m.xlsx");
  ASSERT_EQ(table.rows(), 4U);
  EXPECT_EQ(table.columns[0].cells[0], "007") << "a code stays text in a spreadsheet";
}

TEST_F(Out, PartsBecomeEntitiesOfADrawing) {
  ImportRequest in;
  in.sources = {folder.write("parts.csv",
                             "n,wkt\n1,\"MULTIPOINT (1 2,3 4)\"\n2,\"MULTIPOLYGON (((0 0,1 0,1 1,0 0)),((5 5,6 "
                             "5,6 6,5 5)))\"\n3,\n")};
  (void)importLayers(city, in, progress);
  ExportRequest asked = request("parts.dxf");
  asked.layer = "parts";
  EXPECT_EQ(exportLayer(city, asked, progress).written, 2) << "the feature without geometry is not counted";
  SourceReader reader({folder / "out/parts.dxf"});
  EXPECT_EQ(reader.read(0, [](store::FeatureBatch&&) { return true; }).read, 4);
}

TEST_F(Out, ALayerWithoutFeaturesMayBeWritten) {
  for (const char* name : {"m.gpkg", "m.geojson", "m.csv", "m.xlsx", "m.shp"}) {
    ExportRequest asked = request(name);
    asked.where = "1 = 0";
    EXPECT_EQ(exportLayer(city, asked, progress).written, 0) << name;
  }
  SourceReader reader({folder / "out/m.xlsx"});
  EXPECT_EQ(reader.description().layers.at(0).fields.at(0).name, "事件编号长名字");
}

TEST_F(Out, ExistingFilesAreRefusedOrReplaced) {
  ExportRequest asked = request("m.shp");
  (void)exportLayer(city, asked, progress);
  EXPECT_EQ(failure(asked), ErrorCode::exists);
  asked.overwrite = true;
  asked.where = "\"事件编号长名字\" = '007'";
  folder.write("out/m.qix", "an index of the old file");
  const ExportReport report = exportLayer(city, asked, progress);
  EXPECT_EQ(report.written, 1);
  const auto names = outNames();
  EXPECT_TRUE(std::binary_search(names.begin(), names.end(), "m.shp"));
  EXPECT_FALSE(std::binary_search(names.begin(), names.end(), "m.qix")) << "it does not fit any more";
  ASSERT_FALSE(report.warnings.empty());
  EXPECT_NE(report.warnings.back().str().find("m_point.shp, m_line.shp, m_polygon.shp"), std::string::npos)
      << "what may be the old export stays, but is named";
}

TEST_F(Out, AnotherShapefileWithAKindInItsNameIsNotTouched) {
  for (const char* name : {"out/p_line.shp", "out/p_line.dbf", "out/p_line.prj", "out/p_point.cpg"})
    folder.write(name, "somebody else's");
  ExportRequest asked = request("p.shp");
  asked.where = "\"事件编号长名字\" = 'b'";  // an area
  EXPECT_EQ(exportLayer(city, asked, progress).written, 1) << "not in the way of a file without kinds in its name";
  asked.overwrite = true;
  EXPECT_EQ(exportLayer(city, asked, progress).written, 1);
  for (const char* name : {"out/p_line.shp", "out/p_line.dbf", "out/p_line.prj", "out/p_point.cpg"})
    EXPECT_EQ(platform::readFile(folder / name), "somebody else's") << name;
  asked.where.clear();
  asked.overwrite = false;
  EXPECT_EQ(failure(asked), ErrorCode::exists) << "now p_line.shp would be one of ours";
  EXPECT_EQ(platform::readFile(folder / "out/p_line.shp"), "somebody else's");
}

TEST_F(Out, ACityIsNeverOverwritten) {
  ExportRequest asked = request("m.gpkg");
  asked.overwrite = true;
  asked.format = "gpkg";
  std::filesystem::create_directory(folder / "a.media");
  std::filesystem::create_symlink(folder / "a.citydb", folder / "out/link.gpkg");
  std::filesystem::create_hard_link(folder / "a.citydb", folder / "out/hard.gpkg");
  std::filesystem::create_directory_symlink(folder / "a.media", folder / "out/photos");
  { const CityDatabase other = CityDatabase::create(folder / "other.db", crs::Crs::fromEpsg(4549)); }
  for (const char* name : {"a.citydb", "a.citydb-wal", "a.citydb-shm", "a.citydb-journal", "other.db", "other.db-wal",
                           "out/link.gpkg", "out/hard.gpkg", "a.media/x.gpkg", "out/photos/x.gpkg"}) {
    asked.file = folder / name;
    EXPECT_EQ(failure(asked), ErrorCode::exists) << name;
  }
  asked.format = "shp";
  std::filesystem::create_hard_link(folder / "other.db", folder / "out/n.dbf");
  asked.file = folder / "out/n.shp";
  asked.where = "\"事件编号长名字\" = 'b'";
  EXPECT_EQ(failure(asked), ErrorCode::exists) << "a city that is called like a part of the set";
  EXPECT_EQ(store::listLayers(CityDatabase::open(folder / "other.db").connection()).size(), 1U);
  asked.format = "gpkg";
  asked.file = folder / "a.citydb-export.gpkg";
  EXPECT_EQ(exportLayer(city, asked, progress).written, 1) << "a name that only begins like the city";
}

TEST_F(Out, AFormatMayHaveAnotherSuffix) {
  const std::vector<std::pair<const char*, const char*>> odd{
      {"c.geojson", "csv"}, {"c.tsv", "csv"}, {"c.csv.gz", "csv"}, {"g.txt", "geojson"},
      {"f.dat", "fgb"},     {"p", "gpkg"},    {"x.csv", "xlsx"},   {"s.dat", "shp"}};
  for (const auto& [name, format] : odd) {
    ExportRequest asked = request(name);
    asked.format = format;
    const ExportReport report = exportLayer(city, asked, progress);
    EXPECT_EQ(report.files.size() == 1 && report.files[0] == asked.file, std::string_view(format) != "shp") << name;
    const bool misleads = std::string_view(name) == "c.geojson" || std::string_view(name) == "c.csv.gz" ||
                          std::string_view(name) == "x.csv";
    const bool said = std::any_of(report.warnings.begin(), report.warnings.end(), [](const Message& warning) {
      return warning.str().find("does not say") != std::string::npos;
    });
    EXPECT_EQ(said, misleads) << name;
  }
  EXPECT_EQ(platform::readFile(folder / "out/c.tsv").substr(0, 4), "WKT\t");
  EXPECT_EQ(platform::readFile(folder / "out/c.geojson").substr(0, 4), "WKT,");
}

TEST_F(Out, WhatAKilledExportLeftGoesWithTheNext) {
  const auto left = folder / "out/.citydesk-export-0123456789ab", alive = folder / "out/.citydesk-export-ba9876543210";
  std::filesystem::create_directory(left);
  std::filesystem::create_directory(alive);
  folder.write("out/.citydesk-export-0123456789ab/.lock", "");
  folder.write("out/.citydesk-export-0123456789ab/m.gpkg", "half");
  const auto lock = platform::FileLock::tryLock(alive / ".lock");
  (void)exportLayer(city, request("m.gpkg"), progress);
  EXPECT_FALSE(std::filesystem::exists(left));
  EXPECT_TRUE(std::filesystem::exists(alive)) << "another export is at work";
}

TEST_F(Out, SpreadsheetsBearEarlyDaysAndRowsWithoutCells) {
  ImportRequest in;
  in.sourceCrs = "EPSG:4549";
  in.sources = {folder.write("days.csv", "x,y,d\n1,2,1899-12-31\n1,2,1900-02-28\n1,2,1900-03-01\n1,2,2024-02-29\n"),
                folder.write("bare.csv", "wkt\n\"POLYGON((0 0,1 0,1 1,0 0))\"\n\"\"\n"),
                folder.write("nulls.csv", "n,wkt\n,\"POLYGON((0 0,1 0,1 1,0 0))\"\na,\n,\n,\n")};
  (void)importLayers(city, in, progress);
  for (const char* layer : {"days", "bare", "nulls"}) {
    for (const char* suffix : {".xlsx", ".csv"}) {
      ExportRequest asked = request(layer + std::string(suffix));
      asked.layer = layer;
      EXPECT_NO_THROW((void)exportLayer(city, asked, progress)) << layer << suffix;
      asked.file = folder / ("out/bare_" + std::string(layer) + suffix);
      asked.tableGeometry = ExportRequest::TableGeometry::none;
      EXPECT_NO_THROW((void)exportLayer(city, asked, progress)) << layer << suffix;
    }
  }
  const store::KeyTable days = tableFromFile(folder / "out/bare_days.xlsx");
  EXPECT_EQ(days.columns.at(2).cells[0], "1899-12-31");
  EXPECT_EQ(platform::readFile(folder / "out/bare_bare.csv"), "fid\r\n1\r\n2\r\n");
  EXPECT_EQ(platform::readFile(folder / "out/bare_nulls.csv"), "n\r\n\"\"\r\na\r\n\"\"\r\n\"\"\r\n");
}

TEST_F(Out, WhatColumnsOfCoordinatesCannotHoldIsSaid) {
  ImportRequest in;
  in.sourceCrs = "EPSG:4549";
  in.sources = {
      folder.write("z.csv", "n,wkt\n1,POINT Z (500000 3580000 5)\n2,\"LINESTRING (500000 3580000,500001 3580000)\"\n")};
  (void)importLayers(city, in, progress);
  ExportRequest asked = request("z.csv");
  asked.layer = "z";
  asked.tableGeometry = ExportRequest::TableGeometry::xy;
  const ExportReport report = exportLayer(city, asked, progress);
  ASSERT_EQ(report.warnings.size(), 2U);
  EXPECT_EQ(report.warnings[0].str().substr(0, 8), "1 lines,");
  EXPECT_EQ(platform::readFile(folder / "out/z.csv").substr(0, 25), "x,y,n\r\n500000,3580000,1\r\n");
}

TEST_F(Out, KmlBearsEveryNameAndFieldsAreNamedOnce) {
  ImportRequest in;
  in.sourceCrs = "EPSG:4549";
  in.sources = {folder.write("q.csv", "x坐标,y坐标,\"a\"\"b\",c<d,e&f,g'h\n500000,3580000,3,4,5,6\n")};
  (void)importLayers(city, in, progress);
  ExportRequest asked = request("q.kml");
  asked.layer = "q";
  const ExportReport report = exportLayer(city, asked, progress);
  EXPECT_EQ(report.written, 1);
  ASSERT_EQ(report.renamedFields.size(), 3U);
  EXPECT_EQ(report.renamedFields[0], (std::pair<std::string, std::string>("a\"b", "a”b")));
  asked.file = folder / "out/q.csv";
  asked.fields = {"e&f", "c<d", "e&f"};
  EXPECT_EQ(failure(asked), ErrorCode::usage);
}

TEST_F(Out, PlacesThatCannotBeCarriedAreCounted) {
  ImportRequest in;
  in.sourceCrs = "EPSG:4326";
  in.target = ImportRequest::Target::source;
  in.sources = {folder.write("far.csv", "lon,lat,n\n119.4,32.4,1\n119.4,95,2\n")};
  (void)importLayers(city, in, progress);
  ExportRequest asked = request("far.gpkg");
  asked.layer = "far";
  asked.crs = "EPSG:4549";
  const ExportReport report = exportLayer(city, asked, progress);
  EXPECT_EQ(report.written, 2);
  ASSERT_EQ(report.warnings.size(), 1U);
  EXPECT_EQ(report.warnings[0].str().substr(0, 28), "1 features cannot be carried");
}

TEST_F(Out, SelectionClipFieldsAndCrs) {
  ExportRequest asked = request("s.geojson");
  asked.fids = {1, 3};
  EXPECT_EQ(exportLayer(city, asked, progress).written, 2);
  asked = request("c.gpkg");
  const auto box = crs::Transformer(crs::Crs::fromEpsg(4326), crs::Crs::fromEpsg(4549))
                       .apply(geom::Envelope{119.45, 32.35, 119.6, 32.6});
  asked.clip = std::to_string(box.minX) + "," + std::to_string(box.minY) + "," + std::to_string(box.maxX) + "," +
               std::to_string(box.maxY);
  EXPECT_EQ(exportLayer(city, asked, progress).written, 2);
  asked.file = folder / "out/cut.gpkg";
  asked.cut = true;
  EXPECT_EQ(exportLayer(city, asked, progress).written, 2);
  asked.overwrite = true;
  for (const char* const none :
       {"POINT (470000 3590000)", "LINESTRING (470000 3590000,480000 3590000)", "POLYGON EMPTY"}) {
    asked.clip = none;
    EXPECT_EQ(failure(asked), ErrorCode::invalidValue) << none;
  }
  asked = request("f.csv");
  asked.fields = {"v"};
  asked.tableGeometry = ExportRequest::TableGeometry::none;
  (void)exportLayer(city, asked, progress);
  EXPECT_EQ(platform::readFile(folder / "out/f.csv").substr(0, 9), "v\r\n1.25\r\n");
  asked.fields = {"nothing"};
  asked.overwrite = true;
  EXPECT_EQ(failure(asked), ErrorCode::noSuchField);
  asked = request("x.shp");
  asked.crs = "EPSG:2385";
  EXPECT_EQ(failure(asked), ErrorCode::ballparkCrs);
}

TEST(TableFromText, PastedListsHaveColumns) {
  const store::KeyTable plain = tableFromText("0101\n0102\n");
  ASSERT_EQ(plain.columns.size(), 1U);
  EXPECT_EQ(plain.rows(), 2U);
  const store::KeyTable headed = tableFromText("代码\t名称\n01\ta\n02\t\n");
  EXPECT_EQ(headed.columns[0].name, "代码");
  EXPECT_EQ(headed.columns[1].isNull[1], 1);
}

TEST(LookAt, ShowsLayersAndFirstRows) {
  const Folder folder;
  std::string text = "编号,x,y\n";
  for (int i = 0; i < 50; ++i) text += "00" + std::to_string(i) + ",1,2\n";
  const FileLook look = lookAt(folder.write("t.csv", text), "auto", 10);
  ASSERT_EQ(look.firstRows.size(), 1U);
  EXPECT_EQ(look.firstRows[0].rows(), 10U);
  EXPECT_EQ(look.firstRows[0].textOf(0, 0), "000");
}

TEST_F(Out, ALargeFileIsReadBackInTwoHalves) {
  constexpr int kManyRows = 60'001;  // from 50,000 on
  std::string csv = "编号,x,y\n";
  for (int i = 0; i < kManyRows; ++i)
    csv += (i % 5 == 0 ? std::string() : "第" + std::to_string(i) + "号") + "," + std::to_string(440000 + i) +
           ".25,3580000\n";
  ImportRequest asked;
  asked.sources = {folder.write("many.csv", csv)};
  asked.sourceCrs = "EPSG:4549";
  (void)importLayers(city, asked, progress);
  for (const char* name : {"many.shp", "many.gpkg"}) {
    ExportRequest wanted = request(name);
    wanted.layer = "many";
    const ExportReport report = exportLayer(city, wanted, progress);
    EXPECT_EQ(report.rowsCompared, kManyRows) << name;
    EXPECT_TRUE(report.geometryCompared) << name;
  }
  const auto gpkg = store::Connection::open(folder / "out/many.gpkg", store::OpenMode::readWrite);
  EXPECT_EQ(gpkg.textValue("PRAGMA integrity_check"), "ok");
  EXPECT_EQ(gpkg.textValue("SELECT rtreecheck('rtree_many_geom')"), "ok");
  EXPECT_EQ(gpkg.intValue("SELECT seq FROM sqlite_sequence WHERE name = 'many'"), kManyRows);
}

}  // namespace
}  // namespace gis::io
