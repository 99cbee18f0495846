#include "ui/models/map_document.h"

#include <nlohmann/json.hpp>

#include "gis_core/snapshot/layer_view.h"
#include "ui/jobs/language.h"
#include "ui/jobs/translate.h"
#include "ui/map/scene_source.h"
#include "ui/models/user_settings.h"

namespace gis::ui {

namespace {

/// Building the snapshot of more takes a second and longer: the other layers are shown before.
constexpr std::int64_t kQuickFeatures = 200'000;
/// The workers only note that a file is damaged; so long at most a place may stay as it was.
constexpr int kDamageMillis = 1000;

}  // namespace

MapDocument::MapDocument(CitySession& session, UserSettings& settings, QObject* parent)
    : QObject(parent), m_session(session), m_settings(settings), m_base(new BaseMapHolder(session, settings, this)) {
  connect(m_base, &BaseMapHolder::changed, this, [this] {
    if (!m_scene) return;
    m_scene = switched(*m_scene);
    Q_EMIT sceneChanged();
  });
  connect(m_base, &BaseMapHolder::arrived, this, &MapDocument::takeTiles);
  connect(&session, &CitySession::opened, this, [this] {
    restore();
    m_dirty = true;
    load();
  });
  connect(&session, &CitySession::closed, this, [this] {
    m_scene = nullptr;
    m_previewLayer.clear();
    m_loading = m_dirty = false;
    m_hidden.clear();
    m_base->close();
    m_failures.clear();
    m_mended.clear();
    m_damageClock.stop();
    Q_EMIT sceneChanged();
  });
  m_damageClock.setInterval(kDamageMillis);
  connect(&m_damageClock, &QTimer::timeout, this, &MapDocument::mendSnapshots);
  connect(&session, &CitySession::opened, &m_damageClock, qOverload<>(&QTimer::start));
  const auto changed = [this] {
    if (!m_session.isOpen()) return;
    m_dirty = true;
    load();
  };
  connect(&session, &CitySession::layersChanged, this, changed);
  connect(&session, &CitySession::dataChanged, this, changed);
}

void MapDocument::restore() {
  const QString uid = m_session.city().uid;
  m_hidden.clear();
  const QVariant kept = m_settings.cityValue(uid, QStringLiteral("hidden"));
  if (kept.isValid()) {
    for (const QString& name : kept.toStringList()) m_hidden.insert(name);
  } else {
    for (const store::LayerInfo& layer : *m_session.layers())
      if (!layer.visible) m_hidden.insert(fromUtf8(layer.name));
  }
  m_base->restore(uid);
  m_labels = m_settings.cityValue(uid, QStringLiteral("labels"), true).toBool();
}

void MapDocument::remember() const {
  const QString uid = m_session.city().uid;
  m_settings.setCityValue(uid, QStringLiteral("hidden"), QStringList(m_hidden.begin(), m_hidden.end()));
  m_settings.setCityValue(uid, QStringLiteral("labels"), m_labels);
}

QStringList MapDocument::visibleLayers() const {
  QStringList names;
  for (const store::LayerInfo& layer : *m_session.layers()) {
    const QString name = fromUtf8(layer.name);
    if (layer.geometryType && isVisible(name)) names << name;
  }
  return names;
}

void MapDocument::load() {
  if (m_loading || !m_dirty || !m_session.isOpen()) return;
  m_loading = true;
  m_dirty = false;
  SceneOptions options;
  for (const QString& name : visibleLayers()) options.layers.push_back(toUtf8(name));
  const bool nothing = options.layers.empty();  // an empty list would mean "as the registry says"
  options.language = currentLanguage();
  options.labels = m_labels;
  if (!m_previewLayer.isEmpty()) {
    const auto json = nlohmann::json::parse(m_previewStyle, nullptr, false);
    if (json.is_object()) options.styleOverrides = nlohmann::json{{toUtf8(m_previewLayer), json}}.dump();
  }
  const auto old = m_anew ? nullptr : m_scene;
  m_anew = false;
  if (old == nullptr) options.quickUpTo = kQuickFeatures;
  JobOptions job;
  job.shown = old == nullptr || old->isPart;
  job.onError = [this](const QString& sentence, const Error&) {
    m_loading = false;
    m_session.messages().add(MessageKind::error, sentence);
    Q_EMIT sceneChanged();
    load();
  };
  job.onCancelled = [this] {
    m_loading = false;
    Q_EMIT sceneChanged();
  };
  m_session.readForMap(
      tr("Prepare the map"),
      [options, old, nothing](const store::CityDatabase& city, Progress& progress) -> std::shared_ptr<const MapScene> {
        if (nothing) {
          MapScene empty;
          empty.crs = city.crs();
          return finishScene(std::move(empty));
        }
        return old ? refreshScene(city, old, options, progress) : loadScene(city, options, progress);
      },
      this, [this](std::shared_ptr<const MapScene> scene) { takeScene(std::move(scene)); }, job);
}

void MapDocument::takeScene(std::shared_ptr<const MapScene> scene) {
  m_loading = false;
  if (scene) tellFailures(*scene);
  m_dirty |= scene && scene->isPart;  // the rest comes while this is looked at
  // a refresh that found nothing new gives back the scene that stands: its pictures are kept
  if (scene == nullptr || scene != m_scene) m_scene = scene ? switched(*scene) : nullptr;
  Q_EMIT sceneChanged();
  load();
}

void MapDocument::mendSnapshots() {
  if (!m_scene) return;
  for (const SceneLayer& layer : m_scene->layers) {
    if (layer.data->base().isDamaged() && m_mended.insert(layer.data->baseShared()).second) m_dirty = true;
  }
  load();
}

void MapDocument::tellFailures(const MapScene& scene) {
  QStringList now;
  for (const SceneFailure& failure : scene.failures) {
    const QString text = tr("The layer “%1” is not shown: %2").arg(failure.title, sentence(failure.error));
    now << text;
    if (!m_failures.contains(text)) m_session.messages().add(MessageKind::warning, text);
  }
  m_failures = now;  // said once, and again only when it has come back
}

std::shared_ptr<const MapScene> MapDocument::switched(const MapScene& scene) const {
  MapScene next = scene;
  for (SceneLayer& layer : next.layers) layer.visible = isVisible(fromUtf8(layer.name));
  next.rasters = m_base->rasters();
  next.labels = m_labels;
  next.chinese = isChinese();
  return finishScene(std::move(next));
}

void MapDocument::setVisible(const QStringList& layers, bool visible) {
  bool missing = false;
  for (const QString& name : layers) {
    if (visible)
      m_hidden.erase(name);
    else
      m_hidden.insert(name);
    if (visible && m_scene && !m_scene->layer(toUtf8(name))) missing = true;
  }
  remember();
  Q_EMIT visibilityChanged();
  if (m_scene) {
    m_scene = switched(*m_scene);
    Q_EMIT sceneChanged();
  }
  if (missing || !m_scene) {
    m_dirty = true;
    load();
  }
}

void MapDocument::showOnly(const QStringList& layers) {
  QStringList others;
  for (const store::LayerInfo& layer : *m_session.layers()) {
    const QString name = fromUtf8(layer.name);
    if (!layers.contains(name)) others << name;
  }
  for (const QString& name : others) m_hidden.insert(name);
  setVisible(layers, true);
}

void MapDocument::setOrder(const QStringList& bottomToTop) {
  std::vector<std::string> names;
  for (const QString& name : bottomToTop) names.push_back(toUtf8(name));
  m_session.write(
      tr("Order of the layers"),
      [names](const store::CityDatabase& city, Progress&) { store::setLayerOrder(city.connection(), names); }, this,
      [] {});
}

void MapDocument::setLabels(bool on) {
  if (m_labels == on) return;
  m_labels = on;
  remember();
  m_dirty = true;
  if (m_scene) {
    m_scene = switched(*m_scene);
    Q_EMIT sceneChanged();
  }
  load();
}

void MapDocument::setStylePreview(const QString& layer, const std::string& styleJson) {
  if (m_previewLayer == layer && (layer.isEmpty() || m_previewStyle == styleJson)) return;
  m_previewLayer = layer;
  m_previewStyle = layer.isEmpty() ? std::string() : styleJson;
  if (!m_session.isOpen()) return;
  m_dirty = true;
  load();
}

void MapDocument::takeTiles(const std::vector<geom::Envelope>& boxes) {
  if (!m_scene) return;
  MapScene next = *m_scene;
  next.changed = boxes;
  next.changedSince = m_scene->stamp;
  m_scene = finishScene(std::move(next));
  Q_EMIT sceneChanged();
}

geom::Envelope MapDocument::layerExtent(const QString& layer) const {
  const store::LayerInfo* info = m_session.layer(layer);
  if (info == nullptr || info->srid != m_session.city().srid) return {};
  return info->extent;
}

geom::Envelope MapDocument::fullExtent() const {
  geom::Envelope all;
  for (const QString& name : visibleLayers()) all.include(layerExtent(name));
  if (!all.isEmpty()) return all;
  for (const store::LayerInfo& layer : *m_session.layers()) all.include(layerExtent(fromUtf8(layer.name)));
  return all;
}

void MapDocument::reload() {
  m_dirty = true;
  m_anew = true;
  load();
}

}  // namespace gis::ui
