// How a layer looks, in one place: symbols, points that gather, labels.
#pragma once

#include <QWidget>
#include <memory>
#include <utility>
#include <vector>

#include "gis_core/snapshot/layer_view.h"
#include "gis_core/style/layer_style.h"
#include "ui/jobs/city_session.h"

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLabel;
class QPushButton;
class QSlider;
class QSpinBox;
class QTableWidget;
class QTabWidget;
class QToolButton;

namespace gis::ui {

/// Edits a style; every change is told at once, so that the map can show it, and can be taken back. Writes nothing:
/// whoever owns the editor does. GUI thread; classes are made and files are read by jobs.
class StyleEditor : public QWidget {
  Q_OBJECT
 public:
  explicit StyleEditor(CitySession& session, QWidget* parent = nullptr);
  ~StyleEditor() override;

  /// Shows the style of a layer; `shown`: the layer as the map shows it (for its values); may be null. Forgets what
  /// could be taken back.
  void setLayer(const store::LayerInfo& layer, std::shared_ptr<const snapshot::LayerView> shown);
  void setData(std::shared_ptr<const snapshot::LayerView> shown) { m_data = std::move(shown); }
  [[nodiscard]] const store::LayerInfo& layer() const { return m_layer; }
  [[nodiscard]] const style::LayerStyle& layerStyle() const { return m_style; }
  /// Takes another style over, as a change that can be taken back.
  void change(style::LayerStyle style);
  void undo();
  void redo();
  void say(const QString& text);

 Q_SIGNALS:
  void changed();

 private:
  QWidget* makeTop();
  QWidget* makeSymbols();
  QWidget* makePoints();
  QWidget* makeLabels();
  QDoubleSpinBox* number(QFormLayout* form, const char* name, const QString& text, double low, double high,
                         double step);
  QDoubleSpinBox* scale(const char* name, const QString& text);
  QPushButton* colourButton(QFormLayout* form, const char* name, const QString& text,
                            style::Colour* (StyleEditor::*of)());
  void showStyle();
  void showClasses();
  void showChosenClass();
  void readWidgets();
  void classify();
  void chooseColour(style::Colour* (StyleEditor::*of)(), const QString& title);
  void addClass();
  void removeClasses();
  void moveClass(int step);
  void load();
  void save();
  void chooseDrawing();
  void fillPresets(QMenu* menu);
  [[nodiscard]] std::vector<int> chosenRows() const;
  [[nodiscard]] style::StyleClass& chosenClass();
  style::Colour* fillColour();
  style::Colour* edgeColour();
  style::Colour* patternColour();
  style::Colour* labelColour() { return &m_edited.labels.colour; }
  style::Colour* haloColour() { return &m_edited.labels.halo; }
  style::Colour* clusterColour();

  CitySession& m_session;
  store::LayerInfo m_layer;
  std::shared_ptr<const snapshot::LayerView> m_data;
  style::LayerStyle m_style;                         ///< as told last
  style::LayerStyle m_edited;                        ///< while a change is being read from the fields
  std::vector<style::LayerStyle> m_before, m_after;  ///< what can be taken back, and done again
  int m_dimension = 2;
  bool m_showing = false;
  JobHandle m_job;

  std::vector<std::pair<QPushButton*, style::Colour* (StyleEditor::*)()>> m_colours;  ///< buttons that show a colour
  QTabWidget* m_tabs = nullptr;
  QToolButton *m_undo = nullptr, *m_redo = nullptr;
  QComboBox *m_kind = nullptr, *m_field = nullptr, *m_method = nullptr, *m_ramp = nullptr, *m_pattern = nullptr,
            *m_marker = nullptr, *m_gather = nullptr, *m_heatRamp = nullptr, *m_labelText = nullptr,
            *m_placement = nullptr;
  QSpinBox* m_count = nullptr;
  QTableWidget* m_classes = nullptr;
  QSlider* m_opacity = nullptr;
  QDoubleSpinBox *m_nearest = nullptr, *m_farthest = nullptr, *m_classNearest = nullptr, *m_classFarthest = nullptr,
                 *m_size = nullptr, *m_edgeWidth = nullptr, *m_dash = nullptr, *m_spacing = nullptr,
                 *m_heatRadius = nullptr, *m_heatMaximum = nullptr, *m_clusterRadius = nullptr,
                 *m_clusterFrom = nullptr, *m_labelSize = nullptr, *m_labelNearest = nullptr,
                 *m_labelFarthest = nullptr, *m_halo = nullptr, *m_priority = nullptr, *m_repeat = nullptr;
  QCheckBox *m_labels = nullptr, *m_bold = nullptr, *m_mustFit = nullptr;
  QLabel* m_note = nullptr;
};

}  // namespace gis::ui
