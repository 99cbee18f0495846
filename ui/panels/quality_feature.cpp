// The quality panel as a part of the window: its findings on the map.
#include <QPainter>
#include <algorithm>
#include <unordered_set>

#include "ui/canvas/shapes.h"
#include "ui/panels/main_window.h"
#include "ui/panels/quality_panel.h"

namespace gis::ui {

namespace {

const QString kQualityDock = QStringLiteral("dockQuality");
const QString kFindingsOverlay = QStringLiteral("qualityFindings");

/// Findings that fall on one spot are marked once: a hundred thousand of them cost no more than what is seen.
void paintFindings(QPainter& painter, const ToView& toView, const QualityModel& findings) {
  constexpr int kSpot = 7;  // pixels
  constexpr int kMostShapes = 2000;
  const QRectF view = QRectF(painter.window()).adjusted(-kSpot, -kSpot, kSpot, kSpot);
  std::unordered_set<qint64> taken;
  int shapes = 0;
  painter.setRenderHint(QPainter::Antialiasing);
  for (int row = 0; row < findings.rowCount(); ++row) {
    const QualityModel::Place place = findings.place(row);
    const auto& at = place.layer->places[place.finding];
    if (!at) continue;
    const QPointF pixel = toView(*at);
    if (!view.contains(pixel)) continue;
    if (!taken.insert((qint64(pixel.x()) / kSpot << 32) ^ (qint64(pixel.y()) / kSpot)).second) continue;
    const bool isError = place.what().severity == city::Severity::error;
    const QColor colour = isError ? QColor(0xD5, 0x00, 0x00) : QColor(0xE6, 0x8A, 0x00);
    const geom::Bytes& shape = place.layer->shapes[place.finding];
    if (!shape.empty() && ++shapes < kMostShapes) {
      painter.setPen(QPen(colour, 1.5));
      painter.setBrush(QColor(colour.red(), colour.green(), colour.blue(), 70));
      painter.drawPath(shapeOf(shape, toView).path);
    }
    painter.setPen(QPen(Qt::white, 1));
    painter.setBrush(colour);
    painter.drawEllipse(pixel, 4, 4);
  }
}

}  // namespace

void addQuality(MainWindow& window) {
  auto* panel = new QualityPanel(window.session());
  window.addPanel({"dockQuality", QT_TRANSLATE_NOOP("Panels", "Quality"), Side::bottom, false}, panel);
  window.commands().handle(QStringLiteral("actionQuality"), panel, [&window] { window.showPanel(kQualityDock); });
  const auto draw = [&window, panel] {
    const bool any = panel->isVisible() && panel->findings().rowCount() > 0;
    window.canvas().setOverlay(kFindingsOverlay, any ? std::function([panel](QPainter& painter, const ToView& toView) {
                                 paintFindings(painter, toView, panel->findings());
                               })
                                                     : std::function<void(QPainter&, const ToView&)>());
  };
  QObject::connect(panel, &QualityPanel::findingsChanged, &window, draw);
  QObject::connect(panel, &QualityPanel::shownChanged, &window, draw);
  QObject::connect(panel, &QualityPanel::findingChosen, &window,
                   [&window](const QString& layer, std::int64_t fid, const geom::Envelope& box) {
                     constexpr double kLeast = 30;  // map units: the surroundings of a small one
                     const store::LayerInfo* info = window.session().layer(layer);
                     if (info != nullptr && info->geometryType) window.selection().select(layer, {fid});
                     if (!box.isEmpty())
                       window.canvas().showExtent(box.grown(std::max({kLeast, box.width(), box.height()})));
                   });
}

}  // namespace gis::ui
