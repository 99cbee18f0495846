#include "tests/golden/scenes.h"

#include <cstdio>

#include "gis_core/style/default_styles.h"
#include "tests/support/map_fixture.h"

namespace gis::test {

namespace {

using store::FieldType;

ui::SceneLayer layerOf(const std::filesystem::path& folder, const std::string& name, const std::string& role,
                       geom::GeometryKind kind, const std::vector<store::Field>& fields,
                       const std::vector<WktRow>& rows) {
  store::LayerInfo info;
  info.name = name;
  info.role = role;
  info.fields = fields;
  info.geometryType = geom::GeometryType{kind};
  auto view = std::make_shared<snapshot::LayerView>(snapshotOf(folder, name, fields, rows));
  return ui::makeSceneLayer(name, name, QString::fromStdString(name), std::move(view),
                            std::make_shared<style::LayerStyle>(style::defaultStyle(info)));
}

std::vector<WktRow> roads() {
  const auto road = [](const char* wkt, const char* cls, const char* name) {
    return WktRow{wkt, {std::string(cls), std::string(name)}};
  };
  return {road("LINESTRING (-400 -30, -100 -20, 100 20, 400 30)", "主干路", "文昌中路"),
          road("LINESTRING (10 -300, 0 -20)", "次干路", "汶河南路"),
          road("LINESTRING (0 -20, -10 120, 30 300)", "次干路", "汶河南路"),
          road("LINESTRING (-300 140, -10 120, 300 90)", "支路", "萃园路"),
          road("LINESTRING (-200 -300, -180 -24)", "街巷", "问井巷"),
          road("LINESTRING (-400 -200, 0 -220, 400 -160)", "快速路", "江阳快速路")};
}

std::vector<WktRow> places() {
  const auto place = [](double x, double y, const char* name) {
    char wkt[64];
    std::snprintf(wkt, sizeof wkt, "POINT (%f %f)", x, y);
    return WktRow{wkt, {std::string(name)}};
  };
  return {place(-120, 60, "琼花观"), place(-110, 55, "东关小学"), place(90, -90, "人民医院"),
          place(150, 60, "老街茶社")};
}

std::vector<WktRow> cases() {
  std::vector<WktRow> rows;
  const char* states[] = {"reported",      "pending_dispatch", "handling", "suspended",
                          "pending_check", "closed",           "cancelled"};
  for (int k = 0; k < 7; ++k) {
    char wkt[64];
    std::snprintf(wkt, sizeof wkt, "POINT (%d %d)", -150 + 50 * k, 170 - 8 * k);
    rows.push_back({wkt, {std::string(states[k]), std::string()}});
  }
  return rows;
}

}  // namespace

std::vector<GoldenScene> goldenScenes(const std::filesystem::path& folder) {
  using Kind = geom::GeometryKind;
  ui::MapView near;
  near.size = {320, 240};
  near.unitsPerPixel = 1.6;
  ui::MapView far = near;
  far.unitsPerPixel = 26;

  ui::MapScene fabric;
  fabric.layers.push_back(
      layerOf(folder, "parcels", "parcel", Kind::multiPolygon, parcelFields(), parcelRows(200, 150, 38)));
  fabric.layers.push_back(
      layerOf(folder, "districts", "district", Kind::multiPolygon, {{"name", FieldType::text}},
              {{"POLYGON ((-3600 -2500, 300 -2600, 0 2700, -3500 2600, -3600 -2500))", {std::string("广陵区")}},
               {"POLYGON ((300 -2600, 3500 -2500, 3600 2600, 0 2700, 300 -2600))", {std::string("邗江区")}}}));
  ui::MapScene streets;
  streets.layers.push_back(layerOf(
      folder, "water", "", Kind::multiPolygon, {{"name", FieldType::text}},
      {{"POLYGON ((-400 -140, 0 -120, 400 -100, 400 -60, 0 -80, -400 -100, -400 -140))", {std::string("古运河")}}}));
  streets.layers.push_back(layerOf(folder, "roads", "road", Kind::lineString,
                                   {{"class", FieldType::text}, {"name", FieldType::text}}, roads()));
  streets.layers.push_back(layerOf(folder, "poi", "", Kind::point, {{"name", FieldType::text}}, places()));
  streets.layers.push_back(layerOf(folder, "city_incident", "", Kind::point,
                                   {{"state", FieldType::text}, {"case_no", FieldType::text}}, cases()));

  ui::MapScene patterns;
  patterns.layers.push_back(
      layerOf(folder, "plots", "parcel", Kind::multiPolygon, parcelFields(), parcelRows(12, 10, 60)));
  auto style = std::make_shared<style::LayerStyle>(*patterns.layers[0].style);
  const style::FillPattern kinds[] = {style::FillPattern::forward,  style::FillPattern::cross,
                                      style::FillPattern::dots,     style::FillPattern::none,
                                      style::FillPattern::backward, style::FillPattern::solid};
  for (std::size_t k = 0; k < style->classes.size(); ++k) {
    style->classes[k].symbol.pattern = kinds[k % 6];
    style->classes[k].symbol.outline = {style::Colour{80, 40, 40, 255}, 0.4, 0, {2, 1}, false, {}};
  }
  style->opacity = 0.8;
  patterns.layers[0] = ui::makeSceneLayer("plots", "plots", {}, patterns.layers[0].data, style);

  const auto fabricScene = ui::finishScene(std::move(fabric));
  return {{QStringLiteral("fabric_near"), fabricScene, near},
          {QStringLiteral("fabric_far"), fabricScene, far},
          {QStringLiteral("streets"), ui::finishScene(std::move(streets)), near},
          {QStringLiteral("patterns"), ui::finishScene(std::move(patterns)), near}};
}

}  // namespace gis::test
