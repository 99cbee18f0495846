// Points as a surface of their density.
#pragma once

#include <QImage>
#include <cstdint>

#include "gis_core/base/progress.h"
#include "gis_core/snapshot/layer_view.h"
#include "gis_core/style/layer_style.h"
#include "ui/map/map_scene.h"
#include "ui/map/paint_layer.h"

class QPainter;

namespace gis::ui {

/// Metres of a map unit east and north, at the middle of a layer (degrees are narrower in the north).
struct GroundScale {
  double east = 1, north = 1;
  GroundScale(const snapshot::LayerView& view, double metresPerUnit);
};

/// The density that the last colour stands for, per km²: the style's own, or the peak of the layer's snapshot
/// (estimated on cells of half a radius) rounded up to 1, 2 or 5 times a power of ten. Long for a million points: a
/// job.
[[nodiscard]] double heatMaximum(const snapshot::LayerView& view, const style::HeatSpec& heat, double metresPerUnit);
/// Colour of a share of the maximum, transparent at 0.
[[nodiscard]] QRgb heatColour(const std::vector<style::Colour>& ramp, double share);
/// How far a point spreads, in pixels.
[[nodiscard]] double heatReach(const SceneLayer& layer, const PixelFrame& frame);

/// The densities of a frame, per km², one a pixel. Every value comes from all points in its reach in one order, so
/// frames beside each other fit without a seam. Quartic kernel (B. W. Silverman, "Density Estimation", 1986, 4.2) on
/// points that are shared out to the corners of cells of an eighth of the radius, or of a pixel when that is bigger.
[[nodiscard]] std::vector<float> heatDensities(const SceneLayer& layer, const PixelFrame& frame,
                                               const CancelToken& token, std::uint64_t* points = nullptr);
/// Lays the surface over a picture (premultiplied ARGB32 of the frame's size). Returns the points that took part.
std::uint64_t paintHeat(QImage& image, const SceneLayer& layer, const PixelFrame& frame, const CancelToken& token);
std::uint64_t paintHeat(QPainter& painter, const SceneLayer& layer, const PixelFrame& frame, const CancelToken& token);

}  // namespace gis::ui
