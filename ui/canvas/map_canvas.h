// The map widget.
#pragma once

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>
#include <atomic>
#include <map>
#include <memory>
#include <vector>

#include "gis_core/geometry/wkb.h"
#include "ui/canvas/tool.h"
#include "ui/canvas/view_history.h"
#include "ui/map/map_view.h"
#include "ui/map/tile_engine.h"
#include "ui/models/selection.h"

namespace gis::ui {

class SelectionOverlay;

/// Shows a MapScene through the tile engine and hands the mouse to the tool that is on. It never waits for
/// drawing. GUI thread.
///
/// Mouse: wheel zooms at the pointer (a notch = factor 2); middle button drags; Space + move pans with any
/// tool; Shift + drag zooms to the box (unless the tool uses Shift). Keys: arrows pan, PageUp and PageDown
/// zoom, + and − too.
class MapCanvas : public QWidget, public ToolHost {
  Q_OBJECT
 public:
  explicit MapCanvas(Selection& selection, QWidget* parent = nullptr);
  ~MapCanvas() override;

  void setScene(std::shared_ptr<const MapScene> scene);
  [[nodiscard]] const MapView& view() const { return m_view; }
  [[nodiscard]] TileEngine& engine() { return *m_engine; }
  /// 1 : N of the screen.
  [[nodiscard]] double scaleDenominator() const;
  void setScaleDenominator(double n);

  void showExtent(const geom::Envelope& box) override;
  /// The same without the margin: a view that was remembered.
  void restoreExtent(const geom::Envelope& box);
  /// Centre on a place, at least as near as 1 : `nearest` when that is > 0.
  void centreOn(geom::MapPoint place, double nearest = 0);
  void zoom(double factor);
  void goBack();
  void goForward();
  [[nodiscard]] bool canGoBack() const { return m_history.canGoBack(); }
  [[nodiscard]] bool canGoForward() const { return m_history.canGoForward(); }
  void clearHistory() { m_history.clear(); }

  /// The tool for the left button; null: dragging pans.
  void setTool(Tool* tool);
  [[nodiscard]] Tool* tool() const { return m_tool; }
  /// Keys that pan while they are held (Space always does).
  void setHoldPanKey(int key) { m_holdPanKey = key; }

  /// Blinks a geometry (CRS of the map) three times.
  void flash(const geom::Bytes& wkb);
  /// Something drawn over the map by name, e.g. the place of an incident being written; empty removes it.
  void setOverlay(const QString& name, std::function<void(QPainter&, const ToView&)> paint);

  /// The frame on screen is complete and the highlight belongs to it.
  [[nodiscard]] bool isComplete() const;
  [[nodiscard]] const FrameState& frameState() const { return m_state; }

  // ToolHost
  [[nodiscard]] std::shared_ptr<const MapScene> mapScene() const override { return m_scene; }
  [[nodiscard]] geom::Envelope visibleExtent() const override { return m_view.extent(); }
  void panBy(geom::MapPoint from, geom::MapPoint to) override;
  void zoomBy(geom::MapPoint at, double factor) override;
  [[nodiscard]] std::vector<std::pair<QString, std::int64_t>> featuresAt(geom::MapPoint at) const override;
  void updateOverlay() override { update(); }
  void showHint(const QString& text) override { Q_EMIT hint(text); }

  [[nodiscard]] QSize sizeHint() const override { return {900, 600}; }

 Q_SIGNALS:
  void viewChanged();
  void historyChanged();
  void pointerAt(gis::geom::MapPoint at);
  void pointerLeft();
  /// The picture became complete.
  void completed();
  void hint(const QString& text);
  void toolChanged(gis::ui::Tool* tool);
  void menuWanted(gis::geom::MapPoint at, const QPoint& global);
  void filesDropped(const QStringList& files);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  bool event(QEvent* event) override;

 private:
  static constexpr double kClickToleranceDip = 5;  ///< a click this near a line or point means it
  enum class Drag { none, pan, box };
  void setView(const MapView& view, bool remember = true);
  void paintOver(QPainter& painter);
  void paintFlash(QPainter& painter, const ToView& toView) const;
  [[nodiscard]] MapMouse mapMouse(const QMouseEvent& event) const;
  void updateCursor();
  void panPixels(QPointF by);
  bool panOrZoomKey(const QKeyEvent& event);

  std::shared_ptr<const MapScene> m_scene;
  std::unique_ptr<TileEngine> m_engine;
  std::atomic<bool> m_arrivalPosted{false};
  SelectionOverlay* m_highlight;
  MapView m_view;
  ViewHistory m_history;
  QTimer m_rest;  ///< runs out when the view has come to rest
  FrameState m_state;
  bool m_wasComplete = false;
  bool m_painted = false;  ///< the frame on screen belongs to m_view and m_scene
  Tool* m_tool = nullptr;
  Drag m_drag = Drag::none;
  bool m_spaceDown = false;
  int m_holdPanKey = 0;
  QPointF m_dragFrom, m_pointer;
  geom::Bytes m_flash;
  int m_flashStep = 0;
  QTimer m_flashTimer;
  std::map<QString, std::function<void(QPainter&, const ToView&)>> m_overlays;
};

}  // namespace gis::ui
