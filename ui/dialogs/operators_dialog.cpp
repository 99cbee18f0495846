#include "ui/dialogs/operators_dialog.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTableWidget>
#include <QVBoxLayout>
#include <algorithm>

#include "gis_core/city/case_flow.h"
#include "ui/dialogs/dialog_texts.h"
#include "ui/jobs/translate.h"
#include "ui/models/case_texts.h"

namespace gis::ui {

OperatorsDialog::OperatorsDialog(Operators& operators, QWidget* parent)
    : QDialog(parent), m_operators(operators), m_table(new QTableWidget(0, 3)) {
  setObjectName(QStringLiteral("operatorsDialog"));
  setWindowTitle(tr("Operators"));
  auto* note =
      new QLabel(tr("Names and roles are kept on this computer only. They say what waits for whom and what the "
                    "history calls the one who did it; they protect nothing."));
  note->setWordWrap(true);
  m_table->setObjectName(QStringLiteral("operatorsTable"));
  m_table->setAccessibleName(windowTitle());
  m_table->setHorizontalHeaderLabels({tr("Name"), tr("Role"), tr("Department")});
  m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
  m_table->verticalHeader()->hide();
  for (const DeskOperator& one : operators.all()) addRow(one);
  auto* add = new QPushButton(tr("Add"));
  add->setObjectName(QStringLiteral("operatorsAdd"));
  auto* remove = new QPushButton(tr("Remove"));
  remove->setObjectName(QStringLiteral("operatorsRemove"));
  for (QPushButton* button : {add, remove}) {
    button->setAccessibleName(button->text());
    button->setAutoDefault(false);
  }
  connect(add, &QPushButton::clicked, this, [this] {
    addRow({QString(), QStringLiteral("acceptor"), QString()});
    m_table->editItem(m_table->item(m_table->rowCount() - 1, 0));
  });
  connect(remove, &QPushButton::clicked, this, [this] { m_table->removeRow(m_table->currentRow()); });
  auto* row = new QHBoxLayout;
  row->addWidget(add);
  row->addWidget(remove);
  row->addStretch(1);
  auto* buttons = dialogButtons(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
  connect(buttons, &QDialogButtonBox::accepted, this, &OperatorsDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  auto* all = new QVBoxLayout(this);
  all->addWidget(note);
  all->addWidget(m_table, 1);
  all->addLayout(row);
  all->addWidget(buttons);
  resize(520, 360);
}

void OperatorsDialog::addRow(const DeskOperator& one) {
  const int row = m_table->rowCount();
  m_table->insertRow(row);
  m_table->setItem(row, 0, new QTableWidgetItem(one.name));
  auto* role = new QComboBox;
  role->setObjectName(QStringLiteral("operatorsRole%1").arg(row + 1));
  role->setAccessibleName(tr("Role"));
  for (const std::string& name : city::CaseRules::shipped().roles()) {
    if (name != "system") role->addItem(caseRoleText(name), fromUtf8(name));
  }
  role->setCurrentIndex(std::max(0, role->findData(one.role)));
  m_table->setCellWidget(row, 1, role);
  m_table->setItem(row, 2, new QTableWidgetItem(one.department));
}

void OperatorsDialog::accept() {
  std::vector<DeskOperator> all;
  for (int row = 0; row < m_table->rowCount(); ++row) {
    const auto* role = qobject_cast<QComboBox*>(m_table->cellWidget(row, 1));
    all.push_back({m_table->item(row, 0)->text().trimmed(), role->currentData().toString(),
                   m_table->item(row, 2)->text().trimmed()});
  }
  m_operators.setAll(std::move(all));
  QDialog::accept();
}

}  // namespace gis::ui
