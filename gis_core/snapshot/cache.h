// Where snapshots live, and how to get the right one.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "gis_core/base/progress.h"
#include "gis_core/snapshot/layer_view.h"
#include "gis_core/store/city.h"
#include "gis_core/store/layer.h"

namespace gis::snapshot {

/// Folder of the city's snapshots in the user's cache: snapshots/CITY-UID.
[[nodiscard]] std::filesystem::path cacheFolder(const std::string& cityUid);
/// The file for (city, layer, revision).
[[nodiscard]] std::filesystem::path snapshotFile(const std::string& cityUid, const std::string& layerUid,
                                                 const std::string& revision);

/// The layer as `c` sees it, if that is to be had without a build: the snapshot of this revision, or an older one with
/// a delta of at most `maxDelta` changed features over it; else null. Never throws for a file that is no good.
[[nodiscard]] std::shared_ptr<const LayerView> existing(const store::Connection& c, const store::LayerInfo& layer,
                                                        std::size_t maxDelta = 20000);
/// The layer as it is now: the snapshot of this revision, or an older one with a delta of at most
/// `maxDelta` changed features over it, or a fresh build (progress). A damaged or foreign file is removed and
/// built again. Old files of the layer are removed after a build. `city` belongs to the calling thread.
/// Errors: cancelled, diskFull, and what reading the layer throws.
[[nodiscard]] std::shared_ptr<const LayerView> openOrBuild(const store::CityDatabase& city,
                                                           const store::LayerInfo& layer, Progress& progress,
                                                           std::size_t maxDelta = 20000);
/// `old` brought up to date by the change notices since (nothing read when there are none). Null when the
/// layer was loaded anew or changed too much, or when its file turned out damaged (it is removed): build again.
[[nodiscard]] std::shared_ptr<const LayerView> refreshed(const store::CityDatabase& city, const store::LayerInfo& layer,
                                                         const std::shared_ptr<const LayerView>& old,
                                                         std::size_t maxDelta = 20000);
/// What all snapshots together may take; the one that was not opened for the longest time goes first.
inline constexpr std::uint64_t kCacheBudget = std::uint64_t{20} << 30;
/// After `built` was made: removes the layer's older files, what dead builds left, and, beyond the budget, the
/// files of whatever was not used for the longest time. Never throws.
void settleCache(const std::string& cityUid, const std::string& layerUid, const std::filesystem::path& built) noexcept;
/// Removes snapshots, the least recently opened first, until all take at most `bytes`; never `spared` and what
/// belongs to it. Files that somebody has open stay readable for him.
void trimCache(std::uint64_t bytes, const std::filesystem::path& spared = {});

}  // namespace gis::snapshot
