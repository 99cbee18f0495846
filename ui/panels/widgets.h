// Small helps for building panels.
#pragma once

#include <QComboBox>
#include <QLineEdit>
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

/// Puts words into a box that may be too narrow for them: their beginning is in sight, unless somebody types there.
inline void showWords(QComboBox& box, const QString& words) {
  box.setEditText(words);
  if (!box.lineEdit()->hasFocus()) box.lineEdit()->setCursorPosition(0);
}

}  // namespace gis::ui
