// Two layers cut by each other.
#pragma once

#include "ui/dialogs/new_layer_dialog.h"

class QComboBox;
class QLineEdit;

namespace gis::ui {

/// Builds a query::OverlayQuery. Thread rule: GUI thread.
class OverlayDialog : public NewLayerDialog {
  Q_OBJECT
 public:
  OverlayDialog(CitySession& session, const QString& layer, QWidget* parent);

 private:
  [[nodiscard]] QString command() const override { return QStringLiteral("overlay"); }
  [[nodiscard]] QString options() const override;
  [[nodiscard]] Work work() const override;
  [[nodiscard]] QString hindrance() const override;
  [[nodiscard]] const store::LayerInfo* other() const;
  [[nodiscard]] std::string otherWhere() const;

  QComboBox *m_kind, *m_other;
  QLineEdit* m_otherWhere;
};

}  // namespace gis::ui
