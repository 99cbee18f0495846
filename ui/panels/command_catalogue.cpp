#include "ui/panels/command_catalogue.h"

namespace gis::ui {

namespace {

// clang-format off
const CommandSpec kProject[] = {
  {"actionNewCity", QT_TRANSLATE_NOOP("Commands", "&New city…"), QT_TRANSLATE_NOOP("Commands", "Make a new, empty city file"), "city-new", "Ctrl+N", nullptr},
  {"actionOpenCity", QT_TRANSLATE_NOOP("Commands", "&Open city…"), QT_TRANSLATE_NOOP("Commands", "Open a city file"), "city-open", "Ctrl+O", nullptr},
  {"actionSampleCity", QT_TRANSLATE_NOOP("Commands", "Open the &sample city"), QT_TRANSLATE_NOOP("Commands", "A made-up city to try things out"), "", "", nullptr},
  {"actionSaveView", QT_TRANSLATE_NOOP("Commands", "&Save view"), QT_TRANSLATE_NOOP("Commands", "Edits are saved as they are made; this keeps what the map shows"), "save", "Ctrl+S", nullptr, needCity},
  {"actionSaveCopy", QT_TRANSLATE_NOOP("Commands", "Save a &copy…"), QT_TRANSLATE_NOOP("Commands", "A consistent copy of the city, photos included"), "", "Ctrl+Shift+S", nullptr, needCity},
  {"actionImport", QT_TRANSLATE_NOOP("Commands", "&Import layers…"), QT_TRANSLATE_NOOP("Commands", "Load files of other programs into the city"), "import", "Ctrl+L|Ctrl+Shift+V", "Ctrl+L|Ctrl+Shift+V", needWritable},
  {"actionExport", QT_TRANSLATE_NOOP("Commands", "&Export layer…"), QT_TRANSLATE_NOOP("Commands", "Hand a layer out as shapefile, GeoPackage, GeoJSON, CSV or XLSX"), "export", "Ctrl+E", nullptr, needLayer},
  {"actionPackage", QT_TRANSLATE_NOOP("Commands", "E&xchange package…"), QT_TRANSLATE_NOOP("Commands", "Layers with all that explains them in one .zip for another bureau"), "", "", nullptr, needCity},
  {"actionPackageCheck", QT_TRANSLATE_NOOP("Commands", "C&heck a package…"), QT_TRANSLATE_NOOP("Commands", "Is a package still what was packed?"), "", "", nullptr},
  {"actionPrintMap", QT_TRANSLATE_NOOP("Commands", "&Print map…"), QT_TRANSLATE_NOOP("Commands", "Map sheet as PDF, picture or on the printer"), "print", "Ctrl+P", nullptr, needCity},
  {"actionCheckCity", QT_TRANSLATE_NOOP("Commands", "C&heck city…"), QT_TRANSLATE_NOOP("Commands", "Integrity of the file, its indexes and its photos"), "", "", nullptr, needCity},
  {"actionCityProperties", QT_TRANSLATE_NOOP("Commands", "City p&roperties…"), QT_TRANSLATE_NOOP("Commands", "File, coordinate system, layers"), "", "Ctrl+Shift+P", nullptr, needCity},
  {"actionCloseCity", QT_TRANSLATE_NOOP("Commands", "C&lose city"), "", "", "Ctrl+W", nullptr, needCity},
  {"actionQuit", QT_TRANSLATE_NOOP("Commands", "&Quit"), "", "", "Ctrl+Q", nullptr},
};
const CommandSpec kEdit[] = {
  {"actionUndo", QT_TRANSLATE_NOOP("Commands", "&Undo"), QT_TRANSLATE_NOOP("Commands", "Take back the last change, also one of an earlier day"), "undo", "Ctrl+Z", nullptr, needUndo},
  {"actionRedo", QT_TRANSLATE_NOOP("Commands", "&Redo"), "", "redo", "Ctrl+Shift+Z|Ctrl+Y", "Ctrl+Y|Ctrl+Shift+Z", needRedo},
  {"actionSelectAll", QT_TRANSLATE_NOOP("Commands", "Select &all of the layer"), "", "", "Ctrl+A", nullptr, needMapLayer},
  {"actionSelectNoneLayer", QT_TRANSLATE_NOOP("Commands", "Select &nothing of the layer"), "", "", "Ctrl+Shift+A", nullptr, needLayer},
  {"actionSelectNone", QT_TRANSLATE_NOOP("Commands", "&Clear the whole selection"), "", "select-none", "Ctrl+Alt+A", nullptr, needSelection},
  {"actionSelectInvert", QT_TRANSLATE_NOOP("Commands", "&Invert the selection of the layer"), "", "", "", nullptr, needMapLayer},
  {"actionDeleteSelected", QT_TRANSLATE_NOOP("Commands", "&Delete the selected features…"), QT_TRANSLATE_NOOP("Commands", "Undo brings them back"), "delete", "Del", nullptr, needSelection | needWritable},
  {"actionDrawPoint", QT_TRANSLATE_NOOP("Commands", "Draw a &point"), QT_TRANSLATE_NOOP("Commands", "A new feature of the current layer: click or type the place"), "draw-point", "Ctrl+1", nullptr, needOwnLayer | needWritable},
  {"actionDrawLine", QT_TRANSLATE_NOOP("Commands", "Draw a &line"), QT_TRANSLATE_NOOP("Commands", "A new feature of the current layer: click or type its places"), "draw-line", "Ctrl+2", nullptr, needOwnLayer | needWritable},
  {"actionDrawPolygon", QT_TRANSLATE_NOOP("Commands", "Draw an a&rea"), QT_TRANSLATE_NOOP("Commands", "A new feature of the current layer: click or type its corners"), "draw-polygon", "Ctrl+3", nullptr, needOwnLayer | needWritable},
  {"actionReopenSketch", QT_TRANSLATE_NOOP("Commands", "Reopen the s&ketch"), QT_TRANSLATE_NOOP("Commands", "Bring back the sketch that was ended or set aside last"), "", "Ctrl+Shift+R", nullptr, needWritable},
  {"actionReshape", QT_TRANSLATE_NOOP("Commands", "Res&hape"), QT_TRANSLATE_NOOP("Commands", "Move, insert and delete the vertices of a feature"), "reshape", "V", nullptr, needOwnLayer | needWritable},
  {"actionMoveFeatures", QT_TRANSLATE_NOOP("Commands", "&Move features"), QT_TRANSLATE_NOOP("Commands", "Drag the selected features to another place"), "move-features", "M", nullptr, needOwnLayer | needWritable},
  {"actionRotateFeatures", QT_TRANSLATE_NOOP("Commands", "R&otate features"), QT_TRANSLATE_NOOP("Commands", "Turn the selected features about their middle"), "rotate-features", "R", nullptr, needOwnLayer | needWritable},
  {"actionAddHole", QT_TRANSLATE_NOOP("Commands", "Cut a &hole"), QT_TRANSLATE_NOOP("Commands", "Draw a hole into the selected area"), "add-hole", "H", nullptr, needOwnLayer | needSelection | needWritable},
  {"actionAddPart", QT_TRANSLATE_NOOP("Commands", "Add a par&t"), QT_TRANSLATE_NOOP("Commands", "Draw one more part of the selected area"), "", "Shift+H", nullptr, needOwnLayer | needSelection | needWritable},
  {"actionRemoveRing", QT_TRANSLATE_NOOP("Commands", "Remo&ve the hole or part"), QT_TRANSLATE_NOOP("Commands", "The one whose vertex is chosen while reshaping"), "", "Shift+Del", nullptr, needOwnLayer | needWritable},
  {"actionSnapping", QT_TRANSLATE_NOOP("Commands", "S&nap"), QT_TRANSLATE_NOOP("Commands", "Places go to vertices, crossings, right angles, edges and extensions nearby"), "snapping", "S", nullptr, needCity, true},
  {"actionFeatureForm", QT_TRANSLATE_NOOP("Commands", "&Form of the selected features…"), QT_TRANSLATE_NOOP("Commands", "Their values by field, with codes and limits"), "feature-form", "F4", nullptr, needOwnLayer | needSelection | needWritable},
  {"actionCopyCoordinate", QT_TRANSLATE_NOOP("Commands", "C&opy a coordinate"), QT_TRANSLATE_NOOP("Commands", "Click the map: the place goes to the clipboard"), "coordinate", "Ctrl+Shift+K", nullptr, needCity},
};
const CommandSpec kView[] = {
  {"actionFind", QT_TRANSLATE_NOOP("Commands", "&Find…"), QT_TRANSLATE_NOOP("Commands", "Roads, addresses, places, parcels, cases, coordinates, layers, commands"), "find", "Ctrl+K", nullptr, needCity},
  {"actionPan", QT_TRANSLATE_NOOP("Commands", "&Pan"), QT_TRANSLATE_NOOP("Commands", "Drag the map"), "pan", "", nullptr, needCity},
  {"actionZoomTool", QT_TRANSLATE_NOOP("Commands", "&Zoom to a box"), QT_TRANSLATE_NOOP("Commands", "Drag a box, or click"), "zoom-box", "", nullptr, needCity},
  {"actionIdentify", QT_TRANSLATE_NOOP("Commands", "&Identify"), QT_TRANSLATE_NOOP("Commands", "Click the map to see what is there"), "identify", "Ctrl+Shift+I", nullptr, needCity},
  {"actionMeasureLine", QT_TRANSLATE_NOOP("Commands", "Measure &length"), "", "measure-line", "Ctrl+Shift+M", nullptr, needCity},
  {"actionMeasureArea", QT_TRANSLATE_NOOP("Commands", "Measure &area"), "", "measure-area", "Ctrl+Shift+J", nullptr, needCity},
  {"actionZoomIn", QT_TRANSLATE_NOOP("Commands", "Zoom i&n"), "", "zoom-in", "Ctrl+Alt++|Ctrl++", "Ctrl++", needCity},
  {"actionZoomOut", QT_TRANSLATE_NOOP("Commands", "Zoom &out"), "", "zoom-out", "Ctrl+Alt+-|Ctrl+-", "Ctrl+-", needCity},
  {"actionZoomFull", QT_TRANSLATE_NOOP("Commands", "&Full extent"), QT_TRANSLATE_NOOP("Commands", "The whole city"), "zoom-full", "Ctrl+Shift+F", "Ctrl+Shift+F|Ctrl+Home", needCity},
  {"actionZoomSelection", QT_TRANSLATE_NOOP("Commands", "Zoom to the &selection"), "", "zoom-selection", "Ctrl+J", nullptr, needSelection},
  {"actionZoomLayer", QT_TRANSLATE_NOOP("Commands", "Zoom to the la&yer"), "", "zoom-layer", "", nullptr, needMapLayer},
  {"actionViewBack", QT_TRANSLATE_NOOP("Commands", "&Back"), QT_TRANSLATE_NOOP("Commands", "The view before"), "back", "Alt+Left", nullptr, needCity},
  {"actionViewForward", QT_TRANSLATE_NOOP("Commands", "For&ward"), QT_TRANSLATE_NOOP("Commands", "The view after"), "forward", "Alt+Right", nullptr, needCity},
  {"actionRefresh", QT_TRANSLATE_NOOP("Commands", "&Refresh"), QT_TRANSLATE_NOOP("Commands", "Draw the map anew"), "refresh", "F5", nullptr, needCity},
  {"actionBookmarkNew", QT_TRANSLATE_NOOP("Commands", "New boo&kmark…"), QT_TRANSLATE_NOOP("Commands", "Remember this view"), "bookmark", "Ctrl+B", nullptr, needCity},
  {"actionBookmarks", QT_TRANSLATE_NOOP("Commands", "Show book&marks"), "", "", "Ctrl+Shift+B", nullptr, needCity},
  {"actionNamedMaps", QT_TRANSLATE_NOOP("Commands", "Named &maps…"), QT_TRANSLATE_NOOP("Commands", "View, visible layers and styles under a name, kept in the city"), "named-map", "", nullptr, needCity},
  {"actionLabels", QT_TRANSLATE_NOOP("Commands", "Show la&bels"), QT_TRANSLATE_NOOP("Commands", "Names and numbers on the map"), "labels", "", nullptr, needCity, true},
  {"actionBaseMap", QT_TRANSLATE_NOOP("Commands", "Base ma&p…"), QT_TRANSLATE_NOOP("Commands", "A raster file, a folder of tiles or a web map below the layers"), "basemap", "", nullptr, needCity},
  {"actionFullScreen", QT_TRANSLATE_NOOP("Commands", "F&ull screen"), "", "", "F11", nullptr, needNothing, true},
  {"actionTogglePanels", QT_TRANSLATE_NOOP("Commands", "Show or hide the pa&nels"), "", "", "Ctrl+Tab", nullptr, needCity},
  {"actionMapOnly", QT_TRANSLATE_NOOP("Commands", "Map onl&y"), QT_TRANSLATE_NOOP("Commands", "Without panels and bars; again brings them back"), "", "Ctrl+Shift+Tab", nullptr, needCity, true},
  {"actionDockPanels", QT_TRANSLATE_NOOP("Commands", "&Dock all panels"), QT_TRANSLATE_NOOP("Commands", "Floating panels go back to their places"), "", "", nullptr, needNothing},
};
const CommandSpec kLayer[] = {
  {"actionAttributeTable", QT_TRANSLATE_NOOP("Commands", "&Table"), QT_TRANSLATE_NOOP("Commands", "The rows of the layer"), "table", "F6", nullptr, needLayer},
  {"actionTableSelected", QT_TRANSLATE_NOOP("Commands", "Table of the &selected rows"), "", "", "Shift+F6", nullptr, needLayer | needSelection},
  {"actionTableVisible", QT_TRANSLATE_NOOP("Commands", "Table of the rows in &view"), "", "", "Ctrl+F6", nullptr, needMapLayer},
  {"actionLayerStyle", QT_TRANSLATE_NOOP("Commands", "St&yle…"), QT_TRANSLATE_NOOP("Commands", "Colours, symbols, labels"), "style", "", nullptr, needMapLayer | needWritable},
  {"actionLayerFilter", QT_TRANSLATE_NOOP("Commands", "&Filter…"), QT_TRANSLATE_NOOP("Commands", "Show only rows that meet a condition"), "filter", "Ctrl+F", nullptr, needLayer | needWritable},
  {"actionLayerRename", QT_TRANSLATE_NOOP("Commands", "&Rename…"), "", "", "F2", nullptr, needOwnLayer | needWritable},
  {"actionLayerDuplicate", QT_TRANSLATE_NOOP("Commands", "&Duplicate"), "", "", "", nullptr, needOwnLayer | needWritable},
  {"actionLayerGroup", QT_TRANSLATE_NOOP("Commands", "&Group…"), QT_TRANSLATE_NOOP("Commands", "Put the layer into a group of the tree"), "group", "Ctrl+G", nullptr, needLayer | needWritable},
  {"actionLayerRemove", QT_TRANSLATE_NOOP("Commands", "Re&move…"), QT_TRANSLATE_NOOP("Commands", "Delete the layer from the city"), "remove", "Ctrl+D", nullptr, needOwnLayer | needWritable},
  {"actionLayerProperties", QT_TRANSLATE_NOOP("Commands", "&Properties…"), QT_TRANSLATE_NOOP("Commands", "Origin, fields, coordinate system, role, search"), "", "Ctrl+Shift+C", nullptr, needLayer},
  {"actionQuality", QT_TRANSLATE_NOOP("Commands", "&Quality…"), QT_TRANSLATE_NOOP("Commands", "Check geometries, codes, values and borders; repair, ignore, write to the bureau"), "", "", nullptr, needCity},
  {"actionUpdateLayer", QT_TRANSLATE_NOOP("Commands", "&Update from a file…"), QT_TRANSLATE_NOOP("Commands", "A bureau's new version of the layer: see what differs, take over all or some"), "", "", nullptr, needLayer | needWritable},
  {"actionMetadata", QT_TRANSLATE_NOOP("Commands", "&Metadata sheet…"), QT_TRANSLATE_NOOP("Commands", "Provider, sharing, update cycle, lineage, security mark of the layer"), "", "", nullptr, needLayer},
  {"actionCatalogue", QT_TRANSLATE_NOOP("Commands", "Catalo&gue of layers"), QT_TRANSLATE_NOOP("Commands", "Search, freshness, use, and who got what"), "", "", nullptr, needCity},
  {"actionLayersShowAll", QT_TRANSLATE_NOOP("Commands", "Sho&w all layers"), "", "", "Ctrl+Shift+U", nullptr, needCity},
  {"actionLayersHideAll", QT_TRANSLATE_NOOP("Commands", "&Hide all layers"), "", "", "Ctrl+Shift+H", nullptr, needCity},
  {"actionAddColumn", QT_TRANSLATE_NOOP("Commands", "Add a &column…"), QT_TRANSLATE_NOOP("Commands", "A new column, filled by an expression"), "", "", nullptr, needOwnLayer | needWritable},
  {"actionColumns", QT_TRANSLATE_NOOP("Commands", "Chan&ge columns…"), QT_TRANSLATE_NOOP("Commands", "Rename, change type, drop, rules of the values"), "", "", nullptr, needLayer | needWritable},
  {"actionCalculate", QT_TRANSLATE_NOOP("Commands", "Calc&ulate a column…"), QT_TRANSLATE_NOOP("Commands", "Fill a column by an expression, with a preview"), "calculate", "Ctrl+Alt+C", nullptr, needLayer | needWritable},
  {"actionPasteRows", QT_TRANSLATE_NOOP("Commands", "&Paste rows…"), QT_TRANSLATE_NOOP("Commands", "Rows copied in a spreadsheet, as new features or by key"), "", "Ctrl+Alt+V", nullptr, needLayer | needWritable},
  {"actionColumnStatistics", QT_TRANSLATE_NOOP("Commands", "Column s&tatistics…"), "", "", "", nullptr, needLayer},
};
const CommandSpec kCity[] = {
  {"actionLogIncident", QT_TRANSLATE_NOOP("Commands", "&Log an incident"), QT_TRANSLATE_NOOP("Commands", "Click the place, then fill in the form"), "incident", "N", nullptr, needWritable},
  {"actionIncidentList", QT_TRANSLATE_NOOP("Commands", "Incident l&ist"), "", "incident-list", "F7", nullptr, needCity},
  {"actionCaseBoard", QT_TRANSLATE_NOOP("Commands", "Case &board"), QT_TRANSLATE_NOOP("Commands", "What is due, overdue and waiting, by department and grid"), "", "Ctrl+F7", nullptr, needCity},
  {"actionWorkCalendar", QT_TRANSLATE_NOOP("Commands", "&Working calendar…"), QT_TRANSLATE_NOOP("Commands", "Hours, holidays and shifted days by which deadlines count"), "", "", nullptr, needCity},
  {"actionDeskSettings", QT_TRANSLATE_NOOP("Commands", "Settings o&f the desk…"), QT_TRANSLATE_NOOP("Commands", "Patterns of numbers, duplicates, distances, photos to close"), "", "", nullptr, needCity},
  {"actionOperators", QT_TRANSLATE_NOOP("Commands", "&Operators…"), QT_TRANSLATE_NOOP("Commands", "Who works here, and in which role"), "", "", nullptr},
  {"actionCaseSheet", QT_TRANSLATE_NOOP("Commands", "Print &case sheet…"), QT_TRANSLATE_NOOP("Commands", "Number, place, map, photos, deadline, signatures"), "", "", nullptr, needCity},
  {"actionPlaceQueue", QT_TRANSLATE_NOOP("Commands", "Cases &to place…"), QT_TRANSLATE_NOOP("Commands", "Cases that came without a position, and where they may be"), "", "", nullptr, needCity},
  {"actionBulletin", QT_TRANSLATE_NOOP("Commands", "Bulleti&n…"), QT_TRANSLATE_NOOP("Commands", "Figures of a period with charts, map and tables, as PDF or spreadsheet"), "", "", nullptr, needCity},
  {"actionRanking", QT_TRANSLATE_NOOP("Commands", "Figures and &ranking…"), QT_TRANSLATE_NOOP("Commands", "Departments, areas and posts by their figures, and the cases behind each number"), "", "", nullptr, needCity},
  {"actionCaseLists", QT_TRANSLATE_NOOP("Commands", "Case li&sts…"), QT_TRANSLATE_NOOP("Commands", "Take another platform's list in, hand cases out in its columns"), "", "", nullptr, needCity},
  {"actionHandOutPhotos", QT_TRANSLATE_NOOP("Commands", "Hand out &photos…"), QT_TRANSLATE_NOOP("Commands", "Copies of ticked photos of a case, faces and plates blacked out by hand"), "", "", nullptr, needCity},
  {"actionDayPackages", QT_TRANSLATE_NOOP("Commands", "&Day packages…"), QT_TRANSLATE_NOOP("Commands", "What two desks did to the cases of one city, out and back"), "", "", nullptr, needWritable},
  {"actionImportComponents", QT_TRANSLATE_NOOP("Commands", "I&mport components…"), QT_TRANSLATE_NOOP("Commands", "Managed components from a spreadsheet or CSV, by a mapping that is remembered"), "", "", nullptr, needWritable},
  {"actionGridCheck", QT_TRANSLATE_NOOP("Commands", "Check &grids…"), QT_TRANSLATE_NOOP("Commands", "Overlaps, gaps, nesting, codes and sizes of divisions, unit grids and duty grids"), "", "", nullptr, needCity},
  {"actionDictionaries", QT_TRANSLATE_NOOP("Commands", "Code tabl&es…"), QT_TRANSLATE_NOOP("Commands", "Categories, time limits, responsible units, divisions: search, change, import"), "", "", nullptr, needCity},
  {"actionParcelCard", QT_TRANSLATE_NOOP("Commands", "&Parcel card"), QT_TRANSLATE_NOOP("Commands", "Click a parcel to see its card"), "parcel", "P", nullptr, needCity},
  {"actionParcelSplit", QT_TRANSLATE_NOOP("Commands", "&Split the selected parcel…"), QT_TRANSLATE_NOOP("Commands", "By a line, into equal parts or to given areas"), "", "", nullptr, needWritable},
  {"actionParcelMerge", QT_TRANSLATE_NOOP("Commands", "&Merge the selected parcels…"), QT_TRANSLATE_NOOP("Commands", "One parcel of several that share borders"), "", "", nullptr, needWritable},
  {"actionParcelChange", QT_TRANSLATE_NOOP("Commands", "&Change the selected parcels…"), QT_TRANSLATE_NOOP("Commands", "Cut out, move a border, take over, take in a gap, other letters"), "", "", nullptr, needWritable},
  {"actionParcelSheet", QT_TRANSLATE_NOOP("Commands", "Parcel s&heet…"), QT_TRANSLATE_NOOP("Commands", "Boundary points, sides, neighbours and area as PDF, XLSX or TXT"), "", "", nullptr, needCity},
  {"actionParcelUnits", QT_TRANSLATE_NOOP("Commands", "&Buildings and units…"), QT_TRANSLATE_NOOP("Commands", "Floors and units of a parcel's buildings, coloured by state"), "", "", nullptr, needCity},
  {"actionParcelLineage", QT_TRANSLATE_NOOP("Commands", "&Lineage graph…"), QT_TRANSLATE_NOOP("Commands", "Where a parcel came from and what became of it"), "", "", nullptr, needCity},
  {"actionParcelAsOf", QT_TRANSLATE_NOOP("Commands", "Parcels &as of a date…"), QT_TRANSLATE_NOOP("Commands", "The map as it was then, with the parcels that ended since in grey"), "", "", nullptr, needCity},
  {"actionCityToday", QT_TRANSLATE_NOOP("Commands", "Back to &today"), QT_TRANSLATE_NOOP("Commands", "From the city as of a date to the city as it is"), "", "", nullptr, needThen},
  {"actionTopology", QT_TRANSLATE_NOOP("Commands", "&Topology of areas…"), QT_TRANSLATE_NOOP("Commands", "Overlaps, gaps and missing vertices of a layer, and what mends them"), "", "", nullptr, needCity},
  {"actionParcelByCode", QT_TRANSLATE_NOOP("Commands", "Find a parcel by &code…"), "", "", "", nullptr, needCity},
};
const CommandSpec kQuery[] = {
  {"actionAsk", QT_TRANSLATE_NOOP("Commands", "As&k…"), QT_TRANSLATE_NOOP("Commands", "A question in plain words or from drop-downs, counted while it is built"), "", "Ctrl+Shift+Q", nullptr, needCity},
  {"actionSelectRectangle", QT_TRANSLATE_NOOP("Commands", "Select by click or &rectangle"), "", "select", "", nullptr, needCity},
  {"actionSelectPolygon", QT_TRANSLATE_NOOP("Commands", "Select by &polygon"), "", "select-polygon", "", nullptr, needCity},
  {"actionSelectRadius", QT_TRANSLATE_NOOP("Commands", "Select by r&adius"), "", "select-radius", "", nullptr, needCity},
  {"actionSelectByValue", QT_TRANSLATE_NOOP("Commands", "Select by &value…"), "", "", "F3", nullptr, needLayer},
  {"actionSelectByExpression", QT_TRANSLATE_NOOP("Commands", "Select by e&xpression…"), "", "", "Ctrl+F3", nullptr, needLayer},
  {"actionSelectByLocation", QT_TRANSLATE_NOOP("Commands", "Select by &location…"), QT_TRANSLATE_NOOP("Commands", "Features near or inside those of another layer"), "select-location", "Ctrl+Shift+L", nullptr, needCity},
  {"actionNamedSelections", QT_TRANSLATE_NOOP("Commands", "Named selec&tions…"), QT_TRANSLATE_NOOP("Commands", "Keep selections in the city; add, subtract and intersect them"), "", "", nullptr, needCity},
  {"actionJoinByCode", QT_TRANSLATE_NOOP("Commands", "&Join by code…"), QT_TRANSLATE_NOOP("Commands", "Match a list with a layer by a number or code"), "join", "", nullptr, needCity},
  {"actionNearest", QT_TRANSLATE_NOOP("Commands", "Nearest and &join by place…"), QT_TRANSLATE_NOOP("Commands", "Attributes of the nearest, or of what meets, joined to each feature, as a new layer"), "", "", nullptr, needWritable},
  {"actionBuffer", QT_TRANSLATE_NOOP("Commands", "&Buffer…"), QT_TRANSLATE_NOOP("Commands", "What lies within a distance of features, as a new layer"), "", "", nullptr, needWritable},
  {"actionDissolve", QT_TRANSLATE_NOOP("Commands", "&Dissolve…"), QT_TRANSLATE_NOOP("Commands", "Features that agree in a field become one, as a new layer"), "", "", nullptr, needWritable},
  {"actionOverlay", QT_TRANSLATE_NOOP("Commands", "&Overlay…"), QT_TRANSLATE_NOOP("Commands", "Two layers cut by each other, as a new layer"), "", "", nullptr, needWritable},
  {"actionAggregate", QT_TRANSLATE_NOOP("Commands", "&Figures by zones…"), QT_TRANSLATE_NOOP("Commands", "Number, sums, areas and lengths of a layer for each zone, as a new layer"), "", "", nullptr, needWritable},
  {"actionAnalyze", QT_TRANSLATE_NOOP("Commands", "A&nalysis…"), QT_TRANSLATE_NOOP("Commands", "Hot spots, rates, coverage and density as layers with a legend"), "", "", nullptr, needWritable},
  {"actionLandCheck", QT_TRANSLATE_NOOP("Commands", "&Land check…"), QT_TRANSLATE_NOOP("Commands", "What lies on plots of land, by layer and class, with areas that add up"), "", "", nullptr, needNow},
  {"actionSqlConsole", QT_TRANSLATE_NOOP("Commands", "&SQL console"), QT_TRANSLATE_NOOP("Commands", "One read-only statement, with the functions of SpatiaLite"), "sql", "", nullptr, needNow},
};
const CommandSpec kSettings[] = {
  {"actionLanguageEnglish", QT_TRANSLATE_NOOP("Commands", "&English"), "", "", "", nullptr, needNothing, true},
  {"actionLanguageChinese", QT_TRANSLATE_NOOP("Commands", "&Chinese"), "", "", "", nullptr, needNothing, true},
  {"actionPreferences", QT_TRANSLATE_NOOP("Commands", "&Preferences…"), QT_TRANSLATE_NOOP("Commands", "Language, keys, memory, name"), "settings", "Ctrl+,", nullptr},
};
const CommandSpec kHelp[] = {
  {"actionGuide", QT_TRANSLATE_NOOP("Commands", "&User guide"), QT_TRANSLATE_NOOP("Commands", "First steps and all main jobs, without a network"), "help", "F1", nullptr},
  {"actionKeys", QT_TRANSLATE_NOOP("Commands", "&Keyboard shortcuts"), "", "", "Ctrl+F1", nullptr},
  {"actionLog", QT_TRANSLATE_NOOP("Commands", "Show the &log file"), QT_TRANSLATE_NOOP("Commands", "A record that you can send; no personal data is in it"), "", "", nullptr},
  {"actionAbout", QT_TRANSLATE_NOOP("Commands", "&About CityDesk"), "", "", "", nullptr},
};
// clang-format on

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
      "actionImport", "actionExport", "actionPackage", "actionPackageCheck", "-", "actionPrintMap", "-", "actionCheckCity", "actionCityProperties", "-",
      "actionCloseCity", "actionQuit"}},
    {"menuEdit", QT_TRANSLATE_NOOP("Menus", "&Edit"),
     {"actionUndo", "actionRedo", "-", "actionSelectAll", "actionSelectInvert", "actionSelectNoneLayer",
      "actionSelectNone", "-", "actionDrawPoint", "actionDrawLine", "actionDrawPolygon", "actionReopenSketch", "-",
      "actionReshape", "actionMoveFeatures", "actionRotateFeatures", "actionAddHole", "actionAddPart", "actionRemoveRing",
      "actionSnapping", "-", "actionFeatureForm", "actionDeleteSelected", "-", "actionCopyCoordinate"}},
    {"menuView", QT_TRANSLATE_NOOP("Menus", "&View"),
     {"actionFind", "-", "actionPan", "actionZoomTool", "actionIdentify", "actionMeasureLine", "actionMeasureArea", "-",
      "actionZoomIn", "actionZoomOut", "actionZoomFull", "actionZoomSelection", "actionZoomLayer", "actionViewBack",
      "actionViewForward", "actionRefresh", "-", "actionBookmarkNew", "actionBookmarks", "actionNamedMaps", "-",
      "actionLabels", "actionBaseMap", "-", ">menuPanels", ">menuBars", "actionDockPanels", "actionFullScreen",
      "actionTogglePanels", "actionMapOnly"}},
    {"menuLayer", QT_TRANSLATE_NOOP("Menus", "&Layer"),
     {"actionZoomLayer", "actionAttributeTable", "actionTableSelected", "actionTableVisible", "-", "actionLayerStyle",
      "actionLayerFilter", "-", "actionAddColumn", "actionColumns", "actionCalculate", "actionPasteRows", "actionColumnStatistics", "-",
      "actionLayerRename",
      "actionLayerDuplicate", "actionLayerGroup", "actionUpdateLayer", "actionExport", "actionLayerRemove", "-", "actionLayerProperties", "actionMetadata", "actionQuality", "actionCatalogue", "-",
      "actionLayersShowAll", "actionLayersHideAll"}},
    {"menuIncident", QT_TRANSLATE_NOOP("Menus", "&Incident"),
     {"actionLogIncident", "actionIncidentList", "actionCaseBoard", "actionPlaceQueue", "-", "actionCaseSheet", "actionHandOutPhotos", "actionBulletin", "actionRanking", "-", "actionCaseLists", "actionDayPackages", "-",
      "actionWorkCalendar", "actionDictionaries", "actionImportComponents", "actionGridCheck", "actionDeskSettings", "actionOperators"}},
    {"menuParcel", QT_TRANSLATE_NOOP("Menus", "P&arcel"), {"actionParcelCard", "actionParcelByCode", "actionParcelSheet", "actionParcelUnits", "-", "actionParcelSplit", "actionParcelMerge", "actionParcelChange", "-", "actionParcelLineage", "actionParcelAsOf", "actionCityToday", "-", "actionTopology"}},
    {"menuQuery", QT_TRANSLATE_NOOP("Menus", "&Query"),
     {"actionAsk", "-", "actionSelectRectangle", "actionSelectPolygon", "actionSelectRadius", "actionSelectByValue",
      "actionSelectByExpression", "actionSelectByLocation", "actionNamedSelections", "-", "actionLandCheck", "-", "actionJoinByCode", "actionNearest", "actionBuffer",
      "actionDissolve", "actionOverlay", "actionAggregate", "actionAnalyze", "-", "actionSqlConsole"}},
    {"menuSettings", QT_TRANSLATE_NOOP("Menus", "&Settings"), {">menuLanguage", "-", "actionPreferences"}},
    {"menuHelp", QT_TRANSLATE_NOOP("Menus", "&Help"), {"actionGuide", "actionKeys", "actionLog", "-", "actionAbout"}},
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
    {"barEdit", QT_TRANSLATE_NOOP("Menus", "Editing bar"),
     {"actionDrawPoint", "actionDrawLine", "actionDrawPolygon", "-", "actionReshape", "actionMoveFeatures",
      "actionRotateFeatures", "actionAddHole", "actionDeleteSelected", "-", "actionSnapping", "actionFeatureForm",
      "actionCalculate"},
     true},
  };
  // clang-format on
  return bars;
}

}  // namespace gis::ui
