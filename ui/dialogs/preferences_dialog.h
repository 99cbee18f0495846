// Language, keys, memory, name.
#pragma once

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QSpinBox;

namespace gis::ui {

class UserSettings;

/// Changes the person's settings on OK; the caller applies them. GUI thread.
class PreferencesDialog : public QDialog {
  Q_OBJECT
 public:
  explicit PreferencesDialog(UserSettings& settings, QWidget* parent = nullptr);
  /// The language chosen: "", "en" or "zh_CN".
  [[nodiscard]] QString language() const;
  void accept() override;

 private:
  UserSettings& m_settings;
  QComboBox *m_language, *m_keys;
  QSpinBox *m_cache, *m_snap;
  QLineEdit* m_operator;
  QCheckBox* m_web;
  QLineEdit *m_hosts, *m_key;
};

}  // namespace gis::ui
