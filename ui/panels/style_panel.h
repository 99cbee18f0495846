// The dock in which the looks of the current layer are edited, with the map as its preview.
#pragma once

#include <QPointer>
#include <QTimer>
#include <QWidget>
#include <string>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace gis::ui {

class MainWindow;
class MapDocument;
class StyleEditor;

/// Follows the current layer. Every change shows on the map of this window at once (MapDocument::setStylePreview);
/// Apply writes it to the city, where all see it. What was not applied goes with Revert, when another layer is chosen
/// and when the dock is closed. GUI thread.
class StylePanel : public QWidget {
  Q_OBJECT
 public:
  explicit StylePanel(MainWindow& window);
  /// Shows the current layer.
  void follow();

 protected:
  void changeEvent(QEvent* event) override;
  void showEvent(QShowEvent* event) override;
  void hideEvent(QHideEvent* event) override;

 private:
  void makeEditor();
  void retranslate();
  void preview();
  void apply();
  void revert();
  void sceneCame();
  void refresh();

  MainWindow& m_window;
  QPointer<MapDocument> m_document;  ///< a window that is closing hides its panels last
  StyleEditor* m_editor = nullptr;
  QVBoxLayout* m_column;
  QLabel* m_title;
  QPushButton *m_apply, *m_revert;
  QTimer m_soon;          ///< a dragged slider is one preview, not fifty
  QString m_layer;        ///< empty: none
  std::string m_applied;  ///< the style of the city, as JSON
};

}  // namespace gis::ui
