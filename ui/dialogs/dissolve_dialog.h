// Features of a layer put together by the value of fields.
#pragma once

#include "ui/dialogs/new_layer_dialog.h"

class QListWidget;

namespace gis::ui {

/// Builds a query::DissolveQuery. Thread rule: GUI thread.
class DissolveDialog : public NewLayerDialog {
  Q_OBJECT
 public:
  DissolveDialog(CitySession& session, const QString& layer, QWidget* parent);

 private:
  [[nodiscard]] QString command() const override { return QStringLiteral("dissolve"); }
  [[nodiscard]] QString options() const override;
  [[nodiscard]] Work work() const override;
  [[nodiscard]] QString hindrance() const override;
  void layerChanged() override;
  void titlesKnown() override;
  [[nodiscard]] QStringList chosen() const;

  QListWidget* m_fields;
};

}  // namespace gis::ui
