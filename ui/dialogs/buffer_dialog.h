// What lies within a distance of the features of a layer.
#pragma once

#include "ui/dialogs/new_layer_dialog.h"

class QCheckBox;
class QDoubleSpinBox;

namespace gis::ui {

/// Builds a query::BufferQuery. Thread rule: GUI thread.
class BufferDialog : public NewLayerDialog {
  Q_OBJECT
 public:
  BufferDialog(CitySession& session, const QString& layer, QWidget* parent);

 private:
  [[nodiscard]] QString command() const override { return QStringLiteral("buffer"); }
  [[nodiscard]] QString options() const override;
  [[nodiscard]] Work work() const override;
  [[nodiscard]] QString hindrance() const override;

  QDoubleSpinBox* m_metres;
  QCheckBox* m_dissolve;
};

}  // namespace gis::ui
