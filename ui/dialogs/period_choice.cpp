#include "ui/dialogs/period_choice.h"

#include <QCoreApplication>

#include "ui/jobs/translate.h"

namespace gis::ui {

QStringList periodNames() {
  return {QCoreApplication::translate("gis::ui::PeriodChoice", "Last month"),
          QCoreApplication::translate("gis::ui::PeriodChoice", "This month"),
          QCoreApplication::translate("gis::ui::PeriodChoice", "Last quarter"),
          QCoreApplication::translate("gis::ui::PeriodChoice", "This year"),
          QCoreApplication::translate("gis::ui::PeriodChoice", "Other days")};
}

QDate cityToday() {
  return QDate::fromString(fromUtf8(toIsoWithOffset(utcNow(), kCityOffsetMinutes).substr(0, 10)), Qt::ISODate);
}

std::pair<QDate, QDate> daysOfPeriod(int choice, QDate today) {
  const QDate month(today.year(), today.month(), 1);
  switch (choice) {
    case thisMonth: return {month, month.addMonths(1).addDays(-1)};
    case lastQuarter: {
      const QDate quarter = QDate(today.year(), (today.month() - 1) / 3 * 3 + 1, 1).addMonths(-3);
      return {quarter, quarter.addMonths(3).addDays(-1)};
    }
    case thisYear: return {QDate(today.year(), 1, 1), QDate(today.year(), 12, 31)};
    default: return {month.addMonths(-1), month.addDays(-1)};
  }
}

UtcMillis startOfCityDay(QDate day) {
  return parseIso(toUtf8(day.toString(Qt::ISODate)), kCityOffsetMinutes);
}

}  // namespace gis::ui
