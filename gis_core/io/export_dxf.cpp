// DXF drawings, release 12 with a Chinese code page: what every CAD program reads. Source: Autodesk's DXF reference.
#include <algorithm>
#include <charconv>
#include <fstream>
#include <map>
#include <optional>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/io/dxf_names.h"
#include "gis_core/io/export_losses.h"
#include "gis_core/io/export_writer.h"
#include "gis_core/io/text_encoding.h"
#include "gis_core/store/value_text.h"

namespace gis::io {
namespace {

using geom::GeometryKind;
using geom::GeometryType;

constexpr std::size_t kMostLayers = 10000;
constexpr double kTextHeight = 1;
constexpr std::size_t kFlushBytes = std::size_t{1} << 20;

class DxfWriter final : public ExportWriter {
 public:
  explicit DxfWriter(const WriterSetup& setup) : m_setup(setup), m_encoder("GBK"), m_decoder("GBK") {
    if (!setup.rows->layer().geometryType) {
      throw Error(ErrorCode::unsupported, {GIS_TR("cannot export the layer \"{0}\""), {setup.request.layer}},
                  GIS_TR("a drawing holds geometry only"), GIS_TR("use CSV, XLSX or GeoPackage"));
    }
    const std::string& by = setup.request.dxfLayerField;
    if (!by.empty()) {
      const auto& fields = setup.rows->sourceFields();
      const std::string name = store::requireField(setup.rows->layer(), by).name;
      const auto at = std::find_if(fields.begin(), fields.end(), [&](const auto& field) { return field.name == name; });
      if (at == fields.end())
        throw Error(ErrorCode::usage, {GIS_TR("the field \"{0}\" names the drawing's layers"), {by}},
                    GIS_TR("it is not written"));
      m_byColumn = at - fields.begin();
    }
    std::vector<std::string> columns;
    for (const store::Field& field : setup.rows->fields()) columns.push_back(field.name);
    m_tags = dxfTags(columns, m_encoder);
    for (const std::string& tag : m_tags) m_shownTags.push_back(m_decoder.decode(tag));
    m_block = dxfName(setup.rows->layer().name, m_encoder);
    m_digest.columns.resize(1 + m_tags.size());
  }

  void see(const store::Feature& feature) override {
    if (feature.wkb.empty() || geom::isEmpty(feature.wkb)) {
      ++m_withoutGeometry;
      return;
    }
    (void)layerOf(feature);
    m_box.include(geom::envelopeOf(feature.wkb));
    const int dimension = geom::typeOf(feature.wkb).dimension();
    if (dimension != 0) {
      m_onlyPoints = false;
      if (dimension > 0) return;
    }
    if (const std::int64_t changed = changedTexts(feature); changed > 0) {
      m_changedTexts += changed;
      if (m_changedExamples.size() < 3)
        m_changedExamples.push_back({feature.fid, store::textOf(feature.values[m_changedColumn])});
    }
  }

  void settle(ExportReport& report) override {
    if (m_withoutGeometry > 0)
      report.warnings.push_back(
          {GIS_TR("{0} features without geometry were left out"), {std::to_string(m_withoutGeometry)}});
    if (!m_setup.rows->fields().empty() && !m_onlyPoints)
      report.warnings.emplace_back(
          GIS_TR("in a DXF drawing only points have attributes: lines and areas went without their columns"));
    if (m_changedTexts > 0) {
      report.losses.push_back(lossOf("attribute_changed", "", m_changedTexts));
      report.losses.back().examples = m_changedExamples;
    }
    if (m_setup.rows->crs().isKnown())
      report.losses.push_back(lossOf("crs_dropped", "", 1, m_setup.rows->crs().identifier()));
    std::int64_t changed = 0;
    std::vector<ExportLoss::Example> examples;
    for (const auto& [wanted, bytes] : m_layers) {
      const std::string shown = m_decoder.decode(bytes);
      if (shown == wanted || wanted.empty()) continue;
      ++changed;
      if (examples.size() < 3) examples.push_back({0, wanted + " → " + shown});
    }
    if (changed > 0) {
      report.losses.push_back(lossOf("layer_name_changed", "", changed));
      report.losses.back().examples = examples;
    }
  }

  void write(const store::Feature& feature) override {
    open();
    if (feature.wkb.empty() || geom::isEmpty(feature.wkb)) return;
    m_texts = textsOf(feature);
    Entities entities(*this, layerOf(feature));
    geom::visit(feature.wkb, entities);
  }

  void finish() override {
    open();
    group(0, "ENDSEC");
    group(0, "EOF");
    flush();
    m_out.close();
    if (!m_out) fail();
  }

  void losses(ExportReport& report) const override { report.written -= m_withoutGeometry; }

  [[nodiscard]] std::vector<Expectation> expectations() const override {
    Expectation one;
    one.file = m_setup.file;
    one.digest = m_digest;
    one.columnNames = {"Layer"};
    one.columnNames.insert(one.columnNames.end(), m_shownTags.begin(), m_shownTags.end());
    one.compared.assign(one.columnNames.size(), true);
    return {one};
  }
  [[nodiscard]] std::string encoding() const override { return "GBK"; }

 private:
  /// Each point, line and ring becomes an entity of its own.
  class Entities final : public geom::WkbVisitor {
   public:
    Entities(DxfWriter& writer, const std::string& layer)
        : m_writer(writer), m_layer(layer), m_shown(writer.m_decoder.decode(layer)) {}
    void beginGeometry(GeometryType type, std::uint32_t) override { m_types.push_back(type); }
    void endGeometry() override { m_types.pop_back(); }
    void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t) override {
      if (count == 0) return;
      const GeometryType type = m_types.back();
      const int z = type.hasZ ? 2 : -1;
      if (type.kind == GeometryKind::point)
        m_writer.insert(m_layer, xyzm, z);
      else
        polyline(xyzm, count, stride, z, type.kind == GeometryKind::polygon);
      m_writer.proved(m_shown, xyzm, count, stride);
    }

   private:
    void polyline(const double* xyzm, std::uint32_t count, int stride, int z, bool ring) {
      m_writer.begin("POLYLINE", m_layer);
      m_writer.group(66, "1");
      static constexpr double kNull[3] = {0, 0, 0};
      m_writer.place(kNull, 2);
      m_writer.group(70, std::to_string((ring ? 1 : 0) + (z > 0 ? 8 : 0)));
      // a closed polyline does not repeat its first vertex
      const std::uint32_t vertices = ring && count > 1 ? count - 1 : count;
      for (std::uint32_t i = 0; i < vertices; ++i, xyzm += stride) {
        m_writer.begin("VERTEX", m_layer);
        m_writer.place(xyzm, z);
        if (z > 0) m_writer.group(70, "32");
      }
      m_writer.begin("SEQEND", m_layer);
    }

    DxfWriter& m_writer;
    const std::string& m_layer;
    std::string m_shown;
    std::vector<GeometryType> m_types;
  };

  /// The layer's name in the drawing, as bytes of the code page.
  const std::string& layerOf(const store::Feature& feature) {
    std::string wanted = m_setup.rows->layer().name;
    if (m_byColumn >= 0) wanted = store::textOf(feature.values[static_cast<std::size_t>(m_byColumn)]);
    const auto known = m_layers.find(wanted);
    if (known != m_layers.end()) return known->second;
    if (m_layers.size() >= kMostLayers) {
      throw Error(ErrorCode::unsupported,
                  {GIS_TR("the field \"{0}\" names the drawing's layers"), {m_setup.request.dxfLayerField}},
                  {GIS_TR("it has more than {0} different values"), {std::to_string(kMostLayers)}},
                  GIS_TR("choose a field of classes"));
    }
    std::string name = wanted.empty() ? "0" : dxfName(wanted, m_encoder);
    for (int n = 1; !wanted.empty() && !m_used.insert(text::fold(m_decoder.decode(name))).second; ++n) {
      const std::string suffix = "_" + std::to_string(n);
      name = dxfName(wanted, m_encoder, kDxfNameBytes - suffix.size()) + suffix;
    }
    return m_layers.emplace(wanted, std::move(name)).first->second;
  }

  /// The feature's attributes as they are written, by tag; NULL: none.
  std::vector<std::optional<DxfText>> textsOf(const store::Feature& feature) {
    std::vector<std::optional<DxfText>> texts;
    if (geom::typeOf(feature.wkb).dimension() > 0) return texts;
    for (const store::Value& value : feature.values) {
      if (std::holds_alternative<std::monostate>(value) || std::holds_alternative<geom::Bytes>(value))
        texts.emplace_back();
      else
        texts.push_back(dxfText(store::textOf(value), m_encoder, m_decoder));
    }
    return texts;
  }

  /// How many of them a reader finds changed.
  std::int64_t changedTexts(const store::Feature& feature) {
    std::int64_t changed = 0;
    const auto texts = textsOf(feature);
    for (std::size_t i = 0; i < texts.size(); ++i) {
      const bool bytes = std::holds_alternative<geom::Bytes>(feature.values[i]);
      if (!bytes && (!texts[i] || !texts[i]->changed)) continue;
      if (changed++ == 0) m_changedColumn = i;
    }
    return changed;
  }

  void open() {
    if (m_out.is_open()) return;
    m_out.open(m_setup.file, std::ios::binary);
    group(999, kDxfMark);
    header();
    tables();
    blocks();
    group(0, "SECTION");
    group(2, "ENTITIES");
  }

  void header() {
    group(0, "SECTION");
    group(2, "HEADER");
    group(9, "$ACADVER");
    group(1, "AC1009");
    group(9, "$DWGCODEPAGE");
    group(3, "ANSI_936");
    const double low[3] = {m_box.isEmpty() ? 0 : m_box.minX, m_box.isEmpty() ? 0 : m_box.minY, 0};
    const double high[3] = {m_box.isEmpty() ? 1 : m_box.maxX, m_box.isEmpty() ? 1 : m_box.maxY, 0};
    group(9, "$EXTMIN");
    place(low, 2);
    group(9, "$EXTMAX");
    place(high, 2);
    group(0, "ENDSEC");
  }

  void tables() {
    group(0, "SECTION");
    group(2, "TABLES");
    group(0, "TABLE");
    group(2, "LTYPE");
    group(70, "1");
    group(0, "LTYPE");
    group(2, "CONTINUOUS");
    group(70, "64");
    group(3, "Solid line");
    group(72, "65");
    group(73, "0");
    group(40, "0.0");
    group(0, "ENDTAB");
    group(0, "TABLE");
    group(2, "LAYER");
    std::set<std::string> names{"0"};
    for (const auto& [wanted, bytes] : m_layers) names.insert(bytes);
    group(70, std::to_string(names.size()));
    int colour = 7;
    for (const std::string& name : names) {
      group(0, "LAYER");
      group(2, name);
      group(70, "0");
      group(62, std::to_string(colour));
      group(6, "CONTINUOUS");
      colour = colour % 7 + 1;
    }
    group(0, "ENDTAB");
    group(0, "TABLE");
    group(2, "STYLE");
    group(70, "1");
    group(0, "STYLE");
    group(2, "STANDARD");
    group(70, "0");
    number(40, 0);
    number(41, 1);
    number(50, 0);
    group(71, "0");
    number(42, 1);
    group(3, "txt");
    group(4, "gbcbig");  // the font of the Chinese versions
    group(0, "ENDTAB");
    group(0, "ENDSEC");
  }

  /// One block: a point with an attribute for each column.
  void blocks() {
    static constexpr double kNull[3] = {0, 0, 0};
    group(0, "SECTION");
    group(2, "BLOCKS");
    begin("BLOCK", "0");
    group(2, m_block);
    group(70, m_tags.empty() ? "0" : "2");
    place(kNull, 2);
    group(3, m_block);
    begin("POINT", "0");
    place(kNull, 2);
    for (const std::string& tag : m_tags) {
      begin("ATTDEF", "0");
      place(kNull, 2);
      number(40, kTextHeight);
      group(1, "");
      group(3, tag);
      group(2, tag);
      group(70, "1");  // seen in the table of properties, not in the drawing
    }
    begin("ENDBLK", "0");
    group(0, "ENDSEC");
  }

  void insert(const std::string& layer, const double* xyzm, int z) {
    const bool any = std::any_of(m_texts.begin(), m_texts.end(), [](const auto& text) { return text.has_value(); });
    begin("INSERT", layer);
    if (any) group(66, "1");
    group(2, m_block);
    place(xyzm, z);
    for (std::size_t i = 0; i < m_texts.size(); ++i) {
      if (!m_texts[i]) continue;
      begin("ATTRIB", layer);
      place(xyzm, z);
      number(40, kTextHeight);
      group(1, m_texts[i]->bytes);
      group(2, m_tags[i]);
      group(70, "1");
      m_digest.addText(1 + i, m_texts[i]->readBack);
    }
    if (any) begin("SEQEND", layer);
  }

  void group(int code, std::string_view value) {
    m_buffer += code < 10 ? "  " : code < 100 ? " " : "";
    m_buffer += std::to_string(code);
    m_buffer += "\r\n";
    m_buffer += value;
    m_buffer += "\r\n";
    if (m_buffer.size() > kFlushBytes) flush();
  }
  void begin(std::string_view entity, const std::string& layer) {
    group(0, entity);
    group(8, layer);
  }
  void place(const double* xyz, int z) {
    number(10, xyz[0]);
    number(20, xyz[1]);
    number(30, z > 0 ? xyz[2] : 0);
  }
  void number(int code, double value) {
    char digits[64];
    const auto [end, fault] = std::to_chars(digits, digits + sizeof digits, value);
    std::string_view text(digits, static_cast<std::size_t>(end - digits));
    std::string whole(text);
    if (text.find_first_of(".en") == std::string_view::npos) whole += ".0";
    group(code, whole);
  }

  /// Notes what a reader must find of an entity.
  void proved(const std::string& layer, const double* xyzm, std::uint32_t count, int stride) {
    ++m_digest.rows;
    m_digest.addText(0, layer);
    m_digest.addVertices(xyzm, count, stride);
  }

  void flush() {
    m_out.write(m_buffer.data(), static_cast<std::streamsize>(m_buffer.size()));
    m_buffer.clear();
    if (!m_out) fail();
  }
  [[noreturn]] void fail() const {
    throw Error(ErrorCode::diskFull, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(m_setup.file.filename())}},
                GIS_TR("the disk does not take it"));
  }

  WriterSetup m_setup;
  TextEncoder m_encoder;
  TextDecoder m_decoder;
  std::ptrdiff_t m_byColumn = -1;
  std::string m_block;              ///< name, as bytes of the code page
  std::vector<std::string> m_tags;  ///< by column, as bytes
  std::vector<std::string> m_shownTags;
  std::vector<std::optional<DxfText>> m_texts;  ///< of the feature that is written
  bool m_onlyPoints = true;
  std::int64_t m_changedTexts = 0;
  std::size_t m_changedColumn = 0;
  std::vector<ExportLoss::Example> m_changedExamples;
  std::map<std::string, std::string> m_layers;  ///< what was wanted → the name as bytes
  std::set<std::string> m_used;
  geom::Envelope m_box;
  std::int64_t m_withoutGeometry = 0;
  ExportDigest m_digest;
  std::string m_buffer;
  std::ofstream m_out;
};

}  // namespace

std::unique_ptr<ExportWriter> makeDxfWriter(const WriterSetup& setup) {
  return std::make_unique<DxfWriter>(setup);
}

}  // namespace gis::io
