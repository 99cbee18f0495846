// GeoJSON after RFC 7946: longitude and latitude with nine decimals, rings by the right-hand rule. In another CRS
// (asked for) with the "crs" member of the format of 2008, which GDAL and QGIS read.
#include <fmt/format.h>

#include <cctype>
#include <cmath>
#include <fstream>
#include <nlohmann/json.hpp>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/io/export_writer.h"
#include "gis_core/io/table_writer.h"

namespace gis::io {
namespace {

using store::FieldType;

std::string jsonText(const std::string& text) {
  return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Would a reader take this text for a date? Then it comes back in another spelling.
bool looksLikeDate(const std::string& text) {
  return text.size() >= 8 && text.size() <= 35 && std::isdigit(static_cast<unsigned char>(text[0])) != 0 &&
         text.find_first_of("-/:") != std::string::npos;
}

class GeoJsonWriter final : public ExportWriter {
 public:
  explicit GeoJsonWriter(const WriterSetup& setup) : m_setup(setup), m_doubtful(setup.rows->fields().size(), false) {
    m_digest.columns.resize(setup.rows->fields().size());
    for (const store::Field& field : setup.rows->fields()) m_names.push_back(jsonText(field.name));
  }

  void see(const store::Feature& feature) override {
    for (std::size_t i = 0; i < feature.values.size(); ++i) {
      const auto* text = std::get_if<std::string>(&feature.values[i]);
      if (text != nullptr && looksLikeDate(*text)) m_doubtful[i] = true;
    }
  }

  void settle(ExportReport& report) override {
    for (const store::Field& field : m_setup.rows->fields()) {
      if (field.type == FieldType::blob)
        report.warnings.push_back({GIS_TR("column {0} holds bytes and was left empty"), {field.name}});
    }
    const auto& type = m_setup.rows->layer().geometryType;
    if (type && type->hasM) report.warnings.emplace_back(GIS_TR("GeoJSON keeps no M values"));
  }

  void write(const store::Feature& feature) override {
    open();
    std::string line = m_digest.rows > 0 ? ",\n" : "\n";
    line += fmt::format("{{\"type\":\"Feature\",\"id\":{},\"properties\":{{", feature.fid);
    for (std::size_t i = 0; i < feature.values.size(); ++i) {
      if (i > 0) line += ',';
      line += m_names[i];
      line += ':';
      writeValue(line, i, feature.values[i]);
    }
    line += "},\"geometry\":";
    line += feature.wkb.empty() ? "null" : geom::toGeoJson(feature.wkb);
    line += '}';
    m_out << line;
    m_digest.addGeometry(feature.wkb);
    ++m_digest.rows;
  }

  void finish() override {
    open();
    m_out << "\n]}\n";
    closeOutput(m_out, m_setup.file);
  }

  void losses(ExportReport&) const override {}

  [[nodiscard]] std::vector<Expectation> expectations() const override {
    Expectation one;
    one.file = m_setup.file;
    one.digest = m_digest;
    for (std::size_t i = 0; i < m_setup.rows->fields().size(); ++i) {
      const store::Field& field = m_setup.rows->fields()[i];
      one.columnNames.push_back(field.name);
      one.compared.push_back(field.type != FieldType::datetime && field.type != FieldType::blob && !m_doubtful[i]);
    }
    return {one};
  }

 private:
  void open() {
    if (m_out.is_open()) return;
    m_out.open(m_setup.file, std::ios::binary);
    m_out << "{\"type\":\"FeatureCollection\",\"name\":" << jsonText(m_setup.rows->layer().name);
    const auto& crs = m_setup.rows->crs();
    if (!m_setup.request.crs.empty() && crs.epsg())
      m_out << fmt::format(R"(,"crs":{{"type":"name","properties":{{"name":"urn:ogc:def:crs:EPSG::{}"}}}})",
                           *crs.epsg());
    m_out << ",\"features\":[";
  }

  void writeValue(std::string& line, std::size_t column, const store::Value& value) {
    const FieldType type = m_setup.rows->fields()[column].type;
    if (const auto* text = std::get_if<std::string>(&value)) {
      line += jsonText(*text);
      m_digest.addText(column, *text);
    } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
      line += type == FieldType::boolean ? (*integer != 0 ? "true" : "false") : std::to_string(*integer);
      m_digest.addNumber(column, static_cast<double>(*integer));
    } else if (const auto* real = std::get_if<double>(&value); real != nullptr && std::isfinite(*real)) {
      std::string digits = shortest(*real);
      if (digits.find_first_of(".eE") == std::string::npos) digits += ".0";  // a reader keeps it a real
      line += digits;
      m_digest.addNumber(column, *real);
    } else {
      line += "null";
    }
  }

  WriterSetup m_setup;
  std::vector<bool> m_doubtful;
  std::vector<std::string> m_names;
  ExportDigest m_digest;
  std::ofstream m_out;
};

}  // namespace

std::unique_ptr<ExportWriter> makeGeoJsonWriter(const WriterSetup& setup) {
  return std::make_unique<GeoJsonWriter>(setup);
}

}  // namespace gis::io
