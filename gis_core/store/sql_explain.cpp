#include "gis_core/store/sql_explain.h"

#include <algorithm>
#include <array>
#include <map>

#include "gis_core/store/layer_names.h"
#include "gis_core/store/read_only_sql.h"

namespace gis::store {

namespace {

/// SpatiaLite's functions of two geometries, without "st_".
constexpr std::array kPlaceFunctions = {"intersects", "contains", "within",       "covers",       "coveredby",
                                        "touches",    "crosses",  "overlaps",     "equals",       "disjoint",
                                        "distance",   "relate",   "ptdistwithin", "intersection", "difference"};

bool isNameByte(char c) {
  return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}

/// Is one of the functions called? Texts in quotes count, too: a warning too many does no harm.
bool callsPlaceFunction(std::string_view statement) {
  const std::string low = lowerAscii(statement);
  for (const char* name : kPlaceFunctions) {
    const std::string_view word(name);
    for (std::size_t at = low.find(word); at != std::string::npos; at = low.find(word, at + 1)) {
      std::size_t begin = at;
      if (begin >= 3 && low.compare(begin - 3, 3, "st_") == 0) begin -= 3;
      std::size_t end = at + word.size();
      while (end < low.size() && (low[end] == ' ' || low[end] == '\n' || low[end] == '\t')) ++end;
      const bool alone = begin == 0 || !isNameByte(low[begin - 1]);
      if (alone && end < low.size() && low[end] == '(') return true;
    }
  }
  return false;
}

/// How often the tables of one loop are gone through whole, and looked up.
struct LoopSteps {
  int scans = 0, searches = 0;
};

bool isScan(const std::string& text) {
  return text.rfind("SCAN ", 0) == 0 && text.find("CONSTANT ROW") == std::string::npos;
}

}  // namespace

SqlPlan explainReadOnly(const std::filesystem::path& city, std::string_view statement, std::chrono::milliseconds limit,
                        const CancelToken& token) {
  SqlPlan plan;
  plan.asksPlaces = callsPlaceFunction(statement);
  std::map<std::int64_t, int> depths;
  std::map<std::int64_t, LoopSteps> loops;  // by what they stand under
  LoopSteps all;
  bool isNested = false;
  runReadOnly(
      city, "EXPLAIN QUERY PLAN\n" + std::string(statement), limit, token, [](const std::vector<std::string>&) {},
      [&](const std::vector<Value>& row) {
        const auto number = [&](std::size_t k) {
          const auto* value = std::get_if<std::int64_t>(&row[k]);
          return value == nullptr ? std::int64_t{0} : *value;
        };
        const auto* text = std::get_if<std::string>(&row.back());
        const auto parent = depths.find(number(1));
        const int depth = parent == depths.end() ? 0 : parent->second + 1;
        depths[number(0)] = depth;
        plan.lines.push_back({depth, text == nullptr ? std::string() : *text});
        const std::string& said = plan.lines.back().text;
        for (LoopSteps* steps : {&loops[number(1)], &all}) {
          steps->scans += isScan(said) ? 1 : 0;
          steps->searches += said.rfind("SEARCH ", 0) == 0 ? 1 : 0;
        }
        isNested = isNested || said.rfind("CORRELATED ", 0) == 0;
        plan.usesSpatialIndex = plan.usesSpatialIndex || said.find("VIRTUAL TABLE INDEX") != std::string::npos;
        return true;
      });
  plan.comparesPairs = isNested && all.scans > 1;
  for (const auto& [parent, steps] : loops) plan.comparesPairs = plan.comparesPairs || steps.scans > 1;
  plan.looksAtAll = all.scans > 0 && all.searches == 0;
  return plan;
}

}  // namespace gis::store
