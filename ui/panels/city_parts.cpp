#include "ui/panels/city_parts.h"

#include <QAction>
#include <QFileInfo>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QStandardPaths>
#include <QTimer>

#include "gis_core/city/case_flow.h"
#include "ui/dialogs/batch_step_dialog.h"
#include "ui/dialogs/bulletin_dialog.h"
#include "ui/dialogs/calendar_dialog.h"
#include "ui/dialogs/case_sheet_dialog.h"
#include "ui/dialogs/feature_form.h"
#include "ui/dialogs/operators_dialog.h"
#include "ui/dialogs/place_queue_dialog.h"
#include "ui/models/case_keeper.h"
#include "ui/panels/bring_to_front.h"
#include "ui/panels/case_board.h"
#include "ui/panels/case_map.h"
#include "ui/panels/desk_commands.h"
#include "ui/panels/find_box.h"
#include "ui/panels/incident_form.h"
#include "ui/panels/incident_list.h"
#include "ui/panels/main_window.h"
#include "ui/panels/parcel_panel.h"
#include "ui/tools/basic_tools.h"

namespace gis::ui {

namespace {

const QString kIncidentLayer = QStringLiteral("city_incident");
const QString kIncidentDock = QStringLiteral("dockIncident");
const QString kBoardDock = QStringLiteral("dockCaseBoard");
const QString kListDock = QStringLiteral("dockIncidents");
const QString kParcelDock = QStringLiteral("dockParcel");

struct Parts {
  IncidentForm* form = nullptr;
  IncidentList* list = nullptr;
  CaseKeeper* keeper = nullptr;
  Operators* operators = nullptr;
  ParcelPanel* parcel = nullptr;
};

/// A ring with a cross: where the incident will be.
void paintMark(QPainter& painter, QPointF at) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  for (const auto& [colour, width] :
       {std::pair(QColor(255, 255, 255, 220), 5.0), std::pair(QColor(0xD0, 0x20, 0x20), 2.0)}) {
    painter.setPen(QPen(colour, width));
    painter.drawEllipse(at, 10, 10);
    painter.drawLine(at - QPointF(15, 0), at - QPointF(4, 0));
    painter.drawLine(at + QPointF(4, 0), at + QPointF(15, 0));
    painter.drawLine(at - QPointF(0, 15), at - QPointF(0, 4));
    painter.drawLine(at + QPointF(0, 4), at + QPointF(0, 15));
  }
  painter.restore();
}

void openCase(MainWindow& window, const Parts& parts, const QString& id) {
  parts.form->openCase(id);
  window.showPanel(kIncidentDock);
}

/// The selected cases, the current one first; else the one that is open in the form.
QStringList casesToPrint(MainWindow& window, const Parts& parts) {
  QStringList ids = parts.list->chosen();
  const FidList selected = window.selection().fids(kIncidentLayer);
  if (qsizetype(selected->size()) > ids.size()) {
    ids.clear();  // chosen on the map, more than the list shows
    for (const std::int64_t fid : *selected) ids << QString::number(fid);
  }
  if (ids.isEmpty() && !parts.form->caseId().isEmpty()) ids << parts.form->caseId();
  return ids;
}

void printCaseSheets(MainWindow& window, const QStringList& ids) {
  constexpr qsizetype kMost = 1000;
  const auto scene = window.document().scene();
  if (scene == nullptr) return;
  if (ids.isEmpty()) {
    window.say(MessageKind::info, MainWindow::tr("Choose one case or more in the list of incidents or on the map."));
    return;
  }
  if (ids.size() > kMost) {
    window.say(MessageKind::warning, MainWindow::tr("%1 cases are too many to print at once: choose at most %2.")
                                         .arg(QLocale().toString(ids.size()), QLocale().toString(kMost)));
    return;
  }
  UserSettings& settings = window.settings();
  CaseSheetChoice choice;
  choice.heading = settings.value(QStringLiteral("caseSheet/heading")).toString();
  choice.signatures = settings.value(QStringLiteral("caseSheet/signatures")).toString();
  choice.scale = settings.value(QStringLiteral("caseSheet/scale"), choice.scale).toString();
  auto* dialog = new CaseSheetDialog(window.session(), scene, ids, choice, &window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &QDialog::finished, &window, [&settings, dialog] {
    const CaseSheetChoice now = dialog->choice();
    settings.setValue(QStringLiteral("caseSheet/heading"), now.heading);
    settings.setValue(QStringLiteral("caseSheet/signatures"), now.signatures);
    settings.setValue(QStringLiteral("caseSheet/scale"), now.scale);
  });
  dialog->open();
}

void makeBulletinOfPeriod(MainWindow& window) {
  UserSettings& settings = window.settings();
  const QString folder =
      settings
          .value(QStringLiteral("bulletin/folder"), QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))
          .toString();
  auto* dialog = new BulletinDialog(window.session(), folder,
                                    settings.value(QStringLiteral("bulletin/heading")).toString(), &window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  QObject::connect(dialog, &BulletinDialog::finishedMaking, &window, [&settings, dialog](const QString& file) {
    if (!file.isEmpty()) settings.setValue(QStringLiteral("bulletin/folder"), QFileInfo(file).absolutePath());
    settings.setValue(QStringLiteral("bulletin/heading"), dialog->heading());
  });
  dialog->open();
}

/// One at a time: a second call brings it to the front.
void openPlaceQueue(MainWindow& window, const Parts& parts) {
  constexpr double kNearEnough = 2000;
  if (bringToFront(window.findChild<PlaceQueueDialog*>())) return;
  auto* dialog = new PlaceQueueDialog(window.session(), &window);
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  auto* tool = new PlaceTool(QStringLiteral("toolPlaceCase"), Qt::CrossCursor, dialog);
  tool->setHint(MainWindow::tr("Click where the case is; Esc leaves it without a position"));
  QObject::connect(dialog, &PlaceQueueDialog::mapWanted, &window, [&window, tool] {
    window.canvas().setTool(tool);
    window.canvas().setFocus();
    window.activateWindow();
  });
  QObject::connect(tool, &PlaceTool::placed, dialog, [&window, dialog](geom::MapPoint at) {
    dialog->placeAt(at);
    window.chooseTool({});
    dialog->activateWindow();
  });
  QObject::connect(tool, &PlaceTool::givenUp, dialog, [&window] { window.chooseTool({}); });
  QObject::connect(dialog, &PlaceQueueDialog::showWanted, &window, [&window](const geom::MapPoint& at) {
    window.canvas().centreOn(at, kNearEnough);
    window.canvas().flash(geom::pointWkb(at.x, at.y));
  });
  QObject::connect(dialog, &PlaceQueueDialog::openWanted, &window,
                   [&window, parts](const QString& id) { openCase(window, parts, id); });
  QObject::connect(dialog, &QDialog::finished, &window, [&window, tool] {
    if (window.canvas().tool() == tool) window.chooseTool({});
  });
  dialog->show();
}

/// The incident under a place of the map, as text for openCase, or empty.
QString incidentAt(MainWindow& window, geom::MapPoint at) {
  for (const auto& [layer, fid] : window.canvas().featuresAt(at)) {
    if (layer == kIncidentLayer) return QString::number(fid);
  }
  return {};
}

void addIncidentTool(MainWindow& window, const Parts& parts) {
  auto* tool = new PlaceTool(QStringLiteral("toolLogIncident"), Qt::CrossCursor, &window);
  QObject::connect(tool, &PlaceTool::placed, &window, [&window, form = parts.form](geom::MapPoint at) {
    window.showPanel(kIncidentDock);
    form->placeAt(at);
  });
  QObject::connect(tool, &PlaceTool::givenUp, &window, [&window, form = parts.form] {
    if (form->isNew() && !form->holdsUnsaved()) form->clear();  // what is typed is closed by its button only
    window.chooseTool({});
  });
  window.addTool(QStringLiteral("actionLogIncident"), tool);
  QObject::connect(parts.form, &IncidentForm::moveWanted, &window,
                   [&window] { window.chooseTool(QStringLiteral("actionLogIncident")); });
  QObject::connect(parts.form, &IncidentForm::placeChanged, &window, [&window, form = parts.form] {
    const auto at = form->place();
    if (!at) {
      window.canvas().setOverlay(QStringLiteral("draftIncident"), {});
      return;
    }
    window.canvas().setOverlay(QStringLiteral("draftIncident"), [place = *at](QPainter& painter, const ToView& toView) {
      paintMark(painter, toView(place));
    });
  });
}

void addIncidents(MainWindow& window, Parts& parts) {
  parts.keeper = new CaseKeeper(window.session(), &window);
  parts.operators = new Operators(window.settings(), &window);
  parts.form = new IncidentForm(window.session());
  parts.list = new IncidentList(window.session(), *parts.keeper, *parts.operators, window.settings());
  window.addPanel({"dockIncident", QT_TRANSLATE_NOOP("Panels", "Incident"), Side::right}, parts.form);
  window.addPanel({"dockIncidents", QT_TRANSLATE_NOOP("Panels", "Incidents"), Side::bottom}, parts.list);
  addIncidentTool(window, parts);
  window.addCloseGuard([form = parts.form] {
    return form->holdsUnsaved() ? MainWindow::tr("The incident in the form is not saved.") : QString();
  });
  window.commands().handle(QStringLiteral("actionIncidentList"), &window, [&window, list = parts.list] {
    window.showPanel(kListDock);
    list->focusFilter();
  });
  window.commands().handle(QStringLiteral("actionCaseSheet"), &window,
                           [&window, parts] { printCaseSheets(window, casesToPrint(window, parts)); });
  window.commands().handle(QStringLiteral("actionPlaceQueue"), &window,
                           [&window, parts] { openPlaceQueue(window, parts); });
  window.commands().handle(QStringLiteral("actionBulletin"), &window, [&window] { makeBulletinOfPeriod(window); });
  QObject::connect(parts.list, &IncidentList::printWanted, &window,
                   [&window](const QStringList& ids) { printCaseSheets(window, ids); });
  QObject::connect(parts.form, &IncidentForm::saved, parts.list, [&window, list = parts.list](const QString& id) {
    list->choose(id);
    window.canvas().setFocus();  // the next click or key is for the map again
  });
  QObject::connect(parts.form, &IncidentForm::caseOpened, parts.list, &IncidentList::choose);
  QObject::connect(parts.list, &IncidentList::openWanted, &window,
                   [&window, parts](const QString& id) { openCase(window, parts, id); });
  QObject::connect(parts.list, &IncidentList::showWanted, &window,
                   [&window](std::int64_t fid, bool zoom) { window.showFeature(kIncidentLayer, fid, zoom); });
  QObject::connect(parts.list, &IncidentList::chosenChanged, &window,
                   [&window, list = parts.list] { window.selection().select(kIncidentLayer, list->chosenFids()); });
  // what is selected on the map is chosen in the list
  QObject::connect(&window.selection(), &Selection::changed, parts.list,
                   [&window, list = parts.list](const QString& layer) {
                     if (layer == kIncidentLayer) list->chooseFids(*window.selection().fids(kIncidentLayer));
                   });
  QObject::connect(parts.list, &IncidentList::stepWanted, &window, [&window, parts](const QStringList& ids) {
    if (ids.isEmpty()) return;
    auto* dialog = new BatchStepDialog(window.session(), ids, parts.operators->current().role, &window);
    dialog->setPeople(parts.operators->all());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
  });
  QObject::connect(parts.form, &IncidentForm::lookWanted, parts.list, &IncidentList::choose);
  QObject::connect(&window.canvas(), &MapCanvas::viewChanged, parts.list,
                   [&window, list = parts.list] { list->setVisibleExtent(window.canvas().visibleExtent()); });
  // A case that is clicked with the identify tool opens in the form, unless one is being written there.
  QObject::connect(&window, &MainWindow::identified, parts.form,
                   [&window, parts](geom::MapPoint, const std::vector<std::pair<QString, std::int64_t>>& features) {
                     if (features.empty() || features.front().first != kIncidentLayer || parts.form->isNew()) return;
                     openCase(window, parts, QString::number(features.front().second));
                   });
  QObject::connect(&window, &MainWindow::mapMenu, parts.form, [&window, parts](QMenu* menu, geom::MapPoint at) {
    const QString id = incidentAt(window, at);
    if (id.isEmpty()) return;
    auto* open = menu->addAction(MainWindow::tr("Open the case"));
    open->setObjectName(QStringLiteral("mapMenuOpenCase"));
    QObject::connect(open, &QAction::triggered, &window, [&window, parts, id] { openCase(window, parts, id); });
    auto* print = menu->addAction(MainWindow::tr("Print the case sheet…"));
    print->setObjectName(QStringLiteral("mapMenuCaseSheet"));
    QObject::connect(print, &QAction::triggered, &window, [&window, id] { printCaseSheets(window, {id}); });
  });
}

/// Who works here: the history calls the person so, and the steps of the role come first.
void takeOperator(MainWindow& window, const Parts& parts) {
  const DeskOperator& now = parts.operators->current();
  if (!now.name.isEmpty()) window.session().setActor(now.name);
  parts.form->setMyRole(now.role);
  parts.form->setPeople(parts.operators->all());
}

void addBoard(MainWindow& window, const Parts& parts) {
  auto* board = new CaseBoardPanel(window.session(), *parts.keeper, *parts.operators);
  window.addPanel({"dockCaseBoard", QT_TRANSLATE_NOOP("Panels", "Board"), Side::right, false}, board);
  auto* map = new CaseMapBox(window.session(), *parts.keeper, window.canvas());
  board->addBelow(map);
  const auto showList = [&window, parts](const IncidentListFilter& filter) {
    window.showPanel(kListDock);
    parts.list->showFilter(filter);
  };
  QObject::connect(&window, &MainWindow::mapMenu, map, [map, showList](QMenu* menu, geom::MapPoint at) {
    const auto area = map->areaAt(at);
    if (!area) return;
    auto* list = menu->addAction(MainWindow::tr("List the cases of %1").arg(area->first));
    list->setObjectName(QStringLiteral("mapMenuAreaCases"));
    QObject::connect(list, &QAction::triggered, map, [showList, filter = area->second] { showList(filter); });
  });
  const auto editOperators = [&window, parts] {
    auto* dialog = new OperatorsDialog(*parts.operators, &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
  };
  QObject::connect(board, &CaseBoardPanel::operatorsWanted, &window, editOperators);
  QObject::connect(board, &CaseBoardPanel::filterWanted, &window, showList);
  window.commands().handle(QStringLiteral("actionCaseBoard"), &window, [&window] { window.showPanel(kBoardDock); });
  window.commands().handle(QStringLiteral("actionOperators"), &window, editOperators);
  window.commands().handle(QStringLiteral("actionWorkCalendar"), &window, [&window] {
    auto* dialog = new CalendarDialog(window.session(), &window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
  });
  QObject::connect(parts.operators, &Operators::changed, &window, [&window, parts] { takeOperator(window, parts); });
  // a case that rests goes on by itself on its day: looked at soon after a city opens and every quarter of an hour
  auto* clock = new QTimer(&window);
  constexpr int kQuarterMillis = 15 * 60 * 1000;
  clock->setInterval(kQuarterMillis);
  const auto resume = [&window] {
    if (!window.session().isOpen() || window.session().isReadOnly()) return;
    JobOptions options;
    options.onError = [](const QString&, const Error&) {};  // asked again in a quarter of an hour
    window.session().write(
        MainWindow::tr("Resume suspended cases"),
        [](const store::CityDatabase& city, Progress&) { return city::resumeDue(city, "system"); }, &window,
        [&window](int resumed) {
          if (resumed > 0) window.session().lookNow();
        },
        options);
  };
  QObject::connect(clock, &QTimer::timeout, &window, resume);
  QObject::connect(&window.session(), &CitySession::opened, &window, [&window, parts, clock, resume] {
    takeOperator(window, parts);
    constexpr int kSoonMillis = 60'000;  // not beside what a city that opens has to do
    QTimer::singleShot(kSoonMillis, clock, resume);
  });
  clock->start();
  takeOperator(window, parts);
}

void addParcelCard(MainWindow& window, Parts& parts) {
  parts.parcel = new ParcelPanel(window.session());
  window.addPanel({"dockParcel", QT_TRANSLATE_NOOP("Panels", "Parcel"), Side::right}, parts.parcel);
  auto* tool = new PlaceTool(QStringLiteral("toolParcelCard"), Qt::PointingHandCursor, &window);
  QObject::connect(tool, &PlaceTool::placed, &window, [&window, panel = parts.parcel](geom::MapPoint at) {
    window.showPanel(kParcelDock);
    panel->showAt(at);
  });
  QObject::connect(tool, &PlaceTool::givenUp, &window, [&window] { window.chooseTool({}); });
  window.addTool(QStringLiteral("actionParcelCard"), tool);
  window.commands().handle(QStringLiteral("actionParcelByCode"), &window, [&window, panel = parts.parcel] {
    window.showPanel(kParcelDock);
    panel->focusCode();
  });
  QObject::connect(parts.parcel, &ParcelPanel::parcelShown, &window,
                   [&window](const QString& layer, std::int64_t fid, bool zoom) {
                     window.selection().select(layer, {fid});
                     window.showFeature(layer, fid, zoom);
                   });
  QObject::connect(parts.parcel, &ParcelPanel::editWanted, &window, [&window](const QString& layer, std::int64_t fid) {
    FeatureForm::open(window.session(), layer, {fid}, {}, &window);
  });
  QObject::connect(parts.parcel, &ParcelPanel::changeWanted, &window,
                   [&window](const QString& layer, std::int64_t fid) {
                     window.selection().select(layer, {fid});
                     window.commands().action(QStringLiteral("actionParcelChange"))->trigger();
                   });
  QObject::connect(parts.parcel, &ParcelPanel::featureWanted, &window,
                   [&window](const QString& layer, std::int64_t fid) { window.showFeature(layer, fid, true); });
  QObject::connect(parts.parcel, &ParcelPanel::caseWanted, &window,
                   [&window, parts](const QString& id) { openCase(window, parts, id); });
}

/// Goes where the result is. Streets are read at about 1 : 2000.
void showResult(MainWindow& window, const Parts& parts, const city::FindResult& result) {
  constexpr double kNearest = 2000;
  if (result.kind == "command") {
    if (QAction* action = window.commands().action(fromUtf8(result.command));
        action != nullptr && action->isEnabled()) {
      action->trigger();
    }
    return;
  }
  if (result.kind == "layer") {
    window.setCurrentLayer(fromUtf8(result.layer));
    if (!result.box.isEmpty()) window.canvas().showExtent(result.box);
    window.canvas().setFocus();
    return;
  }
  if (!result.at) return;
  const QString layer = fromUtf8(result.layer);
  const double size = std::max(result.box.width(), result.box.height());
  if (size > 0) {
    window.canvas().showExtent(result.box.grown(size * 0.15));
  } else {
    window.canvas().centreOn(*result.at, kNearest);
  }
  if (result.id != 0) {
    window.showFeature(layer, result.id, false);
  } else {
    window.canvas().flash(geom::pointWkb(result.at->x, result.at->y));
  }
  if (result.kind == "case") openCase(window, parts, QString::number(result.id));
  if (result.kind == "parcel") {
    parts.parcel->showAt(*result.at);
    window.showPanel(kParcelDock);
  }
  window.canvas().setFocus();
}

void addFind(MainWindow& window, const Parts& parts) {
  auto* box = new FindBox(window.session(), window.commands());
  window.setFindWidget(box);
  QObject::connect(box, &FindBox::chosen, &window,
                   [&window, parts](const city::FindResult& result) { showResult(window, parts, result); });
}

}  // namespace

void addCityParts(MainWindow& window) {
  Parts parts;
  addIncidents(window, parts);
  addBoard(window, parts);
  addParcelCard(window, parts);
  addFind(window, parts);
  addDeskCommands(
      window,
      [&window, parts] {
        const QString open = parts.form->caseId();
        return open.isEmpty() ? casesToPrint(window, parts) : QStringList{open};
      },
      [&window, parts](const QString& id) { openCase(window, parts, id); });
}

}  // namespace gis::ui
