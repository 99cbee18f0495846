#include "ui/map/map_scene.h"

#include <atomic>
#include <functional>
#include <string>

#include "gis_core/snapshot/coverage.h"
#include "gis_core/snapshot/layer_view.h"
#include "gis_core/style/classification.h"
#include "gis_core/style/layer_style.h"
#include "ui/map/heat_map.h"
#include "ui/map/point_clusters.h"

namespace gis::ui {

namespace {
/// Metres of a degree on the equator of GRS 80: what a scale of a map in degrees is told by.
constexpr double kMetresPerDegree = 111319.49;

std::uint64_t nextStamp() {
  static std::atomic<std::uint64_t> last{0};
  return ++last;
}
}  // namespace

geom::Envelope MapScene::extent() const {
  geom::Envelope box;
  for (const SceneLayer& layer : layers) {
    if (layer.visible && layer.data != nullptr) box.include(layer.data->extent());
  }
  return box;
}

double MapScene::metresPerUnit() const {
  if (!crs.isKnown()) return 1;
  return crs.isGeographic() ? kMetresPerDegree : crs.metresPerUnit();
}

const SceneLayer* MapScene::layer(const std::string& name) const {
  for (const SceneLayer& l : layers) {
    if (l.name == name) return &l;
  }
  return nullptr;
}

SceneLayer makeSceneLayer(std::string uid, std::string name, QString title,
                          std::shared_ptr<const snapshot::LayerView> data,
                          std::shared_ptr<const style::LayerStyle> style, double metresPerUnit,
                          const SceneLayer* before) {
  SceneLayer layer;
  layer.uid = std::move(uid);
  layer.name = std::move(name);
  layer.title = std::move(title);
  layer.data = std::move(data);
  layer.style = std::move(style);
  const auto& base = layer.data->base();
  if (before != nullptr && before->data->baseShared() != layer.data->baseShared()) before = nullptr;
  layer.classes = before != nullptr
                      ? std::make_shared<style::Classification>(*layer.data, *layer.style, *before->classes)
                      : std::make_shared<style::Classification>(*layer.data, *layer.style);
  const bool hasAreas = base.info().dimension == 2 || base.info().dimension < 0;
  if (before != nullptr && before->coverage != nullptr && before->classes->key() == layer.classes->key()) {
    layer.coverage = before->coverage;
  } else if (hasAreas && !base.levels().empty()) {
    Progress quiet;
    layer.coverage = snapshot::Coverage::openOrBuild(base, layer.classes->ofBase(), layer.classes->key(), quiet);
  }
  if (layer.style->heat) {
    const bool known = before != nullptr && before->style->heat == layer.style->heat &&
                       before->data->shownOfBase() == layer.data->shownOfBase();
    layer.heatMaximum = known ? before->heatMaximum : heatMaximum(*layer.data, *layer.style->heat, metresPerUnit);
  }
  if (layer.style->clusters) layer.clusters = PointClusters::of(*layer.data, *layer.style->clusters, metresPerUnit);
  layer.stamp = nextStamp();
  return layer;
}

std::shared_ptr<const MapScene> finishScene(MapScene scene) {
  scene.stamp = nextStamp();
  return std::make_shared<const MapScene>(std::move(scene));
}

}  // namespace gis::ui
