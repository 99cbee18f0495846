// Select by click, rectangle, polygon and radius.
#pragma once

#include <vector>

#include "gis_core/base/progress.h"
#include "gis_core/geometry/wkb.h"
#include "ui/canvas/tool.h"
#include "ui/models/selection.h"

namespace gis::ui {

/// The area that was drawn, in the CRS of the map.
struct SelectArea {
  geom::Bytes wkb;     ///< polygon; or the centre as a point
  double radius = 0;   ///< > 0: within this distance of the point
  bool click = false;  ///< a click: what lies under it, top feature only
  geom::MapPoint at;   ///< of the click
};

/// Shift adds, Ctrl takes away. Rectangle: drag. Polygon: clicks, right click, double click or Return ends,
/// Backspace takes back the last corner. Radius: drag from the centre.
class SelectTool : public Tool {
  Q_OBJECT
 public:
  enum class Shape { rectangle, polygon, radius };
  SelectTool(Shape shape, const QString& name, QObject* parent = nullptr) : Tool(name, parent), m_shape(shape) {}
  void activate(ToolHost& toolHost) override;
  void deactivate() override;
  [[nodiscard]] QCursor cursor() const override {
    return m_shape == Shape::rectangle ? Qt::ArrowCursor : Qt::CrossCursor;
  }
  [[nodiscard]] bool usesShift() const override { return true; }
  [[nodiscard]] bool usesRightClick() const override {
    return m_shape == Shape::polygon && (!m_points.empty() || m_rightEnded);
  }
  bool press(const MapMouse& mouse) override;
  bool move(const MapMouse& mouse) override;
  bool release(const MapMouse& mouse) override;
  bool doubleClick(const MapMouse& mouse) override;
  [[nodiscard]] bool claims(const QKeyEvent& event) const override;
  bool key(const QKeyEvent& event) override;
  void paint(QPainter& painter, const ToView& toView) const override;

 Q_SIGNALS:
  void drawn(const gis::ui::SelectArea& area, gis::ui::SelectionMode mode);

 private:
  void finishPolygon(Qt::KeyboardModifiers modifiers);

  Shape m_shape;
  std::vector<geom::MapPoint> m_points;
  geom::MapPoint m_pointer;
  bool m_rightEnded = false;  ///< until the next press: a right click's menu comes after its press or its release
};

[[nodiscard]] SelectionMode selectionMode(Qt::KeyboardModifiers modifiers);
/// The fids of `layer` that meet the area: candidates from the snapshot's tree, GEOS decides. Runs in a
/// worker thread. Errors: cancelled.
[[nodiscard]] std::vector<std::int64_t> fidsInArea(const MapScene& scene, const std::string& layer,
                                                   const SelectArea& area, const CancelToken& token);

}  // namespace gis::ui
