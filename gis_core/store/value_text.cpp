#include "gis_core/store/value_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

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
Number number(std::string_view digits, std::string_view text, const Field& field) {
  if (!digits.empty() && digits.front() == '+') digits.remove_prefix(1);
  Number value{};
  const auto end = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (end.ec != std::errc{} || end.ptr != digits.data() + digits.size()) refuse(text, field);
  return value;
}

}  // namespace

Value parseValue(std::string_view text, const Field& field) {
  if (field.type == FieldType::text) return std::string(text);
  if (field.type == FieldType::blob) refuse(text, field);
  const std::string folded = text::fold(text);
  std::string plain(text::trim(folded));
  if (plain.empty()) return {};
  switch (field.type) {
    case FieldType::integer: return number<std::int64_t>(plain, text, field);
    case FieldType::real: {
      const double value = number<double>(plain, text, field);
      if (!std::isfinite(value)) refuse(text, field);
      return value;
    }
    case FieldType::boolean:
      for (const char* yes : {"1", "true", "yes", "是"}) {
        if (plain == yes) return std::int64_t{1};
      }
      for (const char* no : {"0", "false", "no", "否"}) {
        if (plain == no) return std::int64_t{0};
      }
      refuse(text, field);
    default: break;
  }
  std::replace(plain.begin(), plain.end(), '/', '-');
  std::transform(plain.begin(), plain.end(), plain.begin(), [](char c) { return c == 't' ? 'T' : c == 'z' ? 'Z' : c; });
  try {
    const UtcMillis time = parseIso(plain, 0);
    return field.type == FieldType::date ? toIsoUtc(time).substr(0, 10) : plain;
  } catch (const Error&) {
    refuse(text, field);
  }
}

std::string textOf(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return std::to_string(*whole);
  if (const auto* real = std::get_if<double>(&value)) return fmt::format("{}", *real);
  return {};
}

}  // namespace gis::store
