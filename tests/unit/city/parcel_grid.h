// A city of parcels side by side, for tests that change them.
#pragma once

#include <cstdio>
#include <random>

#include "gis_core/base/clock.h"
#include "gis_core/city/parcel_edit.h"
#include "gis_core/geometry/coverage_check.h"
#include "gis_core/store/coverage_rule.h"
#include "gis_core/store/features.h"
#include "tests/unit/city/small_city.h"

namespace gis::city {

/// Parcels side by side: n × n cells of about 40 m, crooked, in one sub-district.
class ParcelGrid : public ::testing::Test {
 protected:
  void SetUp() override {
    m_folder = platform::makeScratchFolder("parcel-test");
    m_city = std::make_unique<store::CityDatabase>(
        store::CityDatabase::create(m_folder / "p.citydb", crs::Crs::fromEpsg(4549)));
  }
  void TearDown() override {
    setClockForTests(-1);
    m_city.reset();
    std::filesystem::remove_all(m_folder);
  }

  static std::string ringWkt(const std::vector<geom::MapPoint>& ring) {
    std::string wkt = "POLYGON ((";
    for (const geom::MapPoint p : ring) {
      char text[96];
      std::snprintf(text, sizeof text, "%.17g %.17g, ", p.x, p.y);
      wkt += text;
    }
    char text[96];
    std::snprintf(text, sizeof text, "%.17g %.17g))", ring[0].x, ring[0].y);
    return wkt + text;
  }
  void fill(int n, double shake, bool marked = true) {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> off(-shake, shake);
    std::vector<geom::MapPoint> nodes;
    for (int y = 0; y <= n; ++y) {
      for (int x = 0; x <= n; ++x) nodes.push_back({445000 + 40 * x + off(random), 3585000 + 40 * y + off(random)});
    }
    std::vector<Row> rows;
    for (int y = 0; y < n; ++y) {
      for (int x = 0; x < n; ++x) {
        const auto at = [&](int dx, int dy) { return nodes[std::size_t((y + dy) * (n + 1) + x + dx)]; };
        char code[40];
        std::snprintf(code, sizeof code, "321002001001GB%05d", int(rows.size()) + 1);
        rows.push_back({{std::string(code), std::string("0701"), 1600.0, std::string("note ") + code},
                        geom::fromWkt(ringWkt({at(0, 0), at(1, 0), at(1, 1), at(0, 1)}))});
      }
    }
    addLayer(*m_city, "parcels", {{"ZDDM"}, {"YT"}, {"ZDMJ", store::FieldType::real}, {"BZ"}}, rows);
    store::bindRole(m_city->connection(), "parcel", "parcels", "ZDDM", "");
    if (marked) store::setCoverage(m_city->connection(), "parcels", store::CoverageRule{});
  }
  [[nodiscard]] store::LayerInfo layer() const { return store::layerByName(m_city->connection(), "parcels"); }
  [[nodiscard]] geom::CoverageReport check() const {
    geom::CoverageShapes shapes;
    store::readFeatures(m_city->connection(), layer(), {}, [&](store::Feature& feature) {
      shapes.add(feature.fid, feature.wkb);
      return true;
    });
    return geom::checkCoverage(shapes, geom::searchByScan(shapes), {}, {});
  }
  /// Every row of the city's tables that parcels touch, as text.
  [[nodiscard]] std::string image() const {
    std::string out;
    const auto add = [&](const char* sql) {
      store::Statement row(m_city->connection(), sql);
      while (row.step()) out += row.text(0) + "\n";
    };
    add("SELECT fid || ZDDM || YT || ZDMJ || BZ || hex(geometry) FROM parcels ORDER BY fid");
    add("SELECT fid || tx || parent_uid || child_uid FROM city_lineage ORDER BY fid");
    add("SELECT fid || tx || name || code || image || hex(shape) FROM city_parcel_past ORDER BY fid");
    add("SELECT fid || tx || operation || reason FROM city_parcel_deed ORDER BY fid");
    return out;
  }
  ParcelDeed deed(const std::string& reason = "test") const {
    ParcelDeed d;
    d.reason = reason;
    d.actor = "clerk";
    d.document = "No. 7";
    d.documentDate = "2026-11-26";
    return d;
  }

  std::filesystem::path m_folder;
  std::unique_ptr<store::CityDatabase> m_city;
};

}  // namespace gis::city
