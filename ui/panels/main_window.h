// The main window, and how other parts of the program join it.
//
// HOW TO ADD A PANEL, A COMMAND OR A TOOL
// A part ("feature") is a free function `void addSomething(MainWindow& window)` in its own file of this
// room; app/desktop/main.cpp calls each of them once, before the window is shown. In it:
//
//  * commands: `window.commands().handle("actionExportLayer", &window, [&window] { … })`. The catalogue
//    (command_catalogue.cpp) holds every command's text, keys, icon and place in the menus; a command
//    without a handler stays hidden. Add a line there for a new command and put its id into a menu.
//  * panels: `window.addPanel({"dockIncidents", QT_TRANSLATE_NOOP("Panels", "Incidents"), Side::bottom}, widget)`.
//    It gets an entry in View > Panels, remembers its place, and may be raised with showPanel("dockIncidents").
//  * tools: `window.addTool("actionLogIncident", tool)`: the command becomes checkable and switches the tool on.
//  * menus that open on a thing: connect to layerMenu() and mapMenu().
//  * something drawn over the map: `window.canvas().setOverlay("draftIncident", paint)`.
//  * Find: `window.setFindWidget(widget)` puts it at the right end of the tool bar; Ctrl+K focuses it.
//
// Widgets: give every field a stable objectName and an accessible name, say texts with tr() in a
// retranslate() that changeEvent(LanguageChange) calls, and list the names in resources/docs/objects.md.
// Work: never touch the city here: session().read(…), write(…), task(…), applyEdit(…).
#pragma once

#include <QHash>
#include <QMainWindow>
#include <QMenu>
#include <functional>
#include <memory>

#include "ui/canvas/map_canvas.h"
#include "ui/jobs/city_session.h"
#include "ui/models/commands.h"
#include "ui/models/layer_tree_model.h"
#include "ui/models/map_document.h"
#include "ui/models/selection.h"
#include "ui/models/user_settings.h"

class QActionGroup;
class QDockWidget;
class QStackedWidget;
class QToolBar;

namespace gis::ui {

class LayerPanel;
class MessageBar;
class StartPage;
class WindowStatusBar;

enum class Side { left, right, bottom };

struct PanelSpec {
  const char* id;     ///< objectName of the dock: "dockIncidents"
  const char* title;  ///< QT_TRANSLATE_NOOP("Panels", "Incidents")
  Side side = Side::bottom;
  bool shownAtFirst = true;
};

/// GUI thread.
class MainWindow : public QMainWindow {
  Q_OBJECT
 public:
  explicit MainWindow(UserSettings& settings, QWidget* parent = nullptr);
  ~MainWindow() override;

  [[nodiscard]] CitySession& session() { return *m_session; }
  [[nodiscard]] MapDocument& document() { return *m_document; }
  [[nodiscard]] Selection& selection() { return *m_selection; }
  [[nodiscard]] MapCanvas& canvas() { return *m_canvas; }
  [[nodiscard]] Commands& commands() { return *m_commands; }
  [[nodiscard]] UserSettings& settings() { return m_settings; }
  [[nodiscard]] LayerTreeModel& layerTree() { return *m_layerTree; }

  /// The layer that is current in the layer panel; empty when none is.
  [[nodiscard]] QString currentLayer() const;
  void setCurrentLayer(const QString& name);

  QDockWidget* addPanel(const PanelSpec& spec, QWidget* content);
  void showPanel(const QString& id);
  void addTool(const QString& command, Tool* tool);
  /// Switches a tool on by its command; empty: pan.
  void chooseTool(const QString& command);
  void setFindWidget(QWidget* widget);
  /// The menu of this id ("menuIncident") for entries that are no commands, such as recent cities.
  [[nodiscard]] QMenu* menu(const QString& id) const;

  /// A sentence above the map and in the messages panel.
  void say(MessageKind kind, const QString& text);
  /// Opens a city (start page, recent, dropped, command line).
  void openCity(const QString& file);
  /// The city as it was at a moment (ISO 8601 in UTC; empty: today), to read.
  void openCityAsOf(const QString& file, const QString& at);
  void createCity(const QString& file, const QString& crs);
  void closeCity();
  /// Before a city is closed or left `unsaved` is asked: a sentence when something would be lost, else nothing.
  void addCloseGuard(std::function<QString()> unsaved);
  /// Keeps what the map shows for the next start.
  void rememberView() const { rememberExtent(); }
  /// Shows a feature: zooms when `zoom`, and flashes it.
  void showFeature(const QString& layer, std::int64_t fid, bool zoom);
  /// Sets the language of the program and remembers it; empty: as the system.
  void changeLanguage(const QString& name);
  void applySettings();
  /// Without docks, tool bars and status bar (Ctrl+Shift+Tab), or with them again.
  void setMapOnly(bool on);
  void setPanelsShown(bool shown);

  /// The map is complete and no newer scene is on its way.
  [[nodiscard]] bool isMapComplete() const;
  /// Nothing runs and nothing waits.
  [[nodiscard]] bool isIdle() const;

 Q_SIGNALS:
  void currentLayerChanged(const QString& name);
  /// Before a context menu opens: add what is yours.
  void layerMenu(QMenu* menu, const QString& layer);
  void mapMenu(QMenu* menu, gis::geom::MapPoint at);
  /// A click with the identify tool, or a feature that another panel wants shown there.
  void identified(gis::geom::MapPoint at, const std::vector<std::pair<QString, std::int64_t>>& features);
  /// Files dropped on the window that are no city.
  void importWanted(const QStringList& files);
  void cityShown();
  void languageChanged();

 protected:
  void changeEvent(QEvent* event) override;
  void closeEvent(QCloseEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void dropEvent(QDropEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void buildMenus();
  void buildToolBars();
  void buildCentre();
  void connectSession();
  void retranslate();
  void updateAvailable();
  void cityOpened();
  void cityClosed();
  void takeFiles(const QStringList& files);
  /// Does it at once, or after the person agreed to lose what is not saved.
  void whenNothingIsLost(std::function<void()> go);
  void restoreLayout();
  void rememberLayout();
  void rememberExtent() const;
  void firstView();
  QToolBar* addBar(const char* id, const char* title, const QStringList& commands);

  UserSettings& m_settings;
  CitySession* m_session;
  Commands* m_commands;
  Selection* m_selection;
  MapDocument* m_document;
  LayerTreeModel* m_layerTree;
  MapCanvas* m_canvas = nullptr;
  QStackedWidget* m_pages = nullptr;
  StartPage* m_start = nullptr;
  MessageBar* m_messageBar = nullptr;
  LayerPanel* m_layers = nullptr;
  WindowStatusBar* m_status = nullptr;
  QActionGroup* m_toolGroup;
  QHash<QString, Tool*> m_tools;
  QHash<QString, QMenu*> m_menus;
  std::vector<std::pair<QMenu*, const char*>> m_menuTitles;
  std::vector<std::pair<QToolBar*, const char*>> m_barTitles;
  std::vector<std::pair<QDockWidget*, const char*>> m_dockTitles;
  QHash<QString, bool> m_shownAtFirst;
  QByteArray m_allPanels;  ///< arrangement before map only
  bool m_firstViewSet = false;
  bool m_layoutRestored = false;
  QWidget* m_find = nullptr;
  std::vector<std::function<QString()>> m_closeGuards;
  bool m_mayClose = false;
};

/// Our own parts, one function each (see the top of this file).
void addProjectCommands(MainWindow& window);
void addViewCommands(MainWindow& window);
void addMapTools(MainWindow& window);
void addLayerCommands(MainWindow& window);
void addDataCommands(MainWindow& window);
void addIdentifyPanel(MainWindow& window);
void addMessagePanels(MainWindow& window);
void addBookmarks(MainWindow& window);
void addMapOutput(MainWindow& window);
void addSelectionKeeper(MainWindow& window);

}  // namespace gis::ui
