#include "gis_core/io/zip_file.h"

#include <zip.h>

#include <algorithm>
#include <set>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/text.h"

namespace gis::io {

namespace detail {

struct ZipDiscard {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
using ZipHandle = std::unique_ptr<zip_t, ZipDiscard>;

}  // namespace detail

namespace {

namespace fs = std::filesystem;

/// The most that deflate packs (RFC 1951: 258 bytes in two bits), and some room for tiny archives.
constexpr std::uint64_t kMostRatio = 1032;
constexpr std::uint64_t kSmallAnyway = std::uint64_t{1} << 20;

using detail::ZipHandle;
struct ZipFileClose {
  void operator()(zip_file_t* file) const { zip_fclose(file); }
};

[[noreturn]] void refuseZip(const fs::path& file, Message why) {
  throw Error(ErrorCode::damaged, {GIS_TR("{0} is not taken"), {platform::pathToUtf8(file.filename())}}, std::move(why),
              GIS_TR("ask its sender for a sound one"));
}

bool leadsOut(const std::string& name) {
  if (name.empty() || name.front() == '/' || name.find('\\') != std::string::npos) return true;
  if (name.size() > 1 && name[1] == ':') return true;
  if (std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }))
    return true;
  for (std::size_t at = 0; at <= name.size();) {
    const std::size_t end = std::min(name.find('/', at), name.size());
    const std::string part = name.substr(at, end - at);
    if (part == ".." || part == "." || (part.empty() && end < name.size())) return true;
    at = end + 1;
  }
  return false;
}

bool isLink(zip_t* archive, zip_uint64_t index) {
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) != 0) return false;
  return system == ZIP_OPSYS_UNIX && ((attributes >> 16) & 0170000U) == 0120000U;
}

}  // namespace

void writeZip(const fs::path& target, const std::vector<std::pair<std::string, fs::path>>& files, Progress& progress) {
  const std::string shown = platform::pathToUtf8(target.filename());
  int fault = 0;
  ZipHandle archive(zip_open(platform::pathToUtf8(target).c_str(), ZIP_CREATE | ZIP_EXCL, &fault));
  if (!archive) throw Error(ErrorCode::readOnly, {GIS_TR("cannot write {0}"), {shown}});
  const auto fail = [&] {
    throw Error(ErrorCode::diskFull, {GIS_TR("cannot write {0}"), {shown}}, {"{0}", {zip_strerror(archive.get())}},
                GIS_TR("free some space and try again"));
  };
  for (const auto& [name, file] : files) {
    zip_source_t* source = zip_source_file(archive.get(), platform::pathToUtf8(file).c_str(), 0, 0);
    if (source == nullptr) fail();
    const zip_int64_t index = zip_file_add(archive.get(), name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
      zip_source_free(source);
      fail();
    }
    if (zip_set_file_compression(archive.get(), static_cast<zip_uint64_t>(index), ZIP_CM_DEFLATE, 3) != 0) fail();
  }
  zip_register_progress_callback_with_state(
      archive.get(), 0.01,
      [](zip_t*, double part, void* data) {
        static_cast<Progress*>(data)->report(static_cast<std::uint64_t>(part * 100), 100);
      },
      nullptr, &progress);
  zip_register_cancel_callback_with_state(
      archive.get(), [](zip_t*, void* data) { return static_cast<Progress*>(data)->token().cancelled() ? 1 : 0; },
      nullptr, &progress);
  if (zip_close(archive.get()) != 0) {
    progress.check();
    fail();
  }
  (void)archive.release();  // zip_close has freed it
}

struct ZipReader::State {
  detail::ZipHandle archive;
  std::string shown;
};

ZipReader::ZipReader(const fs::path& file) : m_state(std::make_unique<State>()) {
  std::error_code unreadable;
  if (!fs::is_regular_file(file, unreadable))
    throw Error(ErrorCode::notFound, {GIS_TR("cannot read {0}"), {platform::pathToUtf8(file)}},
                GIS_TR("the file does not exist"));
  m_state->shown = platform::pathToUtf8(file.filename());
  int fault = 0;
  m_state->archive.reset(zip_open(platform::pathToUtf8(file).c_str(), ZIP_RDONLY | ZIP_CHECKCONS, &fault));
  if (!m_state->archive)  // some writers are careless about what the check asks
    m_state->archive.reset(zip_open(platform::pathToUtf8(file).c_str(), ZIP_RDONLY, &fault));
  if (!m_state->archive) refuseZip(file, GIS_TR("it is no sound zip archive"));
  zip_t* archive = m_state->archive.get();
  const auto count = static_cast<zip_uint64_t>(std::max<zip_int64_t>(zip_get_num_entries(archive, 0), 0));
  if (count > kMostZipEntries)
    refuseZip(file, {GIS_TR("it has more than {0} entries"), {std::to_string(kMostZipEntries)}});
  std::set<std::string> seen;
  std::uint64_t total = 0;
  for (zip_uint64_t i = 0; i < count; ++i) {
    zip_stat_t stat;
    if (zip_stat_index(archive, i, 0, &stat) != 0 || (stat.valid & ZIP_STAT_NAME) == 0)
      refuseZip(file, GIS_TR("it is no sound zip archive"));
    ZipEntry entry{stat.name, stat.size, stat.comp_size, false};
    if (!entry.name.empty() && entry.name.back() == '/') entry.folder = true;
    if (leadsOut(entry.folder ? entry.name.substr(0, entry.name.size() - 1) : entry.name))
      refuseZip(file, {GIS_TR("the name \"{0}\" leads out of the archive"), {text::repairUtf8(entry.name)}});
    if (isLink(archive, i)) refuseZip(file, {GIS_TR("\"{0}\" is a link"), {text::repairUtf8(entry.name)}});
    if (!seen.insert(text::fold(text::repairUtf8(entry.name))).second)
      refuseZip(file, {GIS_TR("the name \"{0}\" stands in it twice"), {text::repairUtf8(entry.name)}});
    total += entry.bytes;
    if (total > kMostZipBytes || entry.bytes > kMostZipBytes) refuseZip(file, GIS_TR("it would unpack to too much"));
    m_entries.push_back(std::move(entry));
  }
  if (total > kSmallAnyway && total / kMostRatio > fs::file_size(file, unreadable))
    refuseZip(file, GIS_TR("it would unpack to too much"));
}

ZipReader::ZipReader(ZipReader&&) noexcept = default;
ZipReader& ZipReader::operator=(ZipReader&&) noexcept = default;
ZipReader::~ZipReader() = default;

bool ZipReader::read(std::size_t entry, const std::function<bool(std::span<const std::byte>)>& take,
                     const CancelToken& token) const {
  const std::unique_ptr<zip_file_t, ZipFileClose> file(zip_fopen_index(m_state->archive.get(), entry, 0));
  if (!file) return false;
  std::vector<std::byte> buffer(std::size_t{1} << 18);
  std::uint64_t got = 0;
  for (;;) {
    token.check();
    const zip_int64_t size = zip_fread(file.get(), buffer.data(), buffer.size());
    if (size < 0) return false;
    if (size == 0) break;
    got += static_cast<std::uint64_t>(size);
    if (got > m_entries[entry].bytes) return false;  // more than it told
    if (!take({buffer.data(), static_cast<std::size_t>(size)})) return true;
  }
  return got == m_entries[entry].bytes;
}

std::string ZipReader::text(std::size_t entry, std::size_t most) const {
  std::string out;
  const auto fail = [&] {
    throw Error(ErrorCode::damaged, {GIS_TR("cannot read {0}"), {m_entries[entry].name}},
                {GIS_TR("{0} is damaged there"), {m_state->shown}});
  };
  if (m_entries[entry].bytes > most) fail();
  const bool whole = read(entry, [&](std::span<const std::byte> piece) {
    out.append(reinterpret_cast<const char*>(piece.data()), piece.size());
    return true;
  });
  if (!whole) fail();
  return out;
}

}  // namespace gis::io
