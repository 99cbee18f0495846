#include "gis_core/store/journal.h"

#include <cstdlib>
#include <mutex>
#include <utility>

#include "gis_core/base/clock.h"
#include "gis_core/base/uuid.h"
#include "gis_core/store/default_actor.h"
#include "gis_core/store/edit.h"

namespace gis::store {
namespace {

struct DefaultActor {
  std::mutex mutex;
  std::string name;
};
DefaultActor& defaultActor() {
  static DefaultActor actor;
  return actor;
}

}  // namespace

void setDefaultActor(std::string name) {
  const std::lock_guard lock(defaultActor().mutex);
  defaultActor().name = std::move(name);
}

std::string actorOrDefault(std::string actor) {
  if (!actor.empty()) return actor;
  const std::lock_guard lock(defaultActor().mutex);
  return defaultActor().name;
}

Journal::Journal(const Connection& c, JournalHead head)
    : m_head(std::move(head)),
      m_part(m_head.firstPart),
      m_insert(c,
               "INSERT INTO city_history(tx, part, at, actor, station, reason, kind, undoes, layer, table_name,"
               " feature, fid, op, before, after) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15)") {}

void Journal::add(std::string_view layerUid, std::string_view table, std::string_view featureUid, std::int64_t fid,
                  std::string_view op, const std::optional<std::string>& before,
                  const std::optional<std::string>& after) {
  m_insert.bindAll(m_head.tx, m_part++, m_head.at, m_head.actor, m_head.station, m_head.reason, m_head.kind,
                   m_head.undoes, layerUid, table, featureUid, fid, op);
  m_insert.bindNull(14).bindNull(15);
  if (before) m_insert.bind(14, *before);
  if (after) m_insert.bind(15, *after);
  m_insert.run();
}

int partsOf(const Connection& c, std::string_view tx) {
  // the newest has the highest number: a million need not be counted
  Statement last(c, "SELECT part FROM city_history WHERE tx = ?1 ORDER BY seq DESC LIMIT 1");
  return last.bind(1, tx).step() ? int(last.integer(0)) + 1 : 0;
}

JournalHead newHead(const Connection& c, std::string reason, std::string actor) {
  JournalHead head;
  head.tx = newUuid();
  head.at = toIsoUtc(utcNow());
  head.actor = actorOrDefault(std::move(actor));
  head.reason = std::move(reason);
  Statement station(c, "SELECT value FROM city_setting WHERE key = 'station'");
  if (station.step()) head.station = std::atoll(station.text(0).c_str());
  return head;
}

}  // namespace gis::store
