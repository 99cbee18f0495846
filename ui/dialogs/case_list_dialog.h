// Incident > Lists of cases: another platform's list is taken in, and cases are handed out in its columns.
#pragma once

#include <QDialog>
#include <memory>

#include "gis_core/city/case_exchange.h"
#include "ui/jobs/city_session.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;
class QTabWidget;

namespace gis::ui {

/// Reads a spreadsheet, CSV or Open311 file, proposes what its columns mean and remembers what was chosen, shows what
/// would change, and takes it in as one step of undo. The second tab hands out. GUI thread.
class CaseListDialog : public QDialog {
  Q_OBJECT
 public:
  /// `chosen`: ids of the cases that may be handed out alone; `folder`: where files are suggested.
  CaseListDialog(CitySession& session, QStringList chosen, QString folder, QWidget* parent);
  ~CaseListDialog() override;

  void readFile(const QString& file);
  [[nodiscard]] QString folder() const { return m_folder; }

 Q_SIGNALS:
  /// Some of the cases that were taken in have no position.
  void placesWanted();

 private:
  struct List;
  void build();
  [[nodiscard]] QWidget* buildIn();
  [[nodiscard]] QWidget* buildOut();
  void askFile();
  void showColumns();
  void run(bool plan);
  void showReport(const city::CaseImportReport& report, bool plan);
  void tell(const QString& text, bool trouble = false);
  void updateState();
  void handOut();
  [[nodiscard]] city::HeadingWords chosenWords() const;
  [[nodiscard]] JobOptions job();

  CitySession& m_session;
  QStringList m_chosen;
  QString m_folder;
  std::shared_ptr<const List> m_list;
  bool m_working = false, m_taken = false;
  QTabWidget* m_tabs;
  QLineEdit *m_file, *m_outFile;
  QPushButton *m_browse, *m_outBrowse, *m_plan, *m_take, *m_queue, *m_out;
  QComboBox *m_positions, *m_headings;
  QCheckBox *m_onlyChosen, *m_overwrite;
  QTableWidget *m_columns, *m_changes;
  QLabel *m_note, *m_outNote;
  JobHandle m_job;
};

}  // namespace gis::ui
