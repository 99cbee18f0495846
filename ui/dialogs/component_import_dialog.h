// Components from a table: which column is which attribute of the standard.
#pragma once

#include <QDialog>

#include "gis_core/city/component_import.h"
#include "gis_core/store/key_table.h"
#include "ui/jobs/city_session.h"

class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace gis::ui {

/// Reads a spreadsheet or CSV, proposes a mapping, and remembers what was chosen. GUI thread.
class ComponentImportDialog : public QDialog {
  Q_OBJECT
 public:
  explicit ComponentImportDialog(CitySession& session, QWidget* parent = nullptr);

  void readFile(const QString& file);
  void accept() override;

 Q_SIGNALS:
  /// This layer has the components now.
  void imported(const QString& layer);

 private:
  void build();
  void askFile();
  void showTable();
  void showResult(const city::ComponentImported& told);
  void updateState();
  [[nodiscard]] city::HeadingWords chosen() const;
  [[nodiscard]] JobOptions job();

  CitySession& m_session;
  std::shared_ptr<const store::KeyTable> m_read;
  city::HeadingWords m_words;
  QLineEdit* m_file;
  QPushButton* m_browse;
  QTableWidget* m_table;
  QLabel* m_note;
  QDialogButtonBox* m_buttons;
};

}  // namespace gis::ui
