#include "ui/panels/ask_feature.h"

#include <QAction>
#include <QDockWidget>
#include <QTimer>
#include <algorithm>

#include "ui/panels/ask_panel.h"
#include "ui/panels/attribute_table_panel.h"
#include "ui/panels/main_window.h"
#include "ui/panels/sql_panel.h"

namespace gis::ui {

namespace {

const QString kAskDock = QStringLiteral("dockAsk");
const QString kSqlDock = QStringLiteral("dockSql");
constexpr int kAskHeight = 380;                             // pixels: everything that a question is made of
constexpr int kSqlHeight = 340;                             // a statement and a page of its rows
const QString kAtOpening = QStringLiteral("askAtOpening");  // of a person and a city: name of a kept question

void showFound(MainWindow& window, const QString& layer, const std::vector<std::int64_t>& fids, bool list) {
  window.setCurrentLayer(layer);
  const store::LayerInfo* info = window.session().layer(layer);
  if (info != nullptr && info->geometryType) window.selection().select(layer, fids);
  if (!list) return;
  auto* table = window.findChild<AttributeTablePanel*>();
  if (table == nullptr) return;
  window.showPanel(QStringLiteral("dockTable"));
  table->showRows(layer, fids);
}

/// Makes a panel high enough for what it is used for: `height`, or `more` pixels than it has.
void makeRoom(MainWindow& window, const QString& name, int height, int more = 0) {
  // later: a dock that was hidden until now has no height yet
  QTimer::singleShot(0, &window, [&window, name, height, more] {
    auto* dock = window.findChild<QDockWidget*>(name);
    if (dock == nullptr || dock->isFloating() || !dock->isVisible()) return;
    const Qt::DockWidgetArea area = window.dockWidgetArea(dock);
    if (area != Qt::BottomDockWidgetArea && area != Qt::TopDockWidgetArea) return;
    // the map keeps about half of the window
    const int wanted =
        more > 0 ? std::min(dock->height() + more, window.height() * 3 / 5) : std::min(height, window.height() / 2);
    if (dock->height() < wanted) window.resizeDocks({dock}, {wanted}, Qt::Vertical);
  });
}

void addSqlConsole(MainWindow& window) {
  auto* panel = new SqlPanel(window.session(), window.settings());
  window.addPanel({"dockSql", QT_TRANSLATE_NOOP("Panels", "SQL console"), Side::bottom, false}, panel);
  window.commands().handle(QStringLiteral("actionSqlConsole"), panel, [&window] {
    window.showPanel(kSqlDock);
    makeRoom(window, kSqlDock, kSqlHeight);
  });
  QObject::connect(panel, &SqlPanel::rowsChosen, &window,
                   [&window](const QString& layer, const std::vector<std::int64_t>& fids) {
                     if (!fids.empty()) window.setCurrentLayer(layer);
                     window.selection().select(layer, fids);
                     if (fids.size() == 1) window.showFeature(layer, fids.front(), true);
                   });
  QObject::connect(&window.selection(), &Selection::changed, panel, [&window, panel](const QString& layer) {
    panel->setSelection(layer, *window.selection().fids(layer));
  });
}

}  // namespace

void addAsk(MainWindow& window) {
  addSqlConsole(window);
  ConditionEditor::Surroundings surroundings;
  surroundings.visible = [&window] {
    return query::BoxTest{window.canvas().visibleExtent(), window.session().city().crs};
  };
  surroundings.selected = [&window](const QString& layer) { return window.selection().fids(layer); };
  auto* panel = new AskPanel(window.session(), std::move(surroundings));
  window.addPanel({"dockAsk", QT_TRANSLATE_NOOP("Panels", "Ask"), Side::bottom, false}, panel);

  window.commands().handle(QStringLiteral("actionAsk"), panel, [&window, panel] {
    window.showPanel(kAskDock);
    makeRoom(window, kAskDock, kAskHeight);
    panel->suggestLayer(window.currentLayer().isEmpty() ? QStringLiteral("city_incident") : window.currentLayer());
  });
  QObject::connect(panel, &AskPanel::found, &window,
                   [&window](const QString& layer, const std::vector<std::int64_t>& fids, bool list) {
                     showFound(window, layer, fids, list);
                   });
  QObject::connect(panel, &AskPanel::exportWanted, &window,
                   [&window](const QString& layer, const std::vector<std::int64_t>& fids) {
                     showFound(window, layer, fids, false);
                     if (QAction* action = window.commands().action(QStringLiteral("actionExport"))) action->trigger();
                   });
  QObject::connect(panel, &AskPanel::roomWanted, &window,
                   [&window](int pixels) { makeRoom(window, kAskDock, kAskHeight, pixels); });
  QObject::connect(panel, &AskPanel::atOpeningChanged, &window, [&window](const QString& name) {
    window.settings().setCityValue(window.session().city().uid, kAtOpening, name);
  });
  const auto askAtOpening = [&window, panel] {
    if (!window.session().isOpen()) return;
    const QString name = window.settings().cityValue(window.session().city().uid, kAtOpening).toString();
    panel->setAtOpening(name);
    if (name.isEmpty()) return;
    window.showPanel(kAskDock);
    makeRoom(window, kAskDock, kAskHeight);
    panel->runSaved(name);
  };
  // later: the panel begins anew when the city is opened, which the window may hear before it
  QObject::connect(&window, &MainWindow::cityShown, panel, askAtOpening, Qt::QueuedConnection);
}

}  // namespace gis::ui
