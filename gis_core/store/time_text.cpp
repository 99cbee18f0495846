#include "gis_core/store/time_text.h"

#include <sqlite3.h>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"

namespace gis::store {

namespace {

constexpr std::size_t kLettersOfDay = 10;

/// Digits where the form has a 0, else its very letter.
bool hasForm(std::string_view text, std::string_view form) {
  if (text.size() < form.size()) return false;
  for (std::size_t i = 0; i < form.size(); ++i)
    if (form[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != form[i]) return false;
  return true;
}

/// utc_time(value) in SQL.
void utcTimeInSql(sqlite3_context* context, int, sqlite3_value** arguments) {
  if (sqlite3_value_type(arguments[0]) != SQLITE_TEXT) return;
  const auto* letters = reinterpret_cast<const char*>(sqlite3_value_text(arguments[0]));
  const std::string_view text(letters, static_cast<std::size_t>(sqlite3_value_bytes(arguments[0])));
  if (isUtcText(text)) return sqlite3_result_value(context, arguments[0]);
  if (const auto utc = utcTextOf(text))
    sqlite3_result_text(context, utc->data(), static_cast<int>(utc->size()), SQLITE_TRANSIENT);
}

}  // namespace

bool isUtcText(std::string_view text) {
  static constexpr std::string_view kForm = "0000-00-00T00:00:00.000Z";
  return text.size() == kForm.size() && hasForm(text, kForm);
}

std::optional<std::string> utcTextOf(std::string_view text) {
  std::string time(text);
  if (time.size() >= kLettersOfDay && time[4] == '/' && time[7] == '/') time[4] = time[7] = '-';
  if (!hasForm(time, "0000-00-00")) return std::nullopt;  // a column of other texts costs no exception a row
  try {
    return toIsoUtc(parseIso(time, kCityOffsetMinutes));
  } catch (const Error&) {
    return std::nullopt;
  }
}

void addUtcTime(sqlite3* db) {
  sqlite3_create_function_v2(db, "utc_time", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS, nullptr,
                             utcTimeInSql, nullptr, nullptr, nullptr);
}

}  // namespace gis::store
