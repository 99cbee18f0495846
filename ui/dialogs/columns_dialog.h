// The columns of a layer: names, types, rules, dropping.
#pragma once

#include <QDialog>
#include <functional>

#include "gis_core/store/field_changes.h"
#include "gis_core/store/field_rules.h"
#include "ui/jobs/city_session.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace gis::ui {

/// Each change is made at once and can be undone. What would get lost is counted and said first; the second press of
/// the button, which then asks for it, does it. Objects: columnsDialog, columnsList, columnNameEdit, columnTypeBox,
/// columnRequiredBox, columnLeastEdit, columnMostEdit, columnValuesEdit, columnApplyButton, columnDropButton,
/// columnsStatus. GUI thread.
class ColumnsDialog : public QDialog {
  Q_OBJECT
 public:
  static void open(CitySession& session, const QString& layer, QWidget* parent);

 private:
  ColumnsDialog(CitySession& session, const QString& layer, QWidget* parent);
  void load(const QString& choose);
  void showColumn();
  void edited();
  void apply();
  void drop();
  /// Runs a change of the city; says its result, then reads the columns anew and chooses `then`.
  void run(const QString& title, std::function<void(const store::CityDatabase&, Progress&)> work, const QString& then);
  [[nodiscard]] const store::Field* field() const;
  [[nodiscard]] store::FieldRule rule() const;
  [[nodiscard]] store::FieldType type() const;
  void say(const QString& text, bool trouble = false);

  CitySession& m_session;
  QString m_layerName;
  store::LayerInfo m_layer;
  store::FieldRules m_rules;
  QListWidget* m_list;
  QLineEdit *m_name, *m_least, *m_most;
  QComboBox* m_type;
  QCheckBox* m_required;
  QPlainTextEdit* m_values;
  QPushButton *m_apply, *m_drop;
  QLabel* m_status;
  bool m_filling = false;
  bool m_lossesTold = false;  ///< the next press agrees to them
  bool m_dropTold = false;
};

}  // namespace gis::ui
