#include "gis_core/query/condition_values.h"

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/store/value_text.h"

namespace gis::query {

namespace {

using store::FieldType;

constexpr std::size_t kLettersOfDay = 10;
constexpr UtcMillis kDay = UtcMillis{24} * 60 * 60 * 1000;

bool isNumber(FieldType type) {
  return type == FieldType::integer || type == FieldType::real;
}

[[noreturn]] void refuseValue(const store::Value& value, const store::Field& field) {
  Message why, remedy;
  const std::vector<std::string> words{field.name, store::textOf(value)};
  if (isNumber(field.type)) {
    why = {GIS_TR("the field \"{0}\" holds numbers, and \"{1}\" is none"), words};
    remedy = GIS_TR("give a number");
  } else if (field.type == FieldType::boolean) {
    why = {GIS_TR("the field \"{0}\" holds yes or no, and \"{1}\" is neither"), words};
    remedy = GIS_TR("give true or false");
  } else {
    why = {GIS_TR("the field \"{0}\" holds days or times, and \"{1}\" is none"), words};
    remedy = GIS_TR("write it like 2026-11-23 or 2026-11-23T17:30");
  }
  throw Error(ErrorCode::invalidValue, GIS_TR("the question cannot be asked"), std::move(why), std::move(remedy));
}

}  // namespace

UtcSpan utcSpanOf(const store::Value& value, const store::Field& field) {
  const auto* text = std::get_if<std::string>(&value);
  const auto read = text == nullptr ? std::nullopt : store::valueIn(*text, FieldType::datetime);
  if (!read || !std::holds_alternative<std::string>(*read)) refuseValue(value, field);
  const std::string& time = std::get<std::string>(*read);
  const UtcMillis first = parseIso(time, kCityOffsetMinutes);
  return {toIsoUtc(first), toIsoUtc(time.size() == kLettersOfDay ? first + kDay - 1 : first)};
}

store::Value comparedValue(const store::Value& value, const store::Field& field) {
  const auto* text = std::get_if<std::string>(&value);
  if (text == nullptr) {
    const bool isNone = std::holds_alternative<std::monostate>(value);
    if (!isNone && field.type == FieldType::date) refuseValue(value, field);
    return value;
  }
  if (field.type == FieldType::text || field.type == FieldType::blob) return value;
  auto read = store::valueIn(*text, field.type);
  if (!read && field.type == FieldType::integer) read = store::valueIn(*text, FieldType::real);  // below 2.5
  if (!read || std::holds_alternative<std::monostate>(*read)) refuseValue(value, field);
  return std::move(*read);
}

}  // namespace gis::query
