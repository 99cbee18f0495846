#include "gis_core/io/worker/dbf_text.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>

#include <algorithm>
#include <memory>
#include <string_view>

#include "gis_core/base/text.h"
#include "gis_core/io/text_encoding.h"
#include "gis_core/io/worker/little_endian.h"

namespace gis::io::worker {
namespace {

using File = std::unique_ptr<VSILFILE, int (*)(VSILFILE*)>;

constexpr std::size_t kHeadRecords = 2000;
constexpr std::size_t kSpreadRecords = 2000;
/// Rows of which a person is shown some.
constexpr std::size_t kKeptRows = 200;

File openBeside(const std::string& path, const std::initializer_list<const char*>& suffixes) {
  for (const char* suffix : suffixes) {
    File file(VSIFOpenL(CPLResetExtension(path.c_str(), suffix), "rb"), VSIFCloseL);
    if (file) return file;
  }
  return {nullptr, VSIFCloseL};
}

std::string readAt(VSILFILE* file, vsi_l_offset at, std::size_t size) {
  std::string bytes(size, '\0');
  if (VSIFSeekL(file, at, SEEK_SET) != 0) return {};
  bytes.resize(VSIFReadL(bytes.data(), 1, size, file));
  return bytes;
}

/// Layout after dBASE III: 32 bytes of head, 32 a field, 0x0D, then records of fixed length.
class DbfTexts {
 public:
  explicit DbfTexts(VSILFILE* file) {
    const std::string head = readAt(file, 0, 32);
    if (head.size() < 32) return;
    m_ldid = static_cast<unsigned char>(head[29]);
    const unsigned records = littleEndian(head, 4, 4);
    const unsigned headBytes = littleEndian(head, 8, 2);
    const unsigned recordBytes = littleEndian(head, 10, 2);
    if (headBytes < 33 || recordBytes < 2) return;
    readFields(readAt(file, 32, headBytes - 32));
    if (m_texts.empty()) return;
    readRecords(file, headBytes, recordBytes, 0, std::min<std::size_t>(records, kHeadRecords));
    // the first records of a file may be plain ASCII: look at places all over it
    const std::size_t steps = std::min<std::size_t>(records, kSpreadRecords) / 20;
    for (std::size_t i = 1; i < steps; ++i)
      readRecords(file, headBytes, recordBytes, static_cast<vsi_l_offset>(records) * i / steps, 20);
  }

  [[nodiscard]] const RawTable& table() const { return m_table; }
  [[nodiscard]] unsigned char languageByte() const { return m_ldid; }
  /// Names first, then values.
  [[nodiscard]] std::vector<std::string_view> all() const { return {m_texts.begin(), m_texts.end()}; }

 private:
  struct Range {
    std::size_t from, size;
  };

  void readFields(const std::string& block) {
    std::size_t offset = 1;
    for (std::size_t at = 0; at + 32 <= block.size() && block[at] != '\r'; at += 32) {
      const std::string_view raw(block.data() + at, 11);
      m_texts.emplace_back(raw.substr(0, raw.find('\0')));
      if (block[at + 11] == 'C') m_table.names.push_back(m_texts.back());
      const auto width = static_cast<unsigned char>(block[at + 16]);
      if (block[at + 11] == 'C') m_columns.push_back({offset, width});
      offset += width;
    }
  }

  void readRecords(VSILFILE* file, unsigned headBytes, unsigned recordBytes, vsi_l_offset first, std::size_t count) {
    if (m_columns.empty()) return;
    const std::string block = readAt(file, headBytes + first * recordBytes, count * recordBytes);
    for (std::size_t at = 0; at + recordBytes <= block.size(); at += recordBytes) {
      const bool kept = first == 0 && m_table.rows.size() < kKeptRows;
      if (kept) m_table.rows.emplace_back();
      for (const Range& column : m_columns) {
        if (kept) m_table.rows.back().emplace_back();
        if (column.from + column.size > recordBytes) continue;
        std::string_view value(block.data() + at + column.from, column.size);
        while (!value.empty() && (value.back() == ' ' || value.back() == '\0')) value.remove_suffix(1);
        const bool ascii =
            std::all_of(value.begin(), value.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        if (kept) m_table.rows.back().back() = value;
        if (!ascii) m_texts.emplace_back(value);
        if (!ascii && !kept) m_table.values.emplace_back(value);
      }
    }
  }

  unsigned char m_ldid = 0;
  std::vector<Range> m_columns;
  std::vector<std::string> m_texts;
  RawTable m_table;
};

std::string readCodePage(const std::string& shp) {
  const File file = openBeside(shp, {"cpg", "CPG", "cst"});
  if (!file) return {};
  std::string content = readAt(file.get(), 0, 64);
  content = content.substr(0, content.find_first_of("\r\n"));
  return std::string(text::trim(content));
}

}  // namespace

RawTable rawTableOf(const std::string& shp) {
  const File dbf = openBeside(shp, {"dbf", "DBF", "Dbf"});
  return dbf ? DbfTexts(dbf.get()).table() : RawTable();
}

ShapefileEncoding shapefileEncoding(const std::string& shp, const std::string& asked) {
  ShapefileEncoding result;
  if (asked != "auto" && !asked.empty()) {
    result.name = TextDecoder(asked).encoding();
    return result;
  }
  const File dbf = openBeside(shp, {"dbf", "DBF", "Dbf"});
  if (!dbf) return result;
  const DbfTexts table(dbf.get());
  const std::vector<std::string_view> texts = table.all();
  const std::string codePage = readCodePage(shp);
  std::string told = encodingName(codePage);
  const bool fromCodePage = !told.empty();
  if (told.empty()) told = encodingOfLanguageByte(table.languageByte());
  if (!codePage.empty() && !fromCodePage)
    result.notes.push_back(
        {GIS_TR("the .cpg file names an encoding that nobody knows: {0}"), {text::repairUtf8(codePage)}});
  const std::string guessed = guessEncoding(texts);
  if (told.empty()) {
    result.name = guessed;
    return result;
  }
  result.name = told;
  // a code page file that survived a conversion of the table lies; the bytes do not
  const bool strong = guessed == "UTF-8" || guessed == "GBK" || guessed == "GB18030";
  const bool contradicts = !fitsEncoding(texts, told) || isClearlyUtf8(texts, told);
  if (told != guessed && strong && contradicts && fitsEncoding(texts, guessed)) {
    result.name = guessed;
    result.notes.push_back({GIS_TR("the file says {0}, but its texts are {1}: read as {1}"), {told, guessed}});
  }
  return result;
}

}  // namespace gis::io::worker
