// Shapefiles: names, widths, encodings and splits are made by us before GDAL sees them.
#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <map>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/io/dbf_plan.h"
#include "gis_core/io/export_writer.h"
#include "gis_core/io/gdal_output.h"
#include "gis_core/io/text_encoding.h"

namespace gis::io {
namespace {

using geom::Bytes;
using geom::GeometryKind;
using geom::GeometryType;

/// The language byte for GBK; UTF-8 has none, the .cpg tells (decisions 12).
constexpr char kLdidGbk = 0x4D;

struct Part {
  bool occurs = false;
  bool anyMulti = false, anyZ = false, anyM = false;
  std::unique_ptr<GdalOutput> output;
  ExportDigest digest;
  std::filesystem::path file;
};

class ShapefileWriter final : public ExportWriter {
 public:
  explicit ShapefileWriter(const WriterSetup& setup)
      : m_setup(setup),
        m_encoding(TextDecoder(setup.request.encoding).encoding()),
        m_dbf(setup.rows->fields(), m_encoding),
        m_decoder(m_encoding) {}

  void see(const store::Feature& feature) override {
    m_dbf.see(feature.values);
    if (feature.wkb.empty() || geom::isEmpty(feature.wkb)) {
      ++m_withoutGeometry;
      return;
    }
    const GeometryType type = geom::typeOf(feature.wkb);
    if (type.dimension() >= 0) {
      note(type);
      return;
    }
    ++m_collections;
    for (const Bytes& member : geom::parts(feature.wkb)) note(geom::typeOf(member));
  }

  void settle(ExportReport& report) override {
    m_dbf.settle();
    if (m_setup.rows->layer().geometryType &&
        !std::any_of(m_parts.begin(), m_parts.end(), [](const Part& p) { return p.occurs; })) {
      GeometryType declared = *m_setup.rows->layer().geometryType;
      m_parts[static_cast<std::size_t>(std::max(declared.dimension(), 0))].occurs = true;
    }
    const auto kinds = std::count_if(m_parts.begin(), m_parts.end(), [](const Part& p) { return p.occurs; });
    for (std::size_t d = 0; d < m_parts.size(); ++d) {
      Part& part = m_parts[d];
      part.file = m_setup.file;
      if (kinds > 1) part.file.replace_filename(m_setup.file.stem().string() + "_" + dimensionWord(int(d)) + ".shp");
      part.digest.columns.resize(m_dbf.columns().size());
      if (part.occurs) m_first = std::min(m_first, d);
    }
    if (kinds == 0) m_parts[0].file.replace_extension("dbf");
    report.renamedFields = m_dbf.renamed();
    report.losses = m_dbf.losses();
    if (kinds > 1)
      report.warnings.push_back(
          {GIS_TR("the layer has {0} kinds of geometry: each became a shapefile of its own"), {std::to_string(kinds)}});
    if (m_collections > 0)
      report.warnings.push_back(
          {GIS_TR("{0} collections were taken apart; their attributes stand with each kind of part"),
           {std::to_string(m_collections)}});
    if (m_withoutGeometry > 0 && kinds > 0)
      report.warnings.push_back({GIS_TR("{0} features without geometry were written with an empty shape"),
                                 {std::to_string(m_withoutGeometry)}});
  }

  void write(const store::Feature& feature) override {
    if (feature.wkb.empty() || geom::isEmpty(feature.wkb)) {
      writeTo(m_parts[m_first], feature, {});
      return;
    }
    const GeometryType type = geom::typeOf(feature.wkb);
    if (type.dimension() >= 0) {
      writeTo(m_parts[static_cast<std::size_t>(type.dimension())], feature, feature.wkb);
      return;
    }
    for (const Bytes& member : geom::parts(feature.wkb)) {
      const int dimension = geom::typeOf(member).dimension();
      if (dimension >= 0) writeTo(m_parts[static_cast<std::size_t>(dimension)], feature, member);
    }
  }

  void finish() override {
    for (Part& part : m_parts) {
      if (!isWritten(part)) continue;
      open(part);  // a layer without rows has a file too
      part.output->close();
      part.output.reset();
      const std::string cpg = m_encoding;
      writeBeside(part, "cpg", cpg + "\n");
      if (m_setup.rows->crs().isKnown() && part.occurs) writeBeside(part, "prj", m_setup.rows->crs().esriWkt());
      std::filesystem::path dbf = part.file;
      dbf.replace_extension("dbf");
      std::fstream table(dbf, std::ios::in | std::ios::out | std::ios::binary);
      table.seekp(29);
      table.put(m_encoding == "GBK" ? kLdidGbk : '\0');
      if (!table)
        throw Error(ErrorCode::internal, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(dbf.filename())}});
    }
  }

  [[nodiscard]] std::vector<Expectation> expectations() const override {
    std::vector<Expectation> all;
    for (const Part& part : m_parts) {
      if (!isWritten(part)) continue;
      Expectation& one = all.emplace_back();
      one.file = part.file;
      one.digest = part.digest;
      for (const DbfPlan::Column& column : m_dbf.columns()) {
        one.columnNames.push_back(TextDecoder(m_encoding).decode(column.name));
        one.compared.push_back(true);
      }
      one.geometryCompared = part.occurs;
    }
    return all;
  }

  [[nodiscard]] const DbfPlan& dbf() const { return m_dbf; }
  void losses(ExportReport& report) const override {
    report.truncatedValues = m_dbf.truncated();
    report.missingCharacters.assign(m_dbf.missing().begin(), m_dbf.missing().end());
    for (Message& warning : m_dbf.warnings()) report.warnings.push_back(std::move(warning));
  }

 private:
  void note(GeometryType type) {
    if (type.dimension() < 0) return;
    Part& part = m_parts[static_cast<std::size_t>(type.dimension())];
    part.occurs = true;
    part.anyMulti = part.anyMulti || type.isMulti();
    part.anyZ = part.anyZ || type.hasZ;
    part.anyM = part.anyM || type.hasM;
  }

  [[nodiscard]] bool isWritten(const Part& part) const {
    return part.occurs || (&part == m_parts.data() && !m_setup.rows->layer().geometryType);
  }

  void open(Part& part) {
    if (part.output) return;
    GdalOutputSetup setup;
    setup.file = part.file;
    setup.driver = "ESRI Shapefile";
    setup.layerName = platform::pathToUtf8(part.file.stem());
    setup.layerOptions = {"ENCODING=", "RESIZE=NO"};
    setup.hasGeometry = part.occurs;
    const std::array kinds{part.anyMulti ? GeometryKind::multiPoint : GeometryKind::point, GeometryKind::lineString,
                           GeometryKind::polygon};
    setup.type = {kinds[static_cast<std::size_t>(&part - m_parts.data())], part.anyZ, part.anyM};
    for (const DbfPlan::Column& column : m_dbf.columns()) {
      using store::FieldType;
      const FieldType type = column.kind == DbfPlan::Kind::integer ? FieldType::integer
                             : column.kind == DbfPlan::Kind::real  ? FieldType::real
                             : column.kind == DbfPlan::Kind::date  ? FieldType::date
                                                                   : FieldType::text;
      setup.columns.push_back({column.name, type, column.width, column.decimals});
    }
    part.output = std::make_unique<GdalOutput>(setup);
  }

  void writeCells(Part& part, const store::Feature& feature) {
    std::string bytes;
    const std::vector<DbfPlan::Column>& columns = m_dbf.columns();
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const store::Value& value = feature.values[columns[i].source];
      if (!m_dbf.cell(columns[i], value, bytes)) continue;
      switch (columns[i].kind) {
        case DbfPlan::Kind::integer: {
          const auto number = std::get<std::int64_t>(value);
          part.output->setInteger(i, number);
          part.digest.addNumber(i, static_cast<double>(number));
          break;
        }
        case DbfPlan::Kind::real: {
          const double number = std::strtod(bytes.c_str(), nullptr);
          part.output->setReal(i, number);
          part.digest.addNumber(i, number);
          break;
        }
        case DbfPlan::Kind::date: {
          const std::string iso = std::get<std::string>(value).substr(0, 10);
          part.output->setText(i, iso);
          part.digest.addText(i, iso);
          break;
        }
        case DbfPlan::Kind::text:
        case DbfPlan::Kind::none:
          part.output->setText(i, bytes);
          part.digest.addText(i, m_decoder.decode(bytes));
          break;
      }
    }
  }

  void writeTo(Part& part, const store::Feature& feature, geom::BytesView wkb) {
    open(part);
    part.output->begin(-1);
    writeCells(part, feature);
    if (!wkb.empty()) {
      Bytes whole(wkb.begin(), wkb.end());
      GeometryType wanted = geom::typeOf(wkb);
      if (part.anyMulti && wanted.kind == GeometryKind::point) wanted.kind = GeometryKind::multiPoint;
      wanted.hasZ = part.anyZ;
      wanted.hasM = part.anyM;
      if (!(wanted == geom::typeOf(wkb))) whole = geom::promoted(wkb, wanted);
      part.output->setGeometry(whole);
      part.digest.addGeometry(whole);
    }
    part.output->end();
    ++part.digest.rows;
  }

  void writeBeside(const Part& part, const char* suffix, const std::string& content) {
    std::filesystem::path file = part.file;
    file.replace_extension(suffix);
    platform::writeFileAtomically(file, std::as_bytes(std::span(content)));
  }

  WriterSetup m_setup;
  std::string m_encoding;
  DbfPlan m_dbf;
  TextDecoder m_decoder;
  std::array<Part, 3> m_parts;
  std::size_t m_first = 2;
  std::int64_t m_withoutGeometry = 0, m_collections = 0;
};

}  // namespace

std::unique_ptr<ExportWriter> makeShapefileWriter(const WriterSetup& setup) {
  return std::make_unique<ShapefileWriter>(setup);
}

}  // namespace gis::io
