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

/// The layer as it is now: the snapshot of this revision, or an older one with a delta of at most
/// `maxDelta` changed features over it, or a fresh build (progress). A damaged or foreign file is removed and
/// built again. Old files of the layer are removed after a build. `city` belongs to the calling thread.
/// Errors: cancelled, diskFull, and what reading the layer throws.
[[nodiscard]] std::shared_ptr<const LayerView> openOrBuild(const store::CityDatabase& city,
                                                           const store::LayerInfo& layer, Progress& progress,
                                                           std::size_t maxDelta = 20000);
/// `old` brought up to date by the change notices since (nothing read when there are none). Null when the
/// layer was loaded anew or changed too much: build again.
[[nodiscard]] std::shared_ptr<const LayerView> refreshed(const store::CityDatabase& city, const store::LayerInfo& layer,
                                                         const std::shared_ptr<const LayerView>& old,
                                                         std::size_t maxDelta = 20000);
/// Removes the oldest snapshots until all take at most `bytes` (decisions: 20 GiB).
void trimCache(std::uint64_t bytes);

}  // namespace gis::snapshot
