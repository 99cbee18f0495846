// A city in a temporary folder with layers made from well-known text.
#pragma once

#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/value.h"

namespace gis::query {

struct Row {
  std::int64_t fid;
  std::string wkt;  ///< empty = NULL geometry; 1e99 stands for a coordinate that is no number (NaN)
  std::vector<store::Value> cells;
};

/// A cell with a text.
[[nodiscard]] inline store::Value word(const char* text) {
  return std::string(text);
}

/// n × n cells with shaken inner corners, which cover a square of side 100 from (from, from) on without gaps, in any
/// order; one integer field.
[[nodiscard]] std::vector<Row> shakenCells(std::mt19937& random, int n, double from);

/// Gone with its folder at the end of the test.
class SmallCity {
 public:
  SmallCity();
  SmallCity(const SmallCity&) = delete;
  SmallCity& operator=(const SmallCity&) = delete;
  ~SmallCity();

  [[nodiscard]] const store::CityDatabase& city() const { return m_city; }
  [[nodiscard]] const store::Connection& connection() const { return m_city.connection(); }
  void addLayer(const std::string& name, const std::vector<store::Field>& fields, const std::vector<Row>& rows,
                const crs::Crs& crs = crs::Crs::fromEpsg(4549)) const;
  /// The rows of a layer as "fid|cell|cell|WKT".
  [[nodiscard]] std::vector<std::string> rowsOf(const std::string& layer) const;

 private:
  std::filesystem::path m_folder;
  store::CityDatabase m_city;
};

}  // namespace gis::query
