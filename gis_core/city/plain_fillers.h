// The words of a plainly typed question that are the same in every city.
#pragma once

#include <array>
#include <utility>

namespace gis::city::fillers {

// Words that join others and mean nothing alone; longer ones first.
inline constexpr std::array kFillers = {
    "that are", "which are", "of class",  "of the class", "of kind", "and",     "all",    "the",   "are",
    "with",     "within",    "less than", "no more than", "at most", "in",      "inside", "near",  "of",
    "to",       "a",         "an",        "is",           "class",   "state",   "status", "types", "type",
    "for",      "show",      "find",      "me",           "which",   "that",    "on",     "at",    "not more than",
    "以内",     "之内",      "范围内",    "范围",         "内",      "里",      "中",     "的",    "在",
    "位于",     "且",        "并且",      "和",           "类别",    "类",      "为",     "是",    "所有",
    "全部",     "查找",      "查询",      "状态",         "附近",    "处于",    "已",     "total", "统计",
    "汇总",     "计算",      "有",        "与",           "相交",    "meeting", "meet",   "meets"};
inline constexpr const char* kOf = "的";  // what is asked for follows the last one
inline constexpr std::array kRanges = {"以内", "之内", "范围", "内"};
inline constexpr std::array kNegations = {"not", "no", "without", "非", "不", "未", "没有"};
inline constexpr std::array kEithers = {"or", "或者", "或"};
inline constexpr std::array kEachs = {"for each", "for every", "in each", "in every", "per", "by", "each",
                                      "every",    "每个",      "每一个",  "各个",     "每",  "各", "按"};
inline constexpr std::array kNumbers = {"number of", "numbers of", "count of", "how many",
                                        "数量",      "个数",       "多少",     "总数"};
inline constexpr std::array kAreas = {"area of", "areas of", "总面积", "面积"};
inline constexpr std::array kLengths = {"length of", "lengths of", "总长度", "长度", "总长"};
inline constexpr std::array kFroms = {"away from", "from", "距离", "距", "离"};
// What can be wrong with a thing: alone no thing that classes are named for.
inline constexpr std::array kFaults = {"missing", "damaged", "broken", "lost", "defective", "stolen", "loose", "缺失",
                                       "缺损",    "破损",    "损坏",   "丢失", "被盗",      "松动",   "破坏"};
// Behind these a number is a distance, whether or not its unit was typed.
inline constexpr std::array kLimits = {"within", "less than", "no more than", "not more than", "at most", "距", "距离"};
inline constexpr std::array<std::pair<const char*, double>, 10> kUnits = {{{"kilometres", 1000},
                                                                           {"kilometers", 1000},
                                                                           {"metres", 1},
                                                                           {"meters", 1},
                                                                           {"metre", 1},
                                                                           {"km", 1000},
                                                                           {"公里", 1000},
                                                                           {"千米", 1000},
                                                                           {"米", 1},
                                                                           {"m", 1}}};

}  // namespace gis::city::fillers
