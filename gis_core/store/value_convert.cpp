#include "gis_core/store/value_convert.h"

#include <cmath>
#include <string>

#include "gis_core/base/text.h"
#include "gis_core/store/value_text.h"

namespace gis::store {
namespace {

constexpr double kMostWhole = 9e15;         // doubles beyond are not exact
constexpr std::int64_t kExact = 1LL << 53;  // the same, of whole numbers

Converted rounded(double value) {
  if (!std::isfinite(value) || std::fabs(value) >= kMostWhole) return {{}, Conversion::lost};
  const double whole = std::round(value);
  return {static_cast<std::int64_t>(whole), whole == value ? Conversion::kept : Conversion::changed};
}

/// Nothing when the text is no value of the type.
Value parsed(const std::string& text, FieldType type) {
  return valueIn(text, type).value_or(Value());
}

/// "007" and "+7" are written otherwise than numbers are: codes would lose their zeros.
bool isWrittenAsNumber(const std::string& text) {
  const std::size_t first = text.front() == '-' ? 1 : 0;
  if (first >= text.size() || text[first] == '+') return false;
  return text[first] != '0' || first + 1 == text.size() || text[first + 1] == '.';
}

Converted fromText(const std::string& text, FieldType to) {
  const std::string plain(text::trim(text));
  if (plain.empty()) return {};
  Value value = parsed(plain, to);
  const bool found = !std::holds_alternative<std::monostate>(value);
  if (to == FieldType::integer && !found) {
    const Value real = parsed(plain, FieldType::real);
    if (const auto* number = std::get_if<double>(&real)) {
      Converted whole = rounded(*number);
      if (whole.how == Conversion::kept && !isWrittenAsNumber(plain)) whole.how = Conversion::changed;
      return whole;
    }
  }
  if (!found) return {{}, Conversion::lost};
  Conversion how = Conversion::kept;
  if ((to == FieldType::integer || to == FieldType::real) && !isWrittenAsNumber(plain)) how = Conversion::changed;
  if (to == FieldType::date && plain.size() > 10) how = Conversion::changed;
  return {std::move(value), how};
}

Converted fromWhole(std::int64_t whole, FieldType to) {
  switch (to) {
    case FieldType::integer: return {whole};
    case FieldType::real:
      return {static_cast<double>(whole), std::llabs(whole) <= kExact ? Conversion::kept : Conversion::changed};
    case FieldType::boolean:
      if (whole == 0 || whole == 1) return {whole};
      return {{}, Conversion::lost};
    default: return {{}, Conversion::lost};
  }
}

}  // namespace

Converted converted(const Value& value, FieldType to) {
  if (std::holds_alternative<std::monostate>(value)) return {};
  if (std::holds_alternative<geom::Bytes>(value)) {
    return to == FieldType::blob ? Converted{value} : Converted{{}, Conversion::lost};
  }
  if (to == FieldType::text) return {textOf(value)};
  if (const auto* text = std::get_if<std::string>(&value)) return fromText(*text, to);
  if (const auto* whole = std::get_if<std::int64_t>(&value)) return fromWhole(*whole, to);
  const double real = std::get<double>(value);
  if (to == FieldType::real) return {value};
  if (to == FieldType::integer) return rounded(real);
  if (to == FieldType::boolean && (real == 0 || real == 1)) return {static_cast<std::int64_t>(real)};
  return {{}, Conversion::lost};
}

}  // namespace gis::store
