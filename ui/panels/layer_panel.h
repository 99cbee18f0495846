// The layer tree with its tool row and context menu.
#pragma once

#include <QWidget>

class QMenu;
class QToolButton;
class QTreeView;

namespace gis::ui {

class Commands;
class LayerTreeModel;
class MapDocument;

/// Left panel: check boxes, drag to reorder, legend, context menu, and the fade of the base map. GUI thread.
class LayerPanel : public QWidget {
  Q_OBJECT
 public:
  LayerPanel(LayerTreeModel& model, MapDocument& document, Commands& commands, QWidget* parent = nullptr);
  [[nodiscard]] QString currentLayer() const;
  void setCurrentLayer(const QString& name);

 Q_SIGNALS:
  void currentChanged(const QString& layer);
  void menuAboutToShow(QMenu* menu, const QString& layer);
  void layerActivated(const QString& layer);

 protected:
  void changeEvent(QEvent* event) override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void retranslate();
  void openMenu(const QPoint& at);
  void keepState();
  [[nodiscard]] QString firstLayer() const;
  void restoreState();

  LayerTreeModel& m_model;
  MapDocument& m_document;
  Commands& m_commands;
  QTreeView* m_tree;
  QToolButton *m_showAll, *m_hideAll, *m_expand, *m_collapse;
  QString m_current;
  QStringList m_expanded, m_collapsedGroups;
};

}  // namespace gis::ui
