// The main window and the city: opening, closing, what is remembered.
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QStackedWidget>
#include <QToolBar>
#include <memory>
#include <utility>

#include "ui/models/parcels_then.h"
#include "ui/panels/layer_panel.h"
#include "ui/panels/main_window.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/start_page.h"
#include "ui/panels/unsaved_box.h"
#include "ui/panels/window_status_bar.h"

namespace gis::ui {

void MainWindow::connectSession() {
  connect(m_session, &CitySession::opening, this, [this](const QString& file) {
    m_pages->setCurrentIndex(0);
    m_start->setBusy(tr("Opening %1 …").arg(QFileInfo(file).fileName()));
  });
  connect(m_session, &CitySession::opened, this, &MainWindow::cityOpened);
  connect(m_session, &CitySession::closed, this, &MainWindow::cityClosed);
  connect(m_session, &CitySession::openFailed, this, [this](const QString& file) {
    if (!QFileInfo::exists(file)) m_settings.removeRecentCity(file);
    m_start->setBusy({});
    m_start->refresh();
  });
  connect(m_session, &CitySession::undoStateChanged, this, &MainWindow::updateAvailable);
  connect(m_session, &CitySession::layersChanged, this, &MainWindow::updateAvailable);
  connect(m_selection, &Selection::changed, this, &MainWindow::updateAvailable);
  connect(&m_session->messages(), &MessageLog::added, this,
          [this](const LogMessage& message) { m_messageBar->show(message.kind, message.text); });
  connect(m_document, &MapDocument::sceneChanged, this, [this] {
    m_canvas->setScene(m_document->scene());
    if (m_document->scene() && !m_firstViewSet) firstView();
  });
  connect(m_status, &WindowStatusBar::copied, this,
          [this](const QString& text) { m_status->setHint(tr("Copied: %1").arg(text)); });
  connect(m_status, &WindowStatusBar::jobsClicked, this, [this] { showPanel(QStringLiteral("dockJobs")); });
  connect(m_status, &WindowStatusBar::crsClicked, this,
          [this] { m_commands->action(QStringLiteral("actionCityProperties"))->trigger(); });
}

void MainWindow::openCity(const QString& file) {
  whenNothingIsLost([this, file] {
    if (m_session->isOpen()) rememberExtent();
    m_session->open(file);
  });
}

void MainWindow::openCityAsOf(const QString& file, const QString& at) {
  whenNothingIsLost([this, file, at] {
    if (m_session->isOpen()) rememberExtent();
    m_session->openAsOf(file, at);
  });
}

void MainWindow::createCity(const QString& file, const QString& crs) {
  whenNothingIsLost([this, file, crs] {
    if (m_session->isOpen()) rememberExtent();
    m_session->create(file, crs);
  });
}

void MainWindow::closeCity() {
  whenNothingIsLost([this] {
    rememberExtent();
    m_session->close();
  });
}

void MainWindow::addCloseGuard(std::function<QString()> unsaved) {
  m_closeGuards.push_back(std::move(unsaved));
}

void MainWindow::whenNothingIsLost(std::function<void()> go) {
  QStringList lost;
  for (const auto& guard : m_closeGuards) lost << guard();
  lost.removeAll(QString());
  if (!m_session->isOpen() || lost.isEmpty()) {
    go();
    return;
  }
  askBeforeLosing(this, lost.join(QLatin1Char('\n')), std::move(go));
}

void MainWindow::cityOpened() {
  m_settings.addRecentCity(m_session->city().file);
  m_start->setBusy({});
  m_start->refresh();
  m_pages->setCurrentIndex(1);
  m_selection->clearAll();
  m_canvas->clearHistory();
  m_firstViewSet = false;
  restoreLayout();
  retranslate();
  updateAvailable();
  if (m_canvas->tool() == nullptr) chooseTool({});
  m_canvas->setFocus();
  if (!m_session->city().asOf.isEmpty()) {
    m_session->messages().add(MessageKind::info,
                              tr("This is the city as of %1, to look at. Parcel ▸ Back to today leads back.")
                                  .arg(momentText(m_session->city().asOf)));
  }
  Q_EMIT cityShown();
}

void MainWindow::firstView() {
  m_firstViewSet = true;
  const QVariantList kept = m_settings.cityValue(m_session->city().uid, QStringLiteral("extent")).toList();
  if (kept.size() == 4) {
    m_canvas->restoreExtent({kept[0].toDouble(), kept[1].toDouble(), kept[2].toDouble(), kept[3].toDouble()});
    return;
  }
  const geom::Envelope box = m_document->fullExtent();
  if (box.isEmpty()) {
    m_firstViewSet = m_document->scene() != nullptr;  // an empty city: nothing to look at yet
    return;
  }
  m_canvas->showExtent(box);
}

void MainWindow::rememberExtent() const {
  if (!m_session->isOpen() || !m_firstViewSet) return;
  const geom::Envelope box = m_canvas->visibleExtent();
  m_settings.setCityValue(m_session->city().uid, QStringLiteral("extent"),
                          QVariantList{box.minX, box.minY, box.maxX, box.maxY});
}

void MainWindow::cityClosed() {
  m_firstViewSet = false;
  m_selection->clearAll();
  m_canvas->setTool(nullptr);
  m_canvas->setScene(nullptr);
  rememberLayout();
  for (const auto& [dock, title] : m_dockTitles) dock->hide();
  m_pages->setCurrentIndex(0);
  m_start->setBusy({});
  retranslate();
  updateAvailable();
}

void MainWindow::restoreLayout() {
  const QByteArray state = m_settings.windowState();
  const bool restored = !state.isEmpty() && restoreState(state);
  if (!restored) {
    for (const auto& [dock, title] : m_dockTitles) dock->setVisible(m_shownAtFirst.value(dock->objectName()));
    // Both sides in one call: one after the other, the second takes from the first.
    QList<QDockWidget*> sides;
    for (const char* name : {"dockLayers", "dockIdentify"})
      if (auto* dock = findChild<QDockWidget*>(QLatin1String(name))) sides << dock;
    if (sides.size() == 2) resizeDocks(sides, {260, 330}, Qt::Horizontal);
    if (auto* dock = findChild<QDockWidget*>(QStringLiteral("dockMessages"))) resizeDocks({dock}, {230}, Qt::Vertical);
    for (const char* first : {"dockIncidents", "dockIdentify", "dockLayers"})
      if (auto* dock = findChild<QDockWidget*>(QLatin1String(first)); dock != nullptr && !dock->isHidden())
        dock->raise();
  }
  m_layoutRestored = true;
}

void MainWindow::rememberLayout() {
  if (!m_layoutRestored || !m_allPanels.isEmpty()) return;  // "map only" is no arrangement to keep
  m_settings.setWindow(saveGeometry(), saveState());
  m_layoutRestored = false;
}

void MainWindow::setMapOnly(bool on) {
  if (on == !m_allPanels.isEmpty()) return;
  if (on) {
    m_allPanels = saveState();
    for (const auto& [dock, title] : m_dockTitles) dock->hide();
    for (const auto& [bar, title] : m_barTitles) bar->hide();
  } else {
    restoreState(m_allPanels);
    m_allPanels.clear();
  }
  menuWidget()->setVisible(!on);
  m_status->setVisible(!on);
}

void MainWindow::setPanelsShown(bool shown) {
  if (shown) {
    for (const auto& [dock, title] : m_dockTitles) dock->setVisible(m_shownAtFirst.value(dock->objectName()));
  } else {
    for (const auto& [dock, title] : m_dockTitles) dock->hide();
  }
}

void MainWindow::updateAvailable() {
  unsigned bits = needNothing;
  const auto have = [&](unsigned bit) { bits |= bit; };
  if (m_session->isOpen()) {
    have(needCity);
    have(m_session->city().asOf.isEmpty() ? needNow : needThen);
    if (!m_session->isReadOnly()) have(needWritable);
    const QString name = m_layers->currentLayer();
    if (const store::LayerInfo* layer = name.isEmpty() ? nullptr : m_session->layer(name)) {
      have(needLayer);
      if (layer->geometryType) have(needMapLayer);
      if (layer->geometryType && !name.startsWith(QLatin1String("city_"))) have(needOwnLayer);
    }
    if (!m_selection->isEmpty()) have(needSelection);
    if (!m_session->isReadOnly() && !m_session->undoState().undoTx.empty()) have(needUndo);
    if (!m_session->isReadOnly() && !m_session->undoState().redoTx.empty()) have(needRedo);
  }
  m_commands->setAvailable(bits);
}

void MainWindow::closeEvent(QCloseEvent* event) {
  if (!std::exchange(m_mayClose, false)) {
    const auto later = std::make_shared<bool>(false);
    whenNothingIsLost([this, later] {
      m_mayClose = true;
      if (*later) close();
    });
    *later = true;  // from here on it is the answer to the question that closes the window
    if (!std::exchange(m_mayClose, false)) {
      event->ignore();
      return;
    }
  }
  if (m_session->isOpen()) {
    rememberExtent();
    rememberLayout();
    m_layoutRestored = false;
  }
  m_session->close();
  QMainWindow::closeEvent(event);
}

bool MainWindow::event(QEvent* event) {
  return QMainWindow::event(event);
}

}  // namespace gis::ui
