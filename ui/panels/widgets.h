// Small helps for building panels.
#pragma once

#include <QString>
#include <QWidget>

namespace gis::ui {

/// Gives a widget its stable objectName; returns it.
template <typename Widget>
Widget* named(Widget* widget, const char* objectName) {
  widget->setObjectName(QLatin1String(objectName));
  return widget;
}

/// Accessible name and tool tip of a field (say it again when the language changes).
inline void describe(QWidget* widget, const QString& text) {
  widget->setAccessibleName(text);
  widget->setToolTip(text);
}

}  // namespace gis::ui
