// Commands of the menu View that move the map or arrange the window.
#include <QDockWidget>
#include <QInputDialog>
#include <QMessageBox>
#include <QPushButton>

#include "ui/dialogs/base_map_dialog.h"
#include "ui/jobs/language.h"
#include "ui/map/pick.h"
#include "ui/panels/main_window.h"

namespace gis::ui {

namespace {

/// Boxes of the selected features are found in a worker: a million of them take a moment.
void zoomToSelection(MainWindow& window) {
  const auto scene = window.document().scene();
  if (!scene) return;
  std::vector<std::pair<std::string, FidList>> wanted;
  for (const QString& layer : window.selection().layers())
    wanted.emplace_back(toUtf8(layer), window.selection().fids(layer));
  window.session().readLong(
      MainWindow::tr("Zoom to the selection"),
      [scene, wanted](const store::CityDatabase&, Progress& progress) {
        geom::Envelope box;
        for (const auto& [layer, fids] : wanted) {
          for (const std::int64_t fid : *fids) {
            progress.check();
            const geom::Bytes wkb = geometryOf(*scene, layer, fid);
            if (!wkb.empty()) box.include(geom::envelopeOf(wkb));
          }
        }
        return box;
      },
      &window, [&window](const geom::Envelope& box) { window.canvas().showExtent(box); });
}

void chooseBaseMap(MainWindow& window) {
  BaseMapHolder& base = window.document().base();
  auto* dialog = new BaseMapDialog(window.settings(), base.chosen() ? base.chosen()->place : QString(), &window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &BaseMapDialog::preferencesWanted, &window,
                   [&window] { window.commands().action(QStringLiteral("actionPreferences"))->trigger(); });
  QObject::connect(dialog, &QDialog::accepted, &window, [&base, dialog] {
    BaseMap map = base.chosen().value_or(BaseMap());
    if (map.place == dialog->place()) {
      base.reopen();
      return;
    }
    map.place = dialog->place();
    map.visible = true;
    base.choose(map);
  });
  dialog->open();
}

/// Reduced copies of a large raster take a while and room on the disk: the person decides.
void offerOverviews(MainWindow& window) {
  BaseMapHolder& base = window.document().base();
  auto* box = new QMessageBox(QMessageBox::Question, MainWindow::tr("Base map"),
                              MainWindow::tr("%1 is large and holds no reduced copies of itself, so that far views are "
                                             "slow. Make them now? They go into the cache, not beside the file.")
                                  .arg(base.title()),
                              QMessageBox::NoButton, &window);
  box->setObjectName(QStringLiteral("overviewsBox"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  QPushButton* make = box->addButton(MainWindow::tr("Make them"), QMessageBox::AcceptRole);
  make->setObjectName(QStringLiteral("overviewsMake"));
  box->addButton(MainWindow::tr("Not now"), QMessageBox::RejectRole)->setObjectName(QStringLiteral("overviewsNot"));
  QObject::connect(make, &QPushButton::clicked, &window, [&base] { base.makeOverviews(); });
  box->open();
}

void updateBackForward(MainWindow& window) {
  const bool open = window.session().isOpen();
  window.commands().action(QStringLiteral("actionViewBack"))->setEnabled(open && window.canvas().canGoBack());
  window.commands().action(QStringLiteral("actionViewForward"))->setEnabled(open && window.canvas().canGoForward());
}

bool anyPanelShown(const MainWindow& window) {
  for (const QDockWidget* dock : window.findChildren<QDockWidget*>())
    if (!dock->isHidden()) return true;
  return false;
}

}  // namespace

void addViewCommands(MainWindow& window) {
  Commands& commands = window.commands();
  MapCanvas& canvas = window.canvas();
  const auto handle = [&](const char* id, std::function<void()> handler) {
    commands.handle(QLatin1String(id), &window, std::move(handler));
  };
  handle("actionZoomIn", [&canvas] { canvas.zoom(2); });
  handle("actionZoomOut", [&canvas] { canvas.zoom(0.5); });
  handle("actionZoomFull", [&window] { window.canvas().showExtent(window.document().fullExtent()); });
  handle("actionZoomSelection", [&window] { zoomToSelection(window); });
  handle("actionZoomLayer", [&window] {
    const geom::Envelope box = window.document().layerExtent(window.currentLayer());
    if (box.isEmpty())
      window.say(MessageKind::warning,
                 MainWindow::tr("The layer has no place on this map: it is empty, or in another coordinate system."));
    else
      window.canvas().showExtent(box);
  });
  handle("actionViewBack", [&canvas] { canvas.goBack(); });
  handle("actionViewForward", [&canvas] { canvas.goForward(); });
  QObject::connect(&canvas, &MapCanvas::historyChanged, &window, [&window] { updateBackForward(window); });
  handle("actionRefresh", [&window] {
    window.session().lookNow();
    window.document().reload();
  });
  handle("actionSaveView", [&window] {
    window.rememberView();
    window.say(MessageKind::success,
               MainWindow::tr("The view is saved. Edits need no saving: each is in the city when it is made."));
  });
  commands.handleToggle(QStringLiteral("actionLabels"), &window,
                        [&window](bool on) { window.document().setLabels(on); });
  QObject::connect(&window.document(), &MapDocument::sceneChanged, &window, [&window] {
    window.commands().action(QStringLiteral("actionLabels"))->setChecked(window.document().labels());
    updateBackForward(window);
  });
  handle("actionBaseMap", [&window] { chooseBaseMap(window); });
  QObject::connect(&window.document().base(), &BaseMapHolder::overviewsMissing, &window,
                   [&window] { offerOverviews(window); });
  commands.handleToggle(QStringLiteral("actionFullScreen"), &window, [&window](bool on) {
    window.setWindowState(on ? window.windowState() | Qt::WindowFullScreen
                             : window.windowState() & ~Qt::WindowFullScreen);
  });
  handle("actionTogglePanels", [&window] { window.setPanelsShown(!anyPanelShown(window)); });
  commands.handleToggle(QStringLiteral("actionMapOnly"), &window, [&window](bool on) { window.setMapOnly(on); });
  handle("actionDockPanels", [&window] {
    for (QDockWidget* dock : window.findChildren<QDockWidget*>())
      if (dock->isFloating()) dock->setFloating(false);
  });
}

}  // namespace gis::ui
