// What the city decides about its incident desk.
#pragma once

#include <QDialog>
#include <map>
#include <string>

#include "gis_core/city/desk_settings.h"
#include "ui/jobs/city_session.h"

class QDialogButtonBox;
class QFormLayout;
class QLabel;

namespace gis::ui {

/// Number patterns with an example, times, distances and rules, a field for each of city::deskSettings(). What cannot
/// hold is told while it is typed; OK keeps all of it as one step. GUI thread.
class DeskSettingsDialog : public QDialog {
  Q_OBJECT
 public:
  explicit DeskSettingsDialog(CitySession& session, QWidget* parent = nullptr);

  void accept() override;

 private:
  void addField(QFormLayout& form, const city::DeskSetting& setting);
  void show(const store::SettingValues& values);
  [[nodiscard]] std::string valueOf(const city::DeskSetting& setting) const;
  void updateState();

  CitySession& m_session;
  std::map<std::string, QWidget*> m_fields;   ///< by the setting's name
  std::map<std::string, QLabel*> m_examples;  ///< of patterns
  QLabel* m_note;
  QDialogButtonBox* m_buttons;
  bool m_loaded = false;
};

}  // namespace gis::ui
