// Numbers of areas in five classes with colours, as maps of cases show them.
#pragma once

#include <QColor>
#include <cstdint>
#include <vector>

namespace gis::ui {

/// Upper ends of at most five classes, ascending: about as many areas in each, equal numbers together. Empty without
/// numbers.
[[nodiscard]] std::vector<std::int64_t> countClassEnds(std::vector<std::int64_t> values);
/// From pale to dark; a number above the last end has the colour of the last class.
[[nodiscard]] QColor countColour(std::int64_t value, const std::vector<std::int64_t>& ends);

}  // namespace gis::ui
