// A city of a few features for the tests of this room.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "gis_core/base/platform/files.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::city {

struct Row {
  std::vector<store::Value> cells;
  geom::Bytes wkb;
};

inline void addLayer(const store::CityDatabase& city, const std::string& name, const std::vector<store::Field>& fields,
                     const std::vector<Row>& rows, const crs::Crs& crs = crs::Crs::fromEpsg(4549)) {
  store::LayerDraft draft;
  draft.name = name;
  draft.fields = fields;
  draft.crs = crs;
  store::BulkLoad load(city, draft);
  auto batch = store::FeatureBatch::withFields(fields);
  for (const Row& row : rows) batch.addRow(-1, row.cells, row.wkb);
  load.append(store::encode(std::move(batch), load.srid()));
  Progress progress;
  (void)load.finish(progress);
}

inline geom::Bytes box(double x1, double y1, double x2, double y2) {
  return geom::boxWkb({x1, y1, x2, y2});
}

/// 1 km × 1 km south-west of (445000, 3585000) … : two communities, four grids, four parcels, two roads that
/// cross at (445500, 3585500), a building, points of interest with door plates.
class SmallCity : public ::testing::Test {
 protected:
  void SetUp() override {
    m_folder = platform::makeScratchFolder("city-test");
    // Caches of these tests stay with them.
    setenv("XDG_CACHE_HOME", (m_folder / "cache").c_str(), 1);
    std::filesystem::copy_file(filled(), m_folder / "small.citydb");
    m_city = std::make_unique<store::CityDatabase>(store::CityDatabase::open(m_folder / "small.citydb"));
  }
  void TearDown() override {
    m_city.reset();
    std::filesystem::remove_all(m_folder);
  }

  /// Made once a program: each test works on a copy.
  static const std::filesystem::path& filled() {
    static const struct Made {
      std::filesystem::path folder = platform::makeScratchFolder("city-template");
      std::filesystem::path file = folder / "template.citydb";
      Made() { fill(store::CityDatabase::create(file, crs::Crs::fromEpsg(4549))); }
      ~Made() { std::filesystem::remove_all(folder); }
    } made;
    return made.file;
  }

  static void fill(const store::CityDatabase& c) {
    const std::vector<store::Field> named = {{"code"}, {"name"}};
    addLayer(c, "districts", named, {{{"321002", "广陵区"}, box(445000, 3585000, 446000, 3586000)}});
    addLayer(c, "subdistricts", named, {{{"321002001", "东关街道"}, box(445000, 3585000, 446000, 3586000)}});
    addLayer(c, "communities", named,
             {{{"321002001001", "琼花观社区"}, box(445000, 3585000, 445500, 3586000)},
              {{"321002001002", "皮市街社区"}, box(445500, 3585000, 446000, 3586000)}});
    std::vector<Row> grids, parcels;
    for (int i = 0; i < 4; ++i) {
      const double x = 445000 + (i % 2) * 500, y = 3585000 + (i / 2) * 500;
      const std::string n = std::to_string(i + 1);
      grids.push_back({{"32100200100" + std::to_string(1 + i % 2) + "00" + n}, box(x, y, x + 500, y + 500)});
      parcels.push_back({{"321002001001GB0000" + n, "文昌中路" + n + "号", "0701", 160000.0, "张三"},
                         box(x + 50, y + 50, x + 450, y + 450)});
    }
    addLayer(c, "grid", {{"code"}}, grids);
    addLayer(c, "parcels", {{"ZDDM"}, {"ZL"}, {"landuse"}, {"ZDMJ", store::FieldType::real}, {"QLR"}}, parcels);
    addLayer(c, "buildings", {{"ZRZH"}, {"JZWMC"}},
             {{{"F0001", "工人文化宫"}, box(445100, 3585100, 445150, 3585140)},
              {{"F0002", "border"}, box(445450, 3585100, 445480, 3585140)}});
    addLayer(c, "roads", {{"name"}, {"class"}},
             {{{"文昌中路", "主干路"}, geom::fromWkt("LINESTRING (445000 3585500, 445300 3585500)")},
              {{"文昌中路", "主干路"}, geom::fromWkt("LINESTRING (445300 3585500, 446000 3585500)")},
              {{"汶河北路", "次干路"}, geom::fromWkt("LINESTRING (445500 3585000, 445500 3586000)")},
              {{"汶河南路", "次干路"}, geom::fromWkt("LINESTRING (445700 3584000, 445700 3584500)")}});
    addLayer(c, "poi", {{"name"}, {"address"}},
             {{{"扬州大学", "文昌中路128号"}, geom::pointWkb(445210, 3585520)},
              {{"大润发超市", "汶河北路6号"}, geom::pointWkb(445520, 3585710)},
              {{"KFC 文昌店", std::monostate{}}, geom::pointWkb(445530, 3585530)}});
    addLayer(c, "components", {{"GLBJBSM"}, {"GLBJMC"}},
             {{{"32100201037000001", "路灯"}, geom::pointWkb(445220, 3585505)}});
    const auto& db = c.connection();
    store::bindRole(db, "district", "districts", "code", "name");
    store::bindRole(db, "subdistrict", "subdistricts", "code", "name");
    store::bindRole(db, "community", "communities", "code", "name");
    store::bindRole(db, "unit_grid", "grid", "code", "");
    store::bindRole(db, "parcel", "parcels", "ZDDM", "");
    store::bindRole(db, "building", "buildings", "ZRZH", "JZWMC");
    store::bindRole(db, "road", "roads", "name", "name");
    store::bindRole(db, "component", "components", "GLBJBSM", "GLBJMC");
  }

  std::filesystem::path m_folder;
  std::unique_ptr<store::CityDatabase> m_city;
};

}  // namespace gis::city
