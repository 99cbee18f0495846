// Points that lie together, for every scale.
#pragma once

#include <QImage>
#include <cstdint>
#include <memory>
#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/snapshot/layer_view.h"
#include "gis_core/style/layer_style.h"
#include "ui/map/map_scene.h"
#include "ui/map/paint_layer.h"

class QPainter;

namespace gis::ui {

/// A symbol that stands for `count` points around (x, y), map units.
struct Cluster {
  double x = 0, y = 0;
  std::uint32_t count = 0;
  snapshot::Index first = 0;  ///< one of its points
};

/// The clusters of a layer's snapshot, level by level: each level gathers what lies within a radius twice as large out
/// of the level before (as supercluster does; V. Agafonkin, 2016), so a cluster never falls apart when zooming out, and
/// does not depend on the view. Immutable; thread rule: any thread.
class PointClusters {
 public:
  /// Some hundred nanoseconds a point and level: a job. What is still in use for the same snapshot, filter and
  /// radii is handed out again.
  [[nodiscard]] static std::shared_ptr<const PointClusters> of(const snapshot::LayerView& view,
                                                               const style::ClusterSpec& spec, double metresPerUnit);
  /// The level for a scale; −1: every point stands for itself.
  [[nodiscard]] int levelFor(double denominator) const;
  [[nodiscard]] int levels() const { return int(m_levels.size()); }
  [[nodiscard]] double radiusMetres(int level) const { return m_levels[std::size_t(level)].radius; }
  /// The clusters and single points of a level in a box, with the edits of `view` (of the same snapshot): points that
  /// went are taken out of their cluster, new ones join the cluster within whose radius they lie.
  [[nodiscard]] std::vector<Cluster> in(int level, const geom::Envelope& box, const snapshot::LayerView& view) const;

  PointClusters(const snapshot::LayerView& view, const style::ClusterSpec& spec, double metresPerUnit);

 private:
  struct Level {
    double radius = 0;  ///< metres
    std::vector<Cluster> nodes;
    std::vector<std::uint32_t> parents;                         ///< of the nodes of the level before
    std::vector<std::pair<std::int64_t, std::uint32_t>> cells;  ///< (cell of side `radius`, node), sorted
  };
  void addLevel(const std::vector<Cluster>& below, double radius);
  template <typename F>
  static void forEachNear(const std::vector<std::pair<std::int64_t, std::uint32_t>>& cells, double side, double x0,
                          double y0, double x1, double y1, F&& f);

  double m_east = 1, m_north = 1, m_from = 2000;
  std::vector<std::uint32_t> m_nodeOf;  ///< of each feature of the snapshot in the lowest nodes
  std::vector<Cluster> m_points;        ///< the lowest nodes: the points themselves
  std::vector<Level> m_levels;
};

/// How far a cluster and its symbol reach from one of its points, in pixels.
[[nodiscard]] double clusterReach(const SceneLayer& layer, const PixelFrame& frame);
/// Draws clusters with their numbers and single points by their classes. Returns the points that they stand for.
std::uint64_t paintClusters(QPainter& painter, const SceneLayer& layer, const PixelFrame& frame,
                            const CancelToken& token);
/// The symbol of a cluster around (0, 0).
void paintCluster(QPainter& painter, const style::ClusterSpec& spec, std::uint32_t count, double pxPerMm);
/// "7", "9999", "12k", "1.2M".
[[nodiscard]] QString clusterText(std::uint32_t count);

}  // namespace gis::ui
