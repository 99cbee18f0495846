#include "gis_core/snapshot/load_snapshot.h"

#include <chrono>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/thread_priority.h"
#include "gis_core/snapshot/cache.h"

namespace gis::snapshot {

namespace {
constexpr std::chrono::milliseconds kLook{20};  // how soon a cancel is heard
constexpr std::size_t kWaitingBatches = 2;      // some MiB each
}  // namespace

template <typename Work>
void LoadSnapshot::guarded(Work&& work) noexcept {
  if (m_builder == nullptr) return;
  try {
    work();
  } catch (...) {
    m_builder.reset();
  }
}

LoadSnapshot::LoadSnapshot(const store::CityDatabase& city, const store::BulkLoad& load)
    : m_cityUid(city.uid()), m_waiting(kWaitingBatches) {
  if (!load.isWholeLayer()) return;  // rows are added to a layer: its snapshot is not made of these alone
  try {
    m_builder = std::make_unique<Builder>(cacheFolder(m_cityUid), load.fields());
    m_feeder = std::thread([this] {
      platform::lowerThreadPriority();  // the load itself holds the city's lock
      while (const auto batch = m_waiting.pop()) guarded([&] { m_builder->add(**batch); });
    });
  } catch (const Error&) {
    // no cache to write to: no snapshot
  }
}

LoadSnapshot::~LoadSnapshot() {
  m_stop.cancel();
  endFeeding();
  if (m_prepared.valid()) m_prepared.wait();
}

void LoadSnapshot::add(std::shared_ptr<const store::EncodedBatch> batch) {
  if (m_feeder.joinable()) (void)m_waiting.push(std::move(batch));
}

/// Everything that was added is in the builder.
void LoadSnapshot::endFeeding() {
  m_waiting.close();
  if (m_feeder.joinable()) m_feeder.join();
}

void LoadSnapshot::startPreparing(const store::BulkLoad& load) {
  endFeeding();
  if (m_builder == nullptr) return;
  Builder::Outcome outcome;
  if (!load.keepsFids()) outcome.firstFid = load.firstFid();
  outcome.type = load.geometryType();
  m_prepared = std::async(std::launch::async, [this, outcome] {
    guarded([&] {
      Progress progress(m_stop);
      m_builder->prepare(outcome, progress);
    });
  });
}

void LoadSnapshot::wait(const CancelToken& token) {
  while (m_prepared.valid() && m_prepared.wait_for(kLook) != std::future_status::ready) token.check();
}

void LoadSnapshot::publish(const store::BulkLoad::Result& result) {
  if (m_prepared.valid()) m_prepared.wait();
  guarded([&] {
    SnapshotInfo info;
    info.cityUid = m_cityUid;
    info.layerUid = result.layer.uid;
    info.layerName = result.layer.name;
    info.revision = result.layer.revision;
    info.seq = result.seq;
    const auto file = snapshotFile(info.cityUid, info.layerUid, info.revision);
    m_builder->commit(file, info);
    settleCache(info.cityUid, info.layerUid, file);
  });
  m_builder.reset();
}

}  // namespace gis::snapshot
