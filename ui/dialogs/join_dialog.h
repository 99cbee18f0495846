// Attributes of the nearest (or of what lies near, or meets) joined to each feature.
#pragma once

#include "ui/dialogs/new_layer_dialog.h"

class QCheckBox;
class QDoubleSpinBox;
class QListWidget;
class QSpinBox;

namespace gis::ui {

/// Builds a query::JoinQuery: the k nearest first of all. Thread rule: GUI thread.
class JoinDialog : public NewLayerDialog {
  Q_OBJECT
 public:
  JoinDialog(CitySession& session, const QString& layer, QWidget* parent);

 private:
  [[nodiscard]] QString command() const override { return QStringLiteral("join"); }
  [[nodiscard]] QString nameEnding() const override;
  [[nodiscard]] QString options() const override;
  [[nodiscard]] Work work() const override;
  [[nodiscard]] QString hindrance() const override;
  void layerChanged() override;
  void titlesKnown() override { fillFields(); }
  void fillFields();
  void kindChanged();
  [[nodiscard]] bool isNearest() const;
  [[nodiscard]] bool isDistance() const;
  [[nodiscard]] const store::LayerInfo* other() const;
  [[nodiscard]] QStringList taken() const;
  [[nodiscard]] query::JoinQuery joinQuery() const;

  QComboBox *m_other, *m_kind;
  QSpinBox* m_nearest;
  QDoubleSpinBox* m_metres;
  QCheckBox *m_limited, *m_all;
  QListWidget* m_fields;
};

}  // namespace gis::ui
