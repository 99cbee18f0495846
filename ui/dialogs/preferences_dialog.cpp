#include "ui/dialogs/preferences_dialog.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
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
      m_operator(new QLineEdit(settings.operatorName())) {
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
  m_operator->setPlaceholderText(tr("Written into the history of every edit"));
  m_operator->setMinimumWidth(280);
  auto* form = new QFormLayout(this);
  form->addRow(tr("Language"), m_language);
  form->addRow(tr("Keyboard shortcuts"), m_keys);
  form->addRow(tr("Memory for map pictures"), m_cache);
  form->addRow(tr("Your name"), m_operator);
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
  m_settings.setOperatorName(m_operator->text().trimmed());
  QDialog::accept();
}

}  // namespace gis::ui
