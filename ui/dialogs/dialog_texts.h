// What every dialog of ours shares.
#pragma once

#include <QDialogButtonBox>
#include <QWidget>

class QComboBox;

namespace gis::ui {

/// OK and Cancel (or others) with stable names: "buttonOk", "buttonCancel" … and accessible names.
[[nodiscard]] QDialogButtonBox* dialogButtons(QDialogButtonBox::StandardButtons buttons);
/// Who enters this editable box and types, replaces what stands there: it is often a sentence, not a value.
void replaceOnTyping(QComboBox* box);
/// Gives a field its objectName, accessible name and tool tip.
void nameField(QWidget* field, const char* objectName, const QString& accessibleName);
/// The same, and hands the field back: for fields made where they are named.
template <typename Widget>
Widget* named(Widget* field, const char* objectName, const QString& accessibleName) {
  nameField(field, objectName, accessibleName);
  return field;
}

}  // namespace gis::ui
