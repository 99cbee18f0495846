// Law: what an export writes and an import reads back is what was there, up to the losses that were listed beforehand.
#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "gis_core/io/export.h"
#include "gis_core/io/import.h"
#include "gis_core/store/features.h"
#include "gis_core/store/value_text.h"
#include "tests/unit/io/import_city.h"

namespace gis::io {
namespace {

using nlohmann::json;
using Random = std::mt19937;

template <typename T>
T oneOf(Random& random, const std::vector<T>& all) {
  return all[random() % all.size()];
}

/// What breaks on the road: characters of GB18030 alone, emoji, blanks, signs of CSV and XML, codes, words that mean
/// something elsewhere.
json textValue(Random& random) {
  static const std::vector<std::string> kTexts{"扬州",
                                               "氾水",
                                               "䶮",
                                               "𠅤",
                                               "😀 ok",
                                               "",
                                               "  lead",
                                               "trail  ",
                                               "a;\"c\"",
                                               "a\nb",
                                               "007",
                                               "1e5",
                                               "NULL",
                                               "=1+1",
                                               "o'brien",
                                               "é",
                                               "０１２",
                                               "-0",
                                               "true",
                                               "2026-01-01",
                                               "<b>&",
                                               "_x000D_",
                                               std::string(300, 'x')};
  return oneOf(random, kTexts);
}

json valueOf(Random& random, const std::string& column) {
  if (random() % 5 == 0) return nullptr;
  if (column == "whole") return oneOf<std::int64_t>(random, {0, 1, -1, 2147483647, -7});
  if (column == "long") return oneOf<std::int64_t>(random, {0, 1, 9007199254740993, -9007199254740992, 123456789012});
  if (column == "real") return oneOf<double>(random, {0.5, 1.5, 1e-300, 1e300, 3.141592653589793, 0.1, -1e-7});
  if (column == "day") return oneOf<std::string>(random, {"1899-12-31", "1970-01-01", "2026-11-27", "9999-12-31"});
  if (column == "late") return oneOf<std::string>(random, {"1970-01-01", "2026-11-27"});
  if (column == "at") return oneOf<std::string>(random, {"2026-11-27T01:02:03Z", "2026-06-30T23:59:59.999Z"});
  return textValue(random);
}

const std::vector<std::string> kColumns{"管理部件标识码", "name", "whole", "long", "real", "day", "late", "at"};

json shapeOf(Random& random, int kind) {
  const auto place = [&] {
    return json{440000 + double(random() % 500000) / 100, 3580000 + double(random() % 500000) / 1000};
  };
  if (random() % 10 == 0) return nullptr;
  if (kind == 0) return {{"type", "Point"}, {"coordinates", place()}};
  if (kind == 1) return {{"type", "LineString"}, {"coordinates", {place(), place(), place()}}};
  const json at = place();
  const double x = at[0], y = at[1];
  return {{"type", "MultiPolygon"}, {"coordinates", {{{{x, y}, {x + 10, y}, {x + 10, y + 10}, {x, y}}}}}};
}

class RoundTrip : public tests::ImportCity {
 protected:
  void bring(const std::string& file, const std::string& as, bool table) {
    ImportRequest in;
    in.sources = {file};
    in.as = as;
    in.tables = true;
    in.ifTaken = ImportRequest::IfTaken::replace;
    if (table) in.sourceCrs = "EPSG:4549";
    (void)importLayers(city, in, progress);
  }
  void makeLayer(Random& random, int kind) {
    json features = json::array();
    for (int i = 0; i < 40; ++i) {
      json properties = {{"id", "k" + std::to_string(i)}};
      for (const std::string& column : kColumns) properties[column] = valueOf(random, column);
      features.push_back({{"type", "Feature"}, {"properties", properties}, {"geometry", shapeOf(random, kind)}});
    }
    const json all = {{"type", "FeatureCollection"},
                      {"crs", {{"type", "name"}, {"properties", {{"name", "EPSG:4549"}}}}},
                      {"features", features}};
    bring(folder.write("a.geojson", all.dump()), "a", false);
  }
  [[nodiscard]] store::FieldType typeOf(const std::string& layer, const std::string& column) const {
    return store::requireField(store::layerByName(city.connection(), layer), column).type;
  }
  /// Cells by the value of "id" and the column.
  [[nodiscard]] std::map<std::string, std::map<std::string, store::Value>> cells(const std::string& name) const {
    const store::LayerInfo layer = store::layerByName(city.connection(), name);
    std::map<std::string, std::map<std::string, store::Value>> all;
    for (const store::Feature& row : rows(name)) {
      std::map<std::string, store::Value> one;
      for (std::size_t i = 0; i < layer.fields.size(); ++i) one[layer.fields[i].name] = row.values[i];
      const std::string id = store::textOf(one["id"]);
      all[id] = std::move(one);
    }
    return all;
  }
};

bool isNumber(const store::Value& value) {
  return std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value);
}

/// A table knows no types: "1" is 1 there.
bool sameCell(const store::Value& was, const store::Value& is) {
  const std::string a = store::textOf(was), b = store::textOf(is);
  if (a == b && std::holds_alternative<std::monostate>(was) == std::holds_alternative<std::monostate>(is)) return true;
  return isNumber(was) && !b.empty() && std::strtod(a.c_str(), nullptr) == std::strtod(b.c_str(), nullptr) &&
         (!std::holds_alternative<std::int64_t>(was) || a == b);
}

TEST_F(RoundTrip, LosesOnlyWhatIsListed) {
  for (unsigned seed = 1; seed <= 3; ++seed) {
    Random random(seed);
    makeLayer(random, int(seed % 3));
    const auto before = cells("a");
    ASSERT_EQ(before.size(), 40U);
    for (const char* suffix : {"shp", "gpkg", "geojson", "xlsx", "fgb", "kml", "csv"}) {
      ExportRequest out;
      out.layer = "a";
      out.file = folder / ("out_" + std::to_string(seed) + "." + suffix);
      const bool table = std::string(suffix) == "xlsx" || std::string(suffix) == "csv";
      if (table) out.tableGeometry = ExportRequest::TableGeometry::wkt;
      const ExportReport report = exportLayer(city, out, progress);
      bring(out.file.string(), "b", table);
      const auto after = cells("b");
      std::map<std::string, std::int64_t> listed;
      std::set<std::string> otherTypes;
      std::int64_t missing = 0;
      for (const ExportLoss& loss : report.losses) {
        if (loss.kind == "geometry_missing") missing = loss.count;
        if (loss.kind == "type_changed") otherTypes.insert(loss.column);
        if (loss.kind != "name_cut" && loss.kind != "name_changed" && loss.kind != "type_changed")
          listed[loss.column] += loss.count;
      }
      if (std::string(suffix) == "csv") {
        for (const std::string& column : kColumns)
          EXPECT_EQ(typeOf("b", column) != typeOf("a", column), otherTypes.contains(column)) << column;
      }
      EXPECT_EQ(std::int64_t(after.size()), 40 - missing) << suffix;
      std::map<std::string, std::string> named(report.renamedFields.begin(), report.renamedFields.end());
      for (const std::string& column : kColumns) {
        const std::string to = named.count(column) > 0 ? named[column] : column;
        std::int64_t other = 0;
        std::string example;
        for (const auto& [id, row] : after) {
          const auto cell = row.find(to);
          const store::Value is = cell == row.end() ? store::Value() : cell->second;
          if (sameCell(before.at(id).at(column), is)) continue;
          ++other;
          example = store::textOf(before.at(id).at(column)) + " -> " + store::textOf(is);
        }
        EXPECT_LE(other, listed[column]) << suffix << " " << column << ": " << example;
      }
    }
  }
}

}  // namespace
}  // namespace gis::io
