// The contract of the command line, driven as a script would.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/cli/contract_city.h"

namespace gis {
namespace {

using testing::CliResult;

class Contract : public ContractCity {};

TEST_F(Contract, createRefusesAnExistingFile) {
  expectError(m.json({"create", city}), 1, "exists");
  expectError(m.json({"create", m.file("b.citydb"), "--crs", "EPSG:999999"}), 1, "unknown_crs");
  expectError(m.json({"layers", m.file("none.citydb")}), 1, "not_found");
  expectError(m.json({"layers", m.write("text.citydb", "hello")}), 1, "damaged");
}

TEST_F(Contract, usageErrorsExitTwoInOneSentence) {
  expectError(m.json({"layers"}), 2, "usage");
  expectError(m.json({"nonsense", city}), 2, "usage");
  expectError(m.json({"select", city, "lots", "--bbox", "1,2,3"}), 2, "usage");
  expectError(m.json({"select", city, "lots", "--bbox", "10,10,0,20"}), 2, "usage");
  expectError(m.json({"select", city, "lots", "--bbox", "0,10,10,0"}), 2, "usage");
}

TEST_F(Contract, importCountsAndKeepsWhatItRead) {
  const CliResult result = m.json({"import", city, m.write("lots.geojson", kParcels), "--as", "lots"});
  ASSERT_EQ(result.status, 0) << result.err;
  const auto& report = result.json.at("layers").at(0);
  EXPECT_EQ(report.at("name"), "lots");
  EXPECT_EQ(report.at("driver"), "GeoJSON");
  EXPECT_EQ(report.at("read"), 4);
  EXPECT_EQ(report.at("imported"), 4);
  EXPECT_EQ(report.at("rejected"), 0);
  EXPECT_EQ(report.at("repaired"), 1);
  EXPECT_EQ(report.at("null_geometries"), 1);
  EXPECT_EQ(report.at("geometry_type"), "MULTIPOLYGON");
  EXPECT_EQ(report.at("source_crs"), "EPSG:4549");
  EXPECT_EQ(report.at("crs"), "EPSG:4549");

  const auto lots = layer(m.json({"layers", city}), "lots");
  ASSERT_FALSE(lots.is_null());
  EXPECT_EQ(lots.at("count"), 4);
  EXPECT_EQ(lots.at("geometry_type"), "MULTIPOLYGON");
  EXPECT_EQ(lots.at("extent"), nlohmann::json::parse("[440000.0,3580000.0,440030.0,3580010.0]"));
  std::vector<std::string> fields;
  for (const auto& field : lots.at("fields"))
    fields.push_back(field.at("name").get<std::string>() + ":" + field.at("type").get<std::string>());
  EXPECT_EQ(fields, (std::vector<std::string>{"code:text", "地类:text", "area:real", "n:integer"}));

  expectError(m.json({"import", city, m.file("lots.geojson"), "--as", "lots"}), 1, "exists");
  EXPECT_EQ(m.json({"import", city, m.file("lots.geojson"), "--as", "lots", "--append"}).status, 0);
  EXPECT_EQ(layer(m.json({"layers", city}), "lots").at("count"), 8);
  EXPECT_EQ(m.json({"import", city, m.file("lots.geojson"), "--as", "lots", "--replace"}).status, 0);
  EXPECT_EQ(layer(m.json({"layers", city}), "lots").at("count"), 4);
}

TEST_F(Contract, importRejectsAndKeepsAsAsked) {
  const std::string file = m.write("lots.geojson", kParcels);
  const CliResult rejected = m.json({"import", city, file, "--as", "r", "--invalid", "reject"});
  EXPECT_EQ(rejected.status, 3) << rejected.err;
  EXPECT_EQ(rejected.json.at("layers").at(0).at("rejected"), 1);
  EXPECT_EQ(rejected.json.at("layers").at(0).at("imported"), 3);
  const CliResult kept = m.json({"import", city, file, "--as", "k", "--invalid", "keep"});
  EXPECT_EQ(kept.status, 0) << kept.err;
  EXPECT_EQ(kept.json.at("layers").at(0).at("imported"), 4);
  EXPECT_EQ(kept.json.at("layers").at(0).at("repaired"), 0);
}

TEST_F(Contract, importRefusesWhatItCannotReadAndChangesNothing) {
  for (const auto& [name, content] : std::vector<std::pair<std::string, std::string>>{
           {"empty.shp", ""}, {"random.gpkg", "\x01\x02\x03garbage"}, {"half.geojson", "{\"type\":\"FeatureColl"}}) {
    const CliResult result = m.json({"import", city, m.write(name, content)});
    EXPECT_EQ(result.status, 1) << name << result.out;
    EXPECT_TRUE(result.json.contains("error")) << name;
  }
  expectError(m.json({"import", city, m.file("missing.shp")}), 1, "not_found");
  const CliResult layers = m.json({"layers", city});
  for (const auto& item : layers.json) EXPECT_EQ(item.at("name").get<std::string>().rfind("city_", 0), 0U);
}

TEST_F(Contract, codesStayText) {
  importAll();
  const CliResult rows = m.json({"select", city, "lamps", "--geometry", "none"});
  EXPECT_EQ(rows.json.at("count"), 3);
  EXPECT_EQ(rows.json.at("features").at(0).at("properties").at("id"), "07");
  EXPECT_EQ(rows.json.at("features").at(2).at("properties").at("name"), "灯,三");
}

TEST_F(Contract, exportReadsBackTheSame) {
  importAll();
  const CliResult shp = m.json({"export", city, "lots", m.file("out/lots.shp"), "--encoding", "GBK"});
  EXPECT_EQ(shp.status, 1) << "the folder does not exist";
  std::filesystem::create_directories(m.path() / "out");
  const CliResult done = m.json({"export", city, "lots", m.file("out/lots.shp"), "--encoding", "GBK"});
  ASSERT_EQ(done.status, 0) << done.err;
  EXPECT_EQ(done.json.at("written"), 4);
  EXPECT_GE(done.json.at("files").size(), 4U);
  expectError(m.json({"export", city, "lots", m.file("out/lots.shp")}), 1, "exists");
  EXPECT_EQ(m.json({"export", city, "lots", m.file("out/lots.shp"), "--overwrite"}).status, 0);
  for (const char* name : {"lots.gpkg", "lots.geojson", "lots.csv", "lots.xlsx"}) {
    const CliResult file = m.json({"export", city, "lots", m.file(std::string("out/") + name)});
    EXPECT_EQ(file.status, 0) << name << file.err;
    EXPECT_EQ(file.json.at("written"), 4) << name;
  }
  const CliResult back = m.json({"import", city, m.file("out/lots.shp"), "--as", "back"});
  ASSERT_EQ(back.status, 0) << back.err;
  EXPECT_EQ(m.json({"select", city, "back", "--where", "\"地类\" = '0701'", "--count"}).json.at("count"), 2);
  const CliResult cut = m.json({"export", city, "lots", m.file("out/cut.geojson"), "--clip",
                                "440000,3580000,440005,3580005", "--clip-mode", "cut"});
  EXPECT_EQ(cut.json.at("written"), 1) << cut.err;
}

TEST_F(Contract, rowsOfAStatementGoIntoAFile) {
  importAll();
  const std::string statement = "SELECT fid, code, area, \"地类\", 9007199254740993 AS big FROM lots ORDER BY fid";
  const CliResult made = m.json({"sql", city, statement, "--out", m.file("lots.csv")});
  ASSERT_EQ(made.status, 0) << made.err;
  EXPECT_EQ(made.json.at("rows"), 4);
  std::ifstream file(m.file("lots.csv"), std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  EXPECT_EQ(text,
            "\xEF\xBB\xBF"
            "fid,code,area,地类,big\r\n1,001,100.5,0701,9007199254740993\r\n2,002,2,0702,9007199254740993\r\n"
            "3,003,3,,9007199254740993\r\n4,004,,0701,9007199254740993\r\n");
  expectError(m.json({"sql", city, statement, "--out", m.file("lots.csv")}), 1, "exists");
  EXPECT_EQ(
      m.json({"sql", city, statement, "--out", m.file("lots.csv"), "--overwrite", "--limit", "3"}).json.at("rows"), 3);
  EXPECT_EQ(m.json({"sql", city, statement, "--out", m.file("lots.xlsx")}).status, 0);
  expectError(m.json({"sql", city, statement, "--out", m.file("lots.txt")}), 1, "unsupported");
  expectError(m.json({"sql", city, statement, "--out", city, "--overwrite"}), 1, "unsupported");
  expectError(m.json({"sql", city, "SELECT kode FROM lots", "--out", m.file("none.csv")}), 1, "sql");
  EXPECT_FALSE(std::filesystem::exists(m.file("none.csv")));
}

TEST_F(Contract, boundaryPointsGoInAndOut) {
  const std::string text =
      "[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=40\n[地块坐标]\n"
      "4,,1,一号,面,,,0601,@\nJ1,1,3585600,40444700\nJ2,1,3585700,40444700\nJ3,1,3585700,40444800\nJ4,1,3585600,"
      "40444800\n"
      "3,,2,二号,面,,,,@\nJ1,1,3585600,40444700\nJ2,1,oops,40444700\nJ3,1,3585700,40444800\n";
  const CliResult in = m.json({"import", city, m.write("用地.txt", text)});
  ASSERT_EQ(in.status, 3) << in.err;
  const auto& layer = in.json.at("layers").at(0);
  EXPECT_EQ(layer.at("driver"), "Boundary TXT");
  EXPECT_EQ(layer.at("source_crs"), "EPSG:4528");
  EXPECT_EQ(layer.at("crs"), "EPSG:4549");
  EXPECT_EQ(layer.at("imported"), 1);
  EXPECT_EQ(layer.at("rejected"), 1);
  const CliResult rows = m.json({"sql", city, "SELECT \"地类编码\", \"带号\", ST_Area(geometry) FROM \"用地\""});
  EXPECT_EQ(rows.json.at("rows").at(0).at(0), "0601");
  EXPECT_EQ(rows.json.at("rows").at(0).at(1), "40");
  EXPECT_NEAR(rows.json.at("rows").at(0).at(2).get<double>(), 10000, 1e-3);
  const CliResult out = m.json({"export", city, "用地", m.file("out.txt"), "--crs", "EPSG:4528"});
  ASSERT_EQ(out.status, 0) << out.err;
  EXPECT_EQ(out.json.at("written"), 1);
  const CliResult again = m.json({"import", city, m.file("out.txt"), "--as", "again", "--crs", "source"});
  ASSERT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(again.json.at("layers").at(0).at("encoding"), "GBK");
  EXPECT_EQ(again.json.at("layers").at(0).at("crs"), "EPSG:4528");
  expectError(m.json({"export", city, "用地", m.file("web.txt"), "--crs", "EPSG:3857"}), 1, "unsupported");
}

TEST_F(Contract, importPlanTellsAndChangesNothing) {
  importAll();
  const std::string csv = m.write(
      "p.csv", "code,名称,X,Y\n321003001001GB00001,一号,3580005,440005\n321003001001GB00002,二号,3580006,440006\n");
  const auto before = m.json({"layers", city}).json;
  const CliResult plan = m.json({"import", city, csv, "--plan"});
  ASSERT_EQ(plan.status, 0) << plan.err;
  const auto& layer = plan.json.at("layers").at(0);
  EXPECT_EQ(layer.at("name"), "p");
  EXPECT_EQ(layer.at("features"), 2);
  EXPECT_EQ(layer.at("encoding"), "UTF-8");
  EXPECT_EQ(layer.at("encodings").at(0).at("encoding"), "UTF-8");
  EXPECT_EQ(layer.at("encodings").at(0).at("rows").at(0).at(1), "一号");
  EXPECT_TRUE(layer.at("source_crs").is_null());
  EXPECT_EQ(layer.at("crs_candidates").at(0).at("crs"), "EPSG:4549");
  EXPECT_EQ(layer.at("crs_candidates").at(0).at("kilometres_from_city"), 0);
  EXPECT_EQ(layer.at("fields").at(0).at("looks_like"), "code");
  EXPECT_EQ(layer.at("scan").at("features"), 2);
  EXPECT_EQ(layer.at("scan").at("whole"), true);
  EXPECT_TRUE(layer.at("obstacles").empty());
  EXPECT_EQ(m.json({"layers", city}).json, before);
  const auto taken = m.json({"import", city, m.write("lots.geojson", kParcels), "--plan"});
  EXPECT_EQ(taken.json.at("layers").at(0).at("obstacles").size(), 1U);
  EXPECT_GE(taken.json.at("layers").at(0).at("scan").at("repaired").get<int>(), 1);
  expectError(m.json({"import", city, m.file("none.shp"), "--plan"}), 1, "not_found");
  // what the plan proposes can be asked for
  ASSERT_EQ(
      m.json({"import", city, m.write("gps.csv", "id,lon,lat\n1,119.4128,32.3933\n"), "--source-crs", "GCJ-02"}).status,
      0);
  const auto moved = m.json({"select", city, "gps", "--geometry", "geojson"});
  EXPECT_NEAR(moved.json.at("features").at(0).at("geometry").at("coordinates").at(0).get<double>(), 444751.37 - 515,
              20);
}

TEST_F(Contract, aTransformationIsForOneJobAndLeavesNoTrace) {
  // a city grid, moved and turned by 90 seconds
  constexpr double kEast = 400123.4567, kNorth = 3500987.6543;
  const double a = std::cos(90.0 / 3600 * M_PI / 180), b = std::sin(90.0 / 3600 * M_PI / 180);
  const auto local = [&](double e, double n) {
    return std::pair(a * (e - kEast) - b * (n - kNorth), b * (e - kEast) + a * (n - kNorth));
  };
  std::string table = "点号,x1,y1,x2,y2\n";
  int number = 0;
  for (const auto& [e, n] : {std::pair(440000.0, 3580000.0), {450000.0, 3580000.0}, {450000.0, 3590000.0}}) {
    const auto [x, y] = local(e, n);
    table += "控制点" + std::to_string(++number) + "," + std::to_string(x) + "," + std::to_string(y) + "," +
             std::to_string(n) + "," + std::to_string(e) + "\n";  // the new ones with the north first
  }
  const std::string points = m.write("points.csv", table);
  const auto [x, y] = local(444751.37, 3585617.25);
  const std::string grid = m.write("grid.csv", "id,x,y\n1," + std::to_string(x) + "," + std::to_string(y) + "\n");
  const CliResult done = m.json({"import", city, grid, "--transform", points});
  ASSERT_EQ(done.status, 0) << done.err;
  const auto& layer = done.json.at("layers").at(0);
  EXPECT_EQ(layer.at("crs"), "EPSG:4549");
  EXPECT_TRUE(layer.at("source_crs").is_null());
  EXPECT_EQ(layer.at("transform").at("method"), "four parameters from 3 control points");
  EXPECT_LT(layer.at("transform").at("rms").get<double>(), 1e-4);
  EXPECT_EQ(layer.at("transform").at("residuals").at(2).at("name"), "控制点3");
  // what is kept with the layer: the method and the residuals
  ASSERT_EQ(layer.at("report"), "grid_report");
  const auto kept = m.json({"sql", city, "SELECT outcome, reason, place_x FROM grid_report"}).json.at("rows");
  ASSERT_EQ(kept.size(), 4U);
  EXPECT_EQ(kept.at(0).at(0), "transformed");
  EXPECT_EQ(kept.at(0).at(1).get<std::string>().find("four parameters from 3 control points"), 0U);
  EXPECT_EQ(kept.at(3).at(1).get<std::string>().find("control point 3: 0.0000 m"), 0U) << kept.dump();
  EXPECT_TRUE(kept.at(3).at(2).is_null());
  const auto rows = m.json({"sql", city, "SELECT ST_X(geometry), ST_Y(geometry) FROM grid"}).json.at("rows");
  EXPECT_NEAR(rows.at(0).at(0).get<double>(), 444751.37, 1e-3);
  EXPECT_NEAR(rows.at(0).at(1).get<double>(), 3585617.25, 1e-3);
  const CliResult given = m.json({"import", city, grid, "--as", "again", "--transform",
                                  "east=400123.4567,north=3500987.6543,rotation=90,scale=1"});
  ASSERT_EQ(given.status, 0) << given.err;
  // nothing of them is in the city or beside it
  for (const auto& entry : std::filesystem::recursive_directory_iterator(m.path())) {
    if (!entry.is_regular_file() || entry.path().filename() == "points.csv") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    const auto raw = [](double value) { return std::string(reinterpret_cast<const char*>(&value), sizeof value); };
    for (const std::string& trace : {std::string("400123.4"), std::string("3500987.6"), std::string("控制点3"),
                                     raw(kEast), raw(kNorth), raw(a), raw(b)})
      EXPECT_EQ(bytes.find(trace), std::string::npos) << entry.path();
  }
  const CliResult bad = m.json({"import", city, grid, "--as", "c", "--transform", "east=400123.4567,north=x"});
  expectError(bad, 2, "usage");
  EXPECT_EQ(bad.err.find("400123"), std::string::npos) << bad.err;
  expectError(m.json({"import", city, grid, "--as", "c", "--transform", m.write("p.csv", "a,b\n1,2\n")}), 1,
              "invalid_value");
}

TEST_F(Contract, aFullDiskIsSaidAndLeavesNothing) {
  importAll();
  const std::string small = m.file("small");
  std::filesystem::create_directory(small);
  // a disk of 16 KiB that only the child sees
  const std::string mount = "unshare -rm sh -c 'mount -t tmpfs -o size=16k tmpfs " + small;
  ASSERT_EQ(std::system((mount + "'").c_str()), 0) << "this test needs private mounts: run it where unshare -rm works";
  for (const char* name : {"o.gpkg", "o.shp", "o.csv"}) {
    const std::string out = m.file(std::string(name) + ".txt");
    const std::string fill = " && head -c 16384 /dev/zero > " + small + "/filler";
    const std::string command = mount + fill + " && { " + m.program() + " export " + city + " lots " + small + "/" +
                                name + " --json > " + out + " 2>/dev/null; ls -A " + small + " >> " + out + "; }'";
    ASSERT_EQ(std::system(command.c_str()), 0);
    const std::string said = m.read(std::string(name) + ".txt");
    EXPECT_NE(said.find("\"disk_full\""), std::string::npos) << name << ": " << said;
    EXPECT_TRUE(said.ends_with("\nfiller\n")) << "something is left: " << said;
  }
}

TEST_F(Contract, anImportThatFillsTheDiskLeavesRoomForACase) {
  const std::string small = m.file("small");
  std::filesystem::create_directory(small);
  std::string table = "x,y,text\n";
  for (int i = 0; i < 120000; ++i)
    table += std::to_string(440000 + i % 1000) + "," + std::to_string(3580000 + i / 100) + "," + std::string(200, 'a') +
             "\n";
  const std::string source = m.write("many.csv", table), out = m.file("said.txt");
  const std::string in = " " + small + "/a.citydb ";
  const std::string program = m.program();
  // a disk of 24 MiB that only the child sees
  const std::string command = "unshare -rm sh -c 'mount -t tmpfs -o size=24m tmpfs " + small + " && { " + program +
                              " create" + in + "; " + program + " import" + in + source +
                              " --source-crs EPSG:4549 --json; echo \"import $?\"; ls -A " + small + "; " + program +
                              " incident report" + in + "--category 06010 --at 440005,3580005 --json > /dev/null; " +
                              "echo \"report $?\"; " + program + " layers" + in + "; } > " + out + " 2>/dev/null'";
  (void)std::system(command.c_str());
  const std::string said = m.read("said.txt");
  EXPECT_NE(said.find("\"disk_full\""), std::string::npos) << said;
  EXPECT_NE(said.find("import 1\na.citydb\nreport 0\n"), std::string::npos) << said;
  EXPECT_EQ(said.find("many"), std::string::npos) << said;
}

TEST_F(Contract, photosAreFoundUnderTheNameAndUnderALinkToIt) {
  const std::string link = m.file("link.citydb");
  std::filesystem::create_symlink(city, link);
  const CliResult picture = m.run({"render", city, "--out", m.file("p.png"), "--size", "60x40"});
  ASSERT_EQ(picture.status, 0) << picture.err;
  const CliResult report =
      m.json({"incident", "report", link, "--category", "06010", "--at", "440005,3580005", "--photo", m.file("p.png")});
  ASSERT_EQ(report.status, 0) << report.err;
  EXPECT_FALSE(std::filesystem::exists(m.file("link.media")));
  EXPECT_TRUE(std::filesystem::exists(m.file("扬州.media")));
  EXPECT_EQ(m.json({"check", city}).json.at("ok"), true);
  EXPECT_EQ(m.json({"check", link}).json.at("ok"), true);
}

TEST_F(Contract, incidentIsLoggedListedAndShown) {
  importAll();
  const CliResult report =
      m.json({"incident", "report", city, "--category", "06010", "--at", "440005,3580005", "--description", "路口垃圾",
              "--reported-at", "2026-11-23T17:30:00+08:00", "--operator", "王"});
  ASSERT_EQ(report.status, 0) << report.err;
  const std::string id = report.json.at("id");
  EXPECT_EQ(id.size(), 36U);
  EXPECT_EQ(report.json.at("state"), "reported");
  EXPECT_TRUE(report.json.at("case_no").is_null());
  for (const char* key : {"grid", "community", "subdistrict", "district", "road", "parcel", "deadline"})
    EXPECT_TRUE(report.json.contains(key)) << key;
  const CliResult list = m.json({"incident", "list", city});
  ASSERT_EQ(list.json.at("incidents").size(), 1U);
  EXPECT_EQ(list.json.at("incidents").at(0).at("id"), id);
  EXPECT_DOUBLE_EQ(list.json.at("incidents").at(0).at("x").get<double>(), 440005.0);
  const CliResult show = m.json({"incident", "show", city, id});
  EXPECT_EQ(show.json.at("description"), "路口垃圾");
  const CliResult history = m.json({"incident", "history", city, id});
  EXPECT_GE(history.json.at("entries").size(), 1U);
  expectError(m.json({"incident", "report", city, "--category", "99999", "--at", "440005,3580005"}), 1,
              "invalid_value");
  expectError(m.json({"incident", "show", city, "0192f0c4-0000-7000-8000-000000000000"}), 1, "not_found");
  EXPECT_EQ(m.json({"incident", "list", city, "--category", "01003"}).json.at("incidents").size(), 0U);
  const CliResult state = m.run({"incident", "list", city, "--state", "lost"});
  EXPECT_EQ(state.status, 2);
  EXPECT_NE(state.err.find("reported"), std::string::npos) << state.err;
}

TEST_F(Contract, findKnowsNamesCodesAndCoordinates) {
  importAll();
  const CliResult coordinate = m.json({"find", city, "440005, 3580005"});
  ASSERT_EQ(coordinate.status, 0) << coordinate.err;
  ASSERT_FALSE(coordinate.json.at("results").empty());
  EXPECT_EQ(coordinate.json.at("results").at(0).at("kind"), "coordinate");
  EXPECT_DOUBLE_EQ(coordinate.json.at("results").at(0).at("x").get<double>(), 440005.0);
  const CliResult swapped = m.json({"find", city, "3580005 440005"});
  EXPECT_DOUBLE_EQ(swapped.json.at("results").at(0).at("x").get<double>(), 440005.0);
}

TEST_F(Contract, checkBackupAndRender) {
  importAll();
  EXPECT_EQ(m.json({"check", city}).status, 0);
  const CliResult backup = m.json({"backup", city, m.file("copy.citydb")});
  ASSERT_EQ(backup.status, 0) << backup.err;
  EXPECT_EQ(m.json({"check", m.file("copy.citydb")}).status, 0);
  EXPECT_EQ(layer(m.json({"layers", m.file("copy.citydb")}), "lots").at("count"), 4);
  const CliResult picture =
      m.json({"render", city, "--out", m.file("map.png"), "--size", "400x300", "--layers", "lots,lamps"});
  ASSERT_EQ(picture.status, 0) << picture.err;
  EXPECT_EQ(picture.json.at("frames_ms").size(), 1U);
  EXPECT_GE(picture.json.at("features_drawn").get<int>(), 5);
  EXPECT_GT(std::filesystem::file_size(m.file("map.png")), 500U);
}

}  // namespace
}  // namespace gis
