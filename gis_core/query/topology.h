// Is a layer of areas a coverage, and what mends it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/geometry/coverage_check.h"
#include "gis_core/geometry/coverage_repair.h"
#include "gis_core/store/city.h"
#include "gis_core/store/geometry_changes.h"
#include "gis_core/store/layer.h"

namespace gis::query {

/// Lengths in metres; nothing: as the layer is marked, else 0.01 for the tolerance (0 where the layer is in degrees),
/// and no limit for gaps.
struct TopologyQuery {
  std::string layer;
  std::optional<double> tolerance, maxGapWidth;
  double sliverWidth = 0;  ///< areas thinner than this are slivers; 0: none
  std::string into;        ///< name of a new layer of the findings, or empty
};

struct TopologyResult {
  store::LayerInfo layer;
  geom::CoverageReport report;  ///< areas in m², lengths in m
  std::int64_t features = 0;
  std::string into;
  double seconds = 0;
  store::ChangeMark mark;  ///< what it knows of the layer's changes
};

/// Reads all areas (all cores, a connection each) and checks them. Memory: about 60 bytes a vertex.
/// Errors: noSuchLayer, unsupported (no areas; a tolerance for a layer in degrees), unknownCrs, invalidValue, exists,
/// cancelled.
[[nodiscard]] TopologyResult checkTopology(const store::CityDatabase& city, const TopologyQuery& query,
                                           Progress& progress);

/// An earlier result brought up to date with the edits since: what lies around the features that changed is looked at
/// again, and borders without neighbour that begin there are followed as far as they go. The findings are those of a
/// check of the whole layer; the numbers of edges and of features without area stay as they were. Nothing when there is
/// too much to look at, or the layer was changed past the journal: check it as a whole then. Errors: noSuchLayer,
/// cancelled.
[[nodiscard]] std::optional<TopologyResult> updatedTopology(const store::CityDatabase& city, const TopologyResult& old,
                                                            const TopologyQuery& query, Progress& progress);

/// The tolerance that the check takes, in units of the layer. Errors: unsupported, unknownCrs.
[[nodiscard]] double topologyTolerance(const store::CityDatabase& city, const store::LayerInfo& layer,
                                       const TopologyQuery& query);

struct TopologyRepair {
  std::string tx;  ///< empty: there was nothing to mend
  std::array<std::int64_t, geom::kCoverageFaults> repaired{};
  std::int64_t changed = 0, removed = 0;  ///< features
  /// Sums over the features that were looked at, m²: after = before − overlaps − duplicates + gaps + residue.
  double before = 0, after = 0, overlaps = 0, duplicates = 0, gaps = 0, residue = 0;
};

/// Mends what checkTopology() found, or of it only the findings with these places in report.findings, as one edit that
/// undo takes back. Gaps up to `maxGapWidth` metres are filled. Errors: those of store::apply, forbiddenStep (the layer
/// was changed since the check).
[[nodiscard]] TopologyRepair repairTopology(const store::CityDatabase& city, const TopologyResult& checked,
                                            const TopologyQuery& query, geom::CoverageRepairRule::Cut cut,
                                            double maxGapWidth, const std::vector<std::size_t>& only,
                                            const std::string& actor, Progress& progress);

}  // namespace gis::query
