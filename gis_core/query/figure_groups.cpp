#include "gis_core/query/figure_groups.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <numeric>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/query/extended_layer.h"

namespace gis::query {

namespace {

double asNumber(const store::Value& v) {
  if (const auto* i = std::get_if<std::int64_t>(&v)) return double(*i);
  return std::get<double>(v);
}

template <typename Number>
void appendBytes(std::string& key, Number number) {
  char bytes[sizeof number];
  std::memcpy(bytes, &number, sizeof number);
  key.append(bytes, sizeof number);
}

/// Values one behind the other: equal keys, equal values. Whole numbers and equal reals are one group, as in SQL.
void appendKey(std::string& key, const store::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) {
    key += 't';
    appendBytes(key, text->size());
    key += *text;
  } else if (const auto* bytes = std::get_if<geom::Bytes>(&value)) {
    key += 'b';
    appendBytes(key, bytes->size());
    key.append(bytes->begin(), bytes->end());
  } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
    key += 'i';
    appendBytes(key, *whole);
  } else if (const auto* real = std::get_if<double>(&value)) {
    constexpr double kWholeReals = 9007199254740992.0;  // 2^53
    if (std::floor(*real) == *real && std::fabs(*real) < kWholeReals) {
      key += 'i';
      appendBytes(key, static_cast<std::int64_t>(*real));
    } else {
      key += 'r';
      appendBytes(key, *real);
    }
  } else {
    key += 'n';
  }
}

bool isDigits(std::string_view text, std::size_t from, std::size_t count) {
  return text.size() >= from + count &&
         std::all_of(text.begin() + std::ptrdiff_t(from), text.begin() + std::ptrdiff_t(from + count),
                     [](char c) { return c >= '0' && c <= '9'; });
}

std::size_t lettersOf(Grouping::Step step) {
  switch (step) {
    case Grouping::Step::value: break;
    case Grouping::Step::year: return 4;
    case Grouping::Step::month: return 7;
    case Grouping::Step::day: return 10;
    case Grouping::Step::hour: return 13;
  }
  return std::string::npos;
}

}  // namespace

int ByValue::rank(const store::Value& v) {
  if (std::holds_alternative<std::monostate>(v)) return 0;
  if (std::holds_alternative<std::int64_t>(v) || std::holds_alternative<double>(v)) return 1;
  return std::holds_alternative<std::string>(v) ? 2 : 3;
}

bool ByValue::operator()(const store::Value& a, const store::Value& b) const {
  if (rank(a) != rank(b)) return rank(a) < rank(b);
  if (rank(a) == 1) return asNumber(a) < asNumber(b);
  if (rank(a) == 2) return std::get<std::string>(a) < std::get<std::string>(b);
  return rank(a) == 3 && std::get<geom::Bytes>(a) < std::get<geom::Bytes>(b);
}

store::Value groupValue(const store::Value& value, Grouping::Step step) {
  if (step == Grouping::Step::value) return value;
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr || !isDigits(*text, 0, 4)) return {};
  std::string time = *text;
  // "2026/11/27 09:30" of other programs
  for (const std::size_t at : {std::size_t{4}, std::size_t{7}})
    if (time.size() > at && time[at] == '/') time[at] = '-';
  const bool hasZone = time.size() > 19 && (time.back() == 'Z' || time.find_first_of("+-", 19) != std::string::npos);
  if (hasZone) {
    try {
      time = toIsoWithOffset(parseIso(time, kCityOffsetMinutes), kCityOffsetMinutes);
    } catch (const Error&) {
      return {};
    }
  }
  const std::size_t letters = lettersOf(step);
  const bool isTime = (letters < 7 || (time.size() >= 7 && time[4] == '-' && isDigits(time, 5, 2))) &&
                      (letters < 10 || (time.size() >= 10 && time[7] == '-' && isDigits(time, 8, 2))) &&
                      (letters < 13 || (isDigits(time, 11, 2) && (time[10] == ' ' || time[10] == 'T')));
  if (!isTime) return {};
  time.resize(letters);
  if (letters == 13) time[10] = ' ';
  return time;
}

std::string_view hourOfUtc(std::string_view time) {
  constexpr std::size_t kHour = 13, kSeconds = 19;
  const auto below60 = [&](std::size_t at) { return time[at] < '6' && isDigits(time, at, 2); };
  if (time.size() <= kSeconds || time.back() != 'Z' || time[4] != '-' || time[7] != '-' || time[10] != 'T' ||
      time[13] != ':' || time[16] != ':' || !below60(14) || !below60(17))
    return {};
  const std::string_view fraction = time.substr(kSeconds, time.size() - kSeconds - 1);
  if (!fraction.empty() && (fraction.size() < 2 || fraction.size() > 4 || fraction.front() != '.' ||
                            !isDigits(fraction, 1, fraction.size() - 1)))
    return {};
  return time.substr(0, kHour);
}

PairNumbers::Slot& PairNumbers::slotOf(std::vector<Slot>& slots, std::uint64_t pair) {
  constexpr std::uint64_t kSpread = 0x9E3779B97F4A7C15U;  // Knuth, The Art of Computer Programming, 6.4
  std::size_t at = (pair * kSpread >> 32) & (slots.size() - 1);
  while (slots[at].number != kNone && slots[at].pair != pair) at = (at + 1) & (slots.size() - 1);
  return slots[at];
}

void PairNumbers::grow() {
  std::vector<Slot> wider(m_slots.size() * 4);
  for (const Slot& slot : m_slots)
    if (slot.number != kNone) slotOf(wider, slot.pair) = slot;
  m_slots.swap(wider);
}

std::pair<std::uint32_t, bool> PairNumbers::of(std::uint32_t first, std::uint32_t second) {
  const std::uint64_t pair = std::uint64_t{first} << 32 | second;
  Slot& slot = slotOf(m_slots, pair);
  if (slot.number != kNone) return {slot.number, false};
  slot = {pair, m_count};
  if (2 * std::size_t{++m_count} > m_slots.size()) grow();
  return {m_count - 1, true};
}

std::uint32_t FigureGroups::numberFor(std::size_t field, const store::Value& value) {
  m_key.clear();
  appendKey(m_key, value);
  Words& words = m_words[field];
  const auto [found, isNew] = words.numbers.try_emplace(m_key, static_cast<std::uint32_t>(words.values.size()));
  if (isNew) words.values.push_back(value);
  return found->second;
}

FigureGroups::Group FigureGroups::of(const std::vector<store::Value>& values) {
  m_numbers.resize(values.size());
  for (std::size_t k = 0; k < values.size(); ++k) m_numbers[k] = numberFor(k, values[k]);
  return ofNumbers(m_numbers);
}

FigureGroups::Group FigureGroups::ofNumbers(std::span<const std::uint32_t> numbers) {
  std::uint32_t group = 0;
  bool isNew = m_count == 0;
  for (std::size_t k = 0; k < numbers.size(); ++k) {
    const auto [number, fresh] = m_pairs[k].of(group, numbers[k]);
    group = number;
    isNew = fresh;
  }
  if (isNew) {
    m_valuesOf.insert(m_valuesOf.end(), numbers.begin(), numbers.end());
    m_sums.resize(m_sums.size() + m_kinds.size());
    ++m_count;
  }
  return group;
}

std::vector<store::Value> FigureGroups::valuesOf(Group group) const {
  std::vector<store::Value> values;
  for (std::size_t k = 0; k < m_words.size(); ++k)
    values.push_back(m_words[k].values[m_valuesOf[std::size_t(group) * m_words.size() + k]]);
  return values;
}

void FigureGroups::addTo(FigureSum& sum, Figure::Kind kind, const store::Value& value) {
  switch (kind) {
    case Figure::Kind::count: ++sum.count; return;
    case Figure::Kind::area:
    case Figure::Kind::length:
    case Figure::Kind::sum:
    case Figure::Kind::mean: {
      const double number = numberOf(value);
      if (std::isnan(number)) return;
      ++sum.count;
      sum.sum += number;
      return;
    }
    case Figure::Kind::least:
    case Figure::Kind::most: {
      if (ByValue::rank(value) == 0) return;
      const bool beyond = kind == Figure::Kind::least ? ByValue()(value, sum.end) : ByValue()(sum.end, value);
      if (sum.count++ == 0 || beyond) sum.end = value;
      return;
    }
  }
}

void FigureGroups::addAll(const FigureGroups& more) {
  std::vector<std::vector<std::uint32_t>> translated(m_words.size());  // of each field: its numbers as ours
  for (std::size_t k = 0; k < m_words.size(); ++k)
    for (const store::Value& value : more.m_words[k].values) translated[k].push_back(numberFor(k, value));
  std::vector<std::uint32_t> numbers(m_words.size());
  for (Group other = 0; other < more.m_count; ++other) {
    for (std::size_t k = 0; k < numbers.size(); ++k)
      numbers[k] = translated[k][more.m_valuesOf[std::size_t(other) * numbers.size() + k]];
    FigureSum* const own = sumsOf(ofNumbers(numbers));
    for (std::size_t k = 0; k < m_kinds.size(); ++k) {
      const FigureSum& sum = more.sumsOf(other)[k];
      const bool isEnd = m_kinds[k] == Figure::Kind::least || m_kinds[k] == Figure::Kind::most;
      if (isEnd) {
        addTo(own[k], m_kinds[k], sum.end);
        own[k].count += std::max<std::int64_t>(sum.count - 1, 0);
      } else {
        own[k].count += sum.count;
        own[k].sum += sum.sum;
      }
    }
  }
}

std::vector<FigureGroups::Group> FigureGroups::sorted() const {
  // the place of each value among those of its field: then groups are compared by numbers
  std::vector<std::vector<std::uint32_t>> places;
  for (const Words& words : m_words) {
    std::vector<std::uint32_t> order(words.values.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(),
              [&](std::uint32_t a, std::uint32_t b) { return ByValue()(words.values[a], words.values[b]); });
    auto& place = places.emplace_back(order.size());
    for (std::size_t k = 0; k < order.size(); ++k) place[order[k]] = static_cast<std::uint32_t>(k);
  }
  std::vector<Group> groups(m_count);
  std::iota(groups.begin(), groups.end(), 0U);
  std::sort(groups.begin(), groups.end(), [&](Group a, Group b) {
    for (std::size_t k = 0; k < m_words.size(); ++k) {
      const std::uint32_t first = places[k][m_valuesOf[std::size_t(a) * m_words.size() + k]];
      const std::uint32_t second = places[k][m_valuesOf[std::size_t(b) * m_words.size() + k]];
      if (first != second) return first < second;
    }
    return false;
  });
  return groups;
}

}  // namespace gis::query
