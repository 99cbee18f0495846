#include "ui/panels/unsaved_box.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>
#include <utility>

namespace gis::ui {

void askBeforeLosing(QWidget* parent, const QString& lost, std::function<void()> go) {
  auto* box = new QMessageBox(QMessageBox::Warning, QCoreApplication::translate("gis::ui::UnsavedBox", "Not saved yet"),
                              lost, QMessageBox::NoButton, parent);
  box->setObjectName(QStringLiteral("unsavedBox"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  QPushButton* discard =
      box->addButton(QCoreApplication::translate("gis::ui::UnsavedBox", "Discard"), QMessageBox::DestructiveRole);
  discard->setObjectName(QStringLiteral("buttonDiscard"));
  QPushButton* back =
      box->addButton(QCoreApplication::translate("gis::ui::UnsavedBox", "Go back"), QMessageBox::RejectRole);
  back->setObjectName(QStringLiteral("buttonBack"));
  box->setDefaultButton(back);
  QObject::connect(discard, &QPushButton::clicked, parent, [go = std::move(go)] { go(); });
  box->open();
}

}  // namespace gis::ui
