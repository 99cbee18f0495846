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
#include "gis_core/io/shape_output.h"
#include "gis_core/io/text_encoding.h"

namespace gis::io {
namespace {

using geom::Bytes;
using geom::GeometryKind;
using geom::GeometryType;

/// The language byte for GBK; UTF-8 has none, the .cpg tells (decisions 12).
constexpr unsigned char kLdidGbk = 0x4D;

/// What one kind of geometry becomes: a file, or several where one would grow too large.
struct Part {
  struct Piece {
    std::filesystem::path file;
    ExportDigest digest;
    std::uint64_t shapeBytes = 100, tableBytes = 0;
  };
  bool occurs = false;
  bool anyMulti = false, anyZ = false, anyM = false;
  std::filesystem::path file;           ///< of the first piece
  std::vector<Piece> pieces;            ///< the last one is being written
  std::unique_ptr<ShapeOutput> output;  ///< plane shapes
  std::unique_ptr<GdalOutput> driver;   ///< heights, measures, tables
  [[nodiscard]] bool isOpen() const { return output != nullptr || driver != nullptr; }
  [[nodiscard]] Piece& piece() { return pieces.back(); }
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

  /// The driver's complaints belong to the thread that opened it.
  [[nodiscard]] bool bearsThread() const override {
    return !m_dbf.columns().empty() && std::all_of(m_parts.begin(), m_parts.end(), [](const Part& part) {
      return !part.occurs || (!part.anyZ && !part.anyM);
    }) && std::any_of(m_parts.begin(), m_parts.end(), [](const Part& part) { return part.occurs; });
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
      part.pieces.assign(1, {part.file, {}, 100, 0});
      part.piece().digest.columns.resize(m_dbf.columns().size());
      if (part.occurs) m_first = std::min(m_first, d);
    }
    if (kinds == 0) m_parts[0].pieces[0].file = m_parts[0].file.replace_extension("dbf");
    m_rowBytes = 1;
    for (const DbfPlan::Column& column : m_dbf.columns()) m_rowBytes += static_cast<std::uint64_t>(column.width);
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
      close(part);
    }
  }

  [[nodiscard]] std::vector<Expectation> expectations() const override {
    std::vector<Expectation> all;
    for (const Part& part : m_parts) {
      if (!isWritten(part)) continue;
      for (const Part::Piece& piece : part.pieces) {
        Expectation& one = all.emplace_back();
        one.file = piece.file;
        one.digest = piece.digest;
        for (const DbfPlan::Column& column : m_dbf.columns()) {
          one.columnNames.push_back(TextDecoder(m_encoding).decode(column.name));
          one.compared.push_back(true);
        }
        one.geometryCompared = part.occurs;
        one.middleFid = piece.digest.rows / 2;
      }
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

  /// Plane shapes are written by us; heights, measures and what has no column or no shape by the driver.
  void open(Part& part) {
    if (part.isOpen()) return;
    if (part.occurs && !part.anyZ && !part.anyM && !m_dbf.columns().empty()) {
      using Kind = ShapeOutput::Kind;
      const std::array kinds{part.anyMulti ? Kind::points : Kind::point, Kind::lines, Kind::areas};
      part.output = std::make_unique<ShapeOutput>(part.piece().file, kinds[dimensionOf(part)], m_dbf.columns(),
                                                  m_encoding == "GBK" ? kLdidGbk : 0);
      return;
    }
    GdalOutputSetup setup;
    setup.file = part.piece().file;
    setup.driver = "ESRI Shapefile";
    setup.layerName = platform::pathToUtf8(part.piece().file.stem());
    setup.layerOptions = {"ENCODING=", "RESIZE=NO"};
    setup.hasGeometry = part.occurs;
    const std::array kinds{part.anyMulti ? GeometryKind::multiPoint : GeometryKind::point, GeometryKind::lineString,
                           GeometryKind::polygon};
    setup.type = {kinds[dimensionOf(part)], part.anyZ, part.anyM};
    for (const DbfPlan::Column& column : m_dbf.columns()) {
      using store::FieldType;
      const FieldType type = column.kind == DbfPlan::Kind::integer ? FieldType::integer
                             : column.kind == DbfPlan::Kind::real  ? FieldType::real
                             : column.kind == DbfPlan::Kind::date  ? FieldType::date
                                                                   : FieldType::text;
      setup.columns.push_back({column.name, type, column.width, column.decimals});
    }
    part.driver = GdalOutput::create(setup);
  }
  [[nodiscard]] std::size_t dimensionOf(const Part& part) const {
    return static_cast<std::size_t>(&part - m_parts.data());
  }

  /// Finishes the piece that is being written, with what belongs beside it.
  void close(Part& part) {
    const std::filesystem::path& file = part.piece().file;
    writeBeside(file, "cpg", m_encoding + "\n");
    if (m_setup.rows->crs().isKnown() && part.occurs) writeBeside(file, "prj", m_setup.rows->crs().esriWkt());
    if (part.output) {
      part.output->close();
      part.output.reset();
      return;
    }
    part.driver->close();
    part.driver.reset();
    writeBeside(file, "cpg", m_encoding + "\n");  // the driver has one of its own
    std::filesystem::path dbf = file;
    dbf.replace_extension("dbf");
    std::fstream table(dbf, std::ios::in | std::ios::out | std::ios::binary);
    table.seekp(29);
    table.put(m_encoding == "GBK" ? static_cast<char>(kLdidGbk) : '\0');
    if (!table) throw Error(ErrorCode::internal, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(dbf.filename())}});
  }

  /// Begins another file before this one grows beyond what programs read.
  void makeRoom(Part& part, std::uint64_t shapeBytes) {
    const Part::Piece& now = part.piece();
    if (now.digest.rows == 0 ||
        std::max(now.shapeBytes + shapeBytes, now.tableBytes + m_rowBytes) <= m_setup.request.partBytes)
      return;
    close(part);
    Part::Piece& next = part.pieces.emplace_back();
    next.digest.columns.resize(m_dbf.columns().size());
    next.file = part.file;
    next.file.replace_filename(part.file.stem().string() + "_" + std::to_string(part.pieces.size()) + ".shp");
    open(part);
  }

  void writeCells(Part& part, const store::Feature& feature) {
    const std::vector<DbfPlan::Column>& columns = m_dbf.columns();
    ExportDigest& digest = part.piece().digest;
    std::string& bytes = m_cell;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const store::Value& value = feature.values[columns[i].source];
      if (!m_dbf.cell(columns[i], value, bytes)) continue;
      if (part.output) part.output->setCell(i, bytes);
      switch (columns[i].kind) {
        case DbfPlan::Kind::integer: {
          const auto number = std::get<std::int64_t>(value);
          if (part.driver) part.driver->setInteger(i, number);
          digest.addNumber(i, static_cast<double>(number));
          break;
        }
        case DbfPlan::Kind::real: {
          double number = 0;
          std::from_chars(bytes.data(), bytes.data() + bytes.size(), number);
          if (part.driver) part.driver->setReal(i, number);
          digest.addNumber(i, number);
          break;
        }
        case DbfPlan::Kind::date: {
          const std::string iso = std::get<std::string>(value).substr(0, 10);
          if (part.driver) part.driver->setText(i, iso);
          digest.addText(i, iso);
          break;
        }
        case DbfPlan::Kind::text:
        case DbfPlan::Kind::none:
          if (part.driver) part.driver->setText(i, bytes);
          if (m_encoding == "UTF-8")
            digest.addText(i, bytes);
          else
            digest.addText(i, m_decoder.decode(bytes));
          break;
      }
    }
  }

  void writeTo(Part& part, const store::Feature& feature, geom::BytesView wkb) {
    open(part);
    makeRoom(part, wkb.size() + 52);
    if (part.driver) part.driver->begin(-1);
    writeCells(part, feature);
    Part::Piece& piece = part.piece();
    if (part.output) {
      part.output->endRow(wkb);
      piece.digest.addGeometry(wkb);
    } else {
      writeByDriver(part, wkb);
      part.driver->end();
    }
    piece.shapeBytes += wkb.size() + 52;
    piece.tableBytes += m_rowBytes;
    ++piece.digest.rows;
  }

  void writeByDriver(Part& part, geom::BytesView wkb) {
    if (wkb.empty()) return;
    Bytes whole(wkb.begin(), wkb.end());
    GeometryType wanted = geom::typeOf(wkb);
    if (part.anyMulti && wanted.kind == GeometryKind::point) wanted.kind = GeometryKind::multiPoint;
    wanted.hasZ = part.anyZ;
    wanted.hasM = part.anyM;
    if (!(wanted == geom::typeOf(wkb))) whole = geom::promoted(wkb, wanted);
    part.driver->setGeometry(whole);
    part.piece().digest.addGeometry(whole);
  }

  static void writeBeside(const std::filesystem::path& shp, const char* suffix, const std::string& content) {
    std::filesystem::path file = shp;
    file.replace_extension(suffix);
    platform::writeFileAtomically(file, std::as_bytes(std::span(content)));
  }

  WriterSetup m_setup;
  std::string m_encoding;
  DbfPlan m_dbf;
  TextDecoder m_decoder;
  std::array<Part, 3> m_parts;
  std::uint64_t m_rowBytes = 1;
  std::string m_cell;
  std::size_t m_first = 2;
  std::int64_t m_withoutGeometry = 0, m_collections = 0;
};

}  // namespace

std::unique_ptr<ExportWriter> makeShapefileWriter(const WriterSetup& setup) {
  return std::make_unique<ShapefileWriter>(setup);
}

}  // namespace gis::io
