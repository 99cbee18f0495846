#include "gis_core/store/value.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "gis_core/base/error.h"

namespace gis::store {

const char* fieldTypeName(FieldType type) {
  switch (type) {
    case FieldType::integer: return "integer";
    case FieldType::real: return "real";
    case FieldType::date: return "date";
    case FieldType::datetime: return "datetime";
    case FieldType::boolean: return "boolean";
    case FieldType::blob: return "blob";
    case FieldType::text: break;
  }
  return "text";
}

const char* fieldTypeSql(FieldType type) {
  switch (type) {
    case FieldType::integer: return "BIGINT";  // GDAL reads a column declared INTEGER as 32 bits
    case FieldType::real: return "DOUBLE";
    case FieldType::date: return "DATE";
    case FieldType::datetime: return "DATETIME";
    case FieldType::boolean: return "BOOLEAN";
    case FieldType::blob: return "BLOB";
    case FieldType::text: break;
  }
  return "TEXT";
}

FieldType fieldTypeFromSql(const std::string& declared) {
  std::string upper = declared;
  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) { return std::toupper(c); });
  const auto has = [&](const char* word) { return upper.find(word) != std::string::npos; };
  if (has("BOOL")) return FieldType::boolean;
  if (has("DATETIME") || has("TIMESTAMP")) return FieldType::datetime;
  if (has("DATE")) return FieldType::date;
  // the order of SQLite's affinity rules (datatype3.html §3.1)
  if (has("INT")) return FieldType::integer;
  if (has("CHAR") || has("CLOB") || has("TEXT")) return FieldType::text;
  if (has("BLOB") || upper.empty()) return FieldType::blob;
  if (has("REAL") || has("FLOA") || has("DOUB") || has("NUMERIC") || has("DECIMAL")) return FieldType::real;
  return FieldType::text;
}

namespace {

bool holdsBytes(FieldType type) {
  return type == FieldType::text || type == FieldType::date || type == FieldType::datetime || type == FieldType::blob;
}

std::string_view slice(const std::string& bytes, const std::vector<std::uint32_t>& ends, std::size_t row) {
  const std::uint32_t begin = row == 0 ? 0 : ends[row - 1];
  return std::string_view(bytes).substr(begin, ends[row] - begin);
}

std::int64_t asInteger(const Value& value) {
  if (const auto* i = std::get_if<std::int64_t>(&value)) return *i;
  if (const auto* d = std::get_if<double>(&value)) return static_cast<std::int64_t>(*d);
  throw Error(ErrorCode::internal, GIS_TR("a batch of features was filled wrongly"),
              GIS_TR("a number was expected in a numeric column"));
}

}  // namespace

geom::BytesView FeatureBatch::geometryOf(std::size_t row) const {
  const std::uint32_t begin = row == 0 ? 0 : geometryEnds[row - 1];
  return geom::BytesView(geometry).subspan(begin, geometryEnds[row] - begin);
}

std::string_view FeatureBatch::textOf(std::size_t column, std::size_t row) const {
  return slice(columns[column].bytes, columns[column].textEnds, row);
}

Value FeatureBatch::valueOf(std::size_t column, std::size_t row) const {
  const Column& c = columns[column];
  if (c.isNull[row] != 0) return {};
  switch (fields[column].type) {
    case FieldType::integer:
    case FieldType::boolean: return c.integers[row];
    case FieldType::real: return c.reals[row];
    case FieldType::blob: {
      const std::string_view bytes = textOf(column, row);
      return geom::Bytes(bytes.begin(), bytes.end());
    }
    default: return std::string(textOf(column, row));
  }
}

FeatureBatch FeatureBatch::withFields(std::vector<Field> fields) {
  FeatureBatch batch;
  batch.columns.resize(fields.size());
  batch.fields = std::move(fields);
  return batch;
}

void FeatureBatch::addCell(std::size_t column, const Value& value) {
  Column& c = columns[column];
  const bool isNull = std::holds_alternative<std::monostate>(value);
  c.isNull.push_back(isNull ? 1 : 0);
  const FieldType type = fields[column].type;
  if (type == FieldType::integer || type == FieldType::boolean) {
    c.integers.push_back(isNull ? 0 : asInteger(value));
  } else if (type == FieldType::real) {
    const auto* i = std::get_if<std::int64_t>(&value);
    const auto* d = std::get_if<double>(&value);
    if (!isNull && i == nullptr && d == nullptr) (void)asInteger(value);  // throws
    c.reals.push_back(i != nullptr ? static_cast<double>(*i) : d != nullptr ? *d : 0.0);
  } else if (holdsBytes(type)) {
    if (const auto* text = std::get_if<std::string>(&value)) {
      c.bytes.append(*text);
    } else if (const auto* blob = std::get_if<geom::Bytes>(&value)) {
      c.bytes.append(blob->begin(), blob->end());
    } else if (!isNull) {
      throw Error(ErrorCode::internal, GIS_TR("a batch of features was filled wrongly"),
                  GIS_TR("text or bytes were expected in a text column"));
    }
    c.textEnds.push_back(static_cast<std::uint32_t>(c.bytes.size()));
  }
}

void FeatureBatch::copyCell(std::size_t column, const FeatureBatch& from, std::size_t fromColumn, std::size_t row) {
  Column& to = columns[column];
  const Column& source = from.columns[fromColumn];
  const bool isNull = source.isNull[row] != 0;
  to.isNull.push_back(isNull ? 1 : 0);
  switch (fields[column].type) {
    case FieldType::integer:
    case FieldType::boolean: to.integers.push_back(isNull ? 0 : source.integers[row]); break;
    case FieldType::real: to.reals.push_back(isNull ? 0 : source.reals[row]); break;
    default:
      if (!isNull) to.bytes.append(from.textOf(fromColumn, row));
      to.textEnds.push_back(static_cast<std::uint32_t>(to.bytes.size()));
  }
}

void FeatureBatch::addRow(std::int64_t fid, std::span<const Value> cells, geom::BytesView wkb) {
  for (std::size_t column = 0; column < cells.size(); ++column) addCell(column, cells[column]);
  geometry.insert(geometry.end(), wkb.begin(), wkb.end());
  geometryEnds.push_back(static_cast<std::uint32_t>(geometry.size()));
  fids.push_back(fid);
}

}  // namespace gis::store
