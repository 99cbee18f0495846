// A city with some lots and lamps, for tests of the command line.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "tests/support/cli_run.h"

namespace gis {

// Three parcels side by side, with codes that begin with a zero; the third has a spike (invalid, its area is sound).
inline const char* const kParcels = R"({"type":"FeatureCollection","name":"lots",
"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4549"}},"features":[
{"type":"Feature","properties":{"code":"001","地类":"0701","area":100.5,"n":1},"geometry":{"type":"Polygon","coordinates":[[[440000,3580000],[440010,3580000],[440010,3580010],[440000,3580010],[440000,3580000]]]}},
{"type":"Feature","properties":{"code":"002","地类":"0702","area":2,"n":2},"geometry":{"type":"Polygon","coordinates":[[[440010,3580000],[440020,3580000],[440020,3580010],[440010,3580010],[440010,3580000]]]}},
{"type":"Feature","properties":{"code":"003","地类":null,"area":3,"n":3},"geometry":{"type":"Polygon","coordinates":[[[440020,3580000],[440030,3580000],[440030,3580010],[440025,3580010],[440025,3580005],[440025,3580010],[440020,3580010],[440020,3580000]]]}},
{"type":"Feature","properties":{"code":"004","地类":"0701","area":null,"n":4},"geometry":null}
]})";

inline const char* const kLamps =
    "id,name,x,y\n07,灯一,440005,3580005\n08,灯二,440015,3580005\n09,\"灯,三\",440500,3580005\n";

class ContractCity : public ::testing::Test {
 protected:
  void SetUp() override { ASSERT_EQ(m.run({"create", city}).status, 0); }
  void importAll() {
    const testing::CliResult parcels = m.json({"import", city, m.write("lots.geojson", kParcels), "--as", "lots"});
    ASSERT_EQ(parcels.status, 0) << parcels.err;
    const testing::CliResult lamps =
        m.json({"import", city, m.write("lamps.csv", kLamps), "--source-crs", "EPSG:4549"});
    ASSERT_EQ(lamps.status, 0) << lamps.err;
  }
  static std::vector<std::int64_t> ids(const testing::CliResult& result) {
    std::vector<std::int64_t> out;
    for (const auto& feature : result.json.at("features")) out.push_back(feature.at("id").get<std::int64_t>());
    return out;
  }
  static nlohmann::json layer(const testing::CliResult& result, const std::string& name) {
    for (const auto& item : result.json) {
      if (item.at("name") == name) return item;
    }
    return nullptr;
  }
  static void expectError(const testing::CliResult& result, int status, const std::string& code) {
    EXPECT_EQ(result.status, status) << result.out << result.err;
    ASSERT_TRUE(result.json.is_object()) << result.out;
    ASSERT_TRUE(result.json.contains("error")) << result.out;
    EXPECT_EQ(result.json["error"]["code"], code) << result.out;
    EXPECT_EQ(result.err.rfind("citydesk-cli: ", 0), 0U) << result.err;
    EXPECT_EQ(std::count(result.err.begin(), result.err.end(), '\n'), 1) << result.err;
  }

  testing::CliFolder m;
  const std::string city = m.file("扬州.citydb");
};

}  // namespace gis
