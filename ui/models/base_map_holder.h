// The base map of this person's view of a city: which one, how faint, and its opened pictures.
#pragma once

#include <QObject>
#include <QString>
#include <QTimer>
#include <memory>
#include <optional>
#include <vector>

#include "gis_core/geometry/envelope.h"
#include "gis_core/raster/base_map.h"
#include "ui/jobs/city_session.h"
#include "ui/map/map_scene.h"

namespace gis::ui {

class UserSettings;

/// What was chosen: a raster file, a folder of tiles or a web map (see raster::openBaseMap).
struct BaseMap {
  QString place;
  double opacity = 1;
  bool visible = true;
};

/// Opens base maps by jobs and hands their arrivals (tiles of web maps) to the GUI thread. GUI thread.
class BaseMapHolder : public QObject {
  Q_OBJECT
 public:
  BaseMapHolder(CitySession& session, UserSettings& settings, QObject* parent = nullptr);
  ~BaseMapHolder() override;

  [[nodiscard]] const std::optional<BaseMap>& chosen() const { return m_chosen; }
  /// Opens the place when it is another one; fade and switch are cheap.
  void choose(std::optional<BaseMap> map);
  /// What this person last had over this city, without asking anything.
  void restore(const QString& cityUid);
  void close();
  /// Opens the place anew (after its overviews were made, or the preferences changed).
  void reopen();

  /// For the scene, bottom first.
  [[nodiscard]] std::vector<SceneRaster> rasters() const;
  /// A short name for the panel.
  [[nodiscard]] QString title() const;
  /// Why it is not shown, or not whole; empty when all is well.
  [[nodiscard]] QString trouble() const;
  /// Being opened, or tiles are awaited.
  [[nodiscard]] bool isBusy() const;
  /// A large raster has no reduced copies.
  [[nodiscard]] bool wantsOverviews() const;
  /// Makes them in the cache by a job, then opens the place anew.
  void makeOverviews();

 Q_SIGNALS:
  /// Another place, fade or switch: the scene must be put together again.
  void changed();
  /// Tiles came for these boxes (CRS of the map).
  void arrived(const std::vector<gis::geom::Envelope>& boxes);
  void troubleChanged();
  /// A place just chosen has no reduced copies: they may be offered.
  void overviewsMissing();

 private:
  struct Relay;
  void open(bool offer);
  void remember() const;
  void listen(bool on);
  void takeArrivals();

  CitySession& m_session;
  UserSettings& m_settings;
  QString m_cityUid;
  std::optional<BaseMap> m_chosen;
  std::vector<std::shared_ptr<raster::BaseMap>> m_maps;
  std::shared_ptr<Relay> m_relay;
  QTimer m_gather;  ///< tiles come by the dozen: the map is drawn again for all of them at once
  QString m_failure;
  quint64 m_number = 0;  ///< of the newest opening: older answers are dropped
  bool m_opening = false;
};

}  // namespace gis::ui
