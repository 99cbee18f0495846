// Makes snapshots: streamed from the city or fed by an import, with bounded memory.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/snapshot/snapshot.h"
#include "gis_core/store/bulk_load.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::snapshot {

/// Fed batch by batch, then prepared (sorted and written aside), then given its name. Features lie in scratch
/// files until then; memory is some 60 bytes a feature while it prepares. Destroyed without commit(): nothing
/// stays. Thread rule: one thread at a time; prepare() uses all cores. Errors: diskFull, readOnly, cancelled.
class Builder {
 public:
  /// `folder` is where the file goes (the cache).
  Builder(std::filesystem::path folder, std::vector<store::Field> fields);
  Builder(const Builder&) = delete;
  Builder& operator=(const Builder&) = delete;
  ~Builder();
  /// Rows of `batch` have the fields given above and their fid in batch.fids; geometry is WKB.
  void add(const store::FeatureBatch& batch);
  /// The same as a bulk load takes it: geometry is in SpatiaLite's form. All batches in the same form.
  void add(const store::EncodedBatch& batch);

  /// What is known at the end only.
  struct Outcome {
    std::optional<std::int64_t> firstFid;    ///< rows are numbered from here on; nothing: the batches' fids hold
    std::optional<geom::GeometryType> type;  ///< the layer's: narrower geometries are widened to it
  };
  /// Sorts and writes everything but the name.
  void prepare(const Outcome& outcome, Progress& progress);
  /// Syncs and renames to `file` in the folder. `info`: uids, name, revision and seq; the rest is filled in.
  void commit(const std::filesystem::path& file, const SnapshotInfo& info);
  /// Both in one go.
  void finish(const std::filesystem::path& file, const SnapshotInfo& info, Progress& progress);

 private:
  struct State;
  std::unique_ptr<State> m_state;
};

/// Builds the snapshot of a layer as it is now (one read transaction) and returns its file.
std::filesystem::path buildSnapshot(const store::CityDatabase& city, const store::LayerInfo& layer, Progress& progress);

}  // namespace gis::snapshot
