#include "gis_core/io/worker/sheet_heading.h"

#include <algorithm>

#include "gis_core/base/text.h"
#include "gis_core/io/table_columns.h"

namespace gis::io::worker {
namespace {

/// A title with its remarks is not longer.
constexpr std::size_t kMostTitleRows = 4;
constexpr std::size_t kNarrowest = 3;

using Row = std::vector<std::string>;

bool isFilled(const Row& row, std::size_t column) {
  return column < row.size() && !text::trim(row[column]).empty();
}

std::size_t filled(const Row& row) {
  std::size_t count = 0;
  for (std::size_t c = 0; c < row.size(); ++c) count += isFilled(row, c) ? 1 : 0;
  return count;
}

bool holdsNumbers(const Row& row) {
  return std::any_of(row.begin(), row.end(),
                     [](const std::string& cell) { return numberOf(text::trim(text::fold(cell))).has_value(); });
}

/// Is `below` a second row of a heading? Its words stand under a group (a cell with empty ones behind it) only, and
/// some cell of the first row reaches down over both.
bool isSecondRow(const Row& first, const Row& below, std::size_t width) {
  if (filled(below) == 0 || holdsNumbers(below)) return false;
  bool group = false, reachesDown = false;
  for (std::size_t c = 0; c < width; ++c) {
    const bool startsGroup = isFilled(first, c) && c + 1 < width && !isFilled(first, c + 1) && isFilled(below, c + 1);
    const bool within = !isFilled(first, c);
    if (isFilled(below, c) && !startsGroup && !within) return false;
    if (!isFilled(below, c) && within) return false;  // a column without any name
    group = group || (isFilled(below, c) && within);
    reachesDown = reachesDown || (isFilled(first, c) && !isFilled(below, c));
  }
  return group && reachesDown;
}

std::vector<std::string> namesOf(const Row& first, const Row* second, std::size_t width) {
  std::vector<std::string> names(width), groups(width);
  std::string group;
  for (std::size_t c = 0; c < width; ++c) {
    if (isFilled(first, c)) group = text::trim(first[c]);
    const bool under = second != nullptr && isFilled(*second, c);
    names[c] = under ? std::string(text::trim((*second)[c])) : isFilled(first, c) ? group : std::string();
    if (under) groups[c] = group;
  }
  std::vector<std::string> whole = names;
  for (std::size_t c = 0; c < width; ++c) {
    if (!groups[c].empty() && std::count(names.begin(), names.end(), names[c]) > 1)
      whole[c] = groups[c] + "_" + names[c];
  }
  return whole;
}

}  // namespace

std::optional<SheetHeading> findSheetHeading(const std::vector<std::vector<std::string>>& rows) {
  std::size_t width = 0;
  for (const Row& row : rows) {
    for (std::size_t c = width; c < row.size(); ++c)
      if (isFilled(row, c)) width = c + 1;
  }
  if (width < kNarrowest) return std::nullopt;
  std::size_t titles = 0;
  while (titles < rows.size() && titles < kMostTitleRows && filled(rows[titles]) * 3 <= width &&
         !isFilled(rows[titles], width - 1))
    ++titles;
  if (titles >= rows.size() || titles == kMostTitleRows) return std::nullopt;
  const Row& first = rows[titles];
  if (holdsNumbers(first) || filled(first) < 2) return std::nullopt;
  const bool two = titles + 1 < rows.size() && isSecondRow(first, rows[titles + 1], width);
  if (titles == 0 && !two) return std::nullopt;
  // a title above nothing but half a row of words is rather a list with gaps
  if (!two && filled(first) * 2 < width) return std::nullopt;
  return SheetHeading{titles + (two ? 2 : 1), namesOf(first, two ? &rows[titles + 1] : nullptr, width)};
}

}  // namespace gis::io::worker
