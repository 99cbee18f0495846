#include "ui/models/base_map_holder.h"

#include <QDir>
#include <QFileInfo>
#include <QUrl>
#include <algorithm>
#include <mutex>

#include "gis_core/base/platform/files.h"
#include "ui/jobs/translate.h"
#include "ui/models/user_settings.h"

namespace gis::ui {

namespace {
constexpr int kGatherMs = 400;
}

/// Between the threads that fetch tiles and the holder, which may go first.
struct BaseMapHolder::Relay {
  std::mutex mutex;
  BaseMapHolder* holder = nullptr;
  std::vector<geom::Envelope> boxes;
  bool posted = false;
};

BaseMapHolder::BaseMapHolder(CitySession& session, UserSettings& settings, QObject* parent)
    : QObject(parent), m_session(session), m_settings(settings), m_relay(std::make_shared<Relay>()) {
  m_relay->holder = this;
  m_gather.setSingleShot(true);
  m_gather.setInterval(kGatherMs);
  connect(&m_gather, &QTimer::timeout, this, &BaseMapHolder::takeArrivals);
}

BaseMapHolder::~BaseMapHolder() {
  listen(false);
  const std::lock_guard lock(m_relay->mutex);
  m_relay->holder = nullptr;
}

void BaseMapHolder::restore(const QString& cityUid) {
  close();
  m_cityUid = cityUid;
  const QString place = m_settings.cityValue(cityUid, QStringLiteral("baseMap")).toString();
  if (place.isEmpty()) return;
  m_chosen = BaseMap{place, m_settings.cityValue(cityUid, QStringLiteral("baseMapOpacity"), 1.0).toDouble(),
                     m_settings.cityValue(cityUid, QStringLiteral("baseMapVisible"), true).toBool()};
  open(false);
}

void BaseMapHolder::remember() const {
  m_settings.setCityValue(m_cityUid, QStringLiteral("baseMap"), m_chosen ? m_chosen->place : QString());
  m_settings.setCityValue(m_cityUid, QStringLiteral("baseMapOpacity"), m_chosen ? m_chosen->opacity : 1.0);
  m_settings.setCityValue(m_cityUid, QStringLiteral("baseMapVisible"), !m_chosen || m_chosen->visible);
}

void BaseMapHolder::close() {
  listen(false);
  m_maps.clear();
  m_chosen.reset();
  m_failure.clear();
  m_opening = false;
  ++m_number;
  m_gather.stop();
}

void BaseMapHolder::choose(std::optional<BaseMap> map) {
  const bool same = map && m_chosen && map->place == m_chosen->place;
  m_chosen = std::move(map);
  remember();
  if (!same) {
    listen(false);
    m_maps.clear();
    m_failure.clear();
    ++m_number;
    m_opening = false;
    if (m_chosen) open(true);
  }
  Q_EMIT changed();
}

void BaseMapHolder::reopen() {
  if (m_chosen) open(false);
}

void BaseMapHolder::open(bool offer) {
  m_opening = true;
  m_failure.clear();
  const quint64 number = ++m_number;
  const std::string place = toUtf8(m_chosen->place);
  const raster::WebAccess access = m_settings.webAccess();
  JobOptions options;
  options.onError = [this, number](const QString& sentence, const Error&) {
    if (number != m_number) return;
    m_opening = false;
    m_maps.clear();
    m_failure = sentence;
    m_session.messages().add(MessageKind::warning, sentence);
    Q_EMIT changed();
    Q_EMIT troubleChanged();
  };
  m_session.task(
      tr("Open the base map"), [place, access](Progress&) { return raster::openBaseMap(place, access); }, this,
      [this, number, offer](std::vector<std::shared_ptr<raster::BaseMap>> maps) {
        if (number != m_number) return;
        m_opening = false;
        listen(false);
        m_maps = std::move(maps);
        listen(true);
        Q_EMIT changed();
        Q_EMIT troubleChanged();
        if (offer && wantsOverviews()) Q_EMIT overviewsMissing();
      },
      options);
}

void BaseMapHolder::listen(bool on) {
  for (const auto& map : m_maps) {
    if (!on) {
      map->onArrival({});
      continue;
    }
    map->onArrival([relay = m_relay](const geom::Envelope& box) {
      const std::lock_guard lock(relay->mutex);
      if (relay->holder == nullptr) return;
      relay->boxes.push_back(box);
      if (std::exchange(relay->posted, true)) return;
      QMetaObject::invokeMethod(
          relay->holder, [holder = relay->holder] { holder->m_gather.start(); }, Qt::QueuedConnection);
    });
  }
}

void BaseMapHolder::takeArrivals() {
  std::vector<geom::Envelope> boxes;
  {
    const std::lock_guard lock(m_relay->mutex);
    boxes.swap(m_relay->boxes);
    m_relay->posted = false;
  }
  if (!boxes.empty()) Q_EMIT arrived(boxes);
  Q_EMIT troubleChanged();
}

std::vector<SceneRaster> BaseMapHolder::rasters() const {
  std::vector<SceneRaster> rasters;
  for (const auto& map : m_maps) rasters.push_back({map, m_chosen->opacity, m_chosen->visible});
  return rasters;
}

QString BaseMapHolder::title() const {
  if (!m_chosen) return {};
  const QString& place = m_chosen->place;
  if (place == QLatin1String("tianditu:vec")) return tr("Tianditu map");
  if (place == QLatin1String("tianditu:img")) return tr("Tianditu imagery");
  if (place == QLatin1String("tianditu:ter")) return tr("Tianditu terrain");
  if (raster::isWebPlace(toUtf8(place))) return place.section(QLatin1Char('/'), 2, 2);
  return QFileInfo(QDir(place).absolutePath()).completeBaseName();
}

QString BaseMapHolder::trouble() const {
  if (!m_failure.isEmpty()) return m_failure;
  for (const auto& map : m_maps) {
    if (const std::string why = map->trouble(); !why.empty())
      return tr("The web map does not answer: %1").arg(fromUtf8(why));
  }
  return {};
}

bool BaseMapHolder::isBusy() const {
  if (m_opening || m_gather.isActive()) return true;
  return std::any_of(m_maps.begin(), m_maps.end(), [](const auto& map) { return map->pending() > 0; });
}

bool BaseMapHolder::wantsOverviews() const {
  return std::any_of(m_maps.begin(), m_maps.end(), [](const auto& map) { return map->info().wantsOverviews; });
}

void BaseMapHolder::makeOverviews() {
  if (!m_chosen) return;
  JobOptions options;
  options.shown = true;
  const QString place = m_chosen->place;
  m_session.task(
      tr("Make reduced copies of the base map"),
      [place](Progress& progress) { raster::buildOverviews(platform::pathFromUtf8(toUtf8(place)), progress); }, this,
      [this, place] {
        if (m_chosen && m_chosen->place == place) reopen();
      },
      options);
}

}  // namespace gis::ui
