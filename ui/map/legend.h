// The key to the map: what the symbols mean.
#pragma once

#include <QImage>
#include <QString>
#include <vector>

#include "ui/map/map_scene.h"

namespace gis::ui {

struct LegendEntry {
  QString label;
  int classIndex = 0;  ///< in the layer's style, or one of the numbers below
};
/// Steps of a heat map's colours, and the symbol of a cluster: entries that are no classes.
inline constexpr int kHeatLegend = 100000, kHeatSteps = 5, kClusterLegend = 200000;
/// The entries of a layer, in the order of its style (one for a single symbol).
[[nodiscard]] std::vector<LegendEntry> legendOf(const SceneLayer& layer, bool chinese);
/// The same for a bare style, when there is no data at hand.
[[nodiscard]] std::vector<LegendEntry> legendOf(const style::LayerStyle& style, bool chinese);
/// A swatch of one class: area patch, line stroke or point symbol (`dimension` 2, 1, 0; −1: what the style looks like),
/// `size` dip.
[[nodiscard]] QImage legendSwatch(const style::LayerStyle& style, int classIndex, QSize size, double dpr = 1,
                                  double dpi = 96, int dimension = -1);

/// The same for a layer, whose geometry decides which part of the symbol is shown.
[[nodiscard]] QImage legendSwatch(const SceneLayer& layer, int classIndex, QSize size, double dpr = 1, double dpi = 96);

}  // namespace gis::ui
