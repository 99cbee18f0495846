#include "ui/panels/command_catalogue.h"

namespace gis::ui {

namespace {

#define SAY(text) QT_TRANSLATE_NOOP("Commands", text)

// clang-format off
const CommandSpec kProject[] = {
  {"actionNewCity", SAY("&New city…"), SAY("Make a new, empty city file"), "city-new", "Ctrl+N", nullptr},
  {"actionOpenCity", SAY("&Open city…"), SAY("Open a city file"), "city-open", "Ctrl+O", nullptr},
  {"actionSampleCity", SAY("Open the &sample city"), SAY("A made-up city to try things out"), "", "", nullptr},
  {"actionSaveView", SAY("&Save view"), SAY("Edits are saved as they are made; this keeps what the map shows"), "save", "Ctrl+S", nullptr, needCity},
  {"actionSaveCopy", SAY("Save a &copy…"), SAY("A consistent copy of the city, photos included"), "", "Ctrl+Shift+S", nullptr, needCity},
  {"actionImport", SAY("&Import layers…"), SAY("Load files of other programs into the city"), "import", "Ctrl+L|Ctrl+Shift+V", "Ctrl+L|Ctrl+Shift+V", needWritable},
  {"actionExport", SAY("&Export layer…"), SAY("Hand a layer out as shapefile, GeoPackage, GeoJSON, CSV or XLSX"), "export", "Ctrl+E", nullptr, needLayer},
  {"actionPrintMap", SAY("&Print map…"), SAY("Map sheet as PDF, picture or on the printer"), "print", "Ctrl+P", nullptr, needCity},
  {"actionCheckCity", SAY("C&heck city…"), SAY("Integrity of the file, its indexes and its photos"), "", "", nullptr, needCity},
  {"actionCityProperties", SAY("City p&roperties…"), SAY("File, coordinate system, layers"), "", "Ctrl+Shift+P", nullptr, needCity},
  {"actionCloseCity", SAY("C&lose city"), "", "", "Ctrl+W", nullptr, needCity},
  {"actionQuit", SAY("&Quit"), "", "", "Ctrl+Q", nullptr},
};
const CommandSpec kEdit[] = {
  {"actionUndo", SAY("&Undo"), SAY("Take back the last change, also one of an earlier day"), "undo", "Ctrl+Z", nullptr, needUndo},
  {"actionRedo", SAY("&Redo"), "", "redo", "Ctrl+Shift+Z|Ctrl+Y", "Ctrl+Y|Ctrl+Shift+Z", needRedo},
  {"actionSelectAll", SAY("Select &all of the layer"), "", "", "Ctrl+A", nullptr, needMapLayer},
  {"actionSelectNoneLayer", SAY("Select &nothing of the layer"), "", "", "Ctrl+Shift+A", nullptr, needLayer},
  {"actionSelectNone", SAY("&Clear the whole selection"), "", "select-none", "Ctrl+Alt+A", nullptr, needSelection},
  {"actionSelectInvert", SAY("&Invert the selection of the layer"), "", "", "", nullptr, needMapLayer},
  {"actionDeleteSelected", SAY("&Delete the selected features…"), SAY("Undo brings them back"), "delete", "Del", nullptr, needSelection | needWritable},
  {"actionCopyCoordinate", SAY("C&opy a coordinate"), SAY("Click the map: the place goes to the clipboard"), "coordinate", "Ctrl+Shift+K", nullptr, needCity},
};
const CommandSpec kView[] = {
  {"actionFind", SAY("&Find…"), SAY("Roads, addresses, places, parcels, cases, coordinates, layers, commands"), "find", "Ctrl+K", nullptr, needCity},
  {"actionPan", SAY("&Pan"), SAY("Drag the map"), "pan", "", nullptr, needCity},
  {"actionZoomTool", SAY("&Zoom to a box"), SAY("Drag a box, or click"), "zoom-box", "", nullptr, needCity},
  {"actionIdentify", SAY("&Identify"), SAY("Click the map to see what is there"), "identify", "Ctrl+Shift+I", nullptr, needCity},
  {"actionMeasureLine", SAY("Measure &length"), "", "measure-line", "Ctrl+Shift+M", nullptr, needCity},
  {"actionMeasureArea", SAY("Measure &area"), "", "measure-area", "Ctrl+Shift+J", nullptr, needCity},
  {"actionZoomIn", SAY("Zoom i&n"), "", "zoom-in", "Ctrl+Alt++|Ctrl++", "Ctrl++", needCity},
  {"actionZoomOut", SAY("Zoom &out"), "", "zoom-out", "Ctrl+Alt+-|Ctrl+-", "Ctrl+-", needCity},
  {"actionZoomFull", SAY("&Full extent"), SAY("The whole city"), "zoom-full", "Ctrl+Shift+F", "Ctrl+Shift+F|Ctrl+Home", needCity},
  {"actionZoomSelection", SAY("Zoom to the &selection"), "", "zoom-selection", "Ctrl+J", nullptr, needSelection},
  {"actionZoomLayer", SAY("Zoom to the la&yer"), "", "zoom-layer", "", nullptr, needMapLayer},
  {"actionViewBack", SAY("&Back"), SAY("The view before"), "back", "Alt+Left", nullptr, needCity},
  {"actionViewForward", SAY("For&ward"), SAY("The view after"), "forward", "Alt+Right", nullptr, needCity},
  {"actionRefresh", SAY("&Refresh"), SAY("Draw the map anew"), "refresh", "F5", nullptr, needCity},
  {"actionBookmarkNew", SAY("New boo&kmark…"), SAY("Remember this view"), "bookmark", "Ctrl+B", nullptr, needCity},
  {"actionBookmarks", SAY("Show book&marks"), "", "", "Ctrl+Shift+B", nullptr, needCity},
  {"actionNamedMaps", SAY("Named &maps…"), SAY("View, visible layers and styles under a name, kept in the city"), "named-map", "", nullptr, needCity},
  {"actionLabels", SAY("Show la&bels"), SAY("Names and numbers on the map"), "labels", "", nullptr, needCity, true},
  {"actionBaseMap", SAY("Base ma&p…"), SAY("A local GeoTIFF or MBTiles below the layers"), "basemap", "", nullptr, needCity},
  {"actionFullScreen", SAY("F&ull screen"), "", "", "F11", nullptr, needNothing, true},
  {"actionTogglePanels", SAY("Show or hide the pa&nels"), "", "", "Ctrl+Tab", nullptr, needCity},
  {"actionMapOnly", SAY("Map onl&y"), SAY("Without panels and bars; again brings them back"), "", "Ctrl+Shift+Tab", nullptr, needCity, true},
  {"actionDockPanels", SAY("&Dock all panels"), SAY("Floating panels go back to their places"), "", "", nullptr, needNothing},
};
const CommandSpec kLayer[] = {
  {"actionAttributeTable", SAY("&Table"), SAY("The rows of the layer"), "table", "F6", nullptr, needLayer},
  {"actionTableSelected", SAY("Table of the &selected rows"), "", "", "Shift+F6", nullptr, needLayer | needSelection},
  {"actionTableVisible", SAY("Table of the rows in &view"), "", "", "Ctrl+F6", nullptr, needMapLayer},
  {"actionLayerStyle", SAY("St&yle…"), SAY("Colours, symbols, labels"), "style", "", nullptr, needMapLayer | needWritable},
  {"actionLayerFilter", SAY("&Filter…"), SAY("Show only rows that meet a condition"), "filter", "Ctrl+F", nullptr, needLayer | needWritable},
  {"actionLayerRename", SAY("&Rename…"), "", "", "F2", nullptr, needOwnLayer | needWritable},
  {"actionLayerDuplicate", SAY("&Duplicate"), "", "", "", nullptr, needOwnLayer | needWritable},
  {"actionLayerGroup", SAY("&Group…"), SAY("Put the layer into a group of the tree"), "group", "Ctrl+G", nullptr, needLayer | needWritable},
  {"actionLayerRemove", SAY("Re&move…"), SAY("Delete the layer from the city"), "remove", "Ctrl+D", nullptr, needOwnLayer | needWritable},
  {"actionLayerProperties", SAY("&Properties…"), SAY("Origin, fields, coordinate system, role, search"), "", "Ctrl+Shift+C", nullptr, needLayer},
  {"actionLayersShowAll", SAY("Sho&w all layers"), "", "", "Ctrl+Shift+U", nullptr, needCity},
  {"actionLayersHideAll", SAY("&Hide all layers"), "", "", "Ctrl+Shift+H", nullptr, needCity},
  {"actionAddColumn", SAY("Add a &column…"), SAY("A new column, filled by an expression"), "", "", nullptr, needOwnLayer | needWritable},
  {"actionColumnStatistics", SAY("Column s&tatistics…"), "", "", "", nullptr, needLayer},
};
const CommandSpec kCity[] = {
  {"actionLogIncident", SAY("&Log an incident"), SAY("Click the place, then fill in the form"), "incident", "N", nullptr, needWritable},
  {"actionIncidentList", SAY("Incident l&ist"), "", "incident-list", "F7", nullptr, needCity},
  {"actionCaseSheet", SAY("Print &case sheet…"), SAY("Number, place, map, photos, deadline, signatures"), "", "", nullptr, needCity},
  {"actionParcelCard", SAY("&Parcel card"), SAY("Click a parcel to see its card"), "parcel", "P", nullptr, needCity},
  {"actionParcelByCode", SAY("Find a parcel by &code…"), "", "", "", nullptr, needCity},
};
const CommandSpec kQuery[] = {
  {"actionSelectRectangle", SAY("Select by click or &rectangle"), "", "select", "", nullptr, needCity},
  {"actionSelectPolygon", SAY("Select by &polygon"), "", "select-polygon", "", nullptr, needCity},
  {"actionSelectRadius", SAY("Select by r&adius"), "", "select-radius", "", nullptr, needCity},
  {"actionSelectByValue", SAY("Select by &value…"), "", "", "F3", nullptr, needLayer},
  {"actionSelectByExpression", SAY("Select by e&xpression…"), "", "", "Ctrl+F3", nullptr, needLayer},
  {"actionSelectByLocation", SAY("Select by &location…"), SAY("Features near or inside those of another layer"), "select-location", "Ctrl+Shift+L", nullptr, needCity},
  {"actionJoinByCode", SAY("&Join by code…"), SAY("Match a list with a layer by a number or code"), "join", "", nullptr, needCity},
  {"actionSqlConsole", SAY("&SQL console"), SAY("One read-only statement, with the functions of SpatiaLite"), "sql", "", nullptr, needCity},
};
const CommandSpec kSettings[] = {
  {"actionLanguageEnglish", SAY("&English"), "", "", "", nullptr, needNothing, true},
  {"actionLanguageChinese", SAY("&Chinese"), "", "", "", nullptr, needNothing, true},
  {"actionPreferences", SAY("&Preferences…"), SAY("Language, keys, memory, name"), "settings", "Ctrl+,", nullptr},
};
const CommandSpec kHelp[] = {
  {"actionKeys", SAY("&Keyboard shortcuts"), "", "", "F1", nullptr},
  {"actionLog", SAY("Show the &log file"), SAY("A record that you can send; no personal data is in it"), "", "", nullptr},
  {"actionAbout", SAY("&About CityDesk"), "", "", "", nullptr},
};
// clang-format on
#undef SAY

}  // namespace

void addAllCommands(Commands& commands) {
  const auto addAll = [&](const auto& specs) {
    for (const CommandSpec& spec : specs) commands.add(spec);
  };
  addAll(kProject);
  addAll(kEdit);
  addAll(kView);
  addAll(kLayer);
  addAll(kCity);
  addAll(kQuery);
  addAll(kSettings);
  addAll(kHelp);
}

const std::vector<MenuSpec>& menuCatalogue() {
  // clang-format off
  static const std::vector<MenuSpec> menus = {
    {"menuProject", QT_TRANSLATE_NOOP("Menus", "&Project"),
     {"actionNewCity", "actionOpenCity", ">menuRecent", "actionSampleCity", "-", "actionSaveView", "actionSaveCopy", "-",
      "actionImport", "actionExport", "actionPrintMap", "-", "actionCheckCity", "actionCityProperties", "-",
      "actionCloseCity", "actionQuit"}},
    {"menuEdit", QT_TRANSLATE_NOOP("Menus", "&Edit"),
     {"actionUndo", "actionRedo", "-", "actionSelectAll", "actionSelectInvert", "actionSelectNoneLayer",
      "actionSelectNone", "-", "actionDeleteSelected", "-", "actionCopyCoordinate"}},
    {"menuView", QT_TRANSLATE_NOOP("Menus", "&View"),
     {"actionFind", "-", "actionPan", "actionZoomTool", "actionIdentify", "actionMeasureLine", "actionMeasureArea", "-",
      "actionZoomIn", "actionZoomOut", "actionZoomFull", "actionZoomSelection", "actionZoomLayer", "actionViewBack",
      "actionViewForward", "actionRefresh", "-", "actionBookmarkNew", "actionBookmarks", "actionNamedMaps", "-",
      "actionLabels", "actionBaseMap", "-", ">menuPanels", ">menuBars", "actionDockPanels", "actionFullScreen",
      "actionTogglePanels", "actionMapOnly"}},
    {"menuLayer", QT_TRANSLATE_NOOP("Menus", "&Layer"),
     {"actionZoomLayer", "actionAttributeTable", "actionTableSelected", "actionTableVisible", "-", "actionLayerStyle",
      "actionLayerFilter", "-", "actionAddColumn", "actionColumnStatistics", "-", "actionLayerRename",
      "actionLayerDuplicate", "actionLayerGroup", "actionExport", "actionLayerRemove", "-", "actionLayerProperties", "-",
      "actionLayersShowAll", "actionLayersHideAll"}},
    {"menuIncident", QT_TRANSLATE_NOOP("Menus", "&Incident"),
     {"actionLogIncident", "actionIncidentList", "-", "actionCaseSheet"}},
    {"menuParcel", QT_TRANSLATE_NOOP("Menus", "P&arcel"), {"actionParcelCard", "actionParcelByCode"}},
    {"menuQuery", QT_TRANSLATE_NOOP("Menus", "&Query"),
     {"actionSelectRectangle", "actionSelectPolygon", "actionSelectRadius", "actionSelectByValue",
      "actionSelectByExpression", "actionSelectByLocation", "-", "actionJoinByCode", "actionSqlConsole"}},
    {"menuSettings", QT_TRANSLATE_NOOP("Menus", "&Settings"), {">menuLanguage", "-", "actionPreferences"}},
    {"menuHelp", QT_TRANSLATE_NOOP("Menus", "&Help"), {"actionKeys", "actionLog", "-", "actionAbout"}},
    {"menuRecent", QT_TRANSLATE_NOOP("Menus", "&Recent cities"), {}},
    {"menuPanels", QT_TRANSLATE_NOOP("Menus", "P&anels"), {}},
    {"menuBars", QT_TRANSLATE_NOOP("Menus", "&Tool bars"), {}},
    {"menuLanguage", QT_TRANSLATE_NOOP("Menus", "&Language"), {"actionLanguageEnglish", "actionLanguageChinese"}},
  };
  // clang-format on
  return menus;
}

const std::vector<BarSpec>& barCatalogue() {
  // clang-format off
  static const std::vector<BarSpec> bars = {
    {"barProject", QT_TRANSLATE_NOOP("Menus", "Project bar"),
     {"actionNewCity", "actionOpenCity", "-", "actionImport", "actionExport", "actionPrintMap", "-", "actionUndo",
      "actionRedo"}},
    {"barMap", QT_TRANSLATE_NOOP("Menus", "Map bar"),
     {"actionPan", "actionZoomTool", "actionZoomIn", "actionZoomOut", "actionZoomFull", "actionZoomSelection",
      "actionZoomLayer", "actionViewBack", "actionViewForward", "actionRefresh", "-", "actionBookmarkNew",
      "actionLabels"}},
    {"barQuery", QT_TRANSLATE_NOOP("Menus", "Selection and query bar"),
     {"actionIdentify", "actionSelectRectangle", "actionSelectPolygon", "actionSelectRadius", "actionSelectNone", "-",
      "actionMeasureLine", "actionMeasureArea", "actionCopyCoordinate", "-", "actionAttributeTable",
      "actionSelectByLocation", "actionJoinByCode", "actionSqlConsole"}},
    {"barCity", QT_TRANSLATE_NOOP("Menus", "City bar"),
     {"actionLogIncident", "actionIncidentList", "actionParcelCard"}},
  };
  // clang-format on
  return bars;
}

}  // namespace gis::ui
