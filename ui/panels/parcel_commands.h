// What one does with a parcel besides changing it: sheet, buildings and units, lineage, the map as of a date.
#pragma once

namespace gis::ui {

class MainWindow;

void addParcelCommands(MainWindow& window);

}  // namespace gis::ui
