#include "ui/canvas/map_canvas.h"

#include <QPaintEvent>
#include <QPainter>
#include <algorithm>
#include <cmath>

#include "ui/canvas/selection_overlay.h"
#include "ui/canvas/shapes.h"
#include "ui/map/pick.h"

namespace gis::ui {

namespace {
constexpr int kRestMs = 400;       // a view that stands this long is remembered for Back
constexpr int kFlashStepMs = 180;  // on, off, on, off, on, off
constexpr int kFlashSteps = 6;
constexpr double kFitMargin = 0.05;
constexpr double kNearestScale = 1;  // 1 : 1
constexpr double kFarthestScale = 200e6;
}  // namespace

MapCanvas::MapCanvas(Selection& selection, QWidget* parent)
    : QWidget(parent), m_highlight(new SelectionOverlay(selection, this)) {
  setObjectName(QStringLiteral("mapCanvas"));
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
  setAcceptDrops(true);
  setAttribute(Qt::WA_OpaquePaintEvent);
  setMinimumSize(200, 150);
  m_engine = std::make_unique<TileEngine>(TileEngine::Options{}, [this] {
    // Called in worker threads: one waiting event is enough for any number of tiles.
    if (m_arrivalPosted.exchange(true)) return;
    QMetaObject::invokeMethod(
        this,
        [this] {
          m_arrivalPosted = false;
          m_painted = false;
          update();
        },
        Qt::QueuedConnection);
  });
  connect(m_highlight, &SelectionOverlay::arrived, this, qOverload<>(&QWidget::update));
  m_rest.setSingleShot(true);
  m_rest.setInterval(kRestMs);
  connect(&m_rest, &QTimer::timeout, this, [this] {
    m_history.add(m_view);
    Q_EMIT historyChanged();
  });
  m_flashTimer.setInterval(kFlashStepMs);
  connect(&m_flashTimer, &QTimer::timeout, this, [this] {
    if (++m_flashStep >= kFlashSteps) {
      m_flashTimer.stop();
      m_flash.clear();
    }
    update();
  });
}

MapCanvas::~MapCanvas() {
  if (m_tool != nullptr) m_tool->deactivate();
  m_engine.reset();
}

void MapCanvas::setScene(std::shared_ptr<const MapScene> scene) {
  m_scene = std::move(scene);
  m_engine->setScene(m_scene);
  m_highlight->setScene(m_scene);
  m_painted = false;
  m_wasComplete = false;
  update();
}

double MapCanvas::scaleDenominator() const {
  const double metres = m_scene ? m_scene->metresPerUnit() : 1.0;
  return m_view.scaleDenominator(logicalDpiX(), metres > 0 ? metres : 1.0);
}

void MapCanvas::setScaleDenominator(double n) {
  const double metres = m_scene ? m_scene->metresPerUnit() : 1.0;
  if (n > 0) setView(m_view.withScaleDenominator(n, logicalDpiX(), metres > 0 ? metres : 1.0));
}

void MapCanvas::setView(const MapView& wanted, bool remember) {
  MapView view = wanted;
  if (!std::isfinite(view.centre.x) || !std::isfinite(view.centre.y) || !(view.unitsPerPixel > 0)) return;
  const double metres = m_scene && m_scene->metresPerUnit() > 0 ? m_scene->metresPerUnit() : 1.0;
  const double scale = view.scaleDenominator(logicalDpiX(), metres);
  if (scale < kNearestScale) view = view.withScaleDenominator(kNearestScale, logicalDpiX(), metres);
  if (scale > kFarthestScale) view = view.withScaleDenominator(kFarthestScale, logicalDpiX(), metres);
  view.dpr = devicePixelRatioF();
  view.size = size();
  if (view == m_view) return;
  m_view = view;
  m_painted = false;
  m_wasComplete = false;
  if (remember) m_rest.start();
  update();
  Q_EMIT viewChanged();
}

void MapCanvas::showExtent(const geom::Envelope& box) {
  if (box.isEmpty()) return;
  geom::Envelope shown = box;
  const double metres = m_scene && m_scene->metresPerUnit() > 0 ? m_scene->metresPerUnit() : 1.0;
  // A point has no extent: show 100 m around it.
  if (shown.width() * metres < 1 && shown.height() * metres < 1) shown = shown.grown(50 / metres);
  setView(MapView::fit(shown, size(), devicePixelRatioF(), kFitMargin));
}

void MapCanvas::restoreExtent(const geom::Envelope& box) {
  if (!box.isEmpty()) setView(MapView::fit(box, size(), devicePixelRatioF()));
}

void MapCanvas::centreOn(geom::MapPoint place, double nearest) {
  MapView next = m_view;
  next.centre = place;
  const double metres = m_scene && m_scene->metresPerUnit() > 0 ? m_scene->metresPerUnit() : 1.0;
  if (nearest > 0 && next.scaleDenominator(logicalDpiX(), metres) > nearest)
    next = next.withScaleDenominator(nearest, logicalDpiX(), metres);
  setView(next);
}

void MapCanvas::zoom(double factor) {
  setView(m_view.zoomedAt(QPointF(width() / 2.0, height() / 2.0), factor));
}
void MapCanvas::zoomBy(geom::MapPoint at, double factor) {
  setView(m_view.zoomedAt(m_view.toView(at), factor));
}
void MapCanvas::panBy(geom::MapPoint from, geom::MapPoint to) {
  setView(m_view.panned(m_view.toView(from), m_view.toView(to)));
}
void MapCanvas::panPixels(QPointF by) {
  setView(m_view.panned(QPointF(0, 0), by));
}

void MapCanvas::goBack() {
  if (m_rest.isActive()) {
    m_rest.stop();
    m_history.add(m_view);
  }
  if (const auto view = m_history.back()) setView(*view, false);
  Q_EMIT historyChanged();
}

void MapCanvas::goForward() {
  if (const auto view = m_history.forward()) setView(*view, false);
  Q_EMIT historyChanged();
}

void MapCanvas::setTool(Tool* tool) {
  if (tool == m_tool) return;
  if (m_tool != nullptr) m_tool->deactivate();
  m_tool = tool;
  if (m_tool != nullptr) m_tool->activate(*this);
  updateCursor();
  update();
  Q_EMIT toolChanged(m_tool);
}

std::vector<std::pair<QString, std::int64_t>> MapCanvas::featuresAt(geom::MapPoint at) const {
  std::vector<std::pair<QString, std::int64_t>> found;
  if (!m_scene) return found;
  const QPointF place = m_view.toView(at);
  // A point or line may be missed by a few pixels; an area is meant only when the click is in it.
  const std::vector<Picked> exact = pick(*m_scene, m_view, place, 0);
  const auto isExact = [&](const Picked& one) {
    return std::any_of(exact.begin(), exact.end(),
                       [&](const Picked& other) { return other.fid == one.fid && other.layer == one.layer; });
  };
  for (const Picked& picked : pick(*m_scene, m_view, place, kClickToleranceDip)) {
    const geom::Bytes wkb = isExact(picked) ? geom::Bytes() : geometryOf(*m_scene, picked.layer, picked.fid);
    if (!wkb.empty() && geom::typeOf(wkb).dimension() == 2) continue;
    found.emplace_back(QString::fromStdString(picked.layer), picked.fid);
  }
  return found;
}

void MapCanvas::flash(const geom::Bytes& wkb) {
  m_flash = wkb;
  m_flashStep = 0;
  m_flashTimer.start();
  update();
}

void MapCanvas::setOverlay(const QString& name, std::function<void(QPainter&, const ToView&)> paint) {
  if (paint)
    m_overlays[name] = std::move(paint);
  else
    m_overlays.erase(name);
  update();
}

bool MapCanvas::isComplete() const {
  return m_painted && m_state.complete && !m_state.labelsPending && m_highlight->isCurrent(m_view);
}

void MapCanvas::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  if (m_view.dpr != devicePixelRatioF()) {
    m_view.dpr = devicePixelRatioF();
    m_highlight->setScene(m_scene);
  }
  if (!m_scene) {
    painter.fillRect(rect(), QColor(0xf4, 0xf2, 0xec));
    m_state = FrameState{};
    return;
  }
  m_state = m_engine->draw(painter, m_view, underMouse() ? m_pointer : QPointF(width() / 2.0, height() / 2.0));
  m_painted = true;
  paintOver(painter);
  const bool complete = isComplete();
  if (complete && !m_wasComplete) QMetaObject::invokeMethod(this, &MapCanvas::completed, Qt::QueuedConnection);
  m_wasComplete = complete;
}

void MapCanvas::paintOver(QPainter& painter) {
  painter.setRenderHint(QPainter::Antialiasing);
  m_highlight->paint(painter, m_view);
  const ToView toView = [this](geom::MapPoint p) { return m_view.toView(p); };
  for (const auto& [name, paint] : m_overlays) {
    painter.save();
    paint(painter, toView);
    painter.restore();
  }
  paintFlash(painter, toView);
  if (m_tool != nullptr) {
    painter.save();
    m_tool->paint(painter, toView);
    painter.restore();
  }
  if (m_drag == Drag::box) {
    painter.setPen(QPen(palette().color(QPalette::Highlight), 1.5, Qt::DashLine));
    QColor fill = palette().color(QPalette::Highlight);
    fill.setAlpha(40);
    painter.setBrush(fill);
    painter.drawRect(QRectF(m_dragFrom, m_pointer).normalized());
  }
}

void MapCanvas::paintFlash(QPainter& painter, const ToView& toView) const {
  if (m_flash.empty() || m_flashStep % 2 != 0) return;
  const Shape shape = shapeOf(m_flash, toView);
  const QColor red(0xe5, 0x1c, 0x23);
  if (shape.area && !coversMostOf(shape, size())) painter.fillPath(shape.path, QColor(0xe5, 0x1c, 0x23, 110));
  painter.strokePath(shape.path, QPen(red, 4, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  painter.setBrush(QColor(0xe5, 0x1c, 0x23, 110));
  painter.setPen(QPen(red, 3));
  for (const QPointF& at : shape.points) painter.drawEllipse(at, 14, 14);
}

void MapCanvas::resizeEvent(QResizeEvent*) {
  // The centre stays; the history does not count a new window size as a view.
  const MapView next = m_view.resized(size());
  m_view.size = QSize();
  setView(next, false);
}

}  // namespace gis::ui
