#include "tests/golden/scenes.h"

#include <cstdio>

#include "gis_core/style/classification.h"
#include "gis_core/style/default_styles.h"
#include "tests/golden/base_map_scenes.h"
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

/// A layer with a style of its own.
ui::SceneLayer styled(const std::filesystem::path& folder, const std::string& name,
                      const std::vector<store::Field>& fields, const std::vector<WktRow>& rows,
                      const style::LayerStyle& style) {
  auto view = std::make_shared<snapshot::LayerView>(snapshotOf(folder, name, fields, rows));
  return ui::makeSceneLayer(name, name, QString::fromStdString(name), std::move(view),
                            std::make_shared<style::LayerStyle>(style));
}

/// Points that gather around three places, in an order that looks random and is not.
std::vector<WktRow> crowd() {
  std::vector<WktRow> rows;
  unsigned state = 1;
  const auto next = [&] {
    state = state * 1103515245 + 12345;
    return double(state >> 16 & 0x7fff) / 0x7fff - 0.5;
  };
  for (int k = 0; k < 600; ++k) {
    const double x = (k % 3 - 1) * 3000 + 2600 * next() * next() * 2,
                 y = (k % 2) * 1500 - 900 + 2600 * next() * next() * 2;
    char wkt[64];
    std::snprintf(wkt, sizeof wkt, "POINT (%f %f)", x, y);
    rows.push_back({wkt, {std::int64_t(k % 50)}});
  }
  return rows;
}

/// Classes by number with a ramp, rules with scale ranges, and an SVG drawing as marker.
ui::MapScene kindsScene(const std::filesystem::path& folder) {
  const std::vector<store::Field> fields{{"n", FieldType::integer}, {"name", FieldType::text}};
  std::vector<WktRow> blocks, points;
  for (int k = 0; k < 12; ++k) {
    const int x = -240 + k % 4 * 120, y = -150 + k / 4 * 100, w = k == 5 ? 30 : 105;
    char wkt[200];
    std::snprintf(wkt, sizeof wkt, "POLYGON ((%d %d, %d %d, %d %d, %d %d, %d %d))", x, y, x + w, y, x + w, y + 90, x,
                  y + 90, x, y);
    blocks.push_back({wkt,
                      {std::int64_t(k * k), std::string(k == 5       ? "京杭大运河"
                                                        : k % 2 == 0 ? "瘦西湖"
                                                                     : "东关街区")}});
    std::snprintf(wkt, sizeof wkt, "POINT (%d %d)", x + 80, y + 20);
    points.push_back({wkt, {std::int64_t(k), std::string()}});
  }
  auto view = std::make_shared<snapshot::LayerView>(snapshotOf(folder, "blocks", fields, blocks));
  style::Symbol area;
  area.outline = {style::Colour{90, 90, 90, 255}, 0.2, 0, {}, false, {}};
  style::LayerStyle graduated = style::graduatedStyle(*view, "n", 4, style::ClassMethod::jenks, "viridis", area);
  graduated.opacity = 0.7;
  graduated.labels.on = true;
  graduated.labels.text = "{name}";
  graduated.labels.mustFit = true;
  ui::MapScene scene;
  scene.layers.push_back(styled(folder, "blocks2", fields, blocks, graduated));
  style::LayerStyle rules;
  rules.kind = style::StyleKind::rules;
  style::StyleClass c;
  c.rule = "n < 4";
  c.symbol.sizeMm = 4;
  c.symbol.svg =
      "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'><rect x='1' y='1' width='8' height='8' rx='2' "
      "fill='#b5123c'/><path d='M5 2v6M2 5h6' stroke='#fff' stroke-width='1.5'/></svg>";
  rules.classes.push_back(c);
  c.symbol.svg.clear();
  c.rule = "n >= 4 AND n < 9";
  c.symbol.marker = style::MarkerShape::star;
  rules.classes.push_back(c);
  c.rule = "n = 10";
  c.scales.largest = 100;  // too near to be seen here
  rules.classes.push_back(c);
  scene.layers.push_back(styled(folder, "signs", fields, points, rules));
  return scene;
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

  style::LayerStyle gathered = style::singleStyle({});
  gathered.heat.emplace();
  gathered.heat->radiusMetres = 600;
  ui::MapScene heat;
  heat.layers.push_back(styled(folder, "heat", {{"n", FieldType::integer}}, crowd(), gathered));
  gathered.heat.reset();
  gathered.clusters.emplace();
  ui::MapScene clusters;
  clusters.layers.push_back(styled(folder, "clusters", {{"n", FieldType::integer}}, crowd(), gathered));

  const auto fabricScene = ui::finishScene(std::move(fabric));
  std::vector<GoldenScene> all{{QStringLiteral("fabric_near"), fabricScene, near},
                               {QStringLiteral("fabric_far"), fabricScene, far},
                               {QStringLiteral("streets"), ui::finishScene(std::move(streets)), near},
                               {QStringLiteral("patterns"), ui::finishScene(std::move(patterns)), near},
                               {QStringLiteral("kinds"), ui::finishScene(kindsScene(folder)), near},
                               {QStringLiteral("heat"), ui::finishScene(std::move(heat)), far},
                               {QStringLiteral("clusters"), ui::finishScene(std::move(clusters)), far}};
  for (GoldenScene& one : baseMapScenes(folder)) all.push_back(std::move(one));
  return all;
}

}  // namespace gis::test
