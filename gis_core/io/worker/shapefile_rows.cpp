#include "gis_core/io/worker/shapefile_rows.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <initializer_list>

#include "gis_core/io/table_columns.h"
#include "gis_core/io/worker/little_endian.h"

namespace gis::io::worker {
namespace {

constexpr std::uint32_t kPoint = 1, kLine = 3, kPolygon = 5;
constexpr std::size_t kShapeHead = 100;  ///< of .shp and .shx alike
constexpr std::size_t kIndexEntry = 8;
constexpr std::size_t kRecordHead = 8;
/// Type, box, two counts and the start of the only part stand before the vertices of a line or polygon.
constexpr std::size_t kVerticesAt = 4 + 32 + 4 + 4 + 4;
constexpr std::size_t kVertexBytes = 16;
/// Up to this many digits a number fits 64 bits whatever they are.
constexpr std::size_t kSafeDigits = 18;

std::uint32_t bigEndian(std::string_view bytes, std::size_t at) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < 4; ++i) value = (value << 8U) | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

bool readWhole(std::string_view text, std::int64_t& value) {
  const std::string_view digits = text.front() == '-' ? text.substr(1) : text;
  if (digits.empty() || digits.size() > kSafeDigits || !std::all_of(digits.begin(), digits.end(), isDigit))
    return false;
  return std::from_chars(text.data(), text.data() + text.size(), value).ptr == text.data() + text.size();
}

bool readDecimal(std::string_view text, double& value) {
  const std::string_view digits = text.front() == '-' ? text.substr(1) : text;
  if (digits.empty() || !isDigit(digits.front()) || digits.find_first_not_of("0123456789.") != std::string_view::npos)
    return false;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  return end.ec == std::errc() && end.ptr == text.data() + text.size();
}

bool isPlainDate(std::string_view text) {
  if (text.size() != 8 || !std::all_of(text.begin(), text.end(), isDigit)) return false;
  int year = 0, month = 0, day = 0;
  std::from_chars(text.data(), text.data() + 4, year);
  std::from_chars(text.data() + 4, text.data() + 6, month);
  std::from_chars(text.data() + 6, text.data() + 8, day);
  return year > 0 && isDay(year, month, day);
}

}  // namespace

/// A file that is read in long runs, mostly forward.
class ShapefileRows::File {
 public:
  File(const std::string& shp, std::initializer_list<const char*> suffixes) {
    for (const char* suffix : suffixes) {
      if (m_handle == nullptr) m_handle = VSIFOpenL(CPLResetExtension(shp.c_str(), suffix), "rb");
    }
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (m_handle != nullptr) VSIFCloseL(m_handle);
  }
  [[nodiscard]] bool isOpen() const { return m_handle != nullptr; }
  [[nodiscard]] std::uint64_t size() { return VSIFSeekL(m_handle, 0, SEEK_END) == 0 ? VSIFTellL(m_handle) : 0; }
  /// Empty when the file does not hold all of it. Valid until the next call.
  std::string_view read(std::uint64_t at, std::size_t size) {
    if (at < m_from || at + size > m_from + m_run.size()) {
      m_from = at;
      m_run.resize(std::max(size, kRun));
      m_run.resize(VSIFSeekL(m_handle, at, SEEK_SET) == 0 ? VSIFReadL(m_run.data(), 1, m_run.size(), m_handle) : 0);
      if (m_run.size() < size) return {};
    }
    return std::string_view(m_run).substr(static_cast<std::size_t>(at - m_from), size);
  }

 private:
  static constexpr std::size_t kRun = std::size_t{1} << 18;
  VSILFILE* m_handle = nullptr;
  std::string m_run;
  std::uint64_t m_from = 0;
};

ShapefileRows::ShapefileRows() = default;
ShapefileRows::~ShapefileRows() = default;

std::unique_ptr<ShapefileRows> ShapefileRows::open(const std::string& shp, const std::vector<Kind>& kinds,
                                                   std::int64_t records) {
  std::unique_ptr<ShapefileRows> rows(new ShapefileRows);
  return rows->openTable(shp, kinds, records) && rows->openShapes(shp, records) ? std::move(rows) : nullptr;
}

bool ShapefileRows::openTable(const std::string& shp, const std::vector<Kind>& kinds, std::int64_t records) {
  m_table = std::make_unique<File>(shp, std::initializer_list<const char*>{"dbf", "DBF", "Dbf"});
  if (!m_table->isOpen()) return false;
  const std::string head(m_table->read(0, 32));
  if (head.size() < 32 || littleEndian(head, 4, 4) != records) return false;
  m_headBytes = littleEndian(head, 8, 2);
  m_recordBytes = littleEndian(head, 10, 2);
  if (m_headBytes < 33) return false;
  const std::string fields(m_table->read(32, m_headBytes - 32));
  std::size_t offset = 1;
  for (std::size_t at = 0; at + 32 <= fields.size() && fields[at] != '\r'; at += 32) {
    const char type = fields[at + 11];
    const auto width = static_cast<unsigned char>(fields[at + 16]);
    if (m_columns.size() == kinds.size() || width == 0) return false;
    const Kind kind = kinds[m_columns.size()];
    const bool isNumber = kind == Kind::integer || kind == Kind::real;
    const bool fits = isNumber ? type == 'N' || type == 'F' : type == (kind == Kind::date ? 'D' : 'C');
    if (!fits) return false;
    m_columns.push_back({kind, offset, width});
    offset += width;
  }
  m_cells.resize(m_columns.size());
  return m_columns.size() == kinds.size() && offset == m_recordBytes;
}

bool ShapefileRows::openShapes(const std::string& shp, std::int64_t records) {
  m_index = std::make_unique<File>(shp, std::initializer_list<const char*>{"shx", "SHX", "Shx"});
  m_shapes = std::make_unique<File>(shp, std::initializer_list<const char*>{"shp", "SHP", "Shp"});
  if (!m_index->isOpen() || !m_shapes->isOpen()) return false;
  const std::string head(m_shapes->read(0, kShapeHead));
  if (head.size() < kShapeHead || bigEndian(head, 0) != 9994 || littleEndian(head, 28, 4) != 1000) return false;
  m_shapeType = littleEndian(head, 32, 4);
  const bool isPlain = m_shapeType == kPoint || m_shapeType == kLine || m_shapeType == kPolygon;
  return isPlain && m_index->size() == kShapeHead + kIndexEntry * static_cast<std::uint64_t>(records);
}

ShapefileRows::Row ShapefileRows::look(std::int64_t record) {
  const std::string_view row =
      m_table->read(m_headBytes + static_cast<std::uint64_t>(record) * m_recordBytes, m_recordBytes);
  if (row.empty()) return Row::forGdal;
  if (row[0] == '*') return Row::deleted;
  for (std::size_t i = 0; i < m_columns.size(); ++i) {
    if (!readCell(m_columns[i], row, m_cells[i])) return Row::forGdal;
  }
  return readShape(record) ? Row::plain : Row::forGdal;
}

bool ShapefileRows::readCell(const Column& column, std::string_view record, Cell& cell) const {
  std::string_view text = record.substr(column.at, column.width);
  if (std::memchr(text.data(), '\0', text.size()) != nullptr) return false;
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  cell.isNull = text.empty();
  if (cell.isNull) return true;
  if (column.kind == Kind::text) {
    cell.text = text;
    return text.front() != ' ';
  }
  while (text.front() == ' ') text.remove_prefix(1);
  switch (column.kind) {
    case Kind::integer: return readWhole(text, cell.integer);
    case Kind::real: return readDecimal(text, cell.real);
    default: cell.text = text; return isPlainDate(text);
  }
}

bool ShapefileRows::readShape(std::int64_t record) {
  const std::string_view entry =
      m_index->read(kShapeHead + static_cast<std::uint64_t>(record) * kIndexEntry, kIndexEntry);
  if (entry.empty()) return false;
  const std::uint64_t at = std::uint64_t{bigEndian(entry, 0)} * 2;
  const std::uint64_t size = std::uint64_t{bigEndian(entry, 4)} * 2;
  constexpr std::uint64_t kLongest = std::uint64_t{1} << 22;
  if (at < kShapeHead || size < 4 || size > kLongest) return false;
  const std::string_view whole = m_shapes->read(at, kRecordHead + static_cast<std::size_t>(size));
  if (whole.empty() || std::uint64_t{bigEndian(whole, 4)} * 2 != size) return false;
  m_shape = whole.substr(kRecordHead);
  const std::uint32_t type = littleEndian(m_shape, 0, 4);
  if (type == 0) {
    m_shape = {};
    return size == 4;
  }
  if (type != m_shapeType) return false;
  if (type == kPoint) return size == 4 + kVertexBytes;
  if (size < kVerticesAt || littleEndian(m_shape, 36, 4) != 1 || littleEndian(m_shape, 44, 4) != 0) return false;
  const std::uint64_t count = littleEndian(m_shape, 40, 4);
  if (size != kVerticesAt + count * kVertexBytes || count < (type == kPolygon ? 4U : 2U)) return false;
  const std::string_view vertices = m_shape.substr(kVerticesAt);
  return type == kLine || vertices.substr(0, kVertexBytes) == vertices.substr(vertices.size() - kVertexBytes);
}

void ShapefileRows::appendGeometry(geom::Bytes& wkb) const {
  if (m_shape.empty()) return;
  const auto append = [&](std::string_view bytes) {
    const auto* first = reinterpret_cast<const std::uint8_t*>(bytes.data());
    wkb.insert(wkb.end(), first, first + bytes.size());
  };
  // shapefiles and this WKB have the same order of bytes; GDAL's codes of the kinds: 1 point, 2 line, 3 polygon
  using std::string_view_literals::operator""sv;
  if (m_shapeType == kPoint) {
    append("\1\1\0\0\0"sv);
    append(m_shape.substr(4));
    return;
  }
  append(m_shapeType == kLine ? "\1\2\0\0\0"sv : "\1\3\0\0\0\1\0\0\0"sv);
  append(m_shape.substr(40, 4));
  append(m_shape.substr(kVerticesAt));
}

}  // namespace gis::io::worker
