#include "ui/panels/coverage_feature.h"

#include <QPainter>
#include <algorithm>

#include "ui/canvas/shapes.h"
#include "ui/dialogs/parcel_change_dialog.h"
#include "ui/dialogs/topology_dialog.h"
#include "ui/panels/main_window.h"
#include "ui/tools/basic_tools.h"
#include "ui/tools/measure_tool.h"
#include "ui/tools/snapper.h"

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

/// What the way asks for is drawn with snapping, since it becomes a border.
void letDraw(MainWindow& window, ParcelChangeDialog* dialog) {
  using Draws = ParcelChangeDialog::Draws;
  auto* snapper = window.findChild<Snapper*>();
  const auto drawn = [&window, dialog](const std::vector<geom::MapPoint>& places) {
    dialog->takeDrawn(places);
    window.chooseTool({});
    dialog->activateWindow();
  };
  const auto tracing = [&](bool area, const char* name) {
    auto* tool = new MeasureTool(area, QLatin1String(name), dialog);
    tool->setSnapper(snapper);
    QObject::connect(tool, &MeasureTool::changed, dialog,
                     [drawn, area](const std::vector<geom::MapPoint>& places, bool finished) {
                       if (finished && places.size() >= (area ? 3U : 2U)) drawn(places);
                     });
    return tool;
  };
  Tool* line = tracing(false, "toolParcelCut");
  Tool* area = tracing(true, "toolParcelPart");
  auto* place = new PlaceTool(QStringLiteral("toolParcelGap"), Qt::CrossCursor, dialog);
  QObject::connect(place, &PlaceTool::placed, dialog, [drawn](geom::MapPoint at) { drawn({at}); });
  QObject::connect(place, &PlaceTool::givenUp, dialog, [&window] { window.chooseTool({}); });
  QObject::connect(dialog, &ParcelChangeDialog::drawingWanted, &window, [&window, dialog, line, area, place] {
    const Draws draws = dialog->draws();
    window.canvas().setTool(draws == Draws::area ? area : draws == Draws::place ? place : line);
    window.canvas().setFocus();
    window.activateWindow();
  });
  QObject::connect(dialog, &QDialog::finished, &window, [&window, line, area, place] {
    Tool* now = window.canvas().tool();
    if (now == line || now == area || now == place) window.chooseTool({});
  });
}

enum class Wanted { split, merge, any };

void openChange(MainWindow& window, Wanted wanted) {
  using Way = ParcelChangeDialog::Way;
  static const QString overlay = QStringLiteral("parcelPreview");
  std::vector<std::int64_t> fids = chosenParcels(window);
  const bool fits = wanted == Wanted::split   ? fids.size() == 1
                    : wanted == Wanted::merge ? fids.size() > 1
                                              : !fids.empty();
  if (!fits) {
    window.session().messages().add(
        MessageKind::warning,
        wanted == Wanted::split   ? MainWindow::tr("Select one parcel on the map first, then split it.")
        : wanted == Wanted::merge ? MainWindow::tr("Select two parcels or more on the map first, then merge them.")
                                  : MainWindow::tr("Select one or two parcels on the map first, then change them."));
    return;
  }
  const Way way = wanted == Wanted::split   ? Way::equalParts
                  : wanted == Wanted::merge ? Way::merge
                  : fids.size() == 1        ? Way::cutOut
                                            : Way::border;
  auto* dialog = new ParcelChangeDialog(window.session(), std::move(fids), way, &window);
  letDraw(window, dialog);
  placeAside(*dialog, window);
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
  QObject::connect(dialog, &QDialog::finished, &window, [&window] { window.canvas().setOverlay(overlay, {}); });
  dialog->show();
}

}  // namespace

void placeAside(QDialog& dialog, MainWindow& window) {
  constexpr int kMargin = 12;
  const QPoint corner = window.canvas().mapToGlobal(QPoint(0, 0));
  const int right = window.mapToGlobal(QPoint(window.width(), 0)).x();
  dialog.move(right - dialog.width() - kMargin, corner.y() + kMargin);
}

std::vector<std::int64_t> chosenParcels(MainWindow& window) {
  for (const store::LayerInfo& layer : *window.session().layers()) {
    if (layer.role == "parcel") return *window.selection().fids(fromUtf8(layer.name));
  }
  return {};
}

void addCoverages(MainWindow& window) {
  Commands& commands = window.commands();
  commands.handle(QStringLiteral("actionTopology"), &window, [&window] { openTopology(window); });
  commands.handle(QStringLiteral("actionParcelSplit"), &window, [&window] { openChange(window, Wanted::split); });
  commands.handle(QStringLiteral("actionParcelMerge"), &window, [&window] { openChange(window, Wanted::merge); });
  commands.handle(QStringLiteral("actionParcelChange"), &window, [&window] { openChange(window, Wanted::any); });
}

}  // namespace gis::ui
