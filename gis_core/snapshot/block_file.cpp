#include "gis_core/snapshot/block_file.h"

// compiled here it is twice as fast as the library's, and leaves no wide registers behind as its dispatch does, after
// which all that is drawn takes half as long again
#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstring>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/base/worker_pool.h"

namespace gis::snapshot {

namespace {

constexpr std::size_t kBlockBytes = 1 << 20;
constexpr std::uint32_t kVersion = 1;
constexpr std::size_t kBlocksAtOnce = 4;  ///< of a thread

/// 64 bytes at the begin of the file. Little endian, as every machine that we build for.
struct Header {
  std::array<char, 8> magic;
  std::uint32_t version;
  std::uint32_t headerSize;
  std::uint64_t fileSize;
  std::uint64_t dataEnd;
  std::uint64_t directoryOffset;  ///< block sums, then the JSON directory, up to the end of the file
  std::uint64_t blocks;
  std::uint64_t directorySum;  ///< XXH3 of everything from directoryOffset on
  std::uint64_t headerSum;     ///< XXH3 of the bytes above
};
static_assert(sizeof(Header) == 64);

std::array<char, 8> magicOf(std::string_view kind) {
  std::array<char, 8> magic{};
  std::copy_n(kind.data(), std::min<std::size_t>(8, kind.size()), magic.data());
  return magic;
}

}  // namespace

BlockFileWriter::BlockFileWriter(const std::filesystem::path& target, std::string_view kind)
    : m_target(target), m_aside(target.parent_path()), m_kind(kind) {
  m_out.open(m_aside.path, std::ios::binary | std::ios::trunc);
  if (!m_out) throw Error(ErrorCode::readOnly, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(m_aside.path)}});
  m_block.reserve(kBlockBytes);
  const Header empty{};
  put(&empty, sizeof empty);
}

BlockFileWriter::~BlockFileWriter() {
  if (m_committed) return;
  m_out.close();
  std::error_code ignored;
  std::filesystem::remove(m_aside.path, ignored);
}

void BlockFileWriter::checkWritten() const {
  if (!m_out) throw Error(ErrorCode::diskFull, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(m_aside.path)}});
}

void BlockFileWriter::putBlock(const std::byte* bytes, std::size_t size) {
  m_sums.push_back(XXH3_64bits(bytes, size));
  m_out.write(static_cast<const char*>(static_cast<const void*>(bytes)), std::streamsize(size));
}

void BlockFileWriter::putBlocks(const std::byte* bytes, std::size_t blocks) {
  const std::size_t first = m_sums.size();
  m_sums.resize(first + blocks);
  m_out.flush();
  const std::size_t pieces = (blocks + kBlocksAtOnce - 1) / kBlocksAtOnce;
  std::atomic<bool> isWritten = true;
  parallelFor(pieces, {}, [&](std::size_t piece, unsigned) {
    std::fstream out(m_aside.path, std::ios::in | std::ios::out | std::ios::binary);
    const std::size_t begin = piece * kBlocksAtOnce, end = std::min(blocks, begin + kBlocksAtOnce);
    for (std::size_t b = begin; b < end; ++b) m_sums[first + b] = XXH3_64bits(bytes + b * kBlockBytes, kBlockBytes);
    out.seekp(static_cast<std::streamoff>((first + begin) * kBlockBytes));
    out.write(static_cast<const char*>(static_cast<const void*>(bytes + begin * kBlockBytes)),
              static_cast<std::streamsize>((end - begin) * kBlockBytes));
    out.close();
    if (!out) isWritten = false;
  });
  m_out.seekp(static_cast<std::streamoff>((first + blocks) * kBlockBytes));
  if (!isWritten) m_out.setstate(std::ios::badbit);
}

void BlockFileWriter::put(const void* bytes, std::size_t size) {
  const auto* from = static_cast<const std::byte*>(bytes);
  m_size += size;
  while (size > 0) {
    if (m_block.empty() && size >= 2 * kBlocksAtOnce * kBlockBytes) {
      const std::size_t blocks = size / kBlockBytes;
      putBlocks(from, blocks);
      from += blocks * kBlockBytes;
      size -= blocks * kBlockBytes;
      continue;
    }
    if (m_block.empty() && size >= kBlockBytes) {
      putBlock(from, kBlockBytes);
      from += kBlockBytes;
      size -= kBlockBytes;
      continue;
    }
    const std::size_t part = std::min(size, kBlockBytes - m_block.size());
    m_block.insert(m_block.end(), from, from + part);
    from += part;
    size -= part;
    if (m_block.size() == kBlockBytes) {
      putBlock(m_block.data(), kBlockBytes);
      m_block.clear();
    }
  }
  checkWritten();
}

void BlockFileWriter::beginSection(const std::string& name) {
  static constexpr std::array<std::byte, 64> kZero{};
  put(kZero.data(), (64 - m_size % 64) % 64);
  m_sections.push_back({name, {m_size, 0}});
}

void BlockFileWriter::write(const void* bytes, std::size_t size) {
  put(bytes, size);
  m_sections.back().second.size += size;
}

void BlockFileWriter::commitTo(const std::filesystem::path& target, const nlohmann::json& meta) {
  Header header{};
  header.magic = magicOf(m_kind);
  header.version = kVersion;
  header.headerSize = sizeof header;
  header.dataEnd = m_size;
  if (!m_block.empty()) putBlock(m_block.data(), m_block.size());
  nlohmann::json directory{{"meta", meta}, {"sections", nlohmann::json::object()}};
  for (const auto& [name, s] : m_sections) directory["sections"][name] = {s.offset, s.size};
  const std::string text = directory.dump();
  std::string tail(m_sums.size() * 8, '\0');
  std::memcpy(tail.data(), m_sums.data(), tail.size());
  tail += text;
  m_out.write(tail.data(), std::streamsize(tail.size()));
  header.directoryOffset = header.dataEnd;
  header.fileSize = header.dataEnd + tail.size();
  header.blocks = m_sums.size();
  header.directorySum = XXH3_64bits(tail.data(), tail.size());
  header.headerSum = XXH3_64bits(&header, offsetof(Header, headerSum));
  // The header was written as zeros and block 0 was summed so: the header has its own sum.
  m_out.seekp(0);
  m_out.write(static_cast<const char*>(static_cast<const void*>(&header)), sizeof header);
  m_out.close();
  checkWritten();
  std::filesystem::rename(m_aside.path, target);
  m_committed = true;
}

BlockFile::BlockFile(const std::filesystem::path& file, std::string_view kind) : m_file(file), m_map(file) {
  const auto bytes = m_map.bytes();
  Header header{};
  if (bytes.size() < sizeof header) damaged("it is too short");
  std::memcpy(&header, bytes.data(), sizeof header);
  if (header.magic != magicOf(kind)) damaged("it is of another kind");
  if (header.headerSum != XXH3_64bits(&header, offsetof(Header, headerSum))) damaged("the header's sum is wrong");
  if (header.version != kVersion) {
    throw Error(ErrorCode::newerVersion, {GIS_TR("cannot use {0}"), {platform::pathToUtf8(file)}},
                GIS_TR("it was written by another version"));
  }
  if (header.fileSize != bytes.size() || header.directoryOffset > bytes.size() || header.dataEnd > bytes.size() ||
      header.blocks != (header.dataEnd + kBlock - 1) / kBlock ||
      header.blocks * 8 > bytes.size() - header.directoryOffset) {
    damaged("its size is wrong");
  }
  const std::byte* tail = bytes.data() + header.directoryOffset;
  const std::size_t tailSize = bytes.size() - header.directoryOffset;
  if (header.directorySum != XXH3_64bits(tail, tailSize)) damaged("the directory's sum is wrong");
  m_dataEnd = header.dataEnd;
  m_sums.resize(header.blocks);
  std::memcpy(m_sums.data(), tail, header.blocks * 8);
  const char* text = static_cast<const char*>(static_cast<const void*>(tail)) + header.blocks * 8;
  const auto directory = nlohmann::json::parse(text, text + (tailSize - header.blocks * 8), nullptr, false);
  if (directory.is_discarded() || !directory.contains("meta")) damaged("the directory cannot be read");
  m_meta = directory["meta"];
  for (const auto& [name, place] : directory["sections"].items()) {
    const Section s{place.at(0).get<std::uint64_t>(), place.at(1).get<std::uint64_t>()};
    if (s.offset % 64 != 0 || s.offset > m_dataEnd || s.size > m_dataEnd - s.offset) damaged("a section lies outside");
    m_sections.emplace(name, s);
  }
  m_checked = std::make_unique<std::atomic<std::uint8_t>[]>(header.blocks + 1);
}

Section BlockFile::section(const std::string& name) const {
  const auto found = m_sections.find(name);
  if (found == m_sections.end()) damaged("a section is missing");
  return found->second;
}

Section BlockFile::section(const std::string& name, std::size_t itemSize, std::uint64_t items) const {
  const Section s = section(name);
  if (s.size != itemSize * items) damaged("a section has another size");
  return s;
}

std::uint64_t BlockFile::sumOf(std::uint64_t block) const {
  constexpr std::size_t kPiece = std::size_t{256} << 10;  // stays in the core's own cache
  thread_local const std::unique_ptr<std::byte[]> piece(new std::byte[kPiece]);
  XXH3_state_t sum;
  XXH3_64bits_reset(&sum);
  const std::uint64_t end = std::min((block + 1) * kBlock, m_dataEnd);
  for (std::uint64_t begin = block * kBlock; begin < end; begin += kPiece) {
    const std::span<std::byte> bytes(piece.get(), std::min<std::uint64_t>(kPiece, end - begin));
    if (!m_map.read(begin, bytes)) damaged("it was cut");
    if (begin == 0) std::fill_n(bytes.begin(), std::min(sizeof(Header), bytes.size()), std::byte{0});
    XXH3_64bits_update(&sum, bytes.data(), bytes.size());
  }
  return XXH3_64bits_digest(&sum);
}

void BlockFile::check(std::uint64_t block) const {
  if (m_map.sizeOnDisk() < m_map.bytes().size()) damaged("it was cut");
  if (sumOf(block) != m_sums[block]) damaged("a block's sum is wrong");
  m_checked[block].store(1, std::memory_order_relaxed);
}

void BlockFile::checkAll(const Section& s, const CancelToken& token) const {
  if (s.size == 0) return;
  const std::uint64_t first = s.offset / kBlock, end = (s.offset + s.size + kBlock - 1) / kBlock;
  std::uint64_t open = first;  // mostly all are checked, and nobody is woken for that
  while (open < end && m_checked[open].load(std::memory_order_relaxed) != 0) ++open;
  if (open == end) return checkWhole();
  parallelFor(end - first, token, [&](std::size_t i, unsigned) {
    if (m_checked[first + i].load(std::memory_order_relaxed) == 0) check(first + i);
  });
}

const std::byte* BlockFile::at(const Section& s, std::uint64_t offset, std::uint64_t size, BlockWindow& window) const {
  const std::uint64_t begin = s.offset + offset, end = begin + size;
  // the first block has its sum without the header: that of the mapping knows
  if (offset > s.size || size > s.size - offset || size == 0 || begin < kBlock) return at(s, offset, size);
  if (begin < window.m_begin || end > window.m_end) copyBlocks(begin, end, window);
  return window.m_bytes.get() + (begin - window.m_begin);
}

void BlockFile::copyBlocks(std::uint64_t begin, std::uint64_t end, BlockWindow& window) const {
  const std::uint64_t from = begin / kBlock * kBlock;
  const std::uint64_t to = std::min((end + kBlock - 1) / kBlock * kBlock, m_dataEnd);
  const std::uint64_t kept = from >= window.m_begin && from < window.m_end ? window.m_end - from : 0;
  if (to - from > window.m_size) {
    const std::uint64_t size = (to - from + kBlock - 1) / kBlock * kBlock;
    auto bytes = std::make_unique_for_overwrite<std::byte[]>(size);
    if (kept > 0) std::memcpy(bytes.get(), window.m_bytes.get() + (from - window.m_begin), kept);
    window.m_bytes = std::move(bytes);
    window.m_size = size;
  } else if (kept > 0) {
    std::memmove(window.m_bytes.get(), window.m_bytes.get() + (from - window.m_begin), kept);
  }
  window.m_begin = from;
  window.m_end = from + kept;  // nothing more, should reading fail
  const std::uint64_t first = from + kept;
  if (!m_map.read(first, {window.m_bytes.get() + kept, to - first})) damaged("it was cut");
  for (std::uint64_t b = first / kBlock; b * kBlock < to; ++b) {
    if (m_checked[b].load(std::memory_order_relaxed) != 0) continue;
    const std::uint64_t last = std::min((b + 1) * kBlock, to);
    if (XXH3_64bits(window.m_bytes.get() + (b * kBlock - from), last - b * kBlock) != m_sums[b])
      damaged("a block's sum is wrong");
    m_checked[b].store(1, std::memory_order_relaxed);
  }
  window.m_end = to;
}

void BlockFile::damaged(const char* why) const {
  m_damaged.store(true, std::memory_order_relaxed);
  throw Error(ErrorCode::damaged, {GIS_TR("cannot use {0}"), {platform::pathToUtf8(m_file)}}, why,
              GIS_TR("it will be made again from the city"));
}

}  // namespace gis::snapshot
