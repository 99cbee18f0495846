#include "ui/jobs/city_watcher.h"

#include <chrono>

#include "gis_core/base/error.h"

namespace gis::ui {

namespace {
constexpr auto kPollEvery = std::chrono::milliseconds(200);

/// Reads what changed after `seq` and moves it on.
CityChanges look(const store::CityDatabase& city, std::int64_t& seq) {
  CityChanges changes;
  for (const store::ChangeNotice& notice : store::changesSince(city.connection(), seq)) {
    seq = std::max(seq, notice.seq);
    if (notice.op == 'L')
      changes.reloaded.push_back(notice.layer);
    else
      changes.rows[notice.layer].push_back(notice.fid);
  }
  changes.layers = std::make_shared<const std::vector<store::LayerInfo>>(store::listLayers(city.connection()));
  changes.undo = store::undoState(city);
  return changes;
}
}  // namespace

CityWatcher::CityWatcher(std::function<store::CityDatabase()> open, std::int64_t seq, Told told)
    : m_open(std::move(open)), m_seq(seq), m_told(std::move(told)), m_thread([this] { loop(); }) {}

CityWatcher::~CityWatcher() {
  {
    const std::lock_guard lock(m_mutex);
    m_stop = true;
  }
  m_wake.notify_all();
  m_thread.join();
}

void CityWatcher::poke() {
  {
    const std::lock_guard lock(m_mutex);
    m_poked = true;
  }
  m_wake.notify_all();
}

void CityWatcher::loop() {
  std::unique_ptr<store::CityDatabase> city;
  std::int64_t version = -1;
  while (true) {
    try {
      if (!city) city = std::make_unique<store::CityDatabase>(m_open());
      const std::int64_t now = store::dataVersion(city->connection());
      if (now != version) {
        CityChanges changes = look(*city, m_seq);
        version = now;
        m_told(std::move(changes));
      }
    } catch (const Error&) {
      // The city is locked or gone for the moment: the next look tries again; jobs tell the person why.
    }
    std::unique_lock lock(m_mutex);
    m_wake.wait_for(lock, kPollEvery, [this] { return m_stop || m_poked; });
    if (m_stop) return;
    m_poked = false;
  }
}

}  // namespace gis::ui
