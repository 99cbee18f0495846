#include "gis_core/io/encoding_candidates.h"

#include <algorithm>
#include <numeric>
#include <string_view>

#include "gis_core/base/text.h"
#include "gis_core/io/text_encoding.h"

namespace gis::io {
namespace {

/// Bytes of a value that are shown.
constexpr std::size_t kShownCellBytes = 120;

std::size_t foreignBytes(const std::vector<std::string>& row) {
  std::size_t count = 0;
  for (const std::string& cell : row)
    count += static_cast<std::size_t>(
        std::count_if(cell.begin(), cell.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; }));
  return count;
}

/// The rows that tell most, in their order.
std::vector<std::size_t> tellingRows(const RawTable& table) {
  std::vector<std::size_t> order(table.rows.size());
  std::iota(order.begin(), order.end(), 0);
  std::vector<std::size_t> foreign;
  for (const auto& row : table.rows) foreign.push_back(foreignBytes(row));
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return foreign[a] > foreign[b]; });
  order.resize(std::min(order.size(), kSampleRows));
  std::sort(order.begin(), order.end());
  return order;
}

double scoreOf(const std::vector<EncodingScore>& weighed, const std::string& encoding) {
  const auto found =
      std::find_if(weighed.begin(), weighed.end(), [&](const auto& one) { return one.encoding == encoding; });
  return found == weighed.end() ? 0 : found->score;
}

std::string readable(TextDecoder& decoder, std::string_view raw) {
  std::string whole = decoder.decode(raw);
  if (whole.size() <= kShownCellBytes) return whole;
  return std::string(text::cutUtf8(whole, kShownCellBytes)) + "…";
}

}  // namespace

std::vector<EncodingCandidate> encodingCandidates(const RawTable& table) {
  const std::vector<std::string_view> names(table.names.begin(), table.names.end());
  std::vector<std::string_view> values(table.values.begin(), table.values.end());
  for (const auto& row : table.rows) values.insert(values.end(), row.begin(), row.end());
  std::vector<std::string_view> all = names;
  all.insert(all.end(), values.begin(), values.end());
  const std::vector<EncodingScore> ofNames = weighEncodings(names);
  const std::vector<EncodingScore> ofValues = weighEncodings(values);
  const std::vector<std::size_t> telling = tellingRows(table);
  std::vector<EncodingCandidate> candidates;
  for (const EncodingScore& weighed : weighEncodings(all)) {
    EncodingCandidate& one = candidates.emplace_back();
    one.encoding = weighed.encoding;
    one.score = weighed.score;
    one.nameScore = scoreOf(ofNames, one.encoding);
    one.valueScore = scoreOf(ofValues, one.encoding);
    one.unreadable = static_cast<std::int64_t>(weighed.unreadable);
    TextDecoder decoder(one.encoding);
    for (const std::string& name : table.names) one.names.push_back(readable(decoder, name));
    for (const std::size_t row : telling) {
      std::vector<std::string>& cells = one.rows.emplace_back();
      for (const std::string& cell : table.rows[row]) cells.push_back(readable(decoder, cell));
    }
  }
  return candidates;
}

}  // namespace gis::io
