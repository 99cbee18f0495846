// Who works at this desk: names, roles, departments.
#pragma once

#include <QDialog>

#include "ui/models/operators.h"

class QTableWidget;

namespace gis::ui {

/// Edits the list that is kept on this computer. GUI thread.
class OperatorsDialog : public QDialog {
  Q_OBJECT
 public:
  /// `operators` must outlive it.
  explicit OperatorsDialog(Operators& operators, QWidget* parent = nullptr);

  void accept() override;

 private:
  void addRow(const DeskOperator& one);
  Operators& m_operators;
  QTableWidget* m_table;
};

}  // namespace gis::ui
