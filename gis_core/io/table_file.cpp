#include "gis_core/io/table_file.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/io/csv_parser.h"
#include "gis_core/io/source_reader.h"
#include "gis_core/io/table_columns.h"

namespace gis::io {
namespace {

using store::KeyTable;

/// Spreadsheets keep 15 significant digits of a number.
constexpr double kFirstCutNumber = 1e15;

std::string digitsOf(double value) {
  if (value == std::floor(value) && std::fabs(value) < kFirstCutNumber)
    return std::to_string(static_cast<long long>(value));
  char buffer[64];
  const auto [end, fault] = std::to_chars(buffer, buffer + sizeof buffer, value);
  return fault == std::errc() ? std::string(buffer, end) : std::string();
}

bool isCutText(const std::string& cell) {
  const auto value = numberOf(text::trim(cell));
  return value && std::fabs(*value) >= kFirstCutNumber && cell.find_first_of("eE") != std::string::npos;
}

void addCell(KeyTable::Column& column, const store::Value& value, bool spreadsheet) {
  std::string cell;
  bool null = false;
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    cell = std::to_string(*integer);
    if (spreadsheet && std::fabs(static_cast<double>(*integer)) >= kFirstCutNumber) ++column.cutNumbers;
  } else if (const auto* real = std::get_if<double>(&value)) {
    cell = digitsOf(*real);
    if (spreadsheet && std::fabs(*real) >= kFirstCutNumber) ++column.cutNumbers;
  } else if (const auto* words = std::get_if<std::string>(&value)) {
    cell = *words;
    if (spreadsheet && isCutText(cell)) ++column.cutNumbers;
  } else {
    null = true;
  }
  column.cells.push_back(std::move(cell));
  column.isNull.push_back(null ? 1 : 0);
}

KeyTable tableOf(SourceReader& reader, std::size_t layer, const CancelToken& token) {
  const SourceLayer& info = reader.description().layers[layer];
  KeyTable table;
  table.name = info.name;
  for (const store::Field& field : info.fields) table.columns.push_back({field.name, {}, {}, 0});
  const bool spreadsheet = info.driver != "CSV";
  (void)reader.read(layer, [&](store::FeatureBatch&& batch) {
    token.check();
    for (std::size_t row = 0; row < batch.rows(); ++row) {
      for (std::size_t c = 0; c < table.columns.size(); ++c)
        addCell(table.columns[c], batch.valueOf(c, row), spreadsheet);
    }
    return true;
  });
  return table;
}

}  // namespace

KeyTable tableFromFile(const std::filesystem::path& file, const std::string& sheet, const CancelToken& token) {
  SourceReader reader({file, "auto", true}, token);
  const std::vector<SourceLayer>& layers = reader.description().layers;
  for (std::size_t i = 0; i < layers.size(); ++i) {
    if (!sheet.empty() && layers[i].sourceLayer != sheet && layers[i].name != sheet) continue;
    KeyTable table = tableOf(reader, i, token);
    if (!sheet.empty() || table.rows() > 0) return table;
  }
  const std::string name = platform::pathToUtf8(file.filename());
  if (!sheet.empty()) throw Error(ErrorCode::noSuchLayer, {GIS_TR("{0} has no sheet \"{1}\""), {name, sheet}});
  throw Error(ErrorCode::damaged, {GIS_TR("cannot read {0}"), {name}}, GIS_TR("there is no row in it"));
}

KeyTable tableFromText(std::string_view pasted) {
  std::size_t at = 0;
  CsvParser parser(
      [&](char* buffer, std::size_t size) {
        const std::size_t n = std::min(size, pasted.size() - at);
        std::memcpy(buffer, pasted.data() + at, n);
        at += n;
        return n;
      },
      guessSeparator(pasted.substr(0, 65536)), false);
  std::vector<std::vector<CsvCell>> rows;
  std::vector<CsvCell> row;
  std::size_t width = 0;
  while (parser.next(row)) {
    for (CsvCell& cell : row) {
      if (!cell.wasQuoted) cell.text = text::trim(cell.text);
    }
    width = std::max(width, row.size());
    rows.push_back(row);
  }
  KeyTable table;
  table.columns.resize(width);
  // a single column of codes has no heading unless its first cell is another kind of word
  const bool headed = rows.size() > 1 && firstRowIsHeading(rows) &&
                      (width > 1 || rows[0][0].text.find_first_of("0123456789") == std::string::npos);
  for (std::size_t c = 0; c < width; ++c) {
    table.columns[c].name = headed && c < rows[0].size() && !rows[0][c].text.empty()
                                ? text::repairUtf8(rows[0][c].text)
                                : "column_" + std::to_string(c + 1);
    for (std::size_t r = headed ? 1 : 0; r < rows.size(); ++r) {
      const bool there = c < rows[r].size() && (rows[r][c].wasQuoted || !rows[r][c].text.empty());
      table.columns[c].cells.push_back(there ? text::repairUtf8(rows[r][c].text) : std::string());
      table.columns[c].isNull.push_back(there ? 0 : 1);
    }
  }
  return table;
}

FileLook lookAt(const std::filesystem::path& file, const std::string& encoding, int rows, const CancelToken& token) {
  SourceReader reader({file, encoding, false}, token);
  FileLook look{reader.description(), {}};
  for (std::size_t i = 0; i < look.description.layers.size(); ++i) {
    store::FeatureBatch first = store::FeatureBatch::withFields(look.description.layers[i].fields);
    (void)reader.read(
        i,
        [&](store::FeatureBatch&& batch) {
          first = std::move(batch);
          return false;
        },
        rows);
    look.firstRows.push_back(std::move(first));
  }
  return look;
}

}  // namespace gis::io
