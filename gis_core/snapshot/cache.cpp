#include "gis_core/snapshot/cache.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <optional>
#include <set>
#include <unordered_map>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/base/platform/files.h"
#include "gis_core/snapshot/builder.h"
#include "gis_core/snapshot/opened.h"
#include "gis_core/snapshot/scratch.h"
#include "gis_core/store/city_past.h"
#include "gis_core/store/edit.h"

namespace gis::snapshot {

namespace fs = std::filesystem;

namespace {

/// A uid as part of a file name; it may come out of a foreign file.
std::string safeName(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-') out += c;
  }
  return out.empty() ? std::string("none") : out;
}

std::vector<fs::path> filesOfLayer(const std::string& cityUid, const std::string& layerUid) {
  std::vector<fs::path> files;
  std::error_code ignored;
  const std::string prefix = safeName(layerUid) + "_";
  for (const auto& entry : fs::directory_iterator(cacheFolder(cityUid), ignored)) {
    if (entry.path().filename().string().starts_with(prefix)) files.push_back(entry.path());
  }
  return files;
}

/// Opens a snapshot of this layer; a file that is damaged or belongs to another layer is removed.
std::shared_ptr<const Snapshot> tryOpen(const fs::path& file, const std::string& cityUid,
                                        const store::LayerInfo& layer) {
  try {
    auto snapshot = opened(file);
    const SnapshotInfo& info = snapshot->info();
    if (info.cityUid == cityUid && info.layerUid == layer.uid) return snapshot;
  } catch (const Error& error) {
    if (error.code() == ErrorCode::notFound) return nullptr;
  }
  std::error_code ignored;
  fs::remove(file, ignored);
  return nullptr;
}

bool sameFields(const std::vector<store::Field>& a, const std::vector<store::Field>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const store::Field& x, const store::Field& y) { return x.name == y.name && x.type == y.type; });
}

/// `base` (snapshot or view) with what changed after `seq`. Null when that is no delta.
std::shared_ptr<const LayerView> withChanges(const store::Connection& c, const store::LayerInfo& layer,
                                             const LayerView& old, std::size_t maxDelta) {
  if (!sameFields(old.fields(), layer.fields)) return nullptr;
  std::int64_t seq = old.seq();
  std::unordered_map<std::int64_t, bool> touched;
  for (const store::ChangeNotice& notice : store::changesSince(c, old.seq())) {
    seq = std::max(seq, notice.seq);
    if (notice.layer != layer.name && notice.layer != layer.uid) continue;
    if (notice.op == 'L') return nullptr;
    touched[notice.fid] = true;
  }
  if (touched.empty()) {
    // another revision without a notice: somebody wrote with the triggers off
    if (old.revision() != layer.revision) return nullptr;
    return std::make_shared<LayerView>(old.baseShared(), old.hiddenFids(), old.added(), seq, layer.revision);
  }
  if (touched.size() + old.hiddenFids().size() > maxDelta) return nullptr;
  std::vector<std::int64_t> hidden = old.hiddenFids();
  std::vector<DeltaFeature> added;
  for (const DeltaFeature& f : old.added()) {
    if (!touched.contains(f.feature.fid)) added.push_back(f);
  }
  store::FeatureRequest changed;  // by one statement: asked one by one, each costs twice as much
  changed.fids.reserve(touched.size());
  for (const auto& [fid, yes] : touched) changed.fids.push_back(fid);
  hidden.insert(hidden.end(), changed.fids.begin(), changed.fids.end());
  store::readFeatures(c, layer, changed, [&](store::Feature& feature) {
    const geom::Envelope box = feature.wkb.empty() ? geom::Envelope() : geom::envelopeOf(feature.wkb);
    added.push_back({std::move(feature), box});
    return true;
  });
  std::sort(hidden.begin(), hidden.end());
  hidden.erase(std::unique(hidden.begin(), hidden.end()), hidden.end());
  std::sort(added.begin(), added.end(),
            [](const DeltaFeature& a, const DeltaFeature& b) { return a.feature.fid < b.feature.fid; });
  return std::make_shared<LayerView>(old.baseShared(), std::move(hidden), std::move(added), seq, layer.revision);
}

/// On a connection that reads a moment of the past: `now` with what was otherwise then laid over it.
std::shared_ptr<const LayerView> asThen(const store::Connection& c, const store::LayerInfo& layer,
                                        std::shared_ptr<const LayerView> now) {
  if (now == nullptr) return now;
  const std::vector<std::int64_t> fids = store::otherwiseThen(c, layer);
  if (fids.empty()) return now;
  std::vector<std::int64_t> hidden;
  std::set_union(now->hiddenFids().begin(), now->hiddenFids().end(), fids.begin(), fids.end(),
                 std::back_inserter(hidden));
  std::vector<DeltaFeature> added;
  for (const DeltaFeature& f : now->added()) {
    if (!std::binary_search(fids.begin(), fids.end(), f.feature.fid)) added.push_back(f);
  }
  store::FeatureRequest request;
  request.fids = fids;
  store::readFeatures(c, layer, request, [&](store::Feature& feature) {
    const geom::Envelope box = feature.wkb.empty() ? geom::Envelope() : geom::envelopeOf(feature.wkb);
    added.push_back({std::move(feature), box});
    return true;
  });
  std::sort(added.begin(), added.end(),
            [](const DeltaFeature& a, const DeltaFeature& b) { return a.feature.fid < b.feature.fid; });
  return std::make_shared<LayerView>(now->baseShared(), std::move(hidden), std::move(added), now->seq(),
                                     now->revision());
}

/// The turn to build the snapshots of a layer: the map and the desk ask for the same one when a city opens, and one
/// build serves both. The other one waits, and looks again when its turn has come.
class BuildTurn {
 public:
  BuildTurn(std::string layer, const CancelToken& token) : m_layer(std::move(layer)) {
    constexpr std::chrono::milliseconds kBetweenLooks{20};
    std::unique_lock lock(s_mutex);
    while (!s_running.insert(m_layer).second) {
      m_waited = true;
      s_ended.wait_for(lock, kBetweenLooks);
      token.check();
    }
  }
  BuildTurn(const BuildTurn&) = delete;
  BuildTurn& operator=(const BuildTurn&) = delete;
  ~BuildTurn() {
    {
      const std::lock_guard lock(s_mutex);
      s_running.erase(m_layer);
    }
    s_ended.notify_all();
  }
  [[nodiscard]] bool hasWaited() const { return m_waited; }

 private:
  static inline std::mutex s_mutex;
  static inline std::condition_variable s_ended;
  static inline std::set<std::string> s_running;
  std::string m_layer;
  bool m_waited = false;
};

/// The newest snapshot of the layer with what changed since; null when it must be built.
std::shared_ptr<const LayerView> found(const store::Connection& c, const std::string& cityUid,
                                       const store::LayerInfo& layer, std::size_t maxDelta) {
  std::shared_ptr<const Snapshot> newest = tryOpen(snapshotFile(cityUid, layer.uid, layer.revision), cityUid, layer);
  if (newest != nullptr) return asThen(c, layer, std::make_shared<LayerView>(std::move(newest)));
  for (const fs::path& file : filesOfLayer(cityUid, layer.uid)) {
    if (file.extension() != ".snapshot") continue;
    auto snapshot = tryOpen(file, cityUid, layer);
    if (snapshot != nullptr && (newest == nullptr || snapshot->info().seq > newest->info().seq))
      newest = std::move(snapshot);
  }
  return newest != nullptr ? asThen(c, layer, withChanges(c, layer, LayerView(newest), maxDelta)) : nullptr;
}

}  // namespace

fs::path cacheFolder(const std::string& cityUid) {
  return platform::userCacheFolder() / "snapshots" / safeName(cityUid);
}

fs::path snapshotFile(const std::string& cityUid, const std::string& layerUid, const std::string& revision) {
  return cacheFolder(cityUid) / (safeName(layerUid) + "_" + safeName(revision) + ".snapshot");
}

std::shared_ptr<const LayerView> existing(const store::Connection& c, const store::LayerInfo& layer,
                                          std::size_t maxDelta) {
  return found(c, c.textValue("SELECT value FROM city_setting WHERE key = 'uid'"), layer, maxDelta);
}

std::shared_ptr<const LayerView> openOrBuild(const store::CityDatabase& city, const store::LayerInfo& layer,
                                             Progress& progress, std::size_t maxDelta) {
  sweepDeadBuilds(cacheFolder(city.uid()));
  if (auto view = found(city.connection(), city.uid(), layer, maxDelta)) return view;
  const BuildTurn turn(city.uid() + "/" + layer.uid, progress.token());
  if (turn.hasWaited()) {
    if (auto view = found(city.connection(), city.uid(), layer, maxDelta)) return view;
  }
  // a snapshot is always of today: what was otherwise is laid over it
  std::optional<store::CityDatabase> today;
  if (!store::otherwiseThen(city.connection(), layer).empty()) {
    today.emplace(store::CityDatabase::open(city.file(), store::OpenMode::readOnly));
  }
  const fs::path built = today ? buildSnapshot(*today, store::layerByName(today->connection(), layer.name), progress)
                               : buildSnapshot(city, layer, progress);
  auto view = std::make_shared<LayerView>(opened(built));
  settleCache(city.uid(), layer.uid, built);
  return asThen(city.connection(), layer, std::move(view));
}

std::shared_ptr<const LayerView> refreshed(const store::CityDatabase& city, const store::LayerInfo& layer,
                                           const std::shared_ptr<const LayerView>& old, std::size_t maxDelta) {
  if (old->base().isDamaged()) {
    std::error_code ignored;
    fs::remove(old->base().file(), ignored);
    return nullptr;
  }
  if (old->revision() == layer.revision && old->seq() >= store::lastChange(city.connection())) return old;
  return withChanges(city.connection(), layer, *old, maxDelta);
}

void settleCache(const std::string& cityUid, const std::string& layerUid, const fs::path& built) noexcept {
  try {
    for (const fs::path& file : filesOfLayer(cityUid, layerUid)) {
      std::error_code ignored;
      if (!file.filename().string().starts_with(built.stem().string())) fs::remove(file, ignored);
    }
    sweepDeadBuilds(built.parent_path());
    trimCache(kCacheBudget, built);
    letGoOfGone();
  } catch (...) {
    // the cache is larger than it should be; the next build settles it
  }
}

void trimCache(std::uint64_t bytes, const fs::path& spared) {
  struct Entry {
    fs::file_time_type time;
    fs::path file;
    std::uint64_t size;
  };
  std::vector<Entry> entries;
  std::uint64_t total = 0;
  std::error_code ignored;
  for (fs::recursive_directory_iterator at(platform::userCacheFolder() / "snapshots", ignored), end; at != end;
       at.increment(ignored)) {
    if (at->path().filename().string().starts_with('.')) {
      at.disable_recursion_pending();  // being written
      continue;
    }
    if (!at->is_regular_file(ignored)) continue;
    entries.push_back({at->last_write_time(ignored), at->path(), at->file_size(ignored)});
    total += entries.back().size;
  }
  std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.time < b.time; });
  const std::string kept = spared.stem().string();
  for (const Entry& entry : entries) {
    if (total <= bytes) return;
    if (!kept.empty() && entry.file.filename().string().starts_with(kept)) continue;
    if (fs::remove(entry.file, ignored)) total -= entry.size;
  }
}

}  // namespace gis::snapshot
