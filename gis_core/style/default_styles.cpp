#include "gis_core/style/default_styles.h"

#include <algorithm>
#include <initializer_list>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/style/topic_styles.h"

namespace gis::style {

namespace {

using store::LayerInfo;

bool contains(const std::string& haystack, std::initializer_list<const char*> words) {
  return std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return haystack.find(word) != std::string::npos; });
}

/// What the layer is about: its role, else what its name and fields say.
std::string topicOf(const LayerInfo& layer) {
  if (layer.name == "city_incident") return "incident";
  if (!layer.role.empty()) return layer.role;
  const std::string name = text::fold(layer.name + " " + layer.titleZh + " " + layer.titleEn);
  const bool areas = layer.geometryType && layer.geometryType->dimension() == 2;
  if (contains(name, {"parcel", "宗地", "zd_", "地块", "landuse", "land_use", "dltb"}) && areas) return "parcel";
  if (contains(name, {"building", "建筑", "自然幢", "房屋"}) && areas) return "building";
  if (contains(name, {"water", "river", "lake", "水系", "河流", "湖"})) return "water";
  if (contains(name, {"subdistrict", "街道办", "镇街"}) && areas) return "subdistrict";
  if (contains(name, {"district", "区县", "行政区"}) && areas) return "district";
  if (contains(name, {"community", "communities", "社区"}) && areas) return "community";
  if (contains(name, {"grid", "网格"}) && areas) return "unit_grid";
  if (contains(name, {"road", "street", "道路", "highway"}) && !areas) return "road";
  if (contains(name, {"component", "部件"})) return "component";
  if (contains(name, {"incident", "案件", "案卷"})) return "event_points";
  if (contains(name, {"poi", "兴趣点", "places"})) return "poi";
  if (contains(name, {"address", "门牌"})) return "address";
  if (areas && !fieldNamed(layer, {"dlbm", "landuse", "land_use", "ydyhfl"}).empty()) return "parcel";
  return {};
}

}  // namespace

LayerStyle defaultStyle(const LayerInfo& layer) {
  return topicStyle(layer, topicOf(layer));
}

std::vector<Preset> presetsFor(const LayerInfo& layer) {
  std::vector<Preset> presets;
  const int dimension = layer.geometryType ? layer.geometryType->dimension() : -1;
  const auto add = [&](const char* id, const char* zh, const char* en, LayerStyle style) {
    presets.push_back({id, zh, en, std::move(style)});
  };
  const auto topic = [&](const char* id, const char* zh, const char* en) { add(id, zh, en, topicStyle(layer, id)); };
  if (dimension == 2) {
    std::string use = fieldNamed(layer, {"dlbm", "land_use", "landuse", "land_use_code", "ydyhfl", "地类编码",
                                         "用地性质", "lu_code", "tdyt", "yt", "use_code"});
    if (!use.empty()) {
      add("land_use", "土地利用现状（GB/T 21010）", "Land use (GB/T 21010)",
          landUseStyle(LandUseSystem::gbt21010, layer, use));
      add("land_use_plan", "国土空间用地用海分类", "Land use of the territorial plan (2023)",
          landUseStyle(LandUseSystem::surveyPlanSea, layer, use));
    }
    topic("parcel", "宗地", "Parcels");
    topic("building", "建筑物", "Buildings");
    const std::string storeys =
        fieldNamed(layer, {"floors", "storeys", "levels", "floor_count", "zcs", "总层数", "层数"});
    if (!storeys.empty()) {
      add("building_storeys", "建筑物（按层数）", "Buildings by storeys", storeyStyle(layer, storeys));
    }
    topic("water", "水系", "Water");
    topic("district", "区县界", "District boundaries");
    topic("subdistrict", "街道界", "Subdistrict boundaries");
    topic("community", "社区界", "Community boundaries");
    topic("unit_grid", "单元网格", "Unit grids");
    topic("duty_grid", "责任网格", "Duty grids");
  } else if (dimension == 1) {
    topic("road", "道路", "Roads");
    topic("water", "水系", "Water");
  } else if (dimension == 0) {
    if (!fieldNamed(layer, {"state"}).empty()) topic("incident", "案卷（按状态）", "Incidents by state");
    topic("event_points", "事件", "Incidents");
    topic("component", "部件", "Components");
    topic("poi", "兴趣点", "Points of interest");
    topic("address", "门牌", "Addresses");
    LayerStyle gathered = defaultStyle(layer);
    gathered.labels.on = false;
    gathered.scales = {};
    LayerStyle clusters = gathered;
    clusters.clusters.emplace();
    add("clusters", "聚合点（显示数量）", "Clusters with numbers", std::move(clusters));
    gathered.heat.emplace();
    add("heat", "热力图（每平方千米）", "Heat map (per km²)", std::move(gathered));
  }
  add("plain", "单一符号", "One symbol", plainStyle(layer));
  return presets;
}

LayerStyle styleOf(const LayerInfo& layer) {
  if (layer.styleJson.empty()) return defaultStyle(layer);
  try {
    return styleFromText(layer.styleJson);
  } catch (const Error&) {
    return defaultStyle(layer);
  }
}

}  // namespace gis::style
