#include "gis_core/style/topic_styles.h"

#include <iterator>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "gis_core/base/text.h"
#include "gis_core/style/colour_ramps.h"

namespace gis::style {

namespace {

using store::LayerInfo;

std::string nameField(const LayerInfo& layer) {
  if (!layer.roleNameField.empty()) return layer.roleNameField;
  return fieldNamed(layer, {"name", "name_zh", "名称", "mc", "title", "road_name", "road", "dlmc", "xzqmc"});
}

Stroke stroke(const char* colour, double mm, std::vector<double> dash = {}, double below = 0) {
  Stroke s;
  s.colour = Colour::parse(colour);
  s.widthMm = mm;
  s.dashMm = std::move(dash);
  if (below > 0) s.scales.largest = below;
  return s;
}

LabelSpec labels(const std::string& field, double sizeMm, const char* colour, double from, double below,
                 double priority) {
  LabelSpec l;
  l.on = !field.empty();
  l.text = field.empty() ? "" : "{" + field + "}";
  l.sizeMm = sizeMm;
  l.colour = Colour::parse(colour);
  l.scales = {from, below};
  l.priority = priority;
  return l;
}

/// The code system that the registry keeps for a column, or the column's own name.
std::string codeSystemOf(const LayerInfo& layer, const std::string& field) {
  const auto systems = nlohmann::json::parse(layer.codeSystems, nullptr, false);
  if (systems.is_object() && systems.contains(field) && systems[field].is_string()) {
    return systems[field].get<std::string>();
  }
  return field;
}

LayerStyle parcelStyle(const LayerInfo& layer) {
  const std::string field = fieldNamed(layer, {"dlbm", "land_use", "landuse", "land_use_code", "ydyhfl", "地类编码",
                                               "用地性质", "lu_code", "tdyt", "yt", "use_code"});
  const std::string code = !layer.roleCodeField.empty()
                               ? layer.roleCodeField
                               : fieldNamed(layer, {"parcel_code", "zddm", "parcel_id", "宗地代码", "code"});
  const Stroke outline = stroke("#9a8f80", 0.1, {}, 16000);
  LayerStyle style;
  if (field.empty()) {
    Symbol s;
    s.fill = Colour::parse("#f3ead3");
    s.outline = outline;
    style = singleStyle(s, "宗地", "Parcels");
  } else {
    style.kind = StyleKind::categorised;
    style.field = field;
    style.match = Match::prefix;
    style.classes = landUseClasses(landUseSystemOf(codeSystemOf(layer, field)));
    for (StyleClass& c : style.classes) c.symbol.outline = outline;
  }
  style.labels = labels(code, 1.9, "#5a5148", 0, 2200, 2);
  if (!code.empty()) style.labels.text = "{" + code + "|parcel}";
  style.labels.haloMm = 0.2;
  style.labels.halo = Colour::parse("#ffffffb0");
  style.labels.mustFit = true;
  return style;
}

struct RoadRow {
  const char* zh;
  const char* en;
  std::vector<std::string> values;
  const char* colour;
  const char* casing;
  double mm, metres, below;
};

LayerStyle roadStyle(const LayerInfo& layer) {
  static const std::vector<RoadRow> rows{
      {"快速路",
       "Expressways",
       {"快速路", "1", "expressway", "motorway", "trunk", "高速公路"},
       "#f3b562",
       "#c47f2c",
       0.85,
       36,
       1e12},
      {"主干路",
       "Arterial roads",
       {"主干路", "2", "arterial", "primary", "国道", "省道"},
       "#fbdc8c",
       "#c9a24e",
       0.65,
       28,
       1e12},
      {"次干路", "Secondary roads", {"次干路", "3", "secondary", "县道"}, "#ffffff", "#b5aa98", 0.5, 20, 250000},
      {"支路", "Local roads", {"支路", "4", "local", "tertiary", "residential"}, "#ffffff", "#bfb6a6", 0.34, 12, 70000},
      {"滨河路", "Embankment roads", {"滨河路", "embankment"}, "#ffffff", "#bfb6a6", 0.34, 10, 100000},
      {"乡村道路",
       "Country roads",
       {"乡村道路", "5", "country", "unclassified", "乡道"},
       "#ffffff",
       "#c4bcae",
       0.28,
       6.5,
       100000},
      {"街巷", "Lanes", {"街巷", "6", "lane", "service", "footway", "巷"}, "#ffffff", "#cbc4b8", 0.2, 4, 25000},
  };
  const std::string field = fieldNamed(layer, {"class", "road_class", "grade", "level", "类别", "道路等级", "等级",
                                               "dldj", "fclass", "highway", "type"});
  LayerStyle style;
  const auto add = [&](const RoadRow& row, std::vector<std::string> values) {
    StyleClass c;
    c.labelZh = row.zh;
    c.labelEn = row.en;
    c.values = std::move(values);
    c.symbol.line = stroke(row.colour, row.mm);
    c.symbol.line.widthMetres = row.metres;
    c.symbol.casing = stroke(row.casing, row.mm + 0.22);
    c.scales.largest = row.below;
    style.classes.push_back(std::move(c));
  };
  if (field.empty()) {
    const RoadRow plain{"道路", "Roads", {}, "#ffffff", "#b5aa98", 0.4, 0, 1e12};
    add(plain, {});
  } else {
    style.kind = StyleKind::categorised;
    style.field = field;
    for (const RoadRow& row : rows) add(row, row.values);
    RoadRow others = rows[3];
    others.zh = "其他道路";
    others.en = "Other roads";
    add(others, {});
  }
  style.labels = labels(nameField(layer), 2.3, "#5b4a32", 0, 18000, 6);
  style.labels.halo = Colour::parse("#fffffff0");
  style.labels.repeatMm = 90;
  return style;
}

struct BoundaryLook {
  const char* zh;
  const char* en;
  const char* colour;
  double mm;
  std::vector<double> dash;
  double below;  ///< outlines
  double glowMm;
  double labelMm, labelFrom, labelBelow, spacing, priority;
  bool bold;
};

LayerStyle boundaryStyle(const LayerInfo& layer, const BoundaryLook& look) {
  Symbol s;
  s.pattern = FillPattern::none;
  s.outline = stroke(look.colour, look.mm, look.dash);
  if (look.glowMm > 0) {
    s.casing = stroke(look.colour, look.glowMm);
    s.casing.colour.a = 38;
  }
  LayerStyle style = singleStyle(s, look.zh, look.en);
  style.scales.largest = look.below;
  style.labels = labels(nameField(layer), look.labelMm, look.colour, look.labelFrom, look.labelBelow, look.priority);
  style.labels.spacing = look.spacing;
  style.labels.bold = look.bold;
  style.labels.haloMm = 0.45;
  return style;
}

LayerStyle buildingStyle(const LayerInfo&) {
  Symbol s;
  s.fill = Colour::parse("#d8cabb");
  s.outline = stroke("#a39382", 0.1, {}, 8000);
  LayerStyle style = singleStyle(s, "建筑物", "Buildings");
  style.scales.largest = 16000;
  return style;
}

LayerStyle waterStyle(const LayerInfo& layer) {
  Symbol s;
  s.fill = Colour::parse("#aed6f1");
  s.outline = stroke("#7fb6da", 0.12);
  s.line = stroke("#8cc1e6", 0.5);
  LayerStyle style = singleStyle(s, "水系", "Water");
  style.labels = labels(nameField(layer), 2.6, "#2f6f9f", 0, 120000, 5);
  return style;
}

LayerStyle incidentStyle() {
  struct Row {
    const char* zh;
    const char* en;
    std::vector<std::string> states;
    const char* colour;
    MarkerShape marker;
  };
  const std::vector<Row> rows{
      {"新上报、待立案",
       "Reported, waiting for filing",
       {"draft", "reported", "pending_register", "pending_verify"},
       "#d7263d",
       MarkerShape::circle},
      {"待派遣、回退",
       "Waiting for dispatch, returned",
       {"pending_dispatch", "returned"},
       "#f08a24",
       MarkerShape::diamond},
      {"处置中", "Being handled", {"pending_handle", "handling", "handle_finish"}, "#2f7fd1", MarkerShape::circle},
      {"挂账", "Suspended", {"suspended"}, "#7d5ba6", MarkerShape::square},
      {"待核查", "Waiting for check", {"pending_check"}, "#16a5a5", MarkerShape::triangle},
      {"已结案", "Closed", {"closed", "forced_close"}, "#5aa469", MarkerShape::circle},
      {"不予受理、作废、并案",
       "Refused, cancelled, merged",
       {"not_accepted", "cancelled", "merged"},
       "#9aa0a6",
       MarkerShape::cross},
      {"其他", "Others", {}, "#6b7280", MarkerShape::circle},
  };
  LayerStyle style;
  style.kind = StyleKind::categorised;
  style.field = "state";
  int k = 0;
  for (const Row& row : rows) {
    StyleClass c;
    c.labelZh = row.zh;
    c.labelEn = row.en;
    c.values = row.states;
    c.symbol.fill = Colour::parse(row.colour);
    c.symbol.outline = stroke("#ffffff", 0.25, {}, 30000);
    c.symbol.outline.colour.a = 235;
    c.symbol.marker = row.marker;
    c.symbol.sizeMm = 3;
    c.symbol.farSizeMm = 1.5;
    c.symbol.farDenominator = 30000;
    if (k > 4) {  // what is done with stands back behind what is to be done
      c.symbol.sizeMm = 2;
      c.symbol.farSizeMm = 0.9;
      c.symbol.fill.a = 200;
    }
    ++k;
    style.classes.push_back(std::move(c));
  }
  style.labels = labels("case_no", 1.8, "#444444", 0, 1500, 3);
  return style;
}

LayerStyle pointStyle(const char* zh, const char* en, const char* colour, double mm, double below,
                      const std::string& labelField, double labelBelow) {
  Symbol s;
  s.fill = Colour::parse(colour);
  s.outline = stroke("#ffffff", 0.15);
  s.sizeMm = mm;
  LayerStyle style = singleStyle(s, zh, en);
  style.scales.largest = below;
  style.labels = labels(labelField, 2.0, "#3d4652", 0, labelBelow, 4);
  return style;
}

}  // namespace

std::string fieldNamed(const LayerInfo& layer, std::initializer_list<const char*> names) {
  for (const char* const name : names) {
    for (const store::Field& field : layer.fields) {
      if (text::fold(field.name) == name) return field.name;
    }
  }
  return {};
}

LayerStyle plainStyle(const LayerInfo& layer) {
  static const char* const kHues[] = {"#7fa7c9", "#c98f7f", "#8fb98a", "#b79ac8",
                                      "#c9b47f", "#7fbcb8", "#c88aa6", "#a0a58c"};
  std::size_t sum = 0;
  for (const char c : layer.name) sum = sum * 31 + static_cast<unsigned char>(c);
  const Colour hue = Colour::parse(kHues[sum % 8]);
  Symbol s;
  s.fill = hue;
  const int dimension = layer.geometryType ? layer.geometryType->dimension() : -1;
  if (dimension != 0) s.fill.a = 150;
  const auto dark = [](std::uint8_t v) { return static_cast<std::uint8_t>(v * 6 / 10); };
  s.outline = stroke("#000000", dimension == 0 ? 0.15 : 0.18);
  s.outline.colour = dimension == 0 ? Colour{255, 255, 255, 255} : Colour{dark(hue.r), dark(hue.g), dark(hue.b), 255};
  s.line = stroke("#000000", 0.4);
  s.line.colour = {dark(hue.r), dark(hue.g), dark(hue.b), 255};
  LayerStyle style = singleStyle(s, layer.titleZh, layer.titleEn);
  style.labels = labels(nameField(layer), 2.2, "#333333", 0, 10000, 3);
  style.labels.on = false;
  return style;
}

LayerStyle topicStyle(const LayerInfo& layer, const std::string& topic) {
  if (topic == "incident") return incidentStyle();
  if (topic == "parcel") return parcelStyle(layer);
  if (topic == "building") return buildingStyle(layer);
  if (topic == "water") return waterStyle(layer);
  if (topic == "road") return roadStyle(layer);
  if (topic == "district") {
    return boundaryStyle(layer, {"区县界",
                                 "District boundaries",
                                 "#8a4f7d",
                                 0.45,
                                 {3.2, 0.8, 0.7, 0.8},
                                 1e12,
                                 1.8,
                                 4.6,
                                 25000,
                                 1e12,
                                 0.25,
                                 10,
                                 true});
  }
  if (topic == "subdistrict") {
    return boundaryStyle(layer, {"街道界",
                                 "Subdistrict boundaries",
                                 "#93688f",
                                 0.3,
                                 {2.2, 0.8},
                                 160000,
                                 0.9,
                                 3.4,
                                 9000,
                                 90000,
                                 0.12,
                                 9,
                                 false});
  }
  if (topic == "community") {
    return boundaryStyle(
        layer,
        {"社区界", "Community boundaries", "#a3849f", 0.2, {1.2, 0.7}, 40000, 0, 2.6, 2500, 22000, 0.05, 7, false});
  }
  if (topic == "unit_grid" || topic == "duty_grid") {
    LayerStyle style =
        boundaryStyle(layer, {"单元网格", "Unit grids", "#5f86ad", 0.12, {}, 15000, 0, 2.0, 0, 4000, 0, 1, false});
    if (topic == "duty_grid") {
      style.classes[0].labelZh = "责任网格";
      style.classes[0].labelEn = "Duty grids";
    }
    return style;
  }
  if (topic == "component") {
    return pointStyle("部件", "Components", "#6f7f96", 1.3, 3000, {}, 0);
  }
  if (topic == "address") {
    return pointStyle("门牌", "Addresses", "#a9765a", 0.7, 2500,
                      fieldNamed(layer, {"house_number", "number", "door_plate", "门牌号"}), 1500);
  }
  if (topic == "poi") return pointStyle("兴趣点", "Points of interest", "#b5553c", 1.5, 12000, nameField(layer), 5500);
  if (topic == "event_points") {
    LayerStyle style = pointStyle("事件", "Incidents", "#d7263d", 2.4, 1e12, {}, 0);
    style.classes[0].symbol.farSizeMm = 1.3;
    return style;
  }
  return plainStyle(layer);
}

LayerStyle landUseStyle(LandUseSystem system, const LayerInfo& layer, const std::string& field) {
  LayerStyle style = parcelStyle(layer);
  style.kind = StyleKind::categorised;
  style.field = field;
  style.match = Match::prefix;
  style.classes = landUseClasses(system);
  for (StyleClass& c : style.classes) c.symbol.outline = stroke("#9a8f80", 0.1, {}, 16000);
  return style;
}

/// Storeys by the customary steps of building surveys: low, several, middle-high, high, over a hundred metres.
LayerStyle storeyStyle(const LayerInfo& layer, const std::string& field) {
  struct Row {
    double lower, upper;
    const char* zh;
    const char* en;
  };
  const Row rows[] = {{-kUnlimited, 4, "低层（1–3 层）", "Low (1–3 storeys)"},
                      {4, 7, "多层（4–6 层）", "Multi-storey (4–6)"},
                      {7, 10, "中高层（7–9 层）", "Middle-high (7–9)"},
                      {10, 34, "高层（10–33 层）", "High (10–33)"},
                      {34, kUnlimited, "超高层（34 层以上）", "Very high (34 and more)"}};
  LayerStyle style = buildingStyle(layer);
  const StyleClass base = style.classes.front();
  style.kind = StyleKind::graduated;
  style.field = field;
  style.classes.clear();
  const std::vector<Colour> colours = ramp("oranges", int(std::size(rows)));
  for (std::size_t k = 0; k < std::size(rows); ++k) {
    StyleClass c = base;
    c.labelZh = rows[k].zh;
    c.labelEn = rows[k].en;
    c.lower = rows[k].lower;
    c.upper = rows[k].upper;
    c.symbol.fill = colours[k];
    style.classes.push_back(std::move(c));
  }
  return style;
}

}  // namespace gis::style
