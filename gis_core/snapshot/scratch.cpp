#include "gis_core/snapshot/scratch.h"

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"

namespace gis::snapshot {

using store::FieldType;

ScratchFile::ScratchFile(std::filesystem::path file) : m_file(std::move(file)) {
  m_out = std::fopen(m_file.c_str(), "wb");
  if (m_out == nullptr) throw Error(ErrorCode::readOnly, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(m_file)}});
  std::setvbuf(m_out, nullptr, _IOFBF, 1 << 18);
}

ScratchFile::~ScratchFile() {
  if (m_out != nullptr) std::fclose(m_out);
}

void ScratchFile::write(const void* bytes, std::size_t size) {
  if (size > 0 && std::fwrite(bytes, 1, size, m_out) != size) {
    throw Error(ErrorCode::diskFull, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(m_file)}});
  }
}

std::span<const std::byte> ScratchFile::map() {
  if (m_out != nullptr) {
    const bool failed = std::fclose(m_out) != 0;
    m_out = nullptr;
    if (failed) throw Error(ErrorCode::diskFull, {GIS_TR("cannot write {0}"), {platform::pathToUtf8(m_file)}});
    m_map = platform::FileMap(m_file);
  }
  return m_map.bytes();
}

ScratchColumn::ScratchColumn(const std::filesystem::path& folder, std::size_t number, store::Field field)
    : m_field(std::move(field)) {
  const FieldType t = m_field.type;
  m_isText = t == FieldType::text || t == FieldType::date || t == FieldType::datetime;
  if (t == FieldType::blob) return;
  m_hasDictionary = m_isText;
  m_data = std::make_unique<ScratchFile>(folder / ("column" + std::to_string(number)));
  if (m_isText) m_ends = std::make_unique<ScratchFile>(folder / ("ends" + std::to_string(number)));
}

const char* ScratchColumn::encoding() const {
  if (m_field.type == FieldType::blob) return "none";
  if (m_isText) return m_hasDictionary ? "dict" : "text";
  return m_field.type == FieldType::real ? "f64" : "i64";
}

void ScratchColumn::addText(std::string_view text, bool null) {
  m_data->write(text.data(), text.size());
  m_bytes += text.size();
  m_ends->write(&m_bytes, sizeof m_bytes);
  if (!m_hasDictionary) return;
  std::uint16_t id = 0xffff;
  if (!null) {
    const auto [found, isNew] = m_idOf.try_emplace(std::string(text), static_cast<std::uint16_t>(m_words.size()));
    if (isNew) m_words.emplace_back(text);
    id = found->second;
  }
  m_ids.push_back(id);
  // codes and descriptions: a dictionary that grows with the rows is none
  if (m_words.size() >= 65535 || (m_words.size() > 4096 && m_words.size() * 2 > m_ids.size())) {
    m_hasDictionary = false;
    m_ids = {};
    m_words = {};
    m_idOf = {};
  }
}

void ScratchColumn::add(const store::FeatureBatch& batch, std::size_t column) {
  const auto& from = batch.columns[column];
  const std::size_t rows = batch.rows();
  for (std::size_t r = 0; r < rows; ++r) {
    const bool null = r < from.isNull.size() && from.isNull[r] != 0;
    m_nulls.push_back(null);
    m_hasNulls = m_hasNulls || null;
    if (m_isText) addText(null ? std::string_view() : batch.textOf(column, r), null);
  }
  if (m_isText || m_field.type == FieldType::blob || rows == 0) return;
  if (m_field.type == FieldType::real) {
    m_data->write(from.reals.data(), rows * sizeof(double));
  } else {
    m_data->write(from.integers.data(), rows * sizeof(std::int64_t));
  }
}

std::span<const std::uint64_t> ScratchColumn::numbers() {
  const auto bytes = m_data->map();
  return {static_cast<const std::uint64_t*>(static_cast<const void*>(bytes.data())), bytes.size() / 8};
}

std::string_view ScratchColumn::text(std::size_t row) {
  const auto endBytes = m_ends->map();
  const auto* ends = static_cast<const std::uint64_t*>(static_cast<const void*>(endBytes.data()));
  const std::uint64_t begin = row == 0 ? 0 : ends[row - 1];
  const auto* bytes = static_cast<const char*>(static_cast<const void*>(m_data->map().data()));
  return {bytes + begin, ends[row] - begin};
}

}  // namespace gis::snapshot
