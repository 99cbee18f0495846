#include "gis_core/style/land_use_colours.h"

namespace gis::style {

namespace {

struct Row {
  const char* code;
  const char* zh;
  const char* en;
  const char* colour;
};

// GB/T 21010-2017
constexpr Row kGbt21010[] = {
    {"07", "住宅用地", "Residential", "#fbe7a1"},
    {"0702", "农村宅基地", "Rural homesteads", "#f7dcae"},
    {"05", "商服用地", "Commerce and services", "#f3a59b"},
    {"08", "公共管理与公共服务用地", "Public administration and services", "#f4c3d3"},
    {"0803", "教育用地", "Education", "#efb6d6"},
    {"0805", "医疗卫生用地", "Medical and health", "#f2a8bd"},
    {"0809", "公用设施用地", "Public utilities", "#c5cfdf"},
    {"0810", "公园与绿地", "Parks and green space", "#b4dca0"},
    {"06", "工矿仓储用地", "Industry, mining and storage", "#d3b59a"},
    {"0604", "仓储用地", "Storage", "#c9b6dc"},
    {"10", "交通运输用地", "Transport", "#dedede"},
    {"09", "特殊用地", "Special", "#c3c39a"},
    {"01", "耕地", "Cultivated land", "#f3f3c4"},
    {"02", "园地", "Orchards and plantations", "#e3ecb0"},
    {"03", "林地", "Forest", "#a9d29a"},
    {"04", "草地", "Grassland", "#d0e6b0"},
    {"11", "水域及水利设施用地", "Water and water works", "#aed6f1"},
    {"12", "其他土地", "Other land", "#e6e1d3"},
};

// 国土空间调查、规划、用途管制用地用海分类 (2023)
constexpr Row kSurveyPlanSea[] = {
    {"07", "居住用地", "Residential", "#fbe7a1"},
    {"0703", "农村宅基地", "Rural homesteads", "#f7dcae"},
    {"08", "公共管理与公共服务用地", "Public administration and services", "#f4c3d3"},
    {"0804", "教育用地", "Education", "#efb6d6"},
    {"0806", "医疗卫生用地", "Medical and health", "#f2a8bd"},
    {"09", "商业服务业用地", "Commerce and services", "#f3a59b"},
    {"10", "工矿用地", "Industry and mining", "#d3b59a"},
    {"11", "仓储用地", "Storage", "#c9b6dc"},
    {"12", "交通运输用地", "Transport", "#dedede"},
    {"13", "公用设施用地", "Public utilities", "#c5cfdf"},
    {"14", "绿地与开敞空间用地", "Green and open space", "#b4dca0"},
    {"15", "特殊用地", "Special", "#c3c39a"},
    {"16", "留白用地", "Reserved", "#f2efe6"},
    {"01", "耕地", "Cultivated land", "#f3f3c4"},
    {"02", "园地", "Orchards and plantations", "#e3ecb0"},
    {"03", "林地", "Forest", "#a9d29a"},
    {"04", "草地", "Grassland", "#d0e6b0"},
    {"05", "湿地", "Wetland", "#b9dfd3"},
    {"06", "农业设施建设用地", "Agricultural facilities", "#e0d2a8"},
    {"17", "陆地水域", "Inland water", "#aed6f1"},
    {"18", "渔业用海", "Fishery sea", "#bfe3f5"},
    {"19", "工矿通信用海", "Industrial sea", "#b5d3e8"},
    {"20", "交通运输用海", "Transport sea", "#a8cbe6"},
    {"21", "游憩用海", "Recreation sea", "#b0e0ea"},
    {"22", "特殊用海", "Special sea", "#a5bfd8"},
    {"23", "其他土地", "Other land", "#e6e1d3"},
    {"24", "其他海域", "Other sea", "#cfe8f4"},
};

template <std::size_t N>
std::vector<StyleClass> classesOf(const Row (&rows)[N]) {
  std::vector<StyleClass> classes;
  for (const Row& row : rows) {
    StyleClass c;
    c.labelZh = row.zh;
    c.labelEn = row.en;
    c.values = {row.code};
    c.symbol.fill = Colour::parse(row.colour);
    classes.push_back(std::move(c));
  }
  StyleClass others;
  others.labelZh = "未分类";
  others.labelEn = "Not classified";
  others.symbol.fill = Colour::parse("#ece8df");
  classes.push_back(std::move(others));
  return classes;
}

}  // namespace

LandUseSystem landUseSystemOf(const std::string& codeSystem) {
  for (const char* const word : {"用地用海", "国土空间", "TD/T 1081", "YDYHFL", "ydyhfl"}) {
    if (codeSystem.find(word) != std::string::npos) return LandUseSystem::surveyPlanSea;
  }
  return LandUseSystem::gbt21010;
}

std::vector<StyleClass> landUseClasses(LandUseSystem system) {
  return system == LandUseSystem::gbt21010 ? classesOf(kGbt21010) : classesOf(kSurveyPlanSea);
}

}  // namespace gis::style
