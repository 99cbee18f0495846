// Hot spots, rates, coverage and density as layers with a legend.
#pragma once

#include "ui/dialogs/new_layer_dialog.h"

class QComboBox;
class QDoubleSpinBox;
class QLineEdit;

namespace gis::ui {

/// Builds the queries of gis_core/city/analysis.h. Thread rule: GUI thread.
class AnalyzeDialog : public NewLayerDialog {
  Q_OBJECT
 public:
  enum class Kind { hotSpots, rates, coverage, density };

  AnalyzeDialog(CitySession& session, const QString& layer, QWidget* parent);

  [[nodiscard]] Kind kind() const;

 private:
  [[nodiscard]] QString command() const override;
  [[nodiscard]] QString nameEnding() const override;
  [[nodiscard]] QString options() const override;
  [[nodiscard]] Work work() const override;
  [[nodiscard]] QString hindrance() const override;
  void layerChanged() override;
  void titlesKnown() override;
  void build();
  void fillOthers();
  void kindChanged();
  void figureChanged();
  [[nodiscard]] QString fieldDefault() const;
  [[nodiscard]] const store::LayerInfo* other() const;
  /// The other layer is asked for as the fields stand.
  [[nodiscard]] bool needsOther() const;
  [[nodiscard]] std::string otherWhere() const;
  [[nodiscard]] std::string fieldName() const;

  QComboBox *m_kind, *m_other, *m_field, *m_network;
  QLineEdit* m_otherWhere;
  QDoubleSpinBox *m_metres, *m_times, *m_cell;
};

}  // namespace gis::ui
