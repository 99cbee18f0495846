#include "gis_core/io/dbf_plan.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "gis_core/base/text.h"
#include "gis_core/io/export_losses.h"
#include "gis_core/io/short_names.h"

namespace gis::io {
namespace {

using store::FieldType;
using store::Value;

constexpr std::size_t kTextBytes = 254;
/// What desktop programs read as a number without loss; wider integers come back as floating point.
constexpr int kIntegerDigits = 18;
constexpr int kRealWidth = 31;
constexpr int kMostDecimals = 15;

std::string lowerAscii(std::string text) {
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return text;
}

/// Digits before and after the point in the shortest fixed form that reads back equal.
std::pair<int, int> digitsAround(double value) {
  char buffer[400];
  const auto [end, fault] = std::to_chars(buffer, buffer + sizeof buffer, std::fabs(value), std::chars_format::fixed);
  if (fault != std::errc()) return {400, 0};
  const char* point = std::find(static_cast<const char*>(buffer), static_cast<const char*>(end), '.');
  return {static_cast<int>(point - buffer), point == end ? 0 : static_cast<int>(end - point - 1)};
}

std::string plainText(const Value& value) {
  if (const auto* text = std::get_if<std::string>(&value)) return *text;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
  if (const auto* real = std::get_if<double>(&value)) {
    char buffer[64];
    const auto [end, fault] = std::to_chars(buffer, buffer + sizeof buffer, *real);
    return fault == std::errc() ? std::string(buffer, end) : std::string();
  }
  return {};
}

}  // namespace

std::vector<std::string> dbfNames(const std::vector<store::Field>& fields, TextEncoder& encoder) {
  std::vector<std::string> names;
  std::set<std::string> used;
  for (const store::Field& field : fields) {
    std::string name = encoder.encodeCut(field.name, kDbfNameBytes);
    std::replace(name.begin(), name.end(), '?', '_');
    if (name.empty()) name = "field";
    for (int n = 1; !used.insert(lowerAscii(name)).second; ++n) {
      const std::string suffix = "_" + std::to_string(n);
      name = encoder.encodeCut(field.name, kDbfNameBytes - suffix.size()) + suffix;
      std::replace(name.begin(), name.end(), '?', '_');
    }
    names.push_back(std::move(name));
  }
  return names;
}

DbfPlan::DbfPlan(const std::vector<store::Field>& fields, const std::string& encoding)
    : m_fields(fields), m_encoder(encoding), m_facts(fields.size()) {}

void DbfPlan::see(const std::vector<Value>& values) {
  for (std::size_t i = 0; i < values.size(); ++i) {
    Facts& facts = m_facts[i];
    const Value& value = values[i];
    if (const auto* text = std::get_if<std::string>(&value)) {
      const std::size_t bytes = m_encoder.encode(*text).size();
      facts.bytes = std::max(facts.bytes, bytes);
      if (bytes > kTextBytes) ++m_truncated;
      if (text->empty()) ++facts.emptyTexts;
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      const std::string digits = std::to_string(*integer);
      ++facts.numbers;
      facts.bytes = std::max(facts.bytes, digits.size());
      facts.negative = facts.negative || *integer < 0;
      facts.digits = std::max(facts.digits, static_cast<int>(digits.size()) - (*integer < 0 ? 1 : 0));
    } else if (const auto* real = std::get_if<double>(&value); real != nullptr && std::isfinite(*real)) {
      const auto [before, after] = digitsAround(*real);
      ++facts.numbers;
      ++facts.byDecimals[after];
      if (after > facts.decimals) facts.longest = *real;
      facts.digits = std::max(facts.digits, before);
      facts.decimals = std::max(facts.decimals, after);
      facts.negative = facts.negative || *real < 0;
      facts.bytes = std::max(facts.bytes, plainText(value).size());
    }
  }
}

void DbfPlan::settle() {
  const std::vector<std::string> names = dbfNames(m_fields, m_encoder);
  TextDecoder decoder(m_encoder.encoding());
  for (std::size_t i = 0; i < m_fields.size(); ++i) {
    Facts& facts = m_facts[i];
    Column column{i, names[i], Kind::text, 1, 0};
    const int sign = facts.negative ? 1 : 0;
    switch (m_fields[i].type) {
      case FieldType::integer:
      case FieldType::boolean:
        column.kind = facts.digits > kIntegerDigits ? Kind::text : Kind::integer;
        facts.wide = column.kind == Kind::text;
        column.width = std::max(facts.digits + sign, std::min(m_fields[i].width, kIntegerDigits));
        break;
      case FieldType::real: {
        column.kind = Kind::real;
        const int decimals = std::max(1, std::min({facts.decimals, kMostDecimals, kRealWidth - 2 - facts.digits}));
        column.decimals = decimals;
        column.width = facts.digits + decimals + 1 + sign;
        facts.wide = facts.digits + 3 > kRealWidth;
        if (facts.wide) column.kind = Kind::text;
        // a number that needs more decimals than its column has cannot read back equal; one that needs fewer does
        for (const auto& [needed, count] : facts.byDecimals)
          if (!facts.wide && needed > decimals) facts.rounded += count;
        m_rounded += facts.rounded;
        break;
      }
      case FieldType::date:
        column.kind = Kind::date;
        column.width = 8;
        break;
      case FieldType::blob: column.kind = Kind::none; break;
      case FieldType::text:
      case FieldType::datetime: break;
    }
    if (column.kind == Kind::text)
      column.width = static_cast<int>(std::min(std::max<std::size_t>(facts.bytes, 1), kTextBytes));
    const std::string shown = decoder.decode(column.name);
    if (column.kind != Kind::none && shown != m_fields[i].name) m_renamed.emplace_back(m_fields[i].name, shown);
    if (column.kind != Kind::none) m_columns.push_back(std::move(column));
  }
}

bool DbfPlan::cell(const Column& column, const Value& value, std::string& bytes) {
  bytes.clear();
  if (std::holds_alternative<std::monostate>(value) || std::holds_alternative<geom::Bytes>(value)) return false;
  if (column.kind == Kind::real) {
    const auto* real = std::get_if<double>(&value);
    const double number = real != nullptr ? *real : static_cast<double>(std::get<std::int64_t>(value));
    if (!std::isfinite(number)) return false;
    char buffer[400];
    const auto [end, fault] =
        std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed, column.decimals);
    if (fault != std::errc()) return false;
    bytes.assign(buffer, end);
    return true;
  }
  std::string text = plainText(value);
  if (column.kind == Kind::integer) {
    bytes = text;
    return true;
  }
  if (column.kind == Kind::date) {
    if (text.size() < 10) return false;
    bytes = text.substr(0, 4) + text.substr(5, 2) + text.substr(8, 2);
    return true;
  }
  text.erase(0, text.find_first_not_of(' '));  // readers take blanks in front for padding, too
  bytes = m_encoder.encodeCut(text, static_cast<std::size_t>(column.width));
  while (!bytes.empty() && bytes.back() == ' ') bytes.pop_back();
  return !bytes.empty();
}

std::vector<Message> DbfPlan::warnings() const {
  std::vector<Message> all;
  std::int64_t empty = 0;
  for (std::size_t i = 0; i < m_fields.size(); ++i) {
    const std::string& name = m_fields[i].name;
    empty += m_facts[i].emptyTexts;
    if (m_fields[i].type == FieldType::datetime)
      all.push_back({GIS_TR("the times of column {0} became text: a shapefile keeps only days"), {name}});
    if (m_fields[i].type == FieldType::blob)
      all.push_back({GIS_TR("column {0} was left out: a shapefile holds no bytes"), {name}});
    if (m_facts[i].wide)
      all.push_back(
          {GIS_TR("the numbers of column {0} became text: they have more digits than a shapefile keeps"), {name}});
  }
  if (empty > 0)
    all.push_back(
        {GIS_TR("{0} empty texts became NULL: a shapefile does not tell them apart"), {std::to_string(empty)}});
  if (m_truncated > 0)
    all.push_back(
        {GIS_TR("{0} texts were cut at 254 bytes, the most that a shapefile keeps"), {std::to_string(m_truncated)}});
  if (m_rounded > 0)
    all.push_back({GIS_TR("{0} numbers were rounded to fit their column"), {std::to_string(m_rounded)}});
  return all;
}

std::vector<ExportLoss> DbfPlan::losses() const {
  std::vector<ExportLoss> all;
  for (std::size_t i = 0; i < m_fields.size(); ++i) {
    const Facts& facts = m_facts[i];
    if (facts.wide) all.push_back(lossOf("number_to_text", m_fields[i].name, facts.numbers));
    if (facts.rounded > 0) {
      all.push_back(lossOf("number_rounded", m_fields[i].name, facts.rounded));
      all.back().examples.push_back({0, plainText(facts.longest)});
    }
  }
  return all;
}

}  // namespace gis::io
