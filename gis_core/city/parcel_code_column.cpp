#include "gis_core/city/parcel_code_column.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>

#include "gis_core/base/error.h"
#include "gis_core/base/worker_pool.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/value_text.h"

namespace gis::city {

namespace {

constexpr std::size_t kFewEdits = 2000;  // more are laid over a snapshot more slowly than an index is made
constexpr std::size_t kCodesAtOnce = 32'768;
constexpr std::size_t kCodeLength = 19;

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

bool hasIndex(const store::Connection& c, const std::string& name) {
  store::Statement there(c, "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?1");
  return there.bind(1, name).step();
}

}  // namespace

ParcelCodeColumn::ParcelCodeColumn(const store::CityDatabase& city, const store::LayerInfo& layer)
    : m_city(city), m_table(store::quotedName(layer.name)), m_field(store::quotedName(layer.roleCodeField)) {
  const store::Connection& c = city.connection();
  const std::string index = "city_code_" + layer.uid;
  if (hasIndex(c, index)) return;
  const store::Field& field = store::requireField(layer, layer.roleCodeField);
  if (field.type == store::FieldType::text) m_view = snapshot::existing(c, layer, kFewEdits);
  if (m_view != nullptr) {
    m_column = m_view->base().columnOf(field.name);
    if (m_column >= 0) return;
    m_view = nullptr;
  }
  if (c.isReadOnly()) return;
  c.exec(fmt::format("CREATE INDEX IF NOT EXISTS {} ON {}({})", store::quotedName(index), m_table, m_field));
}

/// Calls visit(fid, code) for each parcel that has a code, by several threads at a time.
template <class Visit>
void ParcelCodeColumn::scan(Visit&& visit) const {
  const snapshot::Snapshot& base = m_view->base();
  const std::size_t count = base.info().count;
  parallelFor((count + kCodesAtOnce - 1) / kCodesAtOnce, {}, [&](std::size_t block, unsigned) {
    store::FeatureBatch::Column cells;
    const std::size_t first = block * kCodesAtOnce;
    const std::size_t last = std::min(count, first + kCodesAtOnce);
    for (std::size_t i = first; i < last; ++i) base.appendCell(m_column, snapshot::Index(i), cells);
    const std::string_view all = cells.bytes;
    std::size_t begin = 0;
    for (std::size_t i = first; i < last; ++i) {
      const std::size_t end = cells.textEnds[i - first];
      const std::string_view code = all.substr(begin, end - begin);
      begin = end;
      if (!code.empty() && !m_view->isHidden(snapshot::Index(i))) visit(snapshot::Index(i), code);
    }
  });
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
    if (!matches(code)) return;
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

std::string ParcelCodeColumn::highest(std::string_view from, std::string_view to) const {
  if (m_view == nullptr) {
    store::Statement row(m_city.connection(),
                         fmt::format("SELECT {0} FROM {1} WHERE {0} BETWEEN ?1 AND ?2 AND length({0}) = {2}"
                                     " ORDER BY {0} DESC LIMIT 1",
                                     m_field, m_table, kCodeLength));
    return row.bind(1, from).bind(2, to).step() ? row.text(0) : std::string();
  }
  std::string best;
  std::mutex mutex;
  scan([&](snapshot::Index, std::string_view code) {
    if (code.size() != kCodeLength || code < from || code > to) return;
    const std::lock_guard lock(mutex);
    if (code > best) best = code;
  });
  return best;
}

}  // namespace gis::city
