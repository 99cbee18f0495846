#include "ui/dialogs/dialog_texts.h"

#include <QComboBox>
#include <QDir>
#include <QEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTimer>

namespace gis::ui {

namespace {

class SelectsOnEntry : public QObject {
 public:
  using QObject::QObject;

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override {
    const auto* box = static_cast<QComboBox*>(watched);
    // after the press that brought the focus, which puts the cursor somewhere
    if (event->type() == QEvent::FocusIn) QTimer::singleShot(0, box->lineEdit(), &QLineEdit::selectAll);
    return QObject::eventFilter(watched, event);
  }
};

}  // namespace

QString shellQuoted(const QString& text) {
  static const QRegularExpression special(QStringLiteral("[^A-Za-z0-9_./:,-]"));
  if (!text.isEmpty() && text.indexOf(special) < 0) return text;
  QString inner = text;
  return QLatin1Char('\'') + inner.replace(QLatin1Char('\''), QLatin1String("'\\''")) + QLatin1Char('\'');
}

void replaceOnTyping(QComboBox* box) {
  box->installEventFilter(new SelectsOnEntry(box));
}

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

void askTarget(QLineEdit* field, const char* objectName, const QString& title, const QString& filter) {
  auto* dialog = new QFileDialog(field->window(), title, field->text(), filter);
  dialog->setObjectName(QLatin1String(objectName));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setAcceptMode(QFileDialog::AcceptSave);
  dialog->setOption(QFileDialog::DontConfirmOverwrite);
  QObject::connect(dialog, &QFileDialog::fileSelected, field,
                   [field](const QString& file) { field->setText(QDir::toNativeSeparators(file)); });
  dialog->open();
}

void nameField(QWidget* field, const char* objectName, const QString& accessibleName) {
  field->setObjectName(QLatin1String(objectName));
  field->setAccessibleName(accessibleName);
}

}  // namespace gis::ui
