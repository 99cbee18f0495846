// Handing data to others from the command line: pre-flight, receipts.
#include <gtest/gtest.h>

#include <filesystem>
#include <set>

#include "gis_core/base/sha256.h"
#include "tests/support/cli_run.h"

namespace gis {
namespace {

using testing::CliFolder;
using testing::CliResult;

constexpr const char* kWells = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"管理部件标识码":"01","note":"𠀀","at":"2026-11-23T10:11:12Z"},"geometry":{"type":"Point","coordinates":[119.4,32.4]}},
{"type":"Feature","properties":{"管理部件标识码":"02","note":"","at":null},"geometry":{"type":"Point","coordinates":[119.41,32.41]}}]})";

class Sharing : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(m.run({"create", city}).status, 0);
    ASSERT_EQ(m.run({"import", city, m.write("wells.geojson", kWells)}).status, 0);
  }
  /// Beside the city's own.
  [[nodiscard]] std::size_t files() const {
    std::size_t n = 0;
    for (const auto& entry : std::filesystem::directory_iterator(m.path()))
      n += entry.path().filename().string().rfind("c.citydb", 0) == 0 ? 0U : 1U;
    return n;
  }
  CliFolder m;
  const std::string city = m.file("c.citydb");
};

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
}

TEST_F(Sharing, AReceiptThatCannotBeWrittenStopsTheExport) {
  EXPECT_EQ(m.json({"export", city, "wells", m.file("w.gpkg"), "--receipt", m.file("w.txt")}).json["error"]["code"],
            "unsupported");
  EXPECT_EQ(m.json({"export", city, "wells", m.file("w.gpkg"), "--receipt", m.file("no/w.pdf")}).json["error"]["code"],
            "not_found");
  EXPECT_FALSE(std::filesystem::exists(m.file("w.gpkg")));
}

}  // namespace
}  // namespace gis
