#include "gis_core/city/work_calendar.h"

#include <fmt/format.h>

#include <array>
#include <cstdlib>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/store/setting_step.h"

namespace gis::city {

namespace {

constexpr const char* kSetting = "work_calendar";
constexpr int kMinutesADay = 24 * 60;
constexpr std::int64_t kLongestRange = 366;

enum class DayKind { holiday, workday };

[[noreturn]] void refuseLine(int line, Message why) {
  throw Error(ErrorCode::invalidValue, {GIS_TR("cannot read line {0} of the calendar"), {std::to_string(line)}},
              std::move(why), GIS_TR("write a line as 2026-10-01,holiday,National Day"));
}

/// Cells of one line of CSV; quotes as in RFC 4180, but no line ends inside them. Tabs and full-width commas part too.
std::vector<std::string> cellsOf(std::string_view line) {
  std::vector<std::string> cells(1);
  bool quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '"') {
      if (quoted && i + 1 < line.size() && line[i + 1] == '"')
        cells.back() += line[i++];
      else
        quoted = !quoted;
    } else if (!quoted && (line[i] == ',' || line[i] == '\t' || line[i] == ';')) {
      cells.emplace_back();
    } else if (!quoted && line.substr(i).starts_with("，")) {
      cells.emplace_back();
      i += 2;
    } else {
      cells.back() += line[i];
    }
  }
  for (std::string& cell : cells) cell = text::trim(cell);
  return cells;
}

bool isWord(std::string_view word, std::initializer_list<std::string_view> words) {
  for (const std::string_view known : words) {
    if (word == known) return true;
  }
  return false;
}

std::optional<DayKind> kindOf(const std::string& cell) {
  const std::string word = text::fold(cell);
  if (isWord(word, {"holiday", "off", "休", "放假", "节假日", "假日", "假期", "休息"})) return DayKind::holiday;
  if (isWord(word, {"workday", "work", "班", "上班", "调休", "补班", "工作日"})) return DayKind::workday;
  return std::nullopt;
}

/// 2026-10-01, 2026/10/1, 2026.10.1, 20261001, 2026年10月1日 → days since 1970; nothing when it is no date.
std::optional<std::int64_t> calendarDay(std::string_view typed) {
  std::array<int, 3> part{};
  std::array<int, 3> digits{};
  std::size_t at = 0;
  const std::string date(text::trim(typed));
  for (std::size_t i = 0; i < date.size(); ++i) {
    const char c = date[i];
    if (c >= '0' && c <= '9') {
      if (at > 2) return std::nullopt;
      part[at] = part[at] * 10 + (c - '0');
      if (++digits[at] > 8) return std::nullopt;
    } else if (c == '-' || c == '/' || c == '.') {
      ++at;
    } else if (date.compare(i, 3, "年") == 0 || date.compare(i, 3, "月") == 0 || date.compare(i, 3, "日") == 0) {
      at += date.compare(i, 3, "日") == 0 ? 0 : 1;
      i += 2;
    } else {
      return std::nullopt;
    }
  }
  if (digits[0] == 8 && at == 0)
    part = {part[0] / 10000, part[0] / 100 % 100, part[0] % 100};
  else if (at != 2 || digits[0] != 4)
    return std::nullopt;
  if (part[0] < 1970 || part[0] > 9999 || part[1] < 1 || part[1] > 12 || part[2] < 1 || part[2] > 31)
    return std::nullopt;
  const std::string iso = fmt::format("{:04}-{:02}-{:02}", part[0], part[1], part[2]);
  const std::int64_t day = WorkCalendar::dayNumber(iso);
  if (WorkCalendar::isoDate(day) != iso) return std::nullopt;  // 31 February
  return day;
}

std::pair<std::int64_t, std::int64_t> daysOf(const std::string& cell, int line) {
  for (const std::string_view mark : {"..", "~", "至", "～", "—"}) {
    const std::size_t at = cell.find(mark);
    if (at == std::string::npos) continue;
    const auto from = calendarDay(std::string_view(cell).substr(0, at));
    const auto to = calendarDay(std::string_view(cell).substr(at + mark.size()));
    if (!from || !to || *to < *from || *to - *from > kLongestRange)
      refuseLine(line, {GIS_TR("\"{0}\" is no range of days"), {cell}});
    return {*from, *to};
  }
  const auto day = calendarDay(cell);
  if (!day) refuseLine(line, {GIS_TR("\"{0}\" is no date"), {cell}});
  return {*day, *day};
}

int minuteOf(std::string_view clock) {
  const std::size_t colon = clock.find(':');
  if (colon == std::string_view::npos) return -1;
  const std::string hour(clock.substr(0, colon)), minute(clock.substr(colon + 1));
  if (hour.empty() || minute.size() != 2 || hour.size() > 2) return -1;
  for (const char c : hour + minute) {
    if (c < '0' || c > '9') return -1;
  }
  const int value = std::atoi(hour.c_str()) * 60 + std::atoi(minute.c_str());
  return std::atoi(minute.c_str()) > 59 || value > kMinutesADay ? -1 : value;
}

}  // namespace

std::vector<WorkCalendar::Span> readHours(std::string_view written) {
  const auto refuse = [&] {
    throw Error(ErrorCode::invalidValue, {GIS_TR("cannot read the working hours \"{0}\""), {std::string(written)}},
                GIS_TR("they are spans that follow each other inside one day"),
                GIS_TR("write them as 08:00-12:00 14:00-18:00"));
  };
  std::vector<WorkCalendar::Span> spans;
  int last = 0;
  std::size_t at = 0;
  while (at < written.size()) {
    const std::size_t end = std::min(written.find(' ', at), written.size());
    const std::string_view part = written.substr(at, end - at);
    at = end + 1;
    if (part.empty()) continue;
    const std::size_t dash = part.find('-');
    if (dash == std::string_view::npos) refuse();
    const WorkCalendar::Span span{minuteOf(part.substr(0, dash)), minuteOf(part.substr(dash + 1))};
    if (span.fromMinute < last || span.toMinute <= span.fromMinute) refuse();
    last = span.toMinute;
    spans.push_back(span);
  }
  if (spans.empty()) refuse();
  return spans;
}

std::string hoursText(const std::vector<WorkCalendar::Span>& spans) {
  std::string text;
  for (const WorkCalendar::Span& span : spans) {
    text += fmt::format("{}{:02}:{:02}-{:02}:{:02}", text.empty() ? "" : " ", span.fromMinute / 60,
                        span.fromMinute % 60, span.toMinute / 60, span.toMinute % 60);
  }
  return text;
}

std::string calendarText(const WorkCalendar& calendar) {
  std::string text = "date,kind,name\nhours," + hoursText(calendar.spans) + ",\n";
  std::map<std::int64_t, const char*> days;
  for (const std::int64_t day : calendar.holidays) days[day] = "holiday";
  for (const std::int64_t day : calendar.extraDays) days[day] = "workday";
  for (const auto& [day, kind] : days) {
    const auto name = calendar.names.find(day);
    std::string cell = name == calendar.names.end() ? std::string() : name->second;
    if (cell.find_first_of(",;\"\t") != std::string::npos || cell.find("，") != std::string::npos) {
      std::string doubled;
      for (const char c : cell) doubled += c == '"' ? "\"\"" : std::string(1, c);
      cell = '"' + doubled + '"';
    }
    text += fmt::format("{},{},{}\n", WorkCalendar::isoDate(day), kind, cell);
  }
  return text;
}

CalendarImport readCalendar(std::string_view text, const WorkCalendar& onto) {
  CalendarImport read{onto, 0, 0};
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (!text::isValidUtf8(text)) refuseLine(1, GIS_TR("the text is no valid UTF-8"));
  int line = 0;
  bool anything = false;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string row(text::trim(text.substr(0, end)));
    text.remove_prefix(std::min(end + 1, text.size()));
    ++line;
    if (row.empty() || row[0] == '#') continue;
    const auto cells = cellsOf(row);
    const std::string first = text::fold(cells[0]);
    if (!anything && isWord(first, {"date", "日期", "day"})) continue;
    anything = true;
    if (isWord(first, {"hours", "工作时间", "时间"})) {
      read.calendar.spans = readHours(cells.size() > 1 ? cells[1] : std::string());
      continue;
    }
    const auto [from, to] = daysOf(cells[0], line);
    const auto kind = kindOf(cells.size() > 1 ? cells[1] : std::string());
    if (!kind) {
      refuseLine(line,
                 {GIS_TR("\"{0}\" is neither holiday nor workday"), {cells.size() > 1 ? cells[1] : std::string()}});
    }
    for (std::int64_t day = from; day <= to; ++day) {
      const bool off = *kind == DayKind::holiday;
      (off ? read.calendar.holidays : read.calendar.extraDays).insert(day);
      (off ? read.calendar.extraDays : read.calendar.holidays).erase(day);
      ++(off ? read.holidays : read.workdays);
      if (cells.size() > 2 && !cells[2].empty())
        read.calendar.names[day] = cells[2];
      else
        read.calendar.names.erase(day);
    }
  }
  return read;
}

WorkCalendar cityCalendar(const store::CityDatabase& city) {
  const std::string kept = city.setting(kSetting);
  return kept.empty() ? WorkCalendar{} : readCalendar(kept, WorkCalendar{}).calendar;
}

void keepCalendar(const store::CityDatabase& city, const WorkCalendar& calendar) {
  store::changeSettings(city, {{kSetting, calendarText(calendar)}}, GIS_TR("working calendar"), {});
}

}  // namespace gis::city
