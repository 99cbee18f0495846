// Find and replace in a text column, with a preview and one undo.
#pragma once

#include <QDialog>

#include "gis_core/store/table_rows.h"
#include "ui/jobs/city_session.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace gis::ui {

class FindReplaceDialog : public QDialog {
  Q_OBJECT
 public:
  /// Opens it for the rows that the table shows; it deletes itself.
  static void open(CitySession& session, const store::LayerInfo& layer, const store::TableOrder& rows, QWidget* parent);

 private:
  FindReplaceDialog(CitySession& session, store::LayerInfo layer, store::TableOrder rows, QWidget* parent);
  [[nodiscard]] store::Replacement replacement() const;
  void preview();
  void replaceAll();

  CitySession& m_session;
  store::LayerInfo m_layer;
  store::TableOrder m_rows;
  QComboBox* m_field;
  QLineEdit *m_find, *m_with;
  QCheckBox *m_whole, *m_case;
  QTableWidget* m_examples;
  QLabel* m_count;
  QPushButton* m_replace;
  JobHandle m_previewJob;
};

}  // namespace gis::ui
