// Boundary points as the land bureaus want them (boundary_text.h tells the layout).
#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <variant>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"
#include "gis_core/geometry/survey_order.h"
#include "gis_core/io/boundary_text.h"
#include "gis_core/io/export_losses.h"
#include "gis_core/io/export_writer.h"
#include "gis_core/io/table_writer.h"
#include "gis_core/io/text_encoding.h"

namespace gis::io {
namespace {

using crs::ChineseDatum;

constexpr int kChinaOffsetMinutes = 480;
/// Metres are written to a tenth of a millimetre, degrees to the like.
constexpr int kMetreDecimals = 4, kDegreeDecimals = 9;

/// Names under which a cell of a plot's line is found in a layer, the format's own first.
const std::vector<std::vector<std::string_view>>& namesOfCells() {
  static const std::vector<std::vector<std::string_view>> names{
      {},
      {"地块面积", "dkmj"},
      {"地块编号", "dkbh", "宗地代码", "zddm", "宗地编号"},
      {"地块名称", "dkmc", "名称", "name"},
      {},
      {"图幅号", "tfh"},
      {"地块用途", "dkyt"},
      {"地类编码", "dlbm"},
  };
  return names;
}

/// Lines of the header that a layer may hold as a field of one value.
constexpr std::array<std::string_view, 3> kKeptHeader{"格式版本号", "数据产生单位", "数据产生日期"};
/// Those that follow from the coordinate system, whatever a field says.
constexpr std::array<std::string_view, 6> kSystemHeader{"坐标系", "几度分带", "投影类型", "计量单位", "带号", "精度"};

const char* systemName(ChineseDatum datum) {
  switch (datum) {
    case ChineseDatum::cgcs2000: return "2000国家大地坐标系";
    case ChineseDatum::xian1980: return "1980西安坐标系";
    case ChineseDatum::beijing1954: return "1954年北京坐标系";
    case ChineseDatum::newBeijing: return "新1954年北京坐标系";
  }
  return "";
}

std::string fixedText(double value, int decimals) {
  char buffer[400];
  const int size = std::snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
  return std::string(buffer, static_cast<std::size_t>(size));
}

double numberFrom(const std::string& text) {
  double value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

/// The rings of a shape (a line or a point counts as one) as they are written, closing points included.
class RingList final : public geom::WkbVisitor {
 public:
  void beginGeometry(geom::GeometryType type, std::uint32_t parts) override {
    (void)parts;
    flattened = flattened || type.hasZ;
    m_points = type.kind == geom::GeometryKind::point;
  }
  void coordinates(const double* xyzm, std::uint32_t count, int stride, std::uint32_t ring) override {
    (void)ring;
    if (!m_points || rings.empty()) rings.emplace_back();
    for (std::uint32_t i = 0; i < count; ++i, xyzm += stride) {
      if (!std::isnan(xyzm[0])) rings.back().push_back({xyzm[0], xyzm[1]});
    }
  }
  std::vector<std::vector<geom::MapPoint>> rings;
  bool flattened = false;

 private:
  bool m_points = false;
};

class BoundaryWriter final : public ExportWriter {
 public:
  explicit BoundaryWriter(const WriterSetup& setup)
      : m_setup(setup), m_encoder(setup.request.encoding), m_decoder(setup.request.encoding) {
    chooseSystem();
    chooseFields();
    m_digest.columns.resize(columnNames().size());
  }

  void see(const store::Feature& feature) override {
    for (auto& [name, found] : m_headerFields) {
      const std::string value = cellText(feature.values[found.field]);
      if (value.empty()) continue;
      if (found.value.empty()) found.value = value;
      found.varies = found.varies || found.value != value;
    }
    RingList rings;
    if (!feature.wkb.empty()) geom::visit(feature.wkb, rings);
    if (rings.flattened) ++m_flattened;
    if (!feature.wkb.empty() && geom::typeOf(feature.wkb).kind == geom::GeometryKind::collection) ++m_collections;
  }

  void settle(ExportReport& report) override {
    for (std::size_t i = 0; i < m_setup.rows->fields().size(); ++i) {
      if (m_used.count(i) == 0) report.losses.push_back(lossOf("column_dropped", m_setup.rows->fields()[i].name, 1));
    }
    for (const auto& [name, found] : m_headerFields) {
      if (found.varies)
        report.warnings.push_back(
            {GIS_TR("the field {0} has several values; the header, which holds one for all, has the first"), {name}});
    }
    if (m_flattened > 0)
      report.warnings.push_back({GIS_TR("heights of {0} features were left out"), {std::to_string(m_flattened)}});
    if (!m_crsKnown)
      report.warnings.emplace_back(
          GIS_TR("the coordinate system of the layer is not known; the header leaves it empty"));
    if (m_collections > 0)
      throw Error(ErrorCode::unsupported, GIS_TR("cannot write boundary points"),
                  {GIS_TR("{0} features are collections of points, lines and areas"), {std::to_string(m_collections)}},
                  GIS_TR("choose other features, or another format"));
  }

  void write(const store::Feature& feature) override {
    open();
    const bool isOrdered = m_setup.request.surveyOrder && !feature.wkb.empty();
    geom::Bytes shape = isOrdered ? geom::inSurveyOrder(feature.wkb) : feature.wkb;
    RingList list;
    if (!shape.empty()) geom::visit(shape, list);
    const int dimension = shape.empty() ? 2 : geom::typeOf(shape).dimension();
    std::size_t count = 0;
    for (const auto& ring : list.rings) count += ring.size();
    std::vector<std::string> cells(m_cells);
    cells[kPoints] = std::to_string(count);
    cells[kKind] = dimension == 0 ? "点" : dimension == 1 ? "线" : "面";
    for (std::size_t i = 0; i < m_cells; ++i) {
      if (m_fieldOf[i]) cells[i] = cleaned(feature.values[*m_fieldOf[i]]);
    }
    if (cells[kArea].empty() && dimension == 2 && !m_degrees && count > 0)
      cells[kArea] = fixedText(geom::area(shape) / 1e4, kMetreDecimals);
    std::string line;
    for (std::size_t i = 0; i < m_cells; ++i) {
      line += m_encoder.encode(cells[i]) + ",";
      if (i == kPoints || i == kArea) {
        if (!cells[i].empty()) m_digest.addNumber(i, numberFrom(cells[i]));
      } else if (!cells[i].empty()) {
        m_digest.addText(i, m_decoder.decode(m_encoder.encode(cells[i])));
      }
    }
    m_out << line << "@\r\n";
    // names that were kept are in the order that the shape is kept in
    writePoints(list.rings, dimension,
                m_namesField && !isOrdered ? cellText(feature.values[*m_namesField]) : std::string());
    addHeaderDigest();
    ++m_digest.rows;
    if (count == 0) return;
    geom::transformCoordinates(shape, [&](double* xyzm, std::uint32_t points, int stride) {
      for (std::uint32_t i = 0; i < points; ++i, xyzm += stride) {
        xyzm[0] = numberFrom(fixedText(xyzm[0], m_decimals));
        xyzm[1] = numberFrom(fixedText(xyzm[1], m_decimals));
      }
    });
    m_digest.addGeometry(shape);
  }

  void finish() override {
    open();
    closeOutput(m_out, m_setup.file);
  }

  void losses(ExportReport& report) const override {
    report.missingCharacters.assign(m_encoder.missing().begin(), m_encoder.missing().end());
    if (m_commas > 0)
      report.warnings.push_back({GIS_TR("{0} texts hold commas, line ends or @, which were written in full width"),
                                 {std::to_string(m_commas)}});
  }

  [[nodiscard]] std::string encoding() const override { return m_encoder.encoding(); }

  [[nodiscard]] std::vector<Expectation> expectations() const override {
    Expectation one;
    one.file = m_setup.file;
    one.digest = m_digest;
    one.columnNames = columnNames();
    one.compared.assign(one.columnNames.size(), true);
    return {one};
  }

 private:
  struct HeaderField {
    std::size_t field = 0;
    std::string value;
    bool varies = false;
  };

  void chooseSystem() {
    const crs::Crs& crs = m_setup.rows->crs();
    m_crsKnown = crs.isKnown();
    if (!m_setup.rows->layer().geometryType)
      throw Error(ErrorCode::unsupported, GIS_TR("cannot write boundary points"), GIS_TR("the layer has no geometry"),
                  GIS_TR("choose another format"));
    m_header = {{"格式版本号", "1.01版本"}, {"数据产生单位", ""}, {"数据产生日期", ""}};
    m_header[2].second = toIsoWithOffset(utcNow(), kChinaOffsetMinutes).substr(0, 10);
    std::string name, width, projection = "高斯克吕格", unit = "米", zone;
    if (const auto system = crs::gaussKrugerOf(crs)) {
      name = systemName(system->datum);
      width = std::to_string(system->degrees);
      zone = std::to_string(system->zone);
    } else if (crs.isKnown() && crs.isGeographic()) {
      const auto datum = crs::chineseDatumOf(crs.datumName());
      if (!datum && crs.epsg() != 4326) refuseSystem(crs);
      name = datum ? systemName(*datum) : "WGS84";
      projection = "";
      unit = "度";
      m_degrees = true;
      m_decimals = kDegreeDecimals;
    } else if (crs.isKnown()) {
      refuseSystem(crs);
    } else {
      projection = "";
    }
    m_header.insert(m_header.end(), {{"坐标系", name},
                                     {"几度分带", width},
                                     {"投影类型", projection},
                                     {"计量单位", unit},
                                     {"带号", zone},
                                     {"精度", m_degrees ? "0.000000001" : "0.0001"}});
  }

  [[noreturn]] static void refuseSystem(const crs::Crs& crs) {
    throw Error(ErrorCode::unsupported, GIS_TR("cannot write boundary points"),
                {GIS_TR("the header has no words for the coordinate system {0}"), {crs.name()}},
                GIS_TR("choose a Gauss-Kruger system such as EPSG:4528, whose eastings begin with the zone (--crs)"));
  }

  [[nodiscard]] std::optional<std::size_t> fieldNamed(std::string_view name) const {
    const auto& fields = m_setup.rows->fields();
    for (std::size_t i = 0; i < fields.size(); ++i) {
      if (text::fold(fields[i].name) == name && fields[i].type != store::FieldType::blob) return i;
    }
    return std::nullopt;
  }

  void chooseFields() {
    const store::LayerInfo& layer = m_setup.rows->layer();
    m_fieldOf.resize(kBoundaryColumns.size());
    const auto use = [&](std::optional<std::size_t> field) {
      if (field) m_used.insert(*field);
      return field;
    };
    for (std::size_t i = 0; i < m_fieldOf.size(); ++i) {
      for (const std::string_view name : namesOfCells()[i]) {
        if (!m_fieldOf[i]) m_fieldOf[i] = use(fieldNamed(name));
      }
    }
    if (!m_fieldOf[kNumber] && !layer.roleCodeField.empty())
      m_fieldOf[kNumber] = use(fieldNamed(text::fold(layer.roleCodeField)));
    if (!m_fieldOf[kName] && !layer.roleNameField.empty())
      m_fieldOf[kName] = use(fieldNamed(text::fold(layer.roleNameField)));
    // an area in hectares is a number, or it is worked out anew
    if (m_fieldOf[kArea]) {
      const store::FieldType type = m_setup.rows->fields()[*m_fieldOf[kArea]].type;
      if (type != store::FieldType::real && type != store::FieldType::integer) {
        m_used.erase(*m_fieldOf[kArea]);
        m_fieldOf[kArea].reset();
      }
    }
    (void)use(fieldNamed(kBoundaryColumns[kPoints]));
    (void)use(fieldNamed(kBoundaryColumns[kKind]));
    for (int n = 1; const auto field = use(fieldNamed("其他" + std::to_string(n))); ++n) m_fieldOf.emplace_back(field);
    m_cells = m_fieldOf.size();
    m_namesField = use(fieldNamed(kBoundaryNamesField));
    for (const std::string_view name : kKeptHeader) {
      if (const auto field = use(fieldNamed(name))) m_headerFields[std::string(name)].field = *field;
    }
    for (const std::string_view name : kSystemHeader) (void)use(fieldNamed(name));
  }

  [[nodiscard]] std::vector<std::string> columnNames() const {
    std::vector<std::string> names(kBoundaryColumns.begin(), kBoundaryColumns.end());
    for (std::size_t i = names.size(); i < m_cells; ++i)
      names.push_back("其他" + std::to_string(i + 1 - kBoundaryColumns.size()));
    for (const auto& [name, value] : m_header) names.push_back(name);
    return names;
  }

  static std::string cellText(const store::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return *text;
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return std::to_string(*integer);
    if (const auto* real = std::get_if<double>(&value)) return shortest(*real);
    return {};
  }

  /// A text that fits between two commas.
  std::string cleaned(const store::Value& value) {
    std::string out;
    bool changed = false;
    for (const char c : cellText(value)) {
      changed = changed || c == ',' || c == '@' || c == '\r' || c == '\n';
      if (c == ',')
        out += "，";
      else if (c == '@')
        out += "＠";
      else
        out += c == '\r' || c == '\n' ? ' ' : c;
    }
    if (changed) ++m_commas;
    return std::string(text::trim(out));
  }

  void open() {
    if (m_out.is_open()) return;
    for (auto& [name, value] : m_header) {
      const auto found = m_headerFields.find(name);
      if (found != m_headerFields.end() && !found->second.value.empty()) value = cleaned(found->second.value);
    }
    m_out.open(m_setup.file, std::ios::binary);
    m_out << m_encoder.encode("[属性描述]\r\n");
    for (const auto& [name, value] : m_header) m_out << m_encoder.encode(name + "=" + value + "\r\n");
    m_out << m_encoder.encode("转换参数=,,,,,,\r\n[地块坐标]\r\n");
  }

  void addHeaderDigest() {
    for (std::size_t i = 0; i < m_header.size(); ++i) {
      const std::string& value = m_header[i].second;
      if (!value.empty()) m_digest.addText(m_cells + i, m_decoder.decode(m_encoder.encode(value)));
    }
  }

  /// The names that the plot was imported with, as long as their number still fits.
  static std::vector<std::vector<std::string>> namesFrom(const std::string& told,
                                                         const std::vector<std::size_t>& counts) {
    std::vector<std::vector<std::string>> names(1, std::vector<std::string>(1));
    for (const char c : told) {
      if (c == ';')
        names.emplace_back(1);
      else if (c == ',')
        names.back().emplace_back();
      else
        names.back().back() += c;
    }
    bool fits = names.size() == counts.size();
    for (std::size_t i = 0; fits && i < counts.size(); ++i) fits = names[i].size() == counts[i];
    return fits ? names : std::vector<std::vector<std::string>>();
  }

  void writePoints(const std::vector<std::vector<geom::MapPoint>>& rings, int dimension, const std::string& told) {
    const bool area = dimension == 2;
    std::vector<std::size_t> counts;
    counts.reserve(rings.size());
    for (const auto& ring : rings) counts.push_back(area && ring.size() > 1 ? ring.size() - 1 : ring.size());
    const auto names = namesFrom(told, counts);
    std::size_t number = 0;
    for (std::size_t r = 0; r < rings.size(); ++r) {
      const std::size_t begin = number;
      for (std::size_t i = 0; i < rings[r].size(); ++i) {
        const std::size_t open = i < counts[r] ? i : 0;  // the closing point has the name of the first
        if (i < counts[r]) ++number;
        const std::string name = names.empty() ? "J" + std::to_string(begin + open + 1) : names[r][open];
        const geom::MapPoint p = rings[r][i];
        m_out << m_encoder.encode(name) << ',' << r + 1 << ',' << fixedText(p.y, m_decimals) << ','
              << fixedText(p.x, m_decimals) << "\r\n";
      }
    }
  }

  WriterSetup m_setup;
  TextEncoder m_encoder;
  TextDecoder m_decoder;
  BoundaryHeader m_header;
  bool m_crsKnown = true;
  bool m_degrees = false;
  int m_decimals = kMetreDecimals;
  std::size_t m_cells = 0;
  std::vector<std::optional<std::size_t>> m_fieldOf;  ///< cell of a plot's line → field
  std::optional<std::size_t> m_namesField;
  std::map<std::string, HeaderField> m_headerFields;
  std::set<std::size_t> m_used;
  std::int64_t m_flattened = 0, m_collections = 0, m_commas = 0;
  ExportDigest m_digest;
  std::ofstream m_out;
};

}  // namespace

std::unique_ptr<ExportWriter> makeBoundaryWriter(const WriterSetup& setup) {
  return std::make_unique<BoundaryWriter>(setup);
}

}  // namespace gis::io
