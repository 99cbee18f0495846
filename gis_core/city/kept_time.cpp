#include "gis_core/city/kept_time.h"

#include <algorithm>
#include <chrono>

namespace gis::city {

UtcMillis keptTime(std::string_view iso) {
  if (iso.empty()) return 0;
  constexpr std::string_view kForm = "0000-00-00T00:00:00.000Z";
  bool usual = iso.size() == kForm.size();
  for (std::size_t i = 0; usual && i < kForm.size(); ++i)
    usual = kForm[i] == '0' ? iso[i] >= '0' && iso[i] <= '9' : iso[i] == kForm[i];
  if (!usual) return parseIso(iso, 0);
  const auto number = [&](std::size_t at, std::size_t digits) {
    int value = 0;
    for (std::size_t i = at; i < at + digits; ++i) value = value * 10 + (iso[i] - '0');
    return value;
  };
  const std::chrono::sys_days day = std::chrono::year(number(0, 4)) / number(5, 2) / number(8, 2);
  return ((std::int64_t{day.time_since_epoch().count()} * 24 + number(11, 2)) * 60 + number(14, 2)) * 60'000 +
         number(17, 2) * 1000 + number(20, 3);
}

std::int64_t workedMillis(UtcMillis from, UtcMillis to, const WorkCalendar& calendar) {
  constexpr std::int64_t kMinute = 60'000, kDayLong = 24 * 60 * kMinute;
  const std::int64_t begin = from + calendar.offsetMinutes * kMinute, end = to + calendar.offsetMinutes * kMinute;
  std::int64_t sum = 0;
  for (std::int64_t day = begin / kDayLong; day * kDayLong < end; ++day) {
    if (!calendar.worksOn(day)) continue;
    for (const WorkCalendar::Span& span : calendar.spans) {
      const std::int64_t opens = day * kDayLong + span.fromMinute * kMinute,
                         closes = day * kDayLong + span.toMinute * kMinute;
      sum += std::max<std::int64_t>(0, std::min(end, closes) - std::max(begin, opens));
    }
  }
  return sum;
}

}  // namespace gis::city
