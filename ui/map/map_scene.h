// What is drawn: an immutable list of layers with their data, styles and switches.
#pragma once

#include <QColor>
#include <QString>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "gis_core/base/error.h"
#include "gis_core/crs/crs.h"
#include "gis_core/geometry/envelope.h"

namespace gis::raster {
class BaseMap;
}
namespace gis::snapshot {
class Coverage;
class LayerView;
}  // namespace gis::snapshot
namespace gis::style {
struct LayerStyle;
class Classification;
}  // namespace gis::style

namespace gis::ui {

class PointClusters;

/// One vector layer of a scene.
struct SceneLayer {
  std::string uid, name;  ///< of the layer in the city
  QString title;          ///< as shown in the legend
  std::shared_ptr<const snapshot::LayerView> data;
  std::shared_ptr<const style::LayerStyle> style;
  /// Class of each feature under `style`; made by makeSceneLayer().
  std::shared_ptr<const style::Classification> classes;
  /// Areas too small for a shape, by class; null for other geometry and small layers.
  std::shared_ptr<const snapshot::Coverage> coverage;
  std::shared_ptr<const PointClusters> clusters;  ///< of a style with clusters, else null
  double heatMaximum = 1;                         ///< per km² of the last colour of a heat map
  std::string filter;                             ///< the layer's condition that `data` meets; empty: none
  bool visible = true;
  /// Changes whenever data or style of this layer changes: pictures are kept by it.
  std::uint64_t stamp = 0;
};

/// A layer that could not be prepared, for example because its filter asks for a column that is gone: the scene is
/// made without it.
struct SceneFailure {
  std::string layer;  ///< its name in the city
  QString title;
  Error error;
};

/// A base map below the vector layers.
struct SceneRaster {
  std::shared_ptr<raster::BaseMap> map;
  double opacity = 1;
  bool visible = true;
};

/// An immutable scene. Make a new one for each change and hand it over as shared_ptr<const MapScene>;
/// pictures of layers and places that did not change are kept. Thread rule: read from any thread.
struct MapScene {
  crs::Crs crs;  ///< of every coordinate; layers of another CRS are not shown
  std::vector<SceneRaster> rasters;
  std::vector<SceneLayer> layers;  ///< bottom → top
  std::vector<SceneFailure> failures;
  bool isPart = false;  ///< layers were left out because they take long
  QColor background = QColor(0xf4, 0xf2, 0xec);
  bool labels = true;
  double dpi = 96;  ///< millimetres of styles → dip
  bool chinese = true;
  /// Boxes (map units) outside which this scene draws the same as the one with stamp `changedSince`;
  /// used to keep pictures after an edit. Empty + changedSince 0: unrelated.
  std::vector<geom::Envelope> changed;
  std::uint64_t changedSince = 0;
  std::uint64_t stamp = 0;  ///< of the whole scene; given by finishScene()

  [[nodiscard]] geom::Envelope extent() const;  ///< of the visible layers
  [[nodiscard]] double metresPerUnit() const;
  [[nodiscard]] const SceneLayer* layer(const std::string& name) const;
};

/// A layer ready for a scene: classifies the features (milliseconds per million) and opens their coverage
/// (built when missing: a second or two per million areas), gathers points as the style asks. `metresPerUnit` of the
/// scene. `before`: the layer as an older scene of the same scale has it, or null; what is known of the same snapshot
/// is taken over, so that an edit costs what was edited. Any thread but the GUI's.
[[nodiscard]] SceneLayer makeSceneLayer(std::string uid, std::string name, QString title,
                                        std::shared_ptr<const snapshot::LayerView> data,
                                        std::shared_ptr<const style::LayerStyle> style, double metresPerUnit = 1,
                                        const SceneLayer* before = nullptr);
/// Gives the scene its stamp and freezes it.
[[nodiscard]] std::shared_ptr<const MapScene> finishScene(MapScene scene);

}  // namespace gis::ui
