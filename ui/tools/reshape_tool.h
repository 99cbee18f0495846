// Moving, inserting and deleting the vertices of one feature.
#pragma once

#include <QString>
#include <optional>

#include "gis_core/geometry/shape_edit.h"
#include "ui/canvas/tool.h"
#include "ui/tools/snapper.h"

namespace gis::ui {

/// A change of one feature's shape, to be written if the city still has it as it was.
struct ShapeEdit {
  QString layer;
  std::int64_t fid = 0;
  geom::Bytes before, after;
};

/// A click on a feature of the current layer shows its vertices. Dragging a handle moves it, dragging an edge makes a
/// new vertex there, Delete or Backspace takes the chosen one away; snapped, Alt leaves that out. Escape gives up the
/// drag, then the feature. GUI thread.
class ReshapeTool : public Tool {
  Q_OBJECT
 public:
  ReshapeTool(Snapper& snapper, const QString& name, QObject* parent = nullptr)
      : Tool(name, parent), m_snapper(snapper) {}

  /// Features of this layer are reshaped; empty: none.
  void setLayer(const QString& layer);
  /// Shows the handles of a feature.
  void show(const QString& layer, std::int64_t fid);
  /// The scene is another one: what others changed is shown as it is now.
  void sceneChanged();
  /// The edit that was handed out is in the city, or was refused.
  void written(bool done);
  [[nodiscard]] std::int64_t fid() const { return m_fid; }
  [[nodiscard]] const std::optional<geom::VertexAt>& chosen() const { return m_chosen; }
  /// Takes the hole or the part of the chosen vertex away.
  void removeRing();
  void removeVertex();

  void activate(ToolHost& toolHost) override;
  void deactivate() override;
  [[nodiscard]] QCursor cursor() const override { return Qt::ArrowCursor; }
  [[nodiscard]] bool claims(const QKeyEvent& event) const override;
  bool press(const MapMouse& mouse) override;
  bool move(const MapMouse& mouse) override;
  bool release(const MapMouse& mouse) override;
  bool key(const QKeyEvent& event) override;
  void paint(QPainter& painter, const ToView& toView) const override;

 Q_SIGNALS:
  void edited(const gis::ui::ShapeEdit& edit);
  void refused(const QString& sentence);
  void givenUp();

 private:
  void take(std::int64_t fid);
  void handOut();
  void drop();

  Snapper& m_snapper;
  QString m_layer;
  std::int64_t m_fid = 0;
  geom::Bytes m_before;
  std::optional<geom::EditableShape> m_shape;
  std::optional<geom::VertexAt> m_chosen;
  geom::MapPoint m_from;
  bool m_dragging = false, m_moved = false, m_inserted = false;
  bool m_pending = false;  ///< an edit is being written: the shape on screen is the new one
};

}  // namespace gis::ui
