#include "ui/panels/main_window.h"

#include <QActionGroup>
#include <QCloseEvent>
#include <QDialog>
#include <QDockWidget>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenuBar>
#include <QMimeData>
#include <QStackedWidget>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/jobs/language.h"
#include "ui/map/pick.h"
#include "ui/models/parcels_then.h"
#include "ui/panels/command_catalogue.h"
#include "ui/panels/layer_panel.h"
#include "ui/panels/message_bar.h"
#include "ui/panels/start_page.h"
#include "ui/panels/window_status_bar.h"

namespace gis::ui {

namespace {

/// The boxes over the map, such as that of drawing, find room in it.
constexpr int kLeastMapWidth = 460;
constexpr int kLeastMapHeight = 200;

Qt::DockWidgetArea areaOf(Side side) {
  switch (side) {
    case Side::left: return Qt::LeftDockWidgetArea;
    case Side::right: return Qt::RightDockWidgetArea;
    case Side::bottom: return Qt::BottomDockWidgetArea;
  }
  return Qt::BottomDockWidgetArea;
}

/// On Wayland a floated panel of Qt 6.4 cannot be docked again (QTBUG-87332): none may float there.
bool mayFloat() {
  return !QGuiApplication::platformName().startsWith(QLatin1String("wayland"));
}

bool isCityFile(const QString& file) {
  return file.endsWith(QLatin1String(".citydb"), Qt::CaseInsensitive);
}
QString windowTitleOf(const CitySession& session) {
  if (!session.isOpen()) return MainWindow::tr("CityDesk");
  const CityInfo& city = session.city();
  if (!city.asOf.isEmpty()) return MainWindow::tr("%1 as of %2 – CityDesk").arg(city.name, momentText(city.asOf));
  return (city.readOnly ? MainWindow::tr("%1 (read only) – CityDesk") : MainWindow::tr("%1 – CityDesk")).arg(city.name);
}

}  // namespace

MainWindow::MainWindow(UserSettings& settings, QWidget* parent)
    : QMainWindow(parent),
      m_settings(settings),
      m_session(new CitySession(this)),
      m_commands(new Commands(this)),
      m_selection(new Selection(this)),
      m_document(new MapDocument(*m_session, settings, this)),
      m_layerTree(new LayerTreeModel(*m_session, *m_document, this)),
      m_toolGroup(new QActionGroup(this)) {
  setObjectName(QStringLiteral("mainWindow"));
  setDockOptions(AnimatedDocks | AllowTabbedDocks | AllowNestedDocks);
  setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
  setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
  setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
  setAcceptDrops(true);
  addAllCommands(*m_commands);
  m_commands->setKeyPreset(settings.keyPreset());
  for (QAction* action : m_commands->actions()) addAction(action);  // keys work while the menu bar is hidden
  buildCentre();
  buildMenus();
  buildToolBars();
  m_status = new WindowStatusBar(*m_session, *m_canvas, this);
  setStatusBar(m_status);
  addPanel({"dockLayers", QT_TRANSLATE_NOOP("Panels", "Layers"), Side::left},
           m_layers = new LayerPanel(*m_layerTree, *m_document, *m_commands));
  connect(m_layers, &LayerPanel::currentChanged, this, [this](const QString& name) {
    updateAvailable();
    Q_EMIT currentLayerChanged(name);
  });
  connect(m_layers, &LayerPanel::menuAboutToShow, this, &MainWindow::layerMenu);
  connect(m_layers, &LayerPanel::layerActivated, this, [this] {
    QAction* open = m_commands->action(QStringLiteral("actionLayerProperties"));
    if (open->isEnabled()) open->trigger();
  });
  connectSession();
  applySettings();
  resize(1400, 900);
  retranslate();
  updateAvailable();
}

MainWindow::~MainWindow() {
  // while they are whole: a dialog that goes away hides itself and takes the focus from its fields, and they call it
  for (QDialog* dialog : findChildren<QDialog*>()) dialog->hide();
  m_canvas->setTool(nullptr);
  m_session->close();
}

void MainWindow::buildCentre() {
  m_pages = new QStackedWidget(this);
  m_pages->setObjectName(QStringLiteral("pages"));
  m_pages->setMinimumHeight(kLeastMapHeight);  // or the start page, which is not seen then, holds the docks down
  m_start = new StartPage(m_settings);
  m_canvas = new MapCanvas(*m_selection);
  m_canvas->setMinimumWidth(kLeastMapWidth);
  auto* map = new QWidget;
  map->setObjectName(QStringLiteral("mapPage"));
  auto* column = new QVBoxLayout(map);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(0);
  column->addWidget(m_canvas, 1);
  m_pages->addWidget(m_start);
  m_pages->addWidget(map);
  auto* centre = new QWidget;
  m_messageBar = new MessageBar(centre);
  auto* all = new QVBoxLayout(centre);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(0);
  all->addWidget(m_pages, 1);
  setCentralWidget(centre);
  const auto trigger = [this](const char* id) { m_commands->action(QLatin1String(id))->trigger(); };
  connect(m_start, &StartPage::newWanted, this, [trigger] { trigger("actionNewCity"); });
  connect(m_start, &StartPage::openWanted, this, [trigger] { trigger("actionOpenCity"); });
  connect(m_start, &StartPage::sampleWanted, this, [trigger] { trigger("actionSampleCity"); });
  connect(m_start, &StartPage::cityWanted, this, &MainWindow::openCity);
  connect(m_canvas, &MapCanvas::filesDropped, this, &MainWindow::takeFiles);
  connect(m_canvas, &MapCanvas::menuWanted, this, [this](geom::MapPoint at, const QPoint& global) {
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("mapMenu"));
    for (const char* id : {"actionIdentify", "actionLogIncident", "actionParcelCard", "", "actionCopyCoordinate",
                           "actionZoomFull", "actionViewBack"}) {
      if (*id == '\0')
        menu->addSeparator();
      else
        menu->addAction(m_commands->action(QLatin1String(id)));
    }
    Q_EMIT mapMenu(menu, at);
    menu->popup(global);
  });
}

void MainWindow::buildMenus() {
  const auto& specs = menuCatalogue();
  for (const MenuSpec& spec : specs) {
    auto* menu = new QMenu(this);
    menu->setObjectName(QLatin1String(spec.id));
    menu->setToolTipsVisible(true);
    m_menus.insert(QLatin1String(spec.id), menu);
    m_menuTitles.emplace_back(menu, spec.title);
  }
  QStringList nested;
  for (const MenuSpec& spec : specs) {
    QMenu* menu = m_menus.value(QLatin1String(spec.id));
    for (const char* item : spec.items) {
      if (*item == '-') {
        menu->addSeparator();
      } else if (*item == '>') {
        nested << QLatin1String(item + 1);
        menu->addMenu(m_menus.value(nested.back()));
      } else {
        QAction* action = m_commands->action(QLatin1String(item));
        Q_ASSERT_X(action != nullptr, "menu", item);
        menu->addAction(action);
      }
    }
  }
  menuBar()->setObjectName(QStringLiteral("menuBar"));
  for (const MenuSpec& spec : specs) {
    if (nested.contains(QLatin1String(spec.id))) continue;
    QMenu* menu = m_menus.value(QLatin1String(spec.id));
    menuBar()->addMenu(menu);
  }
}

QMenu* MainWindow::menu(const QString& id) const {
  return m_menus.value(id);
}

void MainWindow::buildToolBars() {
  for (const BarSpec& spec : barCatalogue()) {
    auto* bar = new QToolBar(this);
    bar->setObjectName(QLatin1String(spec.id));
    bar->setIconSize(QSize(20, 20));
    for (const char* item : spec.items) {
      if (*item == '-') {
        bar->addSeparator();
        continue;
      }
      QAction* action = m_commands->action(QLatin1String(item));
      Q_ASSERT_X(action != nullptr, "bar", item);
      bar->addAction(action);
      // A button of its own name: "actionPan" is the command, "buttonPan" what one clicks in the bar.
      if (QWidget* button = bar->widgetForAction(action))
        button->setObjectName(QStringLiteral("button") + QLatin1String(item + 6));
    }
    addToolBar(spec.atTheLeft ? Qt::LeftToolBarArea : Qt::TopToolBarArea, bar);
    m_barTitles.emplace_back(bar, spec.title);
    m_menus.value(QStringLiteral("menuBars"))->addAction(bar->toggleViewAction());
  }
}

QDockWidget* MainWindow::addPanel(const PanelSpec& spec, QWidget* content) {
  auto* dock = new QDockWidget(this);
  const QString id = QLatin1String(spec.id);
  dock->setObjectName(id);
  dock->setWidget(content);
  QDockWidget::DockWidgetFeatures features = QDockWidget::DockWidgetClosable | QDockWidget::DockWidgetMovable;
  if (mayFloat()) features |= QDockWidget::DockWidgetFloatable;
  dock->setFeatures(features);
  dock->setWindowTitle(QCoreApplication::translate("Panels", spec.title));
  dock->toggleViewAction()->setObjectName(QStringLiteral("toggle") + id.mid(4));
  m_dockTitles.emplace_back(dock, spec.title);
  m_shownAtFirst.insert(id, spec.shownAtFirst);
  QDockWidget* neighbour = nullptr;
  for (const auto& [other, title] : m_dockTitles)
    if (other != dock && dockWidgetArea(other) == areaOf(spec.side)) neighbour = other;
  addDockWidget(areaOf(spec.side), dock);
  if (neighbour != nullptr) tabifyDockWidget(neighbour, dock);
  dock->setVisible(false);  // the start page stands alone; cityOpened() shows the panels
  m_menus.value(QStringLiteral("menuPanels"))->addAction(dock->toggleViewAction());
  return dock;
}

void MainWindow::showPanel(const QString& id) {
  auto* dock = findChild<QDockWidget*>(id);
  if (dock == nullptr) return;
  dock->show();
  dock->raise();
}

void MainWindow::addTool(const QString& command, Tool* tool) {
  QAction* action = m_commands->action(command);
  Q_ASSERT(action != nullptr);
  action->setCheckable(true);
  action->setActionGroup(m_toolGroup);
  m_tools.insert(command, tool);
  m_commands->handle(command, tool, [this, tool, action] {
    action->setChecked(true);
    m_canvas->setTool(tool);
    m_canvas->setFocus();
  });
}

void MainWindow::chooseTool(const QString& command) {
  QAction* action = m_commands->action(command.isEmpty() ? QStringLiteral("actionPan") : command);
  if (action != nullptr) action->trigger();
}

void MainWindow::setFindWidget(QWidget* widget) {
  auto* bar = new QToolBar(this);
  bar->setObjectName(QStringLiteral("barFind"));
  m_barTitles.emplace_back(bar, QT_TRANSLATE_NOOP("Menus", "Find bar"));
  widget->setMinimumWidth(220);
  bar->addWidget(widget);
  addToolBar(bar);
  m_menus.value(QStringLiteral("menuBars"))->addAction(bar->toggleViewAction());
  m_find = widget;
  m_commands->handle(QStringLiteral("actionFind"), this, [this, bar] {
    bar->show();
    m_find->setFocus(Qt::ShortcutFocusReason);
  });
  retranslate();
}

QString MainWindow::currentLayer() const {
  return m_layers->currentLayer();
}
void MainWindow::setCurrentLayer(const QString& name) {
  m_layers->setCurrentLayer(name);
}

void MainWindow::say(MessageKind kind, const QString& text) {
  m_session->messages().add(kind, text);
}

void MainWindow::showFeature(const QString& layer, std::int64_t fid, bool zoom) {
  if (!m_document->scene()) return;
  const geom::Bytes wkb = geometryOf(*m_document->scene(), toUtf8(layer), fid);
  if (wkb.empty()) return;
  const geom::Envelope box = geom::envelopeOf(wkb);
  if (zoom)
    m_canvas->showExtent(box.grown(std::max(box.width(), box.height()) * 0.5));
  else if (!m_canvas->visibleExtent().intersects(box))
    m_canvas->centreOn(box.centre());
  m_canvas->flash(wkb);
}

bool MainWindow::isMapComplete() const {
  if (!m_session->isOpen()) return m_session->pendingJobs() == 0;
  return m_document->isCurrent() && m_firstViewSet && m_canvas->isComplete();
}

bool MainWindow::isIdle() const {
  return m_session->pendingJobs() == 0 && isMapComplete();
}

void MainWindow::changeLanguage(const QString& name) {
  m_settings.setLanguage(name);
  ui::setLanguage(name.isEmpty() ? systemLanguage() : name);
}

void MainWindow::applySettings() {
  m_commands->setKeyPreset(m_settings.keyPreset());
  m_canvas->setHoldPanKey(m_settings.keyPreset() == KeyPreset::arcgis ? Qt::Key_C : 0);
  m_canvas->engine().setCacheBudget(static_cast<std::size_t>(m_settings.tileCacheMegabytes()) << 20);
  m_session->setActor(m_settings.operatorName());
}

void MainWindow::retranslate() {
  for (const auto& [menu, title] : m_menuTitles) menu->setTitle(QCoreApplication::translate("Menus", title));
  for (const auto& [bar, title] : m_barTitles) bar->setWindowTitle(QCoreApplication::translate("Menus", title));
  for (const auto& [dock, title] : m_dockTitles) dock->setWindowTitle(QCoreApplication::translate("Panels", title));
  m_commands->retranslate();
  for (QAction* action : m_commands->actions()) {
    const QString button = QStringLiteral("button") + action->objectName().mid(6);
    if (auto* widget = findChild<QToolButton*>(button)) widget->setAccessibleName(action->iconText());
  }
  m_canvas->setAccessibleName(tr("Map"));
  setWindowTitle(windowTitleOf(*m_session));
}

void MainWindow::changeEvent(QEvent* event) {
  if (event->type() == QEvent::LanguageChange) {
    retranslate();
    Q_EMIT m_session->layersChanged();  // titles are in the language of the program
    Q_EMIT languageChanged();
  }
  QMainWindow::changeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  QStringList files;
  for (const QUrl& url : event->mimeData()->urls())
    if (url.isLocalFile()) files << url.toLocalFile();
  event->acceptProposedAction();
  takeFiles(files);
}

void MainWindow::takeFiles(const QStringList& files) {
  QStringList others;
  for (const QString& file : files) {
    if (isCityFile(file)) {
      openCity(file);
      return;
    }
    others << file;
  }
  if (others.isEmpty()) return;
  if (!m_session->isOpen())
    say(MessageKind::warning, tr("Open a city first, then drop the files to import into it."));
  else
    Q_EMIT importWanted(others);
}

}  // namespace gis::ui
