// Private to this room: rows gathered by their values, or by a part of their time.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "gis_core/query/question.h"

namespace gis::query {

/// NULL, then numbers by size, then texts by their bytes.
struct ByValue {
  [[nodiscard]] static int rank(const store::Value& v);
  bool operator()(const store::Value& a, const store::Value& b) const;
};

/// The value of a row for a grouping: itself, or the year, month, day or hour of its time in the city's zone ("2026",
/// "2026-11", "2026-11-27", "2026-11-27 09"). What is no time is NULL.
[[nodiscard]] store::Value groupValue(const store::Value& value, Grouping::Step step);

/// What one figure adds up to.
struct FigureSum {
  std::int64_t count = 0;
  double sum = 0;
  store::Value end;  ///< least or most
};

/// The figures of each group. Two tables of parts of the rows are put together by adding one to the other, always in
/// the order of the rows, so that sums do not depend on the number of threads. A plain value.
class FigureGroups {
 public:
  using Group = std::uint32_t;
  FigureGroups(std::size_t fields, std::vector<Figure::Kind> kinds)
      : m_kinds(std::move(kinds)), m_words(fields), m_pairs(fields) {}
  /// The group of these values; made when it is new.
  [[nodiscard]] Group of(const std::vector<store::Value>& values);
  /// Adds a row's value to the figure `k` of a group. NULL takes no part, but in counts.
  void add(Group group, std::size_t k, const store::Value& value) { addTo(sumsOf(group)[k], m_kinds[k], value); }
  void addAll(const FigureGroups& more);
  /// The groups by their values, the first one first.
  [[nodiscard]] std::vector<Group> sorted() const;
  [[nodiscard]] std::vector<store::Value> valuesOf(Group group) const;
  [[nodiscard]] FigureSum* sumsOf(Group group) { return m_sums.data() + std::size_t(group) * m_kinds.size(); }
  [[nodiscard]] const FigureSum* sumsOf(Group group) const {
    return m_sums.data() + std::size_t(group) * m_kinds.size();
  }

 private:
  /// The values of one field, numbered as they came.
  struct Words {
    std::vector<store::Value> values;
    std::unordered_map<std::string, std::uint32_t> numbers;  ///< by the value in bytes
  };
  static void addTo(FigureSum& sum, Figure::Kind kind, const store::Value& value);
  [[nodiscard]] std::uint32_t numberOfValue(Words& words, const store::Value& value);

  std::vector<Figure::Kind> m_kinds;
  std::vector<Words> m_words;  ///< of each field
  /// Of each field: (number of the combination so far, number of the value) → number of the longer combination.
  std::vector<std::unordered_map<std::uint64_t, std::uint32_t>> m_pairs;
  std::vector<std::uint32_t> m_valuesOf;  ///< numbers of the values of each group
  std::vector<FigureSum> m_sums;          ///< of each group, one a figure
  Group m_count = 0;
  std::string m_key;  ///< scratch
};

}  // namespace gis::query
