// CSV after RFC 4180, in UTF-8 or GBK.
#include <fstream>
#include <variant>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/io/export_writer.h"
#include "gis_core/io/table_writer.h"
#include "gis_core/io/text_encoding.h"

namespace gis::io {
namespace {

std::string csvCell(const std::string& text) {
  const bool plain = !text.empty() && text.find_first_of(",;\t|\"\r\n") == std::string::npos && text.front() != ' ' &&
                     text.back() != ' ';
  if (plain) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + "\"";
}

/// People call it .tsv when tabs part the cells; so does our reader.
bool isTabbed(const std::filesystem::path& file) {
  return text::fold(platform::pathToUtf8(file.extension())) == ".tsv";
}

class CsvWriter final : public ExportWriter {
 public:
  explicit CsvWriter(const WriterSetup& setup)
      : m_setup(setup),
        m_encoder(setup.request.encoding),
        m_decoder(setup.request.encoding),
        m_columns(*setup.rows, setup.request.tableGeometry, true),
        m_separator(isTabbed(setup.file) ? '\t' : ',') {
    m_digest.columns.resize(m_columns.names().size());
  }

  void see(const store::Feature& feature) override {
    m_columns.see(feature.wkb);
    // what the encoding lacks is told beforehand too
    if (m_encoder.encoding() == "UTF-8") return;
    for (const store::Value& value : feature.values) {
      if (const auto* text = std::get_if<std::string>(&value)) (void)m_encoder.encode(*text);
    }
  }

  void settle(ExportReport& report) override {
    for (const store::Field& field : m_setup.rows->fields()) {
      if (field.type == store::FieldType::blob)
        report.warnings.push_back({GIS_TR("column {0} holds bytes and was left empty"), {field.name}});
    }
    if (m_setup.rows->layer().geometryType && m_columns.placeColumns() == 0)
      report.warnings.emplace_back(GIS_TR("the geometry was left out"));
    m_columns.tellLosses(report);
  }

  void write(const store::Feature& feature) override {
    open();
    std::string line;
    std::size_t column = 0;
    for (const std::string& cell : m_columns.place(feature.wkb)) {
      if (column > 0) line += m_separator;
      if (!cell.empty()) line += csvCell(cell);
      if (!cell.empty()) m_digest.addText(column, cell);
      if (cell.empty()) addLoneCell(column, line);
      ++column;
    }
    for (const store::Value& value : feature.values) {
      if (column > 0) line += m_separator;
      writeCell(value, column++, line);
    }
    if (m_columns.onlyFids()) writeCell(feature.fid, 0, line);
    m_out << line << "\r\n";
    ++m_digest.rows;
  }

  void finish() override {
    open();
    closeOutput(m_out, m_setup.file);
  }

  void losses(ExportReport& report) const override {
    report.missingCharacters.assign(m_encoder.missing().begin(), m_encoder.missing().end());
  }

  [[nodiscard]] std::vector<Expectation> expectations() const override {
    Expectation one;
    one.file = m_setup.file;
    one.digest = m_digest;
    one.geometryCompared = false;  // the place is compared as text
    one.columnNames = m_columns.names();
    one.compared.assign(one.columnNames.size(), true);
    return {one};
  }

 private:
  void open() {
    if (m_out.is_open()) return;
    m_out.open(m_setup.file, std::ios::binary);
    std::string line;
    for (const std::string& name : m_columns.names()) {
      if (!line.empty()) line += m_separator;
      line += csvCell(m_encoder.encode(name));
    }
    m_out << line << "\r\n";
  }

  void writeCell(const store::Value& value, std::size_t column, std::string& line) {
    std::string cell;
    if (const auto* text = std::get_if<std::string>(&value)) {
      cell = m_encoder.encode(*text);
      line += csvCell(cell);  // an empty text is "", NULL is nothing
      m_digest.addText(column, m_decoder.decode(cell));
      return;
    }
    if (const auto* integer = std::get_if<std::int64_t>(&value)) cell = std::to_string(*integer);
    if (const auto* real = std::get_if<double>(&value)) cell = shortest(*real);
    if (cell.empty()) {
      addLoneCell(column, line);
      return;
    }
    line += cell;
    m_digest.addText(column, cell);
  }

  /// A line with nothing on it would be no row.
  void addLoneCell(std::size_t column, std::string& line) {
    if (m_columns.names().size() > 1) return;
    line += "\"\"";
    m_digest.addText(column, "");
  }

  WriterSetup m_setup;
  TextEncoder m_encoder;
  TextDecoder m_decoder;
  TableColumns m_columns;
  const char m_separator;
  ExportDigest m_digest;
  std::ofstream m_out;
};

}  // namespace

std::unique_ptr<ExportWriter> makeCsvWriter(const WriterSetup& setup) {
  return std::make_unique<CsvWriter>(setup);
}

}  // namespace gis::io
