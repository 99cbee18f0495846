// Sources that lie, are cut short, or hold what cannot be kept: nothing of it passes in silence.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "gis_core/base/error.h"
#include "gis_core/io/export.h"
#include "gis_core/io/import.h"
#include "gis_core/io/table_file.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"
#include "tests/unit/io/import_city.h"
#include "tests/unit/io/made_files.h"

namespace gis::io {
namespace {

class Doubtful : public tests::ImportCity {
 protected:
  ImportedLayer load(const std::filesystem::path& file, ImportRequest request = {}) {
    request.sources = {file};
    return importLayers(city, request, progress).layers.at(0);
  }
  static std::string allWarnings(const ImportedLayer& layer) {
    std::string all;
    for (const Message& warning : layer.warnings) all += warning.str() + "\n";
    return all;
  }
  /// A shapefile of 20 squares with a number and a text.
  std::filesystem::path squares(const std::string& name) {
    std::string features;
    for (int i = 0; i < 20; ++i) {
      const std::string x = std::to_string(500000 + 10 * i), right = std::to_string(500005 + 10 * i);
      features += (i > 0 ? "," : "") + std::string(R"({"type":"Feature","properties":{"n":)") + std::to_string(i) +
                  R"(},"geometry":{"type":"Polygon","coordinates":[[[)" + x + ",3580000],[" + right + ",3580000],[" +
                  right + ",3580010],[" + x + ",3580000]]]}}";
    }
    tests::convert(R"({"type":"FeatureCollection","features":[)" + features + "]}", folder / name, "ESRI Shapefile", {},
                   "EPSG:4549");
    return folder / name;
  }
  /// A DBF text column made into a number column of the same bytes.
  std::filesystem::path numbers(const std::string& stem, const std::vector<std::string>& values) {
    tests::writePointShapefile(folder / (stem + ".shp"), "code", values, 0);
    std::fstream dbf(folder / (stem + ".dbf"), std::ios::in | std::ios::out | std::ios::binary);
    dbf.seekp(32 + 11);
    dbf.put('N');
    return folder / (stem + ".shp");
  }
};

TEST_F(Doubtful, PointsThatCannotBeCarriedAreRejected) {
  const auto point = [](const std::string& at) {
    return R"({"type":"Feature","properties":{"at":")" + at + R"("},"geometry":{"type":"Point","coordinates":[)" + at +
           "]}}";
  };
  const ImportedLayer layer = load(
      folder.write("far.geojson", R"({"type":"FeatureCollection","features":[)" + point("500000,3580000") + "," +
                                      point("119.4,95") + "," + point("210,0") + "," + point("119.4,32.4") + "]}"));
  EXPECT_EQ(layer.read, 4);
  EXPECT_EQ(layer.imported, 1);
  EXPECT_EQ(layer.rejected, 3);
  EXPECT_EQ(layer.nullGeometries, 0);
  const auto findings = rows(layer.report);
  ASSERT_EQ(findings.size(), 3U);
  EXPECT_NE(std::get<std::string>(findings[1].values[9]).find("119.4,95"), std::string::npos);
  EXPECT_EQ(geom::toWkt(std::get<geom::Bytes>(findings[1].values[8])), "POINT (119.4 95)") << "as it came";
  ImportRequest request;
  request.sourceCrs = "EPSG:4490";
  const ImportedLayer table = load(folder.write("far_table.csv", "lon,lat\n119.4,95\n119.4,32.4\n"), request);
  EXPECT_EQ(table.rejected, 1);
  EXPECT_EQ(allWarnings(table).find("WGS 84"), std::string::npos) << "the user has named the system";
  const ImportedLayer empty = load(folder.write("empty.csv", "id,wkt\n1,POINT EMPTY\n2,POINT (119.4 32.4)\n"), request);
  EXPECT_EQ(empty.rejected, 0) << "an empty point is no failure";
  EXPECT_EQ(empty.nullGeometries, 1);
}

TEST_F(Doubtful, MapInfoTextFilesKeepTheirCrsAndNames) {
  const char* kPoint =
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"n":1},"geometry":{"type":"Point","coordinates":[13291000,3816000]}}]})";
  tests::convert(kPoint, folder / "m.mif", "MapInfo File", {}, "EPSG:3857");
  EXPECT_TRUE(load(folder / "m.mif").sourceCrs.isKnown());
  folder.write("g.mif", "Version 300\nCharset \"Neutral\"\nDelimiter \",\"\nColumns 2\n  " + tests::gbk("地块编号") +
                            " Integer\n  " + tests::gbk("名称") + " Char(20)\nData\n\nPoint 500000 3580000\n");
  folder.write("g.mid", "1,\"" + tests::gbk("井盖") + "\"\n");
  ImportRequest request;
  request.sourceCrs = "EPSG:4549";
  (void)load(folder / "g.mif", request);
  const auto fields = store::layerByName(city.connection(), "g").fields;
  EXPECT_EQ(fields.at(0).name, "地块编号");
  EXPECT_EQ(fields.at(1).name, "名称");
}

TEST_F(Doubtful, AnUndefinedSystemOfAGeoPackageIsUnknown) {
  const char* kPoint =
      R"({"type":"FeatureCollection","crs":null,"features":[{"type":"Feature","properties":{"n":1},"geometry":{"type":"Point","coordinates":[500000,3580000]}}]})";
  for (const char* system : {"LOCAL_CS[\"Undefined Cartesian SRS\"]",
                             "GEOGCS[\"Undefined geographic SRS\",DATUM["
                             "\"unknown\",SPHEROID[\"unknown\",6378137,298.257223563]],PRIMEM[\"Greenwich\",0],"
                             "UNIT[\"degree\",0.0174532925199433]]"}) {
    std::filesystem::remove(folder / "u.gpkg");
    tests::convert(kPoint, folder / "u.gpkg", "GPKG", {}, system);
    ImportRequest request;
    request.ifTaken = ImportRequest::IfTaken::replace;
    request.as = "u";
    const ImportedLayer layer = load(folder / "u.gpkg", request);
    EXPECT_FALSE(layer.sourceCrs.isKnown()) << system;
    EXPECT_FALSE(layer.crs.isKnown()) << system;
    EXPECT_NE(allWarnings(layer).find("not known"), std::string::npos);
  }
  ExportRequest out;
  out.layer = "u";
  out.file = folder / "out.gpkg";
  (void)exportLayer(city, out, progress);
  ImportRequest request;
  request.as = "back";
  const ImportedLayer back = load(out.file, request);
  EXPECT_FALSE(back.crs.isKnown());
  EXPECT_EQ(geom::toWkt(rows("back").at(0).wkb), "POINT (500000 3580000)");
}

TEST_F(Doubtful, LongNumbersOfATableLoseNoDigit) {
  ImportRequest request;
  request.sourceCrs = "EPSG:4549";
  (void)load(numbers("codes", {"9223372036854775807", "32010219900101123", "", "***"}), request);
  const auto codes = rows("codes");
  EXPECT_EQ(std::get<std::string>(codes.at(0).values[0]), "9223372036854775807");
  EXPECT_EQ(std::get<std::string>(codes.at(1).values[0]), "32010219900101123");
  EXPECT_EQ(codes.at(2).values[0].index(), 0U);
  EXPECT_EQ(codes.at(3).values[0].index(), 0U);
  (void)load(numbers("few", {"12345", "7"}), request);
  EXPECT_EQ(std::get<std::int64_t>(rows("few").at(0).values[0]), 12345) << "a wide column of small numbers";
  (void)load(numbers("real", {"1.5", "7"}), request);
  EXPECT_EQ(std::get<double>(rows("real").at(0).values[0]), 1.5);
}

TEST_F(Doubtful, DaysThatDoNotExistAreCounted) {
  const ImportedLayer layer = load(folder.write("d.geojson", R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"d":"2024-02-30"},"geometry":null},
{"type":"Feature","properties":{"d":"2024-02-29"},"geometry":{"type":"Point","coordinates":[119.4,32.4]}}]})"));
  EXPECT_NE(allWarnings(layer).find("1 dates do not exist (2024-02-30"), std::string::npos) << allWarnings(layer);
  EXPECT_EQ(rows("d").at(0).values[0].index(), 0U);
  EXPECT_EQ(std::get<std::string>(rows("d").at(1).values[0]), "2024-02-29");
}

TEST_F(Doubtful, AShapefileCutShortIsSaidAndItsRestRejected) {
  const ImportedLayer whole = load(squares("whole.shp"));
  EXPECT_EQ(whole.rejected, 0);
  for (const auto& [suffix, bytes, lost] : {std::tuple{"shp", 2000, 5}, std::tuple{"dbf", 150, 17}}) {
    const std::string stem = std::string("cut_") + suffix;
    const auto file = squares(stem + ".shp");
    auto part = file;
    part.replace_extension(suffix);
    const auto size = std::filesystem::file_size(part);
    std::filesystem::resize_file(part, std::string_view(suffix) == "shp" ? bytes : size - 17 * (size - 65) / 20);
    const ImportedLayer layer = load(file);
    EXPECT_EQ(layer.read, 20) << suffix;
    EXPECT_EQ(layer.rejected, lost) << suffix;
    EXPECT_EQ(layer.imported, 20 - lost) << suffix;
    EXPECT_EQ(layer.nullGeometries, 0) << suffix;
    EXPECT_EQ(rows(layer.report).size(), static_cast<std::size_t>(lost));
    const std::string said = allWarnings(layer);
    EXPECT_NE(said.find("cut short"), std::string::npos) << said;
    EXPECT_EQ(said.find("fread"), std::string::npos) << said;
    ImportRequest split;
    split.splitTypes = true;
    split.as = stem + "_split";
    EXPECT_EQ(load(file, split).rejected, lost);
  }
}

TEST_F(Doubtful, BlanksOfACellStayUnlessItIsAKey) {
  const auto file = folder.write("b.csv", "x,y,s\n500000,3580000, a \n500000,3580000,\n");
  ImportRequest request;
  request.sourceCrs = "EPSG:4549";
  (void)load(file, request);
  EXPECT_EQ(std::get<std::string>(rows("b").at(0).values[2]), " a ");
  EXPECT_EQ(rows("b").at(1).values[2].index(), 0U);
  EXPECT_EQ(tableFromFile(file).columns.at(2).cells.at(0), "a") << "a list to join by";
  EXPECT_EQ(tableFromText("k\tv\n 01 \t 1\n02\t2\n").columns.at(0).cells.at(0), "01");
}

}  // namespace
}  // namespace gis::io
