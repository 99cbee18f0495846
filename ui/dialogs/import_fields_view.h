// Which columns of a file are which fields of a standard layer.
#pragma once

#include <QWidget>

#include "gis_core/city/standard_import.h"
#include "gis_core/io/import_survey.h"

class QComboBox;
class QLabel;
class QTableWidget;

namespace gis::ui {

/// Proposes a field for each column; the last choice for the same source comes first. GUI thread.
class ImportFieldsView : public QWidget {
  Q_OBJECT
 public:
  explicit ImportFieldsView(QWidget* parent = nullptr);
  /// `wish`: what was chosen for this layer before; nothing: what is remembered. `layer` as surveyed with it.
  void showLayer(const io::SurveyedLayer& layer, const std::optional<city::StandardWish::OfLayer>& wish);
  void clear();

 Q_SIGNALS:
  /// A person chose a standard layer or a field.
  void chosen(const gis::city::StandardWish::OfLayer& wish);

 private:
  void fillStandards(const std::string& current, const std::string& likely);
  void fillRow(int row, const io::FieldFit& fit, const io::SurveyedLayer& layer);
  void say();
  QComboBox* m_standard;
  QTableWidget* m_table;
  QLabel* m_note;
};

}  // namespace gis::ui
