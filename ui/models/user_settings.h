// What belongs to the person, not to the city: kept in the person's configuration folder.
#pragma once

#include <QByteArray>
#include <QSettings>
#include <QString>
#include <QStringList>
#include <QVariant>
#include <memory>

#include "gis_core/raster/base_map.h"

namespace gis::ui {

enum class KeyPreset { qgis, arcgis };

/// citydesk.ini in the configuration folder (XDG_CONFIG_HOME/citydesk). GUI thread.
class UserSettings {
 public:
  UserSettings();
  /// Settings in another file (tests).
  explicit UserSettings(const QString& file);

  [[nodiscard]] QString language() const;  ///< empty: as the system
  void setLanguage(const QString& name);
  [[nodiscard]] KeyPreset keyPreset() const;
  void setKeyPreset(KeyPreset preset);
  [[nodiscard]] int tileCacheMegabytes() const;
  void setTileCacheMegabytes(int megabytes);
  [[nodiscard]] QString operatorName() const;
  void setOperatorName(const QString& name);

  /// What of the network base maps may use: nothing, unless the person allowed it.
  [[nodiscard]] raster::WebAccess webAccess() const;
  void setWebAccess(const raster::WebAccess& access);

  /// Newest first, at most ten, full paths.
  [[nodiscard]] QStringList recentCities() const;
  void addRecentCity(const QString& file);
  void removeRecentCity(const QString& file);

  [[nodiscard]] QByteArray windowGeometry() const;
  [[nodiscard]] QByteArray windowState() const;
  void setWindow(const QByteArray& geometry, const QByteArray& state);

  /// A value that belongs to one city's view of this person ("extent", "hidden", "bookmarks" …).
  [[nodiscard]] QVariant cityValue(const QString& cityUid, const QString& key, const QVariant& fallback = {}) const;
  void setCityValue(const QString& cityUid, const QString& key, const QVariant& value);
  /// Any other value, such as the last folder of a dialog.
  [[nodiscard]] QVariant value(const QString& key, const QVariant& fallback = {}) const;
  void setValue(const QString& key, const QVariant& value);

  /// The folder for the log (XDG_STATE_HOME/citydesk).
  [[nodiscard]] static QString logFile();

 private:
  std::unique_ptr<QSettings> m_store;
};

}  // namespace gis::ui
