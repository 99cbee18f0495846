// Which features of a layer got another shape since a moment, and where: for what follows a layer edit by edit.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "gis_core/geometry/envelope.h"
#include "gis_core/store/layer.h"

namespace gis::store {

/// A place in the journal and in the notices.
struct ChangeMark {
  std::int64_t journal = 0, notice = 0;
};
/// The newest entries. Read it before the layer: what slips in between is then told twice, never lost.
[[nodiscard]] ChangeMark changeMark(const Connection& c);

struct GeometryChange {
  std::int64_t fid = 0;
  geom::Envelope box;  ///< of all its shapes, before and after; empty: it never had one
};

/// The features with another shape than at `since`, one entry each; at most `limit`. Nothing when that cannot be told:
/// the layer was loaded or restored since, another program changed it past the journal, or there are more. Also in
/// cities of an older version.
[[nodiscard]] std::optional<std::vector<GeometryChange>> geometryChanges(const Connection& c, const LayerInfo& layer,
                                                                         const ChangeMark& since, std::size_t limit);

}  // namespace gis::store
