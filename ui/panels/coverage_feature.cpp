#include "ui/panels/coverage_feature.h"

#include <QPainter>
#include <algorithm>

#include "ui/canvas/shapes.h"
#include "ui/dialogs/parcel_change_dialog.h"
#include "ui/dialogs/topology_dialog.h"
#include "ui/panels/main_window.h"
#include "ui/tools/measure_tool.h"

namespace gis::ui {

namespace {

void openTopology(MainWindow& window) {
  static const QString overlay = QStringLiteral("topologyFindings");
  auto* dialog = new TopologyDialog(window.session(), window.currentLayer(), &window);
  QObject::connect(dialog, &TopologyDialog::findingsChanged, &window, [&window, dialog] {
    if (dialog->shapes().empty()) {
      window.canvas().setOverlay(overlay, {});
      return;
    }
    window.canvas().setOverlay(overlay, [shapes = dialog->shapes()](QPainter& painter, const ToView& toView) {
      painter.setPen(QPen(QColor(0xd5, 0x00, 0x00), 2));
      for (const geom::Bytes& one : shapes) {
        if (one.empty()) continue;
        const Shape shape = shapeOf(one, toView);
        painter.setBrush(QColor(0xd5, 0x00, 0x00, 70));
        if (!shape.path.isEmpty()) painter.drawPath(shape.path);
        // what is smaller than a few pixels is still to be seen
        const QRectF box = shape.path.isEmpty() ? QRectF() : shape.path.boundingRect();
        painter.setBrush(Qt::NoBrush);
        for (const QPointF at : shape.points) painter.drawEllipse(at, 5, 5);
        if (!box.isNull() && box.width() < 10 && box.height() < 10) painter.drawEllipse(box.center(), 7, 7);
      }
    });
  });
  QObject::connect(dialog, &TopologyDialog::findingChosen, &window,
                   [&window](const geom::Envelope& box, const QString& layer, const std::vector<std::int64_t>& fids) {
                     constexpr double kLeast = 20;  // map units: the surroundings of a small one
                     window.selection().select(layer, fids);
                     window.canvas().showExtent(box.grown(std::max({kLeast, box.width(), box.height()})));
                   });
  QObject::connect(dialog, &QDialog::finished, &window, [&window] { window.canvas().setOverlay(overlay, {}); });
  dialog->show();
}

void openChange(MainWindow& window, bool split) {
  static const QString overlay = QStringLiteral("parcelPreview");
  std::vector<std::int64_t> fids = chosenParcels(window);
  if (split ? fids.size() != 1 : fids.size() < 2) {
    window.session().messages().add(
        MessageKind::warning, split ? MainWindow::tr("Select one parcel on the map first, then split it.")
                                    : MainWindow::tr("Select two parcels or more on the map first, then merge them."));
    return;
  }
  auto* dialog = new ParcelChangeDialog(window.session(), std::move(fids), &window);
  auto* tool = new MeasureTool(false, QStringLiteral("toolParcelCut"), dialog);
  QObject::connect(dialog, &ParcelChangeDialog::lineWanted, &window, [&window, tool] {
    window.canvas().setTool(tool);
    window.canvas().setFocus();
    window.activateWindow();
  });
  QObject::connect(tool, &MeasureTool::changed, dialog,
                   [&window, dialog](const std::vector<geom::MapPoint>& points, bool finished) {
                     if (!finished || points.size() < 2) return;
                     dialog->takeLine(points);
                     window.chooseTool({});
                     dialog->activateWindow();
                   });
  QObject::connect(dialog, &ParcelChangeDialog::previewChanged, &window, [&window, dialog] {
    if (dialog->preview().empty()) {
      window.canvas().setOverlay(overlay, {});
      return;
    }
    window.canvas().setOverlay(overlay, [parts = dialog->preview()](QPainter& painter, const ToView& toView) {
      painter.setPen(QPen(QColor(0x00, 0x6b, 0x3c), 2, Qt::DashLine));
      painter.setBrush(QColor(0x00, 0x6b, 0x3c, 40));
      for (const geom::Bytes& part : parts) painter.drawPath(shapeOf(part, toView).path);
    });
  });
  QObject::connect(dialog, &ParcelChangeDialog::parcelsChanged, &window,
                   [&window](const QString& layer, const std::vector<std::int64_t>& made) {
                     window.selection().select(layer, made);
                   });
  QObject::connect(dialog, &QDialog::finished, &window, [&window, tool] {
    window.canvas().setOverlay(overlay, {});
    if (window.canvas().tool() == tool) window.chooseTool({});
  });
  dialog->show();
}

}  // namespace

std::vector<std::int64_t> chosenParcels(MainWindow& window) {
  for (const store::LayerInfo& layer : *window.session().layers()) {
    if (layer.role == "parcel") return *window.selection().fids(fromUtf8(layer.name));
  }
  return {};
}

void addCoverages(MainWindow& window) {
  Commands& commands = window.commands();
  commands.handle(QStringLiteral("actionTopology"), &window, [&window] { openTopology(window); });
  commands.handle(QStringLiteral("actionParcelSplit"), &window, [&window] { openChange(window, true); });
  commands.handle(QStringLiteral("actionParcelMerge"), &window, [&window] { openChange(window, false); });
}

}  // namespace gis::ui
