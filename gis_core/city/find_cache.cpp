// Blocks of Find on disk: a header, then the arrays as they lie in memory. Rebuilt whenever in doubt.
#include <xxhash.h>

#include <cstring>
#include <span>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/city/find_block.h"

namespace gis::city {

namespace {

constexpr std::string_view kMagic = "CityFin2";

class Writer {
 public:
  template <typename T>
  void array(const T* data, std::size_t count) {
    number(count);
    m_bytes.append(reinterpret_cast<const char*>(data), count * sizeof(T));
    m_bytes.resize((m_bytes.size() + 7) / 8 * 8);  // arrays are read in place: each begins at a multiple of 8
  }
  void text(std::string_view value) { array(value.data(), value.size()); }
  void number(std::uint64_t value) { m_bytes.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void real(double value) { m_bytes.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void column(const TextColumn& c) {
    text(c.bytes);
    array(c.starts.data(), c.starts.size());
    number(c.width);
    array(c.grams.data(), c.grams.size());
  }
  std::string m_bytes;
};

/// Reads what Writer wrote; every count is checked against what is left.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : m_left(bytes) {}
  bool ok = true;

  /// A view of the array where it lies.
  template <typename T>
  void array(std::span<const T>& out) {
    const std::uint64_t count = number();
    if (!ok || count > m_left.size() / sizeof(T)) {
      ok = false;
      return;
    }
    out = {reinterpret_cast<const T*>(m_left.data()), count};
    m_left.remove_prefix(std::min<std::uint64_t>((count * sizeof(T) + 7) / 8 * 8, m_left.size()));
  }
  void text(std::string_view& out) {
    std::span<const char> bytes;
    array(bytes);
    out = {bytes.data(), bytes.size()};
  }
  void text(std::string& out) {
    std::string_view view;
    text(view);
    out = view;
  }
  std::uint64_t number() { return plain<std::uint64_t>(); }
  double real() { return plain<double>(); }
  void column(TextColumn& c) {
    text(c.bytes);
    array(c.starts);
    c.width = std::uint32_t(number());
    array(c.grams);
    ok = ok && (c.grams.empty() || c.grams.size() == TextColumn::kGramBits / 64);
    if (ok) c.noteLongest();
  }

 private:
  template <typename T>
  T plain() {
    T value{};
    if (!ok || m_left.size() < sizeof value) {
      ok = false;
      return value;
    }
    std::memcpy(&value, m_left.data(), sizeof value);
    m_left.remove_prefix(sizeof value);
    return value;
  }
  std::string_view m_left;
};

}  // namespace

void FindBlock::save(const std::filesystem::path& file) const {
  Writer w;
  w.text(identity);
  w.text(kind);
  w.text(layer);
  w.number(isCode ? 1 : 0);
  for (const TextColumn* column : {&m_keys, &m_labels, &m_initials, &m_pinyin}) w.column(*column);
  w.array(m_fids.data(), m_fids.size());
  w.array(m_boxes.data(), m_boxes.size());
  w.real(m_originX);
  w.real(m_originY);
  const std::uint64_t sum = XXH3_64bits(w.m_bytes.data(), w.m_bytes.size());
  std::string all(kMagic);
  all.append(reinterpret_cast<const char*>(&sum), sizeof sum);
  all += w.m_bytes;
  platform::writeFileAtomically(file, std::as_bytes(std::span(all)));
}

std::shared_ptr<FindBlock> FindBlock::load(const std::filesystem::path& file, std::string_view identity) {
  std::error_code missing;
  if (!std::filesystem::exists(file, missing)) return nullptr;
  auto block = std::make_shared<FindBlock>();
  block->m_map = platform::FileMap(file);
  const auto mapped = block->m_map.bytes();
  const std::string_view all(reinterpret_cast<const char*>(mapped.data()), mapped.size());
  std::uint64_t sum = 0;
  if (!all.starts_with(kMagic) || all.size() < kMagic.size() + sizeof sum) return nullptr;
  std::memcpy(&sum, all.data() + kMagic.size(), sizeof sum);
  const std::string_view body = all.substr(kMagic.size() + sizeof sum);
  Reader r(body);
  r.text(block->identity);
  // The identity first: most misses are a changed layer, and then the rest need not be summed.
  if (!r.ok || block->identity != identity || XXH3_64bits(body.data(), body.size()) != sum) return nullptr;
  r.text(block->kind);
  r.text(block->layer);
  block->isCode = r.number() == 1;
  for (TextColumn* column : {&block->m_keys, &block->m_labels, &block->m_initials, &block->m_pinyin}) r.column(*column);
  r.array(block->m_fids);
  r.array(block->m_boxes);
  block->m_originX = r.real();
  block->m_originY = r.real();
  const bool whole = r.ok && block->m_keys.size() == block->size() && block->m_boxes.size() == block->size() * 4;
  return whole ? block : nullptr;
}

}  // namespace gis::city
