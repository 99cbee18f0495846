#include "ui/panels/domain_delegate.h"

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>
#include <QToolTip>

#include "ui/models/field_domain.h"

namespace gis::ui {

QWidget* DomainDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                                      const QModelIndex& index) const {
  const auto* values = m_model.domain(index.column());
  if (values == nullptr) return QStyledItemDelegate::createEditor(parent, option, index);
  auto* box = new QComboBox(parent);
  box->setObjectName(QStringLiteral("tableDomainBox"));
  box->setEditable(true);
  box->setInsertPolicy(QComboBox::NoInsert);
  box->addItem(QString(), QVariant());
  for (const DomainValue& item : *values) box->addItem(item.code + QLatin1Char(' ') + item.label, item.code);
  box->completer()->setFilterMode(Qt::MatchContains);
  box->completer()->setCompletionMode(QCompleter::PopupCompletion);
  return box;
}

void DomainDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
  if (auto* box = qobject_cast<QComboBox*>(editor)) {
    const int row = box->findData(index.data(Qt::EditRole));
    if (row >= 0) {
      box->setCurrentIndex(row);
    } else {
      box->setEditText(index.data(Qt::EditRole).toString());
    }
    box->lineEdit()->selectAll();  // what is typed takes its place
    return;
  }
  QStyledItemDelegate::setEditorData(editor, index);
}

void DomainDelegate::setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const {
  auto* box = qobject_cast<QComboBox*>(editor);
  if (box == nullptr) {
    QStyledItemDelegate::setModelData(editor, model, index);
    return;
  }
  const int row = box->findText(box->currentText());
  // a code that is not in the table is refused by leaving the cell as it was
  if (row >= 0) {
    model->setData(index, box->itemData(row), Qt::EditRole);
  } else if (box->findData(box->currentText().trimmed()) >= 0) {
    model->setData(index, box->currentText().trimmed(), Qt::EditRole);
  } else {
    QToolTip::showText(box->mapToGlobal(QPoint(0, box->height())),
                       tr("\"%1\" is not a code of this column").arg(box->currentText()));
  }
}

}  // namespace gis::ui
