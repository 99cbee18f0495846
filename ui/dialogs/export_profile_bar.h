// The export profiles of the city: choose one, keep the choices as one, take one away.
#pragma once

#include <QWidget>
#include <vector>

#include "gis_core/city/export_profile.h"
#include "ui/jobs/city_session.h"

class QComboBox;
class QLabel;
class QPushButton;

namespace gis::ui {

/// GUI thread. Objects: exportProfileBox (editable: a new name), exportProfileSave, exportProfileRemove,
/// exportProfileStatus.
class ExportProfileBar : public QWidget {
  Q_OBJECT
 public:
  explicit ExportProfileBar(CitySession& session, QWidget* parent = nullptr);

  /// Answers saveWanted(): keeps these choices under the name that is typed.
  void save(city::ExportProfile profile);
  /// The one that was chosen last; of an empty name: none.
  [[nodiscard]] const city::ExportProfile& current() const { return m_current; }

 Q_SIGNALS:
  void chosen(const gis::city::ExportProfile& profile);
  void saveWanted();

 private:
  void read(const QString& choose);
  void choose(int index);
  void remove();
  void typed();
  void say(const QString& text, bool trouble = false);
  [[nodiscard]] JobOptions options();

  CitySession& m_session;
  std::vector<city::ExportProfile> m_profiles;
  city::ExportProfile m_current;
  QComboBox* m_box;
  QPushButton *m_save, *m_remove;
  QLabel* m_status;
};

}  // namespace gis::ui
