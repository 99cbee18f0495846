// Layer > Style: how a layer looks, seen on the map while it is changed.
#pragma once

#include <QDialog>
#include <memory>

#include "gis_core/snapshot/layer_view.h"
#include "gis_core/style/layer_style.h"
#include "ui/jobs/city_session.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QLabel;
class QSlider;
class QSpinBox;
class QTableWidget;

namespace gis::ui {

/// Single symbol, classes by value or by number; colours, widths, opacity, scales and labels. Apply writes the
/// style to the city. GUI thread; classes are counted by jobs.
class LayerStyleDialog : public QDialog {
  Q_OBJECT
 public:
  /// `shown`: the layer as the map shows it (for its values); may be null.
  LayerStyleDialog(CitySession& session, const store::LayerInfo& layer, std::shared_ptr<const snapshot::LayerView> data,
                   QWidget* parent);
  ~LayerStyleDialog() override;
  [[nodiscard]] const style::LayerStyle& layerStyle() const { return m_style; }

 Q_SIGNALS:
  /// The style was written to the city.
  void applied();

 private:
  QWidget* makeClasses();
  QWidget* makeLabels();
  void showStyle();
  void showClasses();
  void readWidgets();
  void classify();
  void editColour(int row, int column);
  void apply();
  void useDefault();
  void load();
  void save();

  CitySession& m_session;
  store::LayerInfo m_layer;
  std::shared_ptr<const snapshot::LayerView> m_data;
  style::LayerStyle m_style;
  int m_dimension = 2;
  QComboBox *m_kind = nullptr, *m_field = nullptr, *m_method = nullptr, *m_ramp = nullptr;
  QSpinBox* m_count = nullptr;
  QTableWidget* m_classes = nullptr;
  QSlider* m_opacity = nullptr;
  QDoubleSpinBox *m_nearest = nullptr, *m_farthest = nullptr, *m_labelSize = nullptr, *m_labelFarthest = nullptr;
  QCheckBox* m_labels = nullptr;
  QComboBox* m_labelText = nullptr;
  QLabel* m_note = nullptr;
  JobHandle m_job;
};

}  // namespace gis::ui
