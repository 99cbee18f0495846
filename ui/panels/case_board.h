// The live board: what is due, overdue and waiting, by department, grid and district.
#pragma once

#include <QTimer>
#include <QWidget>
#include <array>

#include "ui/models/case_keeper.h"
#include "ui/models/incident_model.h"
#include "ui/models/operators.h"
#include "ui/models/overdue_watch.h"

class QComboBox;
class QLabel;
class QPushButton;
class QTabWidget;
class QTreeWidget;

namespace gis::ui {

/// Right panel. Numbers of all cases as of now, counted anew after every change and every half minute, and, while the
/// cases of a large city are read for the first time, of those that are there already; a number, a row
/// or a number of a row shows its cases in the list. Above it: who works here. GUI thread.
class CaseBoardPanel : public QWidget {
  Q_OBJECT
 public:
  /// The references must outlive it.
  CaseBoardPanel(CitySession& session, CaseKeeper& keeper, Operators& operators, QWidget* parent = nullptr);
  /// Put below the groups.
  void addBelow(QWidget* widget);

  /// What was counted last.
  [[nodiscard]] const city::CaseBoard& board() const { return m_board; }

 Q_SIGNALS:
  void filterWanted(const gis::ui::IncidentListFilter& filter);
  /// The list of operators shall be edited.
  void operatorsWanted();
  /// A new count is shown.
  void counted();

 protected:
  void changeEvent(QEvent* event) override;

 private:
  enum Number {
    openNumber,
    dueNumber,
    overdueNumber,
    waitingNumber,
    reportedNumber,
    closedNumber,
    restNumber,
    requestNumber,
    numbers
  };
  enum Group { departmentGroup, gridGroup, subdistrictGroup, districtGroup, groups };
  void count();
  void countSoFar();
  void showSoFar(std::int64_t rows);
  void show(const city::CaseBoard& board);
  void showOperators();
  void retranslate();
  void wanted(Number number);
  void wantedRow(Group group, int row, int column);
  void showAlert();

  CitySession& m_session;
  CaseKeeper& m_keeper;
  Operators& m_operators;
  city::CaseBoard m_board;
  std::array<QPushButton*, numbers> m_numbers{};
  std::array<QLabel*, numbers> m_titles{};
  std::array<QTreeWidget*, groups> m_groups{};
  QTabWidget* m_tabs;
  QComboBox* m_who;
  QPushButton* m_edit;
  QLabel *m_note, *m_soFar;
  QPushButton* m_alert;  ///< one quiet line: what became overdue since it was looked at, and what is due soon
  OverdueWatch m_overdue;
  QTimer m_clock, m_soFarClock;
  JobHandle m_job;
  quint64 m_number = 0;
};

}  // namespace gis::ui
