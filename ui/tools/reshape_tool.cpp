#include "ui/tools/reshape_tool.h"

#include <cmath>

#include "gis_core/base/error.h"
#include "ui/jobs/translate.h"
#include "ui/map/pick.h"
#include "ui/tools/sketch_style.h"

namespace gis::ui {
namespace {

constexpr std::size_t kMostHandles = 5000;  // drawn; all of them can be moved

double distanceBetween(geom::MapPoint a, geom::MapPoint b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

}  // namespace

void ReshapeTool::setLayer(const QString& layer) {
  if (m_layer == layer) return;
  drop();
  m_layer = layer;
}

void ReshapeTool::show(const QString& layer, std::int64_t fid) {
  setLayer(layer);
  take(fid);
}

void ReshapeTool::drop() {
  m_fid = 0;
  m_shape.reset();
  m_chosen.reset();
  m_before.clear();
  m_dragging = m_moved = m_inserted = m_pending = false;
  m_snapper.forget();
  if (host() != nullptr) host()->updateOverlay();
}

void ReshapeTool::take(std::int64_t fid) {
  drop();
  const auto scene = host() == nullptr ? nullptr : host()->mapScene();
  if (!scene) return;
  m_before = geometryOf(*scene, toUtf8(m_layer), fid);
  if (m_before.empty()) return;
  try {
    m_shape.emplace(m_before);
    m_fid = fid;
  } catch (const Error& error) {
    Q_EMIT refused(sentence(error));
  }
  host()->updateOverlay();
}

void ReshapeTool::sceneChanged() {
  if (m_fid == 0 || m_dragging || m_pending || host() == nullptr) return;
  const auto scene = host()->mapScene();
  if (!scene) return;
  geom::Bytes now = geometryOf(*scene, toUtf8(m_layer), m_fid);
  if (now == m_before) return;
  const auto chosen = m_chosen;
  const std::int64_t fid = m_fid;
  take(fid);
  if (!m_shape || !chosen) return;
  const auto& parts = m_shape->parts();
  const bool there = chosen->part < parts.size() && chosen->ring < parts[chosen->part].rings.size() &&
                     chosen->vertex < parts[chosen->part].rings[chosen->ring].size();
  if (there) m_chosen = chosen;
}

void ReshapeTool::activate(ToolHost& toolHost) {
  Tool::activate(toolHost);
  toolHost.showHint(
      tr("Click a feature; drag a handle, or an edge for a new vertex; Del takes the chosen vertex away; S switches "
         "snapping"));
  if (m_fid != 0) take(m_fid);
}

void ReshapeTool::deactivate() {
  drop();
  Tool::deactivate();
}

bool ReshapeTool::claims(const QKeyEvent& event) const {
  // Shift+Del is the command that takes the whole ring
  const bool plain = (event.modifiers() & ~Qt::KeypadModifier) == Qt::NoModifier;
  return m_chosen && plain && (event.key() == Qt::Key_Delete || event.key() == Qt::Key_Backspace);
}

bool ReshapeTool::press(const MapMouse& mouse) {
  if (mouse.button != Qt::LeftButton || host() == nullptr) return false;
  if (m_pending) return true;
  if (m_shape) {
    const auto vertex = geom::nearestVertex(*m_shape, mouse.at);
    if (vertex && vertex->distance <= mouse.tolerance) {
      m_chosen = vertex->at;
      m_dragging = true;
      m_moved = m_inserted = false;
      m_from = mouse.at;
      return true;
    }
    const auto edge = geom::nearestEdge(*m_shape, mouse.at);
    if (edge && edge->distance <= mouse.tolerance) {
      m_chosen = edge->at;
      m_dragging = m_inserted = true;
      m_moved = false;
      m_from = mouse.at;
      return true;
    }
  }
  for (const auto& [layer, fid] : host()->featuresAt(mouse.at)) {
    if (layer != m_layer) continue;
    take(fid);
    return true;
  }
  drop();
  return true;
}

bool ReshapeTool::move(const MapMouse& mouse) {
  if (!m_shape || host() == nullptr) return false;
  if (!m_dragging) return false;
  // a click that trembles moves nothing
  if (!m_moved && distanceBetween(m_from, mouse.at) < mouse.tolerance / 2) return true;
  const geom::MapPoint place = m_snapper.place(*host(), mouse, std::nullopt, {}, SnapWithout{toUtf8(m_layer), m_fid});
  if (!m_moved && m_inserted) m_shape->insertVertex(*m_chosen, place);
  m_moved = true;
  m_shape->moveVertex(*m_chosen, place);
  return true;
}

bool ReshapeTool::release(const MapMouse& mouse) {
  if (mouse.button != Qt::LeftButton || !m_dragging) return mouse.button == Qt::LeftButton;
  m_dragging = false;
  m_snapper.forget();
  if (m_moved)
    handOut();
  else if (m_inserted)
    m_chosen.reset();  // a click on an edge chooses nothing
  return true;
}

void ReshapeTool::handOut() {
  ShapeEdit edit{m_layer, m_fid, m_before, m_shape->wkb()};
  if (edit.after == edit.before) return;
  m_pending = true;
  Q_EMIT edited(edit);
}

void ReshapeTool::written(bool done) {
  if (!m_pending) return;
  m_pending = false;
  if (!m_shape) return;
  if (done) {
    m_before = m_shape->wkb();
  } else {
    m_shape.emplace(m_before);
    m_chosen.reset();
  }
  if (host() != nullptr) host()->updateOverlay();
}

void ReshapeTool::removeVertex() {
  if (!m_shape || !m_chosen || m_pending) return;
  try {
    m_shape->removeVertex(*m_chosen);
    m_chosen.reset();
    handOut();
  } catch (const Error& error) {
    Q_EMIT refused(sentence(error));
  }
}

void ReshapeTool::removeRing() {
  if (!m_shape || m_pending) return;
  try {
    if (!m_chosen) {
      Q_EMIT refused(tr("Choose a vertex of the hole or the part first."));
      return;
    }
    if (m_chosen->ring > 0)
      m_shape->removeHole(m_chosen->part, m_chosen->ring);
    else
      m_shape->removePart(m_chosen->part);
    m_chosen.reset();
    handOut();
  } catch (const Error& error) {
    Q_EMIT refused(sentence(error));
  }
}

bool ReshapeTool::key(const QKeyEvent& event) {
  if (event.key() == Qt::Key_Escape) {
    if (m_dragging && m_shape) {
      m_shape.emplace(m_before);
      m_dragging = false;
      m_chosen.reset();
      m_snapper.forget();
    } else if (m_fid != 0 && !m_pending) {
      drop();
    } else {
      Q_EMIT givenUp();
    }
    return true;
  }
  if (!claims(event)) return false;
  removeVertex();
  return true;
}

void ReshapeTool::paint(QPainter& painter, const ToView& toView) const {
  if (!m_shape) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  std::size_t drawn = 0;
  for (std::size_t p = 0; p < m_shape->parts().size(); ++p) {
    for (std::size_t r = 0; r < m_shape->parts()[p].rings.size(); ++r) {
      const auto& ring = m_shape->parts()[p].rings[r];
      QPolygonF line;
      for (const geom::ShapeVertex& v : ring) line << toView({v.x, v.y});
      if (m_shape->dimension() == 2) line << line.front();
      if (m_shape->dimension() > 0) drawSketchLine(painter, line);
      for (std::size_t v = 0; v < ring.size() && drawn < kMostHandles; ++v, ++drawn) {
        const bool chosen = m_chosen && *m_chosen == geom::VertexAt{p, r, v} && (m_moved || !m_inserted);
        drawHandle(painter, toView({ring[v].x, ring[v].y}), chosen);
      }
    }
  }
  painter.restore();
  m_snapper.paint(painter, toView);
}

}  // namespace gis::ui
