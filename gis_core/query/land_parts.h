// Private to this room: the parts of plots that the areas of one layer take.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "gis_core/base/message.h"
#include "gis_core/base/progress.h"
#include "gis_core/crs/measure.h"
#include "gis_core/query/sound_set.h"

namespace gis::query {

/// The part of one feature in one plot.
struct LandPart {
  std::uint32_t plot = 0, feature = 0;  ///< places in the sets
  geom::Bytes wkb;
  double area = 0;  ///< m²
  std::optional<Message> fault;
};

/// All parts of one plot, by feature, and what they cover together.
struct PlotCover {
  std::uint32_t plot = 0;
  std::vector<LandPart> parts;
  double area = 0;     ///< of the plot, m²
  double covered = 0;  ///< by the parts, each place once
  double slack = 0;    ///< how much rounding may change the figures
};

/// Calls `take` for each plot that takes part, in their order, with all cores at work on many plots or on many parts of
/// one. At most some 100,000 parts and those of one plot are in memory. Errors: cancelled.
void coverPlots(const SoundSet& plots, const SoundSet& features, const crs::Crs& crs, crs::AreaKind kind,
                Progress& progress, const std::function<void(PlotCover&)>& take);

/// The parts as one valid area; nothing when GEOS refuses them. All cores where there are many.
[[nodiscard]] std::optional<geom::Bytes> mergedArea(const std::vector<geom::BytesView>& parts, Progress& progress);

}  // namespace gis::query
