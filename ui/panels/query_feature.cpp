#include "ui/panels/query_feature.h"

#include "ui/canvas/shapes.h"
#include "ui/dialogs/aggregate_dialog.h"
#include "ui/dialogs/analyze_dialog.h"
#include "ui/dialogs/buffer_dialog.h"
#include "ui/dialogs/dissolve_dialog.h"
#include "ui/dialogs/join_by_code_dialog.h"
#include "ui/dialogs/join_dialog.h"
#include "ui/dialogs/land_check_dialog.h"
#include "ui/dialogs/named_selections_dialog.h"
#include "ui/dialogs/overlay_dialog.h"
#include "ui/dialogs/select_by_location_dialog.h"
#include "ui/dialogs/select_by_value_dialog.h"
#include "ui/panels/drawing_aside.h"
#include "ui/panels/main_window.h"
#include "ui/tools/select_tool.h"

namespace gis::ui {
namespace {

void openLocation(MainWindow& window, bool spatial) {
  auto* dialog =
      new SelectByLocationDialog(window.session(), window.currentLayer(), window.canvas().visibleExtent(), &window);
  dialog->setSpatial(spatial);
  QObject::connect(dialog, &SelectByLocationDialog::selected, &window,
                   [&window](const QString& layer, const std::vector<std::int64_t>& fids, SelectionMode mode) {
                     window.selection().select(layer, fids, mode);
                   });
  dialog->show();
}

/// A plot is drawn with a tool of its own, and stays on the map as long as the dialog.
void openLandCheck(MainWindow& window) {
  static const QString overlay = QStringLiteral("landPlots");
  auto* dialog = new LandCheckDialog(window.session(), window.selection(), window.currentLayer(), &window);
  dialog->setScene([&window] { return window.document().scene(); });
  auto* tool = new SelectTool(SelectTool::Shape::polygon, QStringLiteral("toolLandPlot"), dialog);
  QObject::connect(dialog, &LandCheckDialog::drawWanted, &window, drawingAside(window, dialog, tool));
  QObject::connect(tool, &SelectTool::drawn, dialog, [&window, dialog](const SelectArea& area, SelectionMode) {
    dialog->takeDrawn(area.wkb);
    window.chooseTool({});
  });
  QObject::connect(dialog, &LandCheckDialog::drawnChanged, &window, [&window, dialog] {
    window.canvas().setOverlay(overlay, [plots = dialog->drawn()](QPainter& painter, const ToView& toView) {
      painter.setPen(QPen(QColor(0xc2, 0x18, 0x5b), 2));
      painter.setBrush(QColor(0xc2, 0x18, 0x5b, 45));
      for (const geom::Bytes& plot : plots) painter.drawPath(shapeOf(plot, toView).path);
    });
  });
  QObject::connect(dialog, &QDialog::finished, &window, [&window, tool] {
    window.canvas().setOverlay(overlay, {});
    if (window.canvas().tool() == tool) window.chooseTool({});
  });
  dialog->show();
}

}  // namespace

void addQueries(MainWindow& window) {
  Commands& commands = window.commands();
  commands.handle(QStringLiteral("actionSelectByLocation"), &window, [&window] { openLocation(window, true); });
  commands.handle(QStringLiteral("actionSelectByExpression"), &window, [&window] { openLocation(window, false); });
  commands.handle(QStringLiteral("actionSelectByValue"), &window, [&window] {
    const store::LayerInfo* layer = window.session().layer(window.currentLayer());
    if (layer == nullptr) return;
    auto* dialog = new SelectByValueDialog(window.session(), *layer, &window);
    QObject::connect(dialog, &SelectByValueDialog::selected, &window,
                     [&window](const QString& name, const std::vector<std::int64_t>& fids) {
                       window.selection().select(name, fids);
                     });
    dialog->show();
  });
  commands.handle(QStringLiteral("actionJoinByCode"), &window, [&window] {
    auto* dialog = new JoinByCodeDialog(window.session(), window.currentLayer(), &window);
    QObject::connect(dialog, &JoinByCodeDialog::selected, &window,
                     [&window](const QString& layer, const std::vector<std::int64_t>& fids) {
                       window.selection().select(layer, fids);
                     });
    dialog->show();
  });
  commands.handle(QStringLiteral("actionNamedSelections"), &window, [&window] {
    QString layer = window.currentLayer();
    const QStringList selected = window.selection().layers();
    if (window.selection().fids(layer)->empty() && !selected.isEmpty()) layer = selected.first();
    (new NamedSelectionsDialog(window.session(), window.selection(), layer, &window))->show();
  });
  commands.handle(QStringLiteral("actionNearest"), &window,
                  [&window] { (new JoinDialog(window.session(), window.currentLayer(), &window))->show(); });
  commands.handle(QStringLiteral("actionLandCheck"), &window, [&window] { openLandCheck(window); });
  commands.handle(QStringLiteral("actionBuffer"), &window,
                  [&window] { (new BufferDialog(window.session(), window.currentLayer(), &window))->show(); });
  commands.handle(QStringLiteral("actionAnalyze"), &window,
                  [&window] { (new AnalyzeDialog(window.session(), window.currentLayer(), &window))->show(); });
  commands.handle(QStringLiteral("actionOverlay"), &window,
                  [&window] { (new OverlayDialog(window.session(), window.currentLayer(), &window))->show(); });
  commands.handle(QStringLiteral("actionAggregate"), &window,
                  [&window] { (new AggregateDialog(window.session(), window.currentLayer(), &window))->show(); });
  commands.handle(QStringLiteral("actionDissolve"), &window,
                  [&window] { (new DissolveDialog(window.session(), window.currentLayer(), &window))->show(); });
}

}  // namespace gis::ui
