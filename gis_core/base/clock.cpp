#include "gis_core/base/clock.h"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdlib>

#include "gis_core/base/error.h"

namespace gis {
namespace {

std::atomic<UtcMillis> g_fixed{-1};

struct Civil {
  int year, month, day, hour, minute, second, millis;
};

Civil civilOf(UtcMillis time) {
  using namespace std::chrono;
  const sys_time<milliseconds> instant{milliseconds{time}};
  const auto midnight = floor<days>(instant);
  const year_month_day date{midnight};
  const hh_mm_ss clock{instant - midnight};
  return {int(date.year()),
          int(unsigned(date.month())),
          int(unsigned(date.day())),
          int(clock.hours().count()),
          int(clock.minutes().count()),
          int(clock.seconds().count()),
          int(clock.subseconds().count())};
}

[[noreturn]] void refuse(std::string_view text) {
  throw Error(ErrorCode::invalidValue, {GIS_TR("cannot read the time \"{0}\""), {std::string(text)}},
              GIS_TR("it is not ISO 8601"), GIS_TR("write it like 2026-11-23T17:30:00+08:00"));
}

/// Reads exactly `width` digits at `pos` and moves on.
int digits(std::string_view text, std::size_t& pos, std::size_t width) {
  if (pos + width > text.size()) refuse(text);
  int value = 0;
  for (std::size_t i = 0; i < width; ++i) {
    const char c = text[pos + i];
    if (c < '0' || c > '9') refuse(text);
    value = value * 10 + (c - '0');
  }
  pos += width;
  return value;
}

}  // namespace

UtcMillis utcNow() {
  const UtcMillis fixed = g_fixed.load();
  if (fixed >= 0) return fixed;
  using namespace std::chrono;
  return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

void setClockForTests(UtcMillis fixed) {
  g_fixed = fixed;
}

std::string toIsoUtc(UtcMillis time) {
  const Civil c = civilOf(time);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", c.year, c.month, c.day, c.hour, c.minute, c.second,
                     c.millis);
}

std::string toIsoWithOffset(UtcMillis time, int offsetMinutes) {
  const Civil c = civilOf(time + UtcMillis{offsetMinutes} * 60000);
  std::string out =
      fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", c.year, c.month, c.day, c.hour, c.minute, c.second);
  if (c.millis != 0) out += fmt::format(".{:03}", c.millis);
  const int size = std::abs(offsetMinutes);
  return out + fmt::format("{}{:02}:{:02}", offsetMinutes < 0 ? '-' : '+', size / 60, size % 60);
}

UtcMillis parseIso(std::string_view text, int defaultOffsetMinutes) {
  using namespace std::chrono;
  std::size_t pos = 0;
  const int y = digits(text, pos, 4);
  const auto dash = [&](char c) {
    if (pos >= text.size() || text[pos] != c) refuse(text);
    ++pos;
  };
  dash('-');
  const int mo = digits(text, pos, 2);
  dash('-');
  const int d = digits(text, pos, 2);
  const year_month_day date{year{y}, month{unsigned(mo)}, day{unsigned(d)}};
  if (!date.ok()) refuse(text);
  int h = 0, mi = 0, s = 0, ms = 0;
  int offset = defaultOffsetMinutes;
  if (pos < text.size()) {
    if (text[pos] != 'T' && text[pos] != 't' && text[pos] != ' ') refuse(text);
    ++pos;
    h = digits(text, pos, 2);
    dash(':');
    mi = digits(text, pos, 2);
    if (pos < text.size() && text[pos] == ':') {
      ++pos;
      s = digits(text, pos, 2);
      if (pos < text.size() && (text[pos] == '.' || text[pos] == ',')) {
        ++pos;
        std::array<int, 3> fraction{};
        std::size_t n = 0;
        while (pos < text.size() && text[pos] >= '0' && text[pos] <= '9') {
          if (n < fraction.size()) fraction[n++] = text[pos] - '0';
          ++pos;
        }
        ms = fraction[0] * 100 + fraction[1] * 10 + fraction[2];
      }
    }
    if (h > 23 || mi > 59 || s > 60) refuse(text);
    if (pos < text.size()) {
      if ((text[pos] == 'Z' || text[pos] == 'z') && pos + 1 == text.size()) {
        offset = 0;
      } else if (text[pos] == '+' || text[pos] == '-') {
        const int sign = text[pos++] == '-' ? -1 : 1;
        const int oh = digits(text, pos, 2);
        int om = 0;
        if (pos < text.size() && text[pos] == ':') ++pos;
        if (pos < text.size()) om = digits(text, pos, 2);
        if (pos != text.size() || oh > 14 || om > 59) refuse(text);
        offset = sign * (oh * 60 + om);
      } else {
        refuse(text);
      }
    }
  }
  const auto dayPart = sys_days{date}.time_since_epoch();
  const auto clock = hours{h} + minutes{mi - offset} + seconds{s} + milliseconds{ms};
  return duration_cast<milliseconds>(dayPart + clock).count();
}

}  // namespace gis
