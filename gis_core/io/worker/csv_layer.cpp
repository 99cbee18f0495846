#include "gis_core/io/worker/csv_layer.h"

#include <cpl_vsi.h>
#include <ogr_geometry.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/io/encoding_candidates.h"

namespace gis::io::worker {
namespace {

constexpr std::size_t kHeadBytes = std::size_t{1} << 20;
constexpr std::size_t kTypicalRows = 1000;
/// Enough for a look; an import reads all.
constexpr std::int64_t kSurveyedRows = 20'000;

bool isTwoByte(const std::string& encoding) {
  return encoding == "GBK" || encoding == "GB18030" || encoding == "Big5" || encoding == "Shift_JIS" ||
         encoding == "windows-949";
}

/// Whole lines of the head, for guesses about bytes that a cut in the middle would spoil.
std::vector<std::string_view> linesOf(std::string_view head) {
  std::vector<std::string_view> lines;
  while (!head.empty()) {
    const std::size_t end = head.find('\n');
    if (end == std::string_view::npos) {
      if (lines.empty()) lines.push_back(head);
      break;
    }
    lines.push_back(head.substr(0, end));
    head.remove_prefix(end + 1);
  }
  return lines;
}

}  // namespace

struct CsvLayer::File {
  VSILFILE* handle = nullptr;
  std::string whole;  ///< a UTF-16 file, converted
  std::size_t at = 0;
  bool converted = false;

  explicit File(const std::string& path) : handle(VSIFOpenL(path.c_str(), "rb")) {}
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (handle != nullptr) VSIFCloseL(handle);
  }
  std::size_t read(char* buffer, std::size_t size) {
    if (!converted) return VSIFReadL(buffer, 1, size, handle);
    const std::size_t n = std::min(size, whole.size() - at);
    std::memcpy(buffer, whole.data() + at, n);
    at += n;
    return n;
  }
  void seek(std::size_t offset) {
    at = offset;
    if (!converted) VSIFSeekL(handle, offset, SEEK_SET);
  }
  /// Excel's "Unicode text" becomes UTF-8 before it is parsed.
  void convertUtf16(bool bigEndian) {
    std::string bytes;
    std::string piece(kHeadBytes, '\0');
    VSIFSeekL(handle, 2, SEEK_SET);
    while (const std::size_t n = VSIFReadL(piece.data(), 1, piece.size(), handle)) bytes.append(piece, 0, n);
    whole = utf16ToUtf8(bytes, bigEndian);
    converted = true;
  }
};

CsvLayer::CsvLayer(const Member& member, const SourceRequest& request) : m_file(std::make_unique<File>(member.path)) {
  if (m_file->handle == nullptr)
    throw Error(ErrorCode::notFound, {GIS_TR("cannot read {0}"), {member.stem}}, GIS_TR("it cannot be opened"));
  info.driver = "CSV";
  info.sourceLayer = info.name = member.stem;
  std::string head(kHeadBytes, '\0');
  head.resize(m_file->read(head.data(), head.size()));
  if (head.empty())
    throw Error(ErrorCode::damaged, {GIS_TR("cannot read {0}"), {member.stem}}, GIS_TR("the file is empty"));
  if (head.starts_with("\xFF\xFE") || head.starts_with("\xFE\xFF")) {
    m_file->convertUtf16(head.starts_with("\xFE\xFF"));
    head = m_file->whole.substr(0, kHeadBytes);
    m_decoder.emplace("UTF-8");
    info.encoding = "UTF-16";
  } else {
    chooseEncoding(head, request.encoding);
  }
  std::string_view body = std::string_view(head).substr(m_textStart);
  if (std::count(body.begin(), body.end(), '\0') > 0)
    throw Error(ErrorCode::damaged, {GIS_TR("cannot read {0}"), {member.stem}}, GIS_TR("it is not a text file"));
  if (body.size() > 5 && body.starts_with("sep=") && (body[5] == '\r' || body[5] == '\n')) {
    m_saysSeparator = true;
    m_separator = body[4];
  } else {
    m_separator =
        member.suffix == "tsv" ? "\t" : guessSeparator(body.substr(0, std::min<std::size_t>(body.size(), 65536)));
  }
  describeColumns(request);
}

CsvLayer::~CsvLayer() = default;

void CsvLayer::chooseEncoding(const std::string& head, const std::string& asked) {
  const bool marked = head.starts_with("\xEF\xBB\xBF");
  if (marked) m_textStart = 3;
  std::string name = asked;
  if (asked.empty() || asked == "auto")
    name = marked ? "UTF-8" : guessEncoding(linesOf(std::string_view(head).substr(m_textStart)));
  m_decoder.emplace(name);
  info.encoding = m_decoder->encoding();
}

void CsvLayer::rewind() {
  m_file->seek(m_textStart);
  m_parser = std::make_unique<CsvParser>([this](char* buffer, std::size_t size) { return m_file->read(buffer, size); },
                                         m_separator, isTwoByte(m_decoder->encoding()));
  m_number = 0;
  m_longRows = m_badPlaces = 0;
  if (m_saysSeparator) (void)m_parser->next(m_row);
  if (m_headed) (void)m_parser->next(m_row);
}

std::vector<std::string> CsvLayer::namesFrom(const std::vector<CsvCell>& heading) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < heading.size(); ++i) {
    std::string name = m_headed ? std::string(text::trim(m_decoder->decode(heading[i].text))) : std::string();
    if (name.empty()) name = "field_" + std::to_string(i + 1);
    const std::string wanted = name;
    for (int n = 2; std::find(names.begin(), names.end(), name) != names.end(); ++n)
      name = wanted + "_" + std::to_string(n);
    names.push_back(std::move(name));
  }
  return names;
}

/// How the heading and the first rows read in each encoding; a mark at the beginning leaves no doubt.
void CsvLayer::weighEncodings(const std::vector<std::vector<CsvCell>>& first, const std::vector<std::string>& names) {
  if (m_textStart > 0 || info.encoding == "UTF-16") return;
  RawTable table;
  for (std::size_t i = 0; i < names.size(); ++i)
    table.names.push_back(m_headed && i < first.front().size() ? first.front()[i].text : names[i]);
  for (std::size_t r = m_headed ? 1 : 0; r < first.size(); ++r) {
    std::vector<std::string>& row = table.rows.emplace_back();
    for (const CsvCell& cell : first[r]) row.push_back(cell.text);
  }
  info.encodings = encodingCandidates(table);
}

void CsvLayer::describeColumns(const SourceRequest& request) {
  const bool plain = request.plainTable;
  m_plain = plain;
  m_headed = false;
  rewind();
  std::vector<std::vector<CsvCell>> first;
  while (first.size() < kTypicalRows && m_parser->next(m_row)) first.push_back(m_row);
  if (first.empty())
    throw Error(ErrorCode::damaged, {GIS_TR("cannot read {0}"), {info.name}}, GIS_TR("there is no row in it"));
  m_headed = firstRowIsHeading(first);
  std::size_t width = first.front().size();
  if (!m_headed) {
    for (const auto& row : first) width = std::max(width, row.size());
  }
  first.front().resize(width);
  const std::vector<std::string> names = namesFrom(first.front());
  std::vector<std::vector<std::string>> sample;
  for (std::size_t i = m_headed ? 1 : 0; i < first.size(); ++i) {
    std::vector<std::string>& row = sample.emplace_back();
    for (const CsvCell& cell : first[i]) row.push_back(m_decoder->decode(cell.text));
  }
  if (!plain) m_place = findCoordinateColumns(names, sample);

  if (request.survey) weighEncodings(first, names);

  // types hold for every row, so every row is looked at
  std::vector<ColumnTypeGuess> guesses(names.size());
  std::int64_t rows = 0;
  rewind();
  bool whole = true;
  while (m_parser->next(m_row)) {
    if (request.survey && rows == kSurveyedRows) whole = false;
    if (!whole) break;
    ++rows;
    for (std::size_t i = 0; i < m_row.size() && i < guesses.size(); ++i) guesses[i].see(m_row[i].text);
    if (!m_place || m_place->wkt >= 0) continue;
    const auto x = numberAt(m_place->x);
    const auto y = numberAt(m_place->y);
    if (x && y) info.extent.include(*x, *y);
  }
  info.promised = whole ? rows : -1;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (m_place && m_place->wkt == static_cast<int>(i)) continue;
    info.fields.push_back({names[i], plain ? store::FieldType::text : guesses[i].type(names[i]), 0, 0});
    m_cellOf.push_back(i);
  }
  info.hasGeometry = m_place.has_value();
  if (m_place) findPlace();
}

void CsvLayer::findPlace() {
  info.notes = m_place->notes;
  if (m_place->wkt < 0) info.declaredType = {geom::GeometryKind::point, m_place->z >= 0, false};
  if (m_place->degrees) {
    info.crsFault = "EPSG:4326";
    info.notes.push_back(takenAsWgs84());
  }
}

std::string_view CsvLayer::decodedAt(int column) {
  m_scratch.clear();
  if (column >= 0 && static_cast<std::size_t>(column) < m_row.size())
    m_decoder->append(m_row[static_cast<std::size_t>(column)].text, m_scratch);
  return text::trim(m_scratch);
}

std::optional<double> CsvLayer::numberAt(int column) {
  const std::string_view cell = decodedAt(column);
  if (const auto value = numberOf(cell)) return value;
  return cell.empty() ? std::nullopt : numberOf(text::trim(text::fold(cell)));  // full-width digits
}

void CsvLayer::writePlace(store::FeatureBatch& batch) {
  const auto append = [&](const OGRGeometry& geometry) {
    const std::size_t at = batch.geometry.size();
    batch.geometry.resize(at + geometry.WkbSize());
    if (geometry.exportToWkb(wkbNDR, batch.geometry.data() + at, wkbVariantIso) != OGRERR_NONE)
      batch.geometry.resize(at);
  };
  if (m_place->wkt >= 0) {
    std::string wkt(decodedAt(m_place->wkt));
    if (wkt.empty()) return;
    if (const auto semicolon = wkt.find(';'); semicolon != std::string::npos) wkt.erase(0, semicolon + 1);
    OGRGeometry* made = nullptr;
    OGRGeometryFactory::createFromWkt(wkt.c_str(), nullptr, &made);
    std::unique_ptr<OGRGeometry> geometry(made);
    if (geometry && geometry->hasCurveGeometry() != 0) geometry.reset(geometry->getLinearGeometry());
    if (geometry)
      append(*geometry);
    else
      ++m_badPlaces;
    return;
  }
  const auto x = numberAt(m_place->x);
  const auto y = numberAt(m_place->y);
  if (!x || !y) {
    ++m_badPlaces;
    return;
  }
  OGRPoint point(*x, *y);
  if (m_place->z >= 0) point.setZ(numberAt(m_place->z).value_or(0));
  append(point);
}

void CsvLayer::writeCell(RowWriter& row, std::size_t column, const CsvCell& cell) {
  using store::FieldType;
  const std::string_view bare = text::trim(cell.text);
  const FieldType type = info.fields[column].type;
  if (bare.empty() && (type != FieldType::text || (!cell.wasQuoted && (m_plain || cell.text.empty())))) {
    row.null(column);
    return;
  }
  switch (type) {
    case FieldType::integer: {
      std::int64_t value = 0;
      std::from_chars(bare.data(), bare.data() + bare.size(), value);
      row.integer(column, value);
      break;
    }
    case FieldType::boolean: row.integer(column, bare.front() == 't' || bare.front() == 'T' ? 1 : 0); break;
    case FieldType::real: row.real(column, numberOf(bare).value_or(0)); break;
    case FieldType::date:
    case FieldType::datetime: {
      std::string iso(bare);
      if (iso.size() >= 8) iso[4] = iso[7] = '-';
      if (iso.size() > 10) iso[10] = 'T';
      row.text(column, iso);
      break;
    }
    case FieldType::text:
    case FieldType::blob:
      // in a list to join by, blanks around a code are a slip of the hand
      m_decoder->append(m_plain && !cell.wasQuoted ? bare : std::string_view(cell.text),
                        row.batch.columns[column].bytes);
      row.endText(column);
      break;
  }
}

bool CsvLayer::next(store::FeatureBatch& batch) {
  if (!m_parser->next(m_row)) return false;
  RowWriter row{batch};
  const std::size_t widest =
      std::max(m_cellOf.empty() ? 0 : m_cellOf.back() + 1, static_cast<std::size_t>(m_place ? m_place->wkt + 1 : 0));
  if (m_row.size() > widest) ++m_longRows;
  for (std::size_t i = 0; i < m_cellOf.size(); ++i) {
    if (m_cellOf[i] < m_row.size())
      writeCell(row, i, m_row[m_cellOf[i]]);
    else
      row.null(i);
  }
  if (m_place) writePlace(batch);
  row.end(++m_number);
  return true;
}

void CsvLayer::collectWarnings(std::vector<Message>& warnings) const {
  if (m_decoder->faulty() > 0)
    warnings.push_back({GIS_TR("{0} texts hold bytes that are not {1}; the unreadable ones became a replacement sign"),
                        {std::to_string(m_decoder->faulty()), m_decoder->encoding()}});
  if (m_longRows > 0)
    warnings.push_back({GIS_TR("{0} rows have more cells than the heading; the surplus cells were left out"),
                        {std::to_string(m_longRows)}});
  if (m_badPlaces > 0)
    warnings.push_back(
        {GIS_TR("{0} rows have no usable coordinates and came without geometry"), {std::to_string(m_badPlaces)}});
}

}  // namespace gis::io::worker
