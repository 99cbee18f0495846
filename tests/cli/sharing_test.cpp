// Handing data to others from the command line: pre-flight, receipts, metadata, updates.
#include <gtest/gtest.h>

#include <filesystem>
#include <map>
#include <set>
#include <vector>

#include "gis_core/base/sha256.h"
#include "tests/cli/city_with_wells.h"

namespace gis {
namespace {

using testing::CliResult;
using testing::kWells;

class Sharing : public testing::CityWithWells {};

TEST_F(Sharing, CheckTellsLossesAndWritesNothing) {
  const std::size_t before = files();
  const CliResult told = m.json({"export", city, "wells", m.file("w.shp"), "--encoding", "GBK", "--check"});
  ASSERT_EQ(told.status, 0) << told.err;
  EXPECT_EQ(files(), before);
  EXPECT_EQ(told.json.at("would_write"), 2);
  EXPECT_FALSE(told.json.contains("written"));
  std::set<std::string> kinds;
  for (const auto& loss : told.json.at("losses")) {
    kinds.insert(loss.at("kind").get<std::string>());
    EXPECT_FALSE(loss.at("text").get<std::string>().empty());
    EXPECT_FALSE(loss.at("remedy").get<std::string>().empty());
    if (loss.at("kind") == "character_missing") {
      EXPECT_EQ(loss.at("column"), "note");
      EXPECT_EQ(loss.at("count"), 1);
      EXPECT_EQ(loss.at("examples").at(0).at("id"), 1);
    }
  }
  EXPECT_EQ(kinds, (std::set<std::string>{"name_cut", "character_missing", "empty_to_null", "time_to_text"}));
  EXPECT_EQ(told.json.at("names").at(0).at("proposal"), "GLBJBSM");
  EXPECT_EQ(told.json.at("names").at(0).at("bytes_gbk"), 14);
}

TEST_F(Sharing, ProposedNamesAndGivenOnesAreWritten) {
  const CliResult made = m.json({"export", city, "wells", m.file("w.shp"), "--names", "pinyin", "--rename", "note=BZ"});
  ASSERT_EQ(made.status, 0) << made.err;
  EXPECT_EQ(made.json.at("renamed_fields").at("管理部件标识码"), "GLBJBSM");
  EXPECT_EQ(made.json.at("renamed_fields").at("note"), "BZ");
  EXPECT_EQ(m.json({"export", city, "wells", m.file("x.shp"), "--rename", "note"}).status, 2);
  EXPECT_EQ(m.json({"export", city, "wells", m.file("x.shp"), "--rename", "no=B"}).json["error"]["code"],
            "no_such_field");
}

TEST_F(Sharing, ReceiptsHoldWhatWasWritten) {
  const CliResult made = m.json({"export", city, "wells", m.file("w.shp"), "--receipt", m.file("w.json"), "--giver",
                                 "城管局", "--receiver", "规划局", "--security", "内部"});
  ASSERT_EQ(made.status, 0) << made.err;
  const auto receipt = nlohmann::json::parse(m.read("w.json"));
  EXPECT_EQ(receipt.at("receipt"), made.json.at("receipt"));
  EXPECT_EQ(receipt.at("giver"), "城管局");
  EXPECT_EQ(receipt.at("security"), "内部");
  EXPECT_EQ(receipt.at("layers").at(0).at("written"), 2);
  EXPECT_EQ(receipt.at("layers").at(0).at("proof").at("equal"), true);
  EXPECT_EQ(receipt.at("layers").at(0).at("proof").at("rows"), 2);
  EXPECT_EQ(receipt.at("files").size(), made.json.at("files").size());
  for (const auto& file : receipt.at("files")) {
    const std::string path = m.file(file.at("name").get<std::string>());
    EXPECT_EQ(file.at("sha256"), sha256OfFile(path));
    EXPECT_EQ(file.at("bytes"), std::filesystem::file_size(path));
  }
  for (const std::string language : {"zh_CN", "en"}) {
    const std::string pdf = m.file("w_" + language + ".pdf");
    ASSERT_EQ(
        m.run({"--lang", language, "export", city, "wells", m.file("w.gpkg"), "--overwrite", "--receipt", pdf}).status,
        0);
    EXPECT_EQ(m.read("w_" + language + ".pdf").rfind("%PDF-", 0), 0U);
  }
  // the catalogue knows who got what
  const CliResult given = m.json({"catalogue", city, "--handovers"});
  ASSERT_EQ(given.json.at("handovers").size(), 3U) << given.out << given.err;
  const auto& first = given.json.at("handovers").back();
  EXPECT_EQ(first.at("receipt"), made.json.at("receipt"));
  EXPECT_EQ(first.at("receiver"), "规划局");
  EXPECT_EQ(first.at("layers").at(0).at("written"), 2);
  const CliResult listed = m.json({"catalogue", city, "--search", "wells"});
  ASSERT_EQ(listed.json.at("layers").size(), 1U) << listed.out;
  EXPECT_EQ(listed.json.at("layers").at(0).at("handovers"), 3);
  EXPECT_EQ(listed.json.at("layers").at(0).at("used_recently"), 3);
  EXPECT_TRUE(m.json({"catalogue", city, "--past"}).json.at("layers").empty());
}

TEST_F(Sharing, PersonalDataIsToldMaskedOrLeftOut) {
  const std::string file = m.write(
      "people.csv", "who,note,x,y\n11010519491231002X,电话13812345678,445000,3585000\n无,12 号,445001,3585001\n");
  const CliResult plan = m.json({"import", city, file, "--source-crs", "EPSG:4549", "--plan"});
  ASSERT_EQ(plan.status, 0) << plan.err;
  EXPECT_EQ(plan.json.at("layers").at(0).at("fields").at(0).at("identity_numbers"), 1) << plan.out;
  EXPECT_EQ(plan.json.at("layers").at(0).at("fields").at(1).at("phone_numbers"), 1);
  const auto texts = [&](const char* treatment) {
    const CliResult in = m.json(
        {"import", city, file, "--source-crs", "EPSG:4549", "--as", "people", "--replace", "--personal", treatment});
    EXPECT_EQ(in.status, 0) << in.err;
    EXPECT_FALSE(in.json.at("layers").at(0).at("warnings").empty());
    const auto found =
        m.json({"select", city, "people", "--geometry", "none"}).json.at("features").at(0).at("properties");
    return found.at("who").dump() + found.at("note").dump();
  };
  EXPECT_EQ(texts("keep"), "\"11010519491231002X\"\"电话13812345678\"");
  EXPECT_EQ(texts("mask"), "\"110105********002X\"\"电话138****5678\"");
  EXPECT_EQ(texts("drop"), "nullnull");
}

TEST_F(Sharing, KmlHoldsEachValueInItsColumn) {
  const std::string file = m.write(
      "named.geojson",
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"01","name":"井盖","kind":"雨水","description":"破损","n":7},"geometry":{"type":"Point","coordinates":[119.4,32.4]}}]})");
  ASSERT_EQ(m.run({"import", city, file, "--as", "named"}).status, 0);
  const CliResult made = m.json({"export", city, "named", m.file("n.kml")});
  ASSERT_EQ(made.status, 0) << made.err;
  EXPECT_EQ(made.json.at("renamed_fields"), (nlohmann::json{{"name", "Name"}})) << "as KML calls it";
  ASSERT_EQ(m.run({"import", city, m.file("n.kml"), "--as", "back"}).status, 0);
  const auto back = m.json({"select", city, "back", "--geometry", "none"}).json.at("features").at(0).at("properties");
  EXPECT_EQ(back.at("code"), "01") << back.dump();
  EXPECT_EQ(back.at("Name"), "井盖") << back.dump();
  EXPECT_EQ(back.at("kind"), "雨水") << back.dump();
  EXPECT_EQ(back.at("description"), "破损") << back.dump();
}

TEST_F(Sharing, BlanksInFrontAreListedAndDoNotStopAShapefile) {
  const std::string file = m.write(
      "blanks.geojson",
      R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"t":"  front"},"geometry":{"type":"Point","coordinates":[119.4,32.4]}},
      {"type":"Feature","properties":{"t":"plain"},"geometry":{"type":"Point","coordinates":[119.41,32.4]}}]})");
  ASSERT_EQ(m.run({"import", city, file, "--as", "blanks"}).status, 0);
  const CliResult made = m.json({"export", city, "blanks", m.file("b.shp")});
  ASSERT_EQ(made.status, 0) << made.err;
  ASSERT_EQ(made.json.at("losses").size(), 1U) << made.out;
  EXPECT_EQ(made.json.at("losses").at(0).at("kind"), "blanks_trimmed");
  EXPECT_EQ(made.json.at("losses").at(0).at("count"), 1);
}

TEST_F(Sharing, EveryExportCarriesItsSecurityMark) {
  const CliResult bare = m.json({"export", city, "wells", m.file("bare.gpkg")});
  ASSERT_EQ(bare.status, 0) << bare.err;
  EXPECT_TRUE(bare.json.at("security").is_null());
  EXPECT_EQ(bare.json.at("files").size(), 1U);
  const auto lacksMark = [](const CliResult& told) {
    return told.json.at("warnings").dump().find("no security mark") != std::string::npos;
  };
  EXPECT_TRUE(lacksMark(bare)) << bare.out;
  EXPECT_TRUE(lacksMark(m.json({"export", city, "wells", m.file("b.gpkg"), "--check"})));
  const CliResult packed = m.json({"package", city, m.file("p.zip"), "--layers", "wells"});
  EXPECT_NE(packed.json.at("layers").at(0).at("warnings").dump().find("no security mark"), std::string::npos);
  ASSERT_EQ(m.run({"metadata", city, "wells", "--set", m.write("sheet.json", R"({"security": "internal"})")}).status,
            0);
  for (const char* name : {"w.shp", "w.gpkg", "w.kml", "w.csv"}) {
    const CliResult made = m.json({"export", city, "wells", m.file(name)});
    ASSERT_EQ(made.status, 0) << made.err;
    EXPECT_EQ(made.json.at("security"), "internal");
    EXPECT_FALSE(lacksMark(made));
    const std::string sheet = m.read(std::string(name) + ".xml");
    EXPECT_NE(sheet.find("MD_SecurityConstraints"), std::string::npos) << name;
    EXPECT_NE(sheet.find("内部"), std::string::npos) << name;
  }
  // what is said goes before; the sheet beside is replaced with its file, and none stays behind
  const CliResult said = m.json({"export", city, "wells", m.file("w.shp"), "--security", "机密", "--overwrite"});
  EXPECT_EQ(said.json.at("security"), "secret");
  EXPECT_NE(m.read("w.shp.xml").find("机密"), std::string::npos);
  EXPECT_EQ(m.json({"export", city, "wells", m.file("new.shp"), "--check"}).json.at("security"), "internal");
  (void)m.write("taken.gpkg.xml", "somebody's");
  EXPECT_EQ(m.json({"export", city, "wells", m.file("taken.gpkg")}).json.at("error").at("code"), "exists");
  EXPECT_EQ(m.read("taken.gpkg.xml"), "somebody's");
  // the sheet is no layer when its folder comes back
  std::filesystem::create_directory(m.file("back"));
  ASSERT_EQ(m.run({"export", city, "wells", m.file("back") + "/w.shp"}).status, 0);
  const CliResult back = m.json({"import", city, m.file("back"), "--as", "back"});
  ASSERT_EQ(back.status, 0) << back.err;
  EXPECT_EQ(back.json.at("layers").size(), 1U);
}

TEST_F(Sharing, SmallFiguresAboutPeopleAreLeftEmpty) {
  const std::string file = m.write("zones.csv",
                                   "zone,人口,households,rank,x,y\na,120,40,1,445000,3585000\n"
                                   "b,7,3,2,445001,3585001\nc,60,20,3,445002,3585002\nd,0,0,4,445003,3585003\n");
  ASSERT_EQ(m.run({"import", city, file, "--source-crs", "EPSG:4549"}).status, 0);
  const CliResult told = m.json({"export", city, "zones", m.file("z.csv"), "--check"});
  std::map<std::string, int> counts;
  for (const auto& loss : told.json.at("losses"))
    if (loss.at("kind") == "small_count") counts[loss.at("column")] = loss.at("count");
  // b, and c as well: b alone could be reckoned from the total
  EXPECT_EQ(counts, (std::map<std::string, int>{{"households", 2}, {"人口", 2}})) << told.out;
  ASSERT_EQ(m.run({"export", city, "zones", m.file("z.csv")}).status, 0);
  EXPECT_NE(m.read("z.csv").find("120,40,1"), std::string::npos) << m.read("z.csv");
  EXPECT_NE(m.read("z.csv").find("b,,,2"), std::string::npos) << m.read("z.csv");
  EXPECT_NE(m.read("z.csv").find("c,,,3"), std::string::npos);
  EXPECT_NE(m.read("z.csv").find("d,0,0,4"), std::string::npos) << "nobody is no single person";
  ASSERT_EQ(m.run({"export", city, "zones", m.file("all.csv"), "--small-counts", "0"}).status, 0);
  EXPECT_NE(m.read("all.csv").find("b,7,3,2"), std::string::npos);
}

TEST_F(Sharing, AWideCoverIsWarnedOf) {
  const std::string file =
      m.write("wide.geojson",
              R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4549"}},"features":[
      {"type":"Feature","properties":{"a":1},"geometry":{"type":"Polygon","coordinates":[[[440000,3580000],[446000,3580000],[446000,3586000],[440000,3586000],[440000,3580000]]]}}]})");
  ASSERT_EQ(m.run({"import", city, file, "--as", "wide"}).status, 0);
  for (const char* name : {"wide.shp", "wide.gpkg"}) {
    const CliResult wide = m.json({"export", city, "wide", m.file(name)});
    EXPECT_NEAR(wide.json.at("continuous_km2").get<double>(), 36, 2) << wide.out;
    EXPECT_NE(wide.out.find("25 km"), std::string::npos);
  }
  // a small scale, or borders of divisions, show no ground in detail
  ASSERT_EQ(m.run({"metadata", city, "wide", "--set", m.write("scale.json", R"({"scale": "50000"})")}).status, 0);
  EXPECT_EQ(m.json({"export", city, "wide", m.file("wide_far.gpkg")}).out.find("25 km"), std::string::npos);
  ASSERT_EQ(m.run({"metadata", city, "wide", "--set", m.write("scale.json", R"({"scale": "2000"})")}).status, 0);
  EXPECT_NE(m.json({"export", city, "wide", m.file("wide_near.gpkg")}).out.find("25 km"), std::string::npos);
  const CliResult narrow = m.json({"export", city, "wells", m.file("narrow.shp"), "--check"});
  EXPECT_LT(narrow.json.at("continuous_km2").get<double>(), 1);
  EXPECT_EQ(narrow.out.find("25 km"), std::string::npos);
}

TEST_F(Sharing, ReasonsAreWrittenInTheLanguageOfThePerson) {
  const std::string file =
      m.write("bow.geojson",
              R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:4549"}},"features":[
      {"type":"Feature","properties":{"a":1},"geometry":{"type":"Polygon","coordinates":[[[445000,3585000],[445100,3585100],[445100,3585000],[445000,3585100],[445000,3585000]]]}}]})");
  for (const auto& [language, word] : {std::pair{"en", "Self-intersection"}, {"zh_CN", "自相交"}}) {
    const CliResult in = m.json({"--lang", language, "import", city, file, "--as", std::string("bow_") + language});
    const std::string table = in.json.at("layers").at(0).at("report");
    const CliResult rows = m.json({"sql", city, "SELECT reason FROM " + table});
    EXPECT_NE(rows.out.find(word), std::string::npos) << rows.out << rows.err;
  }
}

TEST_F(Sharing, AReceiptThatCannotBeWrittenStopsTheExport) {
  EXPECT_EQ(m.json({"export", city, "wells", m.file("w.gpkg"), "--receipt", m.file("w.txt")}).json["error"]["code"],
            "unsupported");
  EXPECT_EQ(m.json({"export", city, "wells", m.file("w.gpkg"), "--receipt", m.file("no/w.pdf")}).json["error"]["code"],
            "not_found");
  EXPECT_FALSE(std::filesystem::exists(m.file("w.gpkg")));
}

TEST_F(Sharing, MetadataGoesInAndOut) {
  const std::string sheet =
      m.write("m.json", R"({"title":"雨水井","provider":"扬州市城市管理局","provider_code":"91350100M000100Y43",
    "sharing":"unconditional","update_cycle":"monthly","updated":"2026-01-31","security":"internal","scale":500,
    "lineage":"2026年普查","abstract":"<&> 中心城区"})");
  ASSERT_EQ(m.json({"metadata", city, "wells", "--set", sheet}).status, 0);
  const CliResult told = m.json({"metadata", city, "wells", "--get", "--today", "2026-03-01"});
  ASSERT_EQ(told.status, 0) << told.err;
  EXPECT_EQ(told.json.at("provider_code"), "91350100M000100Y43");
  EXPECT_EQ(told.json.at("scale"), "500");
  EXPECT_EQ(told.json.at("freshness").at("due"), "2026-02-28");
  EXPECT_EQ(told.json.at("freshness").at("past_cycle"), true);
  EXPECT_EQ(told.json.at("freshness").at("days_over"), 1);
  const CliResult wrong =
      m.json({"metadata", city, "wells", "--set", m.write("w.json", R"({"provider_code":"91350100M000100Y44"})")});
  EXPECT_EQ(wrong.json["error"]["code"], "invalid_value");
  EXPECT_EQ(m.json({"metadata", city, "wells"}).json.at("provider_code"), "91350100M000100Y43") << "nothing changed";
  // the Chinese sheet reads back
  ASSERT_EQ(m.run({"metadata", city, "wells", "--xlsx", m.file("m.xlsx"), "--xml", m.file("m.xml")}).status, 0);
  ASSERT_EQ(m.run({"metadata", city, "wells", "--set",
                   m.write("n.json", R"({"title":"x","sharing":null,"security":"public","lineage":null})")})
                .status,
            0);
  ASSERT_EQ(m.json({"metadata", city, "wells", "--set", m.file("m.xlsx")}).status, 0);
  nlohmann::json again = m.json({"metadata", city, "wells", "--today", "2026-03-01"}).json;
  EXPECT_EQ(again, told.json);
  const std::string xml = m.read("m.xml");
  for (const char* part :
       {"<gmd:MD_Metadata", "雨水井", "&lt;&amp;&gt; 中心城区", "EPSG:4549", "codeListValue=\"monthly\"",
        "codeListValue=\"restricted\"", "gmd:westBoundLongitude", "共享类型：无条件共享", "2026年普查"})
    EXPECT_NE(xml.find(part), std::string::npos) << part;
  EXPECT_EQ(m.json({"metadata", city, "wells", "--xml", m.file("m.xml")}).json["error"]["code"], "exists");
  // its security mark goes with what is handed out
  ASSERT_EQ(m.run({"--lang", "zh_CN", "export", city, "wells", m.file("w.gpkg"), "--receipt", m.file("r.json")}).status,
            0);
  EXPECT_EQ(nlohmann::json::parse(m.read("r.json")).at("security"), "内部");
  const CliResult all = m.json({"metadata", city, "--today", "2026-03-01"});
  ASSERT_EQ(all.status, 0);
  bool seen = false;
  for (const auto& one : all.json.at("layers"))
    seen = seen || (one.at("layer") == "wells" && one.at("freshness").at("past_cycle") == true);
  EXPECT_TRUE(seen);
}

TEST_F(Sharing, WhatHeightsAreMeasuredFromGoesWithThem) {
  const std::string file = m.write("levels.csv", "name,WKT\n水准点,POINT Z (445900 3582000 7.25)\n");
  ASSERT_EQ(m.run({"import", city, file, "--as", "levels", "--source-crs", "EPSG:4549+5737"}).status, 0);
  const std::string datum = m.json({"metadata", city, "levels"}).json.at("height_datum");
  EXPECT_NE(datum.find("1985"), std::string::npos) << datum;
  EXPECT_NE(datum.find("EPSG:5737"), std::string::npos) << datum;
  ASSERT_EQ(m.run({"export", city, "levels", m.file("l.gpkg")}).status, 0);
  EXPECT_NE(m.read("l.gpkg.xml").find("EPSG:5737"), std::string::npos);
  // somebody knows better
  ASSERT_EQ(m.run({"metadata", city, "levels", "--set", m.write("h.json", R"({"height_datum":"吴淞高程"})")}).status,
            0);
  EXPECT_EQ(m.json({"metadata", city, "levels"}).json.at("height_datum"), "吴淞高程");
}

TEST_F(Sharing, UpdateComparesByKeyAndTakesOver) {
  std::string text = kWells;
  text.replace(text.find("\"02\",\"note\":\"\""), 14, "\"03\",\"note\":\"n\"");
  text.replace(text.find("𠀀"), std::string("𠀀").size(), "龘");
  const std::string file = m.write("new.geojson", text);
  const CliResult seen = m.json({"update", city, "wells", file, "--key", "管理部件标识码", "--dry-run"});
  ASSERT_EQ(seen.status, 0) << seen.err;
  EXPECT_EQ(seen.json.at("added"), 1);
  EXPECT_EQ(seen.json.at("changed"), 1);
  EXPECT_EQ(seen.json.at("removed"), 1);
  EXPECT_TRUE(seen.json.at("tx").is_null());
  EXPECT_EQ(seen.json.at("applied").at("added"), 0);
  EXPECT_EQ(seen.json.at("changes").at(0).at("fields").at("note").at("before"), "𠀀");
  EXPECT_EQ(seen.json.at("changes").at(0).at("fields").at("note").at("after"), "龘");
  const CliResult done = m.json(
      {"update", city, "wells", file, "--key", "管理部件标识码", "--accept", "added,changed", "--reason", "季度更新"});
  ASSERT_EQ(done.status, 0) << done.err;
  EXPECT_EQ(done.json.at("applied"), nlohmann::json({{"added", 1}, {"changed", 1}, {"removed", 0}}));
  EXPECT_EQ(m.json({"select", city, "wells", "--count"}).json.at("count"), 3);
  ASSERT_EQ(m.json({"undo", city}).status, 0);
  EXPECT_EQ(m.json({"select", city, "wells", "--count"}).json.at("count"), 2);
  EXPECT_EQ(m.json({"update", city, "wells", file, "--key", "note", "--accept", "all"}).status, 2);
  EXPECT_EQ(m.json({"update", city, "wells", file, "--key", "none"}).json["error"]["code"], "no_such_field");
}

}  // namespace
}  // namespace gis
