// The row of the base map below the layer tree: switch, fade, another one, away with it.
#pragma once

#include <QWidget>

class QCheckBox;
class QLabel;
class QSlider;
class QToolButton;

namespace gis::ui {

class Commands;
class MapDocument;

/// Hidden while no base map is chosen. GUI thread.
class BaseMapRow : public QWidget {
  Q_OBJECT
 public:
  BaseMapRow(MapDocument& document, Commands& commands, QWidget* parent = nullptr);

 protected:
  void changeEvent(QEvent* event) override;

 private:
  void retranslate();
  void showMap();

  MapDocument& m_document;
  QCheckBox* m_visible;
  QSlider* m_fade;
  QToolButton *m_other, *m_remove;
  QLabel* m_trouble;
};

}  // namespace gis::ui
