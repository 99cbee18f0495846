#include "sample_data/names.h"

#include <array>
#include <cmath>
#include <cstdlib>

namespace gis::sample {

namespace {

constexpr std::array<const char*, 48> kFirst{"新", "永", "长", "兴", "安", "宁", "康", "华", "文", "明", "德", "仁",
                                             "嘉", "盛", "富", "景", "春", "秋", "同", "和", "平", "望", "丰", "金",
                                             "玉", "翠", "碧", "梅", "兰", "桂", "荷", "柳", "槐", "杏", "鹤", "凤",
                                             "龙", "鼎", "锦", "朝", "广", "太", "吉", "祥", "瑞", "友", "创", "百"};
constexpr std::array<const char*, 48> kSecond{"宁", "安", "园", "泰", "庆", "福", "苑", "业", "昌", "都", "善", "里",
                                              "湖", "城", "桥", "亭", "台", "岗", "荡", "塘", "港", "湾", "圩", "墩",
                                              "月", "星", "云", "雨", "虹", "霞", "岸", "洲", "林", "溪", "泉", "河",
                                              "阳", "山", "馨", "怡", "祥", "顺", "达", "通", "裕", "隆", "年", "祠"};

// east-west roads from south (-10) to north (+10); north-south ones from west to east
constexpr std::array<const char*, 21> kEastWest{"春江", "吴州",   "施沙", "华扬", "开发",   "兴扬",   "鸿大",
                                                "江阳", "南通",   "广陵", "文昌", "四望亭", "盐阜",   "平山堂",
                                                "长春", "瘦西湖", "竹西", "江平", "翠岗",   "司徒庙", "槐泗"};
constexpr std::array<const char*, 21> kNorthSouth{"润扬", "真州", "站前",   "国展", "博物馆", "京华城", "邗江",
                                                  "百祥", "维扬", "扬子江", "汶河", "国庆",   "泰州",   "渡江",
                                                  "运河", "观潮", "曲江",   "沙湾", "龙川",   "秦邮",   "万福"};
constexpr std::array<const char*, 44> kLanes{
    "东关街",   "皮市街",   "彩衣街",   "教场街",   "仁丰里",   "埂子街",   "湾子街",   "丁家湾", "新仓巷",
    "大武城巷", "小武城巷", "徐凝门街", "南门街",   "问井巷",   "斗鸡场",   "毛家巷",   "三多巷", "马家巷",
    "观巷",     "四望亭街", "石塔巷",   "萃园巷",   "达士巷",   "旌忠巷",   "参府街",   "金鱼巷", "常府巷",
    "大双巷",   "小双巷",   "木香巷",   "羊胡巷",   "地官第",   "琼花巷",   "剪刀巷",   "花局巷", "风箱巷",
    "苏唱街",   "引市街",   "蒋家桥巷", "广储门街", "天宁门街", "北河下街", "南河下街", "居士巷"};
constexpr std::array<const char*, 24> kFamilies{"王", "李", "张", "刘", "陈", "杨", "黄", "赵", "周", "吴", "徐", "孙",
                                                "朱", "马", "胡", "郭", "林", "何", "高", "梁", "宋", "谢", "唐", "许"};

/// Steps through 0 … count-1 in a scattered order (`stride` has no factor in common with count).
std::uint64_t scattered(std::uint64_t k, std::uint64_t stride, std::uint64_t count) {
  return k * stride % count;
}

}  // namespace

std::string properName(std::uint64_t k) {
  const std::uint64_t n = scattered(k, 1009, kFirst.size() * kSecond.size());
  return std::string(kFirst[n / kSecond.size()]) + kSecond[n % kSecond.size()];
}

std::string mainRoadName(bool eastWest, int rank, double along, RoadClass cls) {
  const auto& list = eastWest ? kEastWest : kNorthSouth;
  constexpr int kMiddle = 10;
  const int section = static_cast<int>(std::floor((along + 4500) / 9000));  // names change on the way out
  std::string root;
  if (std::abs(rank) <= kMiddle && (section == 0 || rank == 0)) {
    const int at = rank + kMiddle;
    root = list[static_cast<std::size_t>(at)];
  } else {
    root = properName(static_cast<std::uint64_t>(rank + 500) * 37 + static_cast<std::uint64_t>(section + 50) * 211 +
                      (eastWest ? 0 : 1000));
  }
  if (cls == RoadClass::expressway) return root + (section == 0 ? "快速路" : "高架路");
  if (std::abs(section) >= 2) return root + (cls == RoadClass::arterial ? "大道" : "公路");
  if (cls != RoadClass::arterial) return root + "路";
  if (std::abs(along) < 1300) return root + "中路";
  if (eastWest) return root + (along > 0 ? "东路" : "西路");
  return root + (along > 0 ? "北路" : "南路");
}

std::string smallRoadName(RoadClass cls, bool oldTown, std::uint64_t k) {
  if (oldTown) {
    if (k < kLanes.size()) return kLanes[k];
    const std::uint64_t n = scattered(k, 7, kFamilies.size() * 6 * 8);
    constexpr std::array<const char*, 8> kTail{"家巷",   "家弄", "家井巷",   "府巷",
                                               "家桥巷", "园巷", "家花园巷", "祠堂巷"};
    constexpr std::array<const char*, 6> kHead{"", "大", "小", "东", "西", "后"};
    return std::string(kHead[n / 8 % 6]) + kFamilies[n / 48] + kTail[n % 8];
  }
  constexpr std::array<const char*, 5> kUrban{"路", "街", "支路", "一路", "二路"};
  constexpr std::array<const char*, 5> kRural{"村路", "庄路", "圩路", "线", "渠路"};
  const std::uint64_t names = kFirst.size() * kSecond.size();
  const std::size_t tail = static_cast<std::size_t>(k / names % 5);
  return properName(k) + (cls == RoadClass::country ? kRural[tail] : kUrban[tail]);
}

}  // namespace gis::sample
