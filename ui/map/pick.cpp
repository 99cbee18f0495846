#include "ui/map/pick.h"

#include "gis_core/snapshot/layer_view.h"
#include "gis_core/style/classification.h"
#include "gis_core/style/layer_style.h"

namespace gis::ui {

std::vector<Picked> pick(const MapScene& scene, const MapView& view, QPointF dip, double toleranceDip) {
  std::vector<Picked> found;
  const geom::MapPoint p = view.toMap(dip);
  const double denominator = view.scaleDenominator(scene.dpi, scene.metresPerUnit());
  for (auto layer = scene.layers.rbegin(); layer != scene.layers.rend(); ++layer) {
    if (!layer->visible || !layer->style->scales.contains(denominator)) continue;
    for (const snapshot::Index i : layer->data->pick(p, toleranceDip * view.unitsPerPixel)) {
      const std::uint16_t k = layer->classes->classOf(i);
      if (k >= layer->style->classes.size()) continue;
      const style::StyleClass& c = layer->style->classes[k];
      if (c.visible && c.scales.contains(denominator)) found.push_back({layer->name, layer->data->fidOf(i)});
    }
  }
  return found;
}

geom::Bytes geometryOf(const MapScene& scene, const std::string& layer, std::int64_t fid) {
  const SceneLayer* l = scene.layer(layer);
  if (l == nullptr) return {};
  const auto i = l->data->indexOfFid(fid);
  if (!i) return {};
  const geom::BytesView wkb = l->data->wkbOf(*i);
  return {wkb.begin(), wkb.end()};
}

std::vector<std::int64_t> fidsInBox(const MapScene& scene, const std::string& layer, const geom::Envelope& box) {
  std::vector<std::int64_t> fids;
  const SceneLayer* l = scene.layer(layer);
  if (l == nullptr) return fids;
  snapshot::Shape shape;
  const geom::MapPoint origin = box.centre();
  const geom::Envelope local{box.minX - origin.x, box.minY - origin.y, box.maxX - origin.x, box.maxY - origin.y};
  l->data->forEachIn(box, [&](snapshot::Index i) {
    bool meets = box.contains(l->data->boxOf(i));
    if (!meets) {
      snapshot::readShape(l->data->wkbOf(i), origin, shape);
      meets = snapshot::meetsBox(shape, local);
    }
    if (meets) fids.push_back(l->data->fidOf(i));
    return true;
  });
  return fids;
}

}  // namespace gis::ui
