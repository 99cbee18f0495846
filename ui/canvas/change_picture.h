// Shapes over each other, fitted into a small picture: how a feature looked and how it shall look.
#pragma once

#include <QColor>
#include <QWidget>
#include <vector>

#include "gis_core/geometry/wkb.h"

namespace gis::ui {

/// GUI thread. Coordinates of all shapes are in one system.
class ChangePicture : public QWidget {
  Q_OBJECT
 public:
  struct Layer {
    geom::Bytes wkb;
    QColor colour;
    bool dashed = false;
    QString title;  ///< in the legend; empty: it is one more of the layer below
  };
  explicit ChangePicture(QWidget* parent = nullptr);
  /// Bottom to top; without a shape the picture stays empty.
  void show(std::vector<Layer> layers);
  [[nodiscard]] const std::vector<Layer>& layers() const { return m_layers; }
  [[nodiscard]] QSize sizeHint() const override { return {220, 160}; }
  /// Colours of what was, what is mine, and what comes in.
  static QColor before() { return {0xB0, 0x1E, 0x1E}; }
  static QColor after() { return {0x1B, 0x7F, 0x3B}; }
  static QColor base() { return {0x60, 0x60, 0x60}; }

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::vector<Layer> m_layers;
};

}  // namespace gis::ui
