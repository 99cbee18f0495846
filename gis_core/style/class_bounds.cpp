#include "gis_core/style/class_bounds.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace gis::style {

namespace {

constexpr std::size_t kMostExact = 100000;

/// Distinct values, ascending, with how often each stands.
struct Weighted {
  std::vector<double> value, weight;
};

Weighted weighted(const std::vector<double>& sorted) {
  Weighted w;
  for (const double v : sorted) {
    if (w.value.empty() || w.value.back() != v) {
      w.value.push_back(v);
      w.weight.push_back(0);
    }
    w.weight.back() += 1;
  }
  return w;
}

/// Fewer values that stand for all: each has the weight of its neighbours up to the next one.
Weighted thinned(const Weighted& all) {
  Weighted w;
  const std::size_t n = all.value.size();
  for (std::size_t k = 0; k < kMostExact; ++k) {
    const std::size_t at = k * (n - 1) / (kMostExact - 1);
    const std::size_t end = k + 1 < kMostExact ? (k + 1) * (n - 1) / (kMostExact - 1) : n;
    double sum = 0;
    for (std::size_t i = at; i < end; ++i) sum += all.weight[i];
    w.value.push_back(all.value[at]);
    w.weight.push_back(sum);
  }
  return w;
}

/// Fisher's dynamic programme. The best last cut moves forward with the end of the prefix (the cost fulfils the
/// quadrangle inequality), so a row is filled by halving: n log n instead of n².
class NaturalBreaks {
 public:
  NaturalBreaks(const Weighted& w, int classes) : m_n(w.value.size()), m_classes(std::size_t(classes)) {
    // squares of large numbers lose what matters: count from the middle value
    const double shift = w.value[m_n / 2];
    m_weight.assign(m_n + 1, 0);
    m_sum.assign(m_n + 1, 0);
    m_squares.assign(m_n + 1, 0);
    for (std::size_t i = 0; i < m_n; ++i) {
      const long double v = w.value[i] - shift;
      m_weight[i + 1] = m_weight[i] + w.weight[i];
      m_sum[i + 1] = m_sum[i] + w.weight[i] * v;
      m_squares[i + 1] = m_squares[i] + w.weight[i] * v * v;
    }
  }

  /// The first value of each class.
  std::vector<std::size_t> starts() {
    m_before.assign(m_n + 1, std::numeric_limits<double>::infinity());
    m_before[0] = 0;
    m_cuts.assign(m_classes, std::vector<std::uint32_t>(m_n + 1, 0));
    for (std::size_t c = 0; c < m_classes; ++c) {
      m_now.assign(m_n + 1, std::numeric_limits<double>::infinity());
      fill(c, c + 1, m_n, c, m_n - 1);
      std::swap(m_before, m_now);
    }
    std::vector<std::size_t> starts(m_classes);
    std::size_t end = m_n;
    for (std::size_t c = m_classes; c-- > 0;) {
      end = m_cuts[c][end];
      starts[c] = end;
    }
    return starts;
  }

 private:
  [[nodiscard]] double cost(std::size_t from, std::size_t to) const {
    const long double s = m_sum[to] - m_sum[from];
    return static_cast<double>(m_squares[to] - m_squares[from] - s * s / (m_weight[to] - m_weight[from]));
  }
  /// Prefixes first … last of class c, whose last cut lies in low … high.
  void fill(std::size_t c, std::size_t first, std::size_t last, std::size_t low, std::size_t high) {
    if (first > last) return;
    const std::size_t middle = first + (last - first) / 2;
    std::size_t best = low;
    for (std::size_t from = low, end = std::min(high, middle - 1); from <= end; ++from) {
      const double total = m_before[from] + cost(from, middle);
      if (total < m_now[middle]) {
        m_now[middle] = total;
        best = from;
      }
    }
    m_cuts[c][middle] = static_cast<std::uint32_t>(best);
    if (middle > first) fill(c, first, middle - 1, low, best);
    fill(c, middle + 1, last, best, high);
  }

  std::size_t m_n, m_classes;
  std::vector<long double> m_weight, m_sum, m_squares;
  std::vector<double> m_before, m_now;
  std::vector<std::vector<std::uint32_t>> m_cuts;
};

/// The first value of each class.
std::vector<double> jenksBounds(const std::vector<double>& sorted, int classes) {
  Weighted w = weighted(sorted);
  if (w.value.size() > kMostExact) w = thinned(w);
  std::vector<double> bounds;
  for (const std::size_t start : NaturalBreaks(w, classes).starts()) bounds.push_back(w.value[start]);
  return bounds;
}

}  // namespace

std::vector<double> classBounds(std::vector<double> values, int classes, ClassMethod method) {
  std::erase_if(values, [](double v) { return !std::isfinite(v); });
  if (values.empty() || classes < 1) return {};
  std::sort(values.begin(), values.end());
  std::size_t distinct = 1;
  for (std::size_t i = 1; i < values.size(); ++i) distinct += values[i] != values[i - 1] ? 1 : 0;
  classes = static_cast<int>(std::min<std::size_t>(std::size_t(classes), distinct));
  std::vector<double> bounds;  // the begin of each class
  if (method == ClassMethod::jenks) {
    bounds = jenksBounds(values, classes);
  } else {
    for (int k = 0; k < classes; ++k) {
      const double t = double(k) / classes;
      const auto at = static_cast<std::size_t>(std::floor(t * double(values.size())));
      bounds.push_back(method == ClassMethod::equalInterval ? values.front() * (1 - t) + values.back() * t
                                                            : values[std::min(at, values.size() - 1)]);
    }
  }
  bounds.erase(std::unique(bounds.begin(), bounds.end()), bounds.end());
  bounds.push_back(values.back());
  return bounds;
}

}  // namespace gis::style
