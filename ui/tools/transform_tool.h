// Moving and turning the selected features.
#pragma once

#include <QString>
#include <vector>

#include "gis_core/geometry/wkb.h"
#include "ui/canvas/tool.h"
#include "ui/models/selection.h"
#include "ui/tools/snapper.h"

namespace gis::ui {

/// What a drag asked for: east and north, or an angle about a place.
struct Transformation {
  bool isTurn = false;
  double east = 0, north = 0;  ///< map units
  double degrees = 0;          ///< clockwise
  geom::MapPoint about;
};

/// Drags the selection of the current layer; without one, the feature under the pointer. Moving snaps; Shift keeps to
/// one direction, or to steps of 15°. Escape gives up the drag. GUI thread.
class TransformTool : public Tool {
  Q_OBJECT
 public:
  enum class Kind { move, turn };
  TransformTool(Kind kind, Snapper& snapper, const QString& name, QObject* parent = nullptr)
      : Tool(name, parent), m_kind(kind), m_snapper(snapper) {}

  /// What is dragged: `fids` of `layer`; without any, a click takes the feature of the layer that is there.
  void setFeatures(const QString& layer, FidList fids);

  void activate(ToolHost& toolHost) override;
  void deactivate() override;
  [[nodiscard]] QCursor cursor() const override { return m_kind == Kind::move ? Qt::SizeAllCursor : Qt::CrossCursor; }
  [[nodiscard]] bool usesShift() const override { return true; }
  bool press(const MapMouse& mouse) override;
  bool move(const MapMouse& mouse) override;
  bool release(const MapMouse& mouse) override;
  bool key(const QKeyEvent& event) override;
  void paint(QPainter& painter, const ToView& toView) const override;

 Q_SIGNALS:
  void asked(const QString& layer, const std::vector<std::int64_t>& fids, const gis::ui::Transformation& how);
  void nothingHere();
  void givenUp();

 private:
  void loadShapes();
  [[nodiscard]] Transformation transformation(const MapMouse& mouse);
  [[nodiscard]] std::function<geom::MapPoint(geom::MapPoint)> change() const;

  Kind m_kind;
  Snapper& m_snapper;
  QString m_layer;
  FidList m_fids;  ///< shared with the selection, which may be large
  std::vector<std::int64_t> m_dragged;
  std::vector<geom::Bytes> m_shapes;  ///< of what is dragged, as far as it is drawn while dragging
  geom::Envelope m_box;
  geom::MapPoint m_from;
  Transformation m_now;
  bool m_dragging = false;
};

}  // namespace gis::ui
