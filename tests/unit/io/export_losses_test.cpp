#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>
#include <sstream>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/sha256.h"
#include "gis_core/io/export.h"
#include "gis_core/io/import.h"
#include "gis_core/io/receipt.h"
#include "gis_core/io/short_names.h"
#include "gis_core/io/source_reader.h"
#include "gis_core/store/connection.h"
#include "tests/unit/io/import_city.h"

namespace gis::io {
namespace {

constexpr const char* kLossy = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"管理部件标识码":"007","v":1.25,"t":"𠀀龘 扬州","at":"2026-11-23T10:11:12Z","cls":"井盖/雨水"},"geometry":{"type":"Point","coordinates":[119.4,32.4]}},
{"type":"Feature","properties":{"管理部件标识码":"","v":0.12345678901234568,"t":"b ","at":null,"cls":"井盖*雨水"},"geometry":{"type":"LineString","coordinates":[[119.4,32.4],[119.5,32.5]]}},
{"type":"Feature","properties":{"管理部件标识码":"b","v":1e-20,"t":"LONG","at":null,"cls":"井盖/雨水"},"geometry":{"type":"MultiPolygon","coordinates":[[[[119.4,32.4],[119.5,32.4],[119.5,32.5],[119.4,32.4]],[[119.45,32.42],[119.47,32.42],[119.47,32.44],[119.45,32.42]]]]}},
{"type":"Feature","properties":{"管理部件标识码":"c","v":null,"t":null,"at":null,"cls":null},"geometry":null}]})";

class Losses : public tests::ImportCity {
 protected:
  void SetUp() override {
    std::string text = kLossy, longText;
    for (int i = 0; i < 128; ++i) longText += "扬";  // 384 bytes of UTF-8, 256 of GBK
    text.replace(text.find("LONG"), 4, longText);
    ImportRequest request;
    request.sources = {folder.write("lossy.geojson", text)};
    (void)importLayers(city, request, progress);
    std::filesystem::create_directory(folder / "out");
  }
  ExportRequest request(std::string_view file) {
    ExportRequest made;
    made.layer = "lossy";
    made.file = folder / ("out/" + std::string(file));
    return made;
  }
  static std::map<std::string, std::int64_t> counts(const ExportReport& report) {
    std::map<std::string, std::int64_t> all;
    for (const ExportLoss& loss : report.losses) all[loss.kind + ":" + loss.column] += loss.count;
    return all;
  }
};

TEST_F(Losses, OfAShapefileInGbkAreCountedBeforehand) {
  ExportRequest asked = request("m.shp");
  asked.encoding = "GBK";
  const ExportReport report = previewExport(city, asked, progress);
  EXPECT_TRUE(std::filesystem::is_empty(folder / "out"));
  const std::map<std::string, std::int64_t> expected{{"name_cut:管理部件标识码", 1},
                                                     {"empty_to_null:管理部件标识码", 1},
                                                     {"character_missing:t", 1},
                                                     {"blanks_trimmed:t", 1},
                                                     {"text_cut:t", 1},
                                                     {"time_to_text:at", 1},
                                                     {"number_rounded:v", 2},
                                                     {"mixed_geometry:", 3}};
  EXPECT_EQ(counts(report), expected);
  for (const ExportLoss& loss : report.losses) {
    EXPECT_FALSE(loss.remedy.empty()) << loss.kind;
    if (loss.kind == "character_missing") {
      ASSERT_EQ(loss.examples.size(), 1U);
      EXPECT_EQ(loss.examples[0].fid, 1);
      EXPECT_EQ(loss.examples[0].value, "𠀀龘 扬州");
    }
  }
  ASSERT_EQ(report.names.size(), 5U);
  EXPECT_EQ(report.names[0].bytesUtf8, 21U);
  EXPECT_EQ(report.names[0].bytesGbk, 14U);
  EXPECT_FALSE(report.names[0].fits);
  EXPECT_EQ(report.names[0].proposal, "GLBJBSM") << "as GB/T 47678.5 calls it";
  EXPECT_TRUE(report.names[1].fits);
}

TEST_F(Losses, AreTheSameBeforeAndAfter) {
  for (const char* name : {"m.shp", "m.gpkg", "m.geojson", "m.csv", "m.xlsx", "m.fgb", "m.kml", "m.dxf"}) {
    const ExportReport before = previewExport(city, request(name), progress);
    const ExportReport after = exportLayer(city, request(name), progress);
    EXPECT_EQ(counts(before), counts(after)) << name;
    EXPECT_TRUE(after.readBack) << name;
    EXPECT_FALSE(before.readBack) << name;
  }
}

TEST_F(Losses, AGeoPackageHasNone) {
  EXPECT_TRUE(previewExport(city, request("m.gpkg"), progress).losses.empty());
}

TEST_F(Losses, RemediesWork) {
  ExportRequest asked = request("m.shp");
  asked.encoding = "GB18030";
  asked.pinyinNames = true;
  asked.renames = {{"cls", "kind"}};
  const ExportReport report = exportLayer(city, asked, progress);
  const std::map<std::string, std::int64_t> found = counts(report);
  EXPECT_EQ(found.count("name_cut:管理部件标识码"), 0U);
  EXPECT_EQ(found.count("character_missing:t"), 0U);
  const std::vector<std::pair<std::string, std::string>> renamed{{"管理部件标识码", "GLBJBSM"}, {"cls", "kind"}};
  EXPECT_EQ(report.renamedFields, renamed);
  SourceReader reader({folder / "out/m_point.shp"});
  EXPECT_EQ(reader.description().layers[0].fields[0].name, "GLBJBSM");
  EXPECT_EQ(reader.description().layers[0].fields[4].name, "kind");
  (void)reader.read(0, [&](store::FeatureBatch&& batch) {
    EXPECT_EQ(batch.textOf(2, 0), "𠀀龘 扬州");
    return true;
  });
}

TEST_F(Losses, ARenameMustMakeSense) {
  const auto code = [&](std::vector<std::pair<std::string, std::string>> renames) {
    ExportRequest asked = request("m.shp");
    asked.renames = std::move(renames);
    try {
      (void)previewExport(city, asked, progress);
    } catch (const Error& error) {
      return error.code();
    }
    return ErrorCode::internal;
  };
  EXPECT_EQ(code({{"nothing", "x"}}), ErrorCode::noSuchField);
  EXPECT_EQ(code({{"t", "V"}}), ErrorCode::usage) << "two columns of one name";
  EXPECT_EQ(code({{"t", ""}}), ErrorCode::usage);
}

/// The group codes of a drawing, read by nobody's library.
struct Group {
  int code = 0;
  std::string value;
};
std::vector<Group> groupsOf(const std::string& text) {
  std::vector<Group> groups;
  std::istringstream in(text);
  std::string code, value;
  while (std::getline(in, code) && std::getline(in, value)) {
    EXPECT_EQ(value.back(), '\r');
    value.pop_back();
    groups.push_back({std::atoi(code.c_str()), value});
  }
  return groups;
}

TEST_F(Losses, ADrawingHasLegalLayersAndItsCodePage) {
  ExportRequest asked = request("m.dxf");
  asked.dxfLayerField = "cls";
  const ExportReport report = exportLayer(city, asked, progress);
  EXPECT_EQ(report.written, 3);
  EXPECT_EQ(report.encoding, "GBK");
  const std::map<std::string, std::int64_t> found = counts(report);
  EXPECT_EQ(found.at("layer_name_changed:"), 2);
  EXPECT_EQ(found.at("geometry_missing:"), 1);
  EXPECT_EQ(found.at("columns_dropped:"), 5);
  // reader one: GDAL, in its own process
  SourceReader reader({folder / "out/m.dxf"});
  std::multiset<std::string> layers;
  const SourceLayer& layer = reader.description().layers[0];
  const auto at =
      std::find_if(layer.fields.begin(), layer.fields.end(), [](const auto& f) { return f.name == "Layer"; });
  ASSERT_NE(at, layer.fields.end());
  (void)reader.read(0, [&](store::FeatureBatch&& batch) {
    for (std::size_t row = 0; row < batch.rows(); ++row)
      layers.emplace(batch.textOf(std::size_t(at - layer.fields.begin()), row));
    return true;
  });
  EXPECT_EQ(layers, (std::multiset<std::string>{"井盖_雨水", "井盖_雨水", "井盖_雨水", "井盖_雨水_1"}));
  // reader two: bare group codes
  const std::vector<Group> groups = groupsOf(platform::readFile(folder / "out/m.dxf"));
  std::map<std::string, int> entities;
  std::set<std::string> tabled;
  std::string section, object;
  int open = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (groups[i].code == 0) {
      object = groups[i].value;
      if (object == "SECTION") {
        section = groups[i + 1].value;
        ++open;
      }
      if (object == "ENDSEC") --open;
      if (section == "ENTITIES") ++entities[object];
    }
    if (groups[i].code == 2 && object == "LAYER") tabled.insert(groups[i].value);
    if (groups[i].code == 8) {
      EXPECT_EQ(tabled.count(groups[i].value), 1U) << "a layer that the table does not name";
    }
    if (groups[i].code == 9 && groups[i].value == "$DWGCODEPAGE") {
      EXPECT_EQ(groups[i + 1].value, "ANSI_936");
    }
  }
  EXPECT_EQ(open, 0);
  EXPECT_EQ(groups.back().value, "EOF");
  EXPECT_EQ(entities["INSERT"], 1) << "a point is a block with attributes";
  EXPECT_EQ(entities["POLYLINE"], 3) << "a line, a shell and a hole";
  EXPECT_EQ(entities["SEQEND"], 3 + 1);
  EXPECT_EQ(entities["VERTEX"], 2 + 3 + 3) << "a closed one does not repeat its first vertex";
  for (const std::string& name : tabled) EXPECT_EQ(name.find_first_of("<>/\\\":;?*|=,'`"), std::string::npos) << name;
  EXPECT_EQ(tabled.count("\xBE\xAE\xB8\xC7_\xD3\xEA\xCB\xAE"), 1U) << "井盖_雨水 in GBK";
}

TEST_F(Losses, PointsOfADrawingAreBlocksWithAttributes) {
  ImportRequest in;
  in.sources = {folder.write("wells.csv",
                             "编号,名 称,name,n,x,y\n01,井䶮一,,1.5,445000.25,3585000\n02,\"two\nlines\","
                             "𠅤,2,445001,3585001\n03,,\"\",,445002,3585002\n")};
  in.sourceCrs = "EPSG:4549";
  (void)importLayers(city, in, progress);
  ExportRequest asked = request("w.dxf");
  asked.layer = "wells";
  const ExportReport report = exportLayer(city, asked, progress);
  EXPECT_EQ(report.written, 3);
  const std::map<std::string, std::int64_t> found = counts(report);
  EXPECT_EQ(found.at("attribute_changed:"), 2) << "a line break, and a character of no first plane";
  EXPECT_EQ(found.count("columns_dropped:"), 0U);
  // reader one, through GDAL: the attributes are columns again
  in.sources = {folder / "out/w.dxf"};
  in.as = "back";
  const ImportReport back = importLayers(city, in, progress);
  ASSERT_EQ(back.layers.size(), 1U);
  EXPECT_EQ(back.layers[0].imported, 3);
  const auto& db = city.connection();
  EXPECT_EQ(db.textValue("SELECT group_concat(\"编号\") FROM back"), "01,02,03");
  EXPECT_EQ(db.textValue("SELECT \"名_称\" FROM back WHERE \"编号\" = '01'"), "井䶮一") << "which GBK lacks";
  EXPECT_EQ(db.textValue("SELECT \"名_称\" FROM back WHERE \"编号\" = '02'"), "two lines");
  EXPECT_EQ(db.textValue("SELECT name FROM back WHERE \"编号\" = '02'"), "?");
  EXPECT_EQ(db.textValue("SELECT n FROM back WHERE \"编号\" = '01'"), "1.5");
  EXPECT_EQ(db.textValue("SELECT count(*) FROM back WHERE name IS NULL"), "1");
  EXPECT_EQ(db.textValue("SELECT count(*) FROM back WHERE name = ''"), "1");
  // reader two: bare group codes, as strict as a CAD program
  const std::vector<Group> groups = groupsOf(platform::readFile(folder / "out/w.dxf"));
  std::set<std::string> defined, given;
  std::string section, object, block;
  int inserts = 0, open = 0;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const auto& [code, value] = groups[i];
    EXPECT_LE(value.size(), 255U);
    if (code == 0) {
      if (value == "SECTION") section = groups[i + 1].value;
      if (value == "ATTRIB") {
        EXPECT_EQ(open, 1) << "outside of an insert";
      }
      if (value == "SEQEND") open = 0;
      if (value == "INSERT") {
        EXPECT_EQ(section, "ENTITIES");
        EXPECT_EQ(open, 0);
        open = 1;
        ++inserts;
      }
      object = value;
    }
    if (code == 2 && object == "BLOCK") block = value;
    if (code == 2 && object == "INSERT") {
      EXPECT_EQ(value, block) << "a block that is not defined";
    }
    if (code == 2 && object == "ATTDEF") {
      EXPECT_TRUE(defined.insert(value).second) << value;
    }
    if (code == 2 && object == "ATTRIB") given.insert(value);
    if (code == 2 && (object == "ATTDEF" || object == "ATTRIB")) {
      EXPECT_EQ(value.find(' '), std::string::npos);
    }
  }
  EXPECT_EQ(inserts, 3);
  EXPECT_EQ(open, 0);
  EXPECT_EQ(defined.size(), 6U) << "x and y are columns, too";
  EXPECT_TRUE(std::includes(defined.begin(), defined.end(), given.begin(), given.end()));
}

TEST_F(Losses, AFileThatGrowsTooLargeGoesOnInAnother) {
  std::string csv = "n,x,y\n";
  for (int i = 0; i < 1000; ++i) csv += std::to_string(i) + "," + std::to_string(445000 + i) + ",3585000\n";
  ImportRequest in;
  in.sources = {folder.write("many.csv", csv)};
  in.sourceCrs = "EPSG:4549";
  (void)importLayers(city, in, progress);
  ExportRequest asked = request("many.shp");
  asked.layer = "many";
  asked.partBytes = 20000;
  EXPECT_EQ(counts(previewExport(city, asked, progress)).at("over_2gb:"), 1);
  const ExportReport report = exportLayer(city, asked, progress);
  EXPECT_EQ(report.written, 1000);
  EXPECT_EQ(report.rowsCompared, 1000);
  std::int64_t found = 0;
  int parts = 0;
  for (const auto& file : report.files) {
    if (file.extension() != ".shp") continue;
    ++parts;
    EXPECT_LE(std::filesystem::file_size(file), 20000U);
    SourceReader reader({file});
    EXPECT_EQ(reader.description().layers[0].crs.epsg(), 4549);
    found += reader.read(0, [](store::FeatureBatch&&) { return true; }).read;
  }
  EXPECT_GT(parts, 2);
  EXPECT_EQ(found, 1000);
  asked.overwrite = false;
  EXPECT_THROW((void)exportLayer(city, asked, progress), Error) << "none of the parts is written over";
}

TEST_F(Losses, AGeoPackageIsRegisteredAndIndexed) {
  ImportRequest in;
  std::string text = R"({"type":"FeatureCollection","features":[)";
  for (int i = 0; i < 3000; ++i)
    text += std::string(i > 0 ? "," : "") + R"({"type":"Feature","properties":{"a'b\"c":)" + std::to_string(i) +
            R"(,"t":"扬"},"geometry":{"type":"Polygon","coordinates":[[[119.)" + std::to_string(1000 + i) +
            ",32.4],[119.9,32.4],[119.9,32.41],[119." + std::to_string(1000 + i) + ",32.4]]]}}";
  in.sources = {folder.write("odd.geojson", text + "]}")};
  in.as = "odd 层";
  (void)importLayers(city, in, progress);
  ExportRequest asked = request("q.gpkg");
  asked.layer = "odd 层";
  EXPECT_EQ(exportLayer(city, asked, progress).written, 3000);
  const auto gpkg = store::Connection::open(folder / "out/q.gpkg", store::OpenMode::readOnly);
  EXPECT_EQ(gpkg.textValue("PRAGMA integrity_check"), "ok");
  EXPECT_EQ(gpkg.textValue("SELECT rtreecheck('rtree_odd 层_geom')"), "ok");
  EXPECT_EQ(gpkg.intValue("SELECT count(*) FROM \"rtree_odd 层_geom\""), 3000);
  EXPECT_EQ(gpkg.intValue("SELECT feature_count FROM gpkg_ogr_contents"), 3000);
  EXPECT_EQ(gpkg.intValue("SELECT count(*) FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'"), 1);
  EXPECT_EQ(
      gpkg.intValue("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'rtree_odd 层_geom_%'"),
      6);
  EXPECT_EQ(gpkg.intValue(
                "SELECT count(*) FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'trigger_%_feature_count_%'"),
            2);
  EXPECT_EQ(gpkg.intValue("SELECT min_x < max_x AND srs_id = 4549 FROM gpkg_contents"), 1);
}

TEST_F(Losses, ReceiptsTellFilesAndProof) {
  const ExportRequest asked = request("m.gpkg");
  const ExportReport report = exportLayer(city, asked, progress);
  ReceiptWords words;
  words.giver = "扬州市城市管理局";
  const Receipt receipt = makeReceipt(city, asked, report, words);
  ASSERT_EQ(receipt.files.size(), 1U);
  EXPECT_EQ(receipt.files[0].sha256, sha256OfFile(folder / "out/m.gpkg"));
  EXPECT_EQ(receipt.files[0].bytes, std::filesystem::file_size(folder / "out/m.gpkg"));
  const nlohmann::json json = receiptJson(receipt, [](const Message& m) { return m.str(); });
  EXPECT_EQ(json["giver"], "扬州市城市管理局");
  EXPECT_TRUE(json["receiver"].is_null());
  EXPECT_EQ(json["layers"][0]["written"], 4);
  EXPECT_EQ(json["layers"][0]["crs"], "EPSG:4549");
  EXPECT_EQ(json["layers"][0]["proof"]["rows"], 4);
  EXPECT_EQ(json["layers"][0]["proof"]["equal"], true);
  EXPECT_NE(newReceiptNumber(), newReceiptNumber());
}

TEST(ShortNames, AreShortPlainAndDifferent) {
  const std::vector<std::string> names = pinyinNames({"管理部件标识码", "name", "宗地代码", "宗地代码2", "2号", "",
                                                      "a very long name", "NAME", "维护单位名称全称甲乙丙丁"});
  EXPECT_EQ(names[0], "GLBJBSM");
  EXPECT_EQ(names[1], "name");
  EXPECT_EQ(names[2], "ZDDM");
  EXPECT_EQ(names[7], "NAME_1") << "equal but for case";
  std::mt19937 random(7);
  const std::vector<std::string> characters{"扬", "州", "a", "B", "9", " ", "_", "𠀀", "é", "(", "宗", "地"};
  std::vector<std::string> wild;
  for (int i = 0; i < 400; ++i) {
    std::string name;
    const int length = int(random() % 12);
    for (int k = 0; k < length; ++k) name += characters[random() % characters.size()];
    wild.push_back(name);
  }
  std::set<std::string> seen;
  for (const std::string& name : pinyinNames(wild)) {
    EXPECT_LE(name.size(), kDbfNameBytes);
    EXPECT_FALSE(name.empty());
    std::string upper = name;
    for (char& c : upper) {
      EXPECT_TRUE(std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_') << name;
      c = char(std::toupper(static_cast<unsigned char>(c)));
    }
    EXPECT_TRUE(seen.insert(upper).second) << name;
  }
}

}  // namespace
}  // namespace gis::io
