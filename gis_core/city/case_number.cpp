#include "gis_core/city/case_number.h"

#include <cstdint>
#include <cstdlib>

#include "gis_core/base/error.h"

namespace gis::city {

namespace {

void replaceAll(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

std::string dateOf(UtcMillis when) {
  std::string date = toIsoWithOffset(when, kCityOffsetMinutes).substr(0, 10);
  std::erase(date, '-');
  return date;
}

/// "…{seq5}" → what stands before, and 5.
int splitSequence(std::string& pattern) {
  const std::size_t at = pattern.rfind("{seq");
  const int width = at == std::string::npos ? 0 : std::atoi(pattern.c_str() + at + 4);
  if (width < 1 || width > 12 || pattern.back() != '}') {
    throw Error(ErrorCode::invalidValue, {GIS_TR("cannot use the number pattern \"{0}\""), {pattern}},
                GIS_TR("it must end with {seq4} or another width"), GIS_TR("correct it in the city's settings"));
  }
  pattern.resize(at);
  return width;
}

std::string padded(std::int64_t number, std::size_t width) {
  std::string digits = std::to_string(number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

}  // namespace

std::string nextNumber(const store::CityDatabase& city, NumberKind kind, std::string_view category,
                       std::string_view categoryKind, UtcMillis when, GivenNumbers* given) {
  const bool report = kind == NumberKind::report;
  std::string beginning = report ? city.setting("report_no_pattern", "R{date}{seq5}")
                                 : city.setting("case_no_pattern", "{type}{category}{date}{seq4}");
  std::size_t width = std::size_t(splitSequence(beginning));
  replaceAll(beginning, "{date}", dateOf(when));
  replaceAll(beginning, "{category}", category);
  replaceAll(beginning, "{type}", categoryKind == "component" ? "C" : "E");
  if (given != nullptr) {
    if (const auto known = given->find(beginning); known != given->end()) {
      const std::string digits = known->second.substr(beginning.size());
      const bool full = digits.find_first_not_of('9') == std::string::npos;
      known->second =
          beginning + (full ? padded(1, digits.size() + 1) : padded(std::atoll(digits.c_str()) + 1, digits.size()));
      return known->second;
    }
  }
  const auto noted = [&](std::string number) {
    if (given != nullptr) given->emplace(beginning, number);
    return number;
  };
  // Sequences that outgrew their width are longer, and a longer text does not sort behind a shorter one:
  // each width is asked for by itself, and the next one only when this one is used up.
  auto last = city.connection().prepare(report ? "SELECT report_no FROM city_incident WHERE report_no >= ?1 AND "
                                                 "report_no <= ?2 AND length(CAST(report_no AS BLOB)) = ?3"
                                                 " ORDER BY report_no DESC LIMIT 1"
                                               : "SELECT case_no FROM city_incident WHERE case_no >= ?1 AND case_no <= "
                                                 "?2 AND length(CAST(case_no AS BLOB)) = ?3"
                                                 " ORDER BY case_no DESC LIMIT 1");
  for (;; ++width) {
    const std::string nines(width, '9');
    last.reset();
    last.bind(1, beginning + std::string(width, '0'));
    last.bind(2, beginning + nines);
    last.bind(3, std::int64_t(beginning.size() + width));
    if (!last.step()) return noted(beginning + padded(1, width));
    const std::string digits = last.text(0).substr(beginning.size());
    if (digits != nines) return noted(beginning + padded(std::atoll(digits.c_str()) + 1, width));
  }
}

}  // namespace gis::city
