// A city with one small layer, for the tests of what is handed to others.
#pragma once

#include <gtest/gtest.h>

#include <cstddef>
#include <filesystem>
#include <string>

#include "tests/support/cli_run.h"

namespace gis::testing {

inline constexpr const char* kWells = R"({"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"管理部件标识码":"01","note":"𠀀","at":"2026-11-23T10:11:12Z"},"geometry":{"type":"Point","coordinates":[119.4,32.4]}},
{"type":"Feature","properties":{"管理部件标识码":"02","note":"","at":null},"geometry":{"type":"Point","coordinates":[119.41,32.41]}}]})";

/// Two wells in a city of its own.
class CityWithWells : public ::testing::Test {
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

}  // namespace gis::testing
