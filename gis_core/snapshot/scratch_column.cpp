#include "gis_core/snapshot/scratch_column.h"

#include <xxhash.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gis_core/snapshot/block_file.h"
#include "gis_core/snapshot/ordered_for.h"

namespace gis::snapshot {

using store::FieldType;

namespace {

constexpr std::uint16_t kNullWord = 0xffff;
constexpr std::size_t kMostWords = 65535;
constexpr std::size_t kFewWords = 4096;       // so many are worth numbering in any case
constexpr std::size_t kMostBytes = 64 << 20;  // of all words; their ends are 32 bits
constexpr std::size_t kRowsAtOnce = 1 << 16;  // rows put in order at a time

std::size_t chunksOf(std::size_t rows) {
  return (rows + kRowsAtOnce - 1) / kRowsAtOnce;
}

std::span<const Index> chunkOf(std::span<const Index> order, std::size_t chunk) {
  return order.subspan(chunk * kRowsAtOnce, std::min(kRowsAtOnce, order.size() - chunk * kRowsAtOnce));
}

bool isNullAt(const store::FeatureBatch::Column& column, std::size_t row) {
  return row < column.isNull.size() && column.isNull[row] != 0;
}

}  // namespace

void TextDictionary::grow() {
  std::vector<Slot> larger(std::max<std::size_t>(256, m_slots.size() * 2));
  for (const Slot& slot : m_slots) {
    if (slot.idPlusOne == 0) continue;
    std::size_t at = slot.hash & (larger.size() - 1);
    while (larger[at].idPlusOne != 0) at = (at + 1) & (larger.size() - 1);
    larger[at] = slot;
  }
  m_slots.swap(larger);
}

std::uint32_t TextDictionary::idOf(std::string_view text) {
  if (m_ends.size() * 2 >= m_slots.size()) grow();
  const std::uint64_t hash = XXH3_64bits(text.data(), text.size());
  std::size_t at = hash & (m_slots.size() - 1);
  for (; m_slots[at].idPlusOne != 0; at = (at + 1) & (m_slots.size() - 1)) {
    if (m_slots[at].hash == hash && word(m_slots[at].idPlusOne - 1) == text) return m_slots[at].idPlusOne - 1;
  }
  m_bytes.append(text);
  m_ends.push_back(static_cast<std::uint32_t>(m_bytes.size()));
  m_slots[at] = {hash, static_cast<std::uint32_t>(m_ends.size())};
  return static_cast<std::uint32_t>(m_ends.size() - 1);
}

ScratchColumn::ScratchColumn(std::filesystem::path folder, std::size_t number, store::Field field)
    : m_folder(std::move(folder)), m_name("column" + std::to_string(number)), m_field(std::move(field)) {
  const FieldType t = m_field.type;
  if (t == FieldType::blob) return;
  m_isText = t == FieldType::text || t == FieldType::date || t == FieldType::datetime;
  m_hasDictionary = m_isText;
  if (m_isText) {
    m_ids = scratch(".ids");
  } else {
    m_data = scratch("");
  }
}

std::unique_ptr<ScratchFile> ScratchColumn::scratch(const char* what) const {
  return std::make_unique<ScratchFile>(m_folder / (m_name + what));
}

const char* ScratchColumn::encoding() const {
  if (m_field.type == FieldType::blob) return "none";
  if (m_isText) return m_hasDictionary ? "dict" : "text";
  return m_field.type == FieldType::real ? "f64" : "i64";
}

void ScratchColumn::add(const store::FeatureBatch& batch, std::size_t column) {
  const auto& from = batch.columns[column];
  const std::size_t rows = batch.rows();
  for (std::size_t r = 0; r < rows; ++r) {
    const bool null = isNullAt(from, r);
    m_nulls.push_back(null);
    m_hasNulls = m_hasNulls || null;
  }
  if (m_isText) {
    m_hasDictionary ? addWords(batch, column) : addTexts(batch, column);
  } else if (m_field.type == FieldType::real) {
    m_data->write(from.reals.data(), rows * sizeof(double));
  } else if (m_field.type != FieldType::blob) {
    m_data->write(from.integers.data(), rows * sizeof(std::int64_t));
  }
  m_rows += rows;
}

void ScratchColumn::addTexts(const store::FeatureBatch& batch, std::size_t column) {
  const auto& from = batch.columns[column];
  std::vector<std::uint64_t> ends(batch.rows());
  std::uint64_t end = m_data->size();
  bool inOne = true;  // no NULL row has bytes: all texts lie one after the other
  std::uint32_t before = 0;
  for (std::size_t r = 0; r < ends.size(); before = from.textEnds[r++]) {
    ends[r] = end + from.textEnds[r];
    inOne = inOne && (!isNullAt(from, r) || from.textEnds[r] == before);
  }
  if (inOne) {
    m_data->write(from.bytes.data(), before);
  } else {
    for (std::size_t r = 0; r < ends.size(); ++r) {
      const std::string_view text = isNullAt(from, r) ? std::string_view() : batch.textOf(column, r);
      m_data->write(text.data(), text.size());
      ends[r] = end += text.size();
    }
  }
  m_ends->writeArray<std::uint64_t>(ends);
}

void ScratchColumn::addWords(const store::FeatureBatch& batch, std::size_t column) {
  const auto& from = batch.columns[column];
  std::vector<std::uint16_t> ids(batch.rows());
  for (std::size_t r = 0; r < ids.size(); ++r) {
    ids[r] = isNullAt(from, r) ? kNullWord : static_cast<std::uint16_t>(m_words.idOf(batch.textOf(column, r)));
    // codes and descriptions: a dictionary that grows with the rows is none
    const std::size_t words = m_words.size();
    if (words < kMostWords && m_words.bytes().size() < kMostBytes &&
        (words <= kFewWords || words * 2 <= m_rows + r + 1))
      continue;
    giveUpDictionary();
    addTexts(batch, column);
    return;
  }
  m_ids->writeArray<std::uint16_t>(ids);
}

/// The rows so far become texts again.
void ScratchColumn::giveUpDictionary() {
  m_hasDictionary = false;
  m_data = scratch("");
  m_ends = scratch(".ends");
  std::uint64_t end = 0;
  for (const std::uint16_t id : m_ids->mapArray<std::uint16_t>()) {
    const std::string_view text = id == kNullWord ? std::string_view() : m_words.word(id);
    m_data->write(text.data(), text.size());
    end += text.size();
    m_ends->write(&end, sizeof end);
  }
  m_ids->drop();
  m_words = {};
}

void ScratchColumn::writeNulls(BlockFileWriter& out, std::span<const Index> order) const {
  std::vector<std::uint8_t> bits((order.size() + 7) / 8, 0);
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (m_nulls[order[i]]) bits[i / 8] = static_cast<std::uint8_t>(bits[i / 8] | 1 << (i % 8));
  }
  out.section<std::uint8_t>(m_name + ".nulls", bits);
}

template <typename T>
void ScratchColumn::writeFixed(BlockFileWriter& out, ScratchFile& from, std::span<const Index> order,
                               const CancelToken& token) {
  const auto items = from.mapArray<T>();
  out.beginSection(m_name);
  orderedFor(
      chunksOf(order.size()), token,
      [&](std::size_t k) {
        const auto rows = chunkOf(order, k);
        std::vector<T> piece(rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) piece[i] = items[rows[i]];
        return piece;
      },
      [&](std::vector<T>&& piece) { out.writeArray<T>(piece); });
}

void ScratchColumn::writeTexts(BlockFileWriter& out, std::span<const Index> order, const CancelToken& token) {
  struct Piece {
    std::string bytes;
    std::vector<std::uint32_t> sizes;
  };
  const auto ends = m_ends->mapArray<std::uint64_t>();
  const auto texts = m_data->mapArray<char>();
  std::vector<std::uint64_t> newEnds;
  newEnds.reserve(order.size());
  std::uint64_t end = 0;
  out.beginSection(m_name);
  orderedFor(
      chunksOf(order.size()), token,
      [&](std::size_t k) {
        Piece piece;
        for (const Index row : chunkOf(order, k)) {
          const std::uint64_t begin = row == 0 ? 0 : ends[row - 1];
          piece.bytes.append(texts.data() + begin, ends[row] - begin);
          piece.sizes.push_back(static_cast<std::uint32_t>(ends[row] - begin));
        }
        return piece;
      },
      [&](Piece&& piece) {
        out.write(piece.bytes.data(), piece.bytes.size());
        for (const std::uint32_t size : piece.sizes) newEnds.push_back(end += size);
      });
  out.section<std::uint64_t>(m_name + ".ends", newEnds);
}

nlohmann::json ScratchColumn::writeTo(BlockFileWriter& out, std::span<const Index> order, const CancelToken& token) {
  if (m_hasNulls) writeNulls(out, order);
  const std::string kind = encoding();
  if (kind == "text") writeTexts(out, order, token);
  if (kind == "i64" || kind == "f64") writeFixed<std::uint64_t>(out, *m_data, order, token);
  if (kind == "dict") {
    writeFixed<std::uint16_t>(out, *m_ids, order, token);
    out.beginSection(m_name + ".texts");
    out.write(m_words.bytes().data(), m_words.bytes().size());
    out.section<std::uint32_t>(m_name + ".texts.ends", m_words.ends());
  }
  for (auto* file : {&m_data, &m_ends, &m_ids}) {
    if (*file != nullptr) (*file)->drop();
  }
  return {
      {"name", m_field.name}, {"type", static_cast<int>(m_field.type)}, {"width", m_field.width}, {"encoding", kind}};
}

}  // namespace gis::snapshot
