// The rows of a layer, from its snapshot where that is at hand: no detour over the tables of the city.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/snapshot/layer_view.h"
#include "gis_core/store/features.h"

namespace gis::snapshot {

/// What a request that names no rows (no condition, box, fids, order or limit) would find in the snapshot of the
/// layer as `c` sees it; null when there is none, or the request wants what it does not keep, or so much of each row
/// that the table, which has a row in one place, is quicker.
[[nodiscard]] std::shared_ptr<const LayerView> viewFor(const store::Connection& c, const store::LayerInfo& layer,
                                                       const store::FeatureRequest& request);

/// store::readBatches() with the same rows in the same order, out of the snapshot where viewFor() has one.
/// Errors and thread rule: those of store::readBatches.
void readBatches(const store::Connection& c, const store::LayerInfo& layer, const store::FeatureRequest& request,
                 std::size_t batchRows, const std::function<bool(store::FeatureBatch&)>& batch,
                 const CancelToken& token = {});

}  // namespace gis::snapshot
