#include "gis_core/io/export_losses.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "gis_core/base/text.h"
#include "gis_core/io/short_names.h"
#include "gis_core/io/table_writer.h"
#include "gis_core/store/value_text.h"

namespace gis::io {
namespace {

using store::FieldType;

constexpr std::size_t kMostExamples = 3;
constexpr std::size_t kMostShown = 120;  ///< bytes of an example
constexpr std::size_t kDbfTextBytes = 254;
constexpr std::size_t kCellUnits = 32767;

struct Wording {
  const char* kind;
  const char* what;
  const char* remedy;
  ExportRemedy way = ExportRemedy::none;
};

/// {0} is the column, {1} the count, {2} what the finder adds.
constexpr Wording kWordings[] = {
    {"name_cut", GIS_TR("the name of column {0} becomes {2}: a shapefile gives a name 10 bytes"),
     GIS_TR("give it a name (--rename), take pinyin names (--names pinyin), or write a GeoPackage"),
     ExportRemedy::pinyinNames},
    {"name_changed", GIS_TR("column {0} is called {2} in the file"), GIS_TR("give it another name (--rename)")},
    {"text_cut", GIS_TR("{1} texts of column {0} are cut at 254 bytes"),
     GIS_TR("write a GeoPackage or CSV, or leave the column out (--fields)"), ExportRemedy::geoPackage},
    {"text_cut_cell", GIS_TR("{1} texts of column {0} are cut at 32767 characters"),
     GIS_TR("write a GeoPackage or CSV, or leave the column out (--fields)"), ExportRemedy::geoPackage},
    {"time_to_text", GIS_TR("{1} times of column {0} become text: the format keeps only days"),
     GIS_TR("write a GeoPackage, which keeps times"), ExportRemedy::geoPackage},
    {"time_to_text_everywhere", GIS_TR("{1} times of column {0} become text: the format knows no times"),
     GIS_TR("write a GeoPackage, which keeps times"), ExportRemedy::geoPackage},
    {"day_to_text", GIS_TR("{1} days of column {0} become text: the format does not know all of them as days"),
     GIS_TR("write a GeoPackage, which keeps days"), ExportRemedy::geoPackage},
    {"order_changed", GIS_TR("the {1} features stand in another order: the format sorts them by place"),
     GIS_TR("write a GeoPackage, which keeps the order"), ExportRemedy::geoPackage},
    {"day_to_time", GIS_TR("{1} days of column {0} become times at midnight: the format knows no days"),
     GIS_TR("write a GeoPackage, which keeps days"), ExportRemedy::geoPackage},
    {"character_missing", GIS_TR("{1} texts of column {0} have characters that {2} lacks; they become \"?\""),
     GIS_TR("use UTF-8 or GB18030 (--encoding)"), ExportRemedy::utf8},
    {"mixed_geometry",
     GIS_TR("the layer mixes points ({2}), lines ({3}) and areas ({4}): each kind becomes a file of its own"),
     GIS_TR("write a GeoPackage, which holds them together"), ExportRemedy::geoPackage},
    {"collection_split", GIS_TR("{1} collections are taken apart; their attributes stand with each kind of part"),
     GIS_TR("write a GeoPackage, which holds them together"), ExportRemedy::geoPackage},
    {"over_2gb", GIS_TR("about {2} bytes are more than the 2 GB that many programs read: several files are made"),
     GIS_TR("write a GeoPackage, or one area at a time (--clip)"), ExportRemedy::geoPackage},
    {"empty_to_null", GIS_TR("{1} empty texts of column {0} become NULL: the format does not tell them apart"),
     GIS_TR("write a GeoPackage, which keeps both"), ExportRemedy::geoPackage},
    {"blanks_trimmed", GIS_TR("{1} texts of column {0} lose the blanks around them"),
     GIS_TR("write a GeoPackage, which keeps them"), ExportRemedy::geoPackage},
    {"bytes_dropped", GIS_TR("column {0} holds bytes and is left out"), GIS_TR("write a GeoPackage, which keeps them"),
     ExportRemedy::geoPackage},
    {"column_dropped", GIS_TR("column {0} has no place in a boundary text and is left out"),
     GIS_TR("give it the name of a cell that the text has (--rename), or hand over a table beside it")},
    {"attribute_changed",
     GIS_TR("{1} attributes are changed: cut at 250 bytes, without line breaks, with \"?\" for rare characters"),
     GIS_TR("hand over a table or a GeoPackage beside it")},
    {"type_changed", GIS_TR("column {0} comes back as another type: a CSV tells no types"),
     GIS_TR("write a GeoPackage, which keeps types"), ExportRemedy::geoPackage},
    {"columns_dropped", GIS_TR("the columns of lines and areas are left out: in a drawing only points have attributes"),
     GIS_TR("name the drawing's layers by a column (--dxf-layer), or hand over a table beside it")},
    {"crs_dropped", GIS_TR("the drawing does not tell its coordinate system ({2})"),
     GIS_TR("say it on the receipt (--receipt)"), ExportRemedy::receipt},
    {"layer_name_changed", GIS_TR("{1} names of layers are changed to what CAD programs take"),
     GIS_TR("shorten the values of the column, or take their signs < > / \\ \" : ; ? * | = ` out")},
    {"geometry_missing", GIS_TR("{1} features without geometry are left out"),
     GIS_TR("write a GeoPackage, which keeps them"), ExportRemedy::geoPackage},
    {"measure_dropped", GIS_TR("{1} features lose their measures (M)"), GIS_TR("write a GeoPackage, which keeps them"),
     ExportRemedy::geoPackage},
    {"not_finite", GIS_TR("{1} numbers of column {0} are no numbers (infinite or undefined) and become NULL"),
     GIS_TR("mend them before, or leave them out (--where)"), ExportRemedy::geoPackage},
    {"number_to_text", GIS_TR("the {1} numbers of column {0} become text: they have more digits than the format keeps"),
     GIS_TR("write a GeoPackage, which keeps them"), ExportRemedy::geoPackage},
    {"small_count", GIS_TR("{1} figures of column {0} are left empty: such below {2} tell of single people"),
     GIS_TR("hand over larger areas; where the law allows all figures, say so (--small-counts 0)")},
    {"number_rounded", GIS_TR("{1} numbers of column {0} are rounded to fit"),
     GIS_TR("write a GeoPackage, which keeps them whole"), ExportRemedy::geoPackage},
};

const Wording& wordingOf(const std::string& kind) {
  return *std::find_if(std::begin(kWordings), std::end(kWordings), [&](const Wording& w) { return kind == w.kind; });
}

/// What a reader of a CSV takes a column for.
const char* comesBackAs(FieldType type) {
  switch (type) {
    case FieldType::integer:
    case FieldType::boolean: return GIS_TR("column {0} comes back as whole numbers: a CSV tells no types");
    case FieldType::real: return GIS_TR("column {0} comes back as numbers: a CSV tells no types");
    case FieldType::date: return GIS_TR("column {0} comes back as days: a CSV tells no types");
    case FieldType::datetime: return GIS_TR("column {0} comes back as times: a CSV tells no types");
    default: return GIS_TR("column {0} comes back as text: a CSV tells no types");
  }
}

std::string shortened(std::string_view text) {
  if (text.size() <= kMostShown) return std::string(text);
  return std::string(text::cutUtf8(text, kMostShown)) + "…";
}

/// Does the number come back from so many digits?
bool keepsDigits(double value, int digits) {
  const std::string written = fmt::format("{:.{}g}", value, digits);
  return std::strtod(written.c_str(), nullptr) == value;
}

std::size_t utf16UnitsOf(std::string_view utf8) {
  std::size_t units = 0;
  for (const char c : utf8) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0U) != 0x80U) units += byte >= 0xF0 ? 2 : 1;
  }
  return units;
}

}  // namespace

ExportLoss lossOf(const std::string& kind, const std::string& column, std::int64_t count, const std::string& more) {
  const Wording& wording = wordingOf(kind);
  ExportLoss loss;
  loss.kind = kind;
  loss.column = column;
  loss.count = count;
  loss.what = {wording.what, {column, std::to_string(count), more}};
  loss.remedy = wording.remedy;
  loss.way = wording.way;
  return loss;
}

std::string remedyOption(const ExportLoss& loss) {
  switch (loss.way) {
    case ExportRemedy::none: break;
    case ExportRemedy::pinyinNames: return "--names pinyin";
    case ExportRemedy::geoPackage: return "--format gpkg";
    case ExportRemedy::utf8: return "--encoding UTF-8";
    case ExportRemedy::leaveOut: return "--without " + loss.column;
    case ExportRemedy::receipt: return "--receipt";
  }
  return {};
}

ExportLosses::Limits ExportLosses::limitsOf(ExportFormat format) {
  Limits limits;
  switch (format) {
    case ExportFormat::shapefile:
      limits.nameBytes = kDbfNameBytes;
      limits.textBytes = kDbfTextBytes;
      limits.times = limits.emptyTexts = limits.notFinite = limits.mixed = limits.trailingBlanks = false;
      limits.encoded = true;
      break;
    case ExportFormat::geoPackage: limits.bytes = limits.notFinite = true; break;
    case ExportFormat::geoJson: limits.measures = limits.notFinite = false; break;
    case ExportFormat::csv:
      limits.encoded = true;
      limits.types = false;
      break;
    case ExportFormat::xlsx:
      limits.textUnits = kCellUnits;
      limits.firstDay = "1900-03-01";
      limits.largestInteger = 999'999'999'999'999;
      limits.digits = 16;
      limits.emptyTexts = limits.notFinite = false;
      break;
    case ExportFormat::flatGeobuf: limits.placeless = limits.days = limits.ordered = false; break;
    case ExportFormat::kml:
      limits.placeless = limits.measures = limits.trailingBlanks = limits.textTimes = false;
      limits.firstDay = "no day";  // text, which is after every day
      limits.largestInteger = std::numeric_limits<std::int32_t>::max();
      limits.digits = 15;
      break;
    case ExportFormat::dxf: limits.placeless = limits.measures = limits.columns = false; break;
    case ExportFormat::boundaryText:
      limits.encoded = true;
      limits.emptyTexts = limits.measures = limits.trailingBlanks = false;
      break;
  }
  return limits;
}

ExportLosses::ExportLosses(const ExportRequest& request, const ExportRows& rows, ExportFormat format)
    : m_rows(rows),
      m_limits(limitsOf(format)),
      m_partBytes(request.partBytes),
      m_leastCount(request.leastCount),
      m_hasPlace(rows.layer().geometryType.has_value()),
      m_encoder(m_limits.encoded ? request.encoding : "UTF-8") {
  if (m_limits.types) return;
  m_guesses.resize(rows.fields().size());
  m_guessed.resize(rows.fields().size());
}

void ExportLosses::note(const char* kind, std::size_t column, std::int64_t fid, std::string_view shown) {
  Tally& tally = m_tallies[{kind, static_cast<std::ptrdiff_t>(column)}];
  ++tally.count;
  if (tally.examples.size() < kMostExamples) tally.examples.push_back({fid, shortened(shown)});
}

void ExportLosses::noteLayer(const char* kind, std::int64_t fid, std::string_view shown) {
  note(kind, static_cast<std::size_t>(-1), fid, shown);
}

void ExportLosses::seeText(std::size_t column, std::int64_t fid, const std::string& text) {
  if (text.empty()) {
    if (!m_limits.emptyTexts) note("empty_to_null", column, fid, "");
    return;
  }
  std::size_t bytes = text.size();
  if (m_encoder.encoding() != "UTF-8") {
    const std::size_t before = m_encoder.replaced();
    bytes = m_encoder.encode(text).size();
    if (m_encoder.replaced() > before) note("character_missing", column, fid, text);
  }
  if (m_limits.textBytes > 0 && bytes > m_limits.textBytes) note("text_cut", column, fid, text);
  if (m_limits.textUnits > 0 && text.size() > m_limits.textUnits && utf16UnitsOf(text) > m_limits.textUnits)
    note("text_cut_cell", column, fid, text);
  if (!m_limits.trailingBlanks && (text.back() == ' ' || text.front() == ' '))
    note("blanks_trimmed", column, fid, text);
}

void ExportLosses::seeGeometry(const store::Feature& feature) {
  if (feature.wkb.empty() || geom::isEmpty(feature.wkb)) {
    if (!m_limits.placeless) noteLayer("geometry_missing", feature.fid, "");
    return;
  }
  ++m_placed;
  m_points += geom::typeOf(feature.wkb).dimension() == 0 ? 1 : 0;
  const geom::GeometryType type = geom::typeOf(feature.wkb);
  if (!m_limits.measures && type.hasM) noteLayer("measure_dropped", feature.fid, type.name());
  if (m_limits.mixed) return;
  if (type.dimension() >= 0) {
    ++m_kinds[type.dimension()];
  } else {
    noteLayer("collection_split", feature.fid, type.name());
    for (const geom::Bytes& part : geom::parts(feature.wkb)) {
      const int dimension = geom::typeOf(part).dimension();
      if (dimension >= 0) ++m_kinds[dimension];
    }
  }
  m_shapeBytes += feature.wkb.size() + 52;  // WKB and shapes hold the same numbers; a header and a box come with each
}

void ExportLosses::see(const store::Feature& feature) {
  if (m_hasPlace) seeGeometry(feature);
  if (!m_limits.columns) return;
  const std::vector<store::Field>& fields = m_rows.fields();
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const store::Value& value = feature.values[i];
    if (!m_limits.types) guessType(i, value);
    if (const auto* text = std::get_if<std::string>(&value)) {
      if (fields[i].type == FieldType::datetime && !m_limits.times) note("time_to_text", i, feature.fid, *text);
      if (fields[i].type == FieldType::datetime && !m_limits.textTimes)
        note("time_to_text_everywhere", i, feature.fid, *text);
      if (fields[i].type == FieldType::date && !m_limits.firstDay.empty()) seeDay(i, feature.fid, *text);
      if (fields[i].type == FieldType::date && !m_limits.days) note("day_to_time", i, feature.fid, *text);
      seeText(i, feature.fid, *text);
    } else if (const auto* real = std::get_if<double>(&value)) {
      if (!m_limits.notFinite && !std::isfinite(*real))
        note("not_finite", i, feature.fid, std::isnan(*real) ? "NaN" : *real > 0 ? "Infinity" : "-Infinity");
      if (m_limits.digits > 0 && std::isfinite(*real) && !keepsDigits(*real, m_limits.digits))
        note("number_rounded", i, feature.fid, store::textOf(value));
    } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
      seeInteger(i, feature.fid, *whole);
    } else if (std::holds_alternative<geom::Bytes>(value)) {
      if (!m_limits.bytes) note("bytes_dropped", i, feature.fid, "");
    }
  }
}

/// As a reader of the cell will.
void ExportLosses::guessType(std::size_t column, const store::Value& value) {
  if (std::holds_alternative<std::monostate>(value) || std::holds_alternative<geom::Bytes>(value)) return;
  const auto* real = std::get_if<double>(&value);
  m_guesses[column].see(real != nullptr ? shortest(*real) : store::textOf(value));
  ++m_guessed[column];
}

void ExportLosses::addTypes(std::vector<ExportLoss>& all) const {
  for (std::size_t i = 0; i < m_guesses.size(); ++i) {
    const store::Field& field = m_rows.fields()[i];
    const FieldType read = m_guesses[i].type(field.name);
    if (m_guessed[i] == 0 || read == field.type) continue;
    all.push_back(lossOf("type_changed", m_rows.sourceFields()[i].name, m_guessed[i]));
    all.back().what.text = comesBackAs(read);
  }
}

/// One day that is no day there makes text of the whole column.
void ExportLosses::seeDay(std::size_t column, std::int64_t fid, const std::string& day) {
  Tally& all = m_dayTexts[column];
  ++all.count;
  if (day >= m_limits.firstDay) return;
  m_textColumns.insert(column);
  if (all.examples.size() < kMostExamples) all.examples.push_back({fid, shortened(day)});
}

void ExportLosses::seeInteger(std::size_t column, std::int64_t fid, std::int64_t value) {
  if (m_limits.largestInteger == 0) return;
  Tally& all = m_integerTexts[column];
  ++all.count;
  if (value <= m_limits.largestInteger && value >= -m_limits.largestInteger) return;
  m_textColumns.insert(column);
  if (all.examples.size() < kMostExamples) all.examples.push_back({fid, std::to_string(value)});
}

std::vector<ExportLoss> ExportLosses::found(const std::vector<std::pair<std::string, std::string>>& renamed) const {
  std::vector<ExportLoss> all;
  for (const auto& [from, to] : renamed) {
    const bool cut = m_limits.nameBytes > 0 && from.size() > to.size() && from.starts_with(to.substr(0, 3));
    all.push_back(lossOf(cut ? "name_cut" : "name_changed", from, 1, to));
    all.back().examples.push_back({0, to});
  }
  for (const auto& [key, tally] : m_tallies) {
    const std::string column = key.second < 0 ? "" : m_rows.sourceFields()[static_cast<std::size_t>(key.second)].name;
    std::string more;
    if (key.first == "character_missing") more = m_encoder.encoding();
    all.push_back(lossOf(key.first, column, tally.count, more));
    all.back().examples = tally.examples;
    if (key.first == "text_cut_cell") all.back().kind = "text_cut";
    if (key.first == "time_to_text_everywhere") all.back().kind = "time_to_text";
  }
  for (const auto& [kind, tallies] : {std::pair{"day_to_text", &m_dayTexts}, {"number_to_text", &m_integerTexts}}) {
    for (const auto& [column, tally] : *tallies) {
      if (m_textColumns.count(column) == 0) continue;
      all.push_back(lossOf(kind, m_rows.sourceFields()[column].name, tally.count));
      all.back().examples = tally.examples;
    }
  }
  if (!m_limits.ordered && m_placed > 1) all.push_back(lossOf("order_changed", "", m_placed));
  if ((m_limits.columns || m_points > 0) && m_rows.smallCounts()) {
    for (const auto& [column, count] : m_rows.smallCounts()->hidden())
      if (count > 0)
        all.push_back(lossOf("small_count", m_rows.sourceFields()[column].name, count, std::to_string(m_leastCount)));
  }
  addTypes(all);
  if (!m_limits.columns && m_placed > m_points && !m_rows.fields().empty())
    all.push_back(lossOf("columns_dropped", "", static_cast<std::int64_t>(m_rows.fields().size()), ""));
  if (std::count_if(std::begin(m_kinds), std::end(m_kinds), [](std::int64_t n) { return n > 0; }) > 1) {
    all.push_back(lossOf("mixed_geometry", "", m_kinds[0] + m_kinds[1] + m_kinds[2], std::to_string(m_kinds[0])));
    for (const int d : {1, 2}) all.back().what.args.push_back(std::to_string(m_kinds[d]));
  }
  if (m_limits.nameBytes > 0 && m_shapeBytes > m_partBytes)
    all.push_back(lossOf("over_2gb", "", 1, std::to_string(m_shapeBytes)));
  return all;
}

std::vector<ExportName> ExportLosses::names(const std::vector<std::pair<std::string, std::string>>& renamed) const {
  std::vector<ExportName> all;
  if (m_limits.nameBytes == 0) return all;
  std::vector<std::string> fields;
  for (const store::Field& field : m_rows.sourceFields()) fields.push_back(field.name);
  const std::vector<std::string> proposals = pinyinNames(fields, m_limits.nameBytes);
  TextEncoder gbk("GBK");
  for (std::size_t i = 0; i < fields.size(); ++i) {
    ExportName& name = all.emplace_back();
    name.field = name.written = fields[i];
    for (const auto& [from, to] : renamed)
      if (from == fields[i]) name.written = to;
    name.proposal = proposals[i];
    name.bytesUtf8 = fields[i].size();
    name.bytesGbk = gbk.encode(fields[i]).size();
    name.fits = (m_encoder.encoding() == "UTF-8" ? name.bytesUtf8 : name.bytesGbk) <= m_limits.nameBytes;
  }
  return all;
}

}  // namespace gis::io
