// What a map tool is. Tools speak map coordinates; only the canvas knows pixels.
#pragma once

#include <QCursor>
#include <QKeyEvent>
#include <QObject>
#include <QPainter>
#include <functional>
#include <memory>

#include "gis_core/geometry/envelope.h"
#include "ui/map/map_scene.h"

namespace gis::ui {

/// A mouse event, told in the map's CRS.
struct MapMouse {
  geom::MapPoint at;
  Qt::MouseButton button = Qt::NoButton;  ///< the one that changed
  Qt::MouseButtons buttons;               ///< those that are down
  Qt::KeyboardModifiers modifiers;
  /// How far a click may miss, in map units (5 dip).
  double tolerance = 0;
};

/// Map place → place in the widget, for painting what a tool shows.
using ToView = std::function<QPointF(geom::MapPoint)>;

/// What a tool may ask of the canvas.
class ToolHost {
 public:
  virtual ~ToolHost() = default;
  [[nodiscard]] virtual std::shared_ptr<const MapScene> mapScene() const = 0;
  [[nodiscard]] virtual geom::Envelope visibleExtent() const = 0;
  virtual void showExtent(const geom::Envelope& box) = 0;
  virtual void panBy(geom::MapPoint from, geom::MapPoint to) = 0;
  virtual void zoomBy(geom::MapPoint at, double factor) = 0;
  /// Every visible feature within the click tolerance: (layer, fid), top first. From memory, within 1 ms.
  [[nodiscard]] virtual std::vector<std::pair<QString, std::int64_t>> featuresAt(geom::MapPoint at) const = 0;
  /// Paint the tools anew.
  virtual void updateOverlay() = 0;
  /// A short hint for the status bar.
  virtual void showHint(const QString& text) = 0;
};

/// One tool of the map. Made once, switched on and off. GUI thread. Every function returns true when the
/// event was for it; the canvas then does nothing itself.
class Tool : public QObject {
  Q_OBJECT
 public:
  explicit Tool(const QString& name, QObject* parent = nullptr) : QObject(parent) { setObjectName(name); }

  virtual void activate(ToolHost& host) { m_host = &host; }
  /// What was begun is given up.
  virtual void deactivate() { m_host = nullptr; }
  [[nodiscard]] virtual QCursor cursor() const { return Qt::CrossCursor; }
  /// Tools that use Shift themselves (adding to a selection) keep the canvas from its Shift+drag zoom.
  [[nodiscard]] virtual bool usesShift() const { return false; }

  /// Tools that end something with the right button keep the canvas from its menu.
  [[nodiscard]] virtual bool usesRightClick() const { return false; }

  /// Keys that are for the tool now, although a command of the window has them, too (Delete of a chosen vertex).
  [[nodiscard]] virtual bool claims(const QKeyEvent&) const { return false; }

  virtual bool press(const MapMouse&) { return false; }
  virtual bool move(const MapMouse&) { return false; }
  virtual bool release(const MapMouse&) { return false; }
  virtual bool doubleClick(const MapMouse&) { return false; }
  /// Keys that no text field wanted: Backspace, Escape, Return …
  virtual bool key(const QKeyEvent&) { return false; }
  /// Drawn over the map at each frame; `painter` is in dip of the canvas.
  virtual void paint(QPainter&, const ToView&) const {}

 protected:
  /// Null while the tool is off.
  [[nodiscard]] ToolHost* host() const { return m_host; }

 private:
  ToolHost* m_host = nullptr;
};

}  // namespace gis::ui
