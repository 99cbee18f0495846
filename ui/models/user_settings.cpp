#include "ui/models/user_settings.h"

#include <algorithm>

#include "gis_core/base/platform/files.h"

namespace gis::ui {

namespace {
constexpr int kMostRecent = 10;
// The format of saveState(): a new number makes old arrangements be forgotten.
constexpr int kWindowStateVersion = 1;

QString text(const std::filesystem::path& path) {
  return QString::fromStdString(platform::pathToUtf8(path));
}
}  // namespace

UserSettings::UserSettings() : UserSettings(text(platform::userConfigFolder() / "citydesk.ini")) {}

UserSettings::UserSettings(const QString& file) : m_store(std::make_unique<QSettings>(file, QSettings::IniFormat)) {}

QString UserSettings::language() const {
  return m_store->value(QStringLiteral("language")).toString();
}
void UserSettings::setLanguage(const QString& name) {
  m_store->setValue(QStringLiteral("language"), name);
}

KeyPreset UserSettings::keyPreset() const {
  return m_store->value(QStringLiteral("keys")).toString() == QLatin1String("arcgis") ? KeyPreset::arcgis
                                                                                      : KeyPreset::qgis;
}
void UserSettings::setKeyPreset(KeyPreset preset) {
  m_store->setValue(QStringLiteral("keys"),
                    preset == KeyPreset::arcgis ? QStringLiteral("arcgis") : QStringLiteral("qgis"));
}

int UserSettings::tileCacheMegabytes() const {
  return std::clamp(m_store->value(QStringLiteral("tileCacheMegabytes"), 192).toInt(), 64, 4096);
}
void UserSettings::setTileCacheMegabytes(int megabytes) {
  m_store->setValue(QStringLiteral("tileCacheMegabytes"), megabytes);
}

QString UserSettings::operatorName() const {
  return m_store->value(QStringLiteral("operator")).toString();
}
void UserSettings::setOperatorName(const QString& name) {
  m_store->setValue(QStringLiteral("operator"), name);
}

raster::WebAccess UserSettings::webAccess() const {
  raster::WebAccess access;
  access.allowed = m_store->value(QStringLiteral("web/allowed"), false).toBool();
  const QStringList usual{QStringLiteral("*.tianditu.gov.cn")};
  for (const QString& host : m_store->value(QStringLiteral("web/hosts"), usual).toStringList())
    access.hosts.push_back(host.toStdString());
  access.key = m_store->value(QStringLiteral("web/key")).toString().toStdString();
  return access;
}
void UserSettings::setWebAccess(const raster::WebAccess& access) {
  QStringList hosts;
  for (const std::string& host : access.hosts) hosts << QString::fromStdString(host);
  m_store->setValue(QStringLiteral("web/allowed"), access.allowed);
  m_store->setValue(QStringLiteral("web/hosts"), hosts);
  m_store->setValue(QStringLiteral("web/key"), QString::fromStdString(access.key));
}

QStringList UserSettings::recentCities() const {
  return m_store->value(QStringLiteral("recent")).toStringList();
}

void UserSettings::addRecentCity(const QString& file) {
  QStringList all = recentCities();
  all.removeAll(file);
  all.prepend(file);
  while (all.size() > kMostRecent) all.removeLast();
  m_store->setValue(QStringLiteral("recent"), all);
}

void UserSettings::removeRecentCity(const QString& file) {
  QStringList all = recentCities();
  all.removeAll(file);
  m_store->setValue(QStringLiteral("recent"), all);
}

QByteArray UserSettings::windowGeometry() const {
  return m_store->value(QStringLiteral("window/geometry")).toByteArray();
}

QByteArray UserSettings::windowState() const {
  if (m_store->value(QStringLiteral("window/version")).toInt() != kWindowStateVersion) return {};
  return m_store->value(QStringLiteral("window/state")).toByteArray();
}

void UserSettings::setWindow(const QByteArray& geometry, const QByteArray& state) {
  m_store->setValue(QStringLiteral("window/geometry"), geometry);
  m_store->setValue(QStringLiteral("window/state"), state);
  m_store->setValue(QStringLiteral("window/version"), kWindowStateVersion);
}

QVariant UserSettings::cityValue(const QString& cityUid, const QString& key, const QVariant& fallback) const {
  return m_store->value(QStringLiteral("city-%1/%2").arg(cityUid, key), fallback);
}

void UserSettings::setCityValue(const QString& cityUid, const QString& key, const QVariant& value) {
  if (!cityUid.isEmpty()) m_store->setValue(QStringLiteral("city-%1/%2").arg(cityUid, key), value);
}

QVariant UserSettings::value(const QString& key, const QVariant& fallback) const {
  return m_store->value(QStringLiteral("other/") + key, fallback);
}

void UserSettings::setValue(const QString& key, const QVariant& value) {
  m_store->setValue(QStringLiteral("other/") + key, value);
}

QString UserSettings::logFile() {
  return text(platform::userStateFolder() / "citydesk.log");
}

}  // namespace gis::ui
