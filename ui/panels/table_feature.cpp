#include "ui/panels/table_feature.h"

#include <QApplication>
#include <QClipboard>

#include "gis_core/query/select.h"
#include "ui/dialogs/calculate_dialog.h"
#include "ui/dialogs/columns_dialog.h"
#include "ui/dialogs/paste_rows_dialog.h"
#include "ui/jobs/translate.h"
#include "ui/panels/attribute_table_panel.h"
#include "ui/panels/main_window.h"

namespace gis::ui {
namespace {

const char* const kDock = "dockTable";

/// The box of some features: read in a job, shown when it comes.
void zoomToFeatures(MainWindow& window, const QString& layer, const std::vector<std::int64_t>& fids) {
  const store::LayerInfo* info = window.session().layer(layer);
  if (info == nullptr || !info->geometryType || fids.empty()) return;
  if (fids.size() == 1) {
    window.showFeature(layer, fids.front(), true);
    return;
  }
  window.session().read(
      MainWindow::tr("Zoom to the rows"),
      [layer = *info, fids, target = window.session().city().crs](const store::CityDatabase& city, Progress& progress) {
        store::FeatureRequest request;
        request.allFields = false;
        request.fids = fids;
        geom::Envelope box;
        store::readFeatures(
            city.connection(), layer, request,
            [&](store::Feature& feature) {
              if (!feature.wkb.empty()) box.include(geom::envelopeOf(feature.wkb));
              return true;
            },
            progress.token());
        if (box.isEmpty() || !layer.crs.isKnown() || layer.crs.equivalentTo(target)) return box;
        return crs::Transformer(layer.crs, target).apply(box);
      },
      &window,
      [&window](const geom::Envelope& box) {
        if (!box.isEmpty()) window.canvas().showExtent(box.grown(0.05 * std::max(box.width(), box.height()) + 1));
      });
}

}  // namespace

void addTable(MainWindow& window) {
  auto* panel = new AttributeTablePanel(window.session(), &window);
  window.addPanel({kDock, QT_TRANSLATE_NOOP("Panels", "Attribute table"), Side::bottom}, panel);

  const auto show = [&window, panel](const QString& layer) {
    window.showPanel(QLatin1String(kDock));
    panel->showLayer(layer);
    panel->setSelection(layer, *window.selection().fids(layer));
  };
  Commands& commands = window.commands();
  commands.handle(QStringLiteral("actionAttributeTable"), panel, [&window, show] { show(window.currentLayer()); });
  commands.handle(QStringLiteral("actionTableSelected"), panel, [&window, panel] {
    const QString layer = window.currentLayer();
    window.showPanel(QLatin1String(kDock));
    panel->showRows(layer, *window.selection().fids(layer));
  });
  commands.handle(QStringLiteral("actionTableVisible"), panel, [&window, panel] {
    const QString layer = window.currentLayer();
    query::SelectQuery asked;
    asked.layer = toUtf8(layer);
    asked.bbox = window.canvas().visibleExtent();
    asked.bboxCrs = window.session().city().crs;
    window.session().readLong(
        MainWindow::tr("Rows in view"),
        [asked](const store::CityDatabase& city, Progress& progress) {
          return query::select(city.connection(), asked, progress).fids;
        },
        panel,
        [&window, panel, layer](std::vector<std::int64_t> fids) {
          window.showPanel(QLatin1String(kDock));
          panel->showRows(layer, std::move(fids));
        });
  });
  commands.handle(QStringLiteral("actionAddColumn"), panel, [&window, panel, show] {
    show(window.currentLayer());
    panel->addColumn();
  });
  commands.handle(QStringLiteral("actionColumnStatistics"), panel, [&window, panel, show] {
    show(window.currentLayer());
    panel->showStatistics();
  });

  const auto onLayer = [&window](void (*open)(MainWindow&, const store::LayerInfo&)) {
    return [&window, open] {
      const store::LayerInfo* layer = window.session().layer(window.currentLayer());
      if (layer == nullptr) return;
      if (layer->name.rfind("city_", 0) == 0)
        window.say(MessageKind::warning, MainWindow::tr("The columns of the cases belong to the city itself."));
      else
        open(window, *layer);
    };
  };
  commands.handle(QStringLiteral("actionColumns"), panel, onLayer([](MainWindow& w, const store::LayerInfo& layer) {
                    ColumnsDialog::open(w.session(), fromUtf8(layer.name), &w);
                  }));
  commands.handle(QStringLiteral("actionCalculate"), panel, onLayer([](MainWindow& w, const store::LayerInfo& layer) {
                    CalculateDialog::open(w.session(), layer, *w.selection().fids(fromUtf8(layer.name)), &w);
                  }));
  commands.handle(QStringLiteral("actionPasteRows"), panel, onLayer([](MainWindow& w, const store::LayerInfo& layer) {
                    PasteRowsDialog::open(w.session(), layer, QApplication::clipboard()->text(), &w);
                  }));

  QObject::connect(panel, &AttributeTablePanel::selectionRequested, &window,
                   [&window](const QString& layer, const std::vector<std::int64_t>& fids) {
                     window.selection().select(layer, fids);
                   });
  QObject::connect(
      panel, &AttributeTablePanel::zoomRequested, &window,
      [&window](const QString& layer, const std::vector<std::int64_t>& fids) { zoomToFeatures(window, layer, fids); });
  QObject::connect(&window.selection(), &Selection::changed, panel, [&window, panel](const QString& layer) {
    panel->setSelection(layer, *window.selection().fids(layer));
  });
}

}  // namespace gis::ui
