#include "gis_core/store/vanished_parcels.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <utility>

#include "gis_core/base/clock.h"
#include "gis_core/base/text.h"
#include "gis_core/base/uuid.h"
#include "gis_core/crs/measure.h"
#include "gis_core/store/edit_within.h"
#include "gis_core/store/features.h"
#include "gis_core/store/parcel_keeping.h"
#include "gis_core/store/value_text.h"

namespace gis::store {

namespace {

constexpr std::size_t kAtOnce = 1000;  // written and noted in the history within some 50 ms

std::size_t hashOf(std::string_view code) {
  return std::hash<std::string>{}(text::normaliseCode(code));
}

/// Calls take(code, fid) for the rows that have a code.
template <class Take>
void forEachCodeOf(const Connection& c, const std::string& table, const std::string& field, const CancelToken& token,
                   const Take& take) {
  Statement rows(c, fmt::format("SELECT {0}, fid FROM {1} WHERE {0} IS NOT NULL AND {0} <> ''", quotedName(field),
                                quotedName(table)));
  for (std::size_t i = 0; rows.step(); ++i) {
    if (i % 4096 == 0) token.check();
    take(rows.textView(0), rows.integer(1));
  }
}

}  // namespace

VanishedParcels::VanishedParcels(const CityDatabase& city, LayerInfo old, std::string staged)
    : m_city(city), m_old(std::move(old)), m_staged(std::move(staged)), m_tx(newUuid()), m_at(toIsoUtc(utcNow())) {}

bool VanishedParcels::isAmongNew(const std::string& code) const {
  return std::binary_search(m_new.begin(), m_new.end(), hashOf(code));
}

void VanishedParcels::look(const CancelToken& token) {
  const Connection& c = m_city.connection();
  forEachCodeOf(c, m_staged, m_old.roleCodeField, token,
                [&](std::string_view code, std::int64_t) { m_new.push_back(hashOf(code)); });
  std::sort(m_new.begin(), m_new.end());
  m_seq = lastChange(c);  // read before the rows: a change in between is looked at again, which does no harm
  forEachCodeOf(c, m_old.name, m_old.roleCodeField, token, [&](std::string_view code, std::int64_t fid) {
    if (!isAmongNew(std::string(code))) m_fids.push_back(fid);
  });
}

void VanishedParcels::keepFew(const std::string& oldRows) {
  const Connection& c = m_city.connection();
  std::set<std::int64_t> touched;
  for (const ChangeNotice& notice : changesSince(c, m_seq)) {
    if (notice.layer == m_old.name || notice.layer == m_old.uid) touched.insert(notice.fid);
  }
  m_old.name = oldRows;
  std::erase_if(m_fids, [&](std::int64_t fid) { return touched.contains(fid); });
  Statement code(c, fmt::format("SELECT coalesce({}, '') FROM {} WHERE fid = ?1", quotedName(m_old.roleCodeField),
                                quotedName(m_old.name)));
  for (const std::int64_t fid : touched) {
    if (code.bind(1, fid).step() && !code.text(0).empty() && !isAmongNew(code.text(0))) m_fids.push_back(fid);
    code.reset();
  }
  keep(kAtOnce);
}

void VanishedParcels::keepRest() {
  const Connection& c = m_city.connection();
  const CancelToken token = c.interruptToken();
  c.interruptOn(CancelToken());
  while (m_done < m_fids.size()) {
    Transaction transaction(c);
    keep(kAtOnce);
    transaction.commit();
  }
  c.interruptOn(token);
}

void VanishedParcels::keep(std::size_t rows) {
  FeatureRequest request;
  const std::size_t end = std::min(m_fids.size(), m_done + rows);
  request.fids.assign(m_fids.begin() + std::ptrdiff_t(m_done), m_fids.begin() + std::ptrdiff_t(end));
  if (request.fids.empty()) return;
  EditCommand command;
  command.reason = GIS_TR("parcel codes retired by a load");
  command.tx = m_tx;
  command.at = m_at;
  command.firstPart = int(m_done);
  std::optional<crs::AreaMeter> meter;
  if (m_old.crs.isKnown()) {
    meter.emplace(m_old.crs, m_old.crs.isGeographic() ? crs::AreaKind::ellipsoid : crs::AreaKind::plane);
  }
  std::optional<Statement> uid;
  if (m_old.hasUid) uid.emplace(m_city.connection(), "SELECT uid FROM " + quotedName(m_old.name) + " WHERE fid = ?1");
  const auto field = std::size_t(std::find_if(m_old.fields.begin(), m_old.fields.end(),
                                              [&](const Field& one) { return one.name == m_old.roleCodeField; }) -
                                 m_old.fields.begin());
  readFeatures(m_city.connection(), m_old, request, [&](Feature& parcel) {
    std::optional<double> area;
    if (meter && !parcel.wkb.empty() && geom::typeOf(parcel.wkb).dimension() == 2) area = meter->of(parcel.wkb);
    const std::string code = textOf(parcel.values[field]);
    const std::string name = parcelName(uid && uid->bind(1, parcel.fid).step() ? uid->text(0) : "", code, parcel.fid);
    if (uid) uid->reset();
    command.rows.push_back(parcelPastRow(m_old, parcel, name, code, m_tx, m_at, area));
    return true;
  });
  m_count += std::int64_t(command.rows.size());
  applyWithin(m_city, command, {});
  m_done = end;
}

}  // namespace gis::store
