// Typing places while drawing: coordinates, length and bearing, right angles, parallels, arcs.
#pragma once

#include <QFrame>

#include "gis_core/geometry/construction.h"
#include "ui/tools/draw_tool.h"

class QButtonGroup;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace gis::ui {

class UserSettings;

/// Lies over the map (beside it in the tree of widgets: its keys are not the map's), top left, while a drawing tool is
/// on. Return in the field sets the place; an empty Return ends the sketch. Objects: constructionBox, constructionEdit,
/// constructionOrder, constructionFree, constructionRight, constructionParallel, constructionArc, constructionBack,
/// constructionReopen, constructionEnd, constructionFigures. GUI thread.
class ConstructionBox : public QFrame {
  Q_OBJECT
 public:
  ConstructionBox(UserSettings& settings, QWidget* canvas);
  /// The tool that is typed for; null hides the box.
  void setTool(DrawTool* tool);
  /// Lengths are metres only in a projected city.
  void setGeographic(bool geographic) { m_geographic = geographic; }

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void retranslate();
  void refresh();
  void typed();
  [[nodiscard]] geom::CoordinateOrder order() const;

  UserSettings& m_settings;
  QWidget* m_canvas;
  DrawTool* m_tool = nullptr;
  QLineEdit* m_edit;
  QComboBox* m_order;
  QButtonGroup* m_ways;
  QToolButton *m_back, *m_reopen, *m_end;
  QLabel* m_figures;
  QString m_fault;
  bool m_geographic = false;
};

}  // namespace gis::ui
