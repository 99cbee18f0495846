// Fills a column by an expression, with a preview.
#pragma once

#include <QDialog>

#include "gis_core/store/field_changes.h"
#include "ui/jobs/city_session.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace gis::ui {

class ExpressionEdit;

/// All rows, the selected ones, or those that meet a condition; one undo. Objects: calculateDialog, calculateFieldBox,
/// calculateExpressionEdit, calculateRowsBox, calculateWhereEdit, calculateTable, calculateStatus, calculateButton.
/// GUI thread.
class CalculateDialog : public QDialog {
  Q_OBJECT
 public:
  static void open(CitySession& session, const store::LayerInfo& layer, std::vector<std::int64_t> selected,
                   QWidget* parent);

 private:
  CalculateDialog(CitySession& session, store::LayerInfo layer, std::vector<std::int64_t> selected, QWidget* parent);
  void preview();
  void show(const std::vector<store::CalculatedCell>& cells);
  void calculate();
  [[nodiscard]] store::Calculation calculation() const;

  CitySession& m_session;
  store::LayerInfo m_layer;
  std::vector<std::int64_t> m_selected;
  QComboBox *m_field, *m_rows;
  ExpressionEdit* m_expression;
  QLineEdit* m_where;
  QTableWidget* m_table;
  QLabel* m_status;
  QPushButton* m_calculate;
  JobHandle m_job;
  QString m_outcome;  ///< of the last calculation, until something else is typed
};

}  // namespace gis::ui
