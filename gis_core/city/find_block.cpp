#include "gis_core/city/find_block.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "gis_core/base/text.h"
#include "gis_core/base/text_scan.h"

namespace gis::city {

namespace {

constexpr char kSeparator = '\n';

constexpr std::size_t kFewBytes = 1 << 16;  // looked through faster than asked about

/// The place of three bytes in the set of those that occur (multiplicative hashing, Knuth 6.4).
std::uint32_t gramBit(const char* at) {
  const auto byte = [&](int i) { return std::uint32_t(static_cast<unsigned char>(at[i])); };
  static_assert(TextColumn::kGramBits == 1U << 18);
  return (byte(0) | byte(1) << 8 | byte(2) << 16) * 2654435761U >> (32 - 18);
}

bool isSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\v' || c == '\f';
}

bool isAscii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Latin text that begins with a letter may be pinyin. What begins with a digit is a number: it stands in the keys.
bool isPinyin(std::string_view text) {
  return !text.empty() && text.front() >= 'a' && text.front() <= 'z' && isAscii(text);
}

/// The same entry is found in several ways: its best one counts.
void keepBest(std::vector<BlockHit>& hits) {
  std::sort(hits.begin(), hits.end(), [](const BlockHit& a, const BlockHit& b) {
    return a.index != b.index ? a.index < b.index : a.rank < b.rank;
  });
  hits.erase(
      std::unique(hits.begin(), hits.end(), [](const BlockHit& a, const BlockHit& b) { return a.index == b.index; }),
      hits.end());
}

}  // namespace

std::string foldedName(std::string_view name) {
  std::string folded;
  if (isAscii(name)) {  // most codes and numbers: ICU is not needed
    folded.reserve(name.size());
    for (const char c : name) folded += c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
  } else {
    folded = text::fold(name);
  }
  std::erase_if(folded, isSpace);
  return folded;
}

std::string foldedCode(std::string_view code) {
  std::string folded = foldedName(code);
  std::erase(folded, '-');
  // Codes are written in capitals: kept so, most keys are their own labels and need no second copy.
  for (char& c : folded) c = c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c;
  return folded;
}

void TextColumn::add(std::string_view text) {
  if (m_ownBytes.empty()) m_ownBytes += kSeparator;
  m_ownStarts.push_back(std::uint32_t(m_ownBytes.size()));
  m_ownBytes += text;
  m_ownBytes += kSeparator;
}

void TextColumn::tighten() {
  bytes = m_ownBytes;
  starts = m_ownStarts;
  if (starts.empty()) return;
  const std::size_t length = at(0).size();
  bool equal = length > 0;
  for (std::size_t i = 1; equal && i < starts.size(); ++i) equal = at(i).size() == length;
  noteLongest();
  if (equal) {
    std::string packed;
    packed.reserve(length * starts.size());
    for (std::size_t i = 0; i < starts.size(); ++i) packed += at(i);
    m_ownBytes = std::move(packed);
    m_ownStarts = {};
    width = std::uint32_t(length);
    longest = length;
  }
  m_ownBytes.shrink_to_fit();
  noteGrams();
  bytes = m_ownBytes;
  starts = m_ownStarts;
}

void TextColumn::noteLongest() {
  longest = width;
  for (std::size_t i = 0; width == 0 && i < starts.size(); ++i) {
    const std::size_t end = i + 1 < starts.size() ? starts[i + 1] : bytes.size();
    longest = std::max<std::size_t>(longest, end - starts[i] - 1);
  }
}

void TextColumn::noteGrams() {
  if (m_ownBytes.size() < kFewBytes) return;
  m_ownGrams.assign(kGramBits / 64, 0);
  const std::size_t step = width > 0 ? width : m_ownBytes.size();
  for (std::size_t text = 0; text < m_ownBytes.size(); text += step) {
    for (std::size_t i = text; i + 3 <= text + step; ++i) {
      const std::uint32_t bit = gramBit(m_ownBytes.data() + i);
      m_ownGrams[bit / 64] |= std::uint64_t{1} << (bit % 64);
    }
  }
  grams = m_ownGrams;
}

bool TextColumn::mayHold(std::string_view needle) const {
  for (std::size_t i = 0; !grams.empty() && i + 3 <= needle.size(); ++i) {
    const std::uint32_t bit = gramBit(needle.data() + i);
    if ((grams[bit / 64] >> (bit % 64) & 1U) == 0) return false;
  }
  return true;
}

std::size_t TextColumn::size() const {
  return width > 0 ? bytes.size() / width : starts.size();
}

std::string_view TextColumn::at(std::size_t index) const {
  if (width > 0) return bytes.substr(index * width, width);
  const std::size_t begin = starts[index];
  const std::size_t end = index + 1 < starts.size() ? starts[index + 1] : bytes.size();
  return bytes.substr(begin, end - begin - 1);
}

std::size_t TextColumn::indexOf(std::size_t offset) const {
  if (width > 0) return offset / width;
  return std::size_t(std::upper_bound(starts.begin(), starts.end(), offset) - starts.begin()) - 1;
}

std::vector<std::uint32_t> TextColumn::holding(std::string_view needle, bool onlyBeginnings, std::size_t most) const {
  std::vector<std::uint32_t> found;
  if (needle.empty() || needle.size() > longest || !mayHold(needle)) return found;
  std::string beginning;
  if (onlyBeginnings && width == 0) {
    beginning = kSeparator + std::string(needle);
    needle = beginning;
  }
  if (!beginning.empty() && !mayHold(beginning)) return found;
  std::size_t from = 0;
  while (found.size() < most) {
    const std::size_t place = text::scanFor(bytes, needle, from);
    if (place == std::string_view::npos) break;
    if (width > 0) {
      const std::size_t inside = place % width;
      if (inside + needle.size() > width || (onlyBeginnings && inside != 0)) {
        from = place + 1;  // it reaches into the next text, or does not begin one
        continue;
      }
      found.push_back(std::uint32_t(place / width));
      from = (place / width + 1) * width;
      continue;
    }
    const std::size_t index = indexOf(beginning.empty() ? place : place + 1);
    found.push_back(std::uint32_t(index));
    // From the line end behind this text, which is also the one before the next.
    from = starts[index] + at(index).size();
  }
  return found;
}

void FindBlock::add(std::string_view name, std::int64_t featureId, const geom::Envelope& box) {
  Raw raw{isCode ? foldedCode(name) : foldedName(name), {}, featureId, box};
  if (raw.key.empty()) return;
  if (const std::string_view shown = text::trim(name); shown != raw.key) raw.label = shown;
  m_raw.push_back(std::move(raw));
}

void FindBlock::finish(bool merge, Speller& speller) {
  std::sort(m_raw.begin(), m_raw.end(),
            [](const Raw& a, const Raw& b) { return a.key != b.key ? a.key < b.key : a.fid < b.fid; });
  if (merge) {
    std::size_t kept = 0;
    for (std::size_t i = 1; i < m_raw.size(); ++i) {
      if (m_raw[i].key == m_raw[kept].key) {
        m_raw[kept].box.include(m_raw[i].box);
      } else if (++kept != i) {
        m_raw[kept] = std::move(m_raw[i]);
      }
    }
    if (!m_raw.empty()) m_raw.resize(kept + 1);
  }
  geom::Envelope all;
  bool sameLabels = true, anyHan = false;
  for (const Raw& raw : m_raw) {
    all.include(raw.box);
    sameLabels = sameLabels && raw.label.empty();
    anyHan = anyHan || Speller::hasHan(raw.key);
  }
  if (!all.isEmpty()) {
    m_originX = all.centre().x;
    m_originY = all.centre().y;
  }
  m_ownFids.reserve(m_raw.size());
  m_ownBoxes.reserve(m_raw.size() * 4);
  for (const Raw& raw : m_raw) {
    m_keys.add(raw.key);
    if (!sameLabels) m_labels.add(raw.label.empty() ? raw.key : raw.label);
    if (anyHan) {
      const bool han = Speller::hasHan(raw.key);
      m_initials.add(han ? speller.initials(raw.key) : std::string());
      m_pinyin.add(han ? speller.pinyin(raw.key) : std::string());
    }
    m_ownFids.push_back(raw.fid);
    const bool empty = raw.box.isEmpty();
    const float none = std::numeric_limits<float>::quiet_NaN();
    m_ownBoxes.push_back(empty ? none : float(raw.box.minX - m_originX));
    m_ownBoxes.push_back(empty ? none : float(raw.box.minY - m_originY));
    m_ownBoxes.push_back(empty ? none : float(raw.box.maxX - m_originX));
    m_ownBoxes.push_back(empty ? none : float(raw.box.maxY - m_originY));
  }
  m_raw = {};
  m_fids = m_ownFids;
  m_boxes = m_ownBoxes;
  for (TextColumn* column : {&m_keys, &m_labels, &m_initials, &m_pinyin}) column->tighten();
}

std::string_view FindBlock::label(std::size_t index) const {
  return m_labels.size() > 0 ? m_labels.at(index) : m_keys.at(index);
}

geom::Envelope FindBlock::box(std::size_t index) const {
  const float* b = m_boxes.data() + index * 4;
  if (std::isnan(b[0])) return {};
  return {b[0] + m_originX, b[1] + m_originY, b[2] + m_originX, b[3] + m_originY};
}

std::vector<BlockHit> FindBlock::search(std::string_view wanted, std::size_t most) const {
  std::vector<BlockHit> hits;
  const auto note = [&](std::uint32_t index, int rank) { hits.push_back({index, rank}); };
  // Keys are sorted: equal ones and those that begin with the text stand together.
  std::size_t low = 0, high = size();
  while (low < high) {
    const std::size_t middle = (low + high) / 2;
    if (m_keys.at(middle) < wanted) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  std::size_t begins = 0;
  for (std::size_t i = low; i < size() && begins < most && m_keys.at(i).starts_with(wanted); ++i, ++begins) {
    note(std::uint32_t(i), m_keys.at(i).size() == wanted.size() ? 0 : 2);
  }
  const bool isWholeKey = m_keys.width > 0 && wanted.size() >= m_keys.width;  // no key holds more than itself
  if (begins < most && !isWholeKey) {
    for (const std::uint32_t i : m_keys.holding(wanted, false, most)) note(i, 4);
  }
  if (m_initials.size() > 0 && isPinyin(wanted)) {
    for (const TextColumn* column : {&m_initials, &m_pinyin}) {
      for (const std::uint32_t i : column->holding(wanted, true, most)) note(i, column->at(i) == wanted ? 1 : 3);
    }
  }
  keepBest(hits);
  return hits;
}

std::vector<BlockHit> FindBlock::searchInsidePinyin(std::string_view wanted, std::size_t most) const {
  std::vector<BlockHit> hits;
  if (m_initials.size() == 0 || wanted.size() < 2 || !isPinyin(wanted)) return hits;
  for (const TextColumn* column : {&m_initials, &m_pinyin}) {
    for (const std::uint32_t i : column->holding(wanted, false, most)) hits.push_back({i, 5});
  }
  keepBest(hits);
  return hits;
}

}  // namespace gis::city
