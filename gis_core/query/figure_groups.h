// Private to this room: rows gathered by their values, or by a part of their time.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
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

/// The part of a time that decides its group, when that can be told without reading it: up to the hour of
/// "2026-11-27T16:30:05.123Z" in UTC, for the city's zone is whole hours away. Empty: read it.
[[nodiscard]] std::string_view hourOfUtc(std::string_view time);

/// Numbers for pairs of numbers, in the order in which they come.
class PairNumbers {
 public:
  PairNumbers() : m_slots(kFewSlots) {}
  /// The number of the pair, and whether it is new.
  std::pair<std::uint32_t, bool> of(std::uint32_t first, std::uint32_t second);

 private:
  static constexpr std::size_t kFewSlots = 64;
  static constexpr std::uint32_t kNone = ~0U;
  struct Slot {
    std::uint64_t pair = 0;
    std::uint32_t number = kNone;
  };
  [[nodiscard]] static Slot& slotOf(std::vector<Slot>& slots, std::uint64_t pair);
  void grow();

  std::vector<Slot> m_slots;  // a power of two, at most half of them taken
  std::uint32_t m_count = 0;
};

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
  /// The same in two steps, the first of which need not be taken for every row: the number of a value of a field, and
  /// the group of such numbers, one of each field.
  [[nodiscard]] std::uint32_t numberFor(std::size_t field, const store::Value& value);
  [[nodiscard]] Group ofNumbers(std::span<const std::uint32_t> numbers);
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

  std::vector<Figure::Kind> m_kinds;
  std::vector<Words> m_words;  ///< of each field
  /// Of each field: (number of the combination so far, number of the value) → number of the longer combination.
  std::vector<PairNumbers> m_pairs;
  std::vector<std::uint32_t> m_valuesOf;  ///< numbers of the values of each group
  std::vector<FigureSum> m_sums;          ///< of each group, one a figure
  Group m_count = 0;
  std::string m_key;                     ///< scratch
  std::vector<std::uint32_t> m_numbers;  ///< the same
};

}  // namespace gis::query
