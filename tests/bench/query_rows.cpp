#include "tests/bench/query_rows.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <stdexcept>

namespace gis::bench {
namespace {

constexpr double kPartThatMayDiffer = 1e-6;
constexpr double kMayDiffer = 1e-5;

/// By key, the figures of one key added up.
void order(std::vector<AnswerRow>& rows) {
  std::sort(rows.begin(), rows.end(), [](const AnswerRow& a, const AnswerRow& b) { return a.key < b.key; });
  std::vector<AnswerRow> one;
  one.reserve(rows.size());
  for (AnswerRow& row : rows) {
    if (!one.empty() && one.back().key == row.key) {
      one.back().figure += row.figure;
    } else {
      one.push_back(std::move(row));
    }
  }
  rows = std::move(one);
}

}  // namespace

std::vector<AnswerRow> rowsOf(const store::Connection& c, const std::string& sql) {
  std::vector<AnswerRow> rows;
  store::Statement row = c.prepare(sql);
  while (row.step()) rows.push_back({row.text(0), row.real(1)});
  return rows;
}

std::vector<AnswerRow> rowsOfLines(const std::filesystem::path& file) {
  std::vector<AnswerRow> rows;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    const std::size_t bar = line.rfind('|');
    if (bar == std::string::npos) throw std::runtime_error("no row of an answer: " + line);
    rows.push_back({line.substr(0, bar), std::atof(line.c_str() + bar + 1)});
  }
  return rows;
}

double requireSameRows(std::vector<AnswerRow> ours, std::vector<AnswerRow> theirs) {
  order(ours);
  order(theirs);
  double sum = 0;
  std::size_t i = 0, j = 0;
  while (i < ours.size() || j < theirs.size()) {
    const bool hasOurs = i < ours.size() && (j == theirs.size() || ours[i].key <= theirs[j].key);
    const bool hasTheirs = j < theirs.size() && (i == ours.size() || theirs[j].key <= ours[i].key);
    const double one = hasOurs ? ours[i].figure : 0;
    const double other = hasTheirs ? theirs[j].figure : 0;
    if (!(std::abs(one - other) <= kPartThatMayDiffer * std::max(std::abs(one), std::abs(other)) + kMayDiffer)) {
      throw std::runtime_error("the answers differ in " + (hasOurs ? ours[i].key : theirs[j].key) + ": " +
                               std::to_string(one) + " and " + std::to_string(other));
    }
    sum += one;
    i += hasOurs ? 1 : 0;
    j += hasTheirs ? 1 : 0;
  }
  return sum;
}

}  // namespace gis::bench
