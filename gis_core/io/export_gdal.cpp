// GeoPackage, FlatGeobuf and KML, as GDAL writes them.
#include <algorithm>
#include <bit>
#include <cstdint>
#include <limits>

#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/io/export_writer.h"
#include "gis_core/io/gdal_output.h"
#include "gis_core/store/geopackage_load.h"

namespace gis::io {
namespace {

using geom::GeometryKind;
using geom::GeometryType;
using store::FieldType;

constexpr std::int64_t kKmlLargest = std::numeric_limits<std::int32_t>::max();

/// GDAL writes a field's name into KML as it is: signs that mean something to XML would break the file.
std::string kmlName(const std::string& name) {
  for (const char* own : {"Name", "description"})
    if (text::fold(name) == text::fold(own)) return own;
  std::string out;
  for (const char c : name) {
    switch (c) {
      case '"': out += "”"; break;
      case '<': out += "‹"; break;
      case '>': out += "›"; break;
      case '&': out += "＆"; break;
      default: out += c;
    }
  }
  return out;
}

class GdalWriter final : public ExportWriter {
 public:
  explicit GdalWriter(const WriterSetup& setup) : m_setup(setup) {
    m_digest.columns.resize(setup.rows->fields().size());
    for (const store::Field& field : setup.rows->fields())
      m_names.push_back(setup.format == ExportFormat::kml ? kmlName(field.name) : field.name);
  }

  /// The layer's own type is the narrowest that holds every row, and nothing is lost.
  [[nodiscard]] bool needsSight() const override {
    return !loads() || m_setup.request.cut || m_setup.rows->layer().geometryType->kind == GeometryKind::unknown;
  }
  [[nodiscard]] bool bearsThread() const override { return loads(); }

  void see(const store::Feature& feature) override {
    m_seen = true;
    if (m_setup.format == ExportFormat::kml) {
      m_wide.resize(feature.values.size());
      for (std::size_t i = 0; i < feature.values.size(); ++i)
        if (const auto* whole = std::get_if<std::int64_t>(&feature.values[i]))
          m_wide[i] = m_wide[i] || *whole > kKmlLargest || *whole < -kKmlLargest;
    }
    if (feature.wkb.empty() || geom::isEmpty(feature.wkb)) {
      ++m_withoutGeometry;
      return;
    }
    GeometryType type = geom::typeOf(feature.wkb);
    if (type.kind == GeometryKind::polygon) type.kind = GeometryKind::multiPolygon;  // areas are always Multi
    m_kinds |= 1U << static_cast<unsigned>(type.kind);
    m_anyZ = m_anyZ || type.hasZ;
    m_anyM = m_anyM || type.hasM;
  }

  void settle(ExportReport& report) override {
    m_type = {m_setup.rows->layer().geometryType ? kindOf(m_kinds) : GeometryKind::unknown, m_anyZ, m_anyM};
    if (!m_seen && loads()) m_type = *m_setup.rows->layer().geometryType;
    if (!keepsPlaceless() && m_setup.rows->layer().geometryType && m_withoutGeometry > 0)
      report.warnings.push_back(
          {GIS_TR("{0} features without geometry were left out"), {std::to_string(m_withoutGeometry)}});
    for (std::size_t i = 0; i < m_names.size(); ++i) {
      const std::string& name = m_setup.rows->fields()[i].name;
      if (name != m_names[i]) report.renamedFields.emplace_back(name, m_names[i]);
    }
    for (const store::Field& field : m_setup.rows->fields()) {
      if (field.type == FieldType::blob && m_setup.format != ExportFormat::geoPackage)
        report.warnings.push_back({GIS_TR("column {0} holds bytes and was left out"), {field.name}});
      if (m_setup.format == ExportFormat::geoPackage && (field.name == "fid" || field.name == "geom"))
        report.warnings.push_back({GIS_TR("column {0} has a name of its own in a GeoPackage"), {field.name}});
    }
  }

  void write(const store::Feature& feature) override {
    open();
    const bool withoutPlace = feature.wkb.empty() || geom::isEmpty(feature.wkb);
    if (!keepsPlaceless() && m_setup.rows->layer().geometryType && withoutPlace) return;
    const geom::Bytes* wkb = &feature.wkb;
    geom::Bytes promoted;
    if (!feature.wkb.empty()) {
      GeometryType wanted = m_type;
      if (wanted.kind == GeometryKind::unknown) wanted.kind = geom::typeOf(feature.wkb).kind;
      if (!(wanted == geom::typeOf(feature.wkb))) {
        promoted = geom::promoted(feature.wkb, wanted);
        wkb = &promoted;
      }
      m_digest.addGeometry(*wkb);
    }
    ++m_digest.rows;
    if (m_load) {
      for (std::size_t i = 0; i < feature.values.size(); ++i) prove(i, feature.values[i]);
      m_load->add(feature.fid, feature.values, *wkb);
      if (m_digest.rows == m_setup.rows->layer().count / 2) m_middleFid = feature.fid;
      return;
    }
    m_output->begin(keepsFid() ? feature.fid : -1);
    writeCells(feature);
    m_output->setGeometry(*wkb);
    m_output->end();
  }

  void finish() override {
    open();
    if (m_load) {
      m_load->finish();
      m_load.reset();
      return;
    }
    m_output->close();
    m_output.reset();
  }

  void losses(ExportReport& report) const override {
    if (!keepsPlaceless() && m_setup.rows->layer().geometryType) report.written -= m_withoutGeometry;
  }

  [[nodiscard]] std::vector<Expectation> expectations() const override {
    Expectation one;
    one.file = m_setup.file;
    one.digest = m_digest;
    if (m_setup.request.joint) one.layer = m_setup.rows->layer().name;
    one.geometryCompared = m_setup.format != ExportFormat::kml;
    one.middleFid = m_middleFid;
    for (std::size_t i = 0; i < m_setup.rows->fields().size(); ++i) {
      const store::Field& field = m_setup.rows->fields()[i];
      one.columnNames.push_back(m_names[i]);
      // FlatGeobuf knows times, but no days
      const bool day = field.type == FieldType::date && m_setup.format == ExportFormat::flatGeobuf;
      const bool exact = !day && field.type != FieldType::datetime && field.type != FieldType::blob;
      one.compared.push_back(exact && one.geometryCompared);
    }
    return {one};
  }

 private:
  static GeometryKind kindOf(std::uint32_t kinds) {
    const auto bit = [](GeometryKind kind) { return 1U << static_cast<unsigned>(kind); };
    if (kinds == 0) return GeometryKind::unknown;
    if (std::has_single_bit(kinds)) return static_cast<GeometryKind>(std::countr_zero(kinds));
    if ((kinds & ~(bit(GeometryKind::point) | bit(GeometryKind::multiPoint))) == 0) return GeometryKind::multiPoint;
    if ((kinds & ~(bit(GeometryKind::lineString) | bit(GeometryKind::multiLineString))) == 0)
      return GeometryKind::multiLineString;
    return GeometryKind::unknown;
  }
  [[nodiscard]] bool keepsFid() const { return m_setup.format == ExportFormat::geoPackage; }
  /// Only GeoPackage has a place for a feature without geometry (FlatGeobuf's reader passes it over).
  [[nodiscard]] bool keepsPlaceless() const { return m_setup.format == ExportFormat::geoPackage; }

  /// GeoPackages are only begun by the driver: rows and index go in by the bulk. Its times are spelt its own way.
  [[nodiscard]] bool loads() const {
    const auto& fields = m_setup.rows->fields();
    return m_setup.format == ExportFormat::geoPackage && m_setup.rows->layer().geometryType &&
           std::none_of(fields.begin(), fields.end(),
                        [](const store::Field& field) { return field.type == FieldType::datetime; });
  }

  void open() {
    if (m_output || m_load) return;
    GdalOutputSetup setup;
    setup.file = m_setup.file;
    setup.layerName = m_setup.rows->layer().name;
    setup.hasGeometry = m_setup.rows->layer().geometryType.has_value();
    setup.type = m_type;
    setup.crs = m_setup.rows->crs();
    switch (m_setup.format) {
      case ExportFormat::flatGeobuf: setup.driver = "FlatGeobuf"; break;
      case ExportFormat::kml: setup.driver = "KML"; break;
      default:
        setup.driver = "GPKG";
        setup.layerOptions = {"FID=" + fidColumn(), "GEOMETRY_NAME=geom"};
        break;
    }
    for (std::size_t i = 0; i < m_names.size(); ++i)
      setup.columns.push_back({m_names[i], typeOf(i), 0, 0, isNarrow(i)});
    m_output = GdalOutput::create(setup);
    if (!loads()) return;
    m_output->close();
    m_output.reset();
    m_load = std::make_unique<store::GeoPackageLoad>(setup.file, setup.layerName);
  }

  /// KML knows whole numbers of 32 bits, and days and times only of its own, which are no columns: ISO texts come back.
  [[nodiscard]] FieldType typeOf(std::size_t column) const {
    const FieldType type = m_setup.rows->fields()[column].type;
    if (m_setup.format != ExportFormat::kml) return type;
    return type == FieldType::date || type == FieldType::datetime ? FieldType::text : type;
  }
  [[nodiscard]] bool isNarrow(std::size_t column) const {
    return m_setup.format == ExportFormat::kml && m_setup.rows->fields()[column].type == FieldType::integer &&
           column < m_wide.size() && !m_wide[column];
  }

  void prove(std::size_t column, const store::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) m_digest.addText(column, *text);
    if (const auto* integer = std::get_if<std::int64_t>(&value))
      m_digest.addNumber(column, static_cast<double>(*integer));
    if (const auto* real = std::get_if<double>(&value)) m_digest.addNumber(column, *real);
  }

  [[nodiscard]] std::string fidColumn() const {
    const auto& fields = m_setup.rows->fields();
    const bool taken = std::any_of(fields.begin(), fields.end(), [](const store::Field& f) { return f.name == "fid"; });
    return taken ? "ogc_fid" : "fid";
  }

  void writeCells(const store::Feature& feature) {
    const std::vector<store::Field>& fields = m_setup.rows->fields();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      const store::Value& value = feature.values[i];
      prove(i, value);
      if (const auto* text = std::get_if<std::string>(&value)) {
        m_output->setText(i, *text);
      } else if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        m_output->setInteger(i, *integer);
      } else if (const auto* real = std::get_if<double>(&value)) {
        m_output->setReal(i, *real);
      } else if (const auto* bytes = std::get_if<geom::Bytes>(&value)) {
        if (m_setup.format == ExportFormat::geoPackage) m_output->setBytes(i, *bytes);
      }
    }
  }

  WriterSetup m_setup;
  std::unique_ptr<GdalOutput> m_output;
  std::unique_ptr<store::GeoPackageLoad> m_load;
  bool m_seen = false;
  ExportDigest m_digest;
  std::optional<std::int64_t> m_middleFid;
  std::vector<std::string> m_names;  ///< of the columns in the file
  std::vector<bool> m_wide;          ///< KML: columns with a whole number of more than 32 bits
  std::uint32_t m_kinds = 0;
  bool m_anyZ = false, m_anyM = false;
  GeometryType m_type;
  std::int64_t m_withoutGeometry = 0;
};

}  // namespace

std::unique_ptr<ExportWriter> makeGdalWriter(const WriterSetup& setup) {
  return std::make_unique<GdalWriter>(setup);
}

}  // namespace gis::io
