#include "ui/map/scene_source.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "gis_core/base/error.h"
#include "gis_core/snapshot/cache.h"
#include "gis_core/store/city.h"
#include "gis_core/store/edit.h"
#include "gis_core/store/features.h"
#include "gis_core/store/layer.h"
#include "gis_core/store/table_rows.h"
#include "gis_core/style/default_styles.h"

namespace gis::ui {

namespace {

using store::LayerInfo;

std::vector<LayerInfo> wantedLayers(const store::CityDatabase& city, const SceneOptions& options) {
  std::vector<LayerInfo> wanted;
  if (!options.layers.empty()) {
    for (const std::string& name : options.layers) {
      wanted.push_back(store::layerByName(city.connection(), name));
      wanted.back().visible = true;
    }
  } else {
    wanted = store::listLayers(city.connection());
  }
  std::erase_if(wanted, [](const LayerInfo& l) { return !l.geometryType.has_value(); });
  return wanted;
}

/// A layer of another system than the city's would lie in a wrong place: it is left out.
bool fits(const store::CityDatabase& city, const LayerInfo& layer) {
  return !layer.crs.isKnown() || !city.crs().isKnown() || layer.crs.equivalentTo(city.crs());
}

style::LayerStyle styleFor(const LayerInfo& layer, const nlohmann::json& overrides) {
  if (overrides.is_object() && overrides.contains(layer.name)) return style::styleFromJson(overrides[layer.name]);
  return style::styleOf(layer);
}

nlohmann::json overridesOf(const SceneOptions& options) {
  if (options.styleOverrides.empty()) return {};
  auto json = nlohmann::json::parse(options.styleOverrides, nullptr, false);
  if (!json.is_object()) {
    throw Error(ErrorCode::invalidValue, GIS_TR("the style cannot be read"), GIS_TR("it is not a JSON object"));
  }
  return json;
}

QString titleOf(const LayerInfo& layer, const SceneOptions& options) {
  const bool chinese = options.language.startsWith(QStringLiteral("zh"));
  const std::string& first = chinese ? layer.titleZh : layer.titleEn;
  const std::string& second = chinese ? layer.titleEn : layer.titleZh;
  return QString::fromStdString(!first.empty() ? first : !second.empty() ? second : layer.name);
}

MapScene emptyScene(const store::CityDatabase& city, const SceneOptions& options) {
  MapScene scene;
  scene.crs = city.crs();
  scene.labels = options.labels;
  scene.dpi = options.dpi;
  scene.chinese = options.language.startsWith(QStringLiteral("zh"));
  return scene;
}

/// Which features of the snapshot meet the layer's filter.
std::shared_ptr<const std::vector<bool>> shownOfBase(const store::CityDatabase& city, const LayerInfo& layer,
                                                     const snapshot::LayerView& view, Progress& progress) {
  store::TableOrder order;
  order.where = layer.filter;
  auto shown = std::make_shared<std::vector<bool>>(view.base().info().count, false);
  for (const std::int64_t fid : store::orderedFids(city.connection(), layer, order, -1, progress.token())) {
    if (const auto i = view.base().indexOfFid(fid)) (*shown)[*i] = true;
  }
  return shown;
}

/// Which features of the delta meet it.
std::vector<bool> shownOfAdded(const store::CityDatabase& city, const LayerInfo& layer, const snapshot::LayerView& view,
                               Progress& progress) {
  std::vector<bool> shown(view.added().size(), false);
  if (shown.empty()) return shown;
  store::FeatureRequest request;
  request.allFields = false;
  request.geometry = false;
  request.where = layer.filter;
  for (const snapshot::DeltaFeature& f : view.added()) request.fids.push_back(f.feature.fid);
  store::readFeatures(
      city.connection(), layer, request,
      [&](store::Feature& feature) {
        const auto at =
            std::lower_bound(view.added().begin(), view.added().end(), feature.fid,
                             [](const snapshot::DeltaFeature& f, std::int64_t fid) { return f.feature.fid < fid; });
        shown[std::size_t(at - view.added().begin())] = true;
        return true;
      },
      progress.token());
  return shown;
}

/// `view` with the layer's filter. What is known of the snapshot's rows from `before` is kept: rows that changed
/// since are part of the delta.
std::shared_ptr<const snapshot::LayerView> withFilter(const store::CityDatabase& city, const LayerInfo& layer,
                                                      std::shared_ptr<const snapshot::LayerView> view,
                                                      const SceneLayer* before, Progress& progress) {
  if (layer.filter.empty()) return view->isFiltered() ? view->withShown(nullptr, {}) : view;
  const bool known = before != nullptr && before->filter == layer.filter && before->data->isFiltered() &&
                     before->data->baseShared() == view->baseShared();
  return view->withShown(known ? before->data->shownOfBase() : shownOfBase(city, layer, *view, progress),
                         shownOfAdded(city, layer, *view, progress));
}

SceneLayer sceneLayer(const LayerInfo& layer, const SceneOptions& options, const nlohmann::json& overrides,
                      std::shared_ptr<const snapshot::LayerView> view, double metresPerUnit, const SceneLayer* before) {
  auto style = std::make_shared<style::LayerStyle>(styleFor(layer, overrides));
  SceneLayer made = makeSceneLayer(layer.uid, layer.name, titleOf(layer, options), std::move(view), std::move(style),
                                   metresPerUnit, before);
  made.visible = layer.visible;
  made.filter = layer.filter;
  return made;
}

/// Runs `prepare` for a layer. What goes wrong with one layer is kept beside the scene and the other layers are
/// shown; a wish to stop goes on.
template <typename Prepare>
void prepared(MapScene& scene, const LayerInfo& layer, const SceneOptions& options, Prepare prepare) {
  try {
    prepare();
  } catch (const Error& error) {
    if (error.code() == ErrorCode::cancelled) throw;
    scene.failures.push_back({layer.name, titleOf(layer, options), error});
  }
}

/// A scene of which no layer could be prepared is none.
std::shared_ptr<const MapScene> finished(MapScene scene) {
  if (scene.layers.empty() && !scene.failures.empty()) throw Error(scene.failures.front().error);
  return finishScene(std::move(scene));
}

bool sameFailures(const MapScene& a, const MapScene& b) {
  return std::equal(a.failures.begin(), a.failures.end(), b.failures.begin(), b.failures.end(),
                    [](const SceneFailure& x, const SceneFailure& y) {
                      return x.layer == y.layer && x.error.sentence() == y.error.sentence();
                    });
}

/// Boxes where `now` differs from `before` by its delta. The coverage of hidden features is part of them.
void addChanges(const snapshot::LayerView& before, const snapshot::LayerView& now, std::vector<geom::Envelope>& boxes) {
  for (const snapshot::DeltaFeature& f : before.added()) boxes.push_back(f.box);
  for (const snapshot::DeltaFeature& f : now.added()) boxes.push_back(f.box);
  for (const std::int64_t fid : now.hiddenFids()) {
    if (const auto i = now.base().indexOfFid(fid)) boxes.push_back(now.base().boxOf(*i));
  }
}

}  // namespace

std::shared_ptr<const MapScene> loadScene(const store::CityDatabase& city, const SceneOptions& options,
                                          Progress& progress) {
  const nlohmann::json overrides = overridesOf(options);
  MapScene scene = emptyScene(city, options);
  for (const LayerInfo& layer : wantedLayers(city, options)) {
    progress.check();
    if (!fits(city, layer)) continue;
    if (options.quickUpTo >= 0 && layer.count > options.quickUpTo &&
        snapshot::existing(city.connection(), layer) == nullptr) {
      scene.isPart = true;
      continue;
    }
    prepared(scene, layer, options, [&] {
      auto view = withFilter(city, layer, snapshot::openOrBuild(city, layer, progress), nullptr, progress);
      scene.layers.push_back(sceneLayer(layer, options, overrides, std::move(view), scene.metresPerUnit(), nullptr));
    });
  }
  return finished(std::move(scene));
}

std::shared_ptr<const MapScene> refreshScene(const store::CityDatabase& city,
                                             const std::shared_ptr<const MapScene>& old, const SceneOptions& options,
                                             Progress& progress) {
  if (old == nullptr) return loadScene(city, options, progress);
  const nlohmann::json overrides = overridesOf(options);
  MapScene scene = emptyScene(city, options);
  scene.background = old->background;
  scene.rasters = old->rasters;
  bool same = !old->isPart && scene.labels == old->labels && scene.dpi == old->dpi && scene.chinese == old->chinese;
  bool onlyDeltas = same;
  for (const LayerInfo& layer : wantedLayers(city, options)) {
    progress.check();
    if (!fits(city, layer)) continue;
    prepared(scene, layer, options, [&] {
      const SceneLayer* before = nullptr;
      const std::size_t place = scene.layers.size();
      for (const SceneLayer& l : old->layers) {
        if (l.uid == layer.uid) before = &l;
      }
      const bool inPlace = before != nullptr && place < old->layers.size() && &old->layers[place] == before;
      auto style = styleFor(layer, overrides);
      auto view = before != nullptr ? snapshot::refreshed(city, layer, before->data) : nullptr;
      const bool deltaOnly = view != nullptr && inPlace && style == *before->style &&
                             layer.visible == before->visible && layer.name == before->name &&
                             layer.filter == before->filter && titleOf(layer, options) == before->title;
      if (deltaOnly && view->revision() == before->data->revision()) {
        scene.layers.push_back(*before);
        return;
      }
      if (view == nullptr) view = snapshot::openOrBuild(city, layer, progress);
      view = withFilter(city, layer, std::move(view), before, progress);
      same = false;  // only now: a layer that fails as it failed before is no change
      if (deltaOnly) {
        addChanges(*before->data, *view, scene.changed);
      } else {
        onlyDeltas = false;
      }
      scene.layers.push_back(sceneLayer(layer, options, overrides, std::move(view), scene.metresPerUnit(), before));
    });
  }
  same = same && sameFailures(scene, *old);
  if (same && scene.layers.size() == old->layers.size()) return old;
  if (onlyDeltas && scene.layers.size() == old->layers.size()) {
    scene.changedSince = old->stamp;
  } else {
    scene.changed.clear();
  }
  return finished(std::move(scene));
}

}  // namespace gis::ui
