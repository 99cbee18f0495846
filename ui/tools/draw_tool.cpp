#include "ui/tools/draw_tool.h"

#include "gis_core/geometry/shape_edit.h"
#include "ui/jobs/translate.h"
#include "ui/tools/delete_key.h"
#include "ui/tools/sketch_style.h"

namespace gis::ui {

DrawTool::DrawTool(Shape shape, Snapper& snapper, const QString& name, QObject* parent)
    : Tool(name, parent), m_shape(shape), m_snapper(snapper) {}

void DrawTool::activate(ToolHost& toolHost) {
  Tool::activate(toolHost);
  toolHost.showHint(m_shape == Shape::point
                        ? tr("Click the place, or type it; S switches snapping, Alt leaves it out once")
                        : tr("Click or type the places; Backspace takes one back, right click or Enter ends, Esc puts "
                             "the sketch aside; S switches snapping"));
  Q_EMIT changed();
}

void DrawTool::deactivate() {
  putAside();
  m_snapper.forget();
  m_hasPointer = false;
  Tool::deactivate();
  Q_EMIT changed();
}

void DrawTool::setWay(Way way) {
  m_way = way;
  m_onArc.reset();
  m_along.reset();
  // a parallel follows the edge that the pointer is on now
  if (way == Way::parallel && m_snapper.found()) m_along = m_snapper.found()->edge;
  if (host() != nullptr) host()->updateOverlay();
  Q_EMIT changed();
}

geom::MapPoint DrawTool::placeOf(const MapMouse& mouse) {
  if (host() == nullptr) return mouse.at;
  std::optional<geom::MapPoint> from;
  std::vector<geom::Bytes> own;
  if (!m_places.empty()) from = m_places.back();
  if (m_places.size() > 1) own.push_back(geom::lineWkb(m_places));
  const geom::MapPoint place = m_snapper.place(*host(), mouse, from, own);
  const bool isVertex = m_snapper.found() && m_snapper.found()->kind == geom::SnapKind::vertex;
  if (isVertex || m_places.empty()) return place;  // a vertex that is meant is taken to its very bits
  const std::size_t n = m_places.size();
  const auto bent = [&](geom::MapPoint at) {
    m_snapper.forget();
    return at;
  };
  if (m_way == Way::parallel && (m_along || n > 1)) {
    const geom::SnapEdge edge = m_along ? *m_along : geom::SnapEdge{m_places[n - 2], m_places[n - 1]};
    return bent(geom::alongDirection(m_places.back(), edge.a, edge.b, mouse.at));
  }
  if (m_way == Way::rightAngle && n > 1)
    return bent(geom::atRightAngle(m_places.back(), m_places[n - 2], m_places[n - 1], mouse.at));
  return place;
}

void DrawTool::take(geom::MapPoint place) {
  if (m_way == Way::arc && !m_places.empty()) {
    if (!m_onArc) {
      m_onArc = place;
      Q_EMIT changed();
      return;
    }
    const auto arc = geom::arcThrough(m_places.back(), *m_onArc, place, m_arcTolerance);
    m_onArc.reset();
    m_places.insert(m_places.end(), arc.begin() + 1, arc.end());
    m_steps.push_back(arc.size() - 1);
  } else {
    if (!m_places.empty() && m_places.back() == place) return;  // a click that was meant once
    m_places.push_back(place);
    m_steps.push_back(1);
  }
  if (m_shape == Shape::point)
    finish();
  else
    Q_EMIT changed();
}

void DrawTool::type(const QString& text, geom::CoordinateOrder order) {
  take(geom::typedPlace(toUtf8(text), order, m_places));
  if (host() != nullptr) host()->updateOverlay();
}

void DrawTool::putAside() {
  m_onArc.reset();
  m_along.reset();
  if (m_places.empty()) return;
  m_last.swap(m_places);
  m_lastSteps.swap(m_steps);
  m_places.clear();
  m_steps.clear();
}

bool DrawTool::reopen() {
  if (m_last.empty()) return false;
  std::vector<geom::MapPoint> places = m_last;
  std::vector<std::size_t> steps = m_lastSteps;
  m_last.clear();
  m_lastSteps.clear();
  putAside();  // what is being drawn can be brought back by the next call
  m_places = std::move(places);
  m_steps = std::move(steps);
  if (host() != nullptr) host()->updateOverlay();
  Q_EMIT changed();
  return true;
}

void DrawTool::takeBack() {
  if (m_onArc) {
    m_onArc.reset();
  } else if (!m_steps.empty()) {
    m_places.resize(m_places.size() - m_steps.back());
    m_steps.pop_back();
  } else if (!reopen()) {  // one that was ended by mistake goes on
    return;
  }
  if (host() != nullptr) host()->updateOverlay();
  Q_EMIT changed();
}

void DrawTool::finish() {
  std::vector<geom::MapPoint> places = m_places;
  if (m_shape == Shape::polygon && places.size() > 1 && places.front() == places.back()) places.pop_back();
  if (places.size() < needed()) {
    Q_EMIT tooFew(static_cast<int>(needed()));
    return;
  }
  putAside();
  geom::Bytes wkb;
  if (m_shape == Shape::point) {
    wkb = geom::pointWkb(places.front().x, places.front().y);
  } else if (m_shape == Shape::line) {
    wkb = geom::lineWkb(places);
  } else {
    places.push_back(places.front());
    wkb = geom::polygonWkb(places);
  }
  Q_EMIT changed();
  Q_EMIT drawn(wkb);
}

bool DrawTool::press(const MapMouse& mouse) {
  if (mouse.button == Qt::RightButton) {
    if (!m_places.empty()) finish();
    return true;
  }
  if (mouse.button != Qt::LeftButton) return false;
  m_pointer = placeOf(mouse);
  m_hasPointer = true;
  take(m_pointer);
  return true;
}

bool DrawTool::move(const MapMouse& mouse) {
  m_pointer = placeOf(mouse);
  m_hasPointer = true;
  Q_EMIT changed();
  return true;
}

bool DrawTool::release(const MapMouse& mouse) {
  return mouse.button != Qt::MiddleButton;
}

bool DrawTool::doubleClick(const MapMouse& mouse) {
  if (mouse.button != Qt::LeftButton) return false;
  if (!m_places.empty()) finish();  // the first press of the double click has set the last place
  return true;
}

bool DrawTool::claims(const QKeyEvent& event) const {
  return isPlainDelete(event) && (m_onArc || !m_places.empty());
}

bool DrawTool::key(const QKeyEvent& event) {
  switch (event.key()) {
    case Qt::Key_Backspace: takeBack(); return true;
    case Qt::Key_Delete:
      if (!claims(event)) return false;
      takeBack();
      return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
      if (m_places.empty()) return false;
      finish();
      return true;
    case Qt::Key_Escape:
      if (m_places.empty()) {
        Q_EMIT givenUp();
        return true;
      }
      putAside();
      if (host() != nullptr) host()->showHint(tr("The sketch is set aside; Backspace brings it back"));
      Q_EMIT changed();
      return true;
    default: return false;
  }
}

std::vector<geom::MapPoint> DrawTool::shown() const {
  std::vector<geom::MapPoint> places = m_places;
  if (places.empty() || !m_hasPointer) return places;
  if (m_way == Way::arc && m_onArc) {
    const auto arc = geom::arcThrough(places.back(), *m_onArc, m_pointer, m_arcTolerance);
    places.insert(places.end(), arc.begin() + 1, arc.end());
  } else {
    places.push_back(m_pointer);
  }
  return places;
}

void DrawTool::paint(QPainter& painter, const ToView& toView) const {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  QPolygonF line;
  for (const geom::MapPoint& p : shown()) line << toView(p);
  if (m_shape == Shape::polygon && line.size() > 2) {
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0x00, 0x6d, 0xcc, 40));
    painter.drawPolygon(line);
    drawSketchLine(painter, QPolygonF{line.back(), line.front()}, true);
  }
  if (line.size() > 1) drawSketchLine(painter, line);
  for (const geom::MapPoint& p : m_places) drawHandle(painter, toView(p), false);
  if (m_onArc) drawHandle(painter, toView(*m_onArc), true);
  painter.restore();
  m_snapper.paint(painter, toView);
}

}  // namespace gis::ui
