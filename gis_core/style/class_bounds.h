// Where the classes of a graduated style begin and end.
#pragma once

#include <vector>

namespace gis::style {

enum class ClassMethod { equalInterval, quantile, jenks };

/// The inner and outer bounds of `classes` classes, ascending, classes + 1 values (fewer when values repeat). A class
/// holds lower ≤ value < upper, the last one its upper end too (when that is all it holds, its bounds are equal).
/// Infinite and missing values are left out. Jenks: the partition with the least variance within its classes, exact up
/// to 100,000 different values; beyond, of as many evenly chosen ones (the same for the same values). Source: W. D.
/// Fisher, "On Grouping for Maximum Homogeneity" (1958); G. F. Jenks (1967).
[[nodiscard]] std::vector<double> classBounds(std::vector<double> values, int classes, ClassMethod method);

}  // namespace gis::style
