#include "gis_core/city/case_number.h"

#include <cstdint>
#include <cstdlib>
#include <functional>
#include <map>
#include <memory>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/store/kept_things.h"

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

[[noreturn]] void refusePattern(std::string_view pattern, Message why) {
  throw Error(ErrorCode::invalidValue, {GIS_TR("cannot use the number pattern \"{0}\""), {std::string(pattern)}},
              std::move(why), GIS_TR("write it such as {type}{category}{date}{seq4}, in the settings of the desk"));
}

/// "…{seq5}" → what stands before, and 5.
int splitSequence(std::string& pattern) {
  checkNumberPattern(pattern);
  const std::size_t at = pattern.rfind("{seq");
  const int width = std::atoi(pattern.c_str() + at + 4);
  pattern.resize(at);
  return width;
}

/// What the words stand for; the sequence is cut off already.
void fillWords(std::string& beginning, std::string_view category, std::string_view categoryKind, UtcMillis when) {
  replaceAll(beginning, "{date}", dateOf(when));
  replaceAll(beginning, "{category}", category);
  replaceAll(beginning, "{type}", categoryKind == "component" ? "C" : "E");
}

std::string padded(std::int64_t number, std::size_t width) {
  std::string digits = std::to_string(number);
  if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
  return digits;
}

/// The last numbers that outgrew their width, by what stands before them.
struct OutgrownNumbers {
  std::map<std::string, std::string> last;
};

/// Numbers that outgrew their width lie between shorter ones in the index, and to find the last of them means to go
/// through those. So it is found once; then it is known, with whatever others gave after it. Empty: look for it.
std::string afterOutgrown(const OutgrownNumbers& known, const std::string& beginning,
                          const std::function<bool(const std::string&)>& isGiven) {
  const auto found = known.last.find(beginning);
  if (found == known.last.end() || !isGiven(found->second)) return {};  // the last one was taken back
  const std::size_t width = found->second.size() - beginning.size();
  std::int64_t number = std::atoll(found->second.c_str() + beginning.size());
  std::string next = beginning + padded(++number, width);
  while (isGiven(next)) next = beginning + padded(++number, width);
  return next.size() == found->second.size() ? next : std::string();  // this width is used up as well
}

}  // namespace

std::string_view usualPattern(NumberKind kind) {
  return kind == NumberKind::report ? "R{date}{seq5}" : "{type}{category}{date}{seq4}";
}

void checkNumberPattern(std::string_view pattern) {
  constexpr std::size_t kLongest = 60;
  constexpr int kWidest = 12;
  if (pattern.size() > kLongest)
    refusePattern(pattern, {GIS_TR("it is longer than {0} bytes"), {std::to_string(kLongest)}});
  if (!text::isValidUtf8(pattern)) refusePattern("?", GIS_TR("the text is no valid UTF-8"));
  bool numbered = false;
  for (std::size_t at = 0; at < pattern.size();) {
    const auto c = static_cast<unsigned char>(pattern[at]);
    if (numbered) refusePattern(pattern, GIS_TR("nothing may follow the running number {seq4}"));
    if (c <= ' ' || c == 0x7F || c == '\'' || c == '"' || c == '/' || c == '\\')
      refusePattern(pattern, GIS_TR("blanks, quotes and slashes cannot be part of a number"));
    if (c == '}') refusePattern(pattern, GIS_TR("a } closes nothing"));
    if (c != '{') {
      ++at;
      continue;
    }
    const std::size_t end = pattern.find('}', at);
    if (end == std::string_view::npos) refusePattern(pattern, GIS_TR("a { is not closed"));
    const std::string word(pattern.substr(at + 1, end - at - 1));
    if (word.starts_with("seq")) {
      const std::string digits = word.substr(3);
      const int width = digits.size() == 1 || digits.size() == 2 ? std::atoi(digits.c_str()) : 0;
      if (width < 1 || width > kWidest || digits.find_first_not_of("0123456789") != std::string::npos)
        refusePattern(pattern, {GIS_TR("{seq4} takes a width from 1 to {0}"), {std::to_string(kWidest)}});
      numbered = true;
    } else if (word != "date" && word != "category" && word != "type") {
      refusePattern(pattern, {GIS_TR("it knows no \"{0}\", only {date}, {category}, {type} and {seq4}"), {word}});
    }
    at = end + 1;
  }
  if (!numbered) refusePattern(pattern, GIS_TR("it must end with {seq4} or another width"));
}

std::string firstNumber(std::string_view pattern, std::string_view category, std::string_view categoryKind,
                        UtcMillis when) {
  std::string beginning(pattern);
  const auto width = std::size_t(splitSequence(beginning));
  fillWords(beginning, category, categoryKind, when);
  return beginning + padded(1, width);
}

std::string nextNumber(const store::CityDatabase& city, NumberKind kind, std::string_view category,
                       std::string_view categoryKind, UtcMillis when, GivenNumbers* given) {
  const bool report = kind == NumberKind::report;
  std::string beginning = city.setting(report ? "report_no_pattern" : "case_no_pattern");
  if (beginning.empty()) beginning = usualPattern(kind);  // never made, or as usual again
  std::size_t width = std::size_t(splitSequence(beginning));
  fillWords(beginning, category, categoryKind, when);
  if (given != nullptr) {
    if (const auto known = given->find(beginning); known != given->end()) {
      const std::string digits = known->second.substr(beginning.size());
      const bool full = digits.find_first_not_of('9') == std::string::npos;
      known->second =
          beginning + (full ? padded(1, digits.size() + 1) : padded(std::atoll(digits.c_str()) + 1, digits.size()));
      return known->second;
    }
  }
  OutgrownNumbers& outgrown =
      city.connection().kept().of<OutgrownNumbers>([] { return std::make_shared<OutgrownNumbers>(); });
  const std::size_t wanted = width;
  const auto noted = [&](std::string number) {
    if (given != nullptr) given->emplace(beginning, number);
    if (number.size() > beginning.size() + wanted) outgrown.last[beginning] = number;
    return number;
  };
  const std::string column = report ? "report_no" : "case_no";
  auto same = city.connection().prepare("SELECT 1 FROM city_incident WHERE " + column + " = ?1");
  const auto isGiven = [&](const std::string& number) {
    same.reset();
    return same.bind(1, number).step();
  };
  if (std::string next = afterOutgrown(outgrown, beginning, isGiven); !next.empty()) return noted(std::move(next));
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
