#include "gis_core/store/value_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <type_traits>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/text.h"

namespace gis::store {
namespace {

[[noreturn]] void refuse(std::string_view text, const Field& field) {
  throw Error(ErrorCode::invalidValue, {GIS_TR("cannot put \"{0}\" into {1}"), {std::string(text), field.name}},
              {GIS_TR("the column holds values of type {0}"), {fieldTypeName(field.type)}},
              GIS_TR("correct the value"));
}

template <typename Number>
std::optional<Value> number(std::string_view digits) {
  if (!digits.empty() && digits.front() == '+') digits.remove_prefix(1);
  Number value{};
  const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (end.ec != std::errc{} || end.ptr != digits.data() + digits.size()) return std::nullopt;
  if constexpr (std::is_floating_point_v<Number>) {
    if (!std::isfinite(value)) return std::nullopt;
  }
  return Value(value);
}

/// Without blanks around it, in small letters and half width.
std::string plainOf(std::string_view text) {
  const bool isAscii = std::all_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) >= 0; });
  if (!isAscii) return std::string(text::trim(text::fold(text)));
  std::string plain(text::trim(text));
  std::transform(plain.begin(), plain.end(), plain.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; });
  return plain;
}

/// "2026-11-26" and what may follow: a glance, so that a column of other texts costs no exception a row.
bool beginsAsDate(std::string_view text) {
  static constexpr std::string_view kForm = "0000-00-00";
  if (text.size() < kForm.size()) return false;
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    if (kForm[i] == '0' ? text[i] < '0' || text[i] > '9' : text[i] != kForm[i]) return false;
  }
  return true;
}

}  // namespace

std::optional<Value> valueIn(std::string_view text, FieldType type) {
  if (type == FieldType::text) return Value(std::string(text));
  if (type == FieldType::blob) return std::nullopt;
  std::string plain = plainOf(text);
  if (plain.empty()) return Value();
  switch (type) {
    case FieldType::integer: return number<std::int64_t>(plain);
    case FieldType::real: return number<double>(plain);
    case FieldType::boolean:
      for (const char* yes : {"1", "true", "yes", "是"}) {
        if (plain == yes) return Value(std::int64_t{1});
      }
      for (const char* no : {"0", "false", "no", "否"}) {
        if (plain == no) return Value(std::int64_t{0});
      }
      return std::nullopt;
    default: break;
  }
  std::replace(plain.begin(), plain.end(), '/', '-');
  std::transform(plain.begin(), plain.end(), plain.begin(), [](char c) { return c == 't' ? 'T' : c == 'z' ? 'Z' : c; });
  if (!beginsAsDate(plain)) return std::nullopt;
  try {
    if (type != FieldType::date) {
      (void)parseIso(plain, kCityOffsetMinutes);
      return Value(plain);
    }
    // midnight with an offset is a day of the city, not of Greenwich
    return Value(toIsoWithOffset(parseIso(plain, kCityOffsetMinutes), kCityOffsetMinutes).substr(0, 10));
  } catch (const Error&) {
    return std::nullopt;
  }
}

Value parseValue(std::string_view text, const Field& field) {
  auto value = valueIn(text, field.type);
  if (!value) refuse(text, field);
  return std::move(*value);
}

std::string textOf(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  return {};
}

}  // namespace gis::store
