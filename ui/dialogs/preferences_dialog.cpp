#include "ui/dialogs/preferences_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRegularExpression>
#include <QSpinBox>

#include "ui/dialogs/dialog_texts.h"
#include "ui/models/user_settings.h"

namespace gis::ui {

PreferencesDialog::PreferencesDialog(UserSettings& settings, QWidget* parent)
    : QDialog(parent),
      m_settings(settings),
      m_language(new QComboBox),
      m_keys(new QComboBox),
      m_cache(new QSpinBox),
      m_snap(named(new QSpinBox, "prefSnap", tr("Snapping reaches"))),
      m_operator(new QLineEdit(settings.operatorName())),
      m_web(named(new QCheckBox(tr("Allow base maps from the network")), "prefWeb",
                  tr("Allow base maps from the network"))),
      m_hosts(named(new QLineEdit, "prefWebHosts", tr("Allowed hosts"))),
      m_key(named(new QLineEdit, "prefWebKey", tr("Key for web maps"))) {
  setObjectName(QStringLiteral("preferencesDialog"));
  setWindowTitle(tr("Preferences"));
  nameField(m_language, "prefLanguage", tr("Language"));
  nameField(m_keys, "prefKeys", tr("Keyboard shortcuts"));
  nameField(m_cache, "prefCache", tr("Memory for map pictures"));
  nameField(m_operator, "prefOperator", tr("Your name"));
  m_language->addItem(tr("As the system"), QString());
  m_language->addItem(QStringLiteral("English"), QStringLiteral("en"));
  m_language->addItem(QStringLiteral("中文（简体）"), QStringLiteral("zh_CN"));
  m_language->setCurrentIndex(std::max(0, m_language->findData(settings.language())));
  m_keys->addItem(tr("As in QGIS"), static_cast<int>(KeyPreset::qgis));
  m_keys->addItem(tr("As in ArcGIS"), static_cast<int>(KeyPreset::arcgis));
  m_keys->setCurrentIndex(m_keys->findData(static_cast<int>(settings.keyPreset())));
  m_cache->setRange(64, 4096);
  m_cache->setSingleStep(64);
  m_cache->setSuffix(tr(" MB"));
  m_cache->setValue(settings.tileCacheMegabytes());
  m_snap->setRange(2, 60);
  m_snap->setSuffix(tr(" pixels"));
  m_snap->setValue(settings.value(QStringLiteral("drawing/snapPixels"), 12).toInt());
  m_operator->setPlaceholderText(tr("Written into the history of every edit"));
  m_operator->setMinimumWidth(280);
  const raster::WebAccess access = settings.webAccess();
  QStringList hosts;
  for (const std::string& host : access.hosts) hosts << QString::fromStdString(host);
  m_web->setChecked(access.allowed);
  m_hosts->setText(hosts.join(QStringLiteral(", ")));
  m_hosts->setPlaceholderText(QStringLiteral("*.tianditu.gov.cn, maps.example.org"));
  m_hosts->setToolTip(tr("Base maps are fetched from these hosts only; *. stands for every host below."));
  m_key->setText(QString::fromStdString(access.key));
  m_key->setToolTip(tr("The key that Tianditu gave you; it fills {key} in templates."));
  const auto follow = [this] {
    m_hosts->setEnabled(m_web->isChecked());
    m_key->setEnabled(m_web->isChecked());
  };
  connect(m_web, &QCheckBox::toggled, this, follow);
  follow();
  auto* form = new QFormLayout(this);
  form->addRow(tr("Language"), m_language);
  form->addRow(tr("Keyboard shortcuts"), m_keys);
  form->addRow(tr("Memory for map pictures"), m_cache);
  form->addRow(tr("Snapping reaches"), m_snap);
  form->addRow(tr("Your name"), m_operator);
  form->addRow(m_web);
  form->addRow(tr("Allowed hosts"), m_hosts);
  form->addRow(tr("Key for web maps"), m_key);
  QDialogButtonBox* buttons = dialogButtons(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  form->addRow(buttons);
  connect(buttons, &QDialogButtonBox::accepted, this, &PreferencesDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

QString PreferencesDialog::language() const {
  return m_language->currentData().toString();
}

void PreferencesDialog::accept() {
  m_settings.setKeyPreset(static_cast<KeyPreset>(m_keys->currentData().toInt()));
  m_settings.setTileCacheMegabytes(m_cache->value());
  m_settings.setValue(QStringLiteral("drawing/snapPixels"), m_snap->value());
  m_settings.setOperatorName(m_operator->text().trimmed());
  raster::WebAccess access;
  access.allowed = m_web->isChecked();
  static const QRegularExpression blanks(QStringLiteral("[,，;；\\s]+"));
  for (const QString& host : m_hosts->text().split(blanks, Qt::SkipEmptyParts))
    access.hosts.push_back(host.toStdString());
  access.key = m_key->text().trimmed().toStdString();
  m_settings.setWebAccess(access);
  QDialog::accept();
}

}  // namespace gis::ui
