// The dictionary editor: code tables of the city.
#pragma once

#include <QDialog>

#include "gis_core/city/dictionary_file.h"
#include "ui/jobs/city_session.h"

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableView;

namespace gis::ui {

class DictionaryModel;

/// A table at a time: search, change in place, add and take away rows, import and export, and the generation of codes
/// under which new cases are filed. GUI thread.
class DictionaryDialog : public QDialog {
  Q_OBJECT
 public:
  explicit DictionaryDialog(CitySession& session, QWidget* parent = nullptr);

  void chooseTable(const QString& name);
  /// Takes a file into the city: a sheet of codes, or the shown table's own columns.
  void importFile(const QString& file);
  void exportFile(const QString& file);

 private:
  void build();
  void load();
  void save();
  void removeRow();
  void askFile(bool writes);
  void showImport(const city::DictionaryImport& told);
  void updateState();
  void say(const QString& text, bool trouble);
  [[nodiscard]] JobOptions job();
  [[nodiscard]] std::string table() const;

  CitySession& m_session;
  DictionaryModel* m_model;
  QComboBox *m_table, *m_generation;
  QLineEdit* m_search;
  QCheckBox* m_own;
  QTableView* m_rows;
  QLabel* m_note;
  QPushButton *m_add, *m_remove, *m_load, *m_write;
  QDialogButtonBox* m_buttons;
};

}  // namespace gis::ui
