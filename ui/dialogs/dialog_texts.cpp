#include "ui/dialogs/dialog_texts.h"

#include <QPushButton>

namespace gis::ui {

QDialogButtonBox* dialogButtons(QDialogButtonBox::StandardButtons buttons) {
  auto* box = new QDialogButtonBox(buttons);
  const std::pair<QDialogButtonBox::StandardButton, const char*> names[] = {
      {QDialogButtonBox::Ok, "buttonOk"},       {QDialogButtonBox::Cancel, "buttonCancel"},
      {QDialogButtonBox::Close, "buttonClose"}, {QDialogButtonBox::Apply, "buttonApply"},
      {QDialogButtonBox::Save, "buttonSave"},   {QDialogButtonBox::Open, "buttonOpen"},
  };
  for (const auto& [which, name] : names) {
    QPushButton* button = box->button(which);
    if (button == nullptr) continue;
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(button->text().remove(QLatin1Char('&')));
    // Enter in a field must not throw away what was entered.
    if (which == QDialogButtonBox::Cancel || which == QDialogButtonBox::Close) button->setAutoDefault(false);
  }
  return box;
}

void nameField(QWidget* field, const char* objectName, const QString& accessibleName) {
  field->setObjectName(QLatin1String(objectName));
  field->setAccessibleName(accessibleName);
}

}  // namespace gis::ui
