// Drawing a point, a line or an area by hand.
#pragma once

#include <vector>

#include "gis_core/geometry/construction.h"
#include "ui/canvas/tool.h"
#include "ui/tools/snapper.h"

namespace gis::ui {

/// Clicks set places, snapped; what is typed goes through type(). Backspace takes the last place back, also one of a
/// sketch that was ended by mistake; double click, right click or Return ends it; Escape puts it aside, and reopen()
/// brings it back: nothing is asked, nothing is lost.
class DrawTool : public Tool {
  Q_OBJECT
 public:
  enum class Shape { point, line, polygon };
  /// How the next place follows the edge before it. An arc takes two places: one on it, and its end.
  enum class Way { free, rightAngle, parallel, arc };

  DrawTool(Shape shape, Snapper& snapper, const QString& name, QObject* parent = nullptr);
  [[nodiscard]] Shape shape() const { return m_shape; }
  [[nodiscard]] const std::vector<geom::MapPoint>& places() const { return m_places; }
  [[nodiscard]] Way way() const { return m_way; }
  void setWay(Way way);
  /// Furthest that the chords of an arc may lie from it, in map units.
  void setArcTolerance(double mapUnits) { m_arcTolerance = mapUnits; }
  /// A typed place; throws Error(invalidValue).
  void type(const QString& text, geom::CoordinateOrder order);
  /// The sketch that was ended or put aside last, with its places; false when there is none.
  bool reopen();
  [[nodiscard]] bool canReopen() const { return !m_last.empty(); }
  void finish();
  /// Takes the last place back, as Backspace and Delete do.
  void takeBack();

  void activate(ToolHost& toolHost) override;
  void deactivate() override;
  [[nodiscard]] bool usesRightClick() const override { return true; }
  bool press(const MapMouse& mouse) override;
  bool move(const MapMouse& mouse) override;
  bool release(const MapMouse& mouse) override;
  bool doubleClick(const MapMouse& mouse) override;
  [[nodiscard]] bool claims(const QKeyEvent& event) const override;
  bool key(const QKeyEvent& event) override;
  void paint(QPainter& painter, const ToView& toView) const override;

 Q_SIGNALS:
  /// The places, or where the pointer is, changed.
  void changed();
  /// WKB of what was drawn, single, in the CRS of the map.
  void drawn(const gis::geom::Bytes& wkb);
  /// The sketch has too few places to be ended.
  void tooFew(int needed);
  /// Escape with nothing begun.
  void givenUp();

 private:
  [[nodiscard]] std::size_t needed() const { return static_cast<std::size_t>(m_shape) + 1; }
  geom::MapPoint placeOf(const MapMouse& mouse);
  void take(geom::MapPoint place);
  void putAside();
  [[nodiscard]] std::vector<geom::MapPoint> shown() const;

  Shape m_shape;
  Snapper& m_snapper;
  Way m_way = Way::free;
  double m_arcTolerance = 0.05;
  std::vector<geom::MapPoint> m_places, m_last;
  std::vector<std::size_t> m_steps;  ///< how many places each click set: an arc is taken back as one
  std::vector<std::size_t> m_lastSteps;
  std::optional<geom::MapPoint> m_onArc;  ///< the first of an arc's two places
  std::optional<geom::SnapEdge> m_along;  ///< the edge a parallel follows
  geom::MapPoint m_pointer;
  bool m_hasPointer = false;
};

}  // namespace gis::ui
