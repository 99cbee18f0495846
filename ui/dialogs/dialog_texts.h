// What every dialog of ours shares.
#pragma once

#include <QDialogButtonBox>
#include <QWidget>

class QComboBox;
class QLineEdit;

namespace gis::ui {

/// OK and Cancel (or others) with stable names: "buttonOk", "buttonCancel" … and accessible names.
[[nodiscard]] QDialogButtonBox* dialogButtons(QDialogButtonBox::StandardButtons buttons);
/// A word of a command line as a POSIX shell reads it back.
[[nodiscard]] QString shellQuoted(const QString& text);
/// Who enters this editable box and types, replaces what stands there: it is often a sentence, not a value.
void replaceOnTyping(QComboBox* box);
/// Asks where a file shall be written and puts the answer into `field`, whose text is the place suggested. Whether a
/// file that is there may be replaced is the owner's question.
void askTarget(QLineEdit* field, const char* objectName, const QString& title, const QString& filter = {});
/// Gives a field its objectName, accessible name and tool tip.
void nameField(QWidget* field, const char* objectName, const QString& accessibleName);
/// The same, and hands the field back: for fields made where they are named.
template <typename Widget>
Widget* named(Widget* field, const char* objectName, const QString& accessibleName) {
  nameField(field, objectName, accessibleName);
  return field;
}

}  // namespace gis::ui
