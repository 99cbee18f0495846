// What a question's answer says, row by row, so that two programs can be held against each other.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "gis_core/store/connection.h"

namespace gis::bench {

/// One thing that was found, by a key that every program knows it by, and its figure: an area in m², a distance in m, a
/// count; 1 for what is only found.
struct AnswerRow {
  std::string key;
  double figure = 0;
};

/// The rows of a statement that gives keys and figures.
[[nodiscard]] std::vector<AnswerRow> rowsOf(const store::Connection& c, const std::string& sql);
/// Lines of key|figure.
[[nodiscard]] std::vector<AnswerRow> rowsOfLines(const std::filesystem::path& file);

/// The same keys, and of each the same figure to a millionth of it (and 1e-5 of its unit: what the coordinates' own
/// rounding makes of a sliver); a row that one of them lacks counts as one of 0. Returns the sum of our figures. Throws
/// std::runtime_error with the first that differs.
double requireSameRows(std::vector<AnswerRow> ours, std::vector<AnswerRow> theirs);

}  // namespace gis::bench
