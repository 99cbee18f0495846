// The working calendar of the city: hours, holidays, shifted days.
#pragma once

#include <QDialog>

#include "gis_core/city/work_calendar.h"
#include "ui/jobs/city_session.h"

class QCalendarWidget;
class QDialogButtonBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace gis::ui {

/// Days are marked on a calendar or come from a table; it is kept with OK. GUI thread.
class CalendarDialog : public QDialog {
  Q_OBJECT
 public:
  explicit CalendarDialog(CitySession& session, QWidget* parent = nullptr);

  [[nodiscard]] const city::WorkCalendar& calendar() const { return m_calendar; }
  /// Adds the days of such a table; says what is wrong with it.
  void importFile(const QString& file);
  void exportFile(const QString& file);
  void accept() override;

 private:
  enum class Mark { plain, holiday, workday };
  void build();
  void show();
  void mark(Mark mark);
  void askFile(bool writes);

  CitySession& m_session;
  city::WorkCalendar m_calendar;
  QLineEdit *m_hours, *m_name;
  QCalendarWidget* m_days;
  QTableWidget* m_list;
  QLabel* m_note;
  QPushButton *m_holiday, *m_workday, *m_plain;
  QDialogButtonBox* m_buttons;
};

}  // namespace gis::ui
