// Snapping for the drawing tools: where the pointer comes to lie, and the hint that shows it.
#pragma once

#include <QObject>
#include <QPainter>
#include <optional>
#include <string>
#include <vector>

#include "gis_core/geometry/snapping.h"
#include "ui/canvas/tool.h"

namespace gis::ui {

/// What a search leaves out: the feature that is being moved.
struct SnapWithout {
  std::string layer;
  std::int64_t fid = 0;
};

/// One for all tools of a window. A search looks at a limited number of shapes of the scene in memory, fresh edits
/// included (geom::snap), so it is done at every move of the pointer. GUI thread.
class Snapper : public QObject {
  Q_OBJECT
 public:
  explicit Snapper(QObject* parent = nullptr) : QObject(parent) {}

  [[nodiscard]] bool isOn() const { return m_on; }
  void setOn(bool on);
  [[nodiscard]] int tolerancePixels() const { return m_tolerancePixels; }
  void setTolerancePixels(int pixels) { m_tolerancePixels = pixels; }

  /// Where `mouse` means: the snapped place, or its own. `from`: the place before (right angles are seen from it);
  /// `own`: shapes of a sketch that is not in the city.
  geom::MapPoint place(const ToolHost& host, const MapMouse& mouse, const std::optional<geom::MapPoint>& from,
                       const std::vector<geom::Bytes>& own = {}, const SnapWithout& without = {});
  /// What the last place() snapped to.
  [[nodiscard]] const std::optional<geom::Snap>& found() const { return m_found; }
  void forget();
  /// The mark and the words beside it: "vertex", "edge" …
  void paint(QPainter& painter, const ToView& toView) const;
  [[nodiscard]] static QString kindText(geom::SnapKind kind);

 Q_SIGNALS:
  void switched(bool on);

 private:
  bool m_on = true;
  int m_tolerancePixels = 12;
  bool m_cutShort = false;
  std::optional<geom::Snap> m_found;
};

}  // namespace gis::ui
