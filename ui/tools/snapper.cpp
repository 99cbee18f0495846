#include "ui/tools/snapper.h"

#include <QFontMetricsF>
#include <QPainterPath>

#include "gis_core/base/error.h"
#include "gis_core/snapshot/layer_view.h"

namespace gis::ui {
namespace {

constexpr double kMouseToleranceDip = 5;  // MapMouse::tolerance
constexpr double kMarkDip = 7;
const QColor kMarkColour(0xd5, 0x00, 0x8c);

void drawMark(QPainter& painter, geom::SnapKind kind, QPointF at) {
  QPainterPath path;
  const double r = kMarkDip;
  switch (kind) {
    case geom::SnapKind::vertex: path.addRect(QRectF(at.x() - r, at.y() - r, 2 * r, 2 * r)); break;
    case geom::SnapKind::crossing:
      path.moveTo(at + QPointF(-r, -r));
      path.lineTo(at + QPointF(r, r));
      path.moveTo(at + QPointF(-r, r));
      path.lineTo(at + QPointF(r, -r));
      break;
    case geom::SnapKind::perpendicular:
      path.moveTo(at + QPointF(-r, -r));
      path.lineTo(at + QPointF(-r, r));
      path.lineTo(at + QPointF(r, r));
      path.addRect(QRectF(at.x() - r, at.y(), r, r));
      break;
    case geom::SnapKind::edge:
      path.moveTo(at + QPointF(-r, -r));
      path.lineTo(at + QPointF(r, -r));
      path.lineTo(at + QPointF(-r, r));
      path.lineTo(at + QPointF(r, r));
      path.closeSubpath();
      break;
    case geom::SnapKind::extension: path.addEllipse(at, r, r); break;
  }
  painter.setBrush(Qt::NoBrush);
  painter.setPen(QPen(QColor(255, 255, 255, 220), 4.5));
  painter.drawPath(path);
  painter.setPen(QPen(kMarkColour, 2));
  painter.drawPath(path);
}

void drawWords(QPainter& painter, const QString& text, QPointF at) {
  const QFontMetricsF metrics(painter.font());
  const QPointF base = at + QPointF(14, 22);
  const QRectF box = metrics.boundingRect(text).translated(base).adjusted(-3, -1, 3, 1);
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(255, 255, 255, 225));
  painter.drawRect(box);
  painter.setPen(kMarkColour);
  painter.drawText(base, text);
}

}  // namespace

void Snapper::setOn(bool on) {
  if (m_on == on) return;
  m_on = on;
  m_found.reset();
  Q_EMIT switched(on);
}

void Snapper::forget() {
  m_found.reset();
  m_cutShort = false;
}

geom::MapPoint Snapper::place(const ToolHost& host, const MapMouse& mouse, const std::optional<geom::MapPoint>& from,
                              const std::vector<geom::Bytes>& own, const SnapWithout& without) {
  forget();
  if (!m_on || (mouse.modifiers & Qt::AltModifier)) return mouse.at;
  const auto scene = host.mapScene();
  geom::SnapRequest request;
  request.pointer = mouse.at;
  request.tolerance = mouse.tolerance / kMouseToleranceDip * m_tolerancePixels;
  request.from = from;
  const geom::ShapeFeed feed = [&](const geom::Envelope& box, const std::function<bool(geom::BytesView)>& visit) {
    for (const geom::Bytes& shape : own) {
      if (!visit(shape)) return;
    }
    if (!scene) return;
    bool more = true;
    for (auto layer = scene->layers.rbegin(); more && layer != scene->layers.rend(); ++layer) {
      if (!layer->visible) continue;
      const bool skips = layer->name == without.layer;
      layer->data->forEachIn(box, [&](snapshot::Index i) {
        if (skips && layer->data->fidOf(i) == without.fid) return true;
        const geom::BytesView wkb = layer->data->wkbOf(i);
        return more = wkb.empty() || visit(wkb);
      });
    }
  };
  geom::SnapWork work;
  try {
    m_found = geom::snap(request, feed, &work);
  } catch (const Error&) {
    m_found.reset();  // a damaged snapshot is made anew by the map; until then nothing is snapped to
  }
  m_cutShort = work.cutShort;
  return m_found ? m_found->at : mouse.at;
}

QString Snapper::kindText(geom::SnapKind kind) {
  switch (kind) {
    case geom::SnapKind::vertex: return tr("vertex");
    case geom::SnapKind::crossing: return tr("crossing");
    case geom::SnapKind::perpendicular: return tr("right angle to the edge");
    case geom::SnapKind::edge: return tr("edge");
    case geom::SnapKind::extension: return tr("extension");
  }
  return {};
}

void Snapper::paint(QPainter& painter, const ToView& toView) const {
  if (!m_found) return;
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const QPointF at = toView(m_found->at);
  painter.setPen(QPen(kMarkColour, 1, Qt::DashLine));
  for (const auto& edge : {m_found->edge, m_found->other}) {
    if (!edge) continue;
    painter.drawLine(toView(edge->a), toView(edge->b));
    if (m_found->kind == geom::SnapKind::extension) {
      const QPointF a = toView(edge->a), b = toView(edge->b);
      painter.drawLine(QLineF(at, a).length() < QLineF(at, b).length() ? a : b, at);
    }
  }
  drawMark(painter, m_found->kind, at);
  QString words = kindText(m_found->kind);
  if (m_cutShort) words += QStringLiteral(" – ") + tr("much lies here: zoom in");
  drawWords(painter, words, at);
  painter.restore();
}

}  // namespace gis::ui
