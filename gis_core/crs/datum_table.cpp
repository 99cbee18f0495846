#include "gis_core/crs/datum_table.h"

#include <algorithm>
#include <cctype>
#include <fstream>
#include <utility>
#include <vector>

#include "gis_core/base/platform/resources.h"

namespace gis::crs::detail {

namespace {

struct Row {
  std::string agreement;
  std::vector<std::string> datums;  // plain names; an end of '*' stands for any rest
};

/// "D_China_2000" and "China 2000" are one name.
std::string plain(std::string_view name) {
  if (name.starts_with("D_")) name.remove_prefix(2);
  std::string result;
  for (const char c : name) {
    const auto u = static_cast<unsigned char>(c);
    if (std::isalnum(u) != 0 || c == '*') result += char(std::tolower(u));
  }
  return result;
}

/// Columns: agreement, datums apart by ';', note (free text). Lines of the table hold no quotes.
std::vector<Row> readTable() {
  std::vector<Row> rows;
  std::ifstream file(platform::resourceFile("codes/datum_equal.csv"));
  std::string line;
  bool header = true;
  while (std::getline(file, line)) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (std::exchange(header, false) || line.empty()) continue;
    const std::size_t first = line.find(',');
    const std::size_t second = line.find(',', first + 1);
    if (first == std::string::npos) continue;
    Row row{line.substr(0, first), {}};
    std::string names = line.substr(first + 1, second == std::string::npos ? second : second - first - 1);
    names += ';';
    for (std::size_t at = 0, end = 0; (end = names.find(';', at)) != std::string::npos; at = end + 1) {
      std::string name = plain(std::string_view(names).substr(at, end - at));
      if (!name.empty()) row.datums.push_back(std::move(name));
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

bool holds(const Row& row, const std::string& name) {
  return std::any_of(row.datums.begin(), row.datums.end(), [&](const std::string& entry) {
    if (!entry.ends_with('*')) return entry == name;
    return name.starts_with(std::string_view(entry).substr(0, entry.size() - 1));
  });
}

}  // namespace

std::optional<std::string> datumAgreement(std::string_view a, std::string_view b) {
  static const std::vector<Row> rows = readTable();
  const std::string first = plain(a);
  const std::string second = plain(b);
  if (first.empty() || second.empty() || first == "unknown" || second == "unknown") return std::nullopt;
  if (first == second) return "0 m";
  for (const Row& row : rows) {
    if (holds(row, first) && holds(row, second)) return row.agreement;
  }
  return std::nullopt;
}

}  // namespace gis::crs::detail
