#include "gis_core/io/read_back.h"

#include <algorithm>
#include <future>
#include <map>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/io/source_reader.h"

namespace gis::io {
namespace {

/// Below this a second child costs more than it brings.
constexpr std::int64_t kRowsOfTwo = 50'000;

/// GDAL spells a day with slashes where texts stand in its column too.
std::string isoDay(std::string_view day) {
  std::string text(day);
  if (text.size() == 10 && text[4] == '/' && text[7] == '/') text[4] = text[7] = '-';
  return text;
}

class ReadBack {
 public:
  ReadBack(const ExportWriter::Expectation& expected, ExportFormat format) : m_expected(expected), m_format(format) {}

  [[noreturn]] void differ(Message why) const {
    throw Error(ErrorCode::damaged,
                {GIS_TR("{0} was not written: reading it back gave something else"),
                 {platform::pathToUtf8(m_expected.file.filename())}},
                std::move(why), GIS_TR("please report this"));
  }

  /// Sums over the features whose ids in the file are in this range.
  [[nodiscard]] ExportDigest sumsOf(const FidRange& range, const CancelToken& token) const {
    const bool table = m_format == ExportFormat::csv || m_format == ExportFormat::xlsx;
    SourceReader reader({m_expected.file, "auto", table}, token);
    ExportDigest found;
    found.columns.resize(m_expected.columnNames.size());
    for (std::size_t l = 0; l < reader.description().layers.size(); ++l) {
      const SourceLayer& layer = reader.description().layers[l];
      if (!m_expected.layer.empty() && layer.name != m_expected.layer) continue;
      const std::vector<std::ptrdiff_t> columns = columnsOf(layer);
      (void)reader.read(
          l,
          [&](store::FeatureBatch&& batch) {
            add(batch, columns, found);
            return true;
          },
          -1, range);
    }
    return found;
  }

  void compare(const ExportDigest& found) const {
    const ExportDigest& meant = m_expected.digest;
    if (found.rows > meant.rows || found.rows < meant.rows - m_expected.rowsWithoutCell)
      differ({GIS_TR("{0} rows instead of {1}"), {std::to_string(found.rows), std::to_string(meant.rows)}});
    if (m_expected.geometryCompared && (found.withGeometry != meant.withGeometry || found.vertices != meant.vertices))
      differ(GIS_TR("the geometry differs"));
    for (std::size_t i = 0; i < found.columns.size(); ++i) {
      if (m_expected.compared[i] && found.columns[i] != meant.columns[i])
        differ({GIS_TR("column {0} differs"), {m_expected.columnNames[i]}});
    }
  }

 private:
  /// Where each column of the expectation stands in the layer; −1: nowhere, or it is not compared.
  [[nodiscard]] std::vector<std::ptrdiff_t> columnsOf(const SourceLayer& layer) const {
    std::map<std::string, std::size_t> columnOf;
    for (std::size_t i = 0; i < layer.fields.size(); ++i) columnOf.emplace(layer.fields[i].name, i);
    std::vector<std::ptrdiff_t> columns;
    for (std::size_t i = 0; i < m_expected.columnNames.size(); ++i) {
      const auto at = columnOf.find(m_expected.columnNames[i]);
      if (at == columnOf.end() && m_expected.compared[i] && m_expected.digest.columns[i] != 0)
        differ({GIS_TR("column {0} is missing"), {m_expected.columnNames[i]}});
      const bool taken = at != columnOf.end() && m_expected.compared[i];
      columns.push_back(taken ? static_cast<std::ptrdiff_t>(at->second) : -1);
    }
    return columns;
  }

  void add(const store::FeatureBatch& batch, const std::vector<std::ptrdiff_t>& columns, ExportDigest& found) const {
    found.rows += static_cast<std::int64_t>(batch.rows());
    if (m_expected.geometryCompared)
      for (std::size_t row = 0; row < batch.rows(); ++row) found.addGeometry(batch.geometryOf(row));
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i] >= 0) addColumn(batch, static_cast<std::size_t>(columns[i]), i, found);
  }

  void addColumn(const store::FeatureBatch& batch, std::size_t source, std::size_t column, ExportDigest& found) const {
    const store::FeatureBatch::Column& cells = batch.columns[source];
    const store::FieldType type = batch.fields[source].type;
    if (type == store::FieldType::blob) return;
    const bool whole = type == store::FieldType::integer || type == store::FieldType::boolean;
    const bool day = !m_expected.days.empty() && m_expected.days[column];
    for (std::size_t row = 0; row < batch.rows(); ++row) {
      if (cells.isNull[row] != 0) continue;
      if (whole)
        found.addNumber(column, static_cast<double>(cells.integers[row]));
      else if (type == store::FieldType::real)
        found.addNumber(column, cells.reals[row]);
      else if (day)
        found.addText(column, isoDay(batch.textOf(source, row)));
      else
        found.addText(column, batch.textOf(source, row));
    }
  }

  const ExportWriter::Expectation& m_expected;
  const ExportFormat m_format;
};

}  // namespace

void readBack(const ExportWriter::Expectation& expected, ExportFormat format, const CancelToken& token,
              ExportReport& report) {
  const ReadBack reading(expected, format);
  ExportDigest found;
  if (expected.middleFid && expected.digest.rows >= kRowsOfTwo) {
    FidRange first, second;
    first.before = second.from = *expected.middleFid;
    // what goes wrong here waits for the other half, which ends by itself
    auto other = std::async(std::launch::async, [&] { return reading.sumsOf(second, token); });
    found = reading.sumsOf(first, token);
    found += other.get();
  } else {
    found = reading.sumsOf({}, token);
  }
  reading.compare(found);
  report.readBack = true;
  report.rowsCompared += found.rows;
  report.geometryCompared = report.geometryCompared || expected.geometryCompared;
  report.columnsCompared =
      std::max(report.columnsCompared,
               static_cast<std::size_t>(std::count(expected.compared.begin(), expected.compared.end(), true)));
}

}  // namespace gis::io
