// What every dialog of ours shares.
#pragma once

#include <QDialogButtonBox>
#include <QWidget>

namespace gis::ui {

/// OK and Cancel (or others) with stable names: "buttonOk", "buttonCancel" … and accessible names.
[[nodiscard]] QDialogButtonBox* dialogButtons(QDialogButtonBox::StandardButtons buttons);
/// Gives a field its objectName, accessible name and tool tip.
void nameField(QWidget* field, const char* objectName, const QString& accessibleName);

}  // namespace gis::ui
