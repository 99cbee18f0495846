#include "gis_core/io/worker/dbf_numbers.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>

#include <algorithm>

#include "gis_core/base/text.h"
#include "gis_core/io/table_columns.h"
#include "gis_core/io/worker/little_endian.h"

namespace gis::io::worker {
namespace {

/// Up to this width GDAL gives 64-bit integers.
constexpr unsigned kGdalDigits = 18;
constexpr std::size_t kBlockRecords = 4096;
constexpr std::int64_t kSurveyedRecords = 50'000;

}  // namespace

struct DbfNumbers::File {
  VSILFILE* handle = nullptr;
  std::int64_t records = 0;
  std::size_t headBytes = 0, recordBytes = 0;
  std::string block;  ///< some records that follow each other
  std::int64_t first = 0;

  File() = default;
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File() {
    if (handle != nullptr) VSIFCloseL(handle);
  }
  std::string read(vsi_l_offset at, std::size_t size) const {
    std::string bytes(size, '\0');
    if (VSIFSeekL(handle, at, SEEK_SET) != 0) return {};
    bytes.resize(VSIFReadL(bytes.data(), 1, size, handle));
    return bytes;
  }
  /// Where the record begins in the block; npos when the file does not hold it.
  std::size_t find(std::int64_t record) {
    if (record < 0) return std::string::npos;
    const auto held = static_cast<std::int64_t>(block.size() / recordBytes);
    if (record < first || record >= first + held) {
      first = record;
      block = read(headBytes + static_cast<vsi_l_offset>(record) * recordBytes, kBlockRecords * recordBytes);
    }
    const std::size_t at = static_cast<std::size_t>(record - first) * recordBytes;
    return at + recordBytes <= block.size() ? at : std::string::npos;
  }
};

DbfNumbers::DbfNumbers() = default;
DbfNumbers::~DbfNumbers() = default;

std::shared_ptr<DbfNumbers> DbfNumbers::find(const std::string& shp, bool survey) {
  std::shared_ptr<DbfNumbers> numbers(new DbfNumbers);
  if (!numbers->open(shp)) return nullptr;
  numbers->chooseTypes(survey ? kSurveyedRecords : numbers->m_file->records);
  return numbers->m_columns.empty() ? nullptr : numbers;
}

/// Layout after dBASE III: 32 bytes of head, 32 a field, 0x0D, then records of fixed length.
bool DbfNumbers::open(const std::string& shp) {
  m_file = std::make_unique<File>();
  for (const char* suffix : {"dbf", "DBF", "Dbf"}) {
    if (m_file->handle == nullptr) m_file->handle = VSIFOpenL(CPLResetExtension(shp.c_str(), suffix), "rb");
  }
  if (m_file->handle == nullptr) return false;
  const std::string head = m_file->read(0, 32);
  if (head.size() < 32) return false;
  m_file->records = littleEndian(head, 4, 4);
  m_file->headBytes = littleEndian(head, 8, 2);
  m_file->recordBytes = littleEndian(head, 10, 2);
  if (m_file->headBytes < 33 || m_file->recordBytes < 2) return false;
  const std::string fields = m_file->read(32, m_file->headBytes - 32);
  std::size_t offset = 1;
  int field = 0;
  for (std::size_t at = 0; at + 32 <= fields.size() && fields[at] != '\r'; at += 32, ++field) {
    const auto width = static_cast<unsigned char>(fields[at + 16]);
    const bool isNumber = fields[at + 11] == 'N' || fields[at + 11] == 'F';
    if (isNumber && fields[at + 17] == 0 && width > kGdalDigits && offset + width <= m_file->recordBytes) {
      m_columns.push_back({field, store::FieldType::integer, offset, width});
      m_names.emplace_back(fields.data() + at, std::min<std::size_t>(11, fields.find('\0', at) - at));
    }
    offset += width;
  }
  return !m_columns.empty();
}

void DbfNumbers::chooseTypes(std::int64_t mostRecords) {
  std::vector<ColumnTypeGuess> guesses(m_columns.size());
  for (std::int64_t record = 0; record < std::min(m_file->records, mostRecords); ++record) {
    if (m_file->find(record) == std::string::npos) break;
    for (std::size_t i = 0; i < m_columns.size(); ++i) guesses[i].see(cell(m_columns[i], record));
  }
  std::vector<Column> exact;
  for (std::size_t i = 0; i < m_columns.size(); ++i) {
    const store::FieldType type = guesses[i].type(m_names[i]);
    // with a point or an exponent it is no code, and has at most as many digits as a real number keeps
    if (type != store::FieldType::integer && type != store::FieldType::text) continue;
    exact.push_back(m_columns[i]);
    exact.back().type = type;
  }
  m_columns = std::move(exact);
}

std::string_view DbfNumbers::cell(const Column& column, std::int64_t record) {
  const std::size_t at = m_file->find(record);
  if (at == std::string::npos) return {};
  std::string_view value(m_file->block.data() + at + column.at, column.width);
  while (!value.empty() && value.back() == '\0') value.remove_suffix(1);
  value = text::trim(value);
  return value.find_first_not_of('*') == std::string_view::npos ? std::string_view() : value;  // stars: an overflow
}

}  // namespace gis::io::worker
