// Periods that people ask figures for, in days of the city.
#pragma once

#include <QDate>
#include <QStringList>
#include <utility>

#include "gis_core/base/clock.h"

namespace gis::ui {

enum PeriodChoice { lastMonth, thisMonth, lastQuarter, thisYear, ownPeriod };

/// Their names, in the order of PeriodChoice.
[[nodiscard]] QStringList periodNames();
/// Today in the city, not where the computer is.
[[nodiscard]] QDate cityToday();
/// The first and the last day; last month for ownPeriod.
[[nodiscard]] std::pair<QDate, QDate> daysOfPeriod(int choice, QDate today);
[[nodiscard]] UtcMillis startOfCityDay(QDate day);

}  // namespace gis::ui
