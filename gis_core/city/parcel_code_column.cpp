#include "gis_core/city/parcel_code_column.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <mutex>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/code_index.h"
#include "gis_core/store/value_text.h"

namespace gis::city {

namespace {

constexpr std::size_t kFewEdits = 2000;  // more are laid over a snapshot more slowly than an index is made
constexpr std::size_t kCodesAtOnce = 32'768;
constexpr std::size_t kCodeLength = 19;
constexpr std::size_t kPrefixLength = 14;

/// Is it `code` (normalised) but for blanks, hyphens and small letters?
bool isLike(std::string_view one, std::string_view code) {
  std::size_t at = 0;
  for (char c : one) {
    if (c == ' ' || c == '-') continue;
    if (c >= 'a' && c <= 'z') c = char(c - 'a' + 'A');
    if (at == code.size() || code[at++] != c) return false;
  }
  return at == code.size();
}

bool isNumber(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

ParcelCodeColumn::ParcelCodeColumn(const store::CityDatabase& city, const store::LayerInfo& layer)
    : m_city(city), m_table(store::quotedName(layer.name)), m_field(store::quotedName(layer.roleCodeField)) {
  const store::Connection& c = city.connection();
  if (store::hasCodeIndex(c, layer)) return;
  const store::Field& field = store::requireField(layer, layer.roleCodeField);
  if (field.type == store::FieldType::text) m_view = snapshot::existing(c, layer, kFewEdits);
  if (m_view != nullptr) {
    m_column = m_view->base().columnOf(field.name);
    if (m_column >= 0) return;
    m_view = nullptr;
  }
  Progress progress;
  (void)store::makeCodeIndex(city, layer, progress);
}

const store::Connection& ParcelCodeColumn::prepared(const store::CityDatabase& city) {
  const store::Connection& c = city.connection();
  const auto layer = store::layerOfRole(c, "parcel");
  if (layer && !layer->roleCodeField.empty() && !c.inTransaction()) ParcelCodeColumn(city, *layer);
  return c;
}

/// Calls visit(codes) for the blocks of the snapshot, by several threads at a time; also for parcels that are hidden by
/// edits, since to ask for each costs more than to look at its code.
template <class Visit>
void ParcelCodeColumn::scanBlocks(Visit&& visit) const {
  const snapshot::Snapshot& base = m_view->base();
  const std::size_t count = base.info().count;
  parallelFor((count + kCodesAtOnce - 1) / kCodesAtOnce, {}, [&](std::size_t block, unsigned) {
    store::FeatureBatch::Column cells;
    const std::size_t first = block * kCodesAtOnce;
    const std::size_t last = std::min(count, first + kCodesAtOnce);
    cells.isNull.reserve(last - first);
    cells.textEnds.reserve(last - first);
    cells.bytes.reserve((last - first) * (kCodeLength + 1));
    for (std::size_t i = first; i < last; ++i) base.appendCell(m_column, snapshot::Index(i), cells);
    const std::string_view all = cells.bytes;
    std::vector<PlacedCode> codes;
    codes.reserve(last - first);
    std::size_t begin = 0;
    for (std::size_t i = first; i < last; ++i) {
      const std::size_t end = cells.textEnds[i - first];
      if (end > begin) codes.push_back({snapshot::Index(i), all.substr(begin, end - begin)});
      begin = end;
    }
    visit(codes);
  });
}

/// Calls visit(place, code) for each parcel that has a code, the hidden ones too, by several threads at a time.
template <class Visit>
void ParcelCodeColumn::scan(Visit&& visit) const {
  scanBlocks([&](const std::vector<PlacedCode>& codes) {
    for (const PlacedCode& one : codes) visit(one.place, one.code);
  });
  const std::size_t count = m_view->base().info().count;
  for (std::size_t k = 0; k < m_view->added().size(); ++k) {
    const std::string code = store::textOf(m_view->added()[k].feature.values[std::size_t(m_column)]);
    if (!code.empty()) visit(snapshot::Index(count + k), code);
  }
}

template <class Matches>
std::vector<std::int64_t> ParcelCodeColumn::scanned(std::size_t most, Matches&& matches) const {
  std::vector<std::int64_t> fids;
  std::mutex mutex;
  scan([&](snapshot::Index i, std::string_view code) {
    if (!matches(code) || m_view->isHidden(i)) return;
    const std::lock_guard lock(mutex);
    fids.push_back(m_view->fidOf(i));
  });
  std::sort(fids.begin(), fids.end());
  if (fids.size() > most) fids.resize(most);
  return fids;
}

std::vector<std::int64_t> ParcelCodeColumn::asked(const char* condition, std::string_view code,
                                                  std::size_t most) const {
  store::Statement rows(m_city.connection(), fmt::format("SELECT fid FROM {} WHERE {} ORDER BY fid LIMIT ?2", m_table,
                                                         fmt::format(fmt::runtime(condition), m_field)));
  rows.bind(1, code).bind(2, std::int64_t(most));
  std::vector<std::int64_t> fids;
  while (rows.step()) fids.push_back(rows.integer(0));
  return fids;
}

std::vector<std::int64_t> ParcelCodeColumn::fidsOf(std::string_view code, std::size_t most) const {
  if (m_view == nullptr) return asked("{} = ?1", code, most);
  return scanned(most, [&](std::string_view one) { return one == code; });
}

std::vector<std::int64_t> ParcelCodeColumn::fidsLike(std::string_view code, std::size_t most) const {
  if (m_view == nullptr) return asked("upper(replace(replace({}, ' ', ''), '-', '')) = ?1", code, most);
  return scanned(most, [&](std::string_view one) { return isLike(one, code); });
}

std::string ParcelCodeColumn::highestUnder(std::string_view prefix) const {
  const std::string from = std::string(prefix) + "00000";
  const std::string to = std::string(prefix) + "99999";
  if (m_view == nullptr) {
    store::Statement row(m_city.connection(),
                         fmt::format("SELECT {0} FROM {1} WHERE {0} BETWEEN ?1 AND ?2 AND length({0}) = {2}"
                                     " ORDER BY {0} DESC LIMIT 1",
                                     m_field, m_table, kCodeLength));
    return row.bind(1, from).bind(2, to).step() ? row.text(0) : std::string();
  }
  const auto isUnder = [&](std::string_view code) { return code.size() == kCodeLength && code >= from && code <= to; };
  HighestCode highest = highestOfSnapshot(prefix);
  if (!highest.code.empty() && m_view->isHidden(highest.place)) {  // an edit took it away: which one is the next?
    highest.code.clear();
    std::mutex mutex;
    scan([&](snapshot::Index i, std::string_view code) {
      if (!isUnder(code) || m_view->isHidden(i)) return;
      const std::lock_guard lock(mutex);
      if (code > highest.code) highest.code = code;
    });
    return highest.code;
  }
  for (const snapshot::DeltaFeature& fresh : m_view->added()) {
    std::string code = store::textOf(fresh.feature.values[std::size_t(m_column)]);
    if (isUnder(code) && code > highest.code) highest.code = std::move(code);
  }
  return highest.code;
}

/// Hidden parcels too: a snapshot never changes, so that one look at it does for all that follow.
ParcelCodeColumn::HighestCode ParcelCodeColumn::highestOfSnapshot(std::string_view prefix) const {
  static std::mutex s_mutex;
  static std::string s_of;
  static std::map<std::string, HighestCode, std::less<>> s_known;
  const std::lock_guard lock(s_mutex);
  const std::string of = m_view->base().file().string() + "|" + m_field;
  if (s_of != of) s_known.clear();
  s_of = of;
  if (const auto known = s_known.find(prefix); known != s_known.end()) return known->second;
  HighestCode all;
  std::mutex mutex;
  scanBlocks([&](const std::vector<PlacedCode>& codes) {
    PlacedCode best;
    for (const PlacedCode& one : codes) {
      if (one.code.size() != kCodeLength || one.code <= best.code || !one.code.starts_with(prefix)) continue;
      if (isNumber(one.code.substr(kPrefixLength))) best = one;
    }
    const std::lock_guard merging(mutex);
    if (best.code > all.code) all = {std::string(best.code), best.place};
  });
  return s_known.emplace(prefix, std::move(all)).first->second;
}

}  // namespace gis::city
