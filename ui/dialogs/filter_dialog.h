// Show only the rows of a layer that meet a condition.
#pragma once

#include <QDialog>
#include <QTimer>

#include "ui/jobs/city_session.h"

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace gis::ui {

/// Edits an SQL condition with the fields at hand and a live count. Also used to select by expression.
class FilterDialog : public QDialog {
  Q_OBJECT
 public:
  FilterDialog(CitySession& session, const QString& layer, const QString& condition, QWidget* parent = nullptr);
  [[nodiscard]] QString condition() const;

 private:
  void countRows();
  void showValues();

  CitySession& m_session;
  QString m_layer;
  QPlainTextEdit* m_text;
  QListWidget *m_fields, *m_values;
  QLabel* m_count;
  QPushButton* m_ok;
  QTimer m_wait;
  JobHandle m_job;
};

}  // namespace gis::ui
