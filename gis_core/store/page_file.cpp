#include "gis_core/store/page_file.h"

#include <sqlite3.h>

#include <array>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"

namespace gis::store {
namespace {

constexpr std::size_t kHeaderBytes = 100;
constexpr std::size_t kRunBytes = std::size_t{1} << 20;
// places in the header
constexpr std::size_t kPageSizeAt = 16, kReservedAt = 20, kChangesAt = 24, kCountAt = 28, kVacuumAt = 52,
                      kCountValidAt = 92;

std::uint32_t bigEndian(const std::uint8_t* at, int size) {
  std::uint32_t value = 0;
  for (int i = 0; i < size; ++i) value = value << 8U | at[i];
  return value;
}

}  // namespace

PageFile::PageFile(const std::filesystem::path& file)
    : m_file(file), m_stream(file, std::ios::in | std::ios::out | std::ios::binary) {
  std::array<std::uint8_t, kHeaderBytes> header{};
  m_stream.read(reinterpret_cast<char*>(header.data()), header.size());
  const std::uint32_t size = bigEndian(&header[kPageSizeAt], 2);
  m_pageBytes = size == 1 ? 65536 : size;
  m_changes = bigEndian(&header[kChangesAt], 4);
  m_pages = bigEndian(&header[kCountAt], 4);
  const bool isPlain = m_stream && m_pageBytes >= 512 && header[kReservedAt] == 0 && m_pages > 0 &&
                       bigEndian(&header[kVacuumAt], 4) == 0 && bigEndian(&header[kCountValidAt], 4) == m_changes;
  if (!isPlain) throw Error(ErrorCode::damaged, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(file.filename())}});
  const int lockByte = sqlite3_test_control(SQLITE_TESTCTRL_PENDING_BYTE, 0);  // asked, not changed
  m_lockPage = static_cast<std::uint32_t>(static_cast<std::size_t>(lockByte) / m_pageBytes + 1);
}

std::uint32_t PageFile::append(std::span<const std::uint8_t> page) {
  const std::uint32_t number = nextNumber();
  if (m_waiting.empty()) m_firstWaiting = m_pages + 1;
  if (number != m_pages + 1) m_waiting.resize(m_waiting.size() + m_pageBytes);  // the page of the locks stays empty
  m_waiting.insert(m_waiting.end(), page.begin(), page.end());
  m_pages = number;
  if (m_waiting.size() >= kRunBytes) flush();
  return number;
}

void PageFile::overwrite(std::uint32_t number, std::span<const std::uint8_t> page) {
  m_stream.seekp(static_cast<std::streamoff>(std::size_t(number - 1) * m_pageBytes));
  m_stream.write(reinterpret_cast<const char*>(page.data()), static_cast<std::streamsize>(page.size()));
  check();
}

void PageFile::flush() {
  if (m_waiting.empty()) return;
  overwrite(m_firstWaiting, m_waiting);
  m_waiting.clear();
}

void PageFile::finish() {
  flush();
  std::array<std::uint8_t, 4> number{};
  const auto put = [&](std::size_t at, std::uint32_t value) {
    putBigEndian(number.data(), value, 4);
    m_stream.seekp(static_cast<std::streamoff>(at));
    m_stream.write(reinterpret_cast<const char*>(number.data()), number.size());
  };
  put(kCountAt, m_pages);
  put(kChangesAt, m_changes + 1);
  put(kCountValidAt, m_changes + 1);  // else the count would not be believed
  m_stream.close();
  check();
}

void PageFile::check() {
  if (m_stream) return;
  throw Error(ErrorCode::diskFull, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(m_file.filename())}},
              GIS_TR("the disk does not take it"), GIS_TR("free some space and try again"));
}

}  // namespace gis::store
