#include "gis_core/city/kept_time.h"

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
         std::int64_t{number(17, 2)} * 1000 + number(20, 3);
}

}  // namespace gis::city
