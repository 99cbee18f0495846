// What the map of the window shows: the scene, kept up to date with the city.
#pragma once

#include <QObject>
#include <QString>
#include <QStringList>
#include <QTimer>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "gis_core/geometry/envelope.h"
#include "ui/jobs/city_session.h"
#include "ui/map/map_scene.h"
#include "ui/models/base_map_holder.h"

namespace gis::snapshot {
class Snapshot;
}

namespace gis::ui {

class UserSettings;

/// Follows the session: after every change of data, styles or registry a job makes the next scene, and
/// sceneChanged() tells. Which layers are visible belongs to the person (kept in the settings by city);
/// order, groups and styles belong to the city. GUI thread.
class MapDocument : public QObject {
  Q_OBJECT
 public:
  MapDocument(CitySession& session, UserSettings& settings, QObject* parent = nullptr);

  /// Null while no city is open or the first scene is being made.
  [[nodiscard]] const std::shared_ptr<const MapScene>& scene() const { return m_scene; }
  /// No newer scene is being made or waited for.
  [[nodiscard]] bool isCurrent() const { return !m_loading && !m_dirty && !m_base->isBusy(); }

  [[nodiscard]] bool isVisible(const QString& layer) const { return m_hidden.count(layer) == 0; }
  void setVisible(const QStringList& layers, bool visible);
  void showOnly(const QStringList& layers);
  /// Order of the map, bottom to top (kept in the city when it can be written).
  void setOrder(const QStringList& bottomToTop);
  [[nodiscard]] QStringList visibleLayers() const;

  [[nodiscard]] bool labels() const { return m_labels; }
  void setLabels(bool on);
  /// Shows a layer with another style (JSON) in this window only; an empty name: with the city's styles again.
  void setStylePreview(const QString& layer, const std::string& styleJson);
  [[nodiscard]] BaseMapHolder& base() { return *m_base; }

  /// Box of a layer in the CRS of the map, from the registry; empty when there is nothing.
  [[nodiscard]] geom::Envelope layerExtent(const QString& layer) const;
  [[nodiscard]] geom::Envelope fullExtent() const;
  /// Makes the scene anew (F5).
  void reload();

 Q_SIGNALS:
  void sceneChanged();
  void visibilityChanged();

 private:
  void restore();
  void remember() const;
  void load();
  void tellFailures(const MapScene& scene);
  void takeScene(std::shared_ptr<const MapScene> scene);
  void takeTiles(const std::vector<geom::Envelope>& boxes);
  /// A snapshot that was found damaged while it was drawn is built anew, once each.
  void mendSnapshots();
  /// The scene with switches (visible, base map) as they are now; cheap.
  [[nodiscard]] std::shared_ptr<const MapScene> switched(const MapScene& scene) const;

  CitySession& m_session;
  UserSettings& m_settings;
  std::shared_ptr<const MapScene> m_scene;
  std::set<QString> m_hidden;
  BaseMapHolder* m_base;
  QTimer m_damageClock;
  using AnySnapshot = std::weak_ptr<const snapshot::Snapshot>;
  std::set<AnySnapshot, std::owner_less<AnySnapshot>> m_mended;  ///< damaged ones that were seen to
  QStringList m_failures;                                        ///< of layers that are not shown, as said already
  QString m_previewLayer;                                        ///< empty: none
  std::string m_previewStyle;
  bool m_labels = true;
  bool m_loading = false;
  bool m_dirty = false;
  bool m_anew = false;
};

}  // namespace gis::ui
