#include "ui/panels/case_areas.h"

#include <QPainter>
#include <optional>

#include "gis_core/crs/crs.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/value_text.h"
#include "ui/canvas/shapes.h"
#include "ui/map/render_map.h"
#include "ui/report/count_classes.h"

namespace gis::ui {

namespace {

constexpr int kAreaAlpha = 165;
constexpr std::size_t kAreasBetween = 256;  // looked at the token once for so many
constexpr const char* kCases = "city_incident";

}  // namespace

const CaseAreas::Area* CaseAreas::at(geom::MapPoint place) const {
  for (const Area& one : areas) {
    if (!one.box.contains(place)) continue;
    // near the origin, so that single precision somewhere below does no harm
    const Shape shape = shapeOf(one.wkb, [&](geom::MapPoint p) { return QPointF(p.x - place.x, p.y - place.y); });
    if (shape.path.contains(QPointF(0, 0))) return &one;
  }
  return nullptr;
}

std::shared_ptr<const CaseAreas> readCaseAreas(const store::CityDatabase& city, const std::string& role,
                                               Progress& progress) {
  auto found = std::make_shared<CaseAreas>();
  const auto layer = store::layerOfRole(city.connection(), role);
  if (!layer || layer->roleCodeField.empty() || !layer->geometryType) return found;
  std::optional<crs::Transformer> step;
  if (!layer->crs.equivalentTo(city.crs())) {
    if (!layer->crs.isKnown() || !city.crs().isKnown()) return found;
    step.emplace(layer->crs, city.crs(), true);
  }
  store::FeatureRequest request;
  request.allFields = false;
  request.fields = {layer->roleCodeField};
  if (!layer->roleNameField.empty() && layer->roleNameField != layer->roleCodeField)
    request.fields.push_back(layer->roleNameField);
  store::readFeatures(
      city.connection(), *layer, request,
      [&](store::Feature& feature) {
        CaseAreas::Area area;
        area.code = store::textOf(feature.values[0]);
        area.name = feature.values.size() > 1 ? store::textOf(feature.values[1]) : area.code;
        area.wkb = std::move(feature.wkb);
        if (area.wkb.empty() || area.code.empty()) return true;
        if (step) {
          geom::transformCoordinates(area.wkb,
                                     [&](double* xyzm, std::uint32_t n, int stride) { step->apply(xyzm, n, stride); });
        }
        area.box = geom::envelopeOf(area.wkb);
        found->areas.push_back(std::move(area));
        return true;
      },
      progress.token());
  return found;
}

CaseAreaPicture drawCaseAreas(const CaseAreas& areas, const std::map<std::string, std::int64_t>& counts,
                              const MapView& view, const CancelToken& token) {
  CaseAreaPicture made;
  made.box = view.extent();
  std::vector<std::int64_t> values;
  values.reserve(counts.size());
  for (const auto& [code, count] : counts) values.push_back(count);
  made.ends = countClassEnds(std::move(values));
  made.image = QImage(view.deviceSize(), QImage::Format_ARGB32_Premultiplied);
  made.image.fill(Qt::transparent);
  QPainter painter(&made.image);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.scale(view.dpr, view.dpr);
  painter.setPen(QPen(QColor(0x60, 0x60, 0x60, 200), 0.8));
  std::size_t drawn = 0;
  for (const CaseAreas::Area& one : areas.areas) {
    const auto count = counts.find(one.code);
    if (count == counts.end() || !one.box.intersects(made.box)) continue;
    if (++drawn % kAreasBetween == 0) token.check();
    QColor colour = countColour(count->second, made.ends);
    colour.setAlpha(kAreaAlpha);
    painter.setBrush(colour);
    painter.drawPath(shapeOf(one.wkb, [&](geom::MapPoint p) { return view.toView(p); }).path);
  }
  return made;
}

void drawCasesUpon(CaseAreaPicture& picture, const MapScene& scene, const MapView& view, Progress& progress) {
  if (stampOfCases(&scene) == 0) return;
  MapScene cases = scene;
  cases.rasters.clear();
  std::erase_if(cases.layers, [](const SceneLayer& layer) { return layer.name != kCases; });
  cases.background = Qt::transparent;
  cases.labels = false;
  QImage points = renderMap(cases, view, progress).image;
  points.setDevicePixelRatio(1);
  QPainter(&picture.image).drawImage(0, 0, points);
}

std::uint64_t stampOfCases(const MapScene* scene) {
  const SceneLayer* layer = scene != nullptr ? scene->layer(kCases) : nullptr;
  return layer != nullptr && layer->visible ? layer->stamp : 0;
}

}  // namespace gis::ui
