#include "ui/dialogs/calendar_dialog.h"

#include <QCalendarWidget>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTableWidget>
#include <QTextCharFormat>
#include <QVBoxLayout>

#include "gis_core/base/platform/files.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"

namespace gis::ui {

namespace {

std::int64_t dayOfDate(QDate date) {
  return city::WorkCalendar::dayNumber(toUtf8(date.toString(Qt::ISODate)));
}

QDate dateOfDay(std::int64_t day) {
  return QDate::fromString(fromUtf8(city::WorkCalendar::isoDate(day)), Qt::ISODate);
}

}  // namespace

CalendarDialog::CalendarDialog(CitySession& session, QWidget* parent)
    : QDialog(parent),
      m_session(session),
      m_hours(new QLineEdit),
      m_name(new QLineEdit),
      m_days(new QCalendarWidget),
      m_list(new QTableWidget(0, 3)),
      m_note(new QLabel),
      m_holiday(new QPushButton(tr("Holiday"))),
      m_workday(new QPushButton(tr("Worked day"))),
      m_plain(new QPushButton(tr("As usual"))),
      m_buttons(dialogButtons(QDialogButtonBox::Ok | QDialogButtonBox::Cancel)) {
  setObjectName(QStringLiteral("calendarDialog"));
  setWindowTitle(tr("Working calendar"));
  build();
  m_buttons->button(QDialogButtonBox::Ok)->setEnabled(false);
  m_session.read(
      tr("Working calendar"), [](const store::CityDatabase& city, Progress&) { return city::cityCalendar(city); }, this,
      [this](const city::WorkCalendar& calendar) {
        m_calendar = calendar;
        m_hours->setText(fromUtf8(city::hoursText(calendar.spans)));
        m_buttons->button(QDialogButtonBox::Ok)->setEnabled(!m_session.isReadOnly());
        show();
      });
}

void CalendarDialog::build() {
  const auto give = [](QWidget* widget, const char* name, const QString& accessible) {
    widget->setObjectName(QLatin1String(name));
    widget->setAccessibleName(accessible);
  };
  give(m_hours, "calendarHours", tr("Working hours"));
  give(m_name, "calendarName", tr("Name of the day"));
  give(m_days, "calendarDays", tr("Days"));
  give(m_list, "calendarList", tr("Holidays and worked days"));
  give(m_note, "calendarNote", tr("Note"));
  give(m_holiday, "calendarHoliday", m_holiday->text());
  give(m_workday, "calendarWorkday", m_workday->text());
  give(m_plain, "calendarPlain", m_plain->text());
  m_days->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
  m_days->setGridVisible(true);
  m_list->setHorizontalHeaderLabels({tr("Day"), tr("Kind"), tr("Name")});
  m_list->horizontalHeader()->setStretchLastSection(true);
  m_list->verticalHeader()->hide();
  m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
  m_list->setSelectionBehavior(QAbstractItemView::SelectRows);
  m_note->setWordWrap(true);
  m_note->setText(tr("Deadlines that are computed from now on follow the calendar; those of kept cases stay."));
  auto* load = new QPushButton(tr("Import…"));
  auto* save = new QPushButton(tr("Export…"));
  give(load, "calendarImport", load->text());
  give(save, "calendarExport", save->text());
  auto* form = new QFormLayout;
  form->addRow(tr("Working hours"), m_hours);
  form->addRow(tr("Name of the day"), m_name);
  auto* marks = new QHBoxLayout;
  for (QPushButton* button : {m_holiday, m_workday, m_plain}) {
    button->setAutoDefault(false);
    marks->addWidget(button);
  }
  auto* left = new QVBoxLayout;
  left->addLayout(form);
  left->addWidget(m_days);
  left->addLayout(marks);
  auto* files = new QHBoxLayout;
  files->addWidget(load);
  files->addWidget(save);
  files->addStretch(1);
  auto* right = new QVBoxLayout;
  right->addWidget(m_list, 1);
  right->addLayout(files);
  auto* both = new QHBoxLayout;
  both->addLayout(left);
  both->addLayout(right, 1);
  auto* all = new QVBoxLayout(this);
  all->addLayout(both, 1);
  all->addWidget(m_note);
  all->addWidget(m_buttons);
  resize(760, 440);
  connect(m_holiday, &QPushButton::clicked, this, [this] { mark(Mark::holiday); });
  connect(m_workday, &QPushButton::clicked, this, [this] { mark(Mark::workday); });
  connect(m_plain, &QPushButton::clicked, this, [this] { mark(Mark::plain); });
  connect(load, &QPushButton::clicked, this, [this] { askFile(false); });
  connect(save, &QPushButton::clicked, this, [this] { askFile(true); });
  connect(m_list, &QTableWidget::currentCellChanged, this, [this](int row) {
    if (const auto* item = m_list->item(row, 0)) m_days->setSelectedDate(QDate::fromString(item->text(), Qt::ISODate));
  });
  connect(m_buttons, &QDialogButtonBox::accepted, this, &CalendarDialog::accept);
  connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void CalendarDialog::mark(Mark mark) {
  const std::int64_t day = dayOfDate(m_days->selectedDate());
  m_calendar.holidays.erase(day);
  m_calendar.extraDays.erase(day);
  m_calendar.names.erase(day);
  if (mark == Mark::holiday) m_calendar.holidays.insert(day);
  if (mark == Mark::workday) m_calendar.extraDays.insert(day);
  if (mark != Mark::plain && !m_name->text().trimmed().isEmpty())
    m_calendar.names[day] = toUtf8(m_name->text().trimmed());
  show();
}

void CalendarDialog::show() {
  QTextCharFormat plain, holiday, workday;
  holiday.setBackground(QColor(0xF6, 0xC9, 0xC9));
  workday.setBackground(QColor(0xC9, 0xE6, 0xC9));
  m_days->setDateTextFormat(QDate(), plain);
  std::map<std::int64_t, bool> days;
  for (const std::int64_t day : m_calendar.holidays) days[day] = true;
  for (const std::int64_t day : m_calendar.extraDays) days[day] = false;
  const QSignalBlocker quiet(m_list);
  m_list->setRowCount(int(days.size()));
  int row = 0;
  for (const auto& [day, off] : days) {
    const QDate date = dateOfDay(day);
    m_days->setDateTextFormat(date, off ? holiday : workday);
    const auto name = m_calendar.names.find(day);
    m_list->setItem(row, 0, new QTableWidgetItem(date.toString(Qt::ISODate)));
    m_list->setItem(row, 1, new QTableWidgetItem(off ? tr("Holiday") : tr("Worked day")));
    m_list->setItem(row, 2, new QTableWidgetItem(name == m_calendar.names.end() ? QString() : fromUtf8(name->second)));
    ++row;
  }
}

void CalendarDialog::askFile(bool writes) {
  auto* dialog = new QFileDialog(this, writes ? tr("Export the calendar") : tr("Import days"));
  dialog->setObjectName(QStringLiteral("calendarFileDialog"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setNameFilter(tr("Tables as text") + QStringLiteral(" (*.csv *.txt)"));
  dialog->setAcceptMode(writes ? QFileDialog::AcceptSave : QFileDialog::AcceptOpen);
  if (writes) dialog->setDefaultSuffix(QStringLiteral("csv"));
  connect(dialog, &QFileDialog::fileSelected, this, writes ? &CalendarDialog::exportFile : &CalendarDialog::importFile);
  dialog->open();
}

void CalendarDialog::importFile(const QString& file) {
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { m_note->setText(QStringLiteral("⚠ ") + sentence); };
  m_session.task(
      tr("Import days"),
      [path = toUtf8(file), onto = m_calendar](Progress&) {
        return city::readCalendar(platform::readFile(platform::pathFromUtf8(path)), onto);
      },
      this,
      [this](const city::CalendarImport& read) {
        m_calendar = read.calendar;
        m_hours->setText(fromUtf8(city::hoursText(m_calendar.spans)));
        m_note->setText(tr("Read: %1 holiday(s), %2 worked day(s).").arg(read.holidays).arg(read.workdays));
        show();
      },
      options);
}

void CalendarDialog::exportFile(const QString& file) {
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { m_note->setText(QStringLiteral("⚠ ") + sentence); };
  m_session.task(
      tr("Export the calendar"),
      [path = toUtf8(file), text = city::calendarText(m_calendar)](Progress&) {
        platform::writeFileAtomically(platform::pathFromUtf8(path), std::as_bytes(std::span(text)));
      },
      this, [this, file] { m_note->setText(tr("Written: %1").arg(file)); }, options);
}

void CalendarDialog::accept() {
  try {
    m_calendar.spans = city::readHours(toUtf8(m_hours->text()));
  } catch (const Error& error) {
    m_note->setText(QStringLiteral("⚠ ") + gis::ui::sentence(error));
    m_hours->setFocus();
    return;
  }
  JobOptions options;
  options.onError = [this](const QString& sentence, const Error&) { m_note->setText(QStringLiteral("⚠ ") + sentence); };
  m_session.write(
      windowTitle(),
      [calendar = m_calendar](const store::CityDatabase& city, Progress&) { city::keepCalendar(city, calendar); }, this,
      [this] { QDialog::accept(); }, options);
}

}  // namespace gis::ui
