#include "gis_core/store/vanished_parcels.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "gis_core/base/clock.h"
#include "gis_core/base/error.h"
#include "gis_core/base/text.h"
#include "gis_core/base/uuid.h"
#include "gis_core/crs/measure.h"
#include "gis_core/store/chunks.h"
#include "gis_core/store/edit_within.h"
#include "gis_core/store/features.h"
#include "gis_core/store/journal.h"
#include "gis_core/store/parcel_keeping.h"
#include "gis_core/store/stage.h"
#include "gis_core/store/value_text.h"

namespace gis::store {

namespace {

using nlohmann::json;

constexpr std::size_t kAtOnce = 1000;  // written and noted in the history within some 50 ms

std::size_t hashOf(std::string_view code) {
  return std::hash<std::string>{}(text::normaliseCode(code));
}

std::string listTable(std::int64_t stage) {
  return quotedName(stageList(stage));
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

/// A stage whose list counts.
struct Listed {
  std::int64_t stage = 0;
  std::string note;
};

std::vector<Listed> listedStages(const Connection& c) {
  std::vector<Listed> all;
  Statement notes(c,
                  "SELECT g.n, s.value FROM city_stage g JOIN city_setting s ON s.key = ?1 || g.n"
                  " WHERE EXISTS (SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'city_stage_' || g.n ||"
                  " '_list')");
  for (notes.bind(1, kStageNote); notes.step();) all.push_back({notes.integer(0), notes.text(1)});
  return all;
}

/// Under which change of the history they are kept.
struct Retirement {
  LayerInfo old;  ///< its name: of the table that has the old rows
  std::string tx, at, actor;
  std::int64_t since = 0;  ///< of the history
};

void keep(const CityDatabase& city, const Retirement& how, std::vector<std::int64_t> fids) {
  if (fids.empty()) return;
  const Connection& c = city.connection();
  EditCommand command;
  command.reason = GIS_TR("parcel codes retired by a load");
  command.tx = how.tx;
  command.at = how.at;
  command.actor = how.actor;
  command.firstPart = partsOf(c, how.tx);
  const LayerInfo& old = how.old;
  std::optional<crs::AreaMeter> meter;
  if (old.crs.isKnown()) {
    meter.emplace(old.crs, old.crs.isGeographic() ? crs::AreaKind::ellipsoid : crs::AreaKind::plane);
  }
  std::optional<Statement> uid;
  if (old.hasUid) uid.emplace(c, "SELECT uid FROM " + quotedName(old.name) + " WHERE fid = ?1");
  const auto field = std::size_t(std::find_if(old.fields.begin(), old.fields.end(),
                                              [&](const Field& one) { return one.name == old.roleCodeField; }) -
                                 old.fields.begin());
  FeatureRequest request;
  request.fids = std::move(fids);
  readFeatures(c, old, request, [&](Feature& parcel) {
    std::optional<double> area;
    if (meter && !parcel.wkb.empty() && geom::typeOf(parcel.wkb).dimension() == 2) area = meter->of(parcel.wkb);
    const std::string code = textOf(parcel.values[field]);
    const std::string name = parcelName(uid && uid->bind(1, parcel.fid).step() ? uid->text(0) : "", code, parcel.fid);
    if (uid) uid->reset();
    command.rows.push_back(parcelPastRow(old, parcel, name, code, how.tx, how.at, area));
    return true;
  });
  applyWithin(city, command, {});
}

void note(const CityDatabase& city, std::int64_t stage, const Retirement& how) {
  json fields = json::array();
  for (const Field& field : how.old.fields) fields.push_back({{"name", field.name}, {"type", int(field.type)}});
  const json note = {
      {"tx", how.tx},
      {"at", how.at},
      {"actor", how.actor},
      {"since", how.since},
      {"layer", how.old.uid},
      {"code_field", how.old.roleCodeField},
      {"srid", how.old.srid},
      {"has_uid", how.old.hasUid},
      {"geometry_type", how.old.geometryType ? json(how.old.geometryType->code()) : json()},
      {"fields", std::move(fields)},
  };
  city.setSetting(stageNote(stage), note.dump());
}

Retirement noted(const Connection& c, std::int64_t stage, const std::string& text) {
  const json note = json::parse(text);
  Retirement how;
  how.tx = note.at("tx");
  how.at = note.at("at");
  how.actor = note.at("actor");
  how.since = note.at("since");
  how.old.name = stageTable(stage);
  how.old.uid = note.at("layer");
  how.old.roleCodeField = note.at("code_field");
  how.old.srid = note.at("srid");
  how.old.crs = crsOfSrid(c, how.old.srid);
  how.old.hasUid = note.at("has_uid");
  if (!note.at("geometry_type").is_null())
    how.old.geometryType = geom::GeometryType::fromCode(note.at("geometry_type"));
  for (const json& field : note.at("fields")) {
    how.old.fields.push_back({field.at("name").get<std::string>(), FieldType(field.at("type").get<int>())});
  }
  return how;
}

/// Somebody wanted the codes back while they were being retired.
bool isTakenBack(const Connection& c, const Retirement& how) {
  Statement last(c,
                 "SELECT kind FROM city_history WHERE part = 0 AND seq > ?1 AND undoes = ?2 ORDER BY seq DESC LIMIT 1");
  return last.bind(1, how.since).bind(2, how.tx).step() && last.text(0) == "undo";
}

/// Some of those that are listed. False: nothing is left to do, and the list counts no more.
bool keepSome(const CityDatabase& city, std::int64_t stage) {
  const Connection& c = city.connection();
  Transaction transaction(c);
  const std::string text = city.setting(stageNote(stage));
  if (text.empty()) return false;
  const Retirement how = noted(c, stage, text);
  std::vector<std::int64_t> fids;
  std::string code;
  if (!isTakenBack(c, how)) {
    Statement listed(c, fmt::format("SELECT fid, code FROM {} ORDER BY code, fid LIMIT {}", listTable(stage), kAtOnce));
    while (listed.step()) {
      fids.push_back(listed.integer(0));
      code = listed.text(1);
    }
  }
  const bool isDone = fids.size() < kAtOnce;
  if (!fids.empty()) {
    Statement(c, fmt::format("DELETE FROM {} WHERE (code, fid) <= (?1, ?2)", listTable(stage)))
        .bindAll(code, fids.back())
        .run();
  }
  keep(city, how, std::move(fids));
  if (isDone) Statement(c, "DELETE FROM city_setting WHERE key = ?1").bind(1, stageNote(stage)).run();
  transaction.commit();
  return !isDone;
}

}  // namespace

VanishedParcels::VanishedParcels(const CityDatabase& city, LayerInfo old, std::int64_t stage)
    : m_city(city), m_old(std::move(old)), m_stage(stage) {}

bool VanishedParcels::isAmongNew(const std::string& code) const {
  return std::binary_search(m_new.begin(), m_new.end(), hashOf(code));
}

void VanishedParcels::look(const CancelToken& token) {
  const Connection& c = m_city.connection();
  forEachCodeOf(c, stageTable(m_stage), m_old.roleCodeField, token,
                [&](std::string_view code, std::int64_t) { m_new.push_back(hashOf(code)); });
  std::sort(m_new.begin(), m_new.end());
  m_seq = lastChange(c);  // read before the rows: a change in between is looked at again, which does no harm
  forEachCodeOf(c, m_old.name, m_old.roleCodeField, token, [&](std::string_view code, std::int64_t fid) {
    if (!isAmongNew(std::string(code))) m_gone.emplace_back(text::normaliseCode(code), fid);
  });
  if (m_gone.size() > kAtOnce) list(token);
}

void VanishedParcels::list(const CancelToken& token) {
  std::sort(m_gone.begin(), m_gone.end());
  Chunks chunks(m_city.connection());
  chunks.begin();
  const std::string table = listTable(m_stage);
  m_city.connection().exec("CREATE TABLE " + table +
                           "(code TEXT NOT NULL, fid INTEGER NOT NULL, PRIMARY KEY(code, fid)) WITHOUT ROWID");
  Statement insert(m_city.connection(), "INSERT INTO " + table + "(code, fid) VALUES (?1, ?2)");
  for (std::size_t i = 0; i < m_gone.size(); ++i) {
    insert.bindAll(m_gone[i].first, m_gone[i].second).run();
    if (i % 256 != 0) continue;
    token.check();
    chunks.breathe();
  }
  chunks.pause();
  m_isListed = true;
}

void VanishedParcels::retire() {
  const Connection& c = m_city.connection();
  std::set<std::int64_t> touched;
  for (const ChangeNotice& notice : changesSince(c, m_seq)) {
    if (notice.layer == m_old.name || notice.layer == m_old.uid) touched.insert(notice.fid);
  }
  m_old.name = stageTable(m_stage);
  std::vector<Gone> otherwise;
  Statement code(c, fmt::format("SELECT coalesce({}, '') FROM {} WHERE fid = ?1", quotedName(m_old.roleCodeField),
                                quotedName(m_old.name)));
  for (const std::int64_t fid : touched) {
    const std::string now = code.bind(1, fid).step() ? code.text(0) : std::string();
    code.reset();
    if (!now.empty() && !isAmongNew(now)) otherwise.emplace_back(text::normaliseCode(now), fid);
  }
  if (m_isListed) {
    Statement drop(c, "DELETE FROM " + listTable(m_stage) + " WHERE code = ?1 AND fid = ?2");
    for (const auto& [was, fid] : m_gone) {
      if (touched.contains(fid)) drop.bindAll(was, fid).run();
    }
    Statement insert(c, "INSERT INTO " + listTable(m_stage) + "(code, fid) VALUES (?1, ?2)");
    for (const auto& [is, fid] : otherwise) insert.bindAll(is, fid).run();
  }
  std::erase_if(m_gone, [&](const Gone& one) { return touched.contains(one.second); });
  m_gone.insert(m_gone.end(), otherwise.begin(), otherwise.end());
  Retirement how;
  how.old = m_old;
  how.tx = newUuid();
  how.at = toIsoUtc(utcNow());
  how.actor = newHead(c, {}, {}).actor;
  how.since = c.intValue("SELECT coalesce(max(seq), 0) FROM city_history");
  if (m_isListed) {
    note(m_city, m_stage, how);
    return;
  }
  std::vector<std::int64_t> fids;
  for (const Gone& one : m_gone) fids.push_back(one.second);
  keep(m_city, how, std::move(fids));
}

void VanishedParcels::keepRest() {
  if (!m_isListed) return;
  const Connection& c = m_city.connection();
  const CancelToken token = c.interruptToken();
  c.interruptOn(CancelToken());
  try {
    while (keepSome(m_city, m_stage)) {
    }
  } catch (const Error&) {
    // the list retires them until the next opening goes on
  }
  c.interruptOn(token);
}

std::string retiredCodes(const Connection& c) {
  std::string lists;
  for (const Listed& one : listedStages(c)) {
    std::string at = json::parse(one.note).at("at");
    std::erase(at, '\'');
    lists += fmt::format(" UNION ALL SELECT code, '{}' FROM {}", at, listTable(one.stage));
  }
  return lists.empty() ? "city_parcel_past" : "(SELECT code, ended_at FROM city_parcel_past" + lists + ")";
}

void finishVanishedParcels(const CityDatabase& city) {
  const Connection& c = city.connection();
  for (const Listed& one : listedStages(c)) {
    const auto lock = lockLeftStage(c, one.stage);
    if (!lock) continue;  // its load is at it
    try {
      while (keepSome(city, one.stage)) {
      }
      sweepStage(c, one.stage);
    } catch (const Error& error) {
      // until the next opening the list retires them
      if (error.code() != ErrorCode::locked && error.code() != ErrorCode::diskFull) throw;
    }
  }
}

}  // namespace gis::store
