// A new column, filled by an expression.
#pragma once

#include <QDialog>

#include "gis_core/store/fields.h"
#include "ui/jobs/city_session.h"

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace gis::ui {

class AddColumnDialog : public QDialog {
  Q_OBJECT
 public:
  static void open(CitySession& session, const store::LayerInfo& layer, QWidget* parent);

 private:
  AddColumnDialog(CitySession& session, store::LayerInfo layer, QWidget* parent);
  void preview();
  void add();
  [[nodiscard]] store::Field field() const;

  CitySession& m_session;
  store::LayerInfo m_layer;
  QLineEdit* m_name;
  QComboBox* m_type;
  QComboBox* m_insert;
  QPlainTextEdit* m_expression;
  QLabel* m_preview;
  QPushButton* m_add;
  JobHandle m_job;
};

}  // namespace gis::ui
