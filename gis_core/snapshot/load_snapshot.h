// The snapshot of a layer that is being loaded, built along the way.
#pragma once

#include <future>
#include <memory>
#include <string>
#include <thread>

#include "gis_core/base/bounded_queue.h"
#include "gis_core/base/progress.h"
#include "gis_core/snapshot/builder.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/city.h"

namespace gis::snapshot {

/// Goes beside a store::BulkLoad: the same batches, then startPreparing(), the load's finish() (both at the same
/// time), then publish(). A snapshot can always be made again from the city, so what goes wrong with it (a full
/// disk, a cache that cannot be written) never disturbs the load: the layer is then built at its first opening.
/// Destroyed without publish(): nothing stays. Thread rule: one thread.
class LoadSnapshot {
 public:
  LoadSnapshot(const store::CityDatabase& city, const store::BulkLoad& load);
  LoadSnapshot(const LoadSnapshot&) = delete;
  LoadSnapshot& operator=(const LoadSnapshot&) = delete;
  ~LoadSnapshot();
  /// Taken in by a thread of its own, while the load writes the same rows.
  void add(std::shared_ptr<const store::EncodedBatch> batch);
  /// All rows are in: sorts and writes in a thread of its own.
  void startPreparing(const store::BulkLoad& load);
  /// Until that is done. Throws Error(cancelled) when `token` says so.
  void wait(const CancelToken& token);
  /// The layer is visible: its snapshot too. Older ones of the layer go.
  void publish(const store::BulkLoad::Result& result);

 private:
  template <typename Work>
  void guarded(Work&& work) noexcept;
  void endFeeding();

  std::string m_cityUid;
  std::unique_ptr<Builder> m_builder;  ///< nothing: given up
  CancelToken m_stop;                  ///< ends the thread when the load was given up
  BoundedQueue<std::shared_ptr<const store::EncodedBatch>> m_waiting;
  std::thread m_feeder;  ///< owns m_builder until endFeeding()
  std::future<void> m_prepared;
};

}  // namespace gis::snapshot
