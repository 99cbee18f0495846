// Day packages in the window: what goes to another desk, what comes back, and who is right where both changed a field.
#pragma once

#include <QDialog>
#include <map>

#include "gis_core/city/day_package.h"
#include "ui/jobs/city_session.h"

class QCheckBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace gis::ui {

/// A package is looked at first; conflicts are asked field by field, and cases with an open one wait. GUI thread.
class DayDialog : public QDialog {
  Q_OBJECT
 public:
  /// `peer`: name of the other desk; `folder`: where packages lie.
  DayDialog(CitySession& session, const QString& peer, const QString& folder, QWidget* parent = nullptr);

  [[nodiscard]] QString peer() const;
  [[nodiscard]] const QString& folder() const { return m_folder; }
  void writePackage(const QString& file);
  /// Looks into a package; takeOver() takes it.
  void readPackage(const QString& file);
  void takeOver();

 private:
  void build();
  void askFile(bool writes);
  void showPackage(const city::DayImported& told);
  void showConflicts(const std::vector<city::DayConflict>& conflicts);
  void say(const QString& text, bool trouble);
  void updateState();
  [[nodiscard]] JobOptions job();
  [[nodiscard]] city::DayImport decided(bool plan) const;

  CitySession& m_session;
  QString m_folder, m_package;
  std::vector<city::DayConflict> m_conflicts;
  std::map<QString, QString> m_titles;  ///< of columns, in words
  QLineEdit* m_peer;
  QCheckBox* m_photos;
  QPushButton *m_write, *m_read, *m_take, *m_allMine, *m_allTheirs;
  QTableWidget* m_table;
  QLabel* m_note;
  QDialogButtonBox* m_buttons;
  bool m_busy = false;
};

}  // namespace gis::ui
