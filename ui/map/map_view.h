// Where one looks at the map from: the tie between map coordinates and pixels.
#pragma once

#include <QPointF>
#include <QRectF>
#include <QSize>
#include <cstdint>

#include "gis_core/geometry/envelope.h"

namespace gis::ui {

/// A view of the map. Two pixel spaces: "dip" = device-independent pixels of the widget (origin top left,
/// y down), "device" = dip × dpr. The picture always starts on a whole device pixel of the world, so
/// panning copies pixels; toView/toMap follow that snapped origin. Thread rule: a plain value.
struct MapView {
  geom::MapPoint centre;     ///< map units, in the CRS of the scene
  double unitsPerPixel = 1;  ///< map units per dip; > 0
  QSize size{800, 600};      ///< dip
  double dpr = 1;            ///< device pixels per dip: 1, 1.5, 2 …

  /// Map units per device pixel.
  [[nodiscard]] double deviceUnits() const { return unitsPerPixel / dpr; }
  /// The size in device pixels (rounded up).
  [[nodiscard]] QSize deviceSize() const;
  /// Column of the world's device pixels at the left edge (x / deviceUnits, rounded).
  [[nodiscard]] std::int64_t deviceLeft() const;
  /// Row of the world's device pixels at the top edge; rows count downwards from y = 0, so north is negative.
  [[nodiscard]] std::int64_t deviceTop() const;
  /// What is visible, in map units.
  [[nodiscard]] geom::Envelope extent() const;
  [[nodiscard]] QPointF toView(geom::MapPoint p) const;  ///< map → dip
  [[nodiscard]] geom::MapPoint toMap(QPointF dip) const;
  [[nodiscard]] QRectF toView(const geom::Envelope& box) const;

  /// The view of `size` that shows all of `box`, widened to the shape of the widget and grown by `margin` (0.05 = 5 %).
  [[nodiscard]] static MapView fit(const geom::Envelope& box, QSize size, double dpr = 1, double margin = 0);
  /// Zoomed by `factor` (2 = twice as near) so that the place under `dip` stays there.
  [[nodiscard]] MapView zoomedAt(QPointF dip, double factor) const;
  /// Moved so that what is at `from` comes to lie at `to`.
  [[nodiscard]] MapView panned(QPointF from, QPointF to) const;
  [[nodiscard]] MapView resized(QSize newSize) const;
  /// N of "1 : N" on a screen of `dpi` (metresPerUnit: 1 for metric CRSs, ~111319 for degrees).
  [[nodiscard]] double scaleDenominator(double dpi = 96, double metresPerUnit = 1) const;
  [[nodiscard]] MapView withScaleDenominator(double n, double dpi = 96, double metresPerUnit = 1) const;

  friend bool operator==(const MapView&, const MapView&) = default;
};

}  // namespace gis::ui
