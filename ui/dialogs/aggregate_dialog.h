// Figures of a layer for each zone of another one.
#pragma once

#include "ui/dialogs/new_layer_dialog.h"

class QCheckBox;
class QComboBox;
class QTreeWidget;

namespace gis::ui {

/// Builds a query::AggregateQuery. Thread rule: GUI thread.
class AggregateDialog : public NewLayerDialog {
  Q_OBJECT
 public:
  AggregateDialog(CitySession& session, const QString& layer, QWidget* parent);

 private:
  [[nodiscard]] QString command() const override { return QStringLiteral("aggregate"); }
  [[nodiscard]] QString options() const override;
  [[nodiscard]] Work work() const override;
  [[nodiscard]] QString hindrance() const override;
  void layerChanged() override;
  void titlesKnown() override;
  void buildFigures();
  void fillZones();
  [[nodiscard]] const store::LayerInfo* zones() const;
  /// Names of the columns that are ticked for sums (1) or means (2).
  [[nodiscard]] QStringList ticked(int column) const;

  QComboBox *m_zones, *m_by;
  QCheckBox *m_count, *m_measure;
  QTreeWidget* m_fields;
};

}  // namespace gis::ui
