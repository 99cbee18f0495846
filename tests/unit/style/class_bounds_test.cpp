// Laws of the classifiers.
#include "gis_core/style/class_bounds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <random>
#include <set>

namespace gis::style {
namespace {

std::vector<double> randomValues(std::mt19937& random, std::size_t count, bool repeated) {
  std::vector<double> values;
  for (std::size_t k = 0; k < count; ++k) {
    const double v = std::uniform_real_distribution<double>(-50, 1000)(random);
    values.push_back(repeated ? std::floor(v / 100) : v);
  }
  return values;
}

double spread(const std::vector<double>& sorted, std::size_t from, std::size_t to) {
  double mean = 0, sum = 0;
  for (std::size_t i = from; i < to; ++i) mean += sorted[i] / double(to - from);
  for (std::size_t i = from; i < to; ++i) sum += (sorted[i] - mean) * (sorted[i] - mean);
  return sum;
}

/// Sum of squares within the classes that `bounds` make.
double within(const std::vector<double>& sorted, const std::vector<double>& bounds) {
  double sum = 0;
  for (std::size_t k = 0; k + 1 < bounds.size(); ++k) {
    const auto from = std::lower_bound(sorted.begin(), sorted.end(), bounds[k]) - sorted.begin();
    const auto to = k + 2 == bounds.size()
                        ? std::ptrdiff_t(sorted.size())
                        : std::lower_bound(sorted.begin(), sorted.end(), bounds[k + 1]) - sorted.begin();
    if (to > from) sum += spread(sorted, std::size_t(from), std::size_t(to));
  }
  return sum;
}

/// The least sum over every way to cut the different values into `classes` runs.
double leastByTrying(const std::vector<double>& sorted, int classes) {
  std::vector<std::size_t> starts{0};
  for (std::size_t i = 1; i < sorted.size(); ++i) {
    if (sorted[i] != sorted[i - 1]) starts.push_back(i);
  }
  double best = std::numeric_limits<double>::infinity();
  const std::function<void(std::size_t, int, double)> cut = [&](std::size_t first, int left, double sum) {
    const std::size_t from = starts[first];
    if (left == 1) {
      best = std::min(best, sum + spread(sorted, from, sorted.size()));
      return;
    }
    for (std::size_t next = first + 1; next + std::size_t(left) - 1 <= starts.size(); ++next) {
      cut(next, left - 1, sum + spread(sorted, from, starts[next]));
    }
  };
  cut(0, std::min<int>(classes, int(starts.size())), 0);
  return best;
}

TEST(ClassBoundsLaws, AscendHoldEveryValueAndKeepTheEnds) {
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    auto values = randomValues(random, 1 + random() % 60, round % 2 == 0);
    values.push_back(std::numeric_limits<double>::quiet_NaN());
    const int classes = 1 + int(random() % 9);
    for (const ClassMethod method : {ClassMethod::equalInterval, ClassMethod::quantile, ClassMethod::jenks}) {
      const std::vector<double> bounds = classBounds(values, classes, method);
      std::vector<double> known(values.begin(), values.end() - 1);
      std::sort(known.begin(), known.end());
      ASSERT_GE(bounds.size(), 2U);
      ASSERT_LE(bounds.size(), std::size_t(classes) + 1);
      EXPECT_EQ(bounds.front(), known.front());
      EXPECT_EQ(bounds.back(), known.back());
      for (std::size_t k = 2; k < bounds.size(); ++k) EXPECT_LT(bounds[k - 2], bounds[k - 1]);
      EXPECT_LE(bounds[bounds.size() - 2], bounds.back());
    }
  }
}

TEST(ClassBoundsLaws, NoOtherPartitionHasLessVarianceWithinThanJenks) {
  std::mt19937 random(11);
  for (int round = 0; round < 200; ++round) {
    auto values = randomValues(random, 2 + random() % 13, round % 3 == 0);
    const int classes = 1 + int(random() % 5);
    const auto bounds = classBounds(values, classes, ClassMethod::jenks);
    std::sort(values.begin(), values.end());
    const double least = leastByTrying(values, classes);
    EXPECT_NEAR(within(values, bounds), least, 1e-6 * (1 + least)) << "round " << round;
  }
}

TEST(ClassBoundsLaws, QuantilesHoldEquallyManyOfDifferentValues) {
  std::mt19937 random(3);
  auto values = randomValues(random, 1000, false);
  const auto bounds = classBounds(values, 8, ClassMethod::quantile);
  ASSERT_EQ(bounds.size(), 9U);
  for (std::size_t k = 0; k < 8; ++k) {
    const auto count = std::count_if(values.begin(), values.end(), [&](double v) {
      return v >= bounds[k] && (v < bounds[k + 1] || (k == 7 && v <= bounds[8]));
    });
    EXPECT_NEAR(double(count), 125, 1);
  }
}

TEST(ClassBoundsLaws, LargeNumbersLoseNothing) {
  // coordinates of a city: the squares have more digits than a double
  std::vector<double> values;
  for (int k = 0; k < 30; ++k) values.push_back(3.5e9 + (k < 10 ? 0 : k < 20 ? 100 : 250) + 0.01 * k);
  const auto bounds = classBounds(values, 3, ClassMethod::jenks);
  ASSERT_EQ(bounds.size(), 4U);
  EXPECT_EQ(bounds[1], values[10]);
  EXPECT_EQ(bounds[2], values[20]);
}

TEST(ClassBoundsLaws, AMillionValuesAreClassedTheSameInAnyOrder) {
  std::mt19937 random(5);
  std::vector<double> values;
  std::lognormal_distribution<double> skewed(6, 1);
  for (int k = 0; k < 1000000; ++k) values.push_back(skewed(random));
  const auto bounds = classBounds(values, 7, ClassMethod::jenks);
  ASSERT_EQ(bounds.size(), 8U);
  std::reverse(values.begin(), values.end());
  EXPECT_EQ(classBounds(values, 7, ClassMethod::jenks), bounds);
  // as good as quantiles and equal intervals at the very least
  std::sort(values.begin(), values.end());
  const double jenks = within(values, bounds);
  EXPECT_LT(jenks, within(values, classBounds(values, 7, ClassMethod::quantile)));
  EXPECT_LT(jenks, within(values, classBounds(values, 7, ClassMethod::equalInterval)));
}

}  // namespace
}  // namespace gis::style
