#include "ui/tools/transform_tool.h"

#include <cmath>

#include "gis_core/geometry/construction.h"
#include "gis_core/geometry/shape_edit.h"
#include "ui/canvas/shapes.h"
#include "ui/jobs/translate.h"
#include "ui/map/pick.h"
#include "ui/tools/sketch_style.h"

namespace gis::ui {
namespace {

constexpr std::size_t kMostDrawn = 300;  // features whose outline follows the pointer; all of them are changed
constexpr double kTurnStep = 15;

}  // namespace

void TransformTool::setFeatures(const QString& layer, FidList fids) {
  m_layer = layer;
  m_fids = std::move(fids);
}

void TransformTool::activate(ToolHost& toolHost) {
  Tool::activate(toolHost);
  toolHost.showHint(
      m_kind == Kind::move
          ? tr("Drag the selected features, or one; Shift keeps to one direction; Esc gives up")
          : tr("Drag around the middle of the selected features; Shift turns by steps of 15°; Esc gives up"));
}

void TransformTool::deactivate() {
  m_dragging = false;
  m_snapper.forget();
  Tool::deactivate();
}

void TransformTool::loadShapes() {
  m_shapes.clear();
  m_box = {};
  const auto scene = host()->mapScene();
  if (!scene) return;
  for (const std::int64_t fid : m_dragged) {
    if (m_shapes.size() == kMostDrawn) break;
    geom::Bytes wkb = geometryOf(*scene, toUtf8(m_layer), fid);
    if (wkb.empty()) continue;
    m_box.include(geom::envelopeOf(wkb));
    m_shapes.push_back(std::move(wkb));
  }
}

bool TransformTool::press(const MapMouse& mouse) {
  if (mouse.button != Qt::LeftButton || host() == nullptr) return false;
  m_dragged = m_fids ? *m_fids : std::vector<std::int64_t>();
  if (m_dragged.empty()) {
    for (const auto& [layer, fid] : host()->featuresAt(mouse.at)) {
      if (layer != m_layer) continue;
      m_dragged = {fid};
      break;
    }
  }
  loadShapes();
  if (m_shapes.empty()) {
    Q_EMIT nothingHere();
    return true;
  }
  m_dragging = true;
  m_from = m_kind == Kind::move ? m_snapper.place(*host(), mouse, std::nullopt) : mouse.at;
  m_snapper.forget();
  m_now = {};
  m_now.isTurn = m_kind == Kind::turn;
  m_now.about = m_box.centre();
  return true;
}

Transformation TransformTool::transformation(const MapMouse& mouse) {
  Transformation how = m_now;
  const bool stepped = (mouse.modifiers & Qt::ShiftModifier) != 0;
  if (m_kind == Kind::turn) {
    how.degrees = geom::courseOf(how.about, mouse.at).bearing - geom::courseOf(how.about, m_from).bearing;
    if (stepped) how.degrees = std::round(how.degrees / kTurnStep) * kTurnStep;
    return how;
  }
  const bool one = m_dragged.size() == 1;
  const geom::MapPoint to = m_snapper.place(*host(), mouse, std::nullopt, {},
                                            one ? SnapWithout{toUtf8(m_layer), m_dragged.front()} : SnapWithout{});
  how.east = to.x - m_from.x;
  how.north = to.y - m_from.y;
  if (stepped) (std::fabs(how.east) > std::fabs(how.north) ? how.north : how.east) = 0;
  return how;
}

bool TransformTool::move(const MapMouse& mouse) {
  if (!m_dragging) return false;
  m_now = transformation(mouse);
  if (host() != nullptr) {
    host()->showHint(m_now.isTurn ? tr("%1°").arg(m_now.degrees, 0, 'f', 2)
                                  : tr("east %1, north %2").arg(m_now.east, 0, 'f', 3).arg(m_now.north, 0, 'f', 3));
  }
  return true;
}

bool TransformTool::release(const MapMouse& mouse) {
  if (mouse.button != Qt::LeftButton) return false;
  if (!m_dragging) return true;
  m_now = transformation(mouse);
  m_dragging = false;
  m_snapper.forget();
  const bool any = m_now.isTurn ? m_now.degrees != 0 : std::hypot(m_now.east, m_now.north) > mouse.tolerance / 2;
  if (any) Q_EMIT asked(m_layer, m_dragged, m_now);
  return true;
}

bool TransformTool::key(const QKeyEvent& event) {
  if (event.key() != Qt::Key_Escape) return false;
  if (m_dragging)
    m_dragging = false;
  else
    Q_EMIT givenUp();
  m_snapper.forget();
  return true;
}

std::function<geom::MapPoint(geom::MapPoint)> TransformTool::change() const {
  return m_now.isTurn ? geom::turn(m_now.about, m_now.degrees) : geom::shift(m_now.east, m_now.north);
}

void TransformTool::paint(QPainter& painter, const ToView& toView) const {
  if (!m_dragging) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const auto moved = change();
  for (const geom::Bytes& wkb : m_shapes) {
    const Shape shape = shapeOf(wkb, [&](geom::MapPoint p) { return toView(moved(p)); });
    painter.setBrush(shape.area ? QBrush(QColor(0x00, 0x6d, 0xcc, 40)) : QBrush(Qt::NoBrush));
    painter.setPen(QPen(kSketchColour, 2));
    painter.drawPath(shape.path);
    for (const QPointF& at : shape.points) drawHandle(painter, at, true);
  }
  if (m_now.isTurn) drawHandle(painter, toView(m_now.about), true);
  painter.restore();
  m_snapper.paint(painter, toView);
}

}  // namespace gis::ui
