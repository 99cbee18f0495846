// Measure a line or an area.
#pragma once

#include <vector>

#include "ui/canvas/tool.h"
#include "ui/tools/snapper.h"

namespace gis::ui {

/// Clicks add corners; Backspace takes the last one back; right click, double click or Return ends; the
/// next click begins anew; Escape clears.
class MeasureTool : public Tool {
  Q_OBJECT
 public:
  MeasureTool(bool area, const QString& name, QObject* parent = nullptr) : Tool(name, parent), m_area(area) {}
  [[nodiscard]] bool isArea() const { return m_area; }
  /// For what is drawn to become a border: its places snap. The snapper outlives the tool; null: places are taken as
  /// they are.
  void setSnapper(Snapper* snapper) { m_snapper = snapper; }
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
  /// The points changed, the pointer's place included while the line is being drawn. Empty: cleared.
  void changed(const std::vector<gis::geom::MapPoint>& points, bool finished);

 private:
  void tell();
  void finish();
  [[nodiscard]] geom::MapPoint placeOf(const MapMouse& mouse);

  bool m_area;
  Snapper* m_snapper = nullptr;
  bool m_finished = false;
  std::vector<geom::MapPoint> m_points;
  geom::MapPoint m_pointer;
};

}  // namespace gis::ui
