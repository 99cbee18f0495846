// Makes snapshots: streamed from the city or fed by an import, with bounded memory.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "gis_core/base/progress.h"
#include "gis_core/snapshot/snapshot.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::snapshot {

/// Fed batch by batch (columns and WKB, real fids), then finished. Features lie in scratch files until then;
/// memory is about 70 bytes a feature. Destroyed without finish(): nothing stays. Thread rule: one thread
/// feeds; finish() uses all cores. Errors: diskFull, cancelled.
class Builder {
 public:
  /// `folder` is where the file goes (the cache).
  Builder(std::filesystem::path folder, std::vector<store::Field> fields);
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;
  ~Builder();
  /// Rows of `batch` have the fields given above and their fid in batch.fids.
  void add(const store::FeatureBatch& batch);
  /// Sorts, writes aside, syncs and renames to `file`. `info`: uids, revision and seq; the rest is filled in.
  void finish(const std::filesystem::path& file, SnapshotInfo info, Progress& progress);

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

/// Builds the snapshot of a layer as it is now (one read transaction) and returns its file.
std::filesystem::path buildSnapshot(const store::CityDatabase& city, const store::LayerInfo& layer, Progress& progress);

}  // namespace gis::snapshot
